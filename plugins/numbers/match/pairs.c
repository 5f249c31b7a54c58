/* SPDX-License-Identifier: Apache-2.0 */
#include "pairs.h"

#include <stemma/layers.h>

static const stemma_field side_fields[] = {
  STEMMA_FIELD(Side, sort, STEMMA_U32, "", "a mention or a mark"),
  STEMMA_FIELD(Side, doc, STEMMA_DOC, "", "the document"),
  STEMMA_FIELD(Side, quantity, STEMMA_U32, "", "its row"),
  STEMMA_FIELD(Side, begin, STEMMA_U32, "bytes", "where it begins"),
  STEMMA_FIELD(Side, end, STEMMA_U32, "bytes", "where it ends"),
  STEMMA_FIELD(Side, modifier, STEMMA_U32, "", "its modifier"),
  STEMMA_FIELD(Side, kind, STEMMA_U32, "", "its kind"),
  STEMMA_FIELD(Side, months, STEMMA_U32, "", "its base is the month"),
  STEMMA_FIELD_OR_NULL(Side, said, STEMMA_F64, "", MENTION_VALUE,
                       "base_value of the quantity"),
  STEMMA_FIELD_OR_NULL(Side, said_high, STEMMA_F64, "", MENTION_HIGH,
                       "the end of a range in base_unit"),
  STEMMA_FIELD(Side, text, STEMMA_STR, "", "its words"),
  STEMMA_FIELD_OR_NULL(Side, base_unit, STEMMA_STR, "", MENTION_BASE_UNIT,
                       "its base unit"),
  STEMMA_FIELD(Side, words, STEMMA_STR, "", "words that may name its group"),
};

const stemma_layer side_layer = {
  sizeof(stemma_layer),      1,
  "org.stemma.numbers.side", "quantities that are lined up with others",
  STEMMA_LIST(side_fields),  sizeof(Side),
  STEMMA_LAYER_CORPUS,
};

static const stemma_field pair_fields[] = {
  STEMMA_FIELD_LINK(Pair, a, STEMMA_ROW, "org.stemma.numbers.side", "the one"),
  STEMMA_FIELD_LINK(Pair, b, STEMMA_ROW, "org.stemma.numbers.side",
                    "the other"),
  STEMMA_FIELD(Pair, verdict, STEMMA_U32, "", "how the two stand"),
  STEMMA_FIELD(Pair, names, STEMMA_U32, "", "which words of a name it"),
  STEMMA_FIELD(Pair, rank, STEMMA_U32, "", "how well these do so"),
  STEMMA_FIELD(Pair, score, STEMMA_F64, "0..1", "shared context"),
};

const stemma_layer pair_layer = {
  sizeof(stemma_layer),
  1,
  "org.stemma.numbers.pair",
  "quantities of two documents that are of one thing",
  STEMMA_LIST(pair_fields),
  sizeof(Pair),
  STEMMA_LAYER_CORPUS,
};
