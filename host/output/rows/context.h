/* SPDX-License-Identifier: Apache-2.0
 *
 * context.h - what rows refer to beyond themselves, for reports that print
 * rows: ids of documents, corpus tables, the offsets of texts that are gone.
 */
#ifndef OUTPUT_CONTEXT_H
#define OUTPUT_CONTEXT_H

#include "row.h"

typedef struct {
  Run run;            /* a copy: the caller's is gone after begin */
  GArray *maps;       /* of OffsetMap, by document; empty for bytes */
  GHashTable *tables; /* of Table: corpus tables that have ids, by name */
} Context;

void context_start(Context *context, const Run *run);
/* Nothing when it was not started. */
void context_clear(Context *context);

/* Keeps what corpus rows need of a document that was told. */
void context_keep_document(Context *context, const Document *document);
/* The same of a corpus table, before its own rows are printed. */
void context_keep_table(Context *context, const NamedTable *named);

/* What the rows of one result refer to. */
typedef struct {
  const Context *context;
  const DocumentResult *result; /* NULL: a corpus layer */
} Links;

/* `map` (NULL for corpus rows) is the document's; both must live as long as
 * the result. */
RowContext context_rows(const Links *links, const OffsetMap *map);

#endif
