/* SPDX-License-Identifier: Apache-2.0
 *
 * descriptor_stage.c - checks and copies what makes a stage run: its functions
 * or the chain that it is, and the metrics that it publishes.
 */
#include "descriptor.h"
#include "layer.h"
#include <string.h>

#define METRICS_MAX 256u
#define CHAIN_MAX 64u

/* A member that must point to a function. */
#define NEEDS(adoption, owner, pointer, member)                                \
  ((pointer)->member != NULL                                                   \
   || adoption_fault(adoption, NULL, owner "." #member " is NULL"))

static gboolean
has_document_layer(const stemma_list *ports)
{
  guint i;

  for (i = 0; i < ports->count; i++) {
    const stemma_port *port = STEMMA_AT(stemma_port, *ports, i);

    if (!(port->layer->flags & STEMMA_LAYER_CORPUS))
      return TRUE;
  }
  return FALSE;
}

static gboolean
life_copy(Adoption *adoption, stemma_stage *stage)
{
  const stemma_life *life = stage->life;

  adoption_rule(adoption, "stage.functions");
  if (!life)
    return adoption_fault(adoption, NULL, "life is NULL");
  life = adoption_struct(adoption, "life", life,
                         FIRST_SIZE(stemma_life, worker_close), sizeof *life);
  stage->life = life;
  if (!life || !NEEDS(adoption, "life", life, open)
      || !NEEDS(adoption, "life", life, close))
    return FALSE;
  if (!life->worker_open != !life->worker_close)
    return adoption_fault(adoption, "life",
                          "one of worker_open and worker_close is NULL, and "
                          "they go together");
  return TRUE;
}

static gboolean
map_copy(Adoption *adoption, stemma_stage *stage)
{
  const stemma_map *map =
      adoption_struct(adoption, "map", stage->map,
                      FIRST_SIZE(stemma_map, process), sizeof *map);

  stage->map = map;
  return map && NEEDS(adoption, "map", map, process);
}

static gboolean
group_copy(Adoption *adoption, stemma_stage *stage)
{
  const stemma_group *group =
      adoption_struct(adoption, "group", stage->group,
                      FIRST_SIZE(stemma_group, gather), sizeof *group);

  stage->group = group;
  if (!group || !NEEDS(adoption, "group", group, scatter)
      || !NEEDS(adoption, "group", group, gather))
    return FALSE;
  if (!stage->carries)
    return adoption_fault(adoption, "group", "the stage's carries is NULL");
  stage->carries = descriptor_layer(adoption, stage->carries);
  return stage->carries != NULL;
}

/* A fold over corpus layers alone gets no `add`, hence nothing to merge. */
static gboolean
fold_copy(Adoption *adoption, stemma_stage *stage)
{
  const stemma_fold *fold =
      adoption_struct(adoption, "fold", stage->fold,
                      FIRST_SIZE(stemma_fold, drop), sizeof *fold);

  stage->fold = fold;
  if (!fold || !NEEDS(adoption, "fold", fold, start)
      || !NEEDS(adoption, "fold", fold, finish)
      || !NEEDS(adoption, "fold", fold, drop))
    return FALSE;
  if (stage->reads.count > 0 && !has_document_layer(&stage->reads))
    return TRUE;
  return NEEDS(adoption, "fold", fold, add)
         && NEEDS(adoption, "fold", fold, merge)
         && NEEDS(adoption, "fold", fold, save)
         && NEEDS(adoption, "fold", fold, load);
}

/* A map stage writes about documents, the other two about the corpus. */
static gboolean
writes_check(const Adoption *adoption, const stemma_stage *stage)
{
  guint i;

  adoption_rule(adoption, "port.form");
  for (i = 0; i < stage->writes.count; i++) {
    const stemma_layer *layer = STEMMA_AT(stemma_port, stage->writes, i)->layer;
    gboolean corpus = (layer->flags & STEMMA_LAYER_CORPUS) != 0;

    if (corpus != !stage->map)
      return adoption_fault(adoption, "writes",
                            "\"%s\" is a layer of %s, and a %s stage writes "
                            "layers of %s",
                            layer->name, corpus ? "the corpus" : "documents",
                            stage->map     ? "map"
                            : stage->group ? "group"
                                           : "fold",
                            corpus ? "documents" : "the corpus");
  }
  return TRUE;
}

static gboolean
kind_is_one(const Adoption *adoption, const stemma_stage *stage)
{
  gint kinds = (stage->map != NULL) + (stage->group != NULL)
               + (stage->fold != NULL) + (stage->chain != NULL);

  adoption_rule(adoption, "stage.one-kind");
  if (kinds != 1)
    return adoption_fault(adoption, NULL,
                          "%s of map, group, fold and chain %s set, and a "
                          "stage is exactly one of them",
                          kinds == 0   ? "none"
                          : kinds == 2 ? "two"
                          : kinds == 3 ? "three"
                                       : "all",
                          kinds == 0 ? "is" : "are");
  if (stage->carries && !stage->group)
    return adoption_fault(adoption, NULL,
                          "carries is set, and only a group stage carries "
                          "rows");
  return TRUE;
}

gboolean
descriptor_functions(Adoption *adoption, stemma_stage *stage)
{
  if (!kind_is_one(adoption, stage))
    return FALSE;
  if (stage->chain)
    return descriptor_chain(adoption, stage);
  return life_copy(adoption, stage)
         && (!stage->map || map_copy(adoption, stage))
         && (!stage->group || group_copy(adoption, stage))
         && (!stage->fold || fold_copy(adoption, stage))
         && writes_check(adoption, stage);
}

static gboolean
writes_layer(const stemma_stage *stage, const char *name)
{
  guint i;

  for (i = 0; i < stage->writes.count; i++)
    if (strcmp(STEMMA_AT(stemma_port, stage->writes, i)->layer->name, name)
        == 0)
      return TRUE;
  return FALSE;
}

/* Does the chain read it, or does a stage before number `before` write it? */
static gboolean
chain_has(const stemma_stage *chain, guint before, const char *name)
{
  guint i;

  for (i = 0; i < chain->reads.count; i++)
    if (strcmp(STEMMA_AT(stemma_port, chain->reads, i)->layer->name, name) == 0)
      return TRUE;
  for (i = 0; i < before; i++)
    if (writes_layer(*STEMMA_AT(stemma_stage *, chain->chain->stages, i), name))
      return TRUE;
  return FALSE;
}

static gboolean
chain_is_bound(const Adoption *adoption, const stemma_stage *stage)
{
  const stemma_list *inner = &stage->chain->stages;
  guint i, k;

  adoption_rule(adoption, "stage.chain");
  for (i = 0; i < inner->count; i++) {
    const stemma_stage *one = *STEMMA_AT(stemma_stage *, *inner, i);

    for (k = 0; k < one->reads.count; k++) {
      const stemma_port *port = STEMMA_AT(stemma_port, one->reads, k);

      if (!(port->flags & (STEMMA_PORT_OPTIONAL | STEMMA_PORT_SPANS))
          && !chain_has(stage, i, port->layer->name))
        return adoption_fault(adoption, "chain",
                              "its stage \"%s\" reads \"%s\", which no earlier "
                              "one writes and the chain does not read",
                              one->id, port->layer->name);
    }
  }
  for (k = 0; k < stage->writes.count; k++) {
    const char *name = STEMMA_AT(stemma_port, stage->writes, k)->layer->name;
    gboolean written = FALSE;

    for (i = 0; i < inner->count; i++)
      written |= writes_layer(*STEMMA_AT(stemma_stage *, *inner, i), name);
    if (!written)
      return adoption_fault(adoption, "chain",
                            "it writes \"%s\", and none of its stages does",
                            name);
  }
  return TRUE;
}

static gboolean
chain_stages_copy(Adoption *adoption, const stemma_stage *stage,
                  stemma_chain *chain)
{
  const stemma_stage **stages;
  guint i, k;

  adoption_rule(adoption, "stage.chain");
  if (chain->stages.count == 0)
    return adoption_fault(adoption, "chain", "it has no stages");
  if (!adoption_list(adoption, "chain.stages", &chain->stages,
                     sizeof(stemma_stage *), sizeof(stemma_stage *), CHAIN_MAX,
                     &chain->stages))
    return FALSE;
  stages = (const stemma_stage **)(guintptr)chain->stages.items;
  for (i = 0; i < chain->stages.count; i++) {
    if (!stages[i])
      return adoption_fault(adoption, "chain", "its stage %u is NULL", i + 1);
    stages[i] = descriptor_stage(adoption, stages[i], stage);
    if (!stages[i])
      return FALSE;
    adoption_rule(adoption, "stage.chain");
    for (k = 0; k < i; k++)
      if (strcmp(stages[i]->id, stages[k]->id) == 0)
        return adoption_fault(adoption, "chain",
                              "two of its stages are called \"%s\"",
                              stages[i]->id);
  }
  return TRUE;
}

gboolean
descriptor_chain(Adoption *adoption, stemma_stage *stage)
{
  stemma_chain *chain =
      adoption_struct(adoption, "chain", stage->chain,
                      FIRST_SIZE(stemma_chain, stages), sizeof *chain);

  stage->chain = chain;
  return chain && chain_stages_copy(adoption, stage, chain)
         && chain_is_bound(adoption, stage);
}

static gboolean
metric_where_check(const Adoption *adoption, const char *part,
                   const stemma_layer *layer, const stemma_metric *metric)
{
  const stemma_field *field;
  guint choices = 0;

  if (!metric->where)
    return TRUE;
  field = layer_field(layer, metric->where);
  if (!field)
    return adoption_fault(adoption, part, "layer \"%s\" has no field \"%s\"",
                          layer->name, metric->where);
  if (field->type == STEMMA_ENUM)
    while (field->choices[choices])
      choices++;
  else if (field->type == STEMMA_BOOL || (field->flags & STEMMA_FIELD_NULLABLE))
    choices = 2;
  else
    return adoption_fault(adoption, part,
                          "where is \"%s\", which is no enum, no bool and "
                          "never unset",
                          metric->where);
  return metric->equals < choices
         || adoption_fault(adoption, part,
                           "equals is %u, and \"%s\" has %u values",
                           metric->equals, metric->where, choices);
}

static gboolean
metric_field_check(const Adoption *adoption, const char *part,
                   const stemma_layer *layer, const stemma_metric *metric)
{
  const stemma_field *field;

  if (metric->reduce < STEMMA_COUNT || metric->reduce > STEMMA_MAX)
    return adoption_fault(adoption, part, "reduce is %u, which ABI %u.%u lacks",
                          metric->reduce, STEMMA_EPOCH, STEMMA_MINOR);
  if (metric->reduce == STEMMA_COUNT)
    return TRUE;
  if (!metric->field)
    return adoption_fault(adoption, part,
                          "field is NULL, and only a count "
                          "needs none");
  field = layer_field(layer, metric->field);
  if (!field)
    return adoption_fault(adoption, part, "layer \"%s\" has no field \"%s\"",
                          layer->name, metric->field);
  if (field->type > STEMMA_F64)
    return adoption_fault(adoption, part, "field \"%s\" is not a number",
                          metric->field);
  return TRUE;
}

static gboolean
metric_check(const Adoption *adoption, const stemma_stage *stage,
             stemma_metric *metric)
{
  const stemma_layer *layer = NULL;
  g_autofree char *part = NULL;
  guint i;

  if (!adoption_name(adoption, NULL, "a metric's name", metric->name, ".-_"))
    return FALSE;
  part = g_strdup_printf("metric \"%s\"", metric->name);
  if (!adoption_text(adoption, part, "summary", &metric->summary, FALSE)
      || !adoption_text(adoption, part, "unit", &metric->unit, FALSE)
      || !adoption_text(adoption, part, "layer", &metric->layer, TRUE)
      || !adoption_flags(adoption, part, metric->flags, STEMMA_METRIC_FINDING))
    return FALSE;
  for (i = 0; i < stage->writes.count; i++) {
    const stemma_port *port = STEMMA_AT(stemma_port, stage->writes, i);

    if (strcmp(port->layer->name, metric->layer) == 0)
      layer = port->layer;
  }
  if (!layer)
    return adoption_fault(adoption, part,
                          "layer is \"%s\", which the stage does not write",
                          metric->layer);
  return metric_field_check(adoption, part, layer, metric)
         && metric_where_check(adoption, part, layer, metric);
}

gboolean
descriptor_metrics(Adoption *adoption, stemma_stage *stage)
{
  stemma_metric *metrics;
  guint i, k;

  adoption_rule(adoption, "stage.metrics");
  if (!adoption_list(adoption, "metrics", &stage->metrics,
                     FIRST_SIZE(stemma_metric, flags), sizeof(stemma_metric),
                     METRICS_MAX, &stage->metrics))
    return FALSE;
  metrics = (stemma_metric *)(guintptr)stage->metrics.items;
  for (i = 0; i < stage->metrics.count; i++) {
    if (!metric_check(adoption, stage, &metrics[i]))
      return FALSE;
    for (k = 0; k < i; k++)
      if (strcmp(metrics[i].name, metrics[k].name) == 0)
        return adoption_fault(adoption, NULL,
                              "the metric \"%s\" is there twice",
                              metrics[i].name);
  }
  return TRUE;
}
