/* SPDX-License-Identifier: Apache-2.0
 *
 * stages.c - see stages.h.  Written as a plugin would be, with libc alone.
 */
#include "stages.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  stemma_row row;
  stemma_str text;
} Word;

typedef struct {
  stemma_row row;
  stemma_str text;
  uint32_t count;
  uint32_t reserved;
} Total;

typedef struct {
  stemma_row row;
  stemma_str text;
  stemma_range members;
  uint32_t documents;
  uint32_t reserved;
} Shared;

typedef struct {
  stemma_row row;
  uint32_t doc;
  uint32_t shared;
  stemma_ref self;
} Member;

#define FIELD(row, member, type) STEMMA_FIELD(row, member, type, "", "")
static const stemma_field word_fields[] = { FIELD(Word, text, STEMMA_STR) };
static const stemma_field total_fields[] = { FIELD(Total, text, STEMMA_STR),
                                             FIELD(Total, count, STEMMA_U32) };
static const stemma_field shared_fields[] = {
  FIELD(Shared, text, STEMMA_STR),
  STEMMA_FIELD_LINK(Shared, members, STEMMA_RANGE, "member", ""),
  FIELD(Shared, documents, STEMMA_U32)
};
static const stemma_field member_fields[] = {
  FIELD(Member, doc, STEMMA_DOC),
  STEMMA_FIELD_LINK(Member, shared, STEMMA_ROW, "shared", ""),
  STEMMA_FIELD_LINK(Member, self, STEMMA_REF, "member", "")
};

#define LAYER(name_, row, fields_, flags_)                                     \
  {                                                                            \
    .size = sizeof(stemma_layer), .version = 1, .name = name_, .summary = "",  \
    .fields = STEMMA_LIST(fields_), .row_size = sizeof(row), .flags = flags_   \
  }
const stemma_layer word_layer =
    LAYER("word", Word, word_fields, STEMMA_LAYER_SORTED);
const stemma_layer total_layer =
    LAYER("total", Total, total_fields, STEMMA_LAYER_CORPUS);
const stemma_layer hoard_layer =
    LAYER("hoard", Total, total_fields, STEMMA_LAYER_CORPUS);
const stemma_layer shared_layer =
    LAYER("shared", Shared, shared_fields, STEMMA_LAYER_CORPUS);
const stemma_layer member_layer =
    LAYER("member", Member, member_fields, STEMMA_LAYER_CORPUS);
const stemma_layer mark_layer = LAYER("mark", Word, word_fields, 0);

static stemma_status
open_nothing(const stemma_stage *stage, const stemma_host *host,
             const void *options, void **self, stemma_error *error)
{
  (void)stage, (void)options, (void)error;
  *self = (void *)(uintptr_t)host;
  return STEMMA_OK;
}

static const stemma_life life = { .size = sizeof life, .open = open_nothing };

/* Words are numbers of calls away from each other, so the worker object tells
 * whether two threads used it at once. */
static int
next_word(const char *text, uint32_t length, uint32_t *begin, uint32_t *end)
{
  while (*end < length && text[*end] == ' ')
    ++*end;
  *begin = *end;
  while (*end < length && text[*end] != ' ')
    ++*end;
  return *end > *begin;
}

static stemma_status
process_words(const void *self, void *worker, const stemma_job *job,
              stemma_error *error)
{
  const stemma_doc *doc = job->doc;
  stemma_writer *out = job->outputs[0];
  uint32_t begin, end = 0;

  (void)self, (void)worker;
  if (strstr(doc->text, "cancel"))
    return STEMMA_CANCELLED;
  while (next_word(doc->text, doc->length, &begin, &end)) {
    Word word = { { begin, end, 0, 0 }, { 0, 0 } };
    word.text = out->intern(out, doc->text + begin, end - begin);
    stemma_append(out, &word, sizeof word);
  }
  if (strstr(doc->text, "bad")) {
    Word word = { { 1000, 1001, 0, 0 }, { 0, 0 } };
    stemma_append(out, &word, sizeof word);
  }
  if (strstr(doc->text, "fail"))
    return stemma_fail(error, STEMMA_E_INPUT, "a word says so");
  return STEMMA_OK;
}

static const stemma_port words_writes[] = { { &word_layer, 0, 0, 0 } };
static const stemma_map words_map = { sizeof words_map, 0, process_words };
static const stemma_metric words_metrics[] = {
  { "count", "", "", "word", NULL, NULL, 0, STEMMA_COUNT, 0 },
};
#define STAGE(id_)                                                             \
  .size = sizeof(stemma_stage), .id = id_, .version = "1.0.0", .summary = "",  \
  .url = "", .life = &life
