/* SPDX-License-Identifier: Apache-2.0
 *
 * mention.c - see mention.h.
 */
#include "mention.h"

#include <string.h>

#include "antecedent.h"
#include "describe.h"
#include "firms.h"
#include "names.h"
#include "people.h"
#include "phrase.h"
#include "roles.h"

/* Does the name only tell about the noun behind it?  Has no branch, since no
 * processor guesses what follows a name. */
static inline bool
is_modifier(const Item *last, const Item *next)
{
  uint32_t shape = (next->shape & (ITEM_UPPER | ITEM_LY | ITEM_ED))
                   | (last->shape & ITEM_POSSESSIVE) | next->kind;

  return (shape == 0)
         & ((next->bits == 0) | ((next->bits & (W_ROLE | W_ORG)) != 0));
}

/* Of a name that may be its sentence's subject or not.  "Bel's sister wept" is
 * not about Bel, "More from Bel: she says" is. */
static inline uint32_t
role_of(const Naming *n, const Run *run, bool subject)
{
  static const uint8_t roles[2][2] = { { MENTION_OTHER, MENTION_MODIFIER },
                                       { MENTION_SUBJECT, MENTION_MODIFIER } };
  const Item *next = run->last, *last = next - 1;
  bool first = subject & !(last->shape & ITEM_POSSESSIVE);

  if (next == n->end)
    return roles[first][0];
  if (next->mark == ':')
    return MENTION_SUBJECT;
  if (next + 1 < n->end && (next[1].bits & W_TIME))
    return roles[first][0]; /* "Bel last night wept" */
  return roles[first][is_modifier(last, next)];
}

/* The item before the run, or one that tells nothing: no clock or dateline
 * does. */
static inline const Item *
before_run(const Naming *n, const Run *run)
{
  static const Item nothing = { .kind = ITEM_WORD, .bits = W_ADVERB };

  return run->first > n->body ? run->first - 1 : &nothing;
}

/* Is it a word that tells nothing about the name behind it?  One question for
 * all that follow, since half of the words before names are such. */
static inline bool
is_quiet(const Item *before)
{
  return !((before->bits
            & (W_PREP | W_DET | W_POSS | W_NUMBER | W_ROLE | W_TITLE | W_WORK))
           | (before->cue & (WORD_OF | WORD_PEOPLE)) | (before->classes == 0)
           | (before->shape & ITEM_NAME) | before->kind);
}

static inline bool
is_plural(const Text *text, const Item *item)
{
  return text->doc->text[item->span.end - 1] == 's';
}

/* "the", "a", "this"; but "she said that Bel ..." */
static inline bool
is_article(const Item *item)
{
  return ((item->bits & W_DET) != 0) & !(item->cue & WORD_THAT);
}

/* "The song Ana": a work's name, although people have it too; but "In the
 * song Ana sings" tells of her. */
static inline bool
is_title_of(const Naming *n, const Run *run, const Item *before)
{
  return (before->bits & W_WORK) && !runs_go_on(run)
         && !(before >= n->first + 2 && (before[-2].bits & W_PREP));
}

/* "in Oslo", "the Herald", "The Long Road", "her memoir, The Road,", "the song
 * Ana": nobody.  All at once, since no processor guesses which it is. */
static inline bool
is_thing(const Naming *n, const Run *run, const Item *before, bool led)
{
  const Item *first = run->first;
  const Item *work = before - ((before->mark == ',') & (before > n->first));
  bool known = first->cue & WORD_FIRST_NAME, in = before->cue & WORD_IN;
  bool number =
      (before->kind == ITEM_NUMBER) | ((before->bits & W_NUMBER) != 0);
  bool counted = number & is_plural(n->text, run->last - 1);

  bool thing = counted /* "23,000 Ruritanians" */ | (led & in)
               | ((work->bits & W_WORK) != 0)
               | ((first->bits & (W_DET | W_NUMBER)) != 0) | is_article(before);

  return thing & !known;
}

/* "President of Ruritania Karl Dren": the first word is the place's. */
static bool
begins_with_place(const Naming *n, const Run *run, const Item *before)
{
  return (before->cue & WORD_OF) && runs_words(run) > 2
         && run->first > n->first + 1
         && (describe_role(n->first, run->first + 1)->bits & W_TITLE);
}

/* Is it more than a word that begins a sentence? */
static inline bool
is_sure(const Run *run)
{
  const Item *first = run->first;

  return runs_go_on(run) | ((run->gender | run->given) != 0)
         | !(first->shape & (ITEM_FIRST | ITEM_CAPS))
         | ((first->cue & WORD_FIRST_NAME) != 0);
}

/* "Ana Bel's husband died": she, who begins the sentence, is spoken of. */
static bool
has_relative(const Naming *n, const Run *run, uint32_t gender)
{
  uint32_t other = run->last < n->end ? runs_gender(run->last) : 0;

  return (gender == GENDER_SHE && other == GENDER_HE)
         || (gender == GENDER_HE && other == GENDER_SHE);
}

