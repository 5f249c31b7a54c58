/* SPDX-License-Identifier: Apache-2.0
 *
 * passes.c - in which pass over the documents each step runs, and until which
 * pass a document's tables are needed.
 *
 * A function over documents runs in the first pass in which all that it reads
 * exists: a document table in the pass that writes it, a corpus table in the
 * pass after.
 */
#include "build.h"

static const Slot *
bound(const Plan *plan, const GArray *slots, guint i)
{
  int index = g_array_index(slots, int, i);

  return index < 0 ? NULL : plan_slot(plan, index);
}

/* Decided by what is declared, so that an absent optional input does not
 * change what a stage is called with. */
static gboolean
looks_at_documents(const stemma_stage *stage)
{
  if (stage->map || stage->reads.count == 0)
    return TRUE;
  for (guint i = 0; i < stage->reads.count; i++)
    if (!(port_at(stage->reads, i)->layer->flags & STEMMA_LAYER_CORPUS))
      return TRUE;
  return FALSE;
}

static guint
first_pass(const Plan *plan, const Step *step)
{
  guint pass = 0;

  for (guint i = 0; i < step->inputs->len; i++) {
    const Slot *slot = bound(plan, step->inputs, i);
    if (slot)
      pass = MAX(pass, slot->pass + (slot->corpus && step->by_document));
  }
  return pass;
}

/* A table that others have read, or that was told, gets no more rows. */
static void
check_extension(Build *build, const Step *step, const Slot *slot)
{
  if (slot->corpus || slot->pass == step->pass)
    return;
  diagnostics_add(build->all, DIAGNOSTIC_ERROR, "E304",
                  &step->file_stage->place,
                  "stage \"%s\" adds rows to \"%s\" of %s after a look at the "
                  "whole corpus",
                  step->file_stage->name, slot->name,
                  chosen_at(build->plan, slot->stage)->file_stage->name);
}

static void
place_outputs(Build *build, guint index)
{
  const Step *step = plan_step(build->plan, index);

  for (guint i = 0; i < step->outputs->len; i++) {
    Slot *slot = plan_slot(build->plan, g_array_index(step->outputs, int, i));
    if (slot->stage == step->number)
      slot->pass = MAX(slot->pass, step->pass);
    else
      check_extension(build, step, slot);
  }
}

static void
keep_inputs(Plan *plan, const Step *step)
{
  for (guint i = 0; step->by_document && i < step->inputs->len; i++) {
    int index = g_array_index(step->inputs, int, i);
    if (index >= 0)
      plan_slot(plan, index)->last_pass =
          MAX(plan_slot(plan, index)->last_pass, step->pass);
  }
}

/* Documents are told after their last map stage, with all their tables. */
static void
keep_told(Plan *plan)
{
  for (guint i = 0; i < plan->slots->len; i++) {
    Slot *slot = plan_slot(plan, i);
    if (!slot->corpus && !slot->hidden)
      slot->last_pass = MAX(slot->last_pass, plan->tell_pass);
  }
}

void
passes_assign(Build *build)
{
  Plan *plan = build->plan;

  for (guint i = 0; i < plan->steps->len; i++) {
    Step *step = plan_step(plan, i);
    step->by_document = looks_at_documents(step->stage);
    step->pass = first_pass(plan, step);
    place_outputs(build, i);
    keep_inputs(plan, step);
    if (step->by_document)
      plan->pass_count = MAX(plan->pass_count, step->pass + 1);
    if (step->kind == STEP_MAP)
      plan->tell_pass = MAX(plan->tell_pass, step->pass);
  }
  keep_told(plan);
}
