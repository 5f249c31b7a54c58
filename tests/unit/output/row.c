/* SPDX-License-Identifier: Apache-2.0
 *
 * row.c - rows whose strings are as long as those that are copied at once, or
 * longer, and whose fields of few values stand side by side.
 */
#include "output/rows/row.h"

#include "../unit.h"
#include "output/rows/append.h"
#include <stemma/stemma.h>
#include <string.h>

typedef struct {
  stemma_row row;
  guint32 kind;
  guint32 sure;
  guint32 mood;
  guint32 wide;
  stemma_str name;
} Said;

static const char *const kinds[] = { "direct", "in\"direct", NULL };
static const char *const moods[] = { "glad", "sad", "neither", NULL };
static const char *const letters[] = { "a", "b", "c", "d", "e", "f",
                                       "g", "h", "i", "j", "k", NULL };
static const stemma_field fields[] = {
  STEMMA_FIELD_ENUM(Said, kind, kinds, "s"),
  STEMMA_FIELD_OR_NULL(Said, sure, STEMMA_BOOL, "", 3, "s"),
  STEMMA_FIELD_ENUM(Said, mood, moods, "s"),
  STEMMA_FIELD_ENUM(Said, wide, letters, "s"),
  STEMMA_FIELD(Said, name, STEMMA_STR, "", "s"),
};
static const stemma_layer layer = {
  sizeof(stemma_layer), 1, "said", "s", STEMMA_LIST(fields), sizeof(Said), 0
};

static void
add(Table *table, Said said, const char *name, gsize length)
{
  stemma_writer *out = table_writer(table, sizeof said, 0);

  said.name = out->intern(out, name, (guint32)length);
  assert_int_equal(stemma_append(out, &said, sizeof said), STEMMA_OK);
}

static char *
print(Table *table)
{
  RowPrinter *printer = row_printer_new(&layer, FALSE);
  const RowContext context = { 0 };
  GString *to = g_string_new(NULL);

  row_printer_rows(printer, table_view(table), 0, table_count(table), &context,
                   to);
  row_printer_free(printer);
  return g_string_free(to, FALSE);
}

static const char *
choice_of(const char *const *choices, guint32 value)
{
  return value < g_strv_length((char **)(gpointer)choices) ? choices[value]
                                                           : NULL;
}

static void
expect_choices(GString *to, const Said *said)
{
  const gboolean sure = said->row.present >> 3 & 1;

  append_literal(to, "{\"begin\":0,\"end\":0,\"kind\":");
  append_text(to, choice_of(kinds, said->kind));
  append_literal(to, ",\"sure\":");
  if (sure)
    append_bool(to, said->sure != 0);
  else
    append_literal(to, "null");
  append_literal(to, ",\"mood\":");
  append_text(to, choice_of(moods, said->mood));
  append_literal(to, ",\"wide\":");
  append_text(to, choice_of(letters, said->wide));
  append_literal(to, ",\"name\":\"\"}");
}

/* All combinations, each field with one value that does not exist. */
static void
test_choices(void **state)
{
  g_autoptr(Schema) schema = schema_new(&layer);
  g_autoptr(Table) table = table_new(schema);
  g_autoptr(GString) expected = g_string_new("[");
  g_autofree char *printed = NULL;

  (void)state;
  for (guint32 i = 0; i < 3 * 6 * 4 * 12; i++) {
    const Said said = { .row.present = i / 9 % 2 << 3,
                        .kind = i % 3,
                        .sure = i / 3 % 3,
                        .mood = i / 18 % 4,
                        .wide = i / 72 };

    add(table, said, "", 0);
    if (i > 0)
      append_literal(expected, ",");
    expect_choices(expected, &said);
  }
  append_literal(expected, "]");
  printed = print(table);
  assert_string_equal(printed, expected->str);
}

/* Strings of 0 to 70 bytes, plain and with one byte of `odd` at each place. */
static void
expect_strings(const char *odd)
{
  g_autoptr(Schema) schema = schema_new(&layer);
  g_autoptr(Table) table = table_new(schema);
  g_autoptr(GString) expected = g_string_new("[");
  g_autofree char *printed = NULL;

  for (gsize length = 0; length <= 70; length++)
    for (gsize at = 0; at <= length; at++) {
      g_autoptr(GString) name = g_string_new(NULL);

      for (gsize i = 0; i < length; i++)
        g_string_append_c(name, (char)('a' + i % 26));
      g_string_insert(name, (gssize)at, odd);
      add(table, (Said){ 0 }, name->str, name->len);
      append_bytes(expected, ",", expected->len > 1);
      append_literal(expected,
                     "{\"begin\":0,\"end\":0,\"kind\":\"direct\",\"sure\":null,"
                     "\"mood\":\"glad\",\"wide\":\"a\",\"name\":");
      append_string(expected, name->str, name->len);
      append_literal(expected, "}");
    }
  append_literal(expected, "]");
  printed = print(table);
  assert_string_equal(printed, expected->str);
}

static void
test_strings(void **state)
{
  (void)state;
  expect_strings("");
  expect_strings("\"");
  expect_strings("\x1F");
  expect_strings("\xC3\xA9");
  expect_strings("\x7F");
}

static void
test_no_rows(void **state)
{
  g_autoptr(Schema) schema = schema_new(&layer);
  g_autoptr(Table) table = table_new(schema);
  g_autofree char *printed = print(table);

  (void)state;
  assert_string_equal(printed, "[]");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_choices),
    cmocka_unit_test(test_strings),
    cmocka_unit_test(test_no_rows),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
