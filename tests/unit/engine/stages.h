/* SPDX-License-Identifier: Apache-2.0
 *
 * stages.h - small stages of every kind for the engine's tests.
 */
#ifndef UNIT_ENGINE_STAGES_H
#define UNIT_ENGINE_STAGES_H

#include <stemma/stemma.h>

/* Layers: word (a document's words), total and hoard (how often a word
 * occurs in the corpus), shared (words of two or more documents) and its
 * members, mark (a document's words that are shared). */
extern const stemma_layer word_layer, total_layer, hoard_layer, shared_layer,
    member_layer, mark_layer;

/* Map: words cut at blanks.  A text with "fail" fails it; "cancel" gives
 * STEMMA_CANCELLED; "bad" writes a row beyond the text. */
extern const stemma_stage words_stage;
/* Map: adds the words of capitals to "word" (STEMMA_PORT_EXTENDS). */
extern const stemma_stage more_words_stage;
/* Fold over word: writes total, sorted by word.  "nofold" fails its add. */
extern const stemma_stage totals_stage;
/* The same, but it takes "nofold", writes hoard, and its state says that it
 * holds 1 MiB for each word. */
extern const stemma_stage greedy_stage;
/* Group over word: writes shared and member.  "noscatter" fails its scatter,
 * "nogather" its gather.  At most three members a key. */
extern const stemma_stage shared_stage;
/* Map over word and total: marks words that occur twice or more. */
extern const stemma_stage marks_stage;
/* Fold without documents: counts the rows of shared into total. */
extern const stemma_stage recount_stage;
/* Group without documents: member by the document's number into shared. */
extern const stemma_stage regroup_stage;
/* Chain of totals and marks: writes mark, total is private. */
extern const stemma_stage chain_stage;
/* Group over word and total, in a pass of its own: files words that occur
 * twice or more. */
extern const stemma_stage later_stage;
/* Map that logs a line for each document and draws its seed. */
extern const stemma_stage seeds_stage;

#endif
