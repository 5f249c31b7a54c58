/* SPDX-License-Identifier: 0BSD
 *
 * near-duplicates - paragraphs that stand, word for word or nearly so, in an
 * earlier document too: press releases, agency copy, boilerplate.
 *
 * A group stage.  A paragraph's words, five at a time, are a set of shingles;
 * its signature holds the least hash of the set under HASHES hash functions, so
 * that two paragraphs agree in as large a share of the signature as their sets
 * overlap (Broder, "On the resemblance and containment of documents", 1997).
 * Each band of ROWS numbers of it is a key: paragraphs that share most of their
 * shingles almost surely share a band, and others rarely do.
 */
#include <string.h>

#include <stemma/stemma.h>

enum { HASHES = 32, ROWS = 2, BANDS = HASHES / ROWS, SHINGLE = 5 };

/* What travels from scatter to gather. */
typedef struct filed {
  stemma_row row;
  stemma_str signature; /* HASHES numbers of 32 bits */
} filed;

static const stemma_field filed_fields[] = {
  STEMMA_FIELD(filed, signature, STEMMA_BYTES, "", "least hashes"),
};
static const stemma_layer filed_layer = {
  sizeof(stemma_layer),
  1,
  "org.example.duplicate.key",
  "paragraphs on their way",
  STEMMA_LIST(filed_fields),
  sizeof(filed),
  0,
};

/* The result.  A pair may meet under several keys, and gather writes it each
 * time; the layer is UNIQUE, so the host keeps one. */
typedef struct duplicate {
  stemma_row row; /* the later paragraph, in `doc` */
  uint32_t doc;
  uint32_t earlier_doc;
  stemma_span earlier;
  double similarity;
} duplicate;

static const stemma_field fields[] = {
  STEMMA_FIELD(duplicate, doc, STEMMA_DOC, "", "the document it stands in"),
  STEMMA_FIELD(duplicate, earlier_doc, STEMMA_DOC, "",
               "the document that has it too"),
  STEMMA_FIELD(duplicate, earlier, STEMMA_SPAN, "", "where, there"),
  STEMMA_FIELD(duplicate, similarity, STEMMA_F64, "0..1",
               "share of runs of five words in common, estimated"),
};
static const stemma_layer duplicates = {
  sizeof(stemma_layer),
  1,
  "org.example.duplicate",
  "paragraphs of an earlier document",
  STEMMA_LIST(fields),
  sizeof(duplicate),
  STEMMA_LAYER_CORPUS | STEMMA_LAYER_UNIQUE,
};

static const stemma_port reads[] = { { &stemma_token_layer, 0, 0, 0 },
                                     { &stemma_sentence_layer, 0, 0, 0 } };
static const stemma_port writes[] = { { &duplicates, 0, 0, 0 } };

typedef struct settings {
  double similarity;
  int64_t min_words;
} settings;

static const stemma_option options[] = {
  STEMMA_OPTION_NUMBER(settings, similarity, STEMMA_OPTION_FLOAT, "similarity",
                       "0.5", 0, 1, "", "leave out pairs less alike than this"),
  STEMMA_OPTION_NUMBER(settings, min_words, STEMMA_OPTION_INT, "min-words",
                       "12", SHINGLE, 100000, "words",
                       "leave out paragraphs that are shorter"),
};

static const stemma_metric metrics[] = {
  { "count", "paragraphs of an earlier document", "paragraphs",
    "org.example.duplicate", 0, 0, 0, STEMMA_COUNT, STEMMA_METRIC_FINDING },
};

static stemma_status
open_stage(const stemma_stage *stage, const stemma_host *host,
           const void *chosen, void **self, stemma_error *error)
{
  (void)stage, (void)host, (void)error;
  *self = (void *)(uintptr_t)chosen;
  return STEMMA_OK;
}

static void
close_stage(void *self)
{
  (void)self;
}

/* The end of splitmix64 (Steele, Lea and Flood, 2014): every bit of `x` counts
 * for every bit of the result. */
static uint64_t
mix(uint64_t x)
{
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
  x = (x ^ x >> 27) * 0x94d049bb133111ebu;
  return x ^ x >> 31;
}

/* A paragraph while its words pass. */
typedef struct paragraph {
  uint32_t begin, end;    /* bytes of the text */
  uint32_t words;         /* so far */
  uint64_t last[SHINGLE]; /* the hashes of the last words, in a ring */
  uint32_t least[HASHES];
} paragraph;

static void
begin_paragraph(paragraph *one, uint32_t begin)
{
  memset(one, 0, sizeof *one);
  memset(one->least, 0xff, sizeof one->least);
  one->begin = begin;
}

static void
take_word(paragraph *one, const stemma_token *token)
{
  uint64_t shingle = 0;
  uint32_t i;

  one->end = token->row.end;
  one->last[one->words++ % SHINGLE] = token->fold;
  if (one->words < SHINGLE)
    return;
  for (i = 0; i < SHINGLE; i++)
    shingle = mix(shingle + one->last[(one->words + i) % SHINGLE]);
  for (i = 0; i < HASHES; i++) {
    uint32_t hash = (uint32_t)(mix(shingle + i * 0x9e3779b97f4a7c15u) >> 32);

    if (hash < one->least[i])
      one->least[i] = hash;
  }
}

