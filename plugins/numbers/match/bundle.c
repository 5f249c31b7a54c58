/* SPDX-License-Identifier: Apache-2.0 */
#include "bundle.h"

#include <string.h>

#include "fnv.h"

typedef struct BundleRow {
  stemma_row row; /* no place */
  uint32_t doc;
  uint32_t reserved;
  stemma_str mentions; /* bytes of an array of Carried */
  stemma_str near;     /* and of Near, theirs one after the other */
  stemma_str strings;
  stemma_str topics; /* the document's, or empty */
} BundleRow;

static const stemma_field fields[] = {
  STEMMA_FIELD(BundleRow, doc, STEMMA_DOC, "", "the document"),
  STEMMA_FIELD(BundleRow, mentions, STEMMA_BYTES, "", "its quantities"),
  STEMMA_FIELD(BundleRow, near, STEMMA_BYTES, "", "the words near them"),
  STEMMA_FIELD(BundleRow, strings, STEMMA_BYTES, "", "their texts"),
  STEMMA_FIELD(BundleRow, topics, STEMMA_BYTES, "", "names of the document"),
};

const stemma_layer bundle_layer = {
  sizeof(stemma_layer),
  1,
  "org.stemma.numbers.bundle",
  "the quantities of a document with their context",
  STEMMA_LIST(fields),
  sizeof(BundleRow),
  0,
};

static uint32_t
sort_of(const Carried *mention, const char *base_unit)
{
  uint32_t part = 0;

  if (mention->kind == STEMMA_MONEY || mention->kind == STEMMA_OTHER)
    part =
        fnv_narrow(mention_money(base_unit, mention->base_unit)) % BUNDLE_PARTS;
  return (mention->kind * BUNDLE_PARTS + part) % BUNDLE_SORTS;
}

void
bundles_clear(Bundles *bundles)
{
  for (uint32_t i = 0; i < bundles->count; i++) {
    Bundle *bundle = &bundles->sort[bundles->used[i]];

    builder_clear(&bundle->mentions);
    builder_clear(&bundle->near);
    builder_clear(&bundle->strings);
    bundle->rows = bundle->flags = 0;
  }
  bundles->count = 0;
}

void
bundles_add(Bundles *bundles, const Carried *mention, const char *text,
            const char *base_unit, const Surround *surround)
{
  uint32_t sort = sort_of(mention, base_unit);
  Bundle *bundle = &bundles->sort[sort];

  if (!bundle->rows++)
    bundles->used[bundles->count++] = (uint8_t)sort;
  bundle->flags |= mention->flags;
  builder_bytes(&bundle->mentions, (const char *)mention, sizeof *mention);
  builder_bytes(&bundle->near, (const char *)surround->near,
                mention->near * sizeof(Near));
  builder_bytes(&bundle->strings, text, mention->text);
  builder_bytes(&bundle->strings, base_unit, mention->base_unit);
  builder_bytes(&bundle->strings, surround->words, mention->words);
}

static stemma_str
bytes_of(stemma_writer *out, const Builder *builder)
{
  return out->intern(out, builder_text(builder), (uint32_t)builder->length);
}

static stemma_status
file_one(const Bundle *bundle, uint32_t sort, uint32_t doc,
         const uint32_t topic[TOPICS], stemma_emitter *emitter)
{
  stemma_key key = { 0, sort };
  stemma_status status;
  BundleRow row = { .doc = doc };

  if (bundle->mentions.failed || bundle->near.failed || bundle->strings.failed)
    return STEMMA_E_MEMORY;
  row.mentions = bytes_of(emitter->rows, &bundle->mentions);
  row.near = bytes_of(emitter->rows, &bundle->near);
  row.strings = bytes_of(emitter->rows, &bundle->strings);
  if (bundle->flags & CARRIED_TOPICS)
    row.topics = emitter->rows->intern(emitter->rows, (const char *)topic,
                                       TOPICS * (uint32_t)sizeof *topic);
  status = stemma_append(emitter->rows, &row, sizeof row);
  return status ? status : emitter->key(emitter, key);
}

stemma_status
bundles_file(Bundles *bundles, uint32_t doc, const uint32_t topic[TOPICS],
             stemma_emitter *emitter)
{
  stemma_status status = STEMMA_OK;

  for (uint32_t i = 0; i < bundles->count && !status; i++) {
    uint32_t sort = bundles->used[i];
    const Bundle *bundle = &bundles->sort[sort];

    if (doc < CLOSE_DOCS && bundle->near.length)
      alone_mark(&bundles->alone, builder_text(&bundle->mentions), bundle->rows,
                 (void *)bundle->near.bytes);
    status = file_one(bundle, sort, doc, topic, emitter);
  }
  return status;
}

