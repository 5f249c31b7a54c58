/* SPDX-License-Identifier: Apache-2.0
 *
 * It cannot analyse the document, and says why.
 *
 * fails: E405
 *   stage "broken" failed: no verbs in it
 */
#define PROCESS return stemma_fail(error, STEMMA_E_INPUT, "no verbs in it");

#include "base.h"
