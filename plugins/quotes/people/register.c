/* SPDX-License-Identifier: Apache-2.0
 *
 * register.c - see register.h.
 */
#include "register.h"

#include <stdlib.h>

/* Chains end after so many steps: no text can make them long. */
enum { CHAIN = 16 };

void
register_start(Register *names)
{
  array_clear(&names->entities);
  array_clear(&names->mentions);
  array_clear(&names->descriptions);
  names->used = 0;
  names->round++;
}

void
register_free(Register *names)
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

  while ((names->slots[i].round == names->round)
         & (names->slots[i].key != key)) /* one branch, hardly ever taken */
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

/* The entity filed in the slot, or NONE: all bits are set then.  Has no branch,
 * since no processor guesses whether a name is new. */
static inline uint32_t
value_of(const Register *names, const Slot *slot)
{
  return slot->value | (uint32_t) - (slot->round != names->round);
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

/* May the run, of several words, name the entity? */
static inline bool
is_match(const Entity *entity, const Run *run)
{
  const Item *first = run->first, *last = run->last - 1;

  return register_fit(entity, run->gender | run->given)
         && (entity->words == 1 || entity->first == first->fold
             || (first->bits & W_PARTICLE) /* "Van Allen", "Dutch Van Allen" */
             || (entity->last != last->fold && entity->first == last->fold));
}

/* "Bel", of Ana Bel and of Karl Bel: whether it may be the entity.  "Vance" is
 * no first name where Ana Vance is. */
static inline bool
is_bare_match(const Entity *entity, const Run *run)
{
  uint32_t gender = run->gender;

  if (entity->last != run->first->fold) {
    if (entity->first != run->first->fold)
      return false;
    gender |= run->given;
  } else if (entity->words == 1) {
    gender |= run->given;
  }
  return register_fit(entity, gender);
}

/* Is the first a better guess for a surname?  "Mrs Bel" is who is known to be a
 * woman, of two such whoever was named last; "Bel" is whom the text names most.
 */
static inline bool
is_better(const Entity *a, const Entity *b, const Run *run)
{
  uint32_t known = a->gender & run->gender;

  if (known != (b->gender & run->gender))
    return known;
  return known ? a->latest >= b->latest : a->named >= b->named;
}

/* The entity that the run may name, or NONE; `index` is the newest with its
 * last word. */
static inline uint32_t
match_name(const Register *names, uint32_t index, const Run *run)
{
  const Entity *entities = names->entities.items;
  bool bare = !runs_go_on(run);
  uint32_t tries = CHAIN, best = NONE;

  for (uint32_t i = index; i != NONE && tries--; i = entities[i].next) {
    if (!bare && is_match(&entities[i], run))
      return i;
    if (bare && is_bare_match(&entities[i], run)
        && (best == NONE || is_better(&entities[i], &entities[best], run)))
      best = i;
  }
  return best;
}

/* `slot` is that of the entity's last word.  Gives its index; NONE without
 * memory. */
static uint32_t
add_entity(Register *names, Entity entity, Slot *slot)
{
  uint32_t index = names->entities.count;

  entity.next = value_of(names, slot);
  if (!array_push(&names->entities, entity))
    return NONE;
  file(names, slot, entity.last, index);
  if (entity.words > 1) {
    slot = slot_of(names, entity.first);
    if (value_of(names, slot) == NONE)
      file(names, slot, entity.first, index);
  }
  return index;
}

/* The entity gets a fuller name, which ends with the word that `slot` is for.
 */
static void
widen(Register *names, uint32_t entity, const Entity *name, Slot *slot)
{
  Entity *old = &names->entities.items[entity];
  bool ends = old->last == name->last;

  if (old->words == 1 && !ends && old->last != name->first)
    return;
  old->name = name->name;
  old->words = name->words;
  old->first = name->first;
  old->last = name->last;
  if (!ends && value_of(names, slot) == NONE)
    file(names, slot, name->last, entity);
  slot = slot_of(names, name->first);
  if (value_of(names, slot) == NONE)
    file(names, slot, name->first, entity);
}

static Entity
read_name(const Run *run, stemma_span span)
{
  Entity name = { .name = span,
                  .first = run->first->fold,
                  .last = run->last[-1].fold,
                  .words = runs_words(run),
                  .named = 1,
                  .latest = span.begin,
                  .gender = run->gender | run->given };

  for (const Item *item = run->first; item < run->last; item++)
    if (item->bits & W_ORG)
      name.gender |= GENDER_THING | GENDER_FIRM;
  return name;
}

/* "Tanya" in the headline, "Tanya Bel" in the text: whom the name's first word
 * alone names, or NONE. */
static uint32_t
match_first(const Register *names, const Run *run)
{
  uint64_t fold = run->first->fold;
  uint32_t i = runs_go_on(run) && (run->first->cue & WORD_FIRST_NAME)
                   ? value_of(names, slot_of(names, fold))
                   : NONE;
  const Entity *entity;

  if (i == NONE)
    return NONE;
  entity = &names->entities.items[i];
  return entity->words == 1 && entity->last == fold
                 && !(entity->gender & GENDER_THING)
                 && register_fit(entity, run->gender | run->given)
             ? i
             : NONE;
}

/* "Mrs Moe", where the text has "his wife, Ana," and no woman called Moe: Ana;
 * else NONE. */
static uint32_t
match_kin(const Register *names, const Slot *slot, const Run *run)
{
  uint32_t i = names->entities.count, tries = CHAIN;

  if (runs_go_on(run) || !run->gender || value_of(names, slot) == NONE)
    return NONE;
  while (i-- > 0 && tries--) {
    const Entity *entity = &names->entities.items[i];
    if (entity->words == 1 && (entity->gender & GENDER_KIN)
        && (entity->gender & run->gender))
      return i;
  }
  return NONE;
}

uint32_t
register_add(Register *names, const Run *run, stemma_span span)
{
  uint32_t index;
  Entity *entity;
  Slot *slot;

  if (!make_room(names))
    return NONE;
  slot = slot_of(names, run->last[-1].fold);
  index = match_name(names, value_of(names, slot), run);
  if (index == NONE)
    index = match_first(names, run);
  if (index == NONE)
    index = match_kin(names, slot, run);
  if (index == NONE)
    return add_entity(names, read_name(run, span), slot);
  entity = &names->entities.items[index];
  entity->named++;
  entity->latest = span.begin;
  entity->gender |= run->gender;
  if (runs_go_on(run) || entity->words == 1)
    entity->gender |= run->given;
  if (runs_words(run) > entity->words) {
    Entity name = read_name(run, span);
    widen(names, index, &name, slot);
  }
  return index;
}

uint32_t
register_add_stranger(Register *names, stemma_span span, uint32_t gender)
{
  Entity entity = { .name = span,
                    .next = NONE,
                    .words = 1,
                    .named = 1,
                    .sure = 1,
                    .gender = gender | GENDER_PERSON | GENDER_STRANGER };

  return array_push(&names->entities, entity) ? names->entities.count - 1
                                              : NONE;
}

/* Halves what is left without a branch, since no processor guesses in which
 * half the place is. */
uint32_t
register_mention_at(const Register *names, uint32_t place)
{
  const Mention *low = names->mentions.items;
  uint32_t left = names->mentions.count;

  while (left > 1) {
    uint32_t half = left / 2;
    low += half & (uint32_t) - (low[half - 1].span.begin < place);
    left -= half;
  }
  if (left)
    low += low->span.begin < place;
  return (uint32_t)(low - names->mentions.items);
}
