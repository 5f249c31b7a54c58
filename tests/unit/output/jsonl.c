/* SPDX-License-Identifier: Apache-2.0
 *
 * jsonl.c - the lines of the report, byte for byte.
 */
#include "output/findings/finding.h"
#include "output/report.h"

#include "../folder.h"
#include "../unit.h"
#include "all.h"
#include <stemma/stemma.h>
#include <string.h>

static Pipeline pipeline;
static Run run;

static Report *
start(void)
{
  const ReportSpec spec = { (char *)"jsonl", (char *)"out", { 0 } };
  g_autoptr(GError) error = NULL;
  Report *report = report_new(&spec, NULL, &error);

  assert_non_null(report);
  run = (Run){ &pipeline, g_ptr_array_new(), FALSE, id_of, NULL, NULL };
  assert_true(report->begin(report, &run, &error));
  return report;
}

static void
tell_document(Report *report, const DocumentResult *result)
{
  g_autoptr(GString) bytes = g_string_new(NULL);

  report->render(report, result, bytes);
  assert_true(report->document(report, result, bytes, NULL));
}

static void
finish(Report *report, const RunEnd *end)
{
  assert_true(report->end(report, end, NULL));
  report->free(report);
  g_ptr_array_unref(run.stages);
}

/* The `number`-th line of the report. */
static void
expect_line(guint number, const char *expected)
{
  g_autofree char *bytes = NULL;
  g_auto(GStrv) lines = NULL;

  assert_true(g_file_get_contents("out", &bytes, NULL, NULL));
  lines = g_strsplit(bytes, "\n", -1);
  assert_true(number < g_strv_length(lines));
  assert_string_equal(lines[number], expected);
}

static void
set_text(Document *document, const char *text)
{
  memset(document, 0, sizeof *document);
  document->id = (char *)"first";
  document->path = (char *)"a/first.txt";
  document->doc.text = document->text = text;
  document->doc.length = (guint32)strlen(text);
}

static void
append(Table *table, const void *row, guint32 size)
{
  assert_int_equal(stemma_append(table_writer(table, size, 0), row, size),
                   STEMMA_OK);
}

static void
test_frame(void **state)
{
  const RunEnd end = { 2, 1, NULL, NULL, 2 };
  Report *report = start();

  (void)state;
  finish(report, &end);
  expect_line(0, "{\"type\":\"run\",\"stemma\":\"" STEMMA_VERSION
                 "\",\"abi\":\"1.0\",\"format\":1,\"pipeline\":\"p.ini\","
                 "\"offsets\":\"byte\",\"row_text\":true,\"document_text\":"
                 "false,\"stages\":[],\"layers\":[]}");
  expect_line(1, "{\"type\":\"metrics\",\"values\":{}}");
  expect_line(2, "{\"type\":\"end\",\"documents\":2,\"failed\":1,"
                 "\"limits\":[],\"status\":2}");
  expect_line(3, "");
}

static const stemma_metric bad_rows = {
  "bad.count",  "bad rows",           "rows", "all", NULL, NULL, 0,
  STEMMA_COUNT, STEMMA_METRIC_FINDING
};
static const stemma_stage declared = {
  .size = sizeof(stemma_stage), .metrics = { &bad_rows, 1, sizeof bad_rows }
};

static void
test_stages(void **state)
{
  const ReportSpec spec = { (char *)"jsonl", (char *)"out", { 0 } };
  g_autoptr(GPtrArray) layers = g_ptr_array_new();
  g_autoptr(GPtrArray) options = g_ptr_array_new();
  Setting setting = { .key = (char *)"min", .value = (char *)"0.5" };
  RunStage stage = { "n",    "org.x", "find",  "1.0",
                     layers, layers,  options, &declared };
  const RunEnd end = { 0 };
  Report *report = report_new(&spec, NULL, NULL);

  (void)state;
  g_ptr_array_add(layers, (char *)"a");
  g_ptr_array_add(layers, (char *)"b");
  g_ptr_array_add(options, &setting);
  run = (Run){ &pipeline, g_ptr_array_new(), FALSE, id_of, NULL, NULL };
  g_ptr_array_add(run.stages, &stage);
  assert_true(report->begin(report, &run, NULL));
  finish(report, &end);
  expect_line(0, "{\"type\":\"run\",\"stemma\":\"" STEMMA_VERSION
                 "\",\"abi\":\"1.0\",\"format\":1,\"pipeline\":\"p.ini\","
                 "\"offsets\":\"byte\",\"row_text\":true,"
                 "\"document_text\":false,\"stages\":[{\"name\":\"n\","
                 "\"plugin\":"
                 "\"org.x\",\"stage\":\"find\",\"version\":\"1.0\",\"reads\":["
                 "\"a\",\"b\"],\"writes\":[\"a\",\"b\"],\"options\":{\"min\":"
                 "\"0.5\"},\"metrics\":[{\"name\":\"bad.count\",\"summary\":"
                 "\"bad rows\",\"unit\":\"rows\",\"finding\":true}]}],"
                 "\"layers\":[]}");
}

