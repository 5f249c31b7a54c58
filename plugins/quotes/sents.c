/* SPDX-License-Identifier: Apache-2.0
 *
 * sents.c - see sents.h.  Sentences end where segment says, with the marks of a
 * quote counted to the sentences that they open and close.
 */
#include "sents.h"

#include "phrase.h"

static const stemma_sentence *
sentence_at(const Text *text, uint32_t i)
{
  return STEMMA_AT(stemma_sentence, text->sentences->rows, i);
}

bool
sents_paragraphs(const Text *text, Paragraphs *paragraphs)
{
  uint32_t count = text->sentences->rows.count, token = 0;

  array_clear(paragraphs);
  for (uint32_t i = 0; i < count; i++) {
    const stemma_sentence *row = sentence_at(text, i);
    if (!i || row->paragraph != sentence_at(text, i - 1)->paragraph) {
      Paragraph one = { .text = { row->row.begin, row->row.end },
                        .token = token,
                        .token_end = token };
      if (!array_push(paragraphs, one))
        return false;
    }
    token += row->tokens;
    paragraphs->items[paragraphs->count - 1].text.end = row->row.end;
    paragraphs->items[paragraphs->count - 1].token_end = token;
  }
  return true;
}

/* Most of its longer words have capitals, as a headline's have.  A sentence of
 * other words is left after the fifth of those that have none: it would take
 * 25 words to make up for them. */
static bool
is_headline(const Items *items, const Sent *sent)
{
  uint32_t upper = 0, words = 0, longer = 0;
  bool stop = items->items[sent->last - 1].mark == '.';

  for (uint32_t i = sent->first; i < sent->last; i++) {
    const Item *item = &items->items[i];
    if (item->kind != ITEM_WORD)
      continue;
    words++;
    if (stop && !(item->shape & ITEM_UPPER)
        && !(item->bits & (W_PREP | W_DET | W_CONJ | W_SUB | W_AUX)))
      return false;
    longer += item->span.end - item->span.begin > 3;
    upper +=
        (item->shape & ITEM_UPPER) && item->span.end - item->span.begin > 3;
    if (words >= 25 || longer - upper >= 5)
      return false;
  }
  if (stop && words <= 4)
    return false;
  return words > 2 && longer > 1 && upper * 5 >= longer * 4;
}

/* Items before the dash of a dateline; 0 when there is none. */
static uint32_t
dateline(const Items *items, const Sent *sent)
{
  uint32_t i = sent->first;

  while (i < sent->last && i < sent->first + 12) {
    const Item *item = &items->items[i++];
    if (item->mark == '-')
      return i > sent->first + 1 ? i - sent->first : 0;
    if (item->kind == ITEM_QUOTE || item->mark == ':' || item->mark == '.')
      return 0;
    if (item->kind == ITEM_WORD && !(item->shape & ITEM_UPPER))
      return 0;
  }
  return 0;
}

/* "...?" X asked: do the words behind the quote tell who spoke? */
static bool
is_attribution(const Items *items, uint32_t i)
{
  const Item *quote = &items->items[i - 1];

  if (quote->kind != ITEM_QUOTE || (quote->end != '?' && quote->end != '!'))
    return false;
  for (uint32_t k = i; k < items->count && k < i + 6; k++) {
    const Item *item = &items->items[k];
    if (item->kind != ITEM_WORD || (item->bits & (W_SUB | W_PREP)))
      return false;
    if ((item->cue & CUE_SAY) && (item->cue & (FORM_ED | FORM_S))
        && !(item->shape & ITEM_UPPER))
      return k > i;
  }
  return false;
}

/* Joins the sentences that a quote parts from who said it; each ends where the
 * next one begins. */
static void
join(Sents *sents, const Items *items)
{
  uint32_t count = 0;

  for (uint32_t i = 0; i < sents->count; i++) {
    Sent *sent = &sents->items[i];
    if (i && is_attribution(items, sent->first))
      sents->items[count - 1].quotes += sent->quotes;
    else
      sents->items[count++] = *sent;
  }
  sents->count = count;
  for (uint32_t i = 0; i < count; i++) {
    Sent *sent = &sents->items[i], *next = sent + 1;
    bool last = i + 1 == count;
    sent->last = last ? items->count : next->first;
    sent->cue_end = last ? items->cues.count : next->cue;
    sent->upper_end = last ? items->uppers.count : next->upper;
  }
}

/* The words with a capital that may be part of a name: no small word that only
 * begins a sentence, and no "He" or "US" but in capitals. */
static void
mark_names(Items *items)
{
  for (uint32_t i = 0; i < items->uppers.count; i++) {
    Item *item = &items->items[items->uppers.items[i]];
    uint32_t small = (item->bits & (W_PERSONAL | W_SUB | W_REL)) != 0;
    uint32_t begins = (item->bits & (PHRASE_SMALL | W_POSS)) != 0;
    uint32_t none = (item->bits & W_TIME) | (small & !(item->shape & ITEM_CAPS))
                    | (begins & ((item->shape & ITEM_FIRST) != 0));
    item->shape |= none ? 0 : ITEM_NAME;
  }
}

void
sents_end(Sents *sents, Items *items)
{
  join(sents, items);
  for (uint32_t i = 0; i < sents->count; i++) {
    Sent *sent = &sents->items[i];
    items->items[sent->first].shape |= ITEM_FIRST;
    sent->headline = is_headline(items, sent);
    sent->body = sent->first + (i ? 0 : dateline(items, sent));
    if (sent->body < sent->last)
      items->items[sent->body].shape |= ITEM_FIRST;
    else
      sent->body = sent->first;
  }
  mark_names(items);
}
