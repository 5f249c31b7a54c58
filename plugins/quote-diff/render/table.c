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
  Stems *stems; /* not owned */
  Collator *collator;
  Differ *differ;
  WordList words; /* of all witnesses, one after the other */
  Buffer starts;  /* of uint32_t: each witness's first word */
  Buffer texts;   /* of AlignText: of the witnesses, and room for a part */
  Buffer order;   /* of uint32_t: each witness's place among the members */
};

/* Witnesses are the members that are collated: whole ones, then fragments. */
typedef struct Writing {
  Tabler *t;
  const stemma_table *members;
  TableRows rows;
  const AlignText *texts;
  const uint32_t *order;
  uint32_t whole;
  uint32_t witnesses;
  stemma_writer *readings;
  stemma_writer *diffs;
  bool near;
} Writing;

Tabler *
tabler_new(Stems *stems)
{
  Tabler *t = calloc(1, sizeof *t);

  if (!t)
    return NULL;
  t->stems = stems;
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
  collator_free(t->collator);
  differ_free(t->differ);
  buffer_free(&t->words.words);
  buffer_free(&t->starts);
  buffer_free(&t->texts);
  buffer_free(&t->order);
  free(t);
}

static const CarriedRendering *
member(const stemma_table *members, uint32_t i)
{
  return STEMMA_AT(CarriedRendering, members->rows, i);
}

static const CarriedRendering *
witness_at(const Writing *w, uint32_t i)
{
  return member(w->members, w->order[i]);
}

static uint32_t
rendering_of(const Writing *w, uint32_t i)
{
  return w->rows.first_rendering + w->order[i];
}

static uint32_t
append_role(uint32_t *order, uint32_t count, const stemma_table *members,
            bool fragments)
{
  for (uint32_t i = 0; i < members->rows.count; i++) {
    uint32_t role = member(members, i)->role;

    if (role != STEMMA_REPORTED && (role == STEMMA_FRAGMENT) == fragments)
      order[count++] = i;
  }
  return count;
}

static bool
choose_witnesses(Writing *w)
{
  uint32_t *order = buffer_need(
      &w->t->order, (size_t)w->members->rows.count + 1, sizeof *order);

  if (!order)
    return false;
  w->order = order;
  w->whole = append_role(order, 0, w->members, false);
  w->witnesses = append_role(order, w->whole, w->members, true);
  return true;
}

/* Cuts all witnesses; the words lie in one list, which may move until all are
 * cut. */
static bool
cut_witnesses(Writing *w)
{
  Tabler *t = w->t;
  uint32_t count = w->witnesses;
  uint32_t *starts = buffer_need(&t->starts, (size_t)count + 1, sizeof *starts);
  AlignText *texts =
      buffer_need(&t->texts, (size_t)count + 2 * MOST_WITNESSES, sizeof *texts);

  if (!starts || !texts)
    return false;
  t->words.count = 0;
  for (uint32_t i = 0; i < count; i++) {
    stemma_str text = witness_at(w, i)->text;

    starts[i] = t->words.count;
    if (!cut_words(&t->words, t->stems, stemma_text(w->members, text), 0,
                   text.length))
      return false;
  }
  starts[count] = t->words.count;
  for (uint32_t i = 0; i < count; i++)
    texts[i] = (AlignText){ stemma_text(w->members, witness_at(w, i)->text),
                            word_list(&t->words) + starts[i],
                            starts[i + 1] - starts[i] };
  w->texts = texts;
  return true;
}

