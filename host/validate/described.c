/* SPDX-License-Identifier: Apache-2.0
 *
 * described.c - see described.h.
 */
#include "described.h"
#include "fnv.h"
#include <string.h>

static guint64
mix(guint64 hash, const void *bytes, gsize size)
{
  return fnv_bytes(hash, bytes, size);
}

static guint64
mix_text(guint64 hash, const char *text)
{
  return text ? mix(hash, text, strlen(text) + 1) : mix(hash, "", 1);
}

static guint64
mix_texts(guint64 hash, const char *const *texts)
{
  for (; texts && *texts; texts++)
    hash = mix_text(hash, *texts);
  return hash;
}

static guint64
mix_list(guint64 hash, const stemma_list *list)
{
  return mix(hash, list->items, (gsize)list->count * list->stride);
}

static guint64
mix_layer(guint64 hash, const stemma_layer *layer)
{
  if (!layer)
    return hash;
  hash = mix(hash, layer, layer->size);
  hash = mix_text(mix_text(hash, layer->name), layer->summary);
  hash = mix_list(hash, &layer->fields);
  for (guint i = 0; i < layer->fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, layer->fields, i);
    hash = mix_text(mix_text(hash, field->name), field->summary);
    hash = mix_texts(mix_text(hash, field->unit), field->choices);
  }
  return hash;
}

static guint64
mix_ports(guint64 hash, const stemma_list *ports)
{
  hash = mix_list(hash, ports);
  for (guint i = 0; i < ports->count; i++)
    hash = mix_layer(hash, STEMMA_AT(stemma_port, *ports, i)->layer);
  return hash;
}

static guint64
mix_stage(guint64 hash, const stemma_stage *stage)
{
  hash = mix(hash, stage, stage->size);
  hash = mix_text(mix_text(hash, stage->id), stage->summary);
  hash = mix_text(mix_text(hash, stage->version), stage->url);
  hash = mix_ports(mix_ports(hash, &stage->reads), &stage->writes);
  hash = mix_layer(mix_list(hash, &stage->options), stage->carries);
  for (guint i = 0; i < stage->options.count; i++) {
    const stemma_option *option = STEMMA_AT(stemma_option, stage->options, i);
    hash = mix_text(mix_text(hash, option->name), option->summary);
    hash = mix_texts(mix_text(hash, option->fallback), option->choices);
  }
  if (stage->life)
    hash = mix(hash, stage->life, stage->life->size);
  for (guint i = 0; stage->chain && i < stage->chain->stages.count; i++)
    hash = mix_stage(hash, *STEMMA_AT(stemma_stage *, stage->chain->stages, i));
  return mix_list(hash, &stage->metrics);
}

guint64
described_digest(const stemma_module *module)
{
  guint64 hash = mix(FNV_START, module, module->size);

  hash = mix_text(mix_text(hash, module->id), module->version);
  hash = mix_text(mix_text(hash, module->license), module->vendor);
  for (guint i = 0; i < module->stages.count; i++)
    hash = mix_stage(hash, *STEMMA_AT(stemma_stage *, module->stages, i));
  return hash;
}

void
described_stages(const Module *module,
                 void (*visit)(gpointer data, const stemma_stage *stage),
                 gpointer data)
{
  for (guint i = 0; i < module->stage_count; i++) {
    const stemma_stage *stage = module->stages[i];
    visit(data, stage);
    for (guint k = 0; stage->chain && k < stage->chain->stages.count; k++)
      visit(data, *STEMMA_AT(stemma_stage *, stage->chain->stages, k));
  }
}

typedef struct {
  void (*visit)(gpointer data, const stemma_layer *layer);
  gpointer data;
} LayerVisit;

static void
visit_layers(gpointer data, const stemma_stage *stage)
{
  const LayerVisit *each = data;
  const stemma_list *lists[] = { &stage->reads, &stage->writes };

  for (gsize k = 0; k < G_N_ELEMENTS(lists); k++)
    for (guint i = 0; i < lists[k]->count; i++)
      each->visit(each->data, STEMMA_AT(stemma_port, *lists[k], i)->layer);
  if (stage->carries)
    each->visit(each->data, stage->carries);
}

void
described_layers(const Module *module,
                 void (*visit)(gpointer data, const stemma_layer *layer),
                 gpointer data)
{
  LayerVisit each = { visit, data };

  described_stages(module, visit_layers, &each);
}

typedef struct {
  void (*visit)(gpointer data, const char *what, const char *name,
                const char *summary);
  gpointer data;
} SummaryVisit;

static void
visit_layer_summaries(gpointer data, const stemma_layer *layer)
{
  const SummaryVisit *each = data;

  each->visit(each->data, "layer", layer->name, layer->summary);
  for (guint i = 0; i < layer->fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, layer->fields, i);
    each->visit(each->data, "field", field->name, field->summary);
  }
}

static void
visit_stage_summaries(gpointer data, const stemma_stage *stage)
{
  const SummaryVisit *each = data;

  each->visit(each->data, "stage", stage->id, stage->summary);
  for (guint i = 0; i < stage->options.count; i++) {
    const stemma_option *option = STEMMA_AT(stemma_option, stage->options, i);
    each->visit(each->data, "option", option->name, option->summary);
  }
  for (guint i = 0; i < stage->metrics.count; i++) {
    const stemma_metric *metric = STEMMA_AT(stemma_metric, stage->metrics, i);
    each->visit(each->data, "metric", metric->name, metric->summary);
  }
}

void
described_summaries(const Module *module,
                    void (*visit)(gpointer data, const char *what,
                                  const char *name, const char *summary),
                    gpointer data)
{
  SummaryVisit each = { visit, data };

  described_stages(module, visit_stage_summaries, &each);
  described_layers(module, visit_layer_summaries, &each);
}
