/* SPDX-License-Identifier: Apache-2.0
 *
 * sink.c - files appear whole or not at all.
 */
#include "output/sink/sink.h"

#include "../folder.h"
#include "../unit.h"
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

static void
write_text(Sink *sink, const char *text)
{
  g_autoptr(GError) error = NULL;

  assert_true(sink_write(sink, text, strlen(text), &error));
}

static void
expect_file(const char *name, const char *expected)
{
  g_autofree char *bytes = NULL;

  if (!expected) {
    assert_false(g_file_test(name, G_FILE_TEST_EXISTS));
    return;
  }
  assert_true(g_file_get_contents(name, &bytes, NULL, NULL));
  assert_string_equal(bytes, expected);
}

static guint
count_files(void)
{
  g_autoptr(GDir) dir = g_dir_open(".", 0, NULL);
  guint count = 0;

  while (g_dir_read_name(dir))
    count++;
  return count;
}

static void
test_whole(void **state)
{
  Sink *sink = sink_new("out", NULL, TRUE, NULL);

  (void)state;
  write_text(sink, "one\n");
  expect_file("out", NULL);
  assert_true(sink_commit(sink, NULL));
  sink_free(sink);
  expect_file("out", "one\n");
  assert_int_equal(count_files(), 1);
}

static void
test_early_end(void **state)
{
  Sink *sink;

  (void)state;
  folder_write("out", "before", -1);
  sink = sink_new("out", NULL, TRUE, NULL);
  write_text(sink, "one\n");
  sink_mark(sink);
  write_text(sink, "tw");
  sink_free(sink);
  expect_file("out", "before");
  expect_file("out.partial", "one\n");
  assert_int_equal(count_files(), 2);
}

static void
test_early_end_without_lines(void **state)
{
  Sink *sink = sink_new("out", NULL, FALSE, NULL);

  (void)state;
  write_text(sink, "one\n");
  sink_mark(sink);
  sink_free(sink);
  sink = sink_new("out", NULL, TRUE, NULL);
  write_text(sink, "half");
  sink_free(sink);
  assert_int_equal(count_files(), 0);
}

static void
test_rights_and_links(void **state)
{
  struct stat status;
  Sink *sink;

  (void)state;
  folder_write("real", "", 0);
  assert_int_equal(chmod("real", 0640), 0);
  assert_int_equal(symlink("real", "link"), 0);
  sink = sink_new("link", NULL, TRUE, NULL);
  write_text(sink, "x");
  assert_true(sink_commit(sink, NULL));
  sink_free(sink);
  assert_true(g_file_test("link", G_FILE_TEST_IS_SYMLINK));
  expect_file("real", "x");
  assert_int_equal(stat("real", &status), 0);
  assert_int_equal(status.st_mode & 0777, 0640);
}

static void
test_large_writes(void **state)
{
  g_autofree char *large = g_strnfill(300000, 'x');
  g_autofree char *bytes = NULL;
  Sink *sink = sink_new("out", NULL, TRUE, NULL);
  gsize length;

  (void)state;
  for (int i = 0; i < 3; i++) {
    write_text(sink, "small ");
    write_text(sink, large);
  }
  assert_true(sink_commit(sink, NULL));
  sink_free(sink);
  assert_true(g_file_get_contents("out", &bytes, &length, NULL));
  assert_int_equal(length, 3 * 300006);
  assert_memory_equal(bytes + 300006, "small xxx", 9);
}

static void
test_errors(void **state)
{
  g_autoptr(GError) error = NULL;
  Sink *sink;

  (void)state;
  assert_null(sink_new("no/such/folder/out", NULL, TRUE, &error));
  assert_true(g_error_matches(error, SINK_ERROR, SINK_ERROR_WRITE));
  assert_string_equal(error->message,
                      "no/such/folder/out: cannot write: No such file or "
                      "directory");
  g_clear_error(&error);
  if (!g_file_test("/dev/full", G_FILE_TEST_EXISTS))
    return;
  sink = sink_new("/dev/full", NULL, TRUE, NULL);
  write_text(sink, "x");
  assert_false(sink_commit(sink, &error));
  assert_string_equal(error->message,
                      "/dev/full: cannot write: No space left on device");
  sink_free(sink);
}

static void
test_closed_pipe(void **state)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *name = NULL;
  int ends[2];
  Sink *sink;

  (void)state;
  signal(SIGPIPE, SIG_IGN);
  assert_int_equal(pipe(ends), 0);
  name = g_strdup_printf("/dev/fd/%d", ends[1]);
  sink = sink_new(name, NULL, TRUE, NULL);
  close(ends[0]);
  write_text(sink, "x");
  assert_false(sink_commit(sink, &error));
  assert_true(g_error_matches(error, SINK_ERROR, SINK_ERROR_CLOSED));
  sink_free(sink);
  close(ends[1]);
}

#define IN_FOLDER(test)                                                        \
  cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int
main(void)
{
  const struct CMUnitTest tests[] = {
    IN_FOLDER(test_whole),
    IN_FOLDER(test_early_end),
    IN_FOLDER(test_early_end_without_lines),
    IN_FOLDER(test_rights_and_links),
    IN_FOLDER(test_large_writes),
    IN_FOLDER(test_errors),
    IN_FOLDER(test_closed_pipe),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
