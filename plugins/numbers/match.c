/* SPDX-License-Identifier: Apache-2.0
 *
 * match.c - the inner stage match: files each quantity under keys made of its
 * kind, base and context, and compares those that share a key.
 */
#include "pairs.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <stemma/ext/log.h>

#include "keys.h"
#include "stage_find.h"
#include "tokens.h"
#include "topics.h"

/* A mention is compared with at most this many before it that share a key, and
 * paired with the best of them: enough to join a group link by link. */
enum { WINDOW = 12, PARTNERS = 2, RING = 16 };

/* Seconds of a month: durations are compared across the two bases. */
static const double month = 2592000;

typedef struct Match {
  SenseLists lists;
  Words leads;       /* words of modifiers that stand before an amount */
  int64_t documents; /* whose quantities are filed */
  const stemma_log *log;
} Match;

typedef struct Worker {
  Senses senses;
  Surround surround; /* of the quantity in work */
  Topics topics;
  uint32_t topic[TOPICS]; /* of the document in work */
  bool has_topic;         /* they have been found */
  Context ring[RING];     /* the last members of the key in work */
} Worker;

static bool
read_leads(Words *leads)
{
  static const char *const list[] = {
    "more",   "less",    "about",         "around",    "over",   "under",
    "nearly", "almost",  "some",          "at",        "up",     "no",
    "as",     "roughly", "above",         "below",     "fewer",  "just",
    "well",   "close",   "approximately", "exceeding", "upwards"
  };

  for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
    if (!words_put(leads, fold_word(list[i]), 0))
      return false;
  }
  return true;
}

static void
match_close(void *self)
{
  Match *match = self;

  sense_lists_close(&match->lists);
  words_free(&match->leads);
  free(match);
}

static stemma_status
match_open(const stemma_stage *stage, const stemma_host *host,
           const void *options, void **self, stemma_error *error)
{
  const NumbersOptions *given = options;
  Match *match = calloc(1, sizeof *match);

  (void)stage;
  if (match && sense_lists_open(&match->lists) && read_leads(&match->leads)) {
    match->documents = given ? given->compared : INT64_MAX;
    match->log = host ? host->extension(host, STEMMA_LOG_ID) : NULL;
    *self = match;
    return STEMMA_OK;
  }
  if (match)
    match_close(match);
  return stemma_fail(error, STEMMA_E_MEMORY, "no memory for the word lists");
}

static stemma_status
match_worker_open(const void *self, void **worker, stemma_error *error)
{
  const Match *match = self;
  Worker *w = calloc(1, sizeof *w);

  if (w && senses_open(&w->senses, &match->lists)) {
    *worker = w;
    return STEMMA_OK;
  }
  free(w);
  return stemma_fail(error, STEMMA_E_MEMORY, "no memory for the stemmer");
}

static void
match_worker_close(void *worker)
{
  Worker *w = worker;

  senses_close(&w->senses);
  topics_free(&w->topics);
  free(w);
}

/* Is a row of this sort ever the same in two articles?  Ordinals are of their
 * phrase alone; one and two are said of everything. */
static bool
comparable(const stemma_quantity *q)
{
  if (q->kind == STEMMA_ORDINAL)
    return false;
  if (q->kind == STEMMA_CARDINAL
      && STEMMA_IS_SET(q, STEMMA_QUANTITY_BASE_VALUE))
    return fabs(q->base_value) > 2 || STEMMA_IS_SET(q, STEMMA_QUANTITY_HIGH);
  return true;
}

