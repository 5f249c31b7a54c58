/* SPDX-License-Identifier: Apache-2.0
 *
 * verbs.c - tells cue verbs from nouns that look like them, by the words beside
 * them; see search.h.
 */
#include "phrase.h"
#include "search.h"

static bool
is_noun_before(const Item *last)
{
  return (last->bits & (W_DET | W_POSS)) || (last->shape & ITEM_POSSESSIVE)
         || (last->bits & W_PREP);
}

/* Can this be the end of a plural subject, or of I and you?  After a `noun`
 * only a sure one counts. */
static bool
is_plural(const Search *s, const Item *item, bool noun)
{
  const char *text = s->text->doc->text;

  if (item->bits & (W_PLURAL | W_GROUP | W_FIRST | W_NUMBER))
    return true;
  if (noun)
    return item->bits & W_REL;
  if (item->kind != ITEM_WORD || (item->bits & (W_VERB | W_PREP | W_DET)))
    return false;
  return text[item->span.end - 1] == 's' || (item->bits & W_REL);
}

/* Does what a verb would govern follow?  "calls her", "claims that". */
static bool
has_object(const Search *s, const Item *item)
{
  const Item *next = item + 1;

  if (next >= s->items + s->sent->last)
    return false;
  return next->kind == ITEM_QUOTE || phrase_is_name(next)
         || (next->bits & (W_OBJECT | W_DET));
}

/* "some party figures concluded": is a noun, since its verb follows. */
static bool
has_verb(const Search *s, const Item *item)
{
  const Item *next = item + 1;

  if (next >= s->items + s->sent->last || next->kind != ITEM_WORD)
    return false;
  if (next->bits & (W_AUX | W_ADVERB))
    return next->bits & W_AUX;
  return (next->cue & (FORM_ED | FORM_ING)) && !(next->shape & ITEM_UPPER);
}

/* "emails", "states": verbs only where a clause or a quote follows. */
static bool
is_thing(const Search *s, const Item *item)
{
  const Item *next = item + 1;

  if (!(item->cue & WORD_THING) || next >= s->items + s->sent->last)
    return false;
  return !(next->kind == ITEM_QUOTE || next->mark == ':'
           || (next->cue & WORD_THAT)
           || (next->bits & (W_PERSONAL | W_OBJECT)));
}

/* "claims", "polls": only after what must be a subject. */
static bool
is_plain_verb(const Search *s, const Item *item, const Item *last)
{
  if ((item->cue & WORD_NOUN) && (has_verb(s, item) || is_thing(s, item)))
    return false;
  if (last->kind == ITEM_NUMBER)
    return (item->cue & FORM_BASE) && !(item->cue & WORD_NOUN);
  if (last->kind == ITEM_MARK)
    return (last->mark == ',' || last->mark == ')')
           && (!(item->cue & WORD_NOUN)
               || ((item->cue & FORM_S) && has_object(s, item)));
  if (last->bits & W_CONJ)
    return has_object(s, item)
           || ((item->cue & FORM_S) && !(item->cue & WORD_NOUN));
  if (last->kind != ITEM_WORD)
    return last->kind == ITEM_QUOTE
           && (!(item->cue & WORD_NOUN) || last->end == ',');
  if (item_is_adverb(last) && !(item->cue & WORD_NOUN))
    return true;
  if ((item->cue & FORM_S) && (last->bits & W_PLURAL)
      && !(item->cue & (FORM_BASE | FORM_ED)))
    return false; /* "those claims", "some reports" */
  if (item->cue & FORM_S)
    return (last->bits & (W_PRONOUN | W_ROLE | W_ORG | W_REL | W_TITLE))
           || phrase_is_name(last)
           || (!(last->bits & (W_VERB | W_CONJ)) && has_object(s, item))
           || (!(item->cue & WORD_NOUN) && !(last->bits & (W_VERB | W_CONJ)));
  return is_plural(s, last, (item->cue & WORD_NOUN) && !has_object(s, item));
}

/* "shot back", "went on to", "put it": and then no noun. */
static bool
has_particle(const Search *s, uint32_t i)
{
  const Item *next;

  if (i + 1 >= s->sent->last || !(search_at(s, i + 1)->cue & WORD_PARTICLE))
    return false;
  if (i + 2 >= s->sent->last)
    return true;
  next = search_at(s, i + 2);
  return next->kind != ITEM_WORD || item_is(next, WORD_TO)
         || (next->bits & (W_PREP | W_TIME | W_SUB)) || (next->shape & ITEM_LY);
}

