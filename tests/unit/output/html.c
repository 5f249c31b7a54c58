/* SPDX-License-Identifier: Apache-2.0
 *
 * html.c - texts of strangers, the collation as passages, and the page from
 * tables that lie.
 */
#include "output/html/excerpt.h"
#include "output/html/passage.h"
#include "output/html/text.h"
#include "output/report.h"

#include "../folder.h"
#include "../unit.h"
#include <math.h>
#include <stemma/stemma.h>
#include <string.h>

typedef struct {
  GPtrArray *garbage; /* of Schema */
  Report *report;
  Pipeline pipeline;
  Run run;
  RunStage stage;
  GPtrArray *writes;
} Fixture;

static void
start(Fixture *fixture)
{
  const ReportSpec spec = { (char *)"html", (char *)"out", { 0 } };

  memset(fixture, 0, sizeof *fixture);
  fixture->garbage =
      g_ptr_array_new_with_free_func((GDestroyNotify)schema_free);
  fixture->writes = g_ptr_array_new();
  g_ptr_array_add(fixture->writes, (void *)"utterance");
  fixture->stage.name = "<b>all</b>";
  fixture->stage.plugin = "x";
  fixture->stage.writes = fixture->writes;
  fixture->run.pipeline = &fixture->pipeline;
  fixture->run.stages = g_ptr_array_new();
  g_ptr_array_add(fixture->run.stages, &fixture->stage);
  fixture->report = report_new(&spec, NULL, NULL);
  assert_true(fixture->report->begin(fixture->report, &fixture->run, NULL));
}

static char *
finish(Fixture *fixture)
{
  const RunEnd end = { 2, 0, NULL, NULL, 0, NULL, FALSE };
  char *bytes = NULL;

  assert_true(fixture->report->end(fixture->report, &end, NULL));
  fixture->report->free(fixture->report);
  g_ptr_array_unref(fixture->run.stages);
  g_ptr_array_unref(fixture->writes);
  g_ptr_array_unref(fixture->garbage);
  assert_true(g_file_get_contents("out", &bytes, NULL, NULL));
  return bytes;
}

static Table *
new_table(GPtrArray *garbage, const stemma_layer *layer)
{
  Schema *schema = schema_new(layer);

  g_ptr_array_add(garbage, schema);
  return table_new(schema);
}

static stemma_str
put(Table *table, const char *text)
{
  return table_add_string(table, text, (guint32)strlen(text));
}

static void
append(Table *table, const void *row, gsize size)
{
  assert_int_equal(
      stemma_append(table_writer(table, (guint32)size, 0), row, size),
      STEMMA_OK);
}

static void
tell(Fixture *fixture, Table *table)
{
  NamedTable named = { table_schema(table)->name, table };

  assert_true(fixture->report->corpus(fixture->report, &named, NULL));
  table_unref(table);
}

static void
tell_document(Fixture *fixture, guint32 index, const char *id)
{
  Document document = { .id = (char *)id, .path = (char *)"in" };
  DocumentResult result = { &document, NULL, 0 };

  document.doc.index = index;
  document.doc.text = "";
  assert_true(fixture->report->document(fixture->report, &result, NULL, NULL));
}

static void
check_text(const char *text, const char *expected)
{
  g_autoptr(GString) out = g_string_new(NULL);

  html_text(out, text, -1);
  assert_string_equal(out->str, expected);
}

static void
test_text(void **state)
{
  g_autoptr(GString) out = g_string_new(NULL);

  (void)state;
  check_text("a<b>&amp;\"'", "a&lt;b&gt;&amp;amp;&quot;&#39;");
  check_text("</style>-->", "&lt;/style&gt;--&gt;");
  check_text("\u202e\u2066\x07\u200f\U000e0041\u2028",
             "<span class=\"ctl\">U+202E</span>"
             "<span class=\"ctl\">U+2066</span>"
             "<span class=\"ctl\">U+0007</span>"
             "<span class=\"ctl\">U+200F</span>"
             "<span class=\"ctl\">U+E0041</span> ");
  check_text("a\xFF"
             "b\xE2\x82",
             "a\uFFFDb\uFFFD\uFFFD");
  check_text("می\u200cخواهم 中文", "می\u200cخواهم 中文");
  html_bdi_cut(out, "<<<", 2);
  assert_string_equal(out->str, "<bdi>&lt;&lt;…</bdi>");
  g_string_truncate(out, 0);
  html_cut(out, "a\u202eb", 9);
  assert_string_equal(out->str, "ab");
}

