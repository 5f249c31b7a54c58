/* SPDX-License-Identifier: Apache-2.0
 *
 * rows.c - see rows.h.
 */
#include "rows.h"

#include <stdlib.h>
#include <string.h>

#include "unnamed.h"

static int
compare(const void *left, const void *right)
{
  const Found *a = left, *b = right;

  if (a->span.begin != b->span.begin)
    return a->span.begin < b->span.begin ? -1 : 1;
  if (a->span.end != b->span.end)
    return a->span.end > b->span.end ? -1 : 1;
  return a->kind < b->kind ? -1 : a->kind > b->kind;
}

/* As qsort would; but what a document is found to say is in order but for a few
 * rows of the same sentence, which move a short way. */
static void
sort(Founds *founds)
{
  for (uint32_t i = 1; i < founds->count; i++) {
    Found one = founds->items[i];
    uint32_t at = i;
    for (; at > 0 && compare(&founds->items[at - 1], &one) > 0; at--)
      founds->items[at] = founds->items[at - 1];
    if (at < i)
      founds->items[at] = one;
  }
}

static stemma_str
slice(const Text *text, stemma_writer *writer, stemma_span span)
{
  return writer->intern(writer, text->doc->text + span.begin,
                        span.end - span.begin);
}

/* The name of the quote's speaker: interned already, if the speaker's words are
 * the name. */
static stemma_str
entity_of(const Text *text, const Found *found, const Register *names,
          stemma_str speaker, stemma_writer *writer)
{
  const char *at = text->doc->text;
  stemma_span span = found->unnamed.end ? found->unnamed : found->speaker;
  uint32_t length = found->speaker.end - found->speaker.begin;

  if (found->entity != NONE)
    span = names->entities.items[found->entity].name;
  if (span.end - span.begin == length
      && memcmp(at + span.begin, at + found->speaker.begin, length) == 0)
    return speaker;
  return slice(text, writer, span);
}

static stemma_status
write_row(const Text *text, const Found *found, const Register *names,
          stemma_writer *writer)
{
  stemma_quote row = { .row = { found->span.begin, found->span.end, 0, 0 },
                       .kind = found->kind,
                       .translated = found->translated };

  if (found->speaker.end) {
    row.row.present |= 1u << STEMMA_QUOTE_SPEAKER_SPAN
                       | 1u << STEMMA_QUOTE_SPEAKER | 1u << STEMMA_QUOTE_ENTITY;
    row.speaker_span = found->speaker;
    row.speaker = slice(text, writer, found->speaker);
    row.entity = entity_of(text, found, names, row.speaker, writer);
  }
  if (found->cue.end) {
    row.row.present |= 1u << STEMMA_QUOTE_CUE_SPAN | 1u << STEMMA_QUOTE_CUE;
    row.cue_span = found->cue;
    row.cue = slice(text, writer, found->cue);
  }
  return stemma_append(writer, &row, sizeof row);
}

/* Are they the same words of the text? */
static inline bool
is_same(stemma_span a, stemma_span b)
{
  return (a.begin == b.begin) & (a.end == b.end);
}

/* In reading order, so that a pronoun finds who spoke before.  A speaker who
 * goes on is looked for once. */
static void
name_speakers(const Text *text, Founds *founds, const Register *names)
{
  uint32_t last = NONE, place = NONE;
  Unnamed unnamed = { .latest = false };
  const Found *before = NULL; /* the last one with a speaker */

  for (uint32_t i = 0; i < founds->count; i++) {
    Found *found = &founds->items[i];
    if (!found->speaker.end)
      continue;
    if (before && is_same(before->speaker, found->speaker)) {
      found->entity = before->entity;
      found->unnamed = before->unnamed;
      continue;
    }
    before = found;
    if (unnamed_is_meant(&unnamed, names, text, found->speaker)) {
      found->unnamed = unnamed.span;
      unnamed.latest = true;
      continue;
    }
    found->entity = names_resolve(names, text, found->speaker, last, place);
    unnamed_note(&unnamed, text, found->speaker, found->entity != NONE);
    if (found->entity == NONE)
      continue;
    last = found->entity;
    place = found->speaker.end;
  }
}

stemma_status
rows_write(const Text *text, Founds *founds, const Register *names,
           stemma_writer *writer)
{
  if (text->options->nested && founds->count)
    qsort(founds->items, founds->count, sizeof *founds->items, compare);
  else
    sort(founds);
  name_speakers(text, founds, names);
  for (uint32_t i = 0; i < founds->count; i++) {
    stemma_status status = write_row(text, &founds->items[i], names, writer);
    if (status)
      return status;
  }
  return STEMMA_OK;
}
