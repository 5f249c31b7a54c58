/* SPDX-License-Identifier: Apache-2.0
 *
 * It fails and says nothing.
 *
 * fails: E405
 *   stage "broken" failed: a bug of the plugin (see stemma validate)
 */
#define PROCESS return STEMMA_E_INTERNAL;

#include "base.h"
