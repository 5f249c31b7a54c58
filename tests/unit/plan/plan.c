/* SPDX-License-Identifier: Apache-2.0
 *
 * plan.c - bindings, passes and schemas, and every mistake of them with its
 * exact text.
 */
#include "rig.h"
#include "stages.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* after its needs */
#include <cmocka.h>

static void
assert_refused(Rig *rig, const char *said)
{
  g_autofree char *plan = rig_plan(rig);

  assert_null(plan);
  assert_string_equal(rig->said->str, said);
}

static void
test_passes(void **state)
{
  g_autoptr(Rig) rig = rig_new();
  g_autofree char *plan = NULL;

  (void)state;
  rig_stage(rig, &words_stage);
  rig_stage(rig, &shared_stage);
  rig_stage(rig, &chain_stage);
  rig_stage(rig, &recount_stage);
  plan = rig_plan(rig);
  assert_string_equal(
      plan,
      "test.ini: 4 stages, 2 passes over the documents\n"
      "  words                  org.test/words 1.0.0\n"
      "  shared                 org.test/shared 1.0.0\n"
      "  chain                  org.test/chain 1.0.0\n"
      "  recount                org.test/recount 1.0.0\n"
      "\npass 1, each document\n"
      "  words                  map      writes word\n"
      "  shared                 scatter  reads word (words); writes shared, "
      "member\n"
      "  chain/totals           add      reads word (words); writes total "
      "(private)\n"
      "\nafter pass 1\n"
      "  shared                 gather   reads word (words); writes shared, "
      "member\n"
      "  chain/totals           finish   reads word (words); writes total "
      "(private)\n"
      "  recount                finish   reads shared (shared); writes total\n"
      "\npass 2, each document\n"
      "  chain/marks            map      reads word (words), total; writes "
      "mark\n");
}

static void
test_missing_layer(void **state)
{
  g_autoptr(Rig) rig = rig_new();

  (void)state;
  rig_stage(rig, &totals_stage);
  assert_refused(rig, "stemma: stage \"totals\" reads the layer \"word\", and "
                      "no earlier stage writes it [E302]\n");
}

static void
test_wrong_order(void **state)
{
  g_autoptr(Rig) rig = rig_new();

  (void)state;
  rig_stage(rig, &totals_stage);
  rig_stage(rig, &words_stage);
  assert_refused(rig, "stemma: stage \"totals\" reads \"word\" from \"words\", "
                      "which runs later [E303]\n"
                      "       = move words before totals\n");
}

static void
test_two_writers(void **state)
{
  g_autoptr(Rig) rig = rig_new();
  PipelineStage *again;
  g_autofree char *plan = NULL;

  (void)state;
  rig_stage(rig, &words_stage);
  again = rig_stage_as(rig, "again", &words_stage);
  assert_refused(rig, "stemma: stages words and again both write \"word\" "
                      "[E304]\n"
                      "       = add \"writes.word = NAME\" to [again]\n");
  rig_wire(again->writes, "word", "word-again");
  plan = rig_plan(rig);
  assert_non_null(plan);
}

/* The nearest earlier writer, unless the file names another. */
static void
test_wiring(void **state)
{
  g_autoptr(Rig) rig = rig_new();
  PipelineStage *again, *totals;
  g_autofree char *nearest = NULL, *wired = NULL;

  (void)state;
  rig_stage(rig, &words_stage);
  again = rig_stage_as(rig, "again", &words_stage);
  rig_wire(again->writes, "word", "word-again");
  totals = rig_stage(rig, &totals_stage);
  nearest = rig_plan(rig);
  assert_non_null(strstr(nearest, "add      reads word-again (again);"));
  rig_wire(totals->reads, "word", "words");
  wired = rig_plan(rig);
  assert_non_null(strstr(wired, "add      reads word (words);"));
}

static void
test_bad_wires(void **state)
{
  g_autoptr(Rig) rig = rig_new();
  PipelineStage *words = rig_stage(rig, &words_stage);
  PipelineStage *totals = rig_stage(rig, &totals_stage);

  (void)state;
  rig_wire(totals->reads, "wrod", "words");
  assert_refused(rig, "stemma: stage \"totals\" reads no layer \"wrod\" "
                      "[E307]\n"
                      "       = allowed: word\n"
                      "       = did you mean \"word\"?\n");
  g_ptr_array_set_size(totals->reads, 0);
  rig_wire(totals->reads, "word", "wards");
  assert_refused(rig, "stemma: no stage is named \"wards\" [E201]\n"
                      "       = allowed: totals, words\n"
                      "       = did you mean \"words\"?\n");
  g_ptr_array_set_size(totals->reads, 0);
  rig_wire(totals->reads, "word", "totals");
  assert_refused(rig, "stemma: stage \"totals\" reads \"word\" from itself "
                      "[E303]\n"
                      "       = name an earlier stage\n");
  g_ptr_array_set_size(totals->reads, 0);
  rig_wire(words->writes, "token", "words");
  assert_refused(rig, "stemma: stage \"words\" writes no layer \"token\" "
                      "[E307]\n"
                      "       = allowed: word\n");
}

