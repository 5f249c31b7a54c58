/* SPDX-License-Identifier: Apache-2.0
 *
 * wire.c - reads.ROLE and writes.ROLE of the pipeline file, and what to say of
 * an input that nothing provides.
 */
#include "build.h"
#include <string.h>

const Wire *
wire_find(const GPtrArray *wires, const stemma_port *port)
{
  for (guint i = 0; wires && i < wires->len; i++) {
    const Wire *wire = wires->pdata[i];
    if (strcmp(wire->role, port_role(port)) == 0)
      return wire;
  }
  return NULL;
}

static void
check_role(Build *build, const PipelineStage *stage, const Wire *wire,
           const stemma_list *ports, const char *verb)
{
  g_autofree const char **roles = g_new0(const char *, ports->count + 1);
  Diagnostic *told;

  for (guint i = 0; i < ports->count; i++) {
    roles[i] = port_role(port_at(*ports, i));
    if (strcmp(roles[i], wire->role) == 0)
      return;
  }
  told = diagnostics_add(build->all, DIAGNOSTIC_ERROR, "E307", &wire->place,
                         "stage \"%s\" %s no layer \"%s\"", stage->name, verb,
                         wire->role);
  if (ports->count > 0)
    diagnostic_allowed(told, roles, NULL);
  diagnostic_suggest(told, wire->role, roles);
}

void
wire_check(Build *build, guint number)
{
  const Chosen *chosen = chosen_at(build->plan, number);
  const PipelineStage *stage = chosen->file_stage;

  for (guint i = 0; stage->reads && i < stage->reads->len; i++)
    check_role(build, stage, stage->reads->pdata[i], &chosen->stage->reads,
               "reads");
  for (guint i = 0; stage->writes && i < stage->writes->len; i++)
    check_role(build, stage, stage->writes->pdata[i], &chosen->stage->writes,
               "writes");
}

static int
stage_number(const Plan *plan, const char *name)
{
  for (guint i = 0; i < plan->chosen->len; i++)
    if (strcmp(chosen_at(plan, i)->file_stage->name, name) == 0)
      return (int)i;
  return -1;
}

static void
tell_no_stage(Build *build, const Wire *wire)
{
  const GArray *chosen = build->plan->chosen;
  g_autofree const char **names = g_new0(const char *, chosen->len + 1);
  Diagnostic *told =
      diagnostics_add(build->all, DIAGNOSTIC_ERROR, "E201", &wire->name_place,
                      "no stage is named \"%s\"", wire->name);

  for (guint i = 0; i < chosen->len; i++)
    names[i] = chosen_at(build->plan, i)->file_stage->name;
  diagnostic_allowed(told, names, NULL);
  diagnostic_suggest(told, wire->name, names);
}

static void
tell_later(Build *build, const Place *place, const char *reader,
           const char *layer, const char *writer)
{
  Diagnostic *told =
      diagnostics_add(build->all, DIAGNOSTIC_ERROR, "E303", place,
                      "stage \"%s\" reads \"%s\" from \"%s\", which runs later",
                      reader, layer, writer);

  diagnostic_hint(told, "move %s before %s", writer, reader);
}

static void
tell_itself(Build *build, const Wire *wire, const char *layer)
{
  Diagnostic *told = diagnostics_add(
      build->all, DIAGNOSTIC_ERROR, "E303", &wire->name_place,
      "stage \"%s\" reads \"%s\" from itself", wire->name, layer);

  diagnostic_hint(told, "name an earlier stage");
}

/* Any layer of the stage serves where only places are read. */
static int
first_places(const Plan *plan, guint number)
{
  for (guint i = 0; i < plan->slots->len; i++) {
    const Slot *slot = plan_slot(plan, i);
    if (slot->stage == number && !slot->hidden && !slot->corpus)
      return (int)i;
  }
  return -1;
}

static void
tell_not_written(Build *build, const Wire *wire, guint writer,
                 const char *layer)
{
  const stemma_list ports = chosen_at(build->plan, writer)->stage->writes;
  g_autofree const char **names = g_new0(const char *, ports.count + 1);
  Diagnostic *told = diagnostics_add(
      build->all, DIAGNOSTIC_ERROR, "E302", &wire->name_place,
      "stage \"%s\" does not write the layer \"%s\"", wire->name, layer);

  for (guint i = 0; i < ports.count; i++)
    names[i] = port_at(ports, i)->layer->name;
  if (ports.count > 0)
    diagnostic_hint(told, "it writes: %s", names[0]);
}

