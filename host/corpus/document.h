/* SPDX-License-Identifier: Apache-2.0
 *
 * document.h - one text with its id and metadata, as a reader makes it.
 */
#ifndef CORPUS_DOCUMENT_H
#define CORPUS_DOCUMENT_H

#include "table.h"
#include <glib.h>
#include <stemma/stemma.h>

typedef enum { META_TEXT, META_NUMBER, META_BOOL } MetaType;

/* One member of the metadata.  `value` is text, "true"/"false", or the number
 * as it stood in the input.  Both lie in the document's buffer. */
typedef struct {
  const char *key;
  const char *value;
  MetaType type;
} Meta;

/* Where in the file a piece of the text begins; within the piece, each newline
 * of the text is one of the file. */
typedef struct {
  guint32 offset; /* in the text */
  guint line;     /* of the file, from 1; 0: not known */
} TextLine;

/* Why a document cannot be analysed. */
typedef struct {
  const char *code; /* "E603" */
  char *stage;      /* NULL: reading it */
  char *message;    /* without the place */
  char *hint;       /* NULL: none */
  guint line;       /* 0: no place */
  guint column;
} DocumentError;

/* Where a document's bytes are until document_load. */
typedef enum {
  SOURCE_FILE,   /* in the file `name`, not read yet */
  SOURCE_BUFFER, /* in `buffer`: a text that came from a stream */
  SOURCE_LINE    /* in `buffer`: a line of JSON Lines */
} DocumentSource;

typedef struct {
  stemma_doc doc; /* as plugins see it; its pointers are this struct's.  The
                   * text is "" when the document failed */
  char *path;     /* for people, valid UTF-8; "-" for standard input; a
                   * GRefString */
  guint line;     /* of a JSON Lines file, from 1; 0: a file of its own */
  char *id;       /* valid UTF-8 */
  const char *text;
  GArray *meta;         /* of Meta, in input order; NULL: none */
  GArray *lines;        /* of TextLine, by offset; NULL: the text is the file */
  Table *targets;       /* layer "target" of the input, or NULL */
  DocumentError *error; /* NULL: all is well so far */

  /* The reader's. */
  char *name;         /* for open(); a GRefString */
  guint64 size;       /* bytes of input that it took; 0: not known */
  guint64 offset;     /* of the line in its file */
  char *buffer;       /* what text and metadata point into */
  gsize length;       /* bytes in it */
  const char **pairs; /* doc.meta's items */
  DocumentSource source;
  GStringChunk *strings; /* what metadata of a page point into, or NULL */
  gboolean html;         /* the bytes are a page */
  gboolean loaded;
} Document;

void document_free(Document *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Document, document_free)

/* Fails `document`; keeps the first error. */
void document_fail(Document *document, const char *stage, const char *code,
                   const char *format, ...) G_GNUC_PRINTF(4, 5);

/* The same with a place in the document's file, from 1, and a hint. */
void document_fail_at(Document *document, const char *code, guint line,
                      guint column, const char *hint, const char *format, ...)
    G_GNUC_PRINTF(6, 7);

/* The text is `length` bytes at `text`, in the buffer, with a NUL after. */
void document_set_text(Document *document, const char *text, gsize length);

/* Adds a member of the metadata, whose strings are kept by the caller. */
void document_add_meta(Document *document, const char *key, const char *value,
                       MetaType type);

/* Shows plugins the metadata; `language` becomes the document's. */
void document_publish_meta(Document *document);

/* The members that every report has a column for, where it has columns. */
enum { DOCUMENT_META_NAMES = 5 };
extern const char *const document_meta_names[DOCUMENT_META_NAMES];

/* A member's value, of whatever type; NULL: none. */
const char *document_meta_value(const Document *document, const char *key);
/* The text of a member that is not empty; NULL: none. */
const char *document_meta_text(const Document *document, const char *key);

/* Who published it, under the names that people give that member: "source",
 * "outlet", "publisher", "publication", "newspaper".  NULL: not said. */
const char *document_outlet(const Document *document);

/* The member that stands twice, or NULL. */
const char *document_double_meta(const Document *document);

/* A piece of the text begins at `offset`; offsets grow. */
void document_add_line(Document *document, guint32 offset, guint line);

/* Fails a document whose bytes are not text: E603, E607.  `line` and `offset`
 * of the first byte in the file. */
gboolean document_check_text(Document *document, const char *bytes,
                             gsize length, guint line, guint64 offset);

#endif
