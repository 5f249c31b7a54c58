/* SPDX-License-Identifier: Apache-2.0
 *
 * tail.c - findings, metrics and the last line.
 */
#include "private.h"

#include <string.h>

/* The metric of a stage, "STAGE.METRIC"; NULL: no stage of the first line has
 * it. */
static const stemma_metric *
metric_named(const Replay *replay, const char *name)
{
  for (guint i = 0; i < replay->run.stages->len; i++) {
    const RunStage *stage = replay->run.stages->pdata[i];
    const stemma_list metrics = stage->declared->metrics;
    gsize length = strlen(stage->name);

    if (strncmp(name, stage->name, length) != 0 || name[length] != '.')
      continue;
    for (guint32 m = 0; m < metrics.count; m++) {
      const stemma_metric *metric = STEMMA_AT(stemma_metric, metrics, m);

      if (strcmp(metric->name, name + length + 1) == 0)
        return metric;
    }
  }
  return NULL;
}

static gboolean
read_place(Finding *finding, JsonLine *json)
{
  const char *id = "", *path = "", *text = "";
  guint32 numbers[4] = { 0 };
  static const char *const names[] = { "line", "column", "end_line",
                                       "end_column" };
  gboolean first = TRUE, ok = json_enter(json);
  FindingPlace *place;
  JsonText key;

  while (ok && json_more(json, '}', &first)) {
    if (!(ok = json_key(json, &key)))
      break;
    if (json_peek(json) == JSON_NUMBER) {
      guint32 number;

      ok = take_u32(json, &number);
      for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (json_is(key, names[i]))
          numbers[i] = number;
    } else {
      ok = json_is(key, "doc")    ? take_string(json, &id, NULL)
           : json_is(key, "path") ? take_string(json, &path, NULL)
           : json_is(key, "text") ? take_string(json, &text, NULL)
                                  : json_skip(json);
    }
  }
  if (!ok || json->fault)
    return FALSE;
  place = finding_add_place(finding, id ? id : "", path ? path : "",
                            text ? text : "", text ? strlen(text) : 0);
  place->line = numbers[0];
  place->column = numbers[1];
  place->end_line = numbers[2];
  place->end_column = numbers[3];
  return TRUE;
}

static gboolean
read_places(Finding *finding, JsonLine *json)
{
  gboolean first = TRUE;

  if (!json_enter(json))
    return FALSE;
  while (json_more(json, ']', &first))
    if (!read_place(finding, json))
      return FALSE;
  return !json->fault;
}

static gboolean
read_finding_member(Finding *finding, JsonLine *json, JsonText key)
{
  char **to = json_is(key, "metric")        ? &finding->metric
              : json_is(key, "fingerprint") ? &finding->fingerprint
              : json_is(key, "text")        ? &finding->text
                                            : NULL;
  const char *text;

  if (json_is(key, "known"))
    return take_bool(json, &finding->known);
  if (json_is(key, "places"))
    return read_places(finding, json);
  if (!to)
    return json_skip(json);
  if (!take_string(json, &text, NULL))
    return FALSE;
  g_free(*to);
  *to = g_strdup(text ? text : "");
  return TRUE;
}

gboolean
finding_read(Replay *replay, JsonLine *json)
{
  Finding *finding = finding_new("", NULL, FALSE);
  gboolean first = FALSE, ok = TRUE;
  const stemma_metric *metric;
  JsonText key;

  g_ptr_array_add(replay->findings, finding);
  while (ok && json_more(json, '}', &first))
    ok = json_key(json, &key) && read_finding_member(finding, json, key);
  if (!ok || json->fault)
    return FALSE;
  metric = metric_named(replay, finding->metric);
  finding->summary = g_strdup(metric ? metric->summary : "");
  finding->marked = metric && metric->flags & STEMMA_METRIC_FINDING;
  if (!finding->fingerprint)
    finding->fingerprint = g_strdup("");
  if (!finding->text)
    finding->text = g_strdup("");
  return TRUE;
}

static gboolean
read_values(Replay *replay, JsonLine *json)
{
  gboolean first = TRUE;
  JsonText key;

  if (!json_enter(json))
    return FALSE;
  while (json_more(json, '}', &first)) {
    MetricValue value = { .unit = "" };
    const stemma_metric *metric;
    char *name;

    if (!json_key(json, &key))
      return FALSE;
    name = g_strdup(key.bytes);
    g_ptr_array_add(replay->metric_names, name);
    metric = metric_named(replay, name);
    value.name = name;
    value.unit = metric ? metric->unit : "";
    value.is_set = json_peek(json) == JSON_NUMBER;
    if (!take_double(json, &value.value))
      return FALSE;
    g_array_append_val(replay->metrics, value);
  }
  return !json->fault;
}

