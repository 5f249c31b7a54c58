/* SPDX-License-Identifier: Apache-2.0
 *
 * kind.c - see kind.h.
 */
#include "kind.h"

#include <string.h>

#include "utf8.h"

/* Longer ones are no titles, whatever their capitals. */
enum { TITLE_BYTES = 90 };

/* Where the words begin, behind marks, brackets and points. */
static uint32_t
first_letter(const char *text, stemma_span span)
{
  static const char skipped[] = " \"'`[(.@#*$-";
  uint32_t i = span.begin;

  while (i < span.end) {
    if (strchr(skipped, text[i]))
      i++;
    else if (memcmp(text + i, "\xe2\x80", 2) == 0)
      i += 3;
    else
      break;
  }
  return i;
}

static bool
begins_high(const char *text, stemma_span span)
{
  uint32_t at = first_letter(text, span), length;

  if (at >= span.end)
    return false;
  if (text[at] >= '0' && text[at] <= '9')
    return true;
  return utf8_class(utf8_decode(text + at, &length)) == UTF8_UPPER;
}

bool
kind_begins_high(const Text *text, const Quoted *quote)
{
  return begins_high(text->doc->text, quote->inside);
}

uint32_t
kind_of(const Text *text, const Item *items, const Sent *sent,
        const Quoted *quote, uint32_t k)
{
  const Item *item = &items[k];
  bool stop = item->end && strchr(".,?!-", item->end);
  char after = k + 1 < sent->last ? items[k + 1].mark : (char)0;

  if (quote->open || quote->label)
    return STEMMA_DIRECT;
  if (!stop && quote->words > 2)
    stop = after == ',' || after == '.' || after == '?' || after == '!';
  if (!stop || !begins_high(text->doc->text, quote->inside))
    return STEMMA_MIXED;
  return quote->words > 1 ? STEMMA_DIRECT : STEMMA_MIXED;
}

/* Small words that a title may have without capitals. */
static bool
is_small(const char *at, uint32_t length)
{
  static const char words[][5] = { "a",   "an", "the",  "of",   "and",
                                   "or",  "in", "on",   "at",   "to",
                                   "for", "by", "with", "from", "vs" };

  for (size_t i = 0; length < 5 && i < sizeof words / sizeof *words; i++)
    if (!words[i][length] && memcmp(words[i], at, length) == 0)
      return true;
  return false;
}

bool
kind_is_title(const Text *text, const Quoted *quote, const Sent *sent)
{
  const char *at = text->doc->text;
  uint32_t upper = 0, end = quote->inside.end;

  if (sent->headline || quote->words < 2
      || end - quote->inside.begin > TITLE_BYTES)
    return false;
  for (uint32_t i = quote->inside.begin; i < end; i++) {
    uint32_t start = i;
    while (i < end && at[i] != ' ')
      i++;
    if ((at[start] >= 'A' && at[start] <= 'Z')
        || (at[start] >= '0' && at[start] <= '9'))
      upper++;
    else if (at[start] >= 'a' && at[start] <= 'z'
             && !is_small(at + start, i - start))
      return false;
  }
  return upper > 1;
}
