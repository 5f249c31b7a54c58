/* SPDX-License-Identifier: Apache-2.0
 *
 * resolve.c - from a speaker's words to an entity of the register; see names.h.
 */
#include "firms.h"
#include "gender.h"
#include "names.h"
#include "people.h"

/* Walks end after so many steps, and so many bytes back: no text can make them
 * long. */
enum { CHAIN = 16, WALK = 48, REACH = 2000, TITLE = 16 };

/* Index of the first mention that begins at `place` or later. */
static uint32_t
mention_at(const Register *names, uint32_t place)
{
  uint32_t low = 0, high = names->mentions.count;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (names->mentions.items[middle].span.begin < place)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

bool
names_have_subject(const Register *names, uint32_t begin, uint32_t end)
{
  uint32_t tries = WALK;

  for (uint32_t i = mention_at(names, begin);
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

/* What a pronoun may mean, best first; the last: its name seems to be of the
 * other gender. */
enum { SUBJECT, SURE, NAMED, ANY, DOUBT, RANKS };

/* What is looked for: a pronoun of this gender, or a description. */
typedef struct Sought {
  const Register *names;
  const Text *text;
  const Speaker *described; /* NULL: a pronoun */
  uint32_t place;
  uint32_t gender;
  uint32_t last; /* the entity of the quote before */
  uint32_t last_place;
} Sought;

static bool
is_fit(const Sought *s, uint32_t entity)
{
  return register_fit(&s->names->entities.items[entity], s->gender)
         && (!s->described
             || roles_fit(s->names, s->text, entity, s->described));
}

static bool
is_somebody(const Register *names, uint32_t entity)
{
  return !(names->entities.items[entity].gender & (GENDER_THING | GENDER_FIRM));
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

  if (!is_somebody(s->names, mention->entity)
      || mention->role == MENTION_MODIFIER || !is_fit(s, mention->entity))
    return RANKS;
  if (!gender && s->gender)
    gender = gender_guess(s->text, entity, &weak);
  if (gender && s->gender && !(gender & s->gender) && !weak)
    return DOUBT;
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

/* The nearest name of the best rank; whoever spoke last, if nobody was named
 * since. */
static uint32_t
resolve_pronoun(const Sought *s)
{
  const Register *names = s->names;
  uint32_t tries = WALK, found[RANKS] = { NONE, NONE, NONE, NONE, NONE },
           sure = 0;
  bool last =
      s->last != NONE && is_somebody(s->names, s->last) && is_fit(s, s->last);

  for (uint32_t i = mention_at(names, s->place); i-- > 0 && tries--;) {
    const Mention *mention = &names->mentions.items[i];
    int rank;
    if (s->place - mention->span.begin > REACH)
      break;
    if (last && s->last_place != NONE && mention->span.begin < s->last_place) {
      found[SUBJECT] = found[SUBJECT] == NONE ? s->last : found[SUBJECT];
      break;
    }
    rank = rank_of(s, mention);
    if (rank == SUBJECT && found[SURE] != NONE
        && is_left(s->text, names, mention, sure))
      break;
    if (rank == SURE && found[SURE] == NONE)
      sure = mention->span.begin;
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

/* How far into the text the lead goes, and how far behind a description in it
 * the name may stand. */
enum { LEAD = 600, BEHIND = 1500 };

/* "Ruritania's president has vowed ...": who alone was named in the headline,
 * else the first name behind it that begins a sentence. */
static uint32_t
resolve_lead(const Sought *s)
{
  const Register *names = s->names;
  uint32_t tries = WALK, before = NONE;

  for (uint32_t i = 0; i < names->mentions.count && tries--; i++) {
    const Mention *mention = &names->mentions.items[i];
    int rank = rank_of(s, mention);

    if (mention->span.begin > s->place && before != NONE)
      return before;
    if (s->place > LEAD || mention->span.begin > s->place + BEHIND)
      break;
    if (mention->span.begin < s->place && rank < NAMED) {
      if (before != NONE && before != mention->entity)
        break;
      before = mention->entity;
    }
    if (mention->span.begin > s->place && rank == SUBJECT)
      return mention->entity;
  }
  return NONE;
}

/* Is there nothing but a title between the places? */
static bool
is_title_between(const Text *text, uint32_t begin, uint32_t end)
{
  stemma_span span = { begin, end };
  uint32_t place = end;

  return begin == end
         || (begin < end && end - begin < TITLE
             && (roles_last_word(text, span, &place)->bits & W_TITLE)
             && place == begin);
}

/* "her deputy, X, ...", "the minister, Gen. X, ...": the name stands between
 * commas right behind. */
static bool
is_appositive(const Text *text, stemma_span speaker, const Mention *mention)
{
  const char *at = text->doc->text;

  return mention->span.begin >= speaker.end + 2 && at[speaker.end] == ','
         && mention->span.end < text->doc->length
         && at[mention->span.end] == ','
         && is_title_between(text, speaker.end + 2, mention->span.begin);
}

/* "analysts at X", "a spokesman for the X", "the widow of the late X": does the
 * name only tell where the speaker belongs?  Not in "the head of strategy X".
 */
static bool
is_tied(const Text *text, stemma_span speaker, uint32_t name)
{
  bool plain = false;

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

uint32_t
names_resolve(const Register *names, const Text *text, stemma_span speaker,
              uint32_t last, uint32_t last_place)
{
  uint32_t i = mention_at(names, speaker.begin);
  Sought sought = { .names = names,
                    .text = text,
                    .place = speaker.begin,
                    .last = last,
                    .last_place = last_place };
  Speaker words;

  /* the last name within the span: titles and roles stand before it */
  for (uint32_t tries = CHAIN; i < names->mentions.count && tries--; i++) {
    const Mention *mention = &names->mentions.items[i];
    if (mention->span.begin >= speaker.end)
      break;
    if (mention->span.end <= speaker.end && mention->span.end + 4 >= speaker.end
        && !is_tied(text, speaker, mention->span.begin))
      return mention->entity;
  }
  roles_read(text, speaker, &words);
  if (i < names->mentions.count && words.last->classes
      && !(words.last->bits & (W_GROUP | W_PERSONAL))
      && is_appositive(text, speaker, &names->mentions.items[i]))
    return names->mentions.items[i].entity;
  if (is_it(text, speaker))
    return firms_find_it(names, text, mention_at(names, speaker.begin),
                         speaker.begin, last);
  if (is_pronoun(&words)) {
    sought.gender = words.last->bits & W_HE    ? GENDER_HE
                    : words.last->bits & W_SHE ? GENDER_SHE
                                               : 0u;
    return sought.gender ? resolve_pronoun(&sought) : NONE;
  }
  i = roles_find(names, text, &words, speaker.begin);
  if (i == NONE)
    i = firms_find(names, text, speaker, &words,
                   mention_at(names, speaker.begin), last);
  sought.described = &words;
  if (i == NONE && people_is_new(text, speaker, &words))
    return resolve_lead(&sought);
  if (i != NONE
      || firms_is_word(text, (stemma_span){ words.last_begin, speaker.end })
      || !people_is_one(text, speaker, &words, &sought.gender))
    return i;
  i = words.owner ? NONE : resolve_pronoun(&sought);
  return i != NONE ? i : resolve_lead(&sought);
}
