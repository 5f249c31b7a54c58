/* SPDX-License-Identifier: Apache-2.0
 *
 * finding.c - which rows are findings, where they stand, and that an edit
 * elsewhere leaves their fingerprints alone.
 */
#include "output/findings/finding-set.h"

#include "../unit.h"
#include <string.h>

static const stemma_metric metrics[] = {
  { "unattributed.count", "quotes without a speaker", "quotes", "quote", NULL,
    "speaker", 0, STEMMA_COUNT, STEMMA_METRIC_FINDING },
  { "count", "quotes", "quotes", "quote", NULL, NULL, 0, STEMMA_COUNT, 0 },
  { "conflict.count", "quantities that differ", "", "agreement", NULL,
    "verdict", STEMMA_DIFFER, STEMMA_COUNT, STEMMA_METRIC_FINDING },
  { "mean", "a mean", "", "quote", "kind", NULL, 0, STEMMA_MEAN,
    STEMMA_METRIC_FINDING },
};
static const stemma_port ports[] = { { &stemma_quote_layer, NULL, 0, 0 },
                                     { &stemma_agreement_layer, NULL, 0, 0 } };
static const stemma_stage declared = { .size = sizeof(stemma_stage),
                                       .writes = STEMMA_LIST(ports),
                                       .metrics = STEMMA_LIST(metrics) };

typedef struct {
  Pipeline pipeline;
  RunStage stage;
  GPtrArray *stages;
  GPtrArray *ids;
  Table *members;
  FindingSet *set;
  Schema *quote_schema;
} Fixture;

static const char *
id_of(const void *engine, guint32 index)
{
  return ((const Fixture *)engine)->ids->pdata[index];
}

static Table *
table_of(const void *engine, const char *layer)
{
  assert_string_equal(layer, "agreement_member");
  return ((const Fixture *)engine)->members;
}

static void
start(Fixture *fixture, GHashTable *known, GPtrArray *limits)
{
  Run run = { .pipeline = &fixture->pipeline };

  memset(fixture, 0, sizeof *fixture);
  fixture->pipeline.limits = limits;
  fixture->stage = (RunStage){ .name = "s", .declared = &declared };
  run.stages = fixture->stages = g_ptr_array_new();
  g_ptr_array_add(fixture->stages, &fixture->stage);
  fixture->ids = g_ptr_array_new();
  run.document_id = id_of;
  run.corpus_table = table_of;
  run.engine = fixture;
  fixture->quote_schema = schema_new(&stemma_quote_layer);
  fixture->set = finding_set_new(&run, known, FALSE);
}

static void
stop(Fixture *fixture)
{
  finding_set_free(fixture->set);
  schema_free(fixture->quote_schema);
  g_ptr_array_unref(fixture->stages);
  g_ptr_array_unref(fixture->ids);
}

/* A document in which each of `quotes` is a quote; those that begin with "!"
 * have a speaker. */
static void
tell(Fixture *fixture, const char *id, guint line, const char *text,
     const char *const *quotes)
{
  g_autoptr(Table) table = table_new(fixture->quote_schema);
  Document document = { .id = (char *)id, .path = (char *)"a/b.txt" };
  const char *at = text;

  document.doc.index = fixture->ids->len;
  document.doc.text = text;
  document.doc.length = (guint32)strlen(text);
  document.line = line;
  g_ptr_array_add(fixture->ids, (void *)id);
  for (; *quotes; quotes++) {
    stemma_quote row = { 0 };

    at = strstr(at, *quotes + (**quotes == '!'));
    assert_non_null(at);
    row.row.begin = (guint32)(at - text);
    row.row.end = row.row.begin + (guint32)strlen(*quotes + (**quotes == '!'));
    if (**quotes == '!')
      row.row.present |= 1u << STEMMA_QUOTE_SPEAKER;
    stemma_append(table_writer(table, sizeof row, 0), &row, sizeof row);
    at++;
  }
  finding_set_document(fixture->set, &document);
  finding_set_rows(fixture->set, 0, &document, table_view(table));
  finding_set_rows(fixture->set, 1, &document, table_view(table));
}

