/* SPDX-License-Identifier: Apache-2.0
 *
 * option.c - which setting belongs to which option, and what is told when one
 * belongs to none.  option-value.c writes the values.
 */
#include "option-private.h"
#include <string.h>

/* Keys of every stage, offered when an unknown one is near to them. */
static const char *const host_keys[] = {
  "enabled", "isolate", "max-memory", "plugin", "requires", "timeout",
};

void
option_set_free(OptionSet *set)
{
  if (!set)
    return;
  g_free(set->bytes);
  g_ptr_array_unref(set->owned);
  g_ptr_array_unref(set->values);
  g_free(set);
}

const void *
option_set_struct(const OptionSet *set)
{
  return set->bytes;
}

const GPtrArray *
option_set_values(const OptionSet *set)
{
  return set->values;
}

static const stemma_option *
find_option(const stemma_option *options, guint count, const char *name)
{
  guint i;

  for (i = 0; i < count; i++)
    if (strcmp(options[i].name, name) == 0)
      return &options[i];
  return NULL;
}

static const Setting *
find_setting(const PipelineStage *stage, const char *name)
{
  guint i;

  for (i = 0; i < stage->options->len; i++) {
    const Setting *setting = stage->options->pdata[i];

    if (strcmp(setting->key, name) == 0)
      return setting;
  }
  return NULL;
}

static GPtrArray *
option_names(const stemma_option *options, guint count)
{
  GPtrArray *names = g_ptr_array_new();
  guint i;

  for (i = 0; i < count; i++)
    g_ptr_array_add(names, (gpointer)options[i].name);
  return names;
}

static void
refuse_setting(const PipelineStage *stage, const Setting *setting,
               const stemma_option *options, guint count, GHashTable *others,
               Diagnostics *all)
{
  g_autoptr(GPtrArray) names = option_names(options, count);
  g_autofree char *lister =
      g_strdup_printf("stemma plugins info %s", stage->plugin);
  const char *owner = others ? g_hash_table_lookup(others, setting->key) : NULL;
  Diagnostic *diagnostic = diagnostics_add(
      all, DIAGNOSTIC_ERROR, "E204", &setting->key_place,
      "unknown option \"%s\" in stage \"%s\"", setting->key, stage->name);
  const char *near;
  guint i;

  if (owner) {
    diagnostic_hint(diagnostic, "\"%s\" belongs to the plugin \"%s\"",
                    setting->key, owner);
    return;
  }
  if (count == 0)
    diagnostic_hint(diagnostic, "the plugin \"%s\" has no options",
                    stage->plugin);
  g_ptr_array_add(names, NULL);
  near = suggest_nearest(setting->key, (const char *const *)names->pdata);
  if (!near || !setting->key_place.on_command_line)
    diagnostic_allowed(diagnostic, (const char *const *)names->pdata, lister);
  g_ptr_array_set_size(names, (gint)count);
  for (i = 0; i < G_N_ELEMENTS(host_keys); i++)
    g_ptr_array_add(names, (gpointer)host_keys[i]);
  g_ptr_array_add(names, NULL);
  diagnostic_suggest(diagnostic, setting->key,
                     (const char *const *)names->pdata);
}

static void
warn_deprecated(const PipelineStage *stage, const Setting *setting,
                const stemma_option *option, Diagnostics *all)
{
  diagnostic_hint(diagnostics_add(all, DIAGNOSTIC_WARNING, "W213",
                                  &setting->key_place,
                                  "option \"%s\" of stage \"%s\" is "
                                  "deprecated",
                                  setting->key, stage->name),
                  "%s", option->summary);
}

/* The default, as a setting at the stage's place. */
static Setting *
fallback_setting(const PipelineStage *stage, const stemma_option *option)
{
  Setting *setting =
      setting_new(option->name, option->fallback ? option->fallback : "");

  setting->key_place = setting->value_place = stage->place;
  /* Its text is not in the file, so no list item has a column there. */
  setting->value_place.line = 0;
  return setting;
}

static void
refuse_default(const PipelineStage *stage, const stemma_option *option,
               Diagnostics *all)
{
  diagnostics_add(all, DIAGNOSTIC_ERROR, "E408", &stage->plugin_place,
                  "plugin \"%s\" describes itself wrongly: option \"%s\": its "
                  "default cannot be \"%s\"",
                  stage->plugin, option->name,
                  option->fallback ? option->fallback : "");
}

/* Numbers without a default are 0; texts are never NULL. */
static gboolean
has_default(const stemma_option *option)
{
  return option->fallback || option->type == STEMMA_OPTION_TEXT
         || option->type == STEMMA_OPTION_FILE;
}

static void
fill_default(OptionSet *set, const PipelineStage *stage,
             const stemma_option *option, Diagnostics *all)
{
  g_autoptr(Setting) setting = fallback_setting(stage, option);
  g_autoptr(Diagnostics) faults = diagnostics_new();

  if (option->flags & STEMMA_OPTION_REQUIRED) {
    diagnostic_hint(diagnostics_add(all, DIAGNOSTIC_ERROR, "E205",
                                    &stage->place,
                                    "stage \"%s\" needs the option \"%s\"",
                                    stage->name, option->name),
                    "write %s = ... in [%s]", option->name, stage->name);
    return;
  }
  if (has_default(option) && !option_write(set, option, setting, faults))
    refuse_default(stage, option, all);
  g_ptr_array_add(set->values, g_steal_pointer(&setting));
}

static void
fill_option(OptionSet *set, const PipelineStage *stage,
            const stemma_option *option, Diagnostics *all)
{
  const Setting *setting = find_setting(stage, option->name);

  if (!setting) {
    fill_default(set, stage, option, all);
    return;
  }
  if (option->flags & STEMMA_OPTION_DEPRECATED)
    warn_deprecated(stage, setting, option, all);
  option_write(set, option, setting, all);
  g_ptr_array_add(set->values, setting_copy(setting));
}

OptionSet *
option_set_new(const PipelineStage *stage, const stemma_option *options,
               guint count, guint32 size, GHashTable *others, Diagnostics *all)
{
  OptionSet *set = g_new0(OptionSet, 1);
  guint i;

  set->size = size;
  /* Never NULL, so that a plugin may keep it as its self. */
  set->bytes = g_malloc0(MAX(size, 1));
  set->owned = g_ptr_array_new_with_free_func(g_free);
  set->values = g_ptr_array_new_with_free_func((GDestroyNotify)setting_free);
  for (i = 0; i < stage->options->len; i++) {
    const Setting *setting = stage->options->pdata[i];

    if (!find_option(options, count, setting->key))
      refuse_setting(stage, setting, options, count, others, all);
  }
  for (i = 0; i < count; i++)
    fill_option(set, stage, &options[i], all);
  return set;
}
