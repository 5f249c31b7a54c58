/* SPDX-License-Identifier: Apache-2.0
 *
 * jsonl-line.c - see jsonl-line.h.
 */
#include "jsonl-line.h"

#include "rows/append.h"
#include "rows/schema.h"

#include <stemma/stemma.h>

static const char *const offset_names[] = { "byte", "codepoint", "utf16" };

static void
append_names(GString *to, const GPtrArray *names)
{
  append_literal(to, "[");
  for (guint i = 0; names && i < names->len; i++) {
    if (i > 0)
      append_literal(to, ",");
    append_text(to, names->pdata[i]);
  }
  append_literal(to, "]");
}

static void
append_options(GString *to, const GPtrArray *options)
{
  append_literal(to, "{");
  for (guint i = 0; options && i < options->len; i++) {
    const Setting *setting = options->pdata[i];

    if (i > 0)
      append_literal(to, ",");
    append_text(to, setting->key);
    append_member(to, ":", setting->value);
  }
  append_literal(to, "}");
}

static void
append_declared(GString *to, const stemma_stage *declared)
{
  append_literal(to, ",\"metrics\":[");
  for (guint32 i = 0; declared && i < declared->metrics.count; i++) {
    const stemma_metric *metric =
        STEMMA_AT(stemma_metric, declared->metrics, i);

    append_bytes(to, ",", i > 0);
    append_member(to, "{\"name\":", metric->name);
    append_member(to, ",\"summary\":", metric->summary);
    append_member(to, ",\"unit\":", metric->unit);
    append_literal(to, ",\"finding\":");
    append_bool(to, (metric->flags & STEMMA_METRIC_FINDING) != 0);
    append_literal(to, "}");
  }
  append_literal(to, "]");
}

static void
append_stage(GString *to, const RunStage *stage)
{
  append_member(to, "{\"name\":", stage->name);
  append_member(to, ",\"plugin\":", stage->plugin);
  append_member(to, ",\"stage\":", stage->stage);
  append_member(to, ",\"version\":", stage->version);
  append_literal(to, ",\"reads\":");
  append_names(to, stage->reads);
  append_literal(to, ",\"writes\":");
  append_names(to, stage->writes);
  append_literal(to, ",\"options\":");
  append_options(to, stage->options);
  append_declared(to, stage->declared);
  append_literal(to, "}");
}

void
jsonl_put_run(GString *to, const Run *run)
{
  g_string_append_printf(
      to,
      "{\"type\":\"run\",\"stemma\":\"%s\",\"abi\":\"%u.%u\","
      "\"format\":1,\"pipeline\":",
      STEMMA_VERSION, STEMMA_EPOCH, STEMMA_MINOR);
  append_text(to, run->pipeline->name);
  append_member(to, ",\"offsets\":", offset_names[run->pipeline->offsets]);
  append_literal(to, ",\"row_text\":");
  append_bool(to, run->pipeline->row_text);
  append_literal(to, ",\"document_text\":");
  append_bool(to, run->pipeline->document_text);
  append_literal(to, ",\"stages\":[");
  for (guint i = 0; i < run->stages->len; i++) {
    if (i > 0)
      append_literal(to, ",");
    append_stage(to, run->stages->pdata[i]);
  }
  append_literal(to, "],\"layers\":[");
  for (guint i = 0; run->layers && i < run->layers->len; i++) {
    append_bytes(to, ",", i > 0);
    schema_append(to, &g_array_index(run->layers, RunLayer, i));
  }
  append_literal(to, "]}\n");
}

static void
append_head(GString *to, const Document *document)
{
  append_member(to, "{\"type\":\"document\",\"id\":", document->id);
  append_member(to, ",\"path\":", document->path);
  if (document->line) {
    append_literal(to, ",\"line\":");
    append_u64(to, document->line);
  }
}

static void
append_meta(GString *to, const GArray *metas)
{
  append_literal(to, ",\"meta\":{");
  for (guint i = 0; metas && i < metas->len; i++) {
    const Meta *meta = &g_array_index(metas, Meta, i);

    if (i > 0)
      append_literal(to, ",");
    append_text(to, meta->key);
    append_literal(to, ":");
    if (meta->type == META_TEXT)
      append_text(to, meta->value);
    else
      append_bytes(to, meta->value, strlen(meta->value));
  }
  append_literal(to, "}");
}

