/* SPDX-License-Identifier: Apache-2.0
 *
 * A field has a name that CSV and SQL could not take.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark", layer
 *   "org.example.mark": a field's name is "How much", and must be a letter a
 *   to z followed by letters, digits and "_"
 */
#define FIELDS                                                                 \
  {                                                                            \
    "How much", "", 0, 0, "", 16, STEMMA_F64, 0, 0, 0                          \
  }

#include "base.h"
