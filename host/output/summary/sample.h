/* SPDX-License-Identifier: Apache-2.0
 *
 * sample.h - the first rows of layers that no section of a report tells of:
 * those of strangers' plugins, whose names have a dot in them.
 *
 * A row is told by its schema: its text, then its fields as cells.  What says
 * nothing to a reader is left out: offsets, ranges, numbers of rows.
 */
#ifndef SUMMARY_SAMPLE_H
#define SUMMARY_SAMPLE_H

#include "../report.h"

/* A row of no article: the corpus's. */
#define SAMPLE_CORPUS G_MAXUINT32

typedef struct {
  guint32 article; /* or SAMPLE_CORPUS */
  char **cells;    /* one for each name; "": unset */
} SampleRow;

/* How many rows an article has. */
typedef struct {
  guint32 article;
  guint32 count;
} SampleCount;

typedef struct {
  const char *layer; /* as renamed; the run's */
  const char *stage; /* the first that writes it; NULL: not known */
  guint64 count;     /* all rows */
  GArray *counts;    /* of SampleCount: articles that have rows, in order */
  GPtrArray *names;  /* of char *: what cells are called */
  GArray *rows;      /* of SampleRow, by article */
  GArray *columns;   /* private, as is what follows */
  const stemma_layer *schema;
} Sample;

/* Of Sample *: one for each layer of the run that needs one. */
GPtrArray *samples_new(const Run *run);

void samples_document(GPtrArray *samples, const DocumentResult *result);
void samples_corpus(GPtrArray *samples, const Run *run,
                    const NamedTable *named);

/* Indices (of guint) into `names` of the cells that some row has set. */
GArray *sample_used(const Sample *sample);

/* Of guint, at most `lines`: which of the rows to show, so that each article
 * gets its share, and one at least while there is room. */
GArray *sample_shared_out(const Sample *sample, guint lines);

#endif
