/* SPDX-License-Identifier: Apache-2.0 */
#include "cut.h"

#include "fold.h"

/* Of longer words the first bytes are stemmed. */
enum { LONGEST = 256 };

typedef enum Part {
  PART_BLANK,
  PART_LETTER,
  PART_DIGIT,
  PART_JOINER, /* an apostrophe: within a word a part of it */
  PART_EXTEND, /* combining: a part of whatever stands before */
  PART_MARK
} Part;

static Part
part_of(uint32_t code)
{
  static const unsigned char parts[] = {
    [UTF8_BLANK] = PART_BLANK,   [UTF8_LINE] = PART_BLANK,
    [UTF8_LOWER] = PART_LETTER,  [UTF8_UPPER] = PART_LETTER,
    [UTF8_LETTER] = PART_LETTER, [UTF8_DIGIT] = PART_DIGIT,
    [UTF8_NUMBER] = PART_DIGIT,  [UTF8_PUNCTUATION] = PART_MARK,
    [UTF8_SYMBOL] = PART_MARK,   [UTF8_MARK] = PART_EXTEND,
  };

  if (code == '\'' || code == 0x2019)
    return PART_JOINER;
  return code == '_' ? PART_LETTER : (Part)parts[utf8_class(code)];
}

static Part
part_at(const char *text, uint32_t at, uint32_t *next)
{
  uint32_t length, code = utf8_decode(text + at, &length);

  *next = at + length;
  return part_of(code);
}

/* Does the word go on with the character of `part` at `at`?  An apostrophe
 * needs a letter after it, a point or comma a digit on both sides. */
static bool
goes_on(const char *text, uint32_t at, uint32_t next, uint32_t end, Part part,
        Part before)
{
  uint32_t after;

  if (part == PART_LETTER || part == PART_DIGIT || part == PART_EXTEND)
    return true;
  if (next >= end)
    return false;
  if (part == PART_JOINER)
    return part_at(text, next, &after) == PART_LETTER;
  return before == PART_DIGIT && (text[at] == '.' || text[at] == ',')
         && part_at(text, next, &after) == PART_DIGIT;
}

/* The end of the word or mark that starts with `part` and goes on at `at`. */
static uint32_t
word_end(const char *text, uint32_t at, uint32_t end, Part part)
{
  bool word = part == PART_LETTER || part == PART_DIGIT;
  Part before = part;

  while (at < end) {
    uint32_t next;
    Part here = part_at(text, at, &next);

    if (word ? !goes_on(text, at, next, end, here, before)
             : here != PART_EXTEND)
      return at;
    before = here == PART_EXTEND ? before : here;
    at = next;
  }
  return at;
}

static Word
make_word(Stems *stems, const char *text, uint32_t begin, uint32_t end,
          Part part)
{
  Word word = {
    fold_bytes(text + begin, end - begin), 0, begin, end, WORD_MARK, 0
  };

  word.near = word.fold;
  if (part == PART_LETTER || part == PART_DIGIT) {
    char folded[LONGEST];
    size_t length = fold_copy(text + begin, end - begin, folded, LONGEST);
    Stem stem = stems_find(stems, word.fold, folded,
                           (uint32_t)(length < LONGEST ? length : LONGEST));

    word.near = stem.near;
    word.kind = stem.function ? WORD_FUNCTION : WORD_CONTENT;
  }
  return word;
}

bool
cut_words(WordList *list, Stems *stems, const char *text, uint32_t begin,
          uint32_t end)
{
  while (begin < end) {
    uint32_t next;
    Part part = part_at(text, begin, &next);
    Word *words;

    if (part == PART_BLANK) {
      begin = next;
      continue;
    }
    next = word_end(text, next, end, part);
    words = buffer_need(&list->words, (size_t)list->count + 1, sizeof *words);
    if (!words)
      return false;
    words[list->count++] = make_word(stems, text, begin, next, part);
    begin = next;
  }
  return true;
}
