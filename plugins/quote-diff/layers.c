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

static const stemma_field quote_said_fields[] = {
  STEMMA_FIELD_HIDE(QuoteSaid, said, STEMMA_BYTES, "who said each quote"),
};
LAYER(quote_said, QuoteSaid, 0, "who said each quote, and where it stands");

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
