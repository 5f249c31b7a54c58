/* SPDX-License-Identifier: Apache-2.0
 *
 * The inner stage link: which quotes may render the same utterance.  Quotes
 * meet under their keys (keys.h) and are compared (score.h); two that meet
 * under several keys are compared under the least of them only.
 */
#include <stdlib.h>
#include <string.h>

#include "sieve.h"

/* Under one key each quote is compared with the last WINDOW different ones, so
 * that the cost stays linear; equal quotes are found however many there are. */
enum { WINDOW = 64 };

/* Links below are not worth keeping. */
static const double LEAST_SCORE = .15;

typedef struct Linker {
  Keyer keyer;
  Side sides[WINDOW];
  uint32_t members[WINDOW]; /* whose side it is */
  Buffer firsts;            /* of First: a hash table of equal quotes */
} Linker;

typedef struct First {
  uint64_t sequence;
  uint32_t member; /* + 1; 0: free */
  uint32_t reserved;
} First;

static stemma_status
worker_open(const void *self, void **worker, stemma_error *error)
{
  (void)self;
  *worker = calloc(1, sizeof(Linker));
  return *worker ? STEMMA_OK : out_of_memory(error);
}

static void
worker_close(void *worker)
{
  Linker *l = worker;

  if (!l)
    return;
  keyer_free(&l->keyer);
  buffer_free(&l->firsts);
  for (int i = 0; i < WINDOW; i++)
    side_free(&l->sides[i]);
  free(l);
}

static stemma_status
file(const Keyer *k, const stemma_table *sieve, stemma_emitter *emitter)
{
  const KeySieve *row = STEMMA_AT(KeySieve, sieve->rows, 0);
  const unsigned char *cells =
      (const unsigned char *)stemma_text(sieve, row->cells);
  stemma_status status = STEMMA_OK;

  for (uint32_t i = 0; i < k->key_count && status == STEMMA_OK; i++)
    if (sieve_passes(cells, row->cells.length, k->keys[i]))
      status = emitter->key(emitter, k->keys[i]);
  return status;
}

static stemma_status
carry(const Keyer *k, const QuoteWords *quote, const stemma_table *sieve,
      stemma_emitter *emitter)
{
  CarriedQuote row = { .row = { quote->row.begin, quote->row.end, 0, 0 },
                       .speaker_first = quote->speaker_first,
                       .speaker_last = quote->speaker_last,
                       .quote = quote->quote,
                       .rare_count = k->rare_count };
  stemma_status status;

  memcpy(row.rare, k->rare, k->rare_count);
  row.words =
      emitter->rows->intern(emitter->rows, k->side.bytes.data, k->length);
  status = stemma_append(emitter->rows, &row, sizeof row);
  return status == STEMMA_OK ? file(k, sieve, emitter) : status;
}

static stemma_status
scatter(const void *self, void *worker, const stemma_job *job,
        stemma_emitter *emitter, stemma_error *error)
{
  const stemma_table *table = job->inputs[0];
  Keyer *k = &((Linker *)worker)->keyer;
  stemma_status status = STEMMA_OK;

  (void)self;
  if (!keyer_start(k, job->inputs[1]))
    return out_of_memory(error);
  for (uint32_t i = 0; i < table->rows.count && status == STEMMA_OK; i++) {
    const QuoteWords *quote = STEMMA_AT(QuoteWords, table->rows, i);

    if (!keyer_read(k, table, quote))
      return out_of_memory(error);
    status = carry(k, quote, job->inputs[2], emitter);
  }
  return status;
}

/* One key's work. */
typedef struct Gathering {
  Linker *l;
  const stemma_job *job;
  const stemma_table *members;
  stemma_list origins;
  stemma_key key;
  double needed;       /* evidence */
  uint32_t least_info; /* of a key's two words */
  First *firsts;
  uint32_t slots;
  uint32_t kept; /* different quotes so far */
} Gathering;

static const CarriedQuote *
member(const Gathering *g, uint32_t i)
{
  return STEMMA_AT(CarriedQuote, g->members->rows, i);
}

/* Is this the least of the keys that both are filed under? */
static bool
least_key(const Gathering *g, uint32_t a, const Side *x, uint32_t b,
          const Side *y)
{
  const CarriedQuote *one = member(g, a), *two = member(g, b);
  uint32_t both[RARE], count = 0;

  for (uint32_t i = 0; i < one->rare_count; i++)
    for (uint32_t k = 0; k < two->rare_count; k++)
      if (x->content[one->rare[i]] == y->content[two->rare[k]])
        both[count++] = one->rare[i];
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = i + 1; k < count; k++)
      if ((uint32_t)x->infos[both[i]] + x->infos[both[k]] >= g->least_info
          && keys_compare(
                 keys_of_pair(x->content[both[i]], x->content[both[k]]), g->key)
                 < 0)
        return false;
  return true;
}

