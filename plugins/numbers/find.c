/* SPDX-License-Identifier: Apache-2.0 */
#include "find.h"

#include <math.h>
#include <string.h>

#include "context.h"

/* The longest phrase of modifiers.txt has six words. */
enum { PHRASE_ATOMS = 7 };

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

/* The modifier phrase at `at`; its end, or `at`. */
static uint32_t
read_phrase(const Text *text, uint32_t at, bool after, uint32_t *modifier)
{
  uint32_t parent = 0, end = at;

  for (uint32_t i = at; i < text->count && i < at + PHRASE_ATOMS; i++) {
    const Entry *entry;
    uint8_t which;

    if (!same_sentence(text, at, i))
      break;
    parent = lexicon_step(text->lexicon, parent, text->atoms[i].fold);
    if (!parent)
      break;
    entry = &text->lexicon->entries.items[parent];
    which = after ? entry->after : entry->before;
    if (which != NO_MODIFIER) {
      *modifier = which;
      end = i + 1;
    }
    if (!entry->more)
      break;
  }
  return end;
}

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

/* Gives both bounds one unit.  False when they are of different sorts. */
static bool
join_bounds(const Text *text, Amount *a, Amount *b, bool opened)
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
    uint32_t modifier, end = read_phrase(text, next, false, &modifier);

    if (end == next)
      break;
    next = end;
  }
  return next;
}

/* Two bare numbers are a range only when they rise, and are not a score or a
 * pair of years. */
/* Two plain numbers of four digits that are years. */
static bool
are_years(const Amount *a, const Amount *b)
{
  return (a->number.flags & NUMBER_PLAIN) && a->number.digits == 4
         && (b->number.flags & NUMBER_PLAIN) && b->number.digits == 4
         && a->value >= 1500 && a->value <= 2100 && b->value >= 1500
         && b->value <= 2100;
}

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

/* Goes on from the first bound `a` to the second; false when no range. */
static bool
read_range(const Text *text, Amount *a, bool between, bool from, Amount *b)
{
  uint32_t link = skip_per(text, a), next;
  bool dash = !is(text, link, IS_AND | IS_TO);

  next = range_link(text, link, between, from);
  if (!next || next >= text->count || !same_sentence(text, a->begin, next)
      || (a->number.flags & (NUMBER_VAGUE | NUMBER_TIMES)))
    return false;
  if (!may_open(text, a, between || from, dash)
      || (is_number(text, next) && context_chain(text, next) > next))
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
  if (!join_bounds(text, a, b, between || from))
    return false;
  if (link > a->end)
    b->end = skip_per(text, b);
  return true;
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

/* Takes the words before and after into the quantity. */
static void
apply_modifiers(Finder *f, Quantity *q)
{
  const Text *text = f->text;
  uint32_t modifier = STEMMA_EXACT, end, first = q->first;

  if (first > 0 && is(text, first - 1, IS_THE | IS_ARTICLE)
      && f->pending.end == first - 1)
    first--;
  if (f->pending.end == first && f->pending.end > f->pending.begin
      && same_sentence(text, f->pending.begin, first))
    q->modifier = f->pending.modifier;
  end = read_phrase(text, q->last, true, &modifier);
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

/* "between 3 and 5 km", "from $10 to $20" at the opening word. */
static bool
read_opened(Finder *f, uint32_t *at)
{
  const Text *text = f->text;
  bool between = is(text, *at, IS_BETWEEN), from = is(text, *at, IS_FROM);
  uint32_t next = *at + 1, modifier, end;
  Amount a, b;
  Quantity q;

  if (!between && !from)
    return false;
  while ((end = read_phrase(text, next, false, &modifier)) > next) {
    next = end;
    *f = (Finder){ text, f->found, { modifier, *at + 1, end } };
  }
  if (is(text, next, IS_THE))
    next++;
  if (!same_sentence(text, *at, next)
      || !amount_read(text, next, between ? READ_NO_AND : 0, &a)
      || (a.number.flags & NUMBER_ARTICLE)
      || !read_range(text, &a, between, from, &b))
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
  end = read_phrase(text, next, false, &modifier);
  if (end == next || !same_sentence(text, a->begin, end)
      || is_low(first.modifier) == is_low(modifier)
      || is_high(first.modifier) == is_high(modifier)
      || !amount_read(text, end, 0, &b)
      || (b.number.flags & (NUMBER_ORDINAL | NUMBER_VAGUE)))
    return false;
  if (is_low(first.modifier) ? a->value >= b.value : a->value <= b.value)
    return false;
  if (!join_bounds(text, a, &b, false))
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
  if (read_range(text, &a, false, false, &b)) {
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
  uint32_t modifier, end = read_phrase(f->text, *at, false, &modifier);
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

  if (is_number(text, here) && (end = context_chain(text, here)) > here) {
    *at = end;
    return true;
  }
  if (read_opened(f, at) || (*at == here && read_pending(f, at)))
    return true;
  if (!may_begin(text, *at) || idle_article(text, *at)) {
    ++*at;
    return true;
  }
  end = context_spoken_time(text, *at);
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
