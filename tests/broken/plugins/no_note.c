/* SPDX-License-Identifier: Apache-2.0
 *
 * It has no name card.
 *
 * refused: E403
 *   {file} is not a stemma plugin: it has no stemma note
 */
#define NOTE typedef int no_note

#include "base.h"
