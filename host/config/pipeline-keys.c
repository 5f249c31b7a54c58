/* SPDX-License-Identifier: Apache-2.0
 *
 * pipeline-keys.c - the keys of [pipeline].
 */
#include "pipeline-private.h"
#include <string.h>

/* Spans are 32 bits wide. */
#define LARGEST_DOCUMENT 4294967295.0

void
report_spec_free(ReportSpec *spec)
{
  g_free(spec->format);
  g_free(spec->path);
  g_free(spec);
}

/* Paths of a list, as seen from the working directory. */
static void
take_paths(Reading *reading, const Setting *setting, GPtrArray *to)
{
  g_autoptr(GPtrArray) items = setting_items(setting, reading->all);
  guint i;

  for (i = 0; i < items->len; i++) {
    const Item *item = items->pdata[i];

    g_ptr_array_add(to, setting_resolve(setting, item->text));
  }
}

/* As written: the reader finds the files. */
static void
add_input(Reading *reading, const char *written, const Place *place)
{
  Setting *input = setting_new("input", written);

  input->key_place = input->value_place = *place;
  g_ptr_array_add(reading->pipeline->inputs, input);
}

static void
take_input(Reading *reading, const Setting *setting)
{
  g_autoptr(GPtrArray) items = setting_items(setting, reading->all);
  guint i;

  for (i = 0; i < items->len; i++) {
    const Item *item = items->pdata[i];

    if (item->broken)
      reading->pipeline->inputs_unknown = TRUE;
    else
      add_input(reading, item->text, &item->place);
  }
}

/* "format" or "format:path". */
static void
add_report(Reading *reading, const char *text, const Setting *setting,
           const Place *place)
{
  const char *colon = strchr(text, ':');
  ReportSpec *spec = g_new0(ReportSpec, 1);

  spec->format =
      colon ? g_strndup(text, (gsize)(colon - text)) : g_strdup(text);
  if (colon && colon[1])
    spec->path =
        setting ? setting_resolve(setting, colon + 1) : g_strdup(colon + 1);
  spec->place = *place;
  g_ptr_array_add(reading->pipeline->reports, spec);
}

static void
take_report(Reading *reading, const Setting *setting)
{
  g_autoptr(GPtrArray) items = setting_items(setting, reading->all);
  guint i;

  for (i = 0; i < items->len; i++) {
    const Item *item = items->pdata[i];

    add_report(reading, item->text, setting, &item->place);
  }
}

static void
take_plugin_path(Reading *reading, const Setting *setting)
{
  take_paths(reading, setting, reading->pipeline->plugin_path);
}

static void
take_layers(Reading *reading, const Setting *setting)
{
  g_autoptr(GPtrArray) items = setting_items(setting, reading->all);
  GPtrArray *layers = g_ptr_array_new_with_free_func(g_free);
  GArray *places = g_array_new(FALSE, FALSE, sizeof(Place));
  guint i;

  for (i = 0; i < items->len; i++) {
    const Item *item = items->pdata[i];

    g_ptr_array_add(layers, g_strdup(item->text));
    g_array_append_val(places, item->place);
  }
  reading->pipeline->layers = layers;
  reading->pipeline->layer_places = places;
}

static void
take_baseline(Reading *reading, const Setting *setting)
{
  if (!*setting->value)
    return;
  reading->pipeline->baseline = setting_resolve(setting, setting->value);
  reading->pipeline->baseline_place = setting->value_place;
}

static void
take_cache(Reading *reading, const Setting *setting)
{
  if (*setting->value)
    reading->pipeline->cache = setting_resolve(setting, setting->value);
}

static void
take_on_error(Reading *reading, const Value *value)
{
  static const char *const choices[] = { "skip", "stop", NULL };
  guint choice;

  if (value_choice(value, choices, &choice, reading->all))
    reading->pipeline->stop_on_error = choice == 1;
}

static void
take_isolate(Reading *reading, const Value *value)
{
  read_isolate(value, &reading->pipeline->isolate, reading->all);
}

static void
take_offsets(Reading *reading, const Value *value)
{
  static const char *const choices[] = { [OFFSETS_BYTE] = "byte",
                                         [OFFSETS_CODEPOINT] = "codepoint",
                                         [OFFSETS_UTF16] = "utf16",
                                         NULL };
  guint choice;

  if (value_choice(value, choices, &choice, reading->all))
    reading->pipeline->offsets = (Offsets)choice;
}

static void
take_row_text(Reading *reading, const Value *value)
{

  value_bool(value, &reading->pipeline->row_text, reading->all);
}

static void
take_document_text(Reading *reading, const Value *value)
{

  value_bool(value, &reading->pipeline->document_text, reading->all);
}

static void
take_threads(Reading *reading, const Value *value)
{
  gint64 threads;

  if (value_int(value, 1, 1024, &threads, reading->all))
    reading->pipeline->threads = (guint)threads;
}

static void
take_seed(Reading *reading, const Value *value)
{
  gint64 seed;

  if (value_int(value, 0, G_MAXDOUBLE, &seed, reading->all))
    reading->pipeline->seed = (guint64)seed;
}