/* "475 pledged delegates" */
static bool
is_counted(const Search *s, const Item *item, const Item *last)
{
  const Item *next = item + 1;

  return last->kind == ITEM_NUMBER && next < s->items + s->sent->last
         && next->kind == ITEM_WORD && !(next->shape & (ITEM_UPPER | ITEM_LY))
         && (!next->bits || (next->bits & (W_ROLE | W_GROUP))) && !next->cue;
}

/* "its growth forecast for May": a word that is its own past is a noun where
 * nothing follows that it would govern. */
static bool
is_ungoverned(const Search *s, const Item *item)
{
  const uint32_t own_past = FORM_BASE | FORM_ED;
  const Item *next = item + 1;

  if (!(item->cue & WORD_NOUN) || (item->cue & own_past) != own_past)
    return false;
  return next < s->items + s->sent->last
         && (item_is(next, WORD_TO) || (next->bits & W_PREP));
}

bool
search_is_verb(const Search *s, uint32_t i)
{
  const Item *item = search_at(s, i);
  const Item *last = i > s->sent->first ? search_at(s, i - 1) : NULL;

  if (!(item->cue & FORM_ANY) || (item->shape & ITEM_POSSESSIVE))
    return false;
  if ((item->shape & ITEM_UPPER) && !s->sent->headline && last)
    return false;
  if ((item->cue & CUE_PHRASAL) && !has_particle(s, i))
    return false;
  if (!last)
    return item->cue & (FORM_ED | FORM_ING);
  if (item_is(last, WORD_TO))
    return item->cue & FORM_BASE;
  if (item_is(last, WORD_SO))
    return false;
  if (item->cue & FORM_ING)
    return !(last->bits & (W_DET | W_POSS)) || (last->bits & W_PERSONAL);
  if (is_noun_before(last)
      && (!(last->bits & W_PRONOUN) || (last->bits & W_POSS)
          || (i > s->sent->first + 1 && (last[-1].bits & W_DET))))
    return false; /* "the claim", "the most savage" */
  if ((item->cue & (FORM_ED | FORM_EN)) && is_ungoverned(s, item))
    return false;
  if (item->cue & (FORM_ED | FORM_EN))
    return !is_counted(s, item, last);
  if (last->bits & W_AUX)
    return item->cue & FORM_BASE;
  return is_plain_verb(s, item, last);
}

/* "a party": an article that leads a new thing in. */
static bool
is_new(const Search *s, uint32_t i)
{
  Phrase phrase;
  const Item *first;

  if (!phrase_to(s->items, s->sent->first, i, &phrase))
    return false;
  first = search_at(s, phrase.first);
  return (first->bits & W_DET) && first->span.end - first->span.begin <= 2;
}

bool
search_is_naming(const Search *s, uint32_t i)
{
  const Item *last = i > s->sent->first ? search_at(s, i - 1) : NULL;

  if (!(search_at(s, i)->bits & W_CALLED) || !last || i + 1 >= s->sent->last
      || !(search_at(s, i + 1)->kind == ITEM_QUOTE
           || phrase_is_name(search_at(s, i + 1))))
    return false;
  if (last->kind != ITEM_WORD || (last->shape & (ITEM_UPPER | ITEM_LY)))
    return false;
  if (last->bits & (W_ROLE | W_GROUP))
    return is_new(s, i - 1);
  return !(last->bits & (W_PRONOUN | W_AUX | W_ADVERB));
}

/* "an inspection in May had found": no verb inside a sentence has a capital. */
static bool
is_month(const Search *s, uint32_t i)
{
  return i > s->sent->body && (search_at(s, i)->shape & ITEM_UPPER)
         && !s->sent->headline;
}

void
search_extend(const Search *s, Frame *frame)
{
  uint32_t i = frame->first;

  while (i > s->sent->first) {
    const Item *last = search_at(s, i - 1);
    if (last->kind != ITEM_WORD)
      break;
    if (last->bits & W_NEG)
      frame->flags |= FRAME_NEGATED;
    if ((last->bits & W_AUX) && !is_month(s, i - 1)) {
      if ((last->bits & W_BE) && !(frame->flags & FRAME_PARTICIPLE)
          && (frame->cue & (FORM_EN | FORM_ED)))
        frame->flags |= FRAME_PASSIVE;
      frame->flags &= ~(uint32_t)FRAME_PARTICIPLE;
      frame->first = i - 1;
    } else if (!item_is_adverb(last) && !(last->bits & W_NEG)
               && !((last->bits & W_ADVERB) && i - 1 > s->sent->first
                    && (search_at(s, i - 2)->bits & W_AUX))) {
      break;
    }
    i--;
  }
}
