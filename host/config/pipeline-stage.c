/* SPDX-License-Identifier: Apache-2.0
 *
 * pipeline-stage.c - `stages`, and the keys that the host handles for every
 * stage; all other keys of its section are the plugin's.
 */
#include "pipeline-private.h"
#include <string.h>

static void
wire_free(gpointer data)
{
  Wire *wire = data;

  g_free(wire->role);
  g_free(wire->name);
  g_free(wire);
}

PipelineStage *
pipeline_stage_new(const char *name, const Place *place)
{
  PipelineStage *stage = g_new0(PipelineStage, 1);

  stage->name = g_strdup(name);
  stage->plugin = g_strdup(name);
  stage->place = stage->plugin_place = *place;
  stage->options = g_ptr_array_new_with_free_func((GDestroyNotify)setting_free);
  stage->reads = g_ptr_array_new_with_free_func(wire_free);
  stage->writes = g_ptr_array_new_with_free_func(wire_free);
  stage->enabled = TRUE;
  return stage;
}

void
pipeline_stage_free(PipelineStage *stage)
{
  g_free(stage->name);
  g_free(stage->plugin);
  g_free(stage->requires);
  g_ptr_array_unref(stage->options);
  g_ptr_array_unref(stage->reads);
  g_ptr_array_unref(stage->writes);
  g_free(stage);
}

static void
take_plugin(PipelineStage *stage, const Setting *setting, Diagnostics *all)
{
  (void)all;
  g_free(stage->plugin);
  stage->plugin = g_strdup(setting->value);
  stage->plugin_place = setting->value_place;
}

static void
take_requires(PipelineStage *stage, const Setting *setting, Diagnostics *all)
{
  const Value value = setting_as_value(setting, NULL);

  if (!value_version(&value, all))
    return;
  g_free(stage->requires);
  stage->requires = g_strdup(setting->value);
  stage->requires_place = setting->value_place;
}

static void
take_enabled(PipelineStage *stage, const Setting *setting, Diagnostics *all)
{
  const Value value = setting_as_value(setting, "yes");

  value_bool(&value, &stage->enabled, all);
}

static void
take_timeout(PipelineStage *stage, const Setting *setting, Diagnostics *all)
{
  const Value value = setting_as_value(setting, NULL);

  value_time(&value, 0, 0, &stage->timeout, all);
}

static void
take_max_memory(PipelineStage *stage, const Setting *setting, Diagnostics *all)
{
  const Value value = setting_as_value(setting, NULL);

  value_size(&value, 0, 0, &stage->max_memory, all);
}

void
read_isolate(const Value *value, Isolate *isolate, Diagnostics *all)
{
  static const char *const choices[] = { "yes", "no", "paranoid", NULL };
  static const Isolate meaning[] = { ISOLATE_YES, ISOLATE_NO,
                                     ISOLATE_PARANOID };
  guint choice;

  if (value_choice(value, choices, &choice, all))
    *isolate = meaning[choice];
}

static void
take_isolate(PipelineStage *stage, const Setting *setting, Diagnostics *all)
{
  const Value value = setting_as_value(setting, NULL);

  read_isolate(&value, &stage->isolate, all);
}

static const struct {
  const char *key;
  void (*take)(PipelineStage *stage, const Setting *setting, Diagnostics *all);
} host_keys[] = {
  { "plugin", take_plugin },   { "requires", take_requires },
  { "enabled", take_enabled }, { "timeout", take_timeout },
  { "isolate", take_isolate }, { "max-memory", take_max_memory },
};

/* reads.ROLE and writes.ROLE; NULL when `setting` is not of `prefix`. */
static const Wire *
take_wire(GPtrArray *wires, const char *prefix, const Setting *setting)
{
  const gsize length = strlen(prefix);
  Wire *wire;

  if (strncmp(setting->key, prefix, length) != 0)
    return NULL;
  wire = g_new0(Wire, 1);
  wire->role = g_strdup(setting->key + length);
  wire->name = g_strdup(setting->value);
  wire->place = setting->key_place;
  if (wire->place.column)
    wire->place.column += (guint)length;
  wire->name_place = setting->value_place;
  g_ptr_array_add(wires, wire);
  return wire;
}

static void
take_setting(PipelineStage *stage, const Setting *setting, Diagnostics *all)
{
  const Wire *written;
  guint i;

  for (i = 0; i < G_N_ELEMENTS(host_keys); i++) {
    if (strcmp(setting->key, host_keys[i].key) == 0) {
      host_keys[i].take(stage, setting, all);
      return;
    }
  }
  if (take_wire(stage->reads, "reads.", setting))
    return;
  written = take_wire(stage->writes, "writes.", setting);
  if (written)
    ini_check_layer(written->name, &written->name_place, all);
  else
    g_ptr_array_add(stage->options, setting_copy(setting));
}

static void
fill_stage(Reading *reading, PipelineStage *stage)
{
  const IniSection *section = ini_section(reading->merged, stage->name);
  guint i;

  for (i = 0; section && i < section->settings->len; i++)
    take_setting(stage, section->settings->pdata[i], reading->all);
}

/* Can an item of `stages` be a stage's name? */
static gboolean
check_name(const Reading *reading, const Item *item)
{
  Diagnostic *diagnostic;

  if (!ini_check_name(item->text, "stage name", &item->place, reading->all))
    return FALSE;
  if (strcmp(item->text, "pipeline") == 0
      || strcmp(item->text, "fail-if") == 0) {
    diagnostics_add(reading->all, DIAGNOSTIC_ERROR, "E211", &item->place,
                    "a stage cannot be named \"%s\", as a section of its own "
                    "has that name",
                    item->text);
    return FALSE;
  }
  if (!g_ptr_array_find_with_equal_func(reading->names, item->text, g_str_equal,
                                        NULL))
    return TRUE;
  diagnostic =
      diagnostics_add(reading->all, DIAGNOSTIC_ERROR, "E210", &item->place,
                      "stage \"%s\" is listed twice", item->text);
  diagnostic_hint(diagnostic,
                  "a second run of a plugin needs a name of its own, and "
                  "\"plugin = %s\" in its section",
                  item->text);
  return FALSE;
}

static GPtrArray *
stage_items(Reading *reading)
{
  const IniSection *section = ini_section(reading->merged, "pipeline");
  const Setting *setting = ini_setting(section, "stages");
  const Place file = { .file = reading->merged->path };
  const Place *place = &file;

  if (setting && *setting->raw)
    return setting_items(setting, reading->all);
  if (setting)
    place = &setting->value_place;
  else if (section)
    place = &section->place;
  /* What could not be read may have had them. */
  if (!setting && diagnostics_errors(reading->all))
    return NULL;
  diagnostic_hint(diagnostics_add(reading->all, DIAGNOSTIC_ERROR, "E212", place,
                                  "the pipeline has no stages"),
                  "write in [pipeline]: stages = segment, quotes, ...");
  return NULL;
}

void
read_stages(Reading *reading)
{
  g_autoptr(GPtrArray) items = stage_items(reading);
  guint i;

  for (i = 0; items && i < items->len; i++) {
    const Item *item = items->pdata[i];
    PipelineStage *stage;

    if (!check_name(reading, item)) {
      reading->pipeline->stages_unknown = TRUE;
      continue;
    }
    g_ptr_array_add(reading->names, g_strdup(item->text));
    stage = pipeline_stage_new(item->text, &item->place);
    fill_stage(reading, stage);
    g_ptr_array_add(stage->enabled ? reading->pipeline->stages
                                   : reading->pipeline->disabled,
                    stage);
  }
  g_ptr_array_add(reading->names, NULL);
}
