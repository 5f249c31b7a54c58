/* SPDX-License-Identifier: Apache-2.0
 *
 * The id of a stage could not stand in a pipeline file.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: a stage's id is
 *   "Mark It", and must be a letter a to z followed by letters, digits and "-"
 */
#define STAGE_ID "Mark It"

#include "base.h"
