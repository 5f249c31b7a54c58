/* SPDX-License-Identifier: Apache-2.0
 *
 * register.h - who is named in a document: entities, where they are mentioned,
 * and what they are called.
 *
 * A light register: names are compared by the folds of their words, and the
 * fullest name of an entity is kept.
 */
#ifndef QUOTES_REGISTER_H
#define QUOTES_REGISTER_H

#include "runs.h"
#include "work.h"

/* Somebody or something with a name. */
typedef struct Entity {
  stemma_span name; /* the fullest, without titles */
  uint64_t first;   /* folds of the name's ends */
  uint64_t last;
  uint32_t next;   /* with the same last word, or NONE */
  uint32_t words;  /* of `name` */
  uint32_t gender; /* GENDER_... bits that were seen */
  uint32_t sure;   /* not only a capital at the beginning of sentences */
  uint32_t named;  /* how often */
  uint32_t latest; /* where it was named last */
  int32_t hints;   /* pronouns that seem to mean it: "he" less "she" */
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
register_fit(const Entity *entity, uint32_t gender)
{
  uint32_t known = entity->gender & (GENDER_HE | GENDER_SHE);

  return !known || !gender || known == (GENDER_HE | GENDER_SHE)
         || (known & gender);
}

/* Is it a person, as far as the text tells? */
static inline bool
register_is_somebody(const Register *names, uint32_t entity)
{
  return !(names->entities.items[entity].gender & (GENDER_THING | GENDER_FIRM));
}

/* Forgets the last document. */
void register_start(Register *names);

/* The entity that the run, at `span`, names: one of the register's, or a new
 * one. NONE without memory. */
uint32_t register_add(Register *names, const Run *run, stemma_span span);

/* Index of the first mention that begins at `place` or later. */
uint32_t register_mention_at(const Register *names, uint32_t place);

/* Somebody without a name.  NONE without memory. */
uint32_t register_add_stranger(Register *names, stemma_span span,
                               uint32_t gender);

void register_free(Register *names);

#endif
