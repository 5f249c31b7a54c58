/* SPDX-License-Identifier: Apache-2.0
 *
 * resolve.c - from a speaker's words to an entity of the register; see names.h.
 */
#include "fold.h"
#include "names.h"

/* Walks end after so many steps, and so many bytes back: no text can make them
 * long. */
enum { CHAIN = 16, WALK = 48, REACH = 2000 };

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

/* What a pronoun may mean, best first. */
enum { SUBJECT, SURE, ANY, RANKS };

/* Ranks the mention for a pronoun of this gender; RANKS: it cannot be. */
static int
rank_of(const Entity *entity, const Mention *mention, uint32_t gender)
{
  if ((entity->gender & GENDER_THING) || !names_fit(entity, gender)
      || mention->role == MENTION_MODIFIER)
    return RANKS;
  if (mention->role == MENTION_SUBJECT)
    return SUBJECT;
  return entity->gender & gender ? SURE : ANY;
}

/* The nearest name of the best rank; whoever spoke last, if nobody was named
 * since. */
static uint32_t
resolve_pronoun(const Register *names, uint32_t place, uint32_t gender,
                uint32_t last, uint32_t last_place)
{
  uint32_t tries = WALK, found[RANKS] = { NONE, NONE, NONE };

  for (uint32_t i = mention_at(names, place); i-- > 0 && tries--;) {
    const Mention *mention = &names->mentions.items[i];
    const Entity *entity = &names->entities.items[mention->entity];
    int rank;
    if (place - mention->span.begin > REACH)
      break;
    if (last != NONE && last_place != NONE && mention->span.begin < last_place
        && names_fit(&names->entities.items[last], gender)) {
      found[SUBJECT] = found[SUBJECT] == NONE ? last : found[SUBJECT];
      break;
    }
    rank = rank_of(entity, mention, gender);
    if (rank < RANKS && found[rank] == NONE)
      found[rank] = mention->entity;
    if (rank == SUBJECT)
      break;
  }
  for (int rank = 0; rank < RANKS; rank++)
    if (found[rank] != NONE)
      return found[rank];
  return last != NONE && names_fit(&names->entities.items[last], gender) ? last
                                                                         : NONE;
}

/* The words of a speaker's span, looked up again. */
typedef struct Speaker {
  uint64_t role;
  uint64_t detail;
  const Word *last; /* what is known of the last word */
  uint32_t last_begin;
  uint32_t words;
} Speaker;

static void
read_speaker(const Text *text, stemma_span span, Speaker *speaker)
{
  const char *at = text->doc->text;
  uint64_t last = 0;

  *speaker = (Speaker){ 0 };
  for (uint32_t i = span.begin; i < span.end;) {
    uint32_t start = i;
    uint64_t fold;
    while (i < span.end && at[i] != ' ' && at[i] != '\n')
      i++;
    fold = fold_bytes(at + start, i - start);
    speaker->last = word_find(fold);
    speaker->last_begin = start;
    speaker->words++;
    if (speaker->last && (speaker->last->bits & (W_ROLE | W_TITLE))) {
      speaker->role = fold;
      speaker->detail = last;
    }
    last = fold;
    while (i < span.end && (at[i] == ' ' || at[i] == '\n'))
      i++;
  }
}

static uint32_t
resolve_role(const Register *names, const Speaker *speaker)
{
  uint32_t found = NONE, tries = 4 * WALK;

  if (!speaker->role)
    return NONE;
  for (uint32_t i = names->descriptions.count; i-- > 0 && tries--;) {
    const Description *one = &names->descriptions.items[i];
    if (one->role != speaker->role)
      continue;
    if (one->detail == speaker->detail)
      return one->entity;
    if (found == NONE && (!one->detail || !speaker->detail))
      found = one->entity;
  }
  return found;
}

/* "her deputy, X, ...": the name stands between commas right behind. */
static bool
is_appositive(const Text *text, stemma_span speaker, const Mention *mention)
{
  const char *at = text->doc->text;

  return mention->span.begin == speaker.end + 2 && at[speaker.end] == ','
         && mention->span.end < text->doc->length
         && at[mention->span.end] == ',';
}

/* "analysts at X", "a spokesman for the X": does the name only tell where the
 * speaker belongs? */
static bool
is_tied(const Text *text, stemma_span speaker, uint32_t name)
{
  stemma_span before = { speaker.begin, name };
  Speaker words;

  while (before.begin + 1 < name) {
    read_speaker(text, before, &words);
    if (!words.last || !(words.last->bits & (W_PREP | W_DET)))
      return false;
    if (words.last->bits & W_PREP)
      return true;
    before.end = words.last_begin;
    name = before.end;
  }
  return false;
}

uint32_t
names_resolve(const Register *names, const Text *text, stemma_span speaker,
              uint32_t last, uint32_t last_place)
{
  uint32_t i = mention_at(names, speaker.begin);
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
  read_speaker(text, speaker, &words);
  if (i < names->mentions.count && words.last
      && !(words.last->bits & (W_GROUP | W_PERSONAL))
      && is_appositive(text, speaker, &names->mentions.items[i]))
    return names->mentions.items[i].entity;
  if (words.words == 1 && words.last && (words.last->bits & W_PERSONAL)) {
    uint32_t gender = words.last->bits & W_HE    ? GENDER_HE
                      : words.last->bits & W_SHE ? GENDER_SHE
                                                 : 0u;
    if (!gender)
      return NONE;
    return resolve_pronoun(names, speaker.begin, gender, last, last_place);
  }
  i = resolve_role(names, &words);
  return i != NONE ? i : NONE;
}
