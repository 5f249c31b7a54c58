/* SPDX-License-Identifier: Apache-2.0
 *
 * collation.h - the corpus layers rendering and reading, made of a drawn table,
 * and a writer that keeps what a corpus stage appends: for unit tests of
 * stages that read collations.
 */
#ifndef SUPPORT_COLLATION_H
#define SUPPORT_COLLATION_H

#include <glib.h>
#include <stemma/stemma.h>

/* One rendering: "the old mill - stands", words by blanks, - for nothing, in as
 * many columns as the others of its utterance. */
typedef struct {
  guint32 utterance;
  guint32 doc;
  guint32 role; /* STEMMA_FULL, ... */
  const char *words;
} Drawn;

typedef struct {
  stemma_table reading;
  stemma_table rendering;
  GArray *readings;
  GArray *renderings;
  GString *pool; /* of both */
} Collation;

Collation *collation_new(const Drawn *drawn, guint count);
void collation_free(Collation *collation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Collation, collation_free)

/* A table that a stage writes. */
typedef struct {
  stemma_writer writer; /* first, so that it is found again */
  stemma_table table;
  GByteArray *rows;
  GString *pool;
} Kept;

Kept *kept_new(const stemma_layer *layer);
void kept_free(Kept *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Kept, kept_free)

#define KEPT_ROW(type, kept, i) STEMMA_AT(type, (kept)->table.rows, i)

#endif