static void
take_spill_at(Reading *reading, const Value *value)
{

  value_size(value, 1 << 20, G_MAXDOUBLE, &reading->pipeline->spill_at,
             reading->all);
}

static void
take_max_document(Reading *reading, const Value *value)
{

  value_size(value, 1, LARGEST_DOCUMENT, &reading->pipeline->max_document,
             reading->all);
}

static void
take_version(Reading *reading, const Value *value)
{
  gint64 version;

  value_int(value, 1, 1, &version, reading->all);
}

/* A key is taken from its setting or, where one value is all there is, from
 * that; `stages` and `include` were taken before. */
static const struct {
  PipelineKey key;
  void (*take)(Reading *reading, const Setting *setting);
  void (*take_value)(Reading *reading, const Value *value);
} keys[] = {
  { { "baseline", NULL }, take_baseline, NULL },
  { { "cache", NULL }, take_cache, NULL },
  { { "document-text", "no" }, NULL, take_document_text },
  { { "include", NULL }, NULL, NULL },
  { { "input", NULL }, take_input, NULL },
  { { "isolate", "yes" }, NULL, take_isolate },
  { { "layers", NULL }, take_layers, NULL },
  { { "max-document", "256M" }, NULL, take_max_document },
  { { "offsets", "byte" }, NULL, take_offsets },
  { { "on-error", "skip" }, NULL, take_on_error },
  { { "plugin-path", NULL }, take_plugin_path, NULL },
  { { "report", "terminal" }, take_report, NULL },
  { { "row-text", "yes" }, NULL, take_row_text },
  { { "seed", "0" }, NULL, take_seed },
  { { "spill-at", "128M" }, NULL, take_spill_at },
  { { "stages", NULL }, NULL, NULL },
  { { "threads", NULL }, NULL, take_threads },
  { { "version", "1" }, NULL, take_version },
};

const PipelineKey *
pipeline_key(guint number)
{
  return number < G_N_ELEMENTS(keys) ? &keys[number].key : NULL;
}

static void
refuse_key(Reading *reading, const Setting *setting)
{
  const char *names[G_N_ELEMENTS(keys) + 1];
  Diagnostic *diagnostic = diagnostics_add(
      reading->all, DIAGNOSTIC_ERROR, "E204", &setting->key_place,
      "unknown option \"%s\" in [pipeline]", setting->key);
  guint i;

  for (i = 0; i < G_N_ELEMENTS(keys); i++)
    names[i] = keys[i].key.name;
  names[i] = NULL;
  diagnostic_allowed(diagnostic, names, "stemma check --help");
  diagnostic_suggest(diagnostic, setting->key, names);
}

static void
take_key(Reading *reading, const Setting *setting)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS(keys); i++) {
    const Value value = setting_as_value(setting, keys[i].key.fallback);

    if (strcmp(setting->key, keys[i].key.name) != 0)
      continue;
    if (keys[i].take)
      keys[i].take(reading, setting);
    if (keys[i].take_value)
      keys[i].take_value(reading, &value);
    return;
  }
  refuse_key(reading, setting);
}

static void
replace_inputs(Reading *reading)
{
  const Place place = { .on_command_line = TRUE };
  const GPtrArray *inputs = reading->overrides->inputs;
  guint i;

  if (inputs->len)
    g_ptr_array_set_size(reading->pipeline->inputs, 0);
  for (i = 0; i < inputs->len; i++)
    add_input(reading, inputs->pdata[i], &place);
}

static void
replace_reports(Reading *reading)
{
  const GPtrArray *reports = reading->overrides->reports;
  guint i;

  if (reports->len)
    g_ptr_array_set_size(reading->pipeline->reports, 0);
  for (i = 0; i < reports->len; i++) {
    g_autofree char *shown =
        g_strconcat("--report ", (char *)reports->pdata[i], NULL);
    const Place place = { .file = place_text(shown), .on_command_line = TRUE };

    add_report(reading, reports->pdata[i], NULL, &place);
  }
}

static void
add_plugin_path(Reading *reading)
{
  const GPtrArray *folders = reading->overrides->plugin_path;
  guint i;

  for (i = 0; i < folders->len; i++)
    g_ptr_array_insert(reading->pipeline->plugin_path, (gint)i,
                       g_strdup(folders->pdata[i]));
}

void
read_pipeline_section(Reading *reading)
{
  const IniSection *section = ini_section(reading->merged, "pipeline");
  const Place nowhere = { 0 };
  guint i;

  /* What could not be read may have had them. */
  reading->pipeline->inputs_unknown =
      !ini_setting(section, "input") && diagnostics_errors(reading->all);
  for (i = 0; section && i < section->settings->len; i++)
    take_key(reading, section->settings->pdata[i]);
  if (reading->overrides) {
    replace_inputs(reading);
    replace_reports(reading);
    add_plugin_path(reading);
  }
  if (reading->pipeline->reports->len == 0)
    add_report(reading, "terminal", NULL, &nowhere);
}
