/* SPDX-License-Identifier: Apache-2.0
 *
 * stage_find.h - the inner stages of `numbers` and the options that they
 * share.
 */
#ifndef NUMBERS_STAGE_FIND_H
#define NUMBERS_STAGE_FIND_H

#include <stemma/stemma.h>

typedef struct NumbersOptions {
  const char *units_file; /* "" when there is none */
  double min_confidence;
  uint64_t kinds;  /* one bit for each kind */
  uint32_t system; /* SYSTEM_SI, SYSTEM_US */
  uint32_t reserved;
  int64_t compared; /* documents whose quantities are lined up */
} NumbersOptions;

enum { SYSTEM_SI = 0, SYSTEM_US = 1 };

extern const stemma_life numbers_find_life;
extern const stemma_map numbers_find_map;

#endif
