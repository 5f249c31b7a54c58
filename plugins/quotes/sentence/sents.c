/* SPDX-License-Identifier: Apache-2.0
 *
 * sents.c - see sents.h.  Sentences end where segment says, with the marks of a
 * quote counted to the sentences that they open and close.
 */
#include "sents.h"

#include <string.h>

#include "phrase.h"

bool
sents_paragraphs(const Text *text, Paragraphs *paragraphs)
{
  uint32_t count = text->sentences->rows.count, token = 0;

  array_clear(paragraphs);
  for (uint32_t i = 0; i < count; i++) {
    const stemma_sentence *row = sents_row(text, i);
    if (!i || row->paragraph != sents_row(text, i - 1)->paragraph) {
      Paragraph one = { .text = { row->row.begin, row->row.end },
                        .token = token,
                        .token_end = token,
                        .sentence = i };
      if (!array_push(paragraphs, one))
        return false;
    }
    token += row->tokens;
    paragraphs->items[paragraphs->count - 1].text.end = row->row.end;
    paragraphs->items[paragraphs->count - 1].token_end = token;
  }
  return true;
}

static inline uint32_t
is_lower(const Item *item)
{
  return !(item->kind | (item->shape & ITEM_UPPER)); /* ITEM_WORD is 0 */
}

static inline uint32_t
is_longer(const Item *item)
{
  return item->span.end - item->span.begin > 3;
}

/* What ends with a full stop has a headline's words only if those without a
 * capital are small. */
static inline uint32_t
is_text_word(const Item *item)
{
  return is_lower(item)
         & !(item->bits & (W_PREP | W_DET | W_CONJ | W_SUB | W_AUX));
}

/* Do the words at the sentence's ends tell that it is no headline, or that it
 * has too few capitals?  They do for most, without a walk over all. */
static inline bool
is_text(const Item *item, const Item *end, uint32_t upper)
{
  bool few = upper < 2; /* with the rest: no processor guesses how many */

  if (end - item < 4)
    return few;
  if (end[-1].mark == '.')
    return few | is_text_word(item + 1) | is_text_word(end - 2)
           | is_text_word(end - 3);
  return few
         | ((upper < 4)
            & ((is_lower(item + 1) & is_longer(item + 1))
               | (is_lower(end - 1) & is_longer(end - 1))
               | (is_lower(end - 2) & is_longer(end - 2))));
}

/* "Governor Ana Bel: “We will wait.”" */
static bool
is_led_quote(const Item *item, const Item *end)
{
  return end - item > 2 && end[-2].mark == ':' && end[-1].end == '.';
}

/* Most of its longer words have capitals, as a headline's have.  A sentence of
 * other words is left after the fifth of those that have none: it would take
 * 25 words to make up for them. */
static bool
is_headline(const Items *items, const Sent *sent)
{
  const Item *item = &items->items[sent->first];
  const Item *end = &items->items[sent->last];
  uint32_t words = 0, upper = 0, lower = 0; /* of the longer ones */
  bool stop = end[-1].mark == '.';

  if (is_text(item, end, sent->upper_end - sent->upper)
      || (sent->first && is_led_quote(item, end)))
    return false;
  for (; item < end; item++) {
    if (item->kind != ITEM_WORD)
      continue;
    if (++words == 25)
      return false;
    if (item->shape & ITEM_UPPER) {
      upper += is_longer(item);
      continue;
    }
    if (stop && is_text_word(item))
      return false;
    lower += is_longer(item);
    if (lower == 5)
      return false;
  }
  return words > (stop ? 4u : 2u) && upper + lower > 1 && upper >= lower * 4;
}

/* Is a word that begins with a capital of two or more letters, all capitals?
 * The second byte tells for most. */
static inline bool
is_caps(const char *text, stemma_span span)
{
  if (text[span.begin + 1] >= 'a' && text[span.begin + 1] <= 'z')
    return false;
  for (uint32_t i = span.begin + 2; i < span.end; i++)
    if (text[i] >= 'a' && text[i] <= 'z')
      return false;
  return span.end > span.begin + 1;
}

/* "Karl Dren - a teacher - said": does another dash follow the one before item
 * `i`, and no word in capitals ("LORN - Karl Dren - a teacher - said") begin
 * the sentence? */
static bool
is_embraced(const Text *text, const Items *items, const Sent *sent, uint32_t i)
{
  enum { NEAR = 16 };

  if (is_caps(text->doc->text, items->items[sent->first].span))
    return false;
  for (uint32_t k = i; k < sent->last && k < i + NEAR; k++)
    if (items->items[k].mark == '-'
        && items->items[k].span.begin > items->items[k - 1].span.end)
      return true;
  return false;
}

/* May the sentence have a dateline, a clock or "PHOTO:" before it?  One of its
 * first words, before any dash, tells for most that it has not. */
static inline bool
may_lead_in(const Item *item, const Item *end)
{
  bool lower, colon;

  if (end - item < 3)
    return true;
  lower = is_lower(item) | is_lower(item + 1)
          | (is_lower(item + 2) & (item[1].mark != '-'));
  colon = (item[1].mark == ':') | (item[2].mark == ':');
  return !lower | colon | (item->kind == ITEM_NUMBER);
}

