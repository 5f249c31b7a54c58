/* SPDX-License-Identifier: Apache-2.0
 *
 * table_check.c - each promise of a row, broken once, with the exact words.
 */
#include "corpus/table.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* after its needs */
#include <cmocka.h>

static const char text[] = "Caf\xC3\xA9 prices rose 5 percent.";

static const char *const kinds[] = { "one", "two", NULL };

typedef struct {
  stemma_row row;
  guint32 kind;
  guint32 flag;
  double score;
  stemma_str name;
  stemma_span place;
  stemma_ref link;
  stemma_range range;
  guint32 doc;
  guint32 other;
} Sample;

#define FIELD(member, type) STEMMA_FIELD(Sample, member, type, "", "")
#define LINK(member, type) STEMMA_FIELD_LINK(Sample, member, type, "quote", "")
static const stemma_field fields[] = {
  STEMMA_FIELD_ENUM(Sample, kind, kinds, ""),
  FIELD(flag, STEMMA_BOOL),
  STEMMA_FIELD_OR_NULL(Sample, score, STEMMA_F64, "", 2, ""),
  FIELD(name, STEMMA_STR),
  FIELD(place, STEMMA_SPAN),
  LINK(link, STEMMA_REF),
  LINK(range, STEMMA_RANGE),
  FIELD(doc, STEMMA_DOC),
  LINK(other, STEMMA_ROW),
};
static const stemma_layer layer = { .size = sizeof layer,
                                    .version = 1,
                                    .name = "sample",
                                    .fields = STEMMA_LIST(fields),
                                    .row_size = sizeof(Sample),
                                    .flags = STEMMA_LAYER_SORTED
                                             | STEMMA_LAYER_DISJOINT };

static guint32
rows_of(gpointer data, const char *name)
{
  (void)data;
  return strcmp(name, "quote") == 0 ? 3 : G_MAXUINT32;
}

static const Sample good = { .row = { 0, 5, 4, 0 },
                             .score = 0.5,
                             .place = { 6, 12 },
                             .link = { STEMMA_HERE, 2 },
                             .range = { 1, 2 },
                             .doc = 1,
                             .other = STEMMA_NO_ROW };

/* A good row and another one. */
static Table *
table_of(const Schema *schema, const Sample *second)
{
  Table *table = table_new(schema);
  stemma_writer *out = table_writer(table, sizeof(Sample), 0);

  out->intern(out, "x\xFFy", 3);
  assert_int_equal(stemma_append(out, &good, sizeof good), STEMMA_OK);
  assert_int_equal(stemma_append(out, second, sizeof *second), STEMMA_OK);
  return table;
}

/* The fault of two rows, the first of them good; "" when there is none. */
static char *
fault_of(const stemma_layer *of, const Sample *second)
{
  TableContext context = { text, sizeof text - 1, 2, rows_of, NULL };
  g_autoptr(Schema) schema = schema_new(of);
  g_autoptr(Table) table = table_of(schema, second);
  TableFault fault = { 9, NULL, "" };

  if (table_check(table_view(table), &context, &fault))
    return g_strdup("");
  return g_strdup_printf("%u %s: %s", fault.row,
                         fault.field ? fault.field : "-", fault.message);
}

#define BROKEN(change, expected)                                               \
  do {                                                                         \
    Sample row = good;                                                         \
    g_autofree char *found = NULL;                                             \
    row.row.begin = 6;                                                         \
    row.row.end = 12;                                                          \
    change;                                                                    \
    found = fault_of(&layer, &row);                                            \
    assert_string_equal(found, expected);                                      \
  } while (0)