static void
test_wire_to_a_stage_without_the_layer(void **state)
{
  g_autoptr(Rig) rig = rig_new();
  PipelineStage *recount;

  (void)state;
  rig_stage(rig, &words_stage);
  rig_stage(rig, &shared_stage);
  recount = rig_stage(rig, &recount_stage);
  rig_wire(recount->reads, "shared", "words");
  assert_refused(rig, "stemma: stage \"words\" does not write the layer "
                      "\"shared\" [E302]\n"
                      "       = it writes: word\n");
}

/* Another declaration of "word". */
typedef struct {
  stemma_row row;
  stemma_str text;
  double weight;
} LongWord;

#define READS(layer_, version_)                                                \
  static const stemma_port layer_##_reads[] = { { &layer_, 0, version_, 0 } }; \
  static const stemma_stage layer_##_stage = { .size = sizeof(stemma_stage),   \
                                               .id = "reader",                 \
                                               .version = "1.0.0",             \
                                               .reads = STEMMA_LIST(           \
                                                   layer_##_reads),            \
                                               .life = NULL,                   \
                                               .map = &no_map }
#define LAYER(row_, fields_, version_)                                         \
  {                                                                            \
    .size = sizeof(stemma_layer), .version = version_, .name = "word",         \
    .fields = STEMMA_LIST(fields_), .row_size = sizeof(row_),                  \
    .flags = STEMMA_LAYER_SORTED                                               \
  }
static const stemma_map no_map = { sizeof no_map, 0, NULL };
static const stemma_field long_fields[] = {
  STEMMA_FIELD(LongWord, text, STEMMA_STR, "", ""),
  STEMMA_FIELD(LongWord, weight, STEMMA_F64, "", "")
};
static const stemma_field other_fields[] = { STEMMA_FIELD(
    LongWord, text, STEMMA_SPAN, "", "") };
static const stemma_layer longer = LAYER(LongWord, long_fields, 2);
static const stemma_layer other = LAYER(LongWord, other_fields, 1);
READS(longer, 1);
READS(other, 1);
static const stemma_port newer_reads[] = { { &longer, 0, 2, 0 } };
static const stemma_stage newer_stage = { .size = sizeof(stemma_stage),
                                          .id = "reader",
                                          .version = "1.0.0",
                                          .reads = STEMMA_LIST(newer_reads),
                                          .map = &no_map };

/* It reads places alone, so any layer of one document's rows will do. */
static const stemma_port aimed_reads[] = {
  { &mark_layer, 0, 0, STEMMA_PORT_OPTIONAL | STEMMA_PORT_SPANS }
};
static const stemma_stage aimed_stage = { .size = sizeof(stemma_stage),
                                          .id = "aimed",
                                          .version = "1.0.0",
                                          .reads = STEMMA_LIST(aimed_reads),
                                          .map = &no_map };

static void
test_places_of_any_layer(void **state)
{
  g_autoptr(Rig) rig = rig_new();
  g_autofree char *alone = NULL, *wired = NULL;
  PipelineStage *aimed;

  (void)state;
  rig_stage(rig, &words_stage);
  rig_stage(rig, &totals_stage);
  aimed = rig_stage(rig, &aimed_stage);
  alone = rig_plan(rig);
  assert_non_null(strstr(alone, "  aimed                  map\n"));
  rig_wire(aimed->reads, "mark", "words");
  wired = rig_plan(rig);
  assert_non_null(strstr(wired, "map      reads word (words)\n"));
  /* A corpus layer's rows have no places. */
  g_ptr_array_set_size(aimed->reads, 0);
  rig_wire(aimed->reads, "mark", "totals");
  assert_refused(rig, "stemma: stage \"totals\" does not write the layer "
                      "\"mark\" [E302]\n"
                      "       = it writes: total\n");
}

/* A longer declaration widens the table for all. */
static void
test_merged_schema(void **state)
{
  g_autoptr(Rig) rig = rig_new();
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(Plan) plan = NULL;

  (void)state;
  rig_stage(rig, &words_stage);
  rig_stage(rig, &longer_stage);
  plan = plan_bind(rig->pipeline, g_array_ref(rig->chosen), NULL, all);
  assert_non_null(plan);
  assert_int_equal(plan_slot(plan, 0)->schema->stride, sizeof(LongWord));
  assert_int_equal(plan_slot(plan, 0)->schema->layer->fields.count, 2);
}

