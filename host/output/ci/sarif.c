/* SPDX-License-Identifier: Apache-2.0
 *
 * sarif.c - SARIF 2.1.0, as GitHub's code scanning wants it.
 *
 * Findings are results, each with its rule (the metric that counts it), a
 * region and a fingerprint; what went wrong (a document or stage that failed,
 * a limit that was reached) is a notification of the invocation.  No times and
 * no names of the machine: the same run gives the same bytes.
 */
#include "../formats.h"
#include "../rows/append.h"
#include "../summary/gather.h"
#include "root.h"
#include "worst.h"

#include <string.h>

/* GitHub shows no more results of a run, and takes no more places of one. */
#define RESULTS 5000u
#define RELATED 100u
#define SCHEMA                                                                 \
  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"        \
  "sarif-schema-2.1.0.json"

typedef struct {
  const Summary *summary;
  const RunEnd *end;
  GPtrArray *results; /* of Finding */
  GPtrArray *rules;   /* of char *: names of metrics */
  GString *out;
} Sarif;

static void
append_message(GString *out, const char *text)
{
  append_member(out, "\"message\":{\"text\":", text);
  append_literal(out, "}");
}

static guint
rule_index(const Sarif *sarif, const char *metric)
{
  for (guint i = 0; i < sarif->rules->len; i++)
    if (strcmp(sarif->rules->pdata[i], metric) == 0)
      return i;
  g_assert_not_reached();
}

static gboolean
has_result(const Sarif *sarif, const char *metric)
{
  for (guint i = 0; i < sarif->results->len; i++)
    if (strcmp(((const Finding *)sarif->results->pdata[i])->metric, metric)
        == 0)
      return TRUE;
  return FALSE;
}

/* "UnattributedCount": a name in the form that viewers expect. */
static void
append_name(GString *out, const char *metric)
{
  g_autoptr(GString) name = g_string_new(NULL);
  gboolean upper = TRUE;

  for (; *metric; metric++) {
    if (!g_ascii_isalnum(*metric)) {
      upper = TRUE;
      continue;
    }
    g_string_append_c(name, upper ? g_ascii_toupper(*metric) : *metric);
    upper = FALSE;
  }
  append_text(out, name->str);
}

static void
append_help(GString *out, const RunStage *stage, const stemma_metric *metric)
{
  g_autofree char *text = g_strdup_printf(
      "Stage %s (plugin %s %s) counts %s as the metric %s.%s. A limit on it "
      "goes into the section [fail-if] of the pipeline file; \"stemma plugins "
      "info %s\" tells more.",
      stage->name, stage->plugin ? stage->plugin : "",
      stage->version ? stage->version : "", metric->summary, stage->name,
      metric->name, stage->plugin ? stage->plugin : "");
  g_autofree char *markdown = g_strdup_printf(
      "Stage `%s` (plugin `%s` %s) counts **%s** as the metric `%s.%s`.\n\n"
      "A limit on it goes into the section `[fail-if]` of the pipeline file:\n"
      "\n    [fail-if]\n    %s.%s = > 0\n",
      stage->name, stage->plugin ? stage->plugin : "",
      stage->version ? stage->version : "", metric->summary, stage->name,
      metric->name, stage->name, metric->name);

  append_member(out, ",\"help\":{\"text\":", text);
  append_member(out, ",\"markdown\":", markdown);
  append_literal(out, "}");
}

static void
append_rule(Sarif *sarif, const RunStage *stage, const stemma_metric *metric,
            const char *name)
{
  GString *out = sarif->out;

  append_member(out, "\n{\"id\":", name);
  append_literal(out, ",\"name\":");
  append_name(out, name);
  append_member(out, ",\"shortDescription\":{\"text\":", metric->summary);
  append_member(out, "},\"fullDescription\":{\"text\":", metric->summary);
  append_literal(out, "}");
  append_help(out, stage, metric);
  append_literal(out, ",\"defaultConfiguration\":{\"level\":\"warning\"},"
                      "\"properties\":{\"tags\":[");
  append_text(out, stage->name);
  append_literal(out, "],\"precision\":\"medium\",\"problem.severity\":"
                      "\"warning\"}}");
}

/* Metrics that mark findings, and those of the results. */
static void
append_rules(Sarif *sarif)
{
  const GPtrArray *stages = sarif->summary->run.stages;

  append_literal(sarif->out, ",\"rules\":[");
  for (guint i = 0; i < stages->len; i++) {
    const RunStage *stage = stages->pdata[i];
    const stemma_list none = { 0 };
    const stemma_list metrics =
        stage->declared ? stage->declared->metrics : none;

    for (guint32 m = 0; m < metrics.count; m++) {
      const stemma_metric *metric = STEMMA_AT(stemma_metric, metrics, m);
      char *name = g_strconcat(stage->name, ".", metric->name, NULL);

      if (!(metric->flags & STEMMA_METRIC_FINDING)
          && !has_result(sarif, name)) {
        g_free(name);
        continue;
      }
      append_bytes(sarif->out, ",", sarif->rules->len > 0);
      g_ptr_array_add(sarif->rules, name);
      append_rule(sarif, stage, metric, name);
    }
  }
  append_literal(sarif->out, "]");
}

