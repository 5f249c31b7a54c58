/* SPDX-License-Identifier: Apache-2.0
 *
 * It was built for an epoch that is gone.
 *
 * refused: E402
 *   plugin "org.example.broken" was built for ABI 0.0, and this stemma has 1.0
 */
#include <stemma/abi.h>
#undef STEMMA_EPOCH
#define STEMMA_EPOCH 0u

#include "base.h"
