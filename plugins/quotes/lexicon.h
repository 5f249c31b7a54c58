/* SPDX-License-Identifier: Apache-2.0
 *
 * lexicon.h - what the plugin knows about single words: one look by the hash
 * that a token carries.  The table is made from data/ by lexicon.py, which
 * numbers the classes as here.
 */
#ifndef QUOTES_LEXICON_H
#define QUOTES_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WORD_SLOTS 8192u
#define WORD_BUCKETS 2048u
#define WORD_KINDS 1024u

/* Classes of words; each is explained where data/words.tsv lists it. */
#define W_PRONOUN (1u << 0)
#define W_PERSONAL (1u << 1)
#define W_OBJECT (1u << 2)
#define W_HE (1u << 3)
#define W_SHE (1u << 4)
#define W_PLURAL (1u << 5)
#define W_FIRST (1u << 6)
#define W_POSS (1u << 7)
#define W_DET (1u << 8)
#define W_PREP (1u << 9)
#define W_CONJ (1u << 10)
#define W_SUB (1u << 11)
#define W_REL (1u << 12)
#define W_BE (1u << 13)
#define W_AUX (1u << 14)
#define W_CONTENT (1u << 15)
#define W_NEG (1u << 16)
#define W_ADVERB (1u << 17)
#define W_TIME (1u << 18)
#define W_TITLE (1u << 19)
#define W_ROLE (1u << 20)
#define W_GROUP (1u << 21)
#define W_ORG (1u << 22)
#define W_PARTICLE (1u << 23)
#define W_NUMBER (1u << 24)
#define W_WORK (1u << 25)
#define W_LANGUAGE (1u << 26)
#define W_TRANSLATION (1u << 27)
#define W_STATEMENT (1u << 28)
#define W_CALLED (1u << 29)
#define W_VERB (1u << 30)
#define W_ASKER (1u << 31)

/* Classes and forms of a verb. */
#define CUE_SAY (1u << 0)
#define CUE_TELL (1u << 1)
#define CUE_DEMAND (1u << 2)
#define CUE_COMMIT (1u << 3)
#define CUE_JUDGE (1u << 4)
#define CUE_REPORT (1u << 5)
#define CUE_THINK (1u << 6)
#define CUE_PHRASAL (1u << 7)
#define CUE_ANY 0xffu
#define FORM_BASE (1u << 8)
#define FORM_S (1u << 9)
#define FORM_ED (1u << 10)
#define FORM_ING (1u << 11)
#define FORM_EN (1u << 12)
#define FORM_ANY 0x1f00u
#define CUE_CLAUSE (1u << 13) /* takes a clause without "that" */
#define WORD_FIRST_NAME (1u << 16)
#define WORD_THING (1u << 14)  /* of a WORD_NOUN: mostly is one */
#define WORD_PEOPLE (1u << 14) /* of any other word: teenager, Dane */
#define WORD_SHORT (1u << 15)  /* a pronoun with its verb: it's, they'll */
/* Single words that the grammar asks for. */
#define WORD_TO (1u << 17)
#define WORD_BY (1u << 18)
#define WORD_ACCORDING (1u << 19)
#define WORD_THAT (1u << 20)
#define WORD_OF (1u << 21)
#define WORD_AS (1u << 22)
#define WORD_SO (1u << 23)
#define WORD_IN (1u << 24)
#define WORD_NOUN (1u << 25)     /* a cue verb that looks like a noun */
#define WORD_EPITHET (1u << 25)  /* any other word: "Heartbroken Ana Bel" */
#define WORD_PARTICLE (1u << 26) /* back, on, it: after a phrasal verb */
#define WORD_CUE_NOUN (1u << 27) /* claim, remark */
#define WORD_SPEECH (1u << 28)   /* toast, speech: raised a toast */
#define WORD_TIE (1u << 29)      /* called for, spoke about */
#define WORD_POLL (1u << 30)     /* In a poll by X, ... */
#define WORD_BUT (1u << 31)

/* What is known of a word: W_..., and CUE_..., FORM_..., WORD_...; `classes` is
 * both at once. */
