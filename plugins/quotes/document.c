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

/* The frames of all sentences in which they are looked for. */
static bool
find_frames(const Text *text, Document *w)
{
  array_clear(&w->frames);
  /* Room for one keeps the address of no frames from being NULL. */
  if (!array_reserve(&w->frames, 1))
    return false;
  for (uint32_t i = 0; i < w->sents.count; i++) {
    Sent *sent = &w->sents.items[i];
    sent->frame = w->frames.count;
    if ((sent->quotes || text->options->indirect)
        && !frames_find(text, &w->items, sent, &w->frames))
      return false;
    sent->frame_end = w->frames.count;
  }
  return true;
}

/* The reported speech of a sentence. */
static bool
find_indirect(Document *w, const Sent *sent)
{
  Frames frames = { .items = w->frames.items + sent->frame,
                    .count = sent->frame_end - sent->frame };

  return !frames.count
         || indirect_sentence(&w->items, sent, &frames, &w->founds);
}

/* What is said, marked or not. */
static bool
find_speech(const Text *text, Document *w, Turn *turn)
{
  const Scene scene = { .text = text,
                        .paragraphs = &w->paragraphs,
                        .quotes = &w->quotes,
                        .items = &w->items,
                        .sents = &w->sents,
                        .frames = &w->frames,
                        .late = &w->late };

  for (uint32_t i = 0; i < w->sents.count; i++) {
    const Sent *sent = &w->sents.items[i];
    if (sent->quotes && !attribute_sentence(&scene, i, turn, &w->founds))
      return false;
    if (text->options->indirect && !find_indirect(w, sent))
      return false;
  }
  return turn_leave(turn, &scene);
}

static bool
find_names(const Text *text, Document *w)
{
  for (uint32_t i = 0; i < w->sents.count; i++)
    if (!names_sentence(&w->names, text, &w->items, &w->sents.items[i]))
      return false;
  return true;
}

/* Some paragraphs, from *next on.  Each step reads all their sentences before
 * the next one does: together the steps are too long for a processor's cache,
 * and would be loaded again for each sentence. */
static bool
read_paragraphs(const Text *text, Document *w, uint32_t *next, Turn *turn)
{
  return items_build(text, &w->paragraphs, next, &w->quotes, &w->items,
                     &w->sents)
         && find_frames(text, w) && find_speech(text, w, turn)
         && find_names(text, w);
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
  w->items.months = 0;
  turn_start(&turn);
  register_start(&w->names);
  if (!sents_paragraphs(text, &w->paragraphs))
    return false;
  labels_find(text, &w->paragraphs);
  if (!marks_find(text->doc, &w->paragraphs, text->options->styles, &w->marks,
                  &w->quotes)
      || !dashes_find(text, &w->paragraphs, &w->quotes, &w->spare))
    return false;
  for (uint32_t i = 0; i < w->paragraphs.count;)
    if (!read_paragraphs(text, w, &i, &turn))
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
  array_free(&w->late);
  array_free(&w->founds);
  register_free(&w->names);
}
