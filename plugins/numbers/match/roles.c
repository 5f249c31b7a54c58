/* SPDX-License-Identifier: Apache-2.0 */
#include "roles.h"

/* How far a role's word may be, in words, and as how many a comma or an "and"
 * before it counts. */
enum { REACH_BEFORE = 16, REACH_AFTER = 7, STEP_OVER = 3 };

/* A way through the sentence, word by word, as far as `reach`. */
typedef struct Walk {
  Senses *senses;
  const Around *around;
  Role role;
  uint32_t reach;
  bool back;
} Walk;

static uint32_t
join_of(const Walk *walk, uint32_t i)
{
  const stemma_token *token = token_at(walk->around->tokens, i);

  if (token->kind == STEMMA_TOKEN_WORD)
    return senses_join(walk->senses, token->fold);
  return token_is(walk->around->doc, token, ',') ? JOIN_LINK : JOIN_WALL;
}

static const Sense *
sense_of(const Walk *walk, uint32_t i)
{
  const stemma_token *token = token_at(walk->around->tokens, i);
  const char *word = token_text(walk->around->doc, token);
  uint32_t length = token_length(token);

  return length >= 2 && length <= SENSE_LONGEST
             ? senses_of(walk->senses, word, length, token->fold)
             : NULL;
}

/* Does the walk end here?  After the amount a comma ends its clause. */
static bool
is_end(const Walk *walk, uint32_t join)
{
  return join == JOIN_WALL || join == (walk->back ? JOIN_WHO : JOIN_LINK)
         || walk->role.distance > walk->reach;
}

/* "four miners lost their lives": the word that says it behind an amount says
 * it behind "their" too. */
static uint32_t
stem_of_theirs(const Walk *walk, uint32_t i)
{
  const stemma_table *tokens = walk->around->tokens;

  return !walk->back && i > 0 && join_of(walk, i - 1) == JOIN_THEIR
             ? senses_behind(walk->senses, token_at(tokens, i)->fold)
             : 0;
}

/* Takes one step; false when the walk is over. */
static bool
take_step(Walk *walk, uint32_t i)
{
  uint32_t join = join_of(walk, i);
  const Sense *sense;

  walk->role.distance += join == JOIN_LINK ? STEP_OVER : 1;
  if (is_end(walk, join))
    return false;
  walk->role.stem = stem_of_theirs(walk, i);
  if (walk->role.stem) {
    walk->role.token = i;
    return false;
  }
  sense = join == JOIN_NONE ? sense_of(walk, i) : NULL;
  if (!sense || sense_kind(sense) != SENSE_ROLE)
    return true;
  walk->role.token = i;
  walk->role.stem = sense->stem;
  return false;
}

/* Before the amount, as far as another count; "in 12 villages" are not what is
 * counted. */
static void
walk_back(Walk *walk)
{
  uint32_t i = walk->around->first;

  if (i > 0 && around_has(walk->around, i - 1)
      && join_of(walk, i - 1) == JOIN_PLACE)
    return;
  while (i-- > 0 && around_has(walk->around, i)) {
    uint32_t kind = around_amount(walk->around, i);

    if (kind == STEMMA_CARDINAL || (kind == AROUND_NONE && !take_step(walk, i)))
      return;
  }
}

/* After it, inside the clause. */
static void
walk_on(Walk *walk)
{
  uint32_t i = walk->around->last;

  while (around_has(walk->around, i)
         && around_amount(walk->around, i) == AROUND_NONE && take_step(walk, i))
    i++;
}

/* "seven of them": a part of what another amount counts. */
static bool
is_part(const Walk *walk)
{
  uint32_t i = walk->around->last;

  return around_has(walk->around, i + 1) && join_of(walk, i) == JOIN_OF
         && join_of(walk, i + 1) == JOIN_THOSE;
}

/* "31 lives": the word right behind the amount says it, and nowhere else. */
static bool
is_said_behind(Walk *walk)
{
  uint32_t i = walk->around->last;
  const stemma_token *token;

  if (!around_has(walk->around, i))
    return false;
  token = token_at(walk->around->tokens, i);
  walk->role = (Role){ i, 1, senses_behind(walk->senses, token->fold) };
  return walk->role.stem != 0;
}

Role
role_find(Senses *senses, const Around *around)
{
  Role none = { UINT32_MAX, 0, 0 };
  Walk back = { senses, around, none, REACH_BEFORE, true };
  Walk on = { senses, around, none, REACH_AFTER, false };

  if (is_part(&back))
    return none;
  if (is_said_behind(&on))
    return on.role;
  on.role = none;
  walk_back(&back);
  walk_on(&on);
  return on.role.token != UINT32_MAX
                 && (back.role.token == UINT32_MAX
                     || on.role.distance < back.role.distance)
             ? on.role
             : back.role;
}
