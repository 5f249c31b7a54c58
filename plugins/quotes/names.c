/* SPDX-License-Identifier: Apache-2.0
 *
 * names.c - see names.h.
 */
#include "names.h"

#include <stdlib.h>
#include <string.h>

#include "phrase.h"
#include "roles.h"

/* Chains end after so many steps: no text can make them long. */
enum { CHAIN = 16 };

void
names_start(Register *names)
{
  array_clear(&names->entities);
  array_clear(&names->mentions);
  array_clear(&names->descriptions);
  names->used = 0;
  names->round++;
}

void
names_free(Register *names)
{
  array_free(&names->entities);
  array_free(&names->mentions);
  array_free(&names->descriptions);
  free(names->slots);
}

static Slot *
slot_of(const Register *names, uint64_t key)
{
  uint32_t mask = names->room - 1, i = (uint32_t)(key ^ key >> 29) & mask;

  while (names->slots[i].round == names->round && names->slots[i].key != key)
    i = (i + 1) & mask;
  return &names->slots[i];
}

static bool
grow(Register *names)
{
  uint32_t room = names->room ? 2 * names->room : 256;
  Slot *old = names->slots, *slots = calloc(room, sizeof *slots);
  uint32_t old_room = names->room;

  if (!slots)
    return false;
  names->slots = slots;
  names->room = room;
  for (uint32_t i = 0; i < old_room; i++)
    if (old[i].round == names->round)
      *slot_of(names, old[i].key) = old[i];
  free(old);
  return true;
}

/* The entity filed in the slot, or NONE. */
static inline uint32_t
value_of(const Register *names, const Slot *slot)
{
  return slot->round == names->round ? slot->value : NONE;
}

/* Room for two more keys: slots stay where they are while a name is added. */
static inline bool
make_room(Register *names)
{
  return 2 * (names->used + 2) <= names->room || grow(names);
}

/* `slot` is the key's, as slot_of gives it. */
static inline void
file(Register *names, Slot *slot, uint64_t key, uint32_t value)
{
  names->used += slot->round != names->round;
  *slot = (Slot){ key, value, names->round };
}

/* A run of name words, without titles and possessives. */
typedef struct Run {
  uint32_t first;
  uint32_t last;
  uint32_t gender;
} Run;

/* GENDER_HE and GENDER_SHE stand as W_HE and W_SHE do; both tell nothing. */
static inline uint32_t
gender_of(const Item *item)
{
  uint32_t gender = item->bits / W_HE & (GENDER_HE | GENDER_SHE);

  return gender == (GENDER_HE | GENDER_SHE) ? 0 : gender;
}

static bool
is_run_word(const Item *item)
{
  return phrase_is_name(item)
         || (item->kind == ITEM_WORD
             && (item->bits & (W_PARTICLE | W_CONJ)) == W_PARTICLE);
}

/* A name's first word: not a common noun that only begins the sentence. */
static bool
begins_name(const Items *items, uint32_t i, uint32_t end)
{
  const Item *item = &items->items[i];

  if (!phrase_is_name(item))
    return false;
  if (!(item->shape & ITEM_FIRST) || (item->cue & WORD_FIRST_NAME)
      || !(item->bits & (W_ROLE | W_GROUP | W_VERB | W_NUMBER | W_STATEMENT)))
    return true;
  return i + 1 < end && is_run_word(&items->items[i + 1]);
}

/* "Holm & Co" */
static bool
is_and(const Items *items, uint32_t i, uint32_t end)
{
  return items->items[i].mark == '&' && i + 1 < end
         && is_run_word(&items->items[i + 1]);
}

/* Where the search for names is: the next capital and the next item. */
typedef struct Place {
  uint32_t upper;
  uint32_t item;
} Place;

/* The next run from *place on.  Titles before the name tell its gender; a
 * known first name begins it. */
static bool
next_run(const Items *items, const Sent *sent, Place *place, Run *run)
{
  uint32_t i, first, end = sent->last, gender = 0;

  for (;; place->upper++) {
    if (place->upper == sent->upper_end)
      return false;
    i = items->uppers.items[place->upper];
    if (i >= place->item && begins_name(items, i, end))
      break;
  }
  first = i;
  while (i < end && (is_run_word(&items->items[i]) || is_and(items, i, end))) {
    const Item *item = &items->items[i++];
    gender |= gender_of(item);
    if (item->shape & ITEM_POSSESSIVE)
      break;
    if ((item->bits & (W_TITLE | W_ROLE)) && i < end
        && is_run_word(&items->items[i]))
      first = i;
    else if ((item->cue & WORD_FIRST_NAME) && i < end
             && phrase_is_name(&items->items[i])
             && !(items->items[first].cue & WORD_FIRST_NAME))
      first = i - 1;
  }
  place->item = i;
  while (i > first + 1 && !phrase_is_name(&items->items[i - 1]))
    i--;
  *run = (Run){ first, i, gender };
  return true;
}