static void
test_schema(void **state)
{
  static const char expected[] =
      "\"layers\":[{\"name\":\"renamed\",\"layer\":\"all\",\"version\":1,"
      "\"corpus\":false,\"fields\":[{\"name\":\"u32\",\"type\":\"u32\"},"
      "{\"name\":\"i32\",\"type\":\"i32\"},{\"name\":\"i64\",\"type\":\"i64\"}"
      ",{\"name\":\"f64\",\"type\":\"f64\",\"unit\":\"0..1\"},{\"name\":\"yes\""
      ",\"type\":\"bool\"},{\"name\":\"choice\",\"type\":\"enum\",\"choices\":"
      "[\"zero\",\"o\\\"ne\"]},{\"name\":\"str\",\"type\":\"string\"},{"
      "\"name\":"
      "\"in_span\",\"type\":\"span\",\"nullable\":true},{\"name\":\"ref\","
      "\"type\":\"ref\",\"target\":\"all\"},{\"name\":\"range\",\"type\":"
      "\"range\",\"target\":\"all\"},{\"name\":\"doc\",\"type\":\"doc\"},"
      "{\"name\":\"link\",\"type\":\"row\",\"target\":\"all\"},{\"name\":"
      "\"maybe\",\"type\":\"u32\",\"nullable\":true}]}]}\n";
  const ReportSpec spec = { (char *)"jsonl", (char *)"out", { 0 } };
  g_autoptr(GArray) layers = g_array_new(FALSE, FALSE, sizeof(RunLayer));
  const RunLayer layer = { "renamed", &all_layer };
  const RunEnd end = { 0 };
  g_autofree char *bytes = NULL;
  Report *report = report_new(&spec, NULL, NULL);

  (void)state;
  run = (Run){ &pipeline, g_ptr_array_new(), FALSE, id_of, NULL, NULL, layers };
  g_array_append_val(layers, layer);
  assert_true(report->begin(report, &run, NULL));
  finish(report, &end);
  assert_true(g_file_get_contents("out", &bytes, NULL, NULL));
  assert_non_null(strstr(bytes, expected));
}

static void
test_findings(void **state)
{
  g_autoptr(GPtrArray) findings =
      g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
  g_autoptr(GArray) limits = g_array_new(FALSE, FALSE, sizeof(LimitResult));
  const Limit limit = { .op = LIMIT_GT, .value = 0 };
  const LimitResult reached = { &limit, "q.bad", 1, TRUE, 3 };
  const RunEnd end = { 1, 0, NULL, limits, 1, findings, TRUE };
  Finding *finding = finding_new("q.bad", "s", TRUE);
  FindingPlace *place = finding_add_place(finding, "i\"d", "a.txt", "é\n", 3);
  Report *report = start();

  (void)state;
  place->line = 2;
  place->column = 1;
  place->end_line = 3;
  place->end_column = 1;
  finding->fingerprint = g_strdup("f00");
  finding->known = TRUE;
  finding_tell(finding, "");
  g_ptr_array_add(findings, finding);
  g_array_append_val(limits, reached);
  finish(report, &end);
  expect_line(1, "{\"type\":\"finding\",\"metric\":\"q.bad\",\"fingerprint\":"
                 "\"f00\",\"known\":true,\"text\":\"é \",\"places\":[{"
                 "\"doc\":\"i\\\"d\",\"path\":\"a.txt\",\"line\":2,"
                 "\"column\":1,\"end_line\":3,\"end_column\":1,\"text\":"
                 "\"é\\n\"}]}");
  expect_line(3,
              "{\"type\":\"end\",\"documents\":1,\"failed\":0,\"limits\":[{"
              "\"metric\":\"q.bad\",\"op\":\">\",\"limit\":0,\"value\":1,"
              "\"known\":3,\"reached\":true}],\"baseline\":true,\"status\":1}");
}