static uint32_t
scaled(double share)
{
  return (uint32_t)((share > 1 ? 1 : share) * LINK_ONE + .5);
}

static stemma_status
link_pair(const Gathering *g, uint32_t a, const Side *x, uint32_t b,
          const Side *y)
{
  Likeness like = side_compare(x, y, g->needed);
  const stemma_ref *from = STEMMA_AT(stemma_ref, g->origins, a);
  const stemma_ref *to = STEMMA_AT(stemma_ref, g->origins, b);
  QuoteLink row = { .a_doc = from->doc,
                    .a_quote = member(g, a)->quote,
                    .b_doc = to->doc,
                    .b_quote = member(g, b)->quote,
                    .score = scaled(like.score),
                    .cover = scaled(like.cover) };

  if (like.evidence < g->needed || like.score < LEAST_SCORE
      || !least_key(g, a, x, b, y))
    return STEMMA_OK;
  return stemma_append(g->job->outputs[0], &row, sizeof row);
}

/* The first member with the same words as `side`, or `i` itself, which is
 * noted. */
static uint32_t
first_like(Gathering *g, const Side *side, uint32_t i)
{
  uint32_t at =
      (uint32_t)(side->sequence ^ (side->sequence >> 32)) & (g->slots - 1);

  while (g->firsts[at].member && g->firsts[at].sequence != side->sequence)
    at = (at + 1) & (g->slots - 1);
  if (!g->firsts[at].member)
    g->firsts[at] = (First){ side->sequence, i + 1, 0 };
  return g->firsts[at].member - 1;
}

static bool
start_firsts(Gathering *g)
{
  g->slots = 16;
  while (g->slots < 2 * g->members->rows.count)
    g->slots *= 2;
  g->firsts = buffer_need(&g->l->firsts, g->slots, sizeof *g->firsts);
  if (g->firsts)
    memset(g->firsts, 0, g->slots * sizeof *g->firsts);
  return g->firsts != NULL;
}

static stemma_status
compare_member(Gathering *g, uint32_t i, stemma_error *error)
{
  Side *side = &g->l->sides[g->kept % WINDOW];
  const CarriedQuote *row = member(g, i);
  uint32_t before = g->kept < WINDOW - 1 ? g->kept : WINDOW - 1, first;
  stemma_status status = STEMMA_OK;

  if (!side_unpack(side, stemma_text(g->members, row->words), row->words.length,
                   (Speaker){ row->speaker_first, row->speaker_last }))
    return out_of_memory(error);
  first = first_like(g, side, i);
  if (first != i) {
    Side other = *side; /* the same words, said by whoever said the first */

    other.speaker = (Speaker){ member(g, first)->speaker_first,
                               member(g, first)->speaker_last };
    return link_pair(g, first, &other, i, side);
  }
  for (uint32_t k = 1; k <= before && status == STEMMA_OK; k++) {
    uint32_t slot = (g->kept - k) % WINDOW;

    status = link_pair(g, g->l->members[slot], &g->l->sides[slot], i, side);
  }
  g->l->members[g->kept++ % WINDOW] = i;
  return status;
}

static stemma_status
gather(const void *self, void *worker, const stemma_job *job, stemma_key key,
       const stemma_table *members, stemma_list origins, stemma_error *error)
{
  const Options *options = self;
  uint32_t quotes = keys_quotes(job->inputs[1]);
  Gathering g = {
    .l = worker, .job = job, .members = members, .origins = origins, .key = key
  };
  stemma_status status = STEMMA_OK;

  if (members->rows.count < 2)
    return STEMMA_OK;
  if (!start_firsts(&g))
    return out_of_memory(error);
  g.needed = evidence_needed(quotes, options->significance);
  g.least_info = keys_least_info(quotes);
  for (uint32_t i = 0; i < members->rows.count && status == STEMMA_OK; i++)
    status = compare_member(&g, i, error);
  return status;
}

static const stemma_port reads[] = {
  { &quote_words_layer, 0, 0, 0 },
  { &word_frequency_layer, 0, 0, 0 },
  { &key_sieve_layer, 0, 0, 0 },
};
static const stemma_port writes[] = { { &quote_link_layer, 0, 0, 0 } };
static const stemma_life life = {
  .size = sizeof life,
  .open = options_open,
  .close = options_close,
  .worker_open = worker_open,
  .worker_close = worker_close,
};
static const stemma_group group = {
  .size = sizeof group,
  .scatter = scatter,
  .gather = gather,
};

const stemma_stage link_stage = {
  .size = sizeof link_stage,
  .id = "link",
  .version = "1.0.0",
  .summary = "finds quotes that may render the same utterance",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_NO_LIST,
  .carries = &carried_quote_layer,
  .life = &life,
  .group = &group,
};
