/* SPDX-License-Identifier: Apache-2.0
 *
 * plan.c - makes a plan from a pipeline, and frees it.
 */
#include "plan.h"
#include "../output/report.h"
#include "build.h"
#include <string.h>

static void
slot_clear(gpointer data)
{
  Slot *slot = data;

  g_free(slot->name);
}

static void
step_clear(gpointer data)
{
  Step *step = data;

  g_free(step->label);
  schema_free(step->carries);
  g_array_unref(step->inputs);
  g_array_unref(step->outputs);
}

static void
run_stage_free(gpointer data)
{
  RunStage *stage = data;

  g_ptr_array_unref(stage->reads);
  g_ptr_array_unref(stage->writes);
  g_free(stage);
}

static Plan *
plan_new(const Pipeline *pipeline, GArray *chosen)
{
  Plan *plan = g_new0(Plan, 1);

  plan->pipeline = pipeline;
  plan->chosen = chosen;
  plan->stages = g_ptr_array_new_with_free_func(run_stage_free);
  plan->slots = g_array_new(FALSE, TRUE, sizeof(Slot));
  plan->steps = g_array_new(FALSE, TRUE, sizeof(Step));
  plan->schemas = g_hash_table_new_full(g_str_hash, g_str_equal, NULL,
                                        (GDestroyNotify)schema_free);
  plan->pass_count = 1;
  plan->target = -1;
  g_array_set_clear_func(plan->slots, slot_clear);
  g_array_set_clear_func(plan->steps, step_clear);
  return plan;
}

void
plan_free(Plan *plan)
{
  if (!plan)
    return;
  g_ptr_array_unref(plan->stages);
  g_array_unref(plan->slots);
  g_array_unref(plan->steps);
  g_hash_table_unref(plan->schemas);
  g_array_unref(plan->chosen);
  g_free(plan);
}

/* The bound slot's name for each port, in its order. */
static GPtrArray *
names_of(const Plan *plan, guint number, gboolean writes)
{
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

  for (guint i = 0; i < plan->steps->len; i++) {
    const Step *step = plan_step(plan, i);
    const GArray *slots = writes ? step->outputs : step->inputs;
    for (guint k = 0; step->number == number && k < slots->len; k++) {
      int index = g_array_index(slots, int, k);
      const Slot *slot = index < 0 ? NULL : plan_slot(plan, index);
      if (slot && !slot->hidden && (writes || slot->stage != number)
          && !g_ptr_array_find_with_equal_func(names, slot->name, g_str_equal,
                                               NULL))
        g_ptr_array_add(names, g_strdup(slot->name));
    }
  }
  return names;
}

static void
describe_stages(Plan *plan)
{
  for (guint i = 0; i < plan->chosen->len; i++) {
    const Chosen *chosen = chosen_at(plan, i);
    RunStage *stage = g_new0(RunStage, 1);
    stage->name = chosen->file_stage->name;
    stage->plugin = chosen->module->id;
    stage->stage = chosen->stage->id;
    stage->version = chosen->stage->version;
    stage->reads = names_of(plan, i, FALSE);
    stage->writes = names_of(plan, i, TRUE);
    stage->options =
        chosen->options ? option_set_values(chosen->options) : NULL;
    stage->declared = chosen->stage;
    g_ptr_array_add(plan->stages, stage);
  }
}

Plan *
plan_bind(const Pipeline *pipeline, GArray *chosen, Catalogue *catalogue,
          Diagnostics *all)
{
  g_autoptr(Plan) plan = plan_new(pipeline, chosen);
  Build build = { plan, catalogue, all, pipeline->stages_unknown };
  guint before = diagnostics_errors(all);

  for (guint i = 0; i < chosen->len; i++)
    build.incomplete |= !chosen_at(plan, i)->stage;
  bind_stages(&build);
  schemas_merge(&build);
  metrics_check(&build);
  if (build.incomplete || diagnostics_errors(all) > before)
    return NULL;
  passes_assign(&build);
  if (diagnostics_errors(all) > before)
    return NULL;
  describe_stages(plan);
  return g_steal_pointer(&plan);
}

Plan *
plan_build(const Pipeline *pipeline, Catalogue *catalogue, Diagnostics *all)
{
  guint before = diagnostics_errors(all);
  GArray *chosen = choose_plugins(pipeline, catalogue, all);
  g_autoptr(Plan) plan = plan_bind(pipeline, chosen, catalogue, all);

  return diagnostics_errors(all) > before ? NULL : g_steal_pointer(&plan);
}

gboolean
plan_reports(const Plan *plan, const Slot *slot)
{
  const GPtrArray *wanted = plan->pipeline->layers;

  if (slot->hidden)
    return FALSE;
  if (wanted)
    return g_ptr_array_find_with_equal_func((GPtrArray *)wanted, slot->name,
                                            g_str_equal, NULL);
  return slot->stage != G_MAXUINT && strcmp(slot->schema->name, "token") != 0
         && strcmp(slot->schema->name, "sentence") != 0;
}

int
plan_written(const Plan *plan, guint number, const char *layer)
{
  for (guint i = 0; i < plan->slots->len; i++) {
    const Slot *slot = plan_slot(plan, i);
    if (slot->stage == number && !slot->hidden
        && strcmp(slot->schema->name, layer) == 0)
      return (int)i;
  }
  return -1;
}