void
bundles_free(Bundles *bundles)
{
  for (uint32_t i = 0; i < BUNDLE_SORTS; i++) {
    builder_free(&bundles->sort[i].mentions);
    builder_free(&bundles->sort[i].near);
    builder_free(&bundles->sort[i].strings);
  }
}

static const BundleRow *
row_at(const stemma_table *bundles, uint32_t i)
{
  return STEMMA_AT(BundleRow, bundles->rows, i);
}

/* Room for all, so that nothing moves while it is read. */
static bool
reserve(Candidates *candidates, const stemma_table *bundles)
{
  uint64_t mentions = 1; /* so that there is an array at all */
  uint64_t topics = (uint64_t)TOPICS * (bundles->rows.count + 1u);

  for (uint32_t i = 0; i < bundles->rows.count; i++)
    mentions += row_at(bundles, i)->mentions.length / sizeof(Carried);
  return mentions < UINT32_MAX && topics < UINT32_MAX
         && array_reserve(candidates, (uint32_t)mentions)
         && array_reserve(&candidates->topics, (uint32_t)topics);
}

/* The topics of a row's document; 0 where they are not known. */
static const uint32_t *
read_topics(Candidates *candidates, const stemma_table *bundles,
            const BundleRow *row)
{
  uint32_t *topics = candidates->topics.items + candidates->topics.count;

  memset(topics, 0, TOPICS * sizeof *topics);
  if (row->topics.length == TOPICS * sizeof *topics)
    memcpy(topics, stemma_text(bundles, row->topics), row->topics.length);
  candidates->topics.count += TOPICS;
  return topics;
}

static Mention
mention_of(const Carried *carried, uint32_t doc, const uint32_t *topics)
{
  static const uint32_t none[TOPICS] = { 0 };
  bool months = carried->flags & CARRIED_MONTHS;

  return (Mention){ .value = mention_value(carried->said, months),
                    .high = mention_value(carried->said_high, months),
                    .topic = carried->flags & CARRIED_TOPICS ? topics : none,
                    .doc = doc,
                    .kind = carried->kind,
                    .modifier = carried->modifier,
                    .present = carried->present,
                    .near = carried->near,
                    .main = carried->main,
                    .points = (carried->flags & CARRIED_POINTS) != 0,
                    .former = (carried->flags & CARRIED_FORMER) != 0 };
}

static bool
is_short(const Mention *m)
{
  return m->kind == STEMMA_DURATION && mention_has(m, MENTION_VALUE)
         && m->value < MENTION_DAY;
}

/* Notes the times below a day of one document, `count` mentions, where there
 * are no two. */
static void
note_sole(Candidate *candidates, uint32_t count)
{
  const Mention *first = NULL;

  for (uint32_t i = 0; i < count; i++) {
    const Mention *m = &candidates[i].mention;

    if (!is_short(m))
      continue;
    if (first && first->value != m->value)
      return;
    first = m;
  }
  for (uint32_t i = 0; first && i < count; i++)
    candidates[i].mention.sole = is_short(&candidates[i].mention);
}

static void
read_row(Candidates *candidates, const stemma_table *bundles,
         const BundleRow *row)
{
  const char *mentions = stemma_text(bundles, row->mentions);
  const char *strings = stemma_text(bundles, row->strings);
  const Near *near = (const void *)stemma_text(bundles, row->near);
  const uint32_t *topics = read_topics(candidates, bundles, row);
  uint32_t first = candidates->count;

  for (uint32_t at = 0; at < row->mentions.length; at += sizeof(Carried)) {
    Candidate *c = &candidates->items[candidates->count++];
    Carried carried;

    memcpy(&carried, mentions + at, sizeof carried);
    *c = (Candidate){ .mention = mention_of(&carried, row->doc, topics),
                      .near = near,
                      .strings = strings,
                      .carried = mentions + at };
    candidate_finish(c, strings + carried.text, carried.base_unit);
    near += carried.near;
    strings += carried.text + carried.base_unit + carried.words;
  }
  note_sole(candidates->items + first, candidates->count - first);
}

bool
candidates_read(Candidates *candidates, const stemma_table *bundles)
{
  array_clear(candidates);
  array_clear(&candidates->topics);
  if (!reserve(candidates, bundles))
    return false;
  for (uint32_t i = 0; i < bundles->rows.count; i++)
    read_row(candidates, bundles, row_at(bundles, i));
  return true;
}

void
candidates_free(Candidates *candidates)
{
  array_free(&candidates->topics);
  array_free(candidates);
}