/* A document of a JSON Lines file, with its text. */
static void
test_line_and_text(void **state)
{
  Document document;
  DocumentResult result = { &document, NULL, 0 };
  DocumentError error = { "E604", NULL, (char *)"no", NULL, 7, 2 };
  const RunEnd end = { 0 };
  Report *report;

  (void)state;
  pipeline.document_text = TRUE;
  report = start();
  set_text(&document, "caf\xC3\xA9\n");
  document.line = 7;
  tell_document(report, &result);
  document.error = &error;
  tell_document(report, &result);
  finish(report, &end);
  pipeline.document_text = FALSE;
  expect_line(1, "{\"type\":\"document\",\"id\":\"first\",\"path\":"
                 "\"a/first.txt\",\"line\":7,\"bytes\":6,\"meta\":{},"
                 "\"text\":\"café\\n\",\"layers\":{}}");
  expect_line(2, "{\"type\":\"document\",\"id\":\"first\",\"path\":"
                 "\"a/first.txt\",\"line\":7,\"layers\":{},\"error\":{"
                 "\"stage\":null,\"code\":\"E604\",\"message\":\"no\","
                 "\"line\":7,\"column\":2}}");
}

static void
test_every_type(void **state)
{
  g_autoptr(Schema) schema = schema_new(&all_layer);
  g_autoptr(Table) table = table_new(schema);
  NamedTable named = { "renamed", table };
  Document document;
  DocumentResult result = { &document, &named, 1 };
  const RunEnd end = { 0 };
  Report *report = start();
  All row = { .row = { 0, 5, 1u << 31, 0 },
              .u32 = G_MAXUINT32,
              .i32 = -1,
              .i64 = G_MININT64,
              .f64 = 0.1,
              .yes = 1,
              .choice = 1,
              .in_span = { 2, 4 },
              .ref = { 1, 7 },
              .range = { 3, 4 },
              .doc = 1,
              .link = STEMMA_NO_ROW };

  (void)state;
  set_text(&document, "caf\xC3\xA9.");
  row.str = table_add_string(table, "s\n", 2);
  append(table, &row, sizeof row);
  tell_document(report, &result);
  finish(report, &end);
  expect_line(
      1, "{\"type\":\"document\",\"id\":\"first\",\"path\":\"a/first.txt\","
         "\"bytes\":6,\"meta\":{},\"layers\":{\"renamed\":[{\"begin\":0,"
         "\"end\":5,\"text\":\"café\",\"u32\":4294967295,\"i32\":-1,"
         "\"i64\":-9223372036854775808,\"f64\":0.1,\"yes\":true,"
         "\"choice\":\"o\\\"ne\",\"str\":\"s\\n\",\"in_begin\":2,\"in_end\":4,"
         "\"ref\":{\"doc\":\"sec\\\"ond\",\"row\":7},\"range_first\":3,"
         "\"range_count\":4,\"doc\":\"sec\\\"ond\",\"link\":null,"
         "\"maybe\":null}]}}");
}

/* A row that no check has seen prints as something, and reads no byte that is
 * not its own. */
static void
test_bad_row(void **state)
{
  g_autoptr(Schema) schema = schema_new(&all_layer);
  g_autoptr(Table) table = table_new(schema);
  NamedTable named = { "all", table };
  Document document;
  DocumentResult result = { &document, &named, 1 };
  const RunEnd end = { 0 };
  Report *report = start();
  All row = { .row = { 4, 400, 0, 0 },
              .f64 = 1e308 * 10,
              .choice = 9,
              .str = { 4000000000u, 4000000000u },
              .doc = 77,
              .link = 5 };

  (void)state;
  set_text(&document, "short");
  append(table, &row, sizeof row);
  tell_document(report, &result);
  finish(report, &end);
  expect_line(
      1, "{\"type\":\"document\",\"id\":\"first\",\"path\":\"a/first.txt\","
         "\"bytes\":5,\"meta\":{},\"layers\":{\"all\":[{\"begin\":4,"
         "\"end\":5,\"text\":\"\",\"u32\":0,\"i32\":0,\"i64\":0,\"f64\":null,"
         "\"yes\":false,\"choice\":null,\"str\":\"\",\"in_begin\":null,"
         "\"in_end\":null,\"ref\":{\"doc\":\"first\",\"row\":0},"
         "\"range_first\":0,\"range_count\":0,\"doc\":null,\"link\":5,"
         "\"maybe\":null}]}}");
}

