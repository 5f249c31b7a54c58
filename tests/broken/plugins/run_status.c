/* SPDX-License-Identifier: Apache-2.0
 *
 * It returns a status that no ABI has.
 *
 * fails: E405
 *   stage "broken" failed: it gave the status -99, which the ABI does not have
 */
#define PROCESS return -99;

#include "base.h"
