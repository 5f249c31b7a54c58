/* SPDX-License-Identifier: Apache-2.0 */
#include "find.h"

#include <math.h>
#include <string.h>

#include "chain.h"
#include "modifier.h"
#include "range.h"

/* How far from an amount "over" says during which time it is spread: "6.5
 * percent wage increase over two years". */
enum { SPREAD_REACH = 4 };

/* Words before an amount that are read but not yet used. */
typedef struct Pending {
  uint32_t modifier; /* STEMMA_EXACT: a word that changes nothing */
  uint32_t begin;
  uint32_t end;
} Pending;

typedef struct Finder {
  const Text *text;
  Quantities *found;
  Pending pending;
} Finder;

/* May a quantity, or a word that leads to one, begin here? */
static bool
may_begin(const Text *text, uint32_t at)
{
  const Entry *entry = entry_at(text, at);

  return is_number(text, at) || entry->word
         || (entry->context
             & (IS_MONEY_SIGN | IS_ARTICLE | IS_BETWEEN | IS_FROM | IS_WHOLE))
         || (at == 0 && atom_is_minus(text, at))
         || (at + 1 < text->count && touches(text, at + 1)
             && is_number(text, at + 1)
             && text->atoms[at].end - text->atoms[at].begin <= 3
             && text->atoms[at].kind != STEMMA_TOKEN_WORD);
}

static void
set_bytes(const Text *text, Quantity *q)
{
  q->begin = text->atoms[q->first].begin;
  q->end = text->atoms[q->last - 1].end;
}

static Quantity
quantity_of(const Amount *a)
{
  return (Quantity){
    .measure = a->measure,
    .value = a->value,
    .first = a->begin,
    .last = a->end,
    .kind = a->kind,
    .measured = a->measured,
    .has_value = !(a->number.flags & NUMBER_VAGUE),
    .sure = a->measured || (a->number.flags & (NUMBER_SCALED | NUMBER_GROUPED))
  };
}

/* "above the 2 percent target": it is the target that something is above, not
 * the amount that is more; but "above the 50 mark". */
static bool
is_beside(const Finder *f, const Quantity *q)
{
  const Text *text = f->text;

  return is(text, q->first - 1, IS_THE) && f->pending.end > 0
         && (f->pending.modifier == STEMMA_MORE_THAN
             || f->pending.modifier == STEMMA_LESS_THAN)
         && is(text, f->pending.end - 1, IS_FUNCTION) && is_word(text, q->last)
         && !is(text, q->last, IS_MARK | IS_FUNCTION)
         && same_sentence(text, q->first, q->last);
}

/* Takes the words before and after into the quantity. */
static void
apply_modifiers(Finder *f, Quantity *q)
{
  const Text *text = f->text;
  uint32_t modifier = STEMMA_EXACT, end, first = q->first;

  if (first > 0 && is(text, first - 1, IS_THE | IS_ARTICLE)
      && f->pending.end == first - 1 && !is_beside(f, q))
    first--;
  if (f->pending.end == first && f->pending.end > f->pending.begin
      && same_sentence(text, f->pending.begin, first))
    q->modifier = f->pending.modifier;
  end = modifier_read(text, q->last, true, &modifier);
  if (end > q->last && q->modifier != STEMMA_AT_LEAST)
    q->modifier = modifier;
}

/* "6.5 percent over two years", "$3 million in aid over five years": what is
 * spread over a time says "during", not "more than". */
static bool
is_spread(const Finder *f, const Quantity *q)
{
  const Text *text = f->text;
  const Quantity *last;

  if (q->kind != STEMMA_DURATION || q->modifier != STEMMA_MORE_THAN
      || !f->found->count || f->pending.end != f->pending.begin + 1
      || !is(text, f->pending.begin, IS_OVER))
    return false;
  last = &f->found->items[f->found->count - 1];
  return (last->kind == STEMMA_PERCENT || last->kind == STEMMA_MONEY)
         && last->last <= f->pending.begin
         && f->pending.begin - last->last <= SPREAD_REACH
         && same_sentence(text, last->first, q->first);
}

