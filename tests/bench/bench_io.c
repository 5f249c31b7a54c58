/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_io.c - how fast JSON Lines are read and written, one thread, user
 * time:  bench_io [MEGABYTES]
 *
 * The input is made here: documents of about 5 KB with a quote mark in 250
 * bytes and a character beyond ASCII in 100, as news has; the rows are
 * quantities.
 */
#include "corpus/reader.h"
#include "output/rows/append.h"
#include "output/rows/row.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stemma/stemma.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static double
user_seconds(void)
{
  struct rusage usage;

  getrusage(RUSAGE_SELF, &usage);
  return (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6;
}

static void
append_article(GString *to, guint number, gboolean escaped)
{
  g_string_append_printf(to,
                         "{\"id\":\"article-%u\",\"title\":\"A title\","
                         "\"text\":\"",
                         number);
  for (guint i = 0; i < 50; i++) {
    g_string_append(to, "The mayor of the town said on Monday that the bridge, "
                        "which is 42.7 metres long, would open ");
    if (i % 2 == 0)
      g_string_append(to, "\\\"by winter\\\" ");
    g_string_append(to, escaped ? "\\u2013\\n" : "–\\n");
  }
  g_string_append(to, "\"}\n");
}

static void
make_input(const char *path, guint64 bytes, gboolean escaped)
{
  g_autoptr(GString) line = g_string_new(NULL);
  FILE *file = g_fopen(path, "w");

  for (guint i = 0; bytes > 0; i++) {
    g_string_truncate(line, 0);
    append_article(line, i, escaped);
    fwrite(line->str, 1, line->len, file);
    bytes -= MIN(bytes, line->len);
  }
  fclose(file);
}

static void
bench_reader(const char *path, const char *what)
{
  Setting setting = { .value = (char *)path };
  Pipeline pipeline = { 0 };
  g_autoptr(Diagnostics) all = diagnostics_new();
  guint64 done = 0, total;
  double lock = 0, start, work;
  Document *document;
  Reader *reader;

  pipeline.inputs = g_ptr_array_new();
  g_ptr_array_add(pipeline.inputs, &setting);
  reader = reader_new(&pipeline, INPUT_AUTO, all);
  start = user_seconds();
  while ((document = reader_next(reader)))
    document_free(document);
  lock = user_seconds() - start;
  reader_free(reader);
  reader = reader_new(&pipeline, INPUT_AUTO, all);
  start = user_seconds();
  while ((document = reader_next(reader))) {
    document_load(document, 0);
    document_free(document);
  }
  work = user_seconds() - start;
  reader_progress(reader, &done, &total);
  printf("read %-12s %5.0f MB/s   (under the lock %5.0f MB/s)\n", what,
         (double)done / work / 1e6, (double)done / lock / 1e6);
  reader_free(reader);
  g_ptr_array_unref(pipeline.inputs);
}

static Table *
make_rows(const Schema *schema, guint32 count, gboolean odd)
{
  Table *table = table_new(schema);
  stemma_writer *out = table_writer(table, sizeof(stemma_quantity), 0);

  for (guint32 i = 0; i < count; i++) {
    stemma_quantity row = { .row = { i * 20, i * 20 + 11, 0x1D, 0 },
                            .kind = i % 14 };

    row.value = odd ? (double)i / 7 : (double)i / 10;
    row.base_value = row.value * 3;
    row.unit = out->intern(out, "metre", 5);
    row.base_unit = row.unit;
    stemma_append(out, &row, sizeof row);
  }
  return table;
}

static void
bench_writer(const char *what, gboolean odd)
{
  enum { ROWS = 200, ROUNDS = 5000 };
  g_autoptr(Schema) schema = schema_new(&stemma_quantity_layer);
  g_autoptr(Table) table = make_rows(schema, ROWS, odd);
  RowPrinter *printer = row_printer_new(&stemma_quantity_layer, TRUE);
  g_autofree char *text = g_strnfill(ROWS * 20 + 20, 'x');
  Document document = { 0 };
  Slices slices = { 0 };
  RowContext context = { .document = &document, .slices = &slices };
  g_autoptr(GString) to = g_string_new(NULL);
  guint64 bytes = 0;
  double start, work;

  document.doc.text = text;
  document.doc.length = ROWS * 20 + 20;
  start = user_seconds();
  for (guint i = 0; i < ROUNDS; i++) {
    g_string_truncate(to, 0);
    slices_start(&slices, text, ROWS * 20 + 20);
    row_printer_rows(printer, table_view(table), 0, ROWS, &context, to);
    bytes += to->len;
  }
  slices_clear(&slices);
  work = user_seconds() - start;
  printf("write %-11s %5.2f million rows/s, %4.0f MB/s\n", what,
         (double)ROWS * ROUNDS / work / 1e6, (double)bytes / work / 1e6);
  row_printer_free(printer);
}

int
main(int argc, char **argv)
{
  guint64 megabytes = argc > 1 ? g_ascii_strtoull(argv[1], NULL, 10) : 100;
  g_autofree char *path =
      g_strdup_printf("%s/stemma-bench-%d.jsonl", g_get_tmp_dir(), getpid());

  make_input(path, megabytes * 1000000, FALSE);
  bench_reader(path, "plain");
  make_input(path, megabytes * 1000000, TRUE);
  bench_reader(path, "escaped");
  g_unlink(path);
  bench_writer("few digits", FALSE);
  bench_writer("all digits", TRUE);
  return 0;
}