const stemma_stage words_stage = { STAGE("words"),
                                   .writes = STEMMA_LIST(words_writes),
                                   .map = &words_map,
                                   .metrics = STEMMA_LIST(words_metrics) };

static stemma_status
process_more(const void *self, void *worker, const stemma_job *job,
             stemma_error *error)
{
  const stemma_doc *doc = job->doc;
  stemma_writer *out = job->outputs[0];
  uint32_t begin, end = 0;

  (void)self, (void)worker, (void)error;
  while (next_word(doc->text, doc->length, &begin, &end))
    if (doc->text[begin] >= 'A' && doc->text[begin] <= 'Z') {
      Word word = { { begin, begin + 1, 0, 0 }, { 0, 0 } };
      word.text = out->intern(out, "capital", 7);
      stemma_append(out, &word, sizeof word);
    }
  return STEMMA_OK;
}

static const stemma_port more_writes[] = { { &word_layer, 0, 0,
                                             STEMMA_PORT_EXTENDS } };
static const stemma_map more_map = { sizeof more_map, 0, process_more };
const stemma_stage more_words_stage = { STAGE("more-words"),
                                        .writes = STEMMA_LIST(more_writes),
                                        .map = &more_map };

/* totals: an array of counted words. */
typedef struct {
  char text[32];
  uint32_t count;
} Count;

typedef struct {
  Count *counts;
  uint32_t length;
} Counts;

static void
count_word(Counts *counts, const char *text, uint32_t more)
{
  uint32_t i;

  for (i = 0; i < counts->length; i++)
    if (strcmp(counts->counts[i].text, text) == 0)
      break;
  if (i == counts->length) {
    counts->counts = realloc(counts->counts, (i + 1) * sizeof *counts->counts);
    memset(&counts->counts[i], 0, sizeof *counts->counts);
    snprintf(counts->counts[i].text, sizeof counts->counts[i].text, "%s", text);
    counts->length++;
  }
  counts->counts[i].count += more;
}

static stemma_status
start_counts(const void *self, void **state, stemma_error *error)
{
  (void)self, (void)error;
  *state = calloc(1, sizeof(Counts));
  return *state ? STEMMA_OK : STEMMA_E_MEMORY;
}

static void
drop_counts(const void *self, void *state)
{
  Counts *counts = state;

  (void)self;
  free(counts->counts);
  free(counts);
}

static stemma_status
add_words(const void *self, void *worker, void *state, const stemma_job *job,
          stemma_error *error)
{
  const stemma_table *words = job->inputs[0];

  (void)self, (void)worker, (void)error;
  for (uint32_t i = 0; i < words->rows.count; i++)
    count_word(state, stemma_text(words, STEMMA_AT(Word, words->rows, i)->text),
               1);
  return STEMMA_OK;
}

static stemma_status
add_most_words(const void *self, void *worker, void *state,
               const stemma_job *job, stemma_error *error)
{
  if (strstr(job->doc->text, "nofold"))
    return stemma_fail(error, STEMMA_E_INPUT, "it will not be counted");
  return add_words(self, worker, state, job, error);
}

static stemma_status
merge_counts(const void *self, void *worker, void *into, void *from,
             stemma_error *error)
{
  const Counts *counts = from;

  (void)self, (void)worker, (void)error;
  for (uint32_t i = 0; i < counts->length; i++)
    count_word(into, counts->counts[i].text, counts->counts[i].count);
  return STEMMA_OK;
}

static int
by_text(const void *a, const void *b)
{
  return strcmp(((const Count *)a)->text, ((const Count *)b)->text);
}

static stemma_status
finish_counts(const void *self, void *worker, void *state,
              const stemma_job *job, stemma_error *error)
{
  Counts *counts = state;
  stemma_writer *out = job->outputs[0];

  (void)self, (void)worker, (void)error;
  if (counts->length > 0)
    qsort(counts->counts, counts->length, sizeof *counts->counts, by_text);
  for (uint32_t i = 0; i < counts->length; i++) {
    Total total = { .count = counts->counts[i].count };
    total.text = out->intern(out, counts->counts[i].text,
                             (uint32_t)strlen(counts->counts[i].text));
    stemma_append(out, &total, sizeof total);
  }
  return STEMMA_OK;
}

