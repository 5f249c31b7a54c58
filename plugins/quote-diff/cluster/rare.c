/* SPDX-License-Identifier: Apache-2.0 */
#include "rare.h"

#include <stdlib.h>

#include "radix.h"

/* What an outline needs of a word, in one place. */
typedef struct RankedWord {
  uint32_t last; /* the node that had it last, and 1 */
  uint16_t rank; /* of a content word; of one of the grammar its bit */
  uint8_t info;  /* 0: of the grammar */
  uint8_t met;   /* several quotes have it */
} RankedWord;

static void
read_words(RankedWord *words, const Nodes *nodes)
{
  for (uint32_t i = 1; i <= nodes->bag->words.count; i++) {
    Code code = lexicon_code(&nodes->bag->words, i);

    words[i] = (RankedWord){ .rank = (uint16_t)(code >> 1 & 31),
                             .info = nodes->infos[i],
                             .met = nodes->infos[i] && nodes->counts[i] > 1 };
  }
}

/* A code's bits in the order that words of equal info are ranked by. */
static uint64_t
mixed(Code code)
{
  return (uint64_t)(code >> 1 & 0xffffff) << 7 | code >> 25;
}

/* Ranks the words that several quotes have by what they tell, those that tell
 * the same by their codes, so that the order of the documents does not matter.
 * Where there are more ranks than numbers, neighbours share one. */
static bool
rank_words(RankedWord *words, const Nodes *nodes)
{
  const Lexicon *lexicon = &nodes->bag->words;
  size_t count = 0, room = (size_t)lexicon->count + 1;
  uint64_t *items = malloc(room * sizeof *items), *sorted;
  uint64_t *spare = malloc(room * sizeof *spare);

  for (uint32_t i = 1; items && spare && i <= lexicon->count; i++)
    if (words[i].met)
      items[count++] = mixed(lexicon_code(lexicon, i)) << 32 | i;
  if (items && spare) {
    sorted = radix_sort(items, spare, count, 32, 31);
    for (size_t i = 0; i < count; i++)
      sorted[i] = (uint64_t)(255 - words[(uint32_t)sorted[i]].info) << 32
                  | (uint32_t)sorted[i];
    sorted = radix_sort(sorted, sorted == items ? spare : items, count, 32, 8);
    for (size_t i = 0; i < count; i++)
      words[(uint32_t)sorted[i]].rank =
          (uint16_t)(count > 65536 ? i * 65536 / count : i);
  }
  free(items);
  free(spare);
  return items && spare;
}

/* The known words while they are found: 256 times the rank, and what it tells,
 * ascending. */
typedef struct Known {
  uint32_t words[KNOWN + 1];
  uint32_t count;
} Known;

static uint16_t
capped(uint32_t sum)
{
  return (uint16_t)(sum < UINT16_MAX ? sum : UINT16_MAX);
}

/* Keeps the least words, ascending; what falls out is among the rest. */
static void
keep_word(Rare *rare, Known *known, uint32_t word)
{
  uint32_t at = known->count;

  for (; at > 0 && known->words[at - 1] > word; at--)
    known->words[at] = known->words[at - 1];
  known->words[at] = word;
  if (known->count < KNOWN) {
    known->count++;
    return;
  }
  rare->rest = capped(rare->rest + (known->words[KNOWN] & 255));
  rare->rests++;
}

static void
read_word(Rare *rare, Known *known, const RankedWord *word)
{
  if (word->met)
    keep_word(rare, known, (uint32_t)word->rank << 8 | word->info);
  rare->info = capped((uint32_t)rare->info + word->info);
  if (word->info)
    return;
  rare->grammars++;
  rare->grammar_mask |= UINT32_C(1) << word->rank;
}

/* Reads the words of node `i`, each once. */
static void
read_node(const Nodes *nodes, RankedWord *words, uint32_t i, Rare *rare,
          Known *known)
{
  const Node *node = node_at(nodes, i);
  const unsigned char *at = node_words(nodes, node);

  for (uint32_t k = 0; k < node->words; k++) {
    RankedWord *word = &words[varint_take(&at)];

    if (word->last == i + 1)
      continue;
    word->last = i + 1;
    read_word(rare, known, word);
  }
}

/* Eight bits of the number of a speaker's word, not 0 when there is one. */
static uint8_t
speaker_bits(uint32_t word)
{
  return word ? (uint8_t)(word % 255 + 1) : 0;
}

static void
put_known(Rare *rare, const Known *known)
{
  rare->count = (uint8_t)known->count;
  for (uint32_t i = 0; i < KNOWN; i++) {
    uint32_t word = known->words[i < known->count ? i : 0];

    rare->words[i] = (uint16_t)(word >> 8);
    rare->infos[i] = (uint8_t)(i < known->count ? word : 0);
  }
}

static void
outline(Nodes *nodes, RankedWord *words, uint32_t i, Rare *rare)
{
  Node *node = &nodes->list[i];
  Speaker speaker = node_speaker(nodes, node);
  Known known;

  *rare = (Rare){ .pairs = (uint8_t)(node->words ? node->words - 1 : 0),
                  .indirect = node->indirect,
                  .first = speaker_bits(speaker.first),
                  .last = speaker_bits(speaker.last) };
  known.words[0] = known.count = 0;
  read_node(nodes, words, i, rare, &known);
  node->info = rare->info;
  node->grammars = rare->grammars;
  if (node_is_small(node) || nodes->same[i] != i)
    known.count = 0;
  put_known(rare, &known);
  rare->hidden = (uint8_t)(rare->grammars - rare_bits(rare->grammar_mask));
}

/* The ranked words by number, to be freed; NULL without memory. */
static RankedWord *
find_words(const Nodes *nodes)
{
  RankedWord *words =
      malloc(((size_t)nodes->bag->words.count + 1) * sizeof *words);

  if (!words)
    return NULL;
  words[0] = (RankedWord){ .last = 0 };
  read_words(words, nodes);
  if (rank_words(words, nodes))
    return words;
  free(words);
  return NULL;
}

/* Ranking needs memory for a while, so it comes first. */
Rare *
rare_find(Nodes *nodes)
{
  RankedWord *words = find_words(nodes);
  Rare *rare = words ? store_take(nodes->bag->store,
                                  ((size_t)nodes->count + 1) * sizeof *rare)
                     : NULL;

  for (uint32_t i = 0; rare && i < nodes->count; i++)
    outline(nodes, words, i, &rare[i]);
  free(words);
  return rare;
}

void
rare_free(Rare *rare, const Nodes *nodes)
{
  store_give_back(nodes->bag->store, rare);
}
