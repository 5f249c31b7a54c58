/* SPDX-License-Identifier: Apache-2.0
 *
 * The inner stage link: which quotes may render the same utterance.
 *
 * A quote is filed under each pair of its rarest stems.  Renderings by
 * different translators share few stems, but two of the rarest ones nearly
 * always; and few other quotes have just these two.  Two quotes that meet
 * under several keys are compared under the least of them only.
 */
#include <stdlib.h>
#include <string.h>

#include "counts.h"
#include "score.h"

/* RARE stems of a quote in a small corpus, RARE_BIG from BIG quotes on, where
 * each key costs memory. */
enum { RARE = 8, RARE_BIG = 6, BIG = 100000 };

/* A stem in more quotes than COMMON_FACTOR * sqrt(N), at least COMMON_LEAST,
 * makes no key: with another such stem it would bring chance together. */
enum { COMMON_FACTOR = 7, COMMON_LEAST = 24 };

/* Under one key each quote is compared with the last WINDOW different ones, so
 * that the cost stays linear; equal quotes are found however many there are. */
enum { WINDOW = 64 };

/* Links below are not worth keeping. */
static const double LEAST_SCORE = .15;

typedef struct Linker {
  Counts counts; /* of the word_frequency table that `from` shows */
  const void *from;
  uint32_t quotes;
  Buffer packed; /* a quote's words */
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
  counts_free(&l->counts);
  buffer_free(&l->packed);
  buffer_free(&l->firsts);
  for (int i = 0; i < WINDOW; i++)
    side_free(&l->sides[i]);
  free(l);
}

/* The frequencies as a hash table, once for each run. */
static bool
read_frequencies(Linker *l, const stemma_table *table)
{
  if (l->from == table->rows.items && l->from)
    return true;
  counts_free(&l->counts);
  l->quotes = 0;
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const WordFrequency *row = STEMMA_AT(WordFrequency, table->rows, i);

    if (i == 0)
      l->quotes = row->quotes;
    else if (!counts_add(&l->counts, row->code, row->quotes))
      return false;
  }
  l->from = table->rows.items;
  return true;
}

static uint32_t
too_common(uint32_t quotes)
{
  uint32_t root = 1;

  while (root < quotes / root)
    root++;
  return COMMON_FACTOR * root > COMMON_LEAST ? COMMON_FACTOR * root
                                             : COMMON_LEAST;
}

typedef struct Rare {
  uint32_t count; /* quotes */
  Code code;
  uint32_t place; /* in the quote */
} Rare;

static bool
rarer(const Rare *a, const Rare *b)
{
  return a->count != b->count ? a->count < b->count : a->code < b->code;
}

/* Keeps the `most` rarest, rarest first, each code once. */
static uint32_t
keep_rare(Rare *kept, uint32_t count, uint32_t most, Rare one)
{
  uint32_t at = count;

  for (uint32_t i = 0; i < count; i++)
    if (kept[i].code == one.code)
      return count;
  while (at > 0 && rarer(&one, &kept[at - 1]))
    at--;
  if (at == most)
    return count;
  if (count == most)
    count--;
  memmove(kept + at + 1, kept + at, (count - at) * sizeof *kept);
  kept[at] = one;
  return count + 1;
}

/* Packs the words of `quote` with their information, and notes the rarest in
 * `row`.  False without memory. */
static bool
pack(Linker *l, const stemma_table *table, const QuoteWords *quote,
     CarriedQuote *row)
{
  const char *codes = stemma_text(table, quote->codes);
  uint32_t count = quote->codes.length / (uint32_t)sizeof(Code), rare = 0;
  uint32_t most = l->quotes >= BIG ? RARE_BIG : RARE;
  uint32_t common = too_common(l->quotes);
  Rare kept[RARE + 1];
  char *packed = buffer_need(&l->packed, (size_t)count + 1, LINK_WORD_BYTES);

  if (!packed)
    return false;
  for (uint32_t i = 0; i < count; i++, packed += LINK_WORD_BYTES) {
    uint32_t quotes = 1;
    Code code;

    memcpy(&code, codes + i * sizeof code, sizeof code);
    if (code_is_content(code)) {
      quotes = counts_get(&l->counts, code);
      if (quotes > 1 && quotes <= common && i < 256)
        rare = keep_rare(kept, rare, most, (Rare){ quotes, code, i });
    }
    memcpy(packed, &code, sizeof code);
    packed[sizeof code] = (char)word_info(quotes ? quotes : 1, l->quotes);
  }
  for (uint32_t i = 0; i < rare; i++)
    row->rare[i] = (unsigned char)kept[i].place;
  row->rare_count = rare;
  return true;
}

static stemma_key
pair_key(Code a, Code b)
{
  uint64_t low = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;

  return (stemma_key){ low * UINT64_C(0x9e3779b97f4a7c15), low };
}

static int
key_compare(stemma_key a, stemma_key b)
{
  if (a.high != b.high)
    return a.high < b.high ? -1 : 1;
  return a.low < b.low ? -1 : a.low > b.low;
}

static Code
rare_code(const char *words, const CarriedQuote *row, uint32_t i)
{
  Code code;

  memcpy(&code, words + (size_t)row->rare[i] * LINK_WORD_BYTES, sizeof code);
  return code;
}

/* For a quote with fewer than two rare stems: all its words in order, so that
 * at least verbatim reprints meet. */
static stemma_key
sequence_key(const char *words, uint32_t count)
{
  uint64_t high = UINT64_C(0xcbf29ce484222325), low = high ^ count;

  for (uint32_t i = 0; i < count; i++) {
    Code code;

    memcpy(&code, words + (size_t)i * LINK_WORD_BYTES, sizeof code);
    high = (high ^ code) * UINT64_C(0x100000001b3);
    low = (low + code) * UINT64_C(0x9e3779b97f4a7c15);
  }
  return (stemma_key){ high, low | UINT64_C(1) };
}

