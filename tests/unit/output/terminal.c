/* SPDX-License-Identifier: Apache-2.0
 *
 * terminal.c - the report for people, from tables made by hand: as it should
 * look for five articles, and within its columns for one and for 200.
 */
#include "terminal-tables.h"

static void
tell_utterances(Fixture *fixture)
{
  Table *utterances = new_table(fixture, &stemma_utterance_layer);
  Table *renderings = new_table(fixture, &stemma_rendering_layer);
  Table *variances = new_table(fixture, &stemma_variance_layer);

  add_utterance(utterances, "U1", "the bridge will stand by winter",
                "Minister Adela Brunn", 5);
  add_utterance(utterances, "U2", "nobody was asked", NULL, 2);
  add_utterance(utterances, "U3", "a gift to the valley", "Rolf Tern", 2);
  add_utterance(utterances, "U4", "only once", NULL, 1);
  add_utterance(utterances, "U5", "two words elsewhere", NULL, 2);
  add_renderings(renderings, 0, "ABCDE");
  add_renderings(renderings, 1, "BE");
  add_renderings(renderings, 2, "CAA");
  add_renderings(renderings, 4, "AD");
  add_variance(variances, 0, 0.42);
  add_variance(variances, 1, 0.8);
  add_variance(variances, 2, 0);
  tell(fixture, utterances);
  tell(fixture, renderings);
  tell(fixture, variances);
}

static void
tell_readings(Fixture *fixture)
{
  Table *table = new_table(fixture, &stemma_reading_layer);

  add_readings(table, 0, 0, "The|new|bridge|will|stand|,|by|winter");
  add_readings(table, 0, 1, "the|new|bridge|will|stand|-|by|winter");
  add_readings(table, 0, 2, "Our|-|crossing|will|be ready|,|by|winter");
  add_readings(table, 0, 3, "Our|-|crossing|will|be ready|-|-|-");
  add_readings(table, 0, 4, "|||will|stand|-|by|winter");
  tell(fixture, table);
}

static void
tell_agreements(Fixture *fixture)
{
  Table *table = new_table(fixture, &stemma_agreement_layer);
  Table *members = new_table(fixture, &stemma_agreement_member_layer);

  add_agreement(table, members, STEMMA_AGREE, "bridge, length",
                TEXTS("A42.7 metres", "B42.7 metres", "C42.7-metre"));
  add_agreement(table, members, STEMMA_DIFFER, "talks, length",
                TEXTS("Aabout two hours", "Baround two hours", "Cseveral hours",
                      "Eseveral hours"));
  add_agreement(table, members, STEMMA_ONE_SOURCE, "cost", TEXTS("D3 million"));
  add_agreement(table, members, STEMMA_ONE_SOURCE, "", TEXTS("D12 ships"));
  tell(fixture, table);
  tell(fixture, members);
}

static void
tell_lineage(Fixture *fixture)
{
  Table *table = new_table(fixture, &stemma_lineage_layer);

  add_edge(table, 0, 1, STEMMA_VERBATIM, 0);
  add_edge(table, 2, 4, STEMMA_EDITED, .125);
  add_edge(table, 1, 4, STEMMA_INDEPENDENT, .5);
  add_edge(table, 4, 3, STEMMA_INDEPENDENT, 0);
  tell(fixture, table);
}

static GPtrArray *
conflict_in(const char *const *ids, const char *const *texts)
{
  GPtrArray *findings =
      g_ptr_array_new_with_free_func((GDestroyNotify)finding_free);
  Finding *finding = finding_new("all.conflict.count", "s", TRUE);

  for (; *ids; ids++, texts++) {
    g_autofree char *path = g_strdup_printf("in/%s.txt", *ids);
    FindingPlace *place =
        finding_add_place(finding, *ids, path, *texts, strlen(*texts));

    place->line = 1;
    place->column = 11;
  }
  g_ptr_array_add(findings, finding);
  return findings;
}

