/* SPDX-License-Identifier: Apache-2.0 */
#include "phrase.h"

#include <string.h>

#include "mt_chars.h"

static bool
is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
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

bool
phrase_read(Phrase *phrase, Lexis *lexis, MtText text)
{
  array_clear(phrase);
  for (size_t i = 0; i < text.length;) {
    size_t begin = i, step;
    const LexisWord *word;

    while (i < text.length && (step = word_step(text, i, begin)) > 0)
      i += step;
    if (i == begin) {
      mt_decode(text.bytes + i, text.length - i, &step);
      i += step;
      continue;
    }
    word = look_up(lexis, text.bytes + begin, i - begin);
    if (!word || !array_push(phrase, word))
      return false;
  }
  return true;
}
