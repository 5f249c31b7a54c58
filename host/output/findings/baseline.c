/* SPDX-License-Identifier: Apache-2.0
 *
 * baseline.c - see baseline.h.
 */
#include "baseline.h"

#include "../rows/append.h"
#include "../sink/sink.h"
#include "finding.h"
#include <json-glib/json-glib.h>
#include <string.h>

#define VERSION 1

typedef struct {
  Report report;
  Sink *sink;
  guint *count;
} Baseline;

static gboolean
baseline_begin(Report *report, const Run *run, GError **error)
{
  (void)report;
  (void)run;
  (void)error;
  return TRUE;
}

static gboolean
baseline_document(Report *report, const DocumentResult *result,
                  const GString *bytes, GError **error)
{
  (void)report;
  (void)result;
  (void)bytes;
  (void)error;
  return TRUE;
}

static gboolean
baseline_failure(Report *report, const CorpusFailure *failure, GError **error)
{
  (void)report;
  (void)failure;
  (void)error;
  return TRUE;
}

static gboolean
baseline_corpus(Report *report, const NamedTable *table, GError **error)
{
  (void)report;
  (void)table;
  (void)error;
  return TRUE;
}

static void
append_finding(GString *out, const Finding *finding)
{
  append_member(out, "\n{\"fingerprint\":", finding->fingerprint);
  append_member(out, ",\"metric\":", finding->metric);
  append_member(out, ",\"document\":",
                finding->places->len ? finding_place(finding, 0)->id : NULL);
  append_member(out, ",\"text\":", finding->text);
  append_literal(out, "}");
}

static gboolean
baseline_end(Report *report, const RunEnd *end, GError **error)
{
  Baseline *baseline = (Baseline *)report;
  g_autoptr(GString) out = g_string_new(NULL);

  *baseline->count = 0;
  g_string_printf(out, "{\"stemma_baseline\":%d,\"findings\":[", VERSION);
  for (guint i = 0; end->findings && i < end->findings->len; i++) {
    const Finding *finding = end->findings->pdata[i];

    if (!finding->marked)
      continue;
    append_bytes(out, ",", *baseline->count > 0);
    append_finding(out, finding);
    (*baseline->count)++;
  }
  append_literal(out, "\n]}\n");
  return sink_write(baseline->sink, out->str, out->len, error)
         && sink_commit(baseline->sink, error);
}

static void
baseline_free(Report *report)
{
  Baseline *baseline = (Baseline *)report;

  sink_free(baseline->sink);
  g_free(baseline);
}

Report *
baseline_new(const char *path, guint *count, GError **error)
{
  static const Report methods = {
    "baseline",       baseline_begin,  NULL,         baseline_document,
    baseline_failure, baseline_corpus, baseline_end, baseline_free
  };
  Sink *sink = sink_new(path, NULL, FALSE, error);
  Baseline *baseline;

  if (!sink)
    return NULL;
  baseline = g_new0(Baseline, 1);
  baseline->report = methods;
  baseline->sink = sink;
  baseline->count = count;
  return &baseline->report;
}

static gboolean
refuse(GError **error, const char *why)
{
  g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, why);
  return FALSE;
}

static const char *
string_of(JsonNode *item, const char *name)
{
  JsonObject *object =
      JSON_NODE_HOLDS_OBJECT(item) ? json_node_get_object(item) : NULL;
  JsonNode *member = object ? json_object_get_member(object, name) : NULL;

  return member && json_node_get_value_type(member) == G_TYPE_STRING
             ? json_node_get_string(member)
             : NULL;
}

static gboolean
take_findings(JsonArray *findings, GHashTable *known, GError **error)
{
  for (guint i = 0; i < json_array_get_length(findings); i++) {
    const char *fingerprint =
        string_of(json_array_get_element(findings, i), "fingerprint");

    if (!fingerprint)
      return refuse(error, "a finding has no \"fingerprint\"");
    g_hash_table_add(known, g_strdup(fingerprint));
  }
  return TRUE;
}

static gboolean
take_root(JsonNode *root, GHashTable *known, GError **error)
{
  JsonObject *object =
      root && JSON_NODE_HOLDS_OBJECT(root) ? json_node_get_object(root) : NULL;
  JsonNode *version =
      object ? json_object_get_member(object, "stemma_baseline") : NULL;
  JsonNode *findings =
      object ? json_object_get_member(object, "findings") : NULL;

  if (!version || json_node_get_value_type(version) != G_TYPE_INT64 || !findings
      || !JSON_NODE_HOLDS_ARRAY(findings))
    return refuse(error, "it is no baseline of stemma");
  if (json_node_get_int(version) != VERSION)
    return refuse(error, "it is of a newer stemma");
  return take_findings(json_node_get_array(findings), known, error);
}

/* The parser's own message begins with "<data>:LINE:COLUMN: ". */
static gboolean
parse(JsonParser *parser, const char *bytes, gsize length, GError **error)
{
  g_autoptr(GError) failed = NULL;
  g_autofree char *why = NULL;
  const char *place;

  if (json_parser_load_from_data(parser, bytes, (gssize)length, &failed))
    return TRUE;
  place = strchr(failed->message, ':');
  why =
      g_strconcat("it is no JSON: ", place ? place + 1 : failed->message, NULL);
  return refuse(error, why);
}

GHashTable *
baseline_read(const char *path, GError **error)
{
  g_autoptr(JsonParser) parser = json_parser_new();
  g_autoptr(GHashTable) known =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GError) failed = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents(path, &bytes, &length, &failed)) {
    /* GLib's own message says the path again. */
    const char *why = strrchr(failed->message, ':');

    refuse(error, why ? why + 2 : failed->message);
    return NULL;
  }
  if (!parse(parser, bytes, length, error)
      || !take_root(json_parser_get_root(parser), known, error))
    return NULL;
  return g_steal_pointer(&known);
}
