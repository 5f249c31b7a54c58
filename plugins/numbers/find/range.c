/* SPDX-License-Identifier: Apache-2.0 */
#include "range.h"

#include <string.h>

#include "chain.h"
#include "context.h"
#include "modifier.h"

/* Is the range's second amount of the same sort as the first? */
static bool
same_sort(const Amount *a, const Amount *b)
{
  if (a->measured && b->measured)
    return a->kind == b->kind
           && (!a->measure.money || a->measure.factor == b->measure.factor);
  return true;
}

/* $10-20 million: the first takes the second's scale where that keeps it the
 * smaller one. */
static void
share_scale(Amount *a, const Amount *b)
{
  double scale = b->number.scale;

  if (scale > 1 && a->number.scale == 1 && a->value > 0 && a->value < 1000
      && a->value <= b->value / scale)
    a->value *= scale;
}

/* One currency, or "US $89 to $93": the plain sign is of any dollar. */
static bool
same_currency(const Text *text, const Amount *a, const Amount *b)
{
  const Money *money = text->lexicon->money.items;

  return a->measure.money == b->measure.money
         || (a->measure.factor == b->measure.factor
             && (strcmp(money[a->measure.money - 1].code, "dollar") == 0
                 || strcmp(money[b->measure.money - 1].code, "dollar") == 0));
}

bool
range_join(const Text *text, Amount *a, Amount *b, bool opened)
{
  if (!same_sort(a, b))
    return false;
  if (a->measured && b->measured) {
    if (a->measure.money && !same_currency(text, a, b))
      return false;
    if (a->measure.unit != b->measure.unit
        || a->measure.power != b->measure.power) {
      double to_base = b->value * b->measure.factor + b->measure.offset;

      b->value = (to_base - a->measure.offset) / a->measure.factor;
    }
    share_scale(a, b);
    return true;
  }
  if (b->measured) {
    if (a->number.flags & NUMBER_ORDINAL)
      return false;
    share_scale(a, b);
    a->measure = b->measure;
    a->measured = true;
    a->kind = b->kind;
    return true;
  }
  if (a->measured && opened && !a->measure.money && !b->named
      && a->measure.begin >= a->number.end)
    return true;
  /* "aged 5 to 11" */
  if (a->kind == STEMMA_AGE && a->measured && b->number.end == b->end)
    return !b->named;
  if (a->measured)
    return a->measure.money && a->measure.begin < a->number.begin
           && (share_scale(a, b), true);
  return (a->number.flags & NUMBER_ORDINAL)
         == (b->number.flags & NUMBER_ORDINAL);
}

/* What joins two bounds at `at`; the second bound's atom, or 0.  `open` says
 * that "between" (and) or "from" (to) stood before. */
static uint32_t
range_link(const Text *text, uint32_t at, bool between, bool from)
{
  uint32_t next = at;

  if (hyphened(text, at))
    return at;
  if (between ? is(text, at, IS_AND)
              : is(text, at, IS_TO) || (from && is(text, at, IS_AND)))
    next = at + 1;
  else if (at < text->count && atom_is_dash(text, at)
           && (touches(text, at) == touches(text, at + 1) || touches(text, at)))
    next = at + 1;
  else
    return 0;
  if (hyphened(text, next))
    return next;
  while (between || from || is(text, at, IS_TO)) {
    uint32_t modifier, end = modifier_read(text, next, false, &modifier);

    if (end == next)
      break;
    next = end;
  }
  return next;
}

/* Two plain numbers of four digits that are years. */
static bool
are_years(const Amount *a, const Amount *b)
{
  return (a->number.flags & NUMBER_PLAIN) && a->number.digits == 4
         && (b->number.flags & NUMBER_PLAIN) && b->number.digits == 4
         && a->value >= 1500 && a->value <= 2100 && b->value >= 1500
         && b->value <= 2100;
}

/* Two bare numbers are a range only when they rise, and are not a score or a
 * pair of years. */
static bool
bare_range_fits(const Text *text, const Amount *a, const Amount *b, bool open,
                bool dash)
{
  if (b->measured || a->measured)
    return open || dash || a->value < b->value || !a->measured;
  if (are_years(a, b))
    return false;
  if (open)
    return true;
  if (a->value >= b->value)
    return false;
  if (a->named && a->number.digits == 4 && (b->number.flags & NUMBER_SCALED))
    return false;
  if (!dash)
    return !a->named || (b->number.flags & NUMBER_GROUPED)
           || a->number.digits == 4;
  return a->value >= 10 || b->value >= 13
         || (is_word(text, b->end) && same_sentence(text, a->begin, b->end)
             && !is(text, b->end, IS_FUNCTION | IS_VERB | IS_AND | IS_OF));
}

/* "$350 per kg to $680 per kg": money is paid for something; the end of it, or
 * the amount's own. */
static uint32_t
skip_per(const Text *text, const Amount *a)
{
  Measure m;

  if (a->measured && a->measure.money && is(text, a->end, IS_PER)
      && measure_read(text, a->end + 1, 1, 0, &m))
    return m.end;
  return a->end;
}

/* May the first bound begin a range at all?  "by $5 million to $9 million" is
 * a change and a new state, "Sept. 20-24" a date, "i7-860" a name. */
static bool
may_open(const Text *text, const Amount *a, bool opened, bool dash)
{
  uint32_t left = a->begin - 1;

  if (a->begin == 0)
    return true;
  if (!a->measured && context_is_date(text, &a->number))
    return false;
  if (touches(text, a->begin) && text->atoms[left].kind <= STEMMA_TOKEN_NUMBER)
    return false;
  if (hyphened(text, a->begin) && !a->measured)
    return false;
  return opened || dash || !is(text, left, IS_BY);
}

bool
range_read(const Text *text, Amount *a, bool between, bool from, Amount *b)
{
  uint32_t link = skip_per(text, a), next;
  bool dash = !is(text, link, IS_AND | IS_TO);

  next = range_link(text, link, between, from);
  if (!next || next >= text->count || !same_sentence(text, a->begin, next)
      || (a->number.flags & (NUMBER_VAGUE | NUMBER_TIMES)))
    return false;
  if (!may_open(text, a, between || from, dash)
      || (is_number(text, next) && chain_read(text, next) > next))
    return false;
  if ((between || from) && is(text, next, IS_THE))
    next++;
  if (!amount_read(text, next, 0, b)
      || (b->number.flags & (NUMBER_VAGUE | NUMBER_TIMES | NUMBER_ARTICLE))
      || (b->number.flags & NUMBER_ORDINAL
          && !(a->number.flags & NUMBER_ORDINAL)))
    return false;
  if ((a->number.flags & NUMBER_ORDINAL) && !between && !from)
    return false;
  if (dash && a->measured && !b->measured && !a->measure.money
      && a->kind != STEMMA_AGE)
    return false;
  if (!bare_range_fits(text, a, b, between || from, dash))
    return false;
  if (!b->measured && a->measured && a->measure.money
      && !(between || from || dash) && b->value <= a->value)
    return false;
  if (!range_join(text, a, b, between || from))
    return false;
  if (link > a->end)
    b->end = skip_per(text, b);
  return true;
}
