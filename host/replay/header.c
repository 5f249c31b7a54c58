/* SPDX-License-Identifier: Apache-2.0
 *
 * header.c - the first line: the pipeline, its stages, the layers.
 */
#include "private.h"

#include <string.h>

/* A stage with what it points to. */
typedef struct {
  RunStage stage;
  stemma_stage declared;
  GArray *metrics; /* of stemma_metric */
  GStringChunk *texts;
} Stage;

static const char *
keep(Stage *stage, const char *text)
{
  return g_string_chunk_insert_const(stage->texts, text ? text : "");
}

static void
stage_free(void *data)
{
  Stage *stage = data;

  g_ptr_array_unref(stage->stage.reads);
  g_ptr_array_unref(stage->stage.writes);
  g_ptr_array_unref((GPtrArray *)stage->stage.options);
  g_array_unref(stage->metrics);
  g_string_chunk_free(stage->texts);
  g_free(stage);
}

static Stage *
stage_new(void)
{
  Stage *stage = g_new0(Stage, 1);

  stage->stage.reads = g_ptr_array_new();
  stage->stage.writes = g_ptr_array_new();
  stage->stage.options =
      g_ptr_array_new_with_free_func((GDestroyNotify)setting_free);
  stage->metrics = g_array_new(FALSE, TRUE, sizeof(stemma_metric));
  stage->texts = g_string_chunk_new(256);
  stage->declared.size = sizeof(stemma_stage);
  stage->stage.declared = &stage->declared;
  return stage;
}

static gboolean
read_names(Stage *stage, JsonLine *json, GPtrArray *to)
{
  gboolean first = TRUE;
  const char *name;

  if (!json_enter(json))
    return FALSE;
  while (json_more(json, ']', &first) && take_string(json, &name, NULL))
    g_ptr_array_add(to, (void *)keep(stage, name));
  return !json->fault;
}

static gboolean
read_options(Stage *stage, JsonLine *json)
{
  gboolean first = TRUE;
  const char *value;
  JsonText key;

  if (!json_enter(json))
    return FALSE;
  while (json_more(json, '}', &first)) {
    g_autofree char *name = NULL;

    if (!json_key(json, &key))
      return FALSE;
    name = g_strdup(key.bytes);
    if (!take_string(json, &value, NULL))
      return FALSE;
    g_ptr_array_add((GPtrArray *)stage->stage.options,
                    setting_new(name, value ? value : ""));
  }
  return !json->fault;
}

static gboolean
read_metric(Stage *stage, JsonLine *json)
{
  stemma_metric metric = { .name = "", .summary = "", .unit = "" };
  gboolean first = TRUE, yes;
  const char *text;
  JsonText key;

  metric.reduce = STEMMA_COUNT;
  if (!json_enter(json))
    return FALSE;
  while (json_more(json, '}', &first)) {
    if (!json_key(json, &key))
      return FALSE;
    if (json_is(key, "finding")) {
      if (!take_bool(json, &yes))
        return FALSE;
      metric.flags = yes ? STEMMA_METRIC_FINDING : 0;
    } else if (json_peek(json) != JSON_STRING) {
      json_skip(json);
    } else if (take_string(json, &text, NULL)) {
      if (json_is(key, "name"))
        metric.name = keep(stage, text);
      else if (json_is(key, "summary"))
        metric.summary = keep(stage, text);
      else if (json_is(key, "unit"))
        metric.unit = keep(stage, text);
    }
  }
  g_array_append_val(stage->metrics, metric);
  return !json->fault;
}

static gboolean
read_metrics(Stage *stage, JsonLine *json)
{
  gboolean first = TRUE;

  if (!json_enter(json))
    return FALSE;
  while (json_more(json, ']', &first))
    if (!read_metric(stage, json))
      return FALSE;
  return !json->fault;
}

static gboolean
read_stage_member(Stage *stage, JsonLine *json, JsonText key)
{
  const char *text;

  if (json_is(key, "reads"))
    return read_names(stage, json, stage->stage.reads);
  if (json_is(key, "writes"))
    return read_names(stage, json, stage->stage.writes);
  if (json_is(key, "options"))
    return read_options(stage, json);
  if (json_is(key, "metrics"))
    return read_metrics(stage, json);
  if (json_peek(json) != JSON_STRING)
    return json_skip(json);
  if (!take_string(json, &text, NULL))
    return FALSE;
  if (json_is(key, "name"))
    stage->stage.name = keep(stage, text);
  else if (json_is(key, "plugin"))
    stage->stage.plugin = keep(stage, text);
  else if (json_is(key, "stage"))
    stage->stage.stage = keep(stage, text);
  else if (json_is(key, "version"))
    stage->stage.version = keep(stage, text);
  return TRUE;
}

