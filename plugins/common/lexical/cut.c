/* SPDX-License-Identifier: Apache-2.0 */
#include "cut.h"

#include "fold.h"

/* Of longer words the first bytes are stemmed. */
enum { LONGEST = 256 };

/* The kind of a word whose stem is not found yet. */
enum { WORD_UNKNOWN = WORD_CONTENT + 1 };

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

/* A character that is a word of its own, as nothing parts words there: Han,
 * Hiragana and Katakana. */
static bool
stands_alone(uint32_t code)
{
  return (code >= 0x3040 && code < 0x3100) || (code >= 0x3400 && code < 0x4dc0)
         || (code >= 0x4e00 && code < 0xa000)
         || (code >= 0x20000 && code < 0x32000);
}

static uint32_t
code_at(const char *text, uint32_t at)
{
  uint32_t length;

  return utf8_decode(text + at, &length);
}

/* The end of a word that goes on at `at`. */
static uint32_t
letters_end(const char *text, uint32_t at, uint32_t end, Part before)
{
  while (at < end) {
    uint32_t next;
    Part here = part_at(text, at, &next);

    if (!goes_on(text, at, next, end, here, before)
        || (here == PART_LETTER && stands_alone(code_at(text, at))))
      return at;
    before = here == PART_EXTEND ? before : here;
    at = next;
  }
  return at;
}

static bool
is_flag_letter(uint32_t code)
{
  return code >= 0x1f1e6 && code <= 0x1f1ff;
}

/* The end of one character of several code points: with its combining marks,
 * with what a joiner ties to it (emoji), and two letters of a flag. */
static uint32_t
character_end(const char *text, uint32_t begin, uint32_t at, uint32_t end)
{
  enum { JOINER = 0x200d };
  uint32_t next, last = code_at(text, begin);

  if (at < end && is_flag_letter(last) && is_flag_letter(code_at(text, at)))
    part_at(text, at, &at);
  while (at < end) {
    Part here = part_at(text, at, &next);

    if (here != PART_EXTEND
        && (last != JOINER || here == PART_BLANK || here == PART_LETTER))
      return at;
    last = code_at(text, at);
    at = next;
  }
  return at;
}

/* The end of the word or mark at `begin`, whose first character has `part`
 * and ends at `at`. */
static uint32_t
word_end(const char *text, uint32_t begin, uint32_t at, uint32_t end, Part part)
{
  bool word = part == PART_LETTER || part == PART_DIGIT;

  return word && !stands_alone(code_at(text, begin))
             ? letters_end(text, at, end, part)
             : character_end(text, begin, at, end);
}

static void
tell_stem(Word *word, Stem stem)
{
  word->near = stem.near;
  word->kind = stem.function ? WORD_FUNCTION : WORD_CONTENT;
}

/* What a word's key and kind are; `folded`: its first LONGEST bytes. */
static void
look_up(Stems *stems, Word *word, const char *folded, size_t length)
{
  tell_stem(word, stems_find(stems, word->fold, folded,
                             (uint32_t)(length < LONGEST ? length : LONGEST)));
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

    look_up(stems, &word, folded,
            fold_copy(text + begin, end - begin, folded, LONGEST));
  }
  return word;
}

/* A letter or digit of ASCII in its folded form, else 0. */
static const unsigned char plain[256] = {
  0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,
  0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,
  0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,   0,
  0,   0,   0,   '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 0,   0,
  0,   0,   0,   0,   0,   'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j',
  'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y',
  'z', 0,   0,   0,   0,   '_', 0,   'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h',
  'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w',
  'x', 'y', 'z', 0,   0,   0,   0,   0,
};

/* The stem of plain letters, most of which were met before. */
static void
look_up_plain(Stems *stems, Word *word, const char *text)
{
  const unsigned char *letters = (const unsigned char *)text + word->begin;
  uint32_t length = word->end - word->begin;
  char folded[LONGEST];
  Stem stem;

  if (stems_known(stems, word->fold, &stem)) {
    tell_stem(word, stem);
    return;
  }
  for (uint32_t i = 0; i < length; i++)
    folded[i] = (char)plain[letters[i]];
  look_up(stems, word, folded, length);
}

/* Nine words of ten are plain letters up to a blank or a mark: those are read
 * once, and their stems found when all have been cut.  False: the word has
 * something else in it. */
static bool
plain_word(Stems *stems, const char *text, uint32_t begin, uint32_t end,
           Word *word)
{
  const unsigned char *bytes = (const unsigned char *)text;
  uint32_t at = begin, last = end - begin > LONGEST ? begin + LONGEST : end;
  uint64_t fold = FNV_START;
  unsigned char byte;

  for (; at < last && (byte = plain[bytes[at]]) != 0; at++)
    fold = fnv_byte(fold, byte);
  if (at == begin || (at == last && last < end)
      || (at < end
          && (bytes[at] >= 0x80 || bytes[at] == '\'' || bytes[at] == '.'
              || bytes[at] == ',')
          && at + 1 < end && bytes[at + 1] != ' '))
    return false;
  *word = (Word){ fold, 0, begin, at, WORD_UNKNOWN, 0 };
  __builtin_prefetch(stems_place(stems, fold));
  return true;
}

/* The stems lie where their hashes say, in a megabyte for a large corpus: the
 * memory for all words of a text is asked for before the first is read. */
static void
find_stems(WordList *list, uint32_t first, Stems *stems, const char *text)
{
  Word *words = list->words.data;

  for (uint32_t i = first; i < list->count; i++)
    if (words[i].kind == WORD_UNKNOWN)
      look_up_plain(stems, &words[i], text);
}

bool
cut_words(WordList *list, Stems *stems, const char *text, uint32_t begin,
          uint32_t end)
{
  uint32_t first = list->count;

  while (begin < end) {
    uint32_t next;
    Word *words;
    Part part;

    if (text[begin] == ' ') {
      begin++;
      continue;
    }
    words = buffer_need(&list->words, (size_t)list->count + 1, sizeof *words);
    if (!words)
      return false;
    words += list->count;
    if (plain_word(stems, text, begin, end, words)) {
      begin = words->end;
      list->count++;
      continue;
    }
    part = part_at(text, begin, &next);
    if (part != PART_BLANK) {
      next = word_end(text, begin, next, end, part);
      *words = make_word(stems, text, begin, next, part);
      list->count++;
    }
    begin = next;
  }
  find_stems(list, first, stems, text);
  return true;
}
