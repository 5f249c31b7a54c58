/* SPDX-License-Identifier: Apache-2.0
 *
 * frames.c - see frames.h.
 */
#include "frames.h"

#include "phrase.h"
#include "search.h"

static const Phrase no_phrase = { NONE, NONE, NONE };

static void
find_subject(const Search *s, Frame *frame)
{
  frame->subject = no_phrase;
  if (frame->flags & FRAME_PASSIVE) {
    Phrase by;
    if (frame->last + 1 < s->sent->last
        && item_is(search_at(s, frame->last), WORD_BY)
        && phrase_from(s->items, frame->last + 1, s->sent->last, &by))
      frame->subject = by;
    return;
  }
  if ((frame->flags & FRAME_PARTICIPLE)
      && search_with(s, frame->first, &frame->subject))
    return;
  if (frame->flags & (FRAME_PARTICIPLE | FRAME_INFINITIVE)) {
    if (!search_main(s, frame->first, &frame->subject))
      frame->subject = no_phrase;
    return;
  }
  if ((frame->cue & CUE_SAY)
      && search_after(s, frame->first, frame->last, &frame->subject)) {
    frame->flags |= FRAME_INVERTED;
    return;
  }
  if (!search_before(s, frame->first, &frame->subject))
    frame->subject = no_phrase;
}

/* "Asked about it, ...", "when asked by X", "as reported by X". */
static bool
is_bare_passive(const Search *s, uint32_t i)
{
  const Item *item = search_at(s, i), *last = item - 1, *next = item + 1;

  if (!(item->cue & (FORM_ED | FORM_EN)) || i + 1 >= s->sent->last)
    return false;
  if (i == s->sent->first || i == s->sent->body || !(last->bits & W_SUB))
    return i == s->sent->body && (item->cue & CUE_TELL)
           && (item->cue & CUE_DEMAND);
  return (last->cue & WORD_AS) ? next->cue & WORD_BY
                               : item->cue & CUE_TELL && !(last->bits & W_REL);
}

/* "what an aide called ...", "what he described as ...": tells of the thing,
 * but for the words that follow right behind. */
static bool
is_what(const Search *s, const Frame *frame)
{
  uint32_t first = frame->subject.first, next = frame->last;

  next += next < s->sent->last && item_is(search_at(s, next), WORD_AS);
  return (frame->cue & CUE_JUDGE) && first != NONE && first < frame->first
         && first > s->sent->first && search_is_word(s, first - 1, "what")
         && !(next < s->sent->last && search_at(s, next)->kind == ITEM_QUOTE);
}

static bool
add_group(Search *s, uint32_t i, uint32_t last, uint32_t cue)
{
  Frame frame = { .first = i, .last = last, .cue = search_at(s, i)->cue | cue };

  if ((frame.cue & FORM_ING))
    frame.flags |= FRAME_PARTICIPLE;
  if (frame.cue & CUE_PHRASAL) {
    frame.cue |= CUE_SAY;
    frame.last++;
  }
  if (i > s->sent->first && item_is(search_at(s, i - 1), WORD_TO)) {
    frame.flags |= FRAME_INFINITIVE;
    frame.first--;
  } else {
    search_extend(s, &frame);
  }
  if ((frame.cue & FORM_BASE) && !(frame.cue & FORM_ED)
      && frame.first > s->sent->first
      && (search_at(s, frame.first - 1)->bits & W_CONJ))
    frame.flags |= FRAME_INFINITIVE;
  if (search_is_naming(s, i) || is_bare_passive(s, i))
    frame.flags |= FRAME_PASSIVE;
  find_subject(s, &frame);
  if (is_what(s, &frame))
    return true;
  return array_push(s->frames, frame);
}

static bool
is_quoted(const Search *s, uint32_t i)
{
  static const char *const words[] = { "quoted", "quotes", "quoting", "cited",
                                       "cites",  "citing", "reported" };

  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (search_is_word(s, i, words[k]))
      return true;
  return false;
}

