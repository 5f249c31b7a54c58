/* SPDX-License-Identifier: Apache-2.0
 *
 * A default that starts as a number has a unit that no pipeline file knows.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: option "some": its
 *   default cannot be "4Q"
 */
#define OPTIONS                                                                \
  STEMMA_OPTION(Settings, some, STEMMA_OPTION_SIZE, "some", "4Q", "")
#include "base.h"