static stemma_span
span_of_run(const Text *text, const Items *items, Run run)
{
  stemma_span span = { items->items[run.first].span.begin,
                       items->items[run.last - 1].span.end };
  const char *at = text->doc->text;

  if (!(items->items[run.last - 1].shape & ITEM_POSSESSIVE))
    return span;
  if (span.end > span.begin + 2 && memcmp(at + span.end - 2, "'s", 2) == 0)
    span.end -= 2;
  else if (span.end > span.begin + 4
           && memcmp(at + span.end - 4, "\xe2\x80\x99s", 4) == 0)
    span.end -= 4;
  return span;
}

/* The entity that a name with these ends may mean; `index` is the newest with
 * the last one. */
static uint32_t
match_name(const Register *names, uint32_t index, uint64_t first, uint64_t last,
           uint32_t words, uint32_t gender)
{
  uint32_t tries = CHAIN;

  for (uint32_t i = index; i != NONE && tries--;
       i = names->entities.items[i].next) {
    const Entity *entity = &names->entities.items[i];
    if (!names_fit(entity, gender))
      continue;
    if (words == 1 || entity->words == 1 || entity->first == first
        || (entity->last != last && entity->first == last))
      return i;
  }
  return NONE;
}

/* `slot` is that of the entity's last word. */
static bool
add_entity(Register *names, Entity entity, Slot *slot, uint32_t *index)
{
  *index = names->entities.count;
  entity.next = value_of(names, slot);
  if (!array_push(&names->entities, entity))
    return false;
  file(names, slot, entity.last, *index);
  if (entity.words > 1) {
    slot = slot_of(names, entity.first);
    if (value_of(names, slot) == NONE)
      file(names, slot, entity.first, *index);
  }
  return true;
}

static bool
add_run(Register *names, const Items *items, Run run, stemma_span span,
        uint32_t *index)
{
  const Item *first = &items->items[run.first];
  const Item *last = &items->items[run.last - 1];
  uint32_t words = run.last - run.first;
  Entity *old;
  Slot *slot;

  if (!make_room(names))
    return false;
  slot = slot_of(names, last->fold);
  *index = match_name(names, value_of(names, slot), first->fold, last->fold,
                      words, run.gender);
  if (*index == NONE) {
    Entity entity = { .name = span,
                      .first = first->fold,
                      .last = last->fold,
                      .words = words,
                      .gender = run.gender };
    for (uint32_t i = run.first; i < run.last; i++)
      if (items->items[i].bits & W_ORG)
        entity.gender |= GENDER_THING;
    return add_entity(names, entity, slot, index);
  }
  old = &names->entities.items[*index];
  old->gender |= run.gender;
  if (words > old->words
      && (old->words > 1 || old->last == last->fold
          || old->last == first->fold)) {
    old->name = span;
    old->words = words;
    old->first = first->fold;
    if (old->last != last->fold) {
      old->last = last->fold;
      if (value_of(names, slot) == NONE)
        file(names, slot, last->fold, *index);
    }
  }
  return true;
}

static bool
is_role(const Item *item)
{
  return item->kind == ITEM_WORD && (item->bits & (W_ROLE | W_TITLE))
         && !(item->shape & ITEM_POSSESSIVE);
}

/* The role at `role` is the entity's. */
static bool
add_role(Register *names, const Text *text, const Items *items, uint32_t begin,
         uint32_t role, uint32_t entity)
{
  const Item *item = &items->items[role];
  const Item *detail = role > begin ? item - 1 : NULL;
  Description one = { .place = item->span.begin, .entity = entity };

  names->entities.items[entity].gender |= gender_of(item);
  if (detail && (detail->bits & W_POSS))
    return true; /* "her deputy": not the deputy */
  one.called = (Called){ .role = item->fold,
                         .bits = item->bits,
                         .kind = roles_kind(text, item->span) };
  if (detail && detail->kind == ITEM_WORD && !(detail->bits & PHRASE_SMALL)) {
    one.called.detail = detail->fold;
    one.called.before = detail->span;
  }
  return array_push(&names->descriptions, one);
}

/* Of "President of the Republic of X" or "Secretary for Y" that ends before
 * item `end` the first word; else the word before `end`. */
static uint32_t
role_before(const Items *items, uint32_t begin, uint32_t end)
{
  uint32_t tries = CHAIN;

  if (items->items[end - 1].bits & (W_PREP | W_DET))
    return end - 1; /* the name is that of the place */
  for (uint32_t i = end; i-- > begin && tries--;) {
    const Item *item = &items->items[i];

    if ((item->bits & (W_ROLE | W_TITLE)) && i + 1 < end
        && (item[1].cue & (WORD_OF | WORD_TIE)))
      return i;
    if (!phrase_is_name(item) && !(item->cue & (WORD_OF | WORD_TIE))
        && !(item->bits & W_DET))
      break;
  }
  return end - 1;
}

