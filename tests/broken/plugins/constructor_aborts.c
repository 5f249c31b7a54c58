/* SPDX-License-Identifier: Apache-2.0
 *
 * Its constructor calls abort.
 *
 * refused: E401
 *   plugin file {file} cannot be loaded: it crashed when it was loaded
 *   (SIGABRT)
 */
#include <stdlib.h>

__attribute__((constructor)) static void
crash(void)
{
  abort();
}

#include "base.h"
