/* SPDX-License-Identifier: Apache-2.0 */
#include "surround.h"

#include "fnv.h"
#include "outward.h"
#include "roles.h"

/* How far before an age the name may be: "Ana Bel, who is 39". */
enum { NAME_REACH = 6 };

/* As how near the noun counts that the count before has. */
enum { SAME_NOUN = 3 };

/* How far behind an amount a concept may be that it is of. */
enum { WALL_REACH = 9 };

/* And how far, and how many, those of "the 39-year-old", who was named in the
 * sentence before. */
enum { PERSON_REACH = 40, PERSON_NAMES = 4 };

typedef struct Reader {
  Senses *senses;
  const Around *around;
  Surround *found;
  bool counts; /* the dead are what is counted, not how long it took */
  bool roles;
} Reader;

static bool
has(const Surround *found, uint32_t stem)
{
  if (!(found->stems >> (stem & 63) & 1))
    return false;
  for (uint32_t i = 0; i < found->count; i++) {
    if (found->near[i].stem == stem)
      return true;
  }
  return false;
}

static void
put(Surround *found, const char *word, uint32_t length, Near near)
{
  if (found->count == NEAR_MOST || has(found, near.stem))
    return;
  near.length = (uint8_t)length;
  found->stems |= UINT64_C(1) << (near.stem & 63);
  found->near[found->count++] = near;
  memcpy(found->words + found->length, word, length);
  found->words[found->length + length] = ' ';
  found->length += length + 1;
}

static uint32_t
join_at(const Reader *r, uint32_t i)
{
  return around_has(r->around, i)
             ? senses_join(r->senses, token_at(r->around->tokens, i)->fold)
             : JOIN_NONE;
}

/* "walked out for two hours after talks": the talks did not last so long. */
static bool
is_behind_wall(const Reader *r, uint32_t i, uint32_t flags)
{
  const Around *around = r->around;

  if (!(flags & NEAR_AFTER)
      || around_quantity(around, around->row)->kind != STEMMA_DURATION)
    return false;
  for (uint32_t k = around->last; k < i && k < around->last + WALL_REACH; k++) {
    if (join_at(r, k) == JOIN_WALL)
      return true;
  }
  return false;
}

/* Takes token `i` where it says something. */
static void
take(Reader *r, uint32_t i, uint32_t distance, uint32_t flags)
{
  const stemma_doc *doc = r->around->doc;
  const stemma_token *token = token_at(r->around->tokens, i);
  const char *word = token_text(doc, token);
  Near near = { .distance = (uint8_t)distance, .flags = (uint8_t)flags };
  const Sense *sense;
  uint32_t length;
  bool name, first;

  if (senses_skip(r->senses, token->fold) || token->kind != STEMMA_TOKEN_WORD)
    return;
  length = token_stem_length(doc, token);
  if (length < 2 || length > SENSE_LONGEST)
    return;
  sense = senses_of(r->senses, word, length,
                    length == token_length(token) ? token->fold
                                                  : fold_bytes(word, length));
  if (sense_kind(sense) < SENSE_CONCEPT
      || (r->roles && sense_kind(sense) == SENSE_ROLE))
    return;
  near.stem = sense->stem;
  if (sense_kind(sense) == SENSE_CONCEPT
      || (sense_kind(sense) == SENSE_ROLE && r->counts)) {
    near.flags |= NEAR_CONCEPT;
    if (!is_behind_wall(r, i, flags))
      put(r->found, word, length, near);
    return;
  }
  if (sense_kind(sense) == SENSE_ANYBODY)
    near.flags |= NEAR_ANYBODY;
  first =
      i == 0 || token_at(r->around->tokens, i - 1)->sentence != token->sentence;
  name = token_is_upper(doc, token);
  if (name) {
    Near as_name = near;

    as_name.stem = sense->name;
    as_name.flags |= first ? NEAR_MAYBE : NEAR_NAME;
    put(r->found, word, length, as_name);
  }
  /* The first word of a sentence may be a name or not: it is filed as both. */
  if (!name || first)
    put(r->found, word, length, near);
}

/* The word that says what is counted, if one does. */
static void
take_role(Reader *r)
{
  Role role = role_find(r->senses, r->around);
  bool after = role.token >= r->around->last;
  const stemma_token *token;

  if (role.token == UINT32_MAX)
    return;
  token = token_at(r->around->tokens, role.token);
  put(r->found, token_text(r->around->doc, token), token_length(token),
      (Near){ .stem = role.stem,
              .distance = (uint8_t)role.distance,
              .flags = (uint8_t)(NEAR_CONCEPT | NEAR_ROLE
                                 | (after ? NEAR_AFTER : 0u)) });
}

/* Does token `i` go on with the words that a count counts? */
static bool
goes_on(const Reader *r, uint32_t i)
{
  const stemma_token *token;

  if (!around_has(r->around, i))
    return false;
  token = token_at(r->around->tokens, i);
  return token->kind == STEMMA_TOKEN_WORD
         && !words_has(&r->senses->lists->stops, token->fold);
}

/* Where the noun of a count begins: behind it, and "62 of the 180 seats",
 * "eleven of their comrades" name it last. */
static uint32_t
noun_begin(const Reader *r)
{
  uint32_t i = r->around->last;

  if (join_at(r, i) != JOIN_OF)
    return i;
  i++;
  if (around_has(r->around, i) && !goes_on(r, i)
      && around_amount(r->around, i) == AROUND_NONE)
    i++;
  while (around_has(r->around, i)
         && around_amount(r->around, i) == STEMMA_CARDINAL)
    i++;
  return i;
}