static void
append_number(GString *out, const char *key, guint value)
{
  g_string_append_printf(out, "\"%s\":%u", key, value);
}

static void
append_region(GString *out, const FindingPlace *place)
{
  if (!place->line)
    return;
  append_literal(out, ",\"region\":{");
  append_number(out, "startLine", place->line);
  if (place->column) {
    append_literal(out, ",");
    append_number(out, "startColumn", place->column);
  }
  if (place->end_line) {
    append_literal(out, ",");
    append_number(out, "endLine", place->end_line);
    append_literal(out, ",");
    append_number(out, "endColumn", place->end_column);
  }
  append_literal(out, "}");
}

/* "physicalLocation":{...} */
static void
append_place(GString *out, const FindingPlace *place)
{
  gboolean relative;
  g_autofree char *uri = root_uri(place->path, ROOT_GITHUB, &relative);

  append_member(out,
                "\"physicalLocation\":{\"artifactLocation\":{\"uri\":", uri);
  if (relative)
    append_literal(out, ",\"uriBaseId\":\"%SRCROOT%\"");
  append_literal(out, "}");
  append_region(out, place);
  append_literal(out, "}");
}

static void
append_related(GString *out, const Finding *finding)
{
  if (finding->places->len < 2)
    return;
  append_literal(out, ",\"relatedLocations\":[");
  for (guint i = 1; i < MIN(finding->places->len, RELATED + 1); i++) {
    const FindingPlace *place = finding_place(finding, i);

    append_bytes(out, ",", i > 1);
    append_literal(out, "{");
    append_number(out, "id", i);
    append_literal(out, ",");
    append_place(out, place);
    append_literal(out, ",");
    append_message(out, place->text);
    append_literal(out, "}");
  }
  append_literal(out, "]");
}

/* GitHub knows a result again by its primaryLocationLineHash. */
static void
append_fingerprints(GString *out, const Finding *finding)
{
  append_literal(out,
                 ",\"partialFingerprints\":{\"primaryLocationLineHash\":\"");
  g_string_append(out, finding->fingerprint);
  append_member(out, ":1\",\"stemmaFinding/v1\":", finding->fingerprint);
  append_literal(out, "}");
}

static void
append_result(Sarif *sarif, const Finding *finding)
{
  GString *out = sarif->out;
  g_autofree char *text =
      g_strconcat(finding->summary, ": ", finding->text, NULL);

  append_member(out, "\n{\"ruleId\":", finding->metric);
  append_literal(out, ",");
  append_number(out, "ruleIndex", rule_index(sarif, finding->metric));
  append_member(out, ",\"level\":",
                finding_fails(sarif->end, finding) ? "error" : "warning");
  append_literal(out, ",");
  append_message(out, text);
  append_literal(out, ",\"locations\":[{");
  append_place(out, finding_place(finding, 0));
  append_literal(out, "}]");
  append_related(out, finding);
  append_fingerprints(out, finding);
  if (sarif->end->has_baseline) {
    append_member(out,
                  ",\"baselineState\":", finding->known ? "unchanged" : "new");
  }
  append_literal(out, "}");
}

static void
append_results(Sarif *sarif)
{
  append_literal(sarif->out, ",\"results\":[");
  for (guint i = 0; i < MIN(sarif->results->len, RESULTS); i++) {
    append_bytes(sarif->out, ",", i > 0);
    append_result(sarif, sarif->results->pdata[i]);
  }
  append_literal(sarif->out, "]");
}

/* `place` may be NULL. */
static void
append_notification(GString *out, gboolean *first, const char *level,
                    const char *id, const char *text, const FindingPlace *place)
{
  append_bytes(out, ",", !*first);
  *first = FALSE;
  append_member(out, "\n{\"level\":", level);
  append_member(out, ",\"descriptor\":{\"id\":", id);
  append_literal(out, "},");
  append_message(out, text);
  if (place) {
    append_literal(out, ",\"locations\":[{");
    append_place(out, place);
    append_literal(out, "}]");
  }
  append_literal(out, "}");
}

