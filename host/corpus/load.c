/* SPDX-License-Identifier: Apache-2.0
 *
 * load.c - the text of a document, on the thread that works on it.
 */
#include "load.h"

#include "front.h"
#include "html.h"
#include "json.h"
#include "line.h"
#include "reader.h"
#include "utf8.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEFAULT_MAX (G_GUINT64_CONSTANT(256) << 20)
/* Offsets have 32 bits, and a few values are signs. */
#define LARGEST (G_GUINT64_CONSTANT(0xFFFFFF00))

guint64
load_limit(guint64 max)
{
  return MIN(max ? max : DEFAULT_MAX, LARGEST);
}

void
load_fail_read(Document *document, int error)
{
  if (error == EBADMSG)
    document_fail_at(document, "E608", 0, 0,
                     "pack it again, and look at how it was copied",
                     "the packed bytes are damaged or end too soon");
  else
    document_fail(document, NULL, "E602", "cannot read: %s", g_strerror(error));
}

void
load_fail_size(Document *document, const char *what, guint64 size, guint64 max)
{
  g_autofree char *has = g_format_size_full(size, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *may = g_format_size_full(max, G_FORMAT_SIZE_IEC_UNITS);

  document_fail_at(document, "E606", document->line, document->line != 0,
                   "split the text, or raise max-document in [pipeline]",
                   "%s has %" G_GUINT64_FORMAT " bytes (%s), and max-document "
                   "is %s",
                   what, size, has, may);
}

/* Reads up to `room` bytes; -1 and errno where that fails. */
static gssize
read_all(int fd, char *buffer, gsize room)
{
  gsize filled = 0;
  ssize_t got;

  while (filled < room) {
    got = read(fd, buffer + filled, room - filled);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return -1;
    if (got == 0)
      break;
    filled += (gsize)got;
  }
  return (gssize)filled;
}

/* The file as it is now: it may have grown or shrunk since it was listed. */
static void
read_file(Document *document, int fd, guint64 max)
{
  struct stat status;
  gssize got;

  if (fstat(fd, &status) != 0) {
    load_fail_read(document, errno);
    return;
  }
  if ((guint64)status.st_size > max) {
    load_fail_size(document, "the text", (guint64)status.st_size, max);
    return;
  }
  document->buffer = g_malloc((gsize)status.st_size + 1 + JSON_PADDING);
  got = read_all(fd, document->buffer, (gsize)status.st_size);
  if (got < 0) {
    load_fail_read(document, errno);
    return;
  }
  document->length = (gsize)got;
  memset(document->buffer + got, 0, 1 + JSON_PADDING);
}

static void
load_file(Document *document, guint64 max)
{
  int fd = open(document->name, O_RDONLY | O_CLOEXEC);

  if (fd < 0) {
    load_fail_read(document, errno);
    return;
  }
  read_file(document, fd, max);
  close(fd);
}

/* A byte order mark is no part of the text: offsets count from after it. */
static void
use_text(Document *document)
{
  gsize mark = utf8_mark(document->buffer, document->length);

  if (!document_check_text(document, document->buffer + mark,
                           document->length - mark, 1, mark))
    return;
  mark +=
      front_read(document, document->buffer + mark, document->length - mark);
  if (!document->error)
    document_set_text(document, document->buffer + mark,
                      document->length - mark);
}

/* libxml2 counts with int. */
static void
use_page(Document *document)
{
  if (document->length > G_MAXINT)
    load_fail_size(document, "the page", document->length, G_MAXINT);
  else
    html_use(document);
}

void
document_load(Document *document, guint64 max_bytes)
{
  if (document->loaded || document->error)
    return;
  document->loaded = TRUE;
  if (document->source == SOURCE_LINE) {
    line_parse(document);
    return;
  }
  if (document->source == SOURCE_FILE)
    load_file(document, load_limit(max_bytes));
  if (document->error)
    return;
  if (document->html)
    use_page(document);
  else
    use_text(document);
}
