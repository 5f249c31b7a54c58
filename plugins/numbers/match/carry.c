/* SPDX-License-Identifier: Apache-2.0 */
#include "carry.h"

#include <math.h>
#include <string.h>

/* The base unit of shares. */
static const char percent[] = "percent";

/* "0.6 percentage points", not "0.6 percent". */
static bool
is_points(const stemma_doc *doc, const stemma_quantity *q)
{
  static const char word[] = "point";
  const char *text = doc->text + q->row.begin;
  uint32_t length = q->row.end - q->row.begin;

  if (q->kind != STEMMA_PERCENT)
    return false;
  for (uint32_t i = 0; i + sizeof word - 1 <= length; i++) {
    if (memcmp(text + i, word, sizeof word - 1) == 0)
      return true;
  }
  return false;
}

/* A third of something, which others give in percent. */
static bool
is_share(const stemma_quantity *q)
{
  return q->kind == STEMMA_CARDINAL
         && STEMMA_IS_SET(q, STEMMA_QUANTITY_BASE_VALUE) && q->base_value > 0
         && q->base_value < 1;
}

/* One, two: said of everything. */
bool
carry_is_few(const stemma_quantity *q)
{
  return q->kind == STEMMA_CARDINAL && !is_share(q)
         && STEMMA_IS_SET(q, STEMMA_QUANTITY_BASE_VALUE)
         && !STEMMA_IS_SET(q, STEMMA_QUANTITY_HIGH) && fabs(q->base_value) <= 2;
}

bool
carry_may_compare(const stemma_quantity *q, bool closely)
{
  return q->kind != STEMMA_ORDINAL && (closely || !carry_is_few(q));
}

/* A range's end goes to the base as its beginning does: the factor is told by
 * the value, unless that is 0; temperatures have zeros of their own. */
static bool
base_high(const stemma_table *quantities, const stemma_quantity *q,
          double *high)
{
  const char *unit = STEMMA_IS_SET(q, STEMMA_QUANTITY_UNIT)
                         ? stemma_text(quantities, q->unit)
                         : "";
  const char *base = STEMMA_IS_SET(q, STEMMA_QUANTITY_BASE_UNIT)
                         ? stemma_text(quantities, q->base_unit)
                         : "";
  double slope = 1;

  if (strcmp(unit, base) == 0) {
    *high = q->high;
    return true;
  }
  if (q->kind == STEMMA_TEMPERATURE) {
    if (strcmp(unit, "fahrenheit") == 0)
      slope = 1 / 1.8;
    else if (strcmp(base, "fahrenheit") == 0)
      slope = 1.8;
    *high = q->base_value + (q->high - q->value) * slope;
    return true;
  }
  *high = q->value != 0 ? q->high * (q->base_value / q->value) : 0;
  return q->value != 0;
}

static void
set_values(const stemma_table *quantities, const stemma_quantity *q, Carried *m)
{
  if (STEMMA_IS_SET(q, STEMMA_QUANTITY_BASE_UNIT))
    m->present |= 1u << MENTION_BASE_UNIT;
  if (!STEMMA_IS_SET(q, STEMMA_QUANTITY_BASE_VALUE))
    return;
  m->present |= 1u << MENTION_VALUE;
  m->said = q->base_value;
  if (STEMMA_IS_SET(q, STEMMA_QUANTITY_BASE_UNIT)
      && strcmp(stemma_text(quantities, q->base_unit), "month") == 0)
    m->flags |= CARRIED_MONTHS;
  if (!STEMMA_IS_SET(q, STEMMA_QUANTITY_HIGH))
    return;
  if (!base_high(quantities, q, &m->said_high))
    return;
  m->present |= 1u << MENTION_HIGH;
}

/* A share as the percentage that it is, or nearly is. */
static void
make_percent(Carried *m)
{
  m->kind = STEMMA_PERCENT;
  m->said *= 100;
  m->said_high *= 100;
  if (m->modifier == STEMMA_EXACT)
    m->modifier = STEMMA_APPROX;
  m->present |= 1u << MENTION_BASE_UNIT;
  m->base_unit = (uint32_t)strlen(percent);
}

uint32_t
carry_head(const stemma_quantity *q)
{
  return is_share(q)                  ? HEAD_NONE
         : q->kind == STEMMA_CARDINAL ? HEAD_AFTER
         : q->kind == STEMMA_AGE      ? HEAD_BEFORE
                                      : HEAD_NONE;
}

const char *
carry_base_unit(const stemma_table *quantities, const stemma_quantity *q)
{
  return is_share(q) ? percent : stemma_text(quantities, q->base_unit);
}

/* How far a conversion may be from what was converted: writers round. */
#define CONVERTED .06

/* Between an amount and its conversion stands hardly more than a bracket. */
enum { BRACKET_REACH = 10 };

static bool
in_one_base(const stemma_table *quantities, const stemma_quantity *a,
            const stemma_quantity *b)
{
  return a->kind == b->kind && STEMMA_IS_SET(a, STEMMA_QUANTITY_BASE_UNIT)
         && STEMMA_IS_SET(b, STEMMA_QUANTITY_BASE_UNIT)
         && STEMMA_IS_SET(a, STEMMA_QUANTITY_BASE_VALUE)
         && STEMMA_IS_SET(b, STEMMA_QUANTITY_BASE_VALUE)
         && strcmp(stemma_text(quantities, a->base_unit),
                   stemma_text(quantities, b->base_unit))
                == 0;
}

bool
carry_is_restated(const stemma_doc *doc, const stemma_table *quantities,
                  uint32_t row)
{
  const stemma_quantity *q, *last;
  uint32_t gap;

  if (row == 0)
    return false;
  q = STEMMA_AT(stemma_quantity, quantities->rows, row);
  last = STEMMA_AT(stemma_quantity, quantities->rows, row - 1);
  gap = q->row.begin - last->row.end;
  return last->row.end < q->row.begin && gap <= BRACKET_REACH
         && memchr(doc->text + last->row.end, '(', gap)
         && in_one_base(quantities, q, last)
         && fabs(q->base_value - last->base_value)
                <= CONVERTED * fabs(last->base_value);
}

Carried
carry_quantity(const stemma_doc *doc, const stemma_table *quantities,
               uint32_t row)
{
  const stemma_quantity *q = STEMMA_AT(stemma_quantity, quantities->rows, row);
  Carried m = { .quantity = row,
                .begin = q->row.begin,
                .end = q->row.end,
                .kind = (uint8_t)q->kind,
                .modifier = (uint8_t)q->modifier };

  set_values(quantities, q, &m);
  m.base_unit = m.present >> MENTION_BASE_UNIT & 1 ? q->base_unit.length : 0;
  if (is_share(q))
    make_percent(&m);
  if (is_points(doc, q))
    m.flags |= CARRIED_POINTS;
  return m;
}
