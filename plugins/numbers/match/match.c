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

#include "bundle.h"
#include "carry.h"
#include "change.h"
#include "label.h"
#include "meet.h"
#include "stage_find.h"
#include "tokens.h"
#include "topics.h"

typedef struct Match {
  SenseLists lists;
  Words leads;       /* words of modifiers that stand before an amount */
  Words changes;     /* of data/changes.txt */
  int64_t documents; /* whose quantities are filed */
  const stemma_log *log;
} Match;

typedef struct Worker {
  Senses senses;
  Surround surround; /* of the quantity in work */
  Topics topics;
  uint32_t topic[TOPICS]; /* of the document in work */
  uint32_t noun;          /* of the last count in work (around.h) */
  int main;               /* how many are main ones; -1: not yet found */
  Bundles bundles;        /* its mentions */
  Candidates candidates;  /* of the sort in work */
  Meet meet;
  Builder list; /* of words near one of them */
} Worker;

static bool
read_leads(Words *leads)
{
  static const char *const list[] = {
    "more",      "less",    "about", "around", "over", "under", "nearly",
    "almost",    "some",    "at",    "up",     "no",   "as",    "roughly",
    "above",     "below",   "fewer", "just",   "well", "close", "approximately",
    "exceeding", "upwards", "many",  "much",   "few",  "high",  "low"
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
  words_free(&match->changes);
  free(match);
}

static stemma_status
match_open(const stemma_stage *stage, const stemma_host *host,
           const void *options, void **self, stemma_error *error)
{
  const NumbersOptions *given = options;
  Match *match = calloc(1, sizeof *match);

  (void)stage;
  if (match && sense_lists_open(&match->lists) && read_leads(&match->leads)
      && changes_open(&match->changes)) {
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
  bundles_free(&w->bundles);
  candidates_free(&w->candidates);
  meet_free(&w->meet);
  builder_free(&w->list);
  free(w);
}

/* The first token from `from` on that ends after the place.  Each step halves
 * what is left, with a product where a branch would be one that nobody could
 * guess. */
static uint32_t
token_after(const stemma_table *tokens, uint32_t from, uint32_t place)
{
  uint32_t left = tokens->rows.count - from;

  while (left > 0) {
    uint32_t half = (left + 1) / 2;

    from += half * (token_at(tokens, from + half - 1)->row.end <= place);
    left -= half;
  }
  return from;
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

/* The text with the modifier before it: back over the words of one that the
 * sentence has there, four at most, when the row has a modifier.  A word of
 * another sort ends them: "went over in less than four minutes".  Gives the
 * token where it begins. */
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
    else if (begin < first)
      break;
  }
  return begin;
}

/* What the document is about: of different amounts only those of one event are
 * a conflict. */
static bool
set_topics(const Match *match, Worker *w, const stemma_job *job, Carried *m)
{
  if (w->main < 0)
    w->main = topics_find(&w->topics, job->doc, job->inputs[1],
                          &match->lists.stops, w->topic);
  if (w->main < 0)
    return false;
  m->main = (uint8_t)w->main;
  m->flags |= CARRIED_TOPICS;
  return true;
}

/* Do the words near a count say what it counts, and not only that it is people?
 */
static bool
says_what(const Surround *s)
{
  uint32_t flags = s->count ? s->near[0].flags : 0;

  return flags & NEAR_ROLE
         || (flags & NEAR_HEAD && !(flags & (NEAR_ANYBODY | NEAR_NAME)));
}

/* Adds the mention, or the two that a change is: what was before, and what is
 * now.  `begin` is where its words begin. */
static void
add_states(const Match *match, Worker *w, const Around *around, Carried *m,
           uint32_t begin)
{
  const stemma_quantity *q = around_quantity(around, around->row);
  const char *unit = carry_base_unit(around->quantities, q);
  const char *text = around->doc->text;
  uint32_t to;

  if (change_read(&match->changes, around, &to)
      && m->present >> MENTION_HIGH & 1) {
    Carried before = *m;

    before.flags |= CARRIED_FORMER;
    before.begin = token_at(around->tokens, around->first + 1)->row.begin;
    before.end = token_at(around->tokens, to - 1)->row.end;
    before.text = before.end - before.begin;
    before.present &= (uint8_t) ~(1u << MENTION_HIGH);
    bundles_add(&w->bundles, &before, text + before.begin, unit, &w->surround);
    m->said = m->said_high;
    m->present = before.present;
    m->begin = begin = token_at(around->tokens, to + 1)->row.begin;
  }
  m->text = m->end - begin;
  bundles_add(&w->bundles, m, text + begin, unit, &w->surround);
}

/* False without memory. */
static bool
add_row(const Match *match, Worker *w, const stemma_job *job, uint32_t row,
        uint32_t *from)
{
  const stemma_table *quantities = job->inputs[0], *tokens = job->inputs[1];
  const stemma_quantity *q = STEMMA_AT(stemma_quantity, quantities->rows, row);
  Carried m = carry_quantity(job->doc, quantities, row);
  bool closely = job->doc->index < CLOSE_DOCS;
  Surround *s = &w->surround;
  uint32_t last, begin;
  Around around;

  tokens_of(tokens, q, from, &last);
  if (*from >= last || !carry_may_compare(q, closely)
      || carry_is_restated(job->doc, quantities, row))
    return true;
  around = (Around){ job->doc, tokens, quantities, row, *from, last, w->noun };
  begin = said_from(match, tokens, *from, q->modifier);
  surround_read(&w->senses, &around, carry_head(q),
                carry_head(q) == HEAD_AFTER && closely, s);
  if (carry_is_few(q) && !says_what(s))
    return true;
  if (carry_head(q) == HEAD_AFTER)
    w->noun = s->noun;
  m.near = (uint8_t)s->count;
  m.words = (uint16_t)s->length;
  if (!set_topics(match, w, job, &m))
    return false;
  if (change_is_former(&match->changes, &around, begin))
    m.flags |= CARRIED_FORMER;
  add_states(match, w, &around, &m, token_at(tokens, begin)->row.begin);
  return true;
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
  stemma_status status;
  uint32_t from = 0;

  if (is_too_many(match, job))
    return STEMMA_OK;
  w->main = -1;
  w->noun = UINT32_MAX;
  bundles_clear(&w->bundles);
  for (uint32_t i = 0; i < job->inputs[0]->rows.count; i++) {
    if (!add_row(match, w, job, i, &from))
      return stemma_fail(error, STEMMA_E_MEMORY, "no memory for the names");
  }
  status = bundles_file(&w->bundles, job->doc->index, w->topic, emitter);
  return status == STEMMA_E_MEMORY
             ? stemma_fail(error, status, "no memory for the quantities")
             : status;
}

/* A mention as a row of sides. */
static stemma_status
write_side(stemma_writer *out, Candidate *c, Builder *list)
{
  const Mention *m = &c->mention;
  const char *unit, *words;
  Carried carried;
  Side side = { .doc = m->doc, .modifier = m->modifier, .kind = m->kind };

  memcpy(&carried, c->carried, sizeof carried);
  unit = c->strings + carried.text;
  words = unit + carried.base_unit;
  label_list(words, c->near, m->near, c->named, list);
  if (list->failed)
    return STEMMA_E_MEMORY;
  side.row.present = m->present;
  side.quantity = carried.quantity;
  side.begin = carried.begin;
  side.end = carried.end;
  side.months = carried.flags & CARRIED_MONTHS;
  side.said = carried.said;
  side.said_high = carried.said_high;
  side.text = out->intern(out, c->strings, carried.text);
  side.base_unit = out->intern(out, unit, carried.base_unit);
  side.words = out->intern(out, builder_text(list), (uint32_t)list->length);
  c->side = out->next_row;
  return stemma_append(out, &side, sizeof side);
}

/* Of the words that a pair shares those are kept that may name it. */
static void
pick_names(Meet *meet, Candidates *all)
{
  for (uint32_t i = 0; i < meet->links.count; i++) {
    Link *link = &meet->links.items[i];
    Candidate *c = &all->items[link->a];
    uint32_t shared = link->found.shared, count = c->mention.near;

    link->found.shared = label_pick(c->near, count, shared);
    link->rank = label_rank(c->near, count, link->found.shared)
                 + (shared ? 0u : LABEL_NOT_SHARED);
    c->named |= link->found.shared;
    c->side = all->items[link->b].side = 0;
  }
}

/* Mentions that are paired, and those of a small corpus, where one that no
 * other document gives is told too. */
static stemma_status
write_sides(stemma_writer *out, Candidates *all, Builder *list)
{
  Candidate *items = all->items;
  stemma_status status = STEMMA_OK;

  for (uint32_t i = 0; i < all->count && !status; i++) {
    if (items[i].side == 0
        || (items[i].mention.doc < ALONE_DOCS && !items[i].mention.former))
      status = write_side(out, &items[i], list);
  }
  return status;
}

/* What agree should know beside the mentions. */
static stemma_status
write_marks(stemma_writer *out, const Meet *meet, const Candidates *all)
{
  uint32_t last = all->items[all->count - 1].mention.doc;
  Side capped = { .sort = SIDE_CAPPED,
                  .doc = last,
                  .quantity = meet->filing.capped_keys,
                  .begin = meet->filing.capped_rows };
  Side many = { .sort = SIDE_MANY, .doc = last };
  stemma_status status = STEMMA_OK;

  if (capped.quantity)
    status = stemma_append(out, &capped, sizeof capped);
  if (!status && last >= ALONE_DOCS)
    status = stemma_append(out, &many, sizeof many);
  return status;
}

static stemma_status
write_pairs(stemma_writer *out, const Meet *meet, const Candidates *all)
{
  stemma_status status = STEMMA_OK;

  for (uint32_t i = 0; i < meet->links.count && !status; i++) {
    const Link *link = &meet->links.items[i];
    const Candidate *a = &all->items[link->a];
    Pair pair = { .a = a->side,
                  .b = all->items[link->b].side,
                  .verdict = link->found.verdict,
                  .rank = link->rank,
                  .names = label_places(a->near, a->mention.near, a->named,
                                        link->found.shared),
                  .score = link->found.score };

    status = stemma_append(out, &pair, sizeof pair);
  }
  return status;
}

static stemma_status
gather(const void *self, void *worker, const stemma_job *job, stemma_key key,
       const stemma_table *members, stemma_list origins, stemma_error *error)
{
  Worker *w = worker;
  Candidates *all = &w->candidates;
  stemma_status status;

  (void)self;
  (void)key;
  (void)origins;
  if (!candidates_read(all, members)
      || !meet_find(&w->meet, all->items, all->count))
    return stemma_fail(error, STEMMA_E_MEMORY,
                       "no memory for the quantities of the documents");
  if (!all->count)
    return STEMMA_OK;
  pick_names(&w->meet, all);
  status = write_sides(job->outputs[0], all, &w->list);
  if (!status)
    status = write_marks(job->outputs[0], &w->meet, all);
  if (!status)
    status = write_pairs(job->outputs[1], &w->meet, all);
  return status == STEMMA_E_MEMORY
             ? stemma_fail(error, status, "no memory for a list of words")
             : status;
}

const stemma_life match_life = { sizeof(stemma_life), 0,
                                 match_open,          match_close,
                                 match_worker_open,   match_worker_close };
const stemma_group match_group = { sizeof(stemma_group), 0, scatter, gather };