static void
append_failed(const Sarif *sarif, gboolean *first)
{
  const GArray *articles = sarif->summary->articles;

  for (guint i = 0; i < articles->len; i++) {
    const Article *article = &g_array_index(articles, Article, i);
    const FindingPlace place = { .path = article->path,
                                 .line = article->line,
                                 .column = article->column };

    if (article->failure)
      append_notification(sarif->out, first, "error", article->code,
                          article->failure, &place);
  }
  for (guint i = 0; i < sarif->summary->failures->len; i++)
    append_notification(sarif->out, first, "error", "stage",
                        sarif->summary->failures->pdata[i], NULL);
}

static void
append_limits(const Sarif *sarif, gboolean *first)
{
  const GArray *limits = sarif->end->limits;

  for (guint i = 0; limits && i < limits->len; i++) {
    const LimitResult *result = &g_array_index(limits, LimitResult, i);
    g_autofree char *text = g_strdup_printf(
        "%s is %.17g: the limit %s %g is reached", result->metric,
        result->value, limit_op_text(result->limit->op), result->limit->value);

    if (result->reached)
      append_notification(sarif->out, first, "error", result->metric, text,
                          NULL);
  }
}

static gboolean
is_marked(const Sarif *sarif, const char *name)
{
  const GPtrArray *stages = sarif->summary->run.stages;

  for (guint i = 0; i < stages->len; i++) {
    const RunStage *stage = stages->pdata[i];
    const gsize length = strlen(stage->name);
    const stemma_list none = { 0 };
    const stemma_list metrics =
        stage->declared ? stage->declared->metrics : none;

    if (strncmp(name, stage->name, length) != 0 || name[length] != '.')
      continue;
    for (guint32 m = 0; m < metrics.count; m++) {
      const stemma_metric *metric = STEMMA_AT(stemma_metric, metrics, m);

      if (strcmp(metric->name, name + length + 1) == 0)
        return (metric->flags & STEMMA_METRIC_FINDING) != 0;
    }
  }
  return FALSE;
}

/* Of the marked metrics every row is a finding, but only so many are kept. */
static void
append_left_out(const Sarif *sarif, gboolean *first)
{
  const GArray *metrics = sarif->end->metrics;
  double left = 0;

  for (guint i = 0; metrics && i < metrics->len; i++) {
    const MetricValue *metric = &g_array_index(metrics, MetricValue, i);

    if (metric->is_set && is_marked(sarif, metric->name))
      left += metric->value;
  }
  for (guint i = 0; i < MIN(sarif->results->len, RESULTS); i++)
    left -= ((const Finding *)sarif->results->pdata[i])->marked ? 1 : 0;
  if (left > 0) {
    g_autofree char *text =
        g_strdup_printf("%.0f more findings are left out", left);

    append_notification(sarif->out, first, "warning", "results", text, NULL);
  }
}

static void
append_invocation(Sarif *sarif)
{
  GString *out = sarif->out;
  gboolean first = TRUE;

  append_literal(out, ",\"invocations\":[{\"executionSuccessful\":");
  append_bool(out, sarif->end->status != 2);
  append_literal(out, ",\"exitCode\":");
  append_i64(out, sarif->end->status);
  append_literal(out, ",\"toolExecutionNotifications\":[");
  append_failed(sarif, &first);
  append_limits(sarif, &first);
  append_left_out(sarif, &first);
  append_literal(out, "]}]");
}

static void
append_run(Sarif *sarif)
{
  GString *out = sarif->out;
  g_autofree char *id =
      g_strconcat("stemma/", sarif->summary->run.pipeline->name, "/", NULL);

  append_literal(out, "{\"tool\":{\"driver\":{\"name\":\"stemma\","
                      "\"version\":\"" STEMMA_VERSION "\","
                      "\"semanticVersion\":\"" STEMMA_VERSION "\"");
  append_rules(sarif);
  append_member(out, "}},\"automationDetails\":{\"id\":", id);
  append_literal(out, "},\"columnKind\":\"unicodeCodePoints\","
                      "\"originalUriBaseIds\":{\"%SRCROOT%\":{"
                      "\"description\":{\"text\":"
                      "\"the top of the checkout\"}}}");
  append_invocation(sarif);
  append_results(sarif);
  append_literal(out, "}");
}

static void
sarif_print(const Summary *summary, Screen *screen)
{
  Sarif sarif = { .summary = summary,
                  .end = summary->end,
                  .results = findings_worst_first(summary->end, TRUE),
                  .rules = g_ptr_array_new_with_free_func(g_free),
                  .out = screen->out };

  append_literal(sarif.out, "{\"$schema\":\"" SCHEMA "\","
                            "\"version\":\"2.1.0\",\"runs\":[");
  append_run(&sarif);
  append_literal(sarif.out, "]}\n");
  g_ptr_array_unref(sarif.results);
  g_ptr_array_unref(sarif.rules);
}

Report *
sarif_new(const char *path, Tape *tape, GError **error)
{
  return gather_new("sarif", path, tape, sarif_print, error);
}
