/* SPDX-License-Identifier: Apache-2.0
 *
 * limit.c - [fail-if] and --fail-if.  Whether a stage has the metric is for
 * the plan to say.
 */
#include "pipeline-private.h"
#include <string.h>

static const char *const operators[LIMIT_OPS] = {
  [LIMIT_GT] = ">",  [LIMIT_GE] = ">=", [LIMIT_LT] = "<",
  [LIMIT_LE] = "<=", [LIMIT_EQ] = "==",
};

const char *
limit_op_text(LimitOp op)
{
  return operators[op];
}

void
limit_free(Limit *limit)
{
  g_free(limit->stage);
  g_free(limit->metric);
  g_free(limit->document);
  g_free(limit);
}

/* "> 0.60" */
static gboolean
parse_comparison(const char *text, LimitOp *op, double *value)
{
  const gsize length = strspn(text, "=<>");

  for (guint i = 0; i < LIMIT_OPS; i++)
    if (length == strlen(operators[i])
        && strncmp(text, operators[i], length) == 0) {
      *op = (LimitOp)i;
      text += length;
      return value_is_real(text + strspn(text, " \t"), value);
    }
  return FALSE;
}

/* The comparison that "=> 1", "=< 1" or "= 1" means, or NULL. */
static char *
mend_comparison(const char *text)
{
  const char *rest = text + strspn(text, "=<>");
  g_autofree char *given = g_strndup(text, (gsize)(rest - text));
  const char *meant = strcmp(given, "=>") == 0   ? ">="
                      : strcmp(given, "=<") == 0 ? "<="
                      : strcmp(given, "=") == 0  ? "=="
                                                 : NULL;
  double value;

  rest += strspn(rest, " \t");
  return meant && value_is_real(rest, &value)
             ? g_strdup_printf("%s %s", meant, rest)
             : NULL;
}

static void
refuse_comparison(Reading *reading, const char *text, const Place *place)
{
  g_autofree char *meant = mend_comparison(text);

  diagnostic_suggest_text(
      diagnostics_add(reading->all, DIAGNOSTIC_ERROR, "E702", place,
                      "expected a comparison such as \"> 0.60\", found \"%s\"",
                      text),
      meant);
}

/* A disabled stage has no metrics, and its limits no meaning. */
static gboolean
is_enabled(const Reading *reading, const char *stage)
{
  const GPtrArray *stages = reading->pipeline->stages;
  guint i;

  for (i = 0; i < stages->len; i++)
    if (strcmp(((const PipelineStage *)stages->pdata[i])->name, stage) == 0)
      return TRUE;
  return FALSE;
}

/* The length of STAGE.METRIC or STAGE.METRIC[DOCUMENT] at the beginning of
 * `argument`: a document may have blanks and signs of its own. */
static gsize
metric_length(const char *argument)
{
  const gsize length = strcspn(argument, " \t<>=[");
  const char *close = strrchr(argument, ']');

  return argument[length] == '[' && close ? (gsize)(close + 1 - argument)
                                          : length;
}

/* `metric` is "STAGE.METRIC", perhaps with "[DOCUMENT]", `text` "OP NUMBER". */
static void
add_limit(Reading *reading, const char *metric, const char *text,
          const Place *place, const Place *value_place)
{
  const gsize names = strcspn(metric, "["), length = strlen(metric);
  const char *dot = memchr(metric, '.', names);
  g_autofree char *stage =
      g_strndup(metric, dot ? (gsize)(dot - metric) : strlen(metric));
  Limit limit = { .place = *place, .value_place = *value_place };
  Limit *kept;

  if (!dot
      || (names < length
          && (names + 2 >= length || metric[length - 1] != ']'))) {
    diagnostics_add(reading->all, DIAGNOSTIC_ERROR, "E701", place,
                    "expected STAGE.METRIC or STAGE.METRIC[DOCUMENT], found "
                    "\"%s\"",
                    metric);
    return;
  }
  if (!check_stage_name(reading, stage, place))
    return;
  if (!parse_comparison(text, &limit.op, &limit.value)) {
    refuse_comparison(reading, text, value_place);
    return;
  }
  if (!is_enabled(reading, stage))
    return;
  limit.stage = g_steal_pointer(&stage);
  limit.metric = g_strndup(dot + 1, (gsize)(metric + names - dot - 1));
  if (names < length)
    limit.document = g_strndup(metric + names + 1, length - names - 2);
  kept = g_new(Limit, 1);
  *kept = limit;
  g_ptr_array_add(reading->pipeline->limits, kept);
}

/* Does the command line set a limit on `metric`?  It replaces the file's. */
static gboolean
is_replaced(const Reading *reading, const char *metric)
{
  const gsize length = strlen(metric);
  guint i;

  for (i = 0; reading->overrides && i < reading->overrides->limits->len; i++) {
    const char *text = reading->overrides->limits->pdata[i];

    if (strncmp(text, metric, length) == 0
        && strchr(" \t<>=", text[length]) != NULL)
      return TRUE;
  }
  return FALSE;
}

static void
read_argument(Reading *reading, const char *argument)
{
  g_autofree char *shown = g_strconcat("--fail-if '", argument, "'", NULL);
  const Place place = { .file = place_text(shown), .on_command_line = TRUE };
  const gsize length = metric_length(argument);
  g_autofree char *metric = g_strndup(argument, length);
  g_autofree char *text = g_strstrip(g_strdup(argument + length));

  add_limit(reading, metric, text, &place, &place);
}

void
read_limits(Reading *reading)
{
  const IniSection *section = ini_section(reading->merged, "fail-if");
  guint i;

  for (i = 0; section && i < section->settings->len; i++) {
    const Setting *setting = section->settings->pdata[i];

    if (!is_replaced(reading, setting->key))
      add_limit(reading, setting->key, setting->value, &setting->key_place,
                &setting->value_place);
  }
  for (i = 0; reading->overrides && i < reading->overrides->limits->len; i++)
    read_argument(reading, reading->overrides->limits->pdata[i]);
}
