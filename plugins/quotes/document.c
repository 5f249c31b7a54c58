/* SPDX-License-Identifier: Apache-2.0
 *
 * document.c - see document.h.
 */
#include "document.h"

#include "attribute.h"
#include "dashes.h"
#include "frames.h"
#include "indirect.h"
#include "items.h"
#include "kind.h"
#include "labels.h"
#include "names.h"
#include "sents.h"
#include "tokens.h"

/* May a quote without words around it be said by whom paragraph `number` ends
 * with?  Not when words come before the next quote. */
static bool
is_paragraph_awaited(const Text *text, const Document *w, uint32_t number)
{
  for (uint32_t i = number + 1;
       i < w->paragraphs.count && i - number <= text->options->distance; i++) {
    const Paragraph *next = &w->paragraphs.items[i];
    if (next->quote < next->quote_end)
      return true;
    if (next->token < next->token_end
        && token_at(text->tokens, next->token)->kind <= STEMMA_TOKEN_NUMBER)
      return false;
  }
  return false;
}

/* The same for whom a sentence is about; most are followed by another one's
 * words, and need not be looked at for it. */
static bool
is_awaited(const Text *text, const Document *w, uint32_t number,
           const Sent *sent)
{
  const Sent *next = sent + 1;

  if (next == w->sents.items + w->sents.count)
    return is_paragraph_awaited(text, w, number);
  return next->quotes || w->items.items[next->first].kind > ITEM_NUMBER;
}

static bool
read_sentence(const Text *text, Document *w, uint32_t number, const Sent *sent,
              Turn *turn)
{
  bool speaks = sent->quotes || is_awaited(text, w, number, sent);
  bool indirect = text->options->indirect;

  array_clear(&w->frames);
  if ((speaks || indirect) && !frames_find(text, &w->items, sent, &w->frames))
    return false;
  if (speaks
      && !attribute_sentence(text, &w->items, sent, &w->frames, &w->quotes,
                             number, turn, &w->founds))
    return false;
  if (indirect && w->frames.count
      && !indirect_sentence(&w->items, sent, &w->frames, &w->founds))
    return false;
  return names_sentence(&w->names, text, &w->items, sent);
}

static bool
read_paragraph(const Text *text, Document *w, uint32_t number, Turn *turn)
{
  const Paragraph *at = &w->paragraphs.items[number];

  if (!items_build(text, at, &w->quotes, &w->items, &w->sents))
    return false;
  for (uint32_t i = 0; i < w->sents.count; i++)
    if (!read_sentence(text, w, number, &w->sents.items[i], turn))
      return false;
  return true;
}

/* Quotes within quotes, with no speaker: the text does not name one. */
static bool
add_nested(const Text *text, Document *w)
{
  for (uint32_t i = 0; i < w->quotes.count; i++) {
    const Quoted *quote = &w->quotes.items[i];
    Found found = { .span = quote->inside, .entity = NONE };
    if (!quote->depth)
      continue;
    found.kind = kind_begins_high(text, quote) ? STEMMA_DIRECT : STEMMA_MIXED;
    if (!array_push(&w->founds, found))
      return false;
  }
  return true;
}

bool
document_read(const Text *text, Document *w)
{
  Turn turn;

  array_clear(&w->quotes);
  array_clear(&w->founds);
  attribute_start(&turn);
  register_start(&w->names);
  if (!sents_paragraphs(text, &w->paragraphs))
    return false;
  labels_find(text, &w->paragraphs);
  if (!marks_find(text->doc, &w->paragraphs, text->options->styles, &w->marks,
                  &w->quotes)
      || !dashes_find(text, &w->paragraphs, &w->quotes, &w->spare))
    return false;
  for (uint32_t i = 0; i < w->paragraphs.count; i++)
    if (!read_paragraph(text, w, i, &turn))
      return false;
  return !text->options->nested || add_nested(text, w);
}

void
document_free(Document *w)
{
  array_free(&w->paragraphs);
  marks_free(&w->marks);
  array_free(&w->quotes);
  array_free(&w->spare);
  items_free(&w->items);
  array_free(&w->sents);
  array_free(&w->frames);
  array_free(&w->founds);
  register_free(&w->names);
}
