/* SPDX-License-Identifier: Apache-2.0 */
#include "keys.h"

/* How many of the nearest words make keys: pairs of the first, and the value
 * with the second many. */
enum { PAIR_WORDS = 4, VALUE_WORDS = 4, CONCEPT_NAMES = 3, CLOSE_WORDS = 8 };

/* The sorts of keys; those of pairs have none. */
enum {
  CONCEPT = 1,
  VALUE = 2,
  AGE = 3,
  TOPIC = 4,
  WORD = 5,
  AMOUNT = 6,
  KIND = 7
};

typedef struct Keys {
  const Candidate *of;
  uint64_t *items;
  uint32_t count;
} Keys;

/* The order of the two does not matter. */
static void
add(Keys *keys, uint64_t sort, uint64_t a, uint64_t b)
{
  uint64_t hash = mention_mix(keys->of->family, sort);

  if (keys->count < KEYS_MOST)
    keys->items[keys->count++] =
        mention_mix(mention_mix(hash, a < b ? a : b), a < b ? b : a);
}

/* The flags of which a word, or one of a pair, must have one to make keys; 0:
 * any word does.  Two counts and two ages are one only if they are of the same
 * head, unless they are read closely (compare.h). */
static uint32_t
flags_needed(const Candidate *of)
{
  uint32_t kind = of->mention.kind;

  return !is_read_closely(&of->mention)
                 && (kind == STEMMA_CARDINAL || kind == STEMMA_AGE)
             ? NEAR_HEAD | NEAR_ROLE
             : 0;
}

static void
add_pairs(Keys *keys, uint32_t needed)
{
  const Near *near = keys->of->near;
  uint32_t count = keys->of->mention.near;

  for (uint32_t i = 0; i < count && i < PAIR_WORDS; i++) {
    for (uint32_t k = i + 1; k < count && k < PAIR_WORDS; k++) {
      if (!needed || (near[i].flags | near[k].flags) & needed)
        add(keys, 0, near[i].stem, near[k].stem);
    }
  }
}

static void
add_values(Keys *keys, uint32_t needed)
{
  const Near *near = keys->of->near;

  for (uint32_t i = 0; i < keys->of->mention.near && i < VALUE_WORDS; i++) {
    if (!needed || near[i].flags & needed)
      add(keys, VALUE, keys->of->amount, near[i].stem);
  }
}

static void
add_concept(Keys *keys, uint32_t concept)
{
  const Near *near = keys->of->near;
  uint32_t names = 0;

  for (uint32_t k = 0; k < keys->of->mention.near && names < CONCEPT_NAMES;
       k++) {
    if (!(near[k].flags & (NEAR_NAME | NEAR_MAYBE)))
      continue;
    names++;
    add(keys, CONCEPT, concept, near[k].stem);
  }
}

/* With what the document is about. */
static void
add_topics(Keys *keys, uint32_t concept)
{
  const uint32_t *topic = keys->of->mention.topic;

  for (uint32_t k = 0; k < keys->of->mention.main; k++)
    add(keys, TOPIC, concept, topic[k]);
}

/* Of these an article has so few that all of them may meet: 41 degrees Celsius
 * are 106 Fahrenheit. */
static bool
is_rare_kind(uint32_t kind)
{
  return kind == STEMMA_TEMPERATURE || kind == STEMMA_AREA
         || kind == STEMMA_SPEED || kind == STEMMA_LENGTH || kind == STEMMA_MASS
         || kind == STEMMA_VOLUME;
}

/* Of documents that are read closely. */
static void
add_close(Keys *keys)
{
  const Candidate *of = keys->of;

  if (is_rare_kind(of->mention.kind))
    add(keys, KIND, 0, 0);
  for (uint32_t i = 0; i < of->mention.near && i < CLOSE_WORDS; i++)
    add(keys, WORD, of->near[i].stem, of->near[i].stem);
  if (mention_has(&of->mention, MENTION_VALUE)
      && (of->mention.kind != STEMMA_CARDINAL
          || mention_digits(of->mention.value) >= 2))
    add(keys, AMOUNT, of->amount, of->amount);
}

uint32_t
keys_of(const Candidate *candidate, uint64_t items[KEYS_MOST])
{
  Keys keys = { .of = candidate, .items = items };
  const Near *near = candidate->near;
  uint32_t count = candidate->mention.near, needed = flags_needed(candidate);
  /* How long the talks lasted is told by the event alone; other amounts need
   * words in common, and so have a key of these. */
  bool by_topic = candidate->mention.kind == STEMMA_DURATION
                  || is_read_closely(&candidate->mention);

  add_pairs(&keys, needed);
  add_values(&keys, needed);
  for (uint32_t i = 0; i < count; i++) {
    if (near[i].flags & NEAR_CONCEPT) {
      add_concept(&keys, near[i].stem);
      if (by_topic)
        add_topics(&keys, near[i].stem);
    }
  }
  if (is_read_closely(&candidate->mention))
    add_close(&keys);
  if (candidate->mention.kind == STEMMA_AGE && count
      && (near[0].flags & NEAR_HEAD))
    add(&keys, AGE, near[0].stem, near[0].stem);
  return keys.count;
}
