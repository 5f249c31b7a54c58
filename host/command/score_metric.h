/* SPDX-License-Identifier: Apache-2.0
 *
 * score_metric.h - one standard metric with options of one's own, for `stemma
 * score`: the lines that have a member "metric".
 */
#ifndef COMMAND_SCORE_METRIC_H
#define COMMAND_SCORE_METRIC_H

#include "filter.h"

#include "bleu.h"
#include "chrf.h"
#include "ter.h"

typedef struct {
  Bleu bleu;
  Chrf chrf;
  Ter ter;
  MtWords words;
} ScoreScratch;

void score_scratch_clear(ScoreScratch *scratch);

/* Answers {"metric","options","hyps","refs"}: the score of the hypotheses as
 * one corpus, refs being streams parallel to hyps.  For "ter-tokenizer" the
 * words of "input", by blanks. */
gboolean score_metric(ScoreScratch *scratch, JsonObject *line, const char *id,
                      GString *out, GError **error);

#endif
