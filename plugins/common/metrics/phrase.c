/* SPDX-License-Identifier: Apache-2.0 */
#include "phrase.h"

#include <string.h>

#include "fnv.h"
#include "mt_chars.h"

/* What is longer has no points between its letters and is not "US". */
#define LONGEST_ACRONYM 2

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
  return (unsigned)((c | 0x20) - 'a') < 26;
}

/* Is the point at `i` one of an abbreviation of single letters: U.S., p.m.? */
static bool
is_abbreviation(MtText text, size_t i, size_t begin)
{
  const char *at = text.bytes + i;
  size_t left = text.length - i;

  if (i == begin || !is_letter(at[-1]))
    return false;
  if (i - begin > 2 && at[-2] == '.')
    return true;
  return i - begin == 1 && left > 2 && is_letter(at[1]) && at[2] == '.';
}

/* Does the mark at `i` stand inside a word? */
static bool
is_inside(MtText text, size_t i, size_t begin, uint32_t code, size_t step)
{
  const char *at = text.bytes + i;

  if (i == begin)
    return false;
  if (code == '.' && is_abbreviation(text, i, begin))
    return true;
  if (text.length - i <= step)
    return false;
  if (code == '\'' || code == 0x2019u)
    return mt_class((unsigned char)at[step]) == 0;
  return (code == '.' || code == ',') && is_digit(at[-1]) && is_digit(at[step]);
}

/* The bytes of the character at `i` when it belongs to the word that began at
 * `begin`; else 0. */
static size_t
word_step(MtText text, size_t i, size_t begin)
{
  char c = text.bytes[i];
  size_t step;
  uint32_t code;
  unsigned class;

  if (is_letter(c) || is_digit(c))
    return 1;
  if (c == ' ')
    return 0;
  code = mt_decode(text.bytes + i, text.length - i, &step);
  class = mt_class(code);
  return class == 0 || (class & MT_NUMBER)
                 || is_inside(text, i, begin, code, step)
             ? step
             : 0;
}

/* The length without a possessive 's. */
static size_t
without_possessive(const char *word, size_t length)
{
  if (length < 4 || (word[length - 1] | 0x20) != 's')
    return length;
  if (word[length - 2] == '\'')
    return length - 2;
  return length > 5 && memcmp(word + length - 4, "\xe2\x80\x99", 3) == 0
             ? length - 4
             : length;
}

static const LexisWord *
look_up(Lexis *lexis, const char *word, size_t length)
{
  if (length == 2 && memcmp(word, "US", 2) == 0)
    return lexis_look(lexis, "u.s.", 4);
  return lexis_look(lexis, word, without_possessive(word, length));
}

/* Is a word over at `i`, because of a blank, or of a mark with a blank behind
 * it? */
static bool
ends_plainly(MtText text, size_t i)
{
  char c;

  if (i == text.length || text.bytes[i] == ' ')
    return true;
  c = text.bytes[i];
  return c > ' ' && c < 0x7f
         && (i + 1 == text.length || text.bytes[i + 1] == ' ');
}

/* The end of the word at `begin` and its hash where it is plain letters and
 * digits, as nine of ten are: those are read once.  Else `begin`. */
static size_t
plain_end(MtText text, size_t begin, uint64_t *fold)
{
  uint64_t hash = FNV_START;
  size_t i = begin;

  for (; i < text.length; i++) {
    char c = text.bytes[i];

    if (is_letter(c))
      hash = fnv_byte(hash, (unsigned char)(c | 0x20));
    else if (is_digit(c))
      hash = fnv_byte(hash, (unsigned char)c);
    else
      break;
  }
  *fold = hash;
  return i - begin > LONGEST_ACRONYM && ends_plainly(text, i) ? i : begin;
}

/* The next word; NULL without memory. */
static const LexisWord *
next_word(Lexis *lexis, MtText text, size_t *at)
{
  size_t begin = *at, step;
  uint64_t fold;

  *at = plain_end(text, begin, &fold);
  if (*at > begin)
    return lexis_look_fold(lexis, text.bytes + begin, *at - begin, fold);
  while (*at < text.length && (step = word_step(text, *at, begin)) > 0)
    *at += step;
  return look_up(lexis, text.bytes + begin, *at - begin);
}

bool
phrase_read(Phrase *phrase, Lexis *lexis, MtText text)
{
  array_clear(phrase);
  for (size_t i = 0; i < text.length;) {
    const LexisWord *word;

    if (word_step(text, i, i) == 0) {
      size_t step = 1;

      if (text.bytes[i] & '\x80')
        mt_decode(text.bytes + i, text.length - i, &step);
      i += step;
      continue;
    }
    word = next_word(lexis, text, &i);
    if (!word || !array_push(phrase, word))
      return false;
  }
  return true;
}