/* Where the witness goes on after an omission: the end of its word before. */
static stemma_status
write_cell(const Writing *w, uint32_t witness, uint32_t column,
           const CollateCell *cell, uint32_t *end)
{
  const CarriedRendering *from = witness_at(w, witness);
  const AlignText *text = &w->texts[witness];
  stemma_reading row = { .utterance = w->rows.utterance,
                         .column = column,
                         .doc = from->doc,
                         .rendering = rendering_of(w, witness),
                         .kind = cell->kind };

  if (cell->kind == COLLATE_LACUNA)
    return STEMMA_OK;
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

/* A stretch of the witnesses that is collated together. */
typedef struct Part {
  uint32_t first, count;        /* whole ones */
  uint32_t fragment, fragments; /* and fragments */
} Part;

static stemma_status
write_readings(const Writing *w, const CollateTable *table, const Part *part)
{
  stemma_status status = STEMMA_OK;

  for (uint32_t i = 0; i < table->witnesses; i++) {
    uint32_t end = 0;
    uint32_t witness =
        i < part->count ? part->first + i : part->fragment + i - part->count;

    for (uint32_t c = 0; c < table->columns && status == STEMMA_OK; c++)
      status = write_cell(w, witness, c, collate_cell(table, c, i), &end);
  }
  return status;
}

/* The span of `count` words from `first`; of none: the end of the word
 * before. */
static stemma_span
span_of(const Writing *w, uint32_t i, uint32_t first, uint32_t count)
{
  const AlignText *text = &w->texts[i];
  uint32_t base = witness_at(w, i)->row.begin;
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
    stemma_diff row = { .utterance = w->rows.utterance,
                        .op = ops[i].op,
                        .a = rendering_of(w, a),
                        .b = rendering_of(w, b),
                        .a_doc = witness_at(w, a)->doc,
                        .b_doc = witness_at(w, b)->doc,
                        .a_span = span_of(w, a, ops[i].a, ops[i].a_count),
                        .b_span = span_of(w, b, ops[i].b, ops[i].b_count) };

    status = stemma_append(w->diffs, &row, sizeof row);
  }
  return status;
}

static stemma_status
write_diffs(const Writing *w, stemma_error *error)
{
  uint32_t count = w->whole;
  uint32_t firsts = count <= ALL_PAIRS ? count : 1;
  stemma_status status = STEMMA_OK;

  for (uint32_t a = 0; a < firsts; a++)
    for (uint32_t b = a + 1; b < count && status == STEMMA_OK; b++)
      status = write_pair(w, a, b, error);
  return status;
}

static uint32_t
at_most(uint32_t count, uint32_t most)
{
  return count < most ? count : most;
}

/* The texts of a part stand together behind those of all witnesses. */
static const AlignText *
texts_of(const Writing *w, const Part *part)
{
  AlignText *texts = (AlignText *)w->t->texts.data + w->witnesses;

  memcpy(texts, w->texts + part->first, part->count * sizeof *texts);
  memcpy(texts + part->count, w->texts + part->fragment,
         part->fragments * sizeof *texts);
  return texts;
}

/* Each part takes its share of the fragments; what is over has no readings. */
static stemma_status
write_parts(const Writing *w, stemma_error *error)
{
  Part part = { .fragment = w->whole };
  stemma_status status = STEMMA_OK;

  for (; part.first < w->whole && status == STEMMA_OK;
       part.first += part.count, part.fragment += part.fragments) {
    const CollateTable *table;

    part.count = at_most(w->whole - part.first, MOST_WITNESSES);
    part.fragments = at_most(w->witnesses - part.fragment, MOST_WITNESSES);
    table =
        collate_fragments(w->t->collator, texts_of(w, &part),
                          part.count + part.fragments, part.fragments, w->near);
    if (!table)
      return out_of_memory(error);
    status = write_readings(w, table, &part);
  }
  return status;
}

stemma_status
tabler_write(Tabler *t, const stemma_table *members, TableRows rows, bool near,
             stemma_writer *readings, stemma_writer *diffs, stemma_error *error)
{
  Writing w = { .t = t,
                .members = members,
                .rows = rows,
                .readings = readings,
                .diffs = diffs,
                .near = near };
  stemma_status status;

  if (!choose_witnesses(&w) || !cut_witnesses(&w))
    return out_of_memory(error);
  status = write_parts(&w, error);
  return status == STEMMA_OK ? write_diffs(&w, error) : status;
}
