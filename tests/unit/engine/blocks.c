/* SPDX-License-Identifier: Apache-2.0
 *
 * blocks.c - memory on disk keeps what is written, is zeroed where it grows,
 * and says when there is none.
 */
#include "engine/store/blocks.h"
#include "engine/store/spill.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* after its needs */
#include <cmocka.h>

enum { SMALL = 5000, LARGE = 9 << 20 };

static gboolean
is_all(const char *bytes, gsize begin, gsize end, char value)
{
  for (gsize i = begin; i < end; i++)
    if (bytes[i] != value)
      return FALSE;
  return TRUE;
}

static const Disk lent = { spill_file_lend, FALSE };

/* `state`: where the files come from. */
static void
test_lengths(void **state)
{
  Blocks *blocks = blocks_new(*state);
  char *other = blocks_change(blocks, NULL, SMALL);
  char *block = blocks_change(blocks, NULL, SMALL);

  assert_true(block && other && block != other);
  assert_true(is_all(block, 0, SMALL, 0));
  memset(block, 'x', SMALL);
  block = blocks_change(blocks, block, LARGE);
  assert_true(is_all(block, 0, SMALL, 'x'));
  assert_true(is_all(block, SMALL, LARGE, 0));
  memset(block, 'y', LARGE);
  block = blocks_change(blocks, block, 8192);
  block = blocks_change(blocks, block, LARGE);
  assert_true(is_all(block, 0, 8192, 'y'));
  assert_true(is_all(block, 8192, LARGE, 0));
  assert_true(is_all(other, 0, SMALL, 0));
  assert_null(blocks_change(blocks, block, 0));
  blocks_free(blocks); /* and `other` */
}

static void
test_none(void **state)
{
  Blocks *blocks = blocks_new(&spill_disk);
  char here[8] = "stays";
  char *block = blocks_change(blocks, NULL, SMALL);

  (void)state;
  block[0] = 'a';
  assert_null(blocks_change(blocks, here, SMALL));
  assert_null(blocks_change(blocks, NULL, 0));
  assert_null(blocks_change(blocks, block, G_MAXUINT64));
  assert_null(blocks_change(blocks, block, G_MAXINT64 / 4));
  assert_int_equal(block[0], 'a');
  g_setenv("TMPDIR", "/dev/null/nowhere", TRUE);
  assert_null(blocks_change(blocks, NULL, SMALL));
  g_unsetenv("TMPDIR");
  blocks_free(blocks);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_prestate(test_lengths, (void *)(guintptr)&spill_disk),
    cmocka_unit_test_prestate(test_lengths, (void *)(guintptr)&lent),
    cmocka_unit_test(test_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
