/* SPDX-License-Identifier: Apache-2.0
 *
 * reader.c - inputs to documents.
 *
 * reader_next only cuts lines and finds ids, so that the work of reading is
 * done in document_load by as many threads as there are.
 */
#include "reader.h"

#include "json.h"
#include "line.h"
#include "load.h"
#include "stream.h"
#include <errno.h>
#include <fcntl.h>
#include <libxml/parser.h>
#include <string.h>

struct Reader {
  const volatile int *cancelled; /* NULL: never */
  GArray *inputs;
  guint input;    /* the one being read, or next */
  Stream *stream; /* of the lines of `input`, or NULL */
  guint line;
  guint index;
  guint64 max;
  guint64 done, total;
  /* Who has an id: input number << 32 | line.  Keys are in `names`. */
  GHashTable *ids;
  GStringChunk *names;
};

static guint64
total_size(const GArray *inputs)
{
  guint64 total = 0;

  for (guint i = 0; i < inputs->len; i++) {
    const Input *input = &g_array_index(inputs, Input, i);

    if (!input->regular || input->packed)
      return 0;
    total += input->size;
  }
  return total;
}

Reader *
reader_new(const Pipeline *pipeline, InputFormat format, Diagnostics *all)
{
  Reader *reader = g_new0(Reader, 1);

  /* Once, before threads read pages. */
  xmlInitParser();
  reader->inputs = inputs_expand(pipeline->inputs, format, all);
  reader->max = load_limit(pipeline->max_document);
  reader->total = total_size(reader->inputs);
  reader->ids = g_hash_table_new(g_str_hash, g_str_equal);
  reader->names = g_string_chunk_new(64 * 1024);
  return reader;
}

void
reader_free(Reader *reader)
{
  if (!reader)
    return;
  g_array_unref(reader->inputs);
  g_clear_pointer(&reader->stream, stream_free);
  g_hash_table_unref(reader->ids);
  g_string_chunk_free(reader->names);
  g_free(reader);
}

const GArray *
reader_inputs(const Reader *reader)
{
  return reader->inputs;
}

void
reader_set_cancelled(Reader *reader, const volatile int *cancelled)
{
  reader->cancelled = cancelled;
}

void
reader_progress(const Reader *reader, guint64 *done, guint64 *total)
{
  *done = reader->done + (reader->stream ? stream_taken(reader->stream) : 0);
  *total = reader->total;
}

/* The document whose id is taken fails; the first stays. */
static void
claim_id(Reader *reader, Document *document)
{
  guint64 mine = (guint64)reader->input << 32 | document->line, theirs;
  void *taken;
  const Input *first;

  if (!g_hash_table_lookup_extended(reader->ids, document->id, NULL, &taken)) {
    g_hash_table_insert(reader->ids,
                        g_string_chunk_insert(reader->names, document->id),
                        GSIZE_TO_POINTER((gsize)mine));
    return;
  }
  theirs = GPOINTER_TO_SIZE(taken);
  first = &g_array_index(reader->inputs, Input, (guint)(theirs >> 32));
  if ((guint32)theirs)
    document_fail_at(document, "E605", document->line, document->line != 0,
                     "give each document an id of its own",
                     "the id \"%s\" is already that of %s:%u", document->id,
                     first->path, (guint)theirs);
  else
    document_fail_at(document, "E605", document->line, document->line != 0,
                     "give each document an id of its own",
                     "the id \"%s\" is already that of %s", document->id,
                     first->path);
}

/* A document of the current input.  Takes `id`. */
static Document *
new_document(Reader *reader, const Input *input, char *id, guint line)
{
  Document *document = g_new0(Document, 1);

  document->path = g_ref_string_acquire(input->path);
  document->name = g_ref_string_acquire(input->name);
  document->id = id;
  document->line = line;
  document->text = "";
  document->doc.size = sizeof document->doc;
  document->doc.index = reader->index++;
  document->doc.id = document->id;
  document->doc.text = "";
  document->doc.language = "";
  return document;
}

/* The bytes become the document's, with room for a reader of words. */
static void
copy_bytes(Document *document, const StreamLine *line)
{
  document->buffer = g_malloc(line->length + 1 + JSON_PADDING);
  memcpy(document->buffer, line->bytes, line->length);
  memset(document->buffer + line->length, 0, 1 + JSON_PADDING);
  document->length = line->length;
  document->size = line->size;
  document->offset = line->offset;
}

static char *
place_id(const Input *input, guint line)
{
  return line ? g_strdup_printf("%s:%u", input->path, line)
              : g_strdup(input->path);
}

static gboolean
is_blank(const StreamLine *line)
{
  for (gsize i = 0; i < line->length; i++)
    if (!g_ascii_isspace(line->bytes[i]))
      return FALSE;
  return line->size == line->length;
}

