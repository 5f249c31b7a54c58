/* SPDX-License-Identifier: Apache-2.0
 *
 * table.c - rows are copied, cut, widened and emptied as table.h says.
 */
#include "corpus/table.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* after its needs */
#include <cmocka.h>

static void
append_quantity(Table *table, guint32 begin, const char *unit)
{
  stemma_writer *out = table_writer(table, sizeof(stemma_quantity), 0);
  stemma_quantity row = { .row = { begin, begin + 2, 1u << 3, 0 },
                          .value = begin };

  row.unit = out->intern(out, unit, (uint32_t)strlen(unit));
  assert_int_equal(stemma_append(out, &row, sizeof row), STEMMA_OK);
}

static void
test_rows_and_strings(void **state)
{
  g_autoptr(Schema) schema = schema_new(&stemma_quantity_layer);
  g_autoptr(Table) table = table_new(schema);
  const stemma_table *view = table_view(table);
  const stemma_quantity *row;

  (void)state;
  for (guint32 i = 0; i < 1000; i++) {
    g_autofree char *unit = g_strdup_printf("unit %u", i % 100);
    append_quantity(table, i, unit);
  }
  assert_int_equal(view->rows.count, 1000);
  row = STEMMA_AT(stemma_quantity, view->rows, 542);
  assert_int_equal(row->row.begin, 542);
  assert_string_equal(stemma_text(view, row->unit), "unit 42");
  assert_int_equal(row->unit.offset,
                   STEMMA_AT(stemma_quantity, view->rows, 42)->unit.offset);
  assert_string_equal(stemma_text(view, row->base_unit), "");
}

/* Of each length, those that differ in one byte alone are two, and an equal one
 * is found again. */
static void
test_strings_of_all_lengths(void **state)
{
  g_autoptr(Schema) schema = schema_new(&stemma_quantity_layer);
  g_autoptr(Table) table = table_new(schema);
  stemma_writer *out = table_writer(table, sizeof(stemma_quantity), 0);
  char bytes[200];

  (void)state;
  for (guint32 length = 1; length <= sizeof bytes; length++)
    for (guint32 at = 0; at < length; at += 1 + length / 8) {
      stemma_str other, one;

      memset(bytes, 'a', sizeof bytes);
      one = out->intern(out, bytes, length);
      bytes[at] = 'b';
      other = out->intern(out, bytes, length);
      assert_int_not_equal(one.offset, other.offset);
      assert_memory_equal(table_view(table)->pool + other.offset, bytes,
                          length);
      assert_int_equal(out->intern(out, bytes, length).offset, other.offset);
    }
}

static void
test_clear_keeps_nothing(void **state)
{
  g_autoptr(Schema) schema = schema_new(&stemma_quantity_layer);
  g_autoptr(Table) table = table_new(schema);

  (void)state;
  append_quantity(table, 3, "metre");
  table_clear(table);
  assert_int_equal(table_count(table), 0);
  assert_int_equal(table_view(table)->pool_length, 1);
  append_quantity(table, 5, "mile");
  append_quantity(table, 6, "metre");
  assert_string_equal(
      stemma_text(table_view(table),
                  STEMMA_AT(stemma_quantity, table_view(table)->rows, 1)->unit),
      "metre");
}

/* A writer that knows only the head, then one that sends more than a row. */
static void
test_short_and_long_rows(void **state)
{
  g_autoptr(Schema) schema = schema_new(&stemma_quote_layer);
  g_autoptr(Table) table = table_new(schema);
  stemma_row head = { 1, 2, 0, 0 };
  stemma_writer *out = table_writer(table, sizeof head, 0);
  struct {
    stemma_quote quote;
    char poison[24];
  } longer[2];
  const stemma_quote *row;

  (void)state;
  memset(longer, 0xA5, sizeof longer);
  assert_int_equal(stemma_append(out, &head, sizeof head), STEMMA_OK);
  row = STEMMA_AT(stemma_quote, table_view(table)->rows, 0);
  assert_int_equal(row->cue.length, 0);
  assert_int_equal(row->row.end, 2);

  out = table_writer(table, sizeof(stemma_quote), 1);
  assert_int_equal(out->next_row, 0);
  assert_int_equal(
      out->append(out, (stemma_list){ longer, 2, sizeof longer[0] }),
      STEMMA_OK);
  assert_int_equal(out->next_row, 2);
  assert_int_equal(table_count(table), 3);
  assert_memory_equal(table_row(table, 2), &longer[1], sizeof(stemma_quote));
  assert_int_equal(out->append(out, (stemma_list){ longer, 1, 4 }),
                   STEMMA_E_INTERNAL);
}

