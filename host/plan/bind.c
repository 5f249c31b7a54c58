/* SPDX-License-Identifier: Apache-2.0
 *
 * bind.c - gives each stage its steps, each output a slot, and each input the
 * slot of the nearest earlier writer.
 */
#include "build.h"
#include <string.h>

/* A chain while its inner stages are bound. */
typedef struct {
  guint number;
  const Chosen *chosen;
  GArray *inputs;    /* slots of the chain's own reads */
  GHashTable *slots; /* layer name to slot + 1, as written inside so far */
} Inside;

const char *
port_role(const stemma_port *port)
{
  return port->role && *port->role ? port->role : port->layer->name;
}

int
bind_nearest(const Plan *plan, const char *layer)
{
  for (guint i = plan->slots->len; i-- > 0;) {
    const Slot *slot = plan_slot(plan, i);
    if (!slot->hidden && slot->stage != G_MAXUINT
        && strcmp(slot->schema->name, layer) == 0)
      return (int)i;
  }
  return -1;
}

static const Schema *
schema_of(Plan *plan, const stemma_layer *layer)
{
  Schema *schema = g_hash_table_lookup(plan->schemas, layer->name);

  if (!schema) {
    schema = schema_new(layer);
    g_hash_table_insert(plan->schemas, schema->name, schema);
  }
  return schema;
}

static int
add_slot(Plan *plan, const stemma_layer *layer, const char *name, guint number)
{
  Slot slot = { .schema = schema_of(plan, layer),
                .name = g_strdup(name),
                .stage = number,
                .version = layer->version,
                .corpus = (layer->flags & STEMMA_LAYER_CORPUS) != 0 };

  g_array_append_val(plan->slots, slot);
  return (int)plan->slots->len - 1;
}

/* The layer that the input itself provides. */
static int
input_slot(Plan *plan, const char *layer)
{
  if (strcmp(layer, stemma_target_layer.name) != 0)
    return -1;
  if (plan->target < 0)
    plan->target = add_slot(plan, &stemma_target_layer, layer, G_MAXUINT);
  return plan->target;
}

static void
check_version(Build *build, guint number, const stemma_port *port, int index)
{
  const Slot *slot = plan_slot(build->plan, index);
  const PipelineStage *stage = chosen_at(build->plan, number)->file_stage;
  const char *writer;

  if (port->flags & STEMMA_PORT_SPANS || slot->version >= port->min_version)
    return;
  writer = slot->stage == G_MAXUINT
               ? "the input"
               : chosen_at(build->plan, slot->stage)->file_stage->name;
  diagnostics_add(build->all, DIAGNOSTIC_ERROR, "E305", &stage->place,
                  "layer \"%s\" from \"%s\" is version %u, and \"%s\" needs %u "
                  "or later",
                  slot->schema->name, writer, slot->version, stage->name,
                  port->min_version);
}

static int
bind_input(Build *build, guint number, const stemma_port *port)
{
  const PipelineStage *stage = chosen_at(build->plan, number)->file_stage;
  const Wire *wire = wire_find(stage->reads, port);
  const char *layer = port->layer->name;
  int slot;

  if (wire)
    slot = wire_resolve(build, number, port, wire);
  else if ((slot = bind_nearest(build->plan, layer)) < 0
           && (slot = input_slot(build->plan, layer)) < 0
           && !(port->flags & STEMMA_PORT_OPTIONAL))
    wire_missing(build, number, port);
  if (slot >= 0)
    check_version(build, number, port, slot);
  return slot;
}

static GArray *
bind_inputs(Build *build, guint number, const stemma_stage *stage)
{
  GArray *slots = g_array_new(FALSE, FALSE, sizeof(int));

  for (guint i = 0; i < stage->reads.count; i++) {
    int slot = bind_input(build, number, port_at(stage->reads, i));
    g_array_append_val(slots, slot);
  }
  return slots;
}

/* Two public tables of one name would be one layer in a report. */
static void
check_name(Build *build, guint number, const stemma_port *port,
           const char *name)
{
  const PipelineStage *stage = chosen_at(build->plan, number)->file_stage;

  for (guint i = 0; i < build->plan->slots->len; i++) {
    const Slot *slot = plan_slot(build->plan, i);
    Diagnostic *told;
    if (slot->hidden || slot->stage == G_MAXUINT
        || strcmp(slot->name, name) != 0)
      continue;
    told =
        diagnostics_add(build->all, DIAGNOSTIC_ERROR, "E304", &stage->place,
                        "stages %s and %s both write \"%s\"",
                        chosen_at(build->plan, slot->stage)->file_stage->name,
                        stage->name, name);
    diagnostic_hint(told, "add \"writes.%s = NAME\" to [%s]", port_role(port),
                    stage->name);
    return;
  }
}

static int
bind_output(Build *build, guint number, const stemma_port *port)
{
  const PipelineStage *stage = chosen_at(build->plan, number)->file_stage;
  const Wire *wire = wire_find(stage->writes, port);
  const char *name = wire ? wire->name : port->layer->name;
  int earlier = bind_nearest(build->plan, port->layer->name);

  if (port->flags & STEMMA_PORT_EXTENDS && !wire && earlier >= 0)
    return earlier;
  check_name(build, number, port, name);
  return add_slot(build->plan, port->layer, name, number);
}

