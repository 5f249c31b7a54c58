/* SPDX-License-Identifier: Apache-2.0
 *
 * The private layers.  The host moves them between threads and passes; no
 * report prints them.
 */
#include "parts.h"

#define LAYER(name_, type, flags_, summary_)                                   \
  const stemma_layer name_##_layer = {                                         \
    .size = sizeof(stemma_layer),                                              \
    .version = 1,                                                              \
    .name = #name_,                                                            \
    .summary = summary_,                                                       \
    .fields = STEMMA_LIST(name_##_fields),                                     \
    .row_size = sizeof(type),                                                  \
    .flags = flags_,                                                           \
  }

static const stemma_field quote_words_fields[] = {
  STEMMA_FIELD_HIDE(QuoteWords, quote, STEMMA_U32, "its row in quote"),
  STEMMA_FIELD_HIDE(QuoteWords, content, STEMMA_U32, "content words"),
  STEMMA_FIELD_HIDE(QuoteWords, speaker_first, STEMMA_U32, "hash of a word"),
  STEMMA_FIELD_HIDE(QuoteWords, speaker_last, STEMMA_U32, "hash of a word"),
  STEMMA_FIELD_HIDE(QuoteWords, indirect, STEMMA_BOOL, "indirect speech"),
  STEMMA_FIELD_HIDE(QuoteWords, reserved, STEMMA_U32, "zero"),
  STEMMA_FIELD_HIDE(QuoteWords, codes, STEMMA_BYTES, "codes of its words"),
};
LAYER(quote_words, QuoteWords, STEMMA_LAYER_SORTED, "the stems of quotes");

static const stemma_field word_frequency_fields[] = {
  STEMMA_FIELD_HIDE(WordFrequency, code, STEMMA_U32, "code of a stem; 0: all"),
  STEMMA_FIELD_HIDE(WordFrequency, quotes, STEMMA_U32, "quotes that have it"),
};
LAYER(word_frequency, WordFrequency, STEMMA_LAYER_CORPUS,
      "in how many quotes a stem occurs");

static const stemma_field key_sieve_fields[] = {
  STEMMA_FIELD_HIDE(KeySieve, cells, STEMMA_BYTES, "counts of keys"),
};
LAYER(key_sieve, KeySieve, STEMMA_LAYER_CORPUS, "the keys of several quotes");

static const stemma_field carried_quote_fields[] = {
  STEMMA_FIELD_HIDE(CarriedQuote, speaker_first, STEMMA_U32, "hash of a word"),
  STEMMA_FIELD_HIDE(CarriedQuote, speaker_last, STEMMA_U32, "hash of a word"),
  STEMMA_FIELD_HIDE(CarriedQuote, quote, STEMMA_U32, "its row in quote"),
  STEMMA_FIELD_HIDE(CarriedQuote, indirect, STEMMA_BOOL, "indirect speech"),
  STEMMA_FIELD_HIDE(CarriedQuote, words, STEMMA_BYTES, "its words"),
};
LAYER(carried_quote, CarriedQuote, 0, "a quote on its way to its like");

static const stemma_field quote_link_fields[] = {
  STEMMA_FIELD_HIDE(QuoteLink, a_doc, STEMMA_DOC, "the one document"),
  STEMMA_FIELD_HIDE(QuoteLink, a_quote, STEMMA_U32, "its row in quote"),
  STEMMA_FIELD_HIDE(QuoteLink, b_doc, STEMMA_DOC, "the other document"),
  STEMMA_FIELD_HIDE(QuoteLink, b_quote, STEMMA_U32, "its row in quote"),
  STEMMA_FIELD_HIDE(QuoteLink, score, STEMMA_U32, "likeness, of 10,000"),
  STEMMA_FIELD_HIDE(QuoteLink, cover, STEMMA_U32, "containment, of 10,000"),
};
LAYER(quote_link, QuoteLink, STEMMA_LAYER_CORPUS,
      "quotes that may render one utterance");

static const stemma_field quote_membership_fields[] = {
  STEMMA_FIELD_HIDE(QuoteMembership, doc, STEMMA_DOC, "the document"),
  STEMMA_FIELD_HIDE(QuoteMembership, quote, STEMMA_U32, "its row in quote"),
  STEMMA_FIELD_HIDE(QuoteMembership, utterance, STEMMA_U32, "its utterance"),
  STEMMA_FIELD_HIDE(QuoteMembership, role, STEMMA_U32, "full, excerpt, ..."),
};
LAYER(quote_membership, QuoteMembership,
      STEMMA_LAYER_CORPUS | STEMMA_LAYER_BY_DOC,
      "which quotes render which utterance");

static const stemma_field carried_rendering_fields[] = {
  STEMMA_FIELD_HIDE(CarriedRendering, doc, STEMMA_DOC, "the document"),
  STEMMA_FIELD_HIDE(CarriedRendering, quote, STEMMA_U32, "its row in quote"),
  STEMMA_FIELD_HIDE(CarriedRendering, role, STEMMA_U32, "full, excerpt, ..."),
  STEMMA_FIELD_HIDE(CarriedRendering, reserved, STEMMA_U32, "zero"),
  STEMMA_FIELD_HIDE(CarriedRendering, speaker, STEMMA_STR, "who said it"),
  STEMMA_FIELD_HIDE(CarriedRendering, text, STEMMA_STR, "the words"),
};
LAYER(carried_rendering, CarriedRendering, 0,
      "a rendering on its way to its utterance");
