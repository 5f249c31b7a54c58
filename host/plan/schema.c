/* SPDX-License-Identifier: Apache-2.0
 *
 * schema.c - merges what the stages say of one layer: the shorter declaration
 * must be a prefix of the longer one, and every table is as wide as the
 * longest.
 */
#include "../module/layer.h"
#include "build.h"

typedef struct {
  Build *build;
  GHashTable *owners; /* layer name to the Chosen whose declaration it is */
} Merge;

static void
tell_conflict(Merge *merge, const Chosen *chosen, const stemma_layer *layer,
              const char *why)
{
  const Chosen *other = g_hash_table_lookup(merge->owners, layer->name);
  const char *owner = other ? other->module->id : "stemma itself";

  diagnostics_add(merge->build->all, DIAGNOSTIC_ERROR, "E306",
                  &chosen->file_stage->place,
                  "the plugins \"%s\" and \"%s\" disagree on the layer \"%s\": "
                  "%s",
                  owner, chosen->module->id, layer->name, why);
}

static void
merge_layer(Merge *merge, const Chosen *chosen, const stemma_layer *layer)
{
  Schema *schema =
      g_hash_table_lookup(merge->build->plan->schemas, layer->name);
  g_autofree char *why = NULL;

  if (!schema || schema->layer == layer) {
    if (schema && !g_hash_table_contains(merge->owners, layer->name))
      g_hash_table_insert(merge->owners, schema->name, (gpointer)chosen);
    return;
  }
  why = layer_conflict(schema->layer, layer);
  if (why) {
    tell_conflict(merge, chosen, layer, why);
    return;
  }
  if (layer->row_size > schema->layer->row_size
      || layer->fields.count > schema->layer->fields.count)
    schema->layer = layer;
  schema->stride = MAX(schema->stride, (layer->row_size + 7u) & ~7u);
}

static void
merge_ports(Merge *merge, const Chosen *chosen, const stemma_list *ports)
{
  for (guint i = 0; i < ports->count; i++) {
    const stemma_port *port = port_at(*ports, i);
    if (!(port->flags & STEMMA_PORT_SPANS))
      merge_layer(merge, chosen, port->layer);
  }
}

static void
merge_stage(Merge *merge, const Chosen *chosen, const stemma_stage *stage)
{
  merge_ports(merge, chosen, &stage->writes);
  merge_ports(merge, chosen, &stage->reads);
  for (guint i = 0; stage->chain && i < stage->chain->stages.count; i++)
    merge_stage(merge, chosen,
                *STEMMA_AT(stemma_stage *, stage->chain->stages, i));
}

void
schemas_merge(Build *build)
{
  g_autoptr(GHashTable) owners = g_hash_table_new(g_str_hash, g_str_equal);
  Merge merge = { build, owners };

  for (guint i = 0; i < build->plan->chosen->len; i++) {
    const Chosen *chosen = chosen_at(build->plan, i);
    if (chosen->stage)
      merge_stage(&merge, chosen, chosen->stage);
  }
}
