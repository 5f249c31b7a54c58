/* SPDX-License-Identifier: Apache-2.0
 *
 * names.c - see names.h.
 */
#include "names.h"

#include "gender.h"
#include "mention.h"
#include "phrase.h"

static inline bool
is_run_word(const Item *item)
{
  return phrase_is_name(item)
         || ((item->bits & (W_PARTICLE | W_CONJ)) == W_PARTICLE
             && item->kind == ITEM_WORD);
}

/* A name's first word: not a common noun that only begins the sentence. */
static inline bool
begins_name(const Item *item, const Item *end)
{
  if (item->cue & WORD_SHORT)
    return false; /* "I've" */
  if (!(item->shape & ITEM_FIRST) || (item->cue & WORD_FIRST_NAME)
      || !(item->bits & (W_ROLE | W_GROUP | W_VERB | W_NUMBER | W_STATEMENT)))
    return true;
  return item + 1 < end && is_run_word(item + 1);
}

/* Does the item go on with a name?  "Holm & Co" is one. */
static inline bool
goes_on(const Item *item, const Item *end)
{
  return is_run_word(item)
         || (item->mark == '&' && item + 1 < end && is_run_word(item + 1));
}

/* The run that begins with `item`.  Titles before the name tell its gender; a
 * known first name begins it and may do so too. */
static inline Run
read_run(const Item *item, const Item *end)
{
  Run run = { .first = item };

  for (;;) {
    const Item *next = item + 1;
    run.behind = next;
    if ((item->shape & ITEM_POSSESSIVE) || next == end || !goes_on(next, end))
      break;
    if ((item->bits & (W_TITLE | W_ROLE)) && is_run_word(next)) {
      run.gender |= runs_gender(item);
      run.first = next;
    } else if ((item->cue & WORD_FIRST_NAME) && phrase_is_name(next)
               && !(run.first->cue & WORD_FIRST_NAME)) {
      run.first = item;
    }
    item = next;
  }
  while (item > run.first && !phrase_is_name(item))
    item--;
  run.last = item + 1;
  if (run.first->cue & WORD_FIRST_NAME) /* of others "Vance" tells nothing */
    run.given = runs_gender(run.first);
  return run;
}

bool
names_sentence(Register *names, const Text *text, const Items *items,
               const Sent *sent)
{
  Naming n = { .names = names,
               .text = text,
               .items = items,
               .first = items->items + sent->first,
               .body = items->items + sent->body,
               .end = items->items + sent->last,
               .subject = true,
               .one = NONE };
  const uint32_t *upper = items->uppers.items + sent->upper;
  const uint32_t *last = items->uppers.items + sent->upper_end;
  const Item *behind = n.body;

  if (sent->headline)
    return true; /* its capitals tell nothing */
  if (!mention_first(&n))
    return false;
  for (; upper < last; upper++) {
    const Item *item = items->items + *upper;
    Run run;
    if (item < behind || !begins_name(item, n.end))
      continue;
    run = read_run(item, n.end);
    behind = run.behind;
    if (!mention_run(&n, &run))
      return false;
  }
  if (n.one != NONE && !n.several && (items->bits & (W_HE | W_SHE))
      && names->entities.items[n.one].sure)
    gender_hint(&names->entities.items[n.one], n.behind, n.end);
  return true;
}