/* clang-format off */
static const char expected[] =
"5 articles, 4 shared utterances, 1 not analysed\n"
"  A  one     B  two     C  three   D  four    E  five\n"
"\n"
"Utterances                                divergence       articles\n"
"  U2   nobody was asked                   0.80 ██████▍     . B . . E\n"
"  U1   the bridge will stand… Brunn       0.42 ███▍        A B C D E\n"
"  U5   two words elsewhere                not compared     A . . D .\n"
"  1 more is identical: U3 (A C)\n"
"\n"
"U1 widest wording differences\n"
"  [stand, by winter] ABE                  [The new bridge] AB\n"
"  [be ready, by winter] C                 [Our crossing] CD\n"
"  [be ready] D\n"
"\n"
"Quantities  1 agrees, 1 differs, 2 from one article\n"
"  ≠ talks, length   A about two hours             B around two hours\n"
"                    C E several hours\n"
"  = bridge, length  A B 42.7 metres               C 42.7-metre\n"
"  · one article     D 3 million, 12 ships\n"
"\n"
"Sentiment         A       B       C       D       E\n"
"  narration   +0.16   +0.15   -0.11       –   -0.30\n"
"  quotes      +0.33   +0.33   +0.10       –   +0.61\n"
"\n"
"Lineage                                   differing words  support\n"
"  A B                 word for word       0.00             0 %\n"
"  E – D               too little to tell  0.00             0 %\n"
"  C – E               edited              0.12 █           0 %\n"
"  A B – E             independent         0.50 ████        0 %\n"
"\n"
"Limits\n"
"  pass  all.variance.mean > 0.6             0.43\n"
"  FAIL  all.conflict.count > 0              1\n"
"        in/one.txt:1:11  about two hours\n"
"        in/two.txt:1:11  around two hours\n"
"        in/three.txt:1:11  several hours\n"
"        in/five.txt:1:11  several hours\n"
"\n"
"Not analysed\n"
"  in/four.txt  E603: byte 0xFF\n";
/* clang-format on */

static void
test_five_articles(void **state)
{
  g_autoptr(GArray) limits = g_array_new(FALSE, FALSE, sizeof(LimitResult));
  Limit mean = { (char *)"all", (char *)"variance.mean", LIMIT_GT, 0.6, { 0 },
                 { 0 } };
  Limit count = { (char *)"all", (char *)"conflict.count", LIMIT_GT, 0, { 0 },
                  { 0 } };
  const LimitResult results[] = { { &mean, "all.variance.mean", 0.43, FALSE },
                                  { &count, "all.conflict.count", 1, TRUE } };
  DocumentError error = { "E603", NULL, (char *)"byte 0xFF", NULL, 1, 1 };
  static const char *const ids[] = { "one", "two", "three", "five", NULL };
  static const char *const texts[] = { "about two hours", "around two hours",
                                       "several hours", "several hours" };
  g_autoptr(GPtrArray) findings = conflict_in(ids, texts);
  const RunEnd end = { 5, 1, NULL, limits, 2, findings, FALSE };
  g_autofree char *text = NULL;
  Fixture fixture;

  (void)state;
  g_array_append_vals(limits, results, 2);
  start(&fixture, all_layers, FALSE);
  tell_scored(&fixture, 0, "one", 0.16, 0.33);
  tell_scored(&fixture, 1, "two", 0.15, 0.33);
  tell_scored(&fixture, 2, "three", -0.11, 0.1);
  tell_document(&fixture, 3, "four", NULL, 0, &error);
  tell_scored(&fixture, 4, "five", -0.3, 0.61);
  tell_utterances(&fixture);
  tell_readings(&fixture);
  tell_agreements(&fixture);
  tell_lineage(&fixture);
  text = finish(&fixture, &end);
  assert_string_equal(text, expected);
}

