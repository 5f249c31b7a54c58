-- SPDX-License-Identifier: Apache-2.0
-- Five questions to an SQLite report:
--   stemma run --report sqlite:rows.db examples/articles
--   sqlite3 -box rows.db <examples/questions.sql

-- 1. Which speeches are told most differently, and by how many articles?
SELECT utterance.id, utterance.label, utterance.speaker, utterance.witnesses,
       round(variance.score, 2) AS divergence
FROM utterance JOIN variance ON variance.utterance = utterance.row
WHERE variance.scope = 'all'
ORDER BY variance.score DESC, utterance.row;

-- 2. Who is quoted, in how many articles, and in how many words of direct
--    speech?
SELECT coalesce(entity, speaker, '(nobody)') AS who,
       count(DISTINCT doc) AS articles, count(*) AS quotes,
       sum(CASE kind WHEN 'direct'
           THEN length(text) - length(replace(text, ' ', '')) + 1
           ELSE 0 END) AS direct_words
FROM quote
GROUP BY who
ORDER BY articles DESC, quotes DESC, who;

-- 3. Which numbers do the articles not agree on, and who says what?
SELECT agreement.about, document.id AS article, member.text
FROM agreement
JOIN agreement_member AS member ON member.agreement = agreement.row
JOIN document ON document.doc = member.doc
WHERE agreement.verdict = 'differ'
ORDER BY agreement.row, document.doc;

-- 4. Who speaks of herring (or herrings)?  Full text search, the best first.
SELECT document.id AS article, quote.speaker, quote.text
FROM quote_search
JOIN quote ON quote.doc = quote_search.doc AND quote.row = quote_search.row
JOIN document ON document.doc = quote.doc
WHERE quote_search MATCH 'herrings'
ORDER BY quote_search.rank, document.doc;

-- 5. Is an article's own voice darker than the voices that it quotes?
SELECT document.id AS article, round(narration.score, 2) AS narration,
       round(speech.score, 2) AS speech,
       round(speech.score - narration.score, 2) AS difference
FROM document
JOIN sentiment AS narration
  ON narration.doc = document.doc AND narration.scope = 'narration'
JOIN sentiment AS speech
  ON speech.doc = document.doc AND speech.scope = 'speech'
ORDER BY difference DESC, document.doc;
