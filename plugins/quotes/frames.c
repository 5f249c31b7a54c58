/* SPDX-License-Identifier: Apache-2.0
 *
 * frames.c - see frames.h.
 */
#include "frames.h"

#include "phrase.h"

/* How far a search goes: no sentence can make it long. */
enum { REACH = 160, FRAMES = 16 };

static const Phrase no_phrase = { NONE, NONE, NONE };

/* Scratch of one sentence's search. */
typedef struct Search {
  const Text *text;
  const Items *items;
  const Sent *sent;
  Frames *frames;
  uint32_t first; /* the sentence's first frame */
} Search;

static const Item *
at(const Search *s, uint32_t i)
{
  return &s->items->items[i];
}

static bool
is_adverb(const Item *item)
{
  return item->kind == ITEM_WORD
         && ((item->bits & W_ADVERB) || (item->shape & ITEM_LY))
         && !(item->bits & (W_DET | W_SUB | W_PRONOUN | W_PREP));
}

static bool
is_word(const Item *item, uint32_t word)
{
  return item->kind == ITEM_WORD && (item->cue & word);
}

bool
frames_subject(const Items *items, uint32_t from, uint32_t end, Phrase *phrase)
{
  bool intro = false;

  if (end > from + REACH)
    end = from + REACH;
  for (uint32_t i = from; i < end; i++) {
    const Item *item = &items->items[i];
    if (item->kind == ITEM_MARK || item->kind == ITEM_QUOTE) {
      intro = false;
      continue;
    }
    if (intro)
      continue;
    if (item->kind == ITEM_WORD && !phrase_is_name(item)
        && ((item->bits & W_CONJ) || is_adverb(item)))
      continue;
    if ((item->cue & FORM_ING) && !(item->bits & W_ROLE)) {
      intro = true;
      continue;
    }
    if (phrase_from(items, i, end, phrase))
      return true;
    intro = true;
  }
  return false;
}

/* Where the clause of the verb at `i` begins: after a quote, a colon, a
 * conjunction that leads a clause in, or an earlier cue. */
static uint32_t
clause_begin(const Search *s, uint32_t i, bool whole)
{
  uint32_t low = s->sent->body;

  if (!whole && s->frames->count > s->first)
    low = s->frames->items[s->frames->count - 1].last;
  while (i > low) {
    const Item *last = at(s, i - 1);
    if (last->kind == ITEM_QUOTE)
      return i;
    if (last->kind == ITEM_MARK && (last->mark == ':' || last->mark == ';'))
      return i;
    if (last->kind == ITEM_WORD && (last->bits & W_SUB) && !(last->bits & W_REL)
        && !(last->bits & W_PREP))
      return i;
    i--;
  }
  return i;
}

/* Does a new clause begin at item `i`: ", but", "while", ";"? */
static bool
is_new_clause(const Search *s, uint32_t i)
{
  const Item *item = at(s, i);

  if (item->kind == ITEM_MARK)
    return item->mark == ';';
  if (item->kind != ITEM_WORD || i == s->sent->first)
    return false;
  return (item->bits & W_CONJ) && at(s, i - 1)->kind == ITEM_MARK
         && at(s, i - 1)->mark == ',';
}

/* The subject of the main clause that the verb at `verb` belongs to: that of
 * the clause's first frame, else the clause's first phrase. */
static bool
main_subject(const Search *s, uint32_t verb, Phrase *phrase)
{
  uint32_t begin = verb, tries = REACH;

  while (begin > s->sent->body && tries-- && !is_new_clause(s, begin))
    begin--;
  tries = FRAMES;
  for (uint32_t i = s->first; i < s->frames->count && tries--; i++) {
    const Frame *frame = &s->frames->items[i];
    if (frame->first >= begin && frame->subject.first != NONE
        && !(frame->flags & (FRAME_ACCORDING | FRAME_NOUN))) {
      *phrase = frame->subject;
      return true;
    }
  }
  if (frames_subject(s->items, begin, verb, phrase))
    return true;
  return frames_subject(s->items, s->sent->body, verb, phrase);
}

