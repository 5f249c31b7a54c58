/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_input.h - bytes as a file that a reader reads; what comes out is a text
 * without fault, or an error that says where.
 */
#ifndef FUZZ_INPUT_H
#define FUZZ_INPUT_H

#include "corpus/reader.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
demand(gboolean true_, const char *what)
{
  if (true_)
    return;
  fprintf(stderr, "broken: %s\n", what);
  abort();
}

static void
check_targets(Document *document)
{
  const stemma_table *table = table_view(document->targets);
  TableContext context = { .text = document->doc.text,
                           .length = document->doc.length };
  TableFault fault;

  demand(table_check(table, &context, &fault), "targets keep their promise");
}

static void
check_document(Document *document)
{
  demand(g_utf8_validate(document->id, -1, NULL), "the id is UTF-8");
  if (document->error) {
    demand(document->doc.length == 0, "a failed document has no text");
    demand(g_utf8_validate(document->error->message, -1, NULL),
           "the message is UTF-8");
    return;
  }
  demand(strlen(document->doc.text) == document->doc.length, "no NUL inside");
  demand(g_utf8_validate(document->doc.text, -1, NULL), "the text is UTF-8");
  for (guint32 i = 0; i < document->doc.meta.count; i++)
    demand(g_utf8_validate(*STEMMA_AT(char *, document->doc.meta, i), -1, NULL),
           "metadata are UTF-8");
  if (document->targets)
    check_targets(document);
}

static void
read_input(const char *name, InputFormat format, guint64 max)
{
  Setting setting = { .value = (char *)name };
  g_autoptr(GPtrArray) inputs = g_ptr_array_new();
  g_autoptr(Diagnostics) all = diagnostics_new();
  Pipeline pipeline = { .inputs = inputs, .max_document = max };
  Document *document;
  Reader *reader;

  g_ptr_array_add(inputs, &setting);
  reader = reader_new(&pipeline, format, all);
  while ((document = reader_next(reader))) {
    document_load(document, max);
    check_document(document);
    document_free(document);
  }
  reader_free(reader);
}

/* The bytes as a file of each of `formats`, which INPUT_AUTO ends, with a limit
 * of `max` bytes (0: the usual one). */
static void
read_bytes(const uint8_t *data, size_t size, const InputFormat *formats,
           guint64 max)
{
  int fd = memfd_create("input", MFD_CLOEXEC);
  g_autofree char *name = g_strdup_printf("/proc/self/fd/%d", fd);

  if (fd < 0 || write(fd, data, size) != (ssize_t)size)
    abort();
  for (; *formats != INPUT_AUTO; formats++)
    read_input(name, *formats, max);
  close(fd);
}

#endif