static Document *
line_document(Reader *reader, const Input *input, const StreamLine *line)
{
  Document *document = new_document(reader, input, NULL, reader->line);

  document->source = SOURCE_LINE;
  copy_bytes(document, line);
  document->id = line_id(document->buffer, document->length);
  if (document->id)
    claim_id(reader, document);
  else
    document->id = place_id(input, reader->line);
  document->doc.id = document->id;
  if (line->size > line->length)
    load_fail_size(document, "the line", line->size, reader->max);
  return document;
}

static void
end_stream(Reader *reader)
{
  reader->done += stream_taken(reader->stream);
  g_clear_pointer(&reader->stream, stream_free);
  reader->input++;
}

/* A stream that broke off: said once, at the end of what was read. */
static Document *
broken_stream(Reader *reader, const Input *input, int error)
{
  Document *document = new_document(reader, input, place_id(input, 0), 0);

  load_fail_read(document, error);
  return document;
}

/* What "stemma run" wrote is no article: said once, and not of each line. */
static Document *
earlier_report(Reader *reader, const Input *input)
{
  Document *document = new_document(reader, input, place_id(input, 0), 1);

  document_fail_at(document, "E604", 1, 1,
                   "\"stemma report\" renders it again; to analyse, name the "
                   "articles",
                   "this is a report of stemma, not articles");
  end_stream(reader);
  return document;
}

static gboolean
is_report(const StreamLine *line)
{
  static const char start[] = "{\"type\":\"run\",\"stemma\":";

  return line->length >= sizeof start - 1
         && memcmp(line->bytes, start, sizeof start - 1) == 0;
}

static Document *
next_line(Reader *reader)
{
  const Input *input = &g_array_index(reader->inputs, Input, reader->input);
  Document *document = NULL;
  StreamLine line;
  int error;

  while (stream_line(reader->stream, &line)) {
    reader->line++;
    if (reader->line == 1 && is_report(&line))
      return earlier_report(reader, input);
    if (!is_blank(&line))
      return line_document(reader, input, &line);
  }
  if ((error = stream_errno(reader->stream)))
    document = broken_stream(reader, input, error);
  end_stream(reader);
  return document;
}

/* A text from a pipe: read here, since only this thread has the stream. */
static Document *
stream_text(Reader *reader, const Input *input)
{
  Document *document = new_document(
      reader, input, input->id ? g_strdup(input->id) : place_id(input, 0), 0);
  StreamLine rest;

  document->source = SOURCE_BUFFER;
  document->html =
      input->format == INPUT_HTML
      || (input->format == INPUT_AUTO && stream_has_page(reader->stream));
  claim_id(reader, document);
  if (!stream_rest(reader->stream, &rest))
    load_fail_read(document, stream_errno(reader->stream));
  else if (rest.size > rest.length)
    document_fail_at(
        document, "E606", 0, 0,
        "split the text, or raise max-document in [pipeline]",
        "the text is longer than max-document, which is %" G_GUINT64_FORMAT
        " bytes",
        reader->max);
  else
    copy_bytes(document, &rest);
  end_stream(reader);
  return document;
}

static int
open_input(const char *name)
{
  return strcmp(name, "-") == 0 ? 0 : open(name, O_RDONLY | O_CLOEXEC);
}

/* A document, or NULL: the input's lines come next, or there were none. */
static Document *
start_stream(Reader *reader, const Input *input)
{
  int fd = open_input(input->name), error = errno, first;

  if (fd < 0) {
    reader->input++;
    return broken_stream(reader, input, error);
  }
  reader->stream = stream_new(fd, reader->max);
  stream_set_cancelled(reader->stream, reader->cancelled);
  reader->line = 0;
  if (input->format == INPUT_JSONL)
    return NULL;
  if (input->format == INPUT_AUTO) {
    first = stream_sniff(reader->stream);
    if (first == '{')
      return NULL;
  }
  return stream_text(reader, input);
}

/* A file of its own: document_load opens it. */
static Document *
file_document(Reader *reader, const Input *input)
{
  Document *document = new_document(reader, input, g_strdup(input->id), 0);

  document->source = SOURCE_FILE;
  document->html = input->format == INPUT_HTML;
  document->size = input->size;
  claim_id(reader, document);
  reader->done += input->size;
  reader->input++;
  return document;
}

/* Is it read as a whole, and where its document is worked on? */
static gboolean
is_own_file(const Input *input)
{
  return input->regular && !input->packed
         && (input->format == INPUT_TEXT || input->format == INPUT_HTML);
}

Document *
reader_next(Reader *reader)
{
  Document *document = NULL;

  while (!document && reader->input < reader->inputs->len) {
    const Input *input = &g_array_index(reader->inputs, Input, reader->input);

    if (reader->stream)
      document = next_line(reader);
    else if (is_own_file(input))
      document = file_document(reader, input);
    else
      document = start_stream(reader, input);
  }
  return document;
}
