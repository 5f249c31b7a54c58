/* SPDX-License-Identifier: Apache-2.0 */
#include "overwrite.h"
#include "../config/pipeline.h"
#include "../corpus/inputs.h"
#include <string.h>
#include <sys/stat.h>

/* Where a report goes; NULL: to standard output. */
static char *
place_of(const ReportSpec *spec)
{
  if (!spec->path || strcmp(spec->path, "-") == 0)
    return NULL;
  return g_canonicalize_filename(spec->path, NULL);
}

static char *
named(const ReportSpec *spec)
{
  g_autofree char *shown = g_filename_display_name(spec->path);

  return g_strdup_printf("report \"%s:%s\"", spec->format, shown);
}

static void
refuse(const ReportSpec *spec, const char *victim, Diagnostics *all)
{
  g_autofree char *report = named(spec);

  diagnostic_hint(diagnostics_add(all, DIAGNOSTIC_ERROR, "E215", &spec->place,
                                  "the %s would overwrite the %s", report,
                                  victim),
                  "give it a place of its own");
}

/* The same file under whatever name: a link, "./a.txt". */
static void
check_inputs(const ReportSpec *spec, const struct stat *status,
             const GArray *inputs, Diagnostics *all)
{
  for (guint i = 0; i < inputs->len; i++) {
    const Input *input = &g_array_index(inputs, Input, i);

    if (input->regular && input->device == status->st_dev
        && input->file == status->st_ino) {
      g_autofree char *victim = g_strdup_printf("input %s", input->path);

      refuse(spec, victim, all);
      return;
    }
  }
}

/* Has it a place that a second report would take from it? */
static gboolean
is_lost(const struct stat *status)
{
  return S_ISREG(status->st_mode) || S_ISDIR(status->st_mode);
}

void
overwrite_check(const GPtrArray *reports, const GArray *inputs,
                Diagnostics *all)
{
  g_autoptr(GHashTable) taken =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < reports->len; i++) {
    ReportSpec *spec = reports->pdata[i], *other;
    char *place = place_of(spec);
    struct stat status;
    gboolean there = place && stat(place, &status) == 0;

    if (!place)
      continue;
    if (there && S_ISREG(status.st_mode))
      check_inputs(spec, &status, inputs, all);
    other = g_hash_table_lookup(taken, place);
    if (other && (!there || is_lost(&status))) {
      g_autofree char *victim = named(other);

      refuse(spec, victim, all);
    }
    g_hash_table_insert(taken, place, spec);
  }
}
