/* SPDX-License-Identifier: Apache-2.0
 *
 * match.c - the inner stage match: files each quantity under keys made of its
 * kind, base and context, and compares those that share a key.
 *
 * Keys of a mention: pairs of the words nearest to it; its value with a word;
 * a concept with a name.  Two mentions need one key in common to be compared,
 * and most keys hold a single mention, so the work grows with the corpus.
 */
#include "pairs.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <stemma/ext/log.h>

#include "fnv.h"
#include "label.h"
#include "stage_find.h"
#include "surround.h"
#include "tokens.h"
#include "topics.h"

/* How many of the nearest words make keys: pairs of the first, and the value
 * with the second many. */
enum { PAIR_WORDS = 4, VALUE_WORDS = 4, CONCEPT_NAMES = 3 };

/* A mention is compared with at most this many before it that share a key, and
 * paired with the best of them: enough to join a group link by link. */
enum { WINDOW = 12, PARTNERS = 2 };

/* Seconds of a month: durations are compared across the two bases. */
static const double month = 2592000;

typedef struct Match {
  Surround surround;
  int64_t documents; /* whose quantities are filed */
  const stemma_log *log;
} Match;

typedef struct Worker {
  Stems stems;
  Builder words;
  Topics topics;
  uint64_t topic[TOPICS]; /* of the document in work */
} Worker;

static stemma_status
match_open(const stemma_stage *stage, const stemma_host *host,
           const void *options, void **self, stemma_error *error)
{
  const NumbersOptions *given = options;
  Match *match = calloc(1, sizeof *match);

  (void)stage;
  if (match && surround_open(&match->surround)) {
    match->documents = given ? given->compared : INT64_MAX;
    match->log = host ? host->extension(host, STEMMA_LOG_ID) : NULL;
    *self = match;
    return STEMMA_OK;
  }
  if (match)
    surround_close(&match->surround);
  free(match);
  return stemma_fail(error, STEMMA_E_MEMORY, "no memory for the word lists");
}

static void
match_close(void *self)
{
  Match *match = self;

  surround_close(&match->surround);
  free(match);
}

