/* SPDX-License-Identifier: Apache-2.0
 *
 * merge.c - runs in memory and on disk come as one sorted stream, each entry
 * once.
 */
#include "engine/corpus/merge.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* after its needs */
#include <cmocka.h>

typedef struct {
  GArray *entries;
  GByteArray *bytes;
} Run;

static Run
run_new(void)
{
  return (Run){ g_array_new(FALSE, FALSE, sizeof(Entry)), g_byte_array_new() };
}

static void
run_clear(Run *run)
{
  g_array_unref(run->entries);
  g_byte_array_unref(run->bytes);
}

/* A row of 8 bytes that tells what it belongs to. */
static void
file(Run *run, guint32 key, guint32 doc, guint32 row)
{
  Entry entry = { { key / 10, key % 10 }, doc, row, run->bytes->len };
  guint64 length = 8;
  guint32 content[2] = { key, doc * 1000 + row };

  g_byte_array_append(run->bytes, (const guint8 *)&length, sizeof length);
  g_byte_array_append(run->bytes, (const guint8 *)content, sizeof content);
  g_array_append_val(run->entries, entry);
}

static void
test_stream(void **state)
{
  Spill *spill = spill_new(0);
  Merge *merge = merge_new(spill);
  Run runs[4] = { run_new(), run_new(), run_new(), run_new() };
  GArray *blocks[4] = { NULL };
  guint32 count = 0, random = 1;
  const guint8 *row;
  const Entry *entry;
  Entry last;

  (void)state;
  for (guint32 i = 0; i < 40000; i++) {
    random = random * 1103515245u + 12345u;
    file(&runs[i % 4], random >> 16 & 63, i / 4, i % 4);
    if (i % 100 == 0)
      file(&runs[i % 4], random >> 16 & 63, i / 4, i % 4);
  }
  for (guint i = 0; i < 4; i++) {
    run_sort(runs[i].entries);
    if (i < 2)
      merge_add_memory(merge, runs[i].entries, runs[i].bytes->data);
    else
      merge_add_run(merge, blocks[i] = run_write(runs[i].entries,
                                                 runs[i].bytes->data, spill));
  }
  assert_true(spill_written(spill) > 20000 * 32);
  while ((entry = merge_peek(merge, &row))) {
    guint32 content[2];
    memcpy(content, row, sizeof content);
    assert_int_equal(content[0], entry->key.high * 10 + entry->key.low);
    assert_int_equal(content[1], entry->doc * 1000 + entry->row);
    assert_true(count == 0 || entry_compare(&last, entry) < 0);
    last = *entry;
    count++;
    merge_advance(merge);
  }
  assert_int_equal(count, 40000);
  merge_free(merge);
  for (guint i = 0; i < 4; i++) {
    run_clear(&runs[i]);
    if (blocks[i])
      g_array_unref(blocks[i]);
  }
  spill_free(spill);
}

static void
test_budget(void **state)
{
  Spill *spill = spill_new(100);

  (void)state;
  assert_true(spill_take(spill, 60));
  assert_false(spill_take(spill, 41));
  spill_give_back(spill, 20);
  assert_true(spill_take(spill, 60));
  spill_force(spill, 5);
  assert_false(spill_take(spill, 1));
  spill_free(spill);
}

/* A folder that is not there is told, not passed over. */
static void
test_no_folder(void **state)
{
  Spill *spill = spill_new(0);
  guint64 offset;

  (void)state;
  g_setenv("TMPDIR", "/dev/null/nowhere", TRUE);
  assert_false(spill_write(spill, "x", 1, &offset));
  assert_string_equal(spill_error(spill)->message,
                      "cannot make a temporary file in /dev/null/nowhere: "
                      "Not a directory");
  g_unsetenv("TMPDIR");
  spill_free(spill);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_stream),
    cmocka_unit_test(test_budget),
    cmocka_unit_test(test_no_folder),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
