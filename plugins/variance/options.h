/* SPDX-License-Identifier: Apache-2.0
 *
 * options.h - what the user of the stage chooses.
 */
#ifndef VARIANCE_OPTIONS_H
#define VARIANCE_OPTIONS_H

#include <stdint.h>

enum {
  METRIC_WORDS = 1u << 0, /* wording, order and omission in the score */
  METRIC_MEANING = 1u << 1,
  METRIC_BLEU = 1u << 2,
  METRIC_CHRF = 1u << 3,
  METRIC_TER = 1u << 4,
  METRIC_EDDY = 1u << 5,
  METRIC_ENTROPY = 1u << 6
};

typedef struct Options {
  uint64_t metrics; /* METRIC_... */
  int64_t resamples;
  const char *language;
  uint32_t count_omissions;
  uint32_t reserved;
} Options;

#endif
