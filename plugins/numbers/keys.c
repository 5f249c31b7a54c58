/* SPDX-License-Identifier: Apache-2.0 */
#include "keys.h"

#include <math.h>

#include "fnv.h"
#include "pairs.h"

/* How many of the nearest words make keys: pairs of the first, and the value
 * with the second many. */
enum { PAIR_WORDS = 4, VALUE_WORDS = 4, CONCEPT_NAMES = 3 };

#define START UINT64_C(0x517cc1b727220a95)

static uint64_t
mix(uint64_t hash, uint64_t value)
{
  hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
  return hash ^ hash >> 32;
}

/* What the quantities of one key have in common: kind and, for money and what
 * has no kind of its own, the base unit. */
static uint64_t
family(const stemma_table *quantities, const stemma_quantity *q)
{
  uint64_t hash = mix(START, q->kind);

  if ((q->kind == STEMMA_MONEY || q->kind == STEMMA_OTHER)
      && STEMMA_IS_SET(q, STEMMA_QUANTITY_BASE_UNIT))
    hash = fnv_bytes(hash, stemma_text(quantities, q->base_unit),
                     q->base_unit.length);
  return hash;
}

static stemma_status
file_under(stemma_emitter *emitter, uint64_t high, uint64_t a, uint64_t b)
{
  stemma_key key = { high, mix(mix(START, a < b ? a : b), a < b ? b : a) };

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

stemma_status
keys_file(stemma_emitter *emitter, const stemma_table *quantities,
          const stemma_quantity *q, const Mention *m, const Surround *surround)
{
  const Near *near = surround->near;
  uint32_t count = surround->count;
  uint64_t base = family(quantities, q);
  stemma_status status = file_alone(emitter, m);

  if (!status)
    status = file_pairs(emitter, base, near, count);
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