gboolean
metrics_read(Replay *replay, JsonLine *json)
{
  gboolean first = FALSE;
  JsonText key;

  while (json_more(json, '}', &first))
    if (!json_key(json, &key)
        || !(json_is(key, "values") ? read_values(replay, json)
                                    : json_skip(json)))
      return FALSE;
  return !json->fault;
}

static gboolean
read_op(JsonLine *json, Limit *limit)
{
  const char *text;

  if (!take_string(json, &text, NULL))
    return FALSE;
  for (guint i = 0; text && i < LIMIT_OPS; i++)
    if (strcmp(limit_op_text((LimitOp)i), text) == 0)
      limit->op = (LimitOp)i;
  return TRUE;
}

static gboolean
read_limit_member(JsonLine *json, JsonText key, Limit *limit,
                  LimitResult *result)
{
  const char *name;
  double known;

  if (json_is(key, "op"))
    return read_op(json, limit);
  if (json_is(key, "limit"))
    return take_double(json, &limit->value);
  if (json_is(key, "value"))
    return take_double(json, &result->value);
  if (json_is(key, "reached"))
    return take_bool(json, &result->reached);
  if (json_is(key, "known")) {
    if (!take_double(json, &known))
      return FALSE;
    result->known = (guint64)MAX(known, 0);
    return TRUE;
  }
  if (!json_is(key, "metric"))
    return json_skip(json);
  if (!take_string(json, &name, NULL))
    return FALSE;
  name = name ? name : "";
  limit->stage = g_strndup(name, strcspn(name, "."));
  limit->metric = g_strdup(strchr(name, '.') ? strchr(name, '.') + 1 : "");
  return TRUE;
}

static void
limit_free_own(void *data)
{
  Limit *limit = data;

  g_free(limit->stage);
  g_free(limit->metric);
  g_free(limit);
}

static gboolean
read_limit(Replay *replay, JsonLine *json)
{
  LimitResult result = { 0 };
  gboolean first = TRUE, ok = json_enter(json);
  Limit *limit = g_new0(Limit, 1);
  char *name;
  JsonText key;

  g_ptr_array_add(replay->limits_kept, limit);
  while (ok && json_more(json, '}', &first))
    ok = json_key(json, &key) && read_limit_member(json, key, limit, &result);
  name = g_strconcat(limit->stage ? limit->stage : "", ".",
                     limit->metric ? limit->metric : "", NULL);
  g_ptr_array_add(replay->metric_names, name);
  result.metric = name;
  result.limit = limit;
  g_array_append_val(replay->limits, result);
  return ok && !json->fault;
}

static gboolean
read_limits(Replay *replay, JsonLine *json)
{
  gboolean first = TRUE;

  if (!json_enter(json))
    return FALSE;
  while (json_more(json, ']', &first))
    if (!read_limit(replay, json))
      return FALSE;
  return !json->fault;
}

static gboolean
read_end_member(Replay *replay, JsonLine *json, JsonText key, RunEnd *end)
{
  guint32 status;

  if (json_is(key, "documents"))
    return take_u32(json, &end->documents);
  if (json_is(key, "failed"))
    return take_u32(json, &end->failed);
  if (json_is(key, "baseline"))
    return take_bool(json, &end->has_baseline);
  if (json_is(key, "limits"))
    return read_limits(replay, json);
  if (!json_is(key, "status"))
    return json_skip(json);
  if (!take_u32(json, &status))
    return FALSE;
  end->status = (int)status;
  return TRUE;
}

gboolean
end_read(Replay *replay, JsonLine *json, GError **error)
{
  RunEnd end = { .metrics = replay->metrics,
                 .limits = replay->limits,
                 .findings = replay->findings };
  gboolean first = FALSE;
  JsonText key;

  g_ptr_array_set_free_func(replay->limits_kept, limit_free_own);
  while (json_more(json, '}', &first))
    if (!json_key(json, &key) || !read_end_member(replay, json, key, &end))
      return FALSE;
  if (json->fault)
    return FALSE;
  replay->ended = TRUE;
  for (guint i = 0; i < replay->reports->len; i++) {
    Report *report = replay->reports->pdata[i];

    if (!report->end(report, &end, error))
      return FALSE;
  }
  return TRUE;
}

void
tail_clear(Replay *replay)
{
  g_array_unref(replay->metrics);
  g_array_unref(replay->limits);
  g_ptr_array_unref(replay->limits_kept);
  g_ptr_array_unref(replay->metric_names);
  g_ptr_array_unref(replay->findings);
}