static uint64_t
bytes_of_counts(const void *self, const void *state)
{
  (void)self;
  return (uint64_t)((const Counts *)state)->length << 20;
}

/* Every count is of one size, so a state is an array of them. */
static stemma_status
save_counts(const void *self, const void *state, stemma_output *output,
            stemma_error *error)
{
  const Counts *counts = state;

  (void)self, (void)error;
  return output->write(output, counts->counts,
                       (uint32_t)(counts->length * sizeof *counts->counts));
}

static stemma_status
load_counts(const void *self, const void *bytes, uint64_t length, void **state,
            stemma_error *error)
{
  stemma_status status = start_counts(self, state, error);
  Counts *counts = *state;

  if (status != STEMMA_OK || length == 0)
    return status;
  counts->counts = malloc(length);
  memcpy(counts->counts, bytes, length);
  counts->length = (uint32_t)(length / sizeof *counts->counts);
  return STEMMA_OK;
}

static const stemma_port word_reads[] = { { &word_layer, 0, 0, 0 } };
static const stemma_port total_writes[] = { { &total_layer, 0, 0, 0 } };
static const stemma_port hoard_writes[] = { { &hoard_layer, 0, 0, 0 } };
static const stemma_fold totals_fold = { .size = sizeof totals_fold,
                                         .start = start_counts,
                                         .add = add_most_words,
                                         .merge = merge_counts,
                                         .save = save_counts,
                                         .load = load_counts,
                                         .finish = finish_counts,
                                         .drop = drop_counts };
static const stemma_fold greedy_fold = { .size = sizeof greedy_fold,
                                         .start = start_counts,
                                         .add = add_words,
                                         .merge = merge_counts,
                                         .bytes = bytes_of_counts,
                                         .save = save_counts,
                                         .load = load_counts,
                                         .finish = finish_counts,
                                         .drop = drop_counts };
static const stemma_metric total_metrics[] = {
  { "most", "", "", "total", "count", NULL, 0, STEMMA_MAX, 0 },
  { "mean", "", "", "total", "count", NULL, 0, STEMMA_MEAN, 0 },
  { "sum", "", "", "total", "count", NULL, 0, STEMMA_SUM, 0 },
};
const stemma_stage totals_stage = { STAGE("totals"),
                                    .reads = STEMMA_LIST(word_reads),
                                    .writes = STEMMA_LIST(total_writes),
                                    .fold = &totals_fold,
                                    .metrics = STEMMA_LIST(total_metrics) };
const stemma_stage greedy_stage = { STAGE("greedy"),
                                    .reads = STEMMA_LIST(word_reads),
                                    .writes = STEMMA_LIST(hoard_writes),
                                    .fold = &greedy_fold };

static stemma_status
add_nothing(const void *self, void *worker, void *state, const stemma_job *job,
            stemma_error *error)
{
  (void)self, (void)worker, (void)state, (void)job;
  return stemma_fail(error, STEMMA_E_INTERNAL, "add was called");
}

static stemma_status
finish_recount(const void *self, void *worker, void *state,
               const stemma_job *job, stemma_error *error)
{
  Total total = { .count = job->inputs[0]->rows.count };

  (void)self, (void)worker, (void)state, (void)error;
  return stemma_append(job->outputs[0], &total, sizeof total);
}

static const stemma_port shared_reads[] = { { &shared_layer, 0, 0, 0 } };
static const stemma_fold recount_fold = { .size = sizeof recount_fold,
                                          .start = start_counts,
                                          .add = add_nothing,
                                          .merge = merge_counts,
                                          .finish = finish_recount,
                                          .drop = drop_counts };
const stemma_stage recount_stage = { STAGE("recount"),
                                     .reads = STEMMA_LIST(shared_reads),
                                     .writes = STEMMA_LIST(total_writes),
                                     .fold = &recount_fold };

/* shared */
static uint64_t
hash(const char *text, uint32_t length)
{
  uint64_t value = 14695981039346656037u;

  for (uint32_t i = 0; i < length; i++)
    value = (value ^ (unsigned char)text[i]) * 1099511628211u;
  return value;
}

static stemma_status
file_words(const stemma_table *words, stemma_emitter *emitter)
{
  stemma_status status = STEMMA_OK;

  for (uint32_t i = 0; status == STEMMA_OK && i < words->rows.count; i++) {
    const Word *word = STEMMA_AT(Word, words->rows, i);
    const char *text = stemma_text(words, word->text);
    Word carried = { word->row, { 0, 0 } };
    stemma_key key = { 0, hash(text, word->text.length) };
    carried.text =
        emitter->rows->intern(emitter->rows, text, word->text.length);
    status = stemma_append(emitter->rows, &carried, sizeof carried);
    /* Twice under one key is still one member. */
    if (status == STEMMA_OK)
      status = emitter->key(emitter, key);
    if (status == STEMMA_OK)
      status = emitter->key(emitter, key);
  }
  return status;
}

