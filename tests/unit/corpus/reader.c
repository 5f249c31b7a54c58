/* SPDX-License-Identifier: Apache-2.0
 *
 * reader.c - names to documents: ids, order, and every way an input can be bad.
 */
#include "corpus/reader.h"

#include "../folder.h"
#include "../unit.h"
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

typedef struct {
  Pipeline pipeline;
  Diagnostics *all;
  Reader *reader;
} Fixture;

static Reader *
start(Fixture *fixture, InputFormat format, const char *const *names)
{
  memset(fixture, 0, sizeof *fixture);
  fixture->all = diagnostics_new();
  fixture->pipeline.inputs = g_ptr_array_new_with_free_func(g_free);
  for (; *names; names++) {
    Setting *setting = g_new0(Setting, 1);

    setting->value = (char *)*names;
    g_ptr_array_add(fixture->pipeline.inputs, setting);
  }
  fixture->reader = reader_new(&fixture->pipeline, format, fixture->all);
  return fixture->reader;
}

static void
stop(Fixture *fixture)
{
  reader_free(fixture->reader);
  diagnostics_free(fixture->all);
  g_ptr_array_unref(fixture->pipeline.inputs);
}

/* "id|path:line|text" or "id|path:line|!code line:column message" of each
 * document, a line each. */
static char *
read_all(const char *const *names, InputFormat format, guint64 max)
{
  GString *out = g_string_new(NULL);
  Document *document;
  Fixture fixture;
  guint index = 0;

  start(&fixture, format, names);
  fixture.reader = fixture.reader;
  while ((document = reader_next(fixture.reader))) {
    document_load(document, max);
    assert_int_equal(document->doc.index, index++);
    assert_ptr_equal(document->doc.id, document->id);
    g_string_append_printf(out, "%s|%s:%u|", document->id, document->path,
                           document->line);
    if (document->error)
      g_string_append_printf(out, "!%s %u:%u %s", document->error->code,
                             document->error->line, document->error->column,
                             document->error->message);
    else
      g_string_append_len(out, document->doc.text, document->doc.length);
    g_string_append_c(out, '\n');
    if (document->error)
      assert_int_equal(document->doc.length, 0);
    document_free(document);
  }
  if (diagnostics_errors(fixture.all))
    g_string_append(out, "errors\n");
  stop(&fixture);
  return g_string_free(out, FALSE);
}

#define NAMES(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void
expect(const char *const *names, const char *expected)
{
  g_autofree char *got = read_all(names, INPUT_AUTO, 0);

  assert_string_equal(got, expected);
}

static void
test_text_files(void **state)
{
  (void)state;
  folder_write("b.txt", "two\r\n", -1);
  folder_write("a.b.txt", "\xEF\xBB\xBFone", -1);
  folder_write("empty.txt", "", 0);
  expect(NAMES("b.txt", "./a.b.txt", "empty.txt", "a.b.txt"),
         "b|b.txt:0|two\r\n\na.b|a.b.txt:0|one\nempty|empty.txt:0|\n");
}

static void
test_ids_of_equal_names(void **state)
{
  (void)state;
  folder_write("x/a.txt", "1", -1);
  folder_write("y/a.txt", "2", -1);
  folder_write("a.txt", "3", -1);
  folder_write("y/b.txt", "4", -1);
  folder_write("b.text", "5", -1);
  folder_write("p/c.txt", "6", -1);
  folder_write("p/c.text", "7", -1);
  expect(NAMES("x/a.txt", "y/a.txt", "a.txt", "y/b.txt", "b.text", "p/c.txt",
               "p/c.text"),
         "x/a|x/a.txt:0|1\ny/a|y/a.txt:0|2\na|a.txt:0|3\n"
         "y/b|y/b.txt:0|4\nb|b.text:0|5\n"
         "c.txt|p/c.txt:0|6\nc.text|p/c.text:0|7\n");
}

/* The first of them stays, be it a file or a line. */
static void
test_an_id_twice(void **state)
{
  (void)state;
  folder_write("a.txt", "file", -1);
  folder_write("l.jsonl", "{\"id\":\"a\",\"text\":\"line\"}\n", -1);
  expect(NAMES("a.txt", "l.jsonl"),
         "a|a.txt:0|file\n"
         "a|l.jsonl:1|!E605 1:1 the id \"a\" is already that of a.txt\n");
  expect(NAMES("l.jsonl", "a.txt"),
         "a|l.jsonl:1|line\n"
         "a|a.txt:0|!E605 0:0 the id \"a\" is already that of l.jsonl:1\n");
}

