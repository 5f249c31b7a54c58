/* SPDX-License-Identifier: Apache-2.0
 *
 * names.h - who is named in the document: a light register, so that "Bel",
 * "she" and "the minister" can be given the fullest name that the text has.
 *
 * Mentions are added in reading order, outside quotes only; a speaker is
 * resolved after the last of them, because the fullest name may come late.
 * Names are compared by the folds of their words.
 */
#ifndef QUOTES_NAMES_H
#define QUOTES_NAMES_H

#include "work.h"

enum { GENDER_UNKNOWN = 0, GENDER_HE = 1, GENDER_SHE = 2, GENDER_THING = 4 };

/* Somebody or something with a name. */
typedef struct Entity {
  stemma_span name; /* the fullest, without titles */
  uint64_t first;   /* folds of the name's ends */
  uint64_t last;
  uint32_t next;   /* with the same last word, or NONE */
  uint32_t words;  /* of `name` */
  uint32_t gender; /* GENDER_... bits that were seen */
  uint32_t sure;   /* not only a capital at the beginning of sentences */
} Entity;

/* How a mention stands in its sentence: somewhere, first, or before the noun
 * that it tells about ("the Northland army"). */
enum { MENTION_OTHER, MENTION_SUBJECT, MENTION_MODIFIER };

typedef struct Mention {
  stemma_span span;
  uint32_t entity;
  uint32_t role; /* MENTION_... */
} Mention;

/* What somebody is called: a role with the word before it, "Korean leader". */
typedef struct Called {
  uint64_t role;      /* fold; 0: none */
  uint64_t detail;    /* fold; 0: none, or a word of the grammar */
  stemma_span before; /* the detail's place */
  uint32_t bits;      /* W_... of the role */
  uint32_t kind;      /* roles.h */
} Called;

/* "the North Korean leader Kim": so an entity is called at `place`. */
typedef struct Description {
  Called called;
  uint32_t place;
  uint32_t entity;
} Description;

typedef struct Slot {
  uint64_t key; /* 0: free */
  uint32_t value;
  uint32_t round; /* of the document that filled it */
} Slot;

typedef struct Register {
  ARRAY(Entity) entities;
  ARRAY(Mention) mentions;
  ARRAY(Description) descriptions;
  Slot *slots; /* by the folds of names' words; a power of two */
  uint32_t room;
  uint32_t used;
  uint32_t round;
} Register;

/* Can the entity have this gender? */
static inline bool
names_fit(const Entity *entity, uint32_t gender)
{
  uint32_t known = entity->gender & (GENDER_HE | GENDER_SHE);

  return !known || !gender || known == (GENDER_HE | GENDER_SHE)
         || (known & gender);
}

/* Forgets the last document. */
void names_start(Register *names);

/* Adds the names of one sentence.  False without memory. */
bool names_sentence(Register *names, const Text *text, const Items *items,
                    const Sent *sent);

/* The entity of a speaker, or NONE.  `last` is the entity of the quote before,
 * named at `last_place` (NONE: nobody). */
uint32_t names_resolve(const Register *names, const Text *text,
                       stemma_span speaker, uint32_t last, uint32_t last_place);

void names_free(Register *names);

#endif
