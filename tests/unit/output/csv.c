/* SPDX-License-Identifier: Apache-2.0
 *
 * csv.c - the files of the CSV report, byte for byte, with texts that would
 * break out of a careless one.
 */
#include "output/report.h"

#include "../folder.h"
#include "../unit.h"
#include "all.h"
#include <string.h>

static Pipeline pipeline = { .name = (char *)"p.ini", .row_text = TRUE };

static Report *
start(GPtrArray *stages)
{
  const ReportSpec spec = { (char *)"csv", (char *)"out/rows", { 0 } };
  const Run run = { &pipeline, stages, FALSE, id_of, NULL, NULL };
  Report *report = report_new(&spec, NULL, NULL);

  assert_non_null(report);
  assert_true(report->begin(report, &run, NULL));
  return report;
}

static void
tell_document(Report *report, const Document *document, NamedTable *named)
{
  const DocumentResult result = { document, named, named ? 1 : 0 };
  g_autoptr(GString) bytes = g_string_new(NULL);

  report->render(report, &result, bytes);
  assert_true(report->document(report, &result, bytes, NULL));
}

static void
append(Table *table, const void *row, guint32 size)
{
  assert_int_equal(stemma_append(table_writer(table, size, 0), row, size),
                   STEMMA_OK);
}

static void
expect_file(const char *name, const char *expected)
{
  g_autofree char *path = g_build_filename("out/rows", name, NULL);
  g_autofree char *bytes = NULL;

  assert_true(g_file_get_contents(path, &bytes, NULL, NULL));
  assert_string_equal(bytes, expected);
}

static void
fill(Table *table)
{
  All row = { .row = { 0, 6, 1u << 31, 0 },
              .u32 = 7,
              .i32 = -1,
              .i64 = G_MININT64,
              .f64 = -0.5,
              .yes = 1,
              .choice = 1,
              .in_span = { 2, 4 },
              .ref = { 1, 7 },
              .range = { 3, 4 },
              .doc = 1,
              .link = STEMMA_NO_ROW };
  All bad = { .row = { 4, 400, 0, 0 },
              .choice = 9,
              .str = { 4000000000u, 4000000000u },
              .doc = 0,
              .link = 5 };

  row.str = table_add_string(table, "-1\xFF", 3);
  append(table, &row, sizeof row);
  append(table, &bad, sizeof bad);
}

/* The row's own columns "doc" and "row" come first, so a field of that name
 * has another. */
static void
test_rows(void **state)
{
  g_autoptr(GPtrArray) stages = g_ptr_array_new();
  g_autoptr(Schema) schema = schema_new(&all_layer);
  g_autoptr(Table) table = table_new(schema);
  NamedTable named = { "metrics", table };
  Document document = { .id = (char *)"=first", .path = (char *)"a,b.txt" };
  const RunEnd end = { 0 };
  Report *report = start(stages);

  (void)state;
  document.doc.text = "@a\"b\n,";
  document.doc.length = (guint32)strlen(document.doc.text);
  fill(table);
  tell_document(report, &document, &named);
  assert_true(report->end(report, &end, NULL));
  report->free(report);
  expect_file("documents.csv",
              "doc,path,line,bytes,title,source,date,language,url,"
              "error_code,error_stage,error\r\n"
              "'=first,\"a,b.txt\",,6,,,,,,,,\r\n");
  expect_file("metrics_layer.csv",
              "doc,row,begin,end,text,u32,i32,i64,f64,yes,choice,str,in_begin,"
              "in_end,ref_doc,ref_row,range_first,range_count,doc_,link,"
              "maybe\r\n"
              "'=first,0,0,6,\"'@a\"\"b\n,\",7,-1,-9223372036854775808,-0.5,"
              "true,\"o\"\"ne\",'-1\xEF\xBF\xBD,2,4,\"sec\"\"ond\",7,3,4,"
              "\"sec\"\"ond\",,\r\n"
              "'=first,1,4,6,,0,0,0,0,false,,,,,first,0,0,0,first,5,\r\n");
  expect_file("metrics.csv", "metric,value,unit\r\n");
  expect_file("limits.csv", "metric,op,limit,value,reached\r\n");
}

