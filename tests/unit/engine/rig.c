/* SPDX-License-Identifier: Apache-2.0
 *
 * rig.c - see rig.h.
 */
#include "rig.h"
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  Report report;
  Rig *rig;
  const Run *run;
  Run copy;
} Scribe;

static const Module modules[] = {
  { .builtin = FALSE, .id = "org.test", .version = "1.0.0" },
  { .builtin = TRUE, .id = "org.test", .version = "1.0.0" },
};

static void
stage_free(gpointer data)
{
  PipelineStage *stage = data;

  g_free(stage->name);
  g_free(stage->plugin);
  g_ptr_array_unref(stage->reads);
  g_ptr_array_unref(stage->writes);
  g_free(stage);
}

static void
wire_free(gpointer data)
{
  Wire *wire = data;

  g_free(wire->role);
  g_free(wire->name);
  g_free(wire);
}

static void
limit_free(gpointer data)
{
  Limit *limit = data;

  g_free(limit->stage);
  g_free(limit->metric);
  g_free(limit->document);
  g_free(limit);
}

static void
input_free(gpointer data)
{
  Setting *setting = data;

  g_free(setting->value);
  g_free(setting);
}

Rig *
rig_new(void)
{
  Rig *rig = g_new0(Rig, 1);

  rig->pipeline = g_new0(Pipeline, 1);
  rig->pipeline->name = g_strdup("test.ini");
  rig->pipeline->stages = g_ptr_array_new_with_free_func(stage_free);
  rig->pipeline->inputs = g_ptr_array_new_with_free_func(input_free);
  rig->pipeline->limits = g_ptr_array_new_with_free_func(limit_free);
  rig->pipeline->spill_at = 64u << 20;
  if (g_getenv("RIG_ISOLATES"))
    rig->pipeline->isolate = ISOLATE_PARANOID;
  rig->chosen = g_array_new(FALSE, TRUE, sizeof(Chosen));
  rig->lines = g_string_new(NULL);
  rig->told = g_string_new(NULL);
  rig->said = g_string_new(NULL);
  return rig;
}

void
rig_free(Rig *rig)
{
  if (!rig)
    return;
  g_ptr_array_unref(rig->pipeline->stages);
  g_ptr_array_unref(rig->pipeline->inputs);
  g_ptr_array_unref(rig->pipeline->limits);
  g_free(rig->pipeline->name);
  g_free(rig->pipeline);
  g_array_unref(rig->chosen);
  g_string_free(rig->lines, TRUE);
  g_string_free(rig->told, TRUE);
  g_string_free(rig->said, TRUE);
  g_free(rig);
}

PipelineStage *
rig_stage_as(Rig *rig, const char *name, const stemma_stage *declared)
{
  PipelineStage *stage = g_new0(PipelineStage, 1);
  Chosen chosen = { stage, &modules[rig->builtin], declared, NULL };

  stage->name = g_strdup(name);
  stage->plugin = g_strdup(name);
  stage->reads = g_ptr_array_new_with_free_func(wire_free);
  stage->writes = g_ptr_array_new_with_free_func(wire_free);
  stage->enabled = TRUE;
  g_ptr_array_add(rig->pipeline->stages, stage);
  g_array_append_val(rig->chosen, chosen);
  return stage;
}

PipelineStage *
rig_stage(Rig *rig, const stemma_stage *declared)
{
  return rig_stage_as(rig, declared->id, declared);
}

void
rig_wire(GPtrArray *wires, const char *role, const char *name)
{
  Wire *wire = g_new0(Wire, 1);

  wire->role = g_strdup(role);
  wire->name = g_strdup(name);
  g_ptr_array_add(wires, wire);
}

void
rig_limit(Rig *rig, const char *stage, const char *metric, LimitOp op,
          double value)
{
  Limit *limit = g_new0(Limit, 1);

  limit->stage = g_strdup(stage);
  limit->metric = g_strdup(metric);
  limit->op = op;
  limit->value = value;
  g_ptr_array_add(rig->pipeline->limits, limit);
}

void
rig_document(Rig *rig, const char *id, const char *text)
{
  g_string_append_printf(rig->lines, "{\"id\":\"%s\",\"text\":\"%s\"}\n", id,
                         text);
}

