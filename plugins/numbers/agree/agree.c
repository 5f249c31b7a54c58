/* SPDX-License-Identifier: Apache-2.0
 *
 * agree.c - the inner stage agree: says of each group of mentions whether its
 * documents agree, and writes it.
 */
#include "pairs.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <stemma/ext/log.h>

#include "builder.h"
#include "join.h"
#include "label.h"
#include "meet.h"
#include "reach.h"

typedef struct Agree {
  const stemma_log *log; /* NULL: nobody listens */
} Agree;

/* A mention as mention_agrees wants it. */
static Mention
mention_of(const Side *side)
{
  return (Mention){ .present = (uint8_t)side->row.present,
                    .kind = (uint8_t)side->kind,
                    .modifier = (uint8_t)side->modifier,
                    .value = mention_value(side->said, side->months),
                    .high = mention_value(side->said_high, side->months) };
}

static bool
agree(const Node *a, const Node *b)
{
  Mention x = mention_of(a->side), y = mention_of(b->side);

  return mention_agrees(&x, &y);
}

typedef struct Summary {
  uint32_t documents;
  uint32_t members;
  bool vague;
  bool differ;
} Summary;

/* Of the amounts of a group those that are furthest apart: each may agree with
 * the first one, and they not with each other. */
typedef struct Ends {
  const Node *lowest, *highest; /* NULL: no amount has been seen */
  double least_high, most_low;
} Ends;

static void
widen(Ends *ends, const Node *node)
{
  Mention mention = mention_of(node->side);
  double low, high;

  if (!mention_has(&mention, MENTION_VALUE))
    return;
  mention_reach(&mention, &low, &high);
  if (!ends->lowest || high < ends->least_high) {
    ends->lowest = node;
    ends->least_high = high;
  }
  if (!ends->highest || low > ends->most_low) {
    ends->highest = node;
    ends->most_low = low;
  }
}

/* Do the two furthest apart differ, and by more than writers round? "Ten days"
 * and "a week and a half" went together by a third amount. */
static bool
ends_differ(const Ends *ends)
{
  double apart = ends->most_low - ends->least_high;

  return ends->lowest && apart > .05 * fabs(ends->most_low)
         && !agree(ends->lowest, ends->highest);
}

/* Looks at the members of one group: `count` of `order` from `first` on. */
static Summary
sum_up(const Joiner *j, uint32_t first, uint32_t count)
{
  Summary s = { .members = count };
  const Node *nodes = j->nodes.items, *head = &nodes[j->order.items[first]];
  uint32_t doc = UINT32_MAX;
  Ends ends = { .lowest = NULL };

  for (uint32_t i = first; i < first + count; i++) {
    const Node *node = &nodes[j->order.items[i]];

    widen(&ends, node);
    s.documents += node->side->doc != doc;
    doc = node->side->doc;
    s.vague = s.vague || !(node->side->row.present >> MENTION_VALUE & 1);
    s.differ = s.differ || !agree(head, node);
  }
  s.differ = s.differ || ends_differ(&ends);
  return s;
}

static stemma_str
copy(const Joiner *j, stemma_writer *out, stemma_str str)
{
  return out->intern(out, stemma_text(j->sides, str), str.length);
}

static stemma_status
write_member(const Joiner *j, const Side *side, uint32_t agreement,
             stemma_writer *out)
{
  stemma_agreement_member row = { .row.begin = side->begin,
                                  .row.end = side->end,
                                  .row.present = side->row.present & 3u,
                                  .doc = side->doc,
                                  .quantity = side->quantity,
                                  .modifier = side->modifier,
                                  .agreement = agreement,
                                  .base_value = side->said,
                                  .base_high = side->said_high,
                                  .text = copy(j, out, side->text) };

  return stemma_append(out, &row, sizeof row);
}

/* What the group is about: the words that both sides of a pair have. */
static stemma_str
label_of(const Joiner *j, const Pair *pair, Builder *label, stemma_writer *out)
{
  const Side *side = side_at(j, pair->a);
  Piece list = { stemma_text(j->sides, side->words), side->words.length };

  label_write(list, pair->names, label);
  return out->intern(out, builder_text(label), (uint32_t)label->length);
}

/* One source alone is worth a row in a small corpus, and where it gives more
 * than a count. */
static bool
worth_writing(const Joiner *j, const Node *node, const Summary *s)
{
  return s->documents > 1
         || (j->several && !j->many && node->side->kind != STEMMA_CARDINAL);
}