/* Behind "The President of the Republic, His Excellency" the name that begins
 * at `first`: where the words that describe it end. */
static uint32_t
before_name(const Items *items, const Sent *sent, Run run)
{
  uint32_t i = run.first;

  if (i > sent->first + 1 && phrase_is_name(&items->items[i - 1])
      && (items->items[i - 2].bits & W_POSS))
    i -= 2;
  if (i > sent->first + 1 && items->items[i - 1].mark == ','
      && run.last < sent->last && items->items[run.last].mark == ',')
    i--;
  return i;
}

/* No role, and nothing that may stand between a role and a name?  Most words
 * before names are plain. */
static bool
is_plain(const Item *item)
{
  return item->kind == ITEM_WORD && !(item->bits & (W_ROLE | W_TITLE))
         && !(item->cue & WORD_OF) && !phrase_is_name(item);
}

/* "North Korean leader Kim", "President of the Republic of Y Z", "a man, Kim,":
 * the words before the name describe it. */
static bool
describe(Register *names, const Text *text, const Items *items,
         const Sent *sent, Run run, uint32_t entity)
{
  uint32_t role, end;

  if (run.first == sent->first || is_plain(&items->items[run.first - 1]))
    return true;
  end = before_name(items, sent, run);
  if (end == sent->first)
    return true;
  role = role_before(items, sent->first, end);
  return !is_role(&items->items[role])
         || add_role(names, text, items, sent->first, role, entity);
}

/* "Kim, the North Korean leader,": so do those after it. */
static bool
describe_after(Register *names, const Text *text, const Items *items,
               uint32_t i, uint32_t end, uint32_t entity)
{
  Phrase phrase;

  if (i + 2 >= end || items->items[i].mark != ','
      || !(items->items[i + 1].bits & (W_DET | W_ROLE | W_TITLE))
      || !phrase_from(items, i + 1, end, &phrase)
      || !((items->items[i + 1].bits & W_DET)
           || (phrase.last < end && (items->items[phrase.last].cue & WORD_OF))))
    return true;
  return !is_role(&items->items[phrase.head])
         || add_role(names, text, items, i + 1, phrase.head, entity);
}

static uint32_t
role_of(const Items *items, Run run, const Sent *sent, bool subject)
{
  const Item *last = &items->items[run.last - 1], *next = last + 1;

  if (run.last < sent->last && next->mark == ':')
    return MENTION_SUBJECT; /* "More from Bel: she says" */
  if (run.last < sent->last && next->kind == ITEM_WORD
      && !(next->shape & (ITEM_UPPER | ITEM_LY | ITEM_ED))
      && !(last->shape & ITEM_POSSESSIVE)
      && (!next->bits || (next->bits & (W_ROLE | W_ORG))))
    return MENTION_MODIFIER;
  if (last->shape & ITEM_POSSESSIVE)
    return MENTION_OTHER; /* "Bel's sister wept" */
  return subject ? MENTION_SUBJECT : MENTION_OTHER;
}

static bool
is_plural(const Text *text, const Item *item)
{
  return text->doc->text[item->span.end - 1] == 's';
}

/* "in Oslo", "the Herald", "The Long Road": nobody. */
static bool
is_thing(const Text *text, const Items *items, const Sent *sent, Run run,
         bool led)
{
  const Item *first = &items->items[run.first];
  const Item *before = run.first > sent->first ? first - 1 : NULL;

  if (first->cue & WORD_FIRST_NAME)
    return false;
  if (before && (before->kind == ITEM_NUMBER || (before->bits & W_NUMBER))
      && is_plural(text, &items->items[run.last - 1]))
    return true; /* "23,000 Ruritanians" */
  if (led && (before->cue & WORD_IN))
    return true;
  return (first->bits & W_DET) || (before && (before->bits & W_DET));
}

/* "President of Ruritania Karl Dren": the first word is the place's. */
static bool
begins_with_place(const Items *items, const Sent *sent, Run run)
{
  return run.last - run.first > 2 && run.first > sent->first + 1
         && (items->items[run.first - 1].cue & WORD_OF)
         && (items->items[role_before(items, sent->first, run.first + 1)].bits
             & W_TITLE);
}

/* Is it more than a word that begins a sentence? */
static bool
is_sure(const Items *items, Run run)
{
  const Item *first = &items->items[run.first];

  return run.last > run.first + 1 || run.gender
         || !(first->shape & (ITEM_FIRST | ITEM_CAPS))
         || (first->cue & WORD_FIRST_NAME);
}

