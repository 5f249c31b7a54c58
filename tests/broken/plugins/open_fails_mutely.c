/* SPDX-License-Identifier: Apache-2.0
 *
 * It refuses to start and says nothing.
 *
 * fails: E404
 *   plugin "org.example.broken" (stage broken) did not start: this host lacks
 *   something that it needs
 */
#define OPEN                                                                   \
  *self = 0;                                                                   \
  (void)error;                                                                 \
  return STEMMA_E_HOST;

#include "base.h"