static stemma_status
file_paragraph(const paragraph *one, stemma_emitter *emitter)
{
  filed row = { { one->begin, one->end, 0, 0 }, { 0, 0 } };
  stemma_status status;
  uint32_t i;

  row.signature = emitter->rows->intern(emitter->rows, (const char *)one->least,
                                        sizeof one->least);
  status = stemma_append(emitter->rows, &row, sizeof row);
  for (i = 0; i < BANDS && status == STEMMA_OK; i++) {
    stemma_key key = { i, 0 };

    memcpy(&key.low, one->least + i * ROWS, sizeof key.low);
    status = emitter->key(emitter, key);
  }
  return status;
}

static stemma_status
scatter(const void *self, void *worker, const stemma_job *job,
        stemma_emitter *emitter, stemma_error *error)
{
  const settings *set = self;
  const stemma_list tokens = job->inputs[0]->rows;
  const stemma_list sentences = job->inputs[1]->rows;
  uint32_t number = UINT32_MAX;
  stemma_status status = STEMMA_OK;
  paragraph now;
  uint32_t i;

  (void)worker, (void)error;
  begin_paragraph(&now, 0);
  for (i = 0; i < tokens.count && status == STEMMA_OK; i++) {
    const stemma_token *token = STEMMA_AT(stemma_token, tokens, i);
    const stemma_sentence *sentence =
        STEMMA_AT(stemma_sentence, sentences, token->sentence);

    if (token->kind != STEMMA_TOKEN_WORD && token->kind != STEMMA_TOKEN_NUMBER)
      continue;
    if (sentence->paragraph != number) {
      if (now.words >= set->min_words)
        status = file_paragraph(&now, emitter);
      begin_paragraph(&now, token->row.begin);
      number = sentence->paragraph;
    }
    take_word(&now, token);
  }
  if (status == STEMMA_OK && now.words >= set->min_words)
    status = file_paragraph(&now, emitter);
  return status;
}

/* Which share of two signatures is equal. */
static double
similarity_of(const stemma_table *members, const filed *a, const filed *b)
{
  const char *left = stemma_text(members, a->signature);
  const char *right = stemma_text(members, b->signature);
  uint32_t i, same = 0;

  for (i = 0; i < HASHES; i++)
    same += memcmp(left + 4 * i, right + 4 * i, 4) == 0;
  return (double)same / HASHES;
}

/* Tells of member `i` the first member of another document that is like it. */
static stemma_status
tell_first(const settings *set, const stemma_job *job,
           const stemma_table *members, stemma_list origins, uint32_t i)
{
  const filed *later = STEMMA_AT(filed, members->rows, i);
  const uint32_t doc = STEMMA_AT(stemma_ref, origins, i)->doc;
  uint32_t k;

  for (k = 0; k < i; k++) {
    const filed *earlier = STEMMA_AT(filed, members->rows, k);
    const uint32_t earlier_doc = STEMMA_AT(stemma_ref, origins, k)->doc;
    const double similarity = similarity_of(members, earlier, later);

    if (earlier_doc != doc && similarity >= set->similarity) {
      const duplicate row = { { later->row.begin, later->row.end, 0, 0 },
                              doc,
                              earlier_doc,
                              { earlier->row.begin, earlier->row.end },
                              similarity };

      return stemma_append(job->outputs[0], &row, sizeof row);
    }
  }
  return STEMMA_OK;
}

/* Paragraphs that share a band, by document.  MEMBERS bounds the comparisons
 * of a band that everybody shares; the host reports what it left out. */
enum { MEMBERS = 512 };

static stemma_status
gather(const void *self, void *worker, const stemma_job *job, stemma_key key,
       const stemma_table *members, stemma_list origins, stemma_error *error)
{
  stemma_status status = STEMMA_OK;
  uint32_t i;

  (void)worker, (void)key, (void)error;
  for (i = 1; i < members->rows.count && status == STEMMA_OK; i++)
    status = tell_first(self, job, members, origins, i);
  return status;
}

static const stemma_life life = { .size = sizeof life,
                                  .open = open_stage,
                                  .close = close_stage };
static const stemma_group group = { .size = sizeof group,
                                    .max_members = MEMBERS,
                                    .scatter = scatter,
                                    .gather = gather };
static const stemma_stage stage = {
  .size = sizeof stage,
  .id = "near-duplicates",
  .version = "1.0.0",
  .summary = "finds paragraphs of an earlier document",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_LIST(options),
  .options_size = sizeof(settings),
  .carries = &filed_layer,
  .life = &life,
  .group = &group,
  .metrics = STEMMA_LIST(metrics),
};
static const stemma_stage *const stages[] = { &stage };
static const stemma_module module = {
  .size = sizeof module,
  .epoch = STEMMA_EPOCH,
  .minor = STEMMA_MINOR,
  .needs_minor = STEMMA_NEEDS_MINOR,
  .id = "org.example.near-duplicates",
  .version = "1.0.0",
  .license = "0BSD",
  .vendor = "Example",
  .url = "",
  .stages = STEMMA_LIST(stages),
};
STEMMA_NOTE("org.example.near-duplicates", "1.0.0", "0BSD");

const stemma_module *
stemma_module_v1(void)
{
  return &module;
}
