/* SPDX-License-Identifier: Apache-2.0
 *
 * plugins_open.c - starts the stages of a plugin as a pipeline without options
 * would: the last step of `stemma plugins why`.
 */
#include "../config/option.h"
#include "../engine/instance.h"
#include "../module/trial.h"
#include "plugins.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The code of pipeline-file.md for a stage that does not start. */
enum { NOT_STARTED = 404 };

typedef struct {
  const Module *module;
  GPtrArray *logs;
} Opening;

static gboolean
has_required(const stemma_stage *stage)
{
  guint i;

  for (i = 0; i < stage->options.count; i++)
    if (STEMMA_AT(stemma_option, stage->options, i)->flags
        & STEMMA_OPTION_REQUIRED)
      return TRUE;
  return FALSE;
}

static gboolean
open_one(Opening *opening, PipelineStage *named, const stemma_stage *stage,
         const OptionSet *options, GError **error)
{
  const Surroundings around = { .workers = 1 };
  Step step = { .label = named->name,
                .file_stage = named,
                .module = opening->module,
                .stage = stage,
                .options = options };
  Failure failure;
  Instance *instance = instance_open(&step, &around, opening->logs, &failure);

  if (!instance) {
    g_set_error_literal(error, MODULE_ERROR, NOT_STARTED, failure.message);
    return FALSE;
  }
  instance_close(instance);
  return TRUE;
}

/* What the reader of options says about the defaults: the first line, without
 * the program's name and the code. */
static gboolean
refuse_defaults(const Diagnostics *all, GError **error)
{
  char *text = NULL;
  size_t size;
  FILE *to = open_memstream(&text, &size);
  char *line = NULL, *code;

  if (to) {
    diagnostics_print(all, DIAGNOSTICS_TEXT, FALSE, to);
    fclose(to);
    line = text + (g_str_has_prefix(text, "stemma: ") ? strlen("stemma: ") : 0);
    line[strcspn(line, "\n")] = '\0';
    code = strstr(line, " [E");
    if (code)
      *code = '\0';
  }
  g_set_error_literal(error, MODULE_ERROR, MODULE_ERROR_DESCRIPTOR,
                      line ? line : "a default cannot be used");
  free(text);
  return FALSE;
}

static gboolean
open_stage(Opening *opening, const stemma_stage *stage, GError **error)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new();
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(OptionSet) options = NULL;
  PipelineStage named = { .name = (char *)(guintptr)stage->id,
                          .plugin = (char *)(guintptr)opening->module->id,
                          .options = none,
                          .reads = none,
                          .writes = none,
                          .enabled = TRUE };
  guint i;

  if (has_required(stage))
    return TRUE;
  options = option_set_new(&named, stage->options.items, stage->options.count,
                           stage->options_size, NULL, all);
  if (diagnostics_errors(all) > 0)
    return refuse_defaults(all, error);
  if (!stage->chain)
    return open_one(opening, &named, stage, options, error);
  for (i = 0; i < stage->chain->stages.count; i++)
    if (!open_one(opening, &named,
                  *STEMMA_AT(stemma_stage *, stage->chain->stages, i), options,
                  error))
      return FALSE;
  return TRUE;
}

static gboolean
open_all(gpointer data, GByteArray *result, GError **error)
{
  Opening *opening = data;
  guint i;

  (void)result;
  for (i = 0; i < opening->module->stage_count; i++)
    if (!open_stage(opening, opening->module->stages[i], error))
      return FALSE;
  return TRUE;
}

gboolean
plugin_opens(const Module *module, GError **error)
{
  g_autoptr(GPtrArray) logs =
      g_ptr_array_new_with_free_func((GDestroyNotify)log_line_free);
  Opening opening = { module, logs };

  return trial_run(module->path, "opened", TRIAL_SECONDS, open_all, &opening,
                   NULL, error);
}