static void
test_corpus_and_failures(void **state)
{
  g_autoptr(GPtrArray) stages = g_ptr_array_new();
  g_autoptr(Schema) utterances = schema_new(&stemma_utterance_layer);
  g_autoptr(Schema) renderings = schema_new(&stemma_rendering_layer);
  g_autoptr(Table) utterance = table_new(utterances);
  g_autoptr(Table) rendering = table_new(renderings);
  const NamedTable tables[] = { { "utterance", utterance },
                                { "rendering", rendering } };
  DocumentError error = { "E405", (char *)"numbers", (char *)"no", NULL, 0, 0 };
  Document document = { .id = (char *)"x", .path = (char *)"x", .line = 3 };
  const CorpusFailure failure = { "variance", "E405", "it \"failed\"" };
  stemma_utterance said = { .witnesses = 2 };
  stemma_rendering row = { .row = { 3, 9, 1, 0 }, .doc = 1, .role = 2 };
  const RunEnd end = { 0 };
  Report *report = start(stages);

  (void)state;
  document.error = &error;
  document.doc.text = "";
  tell_document(report, &document, NULL);
  assert_true(report->failure(report, &failure, NULL));
  said.id = table_add_string(utterance, "U1", 2);
  append(utterance, &said, sizeof said);
  row.text = table_add_string(rendering, "heroic", 6);
  append(rendering, &row, sizeof row);
  for (gsize i = 0; i < G_N_ELEMENTS(tables); i++)
    assert_true(report->corpus(report, &tables[i], NULL));
  assert_true(report->end(report, &end, NULL));
  report->free(report);
  expect_file("documents.csv",
              "doc,path,line,bytes,title,source,date,language,url,"
              "error_code,error_stage,error\r\n"
              "x,x,3,,,,,,,E405,numbers,no\r\n");
  expect_file("errors.csv", "stage,error_code,error\r\n"
                            "variance,E405,\"it \"\"failed\"\"\"\r\n");
  expect_file("utterance.csv", "row,begin,end,witnesses,renderings,id,label,"
                               "speaker\r\n0,0,0,2,0,U1,,\r\n");
  expect_file("rendering.csv", "row,begin,end,text,doc,utterance,role,quote\r\n"
                               "0,3,9,heroic,\"sec\"\"ond\",U1,fragment,0\r\n");
}

static void
test_metrics_and_limits(void **state)
{
  g_autoptr(GPtrArray) stages = g_ptr_array_new();
  g_autoptr(GArray) metrics = g_array_new(FALSE, FALSE, sizeof(MetricValue));
  g_autoptr(GArray) limits = g_array_new(FALSE, FALSE, sizeof(LimitResult));
  const Limit limit = { .op = LIMIT_EQ, .value = 0.5 };
  const MetricValue values[] = { { "v.mean", "0..1", -0.5, TRUE },
                                 { "v.max", "", 0, FALSE } };
  const LimitResult result = { &limit, "v.mean", -0.5, FALSE };
  const RunEnd end = { 0, 0, metrics, limits, 0 };
  Report *report = start(stages);

  (void)state;
  g_array_append_vals(metrics, values, 2);
  g_array_append_val(limits, result);
  assert_true(report->end(report, &end, NULL));
  report->free(report);
  expect_file("metrics.csv",
              "metric,value,unit\r\nv.mean,-0.5,0..1\r\nv.max,,\r\n");
  expect_file("limits.csv", "metric,op,limit,value,reached\r\n"
                            "v.mean,==,0.5,-0.5,false\r\n");
}

/* A run that ends early leaves neither files nor the folder that it made. */
static void
test_cut_short(void **state)
{
  g_autoptr(GPtrArray) stages = g_ptr_array_new();
  Report *report = start(stages);

  (void)state;
  report->free(report);
  assert_false(g_file_test("out/rows", G_FILE_TEST_EXISTS));
}

static void
test_no_folder(void **state)
{
  const ReportSpec spec = { (char *)"csv", (char *)"file/rows", { 0 } };
  g_autoptr(GError) error = NULL;

  (void)state;
  folder_write("file", "", 0);
  assert_null(report_new(&spec, NULL, &error));
  assert_string_equal(error->message,
                      "file/rows: cannot write: Not a directory");
}

#define IN_FOLDER(test)                                                        \
  cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int
main(void)
{
  const struct CMUnitTest tests[] = {
    IN_FOLDER(test_rows),
    IN_FOLDER(test_corpus_and_failures),
    IN_FOLDER(test_metrics_and_limits),
    IN_FOLDER(test_cut_short),
    IN_FOLDER(test_no_folder),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
