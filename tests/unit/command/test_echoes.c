/* SPDX-License-Identifier: Apache-2.0
 *
 * test_echoes.c - a warning is told of the first documents, the others counted.
 */
#include "command/echoes.h"

#include "../unit.h"

static char *
printed(const Echoes *echoes)
{
  char *text = NULL;
  size_t length;
  FILE *out = open_memstream(&text, &length);

  assert_non_null(out);
  echoes_print(echoes, out);
  assert_int_equal(fclose(out), 0);
  return text;
}

/* How often a warning is told when it comes so often. */
static guint
told(Echoes *echoes, const char *warning, guint times)
{
  guint count = 0;

  for (guint i = 0; i < times; i++)
    count += echoes_count(echoes, warning) != FALSE;
  return count;
}

static void
test_counted(void **state)
{
  g_autoptr(Echoes) echoes = echoes_new();
  char *text;

  (void)state;
  assert_int_equal(told(echoes, "a: one", ECHOES_TOLD + 1), ECHOES_TOLD);
  assert_int_equal(told(echoes, "b: one", ECHOES_TOLD), ECHOES_TOLD);
  assert_int_equal(told(echoes, "a: two", ECHOES_TOLD + 32), ECHOES_TOLD);
  text = printed(echoes);
  assert_string_equal(text, "1 more document: warning: a: one\n"
                            "32 more documents: warning: a: two\n");
  free(text);
}

/* A plugin that names the document in each line must not fill the memory. */
static void
test_many(void **state)
{
  g_autoptr(Echoes) echoes = echoes_new();
  char *text;

  (void)state;
  for (guint i = 0; i < ECHOES_KEPT; i++) {
    g_autofree char *line = g_strdup_printf("a: %u", i);

    assert_true(echoes_count(echoes, line));
  }
  assert_int_equal(told(echoes, "a: new", ECHOES_TOLD + 5), ECHOES_TOLD + 5);
  assert_int_equal(told(echoes, "a: 0", ECHOES_TOLD), ECHOES_TOLD - 1);
  text = printed(echoes);
  assert_string_equal(text, "1 more document: warning: a: 0\n");
  free(text);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_counted),
    cmocka_unit_test(test_many),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