int
wire_resolve(Build *build, guint number, const stemma_port *port,
             const Wire *wire)
{
  const Plan *plan = build->plan;
  const char *layer = port->layer->name;
  int writer = stage_number(plan, wire->name), slot;

  if (writer < 0) {
    tell_no_stage(build, wire);
    return -1;
  }
  if (!chosen_at(plan, writer)->stage)
    return -1;
  if ((guint)writer == number) {
    tell_itself(build, wire, layer);
    return -1;
  }
  if ((guint)writer > number) {
    tell_later(build, &wire->name_place,
               chosen_at(plan, number)->file_stage->name, layer, wire->name);
    return -1;
  }
  slot = plan_written(plan, (guint)writer, layer);
  if (slot < 0 && port->flags & STEMMA_PORT_SPANS)
    slot = first_places(plan, (guint)writer);
  if (slot < 0)
    tell_not_written(build, wire, (guint)writer, layer);
  return slot;
}

static gboolean
writes(const stemma_stage *stage, const char *layer)
{
  for (guint i = 0; i < stage->writes.count; i++)
    if (strcmp(port_at(stage->writes, i)->layer->name, layer) == 0)
      return TRUE;
  return FALSE;
}

/* Names of installed plugins that write `layer`, "a, b"; "" when none does. */
static char *
known_writers(Catalogue *catalogue, const char *layer)
{
  const GPtrArray *names = catalogue ? catalogue_names(catalogue) : NULL;
  GString *found = g_string_new(NULL);

  for (guint i = 0; names && i < names->len; i++) {
    const char *name = names->pdata[i];
    const stemma_stage *stage = NULL;
    gboolean known;
    if (catalogue_find(catalogue, name, &stage, &known, NULL) && stage
        && writes(stage, layer))
      g_string_append_printf(found, "%s%s", found->len ? ", " : "", name);
  }
  return g_string_free(found, FALSE);
}

/* A stage that would write `layer` and is not enabled, or NULL. */
static const char *
disabled_writer(const Build *build, const char *layer)
{
  const GPtrArray *stages = build->plan->pipeline->disabled;

  for (guint i = 0; stages && build->catalogue && i < stages->len; i++) {
    const PipelineStage *disabled = stages->pdata[i];
    const stemma_stage *stage = NULL;
    gboolean known;
    if (catalogue_find(build->catalogue, disabled->plugin, &stage, &known, NULL)
        && stage && writes(stage, layer))
      return disabled->name;
  }
  return NULL;
}

/* What to do about a layer that no stage writes. */
static void
hint_writers(const Build *build, const char *stage, const char *layer,
             Diagnostic *told)
{
  const char *disabled = disabled_writer(build, layer);
  g_autofree char *writers = NULL;

  if (disabled) {
    diagnostic_hint(told, "set enabled = yes in [%s]", disabled);
    return;
  }
  writers = known_writers(build->catalogue, layer);
  if (!*writers)
    return;
  diagnostic_hint(told, "written by: %s", writers);
  if (!strchr(writers, ','))
    diagnostic_hint(told, "add %s before %s in stages", writers, stage);
}

void
wire_missing(Build *build, guint number, const stemma_port *port)
{
  const Plan *plan = build->plan;
  const PipelineStage *stage = chosen_at(plan, number)->file_stage;
  const char *layer = port->layer->name;
  Diagnostic *told;

  for (guint i = number + 1; i < plan->chosen->len; i++) {
    const Chosen *later = chosen_at(plan, i);
    if (later->stage && writes(later->stage, layer)) {
      tell_later(build, &stage->place, stage->name, layer,
                 later->file_stage->name);
      return;
    }
  }
  if (build->incomplete)
    return;
  told = diagnostics_add(
      build->all, DIAGNOSTIC_ERROR, "E302", &stage->place,
      "stage \"%s\" reads the layer \"%s\", and no earlier stage writes it",
      stage->name, layer);
  hint_writers(build, stage->name, layer, told);
}
