/* SPDX-License-Identifier: Apache-2.0
 *
 * Its author forgot to link the library of mathematics.
 *
 * refused: E401
 *   plugin file {file} cannot be loaded: undefined symbol: lgamma_of_nobody
 */
double lgamma_of_nobody(double x);
#define OPEN                                                                   \
  *self = 0;                                                                   \
  (void)error;                                                                 \
  if (lgamma_of_nobody(1) > 0)                                                 \
    return STEMMA_E_INTERNAL;

#include "base.h"
