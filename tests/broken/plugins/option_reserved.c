/* SPDX-License-Identifier: Apache-2.0
 *
 * An option has the name of a key of the host.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark": an
 *   option's name is "timeout", which is the host's own key
 */
#define OPTIONS                                                                \
  STEMMA_OPTION(Settings, flag, STEMMA_OPTION_BOOL, "timeout", "yes", "")

#include "base.h"
