/* SPDX-License-Identifier: Apache-2.0
 *
 * test_progress.c - what the line says; and none where nobody looks.
 */
#include "command/progress.h"

#include "../unit.h"

typedef struct {
  guint pass;
  guint64 documents, bytes, total;
  gint64 passed;
  const char *text;
} Case;

static const Case cases[] = {
  { 0, 0, 0, 0, 0, "0 documents  0.0 MB  0.0 MB/s" },
  { 0, 1, 5000000, 0, 2 * G_USEC_PER_SEC, "1 document  5.0 MB  2.5 MB/s" },
  { 0, 1204, 40000000, 120000000, 2 * G_USEC_PER_SEC,
    "1,204 documents  40.0 of 120.0 MB  20.0 MB/s  4 s left" },
  { 0, 1234567, 1000000, 91000000, G_USEC_PER_SEC,
    "1,234,567 documents  1.0 of 91.0 MB  1.0 MB/s  1:30 min left" },
  { 0, 2, 1000000, 7321000000, G_USEC_PER_SEC,
    "2 documents  1.0 of 7321.0 MB  1.0 MB/s  2:02 h left" },
  { 0, 2, 10, 10, G_USEC_PER_SEC, "2 documents  0.0 of 0.0 MB  0.0 MB/s" },
  { 1, 300, 7, 7, G_USEC_PER_SEC, "pass 2: 300 documents" },
};

static void
test_text(void **state)
{
  (void)state;
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Case *the = &cases[i];
    g_autofree char *text = progress_text(the->pass, the->documents, the->bytes,
                                          the->total, the->passed);

    assert_string_equal(text, the->text);
  }
}

static void
test_no_terminal(void **state)
{
  FILE *file = tmpfile();

  (void)state;
  assert_null(progress_new(file, TRUE));
  assert_null(progress_new(file, FALSE));
  progress_tell(NULL, 0, 1, 1, 1);
  progress_wipe(NULL);
  progress_free(NULL);
  assert_int_equal(ftell(file), 0);
  fclose(file);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_text),
    cmocka_unit_test(test_no_terminal),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
