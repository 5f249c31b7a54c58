/* SPDX-License-Identifier: Apache-2.0
 *
 * Trees of witnesses: each case a table that is written row by row, a letter
 * for each reading and . for a lacuna.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "newick.h"
#include "tree.h"
#include "tree_distance.h"

#define MOST 4096

#define assert_close(a, b) assert_true(fabs((a) - (b)) < 1e-6)

typedef struct Case {
  uint32_t readings[MOST];
  TreeTable table;
} Case;

static void
lay_out(Case *c, const char *const *rows, uint32_t witnesses)
{
  uint32_t columns = (uint32_t)strlen(rows[0]);

  for (uint32_t i = 0; i < columns; i++)
    for (uint32_t w = 0; w < witnesses; w++)
      c->readings[i * witnesses + w] =
          rows[w][i] == '.' ? TREE_LACUNA : (uint32_t)rows[w][i];
  c->table = (TreeTable){ c->readings, NULL, columns, witnesses };
}

static const TreeEdge *
edge_between(const TreeResult *forest, uint32_t a, uint32_t b)
{
  for (uint32_t i = 0; i < forest->edge_count; i++) {
    const TreeEdge *edge = &forest->edges[i];

    if ((edge->from == a && edge->to == b)
        || (edge->from == b && edge->to == a))
      return edge;
  }
  return NULL;
}

/* 1 was copied from 0, 2 from 1: the witness in the middle is an inner node. */
static void
test_chain(void **state)
{
  static const char *const rows[] = { "aaaaaaaaaa", "bbaaaaaaaa",
                                      "bbccaaaaaa" };
  Tree *tree = tree_new();
  const TreeResult *forest;
  Case c;

  (void)state;
  lay_out(&c, rows, 3);
  forest = tree_build(tree, &c.table, 0, 1);
  assert_int_equal(forest->tree_count, 1);
  assert_int_equal(forest->node_count, 3);
  assert_non_null(edge_between(forest, 0, 1));
  assert_non_null(edge_between(forest, 1, 2));
  assert_null(edge_between(forest, 0, 2));
  assert_int_equal(forest->roots[0], 1);
  assert_float_equal(edge_between(forest, 0, 1)->length, 0.2, 1e-9);
  tree_free(tree);
}

/* 2 quotes only a part: what it lacks is no difference. */
static void
test_lacunae_are_masked(void **state)
{
  static const char *const rows[] = { "aaaaaaaaaa", "bbbbaaaaaa",
                                      "bbb......." };
  Tree *tree = tree_new();
  const TreeResult *forest;
  Case c;

  (void)state;
  lay_out(&c, rows, 3);
  forest = tree_build(tree, &c.table, 0, 1);
  assert_non_null(edge_between(forest, 1, 2));
  assert_float_equal(edge_between(forest, 1, 2)->length, 0, 1e-9);
  tree_free(tree);
}

static void
test_forest(void **state)
{
  static const char *const rows[] = { "aaaa....", "abaa....", "....cccc",
                                      "....cccd" };
  Tree *tree = tree_new();
  const TreeResult *forest;
  Case c;

  (void)state;
  lay_out(&c, rows, 4);
  forest = tree_build(tree, &c.table, 0, 1);
  assert_int_equal(forest->tree_count, 2);
  assert_int_equal(forest->edge_count, 2);
  assert_int_equal(edge_between(forest, 0, 1)->tree, 0);
  assert_int_equal(edge_between(forest, 2, 3)->tree, 1);
  tree_free(tree);
}

/* 1 and 2 share nine readings against 0 and differ from each other as much:
 * they go back to a common source that is lost. */
static void
test_lost_node(void **state)
{
  static const char *const rows[] = {
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "bbbbbbbbbccccccccaaaaaaaaaaaaaaaaaaaaaaa",
    "bbbbbbbbbaaaaaaaaddddddddaaaaaaaaaaaaaaa",
  };
  Tree *tree = tree_new();
  const TreeResult *forest;
  Case c;

  (void)state;
  lay_out(&c, rows, 3);
  forest = tree_build(tree, &c.table, 0, 1);
  assert_int_equal(forest->node_count, 4);
  for (uint32_t w = 0; w < 3; w++)
    assert_non_null(edge_between(forest, w, 3));
  assert_int_equal(forest->rows[3 * c.table.columns], 'b');
  tree_free(tree);
}

/* A rare reading in common outweighs a common one: 3 agrees with 0 in column
 * 0, which two have, and with 2 in column 1, which only they have. */
