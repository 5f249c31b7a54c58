/* SPDX-License-Identifier: Apache-2.0
 *
 * It was built for an epoch to come.
 *
 * refused: E402
 *   plugin "org.example.broken" needs a host of ABI 2.0 or later, and this
 *   stemma has 1.0
 */
#include <stemma/abi.h>
#undef STEMMA_EPOCH
#define STEMMA_EPOCH 2u

#include "base.h"