static void
test_folders_and_globs(void **state)
{
  (void)state;
  folder_write("in/b.txt", "b", -1);
  folder_write("in/a/z.txt", "z", -1);
  folder_write("in/c.md", "no", -1);
  folder_write("in/.hidden.txt", "no", -1);
  folder_write("in/l.jsonl", "{\"id\":\"l\",\"text\":\"L\"}\n", -1);
  assert_int_equal(symlink("..", "in/a/loop"), 0);
  expect(NAMES("in"), "z|in/a/z.txt:0|z\nb|in/b.txt:0|b\nl|in/l.jsonl:1|L\n");
  expect(NAMES("in/"), "z|in/a/z.txt:0|z\nb|in/b.txt:0|b\nl|in/l.jsonl:1|L\n");
  expect(NAMES("in/*.txt"), "b|in/b.txt:0|b\n");
  expect(NAMES("in/**/*.txt"), "b|in/b.txt:0|b\nz|in/a/z.txt:0|z\n");
  expect(NAMES("i?/[a-b].txt"), "b|in/b.txt:0|b\n");
  expect(NAMES("in/*/*.md", "in/b.txt"), "b|in/b.txt:0|b\nerrors\n");
  expect(NAMES("nothing.txt"), "errors\n");
}

static void
test_name_with_signs(void **state)
{
  (void)state;
  folder_write("a[1].txt", "literal", -1);
  expect(NAMES("a[1].txt"), "a[1]|a[1].txt:0|literal\n");
}

static void
test_bad_texts(void **state)
{
  (void)state;
  folder_write("latin.txt", "one\ncaf\xE9 two", -1);
  folder_write("cut.txt", "\xC3\xA9\xE2\x82", -1);
  folder_write("nul.txt", "a\0b", 3);
  folder_write("utf16.txt",
               "\xFF\xFE"
               "a\0",
               4);
  expect(NAMES("latin.txt", "cut.txt", "nul.txt", "utf16.txt"),
         "latin|latin.txt:0|!E603 2:4 byte 0xE9 at offset 7 is not valid "
         "UTF-8\n"
         "cut|cut.txt:0|!E603 1:2 byte 0xE2 at offset 2 is not valid UTF-8\n"
         "nul|nul.txt:0|!E607 1:2 NUL byte at offset 1\n"
         "utf16|utf16.txt:0|!E603 1:1 byte 0xFF at offset 0 is not valid "
         "UTF-8\n");
}

static void
test_vanished_file(void **state)
{
  Document *document;
  Fixture fixture;

  (void)state;
  folder_write("gone.txt", "x", -1);
  start(&fixture, INPUT_AUTO, NAMES("gone.txt"));
  assert_int_equal(g_unlink("gone.txt"), 0);
  document = reader_next(fixture.reader);
  document_load(document, 0);
  assert_string_equal(document->error->code, "E602");
  assert_string_equal(document->error->message,
                      "cannot read: No such file or directory");
  document_free(document);
  stop(&fixture);
}

static void
test_too_large(void **state)
{
  g_autofree char *got = NULL;

  (void)state;
  folder_write("large.txt", "0123456789", -1);
  got = read_all(NAMES("large.txt"), INPUT_AUTO, 9);
  assert_string_equal(got, "large|large.txt:0|!E606 0:0 the text has 10 bytes "
                           "(10 bytes), and max-document is 9 bytes\n");
}

