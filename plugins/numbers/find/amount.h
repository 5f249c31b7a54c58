/* SPDX-License-Identifier: Apache-2.0
 *
 * amount.h - one amount: a number with its unit or currency, compounds
 * ("5 feet 2 inches") and ages, but no range and no modifier.
 */
#ifndef NUMBERS_AMOUNT_H
#define NUMBERS_AMOUNT_H

#include "measure.h"
#include "number.h"

typedef struct Amount {
  Number number;
  Measure measure;
  double value;   /* in the measure's unit */
  uint32_t begin; /* atoms */
  uint32_t end;
  uint32_t kind;  /* STEMMA_... */
  double seconds; /* of a duration, its parts added up */
  bool measured;  /* it has a unit or currency */
  bool named;     /* a bare number that context calls a name, date or year */
} Amount;

/* Reads the amount at atom `at`; false when there is none.  A bare number that
 * is no quantity by itself is read too, with `named` set: a range may want it.
 */
bool amount_read(const Text *text, uint32_t at, uint32_t how, Amount *amount);

/* Takes the amount's unit from `m`. */
static inline void
amount_measure(Amount *a, const Measure *m)
{
  a->measure = *m;
  a->measured = true;
  a->kind = m->kind;
  a->end = m->end;
}

#endif
