/* SPDX-License-Identifier: Apache-2.0
 *
 * formats.c - the reports for CI, byte for byte, with names and texts that
 * would break out of a careless one.
 */
#include "output/finding-set.h"
#include "output/report.h"

#include "../folder.h"
#include "../unit.h"
#include <json-glib/json-glib.h>
#include <stemma/stemma.h>
#include <string.h>

static const stemma_metric finding = { "bad.count", "s",          "",
                                       "target",    NULL,         NULL,
                                       0,           STEMMA_COUNT, 1 };
static const stemma_port port = { &stemma_target_layer, NULL, 0, 0 };
static const stemma_stage declared = { .size = sizeof(stemma_stage),
                                       .writes = { &port, 1, sizeof port },
                                       .metrics = { &finding, 1,
                                                    sizeof finding } };

/* One document with a row that a limit counts, one that failed. */
static char *
report_of(const char *format)
{
  const ReportSpec spec = { (char *)format, (char *)"out", { 0 } };
  Limit limit = { (char *)"s", (char *)"bad.count", LIMIT_GT, 0, { 0 }, { 0 } };
  const LimitResult reached = { &limit, "s.bad.count", 1, TRUE };
  g_autoptr(GArray) limits = g_array_new(FALSE, FALSE, sizeof(LimitResult));
  g_autoptr(GPtrArray) rules = g_ptr_array_new();
  g_autoptr(GPtrArray) stages = g_ptr_array_new();
  g_autoptr(Schema) schema = schema_new(&stemma_target_layer);
  g_autoptr(Table) table = table_new(schema);
  g_autoptr(GString) bytes = g_string_new(NULL);
  Pipeline pipeline = { .name = (char *)"p.ini", .limits = rules };
  RunStage stage = { .name = "s", .declared = &declared };
  Run run = { .pipeline = &pipeline, .stages = stages };
  NamedTable named = { "target", table };
  DocumentError error = { "E603", NULL, (char *)"not\n::error::|<&\x01",
                          NULL,   3,    4 };
  Document good = { .id = (char *)"a<\"b", .path = (char *)"in/a,b:c|.txt" };
  Document bad = { .id = (char *)"bad",
                   .path = (char *)"bad.txt",
                   .error = &error };
  const DocumentResult results[] = { { &good, &named, 1 }, { &bad, NULL, 0 } };
  RunEnd end = { 2, 1, NULL, limits, 2 };
  stemma_target row = { .row = { 3, 17, 0, 0 } };
  Report *report = report_new(&spec, NULL);
  FindingSet *findings;
  char *text = NULL;

  g_array_append_val(limits, reached);
  g_ptr_array_add(rules, &limit);
  g_ptr_array_add(stages, &stage);
  good.doc.text = "é\n`]]>|%,:\n</b>";
  good.doc.length = (guint32)strlen(good.doc.text);
  bad.doc.index = 1;
  bad.doc.text = "";
  row.row.end = good.doc.length;
  stemma_append(table_writer(table, sizeof row, 0), &row, sizeof row);
  assert_string_equal(report->format, format);
  assert_true(report->begin(report, &run, NULL));
  for (guint i = 0; i < 2; i++) {
    g_string_truncate(bytes, 0);
    if (report->render)
      report->render(report, &results[i], bytes);
    assert_true(report->document(report, &results[i], bytes, NULL));
  }
  findings = finding_set_new(&run, NULL);
  finding_set_document(findings, &good);
  finding_set_rows(findings, 0, &good, table_view(table));
  end.findings = finding_set_list(findings);
  assert_true(report->end(report, &end, NULL));
  report->free(report);
  finding_set_free(findings);
  assert_true(g_file_get_contents("out", &text, NULL, NULL));
  return text;
}

static void
test_github(void **state)
{
  g_autofree char *text = report_of("github");

  (void)state;
  assert_string_equal(
      text, "::error file=bad.txt,line=3,col=4::E603: not%0A::error::|<&%01\n"
            "::error file=in/a%2Cb%3Ac|.txt,line=2,col=1::s.bad.count: "
            "`]]>|%25,:%0A</b>\n"
            "::error::s.bad.count is 1: a limit is reached\n"
            "2 articles, 1 not analysed\n");
}

static void
test_junit(void **state)
{
  g_autofree char *text = report_of("junit");

  (void)state;
  assert_string_equal(
      text,
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites>\n"
      "  <testsuite name=\"limits\" tests=\"1\" failures=\"1\" errors=\"0\" "
      "time=\"0\">\n"
      "    <testcase classname=\"stemma.limits\" name=\"s.bad.count &#62; 0\" "
      "time=\"0\">\n"
      "      <failure type=\"limit\" message=\"s.bad.count is 1\">"
      "in/a,b:c|.txt:2:1: `]]&#62;|%,:&#10;&#60;/b&#62;\n"
      "</failure>\n"
      "    </testcase>\n"
      "  </testsuite>\n"
      "  <testsuite name=\"documents\" tests=\"2\" failures=\"0\" errors=\"1\" "
      "time=\"0\">\n"
      "    <testcase classname=\"stemma.documents\" name=\"a&#60;&#34;b\" "
      "time=\"0\"/>\n"
      "    <testcase classname=\"stemma.documents\" name=\"bad\" time=\"0\">\n"
      "      <error type=\"error\" message=\"E603: "
      "not&#10;::error::|&#60;&#38;\xEF\xBF\xBD\"/>\n"
      "    </testcase>\n"
      "  </testsuite>\n"
      "</testsuites>\n");
}

static void
test_markdown(void **state)
{
  g_autofree char *text = report_of("markdown");

  (void)state;
  assert_string_equal(
      text,
      "### stemma\n"
      "\n"
      "| | fails if | value |\n"
      "|---|---|---|\n"
      "| **FAIL** | s.bad.count &gt; 0<br>in/a,b&#58;c&#124;.txt&#58;2&#58;1 "
      "&#96;&#93;&#93;&#62;&#124;%,&#58; &#60;/b&#62; | 1 |\n"
      "\n"
      "``````````text\n"
      "2 articles, 1 not analysed\n"
      "  A  a<\"b   B  bad\n"
      "\n"
      "Not analysed\n"
      "  bad.txt  E603: not ::error::|<&\n"
      "``````````\n");
}

/* The array holds what the lines hold. */
static void
test_json(void **state)
{
  g_autofree char *array = report_of("json");
  g_autofree char *lines = report_of("jsonl");
  g_autoptr(JsonParser) parser = json_parser_new();
  g_autoptr(GString) joined = g_string_new("[\n");
  g_auto(GStrv) each = g_strsplit(g_strchomp(lines), "\n", -1);
  g_autofree char *items = g_strjoinv(",\n", each);

  (void)state;
  assert_true(json_parser_load_from_data(parser, array, -1, NULL));
  g_string_append_printf(joined, "%s\n]\n", items);
  assert_string_equal(array, joined->str);
}

static void
test_names(void **state)
{
  const char *const *formats = report_formats();

  (void)state;
  assert_int_equal(g_strv_length((char **)formats), 7);
  assert_true(g_strv_contains(formats, "terminal"));
}

#define IN_FOLDER(test)                                                        \
  cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int
main(void)
{
  const struct CMUnitTest tests[] = {
    IN_FOLDER(test_github),       IN_FOLDER(test_junit),
    IN_FOLDER(test_markdown),     IN_FOLDER(test_json),
    cmocka_unit_test(test_names),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
