/* SPDX-License-Identifier: Apache-2.0
 *
 * search.h - what the search for frames shares between its files: verbs.c tells
 * cue verbs from nouns, subject*.c and parts.c find who does what the verb
 * says, verbless.c whom other words name, frames.c puts all together.  For
 * nobody else.
 */
#ifndef QUOTES_SEARCH_H
#define QUOTES_SEARCH_H

#include <string.h>

#include "work.h"

/* One sentence's search.  Frames are found from left to right; those before
 * the verb in question are in `frames`, from index `first` on. */
typedef struct Search {
  const Text *text;
  const Item *items; /* of the paragraphs that are read */
  const Sent *sent;
  Frames *frames;
  uint32_t first;
} Search;

/* How far a search goes: no sentence can make it long. */
enum { SEARCH_REACH = 160, SEARCH_NEAR = 16, SEARCH_FRAMES = 16 };

static inline const Item *
search_at(const Search *s, uint32_t i)
{
  return &s->items[i];
}

static inline bool
item_is(const Item *item, uint32_t word)
{
  return item->cue & word;
}

static inline bool
item_is_adverb(const Item *item)
{
  return ((item->bits & W_ADVERB) | (item->shape & ITEM_LY))
         && !(item->bits & (W_DET | W_SUB | W_PRONOUN | W_PREP));
}

/* Is it this small word, which has no bit of its own in the lexicon? */
static inline bool
search_is_word(const Search *s, uint32_t i, const char *word)
{
  const Item *item = search_at(s, i);
  size_t length = item->span.end - item->span.begin;

  return item->kind == ITEM_WORD && length == strlen(word)
         && memcmp(s->text->doc->text + item->span.begin, word, length) == 0;
}

/* Is the cue word `i` a verb here?  "the claim", "a reported sale" are none. */
bool search_is_verb(const Search *s, uint32_t i);

/* "a book called", "the spot titled": no verb, but a name follows. */
bool search_is_naming(const Search *s, uint32_t i);

/* Takes helping verbs and adverbs before the verb into the cue. */
void search_extend(const Search *s, Frame *frame);

/* The subject that stands before the verb at item `verb`. */
bool search_before(const Search *s, uint32_t verb, Phrase *phrase);

/* "..., said X": the subject that stands after the cue `first` .. `last`. */
bool search_after(const Search *s, uint32_t first, uint32_t last,
                  Phrase *phrase);

/* The subject before the comma at item `comma`: "X, the head of Y, said". Looks
 * at the stretches between commas from `low` on: a stretch that is all name
 * counts (after a place, "OH", only one of two words); then one that an
 * appositive follows. */
bool search_of_parts(const Search *s, uint32_t low, uint32_t comma,
                     Phrase *phrase);

/* "with X saying that ...": X, before the participle at `verb`. */
bool search_with(const Search *s, uint32_t verb, Phrase *phrase);

/* The subject of the main clause that the verb at `verb` belongs to: that of
 * the clause's first frame, else the clause's first phrase. */
bool search_main(const Search *s, uint32_t verb, Phrase *phrase);

#endif
