/* SPDX-License-Identifier: Apache-2.0
 *
 * probe.c - see probe.h.
 */
#include "probe.h"
#include "../config/suggest.h"
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

/* NULL-terminated: what `-o` may name. */
static GPtrArray *
all_names(Subject *subject)
{
  const GPtrArray *others = catalogue_names(subject_catalogue(subject));
  GPtrArray *names = g_ptr_array_new();

  for (guint i = 0; i < subject->module->stage_count; i++)
    g_ptr_array_add(names, (gpointer)subject->module->stages[i]->id);
  for (guint i = 0; i < others->len; i++)
    if (!g_ptr_array_find_with_equal_func(names, others->pdata[i], g_str_equal,
                                          NULL))
      g_ptr_array_add(names, others->pdata[i]);
  g_ptr_array_add(names, NULL);
  return names;
}

static char *
own_names(const Module *module)
{
  GString *list = g_string_new(NULL);

  for (guint i = 0; i < module->stage_count; i++)
    g_string_append_printf(list, "%s%s", i ? ", " : "", module->stages[i]->id);
  return g_string_free(list, FALSE);
}

static void
look_at_setting(Subject *subject, const char *setting, Verdict *verdict)
{
  g_autofree char *section = g_strndup(setting, strcspn(setting, ".="));
  g_autofree char *own = own_names(subject->module);
  g_autoptr(GPtrArray) names = all_names(subject);
  const char *meant;

  if (fits_a_stage(subject, setting))
    return;
  meant = suggest_nearest(section, (const char *const *)names->pdata);
  verdict_fail(verdict,
               "-o %s: no stage is named so (the plugin has: %s)%s%s%s",
               setting, own, meant ? "; did you mean \"" : "",
               meant ? meant : "", meant ? "\"?" : "");
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
