/* SPDX-License-Identifier: Apache-2.0
 *
 * agree.c - the inner stage agree: joins the pairs that match has found into
 * groups, and says whether the documents of a group agree.
 *
 * Equal amounts are joined first.  A pair that differs is used only where
 * neither side has an equal amount in the other's document, and where joining
 * brings no two different amounts of one document together: a false conflict
 * is worse than a missed one.
 */
#include "pairs.h"

#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "groups.h"
#include "label.h"

typedef struct Node {
  Side side;
  uint64_t id; /* doc and quantity */
  uint32_t present;
  uint32_t root;  /* when all is joined: the first member of its group */
  uint32_t about; /* the pair that names the group; UINT32_MAX: none yet */
  uint32_t agreement;
} Node;

typedef struct Edge {
  uint32_t pair;
  uint32_t a; /* nodes */
  uint32_t b;
  uint32_t verdict;
  double score;
} Edge;

typedef struct Joiner {
  const stemma_table *pairs;
  ARRAY(Node) nodes;
  ARRAY(uint64_t) ids; /* of the nodes, for the search */
  ARRAY(Edge) edges;
  Groups groups;          /* of nodes */
  ARRAY(uint32_t) order;  /* nodes, group by group */
  ARRAY(uint32_t) starts; /* where the group of a root begins in it */
  Builder label;          /* scratch */
  bool several;           /* more documents than one */
  bool many;              /* more than rows of one source are written for */
} Joiner;

static const Pair *
pair_at(const stemma_table *pairs, uint32_t i)
{
  return STEMMA_AT(Pair, pairs->rows, i);
}

static uint64_t
id_of(const Side *side)
{
  return (uint64_t)side->doc << 32 | side->quantity;
}

/* One side of one pair: sorted in place of whole nodes, of which each mention
 * has one though it stands in many pairs. */
typedef struct Mark {
  uint64_t id;
  uint32_t pair;
  uint32_t side; /* 0: a, 1: b */
} Mark;
typedef ARRAY(Mark) Marks;

static int
by_id(const void *left, const void *right)
{
  const Mark *a = left, *b = right;

  if (a->id != b->id)
    return a->id < b->id ? -1 : 1;
  return (a->pair > b->pair) - (a->pair < b->pair);
}

static bool
add_node(Joiner *j, const Mark *mark)
{
  const Pair *pair = pair_at(j->pairs, mark->pair);
  uint32_t present = mark->side ? pair->present >> SIDE_BITS : pair->present;
  Node node = { .side = mark->side ? pair->b : pair->a,
                .id = mark->id,
                .present = present & ((1u << SIDE_BITS) - 1),
                .about = UINT32_MAX };

  return array_push(&j->nodes, node) && groups_add(&j->groups, node.side.doc);
}

static bool
collect_marks(Joiner *j, Marks *marks)
{
  for (uint32_t i = 0; i < j->pairs->rows.count; i++) {
    const Pair *pair = pair_at(j->pairs, i);
    Mark a = { id_of(&pair->a), i, 0 }, b = { id_of(&pair->b), i, 1 };

    if (pair->verdict == ALONE_MARK_VERDICT) {
      j->many = true;
      continue;
    }
    if (!array_push(marks, a)
        || (pair->verdict != PAIR_NONE && !array_push(marks, b)))
      return false;
  }
  if (marks->count)
    qsort(marks->items, marks->count, sizeof(Mark), by_id);
  return true;
}

/* Each mention once, sorted by document and row. */
static bool
collect_nodes(Joiner *j)
{
  Marks marks = { 0 };
  bool fine = collect_marks(j, &marks);

  for (uint32_t i = 0; i < marks.count && fine; i++) {
    if (i == 0 || marks.items[i].id != marks.items[i - 1].id)
      fine = add_node(j, &marks.items[i])
             && array_push(&j->ids, marks.items[i].id);
  }
  array_free(&marks);
  j->several = j->nodes.count > 0
               && j->nodes.items[0].side.doc
                      != j->nodes.items[j->nodes.count - 1].side.doc;
  return fine;
}

