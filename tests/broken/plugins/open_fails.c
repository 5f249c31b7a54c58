/* SPDX-License-Identifier: Apache-2.0
 *
 * It refuses to start.
 *
 * fails: E404
 *   plugin "org.example.broken" (stage broken) did not start: model not found:
 *   stance.bin
 */
#define OPEN                                                                   \
  *self = 0;                                                                   \
  return stemma_fail(error, STEMMA_E_RESOURCE, "model not found: stance.bin");

#include "base.h"
