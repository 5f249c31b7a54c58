/* SPDX-License-Identifier: Apache-2.0 */
#include "stems.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

#include "fnv.h"

enum { SLOTS = 2048, LONGEST = 31 };

typedef struct StemSlot {
  uint64_t stem;
  uint8_t length; /* of the word; 0: a free place */
  char word[LONGEST];
} StemSlot;

bool
stems_open(Stems *stems)
{
  stems->stemmer = sb_stemmer_new("english", "UTF_8");
  stems->slots = calloc(SLOTS, sizeof *stems->slots);
  if (stems->stemmer && stems->slots)
    return true;
  stems_close(stems);
  return false;
}

void
stems_close(Stems *stems)
{
  sb_stemmer_delete(stems->stemmer);
  free(stems->slots);
  *stems = (Stems){ 0 };
}

static uint64_t
stem_now(struct sb_stemmer *stemmer, const char *folded, size_t length)
{
  const sb_symbol *stem =
      sb_stemmer_stem(stemmer, (const sb_symbol *)folded, (int)length);

  return stem ? fnv_bytes(FNV_START, stem, (size_t)sb_stemmer_length(stemmer))
              : 0;
}

uint64_t
stems_hash(Stems *stems, const char *folded, size_t length)
{
  StemSlot *slot;

  if (length == 0 || length > LONGEST)
    return stem_now(stems->stemmer, folded, length);
  slot = &stems->slots[fnv_bytes(FNV_START, folded, length) % SLOTS];
  if (slot->length == length && memcmp(slot->word, folded, length) == 0)
    return slot->stem;
  slot->stem = stem_now(stems->stemmer, folded, length);
  /* A word whose stem failed is no answer for the next time. */
  slot->length = slot->stem ? (uint8_t)length : 0;
  memcpy(slot->word, folded, length);
  return slot->stem;
}