/* Every line fits, and nothing drives the terminal. */
static void
check_lines(const char *text)
{
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

  for (guint i = 0; lines[i]; i++) {
    if (screen_measure(lines[i], -1) > SCREEN_WIDTH)
      fail_msg("too wide: %s", lines[i]);
    for (const char *at = lines[i]; *at; at++)
      assert_true((guchar)*at >= 0x20 && *at != 0x7f);
    assert_null(strstr(lines[i], "\u202e"));
    assert_false(g_str_has_suffix(lines[i], " "));
  }
}

/* Amounts that have no room are counted, and none is cut. */
static void
test_amounts_of_one_article(void **state)
{
  const RunEnd end = { 2, 0, NULL, NULL, 0 };
  g_autofree char *text = NULL;
  Table *table, *members;
  Fixture fixture;

  (void)state;
  start(&fixture, all_layers, FALSE);
  table = new_table(&fixture, &stemma_agreement_layer);
  members = new_table(&fixture, &stemma_agreement_member_layer);
  tell_scored(&fixture, 0, "one", 0, 0);
  tell_scored(&fixture, 1, "two", 0, 0);
  add_agreement(table, members, STEMMA_AGREE, "harbour", TEXTS("A9", "B9"));
  add_agreement(table, members, STEMMA_ONE_SOURCE, "", TEXTS("A27 years old"));
  add_agreement(table, members, STEMMA_ONE_SOURCE, "", TEXTS("A20 minutes"));
  add_agreement(table, members, STEMMA_ONE_SOURCE, "", TEXTS("A5.4 million"));
  for (guint i = 0; i < 12; i++)
    add_agreement(table, members, STEMMA_ONE_SOURCE, "", TEXTS("B1,200 men"));
  tell(&fixture, table);
  tell(&fixture, members);
  text = finish(&fixture, &end);
  check_lines(text);
  assert_non_null(strstr(text, "A 27 years old, 20 minutes, 5.4 million\n"));
  assert_non_null(strstr(
      text, "B 1,200 men, 1,200 men, 1,200 men, 1,200 men, 1,200 men +7\n"));
}

static void
test_two_hundred_articles(void **state)
{
  const RunEnd end = { 200, 0, NULL, NULL, 0 };
  g_autofree char *text = NULL;
  Table *utterances, *renderings, *readings, *lineage;
  Fixture fixture;

  (void)state;
  start(&fixture, all_layers, FALSE);
  utterances = new_table(&fixture, &stemma_utterance_layer);
  renderings = new_table(&fixture, &stemma_rendering_layer);
  readings = new_table(&fixture, &stemma_reading_layer);
  lineage = new_table(&fixture, &stemma_lineage_layer);
  for (guint32 i = 0; i < 200; i++) {
    g_autofree char *id = g_strdup_printf("an-article-with-a-long-name-%u", i);
    stemma_rendering row = { .doc = i };

    tell_scored(&fixture, i, id, (i % 19) / 10.0 - 0.9, (i % 7) / 7.0);
    append(renderings, &row, sizeof row);
    add_readings(readings, 0, i, i % 3 ? "a|word|b" : "a|-|c");
    add_edge(lineage, i, (i + 1) % 200,
             i % 5 ? STEMMA_EDITED : STEMMA_INDEPENDENT, 0);
  }
  for (guint i = 0; i < 40; i++) {
    g_autofree char *id = g_strdup_printf("U%u", i + 1);

    add_utterance(utterances, id, "a label that is far too long for its column",
                  "Somebody With A Very Long Name", 200 - i);
  }
  tell(&fixture, utterances);
  tell(&fixture, renderings);
  tell(&fixture, readings);
  tell(&fixture, lineage);
  text = finish(&fixture, &end);
  check_lines(text);
  assert_non_null(strstr(text, "and 170 more"));
  assert_non_null(strstr(text, "28 more differ less"));
  assert_non_null(strstr(text, "narration of 200 articles, mean"));
}

static void
tell_published(Fixture *fixture, guint32 index, const char *id, const char *key,
               const char *outlet)
{
  g_autofree char *path = g_strdup_printf("in/%s.txt", id);
  Document document = { .id = (char *)id, .path = path };
  DocumentResult result = { &document, NULL, 0 };

  document.doc.index = index;
  document_add_meta(&document, key, outlet, META_TEXT);
  assert_true(fixture->report->document(fixture->report, &result, NULL, NULL));
  g_array_unref(document.meta);
}

