/* SPDX-License-Identifier: Apache-2.0
 *
 * sents.c - see sents.h.  Sentences end where segment says, with the marks of a
 * quote counted to the sentences that they open and close.
 */
#include "sents.h"

#include "capitals.h"
#include "lead_in.h"

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
is_longer(const Item *item)
{
  return item->span.end - item->span.begin > 3;
}

/* What ends with a full stop has a headline's words only if those without a
 * capital are small. */
static inline uint32_t
is_text_word(const Item *item)
{
  return sents_is_lower(item)
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
            & ((sents_is_lower(item + 1) & is_longer(item + 1))
               | (sents_is_lower(end - 1) & is_longer(end - 1))
               | (sents_is_lower(end - 2) & is_longer(end - 2))));
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
      & lead_in_may(items->items + sent->first, items->items + sent->last))
    sent->body += lead_in_length(text, items, sent);
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
  capitals_mark(text, items);
}