/* "Ana Bel's husband died": she, who begins the sentence, is spoken of. */
static bool
has_relative(const Register *names, const Items *items, Run run,
             const Sent *sent, uint32_t entity)
{
  const Item *last = &items->items[run.last - 1];
  uint32_t gender = names->entities.items[entity].gender;

  return (last->shape & ITEM_POSSESSIVE) && run.last < sent->last
         && ((gender == GENDER_SHE && gender_of(last + 1) == GENDER_HE)
             || (gender == GENDER_HE && gender_of(last + 1) == GENDER_SHE));
}

/* "the President", "the Italian": a description, no name. */
static bool
is_called(const Text *text, const Items *items, Run run, const Item *before)
{
  const Item *first = &items->items[run.first];

  return before && (before->bits & (W_DET | W_POSS))
         && ((items->items[run.last - 1].bits & W_TITLE)
             || (run.last == run.first + 1
                 && roles_is_people(text, first->span)));
}

static bool
has_people(const Text *text, const Items *items, uint32_t i)
{
  return items->items[i].kind == ITEM_WORD
         && roles_is_people(text, items->items[i].span);
}

/* "The general sat down.": whom the text has called that names the sentence's
 * subject. */
static bool
mention_description(Register *names, const Text *text, const Items *items,
                    const Sent *sent)
{
  uint32_t first = sent->body, i = first + 1;
  Mention mention = { .role = MENTION_SUBJECT };
  uint32_t gender;
  Speaker speaker;

  if (first + 3 > sent->last || !(items->items[first].bits & W_DET))
    return true;
  i += !(items->items[i].bits & (W_ROLE | W_TITLE))
       && !has_people(text, items, i);
  if ((!(items->items[i].bits & (W_ROLE | W_TITLE))
       && !has_people(text, items, i))
      || (items->items[i].shape & ITEM_POSSESSIVE))
    return true;
  mention.span =
      (stemma_span){ items->items[first].span.begin, items->items[i].span.end };
  roles_read(text, mention.span, &speaker);
  if (!roles_is_person(text, mention.span, &speaker, &gender))
    return true;
  mention.entity = names_resolve(names, text, mention.span, NONE, NONE);
  return mention.entity == NONE || array_push(&names->mentions, mention);
}

/* "For Ana Bel, it was enough." */
static bool
is_fronted(const Text *text, const Items *items, const Sent *sent, Run run)
{
  const Item *first = &items->items[sent->body];

  return run.first == sent->body + 1 && run.last < sent->last
         && items->items[run.last].mark == ','
         && first->span.end - first->span.begin == 3
         && memcmp(text->doc->text + first->span.begin, "For", 3) == 0;
}

/* "She sat down.": whom the pronoun means is the sentence's subject. */
static bool
mention_pronoun(Register *names, const Text *text, const Items *items,
                const Sent *sent, bool *subject)
{
  const Item *first = &items->items[sent->body];
  Mention mention = { .span = first->span, .role = MENTION_SUBJECT };

  if (sent->body >= sent->last || first->kind != ITEM_WORD
      || !(first->bits & W_PERSONAL) || !(first->bits & (W_HE | W_SHE)))
    return true;
  *subject = false;
  mention.entity = names_resolve(names, text, first->span, NONE, NONE);
  return mention.entity == NONE || array_push(&names->mentions, mention);
}

bool
names_sentence(Register *names, const Text *text, const Items *items,
               const Sent *sent)
{
  Place place = { sent->upper, sent->body };
  bool subject = true;
  Run run;

  if (sent->headline)
    return true; /* its capitals tell nothing */
  if (!mention_description(names, text, items, sent)
      || !mention_pronoun(names, text, items, sent, &subject))
    return false;
  while (next_run(items, sent, &place, &run)) {
    const Item *before =
        run.first > sent->first ? &items->items[run.first - 1] : NULL;
    bool led = before && (before->bits & W_PREP)
               && !is_fronted(text, items, sent, run);
    Mention mention = { .role = role_of(items, run, sent, subject && !led) };
    if (is_called(text, items, run, before))
      continue;
    run.first += begins_with_place(items, sent, run);
    if (!run.gender && is_thing(text, items, sent, run, led))
      run.gender = GENDER_THING;
    mention.span = span_of_run(text, items, run);
    if (!add_run(names, items, run, mention.span, &mention.entity))
      return false;
    names->entities.items[mention.entity].sure |= is_sure(items, run);
    if (subject && !led
        && has_relative(names, items, run, sent, mention.entity))
      mention.role = MENTION_SUBJECT;
    if (!array_push(&names->mentions, mention)
        || !describe(names, text, items, sent, run, mention.entity)
        || !describe_after(names, text, items, place.item, sent->last,
                           mention.entity))
      return false;
    if (mention.role == MENTION_SUBJECT
        && !(names->entities.items[mention.entity].gender & GENDER_THING))
      subject = false;
  }
  return true;
}