/* Does the stretch that begins at item `i`, behind a comma, tell more about
 * what stands before the comma?  "the head of Y", "who lost", "57". */
static bool
is_appositive(const Search *s, uint32_t i)
{
  const Item *item = at(s, i);

  if (item->kind == ITEM_NUMBER)
    return true;
  if (item->kind != ITEM_WORD || phrase_is_name(item))
    return item->kind == ITEM_WORD && (item->shape & ITEM_POSSESSIVE);
  if (item->bits & (W_REL | W_DET | W_POSS))
    return !(item->bits & W_PERSONAL) || (item->bits & W_POSS);
  return !(item->bits & (W_PREP | W_SUB | W_CONJ | W_AUX | W_ADVERB | W_TIME))
         && !(item->cue & FORM_ING);
}

/* One stretch between commas. */
typedef struct Part {
  uint32_t first;
  uint32_t last;
} Part;

/* The next stretch from *place on; false at `end`. */
static bool
next_part(const Search *s, uint32_t *place, uint32_t end, Part *part)
{
  uint32_t i = *place;

  if (i >= end)
    return false;
  part->first = i;
  while (i < end
         && !(at(s, i)->kind == ITEM_MARK
              && (at(s, i)->mark == ',' || at(s, i)->mark == '-')))
    i++;
  part->last = i;
  *place = i + 1;
  return true;
}

/* Is the stretch nothing but a name, with what stands in brackets? */
static bool
is_name_part(const Search *s, Part part, Phrase *phrase)
{
  uint32_t last;

  if (part.first >= part.last || !phrase_is_name(at(s, part.first)))
    return false;
  if (!phrase_from(s->items, part.first, part.last, phrase))
    return false;
  last = phrase->last;
  if (last < part.last && at(s, last)->mark == '(')
    last = part.last;
  return last == part.last && !(at(s, phrase->head)->shape & ITEM_POSSESSIVE);
}

/* The subject before a comma: "X, the head of Y, said".  Looks at the
 * stretches between commas from `low` on: a stretch that is all name counts
 * (after a place, "OH", only one of two words); then one that an appositive
 * follows. */
static bool
subject_of_parts(const Search *s, uint32_t low, uint32_t comma, Phrase *phrase)
{
  uint32_t place = low;
  Part part, last = { 0, 0 };

  if (comma > low + REACH)
    place = low = comma - REACH;
  while (next_part(s, &place, comma, &part)) {
    Phrase name;
    if (is_name_part(s, part, &name)
        && (part.first == low || name.last > part.first + 1)) {
      bool role = last.last && (at(s, last.first)->bits & W_DET)
                  && phrase_to(s->items, last.first, last.last - 1, phrase)
                  && phrase->first == last.first
                  && (at(s, phrase->head)->bits & W_ROLE);
      name.first = role ? phrase->first : name.first;
      *phrase = name;
      return true;
    }
    if (last.last > last.first && part.first < part.last
        && is_appositive(s, part.first)
        && phrase_to(s->items, last.first, last.last - 1, phrase)
        && !(at(s, phrase->head)->bits & (W_TIME | W_STATEMENT)))
      return true;
    last = part;
  }
  return frames_subject(s->items, low, comma, phrase);
}

static bool
subject_before(const Search *s, uint32_t verb, Phrase *phrase)
{
  uint32_t low = clause_begin(s, verb, false), i = verb;

  while (i > low && is_adverb(at(s, i - 1)))
    i--;
  if (i == low)
    return i > s->sent->first && (at(s, i - 1)->bits & W_SUB)
           && main_subject(s, verb, phrase);
  i--;
  if (at(s, i)->kind == ITEM_WORD && (at(s, i)->bits & W_CONJ))
    return main_subject(s, i, phrase);
  if (at(s, i)->kind == ITEM_WORD && (at(s, i)->bits & W_REL)) {
    while (i > s->sent->first
           && (at(s, i)->mark == ',' || at(s, i)->mark == '-'
               || (at(s, i)->bits & W_REL)))
      i--;
    return phrase_to(s->items, s->sent->first, i, phrase);
  }
  if (at(s, i)->kind == ITEM_MARK
      && (at(s, i)->mark == ',' || at(s, i)->mark == '-'))
    return subject_of_parts(s, clause_begin(s, verb, true), i, phrase);
  if (phrase_to(s->items, low, i, phrase))
    return true;
  return frames_subject(s->items, low, i, phrase);
}

