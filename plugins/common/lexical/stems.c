/* SPDX-License-Identifier: Apache-2.0 */
#include "stems.h"

#include "fnv.h"
#include "spelling.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

/* The cache grows up to MOST places and is emptied when three quarters of these
 * are taken, so that a text of random letters cannot fill the memory. */
enum { LEAST = 1 << 10, MOST = 1 << 17, LONGEST = 64 };

/* `word` is the fold of a word, its bit 0 saying instead whether the word is of
 * the grammar; 0: free. */
typedef struct Slot {
  uint64_t word;
  uint64_t near;
} Slot;

struct Stems {
  struct sb_stemmer *stemmer;
  bool english;
  uint32_t used;
  uint32_t room; /* a power of two */
  Slot *slots;
};

/* Articles, pronouns, prepositions, conjunctions and auxiliaries.  Single
 * letters are left out: they also count things. */
static const char *const function_words[] = {
  "about",   "after",   "all",     "also",    "am",      "an",     "and",
  "any",     "are",     "aren't",  "as",      "at",      "be",     "because",
  "been",    "before",  "being",   "both",    "but",     "by",     "can",
  "can't",   "could",   "did",     "didn't",  "do",      "does",   "doesn't",
  "don't",   "during",  "each",    "either",  "even",    "for",    "from",
  "had",     "has",     "have",    "he",      "he's",    "her",    "here",
  "hers",    "him",     "his",     "how",     "i'm",     "i've",   "i'll",
  "if",      "in",      "into",    "is",      "isn't",   "it",     "it's",
  "its",     "just",    "may",     "me",      "might",   "mine",   "more",
  "most",    "must",    "my",      "no",      "nor",     "not",    "of",
  "on",      "only",    "or",      "other",   "our",     "ours",   "out",
  "over",    "own",     "shall",   "she",     "she's",   "should", "so",
  "some",    "such",    "than",    "that",    "that's",  "the",    "their",
  "theirs",  "them",    "then",    "there",   "there's", "these",  "they",
  "they're", "this",    "those",   "through", "to",      "too",    "under",
  "until",   "up",      "upon",    "us",      "very",    "was",    "wasn't",
  "we",      "we're",   "we've",   "we'll",   "were",    "what",   "when",
  "where",   "which",   "while",   "who",     "whom",    "whose",  "why",
  "will",    "with",    "within",  "without", "won't",   "would",  "you",
  "your",    "yours",   "you're",  "ye",      "thou",    "thee",   "thy",
  "unto",    "hath",    "shalt",   "himself", "herself", "itself", "themselves",
  "myself",  "between", "against", "again",   "further", "once",
};

static uint32_t
place_of(const Stems *stems, uint64_t fold)
{
  return (uint32_t)(fold >> 1 ^ fold >> 32) & (stems->room - 1);
}

static Slot *
slot_of(Stems *stems, uint64_t fold)
{
  uint32_t at = place_of(stems, fold);

  while (stems->slots[at].word && (stems->slots[at].word ^ fold) > 1)
    at = (at + 1) & (stems->room - 1);
  return &stems->slots[at];
}

static void
fill(Stems *stems, Slot *slot, uint64_t fold, Stem stem)
{
  stems->used += !slot->word;
  slot->word = (fold & ~UINT64_C(1)) | stem.function;
  slot->near = stem.near;
}

static uint64_t
stem_hash(Stems *stems, const char *folded, uint32_t length)
{
  char word[LONGEST + SPELLING_ROOM];

  if (length > LONGEST)
    return fnv_bytes(FNV_START, folded, length);
  memcpy(word, folded, length);
  if (stems->english)
    length = spelling_word(word, length);
  if (stems->stemmer) {
    const sb_symbol *stem =
        sb_stemmer_stem(stems->stemmer, (const sb_symbol *)word, (int)length);
    int size = sb_stemmer_length(stems->stemmer);

    if (stem && size > 0 && size <= LONGEST) {
      length = (uint32_t)size;
      memcpy(word, stem, length);
    }
  }
  if (stems->english)
    length = spelling_stem(word, length);
  return fnv_bytes(FNV_START, word, length);
}

/* A function word's key is the word itself: "be" is not "being". */
static void
put_function_words(Stems *stems)
{
  for (size_t i = 0; i < sizeof function_words / sizeof *function_words; i++) {
    uint64_t fold =
        fnv_bytes(FNV_START, function_words[i], strlen(function_words[i]));

    fill(stems, slot_of(stems, fold), fold, (Stem){ fold, true });
  }
}

static void
empty_cache(Stems *stems)
{
  memset(stems->slots, 0, stems->room * sizeof *stems->slots);
  stems->used = 0;
  if (stems->english)
    put_function_words(stems);
}

/* False: it has its largest size, or memory is out. */
static bool
grow(Stems *stems)
{
  Stems larger = *stems;

  larger.room = stems->room * 2;
  larger.slots = larger.room <= MOST ? calloc(larger.room, sizeof(Slot)) : NULL;
  if (!larger.slots)
    return false;
  for (uint32_t i = 0; i < stems->room; i++)
    if (stems->slots[i].word)
      *slot_of(&larger, stems->slots[i].word) = stems->slots[i];
  free(stems->slots);
  *stems = larger;
  return true;
}

Stems *
stems_new(const char *language)
{
  Stems *stems = calloc(1, sizeof *stems);
  char primary[4] = "";

  if (!stems)
    return NULL;
  stems->room = LEAST;
  stems->slots = calloc(stems->room, sizeof *stems->slots);
  if (!stems->slots) {
    free(stems);
    return NULL;
  }
  for (size_t i = 0; i < 3 && language[i] && language[i] != '-'; i++)
    primary[i] = language[i];
  stems->english = strcmp(primary, "en") == 0;
  stems->stemmer = primary[0] ? sb_stemmer_new(primary, NULL) : NULL;
  if (stems->english)
    put_function_words(stems);
  return stems;
}

void
stems_free(Stems *stems)
{
  if (!stems)
    return;
  if (stems->stemmer)
    sb_stemmer_delete(stems->stemmer);
  free(stems->slots);
  free(stems);
}

const void *
stems_place(const Stems *stems, uint64_t fold)
{
  return &stems->slots[place_of(stems, fold)];
}

bool
stems_known(Stems *stems, uint64_t fold, Stem *stem)
{
  const Slot *slot = slot_of(stems, fold);

  *stem = (Stem){ slot->near, slot->word & 1 };
  return slot->word != 0;
}

Stem
stems_find(Stems *stems, uint64_t fold, const char *folded, uint32_t length)
{
  Stem stem;

  if (stems_known(stems, fold, &stem))
    return stem;
  if (stems->used >= stems->room / 4 * 3 && !grow(stems))
    empty_cache(stems);
  stem = (Stem){ stem_hash(stems, folded, length), false };
  fill(stems, slot_of(stems, fold), fold, stem);
  return stem;
}