static void
test_numbers(void **state)
{
  static const struct {
    double value;
    const char *expected;
  } cases[] = { { 0.1234, "+0.12" },
                { -0.5, "−0.50" },
                { -0.001, "0.00" },
                { 1, "+1.00" },
                { NAN, "0.00" } };

  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GString) out = g_string_new(NULL);

    html_signed(out, cases[i].value);
    assert_string_equal(out->str, cases[i].expected);
  }
}

/* The words of one article, one a column, "-" where it leaves out. */
static void
add_words(Table *table, guint32 article, const char *words)
{
  g_auto(GStrv) split = g_strsplit(words, " ", -1);

  for (guint32 i = 0; split[i]; i++) {
    gboolean omitted = strcmp(split[i], "-") == 0;
    stemma_reading row = { .column = i,
                           .doc = article,
                           .rendering = article,
                           .kind = omitted ? STEMMA_OMISSION : STEMMA_VARIANT,
                           .content = !strchr(",.", *split[i]) };

    row.text = put(table, omitted ? "" : split[i]);
    append(table, &row, sizeof row);
  }
}

/* "same [one 0 | other 12] {absent 2: ...}" */
static char *
describe(const GArray *passages)
{
  GString *out = g_string_new(NULL);

  for (guint i = 0; i < passages->len; i++) {
    const Passage *passage = &g_array_index(passages, Passage, i);

    g_string_append(out, i ? " " : "");
    for (guint a = 0; a < passage->absent->len; a++)
      g_string_append_printf(out, "-%u ",
                             g_array_index(passage->absent, guint32, a));
    if (passage->same)
      g_string_append(out, passage->same);
    for (guint v = 0; passage->variants && v < passage->variants->len; v++) {
      const Variant *one = &g_array_index(passage->variants, Variant, v);

      g_string_append_printf(out, "%s%s:", v ? "|" : "[", one->text);
      for (guint a = 0; a < one->articles->len; a++)
        g_string_append_printf(out, "%u",
                               g_array_index(one->articles, guint32, a));
    }
    g_string_append(out, passage->variants ? "]" : "");
  }
  return g_string_free(out, FALSE);
}

/* The passages of `count` articles, described. */
static char *
passages_of(const char *const *words, guint32 count)
{
  g_autoptr(GPtrArray) garbage =
      g_ptr_array_new_with_free_func((GDestroyNotify)schema_free);
  Summary summary = { .tables =
                          g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                                (GDestroyNotify)table_unref) };
  Table *utterances = new_table(garbage, &stemma_utterance_layer);
  Table *readings = new_table(garbage, &stemma_reading_layer);
  stemma_utterance utterance = { .witnesses = count };
  g_autoptr(GArray) passages = NULL;
  ReadingIndex *index;
  Collation *collation;
  char *text;

  append(utterances, &utterance, sizeof utterance);
  for (guint32 i = 0; i < count; i++)
    add_words(readings, i, words[i]);
  g_hash_table_insert(summary.tables, (void *)"utterance", utterances);
  g_hash_table_insert(summary.tables, (void *)"reading", readings);
  index = reading_index_new(&summary);
  collation = collation_new(index, 0);
  passages = passages_new(collation);
  text = describe(passages);
  collation_free(collation);
  reading_index_free(index);
  g_hash_table_unref(summary.tables);
  return text;
}

static void
test_passages(void **state)
{
  static const char *const words[] = {
    "The just fight , to - end the war we did not want",
    "The holy strife - to - end - - - - - -",
    "the holy strife - for an end the war we never - want"
  };
  g_autofree char *text = passages_of(words, G_N_ELEMENTS(words));

  (void)state;
  assert_string_equal(text, "The [just fight:0|holy strife:12] "
                            "[to:01|for an:2] end -1 the war we -1 "
                            "[did not:0|never:2] -1 want");
}