/* "..., said X": the subject stands after the verb. */
static bool
subject_after(const Search *s, uint32_t first, uint32_t last, Phrase *phrase)
{
  uint32_t i = first, end = s->sent->last;
  bool comma = false;

  if (i > s->sent->first && at(s, i - 1)->kind == ITEM_MARK) {
    comma = at(s, i - 1)->mark == ',';
    i--;
  }
  if (i > s->sent->first && at(s, i - 1)->kind != ITEM_QUOTE && !comma)
    return false;
  if (!phrase_from(s->items, last, end, phrase))
    return false;
  if (at(s, phrase->head)->bits & (W_STATEMENT | W_TIME))
    return false;
  if (phrase->last < end && phrase_is_finite(s->items, first, phrase->last)
      && !(at(s, phrase->last)->bits & W_ADVERB))
    return false; /* "X, citing Y, said Z could ..." */
  if (i > s->sent->first && at(s, i - 1)->kind == ITEM_QUOTE)
    return true;
  return phrase->last == end || at(s, phrase->last)->kind == ITEM_MARK
         || is_word(at(s, phrase->last), WORD_OF);
}

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

  if (next >= s->items->items + s->sent->last)
    return false;
  return next->kind == ITEM_QUOTE || phrase_is_name(next)
         || (next->bits & (W_OBJECT | W_DET));
}

/* "claims", "polls": only after what must be a subject. */
static bool
is_plain_verb(const Search *s, const Item *item, const Item *last)
{
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
    return last->kind == ITEM_QUOTE && !(item->cue & WORD_NOUN);
  if (is_adverb(last) && !(item->cue & WORD_NOUN))
    return true;
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

  if (i + 1 >= s->sent->last || !(at(s, i + 1)->cue & WORD_PARTICLE))
    return false;
  if (i + 2 >= s->sent->last)
    return true;
  next = at(s, i + 2);
  return next->kind != ITEM_WORD || is_word(next, WORD_TO)
         || (next->bits & (W_PREP | W_TIME | W_SUB)) || (next->shape & ITEM_LY);
}

/* Is the cue word `i` a verb here?  "the claim", "a reported sale" are none. */
static bool
is_verb(const Search *s, uint32_t i)
{
  const Item *item = at(s, i);
  const Item *last = i > s->sent->first ? at(s, i - 1) : NULL;

  if (!(item->cue & FORM_ANY) || (item->shape & ITEM_POSSESSIVE))
    return false;
  if ((item->shape & ITEM_UPPER) && !s->sent->headline && last)
    return false;
  if ((item->cue & CUE_PHRASAL) && !has_particle(s, i))
    return false;
  if (!last)
    return item->cue & (FORM_ED | FORM_ING);
  if (is_word(last, WORD_TO))
    return item->cue & FORM_BASE;
  if (is_word(last, WORD_SO))
    return false;
  if (item->cue & FORM_ING)
    return !(last->bits & (W_DET | W_POSS)) || (last->bits & W_PERSONAL);
  if (is_noun_before(last)
      && !((last->bits & W_PRONOUN) && !(last->bits & W_POSS)))
    return false;
  if (item->cue & (FORM_ED | FORM_EN))
    return true;
  if (last->bits & W_AUX)
    return item->cue & FORM_BASE;
  return is_plain_verb(s, item, last);
}