static uint32_t
node_of(const Joiner *j, const Side *side)
{
  uint64_t id = id_of(side);
  uint32_t low = 0, high = j->ids.count;

  while (low + 1 < high) {
    uint32_t middle = low + (high - low) / 2;
    if (j->ids.items[middle] <= id)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/* Equal ones first, then by score; the rest of the order is that of the
 * documents, so that threads change nothing. */
static int
by_strength(const void *left, const void *right)
{
  const Edge *a = left, *b = right;

  if (a->verdict != b->verdict)
    return a->verdict < b->verdict ? -1 : 1;
  if (a->score != b->score)
    return a->score > b->score ? -1 : 1;
  if (a->a != b->a)
    return a->a < b->a ? -1 : 1;
  if (a->b != b->b)
    return a->b < b->b ? -1 : 1;
  return (a->pair > b->pair) - (a->pair < b->pair);
}

static bool
collect_edges(Joiner *j)
{
  for (uint32_t i = 0; i < j->pairs->rows.count; i++) {
    const Pair *pair = pair_at(j->pairs, i);
    Edge edge = { .pair = i, .verdict = pair->verdict, .score = pair->score };

    if (pair->verdict == PAIR_NONE || pair->verdict == ALONE_MARK_VERDICT)
      continue;
    edge.a = node_of(j, &pair->a);
    edge.b = node_of(j, &pair->b);
    if (!array_push(&j->edges, edge))
      return false;
  }
  if (j->edges.count)
    qsort(j->edges.items, j->edges.count, sizeof(Edge), by_strength);
  return true;
}

static bool
unite(Joiner *j, const Edge *edge)
{
  uint32_t a = groups_root(&j->groups, edge->a);
  uint32_t b = groups_root(&j->groups, edge->b);
  uint32_t low = a < b ? a : b, high = a < b ? b : a;
  Node *nodes = j->nodes.items;

  if (nodes[low].about == UINT32_MAX)
    nodes[low].about =
        nodes[high].about != UINT32_MAX ? nodes[high].about : edge->pair;
  return groups_unite(&j->groups, low, high);
}

/* A mention as mention_agrees wants it. */
static Mention
mention_of(const Node *node)
{
  return (Mention){ .row.present = node->present,
                    .kind = node->side.kind,
                    .modifier = node->side.modifier,
                    .value = node->side.value,
                    .high = node->side.high };
}

static bool
agree(const Node *a, const Node *b)
{
  Mention x = mention_of(a), y = mention_of(b);

  return mention_agrees(&x, &y);
}

/* May two amounts that differ be given for one thing?  Not where a group has
 * an amount in the other's document already: then the other is something else.
 */
static bool
may_differ(Joiner *j, const Edge *edge)
{
  const Node *nodes = j->nodes.items;

  return !groups_has(&j->groups, edge->b, nodes[edge->a].side.doc)
         && !groups_has(&j->groups, edge->a, nodes[edge->b].side.doc);
}

/* False without memory. */
static bool
join(Joiner *j)
{
  for (uint32_t i = 0; i < j->edges.count; i++) {
    const Edge *edge = &j->edges.items[i];

    if (groups_root(&j->groups, edge->a) == groups_root(&j->groups, edge->b))
      continue;
    if ((edge->verdict == PAIR_SAME || may_differ(j, edge)) && !unite(j, edge))
      return false;
  }
  return true;
}

typedef struct Summary {
  uint32_t documents;
  uint32_t members;
  bool vague;
  bool differ;
} Summary;

/* Looks at the members of one group: `count` of `order` from `first` on. */
static Summary
sum_up(const Joiner *j, uint32_t first, uint32_t count)
{
  Summary s = { .members = count };
  const Node *nodes = j->nodes.items, *head = &nodes[j->order.items[first]];
  uint32_t doc = UINT32_MAX;

  for (uint32_t i = first; i < first + count; i++) {
    const Node *node = &nodes[j->order.items[i]];

    s.documents += node->side.doc != doc;
    doc = node->side.doc;
    s.vague = s.vague || !(node->present >> SIDE_VALUE & 1);
    s.differ = s.differ || !agree(head, node);
  }
  return s;
}

static stemma_str
copy(const Joiner *j, stemma_writer *out, stemma_str str)
{
  return out->intern(out, stemma_text(j->pairs, str), str.length);
}

static stemma_status
write_member(const Joiner *j, const Node *node, uint32_t agreement,
             stemma_writer *out)
{
  const Side *side = &node->side;
  stemma_agreement_member row = { .row.begin = side->begin,
                                  .row.end = side->end,
                                  .row.present = node->present & 3u,
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
label_of(Joiner *j, const Pair *pair, stemma_writer *out)
{
  Near near[NEAR_MOST];
  uint32_t count = near_copy(j->pairs, pair->near, near);

  label_write(stemma_text(j->pairs, pair->words), near, count, pair->shared,
              &j->label);
  return out->intern(out, builder_text(&j->label), (uint32_t)j->label.length);
}

/* One source alone is worth a row in a small corpus, and where it gives more
 * than a count. */
static bool
worth_writing(const Joiner *j, const Node *node, const Summary *s)
{
  return s->documents > 1
         || (j->several && !j->many && node->side.kind != STEMMA_CARDINAL);
}

static stemma_status
write_group(Joiner *j, uint32_t first, uint32_t count, const stemma_job *job)
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
                           .kind = node->side.kind,
                           .members = { members->next_row, s.members } };
  stemma_status status;

  if (!worth_writing(j, node, &s))
    return STEMMA_OK;
  if (node->about != UINT32_MAX)
    row.about = label_of(j, pair_at(j->pairs, node->about), groups);
  if (node->present >> SIDE_BASE_UNIT & 1) {
    row.base_unit = copy(j, groups, node->side.base_unit);
    row.row.present = 1;
  }
  status = stemma_append(groups, &row, sizeof row);
  for (uint32_t i = first; !status && i < first + count; i++)
    status =
        write_member(j, &j->nodes.items[j->order.items[i]], number, members);
  return status;
}

/* Lists the nodes group by group, groups and members in the order of the
 * documents: counts, then places, as in a counting sort. */
static bool
order_groups(Joiner *j)
{
  uint32_t n = j->nodes.count, sum = 0;
  Node *nodes = j->nodes.items;

  if (!array_reserve(&j->order, n) || !array_reserve(&j->starts, n + 1))
    return false;
  j->order.count = n;
  j->starts.count = n + 1;
  memset(j->starts.items, 0, (n + 1) * sizeof *j->starts.items);
  for (uint32_t i = 0; i < n; i++) {
    nodes[i].root = groups_root(&j->groups, i);
    j->starts.items[nodes[i].root]++;
  }
  for (uint32_t i = 0; i <= n; i++) {
    uint32_t size = j->starts.items[i];

    j->starts.items[i] = sum;
    sum += size;
  }
  for (uint32_t i = 0; i < n; i++)
    j->order.items[j->starts.items[nodes[i].root]++] = i;
  return true;
}

static stemma_status
write_groups(Joiner *j, const stemma_job *job)
{
  stemma_status status = STEMMA_OK;

  for (uint32_t first = 0, last; !status && first < j->nodes.count;
       first = last) {
    uint32_t root = j->nodes.items[j->order.items[first]].root;

    for (last = first + 1; last < j->nodes.count
                           && j->nodes.items[j->order.items[last]].root == root;
         last++)
      ;
    status = write_group(j, first, last - first, job);
  }
  return status;
}

static void
joiner_free(Joiner *j)
{
  array_free(&j->nodes);
  array_free(&j->ids);
  array_free(&j->edges);
  groups_free(&j->groups);
  array_free(&j->order);
  array_free(&j->starts);
  builder_free(&j->label);
}

static stemma_status
finish(const void *self, void *worker, void *state, const stemma_job *job,
       stemma_error *error)
{
  Joiner j = { .pairs = job->inputs[0] };
  stemma_status status;

  (void)self;
  (void)worker;
  (void)state;
  if (!collect_nodes(&j) || !collect_edges(&j) || !join(&j)
      || !order_groups(&j))
    status = stemma_fail(error, STEMMA_E_MEMORY,
                         "no memory for the quantities that documents share");
  else
    status = write_groups(&j, job);
  joiner_free(&j);
  return status;
}

static stemma_status
agree_open(const stemma_stage *stage, const stemma_host *host,
           const void *options, void **self, stemma_error *error)
{
  static const char nothing;

  (void)stage;
  (void)host;
  (void)options;
  (void)error;
  memcpy(self, &(const void *){ &nothing }, sizeof *self);
  return STEMMA_OK;
}

static void
agree_close(void *self)
{
  (void)self;
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

/* A member of one side; its name in the layer has no dot. */
#define SIDE_FIELD(side, member, type, summary)                                \
  {                                                                            \
#side "_" #member, summary, 0, 0, "",                                      \
        (uint32_t)offsetof(Pair, side.member), type, 0, 0, 0                   \
  }
#define SIDE_FIELDS(side, shift)                                               \
  SIDE_FIELD(side, doc, STEMMA_DOC, "the document"),                           \
      SIDE_FIELD(side, quantity, STEMMA_U32, "its row"),                       \
      SIDE_FIELD(side, begin, STEMMA_U32, "where it begins"),                  \
      SIDE_FIELD(side, end, STEMMA_U32, "where it ends"),                      \
      SIDE_FIELD(side, modifier, STEMMA_U32, "its modifier"),                  \
      SIDE_FIELD(side, kind, STEMMA_U32, "its kind"),                          \
      SIDE_FIELD(side, value, STEMMA_F64, "comparable value"),                 \
      SIDE_FIELD(side, high, STEMMA_F64, "comparable end"),                    \
      SIDE_FIELD(side, said, STEMMA_F64, "base value"),                        \
      SIDE_FIELD(side, said_high, STEMMA_F64, "base end"),                     \
      SIDE_FIELD(side, text, STEMMA_STR, "its words"),                         \
      SIDE_FIELD(side, base_unit, STEMMA_STR, "its base unit")

static const stemma_field fields[] = {
  STEMMA_FIELD(Pair, verdict, STEMMA_U32, "", "how the two stand"),
  STEMMA_FIELD(Pair, present, STEMMA_U32, "", "which values are set"),
  STEMMA_FIELD(Pair, shared, STEMMA_U32, "", "which words both have"),
  STEMMA_FIELD(Pair, score, STEMMA_F64, "0..1", "shared context"),
  SIDE_FIELDS(a, 0),
  SIDE_FIELDS(b, SIDE_BITS),
  STEMMA_FIELD(Pair, words, STEMMA_STR, "", "near side a"),
  STEMMA_FIELD(Pair, near, STEMMA_BYTES, "", "their stems"),
};

const stemma_layer pair_layer = {
  sizeof(stemma_layer),
  1,
  "org.stemma.numbers.pair",
  "quantities of two documents that are of one thing",
  STEMMA_LIST(fields),
  sizeof(Pair),
  /* Two mentions share many keys. */
  STEMMA_LAYER_CORPUS | STEMMA_LAYER_UNIQUE,
};

const stemma_life agree_life = { sizeof(stemma_life), 0,    agree_open,
                                 agree_close,         NULL, NULL };
const stemma_fold agree_fold = {
  sizeof(stemma_fold), 0, start, add, merge, bytes, save, load, finish, drop
};
