/* SPDX-License-Identifier: Apache-2.0
 *
 * description.c - see description.h.
 *
 * One function for each struct goes both ways, so that what is written is what
 * is read.  Reading trusts nothing but lengths that it has checked; what the
 * values mean is for descriptor_adopt to check, as of any plugin.
 */
#include "description.h"
#include "absent.h"
#include "adoption.h"
#include <string.h>

#define MOST 4096u /* items of a list */

typedef struct {
  GByteArray *to; /* NULL: reading */
  const guint8 *from;
  gsize left;
  gboolean broken;
  guint depth;       /* of stages in stages */
  GPtrArray *blocks; /* what was read is made of */
} Pack;

static void *
block_new(Pack *pack, gsize size)
{
  void *block = g_malloc0(MAX(size, 1));

  g_ptr_array_add(pack->blocks, block);
  return block;
}

static void
number(Pack *pack, void *value, gsize size)
{
  if (pack->to) {
    g_byte_array_append(pack->to, value, (guint)size);
  } else if (pack->broken || pack->left < size) {
    pack->broken = TRUE;
    memset(value, 0, size);
  } else {
    memcpy(value, pack->from, size);
    pack->from += size;
    pack->left -= size;
  }
}

#define NUMBER(pack, member) number((pack), &(member), sizeof(member))

/* NULL stays NULL: its length is the largest. */
static void
text(Pack *pack, const char **value)
{
  guint32 length = *value ? (guint32)strlen(*value) : G_MAXUINT32;
  char *copy;

  if (pack->to) {
    NUMBER(pack, length);
    if (*value)
      g_byte_array_append(pack->to, (const guint8 *)*value, length);
    return;
  }
  *value = NULL;
  NUMBER(pack, length);
  if (length == G_MAXUINT32)
    return;
  if (pack->broken || pack->left < length) {
    pack->broken = TRUE;
    return;
  }
  copy = block_new(pack, (gsize)length + 1);
  memcpy(copy, pack->from, length);
  pack->from += length;
  pack->left -= length;
  *value = copy;
}

static guint32
count(Pack *pack, guint32 items)
{
  NUMBER(pack, items);
  /* No item takes less than four bytes. */
  if (items > MOST || (!pack->to && items > pack->left / 4))
    pack->broken = TRUE;
  return pack->broken ? 0 : items;
}

static void
texts(Pack *pack, const char *const **value)
{
  guint32 items = 0;
  const char **list;

  while (pack->to && *value && (*value)[items])
    items++;
  items = count(pack, items);
  list = pack->to ? (const char **)(guintptr)*value
                  : block_new(pack, ((gsize)items + 1) * sizeof *list);
  for (guint32 i = 0; i < items; i++)
    text(pack, &list[i]);
  /* What is packed may be a plugin's constant. */
  if (!pack->to)
    *value = items > 0 ? (const char *const *)list : NULL;
}

static void
list(Pack *pack, stemma_list *value, gsize size,
     void (*item)(Pack *pack, void *item))
{
  guint32 items = count(pack, value->count);

  if (!pack->to)
    *value =
        (stemma_list){ block_new(pack, items * size), items, (guint32)size };
  for (guint32 i = 0; i < items; i++)
    item(pack, (guint8 *)(guintptr)value->items + i * size);
}

static void
field(Pack *pack, void *item)
{
  stemma_field *one = item;

  text(pack, &one->name);
  text(pack, &one->summary);
  texts(pack, &one->choices);
  text(pack, &one->target);
  text(pack, &one->unit);
  NUMBER(pack, one->offset);
  NUMBER(pack, one->type);
  NUMBER(pack, one->flags);
  NUMBER(pack, one->bit);
  NUMBER(pack, one->reserved);
}

/* A struct that is pointed to, and may not be there. */
static void *
pointed(Pack *pack, const void *value, gsize size)
{
  guint32 there = value != NULL;
  guint32 *made;

  NUMBER(pack, there);
  if (pack->to || !there || pack->broken)
    return (void *)(guintptr)value;
  made = block_new(pack, size);
  *made = (guint32)size;
  return made;
}

static void
layer(Pack *pack, const stemma_layer **value)
{
  stemma_layer *one = pointed(pack, *value, sizeof *one);

  *value = one;
  if (!one || pack->broken)
    return;
  NUMBER(pack, one->version);
  text(pack, &one->name);
  text(pack, &one->summary);
  list(pack, &one->fields, sizeof(stemma_field), field);
  NUMBER(pack, one->row_size);
  NUMBER(pack, one->flags);
}

static void
port(Pack *pack, void *item)
{
  stemma_port *one = item;

  layer(pack, &one->layer);
  text(pack, &one->role);
  NUMBER(pack, one->min_version);
  NUMBER(pack, one->flags);
}

static void
option(Pack *pack, void *item)
{
  stemma_option *one = item;

  text(pack, &one->name);
  text(pack, &one->summary);
  text(pack, &one->fallback);
  texts(pack, &one->choices);
  text(pack, &one->unit);
  NUMBER(pack, one->min);
  NUMBER(pack, one->max);
  NUMBER(pack, one->offset);
  NUMBER(pack, one->type);
  NUMBER(pack, one->flags);
}

