/* SPDX-License-Identifier: Apache-2.0
 *
 * find.h - finds the quantities of a text: amounts, ranges of them, and what
 * the words around do to them.
 */
#ifndef NUMBERS_FIND_H
#define NUMBERS_FIND_H

#include "amount.h"

typedef struct Quantity {
  Measure measure;
  double value;
  double high;
  uint32_t begin; /* bytes of the row */
  uint32_t end;
  uint32_t first; /* atoms of the row, end exclusive */
  uint32_t last;
  uint32_t kind;     /* STEMMA_... */
  uint32_t modifier; /* STEMMA_EXACT, ... */
  bool measured;
  bool has_value;
  bool has_high;
  bool sure; /* a unit, sign or scale; not a bare number */
} Quantity;

typedef ARRAY(Quantity) Quantities;

/* Appends the text's quantities in order.  False without memory. */
bool find_quantities(const Text *text, Quantities *found);

#endif
