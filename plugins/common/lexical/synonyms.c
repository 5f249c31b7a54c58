/* SPDX-License-Identifier: Apache-2.0 */
#include "synonyms.h"

#include <string.h>

#include "fold.h"
#include "wordnet.h"

/* A power of two; and the longest word that is looked up. */
enum { SLOTS = 1024, LONGEST = 48 };

typedef struct Slot {
  uint64_t fold; /* 0: free */
  uint64_t mark; /* a bit for each sense modulo 64 */
  uint32_t count;
  uint32_t senses[WORDNET_ROOM];
} Slot;

static void
look_up(Slot *slot, const WordType *word)
{
  char folded[LONGEST];
  size_t length = fold_copy(word->text, word->length, folded, LONGEST);
  WordSenses senses;

  *slot = (Slot){ .fold = word->fold };
  if (length > LONGEST)
    return;
  wordnet_find(folded, length, &senses);
  slot->mark = senses.marks[WORDNET_SENSES];
  slot->count = senses.counts[WORDNET_SENSES];
  memcpy(slot->senses, senses.numbers[WORDNET_SENSES], sizeof slot->senses);
}

/* A copy: the next word may need the same slot. */
static Slot
senses_of(Synonyms *synonyms, const WordType *word)
{
  Slot *slot = (Slot *)synonyms->slots.data
               + ((word->fold ^ word->fold >> 32) & (SLOTS - 1));

  if (slot->fold != word->fold)
    look_up(slot, word);
  return *slot;
}

static bool
start(Synonyms *synonyms)
{
  if (synonyms->slots.data)
    return true;
  if (!buffer_need(&synonyms->slots, SLOTS, sizeof(Slot)))
    return false;
  memset(synonyms->slots.data, 0, SLOTS * sizeof(Slot));
  return true;
}

bool
synonyms_share(Synonyms *synonyms, const WordType *a, const WordType *b)
{
  Slot one, two;

  if (wordnet_count == 0 || a->kind != WORD_CONTENT || b->kind != WORD_CONTENT
      || !start(synonyms))
    return false;
  one = senses_of(synonyms, a);
  two = senses_of(synonyms, b);
  if (!(one.mark & two.mark))
    return false;
  for (uint32_t i = 0; i < one.count; i++)
    for (uint32_t k = 0; k < two.count; k++)
      if (one.senses[i] == two.senses[k])
        return true;
  return false;
}

void
synonyms_free(Synonyms *synonyms)
{
  buffer_free(&synonyms->slots);
}
