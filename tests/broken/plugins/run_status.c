/* SPDX-License-Identifier: Apache-2.0
 *
 * It returns a status that no ABI has.
 *
 * fails: E405
 *   stage "broken" failed: it gave a status that this host does not know
 */
#define PROCESS return -99;

#include "base.h"
