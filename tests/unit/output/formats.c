/* SPDX-License-Identifier: Apache-2.0
 *
 * formats.c - the reports for CI, byte for byte, with names and texts that
 * would break out of a careless one.
 */
#include "output/findings/finding-set.h"
#include "output/report.h"

#include "../folder.h"
#include "../unit.h"
#include <json-glib/json-glib.h>
#include <stemma/stemma.h>
#include <string.h>

static const stemma_metric finding = { "bad.count", "bad rows",   "",
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
  Report *report = report_new(&spec, NULL, NULL);
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
  findings = finding_set_new(&run, NULL, FALSE);
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
            "FAIL s.bad.count > 0: 1\n"
            "2 articles, 1 not analysed\n");
}

static void
test_gitlab(void **state)
{
  g_autofree char *text = report_of("gitlab");

  (void)state;
  assert_string_equal(
      text,
      "[\n"
      "{\"description\":\"E603: not\\n::error::|<&\\u0001\",\"check_name\":"
      "\"E603\",\"fingerprint\":\"e856c0bb25e3fb9aee3b70101b982fbe\","
      "\"severity\":\"blocker\",\"location\":{\"path\":\"bad.txt\","
      "\"lines\":{\"begin\":3}}},\n"
      "{\"description\":\"bad rows: `]]>|%,: </b>\",\"check_name\":"
      "\"s.bad.count\",\"fingerprint\":\"18301fb0db16501f21a39e3a279b072b\","
      "\"severity\":\"major\",\"location\":{\"path\":\"in/a,b:c|.txt\","
      "\"lines\":{\"begin\":2}}}\n"
      "]\n");
}

static void
test_tap(void **state)
{
  g_autofree char *text = report_of("tap");

  (void)state;
  assert_string_equal(text,
                      "TAP version 14\n"
                      "1..3\n"
                      "not ok 1 - limit s.bad.count > 0\n"
                      "  ---\n"
                      "  message: \"s.bad.count is 1\"\n"
                      "  count: 1\n"
                      "  places:\n"
                      "    - file: \"in/a,b:c|.txt\"\n"
                      "      line: 2\n"
                      "      column: 1\n"
                      "      text: \"`]]>|%,:\\u000A</b>\"\n"
                      "  ...\n"
                      "ok 2 - document a<\"b\n"
                      "not ok 3 - document bad\n"
                      "  ---\n"
                      "  message: \"E603: not\\u000A::error::|<&\\u0001\"\n"
                      "  at:\n"
                      "    file: \"bad.txt\"\n"
                      "    line: 3\n"
                      "    column: 4\n"
                      "  ...\n");
}

static JsonObject *
member(JsonObject *object, const char *name)
{
  return json_object_get_object_member(object, name);
}

static JsonObject *
item(JsonObject *object, const char *name, guint number)
{
  return json_array_get_object_element(
      json_object_get_array_member(object, name), number);
}

static const char *
word(JsonObject *object, const char *name)
{
  return json_object_get_string_member(object, name);
}

/* Findings are results with a relative place; errors are notifications. */
static void
test_sarif(void **state)
{
  g_autofree char *text = report_of("sarif");
  g_autoptr(JsonParser) parser = json_parser_new();
  JsonObject *run, *result, *place, *region, *note;

  (void)state;
  assert_true(json_parser_load_from_data(parser, text, -1, NULL));
  run = item(json_node_get_object(json_parser_get_root(parser)), "runs", 0);
  result = item(run, "results", 0);
  assert_string_equal(word(result, "ruleId"), "s.bad.count");
  assert_string_equal(word(result, "level"), "error");
  assert_string_equal(word(member(result, "message"), "text"),
                      "bad rows: `]]>|%,: </b>");
  assert_string_equal(
      word(item(member(member(run, "tool"), "driver"), "rules", 0), "name"),
      "SBadCount");
  place = member(item(result, "locations", 0), "physicalLocation");
  assert_string_equal(word(member(place, "artifactLocation"), "uri"),
                      "in/a%2Cb%3Ac%7C.txt");
  assert_string_equal(word(member(place, "artifactLocation"), "uriBaseId"),
                      "%SRCROOT%");
  region = member(place, "region");
  assert_int_equal(json_object_get_int_member(region, "startLine"), 2);
  assert_int_equal(json_object_get_int_member(region, "endLine"), 3);
  assert_int_equal(json_object_get_int_member(region, "endColumn"), 5);
  assert_int_equal(
      strlen(word(member(result, "partialFingerprints"), "stemmaFinding/v1")),
      32);
  assert_false(json_object_has_member(result, "baselineState"));
  note = item(item(run, "invocations", 0), "toolExecutionNotifications", 0);
  assert_string_equal(word(member(note, "descriptor"), "id"), "E603");
  assert_false(json_object_get_boolean_member(item(run, "invocations", 0),
                                              "executionSuccessful"));
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
  for (guint i = 1; formats[i]; i++)
    assert_true(strcmp(formats[i - 1], formats[i]) < 0);
  assert_true(g_strv_contains(formats, "html"));
  assert_true(g_strv_contains(formats, "terminal"));
}

#define IN_FOLDER(test)                                                        \
  cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int
main(void)
{
  const struct CMUnitTest tests[] = {
    IN_FOLDER(test_github), IN_FOLDER(test_gitlab),
    IN_FOLDER(test_tap),    IN_FOLDER(test_sarif),
    IN_FOLDER(test_junit),  IN_FOLDER(test_markdown),
    IN_FOLDER(test_json),   cmocka_unit_test(test_names),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
