/* SPDX-License-Identifier: Apache-2.0
 *
 * It is loaded and dies when it is started.
 *
 * refused: E401
 *   plugin file {file} cannot be opened: it crashed when it was opened
 *   (SIGSEGV)
 */
#include <signal.h>
#define OPEN                                                                   \
  *self = 0;                                                                   \
  (void)error;                                                                 \
  raise(SIGSEGV);
#include "base.h"
