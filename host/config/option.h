/* SPDX-License-Identifier: Apache-2.0
 *
 * option.h - fills a plugin's options struct from the pipeline's settings.
 */
#ifndef CONFIG_OPTION_H
#define CONFIG_OPTION_H

#include "pipeline.h"
#include <stemma/option.h>

/* A filled options struct; its strings and lists live as long as it does. */
typedef struct OptionSet OptionSet;

/* `options` is the stage's list, as module_load copied it;
 * `others` maps an option's name to the plugin that has it, for the hint of an
 * option that belongs elsewhere; may be NULL.  Every mistake goes to `all`.
 * Never NULL. */
OptionSet *option_set_new(const PipelineStage *stage,
                          const stemma_option *options, guint count,
                          guint32 size, GHashTable *others, Diagnostics *all);
void option_set_free(OptionSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OptionSet, option_set_free)

/* The struct for stemma_life.open. */
const void *option_set_struct(const OptionSet *set);

/* Name and effective value (as a user would write it) of each option, in the
 * order of the stage's list, for reports: of Setting. */
const GPtrArray *option_set_values(const OptionSet *set);

#endif