static void
test_head(void **state)
{
  (void)state;
  BROKEN((void)0, "");
  BROKEN(row.row.end = 5, "1 -: end 5 lies before begin 6");
  BROKEN(row.row.end = 28, "");
  BROKEN(row.row.end = 29, "1 -: end 29 lies beyond the text's 28 bytes");
  BROKEN(row.row.begin = row.row.end = 4, "1 -: begin 4 is inside a character");
  BROKEN(row.row.present = 1,
         "1 -: present is 0x1, and its fields have the bits 0x4");
  BROKEN(row.row.reserved = 7, "1 -: reserved is 7, not 0");
  BROKEN(row.row.begin = 3,
         "1 -: begin 3 lies before the end 5 of the row before");
}

static void
test_values(void **state)
{
  (void)state;
  BROKEN(row.kind = 2, "1 kind: 2 is not one of its 2 choices");
  BROKEN(row.flag = 2, "1 flag: 2 is neither 0 nor 1");
  BROKEN(row.score = INFINITY, "1 score: inf is not a finite number");
  BROKEN((row.score = NAN, row.row.present = 0), "");
  BROKEN((row.name = (stemma_str){ 1, 90 }),
         "1 name: string of 90 bytes at 1 lies beyond the pool's 5 bytes");
  BROKEN((row.name = (stemma_str){ 1, 2 }),
         "1 name: string at 1 has no NUL after it");
  BROKEN((row.name = (stemma_str){ 1, 3 }),
         "1 name: string at 1 is not valid UTF-8");
  BROKEN((row.place = (stemma_span){ 9, 8 }),
         "1 place: end 8 lies before begin 9");
}

static void
test_links(void **state)
{
  (void)state;
  BROKEN(row.link.row = 3, "1 link: row 3 of \"quote\", which has 3");
  BROKEN((row.link = (stemma_ref){ STEMMA_CORPUS, 2 }), "");
  BROKEN((row.link = (stemma_ref){ STEMMA_CORPUS, 3 }),
         "1 link: row 3 of \"quote\", which has 3");
  BROKEN((row.link = (stemma_ref){ 1, 3 }), "");
  BROKEN(row.link.doc = 2, "1 link: document 2 of 2");
  BROKEN(row.range.count = 3,
         "1 range: 3 rows from 1 of \"quote\", which has 3");
  BROKEN(row.doc = 2, "1 doc: document 2 of 2");
  BROKEN(row.other = 3, "1 other: row 3 of \"quote\", which has 3");
}

static void
check_second(guint32 begin, guint32 end, const char *expected)
{
  stemma_layer sorted = layer;
  Sample row = good;
  g_autofree char *found = NULL;

  sorted.flags = STEMMA_LAYER_SORTED;
  row.row.begin = begin;
  row.row.end = end;
  found = fault_of(&sorted, &row);
  assert_string_equal(found, expected);
}

/* After a row from 0 to 5: the same once more, a part of it, one that reaches
 * further. */
static void
test_sorted_rows_may_overlap(void **state)
{
  (void)state;
  check_second(0, 5, "");
  check_second(0, 3, "");
  check_second(1, 8, "");
  check_second(0, 6,
               "1 -: 0 to 6 stands after 0 to 5: rows are by begin, then by "
               "descending end");
}

/* Rows that nobody has checked are copied with strings that lie in the pool, be
 * their field set or not; what else is wrong does no harm. */
static void
test_strings_alone(void **state)
{
  g_autoptr(Schema) schema = schema_new(&layer);
  TableFault fault = { 9, NULL, "" };
  Sample row = good;
  Table *table;

  (void)state;
  row.kind = 99;
  row.place = (stemma_span){ 1u << 30, 1 };
  row.name = (stemma_str){ 1, 3 };
  table = table_of(schema, &row);
  assert_true(table_check_strings(table_view(table), &fault));
  table_unref(table);
  row.name.length = 90;
  table = table_of(schema, &row);
  assert_false(table_check_strings(table_view(table), &fault));
  assert_int_equal(fault.row, 1);
  assert_string_equal(fault.field, "name");
  table_unref(table);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_head),
    cmocka_unit_test(test_values),
    cmocka_unit_test(test_links),
    cmocka_unit_test(test_sorted_rows_may_overlap),
    cmocka_unit_test(test_strings_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
