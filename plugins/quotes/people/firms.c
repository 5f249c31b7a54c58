/* SPDX-License-Identifier: Apache-2.0
 *
 * firms.c - see firms.h.
 */
#include "firms.h"

#include "fold.h"
#include "gender.h"

/* Walks end after so many mentions, and so many bytes back: no text can make
 * them long. */
enum { WALK = 48, REACH = 3000 };

/* ORG_FIRM, ORG_SOCIETY; 0: the word is neither. */
static uint32_t
kind_of(uint64_t fold)
{
  uint32_t i = short_index_find(&lexicon_org_index, fold);

  return i && lexicon_orgs[i - 1].fold == fold ? lexicon_orgs[i - 1].kind : 0;
}

/* May the entity be called that?  Not when its name ends with another word for
 * an organisation. */
static bool
is_kind(const Entity *entity, uint32_t kind)
{
  uint32_t own = kind_of(entity->last);

  if (own)
    return own & kind;
  return (word_find(entity->last)->bits & (W_ORG | W_ROLE)) != (W_ORG | W_ROLE);
}

/* What tells of the entity that it is somebody. */
static bool
is_person(const Entity *entity)
{
  return (entity->gender & (GENDER_HE | GENDER_SHE | GENDER_PERSON))
         && !(entity->gender & GENDER_FIRM);
}

static bool
is_described(const Speaker *speaker)
{
  return (speaker->words == 2 || speaker->words == 3) && !speaker->named
         && (speaker->first->bits & W_DET)
         && !(speaker->first->bits & (W_PLURAL | W_NUMBER));
}

/* Does nothing about the name, of several words, tell of a person? */
static bool
may_be_firm(const Register *names, const Text *text, uint32_t number)
{
  const Entity *entity;
  bool weak;

  if (number == NONE)
    return false;
  entity = &names->entities.items[number];
  return (entity->gender & GENDER_FIRM)
         || (entity->words > 1 && !is_person(entity)
             && !gender_guess(text, entity, &weak));
}

uint32_t
firms_find(const Register *names, const Text *text, stemma_span span,
           const Speaker *speaker, uint32_t mention, uint32_t last)
{
  const char *word = text->doc->text + speaker->last_begin;
  uint32_t length = span.end - speaker->last_begin;
  uint32_t tries = WALK, found = NONE, employer = NONE;
  uint64_t fold;
  uint32_t kind;

  if (!is_described(speaker))
    return NONE;
  fold = fold_bytes(word, length);
  kind = kind_of(fold);
  if (!kind && !(speaker->last->bits & W_ORG))
    return NONE;
  for (uint32_t i = mention; i-- > 0 && tries--;) {
    uint32_t number = names->mentions.items[i].entity;
    const Entity *entity = &names->entities.items[number];

    if (span.begin - names->mentions.items[i].span.begin > REACH)
      break;
    if (entity->words > 1 && (entity->last == fold || entity->first == fold))
      return number;
    if (found == NONE && kind && (entity->gender & GENDER_FIRM) && entity->sure
        && !is_person(entity) && is_kind(entity, kind)) {
      if (names->mentions.items[i].role != MENTION_MODIFIER)
        found = number; /* "Inflation, which rose, ..." is no name */
      else if (employer == NONE)
        employer = number; /* "Karl Dren of Holm Securities" */
    }
  }
  if (found == NONE)
    found = employer;
  return kind && found == NONE && may_be_firm(names, text, last) ? last : found;
}

bool
firms_is_item(const Text *text, const Item *item)
{
  return item->shape & ITEM_POSSESSIVE ? firms_is_word(text, item->span)
                                       : kind_of(item->fold) != 0;
}

bool
firms_is_word(const Text *text, stemma_span word)
{
  return kind_of(
             fold_bytes(text->doc->text + word.begin, word.end - word.begin))
         != 0;
}

uint32_t
firms_find_it(const Register *names, const Text *text, uint32_t mention,
              uint32_t place, uint32_t last)
{
  uint32_t tries = WALK;

  for (uint32_t i = mention; i-- > 0 && tries--;) {
    const Mention *one = &names->mentions.items[i];

    if (place - one->span.begin > REACH)
      break;
    if (one->role == MENTION_SUBJECT
        && (names->entities.items[one->entity].gender & GENDER_FIRM))
      return one->entity;
  }
  return may_be_firm(names, text, last) ? last : NONE;
}