static stemma_status
write_group(const Joiner *j, uint32_t first, uint32_t count, Builder *label,
            const stemma_job *job)
{
  stemma_writer *groups = job->outputs[0], *members = job->outputs[1];
  const Node *node = &j->nodes.items[j->order.items[first]];
  Summary s = sum_up(j, first, count);
  uint32_t number = groups->next_row;
  stemma_agreement row = { .verdict = s.documents < 2 ? STEMMA_ONE_SOURCE
                                      : s.differ      ? STEMMA_DIFFER
                                                      : STEMMA_AGREE,
                           .vague = s.vague,
                           .documents = s.documents,
                           .kind = node->side->kind,
                           .members = { members->next_row, s.members } };
  stemma_status status;

  if (!worth_writing(j, node, &s))
    return STEMMA_OK;
  if (node->about != UINT32_MAX)
    row.about = label_of(j, pair_at(j, node->about), label, groups);
  if (node->side->row.present >> MENTION_BASE_UNIT & 1) {
    row.base_unit = copy(j, groups, node->side->base_unit);
    row.row.present = 1;
  }
  status = stemma_append(groups, &row, sizeof row);
  for (uint32_t i = first; !status && i < first + count; i++)
    status = write_member(j, j->nodes.items[j->order.items[i]].side, number,
                          members);
  return status;
}

static stemma_status
write_groups(const Joiner *j, const stemma_job *job)
{
  stemma_status status = STEMMA_OK;
  Builder label = { 0 };

  for (uint32_t first = 0, last; !status && first < j->nodes.count;
       first = last) {
    uint32_t root = j->nodes.items[j->order.items[first]].root;

    for (last = first + 1; last < j->nodes.count
                           && j->nodes.items[j->order.items[last]].root == root;
         last++)
      ;
    status = write_group(j, first, last - first, &label, job);
  }
  builder_free(&label);
  return status;
}

/* What is near everything brings too many together to compare all. */
static void
tell_capped(const Agree *agree, const Joiner *j, const stemma_job *job)
{
  char line[160];

  if (!j->capped_keys || !agree || !agree->log)
    return;
  (void)snprintf(line, sizeof line,
                 "of %" PRIu64 " %s more than %d quantities are said: %" PRIu64
                 " of them were not compared with the others",
                 j->capped_keys, j->capped_keys == 1 ? "thing" : "things",
                 KEY_MEMBERS, j->capped_rows);
  agree->log->say(job->host, STEMMA_WARNING, line);
}

static stemma_status
finish(const void *self, void *worker, void *state, const stemma_job *job,
       stemma_error *error)
{
  Joiner j = { .sides = job->inputs[0], .pairs = job->inputs[1] };
  stemma_status status;

  (void)worker;
  (void)state;
  if (!joiner_join(&j))
    status = stemma_fail(error, STEMMA_E_MEMORY,
                         "no memory for the quantities that documents share");
  else
    status = write_groups(&j, job);
  tell_capped(self, &j, job);
  joiner_free(&j);
  return status;
}

static stemma_status
agree_open(const stemma_stage *stage, const stemma_host *host,
           const void *options, void **self, stemma_error *error)
{
  Agree *agree = calloc(1, sizeof *agree);

  (void)stage;
  (void)options;
  if (!agree)
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory to start");
  agree->log = host ? host->extension(host, STEMMA_LOG_ID) : NULL;
  *self = agree;
  return STEMMA_OK;
}

static void
agree_close(void *self)
{
  free(self);
}

/* All that this stage knows lies in the pairs: its state is empty. */
static stemma_status
start(const void *self, void **state, stemma_error *error)
{
  (void)self;
  *state = malloc(1);
  return *state ? STEMMA_OK
                : stemma_fail(error, STEMMA_E_MEMORY, "no memory to start");
}

static stemma_status
add(const void *self, void *worker, void *state, const stemma_job *job,
    stemma_error *error)
{
  (void)self;
  (void)worker;
  (void)state;
  (void)job;
  (void)error;
  return STEMMA_OK;
}

static stemma_status
merge(const void *self, void *worker, void *into, void *from,
      stemma_error *error)
{
  (void)self;
  (void)worker;
  (void)into;
  (void)from;
  (void)error;
  return STEMMA_OK;
}

static uint64_t
bytes(const void *self, const void *state)
{
  (void)self;
  (void)state;
  return 1;
}

static stemma_status
save(const void *self, const void *state, stemma_output *output,
     stemma_error *error)
{
  (void)self;
  (void)state;
  (void)error;
  return output->write(output, "", 1);
}

static stemma_status
load(const void *self, const void *data, uint64_t length, void **state,
     stemma_error *error)
{
  (void)data;
  if (length != 1)
    return stemma_fail(error, STEMMA_E_INPUT,
                       "the saved state is not one of this stage");
  return start(self, state, error);
}

static void
drop(const void *self, void *state)
{
  (void)self;
  free(state);
}

const stemma_life agree_life = { sizeof(stemma_life), 0,    agree_open,
                                 agree_close,         NULL, NULL };
const stemma_fold agree_fold = {
  sizeof(stemma_fold), 0, start, add, merge, bytes, save, load, finish, drop
};
