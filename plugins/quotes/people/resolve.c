/* SPDX-License-Identifier: Apache-2.0
 *
 * resolve.c - from a speaker's words to an entity of the register; see names.h.
 */
#include <string.h>

#include "antecedent.h"
#include "firms.h"
#include "fold.h"
#include "names.h"
#include "people.h"

/* Walks end after so many steps: no text can make them long. */
enum { CHAIN = 16, WALK = 48, TITLE = 16 };

bool
names_have_subject(const Register *names, uint32_t begin, uint32_t end)
{
  uint32_t tries = WALK;

  for (uint32_t i = register_mention_at(names, begin);
       i < names->mentions.count && names->mentions.items[i].span.begin < end;
       i++) {
    const Mention *mention = &names->mentions.items[i];

    if (!tries--)
      return true;
    if (mention->role == MENTION_SUBJECT
        && !(names->entities.items[mention->entity].gender
             & (GENDER_THING | GENDER_FIRM)))
      return true;
  }
  return false;
}

/* Is there nothing but a title or a role between the places? */
static bool
is_title_between(const Text *text, uint32_t begin, uint32_t end)
{
  stemma_span span = { begin, end };
  uint32_t place = end;

  if (end > begin + 4 && memcmp(text->doc->text + begin, "the ", 4) == 0)
    begin = span.begin += 4;
  return begin == end
         || (begin < end && end - begin < TITLE
             && (roles_last_word(text, span, &place)->bits & (W_TITLE | W_ROLE))
             && place == begin);
}

/* ", X, who", ", X.", ", X of Y,": does the name end what its comma begins? */
static bool
ends_part(const Text *text, uint32_t end)
{
  static const char of[] = " of ";
  const char *at = text->doc->text + end;
  uint32_t left = text->doc->length - end;

  return left
         && (*at == ',' || *at == '.'
             || (left >= sizeof of && memcmp(at, of, sizeof of - 1) == 0));
}

/* "her deputy, X, ...", "the minister, Gen. X, ...": the name stands between
 * commas right behind, or ends the sentence. */
static bool
is_appositive(const Text *text, stemma_span speaker, const Mention *mention)
{
  const char *at = text->doc->text;

  return mention->span.begin >= speaker.end + 2 && at[speaker.end] == ','
         && ends_part(text, mention->span.end)
         && is_title_between(text, speaker.end + 2, mention->span.begin);
}

/* "analysts at X", "a spokesman for the X", "the widow of the late X": does the
 * name only tell where the speaker belongs?  Not in "the head of strategy X",
 * "a spokesman for the union, X". */
static bool
is_tied(const Text *text, stemma_span speaker, uint32_t name)
{
  bool plain = false;

  if (name > speaker.begin + 2 && text->doc->text[name - 2] == ',')
    return false;
  while (speaker.begin + 1 < name) {
    stemma_span before = { speaker.begin, name };
    const Word *last = roles_last_word(text, before, &name);

    if (last->bits & W_PREP) {
      before.end = name;
      return !plain
             || (roles_last_word(text, before, &name)->bits & (W_HE | W_SHE));
    }
    if (text->doc->text[name] >= 'A' && text->doc->text[name] <= 'Z')
      return false;
    plain = plain || !(last->bits & W_DET);
  }
  return false;
}

/* "X of the Institute for Y": the first name within the speaker's words, where
 * a preposition follows it and none ties it; NONE without one. */
static uint32_t
find_owner(const Register *names, const Text *text, stemma_span speaker,
           const Mention *mention)
{
  stemma_span next = { mention->span.end + 1, mention->span.end + 1 };
  const char *at = text->doc->text;

  if (next.begin >= speaker.end || !roles_is_blank(at[next.begin - 1])
      || is_tied(text, speaker, mention->span.begin)
      || (names->entities.items[mention->entity].gender & GENDER_STRANGER)
      || !register_is_somebody(names, mention->entity))
    return NONE;
  while (next.end < speaker.end && !roles_is_blank(at[next.end]))
    next.end++;
  return word_find(fold_bytes(at + next.begin, next.end - next.begin))->bits
                 & W_PREP
             ? mention->entity
             : NONE;
}

/* "another analyst", "one woman", and "a woman" behind the lead: nobody of whom
 * the text has told. */
static bool
is_stranger(const Text *text, stemma_span speaker)
{
  const char *at = text->doc->text + speaker.begin;
  uint32_t length = 0;

  while (length < 8 && speaker.begin + length < speaker.end
         && !roles_is_blank(at[length]))
    length++;
  return (length == 7 && memcmp(at + 1, "nother", 6) == 0)
         || (length == 3 && memcmp(at + 1, "ne", 2) == 0)
         || (speaker.begin > ANTECEDENT_LEAD && (at[0] | 0x20) == 'a'
             && (length == 1 || (length == 2 && at[1] == 'n')));
}

/* "A spokesman for Bel declined": nobody whom the text has named. */
static bool
is_somebodys(const Text *text, stemma_span speaker)
{
  static const char tie[] = " for ";
  const char *at = text->doc->text + speaker.begin;

  return text->doc->length - speaker.end >= sizeof tie
         && memcmp(text->doc->text + speaker.end, tie, sizeof tie - 1) == 0
         && (at[0] | 0x20) == 'a' && (at[1] == ' ' || at[2] == ' ');
}