static bool
emit(Finder *f, Quantity *q, uint32_t *at)
{
  set_bytes(f->text, q);
  apply_modifiers(f, q);
  if (is_spread(f, q))
    q->modifier = STEMMA_EXACT;
  if (q->has_value && !isfinite(q->value))
    return true;
  *at = q->last;
  return array_push(f->found, *q);
}

/* "two and three miles", "eight or nine euros": the first number takes the
 * unit of the second. */
static void
borrow_unit(const Text *text, Amount *a)
{
  Amount b;

  uint32_t at = a->end;

  if (is_char(text, at, '-') && touches(text, at))
    at++;
  if (a->measured
      || !(is(text, at, IS_OR) || is_char(text, at, 'x')
           || (at < text->count
               && text->atoms[at].end - text->atoms[at].begin == 2
               && memcmp(text->bytes + text->atoms[at].begin, "\xc3\x97", 2)
                      == 0))
      || (a->number.flags & (NUMBER_ORDINAL | NUMBER_VAGUE)))
    return;
  if (!same_sentence(text, a->begin, at + 1)
      || !amount_read(text, at + 1, 0, &b) || !b.measured
      || (b.number.flags & (NUMBER_ARTICLE | NUMBER_VAGUE)))
    return;
  a->measure = b.measure;
  a->measured = true;
  a->named = false;
  a->kind = b.kind;
}

/* "between 3 and 5 km", "from $10 to $20" at the opening word, which stands at
 * *at. */
static bool
read_opened(Finder *f, uint32_t *at)
{
  const Text *text = f->text;
  bool between = is(text, *at, IS_BETWEEN), from = is(text, *at, IS_FROM);
  uint32_t next = *at + 1, modifier, end;
  Amount a, b;
  Quantity q;

  while ((end = modifier_read(text, next, false, &modifier)) > next) {
    next = end;
    *f = (Finder){ text, f->found, { modifier, *at + 1, end } };
  }
  if (is(text, next, IS_THE))
    next++;
  if (!same_sentence(text, *at, next)
      || !amount_read(text, next, between ? READ_NO_AND : 0, &a)
      || (a.number.flags & NUMBER_ARTICLE)
      || !range_read(text, &a, between, from, &b))
    return false;
  q = quantity_of(&a);
  /* "from about $5 to $6": the row has no word of a modifier. */
  if (f->pending.end != next || f->pending.begin != *at + 1)
    q.first = *at;
  q.last = b.end;
  q.high = b.value;
  q.has_high = true;
  q.sure = q.sure || a.measured || b.measured;
  return emit(f, &q, at) && *at == q.last;
}

/* "2 below zero", "one in five", "two out of three". */
static void
read_ratio(const Text *text, Amount *a)
{
  uint32_t at = a->end;
  Amount b;
  bool out = is(text, at, IS_RATIO) && is(text, at + 1, IS_OF);

  if (a->measured
      || (a->number.flags
          & (NUMBER_ORDINAL | NUMBER_VAGUE | NUMBER_FRACTION | NUMBER_DECIMAL)))
    return;
  if (!is(text, at, IS_RATIO)
      || !same_sentence(text, a->begin, at + (out ? 2u : 1u))
      || !amount_read(text, at + (out ? 2 : 1), 0, &b) || b.measured
      || b.value <= a->value || a->value < 1
      || (b.number.flags
          & (NUMBER_ORDINAL | NUMBER_VAGUE | NUMBER_FRACTION | NUMBER_ARTICLE
             | NUMBER_DECIMAL)))
    return;
  if (!out
      && (b.value > 1000 || b.named || (a->value != 1 && !is(text, at, IS_IN))))
    return;
  a->value /= b.value;
  a->end = b.end;
  a->named = false;
  a->number.flags |= NUMBER_FRACTION;
}

static bool
is_low(uint32_t modifier)
{
  return modifier == STEMMA_MORE_THAN || modifier == STEMMA_AT_LEAST;
}

static bool
is_high(uint32_t modifier)
{
  return modifier == STEMMA_LESS_THAN || modifier == STEMMA_AT_MOST;
}

/* "more than 10 and less than 20" is a range from the first modifier's words
 * on. */