static gboolean
scribe_begin(Report *report, const Run *run, GError **error)
{
  Scribe *scribe = (Scribe *)report;

  (void)error;
  scribe->copy = *run;
  return TRUE;
}

static guint32
u32_at(const stemma_row *row, guint32 offset)
{
  guint32 value;

  memcpy(&value, (const char *)row + offset, sizeof value);
  return value;
}

static void
print_field(const Scribe *scribe, const stemma_table *table,
            const stemma_row *row, const stemma_field *field, GString *to)
{
  stemma_str str = { u32_at(row, field->offset), 0 };

  g_string_append_printf(to, " %s=", field->name);
  switch (field->type) {
  case STEMMA_STR:
    str.length = u32_at(row, field->offset + 4);
    g_string_append(to, stemma_text(table, str));
    break;
  case STEMMA_DOC:
    g_string_append(to, scribe->copy.document_id(scribe->copy.engine,
                                                 u32_at(row, field->offset)));
    break;
  case STEMMA_RANGE:
  case STEMMA_REF:
    g_string_append_printf(to, "%u+%u", u32_at(row, field->offset),
                           u32_at(row, field->offset + 4));
    break;
  default:
    g_string_append_printf(to, "%u", u32_at(row, field->offset));
  }
}

static void
print_table(const Scribe *scribe, const NamedTable *named, GString *to)
{
  const stemma_table *table = table_view(named->table);
  const stemma_list fields = table->layer->fields;

  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_row *row = STEMMA_AT(stemma_row, table->rows, i);
    g_string_append_printf(to, "  %s %u-%u", named->name, row->begin, row->end);
    for (guint32 k = 0; k < fields.count; k++)
      print_field(scribe, table, row, STEMMA_AT(stemma_field, fields, k), to);
    g_string_append_c(to, '\n');
  }
}

static void
scribe_render(Report *report, const DocumentResult *result, GString *bytes)
{
  g_string_append_printf(bytes, "%s\n", result->document->doc.id);
  for (guint i = 0; i < result->table_count; i++)
    print_table((Scribe *)report, &result->tables[i], bytes);
}

static gboolean
scribe_document(Report *report, const DocumentResult *result,
                const GString *bytes, GError **error)
{
  Scribe *scribe = (Scribe *)report;
  Rig *rig = scribe->rig;
  g_autoptr(GString) again = g_string_new(NULL);

  (void)error;
  /* The tables are still there, and still the document's own. */
  scribe_render(report, result, again);
  g_assert_cmpstr(again->str, ==, bytes->str);
  g_string_append(rig->told, bytes->str);
  if (result->document->error)
    g_string_append_printf(rig->told, "  %s\n",
                           result->document->error->message);
  if (rig->cancel_after && --rig->cancel_after == 0)
    g_atomic_int_set(&rig->cancelled, 15);
  return TRUE;
}

static gboolean
scribe_failure(Report *report, const CorpusFailure *failure, GError **error)
{
  (void)error;
  g_string_append_printf(((Scribe *)report)->rig->told, "failure %s %s %s\n",
                         failure->stage, failure->code, failure->message);
  return TRUE;
}

static gboolean
scribe_corpus(Report *report, const NamedTable *table, GError **error)
{
  Scribe *scribe = (Scribe *)report;

  (void)error;
  g_string_append_printf(scribe->rig->told, "corpus %s\n", table->name);
  print_table(scribe, table, scribe->rig->told);
  return TRUE;
}

static gboolean
scribe_end(Report *report, const RunEnd *end, GError **error)
{
  GString *told = ((Scribe *)report)->rig->told;

  (void)error;
  for (guint i = 0; i < end->metrics->len; i++) {
    const MetricValue *value = &g_array_index(end->metrics, MetricValue, i);
    if (value->is_set)
      g_string_append_printf(told, "%s=%g\n", value->name, value->value);
    else
      g_string_append_printf(told, "%s=null\n", value->name);
  }
  for (guint i = 0; i < end->limits->len; i++) {
    const LimitResult *limit = &g_array_index(end->limits, LimitResult, i);
    g_string_append_printf(told, "limit %s %g %s\n", limit->metric,
                           limit->value, limit->reached ? "reached" : "kept");
  }
  g_string_append_printf(told, "end %u %u %d\n", end->documents, end->failed,
                         end->status);
  return TRUE;
}

