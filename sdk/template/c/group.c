/* SPDX-License-Identifier: 0BSD
 *
 * my-plugin - finds the sentences that stand in more than one document.
 *
 * This file is a whole plugin.  It came from `stemma new plugin --kind group`;
 * change what it brings together, and keep the shape.  The guide
 * (plugin-guide.md of stemma) says more about each part; the headers say
 * everything.
 */
#include <string.h>

#include <stemma/stemma.h>

/* What a document files under a key: the sentence itself.  The host sorts and
 * keeps these rows, on disk when they are many, so they are small. */
typedef struct carried {
  stemma_row row;
  stemma_str text;
} carried;

static const stemma_field carried_fields[] = {
  STEMMA_FIELD(carried, text, STEMMA_STR, "", "the sentence"),
};
static const stemma_layer carried_layer = {
  sizeof(stemma_layer),
  1,
  "org.example.my-plugin.filed",
  "sentences on their way",
  STEMMA_LIST(carried_fields),
  sizeof(carried),
  0,
};

/* The result: one row for each place where a repeated sentence stands. */
typedef struct repeat {
  stemma_row row;
  uint32_t doc;
  uint32_t documents;
  stemma_str text;
} repeat;

/* Each member once, with its meaning: reports, checks and `stemma plugins
 * info` are made from this. */
static const stemma_field fields[] = {
  STEMMA_FIELD(repeat, doc, STEMMA_DOC, "", "the document it stands in"),
  STEMMA_FIELD(repeat, documents, STEMMA_U32, "documents",
               "how many documents have it"),
  STEMMA_FIELD(repeat, text, STEMMA_STR, "", "the sentence"),
};

/* A layer's name has a dot in it; those without are stemma's own.  The version
 * grows by one with each field that you append. */
static const stemma_layer layer = {
  sizeof(stemma_layer),
  1,
  "org.example.my-plugin.repeat",
  "sentences of more than one document",
  STEMMA_LIST(fields),
  sizeof(repeat),
  STEMMA_LAYER_CORPUS,
};

/* What goes in and out.  `sentence` is written by the stage "segment". */
static const stemma_port reads[] = { { &stemma_sentence_layer, 0, 0, 0 } };
static const stemma_port writes[] = { { &layer, 0, 0, 0 } };

/* What the user can choose.  The host reads the pipeline file, checks type
 * and range, and fills in this struct. */
typedef struct settings {
  int64_t min_length;
} settings;

static const stemma_option options[] = {
  STEMMA_OPTION_NUMBER(settings, min_length, STEMMA_OPTION_INT, "min-length",
                       "20", 1, 100000, "bytes",
                       "leave out sentences that are shorter"),
};

/* Numbers about a run, for [fail-if] and reports: "my-plugin.count". */
static const stemma_metric metrics[] = {
  { "count", "places of repeated sentences", "sentences",
    "org.example.my-plugin.repeat", 0, 0, 0, STEMMA_COUNT, 0 },
};

/* Once for each stage of a pipeline that names this plugin.  What goes into
 * *self is constant from here on, for many threads read it; the settings live
 * until close, and are all that this plugin needs. */
static stemma_status
open_stage(const stemma_stage *stage, const stemma_host *host,
           const void *chosen, void **self, stemma_error *error)
{
  (void)stage, (void)host, (void)error;
  *self = (void *)(uintptr_t)chosen;
  return STEMMA_OK;
}

/* Frees what open_stage made: nothing. */
static void
close_stage(void *self)
{
  (void)self;
}

/* The key of a sentence: FNV-1a, twice.  Two sentences may share it, so gather
 * compares the words as well. */
static stemma_key
key_of(const char *text, uint32_t length)
{
  stemma_key key = { 0x84222325cbf29ce4u, 0xcbf29ce484222325u };
  uint32_t i;

  for (i = 0; i < length; i++) {
    key.low = (key.low ^ (unsigned char)text[i]) * 0x100000001b3u;
    key.high = (key.high + (unsigned char)text[i]) * 0x100000001b3u;
  }
  return key;
}