static Step *
add_step(Build *build, guint number, const stemma_stage *stage,
         const stemma_stage *chain)
{
  const Chosen *chosen = chosen_at(build->plan, number);
  Step step = { .kind = stage->map     ? STEP_MAP
                        : stage->group ? STEP_GROUP
                                       : STEP_FOLD,
                .number = number,
                .file_stage = chosen->file_stage,
                .module = chosen->module,
                .stage = stage,
                .chain = chain,
                .options = chosen->options };

  step.label = chain
                   ? g_strconcat(chosen->file_stage->name, "/", stage->id, NULL)
                   : g_strdup(chosen->file_stage->name);
  step.carries = stage->carries ? schema_new(stage->carries) : NULL;
  step.outputs = g_array_new(FALSE, FALSE, sizeof(int));
  g_array_append_val(build->plan->steps, step);
  return plan_step(build->plan, build->plan->steps->len - 1);
}

static void
bind_single(Build *build, guint number, const stemma_stage *stage)
{
  Step *step = add_step(build, number, stage, NULL);

  step->inputs = bind_inputs(build, number, stage);
  for (guint i = 0; i < stage->writes.count; i++) {
    int slot = bind_output(build, number, port_at(stage->writes, i));
    g_array_append_val(step->outputs, slot);
  }
}

static int
find_port(const stemma_list *ports, const char *layer)
{
  for (guint i = 0; i < ports->count; i++)
    if (strcmp(port_at(*ports, i)->layer->name, layer) == 0)
      return (int)i;
  return -1;
}

static int
inner_input(Build *build, Inside *inside, const Step *step,
            const stemma_port *port)
{
  const stemma_stage *chain = inside->chosen->stage;
  const char *layer = port->layer->name;
  int slot = GPOINTER_TO_INT(g_hash_table_lookup(inside->slots, layer)) - 1;
  int outer = find_port(&chain->reads, layer);

  if (slot < 0 && outer >= 0)
    slot = g_array_index(inside->inputs, int, outer);
  if (slot < 0 && outer < 0 && !(port->flags & STEMMA_PORT_OPTIONAL))
    diagnostics_add(build->all, DIAGNOSTIC_ERROR, "E408",
                    &inside->chosen->file_stage->plugin_place,
                    "plugin \"%s\": %s reads \"%s\", which the chain \"%s\" "
                    "neither reads nor writes before",
                    inside->chosen->module->id, step->label, layer, chain->id);
  return slot;
}

static int
inner_output(Build *build, Inside *inside, const stemma_port *port)
{
  const stemma_stage *chain = inside->chosen->stage;
  int outer = find_port(&chain->writes, port->layer->name);
  int slot;

  if (outer >= 0)
    return bind_output(build, inside->number, port_at(chain->writes, outer));
  slot = add_slot(build->plan, port->layer, port->layer->name, inside->number);
  plan_slot(build->plan, slot)->hidden = TRUE;
  return slot;
}

/* The same layer again inside a chain adds rows to the first one's table. */
static void
bind_inner(Build *build, Inside *inside, const stemma_stage *stage)
{
  Step *step = add_step(build, inside->number, stage, inside->chosen->stage);

  step->inputs = g_array_new(FALSE, FALSE, sizeof(int));
  for (guint i = 0; i < stage->reads.count; i++) {
    int slot = inner_input(build, inside, step, port_at(stage->reads, i));
    g_array_append_val(step->inputs, slot);
  }
  for (guint i = 0; i < stage->writes.count; i++) {
    const stemma_port *port = port_at(stage->writes, i);
    gpointer key = (gpointer)port->layer->name;
    int slot = GPOINTER_TO_INT(g_hash_table_lookup(inside->slots, key)) - 1;
    if (slot < 0)
      slot = inner_output(build, inside, port);
    g_hash_table_insert(inside->slots, key, GINT_TO_POINTER(slot + 1));
    g_array_append_val(step->outputs, slot);
  }
}

static void
bind_chain(Build *build, guint number, const Chosen *chosen)
{
  g_autoptr(GArray) inputs = bind_inputs(build, number, chosen->stage);
  g_autoptr(GHashTable) slots = g_hash_table_new(g_str_hash, g_str_equal);
  Inside inside = { number, chosen, inputs, slots };
  const stemma_list stages = chosen->stage->chain->stages;

  for (guint i = 0; i < stages.count; i++)
    bind_inner(build, &inside, *STEMMA_AT(stemma_stage *, stages, i));
}

void
bind_stages(Build *build)
{
  for (guint i = 0; i < build->plan->chosen->len; i++) {
    const Chosen *chosen = chosen_at(build->plan, i);
    if (!chosen->stage)
      continue;
    wire_check(build, i);
    if (chosen->stage->chain)
      bind_chain(build, i, chosen);
    else
      bind_single(build, i, chosen->stage);
  }
}
