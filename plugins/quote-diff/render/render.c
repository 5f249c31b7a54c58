/* SPDX-License-Identifier: Apache-2.0
 *
 * The inner stage render: writes each utterance with its renderings, and
 * their collation.
 */
#include <stdio.h>
#include <string.h>

#include "naming.h"
#include "renderer.h"
#include "said.h"

/* The first row of document `doc`, or of a later one. */
static uint32_t
first_of(const stemma_table *members, uint32_t doc)
{
  uint32_t low = 0, high = members->rows.count;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;

    if (STEMMA_AT(QuoteMembership, members->rows, middle)->doc < doc)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static stemma_status
carry(const stemma_job *job, const QuoteMembership *from, const Said *said,
      stemma_emitter *emitter)
{
  CarriedRendering row = { .row = { said->begin, said->end, 0, 0 },
                           .doc = from->doc,
                           .quote = from->quote,
                           .role = from->role };
  stemma_status status;

  row.speaker = emitter->rows->intern(emitter->rows, said->name, said->length);
  row.text = emitter->rows->intern(emitter->rows, job->doc->text + said->begin,
                                   said->end - said->begin);
  status = stemma_append(emitter->rows, &row, sizeof row);
  return status == STEMMA_OK
             ? emitter->key(emitter, (stemma_key){ from->utterance, 0 })
             : status;
}

/* Reads on to quote `quote`; members are in the order of the quotes. */
static bool
read_to(SaidReader *reader, uint32_t quote)
{
  while (reader->number <= quote)
    if (!said_next(reader))
      return false;
  return true;
}

static stemma_status
scatter(const void *self, void *worker, const stemma_job *job,
        stemma_emitter *emitter, stemma_error *error)
{
  const stemma_table *said = job->inputs[0], *members = job->inputs[1];
  stemma_status status = STEMMA_OK;
  SaidReader reader;
  stemma_str bytes;

  (void)self, (void)worker, (void)error;
  if (said->rows.count == 0)
    return STEMMA_OK;
  bytes = STEMMA_AT(QuoteSaid, said->rows, 0)->said;
  reader = said_reader(stemma_text(said, bytes), bytes.length);
  for (uint32_t i = first_of(members, job->doc->index);
       i < members->rows.count && status == STEMMA_OK; i++) {
    const QuoteMembership *row = STEMMA_AT(QuoteMembership, members->rows, i);

    if (row->doc != job->doc->index || !read_to(&reader, row->quote))
      break;
    status = carry(job, row, &reader.said, emitter);
  }
  return status;
}

/* How well the name of member `i` tells who it is, by the names of `count`
 * members: any name better than a description, then one that ends as most do,
 * then what most say, then the longer one.  0: there is none. */
static uint64_t
weigh_name(const stemma_table *members, uint32_t count, uint32_t i)
{
  stemma_str name = member(members, i)->speaker;
  const char *text = stemma_text(members, name);
  uint64_t same = 0, equal = 0;

  if (!name.length)
    return 0;
  for (uint32_t k = 0; k < count; k++) {
    stemma_str other = member(members, k)->speaker;
    const char *at = stemma_text(members, other);

    same += naming_is_same(at, other.length, text, name.length);
    equal += other.length == name.length && memcmp(at, text, name.length) == 0;
  }
  return ((uint64_t)!naming_is_description(text, name.length) << 48)
         + (same << 32) + (equal << 16)
         + (name.length < UINT16_MAX ? name.length : UINT16_MAX);
}

/* The name that tells best who is quoted; the first of those on a tie.  Only
 * the first MOST_NAMES members vote. */
static stemma_str
vote_speaker(const stemma_table *members)
{
  enum { MOST_NAMES = 64 };
  uint32_t count =
      members->rows.count < MOST_NAMES ? members->rows.count : MOST_NAMES;
  stemma_str best = { 0, 0 };
  uint64_t most = 0;

  for (uint32_t i = 0; i < count; i++) {
    uint64_t weight = weigh_name(members, count, i);

    if (weight > most) {
      most = weight;
      best = member(members, i)->speaker;
    }
  }
  return best;
}

/* The documents that quote it. */
static uint32_t
count_docs(const stemma_table *members)
{
  uint32_t count = 0, last = 0;

  for (uint32_t i = 0; i < members->rows.count; i++) {
    const CarriedRendering *row = member(members, i);

    if (row->role == STEMMA_REPORTED)
      continue;
    count += count == 0 || row->doc != last;
    last = row->doc;
  }
  return count;
}

static bool
make_label(Renderer *r, const stemma_table *members, stemma_writer *out,
           stemma_str *label)
{
  uint32_t begin, length;
  uint32_t chosen = label_choose(&r->labeller, members, &begin, &length);

  if (chosen == UINT32_MAX)
    return false;
  *label = out->intern(
      out, stemma_text(members, member(members, chosen)->text) + begin, length);
  return true;
}

static stemma_status
write_utterance(Renderer *r, const stemma_table *members, uint64_t number,
                stemma_writer *out, stemma_error *error)
{
  stemma_utterance row = { .witnesses = count_docs(members),
                           .renderings = members->rows.count };
  stemma_str speaker = vote_speaker(members);
  char id[24];
  int length = snprintf(id, sizeof id, "U%llu", (unsigned long long)number + 1);

  row.id = out->intern(out, id, (uint32_t)length);
  if (!make_label(r, members, out, &row.label))
    return out_of_memory(error);
  if (speaker.length) {
    row.speaker =
        out->intern(out, stemma_text(members, speaker), speaker.length);
    row.row.present = 1;
  }
  return stemma_append(out, &row, sizeof row);
}

static stemma_status
write_renderings(const stemma_table *members, uint32_t utterance,
                 stemma_writer *out)
{
  stemma_status status = STEMMA_OK;

  for (uint32_t i = 0; i < members->rows.count && status == STEMMA_OK; i++) {
    const CarriedRendering *from = member(members, i);
    stemma_rendering row = { .row = { from->row.begin, from->row.end, 1, 0 },
                             .doc = from->doc,
                             .utterance = utterance,
                             .role = from->role,
                             .quote = from->quote };

    row.text =
        out->intern(out, stemma_text(members, from->text), from->text.length);
    status = stemma_append(out, &row, sizeof row);
  }
  return status;
}

static stemma_status
gather(const void *self, void *worker, const stemma_job *job, stemma_key key,
       const stemma_table *members, stemma_list origins, stemma_error *error)
{
  const Options *options = self;
  stemma_writer *const *out = job->outputs;
  TableRows rows = { out[0]->next_row, out[1]->next_row };
  Renderer *r = worker;
  stemma_status status = write_utterance(r, members, key.high, out[0], error);

  (void)origins;
  if (status == STEMMA_OK)
    status = write_renderings(members, rows.utterance, out[1]);
  if (status != STEMMA_OK)
    return status;
  return tabler_write(r->tabler, members, rows, options->align == ALIGN_NEAR,
                      out[2], out[3], error);
}

static const stemma_port reads[] = {
  { &quote_said_layer, 0, 0, 0 },
  { &quote_membership_layer, 0, 0, 0 },
};
static const stemma_group group = {
  .size = sizeof group,
  .scatter = scatter,
  .gather = gather,
};

const stemma_stage render_stage = {
  .size = sizeof render_stage,
  .id = "render",
  .version = "1.0.0",
  .summary = "writes utterances, their renderings and their collation",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = UTTERANCE_WRITES,
  .options = STEMMA_NO_LIST,
  .carries = &carried_rendering_layer,
  .life = &renderer_life,
  .group = &group,
};
