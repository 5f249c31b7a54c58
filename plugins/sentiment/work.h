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
  Options options;
} Self;

/* Bytes that have a place in Work.places. */
#define PLACE 32

/* A sentence's terms. */
typedef struct Passage {
  Stretch stretch;
  stemma_span span;
  uint32_t token; /* its first */
  uint32_t reserved;
  Stretch names; /* of Terms.names */
  Counts inside; /* of its terms that are quoted word for word */
  Sums sums;     /* of all its terms, settled */
  double score;
} Passage;

typedef struct Mention {
  stemma_span span;
  Stretch terms;
  uint64_t fold;    /* of its last word */
  uint32_t passage; /* that it stands in */
  uint32_t tally;   /* of Work.tallies */
  bool initial;     /* its capital is no sign of a name */
} Mention;

/* The terms of a quote. */
typedef struct Quoted {
  Stretch terms;
  uint32_t passage; /* that it begins in */
} Quoted;

/* How often a name stands in the document, by the fold of its last word. */
typedef struct Tally {
  uint64_t fold; /* 0: free */
  uint32_t count;
  uint32_t reserved;
} Tally;

/* One thread's scratch. */
typedef struct Work {
  Terms terms;
  ARRAY(Passage) passages;
  ARRAY(uint32_t)
  places; /* the last passage that begins at byte PLACE * i or before it, or
           * the first */
  ARRAY(Quoted) quotes;
  ARRAY(Mention) mentions;
  ARRAY(Tally) tallies;
  Around around; /* of the last target */
  ARRAY(stemma_sentiment) rows;
  ARRAY(stemma_sentiment_word) words;
} Work;

/* What a document, or a part of it, adds up to.  Sentences weigh as the square
 * root of their words, so that one long sentence does not drown the rest. */
typedef struct Mean {
  double sum;
  double weight;
  double count;
} Mean;

void mean_add(Mean *mean, double score, uint32_t words);

/* Both, speech counted by `factor`: what is quoted is somebody else's tone. */
Mean mean_join(const Mean *narration, const Mean *speech, double factor);
double mean_of(const Mean *mean);

/* The score of a document's part.  A mean of many sentences varies less than a
 * sentence; it is stretched by what that takes away, so that the labels' cuts
 * mean the same in every scope: 1 / sqrt(alike + (1 - alike) / count). */
double mean_of_document(const Mean *mean, double alike);

/* A document of no more terms than this is scored as one sentence, as the
 * posts that the weights were learned from; a longer one by sentences. */
#define STRETCH_TERMS 80

/* The passage after the stretch that starts with passage `i`. */
uint32_t passages_join(const Work *work, uint32_t i);

/* Fills the terms and sentences of a document.  False without memory. */
bool passages_read(const Model *model, const stemma_doc *doc,
                   const stemma_table *tokens, const stemma_table *sentences,
                   Work *work);

/* Finds the terms of `quotes` (NULL: none), marks what they quote word for
 * word, and scores each sentence.  False without memory. */
bool passages_score(const Model *model, const stemma_table *quotes, Work *work);

/* The means of narration and of speech over all sentences. */
void passages_means(const Model *model, const Work *work, Mean parts[2]);

/* The number of the sentence that a byte of the text lies in, or of the last
 * one before it; 0 before the first.  Takes constant time. */
uint32_t passage_at(const Work *work, uint32_t byte);

/* rows.c: the rows of one document. */
stemma_status rows_write(const Self *self, Work *work, const stemma_job *job,
                         stemma_error *error);

/* names.c: the names that a document mentions at least `options.mentions`
 * times, each mention in order.  False without memory. */
bool names_find(const Self *self, const stemma_doc *doc,
                const stemma_table *tokens, Work *work);

void work_free(Work *work);

#endif
