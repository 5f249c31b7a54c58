/* SPDX-License-Identifier: Apache-2.0
 *
 * unique.c - of equal rows the first is kept, as unique.h says.
 */
#include "engine/corpus/unique.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stemma/stemma.h>
#include <string.h>
/* after its needs */
#include <cmocka.h>

static void
append(Table *table, double value, const char *unit)
{
  stemma_writer *out = table_writer(table, sizeof(stemma_quantity), 0);
  stemma_quantity row = { .row.present = 1u << 3, .value = value };

  row.unit = out->intern(out, unit, (uint32_t)strlen(unit));
  assert_int_equal(stemma_append(out, &row, sizeof row), STEMMA_OK);
}

static void
test_keeps_the_first(void **state)
{
  g_autoptr(Schema) schema = schema_new(&stemma_quantity_layer);
  g_autoptr(Table) table = table_new(schema);
  Unique *unique = unique_new(table);

  (void)state;
  for (guint i = 0; i < 30000; i++) {
    append(table, i % 10000, i % 2 ? "metre" : "mile");
    unique_keep(unique);
  }
  assert_int_equal(table_count(table), 10000);
  for (guint32 i = 0; i < 10000; i++)
    assert_true(STEMMA_AT(stemma_quantity, table_view(table)->rows, i)->value
                == i);
  unique_free(unique);
}

static void
test_strings_count(void **state)
{
  g_autoptr(Schema) schema = schema_new(&stemma_quantity_layer);
  g_autoptr(Table) table = table_new(schema);
  Unique *unique = unique_new(table);

  (void)state;
  for (guint i = 0; i < 4; i++) {
    append(table, 1, i % 2 ? "metre" : "mile");
    unique_keep(unique);
  }
  assert_int_equal(table_count(table), 2);
  unique_free(unique);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_keeps_the_first),
    cmocka_unit_test(test_strings_count),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
