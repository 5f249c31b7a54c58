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
 * as it stood in the input. */
typedef struct {
  char *key;
  char *value;
  MetaType type;
} Meta;

/* Why a document cannot be analysed. */
typedef struct {
  const char *code; /* "E603" */
  char *stage;      /* NULL: reading it */
  char *message;    /* without the place */
  char *hint;       /* NULL: none */
  guint line;       /* 0: no place */
  guint column;
} DocumentError;

typedef struct {
  stemma_doc doc; /* as plugins see it; its pointers are this struct's */
  char *path;     /* "-" for standard input */
  guint line;     /* of a JSON Lines file, from 1; 0: a file of its own */
  char *id;
  char *text;
  GArray *meta;         /* of Meta, in input order */
  Table *targets;       /* layer "target" of the input, or NULL */
  DocumentError *error; /* NULL: all is well so far */
} Document;

void document_free(Document *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Document, document_free)

/* Fails `document`; keeps the first error. */
void document_fail(Document *document, const char *stage, const char *code,
                   const char *format, ...) G_GNUC_PRINTF(4, 5);

#endif