static gboolean
read_stage(Replay *replay, JsonLine *json)
{
  Stage *stage = stage_new();
  gboolean first = TRUE, ok = json_enter(json);
  JsonText key;

  stage->stage.name = stage->stage.plugin = stage->stage.stage = "";
  g_ptr_array_add(replay->run.stages, stage);
  while (ok && json_more(json, '}', &first))
    ok = json_key(json, &key) && read_stage_member(stage, json, key);
  stage->declared.metrics =
      (stemma_list){ stage->metrics->data, stage->metrics->len,
                     sizeof(stemma_metric) };
  return ok && !json->fault;
}

static gboolean
read_stages(Replay *replay, JsonLine *json)
{
  gboolean first = TRUE;

  if (!json_enter(json))
    return FALSE;
  while (json_more(json, ']', &first))
    if (!read_stage(replay, json))
      return FALSE;
  return !json->fault;
}

static gboolean
read_layers(Replay *replay, JsonLine *json)
{
  gboolean first = TRUE;

  if (!json_enter(json))
    return FALSE;
  while (json_more(json, ']', &first)) {
    Layer *layer = layer_read(json);
    RunLayer told;

    if (!layer)
      return FALSE;
    g_ptr_array_add(replay->layers, layer);
    told = (RunLayer){ layer->name, &layer->layer };
    g_array_append_val(replay->told_layers, told);
  }
  return !json->fault;
}

static gboolean
read_offsets(Replay *replay, JsonLine *json)
{
  static const char *const names[] = { "byte", "codepoint", "utf16" };
  const char *text;

  if (!take_string(json, &text, NULL))
    return FALSE;
  for (guint i = 0; text && i < G_N_ELEMENTS(names); i++)
    if (strcmp(names[i], text) == 0)
      replay->pipeline.offsets = (Offsets)i;
  return TRUE;
}

static gboolean
read_format(Replay *replay, JsonLine *json)
{
  double format;

  if (!take_double(json, &format))
    return FALSE;
  if (format > 1)
    replay->fault = "the report is of a newer stemma";
  return TRUE;
}

static gboolean
read_member(Replay *replay, JsonLine *json, JsonText key)
{
  const char *text;

  if (json_is(key, "format"))
    return read_format(replay, json);
  if (json_is(key, "offsets"))
    return read_offsets(replay, json);
  if (json_is(key, "row_text"))
    return take_bool(json, &replay->pipeline.row_text);
  if (json_is(key, "document_text"))
    return take_bool(json, &replay->pipeline.document_text);
  if (json_is(key, "stages"))
    return read_stages(replay, json);
  if (json_is(key, "layers"))
    return read_layers(replay, json);
  if (!json_is(key, "pipeline"))
    return json_skip(json);
  if (!take_string(json, &text, NULL))
    return FALSE;
  g_free(replay->pipeline.name);
  replay->pipeline.name = g_strdup(text);
  return TRUE;
}

static const char *
document_id(const void *engine, guint32 index)
{
  const Replay *replay = engine;

  return index < replay->ids->len ? replay->ids->pdata[index] : NULL;
}

static Table *
corpus_table(const void *engine, const char *name)
{
  const Replay *replay = engine;
  Layer *layer = layer_declared(replay, name);

  return layer && layer->layer.flags & STEMMA_LAYER_CORPUS && layer->table
             ? layer->table
             : g_hash_table_lookup(replay->hidden, name);
}

gboolean
header_read(Replay *replay, JsonLine *json)
{
  gboolean first = FALSE; /* "type" was read */
  JsonText key;

  replay->run.stages = g_ptr_array_new_with_free_func(stage_free);
  replay->run.pipeline = &replay->pipeline;
  replay->run.document_id = document_id;
  replay->run.corpus_table = corpus_table;
  replay->run.engine = replay;
  replay->run.layers = replay->told_layers;
  replay->pipeline.row_text = TRUE;
  replay->pipeline.name = g_strdup("");
  replay->pipeline.limits = g_ptr_array_new();
  replay->pipeline.stages = g_ptr_array_new();
  replay->pipeline.inputs = g_ptr_array_new();
  while (json_more(json, '}', &first))
    if (!json_key(json, &key) || !read_member(replay, json, key))
      return FALSE;
  return !json->fault;
}

void
header_clear(Replay *replay)
{
  if (!replay->run.stages)
    return;
  g_ptr_array_unref(replay->run.stages);
  g_ptr_array_unref(replay->pipeline.limits);
  g_ptr_array_unref(replay->pipeline.stages);
  g_ptr_array_unref(replay->pipeline.inputs);
  g_free(replay->pipeline.name);
}
