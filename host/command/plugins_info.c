/* SPDX-License-Identifier: Apache-2.0
 *
 * plugins_info.c - prints a plugin's description: `stemma plugins info ID`.
 *
 * All strings were checked when the plugin was loaded: UTF-8, one line each.
 */
#include "../module/layer.h"
#include "plugins.h"

static const char *
kind_of(const stemma_stage *stage)
{
  return stage->map     ? "map"
         : stage->group ? "group"
         : stage->fold  ? "fold"
                        : "chain";
}

static void
append_names(GString *to, const char *const *names)
{
  guint i;

  for (i = 0; names[i]; i++)
    g_string_append_printf(to, "%s%s", i ? ", " : "", names[i]);
}

static void
append_ports(GString *to, const char *title, const stemma_list *ports)
{
  guint i;

  if (ports->count == 0)
    return;
  g_string_append_printf(to, "  %-8s ", title);
  for (i = 0; i < ports->count; i++) {
    const stemma_port *port = STEMMA_AT(stemma_port, *ports, i);

    g_string_append_printf(to, "%s%s", i ? ", " : "", port->layer->name);
    if (g_strcmp0(port->role, port->layer->name) != 0)
      g_string_append_printf(to, " as %s", port->role);
    if (port->min_version > 1)
      g_string_append_printf(to, " (version %u or later)", port->min_version);
    if (port->flags & STEMMA_PORT_OPTIONAL)
      g_string_append(to, " (optional)");
    if (port->flags & STEMMA_PORT_EXTENDS)
      g_string_append(to, " (adds rows)");
  }
  g_string_append_c(to, '\n');
}

static void
append_range(GString *to, const stemma_option *option)
{
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];

  if (option->min < option->max)
    g_string_append_printf(
        to, " from %s to %s",
        g_ascii_formatd(low, sizeof low, "%.15g", option->min),
        g_ascii_formatd(high, sizeof high, "%.15g", option->max));
  if (*option->unit)
    g_string_append_printf(to, " (%s)", option->unit);
}

static void
append_option(GString *to, const stemma_option *option)
{
  static const char *const types[] = {
    [STEMMA_OPTION_BOOL] = "yes or no", [STEMMA_OPTION_INT] = "whole number",
    [STEMMA_OPTION_FLOAT] = "number",   [STEMMA_OPTION_TEXT] = "text",
    [STEMMA_OPTION_CHOICE] = "one of ", [STEMMA_OPTION_LIST] = "list",
    [STEMMA_OPTION_FILE] = "file",      [STEMMA_OPTION_SIZE] = "size",
    [STEMMA_OPTION_TIME] = "time",      [STEMMA_OPTION_CHOICES] = "any of ",
  };

  if (option->flags & STEMMA_OPTION_REQUIRED)
    g_string_append_printf(to, "    %s (required)\n", option->name);
  else
    g_string_append_printf(to, "    %s = %s\n", option->name, option->fallback);
  g_string_append_printf(to, "      %s", types[option->type]);
  if (option->choices)
    append_names(to, option->choices);
  append_range(to, option);
  if (*option->summary)
    g_string_append_printf(to, ": %s", option->summary);
  if (option->flags & STEMMA_OPTION_DEPRECATED)
    g_string_append(to, "; deprecated");
  g_string_append_c(to, '\n');
}

static void
append_field(GString *to, const stemma_field *field)
{
  g_string_append_printf(to, "      %-14s %-6s", field->name,
                         field_type_name(field->type));
  if (*field->summary)
    g_string_append_printf(to, " %s", field->summary);
  if (*field->unit)
    g_string_append_printf(to, " (%s)", field->unit);
  if (field->target)
    g_string_append_printf(to, " -> %s", field->target);
  if (field->flags & STEMMA_FIELD_NULLABLE)
    g_string_append(to, "; may be null");
  if (field->flags & STEMMA_FIELD_HIDDEN)
    g_string_append(to, "; not in reports");
  if (field->type == STEMMA_ENUM) {
    g_string_append(to, ": ");
    append_names(to, field->choices);
  }
  g_string_append_c(to, '\n');
}

static void
append_layer(GString *to, const stemma_layer *layer)
{
  guint i;

  g_string_append_printf(
      to, "  layer %s, version %u, of %s", layer->name, layer->version,
      layer->flags & STEMMA_LAYER_CORPUS ? "the corpus" : "documents");
  if (*layer->summary)
    g_string_append_printf(to, ": %s", layer->summary);
  g_string_append_c(to, '\n');
  for (i = 0; i < layer->fields.count; i++)
    append_field(to, STEMMA_AT(stemma_field, layer->fields, i));
}

static void
append_metric(GString *to, const stemma_metric *metric)
{
  g_string_append_printf(to, "    %-20s %s", metric->name, metric->summary);
  if (*metric->unit)
    g_string_append_printf(to, " (%s)", metric->unit);
  if (metric->flags & STEMMA_METRIC_FINDING)
    g_string_append(to, "; each row is a finding");
  g_string_append_c(to, '\n');
}

static void
append_chain(GString *to, const stemma_chain *chain)
{
  guint i;

  g_string_append(to, "  stages   ");
  for (i = 0; i < chain->stages.count; i++) {
    const stemma_stage *inner = *STEMMA_AT(stemma_stage *, chain->stages, i);

    g_string_append_printf(to, "%s%s (%s)", i ? ", " : "", inner->id,
                           kind_of(inner));
  }
  g_string_append_c(to, '\n');
}

static void
append_stage(GString *to, const stemma_stage *stage)
{
  guint i;

  g_string_append_printf(to, "\nstage %s %s, a %s", stage->id, stage->version,
                         kind_of(stage));
  if (*stage->summary)
    g_string_append_printf(to, ": %s", stage->summary);
  g_string_append_c(to, '\n');
  if (stage->chain)
    append_chain(to, stage->chain);
  append_ports(to, "reads", &stage->reads);
  append_ports(to, "writes", &stage->writes);
  if (stage->options.count > 0)
    g_string_append(to, "  options\n");
  for (i = 0; i < stage->options.count; i++)
    append_option(to, STEMMA_AT(stemma_option, stage->options, i));
  for (i = 0; i < stage->writes.count; i++)
    append_layer(to, STEMMA_AT(stemma_port, stage->writes, i)->layer);
  if (stage->metrics.count > 0)
    g_string_append(to, "  metrics\n");
  for (i = 0; i < stage->metrics.count; i++)
    append_metric(to, STEMMA_AT(stemma_metric, stage->metrics, i));
}

void
plugin_describe(const Module *module, GString *to)
{
  guint i;

  g_string_append_printf(to, "%s %s (%s)\n", module->id, module->version,
                         module->license);
  if (*module->vendor)
    g_string_append_printf(to, "  vendor   %s\n", module->vendor);
  if (*module->url)
    g_string_append_printf(to, "  page     %s\n", module->url);
  g_string_append_printf(to, "  file     %s\n",
                         module->path ? module->path : "a part of stemma");
  if (module->build_id && *module->build_id)
    g_string_append_printf(to, "  build id %s\n", module->build_id);
  g_string_append_printf(to, "  abi      built for %u.%u, needs %u.%u\n",
                         STEMMA_EPOCH, module->minor, STEMMA_EPOCH,
                         module->needs_minor);
  for (i = 0; i < module->stage_count; i++)
    append_stage(to, module->stages[i]);
}