/* Has the word a plural's s, or is it one of those that everything is counted
 * in: people? */
static bool
is_plural(const Reader *r, uint32_t i)
{
  const stemma_doc *doc = r->around->doc;
  const stemma_token *token = token_at(r->around->tokens, i);
  uint32_t length = token_length(token);

  return doc->text[token->row.end - 1] == 's'
         || (length >= 2 && length <= SENSE_LONGEST
             && sense_kind(senses_of(r->senses, token_text(doc, token), length,
                                     token->fold))
                    == SENSE_ANYBODY);
}

/* The noun after a count: the first plural, or the last word before a stop
 * word: "24 crew on board". */
static uint32_t
head_after(const Reader *r)
{
  uint32_t from = noun_begin(r), to = from + 3;

  for (uint32_t i = from; i < to && goes_on(r, i); i++) {
    if (is_plural(r, i) || i + 1 == to || !goes_on(r, i + 1))
      return i;
  }
  return UINT32_MAX;
}

static bool
is_capital(const Around *around, uint32_t i)
{
  const stemma_token *token = token_at(around->tokens, i);

  return token->kind == STEMMA_TOKEN_WORD && token_is_upper(around->doc, token);
}

static bool
is_name(const Reader *r, uint32_t i)
{
  return is_capital(r->around, i)
         && !words_has(&r->senses->lists->stops,
                       token_at(r->around->tokens, i)->fold);
}

/* The name before an age: "Ana Bel, 39," or "who is 39"; behind "the
 * 39-year-old Bel". */
static uint32_t
head_before(const Reader *r)
{
  const Around *around = r->around;

  if (around_has(around, around->last) && is_capital(around, around->last))
    return around->last;
  for (uint32_t i = around->first; i-- > 0 && i + NAME_REACH > around->first;) {
    if (!around_has(around, i))
      break;
    if (is_name(r, i))
      return i;
  }
  return UINT32_MAX;
}

/* "the 39-year-old" is one of those who were named last. */
static void
take_people(Reader *r)
{
  const Around *around = r->around;
  const stemma_table *tokens = around->tokens;
  uint32_t first = around->first, names = 0;

  if (first == 0 || token_at(tokens, first - 1)->fold != fold_word("the"))
    return;
  for (uint32_t i = first; i-- > 0 && i + PERSON_REACH > first;) {
    if (token_at(tokens, i)->sentence + 1 < token_at(tokens, first)->sentence)
      return;
    if (is_name(r, i) && names++ < PERSON_NAMES)
      take(r, i, first - i, NEAR_HEAD);
  }
}

/* "The Union lost 14 seats and now has 61": a count without a noun counts what
 * the one before it does, in its sentence or the one before that. */
static bool
counts_the_same(const Around *around)
{
  return around->noun != UINT32_MAX
         && token_at(around->tokens, around->noun)->sentence + 1
                >= token_at(around->tokens, around->first)->sentence;
}

/* The word that says what is counted, or whose age it is. */
static void
take_head(Reader *r, uint32_t head)
{
  const Around *around = r->around;
  uint32_t at = head == HEAD_AFTER    ? head_after(r)
                : head == HEAD_BEFORE ? head_before(r)
                                      : UINT32_MAX;
  uint32_t distance = 1;

  if (at == UINT32_MAX && r->roles && counts_the_same(around)) {
    at = around->noun;
    distance = SAME_NOUN;
  } else if (at < around->first)
    distance = around->first - at;
  r->found->noun = head == HEAD_AFTER ? at : UINT32_MAX;
  if (at == UINT32_MAX && head == HEAD_BEFORE)
    take_people(r);
  if (at != UINT32_MAX)
    take(r, at, distance, NEAR_HEAD | (at >= around->last ? NEAR_AFTER : 0u));
}

/* "$9 million a year", which is another thing than $9 million. */
static void
take_rate(Reader *r)
{
  uint32_t i = r->around->last + 1;
  const stemma_token *token;

  if (join_at(r, i - 1) != JOIN_EACH || join_at(r, i) != JOIN_TIME)
    return;
  token = token_at(r->around->tokens, i);
  put(r->found, token_text(r->around->doc, token), token_length(token),
      (Near){ .stem = fnv_narrow(token->fold),
              .distance = 1,
              .flags = NEAR_AFTER });
}

/* Takes the words of the sentence from both sides, nearest first, as many as
 * there is room for. */
static void
take_sides(Reader *r)
{
  Outward outward = outward_start(r->around);
  Ahead ahead;

  while (r->found->count < NEAR_MOST
         && outward_look(&outward, r->senses, NEAR_MOST - r->found->count,
                         &ahead)) {
    for (uint32_t i = 0; i < ahead.count; i++)
      take(r, ahead.words[i].token, ahead.words[i].distance,
           ahead.words[i].flags);
  }
}

void
surround_read(Senses *senses, const Around *around, uint32_t head, bool roles,
              Surround *surround)
{
  Reader r = { senses, around, surround, head == HEAD_AFTER, roles };

  surround->count = surround->length = 0;
  surround->stems = 0;
  if (roles)
    take_role(&r);
  take_head(&r, head);
  take_rate(&r);
  take_sides(&r);
}
