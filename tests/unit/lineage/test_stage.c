/* SPDX-License-Identifier: Apache-2.0
 *
 * The stage lineage over drawn collations.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "collation.h"
#include "impatient.h"

typedef struct {
  gint64 resamples;
  gint64 seed;
  const char *language;
} Options;

typedef struct {
  Kept *edges;
  Kept *trees;
} Found;

static const stemma_stage *
stage(void)
{
  return *STEMMA_AT(stemma_stage *, stemma_module_v1()->stages, 0);
}

/* On a host that may be NULL. */
static stemma_status
run_on(const stemma_host *host, const Drawn *drawn, guint count, Found *found,
       stemma_error *error)
{
  g_autoptr(Collation) collation = collation_new(drawn, count);
  const stemma_table *inputs[] = { &collation->reading, &collation->rendering };
  stemma_writer *outputs[2];
  stemma_job job = { .size = sizeof job,
                     .input_count = 2,
                     .output_count = 2,
                     .host = host,
                     .inputs = inputs,
                     .outputs = outputs };
  Options options = { 40, 7, "en" };
  void *self, *worker, *fold;
  stemma_status status;

  found->edges = kept_new(&stemma_lineage_layer);
  found->trees = kept_new(&stemma_lineage_tree_layer);
  outputs[0] = &found->edges->writer;
  outputs[1] = &found->trees->writer;
  assert_int_equal(stage()->life->open(stage(), NULL, &options, &self, error),
                   STEMMA_OK);
  assert_int_equal(stage()->life->worker_open(self, &worker, error), STEMMA_OK);
  assert_int_equal(stage()->fold->start(self, &fold, error), STEMMA_OK);
  status = stage()->fold->finish(self, worker, fold, &job, error);
  stage()->fold->drop(self, fold);
  stage()->life->worker_close(worker);
  stage()->life->close(self);
  return status;
}

static stemma_status
run(const Drawn *drawn, guint count, Found *found, stemma_error *error)
{
  return run_on(NULL, drawn, count, found, error);
}

static Found
run_well(const Drawn *drawn, guint count)
{
  stemma_error error = { .size = sizeof error };
  Found found;

  assert_int_equal(run(drawn, count, &found, &error), STEMMA_OK);
  return found;
}

static void
found_clear(Found *found)
{
  kept_free(found->edges);
  kept_free(found->trees);
}

static const stemma_lineage *
edge_between(const Found *found, guint32 a, guint32 b)
{
  for (guint i = 0; i < found->edges->table.rows.count; i++) {
    const stemma_lineage *edge = KEPT_ROW(stemma_lineage, found->edges, i);

    if ((edge->from_doc == a && edge->to_doc == b)
        || (edge->from_doc == b && edge->to_doc == a))
      return edge;
  }
  return NULL;
}

#define LEFT "we shall rebuild every bridge in the valley before winter comes"
#define EDIT "we shall rebuild every bridge in the valley before spring comes"
#define OWN "they will restore all crossings of the plain until frost sets"

static void
test_copies_and_revisions(void **state)
{
  static const Drawn drawn[] = { { 0, 2, STEMMA_FULL, LEFT },
                                 { 0, 5, STEMMA_FULL, LEFT },
                                 { 0, 6, STEMMA_FULL, EDIT },
                                 { 0, 9, STEMMA_FULL, OWN } };
  Found found = run_well(drawn, 4);

  (void)state;
  assert_int_equal(found.edges->table.rows.count, 3);
  assert_int_equal(found.trees->table.rows.count, 1);
  assert_int_equal(edge_between(&found, 2, 5)->kind, STEMMA_VERBATIM);
  assert_float_equal(edge_between(&found, 2, 5)->length, 0, 1e-9);
  assert_non_null(edge_between(&found, 9, 2));
  assert_int_equal(edge_between(&found, 9, 2)->kind, STEMMA_INDEPENDENT);
  assert_int_equal(KEPT_ROW(stemma_lineage_tree, found.trees, 0)->witnesses, 4);
  found_clear(&found);
}

/* Two groups of documents that share no utterance. */
static void
test_forest(void **state)
{
  static const Drawn drawn[] = { { 0, 0, STEMMA_FULL, "ships sail at dawn" },
                                 { 0, 1, STEMMA_FULL, "boats sail at dawn" },
                                 { 1, 2, STEMMA_FULL, "rain fell all day" },
                                 { 1, 3, STEMMA_FULL, "rain fell all day" },
                                 { 2, 4, STEMMA_FULL, "alone" } };
  Found found = run_well(drawn, 5);

  (void)state;
  assert_int_equal(found.edges->table.rows.count, 2);
  assert_int_equal(found.trees->table.rows.count, 2);
  assert_int_equal(edge_between(&found, 0, 1)->tree, 0);
  assert_int_equal(edge_between(&found, 2, 3)->tree, 1);
  assert_true(edge_between(&found, 2, 3)->from
              != edge_between(&found, 0, 1)->from);
  assert_string_equal(
      stemma_text(&found.trees->table,
                  KEPT_ROW(stemma_lineage_tree, found.trees, 1)->newick),
      "(3:0.0000)2;");
  found_clear(&found);
}

/* Of a document's renderings the fullest stands for it: a full one before an
 * excerpt, then the one with most words; no fragment. */
