/* SPDX-License-Identifier: Apache-2.0
 *
 * pipeline.c - the merged sections to a Pipeline, and sections that belong to
 * nothing.
 */
#include "effective.h"
#include "pipeline-private.h"
#include <string.h>

/* Sections of these are left over when a stage is taken out of `stages`. */
static const char *const builtin_plugins[] = {
  "segment",    "numbers",  "quotes",  "sentiment",
  "quote-diff", "variance", "lineage", NULL,
};

void
pipeline_free(Pipeline *pipeline)
{
  if (!pipeline)
    return;
  g_free(pipeline->name);
  g_free(pipeline->path);
  g_ptr_array_unref(pipeline->stages);
  g_clear_pointer(&pipeline->disabled, g_ptr_array_unref);
  g_ptr_array_unref(pipeline->inputs);
  g_ptr_array_unref(pipeline->reports);
  g_ptr_array_unref(pipeline->plugin_path);
  g_clear_pointer(&pipeline->layers, g_ptr_array_unref);
  g_clear_pointer(&pipeline->layer_places, g_array_unref);
  g_ptr_array_unref(pipeline->limits);
  g_free(pipeline->baseline);
  g_free(pipeline->cache);
  if (pipeline->said)
    g_string_free(pipeline->said, TRUE);
  g_free(pipeline);
}

static Pipeline *
pipeline_new(const char *path)
{
  Pipeline *pipeline = g_new0(Pipeline, 1);

  pipeline->name = path ? g_path_get_basename(path) : g_strdup("default");
  pipeline->path = g_strdup(path);
  pipeline->stages =
      g_ptr_array_new_with_free_func((GDestroyNotify)pipeline_stage_free);
  pipeline->disabled =
      g_ptr_array_new_with_free_func((GDestroyNotify)pipeline_stage_free);
  pipeline->inputs =
      g_ptr_array_new_with_free_func((GDestroyNotify)setting_free);
  pipeline->reports =
      g_ptr_array_new_with_free_func((GDestroyNotify)report_spec_free);
  pipeline->plugin_path = g_ptr_array_new_with_free_func(g_free);
  pipeline->limits = g_ptr_array_new_with_free_func((GDestroyNotify)limit_free);
  pipeline->said = g_string_new(NULL);
  pipeline->row_text = TRUE;
  pipeline->spill_at = 128u << 20;
  pipeline->max_document = 256u << 20;
  return pipeline;
}

Value
setting_as_value(const Setting *setting, const char *fallback)
{
  return (Value){ setting->key, setting->value, &setting->value_place,
                  fallback };
}

gboolean
check_stage_name(const Reading *reading, const char *name, const Place *place)
{
  const char *const *names = (const char *const *)reading->names->pdata;
  Diagnostic *diagnostic;

  if (g_strv_contains(names, name))
    return TRUE;
  diagnostic = diagnostics_add(reading->all, DIAGNOSTIC_ERROR, "E201", place,
                               "no stage is named \"%s\"", name);
  if (*names) {
    g_autofree char *list = g_strjoinv(", ", (char **)reading->names->pdata);

    diagnostic_hint(diagnostic, "stages: %s", list);
  }
  diagnostic_suggest(diagnostic, name, names);
  return FALSE;
}

/* A section that no stage has: left over where it was a stage once, which is
 * no mistake, else most likely a misspelling. */
static void
check_section(const Reading *reading, const IniSection *section)
{
  const char *name = section->name;

  if (section->included || strcmp(name, "pipeline") == 0
      || strcmp(name, "fail-if") == 0
      || g_strv_contains((const char *const *)reading->names->pdata, name))
    return;
  if (g_strv_contains(builtin_plugins, name) || ini_setting(section, "plugin"))
    diagnostics_add(reading->all, DIAGNOSTIC_WARNING, "W202", &section->place,
                    "section [%s] is not used: \"%s\" is not in stages", name,
                    name);
  else
    check_stage_name(reading, name, &section->place);
}

static void
say_text(GString *to, const char *text)
{
  g_string_append_len(to, text ? text : "",
                      text ? (gssize)strlen(text) + 1 : 1);
}

/* Keys that nobody has thought of yet are in it too. */
static void
say_settings(GString *to, const Ini *merged)
{
  for (guint i = 0; i < merged->sections->len; i++) {
    const IniSection *section = merged->sections->pdata[i];

    say_text(to, section->name);
    g_string_append_printf(to, "%u", section->settings->len);
    for (guint j = 0; j < section->settings->len; j++) {
      const Setting *one = section->settings->pdata[j];

      say_text(to, one->key);
      say_text(to, one->raw);
      say_text(to, one->value);
      say_text(to, one->key_place.file);
      g_string_append_printf(to, "%u:%u:%u", one->key_place.line,
                             one->key_place.column, one->value_place.column);
    }
  }
}

Pipeline *
pipeline_read(const char *path, const Overrides *overrides, Diagnostics *all)
{
  g_autoptr(Ini) merged = effective_read(path, overrides, all);
  Reading reading = { .merged = merged, .overrides = overrides, .all = all };
  guint i;

  if (!merged)
    return NULL;
  reading.pipeline = pipeline_new(path);
  say_settings(reading.pipeline->said, merged);
  reading.names = g_ptr_array_new_with_free_func(g_free);
  read_stages(&reading);
  read_pipeline_section(&reading);
  /* Where `stages` is missing or unreadable, what needs it is left out. */
  if (reading.names->pdata[0]) {
    for (i = 0; i < merged->sections->len; i++)
      check_section(&reading, merged->sections->pdata[i]);
    read_limits(&reading);
  }
  g_ptr_array_unref(reading.names);
  return reading.pipeline;
}
