/* SPDX-License-Identifier: Apache-2.0
 *
 * rows.c - rows as text: every type, places shifted, the first difference.
 */
#include "../unit.h"

#include "validate/rows.h"
#include <string.h>

typedef struct {
  stemma_row row;
  double weight;
  int64_t big;
  stemma_str text;
  stemma_span span;
  stemma_ref ref;
  uint32_t count;
  uint32_t kind;
} Everything;

static const char *const kinds[] = { "a", "b", NULL };
static const stemma_field fields[] = {
  STEMMA_FIELD(Everything, weight, STEMMA_F64, "", ""),
  STEMMA_FIELD(Everything, big, STEMMA_I64, "", ""),
  STEMMA_FIELD(Everything, text, STEMMA_STR, "", ""),
  STEMMA_FIELD(Everything, span, STEMMA_SPAN, "", ""),
  STEMMA_FIELD_LINK(Everything, ref, STEMMA_REF, "x", ""),
  STEMMA_FIELD_OR_NULL(Everything, count, STEMMA_U32, "", 3, ""),
  STEMMA_FIELD_ENUM(Everything, kind, kinds, ""),
};
static const stemma_layer layer = {
  sizeof layer,       1, "org.example.all", "", STEMMA_LIST(fields),
  sizeof(Everything), 0
};

static char *
text_of(guint32 shift, double weight, gboolean counted)
{
  g_autoptr(Schema) schema = schema_new(&layer);
  g_autoptr(Table) table = table_new(schema);
  stemma_writer *writer = table_writer(table, sizeof(Everything), 0);
  Everything row = { { 17 + 2, 17 + 5, counted ? 8 : 0, 0 },
                     weight,
                     -7,
                     writer->intern(writer, "x\ny", 3),
                     { 17, 18 },
                     { 4, 5 },
                     6,
                     1 };
  GString *text = g_string_new(NULL);

  stemma_append(writer, &row, sizeof row);
  rows_append(text, "all", table, shift);
  return g_string_free(text, FALSE);
}

static void
test_text(void **state)
{
  g_autofree char *plain = text_of(0, 0.5, FALSE);
  g_autofree char *shifted = text_of(17, 0.5, TRUE);

  (void)state;
  assert_string_equal(plain, "all 0: 19..22 weight=0.5 big=-7 text=x\\0ay "
                             "span=17..18 ref=4:5 count=null kind=1\n");
  assert_string_equal(shifted, "all 0: 2..5 weight=0.5 big=-7 text=x\\0ay "
                               "span=0..1 ref=4:5 count=6 kind=1\n");
}

static void
test_difference(void **state)
{
  g_autofree char *one = text_of(0, 0.5, FALSE);
  g_autofree char *other = text_of(0, 0.25, FALSE);
  g_autofree char *none = rows_difference(one, one);
  g_autofree char *some = rows_difference(one, other);
  g_autofree char *longer = rows_difference("a\nb\n", "a\n");

  (void)state;
  assert_null(none);
  assert_non_null(strstr(some, "weight=0.5"));
  assert_non_null(strstr(some, "weight=0.25"));
  assert_string_equal(longer, "\"b\", and \"nothing more\"");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_text),
    cmocka_unit_test(test_difference),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