/* The first token from `from` on that ends after the place. */
static uint32_t
token_after(const stemma_table *tokens, uint32_t from, uint32_t place)
{
  uint32_t low = from, high = tokens->rows.count;

  while (low < high) {
    uint32_t middle = low + (high - low) / 2;

    if (token_at(tokens, middle)->row.end <= place)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The tokens of a row: those that begin inside it.  The layer is sorted, so
 * `from` goes on from row to row. */
static void
tokens_of(const stemma_table *tokens, const stemma_quantity *q, uint32_t *from,
          uint32_t *last)
{
  uint32_t i = token_after(tokens, *from, q->row.begin);

  *from = i;
  while (i < tokens->rows.count && token_at(tokens, i)->row.begin < q->row.end)
    i++;
  *last = i;
}

/* The text with the modifier before it: back to the words that the sentence
 * has there, four at most, when the row has a modifier. */
static uint32_t
said_from(const Match *match, const stemma_table *tokens, uint32_t first,
          uint32_t modifier)
{
  uint32_t begin = first;

  for (uint32_t i = first; modifier && i-- > 0 && i + 4 >= first;) {
    const stemma_token *token = token_at(tokens, i);

    if (token->sentence != token_at(tokens, first)->sentence
        || token->kind != STEMMA_TOKEN_WORD)
      break;
    if (words_has(&match->leads, token->fold))
      begin = i;
  }
  return token_at(tokens, begin)->row.begin;
}

/* A range's end goes to the base as its beginning does: the factor is told by
 * the value, unless that is 0; temperatures have zeros of their own. */
static bool
base_high(const stemma_table *quantities, const stemma_quantity *q,
          double *high)
{
  const char *unit = STEMMA_IS_SET(q, STEMMA_QUANTITY_UNIT)
                         ? stemma_text(quantities, q->unit)
                         : "";
  const char *base = STEMMA_IS_SET(q, STEMMA_QUANTITY_BASE_UNIT)
                         ? stemma_text(quantities, q->base_unit)
                         : "";
  double slope = 1;

  if (strcmp(unit, base) == 0) {
    *high = q->high;
    return true;
  }
  if (q->kind == STEMMA_TEMPERATURE) {
    if (strcmp(unit, "fahrenheit") == 0)
      slope = 1 / 1.8;
    else if (strcmp(base, "fahrenheit") == 0)
      slope = 1.8;
    *high = q->base_value + (q->high - q->value) * slope;
    return true;
  }
  *high = q->value != 0 ? q->high * (q->base_value / q->value) : 0;
  return q->value != 0;
}

static void
set_values(const stemma_table *quantities, const stemma_quantity *q, Mention *m)
{
  double factor = 1;

  if (STEMMA_IS_SET(q, STEMMA_QUANTITY_BASE_UNIT))
    m->row.present |= 1u << MENTION_BASE_UNIT;
  if (!STEMMA_IS_SET(q, STEMMA_QUANTITY_BASE_VALUE))
    return;
  m->row.present |= 1u << MENTION_VALUE;
  m->said = q->base_value;
  if (STEMMA_IS_SET(q, STEMMA_QUANTITY_BASE_UNIT)
      && strcmp(stemma_text(quantities, q->base_unit), "month") == 0)
    factor = month;
  m->value = m->said * factor;
  if (!STEMMA_IS_SET(q, STEMMA_QUANTITY_HIGH))
    return;
  if (!base_high(quantities, q, &m->said_high))
    return;
  m->row.present |= 1u << MENTION_HIGH;
  m->high = m->said_high * factor;
}

static uint32_t
head_of(const stemma_quantity *q)
{
  return q->kind == STEMMA_CARDINAL ? HEAD_AFTER
         : q->kind == STEMMA_AGE    ? HEAD_BEFORE
                                    : HEAD_NONE;
}

/* What the document is about matters of a duration with a concept alone. */
static bool
set_topics(Worker *w, const stemma_job *job, Mention *m)
{
  uint32_t flags = 0;

  for (uint32_t i = 0; i < w->surround.count; i++)
    flags |= w->surround.near[i].flags;
  if (m->kind != STEMMA_DURATION || !(flags & NEAR_CONCEPT))
    return true;
  if (!w->has_topic
      && !topics_find(&w->topics, job->doc, job->inputs[1], w->topic))
    return false;
  w->has_topic = true;
  memcpy(m->topic, w->topic, sizeof m->topic);
  return true;
}

static stemma_status
scatter_row(const Match *match, Worker *w, const stemma_job *job,
            stemma_emitter *emitter, uint32_t row, uint32_t *from,
            stemma_error *error)
{
  const stemma_table *quantities = job->inputs[0], *tokens = job->inputs[1];
  const stemma_quantity *q = STEMMA_AT(stemma_quantity, quantities->rows, row);
  Mention m = { .row = { .begin = q->row.begin, .end = q->row.end },
                .doc = job->doc->index,
                .quantity = row,
                .kind = q->kind,
                .modifier = q->modifier };
  stemma_writer *out = emitter->rows;
  Surround *s = &w->surround;
  uint32_t last, begin;
  stemma_status status;

  tokens_of(tokens, q, from, &last);
  if (*from >= last || !comparable(q))
    return STEMMA_OK;
  set_values(quantities, q, &m);
  begin = said_from(match, tokens, *from, q->modifier);
  surround_read(&w->senses, job->doc, tokens, *from, last, head_of(q), s);
  if (!set_topics(w, job, &m))
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory for the names");
  m.text = out->intern(out, job->doc->text + begin, q->row.end - begin);
  m.words = out->intern(out, s->words, s->length);
  m.near = out->intern(out, (const char *)s->near,
                       s->count * (uint32_t)sizeof *s->near);
  if (mention_has(&m, MENTION_BASE_UNIT))
    m.base_unit = out->intern(out, stemma_text(quantities, q->base_unit),
                              q->base_unit.length);
  status = stemma_append(out, &m, sizeof m);
  return status ? status : keys_file(emitter, quantities, q, &m, s);
}

/* What the quantities of a corpus have in common grows with the corpus, and
 * with it the memory: beyond a number of documents they are found, but not
 * lined up.  Said once, by the first document that is too many. */
static bool
is_too_many(const Match *match, const stemma_job *job)
{
  char line[160];

  if (job->doc->index < match->documents)
    return false;
  if (job->doc->index == match->documents && match->log) {
    (void)snprintf(line, sizeof line,
                   "only the quantities of the first %" PRId64
                   " documents are compared; set compared-documents for more",
                   match->documents);
    match->log->say(job->host, STEMMA_WARNING, line);
  }
  return true;
}

static stemma_status
scatter(const void *self, void *worker, const stemma_job *job,
        stemma_emitter *emitter, stemma_error *error)
{
  const Match *match = self;
  Worker *w = worker;
  uint32_t from = 0;

  if (is_too_many(match, job))
    return STEMMA_OK;
  w->has_topic = false;
  for (uint32_t i = 0; i < job->inputs[0]->rows.count; i++) {
    stemma_status status = scatter_row(match, w, job, emitter, i, &from, error);

    if (status)
      return status;
  }
  return STEMMA_OK;
}

static stemma_str
copy(stemma_writer *out, const stemma_table *from, stemma_str str)
{
  return out->intern(out, stemma_text(from, str), str.length);
}

static Side
side_of(stemma_writer *out, const stemma_table *from, const Mention *m)
{
  return (Side){ .doc = m->doc,
                 .quantity = m->quantity,
                 .begin = m->row.begin,
                 .end = m->row.end,
                 .modifier = m->modifier,
                 .kind = m->kind,
                 .value = m->value,
                 .high = m->high,
                 .said = m->said,
                 .said_high = m->said_high,
                 .text = copy(out, from, m->text),
                 .base_unit = copy(out, from, m->base_unit) };
}

static stemma_status
write_pair(stemma_writer *out, const stemma_table *members, const Mention *a,
           const Mention *b, Compared found)
{
  Pair pair = { .verdict = found.verdict,
                .present = a->row.present | b->row.present << SIDE_BITS,
                .shared = found.shared,
                .score = found.score,
                .a = side_of(out, members, a),
                .b = side_of(out, members, b),
                .words = copy(out, members, a->words),
                .near = copy(out, members, a->near) };

  return stemma_append(out, &pair, sizeof pair);
}

static const Mention *
member(const stemma_table *members, uint32_t i)
{
  return STEMMA_AT(Mention, members->rows, i);
}

/* A mention and its best partner so far among the earlier ones. */
typedef struct Partner {
  uint32_t member;
  Compared found;
} Partner;

static bool
is_better(Compared a, Compared b)
{
  return a.verdict != b.verdict ? a.verdict < b.verdict : a.score > b.score;
}

/* Keeps the best PARTNERS, best first; an equal one stays behind. */
static void
keep_partner(Partner *best, uint32_t *count, Partner one)
{
  uint32_t at = *count;

  while (at > 0 && is_better(one.found, best[at - 1].found)) {
    if (at < PARTNERS)
      best[at] = best[at - 1];
    at--;
  }
  if (at < PARTNERS)
    best[at] = one;
  if (*count < PARTNERS)
    ++*count;
}

/* Pairs member `i` with the best of those before it; linear in the members,
 * where all pairs would be quadratic. */
static stemma_status
pair_member(Worker *w, stemma_writer *out, const stemma_table *members,
            uint32_t i)
{
  const Context *b = &w->ring[i % RING];
  Partner best[PARTNERS];
  uint32_t count = 0;
  stemma_status status = STEMMA_OK;

  for (uint32_t k = i > WINDOW ? i - WINDOW : 0; k < i; k++) {
    const Context *a = &w->ring[k % RING];
    Partner one = { .member = k };

    if (a->mention->doc == b->mention->doc)
      continue;
    one.found = mention_compare(a, b);
    if (one.found.verdict != PAIR_NONE)
      keep_partner(best, &count, one);
  }
  for (uint32_t k = 0; k < count && !status; k++)
    status = write_pair(out, members, member(members, best[k].member),
                        b->mention, best[k].found);
  return status;
}

/* A mention for itself, or the mark that there are more documents. */
static stemma_status
write_alone(stemma_writer *out, stemma_key key, const stemma_table *members)
{
  Compared none = { key.low == UINT64_MAX ? ALONE_MARK_VERDICT : PAIR_NONE, 0,
                    0 };

  return members->rows.count ? write_pair(out, members, member(members, 0),
                                          member(members, 0), none)
                             : STEMMA_OK;
}

static stemma_status
gather(const void *self, void *worker, const stemma_job *job, stemma_key key,
       const stemma_table *members, stemma_list origins, stemma_error *error)
{
  Worker *w = worker;
  stemma_status status = STEMMA_OK;

  (void)self;
  (void)origins;
  (void)error;
  if (key.high == ALONE_MARK)
    return write_alone(job->outputs[0], key, members);
  for (uint32_t i = 0; i < members->rows.count && !status; i++) {
    context_read(&w->ring[i % RING], members, member(members, i));
    status = pair_member(w, job->outputs[0], members, i);
  }
  return status;
}

const stemma_life match_life = { sizeof(stemma_life), 0,
                                 match_open,          match_close,
                                 match_worker_open,   match_worker_close };
const stemma_group match_group = { sizeof(stemma_group), MATCH_MEMBERS, scatter,
                                   gather };
