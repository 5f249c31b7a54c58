/* SPDX-License-Identifier: Apache-2.0
 *
 * Its name card has no room for the version.
 *
 * refused: E403
 *   {file} is not a stemma plugin: its stemma note is damaged
 */
#include <stdint.h>
#define NOTE                                                                   \
  static const struct {                                                        \
    uint32_t name_size, desc_size, type;                                       \
    char name[8];                                                              \
    uint32_t epoch, minor, needs_minor, reserved;                              \
    char text[4];                                                              \
  } card __attribute__((section(".note.stemma"), aligned(4),                   \
                        used)) = { 7, 20, 1, "stemma", 1, 0, 0, 0, "abc" }
#include "base.h"