static stemma_status
scatter_words(const void *self, void *worker, const stemma_job *job,
              stemma_emitter *emitter, stemma_error *error)
{
  (void)self, (void)worker;
  file_words(job->inputs[0], emitter);
  if (strstr(job->doc->text, "noscatter"))
    return stemma_fail(error, STEMMA_E_INPUT, "it will not be shared");
  return STEMMA_OK;
}

static uint32_t
count_documents(stemma_list origins)
{
  uint32_t count = 0;

  for (uint32_t i = 0; i < origins.count; i++)
    count += i == 0
             || STEMMA_AT(stemma_ref, origins, i)->doc
                    != STEMMA_AT(stemma_ref, origins, i - 1)->doc;
  return count;
}

static stemma_status
gather_words(const void *self, void *worker, const stemma_job *job,
             stemma_key key, const stemma_table *members, stemma_list origins,
             stemma_error *error)
{
  stemma_writer *shared = job->outputs[0], *rows = job->outputs[1];
  const char *text =
      stemma_text(members, STEMMA_AT(Word, members->rows, 0)->text);
  Shared row = { .documents = count_documents(origins) };

  (void)self, (void)worker, (void)key;
  if (strcmp(text, "nogather") == 0)
    return stemma_fail(error, STEMMA_E_INTERNAL, "a key says so");
  if (row.documents < 2)
    return STEMMA_OK;
  row.text = shared->intern(shared, text, (uint32_t)strlen(text));
  row.members.first = rows->next_row;
  row.members.count = members->rows.count;
  for (uint32_t i = 0; i < members->rows.count; i++) {
    Member member = { .row = STEMMA_AT(Word, members->rows, i)->row };
    member.doc = STEMMA_AT(stemma_ref, origins, i)->doc;
    member.shared = shared->next_row;
    member.self.doc = STEMMA_CORPUS;
    member.self.row = rows->next_row;
    stemma_append(rows, &member, sizeof member);
  }
  return stemma_append(shared, &row, sizeof row);
}

static const stemma_port shared_writes[] = { { &shared_layer, 0, 0, 0 },
                                             { &member_layer, 0, 0, 0 } };
static const stemma_group shared_group = { sizeof shared_group, 3,
                                           scatter_words, gather_words };
const stemma_stage shared_stage = { STAGE("shared"),
                                    .reads = STEMMA_LIST(word_reads),
                                    .writes = STEMMA_LIST(shared_writes),
                                    .carries = &word_layer,
                                    .group = &shared_group };

/* later: the same in the next pass */
static uint32_t
total_of(const stemma_table *totals, const char *text)
{
  for (uint32_t i = 0; i < totals->rows.count; i++) {
    const Total *total = STEMMA_AT(Total, totals->rows, i);
    if (strcmp(stemma_text(totals, total->text), text) == 0)
      return total->count;
  }
  return 0;
}

static stemma_status
scatter_later(const void *self, void *worker, const stemma_job *job,
              stemma_emitter *emitter, stemma_error *error)
{
  const stemma_table *words = job->inputs[0], *totals = job->inputs[1];

  (void)self, (void)worker;
  if (strstr(job->doc->text, "noscatter"))
    return stemma_fail(error, STEMMA_E_INPUT, "it will not be shared");
  for (uint32_t i = 0; i < words->rows.count; i++) {
    stemma_table one = *words;
    one.rows.items = STEMMA_AT(Word, words->rows, i);
    one.rows.count = 1;
    if (total_of(totals, stemma_text(words, STEMMA_AT(Word, one.rows, 0)->text))
        >= 2)
      file_words(&one, emitter);
  }
  return STEMMA_OK;
}

static const stemma_port later_reads[] = { { &word_layer, 0, 0, 0 },
                                           { &total_layer, 0, 0, 0 } };
static const stemma_group later_group = { sizeof later_group, 0, scatter_later,
                                          gather_words };
const stemma_stage later_stage = { STAGE("later"),
                                   .reads = STEMMA_LIST(later_reads),
                                   .writes = STEMMA_LIST(shared_writes),
                                   .carries = &word_layer,
                                   .group = &later_group };

