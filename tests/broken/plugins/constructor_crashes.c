/* SPDX-License-Identifier: Apache-2.0
 *
 * Its constructor dies of a signal.
 *
 * refused: E401
 *   plugin file {file} cannot be loaded: it crashed when it was loaded
 *   (SIGSEGV)
 */
#include <signal.h>

__attribute__((constructor)) static void
crash(void)
{
  raise(SIGSEGV);
}

#include "base.h"