static const Finding *
nth(const Fixture *fixture, guint number)
{
  const GPtrArray *all = finding_set_list(fixture->set);

  assert_true(number < all->len);
  return all->pdata[number];
}

static void
test_places(void **state)
{
  static const char *const quotes[] = { "é two\nlines", "!said", NULL };
  const FindingPlace *place;
  Fixture fixture;

  (void)state;
  start(&fixture, NULL, NULL);
  tell(&fixture, "a", 0, "é\né two\nlines é said", quotes);
  assert_int_equal(finding_set_list(fixture.set)->len, 1);
  assert_string_equal(nth(&fixture, 0)->metric, "s.unattributed.count");
  assert_string_equal(nth(&fixture, 0)->summary, "quotes without a speaker");
  assert_string_equal(nth(&fixture, 0)->text, "é two lines");
  assert_true(nth(&fixture, 0)->marked);
  assert_int_equal(strlen(nth(&fixture, 0)->fingerprint), 32);
  place = finding_place(nth(&fixture, 0), 0);
  assert_string_equal(place->path, "a/b.txt");
  assert_int_equal(place->line, 2);
  assert_int_equal(place->column, 1);
  assert_int_equal(place->end_line, 3);
  assert_int_equal(place->end_column, 6);
  stop(&fixture);
}

/* A JSON Lines document is one line of its file. */
static void
test_line_of_a_file(void **state)
{
  static const char *const quotes[] = { "two", NULL };
  const FindingPlace *place;
  Fixture fixture;

  (void)state;
  start(&fixture, NULL, NULL);
  tell(&fixture, "a", 17, "one\ntwo", quotes);
  place = finding_place(nth(&fixture, 0), 0);
  assert_int_equal(place->line, 17);
  assert_int_equal(place->column, 0);
  assert_int_equal(place->end_line, 0);
  stop(&fixture);
}

/* Metrics whose rows are no findings are told where a limit is about them. */
static void
test_counted_by_a_limit(void **state)
{
  static const char *const quotes[] = { "!a", "!b", NULL };
  Limit limit = { (char *)"s", (char *)"count", LIMIT_GT, 0, { 0 }, { 0 } };
  g_autoptr(GPtrArray) limits = g_ptr_array_new();
  Fixture fixture;

  (void)state;
  g_ptr_array_add(limits, &limit);
  start(&fixture, NULL, limits);
  tell(&fixture, "a", 0, "a b", quotes);
  assert_int_equal(finding_set_list(fixture.set)->len, 2);
  assert_string_equal(nth(&fixture, 1)->metric, "s.count");
  assert_false(nth(&fixture, 1)->marked);
  stop(&fixture);
}

/* The fingerprint says which of several equal texts it is, and not where it
 * stands. */
static void
test_fingerprints(void **state)
{
  static const char *const before[] = { "yes", "yes", "no", NULL };
  static const char *const after[] = { "new", "yes", "no", "yes", NULL };
  g_autofree char *kept[3] = { NULL };
  Fixture fixture;

  (void)state;
  start(&fixture, NULL, NULL);
  tell(&fixture, "a", 0, "yes yes no", before);
  for (guint i = 0; i < 3; i++)
    kept[i] = g_strdup(nth(&fixture, i)->fingerprint);
  stop(&fixture);
  assert_string_not_equal(kept[0], kept[1]);
  start(&fixture, NULL, NULL);
  tell(&fixture, "a", 0, "a new line\nyes and\n\nno yes", after);
  assert_string_equal(nth(&fixture, 1)->fingerprint, kept[0]);
  assert_string_equal(nth(&fixture, 2)->fingerprint, kept[2]);
  assert_string_equal(nth(&fixture, 3)->fingerprint, kept[1]);
  stop(&fixture);
  start(&fixture, NULL, NULL);
  tell(&fixture, "b", 0, "yes yes no", before);
  assert_string_not_equal(nth(&fixture, 0)->fingerprint, kept[0]);
  stop(&fixture);
  g_free(kept[1]);
  g_free(kept[2]);
}