/* "was quoted as saying", "quoted X as saying": the subject of the first is the
 * frame's, the object of the second. */
static bool
add_quoted(Search *s, uint32_t i)
{
  Frame frame = { .first = i, .last = i + 1, .cue = search_at(s, i)->cue };
  Frame *last = s->frames->count > s->first
                    ? &s->frames->items[s->frames->count - 1]
                    : NULL;
  bool passive;

  if (!last || i < s->sent->first + 2 || last->last + SEARCH_NEAR < i
      || !is_quoted(s, last->last - 1))
    return add_group(s, i, i + 1, 0);
  passive = last->flags & FRAME_PASSIVE;
  if (passive) {
    frame.first = last->first;
    s->frames->count--;
  }
  if (!(passive
            ? search_before(s, frame.first, &frame.subject)
            : phrase_from(s->items, last->last, i, &frame.subject)
                  || phrase_to(s->items, last->last, i - 2, &frame.subject)))
    frame.subject = no_phrase;
  if (!passive) {
    frame.first = last->first;
    *last = frame;
    return true;
  }
  return array_push(s->frames, frame);
}

static bool
add_verb(Search *s, uint32_t i)
{
  if ((search_at(s, i)->cue & FORM_ING) && i > s->sent->first
      && (search_at(s, i - 1)->cue & WORD_AS))
    return add_quoted(s, i);
  return add_group(s, i, i + 1, 0);
}

/* "In a poll by X, ...": what the poll says follows. */
static bool
add_poll(Search *s)
{
  uint32_t first = s->sent->body, i = first + 1;
  Frame frame = { .first = first,
                  .last = first + 1,
                  .cue = CUE_REPORT,
                  .flags = FRAME_ACCORDING };

  if (!item_is(search_at(s, first), WORD_IN))
    return true;
  while (i < s->sent->last && i < first + 10 && search_at(s, i)->mark != ',')
    if (search_at(s, i++)->cue & WORD_POLL)
      frame.subject.last = i;
  if (!frame.subject.last || i + 2 >= s->sent->last
      || search_at(s, i)->mark != ',')
    return true;
  frame.subject.first = first + 1;
  frame.subject.head = frame.subject.last - 1;
  return array_push(s->frames, frame);
}

/* "court records, ...": a noun that looks like a verb ends the phrase. */
static void
take_noun(const Search *s, Phrase *phrase)
{
  uint32_t i = phrase->last, end = s->sent->last;
  const Item *item = search_at(s, i);

  if (i < end && (item->bits & W_VERB) && (item->cue & (FORM_S | FORM_BASE))
      && !(item->bits & W_AUX)
      && (i + 1 == end || item[1].kind == ITEM_MARK || (item[1].bits & W_PREP)))
    phrase->head = phrase->last++;
}

/* "according to X" and, of `words` words, "in the words of X". */
static bool
add_according(Search *s, uint32_t i, uint32_t words)
{
  Frame frame = {
    .first = i, .last = i + words, .cue = CUE_SAY, .flags = FRAME_ACCORDING
  };

  if (!phrase_from(s->items, frame.last, s->sent->last, &frame.subject))
    frame.subject = no_phrase;
  else if (search_at(s, frame.subject.head)->bits & W_TRANSLATION)
    return true; /* whoever translated it did not say it */
  else
    take_noun(s, &frame.subject);
  return array_push(s->frames, frame);
}

/* "Per the report, ..." and "..., per X", but not "Per Holm, ..." */
static bool
is_per(const Search *s, uint32_t i)
{
  const Item *item = search_at(s, i);

  if (i + 1 >= s->sent->last || !item_is(item, WORD_ACCORDING)
      || item->span.end - item->span.begin != 3)
    return false;
  if (item->shape & ITEM_UPPER)
    return i == s->sent->body && (item[1].bits & (W_DET | W_POSS | W_ROLE));
  return i > s->sent->first
         && (item[-1].mark == ',' || item[-1].kind == ITEM_QUOTE)
         && ((item[1].bits & (W_DET | W_POSS | W_ROLE))
             || phrase_is_name(&item[1]));
}

