/* SPDX-License-Identifier: Apache-2.0
 *
 * A map stage writes a layer of the corpus.
 *
 * refused: E408
 *   plugin "org.example.broken" describes itself wrongly: stage "mark",
 *   writes: "org.example.mark" is a layer of the corpus, and a map stage
 *   writes layers of documents
 */
#define LAYER_FLAGS STEMMA_LAYER_CORPUS

#include "base.h"