static void
test_rarity(void **state)
{
  double distances[3], agreed[3];
  uint32_t starts[3], majorities[2], scratch[3];
  TreeCell items[6];
  TreeCells cells = { items, starts, majorities, 0, 0, { NULL, NULL } };
  static const uint32_t ranks[] = { 0, 1, 2 };
  static const char *const rows[] = { "ax", "ay", "by" };
  static const double weights[] = { 1, 1 };
  Case c;

  (void)state;
  lay_out(&c, rows, 3);
  tree_cells(&c.table, ranks, &cells, scratch);
  assert_close(items[0].rarity, 1 + 0.5849625);
  assert_close(items[2].rarity, 1 + 1.5849625);
  assert_int_equal(majorities[0], 'a');
  tree_distances(&cells, weights, distances, agreed);
  assert_close(distances[tree_pair(1, 0)], 1 / (1 + 1 + 0.5849625));
  assert_close(distances[tree_pair(2, 0)], 1);
}

static void
test_support(void **state)
{
  static const char *const rows[] = {
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "bcbcbcbcbcaaaaaaaaaaaaaaaaaaaa",
    "bcbcbcbcbcaaaaaaaaaaaaaaaaaaax",
  };
  Tree *tree = tree_new();
  const TreeResult *forest;
  double first;
  Case c;

  (void)state;
  lay_out(&c, rows, 4);
  forest = tree_build(tree, &c.table, 50, 7);
  assert_true(edge_between(forest, 2, 3)->support > 0.9);
  first = forest->edges[0].support;
  forest = tree_build(tree, &c.table, 50, 7);
  assert_float_equal(forest->edges[0].support, first, 0);
  assert_true(first >= 0 && first <= 1);
  tree_free(tree);
}

static void
test_few_witnesses(void **state)
{
  static const char *const rows[] = { "ab" };
  Tree *tree = tree_new();
  const TreeResult *forest;
  Case c;

  (void)state;
  lay_out(&c, rows, 1);
  forest = tree_build(tree, &c.table, 3, 1);
  assert_int_equal(forest->tree_count, 1);
  assert_int_equal(forest->edge_count, 0);
  c.table.witnesses = 0;
  c.table.columns = 0;
  forest = tree_build(tree, &c.table, 3, 1);
  assert_int_equal(forest->tree_count, 0);
  tree_free(tree);
}

static void
test_newick(void **state)
{
  static const char *const rows[] = { "aaaaaaaaaa", "bbaaaaaaaa",
                                      "bbccaaaaaa" };
  static const char *const names[] = { "Bell", "O'Neil", "" };
  Tree *tree = tree_new();
  Builder text = { 0 };
  const TreeResult *forest;
  Case c;

  (void)state;
  lay_out(&c, rows, 3);
  forest = tree_build(tree, &c.table, 0, 1);
  assert_true(newick_write(&text, forest, 0, names));
  assert_string_equal(builder_text(&text), "(Bell:0.2000,'':0.2000)'O''Neil';");
  builder_free(&text);
  tree_free(tree);
}

/* A chain as long as there are witnesses. */
static void
test_long_chain(void **state)
{
  enum { N = 60 };
  static char cells[N][N + 1];
  const char *rows[N], *names[N];
  Tree *tree = tree_new();
  Builder text = { 0 };
  const TreeResult *forest;
  Case c;

  (void)state;
  for (int w = 0; w < N; w++) {
    for (int i = 0; i < N; i++)
      cells[w][i] = i < w ? 'b' : 'a';
    rows[w] = cells[w];
    names[w] = "w";
  }
  lay_out(&c, rows, N);
  forest = tree_build(tree, &c.table, 0, 1);
  assert_int_equal(forest->edge_count, N - 1);
  for (uint32_t w = 1; w < N; w++)
    assert_non_null(edge_between(forest, w - 1, w));
  assert_true(newick_write(&text, forest, 0, names));
  assert_true(text.length > N);
  builder_free(&text);
  tree_free(tree);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_chain),
    cmocka_unit_test(test_lacunae_are_masked),
    cmocka_unit_test(test_forest),
    cmocka_unit_test(test_lost_node),
    cmocka_unit_test(test_rarity),
    cmocka_unit_test(test_support),
    cmocka_unit_test(test_few_witnesses),
    cmocka_unit_test(test_newick),
    cmocka_unit_test(test_long_chain),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
