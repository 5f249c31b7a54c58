/* SPDX-License-Identifier: Apache-2.0
 *
 * print.c - a plan for people: its passes, and what each step reads from
 * where; or the same as a graph.
 */
#include "../output/report.h"
#include "build.h"

static const char *
writer_of(const Plan *plan, const Slot *slot)
{
  return slot->stage == G_MAXUINT
             ? "the input"
             : chosen_at(plan, slot->stage)->file_stage->name;
}

static void
print_reads(const Plan *plan, const Step *step, GString *to)
{
  const char *before = "reads ";

  for (guint i = 0; i < step->inputs->len; i++) {
    int index = g_array_index(step->inputs, int, i);
    const Slot *slot;
    if (index < 0)
      continue;
    slot = plan_slot(plan, index);
    g_string_append_printf(to, "%s%s", before, slot->name);
    if (slot->stage != step->number)
      g_string_append_printf(to, " (%s)", writer_of(plan, slot));
    before = ", ";
  }
  if (*before == ',' && step->outputs->len > 0)
    g_string_append(to, "; ");
}

static void
print_writes(const Plan *plan, const Step *step, GString *to)
{
  for (guint i = 0; i < step->outputs->len; i++) {
    const Slot *slot = plan_slot(plan, g_array_index(step->outputs, int, i));
    g_string_append_printf(to, "%s%s%s%s", i ? ", " : "writes ", slot->name,
                           slot->hidden ? " (private)" : "",
                           slot->stage != step->number ? " (more rows)" : "");
  }
}

static void
print_step(const Plan *plan, const Step *step, const char *function,
           GString *to)
{
  g_string_append_printf(to, "  %-22s %-8s ", step->label, function);
  print_reads(plan, step, to);
  print_writes(plan, step, to);
  while (to->str[to->len - 1] == ' ')
    g_string_truncate(to, to->len - 1);
  g_string_append_c(to, '\n');
}

/* What a step does over documents, and over the corpus after a pass. */
static const char *
function_of(const Step *step, gboolean by_document)
{
  static const char *const functions[][2] = {
    [STEP_MAP] = { NULL, "map" },
    [STEP_GROUP] = { "gather", "scatter" },
    [STEP_FOLD] = { "finish", "add" },
  };

  if (by_document && !step->by_document)
    return NULL;
  if (!by_document && !step->by_document && step->kind == STEP_GROUP)
    return "group";
  return functions[step->kind][by_document];
}

static void
print_part(const Plan *plan, guint pass, gboolean by_document,
           const char *title, GString *to)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < plan->steps->len; i++) {
    const Step *step = plan_step(plan, i);
    const char *function = function_of(step, by_document);
    if (step->pass != pass || !function)
      continue;
    if (!begun)
      g_string_append_printf(to, title, pass + 1);
    begun = TRUE;
    print_step(plan, step, function, to);
  }
}

void
plan_print(const Plan *plan, GString *to)
{
  g_string_append_printf(
      to, "%s: %u %s, %u %s over the documents\n", plan->pipeline->name,
      plan->stages->len, plan->stages->len == 1 ? "stage" : "stages",
      plan->pass_count, plan->pass_count == 1 ? "pass" : "passes");
  for (guint i = 0; i < plan->stages->len; i++) {
    const RunStage *stage = plan->stages->pdata[i];
    g_string_append_printf(to, "  %-22s %s/%s %s\n", stage->name, stage->plugin,
                           stage->stage, stage->version);
  }
  for (guint pass = 0; pass < plan->pass_count; pass++) {
    print_part(plan, pass, TRUE, "\npass %u, each document\n", to);
    print_part(plan, pass, FALSE, "\nafter pass %u\n", to);
  }
}

static void
dot_step(const Plan *plan, guint number, GString *to)
{
  const Step *step = plan_step(plan, number);

  g_string_append_printf(to, "  step%u [shape=box, label=\"%s\\npass %u\"];\n",
                         number, step->label, step->pass + 1);
  for (guint i = 0; i < step->inputs->len; i++)
    if (g_array_index(step->inputs, int, i) >= 0)
      g_string_append_printf(to, "  layer%d -> step%u;\n",
                             g_array_index(step->inputs, int, i), number);
  for (guint i = 0; i < step->outputs->len; i++)
    g_string_append_printf(to, "  step%u -> layer%d;\n", number,
                           g_array_index(step->outputs, int, i));
}

void
plan_print_dot(const Plan *plan, GString *to)
{
  g_string_append(to, "digraph stemma {\n  rankdir=LR;\n");
  for (guint i = 0; i < plan->slots->len; i++) {
    const Slot *slot = plan_slot(plan, i);
    g_string_append_printf(to, "  layer%u [label=\"%s\"%s%s];\n", i, slot->name,
                           slot->corpus ? ", peripheries=2" : "",
                           slot->hidden ? ", style=dashed" : "");
  }
  for (guint i = 0; i < plan->steps->len; i++)
    dot_step(plan, i, to);
  g_string_append(to, "}\n");
}
