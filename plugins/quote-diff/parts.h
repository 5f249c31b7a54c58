/* SPDX-License-Identifier: Apache-2.0
 *
 * parts.h - what the stages of this module share: options, the private layers
 * between the inner stages of quote-diff, and the stages themselves.
 *
 * The chain: prepare (map) writes quote_words; cluster (fold) finds quotes that
 * say the same and makes utterances of them; render (group) writes and collates
 * each with its renderings.
 */
#ifndef QUOTE_DIFF_PARTS_H
#define QUOTE_DIFF_PARTS_H

#include <stdbool.h>

#include <stemma/stemma.h>

enum { ALIGN_EXACT = 0, ALIGN_NEAR = 1 };

typedef struct Options {
  double significance;   /* chance partners that a quote may have, expected */
  int64_t min_witnesses; /* documents */
  uint32_t align;        /* ALIGN_... */
  uint32_t reserved;
} Options;

/* A word of a quote for comparing: 31 bits of the hash of its stem, and in bit
 * 0 whether it is a content word.  0 is no word. */
typedef uint32_t Code;

static inline Code
code_of(uint64_t near, bool content)
{
  uint32_t hash = (uint32_t)(near ^ (near >> 32)) & ~UINT32_C(1);

  return (hash ? hash : 2u) | (content ? 1u : 0u);
}

static inline bool
code_is_content(Code code)
{
  return code & 1u;
}

/* A speaker: codes of the first and of the last word of the name, or their
 * numbers, so that "Ana Bel" and "Bel" meet; both 0 when unknown. */
typedef struct Speaker {
  uint32_t first;
  uint32_t last;
} Speaker;

/* A longer quote is compared by its first words. */
enum { QUOTE_MOST = 255 };

enum { SPEAKER_UNKNOWN = 0, SPEAKER_SAME = 1, SPEAKER_OTHER = 2 };

static inline unsigned
speaker_compare(Speaker a, Speaker b)
{
  if (!a.last || !b.last)
    return SPEAKER_UNKNOWN;
  return a.last == b.last || a.first == b.last || a.last == b.first
             ? SPEAKER_SAME
             : SPEAKER_OTHER;
}

/* quote_words (document, private): each quote with a content word. */
typedef struct QuoteWords {
  stemma_row row;   /* the quote's span */
  uint32_t quote;   /* its row in "quote" */
  uint32_t content; /* how many of its words are content words */
  uint32_t speaker_first;
  uint32_t speaker_last;
  uint32_t indirect; /* 1: it says what was said in the reporter's words */
  uint32_t reserved;
  stemma_str codes; /* Code[], in the quote's order; marks left out */
} QuoteWords;

/* quote_said (document, private): a row for the document; what render needs to
 * know of each of "quote", so that the host need not keep all that it says. */
typedef struct QuoteSaid {
  stemma_row row;  /* no place */
  stemma_str said; /* as in said.h */
} QuoteSaid;

/* quote_membership (corpus, private): by document and quote. */
typedef struct QuoteMembership {
  stemma_row row; /* no place */
  uint32_t doc;
  uint32_t quote;     /* its row in "quote" */
  uint32_t utterance; /* from 0, by first appearance */
  uint32_t role;      /* STEMMA_FULL, ... */
} QuoteMembership;

/* carried_rendering (carried by render, and by works). */
typedef struct CarriedRendering {
  stemma_row row;
  uint32_t doc;
  uint32_t quote; /* its row in "quote"; works: 0 */
  uint32_t role;  /* STEMMA_FULL, ... */
  uint32_t reserved;
  stemma_str speaker; /* the fullest name, empty when unknown; works: the
                       * work's name */
  stemma_str text;
} CarriedRendering;

extern const stemma_layer quote_words_layer;
extern const stemma_layer quote_said_layer;
extern const stemma_layer quote_membership_layer;
extern const stemma_layer carried_rendering_layer;

extern const stemma_stage prepare_stage;
extern const stemma_stage cluster_stage;
extern const stemma_stage render_stage;

/* Not of the chain: a stage of its own. */
extern const stemma_stage works_stage;

/* Life functions of stages whose self is their options. */
stemma_status options_open(const stemma_stage *stage, const stemma_host *host,
                           const void *options, void **self,
                           stemma_error *error);
void options_close(void *self);

/* The metrics of utterances and their readings. */
#define UTTERANCE_METRICS                                                      \
  { "utterance.count",                                                         \
    "utterances that several documents render",                                \
    "utterances",                                                              \
    "utterance",                                                               \
    0,                                                                         \
    0,                                                                         \
    0,                                                                         \
    STEMMA_COUNT,                                                              \
    0 },                                                                       \
      { "witnesses.mean",                                                      \
        "documents that render an utterance",                                  \
        "documents",                                                           \
        "utterance",                                                           \
        "witnesses",                                                           \
        0,                                                                     \
        0,                                                                     \
        STEMMA_MEAN,                                                           \
        0 },                                                                   \
      { "witnesses.max",                                                       \
        "documents that render the best known utterance",                      \
        "documents",                                                           \
        "utterance",                                                           \
        "witnesses",                                                           \
        0,                                                                     \
        0,                                                                     \
        STEMMA_MAX,                                                            \
        0 },                                                                   \
      { "rendering.count",                                                     \
        "texts that render an utterance",                                      \
        "texts",                                                               \
        "rendering",                                                           \
        0,                                                                     \
        0,                                                                     \
        0,                                                                     \
        STEMMA_COUNT,                                                          \
        0 },                                                                   \
      { "variant.count",                                                       \
        "readings that differ from another witness's",                         \
        "readings",                                                            \
        "reading",                                                             \
        0,                                                                     \
        "kind",                                                                \
        STEMMA_VARIANT,                                                        \
        STEMMA_COUNT,                                                          \
        0 },                                                                   \
      { "omission.count",                                                      \
        "words that a witness leaves out",                                     \
        "readings",                                                            \
        "reading",                                                             \
        0,                                                                     \
        "kind",                                                                \
        STEMMA_OMISSION,                                                       \
        STEMMA_COUNT,                                                          \
        0 },                                                                   \
  {                                                                            \
    "transposed.count", "words that stand elsewhere in another witness",       \
        "readings", "reading", 0, "kind", STEMMA_TRANSPOSED, STEMMA_COUNT, 0   \
  }

static inline stemma_status
out_of_memory(stemma_error *error)
{
  return stemma_fail(error, STEMMA_E_MEMORY, "no memory");
}

#endif