/* By the outlet, whatever its member is called, where only one article has
 * it. */
static void
test_names_of_outlets(void **state)
{
  const RunEnd end = { 4, 0, NULL, NULL, 0 };
  g_autofree char *text = NULL;
  Fixture fixture;

  (void)state;
  start(&fixture, all_layers, FALSE);
  tell_published(&fixture, 0, "one", "source", "Ferry Times");
  tell_published(&fixture, 1, "two", "outlet", "Hill Post");
  tell_published(&fixture, 2, "three", "publisher", "Hill Post");
  tell_published(&fixture, 3, "an-id-that-takes-all-room", "outlet",
                 "Dale Gazette");
  text = finish(&fixture, &end);
  assert_non_null(strstr(text, "A  Ferry Times (one)"));
  assert_non_null(strstr(text, "B  two"));
  assert_non_null(strstr(text, "C  three"));
  assert_non_null(strstr(text, "D  Dale Gazette\n"));
  assert_null(strstr(text, "Hill Post"));
}

/* A turned sentence leaves nothing out. */
static void
test_turned(void **state)
{
  const RunEnd end = { 2, 0, NULL, NULL, 0 };
  g_autofree char *text = NULL;
  Table *utterances, *readings;
  Fixture fixture;

  (void)state;
  start(&fixture, all_layers, FALSE);
  tell_scored(&fixture, 0, "one", 0, 0);
  tell_scored(&fixture, 1, "two", 0, 0);
  utterances = new_table(&fixture, &stemma_utterance_layer);
  readings = new_table(&fixture, &stemma_reading_layer);
  add_utterance(utterances, "U1", "sleep when", "Ida Bel", 2);
  add_readings(readings, 0, 0, "-|-|-|I|sleep|when|it|ends|now|-|-|-");
  add_readings(readings, 0, 1, "When|it|^ends|I|sleep|-|-|-|now|in|my|bed");
  tell(&fixture, utterances);
  tell(&fixture, readings);
  text = finish(&fixture, &end);
  assert_non_null(strstr(text, "A has elsewhere: When it ends\n"));
  assert_non_null(strstr(text, "B has elsewhere: when it ends\n"));
  assert_non_null(strstr(text, "A leaves out: in my bed\n"));
}

/* What lies further apart, and in more articles, comes first. */
static void
test_order_of_conflicts(void **state)
{
  const RunEnd end = { 3, 0, NULL, NULL, 0 };
  g_autofree char *text = NULL;
  Table *table, *members;
  const char *small, *large, *wide;
  Fixture fixture;

  (void)state;
  start(&fixture, all_layers, FALSE);
  for (guint32 i = 0; i < 3; i++)
    tell_scored(&fixture, i, i == 0 ? "one" : i == 1 ? "two" : "three", 0, 0);
  table = new_table(&fixture, &stemma_agreement_layer);
  members = new_table(&fixture, &stemma_agreement_member_layer);
  add_agreement(table, members, STEMMA_DIFFER, "staff", TEXTS("A100", "B101"));
  add_agreement(table, members, STEMMA_DIFFER, "hurt", TEXTS("A40", "B60"));
  add_agreement(table, members, STEMMA_DIFFER, "dead", TEXTS("A4", "B4", "C6"));
  tell(&fixture, table);
  tell(&fixture, members);
  text = finish(&fixture, &end);
  small = strstr(text, "staff");
  large = strstr(text, "hurt");
  wide = strstr(text, "dead");
  assert_true(wide && large && small && wide < large && large < small);
}

