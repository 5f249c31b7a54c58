/* SPDX-License-Identifier: Apache-2.0
 *
 * summary.h - what reports for people and for CI servers keep of a run, to be
 * told at its end.
 *
 * Of documents only what is shown, so that a long run stays small; corpus
 * tables by reference.
 */
#ifndef SUMMARY_SUMMARY_H
#define SUMMARY_SUMMARY_H

#include "sample.h"
#include <stemma/stemma.h>

typedef struct {
  char *id;
  char *outlet; /* who published it; NULL: not said */
  char *path;
  guint line; /* where it failed, or stands in a JSON Lines file; or 0 */
  guint column;
  char *failure;    /* "E603: ..."; NULL: analysed */
  const char *code; /* of the failure */
  guint32 scores;   /* bits of the scopes below that are set */
  double score[3];  /* by scope: document, narration, speech */
  guint32 quotes;   /* how many */
  guint32 amounts;  /* how many quantities */
} Article;

/* A quote or a quantity that is listed where articles share none. */
typedef struct {
  guint32 article;
  char *text;
  char *note; /* the speaker; the kind and value */
} Listed;

typedef struct {
  Run run; /* a copy: the caller's is gone after begin */
  const RunEnd *end;
  gboolean compares_quotes; /* a stage writes utterances */
  gboolean finds_quotes;    /* the report has quotes, even if none was found */
  gboolean finds_amounts;   /* the same of quantities */
  GArray *articles;         /* of Article, by number */
  GHashTable *tables;       /* of Table: corpus tables, by declared name */
  GPtrArray *failures;      /* of char *: corpus stages that failed */
  GArray *quotes;           /* of Listed */
  GArray *quantities;       /* of Listed */
  GPtrArray *samples;       /* of Sample: layers that no section tells of */
} Summary;

void summary_start(Summary *summary, const Run *run);
void summary_clear(Summary *summary);
void summary_document(Summary *summary, const DocumentResult *result);
void summary_corpus(Summary *summary, const NamedTable *named);
void summary_failure(Summary *summary, const CorpusFailure *failure);

/* The corpus table of a layer whose rows are at least `row_size` long; NULL:
 * there is none. */
const stemma_table *summary_table(const Summary *summary, const char *layer,
                                  gsize row_size);

/* Of FindingPlace (finding.h): what a limit's metric counts, the known ones
 * left out; the places are the findings'. */
GPtrArray *summary_places(const Summary *summary, const char *metric);

/* How many utterances several articles render. */
guint32 summary_shared(const Summary *summary);

/* A string of a row; "" where the row lies about it. */
const char *summary_text(const stemma_table *table, stemma_str str);

/* What to call an article: its outlet where no other article has the same, else
 * its id. */
const char *summary_name(const Summary *summary, guint32 article);

/* Of two guint32, for g_array_sort: the smaller one first. */
int summary_compare_numbers(const void *first, const void *second);

#endif
