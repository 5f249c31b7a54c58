/* SPDX-License-Identifier: Apache-2.0
 *
 * row.h - rows as JSON objects, from the schema alone (host/docs/output.md,
 * "JSON Lines").
 */
#ifndef OUTPUT_ROW_H
#define OUTPUT_ROW_H

#include "../../corpus/offsets.h"
#include "../../corpus/table.h"
#include "../report.h"
#include "slices.h"

/* How the rows of one layer are printed.  Made once, read by any thread. */
typedef struct RowPrinter RowPrinter;

RowPrinter *row_printer_new(const stemma_layer *layer, gboolean text);
void row_printer_free(RowPrinter *printer);

/* What rows refer to. */
typedef struct {
  const Document *document; /* NULL: a corpus layer */
  const OffsetMap *map;     /* of the document; NULL: offsets are bytes */
  /* A document's map, for spans of corpus rows; NULL: offsets are bytes. */
  const OffsetMap *(*document_map)(const void *data, guint32 index);
  const char *(*document_id)(const void *data, guint32 index);
  /* The table of a layer that a field refers to; NULL: not known.  Asked once
   * for each field and call. */
  const stemma_table *(*target)(const void *data, const char *layer);
  const void *data;
  Slices *slices; /* of the document; NULL: each text is looked through */
} RowContext;

/* "[ROW,ROW,...]" of rows `first` to `first + count`. */
void row_printer_rows(const RowPrinter *printer, const stemma_table *table,
                      guint32 first, guint32 count, const RowContext *context,
                      GString *to);

/* The STEMMA_STR field `id` of a layer, or NULL. */
const stemma_field *row_id_field(const stemma_layer *layer);

#endif
