/* SPDX-License-Identifier: Apache-2.0
 *
 * antecedent.c - see antecedent.h.
 */
#include "antecedent.h"

#include <string.h>

#include "gender.h"

/* Walks end after so many steps, and so many bytes back: no text can make them
 * long. */
enum { WALK = 48, REACH = 2000 };

/* What a pronoun may mean, best first; the last: its name seems to be of the
 * other gender. */
enum { SUBJECT, SURE, NAMED, ANY, DOUBT, RANKS };

static bool
is_fit(const Sought *s, uint32_t entity)
{
  return register_fit(&s->names->entities.items[entity], s->gender)
         && (!s->described
             || roles_fit(s->names, s->text, entity, s->described));
}

/* Does anything tell that the name is somebody's?  A word with a capital may be
 * a town's or begin a sentence. */
static bool
is_known(const Entity *entity, uint32_t gender)
{
  return entity->words > 1 || gender
         || (entity->gender & (GENDER_HE | GENDER_SHE | GENDER_PERSON));
}

/* Ranks the mention; RANKS: it cannot be. */
static int
rank_of(const Sought *s, const Mention *mention)
{
  const Entity *entity = &s->names->entities.items[mention->entity];
  uint32_t gender = entity->gender & (GENDER_HE | GENDER_SHE);
  bool weak = false;

  if (!register_is_somebody(s->names, mention->entity)
      || mention->role == MENTION_MODIFIER || !is_fit(s, mention->entity))
    return RANKS;
  if (entity->gender & GENDER_STRANGER)
    return s->described || (gender & s->gender) ? SUBJECT : ANY;
  if (!gender && s->gender)
    gender = gender_guess(s->text, entity, &weak);
  if (gender && s->gender && !(gender & s->gender))
    return weak ? NAMED : DOUBT;
  if (!is_known(entity, gender) && !entity->sure)
    return DOUBT;
  if (mention->role == MENTION_SUBJECT && entity->sure
      && is_known(entity, gender))
    return SUBJECT;
  if (gender & s->gender)
    return SURE;
  return is_known(entity, gender) ? NAMED : ANY;
}

/* Does nothing tell whether the name is a man's or a woman's? */
static bool
is_unknown(const Register *names, const Mention *mention)
{
  return !(names->entities.items[mention->entity].gender
           & (GENDER_HE | GENDER_SHE));
}

/* "Bel spoke. The crowd saw Karl Dren. He ...": is the subject, of whose gender
 * nothing is known, one of an earlier sentence than the name at `sure`?  Or of
 * an earlier paragraph, whatever is known? */
static bool
is_left(const Text *text, const Register *names, const Mention *subject,
        uint32_t sure)
{
  const char *at = text->doc->text;
  bool unknown = is_unknown(names, subject);

  for (uint32_t i = subject->span.end; i + 1 < sure; i++)
    if (at[i] == '\n' || (unknown && at[i] == '.' && at[i + 1] == ' '))
      return true;
  return false;
}

/* Is whoever spoke last of the gender, as far as his name tells? */
static bool
is_last_fit(const Sought *s)
{
  bool weak;
  uint32_t gender;

  if (s->last == NONE || !register_is_somebody(s->names, s->last)
      || !is_fit(s, s->last))
    return false;
  if (!s->gender || (s->names->entities.items[s->last].gender & s->gender))
    return true;
  gender = gender_guess(s->text, &s->names->entities.items[s->last], &weak);
  return !gender || (gender & s->gender);
}

/* Does more than his name's ending tell that he is of the gender?  Else a name
 * since then of which that is known is better. */
static bool
is_known_last(const Sought *s)
{
  return !s->gender || (s->names->entities.items[s->last].gender & s->gender)
         || s->names->entities.items[s->last].hints;
}

/* Is there a line's end between two places? */
static bool
is_parted(const Text *text, uint32_t from, uint32_t to)
{
  return from < to && memchr(text->doc->text + from, '\n', to - from);
}

/* "The plan came from Karl Dren, who ...": does the pronoun's own paragraph
 * lead somebody in by a full name and a clause, and no earlier one? */
static bool
is_led_in(const Sought *s, uint32_t nearest)
{
  static const char clause[] = ", who ";
  const Mention *mention;

  if (nearest == NONE)
    return false;
  mention = &s->names->mentions.items[nearest];
  return s->names->entities.items[mention->entity].words > 1
         && strncmp(s->text->doc->text + mention->span.end, clause,
                    sizeof clause - 1)
                == 0
         && !is_parted(s->text, mention->span.end, s->place)
         && is_parted(s->text, s->last_place, mention->span.begin);
}

uint32_t
antecedent_find(const Sought *s)
{
  const Register *names = s->names;
  uint32_t tries = WALK, found[RANKS] = { NONE, NONE, NONE, NONE, NONE },
           sure = 0, nearest = NONE;
  bool last = is_last_fit(s);

  for (uint32_t i = s->mention; i-- > 0 && tries--;) {
    const Mention *mention = &names->mentions.items[i];
    int rank;
    if (s->place - mention->span.begin > REACH)
      break;
    if (last && s->last_place != NONE && mention->span.begin < s->last_place) {
      if (found[SUBJECT] == NONE && (found[SURE] == NONE || is_known_last(s))
          && !is_led_in(s, nearest))
        found[SUBJECT] = s->last;
      break;
    }
    rank = rank_of(s, mention);
    if (rank == SUBJECT && found[SURE] != NONE
        && is_left(s->text, names, mention, sure))
      break;
    if (rank == SURE && found[SURE] == NONE)
      sure = mention->span.begin;
    if (rank <= NAMED && nearest == NONE)
      nearest = i;
    if (rank < RANKS && found[rank] == NONE)
      found[rank] = mention->entity;
    if (rank == SUBJECT)
      break;
  }
  for (int rank = 0; rank < (s->described ? SURE : DOUBT); rank++)
    if (found[rank] != NONE)
      return found[rank];
  if (last)
    return s->last;
  return s->described ? NONE : found[DOUBT];
}

/* How far behind a description in the lead the name may stand. */
enum { BEHIND = 1500 };

/* "X, her deputy,": somebody else than whom the lead tells about. */
static bool
is_related(const Text *text, const Mention *mention)
{
  static const char words[][6] = { ", her ", ", his " };

  if (text->doc->length - mention->span.end < sizeof *words)
    return false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (memcmp(text->doc->text + mention->span.end, words[i], sizeof *words)
        == 0)
      return true;
  return false;
}

uint32_t
antecedent_lead(const Sought *s)
{
  const Register *names = s->names;
  uint32_t tries = WALK, before = NONE;

  for (uint32_t i = 0; i < names->mentions.count && tries--; i++) {
    const Mention *mention = &names->mentions.items[i];
    int rank = rank_of(s, mention);

    if (mention->span.begin > s->place && before != NONE)
      return before;
    if (s->place > ANTECEDENT_LEAD || mention->span.begin > s->place + BEHIND)
      break;
    if (mention->span.begin < s->place && rank < NAMED) {
      if (before != NONE && before != mention->entity)
        break;
      before = mention->entity;
    }
    if (mention->span.begin > s->place && rank == SUBJECT)
      return is_related(s->text, mention) ? NONE : mention->entity;
  }
  return NONE;
}
