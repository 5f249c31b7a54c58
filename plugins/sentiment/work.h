/* SPDX-License-Identifier: Apache-2.0
 *
 * work.h - what the parts of the stage share for one document.
 */
#ifndef SENTIMENT_WORK_H
#define SENTIMENT_WORK_H

#include "score.h"

enum { SCOPES = STEMMA_SCOPE_TARGET + 1 };

typedef struct Options {
  uint64_t scopes;
  const char *model; /* "": the built-in one */
  uint32_t skip_quotes;
  uint32_t words;
  int64_t mentions;
} Options;

typedef struct Self {
  Model model;
  Words stop_names;
  Options options;
} Self;

/* A sentence's terms in Work.terms. */
typedef struct Passage {
  uint32_t first;
  uint32_t count;
  stemma_span span;
} Passage;

typedef struct Mention {
  stemma_span span;
  uint64_t fold; /* of its last word */
  uint32_t initial;
  uint32_t reserved;
} Mention;

typedef ARRAY(Passage) Passages;
typedef ARRAY(uint8_t) Marks;
typedef ARRAY(Mention) Mentions;
typedef ARRAY(uint64_t) Folds;

/* One thread's scratch. */
typedef struct Work {
  Terms terms;
  Passages passages;
  Marks quoted; /* one for each term: 1 inside a quote */
  Mentions mentions;
  Folds folds;
} Work;

/* What a document, or a part of it, adds up to: stretches weigh as the square
 * root of their words, so that one long sentence does not drown the rest. */
typedef struct Mean {
  double sum;
  double weight;
} Mean;

void mean_add(Mean *mean, double score, uint32_t words, double factor);
double mean_of(const Mean *mean);

/* In a document's own score speech counts by this factor: what is quoted is
 * somebody else's tone. */
#define SPEECH_FACTOR 0.5

/* A document is scored by stretches of whole sentences, up to this many terms
 * (a longer sentence is one of its own): a short post is then one stretch, as
 * those that the weights were learned from. */
#define STRETCH_TERMS 80

/* The stretch that starts with sentence `i`; returns the sentence after it. */
uint32_t passages_join(const Work *work, uint32_t i, Stretch *joined);

/* rows.c: the rows of one document. */
stemma_status rows_write(const Self *self, Work *work, const stemma_job *job);

/* names.c: the names that a document mentions at least `options.mentions`
 * times, each mention in order.  False without memory. */
bool names_find(const Self *self, const stemma_doc *doc,
                const stemma_table *tokens, const stemma_table *sentences,
                Work *work);

/* Terms that begin in [begin, end): the first, and one past the last. */
void terms_within(const Work *work, uint32_t begin, uint32_t end,
                  uint32_t *first, uint32_t *last);

#endif