/* Does an article or the like lead the item in: "the", "the 52-year-old"? */
static bool
is_introduced(const Naming *n, const Item *item)
{
  uint32_t tries = 4; /* "52", "-", "year-old" */

  while (item-- > n->first && tries--) {
    if (is_article(item) || (item->bits & W_POSS))
      return true;
    if ((item->kind == ITEM_MARK && item->mark != '-')
        || item->kind == ITEM_QUOTE || (item->shape & ITEM_UPPER)
        || (item->bits & PHRASE_SMALL))
      return false;
  }
  return false;
}

/* "the Italian": a description, no name.  What the word tells is asked for
 * first, since hardly a name is one for people. */
static inline bool
is_called(const Naming *n, const Run *run)
{
  return !runs_go_on(run) && people_may_be_item(n->text, run->first)
         && is_introduced(n, run->first) && people_is_item(n->text, run->first);
}

/* "the President" */
static bool
is_title(const Run *run, const Item *before)
{
  return (run->last[-1].bits & W_TITLE)
         && (is_article(before) || (before->bits & W_POSS));
}

/* "For Ana Bel, it was enough.", but not "For Lorn, Ana Bel scored". */
static inline bool
is_fronted(const Naming *n, const Run *run)
{
  return run->first == n->body + 1 && run->last + 1 < n->end
         && run->last->mark == ',' && !phrase_is_name(run->last + 1)
         && n->body->span.end - n->body->span.begin == 3
         && memcmp(n->text->doc->text + n->body->span.begin, "For", 3) == 0;
}

/* The possessive 's is none of the name. */
static stemma_span
cut_possessive(const Text *text, stemma_span span)
{
  const char *end = text->doc->text + span.end;

  if (span.end > span.begin + 2 && memcmp(end - 2, "'s", 2) == 0)
    span.end -= 2;
  else if (span.end > span.begin + 4
           && memcmp(end - 4, "\xe2\x80\x99s", 4) == 0)
    span.end -= 4;
  return span;
}

/* The sentence has named somebody, or a thing.  Has no branch, since no
 * processor guesses which. */
static inline void
note(Naming *n, const Run *run, const Mention *mention, bool thing)
{
  Told *told = &n->told[thing];

  n->subject &= thing | (mention->role != MENTION_SUBJECT);
  told->all &= mention->entity;
  told->any |= mention->entity;
  told->behind = run->behind;
}

/* Takes the name, in this role, into the register; NONE without memory. */
static inline uint32_t
add_name(Naming *n, const Run *run, uint32_t role, bool subject)
{
  const Item *last = run->last - 1;
  bool owner = last->shape & ITEM_POSSESSIVE;
  Mention mention = { .span = { run->first->span.begin, last->span.end },
                      .role = role };
  Entity *entity;

  if (owner)
    mention.span = cut_possessive(n->text, mention.span);
  mention.entity = register_add(n->names, run, mention.span);
  if (mention.entity == NONE)
    return NONE;
  entity = &n->names->entities.items[mention.entity];
  entity->sure |= is_sure(run);
  if (owner && subject && has_relative(n, run, entity->gender))
    mention.role = MENTION_SUBJECT;
  note(n, run, &mention, entity->gender & GENDER_THING);
  return array_push(&n->names->mentions, mention) ? mention.entity : NONE;
}

/* What stands behind the name may describe it. */
static inline bool
finish(const Naming *n, const Run *run, uint32_t entity)
{
  return run->behind + 2 >= n->end || run->behind->mark != ','
         || describe_after(n, run->behind, entity);
}

/* A name that something stands before. */
static bool
mention_led(Naming *n, Run *run, const Item *before)
{
  bool led = ((before->bits & W_PREP) != 0) & !is_fronted(n, run);
  bool subject = n->subject & !led;
  bool listed = run->last < n->end && run->last->mark == ',';
  bool employs = (before->cue & WORD_OF) && runs_go_on(run) && before > n->first
                 && phrase_is_name(before - 1);
  uint32_t entity,
      role = employs ? (uint32_t)MENTION_MODIFIER : role_of(n, run, subject);

  if (is_title(run, before))
    return true;
  if (is_title_of(n, run, before)) {
    n->subject = false;
    return true;
  }
  if (begins_with_place(n, run, before))
    before = run->first++;
  run->gender |=
      (uint32_t)(!(run->gender | run->given) & is_thing(n, run, before, led))
      * GENDER_THING;
  entity = add_name(n, run, role, subject);
  if (entity == NONE)
    return false;
  if (employs) /* "Karl Dren of Lorn Rivers Trust" */
    n->names->entities.items[entity].gender |= GENDER_FIRM;
  return (!describe_may(before, listed) || describe_before(n, run, entity))
         && finish(n, run, entity);
}

bool
mention_run(Naming *n, Run *run)
{
  const Item *before = before_run(n, run);
  uint32_t entity;

  if (is_called(n, run))
    return true;
  if (!is_quiet(before))
    return mention_led(n, run, before);
  if ((run->first->bits & (W_DET | W_NUMBER)) && !(run->gender | run->given)
      && !(run->first->cue & WORD_FIRST_NAME))
    run->gender = GENDER_THING;
  entity = add_name(n, run, role_of(n, run, n->subject), n->subject);
  return entity != NONE && finish(n, run, entity);
}
