/* SPDX-License-Identifier: Apache-2.0
 *
 * It needs a newer host.
 *
 * refused: E402
 *   plugin "org.example.broken" needs a host of ABI 1.2 or later, and this
 *   stemma has 1.0
 */
#define STEMMA_NEEDS_MINOR 2u

#include "base.h"