static void
test_lines(void **state)
{
  (void)state;
  folder_write("l.jsonl",
               "\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"caf\\u00e9\"}\r\n"
               "\n  \n"
               "{\"text\":\"two\",\"\\u0069d\":\"b\\n\"}\n"
               "[1]\n"
               "{\"id\":\"a\",\"text\":\"again\"}\n"
               "{\"id\":\"c\"}\n"
               "{\"text\":\"no id\"}\n"
               "{\"id\":7,\"text\":\"\"}\n"
               "{\"id\":\"\",\"text\":\"\"}\n"
               "{\"id\":\"d\",\"text\":\"x\",\"text\":\"y\"}\n"
               "{\"id\":\"e\",\"text\":\"x\",\"m\":1,\"m\":2}\n"
               "{\"id\":\"f\",\"text\":\"\xE9\"}\n"
               "{\"id\":\"\xE9\",\"text\":\"\"}\n"
               "{\"id\":\"g\",\"text\":\"é\",x}\n"
               "{\"id\":\"h\",\"text\":\"last\"}",
               -1);
  expect(
      NAMES("l.jsonl"),
      "a|l.jsonl:1|café\n"
      "b\n|l.jsonl:4|two\n"
      "l.jsonl:5|l.jsonl:5|!E604 5:1 expected an object, found \"[\"\n"
      "a|l.jsonl:6|!E605 6:1 the id \"a\" is already that of l.jsonl:1\n"
      "c|l.jsonl:7|!E604 7:1 the member \"text\" is missing\n"
      "l.jsonl:8|l.jsonl:8|!E604 8:1 the member \"id\" is missing\n"
      "l.jsonl:9|l.jsonl:9|!E604 9:1 the member \"id\" must be a string\n"
      "l.jsonl:10|l.jsonl:10|!E604 10:1 the member \"id\" is empty\n"
      "d|l.jsonl:11|!E604 11:1 the member \"text\" stands twice\n"
      "e|l.jsonl:12|!E604 12:1 the member \"m\" stands twice\n"
      "f|l.jsonl:13|!E603 13:19 byte 0xE9 at offset 251 is not valid UTF-8\n"
      "l.jsonl:14|l.jsonl:14|!E603 14:8 byte 0xE9 at offset 262 is not valid "
      "UTF-8\n"
      "g|l.jsonl:15|!E604 15:22 expected a member's name in double quotes, "
      "found \"x\"\n"
      "h|l.jsonl:16|last\n");
}

static void
test_hostile_lines(void **state)
{
  GString *text = g_string_new("{\"id\":\"deep\",\"text\":\"t\",\"x\":");

  (void)state;
  for (int i = 0; i < 100000; i++)
    g_string_append_c(text, '[');
  g_string_append(text, "\n{\"id\":\"n\",\"text\":\"\",\"big\":"
                        "12345678901234567890,\"inf\":1e999}\n"
                        "{\"id\":\"nul\",\"text\":\"a\\u0000\"}\n"
                        "{\"id\":\"lone\",\"text\":\"\\ud800\"}\n");
  folder_write("h.jsonl", text->str, (gssize)text->len);
  expect(NAMES("h.jsonl"),
         "deep|h.jsonl:1|!E604 1:156 nested more than 128 deep, found \"[\"\n"
         "n|h.jsonl:2|\n"
         "nul|h.jsonl:3|!E604 3:22 \\u0000 cannot stand in a text, found "
         "\"\\\"\n"
         "lone|h.jsonl:4|!E604 4:22 half of a surrogate pair, found \"\\\"\n");
  g_string_free(text, TRUE);
}

static void
test_line_beyond_limit(void **state)
{
  GString *text = g_string_new("{\"id\":\"big\",\"text\":\"");
  Document *document;
  Fixture fixture;

  (void)state;
  for (int i = 0; i < 300000; i++)
    g_string_append_len(text, "0123456789", 10);
  g_string_append(text, "\"}\n{\"id\":\"next\",\"text\":\"here\"}\n");
  folder_write("big.jsonl", text->str, (gssize)text->len);
  memset(&fixture, 0, sizeof fixture);
  fixture.pipeline.max_document = 1000000;
  fixture.all = diagnostics_new();
  fixture.pipeline.inputs = g_ptr_array_new();
  g_ptr_array_add(fixture.pipeline.inputs,
                  &(Setting){ .value = (char *)"big.jsonl" });
  fixture.reader = reader_new(&fixture.pipeline, INPUT_AUTO, fixture.all);
  document = reader_next(fixture.reader);
  assert_string_equal(document->error->code, "E606");
  assert_string_equal(document->id, "big");
  assert_non_null(strstr(document->error->message, "has 3000022 bytes"));
  assert_int_equal(document->error->line, 1);
  document_free(document);
  document = reader_next(fixture.reader);
  document_load(document, 0);
  assert_null(document->error);
  assert_string_equal(document->doc.text, "here");
  assert_int_equal(document->line, 2);
  document_free(document);
  assert_null(reader_next(fixture.reader));
  stop(&fixture);
  g_string_free(text, TRUE);
}

static Document *
one_line(const char *line)
{
  static Fixture fixture;
  Document *document;

  folder_write("one.jsonl", line, -1);
  start(&fixture, INPUT_AUTO, NAMES("one.jsonl"));
  document = reader_next(fixture.reader);
  document_load(document, 0);
  stop(&fixture);
  return document;
}

