/* SPDX-License-Identifier: Apache-2.0
 *
 * rows.c - see rows.h.
 */
#include "rows.h"

#include <stdlib.h>

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

static stemma_str
slice(const Text *text, stemma_writer *writer, stemma_span span)
{
  return writer->intern(writer, text->doc->text + span.begin,
                        span.end - span.begin);
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
    row.entity =
        slice(text, writer,
              found->entity == NONE
                  ? found->unnamed.end ? found->unnamed : found->speaker
                  : names->entities.items[found->entity].name);
  }
  if (found->cue.end) {
    row.row.present |= 1u << STEMMA_QUOTE_CUE_SPAN | 1u << STEMMA_QUOTE_CUE;
    row.cue_span = found->cue;
    row.cue = slice(text, writer, found->cue);
  }
  return stemma_append(writer, &row, sizeof row);
}

/* In reading order, so that a pronoun finds who spoke before. */
static void
name_speakers(const Text *text, Founds *founds, const Register *names)
{
  uint32_t last = NONE, place = NONE;
  Unnamed unnamed = { .latest = false };

  for (uint32_t i = 0; i < founds->count; i++) {
    Found *found = &founds->items[i];
    if (!found->speaker.end)
      continue;
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
  if (founds->count)
    qsort(founds->items, founds->count, sizeof *founds->items, compare);
  name_speakers(text, founds, names);
  for (uint32_t i = 0; i < founds->count; i++) {
    stemma_status status = write_row(text, &founds->items[i], names, writer);
    if (status)
      return status;
  }
  return STEMMA_OK;
}
