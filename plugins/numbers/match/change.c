/* SPDX-License-Identifier: Apache-2.0 */
#include "change.h"

#include "embed.h"

EMBED(changes);

enum {
  CHANGE_NONE = 0,
  CHANGE_WORD,
  CHANGE_RANGING,
  CHANGE_FORMER,
  CHANGE_FIRST,
  CHANGE_NOT,
  CHANGE_FROM,
  CHANGE_TO,
  CHANGE_OF
};
static const char *const kinds[] = { "change", "ranging", "former", "first",
                                     "not",    "from",    "to",     "of" };

/* How far before "from" the word may stand that says of a change, and the
 * amount that it changed to; how many nouns "an earlier death toll of" has. */
enum { CHANGE_REACH = 10, STATE_REACH = 4, NOUNS = 2 };

static uint32_t
kind_named(Piece name)
{
  const uint32_t count = sizeof kinds / sizeof *kinds;
  uint32_t kind = 0;

  while (kind < count && !piece_is(name, kinds[kind]))
    kind++;
  return kind < count ? CHANGE_WORD + kind : CHANGE_NONE;
}

bool
changes_open(Words *changes)
{
  Lines lines = lines_start(embed_changes, embed_changes_size);

  while (lines_next(&lines)) {
    Piece rest = lines_field(&lines, 1), word;
    uint32_t kind = kind_named(lines_field(&lines, 0));

    while (piece_cut(&rest, ' ', &word)) {
      if (word.length && !words_put_piece(changes, word, kind))
        return false;
    }
  }
  return true;
}

/* CHANGE_... of token `i`; none outside the sentence. */
static uint32_t
kind_at(const Words *changes, const Around *around, uint32_t i)
{
  uint32_t kind;

  if (!around_has(around, i))
    return CHANGE_NONE;
  kind = words_get(changes, token_at(around->tokens, i)->fold);
  return kind == WORDS_NONE ? CHANGE_NONE : kind;
}

/* Does a word before token `at` say of a change? */
static bool
is_said_before(const Words *changes, const Around *around, uint32_t at)
{
  for (uint32_t i = at; i-- > 0 && i + CHANGE_REACH >= at;) {
    if (!around_has(around, i))
      return false;
    if (kind_at(changes, around, i) == CHANGE_WORD)
      return true;
  }
  return false;
}

bool
change_read(const Words *changes, const Around *around, uint32_t *to)
{
  const stemma_quantity *q = around_quantity(around, around->row);
  uint32_t first = around->first;

  if (!STEMMA_IS_SET(q, STEMMA_QUANTITY_HIGH)
      || kind_at(changes, around, first) != CHANGE_FROM
      || (first > 0 && kind_at(changes, around, first - 1) == CHANGE_RANGING))
    return false;
  *to = first + 1;
  while (*to < around->last && kind_at(changes, around, *to) != CHANGE_TO)
    ++*to;
  return *to > first + 1 && *to + 1 < around->last
         && (q->high < q->value || is_said_before(changes, around, first));
}

/* "an earlier figure of 41", with "of" at token `i`. */
static bool
is_figure_of(const Words *changes, const Around *around, uint32_t i)
{
  for (uint32_t nouns = 1; nouns <= NOUNS && nouns + 1 <= i; nouns++) {
    uint32_t kind = kind_at(changes, around, i - nouns - 1);

    if (kind == CHANGE_FORMER || kind == CHANGE_FIRST)
      return true;
  }
  return false;
}

/* "slowed to 8.1 percent in April from 8.4 percent", "down from 2", with "from"
 * at token `i`. */
static bool
is_change_from(const Words *changes, const Around *around, uint32_t i)
{
  const stemma_quantity *q = around_quantity(around, around->row), *last;

  if (i > 0 && kind_at(changes, around, i - 1) == CHANGE_WORD)
    return true;
  if (around->row == 0 || i < STATE_REACH)
    return false;
  last = around_quantity(around, around->row - 1);
  return last->kind == q->kind
         && last->row.end > token_at(around->tokens, i - STATE_REACH)->row.begin
         && is_said_before(changes, around, i);
}

bool
change_is_former(const Words *changes, const Around *around, uint32_t begin)
{
  uint32_t kind, i = begin - 1;

  if (begin < 2)
    return false;
  kind = kind_at(changes, around, i);
  if (kind == CHANGE_NOT || kind == CHANGE_FORMER)
    return true;
  if (kind == CHANGE_FIRST) /* from an initial */
    i -= kind_at(changes, around, i - 1) == CHANGE_FROM ? 1 : 2;
  if (i >= begin)
    return false;
  kind = kind_at(changes, around, i);
  return kind == CHANGE_OF     ? is_figure_of(changes, around, i)
         : kind == CHANGE_FROM ? is_change_from(changes, around, i)
                               : false;
}
