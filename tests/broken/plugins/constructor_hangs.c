/* SPDX-License-Identifier: Apache-2.0
 *
 * Its constructor never returns.
 *
 * refused: E401
 *   plugin file {file} cannot be loaded: it was not loaded within 5 s
 */
#include <unistd.h>

__attribute__((constructor)) static void
hang(void)
{
  for (;;)
    pause();
}

#include "base.h"