static void
test_copy_and_load(void **state)
{
  g_autoptr(Schema) schema = schema_new(&stemma_quantity_layer);
  g_autoptr(Table) from = table_new(schema);
  g_autoptr(Table) copy = table_new(schema);
  g_autoptr(Table) loaded = table_new(schema);
  const stemma_table *view = table_view(from);
  const stemma_quantity *row;

  (void)state;
  append_quantity(from, 1, "metre");
  append_quantity(from, 2, "mile");
  assert_true(table_copy_row(copy, view, 1));
  row = STEMMA_AT(stemma_quantity, table_view(copy)->rows, 0);
  assert_string_equal(stemma_text(table_view(copy), row->unit), "mile");
  assert_true(table_load(loaded, view->rows.items, 2, view->rows.stride,
                         view->pool, view->pool_length));
  row = STEMMA_AT(stemma_quantity, table_view(loaded)->rows, 1);
  assert_string_equal(stemma_text(table_view(loaded), row->unit), "mile");
  assert_false(table_is_full(loaded));
}

static void
count_trims(gpointer data, void *bytes, gsize keep)
{
  (void)bytes, (void)keep;
  ++*(guint *)data;
}

/* In somebody else's memory, beyond it, and there again. */
static void
test_site(void **state)
{
  static guint64 memory[(4u << 20) / 8];
  g_autoptr(Schema) schema = schema_new(&stemma_quantity_layer);
  g_autoptr(Table) table = table_new(schema);
  const guint32 most = sizeof memory / schema->stride;
  guint trims = 0;
  const TableSite site = { memory, sizeof memory, count_trims, &trims };

  (void)state;
  table_set_site(table, &site);
  for (guint32 i = 0; i < most; i++)
    append_quantity(table, i, "mile");
  assert_ptr_equal(table_view(table)->rows.items, memory);
  append_quantity(table, most, "mile");
  assert_ptr_not_equal(table_view(table)->rows.items, memory);
  for (guint32 i = 0; i <= most; i += 1000)
    assert_int_equal(STEMMA_AT(stemma_row, table_view(table)->rows, i)->begin,
                     i);

  table_clear(table);
  for (guint32 i = 0; i < most; i++)
    append_quantity(table, i, "mile");
  assert_ptr_equal(table_view(table)->rows.items, memory);
  table_clear(table);
  assert_int_equal(trims, 0);
  append_quantity(table, 0, "mile");
  table_clear(table);
  assert_int_equal(trims, 1);
}

static void
test_bytes_are_aligned(void **state)
{
  static const stemma_field fields[] = {
    { "ids", "numbers", NULL, NULL, "", 16, STEMMA_BYTES, 0, 0, 0 },
  };
  static const stemma_layer layer = { .size = sizeof layer,
                                      .version = 1,
                                      .name = "ids",
                                      .fields = STEMMA_LIST(fields),
                                      .row_size = 24 };
  g_autoptr(Schema) schema = schema_new(&layer);
  g_autoptr(Table) table = table_new(schema);
  stemma_writer *out = table_writer(table, 24, 0);

  (void)state;
  assert_int_equal(out->intern(out, "abc", 3).offset, 8);
  assert_int_equal(out->intern(out, "defg", 4).offset, 16);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_rows_and_strings),
    cmocka_unit_test(test_strings_of_all_lengths),
    cmocka_unit_test(test_clear_keeps_nothing),
    cmocka_unit_test(test_short_and_long_rows),
    cmocka_unit_test(test_copy_and_load),
    cmocka_unit_test(test_site),
    cmocka_unit_test(test_bytes_are_aligned),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