static void
test_metadata_and_failure(void **state)
{
  g_autoptr(GArray) metas = g_array_new(FALSE, FALSE, sizeof(Meta));
  const Meta meta[] = { { "title", "\"T\"", META_TEXT },
                        { "n", "12345678901234567890", META_NUMBER },
                        { "yes", "true", META_BOOL } };
  DocumentError failed = {
    "E405", (char *)"numbers", (char *)"it \"failed\"", NULL, 0, 0
  };
  const CorpusFailure failure = { "variance", "E405", "no" };
  Document document;
  DocumentResult result = { &document, NULL, 0 };
  const RunEnd end = { 0 };
  Report *report = start();

  (void)state;
  set_text(&document, "");
  g_array_append_vals(metas, meta, 3);
  document.meta = metas;
  tell_document(report, &result);
  document.error = &failed;
  tell_document(report, &result);
  assert_true(report->failure(report, &failure, NULL));
  finish(report, &end);
  expect_line(1, "{\"type\":\"document\",\"id\":\"first\",\"path\":"
                 "\"a/first.txt\",\"bytes\":0,\"meta\":{\"title\":\"\\\"T\\\""
                 "\",\"n\":12345678901234567890,\"yes\":true},\"layers\":{}}");
  expect_line(2, "{\"type\":\"document\",\"id\":\"first\",\"path\":"
                 "\"a/first.txt\",\"layers\":{},\"error\":{\"stage\":"
                 "\"numbers\",\"code\":\"E405\",\"message\":\"it \\\"failed\\\""
                 "\"}}");
  expect_line(3, "{\"type\":\"error\",\"stage\":\"variance\",\"code\":"
                 "\"E405\",\"message\":\"no\"}");
}

static void
tell_utterance(Report *report, Table *table, const char *id)
{
  stemma_utterance row = { 0 };
  NamedTable named = { "utterance", table };

  row.witnesses = 2;
  row.id = table_add_string(table, id, (guint32)strlen(id));
  append(table, &row, sizeof row);
  assert_true(report->corpus(report, &named, NULL));
}

static void
test_corpus_references(void **state)
{
  g_autoptr(Schema) utterances = schema_new(&stemma_utterance_layer);
  g_autoptr(Schema) renderings = schema_new(&stemma_rendering_layer);
  g_autoptr(Table) utterance = table_new(utterances);
  g_autoptr(Table) rendering = table_new(renderings);
  NamedTable named = { "rendering", rendering };
  stemma_rendering row = { .row = { 3, 9, 1, 0 }, .doc = 1, .role = 2 };
  const RunEnd end = { 0 };
  Report *report = start();

  (void)state;
  tell_utterance(report, utterance, "U1");
  row.text = table_add_string(rendering, "heroic", 6);
  append(rendering, &row, sizeof row);
  assert_true(report->corpus(report, &named, NULL));
  finish(report, &end);
  expect_line(1, "{\"type\":\"corpus\",\"layer\":\"utterance\",\"rows\":[{"
                 "\"begin\":0,\"end\":0,\"witnesses\":2,\"renderings\":0,"
                 "\"id\":\"U1\",\"label\":\"\",\"speaker\":null}]}");
  expect_line(2, "{\"type\":\"corpus\",\"layer\":\"rendering\",\"rows\":[{"
                 "\"begin\":3,\"end\":9,\"text\":\"heroic\",\"doc\":"
                 "\"sec\\\"ond\",\"utterance\":\"U1\",\"role\":\"fragment\","
                 "\"quote\":0}]}");
}

static guint
count_rows(const char *line)
{
  guint count = 0;

  while ((line = strstr(line, "{\"begin\""))) {
    count++;
    line++;
  }
  return count;
}

static void
test_chunks(void **state)
{
  g_autoptr(Schema) schema = schema_new(&stemma_rendering_layer);
  g_autoptr(Table) table = table_new(schema);
  NamedTable named = { "rendering", table };
  g_autofree char *bytes = NULL;
  g_auto(GStrv) lines = NULL;
  stemma_rendering row = { 0 };
  const RunEnd end = { 0 };
  Report *report = start();

  (void)state;
  assert_true(report->corpus(report, &named, NULL));
  for (int i = 0; i < 2001; i++)
    append(table, &row, sizeof row);
  assert_true(report->corpus(report, &named, NULL));
  finish(report, &end);
  assert_true(g_file_get_contents("out", &bytes, NULL, NULL));
  lines = g_strsplit(bytes, "\n", -1);
  assert_string_equal(lines[1], "{\"type\":\"corpus\",\"layer\":\"rendering\","
                                "\"rows\":[]}");
  assert_int_equal(count_rows(lines[2]), 1000);
  assert_int_equal(count_rows(lines[3]), 1000);
  assert_int_equal(count_rows(lines[4]), 1);
}