/* Nobody is compared with the sentences that one alone quotes. */
static void
test_sentences_of_one(void **state)
{
  static const char *const words[] = {
    "- - - - - - That fault . - - - - - -",
    "- - - - - - It fault . - - - - - -", "- - - - - - It fault . - - - - - -",
    "We began to play badly . This fault . I pick every team myself ."
  };
  g_autofree char *text = passages_of(words, G_N_ELEMENTS(words));

  (void)state;
  assert_string_equal(text, "-0 -1 -2 We began to play badly "
                            "[That:0|It:12|This:3] fault "
                            "-0 -1 -2 I pick every team myself");
}

/* Words of one article as its text has them: "far-off", "(dry)". */
static void
test_spacing(void **state)
{
  static const struct {
    guint32 begin;
    guint32 content;
    const char *text;
  } cells[] = { { 1, 0, "(" },   { 2, 1, "far" }, { 5, 0, "-" },
                { 6, 1, "off" }, { 10, 0, "(" },  { 11, 1, "dry" },
                { 14, 0, ")" } };
  g_autoptr(GPtrArray) garbage =
      g_ptr_array_new_with_free_func((GDestroyNotify)schema_free);
  Summary summary = { .tables =
                          g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                                (GDestroyNotify)table_unref) };
  Table *utterances = new_table(garbage, &stemma_utterance_layer);
  Table *readings = new_table(garbage, &stemma_reading_layer);
  stemma_utterance utterance = { .witnesses = 1 };
  ReadingIndex *index;
  Collation *collation;
  Variant variant = { 0 };

  (void)state;
  append(utterances, &utterance, sizeof utterance);
  for (guint32 i = 0; i < G_N_ELEMENTS(cells); i++) {
    stemma_reading row = { .column = i, .content = cells[i].content };

    row.row.begin = cells[i].begin;
    row.row.end = cells[i].begin + (guint32)strlen(cells[i].text);
    row.text = put(readings, cells[i].text);
    append(readings, &row, sizeof row);
  }
  g_hash_table_insert(summary.tables, (void *)"utterance", utterances);
  g_hash_table_insert(summary.tables, (void *)"reading", readings);
  index = reading_index_new(&summary);
  collation = collation_new(index, 0);
  assert_true(collation_join(collation,
                             &g_array_index(collation->witnesses, Witness, 0),
                             0, 6, &variant));
  assert_string_equal(variant.text, "far-off (dry");
  g_free(variant.text);
  g_free(variant.folded);
  collation_free(collation);
  reading_index_free(index);
  g_hash_table_unref(summary.tables);
}

/* A headline, and numbers in their sentences; rows that cut characters. */
static void
test_excerpts(void **state)
{
  static const char text[] = "Boats stay in Olm\nThe caf\xc3\xa9 shut for two "
                             "hours after nine, he said.";
  static const guint32 sentences[][2] = { { 0, 17 }, { 18, 67 } };
  static const guint32 numbers[][2] = { { 37, 46 }, { 26, 41 }, { 5, 30 } };
  g_autoptr(GPtrArray) garbage =
      g_ptr_array_new_with_free_func((GDestroyNotify)schema_free);
  Table *tones = new_table(garbage, &stemma_sentiment_layer);
  Table *quantities = new_table(garbage, &stemma_quantity_layer);
  Document document = { .doc = { .text = text, .length = sizeof text - 1 } };
  g_autoptr(GString) out = g_string_new(NULL);
  g_autoptr(GArray) excerpts = NULL;
  g_autofree char *title = NULL, *opening = NULL;

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(sentences); i++) {
    stemma_sentiment row = { .row = { sentences[i][0], sentences[i][1], 0, 0 },
                             .scope = STEMMA_SCOPE_SENTENCE };

    append(tones, &row, sizeof row);
  }
  for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
    stemma_quantity row = { .row = { numbers[i][0], numbers[i][1], 0, 0 } };

    append(quantities, &row, sizeof row);
  }
  title = excerpt_title(&document, table_view(tones), &opening);
  assert_string_equal(title, "Boats stay in Olm");
  assert_null(opening);
  excerpts = excerpts_new(&document, table_view(tones), table_view(quantities));
  assert_int_equal(excerpts->len, 3);
  excerpt_print(out, &g_array_index(excerpts, Excerpt, 0), 10);
  assert_string_equal(out->str,
                      "“… <bdi>shut for <b>two hours</b> after</bdi> …”");
  excerpt_print(out, &g_array_index(excerpts, Excerpt, 1), 90);
  assert_null(g_array_index(excerpts, Excerpt, 2).text);
  table_unref(tones);
  table_unref(quantities);
}