static void
test_metadata(void **state)
{
  g_autoptr(Document) document = one_line(
      "{\"id\":\"a\",\"title\":\"A \\\"t\\\"\",\"language\":\"en\",\"n\":-1.50,"
      "\"deep\":{\"x\":1},\"list\":[1],\"yes\":true,\"no\":false,"
      "\"null\":null,\"layers\":\"never\",\"text\":\"T\"}");
  const char *const expected[] = {
    "title", "A \"t\"", "language", "en", "n",
    "-1.50", "yes",     "true",     "no", "false"
  };

  (void)state;
  assert_null(document->error);
  assert_string_equal(document->doc.language, "en");
  assert_int_equal(document->doc.meta.count, G_N_ELEMENTS(expected));
  for (guint i = 0; i < G_N_ELEMENTS(expected); i++)
    assert_string_equal(*STEMMA_AT(char *, document->doc.meta, i), expected[i]);
  assert_int_equal(g_array_index(document->meta, Meta, 2).type, META_NUMBER);
  assert_int_equal(g_array_index(document->meta, Meta, 3).type, META_BOOL);
}

static void
test_targets(void **state)
{
  g_autoptr(Document) document =
      one_line("{\"targets\":[{\"begin\":5,\"end\":6},"
               "{\"end\":4,\"x\":[],\"name\":\"n\",\"begin\":0}],"
               "\"id\":\"a\",\"text\":\"caf\xC3\xA9.\"}");
  const stemma_table *table;
  const stemma_target *row;

  (void)state;
  assert_string_equal(document->error->message,
                      "target 2, from 0 to 4, lies inside a character (spans "
                      "count bytes of \"text\", which has 6)");
  document_free(g_steal_pointer(&document));
  document = one_line("{\"targets\":[{\"begin\":5,\"end\":6},"
                      "{\"end\":5,\"name\":\"n\",\"begin\":0}],"
                      "\"id\":\"a\",\"text\":\"caf\xC3\xA9.\"}");
  assert_null(document->error);
  table = table_view(document->targets);
  assert_int_equal(table->rows.count, 2);
  row = STEMMA_AT(stemma_target, table->rows, 0);
  assert_int_equal(row->row.end, 5);
  assert_string_equal(stemma_text(table, row->name), "n");
}

static void
test_bad_targets(void **state)
{
  static const char *const bad[] = {
    "3",
    "[3]",
    "[{\"begin\":1}]",
    "[{\"begin\":-1,\"end\":1}]",
    "[{\"begin\":0.5,\"end\":1}]",
    "[{\"begin\":0,\"end\":99999999999999999999}]",
    "[{\"begin\":0,\"end\":3}]",
    "[{\"begin\":2,\"end\":1}]",
  };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autofree char *line = g_strdup_printf(
        "{\"id\":\"a\",\"text\":\"xy\",\"targets\":%s}", bad[i]);
    g_autoptr(Document) document = one_line(line);

    assert_non_null(document->error);
    assert_string_equal(document->error->code, "E604");
    assert_null(document->targets);
    assert_int_equal(document->doc.length, 0);
    assert_int_equal(document->doc.meta.count, 0);
  }
}

/* What a pipe gives: its first byte tells what it is. */
static char *
read_pipe(const char *bytes)
{
  int ends[2];
  g_autofree char *name = NULL;
  char *got;

  assert_int_equal(pipe(ends), 0);
  assert_int_equal(write(ends[1], bytes, strlen(bytes)), strlen(bytes));
  close(ends[1]);
  name = g_strdup_printf("/dev/fd/%d", ends[0]);
  got = read_all(NAMES(name), INPUT_AUTO, 0);
  close(ends[0]);
  return got;
}

static void
test_pipes(void **state)
{
  g_autofree char *text = read_pipe(" \xEF\xBB\xBFhm {");
  g_autofree char *lines = read_pipe("\n {\"id\":\"a\",\"text\":\"T\"}\n");
  g_autofree char *empty = read_pipe("");

  (void)state;
  assert_true(g_str_has_suffix(text, "| \xEF\xBB\xBFhm {\n"));
  assert_true(g_str_has_suffix(lines, ":2|T\n"));
  assert_true(g_str_has_prefix(lines, "a|"));
  assert_true(g_str_has_suffix(empty, ":0|\n"));
}

/* What "stemma run" wrote is told once, not line by line, and what comes after
 * it is read. */