/* "a book called", "the spot titled": no verb, but a name follows. */
static bool
is_naming(const Search *s, uint32_t i)
{
  const Item *last = i > s->sent->first ? at(s, i - 1) : NULL;

  if (!(at(s, i)->bits & W_CALLED) || !last || i + 1 >= s->sent->last
      || !(at(s, i + 1)->kind == ITEM_QUOTE || phrase_is_name(at(s, i + 1))))
    return false;
  return last->kind == ITEM_WORD && !(last->shape & ITEM_UPPER)
         && !(last->bits & (W_PRONOUN | W_ROLE | W_GROUP | W_AUX | W_ADVERB))
         && !(last->shape & ITEM_LY);
}

/* Takes helping verbs and adverbs before the verb into the cue. */
static void
extend_left(const Search *s, Frame *frame)
{
  uint32_t i = frame->first;

  while (i > s->sent->first) {
    const Item *last = at(s, i - 1);
    if (last->kind != ITEM_WORD)
      break;
    if (last->bits & W_NEG)
      frame->flags |= FRAME_NEGATED;
    if (last->bits & W_AUX) {
      if ((last->bits & W_BE) && !(frame->flags & FRAME_PARTICIPLE)
          && (frame->cue & (FORM_EN | FORM_ED)))
        frame->flags |= FRAME_PASSIVE;
      frame->flags &= ~(uint32_t)FRAME_PARTICIPLE;
      frame->first = i - 1;
    } else if (!is_adverb(last) && !(last->bits & W_NEG)
               && !((last->bits & W_ADVERB) && i - 1 > s->sent->first
                    && (at(s, i - 2)->bits & W_AUX))) {
      break;
    }
    i--;
  }
}

static void
find_subject(const Search *s, Frame *frame)
{
  frame->subject = no_phrase;
  if (frame->flags & FRAME_PASSIVE) {
    Phrase by;
    if (frame->last + 1 < s->sent->last && is_word(at(s, frame->last), WORD_BY)
        && phrase_from(s->items, frame->last + 1, s->sent->last, &by))
      frame->subject = by;
    return;
  }
  if (frame->flags & (FRAME_PARTICIPLE | FRAME_INFINITIVE)) {
    if (!main_subject(s, frame->first, &frame->subject))
      frame->subject = no_phrase;
    return;
  }
  if ((frame->cue & CUE_SAY)
      && subject_after(s, frame->first, frame->last, &frame->subject)) {
    frame->flags |= FRAME_INVERTED;
    return;
  }
  if (!subject_before(s, frame->first, &frame->subject))
    frame->subject = no_phrase;
}

static bool
add_group(Search *s, uint32_t i, uint32_t last, uint32_t cue)
{
  Frame frame = { .first = i, .last = last, .cue = at(s, i)->cue | cue };

  if ((frame.cue & FORM_ING))
    frame.flags |= FRAME_PARTICIPLE;
  if (frame.cue & CUE_PHRASAL) {
    frame.cue |= CUE_SAY;
    frame.last++;
  }
  if (i > s->sent->first && is_word(at(s, i - 1), WORD_TO)) {
    frame.flags |= FRAME_INFINITIVE;
    frame.first--;
  } else {
    extend_left(s, &frame);
  }
  if ((frame.cue & FORM_BASE) && !(frame.cue & FORM_ED)
      && frame.first > s->sent->first
      && (at(s, frame.first - 1)->bits & W_CONJ))
    frame.flags |= FRAME_INFINITIVE;
  if (is_naming(s, i))
    frame.flags |= FRAME_PASSIVE;
  find_subject(s, &frame);
  return array_push(s->frames, frame);
}

static bool
add_verb(Search *s, uint32_t i)
{
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

  if (!is_word(at(s, first), WORD_IN))
    return true;
  while (i < s->sent->last && i < first + 10 && at(s, i)->mark != ',')
    if (at(s, i++)->cue & WORD_POLL)
      frame.subject.last = i;
  if (!frame.subject.last || i + 2 >= s->sent->last || at(s, i)->mark != ',')
    return true;
  frame.subject.first = first + 1;
  frame.subject.head = frame.subject.last - 1;
  return array_push(s->frames, frame);
}