/* "she", and "her remark that" */
static bool
is_pronoun(const Speaker *words)
{
  return words->words == 1 && (words->last->bits & (W_PERSONAL | W_POSS));
}

static bool
is_it(const Text *text, stemma_span speaker)
{
  const char *at = text->doc->text + speaker.begin;

  return speaker.end == speaker.begin + 2 && (at[0] | 0x20) == 'i'
         && at[1] == 't';
}

/* "the company's" answer: the company; "he's": he. */
static stemma_span
cut_possessive(const Text *text, stemma_span span)
{
  const char *end = text->doc->text + span.end;

  if (span.end > span.begin + 3 && memcmp(end - 2, "'s", 2) == 0)
    span.end -= 2;
  else if (span.end > span.begin + 5
           && memcmp(end - 4, "\xe2\x80\x99s", 4) == 0)
    span.end -= 4;
  return span;
}

/* The last name within the speaker's words, before which titles and roles
 * stand, or the one that they begin with; NONE without one. */
static uint32_t
find_name(const Register *names, const Text *text, stemma_span speaker,
          uint32_t first)
{
  uint32_t end = names->mentions.count;

  if (end > first + CHAIN)
    end = first + CHAIN;
  for (uint32_t i = first; i < end; i++) {
    const Mention *mention = &names->mentions.items[i];
    if (mention->span.begin >= speaker.end)
      break;
    if (mention->span.end <= speaker.end && mention->span.end + 4 >= speaker.end
        && !is_tied(text, speaker, mention->span.begin))
      return mention->entity;
  }
  return first < end && names->mentions.items[first].span.end < speaker.end
             ? find_owner(names, text, speaker, &names->mentions.items[first])
             : NONE;
}

/* "her deputy, X, ...": the name that stands behind the speaker; NONE. */
static uint32_t
find_behind(const Register *names, const Text *text, stemma_span speaker,
            const Speaker *words)
{
  uint32_t i;

  if (speaker.end >= text->doc->length || text->doc->text[speaker.end] != ',')
    return NONE;
  i = register_mention_at(names, speaker.end);
  return i < names->mentions.count
                 && (words->last->classes || (words->first->bits & W_DET))
                 && !(words->last->bits & (W_GROUP | W_PERSONAL))
                 && is_appositive(text, speaker, &names->mentions.items[i])
             ? names->mentions.items[i].entity
             : NONE;
}

static uint32_t
gender_of(uint32_t bits)
{
  return bits & W_HE ? GENDER_HE : bits & W_SHE ? GENDER_SHE : 0u;
}

/* Whom a description means: "the minister", "the company"; NONE: nobody. */
static uint32_t
find_described(Sought *sought, stemma_span speaker, const Speaker *words)
{
  const Register *names = sought->names;
  const Text *text = sought->text;
  uint32_t i;

  if (is_stranger(text, speaker) || is_somebodys(text, speaker))
    return NONE;
  i = roles_find(names, text, words, speaker.begin);
  if (i == NONE)
    i = firms_find(names, text, speaker, words, sought->mention, sought->last);
  sought->described = words;
  if (i == NONE && people_is_new(text, speaker, words))
    return antecedent_lead(sought);
  if (i != NONE
      || firms_is_word(text, (stemma_span){ words->last_begin, speaker.end })
      || !people_is_one(text, speaker, words, &sought->gender))
    return i;
  i = words->owner ? NONE : antecedent_find(sought);
  return i != NONE ? i : antecedent_lead(sought);
}

/* "A: ..." in an interview: the first person of whom its lead tells. */
static uint32_t
find_answerer(const Register *names, const Text *text, stemma_span speaker)
{
  uint32_t end = names->mentions.count;

  if (speaker.end != speaker.begin + 1 || speaker.end == text->doc->length
      || text->doc->text[speaker.begin] != 'A'
      || !strchr(":.", text->doc->text[speaker.end]))
    return NONE;
  for (uint32_t i = 0; i < end && i < WALK; i++) {
    const Mention *mention = &names->mentions.items[i];
    const Entity *entity = &names->entities.items[mention->entity];

    if (mention->span.begin > speaker.begin)
      break;
    if (register_is_somebody(names, mention->entity) && entity->words > 1
        && (entity->gender & (GENDER_HE | GENDER_SHE | GENDER_PERSON)))
      return mention->entity;
  }
  return NONE;
}

uint32_t
names_resolve(const Register *names, const Text *text, stemma_span speaker,
              uint32_t last, uint32_t last_place)
{
  uint32_t first = register_mention_at(names, speaker.begin);
  uint32_t found = find_name(names, text, speaker, first);
  Sought sought = { .names = names,
                    .text = text,
                    .place = speaker.begin,
                    .mention = first,
                    .last = last,
                    .last_place = last_place };
  Speaker words;

  if (found != NONE)
    return found;
  found = find_answerer(names, text, speaker);
  if (found != NONE)
    return found;
  speaker = cut_possessive(text, speaker);
  roles_read(text, speaker, &words);
  found = find_behind(names, text, speaker, &words);
  if (found != NONE)
    return found;
  if (is_it(text, speaker))
    return firms_find_it(names, text, first, speaker.begin, last);
  if (!is_pronoun(&words))
    return find_described(&sought, speaker, &words);
  sought.gender = gender_of(words.last->bits);
  return sought.gender ? antecedent_find(&sought) : NONE;
}