/* "according to" */
static inline bool
is_according(const Search *s, uint32_t i)
{
  return item_is(search_at(s, i), WORD_ACCORDING) && i + 2 < s->sent->last
         && item_is(search_at(s, i + 1), WORD_TO);
}

/* "in the words of", but not "in the hope of" */
static bool
is_in_words(const Search *s, uint32_t i)
{
  const Item *item = search_at(s, i);

  return i + 4 < s->sent->last && item_is(item, WORD_IN)
         && (item[1].bits & W_DET) && item_is(&item[2], WORD_CUE_NOUN)
         && !(item[2].bits & W_CONTENT) && item_is(&item[3], WORD_OF);
}

/* How many words from item `i` on lead in whoever says it: "according to",
 * "per", "in the words of"; 0: none. */
static inline uint32_t
according_words(const Search *s, uint32_t i)
{
  if (!item_is(search_at(s, i), WORD_ACCORDING | WORD_IN))
    return 0;
  return is_according(s, i) ? 2 : is_per(s, i) ? 1 : is_in_words(s, i) ? 4 : 0;
}

/* "raised a toast", "posted a message": the verb before the noun counts. */
static bool
add_speech(Search *s, uint32_t i)
{
  uint32_t k = i;

  while (k > s->sent->first && i - k < 3
         && search_at(s, k - 1)->kind == ITEM_WORD
         && !(search_at(s, k - 1)->bits & W_DET))
    k--;
  if (k < s->sent->first + 2 || !(search_at(s, k - 1)->bits & W_DET))
    return true;
  k -= 2;
  if (!(search_at(s, k)->bits & W_VERB)
      || !(search_at(s, k)->cue & (FORM_ED | FORM_S | FORM_ING))
      || (search_at(s, k)->cue & CUE_ANY) || !search_is_verb(s, k))
    return true;
  return add_group(s, k, i + 1, CUE_SAY);
}

static bool
is_possessor(const Item *item)
{
  return item->kind == ITEM_WORD
         && ((item->shape & ITEM_POSSESSIVE)
             || ((item->bits & W_POSS) && !(item->bits & W_REL)));
}

/* "X's claim that": the possessor says it. */
static bool
add_noun(Search *s, uint32_t i)
{
  Frame frame = {
    .first = i, .last = i + 1, .cue = CUE_SAY, .flags = FRAME_NOUN
  };
  uint32_t k = i;

  if (i + 1 < s->sent->last && (search_at(s, i + 1)->bits & (W_ORG | W_ROLE)))
    return true; /* "Lorn's news agency" */
  while (k > s->sent->first && i - k < 3
         && search_at(s, k - 1)->kind == ITEM_WORD
         && !(search_at(s, k - 1)->shape & ITEM_POSSESSIVE)
         && !(search_at(s, k - 1)->bits & ~(uint32_t)(W_VERB | W_ADVERB)))
    k--;
  if (i + 1 < s->sent->last && item_is(search_at(s, i + 1), WORD_THAT)
      && (k == s->sent->first || !is_possessor(search_at(s, k - 1)))) {
    if (!(search_at(s, i)->bits & W_CONTENT))
      return true;             /* "remarks that papers took for ..." */
    frame.subject = no_phrase; /* "fears that": nobody's */
    return array_push(s->frames, frame);
  }
  if (k == s->sent->first)
    return true;
  k--;
  frame.subject = (Phrase){ k, k + 1, k };
  if (search_at(s, k)->shape & ITEM_POSSESSIVE) {
    while (k > s->sent->first && phrase_is_name(search_at(s, k - 1))
           && !(search_at(s, k - 1)->shape & ITEM_POSSESSIVE))
      k--;
    frame.subject.first = k;
  } else if (!(search_at(s, k)->bits & W_POSS)
             || (search_at(s, k)->bits & W_FIRST)
             || (search_at(s, k)->bits & W_REL)) {
    return true;
  }
  return array_push(s->frames, frame);
}

