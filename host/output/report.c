/* SPDX-License-Identifier: Apache-2.0
 *
 * report.c - from the name of a format to its report.
 */
#include "formats.h"

#include <string.h>

typedef struct {
  const char *name;
  Report *(*make)(const char *path, GError **error);
} Format;

static const Format formats[] = {
  { "github", github_new },     { "json", json_new },
  { "jsonl", jsonl_new },       { "junit", junit_new },
  { "markdown", markdown_new }, { "terminal", terminal_new },
};

const char *const *
report_formats(void)
{
  static const char *names[G_N_ELEMENTS(formats) + 1];
  static gsize once;

  if (g_once_init_enter(&once)) {
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
      names[i] = formats[i].name;
    g_once_init_leave(&once, 1);
  }
  return names;
}

Report *
report_new(const ReportSpec *spec, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
    if (strcmp(formats[i].name, spec->format) == 0)
      return formats[i].make(spec->path, error);
  g_assert_not_reached();
}
