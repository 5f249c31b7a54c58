/* SPDX-License-Identifier: Apache-2.0
 *
 * Its constructor closes all files, which ends what the host listens to, and
 * never returns.
 *
 * refused: E401
 *   plugin file {file} cannot be loaded: it was not loaded within 5 s
 */
#include <unistd.h>

__attribute__((constructor)) static void
hide(void)
{
  for (int file = 3; file < 1024; file++)
    close(file);
  for (;;)
    pause();
}

#include "base.h"