static void
metric(Pack *pack, void *item)
{
  stemma_metric *one = item;

  text(pack, &one->name);
  text(pack, &one->summary);
  text(pack, &one->unit);
  text(pack, &one->layer);
  text(pack, &one->field);
  text(pack, &one->where);
  NUMBER(pack, one->equals);
  NUMBER(pack, one->reduce);
  NUMBER(pack, one->flags);
}

static void
life(Pack *pack, const stemma_life **value)
{
  stemma_life *one = pointed(pack, *value, sizeof *one);
  guint32 workers = one && one->worker_open;

  *value = one;
  if (!one || pack->broken)
    return;
  NUMBER(pack, workers);
  if (!pack->to)
    *one = absent_life(workers != 0);
}

static void
map(Pack *pack, const stemma_map **value)
{
  stemma_map *one = pointed(pack, *value, sizeof *one);

  *value = one;
  if (one && !pack->to)
    one->process = absent_process;
}

static void
group(Pack *pack, const stemma_group **value)
{
  stemma_group *one = pointed(pack, *value, sizeof *one);

  *value = one;
  if (!one || pack->broken)
    return;
  NUMBER(pack, one->max_members);
  if (pack->to)
    return;
  one->scatter = absent_scatter;
  one->gather = absent_gather;
}

/* Which functions a fold has says what the host may do with it. */
static void
fold(Pack *pack, const stemma_fold **value)
{
  stemma_fold *one = pointed(pack, *value, sizeof *one);
  guint32 adds, measured;

  *value = one;
  if (!one || pack->broken)
    return;
  adds = one->add && one->merge && one->save && one->load;
  measured = one->bytes != NULL;
  NUMBER(pack, adds);
  NUMBER(pack, measured);
  if (!pack->to)
    *one = absent_fold(adds != 0, measured != 0);
}

static void stage(Pack *pack, const stemma_stage **value);

static void
inner_stage(Pack *pack, void *item)
{
  stage(pack, item);
}

static void
chain(Pack *pack, const stemma_chain **value)
{
  stemma_chain *one = pointed(pack, *value, sizeof *one);

  *value = one;
  if (!one || pack->broken)
    return;
  if (++pack->depth > 2)
    pack->broken = TRUE;
  list(pack, &one->stages, sizeof(stemma_stage *), inner_stage);
  pack->depth--;
}

static void
stage(Pack *pack, const stemma_stage **value)
{
  stemma_stage *one = pointed(pack, *value, sizeof *one);

  *value = one;
  if (!one || pack->broken)
    return;
  NUMBER(pack, one->flags);
  text(pack, &one->id);
  text(pack, &one->version);
  text(pack, &one->summary);
  text(pack, &one->url);
  list(pack, &one->reads, sizeof(stemma_port), port);
  list(pack, &one->writes, sizeof(stemma_port), port);
  list(pack, &one->options, sizeof(stemma_option), option);
  NUMBER(pack, one->options_size);
  layer(pack, &one->carries);
  life(pack, &one->life);
  map(pack, &one->map);
  group(pack, &one->group);
  fold(pack, &one->fold);
  chain(pack, &one->chain);
  list(pack, &one->metrics, sizeof(stemma_metric), metric);
}

static void
module(Pack *pack, stemma_module *one)
{
  text(pack, &one->id);
  text(pack, &one->version);
  text(pack, &one->license);
  text(pack, &one->vendor);
  text(pack, &one->url);
  NUMBER(pack, one->minor);
  NUMBER(pack, one->needs_minor);
  list(pack, &one->stages, sizeof(stemma_stage *), inner_stage);
}

void
description_pack(const Module *described, GByteArray *to)
{
  Pack pack = { .to = to };
  stemma_module one = { .id = described->id,
                        .version = described->version,
                        .license = described->license,
                        .vendor = described->vendor,
                        .url = described->url,
                        .minor = (guint16)described->minor,
                        .needs_minor = (guint16)described->needs_minor,
                        .stages = { described->stages, described->stage_count,
                                    sizeof(stemma_stage *) } };

  module(&pack, &one);
}

const stemma_module *
description_unpack(const guint8 *bytes, gsize length, const NameCard *card)
{
  Pack pack = { .from = bytes,
                .left = length,
                .blocks = g_ptr_array_new_with_free_func(g_free) };
  stemma_module *one = block_new(&pack, sizeof *one);

  one->size = sizeof *one;
  one->epoch = (guint16)card->epoch;
  module(&pack, one);
  if (pack.broken || pack.left > 0) {
    g_ptr_array_unref(pack.blocks);
    return NULL;
  }
  adoption_keep(pack.blocks);
  return one;
}

void
layer_pack(const stemma_layer *packed, GByteArray *to)
{
  Pack pack = { .to = to };

  layer(&pack, &packed);
}

const stemma_layer *
layer_unpack(const guint8 *bytes, gsize length)
{
  Pack pack = { .from = bytes,
                .left = length,
                .blocks = g_ptr_array_new_with_free_func(g_free) };
  const stemma_layer *one = NULL;

  layer(&pack, &one);
  adoption_keep(pack.blocks);
  return pack.broken ? NULL : one;
}