static void
test_earlier_report(void **state)
{
  (void)state;
  folder_write("a.jsonl",
               "{\"type\":\"run\",\"stemma\":\"0.1\"}\n"
               "{\"type\":\"document\",\"id\":\"x\"}\n",
               -1);
  folder_write("b.jsonl",
               "{\"id\":\"b\",\"text\":\"B\"}\n"
               "{\"type\":\"run\",\"stemma\":\"0.1\"}\n",
               -1);
  expect(NAMES("a.jsonl", "b.jsonl"),
         "a.jsonl|a.jsonl:1|!E604 1:1 this is a report of stemma, not "
         "articles\n"
         "b|b.jsonl:1|B\n"
         "b.jsonl:2|b.jsonl:2|!E604 2:1 the member \"id\" is missing\n");
}

/* Files that became something else once they had been found. */
static void
test_changed_files(void **state)
{
  static const char *const names[] = { "gone.jsonl", "lines.jsonl", "speech" };
  GString *out = g_string_new(NULL);
  Document *document;
  Fixture fixture;

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    folder_write(names[i], "{\"id\":\"x\",\"text\":\"\"}\n", -1);
  folder_write("last.txt", "here", -1);
  start(&fixture, INPUT_AUTO,
        NAMES("gone.jsonl", "lines.jsonl", "speech", "last.txt"));
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    assert_int_equal(g_unlink(names[i]), 0);
  assert_int_equal(g_mkdir("lines.jsonl", 0700), 0);
  assert_int_equal(g_mkdir("speech", 0700), 0);
  while ((document = reader_next(fixture.reader))) {
    document_load(document, 0);
    g_string_append_printf(out, "%s|%s\n", document->id,
                           document->error ? document->error->message
                                           : document->doc.text);
    document_free(document);
  }
  assert_string_equal(out->str,
                      "gone.jsonl|cannot read: No such file or directory\n"
                      "lines.jsonl|cannot read: Is a directory\n"
                      "speech|cannot read: Is a directory\n"
                      "last|here\n");
  g_string_free(out, TRUE);
  stop(&fixture);
}

/* A page by its name, and a packed text by what is in it. */
static void
test_pages_and_packed_texts(void **state)
{
  gzFile packed;

  (void)state;
  folder_write("page.html", "<p>We <b>won</b>.</p>", -1);
  packed = gzopen("speech.txt.gz", "wb");
  assert_int_equal(gzputs(packed, "We lost."), 8);
  gzclose(packed);
  expect(NAMES("page.html", "speech.txt.gz"),
         "page|page.html:0|We won.\n\nspeech|speech.txt.gz:0|We lost.\n");
}

static void
test_progress(void **state)
{
  guint64 done, total;
  Document *document;
  Fixture fixture;

  (void)state;
  folder_write("a.txt", "12345", -1);
  folder_write("b.jsonl", "{\"id\":\"x\",\"text\":\"\"}\n", -1);
  start(&fixture, INPUT_AUTO, NAMES("a.txt", "b.jsonl"));
  reader_progress(fixture.reader, &done, &total);
  assert_int_equal(done, 0);
  assert_int_equal(total, 5 + 21);
  for (guint i = 0; (document = reader_next(fixture.reader)); i++) {
    assert_int_equal(document->size, i == 0 ? 5 : 20);
    assert_string_equal(document->doc.language, "");
    document_free(document);
    reader_progress(fixture.reader, &done, &total);
    assert_true(done >= 5 && done <= total);
  }
  reader_progress(fixture.reader, &done, &total);
  assert_int_equal(done, total);
  stop(&fixture);
}

#define IN_FOLDER(test)                                                        \
  cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int
main(void)
{
  const struct CMUnitTest tests[] = {
    IN_FOLDER(test_text_files),
    IN_FOLDER(test_ids_of_equal_names),
    IN_FOLDER(test_folders_and_globs),
    IN_FOLDER(test_name_with_signs),
    IN_FOLDER(test_bad_texts),
    IN_FOLDER(test_vanished_file),
    IN_FOLDER(test_too_large),
    IN_FOLDER(test_lines),
    IN_FOLDER(test_hostile_lines),
    IN_FOLDER(test_line_beyond_limit),
    IN_FOLDER(test_metadata),
    IN_FOLDER(test_targets),
    IN_FOLDER(test_bad_targets),
    IN_FOLDER(test_pipes),
    IN_FOLDER(test_progress),
    IN_FOLDER(test_earlier_report),
    IN_FOLDER(test_an_id_twice),
    IN_FOLDER(test_changed_files),
    IN_FOLDER(test_pages_and_packed_texts),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