#define WORD_CLASSES                                                           \
  union {                                                                      \
    struct {                                                                   \
      uint32_t bits;                                                           \
      uint32_t cue;                                                            \
    };                                                                         \
    uint64_t classes;                                                          \
  }

typedef struct Word {
  WORD_CLASSES;
} Word;

/* What makes a word one that may belong to a cue. */
#define WORD_CUES                                                              \
  (CUE_ANY | WORD_ACCORDING | WORD_IN | WORD_CUE_NOUN | WORD_SPEECH)

/* What a slot has beside the hash: the index of `kinds`, whether that has
 * any W_..., and whether it has any of WORD_CUES. */
#define PLACE_KIND 0xffffu
#define PLACE_BITS (1u << 16)
#define PLACE_CUE (1u << 17)

/* The low half of a word's hash, and PLACE_....  Together with the slot that is
 * 45 bits: that any of a million words that the table does not have is taken
 * for one that it has, has a chance of 1 in 6,000. */
typedef struct WordPlace {
  uint32_t fold;
  uint32_t place;
} WordPlace;

/* One thing, so that one register leads to all of it. */
typedef struct Lexicon {
  uint16_t factors[WORD_BUCKETS];
  WordPlace slots[WORD_SLOTS];
  Word kinds[WORD_KINDS]; /* the first: of no word */
} Lexicon;

/* A word that means any firm or society: "the company"; of others, like "the
 * ministry", the name has the same word. */
enum { ORG_FIRM = 1, ORG_SOCIETY = 2 };

typedef struct OrgWord {
  uint64_t fold;
  uint32_t kind;
} OrgWord;

/* Where one of a few words stands in its list, plus 1, by its hash; 0: nowhere.
 * Another word may have the slot of one of them. */
typedef struct ShortIndex {
  uint32_t factor;
  uint8_t slots[256];
} ShortIndex;

extern const OrgWord lexicon_orgs[];
extern const ShortIndex lexicon_org_index;

/* A few words that the grammar asks for at rare places. */
typedef struct FoldList {
  const uint64_t *folds;
  uint32_t count;
} FoldList;

/* Words that lead a line in: "PHOTO:", "Read more:". */
extern const FoldList lexicon_caption;
/* Titles of whom a text may leave unnamed: "the spokesman said". */
extern const FoldList lexicon_unnamed;
/* Months that people are called as well: "Theresa May". */
extern const FoldList lexicon_month;

static inline bool
fold_list_has(const FoldList *list, uint64_t fold)
{
  for (uint32_t i = 0; i < list->count; i++)
    if (list->folds[i] == fold)
      return true;
  return false;
}

/* The only place in the list, plus 1, where the word with this hash may stand;
 * 0: nowhere.  [any] */
static inline uint32_t
short_index_find(const ShortIndex *index, uint64_t fold)
{
  return index->slots[(uint32_t)(fold >> 32) * index->factor >> 24];
}

extern const Lexicon lexicon;
extern const Lexicon lexicon_names; /* first names that are no other word */

/* PLACE_... of the word with this hash; 0 when it is none of the table's.  Has
 * no branch.  [any] */
static inline uint32_t
word_place(const Lexicon *table, uint64_t fold)
{
  uint32_t factor = table->factors[fold % WORD_BUCKETS];
  const WordPlace *slot = &table->slots[(uint32_t)(fold >> 32) * factor >> 19];

  return slot->place & (uint32_t) - (slot->fold == (uint32_t)fold);
}

/* What is known of the word with this hash; all zero when it is none of the
 * table's.  [any] */
static inline const Word *
word_find(uint64_t fold)
{
  return &lexicon.kinds[word_place(&lexicon, fold) & PLACE_KIND];
}

/* The same for a word with a capital that word_find knows nothing of: is it a
 * first name?  [any] */
static inline const Word *
word_find_name(uint64_t fold)
{
  return &lexicon_names.kinds[word_place(&lexicon_names, fold) & PLACE_KIND];
}

#endif