/* One document: files each sentence under its key. */
static stemma_status
scatter(const void *self, void *worker, const stemma_job *job,
        stemma_emitter *emitter, stemma_error *error)
{
  const settings *set = self;
  const stemma_list sentences = job->inputs[0]->rows;
  stemma_status status = STEMMA_OK;
  uint32_t i;

  (void)worker, (void)error;
  for (i = 0; i < sentences.count && status == STEMMA_OK; i++) {
    /* STEMMA_AT, not [i]: the host's rows may be longer than ours. */
    const stemma_sentence *one = STEMMA_AT(stemma_sentence, sentences, i);
    uint32_t length = one->row.end - one->row.begin;
    const char *text = job->doc->text + one->row.begin;
    carried row = { { one->row.begin, one->row.end, 0, 0 }, { 0, 0 } };

    if (length < set->min_length)
      continue;
    row.text = emitter->rows->intern(emitter->rows, text, length);
    status = stemma_append(emitter->rows, &row, sizeof row);
    if (status == STEMMA_OK)
      status = emitter->key(emitter, key_of(text, length));
  }
  return status;
}

static int
same_text(const stemma_table *table, stemma_str a, stemma_str b)
{
  return a.length == b.length
         && memcmp(stemma_text(table, a), stemma_text(table, b), a.length) == 0;
}

/* The members of one key that have the words of member `first`: in how many
 * documents they stand.  Members come by document. */
static uint32_t
count_documents(const stemma_table *members, stemma_list origins,
                stemma_str text)
{
  uint32_t i, documents = 0, last = STEMMA_CORPUS;

  for (i = 0; i < members->rows.count; i++) {
    const carried *row = STEMMA_AT(carried, members->rows, i);
    uint32_t doc = STEMMA_AT(stemma_ref, origins, i)->doc;

    if (doc != last && same_text(members, row->text, text)) {
      documents++;
      last = doc;
    }
  }
  return documents;
}

/* All sentences of one key, from all documents.  Those whose words differ from
 * the first one's only share its key by chance, and are left out. */
static stemma_status
gather(const void *self, void *worker, const stemma_job *job, stemma_key key,
       const stemma_table *members, stemma_list origins, stemma_error *error)
{
  const stemma_str first = STEMMA_AT(carried, members->rows, 0)->text;
  const uint32_t documents = count_documents(members, origins, first);
  stemma_writer *out = job->outputs[0];
  stemma_status status = STEMMA_OK;
  uint32_t i;

  (void)self, (void)worker, (void)key, (void)error;
  for (i = 0; documents > 1 && i < members->rows.count; i++) {
    const carried *one = STEMMA_AT(carried, members->rows, i);
    repeat row = { { one->row.begin, one->row.end, 0, 0 },
                   STEMMA_AT(stemma_ref, origins, i)->doc,
                   documents,
                   { 0, 0 } };

    if (!same_text(members, one->text, first))
      continue;
    row.text =
        out->intern(out, stemma_text(members, one->text), one->text.length);
    status = stemma_append(out, &row, sizeof row);
    if (status != STEMMA_OK)
      break;
  }
  return status;
}

/* The parts, tied together.  Each struct begins with its size, so that a host
 * of another version knows how far it reaches. */
static const stemma_life life = { .size = sizeof life,
                                  .open = open_stage,
                                  .close = close_stage };
static const stemma_group group = { .size = sizeof group,
                                    .scatter = scatter,
                                    .gather = gather };
static const stemma_stage stage = {
  .size = sizeof stage,
  .id = "my-plugin",
  .version = "0.1.0",
  .summary = "finds sentences that stand in more than one document",
  .url = "",
  .reads = STEMMA_LIST(reads),
  .writes = STEMMA_LIST(writes),
  .options = STEMMA_LIST(options),
  .options_size = sizeof(settings),
  .carries = &carried_layer,
  .life = &life,
  .group = &group,
  .metrics = STEMMA_LIST(metrics),
};
