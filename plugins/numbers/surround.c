/* SPDX-License-Identifier: Apache-2.0 */
#include "surround.h"

#include <string.h>

#include "embed.h"
#include "tokens.h"

EMBED(stop_words);
EMBED(concepts);

/* How far a word may be, in tokens, and the longest one that is stemmed. */
enum { REACH = 24, WORD_ROOM = 64, NAME_LETTERS = 5 };

static bool
read_concepts(Words *concepts, Stems *stems)
{
  Lines lines = lines_start(embed_concepts, embed_concepts_size);

  for (uint32_t number = 0; lines_next(&lines); number++) {
    Piece rest = lines_field(&lines, 0), word;

    while (piece_cut(&rest, ' ', &word)) {
      if (word.length
          && !words_put(concepts, stems_hash(stems, word.bytes, word.length),
                        number))
        return false;
    }
  }
  return true;
}

bool
surround_open(Surround *surround)
{
  Stems stems;
  bool good;

  *surround = (Surround){ 0 };
  if (!stems_open(&stems))
    return false;
  good = words_put_lines(&surround->stops, embed_stop_words,
                         embed_stop_words_size, 0)
         && read_concepts(&surround->concepts, &stems);
  stems_close(&stems);
  return good;
}

void
surround_close(Surround *surround)
{
  words_free(&surround->stops);
  words_free(&surround->concepts);
}

typedef struct Reader {
  const Surround *surround;
  Stems *stems;
  const stemma_doc *doc;
  const stemma_table *tokens;
  Near *near;
  Builder *words;
  uint32_t count;
} Reader;

/* The hash of a name: of its first letters, so that a country and its people
 * are one. */
static uint64_t
name_hash(const char *folded, size_t length)
{
  if (length > NAME_LETTERS) {
    length = NAME_LETTERS;
    while (length > 1 && ((unsigned char)folded[length] & 0xc0u) == 0x80u)
      length--;
  }
  return fnv_bytes(FNV_START, folded, length);
}

static bool
has(const Reader *r, uint64_t stem)
{
  for (uint32_t i = 0; i < r->count; i++) {
    if (r->near[i].stem == stem)
      return true;
  }
  return false;
}

static void
put(Reader *r, const stemma_token *token, uint64_t stem, uint32_t distance,
    uint32_t flags)
{
  uint32_t length = token_stem_length(r->doc, token);

  if (!stem || has(r, stem) || r->count == NEAR_MOST
      || r->words->length > UINT16_MAX - WORD_ROOM - 1)
    return;
  r->near[r->count++] = (Near){ .stem = stem,
                                .distance = (uint16_t)distance,
                                .flags = (uint16_t)flags,
                                .word = (uint16_t)r->words->length,
                                .length = (uint16_t)length };
  builder_bytes(r->words, token_text(r->doc, token), length);
  builder_add(r->words, " ");
}

/* Takes token `i` where it says something. */
static void
take(Reader *r, uint32_t i, uint32_t distance, uint32_t flags)
{
  const stemma_token *token = token_at(r->tokens, i);
  uint32_t concept, length = token_stem_length(r->doc, token);
  char folded[WORD_ROOM];
  bool name, first;
  uint64_t stem;

  if (token->kind != STEMMA_TOKEN_WORD || length < 2 || length > WORD_ROOM / 2
      || words_has(&r->surround->stops, token_stem_fold(r->doc, token)))
    return;
  length = (uint32_t)fold_copy(token_text(r->doc, token), length, folded,
                               sizeof folded);
  if (length > sizeof folded)
    return;
  stem = stems_hash(r->stems, folded, length);
  concept = words_get(&r->surround->concepts, stem);
  if (concept != WORDS_NONE) {
    put(r, token, UINT64_C(0x517cc1b727220a95) * (concept + 1), distance,
        flags | NEAR_CONCEPT);
    return;
  }
  first = i == 0 || token_at(r->tokens, i - 1)->sentence != token->sentence;
  name = token_is_upper(r->doc, token);
  if (name)
    put(r, token, name_hash(folded, length), distance,
        flags | (first ? NEAR_MAYBE : NEAR_NAME));
  /* The first word of a sentence may be a name or not: it is filed as both. */
  if (!name || first)
    put(r, token, stem, distance, flags);
}

static bool
in_sentence(const Reader *r, uint32_t i, uint32_t sentence)
{
  return i < r->tokens->rows.count
         && token_at(r->tokens, i)->sentence == sentence;
}

/* The noun after a count: its first word that is not a stop word. */
static uint32_t
head_after(const Reader *r, uint32_t last, uint32_t sentence)
{
  for (uint32_t i = last; i < last + 3 && in_sentence(r, i, sentence); i++) {
    const stemma_token *token = token_at(r->tokens, i);

    if (token->kind != STEMMA_TOKEN_WORD)
      break;
    if (i + 1 < last + 3 && in_sentence(r, i + 1, sentence)
        && token_at(r->tokens, i + 1)->kind == STEMMA_TOKEN_WORD
        && r->doc->text[token->row.end - 1] != 's')
      continue;
    return i;
  }
  return in_sentence(r, last, sentence) ? last : UINT32_MAX;
}

/* The name before an age: "Ana Bel, 39,". */
static uint32_t
head_before(const Reader *r, uint32_t first, uint32_t sentence)
{
  for (uint32_t i = first; i-- > 0 && i + 4 > first;) {
    if (!in_sentence(r, i, sentence))
      break;
    if (token_at(r->tokens, i)->kind == STEMMA_TOKEN_WORD
        && token_is_upper(r->doc, token_at(r->tokens, i)))
      return i;
  }
  return UINT32_MAX;
}

uint32_t
surround_read(const Surround *surround, Stems *stems, const stemma_doc *doc,
              const stemma_table *tokens, uint32_t first, uint32_t last,
              uint32_t head, Near *near, Builder *words)
{
  Reader r = { .surround = surround,
               .stems = stems,
               .doc = doc,
               .tokens = tokens,
               .near = near,
               .words = words };
  uint32_t sentence = token_at(tokens, first)->sentence;
  uint32_t at = head == HEAD_AFTER    ? head_after(&r, last, sentence)
                : head == HEAD_BEFORE ? head_before(&r, first, sentence)
                                      : UINT32_MAX;

  builder_clear(words);
  if (at != UINT32_MAX)
    take(&r, at, 1, NEAR_HEAD | (at >= last ? NEAR_AFTER : 0u));
  for (uint32_t d = 1; d <= REACH; d++) {
    if (first >= d && in_sentence(&r, first - d, sentence))
      take(&r, first - d, d, 0);
    if (in_sentence(&r, last + d - 1, sentence))
      take(&r, last + d - 1, d, NEAR_AFTER);
  }
  return r.count;
}
