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
#include "sents.h"

static bool
read_paragraph(const Text *text, Document *w, uint32_t number, Turn *turn)
{
  const Paragraph *at = &w->paragraphs.items[number];

  if (!items_build(text, at, &w->quotes, &w->items, &w->sents))
    return false;
  for (uint32_t i = 0; i < w->sents.count; i++) {
    const Sent *sent = &w->sents.items[i];
    array_clear(&w->frames);
    if (!frames_find(text, &w->items, sent, &w->frames)
        || !attribute_sentence(text, &w->items, sent, &w->frames, &w->quotes,
                               number, turn, &w->founds)
        || (text->options->indirect
            && !indirect_sentence(&w->items, sent, &w->frames, &w->founds))
        || !names_sentence(&w->names, text, &w->items, sent))
      return false;
  }
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
  names_start(&w->names);
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
  names_free(&w->names);
}