static stemma_status
file(Linker *l, const CarriedQuote *row, stemma_emitter *emitter)
{
  const char *words = l->packed.data;
  uint32_t count = row->words.length / LINK_WORD_BYTES;
  stemma_status status = STEMMA_OK;

  if (row->rare_count < 2)
    return count > 1 ? emitter->key(emitter, sequence_key(words, count))
                     : STEMMA_OK;
  for (uint32_t i = 0; i < row->rare_count && status == STEMMA_OK; i++)
    for (uint32_t k = i + 1; k < row->rare_count && status == STEMMA_OK; k++)
      status = emitter->key(emitter, pair_key(rare_code(words, row, i),
                                              rare_code(words, row, k)));
  return status;
}

static stemma_status
scatter(const void *self, void *worker, const stemma_job *job,
        stemma_emitter *emitter, stemma_error *error)
{
  const stemma_table *table = job->inputs[0];
  Linker *l = worker;

  (void)self;
  if (!read_frequencies(l, job->inputs[1]))
    return out_of_memory(error);
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const QuoteWords *quote = STEMMA_AT(QuoteWords, table->rows, i);
    CarriedQuote row = { .row = { quote->row.begin, quote->row.end, 0, 0 },
                         .speaker_first = quote->speaker_first,
                         .speaker_last = quote->speaker_last,
                         .quote = quote->quote };
    stemma_status status;

    if (!pack(l, table, quote, &row))
      return out_of_memory(error);
    row.words = emitter->rows->intern(
        emitter->rows, l->packed.data,
        quote->codes.length / (uint32_t)sizeof(Code) * LINK_WORD_BYTES);
    status = stemma_append(emitter->rows, &row, sizeof row);
    if (status == STEMMA_OK)
      status = file(l, &row, emitter);
    if (status != STEMMA_OK)
      return status;
  }
  return STEMMA_OK;
}

/* One key's work. */
typedef struct Gathering {
  Linker *l;
  const stemma_job *job;
  const stemma_table *members;
  stemma_list origins;
  stemma_key key;
  double needed; /* evidence */
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
least_key(const Gathering *g, uint32_t a, uint32_t b)
{
  const CarriedQuote *x = member(g, a), *y = member(g, b);
  const char *xw = stemma_text(g->members, x->words);
  const char *yw = stemma_text(g->members, y->words);
  Code both[RARE];
  uint32_t count = 0;

  for (uint32_t i = 0; i < x->rare_count; i++)
    for (uint32_t k = 0; k < y->rare_count; k++)
      if (rare_code(xw, x, i) == rare_code(yw, y, k))
        both[count++] = rare_code(xw, x, i);
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = i + 1; k < count; k++)
      if (key_compare(pair_key(both[i], both[k]), g->key) < 0)
        return false;
  return true;
}

static uint32_t
scaled(double share)
{
  return (uint32_t)((share > 1 ? 1 : share) * LINK_ONE + .5);
}

static stemma_status
link_pair(const Gathering *g, uint32_t a, uint32_t b, const Likeness *like)
{
  const stemma_ref *from = STEMMA_AT(stemma_ref, g->origins, a);
  const stemma_ref *to = STEMMA_AT(stemma_ref, g->origins, b);
  QuoteLink row = { .a_doc = from->doc,
                    .a_quote = member(g, a)->quote,
                    .b_doc = to->doc,
                    .b_quote = member(g, b)->quote,
                    .score = scaled(like->score),
                    .cover = scaled(like->cover) };

  if (like->evidence < g->needed || like->score < LEAST_SCORE
      || !least_key(g, a, b))
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
  Likeness like;

  if (!side_unpack(side, stemma_text(g->members, row->words), row->words.length,
                   (Speaker){ row->speaker_first, row->speaker_last }))
    return out_of_memory(error);
  first = first_like(g, side, i);
  if (first != i) {
    like = side_compare(side, side);
    like.evidence +=
        speaker_compare(side->speaker,
                        (Speaker){ member(g, first)->speaker_first,
                                   member(g, first)->speaker_last })
                == SPEAKER_OTHER
            ? -5
            : 0;
    return link_pair(g, first, i, &like);
  }
  for (uint32_t k = 1; k <= before && status == STEMMA_OK; k++) {
    uint32_t slot = (g->kept - k) % WINDOW;

    like = side_compare(&g->l->sides[slot], side);
    status = link_pair(g, g->l->members[slot], i, &like);
  }
  g->l->members[g->kept++ % WINDOW] = i;
  return status;
}

static stemma_status
gather(const void *self, void *worker, const stemma_job *job, stemma_key key,
       const stemma_table *members, stemma_list origins, stemma_error *error)
{
  const Options *options = self;
  const stemma_table *frequencies = job->inputs[1];
  Gathering g = {
    .l = worker, .job = job, .members = members, .origins = origins, .key = key
  };
  stemma_status status = STEMMA_OK;

  if (members->rows.count < 2)
    return STEMMA_OK;
  if (!start_firsts(&g))
    return out_of_memory(error);
  g.needed = evidence_needed(
      frequencies->rows.count
          ? STEMMA_AT(WordFrequency, frequencies->rows, 0)->quotes
          : 0,
      options->significance);
  for (uint32_t i = 0; i < members->rows.count && status == STEMMA_OK; i++)
    status = compare_member(&g, i, error);
  return status;
}

static const stemma_port reads[] = {
  { &quote_words_layer, 0, 0, 0 },
  { &word_frequency_layer, 0, 0, 0 },
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