static void
test_fullest_rendering(void **state)
{
  static const Drawn drawn[] = {
    { 0, 0, STEMMA_EXCERPT, OWN " in all of its towns" },
    { 0, 0, STEMMA_FULL, "we must - - - - - - - - -" },
    { 0, 0, STEMMA_FULL, LEFT },
    { 0, 0, STEMMA_FULL, "they shall - - - - - - - - -" },
    { 0, 1, STEMMA_FULL, LEFT },
    { 0, 2, STEMMA_FRAGMENT, LEFT }
  };
  Found found = run_well(drawn, 6);

  (void)state;
  assert_int_equal(found.edges->table.rows.count, 1);
  assert_int_equal(edge_between(&found, 0, 1)->kind, STEMMA_VERBATIM);
  found_clear(&found);
}

/* An excerpt is no witness against what it does not quote. */
static void
test_excerpt(void **state)
{
  static const Drawn drawn[] = {
    { 0, 0, STEMMA_FULL, LEFT },
    { 0, 1, STEMMA_FULL, OWN },
    { 0, 2, STEMMA_EXCERPT, "- - - - - - - valley before winter comes" }
  };
  Found found = run_well(drawn, 3);

  (void)state;
  assert_non_null(edge_between(&found, 0, 2));
  assert_float_equal(edge_between(&found, 0, 2)->length, 0, 1e-9);
  assert_int_equal(edge_between(&found, 0, 2)->kind, STEMMA_VERBATIM);
  found_clear(&found);
}

static void
test_nothing(void **state)
{
  Found found = run_well(NULL, 0);

  (void)state;
  assert_int_equal(found.edges->table.rows.count, 0);
  found_clear(&found);
}

static void
test_too_many_documents(void **state)
{
  enum { MANY = 4001 };
  Drawn *drawn = g_new0(Drawn, MANY);
  stemma_error error = { .size = sizeof error };
  Found found;

  (void)state;
  for (guint i = 0; i < MANY; i++)
    drawn[i] = (Drawn){ 0, i, STEMMA_FULL, g_strdup_printf("sail n%u", i) };
  assert_int_equal(run(drawn, MANY, &found, &error), STEMMA_E_LIMIT);
  assert_non_null(strstr(error.message, "4001 documents"));
  found_clear(&found);
  for (guint i = 0; i < MANY; i++)
    g_free((char *)drawn[i].words);
  g_free(drawn);
}

/* Copies count as one: they hang on the first. */
static void
test_many_copies(void **state)
{
  enum { MANY = 5000 };
  Drawn *drawn = g_new0(Drawn, MANY);
  Found found;

  (void)state;
  for (guint i = 0; i < MANY; i++)
    drawn[i] = (Drawn){ 0, i, STEMMA_FULL, i % 2 ? LEFT : EDIT };
  found = run_well(drawn, MANY);
  assert_int_equal(found.edges->table.rows.count, MANY - 1);
  assert_non_null(edge_between(&found, 0, 1));
  assert_non_null(edge_between(&found, 0, 4998));
  assert_non_null(edge_between(&found, 1, 4999));
  assert_float_equal(edge_between(&found, 1, 4999)->support, 1, 0);
  found_clear(&found);
  g_free(drawn);
}

/* Wherever the run is cancelled, the stage ends, and says so; and it asks for
 * each column at least, while the table is made and again for each tree. */
static void
test_cancelled(void **state)
{
  enum { MANY = 60, COLUMNS = 12, TREES = 1 + 40 };
  Drawn drawn[MANY];
  Impatient host;
  guint most;

  (void)state;
  for (guint i = 0; i < MANY; i++)
    drawn[i] = (Drawn){ 0, i, STEMMA_FULL,
                        g_strdup_printf("%s n%u", i % 2 ? LEFT : EDIT, i) };
  impatient_init(&host, G_MAXUINT);
  for (guint patience = G_MAXUINT, last = 0; patience > 0; patience = last) {
    stemma_error error = { .size = sizeof error };
    Found found;

    impatient_init(&host, patience);
    assert_int_equal(run_on(&host.host, drawn, MANY, &found, &error),
                     patience == G_MAXUINT ? STEMMA_OK : STEMMA_CANCELLED);
    most = patience == G_MAXUINT ? host.asked : patience;
    assert_true(host.asked <= most + 8);
    if (patience == G_MAXUINT)
      assert_true(host.asked >= COLUMNS * (1 + TREES));
    if (patience != G_MAXUINT)
      assert_int_equal(found.trees->table.rows.count, 0);
    found_clear(&found);
    last = most * 2 / 3;
  }
  for (guint i = 0; i < MANY; i++)
    g_free((char *)drawn[i].words);
}

static void
test_saved_state(void **state)
{
  stemma_error error = { .size = sizeof error };
  void *fold;

  (void)state;
  assert_int_equal(stage()->fold->load(NULL, "", 0, &fold, &error), STEMMA_OK);
  assert_int_equal(stage()->fold->load(NULL, "x", 1, &fold, &error),
                   STEMMA_E_INPUT);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_copies_and_revisions),
    cmocka_unit_test(test_forest),
    cmocka_unit_test(test_fullest_rendering),
    cmocka_unit_test(test_excerpt),
    cmocka_unit_test(test_nothing),
    cmocka_unit_test(test_too_many_documents),
    cmocka_unit_test(test_many_copies),
    cmocka_unit_test(test_cancelled),
    cmocka_unit_test(test_saved_state),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
