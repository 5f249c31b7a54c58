/* SPDX-License-Identifier: Apache-2.0 */
#include "table.h"

#include <stdlib.h>
#include <string.h>

#include "collate.h"
#include "worddiff.h"

enum { ALL_PAIRS = 16 };

/* More witnesses are collated in parts of this many. */
enum { MOST_WITNESSES = 400 };

struct Tabler {
  Stems *stems;
  Collator *collator;
  Differ *differ;
  WordList words; /* of all members, one after the other */
  Buffer starts;  /* of uint32_t: each member's first word */
  Buffer texts;   /* of AlignText */
};

typedef struct Writing {
  Tabler *t;
  const stemma_table *members;
  const TableRows *rows;
  const AlignText *texts;
  stemma_writer *readings;
  stemma_writer *diffs;
  bool near;
} Writing;

Tabler *
tabler_new(void)
{
  Tabler *t = calloc(1, sizeof *t);

  if (!t)
    return NULL;
  t->stems = stems_new("en");
  t->collator = collator_new();
  t->differ = differ_new();
  if (t->stems && t->collator && t->differ)
    return t;
  tabler_free(t);
  return NULL;
}

void
tabler_free(Tabler *t)
{
  if (!t)
    return;
  stems_free(t->stems);
  collator_free(t->collator);
  differ_free(t->differ);
  buffer_free(&t->words.words);
  buffer_free(&t->starts);
  buffer_free(&t->texts);
  free(t);
}

static const CarriedRendering *
member(const stemma_table *members, uint32_t i)
{
  return STEMMA_AT(CarriedRendering, members->rows, i);
}

static uint32_t
utterance_of(const Writing *w, uint32_t i)
{
  return w->rows ? w->rows->utterance : member(w->members, i)->utterance;
}

static uint32_t
rendering_of(const Writing *w, uint32_t i)
{
  return w->rows ? w->rows->first_rendering + i
                 : member(w->members, i)->rendering;
}

/* Cuts all members; the words lie in one list, which may move until all are
 * cut. */
static bool
cut_members(Tabler *t, const stemma_table *members)
{
  uint32_t count = members->rows.count;
  uint32_t *starts = buffer_need(&t->starts, (size_t)count + 1, sizeof *starts);
  AlignText *texts = buffer_need(&t->texts, count, sizeof *texts);

  if (!starts || !texts)
    return false;
  t->words.count = 0;
  for (uint32_t i = 0; i < count; i++) {
    stemma_str text = member(members, i)->text;

    starts[i] = t->words.count;
    if (!cut_words(&t->words, t->stems, stemma_text(members, text), 0,
                   text.length))
      return false;
  }
  starts[count] = t->words.count;
  for (uint32_t i = 0; i < count; i++)
    texts[i] = (AlignText){ stemma_text(members, member(members, i)->text),
                            word_list(&t->words) + starts[i],
                            starts[i + 1] - starts[i] };
  return true;
}

/* Where the witness goes on after an omission: the end of its word before. */
static stemma_status
write_cell(const Writing *w, uint32_t witness, uint32_t column,
           const CollateCell *cell, uint32_t *end)
{
  const CarriedRendering *from = member(w->members, witness);
  const AlignText *text = &w->texts[witness];
  stemma_reading row = { .utterance = utterance_of(w, witness),
                         .column = column,
                         .doc = from->doc,
                         .rendering = rendering_of(w, witness),
                         .kind = cell->kind };

  row.row.begin = row.row.end = from->row.begin + *end;
  if (cell->word != COLLATE_NONE) {
    const Word *word = &text->words[cell->word];

    row.content = word->kind != WORD_MARK;
    row.text = w->readings->intern(w->readings, text->text + word->begin,
                                   word->end - word->begin);
    row.row.begin = from->row.begin + word->begin;
    row.row.end = from->row.begin + word->end;
    *end = word->end;
  }
  return stemma_append(w->readings, &row, sizeof row);
}

static stemma_status
write_readings(const Writing *w, const CollateTable *table, uint32_t first)
{
  stemma_status status = STEMMA_OK;

  for (uint32_t i = 0; i < table->witnesses; i++) {
    uint32_t end = 0;

    for (uint32_t c = 0; c < table->columns && status == STEMMA_OK; c++)
      status = write_cell(w, first + i, c, collate_cell(table, c, i), &end);
  }
  return status;
}

/* The span of `count` words from `first`; of none: the end of the word
 * before. */
static stemma_span
span_of(const Writing *w, uint32_t i, uint32_t first, uint32_t count)
{
  const AlignText *text = &w->texts[i];
  uint32_t base = member(w->members, i)->row.begin;
  uint32_t end = first ? text->words[first - 1].end : 0;

  if (count == 0)
    return (stemma_span){ base + end, base + end };
  return (stemma_span){ base + text->words[first].begin,
                        base + text->words[first + count - 1].end };
}

static stemma_status
write_pair(const Writing *w, uint32_t a, uint32_t b, stemma_error *error)
{
  uint32_t count;
  const WordOp *ops =
      worddiff(w->t->differ, &w->texts[a], &w->texts[b], w->near, &count);
  stemma_status status = STEMMA_OK;

  if (!ops)
    return out_of_memory(error);
  for (uint32_t i = 0; i < count && status == STEMMA_OK; i++) {
    stemma_diff row = { .utterance = utterance_of(w, a),
                        .op = ops[i].op,
                        .a = rendering_of(w, a),
                        .b = rendering_of(w, b),
                        .a_doc = member(w->members, a)->doc,
                        .b_doc = member(w->members, b)->doc,
                        .a_span = span_of(w, a, ops[i].a, ops[i].a_count),
                        .b_span = span_of(w, b, ops[i].b, ops[i].b_count) };

    status = stemma_append(w->diffs, &row, sizeof row);
  }
  return status;
}

static stemma_status
write_diffs(const Writing *w, stemma_error *error)
{
  uint32_t count = w->members->rows.count;
  uint32_t firsts = count <= ALL_PAIRS ? count : 1;
  stemma_status status = STEMMA_OK;

  for (uint32_t a = 0; a < firsts; a++)
    for (uint32_t b = a + 1; b < count && status == STEMMA_OK; b++)
      status = write_pair(w, a, b, error);
  return status;
}

stemma_status
tabler_write(Tabler *t, const stemma_table *members, const TableRows *rows,
             bool near, stemma_writer *readings, stemma_writer *diffs,
             stemma_error *error)
{
  Writing w = { t, members, rows, NULL, readings, diffs, near };
  uint32_t count = members->rows.count;
  stemma_status status = STEMMA_OK;

  if (!cut_members(t, members))
    return out_of_memory(error);
  w.texts = t->texts.data;
  for (uint32_t first = 0; first < count && status == STEMMA_OK;
       first += MOST_WITNESSES) {
    uint32_t part =
        count - first < MOST_WITNESSES ? count - first : MOST_WITNESSES;
    const CollateTable *table =
        collate(t->collator, w.texts + first, part, near);

    if (!table)
      return out_of_memory(error);
    status = write_readings(&w, table, first);
  }
  return status == STEMMA_OK ? write_diffs(&w, error) : status;
}