static void
test_bad_schemas(void **state)
{
  g_autoptr(Rig) rig = rig_new();
  g_autoptr(Rig) old = rig_new();
  g_autofree char *plan = NULL;

  (void)state;
  rig_stage(rig, &words_stage);
  rig_stage(rig, &other_stage);
  plan = rig_plan(rig);
  assert_null(plan);
  assert_non_null(strstr(rig->said->str,
                         "stemma: the plugins \"org.test\" and \"org.test\" "
                         "disagree on the layer \"word\": "));
  assert_non_null(strstr(rig->said->str, "[E306]\n"));
  rig_stage(old, &words_stage);
  rig_stage(old, &newer_stage);
  assert_refused(old, "stemma: layer \"word\" from \"words\" is version 1, and "
                      "\"reader\" needs 2 or later [E305]\n");
}

static void
test_metrics(void **state)
{
  g_autoptr(Rig) rig = rig_new();

  (void)state;
  rig_stage(rig, &words_stage);
  rig_stage(rig, &totals_stage);
  rig_stage(rig, &marks_stage);
  rig_limit(rig, "totals", "maen", LIMIT_GT, 1);
  assert_refused(rig, "stemma: stage \"totals\" has no metric \"maen\" "
                      "[E701]\n"
                      "       = allowed: mean, most, sum\n"
                      "       = did you mean \"mean\"?\n");
  g_ptr_array_set_size(rig->pipeline->limits, 0);
  rig_limit(rig, "marks", "count", LIMIT_GT, 1);
  assert_refused(rig, "stemma: stage \"marks\" has no metric \"count\" "
                      "[E701]\n"
                      "       = it has no metrics\n");
}

static void
limit_document(Rig *rig, const char *stage, const char *metric)
{
  Limit *limit;

  g_ptr_array_set_size(rig->pipeline->limits, 0);
  rig_limit(rig, stage, metric, LIMIT_GT, 1);
  limit = rig->pipeline->limits->pdata[0];
  limit->document = g_strdup("a");
}

/* A limit on one document asks for rows that belong to one, or name one. */
static void
test_metrics_of_documents(void **state)
{
  g_autoptr(Rig) rig = rig_new();
  g_autofree char *plan = NULL;

  (void)state;
  rig_stage(rig, &words_stage);
  rig_stage(rig, &totals_stage);
  limit_document(rig, "totals", "most");
  assert_refused(rig, "stemma: the metric \"totals.most\" is not about single "
                      "documents [E701]\n");
  limit_document(rig, "words", "count");
  plan = rig_plan(rig);
  assert_non_null(plan);
}

/* Rows cannot be added to a table that was told. */
static void
test_late_extension(void **state)
{
  static const stemma_port reads[] = { { &total_layer, 0, 0, 0 } };
  static const stemma_port writes[] = { { &word_layer, 0, 0,
                                          STEMMA_PORT_EXTENDS } };
  static const stemma_stage late = { .size = sizeof late,
                                     .id = "late",
                                     .version = "1.0.0",
                                     .reads = STEMMA_LIST(reads),
                                     .writes = STEMMA_LIST(writes),
                                     .map = &no_map };
  g_autoptr(Rig) rig = rig_new();

  (void)state;
  rig_stage(rig, &words_stage);
  rig_stage(rig, &totals_stage);
  rig_stage(rig, &late);
  assert_refused(rig, "stemma: stage \"late\" adds rows to \"word\" of words "
                      "after a look at the whole corpus [E304]\n");
}

static void
test_dot(void **state)
{
  g_autoptr(Rig) rig = rig_new();
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(GString) text = g_string_new(NULL);
  g_autoptr(Plan) plan = NULL;

  (void)state;
  rig_stage(rig, &words_stage);
  rig_stage(rig, &totals_stage);
  plan = plan_bind(rig->pipeline, g_array_ref(rig->chosen), NULL, all);
  plan_print_dot(plan, text);
  assert_string_equal(text->str,
                      "digraph stemma {\n  rankdir=LR;\n"
                      "  layer0 [label=\"word\"];\n"
                      "  layer1 [label=\"total\", peripheries=2];\n"
                      "  step0 [shape=box, label=\"words\\npass 1\"];\n"
                      "  step0 -> layer0;\n"
                      "  step1 [shape=box, label=\"totals\\npass 1\"];\n"
                      "  layer0 -> step1;\n"
                      "  step1 -> layer1;\n}\n");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_passes),
    cmocka_unit_test(test_missing_layer),
    cmocka_unit_test(test_wrong_order),
    cmocka_unit_test(test_two_writers),
    cmocka_unit_test(test_wiring),
    cmocka_unit_test(test_bad_wires),
    cmocka_unit_test(test_wire_to_a_stage_without_the_layer),
    cmocka_unit_test(test_merged_schema),
    cmocka_unit_test(test_bad_schemas),
    cmocka_unit_test(test_places_of_any_layer),
    cmocka_unit_test(test_metrics),
    cmocka_unit_test(test_metrics_of_documents),
    cmocka_unit_test(test_late_extension),
    cmocka_unit_test(test_dot),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