static void
append_error(GString *to, const DocumentError *error)
{
  append_member(to, ",\"layers\":{},\"error\":{\"stage\":", error->stage);
  append_member(to, ",\"code\":", error->code);
  append_member(to, ",\"message\":", error->message);
  if (error->line) {
    append_literal(to, ",\"line\":");
    append_u64(to, error->line);
    append_literal(to, ",\"column\":");
    append_u64(to, error->column);
  }
  append_literal(to, "}}\n");
}

gboolean
jsonl_put_document(GString *to, const Document *document, gboolean text)
{
  append_head(to, document);
  if (document->error) {
    append_error(to, document->error);
    return FALSE;
  }
  append_literal(to, ",\"bytes\":");
  append_u64(to, document->doc.length);
  append_meta(to, document->meta);
  if (text) {
    append_literal(to, ",\"text\":");
    append_string(to, document->doc.text, document->doc.length);
  }
  return TRUE;
}

void
jsonl_put_failure(GString *to, const CorpusFailure *failure)
{
  append_member(to, "{\"type\":\"error\",\"stage\":", failure->stage);
  append_member(to, ",\"code\":", failure->code);
  append_member(to, ",\"message\":", failure->message);
  append_literal(to, "}\n");
}

static void
append_place(GString *to, const FindingPlace *place)
{
  append_member(to, "{\"doc\":", place->id);
  append_member(to, ",\"path\":", place->path);
  append_literal(to, ",\"line\":");
  append_u64(to, place->line);
  append_literal(to, ",\"column\":");
  append_u64(to, place->column);
  append_literal(to, ",\"end_line\":");
  append_u64(to, place->end_line);
  append_literal(to, ",\"end_column\":");
  append_u64(to, place->end_column);
  append_member(to, ",\"text\":", place->text);
  append_literal(to, "}");
}

void
jsonl_put_finding(GString *to, const Finding *finding)
{
  append_member(to, "{\"type\":\"finding\",\"metric\":", finding->metric);
  append_member(to, ",\"fingerprint\":", finding->fingerprint);
  append_literal(to, ",\"known\":");
  append_bool(to, finding->known);
  append_member(to, ",\"text\":", finding->text);
  append_literal(to, ",\"places\":[");
  for (guint i = 0; i < finding->places->len; i++) {
    append_bytes(to, ",", i > 0);
    append_place(to, finding_place(finding, i));
  }
  append_literal(to, "]}\n");
}

void
jsonl_put_metrics(GString *to, const GArray *metrics)
{
  append_literal(to, "{\"type\":\"metrics\",\"values\":{");
  for (guint i = 0; metrics && i < metrics->len; i++) {
    const MetricValue *metric = &g_array_index(metrics, MetricValue, i);

    if (i > 0)
      append_literal(to, ",");
    append_text(to, metric->name);
    append_literal(to, ":");
    if (metric->is_set)
      append_double(to, metric->value);
    else
      append_literal(to, "null");
  }
  append_literal(to, "}}\n");
}

static void
append_limit(GString *to, const LimitResult *limit, gboolean has_baseline)
{
  append_member(to, "{\"metric\":", limit->metric);
  append_member(to, ",\"op\":", limit_op_text(limit->limit->op));
  append_literal(to, ",\"limit\":");
  append_double(to, limit->limit->value);
  append_literal(to, ",\"value\":");
  append_double(to, limit->value);
  if (has_baseline) {
    append_literal(to, ",\"known\":");
    append_u64(to, limit->known);
  }
  append_literal(to, ",\"reached\":");
  append_bool(to, limit->reached);
  append_literal(to, "}");
}

void
jsonl_put_end(GString *to, const RunEnd *end)
{
  append_literal(to, "{\"type\":\"end\",\"documents\":");
  append_u64(to, end->documents);
  append_literal(to, ",\"failed\":");
  append_u64(to, end->failed);
  append_literal(to, ",\"limits\":[");
  for (guint i = 0; end->limits && i < end->limits->len; i++) {
    if (i > 0)
      append_literal(to, ",");
    append_limit(to, &g_array_index(end->limits, LimitResult, i),
                 end->has_baseline);
  }
  append_literal(to, "]");
  if (end->has_baseline)
    append_literal(to, ",\"baseline\":true");
  append_literal(to, ",\"status\":");
  append_i64(to, end->status);
  append_literal(to, "}\n");
}