static void
test_baseline(void **state)
{
  static const char *const quotes[] = { "yes", "no", NULL };
  g_autoptr(GHashTable) known =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Fixture fixture;

  (void)state;
  start(&fixture, NULL, NULL);
  tell(&fixture, "a", 0, "yes no", quotes);
  g_hash_table_add(known, g_strdup(nth(&fixture, 1)->fingerprint));
  stop(&fixture);
  start(&fixture, known, NULL);
  tell(&fixture, "a", 0, "yes no", quotes);
  assert_false(nth(&fixture, 0)->known);
  assert_true(nth(&fixture, 1)->known);
  assert_int_equal(finding_set_known(fixture.set, "s.unattributed.count"), 1);
  assert_int_equal(finding_set_known(fixture.set, "s.mean"), 0);
  stop(&fixture);
}

static void
add_member(Table *table, guint32 doc, guint32 begin, const char *text)
{
  stemma_agreement_member row = { .doc = doc };

  row.row.begin = begin;
  row.row.end = begin + (guint32)strlen(text);
  row.text = table_add_string(table, text, (guint32)strlen(text));
  stemma_append(table_writer(table, sizeof row, 0), &row, sizeof row);
}

/* Two documents that differ; which is read first does not matter. */
static char *
conflict(gboolean swapped)
{
  static const char *const none[] = { NULL };
  static const char *const ids[] = { "one", "two" };
  static const char *const texts[] = { "3 hours", "4 hours" };
  g_autoptr(Schema) schema = schema_new(&stemma_agreement_layer);
  g_autoptr(Schema) member_schema = schema_new(&stemma_agreement_member_layer);
  g_autoptr(Table) table = table_new(schema);
  stemma_agreement row = { .verdict = STEMMA_DIFFER, .members = { 0, 2 } };
  const Finding *finding;
  char *fingerprint;
  Fixture fixture;

  start(&fixture, NULL, NULL);
  fixture.members = table_new(member_schema);
  for (guint32 i = 0; i < 2; i++) {
    tell(&fixture, ids[swapped ? 1 - i : i], 0, "for 3 hours", none);
    add_member(fixture.members, i, 4, texts[swapped ? 1 - i : i]);
  }
  row.about = table_add_string(table, "talks", 5);
  stemma_append(table_writer(table, sizeof row, 0), &row, sizeof row);
  row.verdict = STEMMA_AGREE;
  stemma_append(table_writer(table, sizeof row, 0), &row, sizeof row);
  finding_set_corpus(fixture.set, 0, table_view(table));
  assert_int_equal(finding_set_list(fixture.set)->len, 1);
  finding = nth(&fixture, 0);
  assert_string_equal(finding->text,
                      swapped ? "talks: “4 hours” (two), “3 hours” (one)"
                              : "talks: “3 hours” (one), “4 hours” (two)");
  assert_int_equal(finding->places->len, 2);
  assert_int_equal(finding_place(finding, 1)->column, 5);
  fingerprint = g_strdup(finding->fingerprint);
  table_unref(fixture.members);
  stop(&fixture);
  return fingerprint;
}

static void
test_corpus_rows(void **state)
{
  g_autofree char *one = conflict(FALSE);
  g_autofree char *other = conflict(TRUE);

  (void)state;
  assert_string_equal(one, other);
}

static void
test_cut(void **state)
{
  g_autofree char *cut = finding_cut("aé", 3, 2);

  (void)state;
  assert_string_equal(cut, "a");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_places),
    cmocka_unit_test(test_line_of_a_file),
    cmocka_unit_test(test_counted_by_a_limit),
    cmocka_unit_test(test_fingerprints),
    cmocka_unit_test(test_baseline),
    cmocka_unit_test(test_corpus_rows),
    cmocka_unit_test(test_cut),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
