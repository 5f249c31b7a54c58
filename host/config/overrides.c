/* SPDX-License-Identifier: Apache-2.0
 *
 * overrides.c - what the command line adds to a pipeline file.
 */
#include "pipeline.h"

static void
override_free(gpointer data)
{
  Override *override = data;

  g_free(override->text);
  g_free(override->shown);
  g_free(override);
}

Overrides *
overrides_new(void)
{
  Overrides *overrides = g_new0(Overrides, 1);

  overrides->settings = g_ptr_array_new_with_free_func(override_free);
  overrides->limits = g_ptr_array_new_with_free_func(g_free);
  overrides->inputs = g_ptr_array_new_with_free_func(g_free);
  overrides->reports = g_ptr_array_new_with_free_func(g_free);
  overrides->plugin_path = g_ptr_array_new_with_free_func(g_free);
  return overrides;
}

void
overrides_free(Overrides *overrides)
{
  if (!overrides)
    return;
  g_ptr_array_unref(overrides->settings);
  g_ptr_array_unref(overrides->limits);
  g_ptr_array_unref(overrides->inputs);
  g_ptr_array_unref(overrides->reports);
  g_ptr_array_unref(overrides->plugin_path);
  g_free(overrides);
}

void
overrides_set(Overrides *overrides, const char *text, const char *shown)
{
  Override *override = g_new(Override, 1);

  override->text = g_strdup(text);
  override->shown = shown ? g_strdup(shown) : g_strconcat("-o ", text, NULL);
  g_ptr_array_add(overrides->settings, override);
}
