/* SPDX-License-Identifier: Apache-2.0
 *
 * Its constructor ends the process.
 *
 * refused: E401
 *   plugin file {file} cannot be loaded: it ended the process when it was
 *   loaded (exit status 3)
 */
#include <unistd.h>

__attribute__((constructor)) static void
leave(void)
{
  _exit(3);
}

#include "base.h"
