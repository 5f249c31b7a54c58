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
static const double LEAST_SCORE = .25;

/* A quote under a key. */
typedef struct Member {
  Side side;
  Code rare[RARE]; /* ascending */
  unsigned char infos[RARE];
  unsigned char ranks[RARE]; /* 0: the rarest */
  uint32_t rare_count;
  uint32_t number; /* among the members */
  uint64_t mask;   /* a bit for each rare word */
  bool apart;      /* each rare word has a bit of its own */
  bool indirect;
} Member;

typedef struct Linker {
  Keyer keyer;
  Side packed;
  Member members[WINDOW];
  Buffer firsts; /* of First: a hash table of equal quotes */
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
  side_free(&l->packed);
  buffer_free(&l->firsts);
  for (int i = 0; i < WINDOW; i++)
    side_free(&l->members[i].side);
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
carry(Linker *l, const QuoteWords *quote, const stemma_table *sieve,
      stemma_emitter *emitter)
{
  const Keyer *k = &l->keyer;
  CarriedQuote row = { .row = { quote->row.begin, quote->row.end, 0, 0 },
                       .speaker_first = quote->speaker_first,
                       .speaker_last = quote->speaker_last,
                       .quote = quote->quote,
                       .indirect = quote->indirect };
  SideWords words = { k->codes, k->word_infos, k->words, k->rare,
                      k->rare_count };
  uint32_t length = side_pack(&l->packed, &words);
  stemma_status status;

  if (length == 0)
    return STEMMA_E_MEMORY;
  row.words =
      emitter->rows->intern(emitter->rows, l->packed.bytes.data, length);
  status = stemma_append(emitter->rows, &row, sizeof row);
  return status == STEMMA_OK ? file(k, sieve, emitter) : status;
}

static stemma_status
scatter(const void *self, void *worker, const stemma_job *job,
        stemma_emitter *emitter, stemma_error *error)
{
  const stemma_table *table = job->inputs[0];
  Linker *l = worker;
  stemma_status status = STEMMA_OK;

  (void)self;
  if (!keyer_start(&l->keyer, job->inputs[1]))
    return out_of_memory(error);
  for (uint32_t i = 0; i < table->rows.count && status == STEMMA_OK; i++) {
    const QuoteWords *quote = STEMMA_AT(QuoteWords, table->rows, i);

    keyer_read(&l->keyer, table, quote);
    status = carry(l, quote, job->inputs[2], emitter);
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
  Least least;
  uint32_t least_info; /* of a key's two words */
  First *firsts;
  uint32_t slots;
  uint32_t kept; /* different quotes so far */
} Gathering;

static const CarriedQuote *
row_at(const Gathering *g, uint32_t i)
{
  return STEMMA_AT(CarriedQuote, g->members->rows, i);
}

/* Notes content word `word` as a rare one. */
static void
add_rare(Member *m, uint32_t word)
{
  Code code = m->side.content[word];
  uint64_t bit = UINT64_C(1) << ((code >> 1) & 63);
  uint32_t at = m->rare_count++;

  m->rare[at] = code;
  m->infos[at] = m->side.infos[word];
  m->ranks[at] = m->side.ranks[word];
  m->apart &= !(m->mask & bit);
  m->mask |= bit;
}

static bool
read_member(const Gathering *g, uint32_t i, Member *m)
{
  const CarriedQuote *row = row_at(g, i);
  Speaker speaker = { row->speaker_first, row->speaker_last };

  if (!side_view(&m->side, stemma_text(g->members, row->words),
                 row->words.length, speaker))
    return false;
  m->number = i;
  m->indirect = row->indirect;
  m->rare_count = 0;
  m->mask = 0;
  m->apart = true;
  for (uint32_t w = 0; w < m->side.contents; w++)
    if (m->side.ranks[w] < RARE)
      add_rare(m, w);
  return true;
}

/* A rare word that two quotes have: its places in both. */
typedef struct Shared {
  uint32_t x, y;
} Shared;

/* Those words, ascending; their number. */
static uint32_t
shared_rare(const Member *x, const Member *y, Shared *shared)
{
  uint32_t i = 0, j = 0, count = 0;

  while (i < x->rare_count && j < y->rare_count) {
    Code a = x->rare[i], b = y->rare[j];

    shared[count] = (Shared){ i, j };
    count += a == b;
    i += a <= b;
    j += b <= a;
  }
  return count;
}

/* Is quote `m` filed under the pair of its rare words i and k? */
static bool
is_key(const Gathering *g, const Member *m, uint32_t i, uint32_t k)
{
  return abs(m->ranks[i] - m->ranks[k]) <= SPAN
         && (uint32_t)m->infos[i] + m->infos[k] >= g->least_info;
}

/* Is this the least of the keys that both are filed under?  Two that share
 * the words of this key alone are told by their masks. */
static bool
least_key(const Gathering *g, const Member *x, const Member *y)
{
  Shared both[RARE + 1];
  uint32_t count;

  if ((x->apart || y->apart) && __builtin_popcountll(x->mask & y->mask) == 2)
    return true;
  count = shared_rare(x, y, both);
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = i + 1; k < count; k++)
      if (is_key(g, x, both[i].x, both[k].x)
          && is_key(g, y, both[i].y, both[k].y))
        return keys_of_pair(x->rare[both[i].x], x->rare[both[k].x]).high
               == g->key.high;
  return true;
}

static uint32_t
scaled(double share)
{
  return (uint32_t)((share > 1 ? 1 : share) * LINK_ONE + .5);
}

static stemma_status
link_pair(const Gathering *g, const Member *x, const Member *y)
{
  const stemma_ref *from = STEMMA_AT(stemma_ref, g->origins, x->number);
  const stemma_ref *to = STEMMA_AT(stemma_ref, g->origins, y->number);
  Likeness like;
  QuoteLink row;

  /* Of two reporters' words neither is evidence for the other. */
  if ((x->indirect && y->indirect) || !least_key(g, x, y))
    return STEMMA_OK;
  like = side_compare(&x->side, &y->side, &g->least);
  if (like.evidence < g->least.evidence || like.score < g->least.score)
    return STEMMA_OK;
  row = (QuoteLink){ .a_doc = from->doc,
                     .a_quote = row_at(g, x->number)->quote,
                     .b_doc = to->doc,
                     .b_quote = row_at(g, y->number)->quote,
                     .score = scaled(like.score),
                     .cover = scaled(like.cover) };
  return stemma_append(g->job->outputs[0], &row, sizeof row);
}

/* The first member with the same words as `m`, or `i` itself, which is
 * noted. */
static uint32_t
first_like(Gathering *g, const Member *m, uint32_t i)
{
  uint64_t sequence = m->side.sequence;
  uint32_t at = (uint32_t)(sequence ^ (sequence >> 32)) & (g->slots - 1);

  while (g->firsts[at].member && g->firsts[at].sequence != sequence)
    at = (at + 1) & (g->slots - 1);
  if (!g->firsts[at].member)
    g->firsts[at] = (First){ sequence, i + 1, 0 };
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

/* Links quote `i` to the first of the same words, said by whoever said that. */
static stemma_status
link_equal(const Gathering *g, uint32_t first, const Member *m)
{
  const CarriedQuote *row = row_at(g, first);
  Member other = *m;

  other.number = first;
  other.side.speaker = (Speaker){ row->speaker_first, row->speaker_last };
  return link_pair(g, &other, m);
}

static stemma_status
compare_member(Gathering *g, uint32_t i, stemma_error *error)
{
  Member *m = &g->l->members[g->kept % WINDOW];
  uint32_t before = g->kept < WINDOW - 1 ? g->kept : WINDOW - 1, first;
  stemma_status status = STEMMA_OK;

  if (!read_member(g, i, m))
    return out_of_memory(error);
  first = m->indirect ? i : first_like(g, m, i);
  if (first != i)
    return link_equal(g, first, m);
  for (uint32_t k = 1; k <= before && status == STEMMA_OK; k++)
    status = link_pair(g, &g->l->members[(g->kept - k) % WINDOW], m);
  g->kept++;
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
  g.least =
      (Least){ LEAST_SCORE, evidence_needed(quotes, options->significance) };
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
