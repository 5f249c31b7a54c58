/* SPDX-License-Identifier: Apache-2.0
 *
 * tape.c - what is recorded is played, or nothing is.
 */
#include "output/sink/sink.h"

#include "../folder.h"
#include "../unit.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static const guint8 key[TAPE_KEY] = { 1, 2, 3 };

static void
write_file(Tape *tape, const char *name, const char *text)
{
  Sink *sink = sink_new(name, tape, FALSE, NULL);

  assert_non_null(sink);
  assert_true(sink_write(sink, text, strlen(text), NULL));
  assert_true(sink_commit(sink, NULL));
  sink_free(sink);
}

static void
expect_file(const char *name, const char *expected)
{
  g_autofree char *bytes = NULL;

  assert_true(g_file_get_contents(name, &bytes, NULL, NULL));
  assert_string_equal(bytes, expected);
}

static void
take_line(void *data, const TapeLine *line)
{
  g_string_append_printf(data, "%u %s %s: %s\n", line->level, line->stage,
                         line->document ? line->document : "-", line->line);
}

static TapeResult
play(const void *wanted, GString *said, int *status)
{
  const TapePlay one = {
    .path = "tape", .key = wanted, .line = take_line, .data = said
  };
  g_autoptr(GError) error = NULL;

  return tape_play(&one, status, &error);
}

static void
record(void)
{
  const TapeLine about = { 1, "numbers", "a.txt", "odd" };
  const TapeLine other = { 2, "variance", NULL, "few" };
  g_autoptr(Tape) tape = tape_new("tape", key);

  assert_non_null(tape);
  tape_line(tape, &about);
  tape_folder(tape, "folder");
  assert_int_equal(g_mkdir_with_parents("folder", 0777), 0);
  write_file(tape, "one", "first\n");
  write_file(tape, "folder/two", "");
  tape_line(tape, &other);
  assert_int_equal(tape_keep(tape, 1), 0);
}

static void
test_played(void **state)
{
  g_autoptr(GString) said = g_string_new(NULL);
  int status = 7;

  (void)state;
  record();
  assert_int_equal(g_unlink("one"), 0);
  assert_int_equal(g_unlink("folder/two"), 0);
  assert_int_equal(g_rmdir("folder"), 0);
  assert_int_equal(play(key, said, &status), TAPE_PLAYED);
  assert_int_equal(status, 1);
  assert_string_equal(said->str, "1 numbers a.txt: odd\n2 variance -: few\n");
  expect_file("one", "first\n");
  expect_file("folder/two", "");
}

static void
test_other_key(void **state)
{
  static const guint8 other[TAPE_KEY] = { 1, 2, 4 };
  g_autoptr(GString) said = g_string_new(NULL);
  int status = 7;

  (void)state;
  record();
  assert_int_equal(g_unlink("one"), 0);
  assert_int_equal(play(other, said, &status), TAPE_NONE);
  assert_int_equal(status, 7);
  assert_int_equal(said->len, 0);
  assert_false(g_file_test("one", G_FILE_TEST_EXISTS));
}

/* At once, as a disk would take its time over each. */
static void
write_tape(const char *bytes, gsize length)
{
  assert_true(g_file_set_contents_full("tape", bytes, (gssize)length,
                                       G_FILE_SET_CONTENTS_NONE, 0666, NULL));
}

/* Each byte is looked at before anything is done. */
static void
test_damaged(void **state)
{
  g_autofree char *bytes = NULL;
  g_autoptr(GString) said = g_string_new(NULL);
  gsize length;
  int status;

  (void)state;
  record();
  assert_true(g_file_get_contents("tape", &bytes, &length, NULL));
  assert_int_equal(g_unlink("one"), 0);
  for (gsize i = 0; i < length; i++) {
    bytes[i] ^= 1;
    write_tape(bytes, length);
    assert_int_equal(play(key, said, &status), TAPE_NONE);
    bytes[i] ^= 1;
    write_tape(bytes, i);
    assert_int_equal(play(key, said, &status), TAPE_NONE);
  }
  assert_false(g_file_test("one", G_FILE_TEST_EXISTS));
  write_tape(bytes, length);
  assert_int_equal(play(key, said, &status), TAPE_PLAYED);
}

/* Only a file that has these bytes and no more is left as it is. */
static void
test_there(void **state)
{
  static const char *const others[] = { "first\n", "first\nmore", "first", "",
                                        "fIrst\n" };
  g_autoptr(GString) said = g_string_new(NULL);
  int status;

  (void)state;
  record();
  for (guint i = 0; i < G_N_ELEMENTS(others); i++) {
    assert_true(g_file_set_contents("one", others[i], -1, NULL));
    assert_int_equal(play(key, said, &status), TAPE_PLAYED);
    expect_file("one", "first\n");
  }
}

/* A tape that cannot be written is no tape, and the report is none the worse
 * for it. */
static void
test_no_room(void **state)
{
  const struct rlimit small = { 1000, RLIM_INFINITY };
  const struct rlimit any = { RLIM_INFINITY, RLIM_INFINITY };
  g_autofree char *long_text = g_strnfill(600, 'x');
  Tape *tape = tape_new("tape", key);

  (void)state;
  signal(SIGXFSZ, SIG_IGN);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
  write_file(tape, "one", long_text);
  write_file(tape, "two", long_text);
  assert_int_equal(tape_keep(tape, 0), EFBIG);
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &any), 0);
  tape_free(tape);
  expect_file("two", long_text);
  assert_false(g_file_test("tape", G_FILE_TEST_EXISTS));
}

static void
test_forgotten(void **state)
{
  g_autoptr(GDir) folder = NULL;
  Tape *tape = tape_new("tape", key);

  (void)state;
  tape_bytes(tape, 0, "lost", 4);
  tape_free(tape);
  folder = g_dir_open(".", 0, NULL);
  assert_null(g_dir_read_name(folder));
  assert_null(tape_new("no/such/folder/tape", key));
  assert_int_equal(errno, ENOENT);
}

#define IN_FOLDER(test)                                                        \
  cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int
main(void)
{
  const struct CMUnitTest tests[] = {
    IN_FOLDER(test_played),  IN_FOLDER(test_other_key),
    IN_FOLDER(test_damaged), IN_FOLDER(test_there),
    IN_FOLDER(test_no_room), IN_FOLDER(test_forgotten),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
