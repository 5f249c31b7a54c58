/* SPDX-License-Identifier: Apache-2.0
 *
 * Started, it talks to the host itself, on the socket of its process.
 *
 * fails: E404
 *   plugin "org.example.broken" (stage broken) did not start: it answered
 *   what nobody asked
 */
#include <unistd.h>
#define HOST 6
#define OPEN                                                                   \
  *self = 0;                                                                   \
  if (write(HOST, "x", 1) != 1)                                                \
    return stemma_fail(error, STEMMA_E_INPUT, "no host there");
#include "base.h"