/* regroup: members by document */
static stemma_status
scatter_members(const void *self, void *worker, const stemma_job *job,
                stemma_emitter *emitter, stemma_error *error)
{
  const stemma_table *members = job->inputs[0];

  (void)self, (void)worker;
  if (job->doc)
    return stemma_fail(error, STEMMA_E_INTERNAL, "there is a document");
  for (uint32_t i = 0; i < members->rows.count; i++) {
    const Member *member = STEMMA_AT(Member, members->rows, i);
    Word carried = { member->row, { 0, 0 } };
    stemma_key key = { 0, member->doc };
    stemma_append(emitter->rows, &carried, sizeof carried);
    emitter->key(emitter, key);
  }
  return STEMMA_OK;
}

static stemma_status
gather_members(const void *self, void *worker, const stemma_job *job,
               stemma_key key, const stemma_table *members, stemma_list origins,
               stemma_error *error)
{
  Total total = { .count = members->rows.count };

  (void)self, (void)worker, (void)key, (void)error;
  total.reserved = STEMMA_AT(stemma_ref, origins, 0)->doc == STEMMA_CORPUS;
  return stemma_append(job->outputs[0], &total, sizeof total);
}

static const stemma_port member_reads[] = { { &member_layer, 0, 0, 0 } };
static const stemma_group regroup_group = { sizeof regroup_group, 0,
                                            scatter_members, gather_members };
const stemma_stage regroup_stage = { STAGE("regroup"),
                                     .reads = STEMMA_LIST(member_reads),
                                     .writes = STEMMA_LIST(total_writes),
                                     .carries = &word_layer,
                                     .group = &regroup_group };

/* marks */
static stemma_status
process_marks(const void *self, void *worker, const stemma_job *job,
              stemma_error *error)
{
  const stemma_table *words = job->inputs[0], *totals = job->inputs[1];
  stemma_writer *out = job->outputs[0];

  (void)self, (void)worker;
  if (strstr(job->doc->text, "nomark"))
    return stemma_fail(error, STEMMA_E_INPUT, "it will not be marked");
  for (uint32_t i = 0; i < words->rows.count; i++) {
    const Word *word = STEMMA_AT(Word, words->rows, i);
    const char *text = stemma_text(words, word->text);
    Word mark = { word->row, { 0, 0 } };
    if (total_of(totals, text) < 2)
      continue;
    mark.text = out->intern(out, text, word->text.length);
    stemma_append(out, &mark, sizeof mark);
  }
  return STEMMA_OK;
}

static const stemma_port mark_writes[] = { { &mark_layer, 0, 0, 0 } };
static const stemma_map marks_map = { sizeof marks_map, 0, process_marks };
const stemma_stage marks_stage = { STAGE("marks"),
                                   .reads = STEMMA_LIST(later_reads),
                                   .writes = STEMMA_LIST(mark_writes),
                                   .map = &marks_map };

static const stemma_stage *const chained[] = { &totals_stage, &marks_stage };
static const stemma_chain chain = { sizeof chain, 0, STEMMA_LIST(chained) };
const stemma_stage chain_stage = { STAGE("chain"),
                                   .reads = STEMMA_LIST(word_reads),
                                   .writes = STEMMA_LIST(mark_writes),
                                   .chain = &chain };

/* seeds */
static stemma_status
process_seeds(const void *self, void *worker, const stemma_job *job,
              stemma_error *error)
{
  const stemma_log *log = job->host->extension(job->host, STEMMA_LOG_ID);
  const stemma_memory *memory =
      job->host->extension(job->host, STEMMA_MEMORY_ID);
  char *line = memory->scratch(job, 64);
  Word row = { { 0, 0, 0, 0 }, { 0, 0 } };

  (void)self, (void)worker;
  if (!line || line[63])
    return stemma_fail(error, STEMMA_E_MEMORY, "no scratch memory");
  snprintf(line, 64, "%016llx", (unsigned long long)job->seed);
  row.text = job->outputs[0]->intern(job->outputs[0], line, 16);
  log->say(job->host, STEMMA_INFO, "one\nline");
  log->say(job->host, STEMMA_DEBUG, "too low");
  return stemma_append(job->outputs[0], &row, sizeof row);
}

static const stemma_map seeds_map = { sizeof seeds_map, 0, process_seeds };
const stemma_stage seeds_stage = { STAGE("seeds"),
                                   .writes = STEMMA_LIST(mark_writes),
                                   .map = &seeds_map };