static void
tell_lineage(Fixture *fixture)
{
  static const guint32 ring[][2] = {
    { 0, 1 }, { 1, 2 }, { 2, 0 }, { 0, 0 }, { 7, 8 }
  };
  Table *table = new_table(fixture->garbage, &stemma_lineage_layer);

  for (guint i = 0; i < G_N_ELEMENTS(ring); i++) {
    stemma_lineage row = { .row = { 0, 0, 3, 0 },
                           .from = ring[i][0],
                           .to = ring[i][1],
                           .from_doc = ring[i][0],
                           .to_doc = ring[i][1],
                           .kind = i == 4 ? 99 : STEMMA_EDITED,
                           .length = i == 1 ? (double)NAN : 3 };

    append(table, &row, sizeof row);
  }
  tell(fixture, table);
}

static void
tell_lies(Fixture *fixture)
{
  stemma_utterance utterance = { .row = { 0, 0, 1, 0 }, .witnesses = 2 };
  stemma_rendering rendering = { .doc = 77, .utterance = 99 };
  stemma_variance variance = { .row = { 0, 0, 3, 0 }, .score = (double)NAN };
  stemma_reading reading = { .column = 4000000000u, .rendering = 9 };
  stemma_agreement agreement = { .verdict = STEMMA_DIFFER,
                                 .members = { 7, 4000000000u },
                                 .about = { 4000000000u, 5 } };
  Table *table = new_table(fixture->garbage, &stemma_utterance_layer);

  utterance.id = put(table, "U\"><i");
  utterance.label = put(table, "<img src=x>\u202e");
  utterance.speaker = put(table, "Ana</style><script>x()</script>-->");
  append(table, &utterance, sizeof utterance);
  tell(fixture, table);
  table = new_table(fixture->garbage, &stemma_rendering_layer);
  append(table, &rendering, sizeof rendering);
  tell(fixture, table);
  table = new_table(fixture->garbage, &stemma_variance_layer);
  append(table, &variance, sizeof variance);
  variance.scope = STEMMA_VARIANCE_PAIR;
  variance.b = 1;
  append(table, &variance, sizeof variance);
  tell(fixture, table);
  table = new_table(fixture->garbage, &stemma_reading_layer);
  append(table, &reading, sizeof reading);
  tell(fixture, table);
  table = new_table(fixture->garbage, &stemma_agreement_layer);
  append(table, &agreement, sizeof agreement);
  tell(fixture, table);
}

/* A faulty plugin's tables make a page all the same, and no markup. */
static void
test_lies(void **state)
{
  g_autofree char *text = NULL;
  Fixture fixture;

  (void)state;
  start(&fixture);
  tell_document(&fixture, 0, "</title><script>\u202e");
  tell_document(&fixture, 1, "b");
  tell_lies(&fixture);
  tell_lineage(&fixture);
  text = finish(&fixture);
  assert_non_null(strstr(text, "Ana&lt;/style&gt;&lt;script&gt;x()"));
  assert_non_null(strstr(text, "&lt;img src=x&gt;<span class=\"ctl\">U+202E"));
  assert_non_null(strstr(text, "&lt;/title&gt;&lt;script&gt;"));
  assert_non_null(strstr(text, "<b><bdi>&lt;b&gt;all&lt;/b&gt;</bdi></b>"));
  assert_null(strstr(text, "<script"));
  assert_null(strstr(text, "<img"));
  assert_null(strstr(text, "\u202e"));
  assert_true(g_str_has_suffix(text, "</html>\n"));
}

static void
test_nothing(void **state)
{
  g_autofree char *text = NULL;
  Fixture fixture;

  (void)state;
  start(&fixture);
  text = finish(&fixture);
  assert_non_null(strstr(text, "0 articles, 0 shared utterances"));
}

#define IN_FOLDER(test)                                                        \
  cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_text),
    cmocka_unit_test(test_numbers),
    cmocka_unit_test(test_passages),
    cmocka_unit_test(test_sentences_of_one),
    cmocka_unit_test(test_spacing),
    cmocka_unit_test(test_excerpts),
    IN_FOLDER(test_lies),
    IN_FOLDER(test_nothing),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
