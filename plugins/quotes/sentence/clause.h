/* SPDX-License-Identifier: Apache-2.0
 *
 * clause.h - where clauses and objects begin and end, as reported speech needs
 * it.  Works on one sentence with its frames; knows nothing of speakers.
 */
#ifndef QUOTES_CLAUSE_H
#define QUOTES_CLAUSE_H

#include "work.h"

/* How far a "that" may stand behind its cue, and how long a clause can be: no
 * sentence can make a search long. */
enum { CLAUSE_REACH = 12, CLAUSE_LONGEST = 400 };

/* The sentence that is read. */
typedef struct Clause {
  const Item *items; /* of the paragraphs that are read */
  const Sent *sent;
  const Frames *frames;
  uint32_t end; /* of the sentence, without its last marks */
} Clause;

static inline const Item *
clause_at(const Clause *c, uint32_t i)
{
  return &c->items[i];
}

static inline bool
clause_is_mark(const Item *item, char mark)
{
  return item->mark == mark;
}

/* Where a frame begins: at its subject or its cue. */
static inline uint32_t
clause_start(const Frame *frame)
{
  return frame->subject.first < frame->first ? frame->subject.first
                                             : frame->first;
}

/* Where the clause that begins at item `first` and that frame `number` governs
 * ends; with `comma` at the next comma, if not before. */
uint32_t clause_end(const Clause *c, uint32_t number, uint32_t first,
                    bool comma);

/* Has a verb among the items `first` .. `last` - 1 a tense? */
bool clause_has_finite(const Clause *c, uint32_t first, uint32_t last);

/* The end of a noun phrase with all that hangs on it: before the next verb
 * that no "who" or "that" leads in, and without a date behind it. */
uint32_t clause_object_end(const Clause *c, uint32_t number, uint32_t first);

/* "called for", "spoke about", "referred to": the object comes behind. */
bool clause_is_tie(const Item *item);

/* Passes over adverbs and dates behind a cue. */
uint32_t clause_skip_time(const Clause *c, uint32_t i, uint32_t end);

/* "that" behind the cue, past a hearer, a date or a place; NONE without. */
uint32_t clause_find_that(const Clause *c, uint32_t i, uint32_t end);

/* Does a clause begin at `i`: a subject and a verb with a tense? */
bool clause_is_clause(const Clause *c, uint32_t i, uint32_t end, bool strict);

/* "X vowed to ...", "X wants to ...". */
bool clause_is_infinitive(const Clause *c, uint32_t i, uint32_t end);

/* "X urged Y to ...": the phrase Y, then "to". */
bool clause_is_request(const Clause *c, uint32_t i, uint32_t end);

/* Behind the hearer: "X told Y (that) ...". */
uint32_t clause_skip_hearer(const Clause *c, uint32_t i, uint32_t end);

#endif
