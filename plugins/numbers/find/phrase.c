/* SPDX-License-Identifier: Apache-2.0 */
#include "phrase.h"

#include "fold.h"

/* The next word of `rest`; false at the end. */
static bool
next_word(Piece *rest, Piece *word)
{
  uint32_t at = 0, step, class, first;

  while (at < rest->length
         && (rest->bytes[at] == ' ' || rest->bytes[at] == '-'
             || rest->bytes[at] == '_'))
    at++;
  *rest = (Piece){ rest->bytes + at, rest->length - at };
  if (!rest->length)
    return false;
  first = utf8_class(utf8_decode(rest->bytes, &step));
  at = step;
  while (at < rest->length) {
    class = utf8_class(utf8_decode(rest->bytes + at, &step));
    if (class != UTF8_MARK
        && !(first >= UTF8_LOWER && first <= UTF8_LETTER && class >= UTF8_LOWER
             && class <= UTF8_LETTER)
        && !(first == UTF8_DIGIT && class == UTF8_DIGIT))
      break;
    at += step;
  }
  *word = (Piece){ rest->bytes, at };
  *rest = (Piece){ rest->bytes + at, rest->length - at };
  return true;
}

static uint32_t
child(Lexicon *lexicon, uint32_t parent, uint64_t fold)
{
  uint32_t found = lexicon_step(lexicon, parent, fold);

  if (found)
    return found;
  if (lexicon->entries.count >= UINT16_MAX)
    return 0;
  if (!array_push(&lexicon->entries,
                  ((Entry){ .before = NO_MODIFIER, .after = NO_MODIFIER }))
      || !words_put(&lexicon->phrases,
                    fold ^ (uint64_t)parent * UINT64_C(0x9e3779b97f4a7c15),
                    lexicon->entries.count - 1))
    return 0;
  if (parent)
    lexicon->entries.items[parent].more = 1;
  return lexicon->entries.count - 1;
}

static Entry *
put(Lexicon *lexicon, Piece rest, bool first_only)
{
  Piece word;
  uint32_t at = 0;

  while (next_word(&rest, &word)) {
    at = child(lexicon, at, fold_bytes(word.bytes, word.length));
    if (!at)
      return NULL;
    if (first_only)
      break;
  }
  return &lexicon->entries.items[at];
}

Entry *
phrase_put(Lexicon *lexicon, Piece phrase)
{
  return put(lexicon, phrase, false);
}

Entry *
phrase_put_first(Lexicon *lexicon, Piece phrase)
{
  return put(lexicon, phrase, true);
}

uint64_t
phrase_head(Piece phrase)
{
  Piece word;

  return next_word(&phrase, &word) ? fold_bytes(word.bytes, word.length) : 0;
}