/* "Read Also:", "Contributing:" name nobody. */
static bool
is_order(const Item *item)
{
  return (item->cue & (FORM_BASE | FORM_ING | FORM_ED))
         && !(item->cue & (WORD_FIRST_NAME | WORD_NOUN))
         && !(item->bits & (W_ROLE | W_TITLE));
}

/* "NAME: ..." at the beginning of a sentence: how many words a name has. */
enum { LABEL = 8 };

/* Is there a colon among the items that may follow a name?  Looks at all of
 * them at once, since no processor guesses how many words begin a sentence. */
static inline bool
may_have_colon(const Search *s)
{
  const Item *first = search_at(s, s->sent->body);
  uint32_t colons = 0;

  if (s->sent->last < s->sent->body + LABEL + 1)
    return true;
  for (int i = 1; i <= LABEL; i++)
    colons |= first[i].mark == ':';
  return colons;
}

/* Is there no more before the colon at item `colon` than the name and, before a
 * quote, a place and a date?  "Ana Bel outside court yesterday: “...”" */
static bool
is_label(const Search *s, const Phrase *name, uint32_t colon)
{
  uint32_t i = name->last;

  if (i == colon)
    return true;
  if (search_at(s, colon + 1)->kind != ITEM_QUOTE
      || !(search_at(s, i)->bits & (W_PREP | W_TIME)))
    return false;
  for (; i < colon; i++)
    if (phrase_is_finite(s->items, name->first, i))
      return false;
  return true;
}

/* A name, and before a quote a person: "Lorn mayor: 'We made it'". */
static bool
is_speaker(const Search *s, uint32_t head, uint32_t colon)
{
  const Item *item = search_at(s, head);

  return phrase_is_name(item)
         || (search_at(s, colon + 1)->kind == ITEM_QUOTE
             && (item->bits & (W_ROLE | W_TITLE))
             && !(item->bits & (W_ORG | W_STATEMENT)));
}

static bool
add_colon(Search *s)
{
  Frame frame = { .cue = CUE_SAY, .flags = FRAME_COLON };
  uint32_t i = s->sent->body;

  if (!may_have_colon(s))
    return true;
  while (i < s->sent->last && i < s->sent->body + LABEL
         && search_at(s, i)->kind == ITEM_WORD)
    i++;
  if (i == s->sent->body || i + 1 >= s->sent->last
      || search_at(s, i)->mark != ':')
    return true;
  if (!phrase_from(s->items, s->sent->body, i, &frame.subject)
      || !is_label(s, &frame.subject, i)
      || is_order(search_at(s, s->sent->body))
      || !is_speaker(s, frame.subject.head, i))
    return true;
  frame.first = i;
  frame.last = i + 1;
  return array_push(s->frames, frame);
}

bool
frames_find(const Text *text, const Items *items, const Sent *sent,
            Frames *frames)
{
  Search s = { text, items->items, sent, frames, frames->count };
  uint32_t next = sent->body;

  if (!add_colon(&s) || !add_poll(&s))
    return false;
  for (uint32_t k = sent->cue; k < sent->cue_end; k++) {
    uint32_t i = items->cues.items[k];
    const Item *item = search_at(&s, i);
    uint32_t words;
    if (i < next)
      continue;
    words = according_words(&s, i);
    if (words) {
      next = i + words;
      if (!add_according(&s, i, words))
        return false;
    } else if ((item->cue & CUE_ANY) && search_is_verb(&s, i)) {
      if (!add_verb(&s, i))
        return false;
    } else if (item->cue & (WORD_CUE_NOUN | WORD_SPEECH)) {
      if ((item->cue & WORD_CUE_NOUN) && !add_noun(&s, i))
        return false;
      if ((item->cue & WORD_SPEECH) && !add_speech(&s, i))
        return false;
    }
  }
  return true;
}