/* "according to X", "in the words of X", "as X put it". */
static bool
add_according(Search *s, uint32_t i)
{
  Frame frame = {
    .first = i, .last = i + 2, .cue = CUE_SAY, .flags = FRAME_ACCORDING
  };

  if (!phrase_from(s->items, i + 2, s->sent->last, &frame.subject))
    frame.subject = no_phrase;
  return array_push(s->frames, frame);
}

/* "raised a toast", "posted a message": the verb before the noun counts. */
static bool
add_speech(Search *s, uint32_t i)
{
  uint32_t k = i;

  while (k > s->sent->first && i - k < 3 && at(s, k - 1)->kind == ITEM_WORD
         && !(at(s, k - 1)->bits & W_DET))
    k--;
  if (k < s->sent->first + 2 || !(at(s, k - 1)->bits & W_DET))
    return true;
  k -= 2;
  if (!(at(s, k)->bits & W_VERB)
      || !(at(s, k)->cue & (FORM_ED | FORM_S | FORM_ING))
      || (at(s, k)->cue & CUE_ANY) || !is_verb(s, k))
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

  while (k > s->sent->first && i - k < 3 && at(s, k - 1)->kind == ITEM_WORD
         && !(at(s, k - 1)->shape & ITEM_POSSESSIVE)
         && !(at(s, k - 1)->bits & ~(uint32_t)(W_VERB | W_ADVERB)))
    k--;
  if (i + 1 < s->sent->last && is_word(at(s, i + 1), WORD_THAT)
      && (k == s->sent->first || !is_possessor(at(s, k - 1)))) {
    frame.subject = no_phrase; /* "fears that": nobody's */
    return array_push(s->frames, frame);
  }
  if (k == s->sent->first)
    return true;
  k--;
  frame.subject = (Phrase){ k, k + 1, k };
  if (at(s, k)->shape & ITEM_POSSESSIVE) {
    while (k > s->sent->first && phrase_is_name(at(s, k - 1))
           && !(at(s, k - 1)->shape & ITEM_POSSESSIVE))
      k--;
    frame.subject.first = k;
  } else if (!(at(s, k)->bits & W_POSS) || (at(s, k)->bits & W_FIRST)
             || (at(s, k)->bits & W_REL)) {
    return true;
  }
  return array_push(s->frames, frame);
}

/* "NAME: ..." at the beginning of a sentence. */
static bool
add_colon(Search *s)
{
  Frame frame = { .cue = CUE_SAY, .flags = FRAME_COLON };
  uint32_t i = s->sent->first;

  while (i < s->sent->last && i < s->sent->first + 8
         && at(s, i)->kind == ITEM_WORD)
    i++;
  if (i == s->sent->first || i + 1 >= s->sent->last || at(s, i)->mark != ':')
    return true;
  if (!phrase_from(s->items, s->sent->first, i, &frame.subject)
      || frame.subject.last != i || !phrase_is_name(at(s, frame.subject.head)))
    return true;
  frame.first = i;
  frame.last = i + 1;
  return array_push(s->frames, frame);
}

bool
frames_find(const Text *text, const Items *items, const Sent *sent,
            Frames *frames)
{
  Search s = { text, items, sent, frames, frames->count };

  if (!add_colon(&s) || !add_poll(&s))
    return false;
  for (uint32_t i = sent->first; i < sent->last; i++) {
    const Item *item = at(&s, i);
    if (item->kind != ITEM_WORD)
      continue;
    if (i + 2 < sent->last && is_word(at(&s, i + 1), WORD_TO)
        && is_word(item, WORD_ACCORDING)) {
      if (!add_according(&s, i++))
        return false;
    } else if ((item->cue & CUE_ANY) && is_verb(&s, i)) {
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