static void
scribe_free(Report *report)
{
  (void)report;
}

static void
say(void *data, const DocumentResult *result, const CorpusFailure *failure)
{
  Rig *rig = data;

  if (result)
    g_string_append_printf(rig->said, "%s: %s [%s]\n", result->document->doc.id,
                           result->document->error->message,
                           result->document->error->code);
  else
    g_string_append_printf(rig->said, "%s [%s]\n", failure->message,
                           failure->code);
}

static void
say_line(void *data, guint level, const char *stage, const char *document,
         const char *line)
{
  Rig *rig = data;

  g_string_append_printf(rig->said, "%u %s %s: %s\n", level, stage,
                         document ? document : "-", line);
}

static char *
write_documents(Rig *rig)
{
  char *path = NULL;
  int file = g_file_open_tmp("stemma-XXXXXX.jsonl", &path, NULL);

  g_assert_cmpint(file, >=, 0);
  g_close(file, NULL);
  g_assert_true(g_file_set_contents(path, rig->lines->str,
                                    (gssize)rig->lines->len, NULL));
  return path;
}

static void
print_mistakes(Rig *rig, Diagnostics *all)
{
  char *bytes = NULL;
  size_t length = 0;
  FILE *to = open_memstream(&bytes, &length);

  diagnostics_print(all, DIAGNOSTICS_TEXT, FALSE, to);
  fclose(to);
  g_string_append(rig->said, bytes);
  free(bytes);
}

static int
run_engine(Rig *rig, Engine *engine, Reader *reader)
{
  Scribe scribe = { { "scribe", scribe_begin, scribe_render, scribe_document,
                      scribe_failure, scribe_corpus, scribe_end, scribe_free },
                    rig,
                    NULL,
                    { 0 } };
  g_autoptr(GPtrArray) reports = g_ptr_array_new();
  g_autoptr(GError) error = NULL;
  int status;

  g_ptr_array_add(reports, &scribe.report);
  if (engine_run(engine, reader, reports, &status, &error))
    return status;
  g_string_append_printf(rig->said, "%s\n", error->message);
  return -1;
}

static int
run_plan(Rig *rig, const Plan *plan, guint threads, Diagnostics *all)
{
  g_autofree char *path = write_documents(rig);
  Setting *input = g_new0(Setting, 1);
  EngineSettings settings = { .threads = threads,
                              .log_level = STEMMA_INFO,
                              .cancelled = &rig->cancelled,
                              .say = say,
                              .log = say_line,
                              .data = rig };
  g_autoptr(Reader) reader = NULL;
  g_autoptr(Engine) engine = NULL;
  int status = -2;

  input->value = g_strdup(path);
  g_ptr_array_set_size(rig->pipeline->inputs, 0);
  g_ptr_array_add(rig->pipeline->inputs, input);
  reader = reader_new(rig->pipeline, INPUT_JSONL, all);
  engine = engine_open(plan, &settings, all);
  if (engine)
    status = run_engine(rig, engine, reader);
  g_unlink(path);
  return status;
}

int
rig_run(Rig *rig, guint threads)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(Plan) plan = NULL;
  int status = -2;

  g_string_truncate(rig->told, 0);
  g_string_truncate(rig->said, 0);
  plan = plan_bind(rig->pipeline, g_array_ref(rig->chosen), NULL, all);
  if (plan)
    status = run_plan(rig, plan, threads, all);
  print_mistakes(rig, all);
  return status;
}

char *
rig_plan(Rig *rig)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(Plan) plan = NULL;
  GString *text;

  g_string_truncate(rig->said, 0);
  plan = plan_bind(rig->pipeline, g_array_ref(rig->chosen), NULL, all);
  print_mistakes(rig, all);
  if (!plan)
    return NULL;
  text = g_string_new(NULL);
  plan_print(plan, text);
  return g_string_free(text, FALSE);
}