/* The items up to the mark of a dateline at item `i`, with the second dash of
 * "--". */
static uint32_t
dateline_length(const Items *items, const Sent *sent, uint32_t i)
{
  const Item *item = &items->items[i];

  while (i + 1 < sent->last && item[1].mark == '-'
         && item[1].span.begin == item->span.end) {
    item++;
    i++;
  }
  return i + 1 - sent->first;
}

/* "LORN: Rain fell, police said.": the words in capitals before the colon at
 * item `i` are a place's, in the first paragraphs, if nobody speaks of himself
 * behind it. */
static bool
is_place(const Text *text, const Items *items, const Sent *sent, uint32_t i)
{
  enum { PARAGRAPHS = 3 };
  const Item *item = &items->items[sent->first];
  const Item *end = &items->items[sent->last];

  if (sent->paragraph >= PARAGRAPHS || end[-1].mark != '.'
      || !is_caps(text->doc->text, item->span)
      || items->items[i + 1].kind > ITEM_NUMBER)
    return false;
  for (; item < end; item++)
    if ((item->bits & W_FIRST) || item->kind == ITEM_QUOTE
        || (item->cue & WORD_SHORT))
      return false;
  return true;
}

/* Items before the dash of a dateline; 0 when there is none.  Only words with
 * capitals, numbers and small marks stand before it. */
static uint32_t
dateline(const Text *text, const Items *items, const Sent *sent)
{
  uint32_t last = sent->first + 12 < sent->last ? sent->first + 12 : sent->last;

  for (uint32_t i = sent->first; i < last; i++) {
    const Item *item = &items->items[i];
    if (is_lower(item))
      return 0;
    if (item->kind <= ITEM_NUMBER)
      continue;
    if (item->mark == '-')
      return i > sent->first && !is_embraced(text, items, sent, i + 1)
                 ? dateline_length(items, sent, i)
                 : 0;
    if (item->mark == ':')
      return is_place(text, items, sent, i) ? i + 1 - sent->first : 0;
    if (item->kind == ITEM_QUOTE || item->mark == '.')
      return 0;
  }
  return 0;
}

/* "...?": is the item a quote that may be parted from who said it? */
static inline bool
is_asked(const Item *item)
{
  return (item->kind == ITEM_QUOTE) & ((item->end == '?') | (item->end == '!'));
}

/* "...?" X asked: do the words behind the quote tell who spoke, before item
 * `end`? */
static bool
is_attribution(const Items *items, uint32_t i, uint32_t end)
{
  for (uint32_t k = i; k < end; k++) {
    const Item *item = &items->items[k];
    if (item->kind != ITEM_WORD || (item->bits & (W_SUB | W_PREP)))
      return false;
    if ((item->cue & CUE_SAY) && (item->cue & (FORM_ED | FORM_S))
        && !(item->shape & ITEM_UPPER))
      return k > i;
  }
  return false;
}

/* How far behind its first item sentence `i` is asked for who spoke: not beyond
 * its paragraph. */
static uint32_t
reach_of(const Sents *sents, uint32_t i, uint32_t count)
{
  const Sent *sent = &sents->items[i];
  uint32_t end = sent->first + 6 < count ? sent->first + 6 : count;

  for (i++; i < sents->count && sents->items[i].first < end; i++)
    if (sents->items[i].paragraph != sent->paragraph)
      return sents->items[i].first;
  return end;
}

/* Joins the sentences that a quote parts from who said it. */
static void
join(Sents *sents, const Items *items)
{
  Sent *last = sents->items; /* of those that stay */

  for (uint32_t i = 1; i < sents->count; i++) {
    Sent *sent = &sents->items[i];
    if (((sent->paragraph == last->paragraph)
         & is_asked(&items->items[sent->first - 1]))
        && is_attribution(items, sent->first,
                          reach_of(sents, i, items->count))) {
      last->quotes += sent->quotes;
    } else if (++last != sent) {
      *last = *sent;
    }
  }
  if (sents->count)
    sents->count = (uint32_t)(last + 1 - sents->items);
}

/* Each sentence ends where the next one begins. */
static void
set_end(const Items *items, Sent *sent, const Sent *next)
{
  sent->last = next ? next->first : items->count;
  sent->cue_end = next ? next->cue : items->cues.count;
  sent->upper_end = next ? next->upper : items->uppers.count;
}

/* Words with a capital that are no part of a name, by their shape: small ones
 * that only begin a sentence, and no "He" or "US" but in capitals. */
#define NO_NAME W_TIME
#define NO_NAME_FIRST (PHRASE_SMALL | W_POSS)
#define NO_NAME_LOWER (W_PERSONAL | W_SUB | W_REL)
static const uint32_t no_name[] = { [0] = NO_NAME | NO_NAME_LOWER,
                                    [ITEM_CAPS] = NO_NAME,
                                    [ITEM_FIRST] =
                                        NO_NAME | NO_NAME_LOWER | NO_NAME_FIRST,
                                    [ITEM_FIRST | ITEM_CAPS] =
                                        NO_NAME | NO_NAME_FIRST };