static stemma_status
match_worker_open(const void *self, void **worker, stemma_error *error)
{
  Worker *w = calloc(1, sizeof *w);

  (void)self;
  if (w && stems_open(&w->stems)) {
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

  stems_close(&w->stems);
  builder_free(&w->words);
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

/* The tokens of a row: those that begin inside it.  The layer is sorted, so
 * `from` goes on from row to row. */
static void
tokens_of(const stemma_table *tokens, const stemma_quantity *q, uint32_t *from,
          uint32_t *last)
{
  uint32_t i = *from;

  while (i < tokens->rows.count && token_at(tokens, i)->row.end <= q->row.begin)
    i++;
  *from = i;
  while (i < tokens->rows.count && token_at(tokens, i)->row.begin < q->row.end)
    i++;
  *last = i;
}

/* The text with the modifier before it: back to the words that the sentence
 * has there, three at most, when the row has a modifier. */
static uint32_t
said_from(const stemma_doc *doc, const stemma_table *tokens, uint32_t first,
          uint32_t modifier)
{
  static const char *const starts[] = {
    "more",   "less",    "about",         "around",    "over",   "under",
    "nearly", "almost",  "some",          "at",        "up",     "no",
    "as",     "roughly", "above",         "below",     "fewer",  "just",
    "well",   "close",   "approximately", "exceeding", "upwards"
  };
  uint32_t begin = first;

  for (uint32_t i = first; modifier && i-- > 0 && i + 4 >= first;) {
    const stemma_token *token = token_at(tokens, i);

    if (token->sentence != token_at(tokens, first)->sentence
        || token->kind != STEMMA_TOKEN_WORD)
      break;
    for (size_t k = 0; k < sizeof starts / sizeof starts[0]; k++) {
      if (fold_equal(token_text(doc, token), token_length(token), starts[k]))
        begin = i;
    }
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

static uint64_t
mix(uint64_t hash, uint64_t value)
{
  return fnv_bytes(hash, &value, sizeof value);
}

/* What the quantities of one key have in common: kind and, for money and what
 * has no kind of its own, the base unit. */
static uint64_t
family(const stemma_table *quantities, const stemma_quantity *q)
{
  uint64_t hash = mix(FNV_START, q->kind);

  if ((q->kind == STEMMA_MONEY || q->kind == STEMMA_OTHER)
      && STEMMA_IS_SET(q, STEMMA_QUANTITY_BASE_UNIT))
    hash = fnv_bytes(hash, stemma_text(quantities, q->base_unit),
                     q->base_unit.length);
  return hash;
}

static stemma_status
file_under(stemma_emitter *emitter, uint64_t high, uint64_t a, uint64_t b)
{
  stemma_key key = { high, mix(mix(FNV_START, a < b ? a : b), a < b ? b : a) };

  return emitter->key(emitter, key);
}

static stemma_status
file_pairs(stemma_emitter *emitter, uint64_t base, const Near *near,
           uint32_t count)
{
  for (uint32_t i = 0; i < count && i < PAIR_WORDS; i++) {
    for (uint32_t k = i + 1; k < count && k < PAIR_WORDS; k++) {
      stemma_status status =
          file_under(emitter, base, near[i].stem, near[k].stem);

      if (status)
        return status;
    }
  }
  return STEMMA_OK;
}

static stemma_status
file_concepts(stemma_emitter *emitter, uint64_t base, const Near *near,
              uint32_t count)
{
  for (uint32_t i = 0; i < count; i++) {
    uint32_t names = 0;

    if (!(near[i].flags & NEAR_CONCEPT))
      continue;
    for (uint32_t k = 0; k < count && names < CONCEPT_NAMES; k++) {
      stemma_status status;

      if (!(near[k].flags & (NEAR_NAME | NEAR_MAYBE)))
        continue;
      names++;
      status = file_under(emitter, mix(base, 1), near[i].stem, near[k].stem);
      if (status)
        return status;
    }
  }
  return STEMMA_OK;
}

static stemma_status
file_values(stemma_emitter *emitter, uint64_t base, const Mention *m,
            const Near *near, uint32_t count)
{
  int64_t rounded = INT64_MIN; /* vague: several hours with several hours */

  if (mention_has(m, MENTION_VALUE))
    rounded = (int64_t)llround(log(fabs(m->value) + 1e-9) * 200);
  for (uint32_t i = 0; i < count && i < VALUE_WORDS; i++) {
    stemma_status status =
        file_under(emitter, mix(base, 2), (uint64_t)rounded, near[i].stem);

    if (status)
      return status;
  }
  return STEMMA_OK;
}

/* A concept with what the document is about. */
static stemma_status
file_topics(stemma_emitter *emitter, uint64_t base, const Mention *m,
            const Near *near, uint32_t count)
{
  stemma_status status = STEMMA_OK;

  if (m->kind != STEMMA_DURATION)
    return status;
  for (uint32_t i = 0; i < count && !status; i++) {
    if (!(near[i].flags & NEAR_CONCEPT))
      continue;
    for (uint32_t k = 0; k < TOPICS && m->topic[k] && !status; k++)
      status = file_under(emitter, mix(base, 4), near[i].stem, m->topic[k]);
  }
  return status;
}

/* The age of a name. */
static stemma_status
file_age(stemma_emitter *emitter, uint64_t base, const Near *near,
         uint32_t count)
{
  if (!count || !(near[0].flags & NEAR_HEAD))
    return STEMMA_OK;
  return file_under(emitter, mix(base, 3), near[0].stem, near[0].stem);
}

static stemma_status
file_keys(stemma_emitter *emitter, uint64_t base, const Mention *m,
          const Near *near, uint32_t count)
{
  stemma_status status = file_pairs(emitter, base, near, count);

  if (!status)
    status = file_concepts(emitter, base, near, count);
  if (!status)
    status = file_values(emitter, base, m, near, count);
  if (!status)
    status = file_topics(emitter, base, m, near, count);
  if (!status && m->kind == STEMMA_AGE)
    status = file_age(emitter, base, near, count);
  return status;
}

/* In a small corpus each mention has a key of its own, so that one which no
 * other document gives can be told. */
static stemma_status
file_alone(stemma_emitter *emitter, const Mention *m)
{
  stemma_key key = { ALONE_MARK, (uint64_t)m->doc << 32 | m->quantity };

  if (m->doc < ALONE_DOCS)
    return emitter->key(emitter, key);
  if (m->doc == ALONE_DOCS && m->quantity == 0)
    return emitter->key(emitter, (stemma_key){ ALONE_MARK, UINT64_MAX });
  return STEMMA_OK;
}

static stemma_status
scatter_row(const Surround *surround, Worker *w, const stemma_job *job,
            stemma_emitter *emitter, uint32_t row, uint32_t *from)
{
  const stemma_table *quantities = job->inputs[0], *tokens = job->inputs[1];
  const stemma_quantity *q = STEMMA_AT(stemma_quantity, quantities->rows, row);
  Mention m = { .row = { .begin = q->row.begin, .end = q->row.end },
                .doc = job->doc->index,
                .quantity = row,
                .kind = q->kind,
                .modifier = q->modifier };
  stemma_writer *out = emitter->rows;
  Near near[NEAR_MOST];
  uint32_t last, begin, count;
  stemma_status status;

  tokens_of(tokens, q, from, &last);
  if (*from >= last || !comparable(q))
    return STEMMA_OK;
  set_values(quantities, q, &m);
  memcpy(m.topic, w->topic, sizeof m.topic);
  begin = said_from(job->doc, tokens, *from, q->modifier);
  count = surround_read(surround, &w->stems, job->doc, tokens, *from, last,
                        q->kind == STEMMA_CARDINAL ? HEAD_AFTER
                        : q->kind == STEMMA_AGE    ? HEAD_BEFORE
                                                   : HEAD_NONE,
                        near, &w->words);
  m.text = out->intern(out, job->doc->text + begin, q->row.end - begin);
  m.words =
      out->intern(out, builder_text(&w->words), (uint32_t)w->words.length);
  m.near = out->intern(out, (const char *)near, count * (uint32_t)sizeof *near);
  if (mention_has(&m, MENTION_BASE_UNIT))
    m.base_unit = out->intern(out, stemma_text(quantities, q->base_unit),
                              q->base_unit.length);
  status = stemma_append(out, &m, sizeof m);
  if (!status)
    status = file_alone(emitter, &m);
  return status ? status
                : file_keys(emitter, family(quantities, q), &m, near, count);
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
  if (!topics_find(&w->topics, job->doc, job->inputs[1], w->topic))
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory for the names");
  for (uint32_t i = 0; i < job->inputs[0]->rows.count; i++) {
    stemma_status status =
        scatter_row(&match->surround, w, job, emitter, i, &from);

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
write_pair(Worker *w, stemma_writer *out, const stemma_table *members,
           const Mention *a, const Mention *b, Compared found)
{
  Near near_a[NEAR_MOST], near_b[NEAR_MOST];
  uint32_t count_a = mention_near(members, a, near_a);
  uint32_t count_b = mention_near(members, b, near_b);
  Pair pair = { .verdict = found.verdict,
                .present = a->row.present | b->row.present << SIDE_BITS,
                .score = found.score,
                .a = side_of(out, members, a),
                .b = side_of(out, members, b) };

  label_write(stemma_text(members, a->words), near_a, count_a, near_b, count_b,
              &w->words);
  pair.about =
      out->intern(out, builder_text(&w->words), (uint32_t)w->words.length);
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
  Near near_a[NEAR_MOST], near_b[NEAR_MOST];
  const Mention *b = member(members, i);
  uint32_t count_b = mention_near(members, b, near_b), count = 0;
  Partner best[PARTNERS];
  stemma_status status = STEMMA_OK;

  for (uint32_t k = i > WINDOW ? i - WINDOW : 0; k < i; k++) {
    const Mention *a = member(members, k);
    Partner one = { .member = k };

    if (a->doc == b->doc)
      continue;
    one.found = mention_compare(a, near_a, mention_near(members, a, near_a), b,
                                near_b, count_b);
    if (one.found.verdict != PAIR_NONE)
      keep_partner(best, &count, one);
  }
  for (uint32_t k = 0; k < count && !status; k++)
    status = write_pair(w, out, members, member(members, best[k].member), b,
                        best[k].found);
  return status;
}

static stemma_status
gather(const void *self, void *worker, const stemma_job *job, stemma_key key,
       const stemma_table *members, stemma_list origins, stemma_error *error)
{
  stemma_writer *out = job->outputs[0];

  (void)self;
  (void)origins;
  (void)error;
  if (key.high == ALONE_MARK) {
    Compared none = { key.low == UINT64_MAX ? ALONE_MARK_VERDICT : PAIR_NONE,
                      0 };

    return members->rows.count
               ? write_pair(worker, out, members, member(members, 0),
                            member(members, 0), none)
               : STEMMA_OK;
  }
  for (uint32_t i = 1; i < members->rows.count; i++) {
    stemma_status status = pair_member(worker, out, members, i);

    if (status)
      return status;
  }
  return STEMMA_OK;
}

const stemma_life match_life = { sizeof(stemma_life), 0,
                                 match_open,          match_close,
                                 match_worker_open,   match_worker_close };
const stemma_group match_group = { sizeof(stemma_group), MATCH_MEMBERS, scatter,
                                   gather };
