/* SPDX-License-Identifier: Apache-2.0
 *
 * frozen_layers.c - the built-in layers as ABI 1.0 declared them, for
 * test_layers.c.  Built with the frozen headers.
 */
#include <stemma/layers.h>

extern const stemma_layer *const frozen_layers[];

const stemma_layer *const frozen_layers[] = {
  &stemma_token_layer,
  &stemma_sentence_layer,
  &stemma_quantity_layer,
  &stemma_target_layer,
  &stemma_sentiment_layer,
  &stemma_sentiment_word_layer,
  &stemma_quote_layer,
  &stemma_utterance_layer,
  &stemma_rendering_layer,
  &stemma_reading_layer,
  &stemma_diff_layer,
  &stemma_variance_layer,
  &stemma_lineage_layer,
  &stemma_lineage_tree_layer,
  &stemma_agreement_layer,
  &stemma_agreement_member_layer,
  0,
};