static void
test_one_article_with_numbers_alone(void **state)
{
  Table *table;
  NamedTable named;
  const RunEnd end = { 1, 0, NULL, NULL, 0 };
  g_autofree char *text = NULL;
  stemma_quantity row = {
    .row = { 10, 25, 1u << STEMMA_QUANTITY_VALUE | 1u << STEMMA_QUANTITY_UNIT,
             0 },
    .modifier = STEMMA_APPROX,
    .value = 2
  };
  Fixture fixture;

  (void)state;
  start(&fixture, TEXTS("quantity"), FALSE);
  table = new_table(&fixture, &stemma_quantity_layer);
  row.unit = put(table, "hour");
  append(table, &row, sizeof row);
  named = (NamedTable){ "quantity", table };
  tell_document(&fixture, 0, "only", &named, 1, NULL);
  table_unref(table);
  text = finish(&fixture, &end);
  assert_string_equal(text, "1 article\n"
                            "  A  only\n"
                            "\n"
                            "Quantities  1\n"
                            "  A  approx 2 hour            about two hours\n");
}

static void
test_nothing(void **state)
{
  const RunEnd end = { 0 };
  g_autofree char *text = NULL;
  Fixture fixture;

  (void)state;
  start(&fixture, TEXTS("quantity", "utterance"), FALSE);
  text = finish(&fixture, &end);
  assert_string_equal(text, "0 articles, 0 shared utterances\n");
}

/* Rows that point nowhere, and texts that would drive a terminal. */
static void
test_hostile(void **state)
{
  const RunEnd end = { 2, 0, NULL, NULL, 0 };
  stemma_rendering rendering = { .doc = 77, .utterance = 99 };
  stemma_variance variance = { .utterance = 99, .score = 7 };
  stemma_reading reading = { .utterance = 0, .column = 4000000000u, .doc = 9 };
  stemma_agreement agreement = { .verdict = 9,
                                 .members = { 7, 4000000000u },
                                 .about = { 4000000000u, 5 } };
  stemma_lineage lineage = { .row = { 0, 0, 3, 0 }, .from_doc = 99 };
  g_autofree char *text = NULL;
  Table *table;
  Fixture fixture;

  (void)state;
  start(&fixture, all_layers, FALSE);
  tell_scored(&fixture, 0, "\033[31mred\033[0m\007", 1e300, -7);
  tell_scored(&fixture, 1,
              "\u202eabc\u2066\u0301\u0301\u0301\u0301\u0301"
              "中文中文中文中文中文中文中文中文中文中文中文中文",
              0, 0);
  table = new_table(&fixture, &stemma_utterance_layer);
  add_utterance(table, "U\n1\t", "\033]0;x\007\u202e", "e\u0301\u200d", 2);
  tell(&fixture, table);
  table = new_table(&fixture, &stemma_rendering_layer);
  append(table, &rendering, sizeof rendering);
  tell(&fixture, table);
  table = new_table(&fixture, &stemma_variance_layer);
  append(table, &variance, sizeof variance);
  tell(&fixture, table);
  table = new_table(&fixture, &stemma_reading_layer);
  append(table, &reading, sizeof reading);
  tell(&fixture, table);
  table = new_table(&fixture, &stemma_agreement_layer);
  append(table, &agreement, sizeof agreement);
  agreement.verdict = STEMMA_DIFFER;
  append(table, &agreement, sizeof agreement);
  tell(&fixture, table);
  table = new_table(&fixture, &stemma_lineage_layer);
  append(table, &lineage, sizeof lineage);
  tell(&fixture, table);
  text = finish(&fixture, &end);
  check_lines(text);
}

#define IN_FOLDER(test)                                                        \
  cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int
main(void)
{
  const struct CMUnitTest tests[] = {
    IN_FOLDER(test_five_articles),
    IN_FOLDER(test_amounts_of_one_article),
    IN_FOLDER(test_two_hundred_articles),
    IN_FOLDER(test_names_of_outlets),
    IN_FOLDER(test_turned),
    IN_FOLDER(test_order_of_conflicts),
    IN_FOLDER(test_one_article_with_numbers_alone),
    IN_FOLDER(test_nothing),
    IN_FOLDER(test_hostile),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
