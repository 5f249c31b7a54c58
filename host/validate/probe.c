/* SPDX-License-Identifier: Apache-2.0
 *
 * probe.c - see probe.h.
 */
#include "probe.h"
#include "tries.h"
#include <string.h>

static gboolean
is_section(const char *setting, const char *name)
{
  gsize length = strlen(name);

  return strncmp(setting, name, length) == 0 && setting[length] == '.';
}

/* A stage of the plugin, or of one that it may read from. */
static gboolean
fits_a_stage(Subject *subject, const char *setting)
{
  const GPtrArray *names = catalogue_names(subject_catalogue(subject));

  for (guint i = 0; i < subject->module->stage_count; i++)
    if (is_section(setting, subject->module->stages[i]->id))
      return TRUE;
  for (guint i = 0; i < names->len; i++)
    if (is_section(setting, names->pdata[i]))
      return TRUE;
  return is_section(setting, "pipeline");
}

static void
look_at_setting(Subject *subject, const char *setting, Verdict *verdict)
{
  if (fits_a_stage(subject, setting))
    return;
  verdict_fail(verdict, "-o %s: no stage is named so (the plugin has: %s)",
               setting, subject->module->stages[0]->id);
  verdict->misuse = TRUE;
}

void
probe_subject(Subject *subject, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);

  for (guint i = 0; module && subject->settings && i < subject->settings->len;
       i++)
    look_at_setting(subject,
                    ((const Override *)subject->settings->pdata[i])->text,
                    verdict);
  if (verdict_is_open(verdict))
    try_samples(subject, verdict);
}
