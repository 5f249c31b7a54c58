/* SPDX-License-Identifier: Apache-2.0
 *
 * document.c - a document's life, and the ways in which its text can be bad.
 */
#include "document.h"

#include "utf8.h"
#include <string.h>

static void
error_free(DocumentError *error)
{
  if (!error)
    return;
  g_free(error->stage);
  g_free(error->message);
  g_free(error->hint);
  g_free(error);
}

void
document_free(Document *document)
{
  if (!document)
    return;
  g_clear_pointer(&document->path, g_ref_string_release);
  g_clear_pointer(&document->name, g_ref_string_release);
  g_clear_pointer(&document->meta, g_array_unref);
  g_clear_pointer(&document->lines, g_array_unref);
  g_clear_pointer(&document->targets, table_unref);
  g_clear_pointer(&document->strings, g_string_chunk_free);
  g_free(document->id);
  g_free(document->buffer);
  g_free(document->pairs);
  error_free(document->error);
  g_free(document);
}

/* Takes `message`. */
static DocumentError *
fail(Document *document, const char *code, char *message)
{
  DocumentError *error;

  if (document->error) {
    g_free(message);
    return NULL;
  }
  error = document->error = g_new0(DocumentError, 1);
  error->code = code;
  error->message = message;
  return error;
}

void
document_fail(Document *document, const char *stage, const char *code,
              const char *format, ...)
{
  DocumentError *error;
  va_list arguments;

  va_start(arguments, format);
  error = fail(document, code, g_strdup_vprintf(format, arguments));
  va_end(arguments);
  if (error)
    error->stage = g_strdup(stage);
}

void
document_fail_at(Document *document, const char *code, guint line, guint column,
                 const char *hint, const char *format, ...)
{
  DocumentError *error;
  va_list arguments;

  va_start(arguments, format);
  error = fail(document, code, g_strdup_vprintf(format, arguments));
  va_end(arguments);
  if (!error)
    return;
  error->line = line;
  error->column = column;
  error->hint = g_strdup(hint);
}

void
document_set_text(Document *document, const char *text, gsize length)
{
  document->text = text;
  document->doc.text = text;
  document->doc.length = (guint32)length;
}

void
document_add_meta(Document *document, const char *key, const char *value,
                  MetaType type)
{
  Meta meta = { key, value, type };

  if (!document->meta)
    document->meta = g_array_new(FALSE, FALSE, sizeof(Meta));
  g_array_append_val(document->meta, meta);
}

/* So many are compared with each other; more are sorted. */
#define FEW_METAS 12u

/* As double_of_many: of several the first by name. */
static const char *
double_of_few(const GArray *metas)
{
  const char *twice = NULL;

  for (guint i = 1; i < metas->len; i++)
    for (guint k = 0; k < i; k++) {
      const char *name = g_array_index(metas, Meta, i).key;

      if (strcmp(name, g_array_index(metas, Meta, k).key) == 0
          && (!twice || strcmp(name, twice) < 0))
        twice = name;
    }
  return twice;
}

static int
compare_names(const void *first, const void *second)
{
  return strcmp(((const Meta *)first)->key, ((const Meta *)second)->key);
}

static const char *
double_of_many(GArray *metas)
{
  g_autoptr(GArray) sorted = g_array_copy(metas);

  g_array_sort(sorted, compare_names);
  for (guint i = 1; i < sorted->len; i++) {
    const char *name = g_array_index(sorted, Meta, i).key;

    if (strcmp(name, g_array_index(sorted, Meta, i - 1).key) == 0)
      return name;
  }
  return NULL;
}

const char *
document_double_meta(const Document *document)
{
  GArray *metas = document->meta;

  if (!metas)
    return NULL;
  return metas->len <= FEW_METAS ? double_of_few(metas) : double_of_many(metas);
}

void
document_publish_meta(Document *document)
{
  guint count = document->meta ? document->meta->len : 0;

  document->pairs = g_new(const char *, 2 * count + 1);
  for (guint i = 0; i < count; i++) {
    const Meta *meta = &g_array_index(document->meta, Meta, i);

    document->pairs[2 * i] = meta->key;
    document->pairs[2 * i + 1] = meta->value;
    if (strcmp(meta->key, "language") == 0 && meta->type == META_TEXT)
      document->doc.language = meta->value;
  }
  document->doc.meta =
      (stemma_list){ document->pairs, 2 * count, sizeof(char *) };
}

const char *const document_meta_names[] = { "title", "source", "date",
                                            "language", "url" };

const char *
document_meta_value(const Document *document, const char *key)
{
  for (guint i = 0; document->meta && i < document->meta->len; i++) {
    const Meta *meta = &g_array_index(document->meta, Meta, i);

    if (strcmp(meta->key, key) == 0)
      return meta->value;
  }
  return NULL;
}

const char *
document_meta_text(const Document *document, const char *key)
{
  for (guint i = 0; document->meta && i < document->meta->len; i++) {
    const Meta *meta = &g_array_index(document->meta, Meta, i);

    if (meta->type == META_TEXT && strcmp(meta->key, key) == 0 && *meta->value)
      return meta->value;
  }
  return NULL;
}

const char *
document_outlet(const Document *document)
{
  static const char *const keys[] = { "source", "outlet", "publisher",
                                      "publication", "newspaper" };
  const char *outlet = NULL;

  for (guint i = 0; i < G_N_ELEMENTS(keys) && !outlet; i++)
    outlet = document_meta_text(document, keys[i]);
  return outlet;
}

void
document_add_line(Document *document, guint32 offset, guint line)
{
  TextLine piece = { offset, line };

  if (!document->lines)
    document->lines = g_array_new(FALSE, FALSE, sizeof(TextLine));
  g_array_append_val(document->lines, piece);
}

/* How to make UTF-8 of `bytes`, as their byte order mark tells; without one
 * most files are from Windows. */
static const char *
conversion(const char *bytes, gsize length)
{
  static const struct {
    const char *mark, *hint;
    gsize length;
  } marks[] = {
    { "\xFF\xFE\0\0", "convert it: iconv -f UTF-32 -t UTF-8", 4 },
    { "\xFF\xFE", "convert it: iconv -f UTF-16 -t UTF-8", 2 },
    { "\xFE\xFF", "convert it: iconv -f UTF-16 -t UTF-8", 2 },
    { "", "convert it: iconv -f CP1252 -t UTF-8", 0 },
  };
  guint i = 0;

  while (length < marks[i].length
         || memcmp(bytes, marks[i].mark, marks[i].length) != 0)
    i++;
  return marks[i].hint;
}

gboolean
document_check_text(Document *document, const char *bytes, gsize length,
                    guint line, guint64 offset)
{
  guint in_line, column;
  gsize bad;

  if (utf8_check(bytes, length, &bad))
    return TRUE;
  utf8_place(bytes, bad, &in_line, &column);
  line += in_line - 1;
  if (bytes[bad] == '\0')
    document_fail_at(document, "E607", line, column,
                     "this is not a text file, or it is UTF-16: "
                     "iconv -f UTF-16 -t UTF-8",
                     "NUL byte at offset %" G_GUINT64_FORMAT, offset + bad);
  else
    document_fail_at(document, "E603", line, column, conversion(bytes, length),
                     "byte 0x%02X at offset %" G_GUINT64_FORMAT
                     " is not valid UTF-8",
                     (guint)(guchar)bytes[bad], offset + bad);
  return FALSE;
}
