/* SPDX-License-Identifier: Apache-2.0
 *
 * pipeline-private.h - the parts of pipeline_read, one for each kind of
 * section.
 */
#ifndef CONFIG_PIPELINE_PRIVATE_H
#define CONFIG_PIPELINE_PRIVATE_H

#include "ini.h"
#include "pipeline.h"
#include "value.h"

typedef struct {
  Pipeline *pipeline;
  const Ini *merged;
  const Overrides *overrides; /* may be NULL */
  GPtrArray *names;           /* of char *: every stage, also disabled ones,
                               * then NULL */
  Diagnostics *all;
} Reading;

/* [pipeline], but for `stages`. */
void read_pipeline_section(Reading *reading);
/* `stages` and the section of each; fills reading->names. */
void read_stages(Reading *reading);
/* [fail-if] and --fail-if. */
void read_limits(Reading *reading);

/* Is `name` a stage?  If not, E201 at `place`. */
gboolean check_stage_name(const Reading *reading, const char *name,
                          const Place *place);

/* The value of `setting`, for the calls of value.h. */
Value setting_as_value(const Setting *setting, const char *fallback);

/* yes, no or paranoid: of one stage, or of all that do not say. */
void read_isolate(const Value *value, Isolate *isolate, Diagnostics *all);

PipelineStage *pipeline_stage_new(const char *name, const Place *place);
void pipeline_stage_free(PipelineStage *stage);
void limit_free(Limit *limit);
void report_spec_free(ReportSpec *spec);

#endif
