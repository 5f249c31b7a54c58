/* SPDX-License-Identifier: Apache-2.0
 *
 * measure.h - what a number counts: a unit, a product or quotient of units, or
 * a currency (money.h reads those).
 */
#ifndef NUMBERS_MEASURE_H
#define NUMBERS_MEASURE_H

#include "atoms.h"

typedef struct Measure {
  uint32_t begin; /* atoms */
  uint32_t end;
  uint32_t kind;  /* STEMMA_CARDINAL: nothing was read */
  uint16_t unit;  /* index + 1, or 0 */
  uint16_t money; /* index + 1, or 0 */
  uint16_t per;   /* index + 1 of the unit below, or 0 */
  uint8_t power;  /* 1, 2 square, 3 cubic */
  uint8_t per_power;
  double factor; /* to the base */
  double offset;
} Measure;

enum {
  MEASURE_TOUCHES = 1u << 0, /* the number ends without a blank before it */
  MEASURE_NAMES = 1u << 1,   /* names only, no symbols */
  MEASURE_NO_RATE = 1u << 2, /* not the "per hour" after it */
  MEASURE_ARTICLE = 1u << 3  /* after a or an: no symbol of one letter */
};

/* The unit at atom `at`, after a number of this value.  False when none. */
bool measure_read(const Text *text, uint32_t at, double value, uint32_t how,
                  Measure *measure);

/* Canonical names, as the readers of the layer know them. */
void measure_name(const Lexicon *lexicon, const Measure *measure,
                  Builder *name);
void measure_base(const Lexicon *lexicon, const Measure *measure,
                  Builder *name);

#endif
