/* SPDX-License-Identifier: Apache-2.0
 *
 * money.c - see money.h.
 */
#include "money.h"

#include "unit_words.h"

static void
set_money(const Text *text, uint32_t begin, uint32_t end, uint16_t money,
          Measure *m)
{
  *m = (Measure){ .begin = begin,
                  .end = end,
                  .kind = STEMMA_MONEY,
                  .money = money,
                  .power = 1,
                  .factor = text->lexicon->money.items[money - 1].factor };
}

/* MGBP, MUSD: M before a code. */
static uint32_t
million_code(const Text *text, uint32_t at, uint16_t *money)
{
  const Atom *atom = &text->atoms[at];
  uint32_t found;

  if (!is_word(text, at) || atom->end - atom->begin != 4
      || text->bytes[atom->begin] != 'M')
    return at;
  found = words_get(&text->lexicon->money_signs,
                    lexicon_exact(text->bytes + atom->begin + 1, 3));
  if (found == WORDS_NONE)
    return at;
  *money = (uint16_t)(found + 1);
  return at + 1;
}

/* The sign or name of a currency, whichever is longer. */
static uint32_t
money_words(const Text *text, uint32_t at, uint16_t *money)
{
  const Entry *entry = entry_at(text, at);
  uint16_t name = 0;
  uint32_t end = at, name_end;

  if (entry->context & IS_MONEY_SIGN)
    end = unit_words_exact(text, at, &text->lexicon->money_signs, false, money);
  if (!entry->money && !entry->more)
    return end;
  name_end = unit_words_name(text, at, true, &name);
  if (name_end < end || !name)
    return end;
  *money = name;
  return name_end;
}

bool
money_read(const Text *text, uint32_t at, Measure *measure, double *scale)
{
  uint16_t money = 0;
  uint32_t end;

  if (at >= text->count)
    return false;
  *scale = 1;
  end = money_words(text, at, &money);
  if (end == at) {
    end = million_code(text, at, &money);
    *scale = 1e6;
  }
  if (end == at)
    return false;
  set_money(text, at, end, money, measure);
  return true;
}

bool
money_sign(const Text *text, uint32_t at, Measure *measure)
{
  uint16_t money = 0;
  uint32_t end;

  if (!is(text, at, IS_MONEY_SIGN))
    return false;
  end = unit_words_exact(text, at, &text->lexicon->money_signs, true, &money);
  if (end == at)
    return false;
  set_money(text, at, end, money, measure);
  return true;
}

Measure
money_measure(const Text *text, uint32_t at, uint16_t money)
{
  Measure m;

  set_money(text, at, at + 1, money, &m);
  return m;
}