static void
test_code_points_and_no_text(void **state)
{
  g_autoptr(Schema) quantities = schema_new(&stemma_target_layer);
  g_autoptr(Schema) renderings = schema_new(&stemma_rendering_layer);
  g_autoptr(Table) quantity = table_new(quantities);
  g_autoptr(Table) rendering = table_new(renderings);
  NamedTable named = { "target", quantity }, corpus = { "r", rendering };
  stemma_target row = { .row = { 6, 10, 0, 0 } };
  stemma_rendering other = { .row = { 6, 10, 0, 0 }, .doc = 0 };
  Document document;
  DocumentResult result = { &document, &named, 1 };
  const RunEnd end = { 0 };
  Report *report;

  (void)state;
  pipeline.offsets = OFFSETS_UTF16;
  pipeline.row_text = FALSE;
  report = start();
  set_text(&document, "é😀😀");
  append(quantity, &row, sizeof row);
  append(rendering, &other, sizeof other);
  tell_document(report, &result);
  assert_true(report->corpus(report, &corpus, NULL));
  finish(report, &end);
  pipeline.offsets = OFFSETS_BYTE;
  pipeline.row_text = TRUE;
  expect_line(1, "{\"type\":\"document\",\"id\":\"first\",\"path\":"
                 "\"a/first.txt\",\"bytes\":10,\"meta\":{},\"layers\":{"
                 "\"target\":[{\"begin\":3,\"end\":5,\"name\":\"\"}]}}");
  expect_line(2, "{\"type\":\"corpus\",\"layer\":\"r\",\"rows\":[{\"begin\":3,"
                 "\"end\":5,\"doc\":\"first\",\"utterance\":0,\"role\":"
                 "\"full\",\"quote\":null}]}");
}

static void
test_metrics_and_limits(void **state)
{
  g_autoptr(GArray) metrics = g_array_new(FALSE, FALSE, sizeof(MetricValue));
  g_autoptr(GArray) limits = g_array_new(FALSE, FALSE, sizeof(LimitResult));
  const Limit limit = { .op = LIMIT_GE, .value = 0.6 };
  const MetricValue values[] = { { "v.mean", "", 0.43, TRUE },
                                 { "v.max", "", 0, FALSE } };
  const LimitResult reached = { &limit, "v.mean", 0.43, FALSE };
  const RunEnd end = { 5, 0, metrics, limits, 1 };
  Report *report = start();

  (void)state;
  g_array_append_vals(metrics, values, 2);
  g_array_append_val(limits, reached);
  finish(report, &end);
  expect_line(1, "{\"type\":\"metrics\",\"values\":{\"v.mean\":0.43,"
                 "\"v.max\":null}}");
  expect_line(2, "{\"type\":\"end\",\"documents\":5,\"failed\":0,\"limits\":[{"
                 "\"metric\":\"v.mean\",\"op\":\">=\",\"limit\":0.6,\"value\":"
                 "0.43,\"reached\":false}],\"status\":1}");
}

static int
enter(void **state)
{
  pipeline = (Pipeline){ .name = (char *)"p.ini", .row_text = TRUE };
  return folder_enter(state);
}

#define IN_FOLDER(test)                                                        \
  cmocka_unit_test_setup_teardown(test, enter, folder_leave)

int
main(void)
{
  const struct CMUnitTest tests[] = {
    IN_FOLDER(test_frame),
    IN_FOLDER(test_stages),
    IN_FOLDER(test_schema),
    IN_FOLDER(test_findings),
    IN_FOLDER(test_line_and_text),
    IN_FOLDER(test_every_type),
    IN_FOLDER(test_bad_row),
    IN_FOLDER(test_metadata_and_failure),
    IN_FOLDER(test_corpus_references),
    IN_FOLDER(test_chunks),
    IN_FOLDER(test_code_points_and_no_text),
    IN_FOLDER(test_metrics_and_limits),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
