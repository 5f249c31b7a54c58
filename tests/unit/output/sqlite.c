/* SPDX-License-Identifier: Apache-2.0
 *
 * sqlite.c - the SQLite report's tables, with a layer of every type.
 */
#include "output/findings/finding.h"
#include "output/report.h"

#include "../folder.h"
#include "../unit.h"
#include "all.h"
#include <sqlite3.h>
#include <string.h>

static Pipeline pipeline = { .name = (char *)"p.ini", .row_text = TRUE };

static Report *
start(GPtrArray *stages, const GArray *layers)
{
  const ReportSpec spec = { (char *)"sqlite", (char *)"out.db", { 0 } };
  const Run run = { &pipeline, stages, FALSE, id_of, NULL, NULL, layers };
  Report *report = report_new(&spec, NULL, NULL);

  assert_non_null(report);
  assert_true(report->begin(report, &run, NULL));
  return report;
}

/* All values of a query, with | between columns and a line for each row. */
static char *
ask(const char *query)
{
  GString *answer = g_string_new(NULL);
  sqlite3_stmt *statement;
  sqlite3 *sqlite;

  assert_int_equal(sqlite3_open("out.db", &sqlite), SQLITE_OK);
  assert_int_equal(sqlite3_prepare_v2(sqlite, query, -1, &statement, NULL),
                   SQLITE_OK);
  while (sqlite3_step(statement) == SQLITE_ROW) {
    for (int i = 0; i < sqlite3_column_count(statement); i++) {
      const char *text = (const char *)sqlite3_column_text(statement, i);

      g_string_append_printf(answer, "%s%s", i ? "|" : "", text ? text : "∅");
    }
    g_string_append_c(answer, '\n');
  }
  sqlite3_finalize(statement);
  sqlite3_close(sqlite);
  return g_string_free(answer, FALSE);
}

static void
expect(const char *query, const char *expected)
{
  g_autofree char *answer = ask(query);

  assert_string_equal(answer, expected);
}

static void
append(Table *table, const void *row, guint32 size)
{
  assert_int_equal(stemma_append(table_writer(table, size, 0), row, size),
                   STEMMA_OK);
}

/* The table has the name of one of the report's own. */
static void
test_rows(void **state)
{
  g_autoptr(GPtrArray) stages = g_ptr_array_new();
  g_autoptr(GArray) layers = g_array_new(FALSE, FALSE, sizeof(RunLayer));
  const RunLayer layer = { "document", &all_layer };
  g_autoptr(Schema) schema = schema_new(&all_layer);
  g_autoptr(Table) table = table_new(schema);
  NamedTable named = { "document", table };
  Document document = { .id = (char *)"a", .path = (char *)"a.txt" };
  const DocumentResult result = { &document, &named, 1 };
  const RunEnd end = { 0 };
  All row = { .row = { 0, 3, 1u << 31, 0 },
              .i64 = G_MININT64,
              .f64 = 0.5,
              .yes = 1,
              .choice = 1,
              .in_span = { 2, 4 },
              .ref = { 1, 7 },
              .doc = 0,
              .link = STEMMA_NO_ROW };
  Report *report;

  (void)state;
  g_array_append_val(layers, layer);
  report = start(stages, layers);
  document.doc.text = "é'\"";
  document.doc.length = 4;
  row.str = table_add_string(table, "x\xFF", 2);
  append(table, &row, sizeof row);
  assert_true(report->document(report, &result, NULL, NULL));
  assert_true(report->end(report, &end, NULL));
  report->free(report);
  expect("SELECT * FROM document", "0|a|a.txt|∅|4|∅|∅|∅|∅|∅|∅|∅|∅\n");
  expect("SELECT * FROM layer_document",
         "0|0|0|3|é'|0|0|-9223372036854775808|0.5|1|o\"ne|x\xEF\xBF\xBD|2|4|1|"
         "7|0|0|0|∅|∅\n");
  expect("SELECT name FROM pragma_table_info('layer_document') WHERE "
         "name LIKE 'doc%'",
         "doc\ndoc_\n");
}

