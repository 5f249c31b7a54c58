/* SPDX-License-Identifier: Apache-2.0
 *
 * work.h - what the parts of the stage share for one document.
 */
#ifndef SENTIMENT_WORK_H
#define SENTIMENT_WORK_H

#include "score.h"
#include "words.h"

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

/* A sentence's terms in Work.terms, and what they add up to. */
typedef struct Passage {
  uint32_t first;
  uint32_t count;
  stemma_span span;
  Sums sums[2]; /* outside quotes, inside */
} Passage;

typedef struct Mention {
  stemma_span span;
  uint64_t fold; /* of its last word */
  uint32_t initial;
  uint32_t reserved;
} Mention;

typedef ARRAY(Passage) Passages;
typedef ARRAY(Mention) Mentions;

/* How often a name stands in the document, by the fold of its last word. */
typedef struct Tally {
  uint64_t fold; /* 0: free */
  uint32_t count;
  uint32_t reserved;
} Tally;
typedef ARRAY(Tally) Tallies;

/* One thread's scratch. */
typedef struct Work {
  Terms terms;
  Passages passages;
  Mentions mentions;
  Tallies tallies;
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

/* The sentence after the stretch that starts with sentence `i`. */
uint32_t passages_join(const Work *work, uint32_t i);

/* Fills the terms and sentences of a document.  False without memory. */
bool passages_read(const Model *model, const stemma_doc *doc,
                   const stemma_table *tokens, const stemma_table *sentences,
                   Work *work);

/* Marks what `quotes` (NULL: none) quote word for word, and adds up. */
void passages_sum(const stemma_table *quotes, Work *work);

/* The terms of a sentence. */
Stretch passage_stretch(const Work *work, const Passage *passage);

/* The sentence that a byte lies in, or the last one before it; NULL without
 * sentences. */
const Passage *passage_at(const Work *work, uint32_t at);

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

/* Terms of which some part lies in [begin, end). */
void terms_reached(const Work *work, uint32_t begin, uint32_t end,
                   uint32_t *first, uint32_t *last);

#endif
