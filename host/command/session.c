/* SPDX-License-Identifier: Apache-2.0
 *
 * session.c - the checks of a run, in the order in which one needs the other.
 */
#include "session.h"
#include "../output/findings/baseline.h"
#include "overwrite.h"
#include <string.h>

void
session_free(Session *session)
{
  if (!session)
    return;
  reader_free(session->reader);
  if (session->baseline)
    g_hash_table_unref(session->baseline);
  plan_free(session->plan);
  catalogue_free(session->catalogue);
  pipeline_free(session->pipeline);
  g_free(session);
}

/* The first argument that ends in ".ini" is the pipeline. */
static const char *
take_arguments(char **arguments, Overrides *overrides)
{
  const char *path = NULL;

  for (; arguments && *arguments; arguments++) {
    if (!path && g_str_has_suffix(*arguments, ".ini"))
      path = *arguments;
    else
      g_ptr_array_add(overrides->inputs, g_strdup(*arguments));
  }
  return path;
}

void
session_check_report(const ReportSpec *spec, Diagnostics *all)
{
  const char *const *formats = report_formats();
  const char *place = report_place(spec->format);
  Diagnostic *diagnostic;

  if (!g_strv_contains(formats, spec->format)) {
    diagnostic = diagnostics_add(all, DIAGNOSTIC_ERROR, "E208", &spec->place,
                                 "\"report\" cannot be \"%s\"", spec->format);
    diagnostic_allowed(diagnostic, formats, NULL);
    diagnostic_suggest(diagnostic, spec->format, formats);
  } else if (place && (!spec->path || strcmp(spec->path, "-") == 0)) {
    diagnostic =
        diagnostics_add(all, DIAGNOSTIC_ERROR, "E214", &spec->place,
                        "the report \"%s\" needs a %s", spec->format,
                        strcmp(place, "FILE") == 0 ? "file" : "folder");
    diagnostic_hint(diagnostic, "write %s:%s", spec->format, place);
  }
}

static void
check_reports(const Pipeline *pipeline, Diagnostics *all)
{
  for (guint i = 0; i < pipeline->reports->len; i++)
    session_check_report(pipeline->reports->pdata[i], all);
}

/* The layers of the plan, as reports name them. */
static GPtrArray *
layer_names(const Plan *plan)
{
  GPtrArray *names = g_ptr_array_new();
  guint i;

  for (i = 0; i < plan->slots->len; i++) {
    const Slot *slot = &g_array_index(plan->slots, Slot, i);

    if (!slot->hidden)
      g_ptr_array_add(names, slot->name);
  }
  g_ptr_array_add(names, NULL);
  return names;
}

/* `layers` of [pipeline]: what nobody writes would silently be missing. */
static void
check_layers(const Pipeline *pipeline, const Plan *plan, Diagnostics *all)
{
  g_autoptr(GPtrArray) names = layer_names(plan);
  const char *const *list = (const char *const *)names->pdata;
  guint i;

  for (i = 0; pipeline->layers && i < pipeline->layers->len; i++) {
    const char *layer = pipeline->layers->pdata[i];
    Diagnostic *diagnostic;

    if (g_strv_contains(list, layer))
      continue;
    diagnostic =
        diagnostics_add(all, DIAGNOSTIC_ERROR, "E307",
                        &g_array_index(pipeline->layer_places, Place, i),
                        "no stage writes the layer \"%s\"", layer);
    diagnostic_allowed(diagnostic, list, "stemma plan");
    diagnostic_suggest(diagnostic, layer, list);
  }
}

static void
open_inputs(Session *session, InputFormat format, Diagnostics *all)
{
  const Pipeline *pipeline = session->pipeline;

  if (!pipeline->inputs->len && pipeline->inputs_unknown)
    return;
  if (!pipeline->inputs->len) {
    diagnostic_hint(
        diagnostics_add(all, DIAGNOSTIC_ERROR, "E601", NULL, "no input"),
        "name files, folders or globs, or - for standard input, or set input "
        "in [pipeline]");
    return;
  }
  session->reader = reader_new(pipeline, format, all);
  overwrite_check(pipeline->reports, reader_inputs(session->reader), all);
}

static void
open_baseline(Session *session, Diagnostics *all)
{
  const Pipeline *pipeline = session->pipeline;
  g_autoptr(GError) error = NULL;
  g_autofree char *shown = NULL;

  session->baseline = baseline_read(pipeline->baseline, &error);
  if (session->baseline)
    return;
  shown = g_filename_display_name(pipeline->baseline);
  diagnostic_hint(diagnostics_add(all, DIAGNOSTIC_ERROR, "E506",
                                  &pipeline->baseline_place,
                                  "cannot read the baseline \"%s\": %s", shown,
                                  error->message),
                  "\"stemma baseline\" writes one");
}

/* As much as can be checked even after a mistake, so that all are told. */
static void
build(Session *session, const char *path, SharedOptions *shared, guint flags,
      Diagnostics *all)
{
  session->pipeline = pipeline_read(path, shared->overrides, all);
  if (!session->pipeline)
    return;
  check_reports(session->pipeline, all);
  session->catalogue = catalogue_new(session->pipeline->plugin_path);
  session->plan = plan_build(session->pipeline, session->catalogue, all);
  if (session->plan)
    check_layers(session->pipeline, session->plan, all);
  if (session->pipeline->baseline && !(flags & SESSION_NEW_BASELINE))
    open_baseline(session, all);
  if (flags & SESSION_INPUT)
    open_inputs(session, shared->input_format, all);
}

Session *
session_new(SharedOptions *shared, char **arguments, guint flags)
{
  g_autoptr(Session) session = g_new0(Session, 1);
  g_autoptr(Diagnostics) all = diagnostics_new();

  session->started = g_get_real_time();
  build(session, take_arguments(arguments, shared->overrides), shared, flags,
        all);
  if (!shared->quiet || diagnostics_errors(all))
    diagnostics_print(all, shared->diagnostics, shared->color, stderr);
  if (diagnostics_errors(all) || !session->plan)
    return NULL;
  return g_steal_pointer(&session);
}