static bool
read_two_bounds(Finder *f, Amount *a, Quantity *q)
{
  const Text *text = f->text;
  uint32_t next = a->end, modifier = STEMMA_EXACT, end;
  Pending first = f->pending;
  Amount b;

  if (first.end != a->begin || first.end == first.begin
      || !(is_low(first.modifier) || is_high(first.modifier)))
    return false;
  if (is_char(text, next, ','))
    next++;
  if (is(text, next, IS_AND))
    next++;
  end = modifier_read(text, next, false, &modifier);
  if (end == next || !same_sentence(text, a->begin, end)
      || is_low(first.modifier) == is_low(modifier)
      || is_high(first.modifier) == is_high(modifier)
      || !amount_read(text, end, 0, &b)
      || (b.number.flags & (NUMBER_ORDINAL | NUMBER_VAGUE)))
    return false;
  if (is_low(first.modifier) ? a->value >= b.value : a->value <= b.value)
    return false;
  if (!range_join(text, a, &b, false))
    return false;
  *q = quantity_of(a);
  q->value = fmin(a->value, b.value);
  q->high = fmax(a->value, b.value);
  q->has_high = true;
  q->first = first.begin;
  q->last = b.end;
  f->pending = (Pending){ 0 };
  return true;
}

static bool
read_quantity(Finder *f, uint32_t *at)
{
  const Text *text = f->text;
  Amount a, b;
  Quantity q;

  if (!amount_read(text, *at, 0, &a)) {
    ++*at;
    return true;
  }
  if (!a.named && read_two_bounds(f, &a, &q))
    return emit(f, &q, at);
  if (range_read(text, &a, false, false, &b)) {
    q = quantity_of(&a);
    q.last = b.end;
    q.high = b.value;
    q.has_high = true;
    q.sure = q.sure || b.measured;
    return emit(f, &q, at);
  }
  read_ratio(text, &a);
  borrow_unit(text, &a);
  if (a.named) {
    *at = a.number.end > *at ? a.number.end : *at + 1;
    return true;
  }
  q = quantity_of(&a);
  return emit(f, &q, at);
}

/* Modifier words: they wait for the amount. */
static bool
read_pending(Finder *f, uint32_t *at)
{
  uint32_t modifier, end = modifier_read(f->text, *at, false, &modifier);
  bool chained = f->pending.end == *at && f->pending.end > f->pending.begin;

  if (end == *at)
    return false;
  if (chained && f->pending.modifier != STEMMA_EXACT
      && (modifier == STEMMA_EXACT || modifier == STEMMA_APPROX))
    modifier = f->pending.modifier;
  f->pending = (Pending){ .modifier = modifier,
                          .begin = chained ? f->pending.begin : *at,
                          .end = end };
  *at = end;
  return true;
}

/* Most articles stand before a word that no list has. */
static bool
idle_article(const Text *text, uint32_t at)
{
  return is(text, at, IS_ARTICLE) && is_word(text, at + 1)
         && !lexicon_may_count(text->lexicon, text->atoms[at + 1].fold);
}

/* Goes on from a place where a quantity or a modifier may begin; false without
 * memory. */
static bool
read_here(Finder *f, uint32_t *at)
{
  const Text *text = f->text;
  uint32_t here = *at, end;

  if (is_number(text, here) && (end = chain_read(text, here)) > here) {
    *at = end;
    return true;
  }
  if (is(text, here, IS_BETWEEN | IS_FROM) && read_opened(f, at))
    return true;
  if (*at == here && read_pending(f, at))
    return true;
  if (!may_begin(text, *at) || idle_article(text, *at)) {
    ++*at;
    return true;
  }
  end = chain_spoken_time(text, *at);
  if (end > *at) {
    *at = end;
    return true;
  }
  return read_quantity(f, at);
}

bool
find_quantities(const Text *text, Quantities *found)
{
  Finder f = { .text = text, .found = found };
  uint32_t at = 0;

  for (uint32_t i = 0; i < text->starts->count; i++) {
    uint32_t start = text->starts->items[i];

    if (start < at)
      continue;
    at = start;
    if (!read_here(&f, &at))
      return false;
    if (at == start)
      at++;
  }
  return true;
}