static void
test_search_and_keys(void **state)
{
  g_autoptr(GPtrArray) stages = g_ptr_array_new();
  g_autoptr(GArray) layers = g_array_new(FALSE, FALSE, sizeof(RunLayer));
  const RunLayer told[] = { { "quote", &stemma_quote_layer },
                            { "utterance", &stemma_utterance_layer },
                            { "rendering", &stemma_rendering_layer } };
  g_autoptr(Schema) quotes = schema_new(&stemma_quote_layer);
  g_autoptr(Schema) sentences = schema_new(&stemma_sentence_layer);
  g_autoptr(Table) quote = table_new(quotes);
  g_autoptr(Table) sentence = table_new(sentences);
  NamedTable named = { "quote", quote }, more = { "sentence", sentence };
  Document document = { .id = (char *)"a", .path = (char *)"a.txt" };
  const DocumentResult result = { &document, &named, 1, &more, 1 };
  stemma_quote said = { .row = { 0, 9, 0, 0 } };
  stemma_sentence whole = { .row = { 0, 20, 0, 0 } };
  const RunEnd end = { 0 };
  Report *report;

  (void)state;
  g_array_append_vals(layers, told, 3);
  report = start(stages, layers);
  document.doc.text = "Many shïps, he said";
  document.doc.length = (guint32)strlen(document.doc.text);
  append(quote, &said, sizeof said);
  append(sentence, &whole, sizeof whole);
  assert_string_equal(report->also[0], "sentence");
  assert_true(report->document(report, &result, NULL, NULL));
  assert_true(report->end(report, &end, NULL));
  report->free(report);
  expect("SELECT text, doc, row FROM quote_search WHERE quote_search MATCH "
         "'ship'",
         "");
  expect("SELECT text, doc, row FROM sentence_search WHERE sentence_search "
         "MATCH 'ship saying OR ships'",
         "Many shïps, he said|0|0\n");
  expect("SELECT \"table\", \"from\", \"to\" FROM "
         "pragma_foreign_key_list('rendering') ORDER BY 1",
         "document|doc|∅\nutterance|utterance|row\n");
  expect("SELECT name FROM pragma_index_list('rendering') ORDER BY 1",
         "rendering_doc\nrendering_utterance\n");
}

static void
test_findings_and_failures(void **state)
{
  g_autoptr(GPtrArray) stages = g_ptr_array_new();
  g_autoptr(GPtrArray) findings =
      g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
  g_autoptr(GArray) metrics = g_array_new(FALSE, FALSE, sizeof(MetricValue));
  g_autoptr(GArray) limits = g_array_new(FALSE, FALSE, sizeof(LimitResult));
  const MetricValue value = { "v.mean", "0..1", 0, FALSE };
  const Limit limit = { .op = LIMIT_GE, .value = 0.5 };
  const LimitResult reached = { &limit, "q.bad", 2, TRUE, 3 };
  const CorpusFailure failure = { "s", "E405", "no" };
  const RunEnd end = { 0, 0, metrics, limits, 1, findings, TRUE };
  Finding *finding = finding_new("q.bad", "s", TRUE);
  Report *report = start(stages, NULL);

  (void)state;
  finding_add_place(finding, "a", "a.txt", "it", 2)->line = 3;
  finding->fingerprint = g_strdup("f00");
  finding_tell(finding, "");
  g_ptr_array_add(findings, finding);
  g_array_append_val(metrics, value);
  g_array_append_val(limits, reached);
  assert_true(report->failure(report, &failure, NULL));
  assert_true(report->end(report, &end, NULL));
  report->free(report);
  expect("SELECT * FROM error", "s|E405|no\n");
  expect("SELECT * FROM metric", "v.mean|∅|0..1\n");
  expect("SELECT * FROM limits", "q.bad|>=|0.5|2.0|3|1\n");
  expect("SELECT * FROM finding", "0|q.bad|f00|0|it\n");
  expect("SELECT * FROM finding_place", "0|0|a|a.txt|3|0|0|0|it\n");
  expect("PRAGMA user_version", "1\n");
}

/* A run that ends early leaves nothing. */
static void
test_cut_short(void **state)
{
  g_autoptr(GPtrArray) stages = g_ptr_array_new();
  g_autoptr(GDir) folder = NULL;
  Report *report = start(stages, NULL);

  (void)state;
  report->free(report);
  folder = g_dir_open(".", 0, NULL);
  assert_null(g_dir_read_name(folder));
}

static void
test_no_place(void **state)
{
  const ReportSpec spec = { (char *)"sqlite", (char *)"no/out.db", { 0 } };
  const ReportSpec null = { (char *)"sqlite", (char *)"/dev/null", { 0 } };
  g_autoptr(GError) error = NULL;

  (void)state;
  assert_null(report_new(&spec, NULL, &error));
  assert_string_equal(error->message,
                      "no/out.db: cannot write: No such file or directory");
  g_clear_error(&error);
  assert_null(report_new(&null, NULL, &error));
  assert_string_equal(error->message,
                      "/dev/null: cannot write: it is no regular file");
}

#define IN_FOLDER(test)                                                        \
  cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int
main(void)
{
  const struct CMUnitTest tests[] = {
    IN_FOLDER(test_rows),
    IN_FOLDER(test_search_and_keys),
    IN_FOLDER(test_findings_and_failures),
    IN_FOLDER(test_cut_short),
    IN_FOLDER(test_no_place),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
