/* SPDX-License-Identifier: Apache-2.0
 *
 * names.c - see names.h.
 */
#include "names.h"

#include "gender.h"
#include "mention.h"
#include "phrase.h"

/* Is it part of a name, or a particle that may stand in one?  Has no branch. */
static inline bool
is_run_word(const Item *item)
{
  return phrase_is_name(item)
         | ((item->bits & (W_PARTICLE | W_CONJ)) == W_PARTICLE);
}

/* "Heartbroken Ana Bel", "Striker Ana Bel": does the item, which begins the
 * sentence, only tell what the name's bearer feels or is? */
static inline bool
is_epithet(const Item *item, const Item *end)
{
  bool known = ((item->cue & (WORD_EPITHET | WORD_PEOPLE)) != 0)
               & !(item->cue & (CUE_ANY | WORD_FIRST_NAME));

  return known && item + 1 < end && phrase_is_name(item + 1);
}

/* A common noun or "Chastened" that only begins the sentence is no name's first
 * word, and no small word: "(On the other hand". */
static inline bool
begins_name(const Item *item, const Item *end)
{
  uint32_t common =
      item->bits & (W_ROLE | W_GROUP | W_VERB | W_NUMBER | W_STATEMENT);
  uint32_t strange = item->shape & (ITEM_LY | ITEM_ED);
  bool doubtful =
      (((item->shape & ITEM_FIRST) != 0) & ((common | strange) != 0))
      | ((item->bits & (W_PREP | W_CONJ | W_SUB)) != 0);

  doubtful &= !(item->cue & WORD_FIRST_NAME);

  if (item->cue & WORD_SHORT)
    return false; /* "I've" */
  if ((item->shape & ITEM_FIRST) && is_epithet(item, end))
    return false;
  return !doubtful || (item + 1 < end && is_run_word(item + 1));
}

/* "Workers' Union": the apostrophe of a plural, which is no item, parts what is
 * one name. */
static inline bool
is_owned_org(const Item *item, const Item *end)
{
  const Item *next = item + 1;

  return next < end && next->span.begin > item->span.end + 1
         && is_run_word(next) && (next->bits & W_ORG);
}

/* Does the item go on with a name?  "Holm & Co" is one. */
static inline bool
goes_on(const Item *item, const Item *end)
{
  return is_run_word(item)
         || (item->mark == '&' && item + 1 < end && is_run_word(item + 1));
}

/* The run that begins with `item`.  Titles before the name tell its gender; a
 * known first name begins it and may do so too.  *capitals: how many of its
 * words have one. */
static inline Run
read_run(const Item *item, const Item *end, uint32_t *capitals)
{
  Run run = { .first = item };

  *capitals = 0;
  for (;;) {
    const Item *next = item + 1;
    *capitals += item->shape & ITEM_UPPER;
    run.behind = next;
    if ((item->shape & ITEM_POSSESSIVE) ? !is_owned_org(item, end)
                                        : next == end || !goes_on(next, end))
      break;
    if ((item->bits & (W_TITLE | W_ROLE)) && is_run_word(next)
        && !(item->shape & ITEM_POSSESSIVE)) {
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
               .told = { { .all = NONE }, { .all = NONE } } };
  const uint32_t *upper = items->uppers.items + sent->upper;
  const uint32_t *last = items->uppers.items + sent->upper_end;

  if (sent->headline)
    return true; /* its capitals tell nothing */
  if (!mention_first(&n))
    return false;
  while (upper < last) {
    const Item *item = items->items + *upper;
    uint32_t words = 1;
    if ((item >= n.body) & phrase_is_name(item) && begins_name(item, n.end)) {
      Run run = read_run(item, n.end, &words);
      if (!mention_run(&n, &run))
        return false;
    }
    upper += words;
  }
  if (n.told->all == n.told->any && names->entities.items[n.told->any].sure)
    gender_hint(&names->entities.items[n.told->any], n.told->behind, n.end);
  return true;
}
