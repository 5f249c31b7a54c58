/* SPDX-License-Identifier: Apache-2.0
 *
 * Its id is not a reverse domain.
 *
 * refused: E408
 *   plugin "broken" describes itself wrongly: id has no dot, and must be a
 *   reverse domain as in "org.example.broken"
 */
#define ID "broken"

#include "base.h"