/* A word that the lexicon does not have may be a first name: "Emily" is no
 * adverb then, and no "Mohamed" a verb.  No word is in both tables; all are
 * looked up, since no processor guesses which are unknown. */
static inline void
know_name(Item *item)
{
  item->classes |= word_find_name(item->fold)->classes;
  item->shape &=
      (uint8_t) ~((item->classes != 0) * (uint32_t)(ITEM_LY | ITEM_ED));
}

/* Which of the words with a capital are parts of names? */
static void
mark_names(const Text *text, Items *items)
{
  const uint32_t *upper = items->uppers.items;
  const uint32_t *last = upper + items->uppers.count;
  const char *bytes = text->doc->text;
  Item *first = items->items;

  for (; upper < last; upper++) {
    Item *item = first + *upper;
    uint32_t shape, name;
    know_name(item);
    shape = item->shape;
    if (is_caps(bytes, item->span))
      shape |= ITEM_CAPS;
    name = !(item->bits & no_name[shape & (ITEM_FIRST | ITEM_CAPS)]);
    item->shape = (uint8_t)(shape | name * ITEM_NAME);
  }
}

/* Items of "PHOTO:", "Read more:"; 0 without such words. */
static uint32_t
caption(const Items *items, const Sent *sent)
{
  const Item *first = &items->items[sent->first];
  uint32_t words = sent->first + 2 < sent->last && first[2].mark == ':'   ? 2
                   : sent->first + 1 < sent->last && first[1].mark == ':' ? 1
                                                                          : 0;

  if (!words || sent->first + words + 1 >= sent->last
      || first->kind != ITEM_WORD
      || !fold_list_has(&lexicon_caption, first->fold))
    return 0;
  return words + 1;
}

/* Has the number so many bytes, and a point or a colon before the last two if
 * more than two? */
static bool
is_digits(const Text *text, const Item *item, uint32_t least, uint32_t most)
{
  uint32_t length = item->span.end - item->span.begin;

  return item->kind == ITEM_NUMBER && length >= least && length <= most
         && (length <= 2 || strchr(".:", text->doc->text[item->span.end - 3]));
}

/* A word or a mark of "p.m.", "am". */
static bool
is_half_of_day(const Text *text, const Item *item)
{
  const char *at = text->doc->text + item->span.begin;
  uint32_t length = item->span.end - item->span.begin;

  return item->mark == '.'
         || (item->kind == ITEM_WORD && length < 3 && strchr("apm", at[0])
             && (length == 1 || at[1] == 'm'));
}

/* Items of "14:05", "17.52" or "8:15 p.m. -" before a word with a capital, as
 * live reports begin their paragraphs; 0 without. */
static uint32_t
clock(const Text *text, const Items *items, const Sent *sent)
{
  const Item *first = &items->items[sent->first], *item = first;
  const Item *end = &items->items[sent->last];

  if (first->kind != ITEM_NUMBER || end - first < 4)
    return 0;
  if (is_digits(text, first, 1, 2) && first[1].mark == ':'
      && is_digits(text, first + 2, 2, 2))
    item += 3;
  else if (is_digits(text, first, 4, 5))
    item++;
  else
    return 0;
  for (int i = 0; i < 4 && item + 1 < end && is_half_of_day(text, item); i++)
    item++;
  item += item + 1 < end && item->mark == '-';
  return item < end && (item->shape & ITEM_UPPER) ? (uint32_t)(item - first)
                                                  : 0;
}

/* Items before the sentence that a paragraph begins with. */
static uint32_t
lead_in(const Text *text, const Items *items, const Sent *sent)
{
  uint32_t words = caption(items, sent);

  words = words ? words : clock(text, items, sent);
  return words ? words : dateline(text, items, sent);
}

/* What the place of the sentence in its paragraph, and its words, tell of it.
 */
static void
end_sent(const Text *text, const Sents *sents, Items *items, Sent *sent)
{
  const Sent *next = sent + 1;

  if (next == sents->items + sents->count)
    next = NULL;
  set_end(items, sent, next);
  sent->opens = sent == sents->items || sent[-1].paragraph != sent->paragraph;
  sent->closes = !next || next->paragraph != sent->paragraph;
  items->items[sent->first].shape |= ITEM_FIRST;
  sent->headline = is_headline(items, sent);
  sent->body = sent->first;
  if (sent->opens
      & may_lead_in(items->items + sent->first, items->items + sent->last))
    sent->body += lead_in(text, items, sent);
  if (sent->body < sent->last)
    items->items[sent->body].shape |= ITEM_FIRST;
  else
    sent->body = sent->first;
}

void
sents_end(const Text *text, Sents *sents, Items *items)
{
  join(sents, items);
  for (uint32_t i = 0; i < sents->count; i++)
    end_sent(text, sents, items, &sents->items[i]);
  mark_names(text, items);
}
