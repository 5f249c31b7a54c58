/* SPDX-License-Identifier: Apache-2.0
 *
 * choose.c - finds the plugin of each stage of the file, its stage in it, and
 * fills its options.
 */
#include "../exec/exec.h"
#include "build.h"
#include "version.h"
#include <string.h>

void
chosen_clear(gpointer data)
{
  Chosen *chosen = data;

  g_clear_pointer(&chosen->options, option_set_free);
}

static char *
searched(const Catalogue *catalogue)
{
  const GPtrArray *folders = catalogue_folders(catalogue);
  GString *text = g_string_new("searched: ");

  if (folders->len == 0)
    g_string_assign(text, "no folder of plugins was found");
  for (guint i = 0; i < folders->len; i++)
    g_string_append_printf(text, "%s%s", i ? ", " : "",
                           (const char *)folders->pdata[i]);
  return g_string_free(text, FALSE);
}

static void
tell_unknown(const PipelineStage *stage, Catalogue *catalogue, Diagnostics *all)
{
  const GPtrArray *names = catalogue_names(catalogue);
  g_autofree char *where = searched(catalogue);
  g_autofree const char **list = g_new0(const char *, names->len + 1);
  Diagnostic *told =
      diagnostics_add(all, DIAGNOSTIC_ERROR, "E203", &stage->plugin_place,
                      "no plugin is named \"%s\"", stage->plugin);

  for (guint i = 0; i < names->len; i++)
    list[i] = names->pdata[i];
  diagnostic_hint(told, "%s", where);
  diagnostic_suggest(told, stage->plugin, list);
}

static void
find_plugin(Chosen *chosen, Catalogue *catalogue, Diagnostics *all)
{
  const PipelineStage *stage = chosen->file_stage;
  g_autoptr(GError) error = NULL;
  gboolean known = FALSE;
  char code[16];

  if (strcmp(stage->plugin, EXEC_PLUGIN) == 0) {
    chosen->module = exec_module(stage, all);
    chosen->stage = chosen->module ? chosen->module->stages[0] : NULL;
    return;
  }
  chosen->module =
      catalogue_find(catalogue, stage->plugin, &chosen->stage, &known, &error);
  if (chosen->module && chosen->stage)
    return;
  chosen->stage = NULL;
  if (!known) {
    tell_unknown(stage, catalogue, all);
    return;
  }
  g_snprintf(code, sizeof code, "E%d", error ? error->code : 403);
  diagnostics_add(all, DIAGNOSTIC_ERROR, g_intern_string(code),
                  &stage->plugin_place, "%s", error ? error->message : "");
}

static void
check_version(const Chosen *chosen, Diagnostics *all)
{
  const PipelineStage *stage = chosen->file_stage;

  if (!chosen->stage || !stage->requires
      || version_suits(chosen->module->version, stage->requires))
    return;
  diagnostics_add(all, DIAGNOSTIC_ERROR, "E411", &stage->requires_place,
                  "plugin \"%s\" is version %s, and stage \"%s\" requires %s",
                  chosen->module->id, chosen->module->version, stage->name,
                  stage->requires);
}

/* Each option's name and a plugin that has it. */
static GHashTable *
all_options(const GArray *chosen)
{
  GHashTable *owners = g_hash_table_new(g_str_hash, g_str_equal);

  for (guint i = 0; i < chosen->len; i++) {
    const Chosen *one = &g_array_index(chosen, Chosen, i);
    for (guint k = 0; one->stage && k < one->stage->options.count; k++) {
      const stemma_option *option =
          STEMMA_AT(stemma_option, one->stage->options, k);
      g_hash_table_insert(owners, (gpointer)option->name,
                          one->file_stage->plugin);
    }
  }
  return owners;
}

static void
fill_options(GArray *chosen, Diagnostics *all)
{
  g_autoptr(GHashTable) owners = all_options(chosen);

  for (guint i = 0; i < chosen->len; i++) {
    Chosen *one = &g_array_index(chosen, Chosen, i);
    if (one->stage)
      one->options = option_set_new(one->file_stage, one->stage->options.items,
                                    one->stage->options.count,
                                    one->stage->options_size, owners, all);
  }
}

GArray *
choose_plugins(const Pipeline *pipeline, Catalogue *catalogue, Diagnostics *all)
{
  GArray *chosen = g_array_new(FALSE, TRUE, sizeof(Chosen));

  g_array_set_clear_func(chosen, chosen_clear);
  for (guint i = 0; i < pipeline->stages->len; i++) {
    Chosen one = { .file_stage = pipeline->stages->pdata[i] };
    find_plugin(&one, catalogue, all);
    check_version(&one, all);
    g_array_append_val(chosen, one);
  }
  fill_options(chosen, all);
  return chosen;
}
