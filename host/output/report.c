/* SPDX-License-Identifier: Apache-2.0
 *
 * report.c - from the name of a format to its report.
 */
#include "formats.h"

#include <string.h>

typedef struct {
  const char *name;
  const char *place;
  Report *(*make)(const char *path, Tape *tape, GError **error);
} Format;

#define FORMAT_ENTRY(name, place) { #name, place, name##_new },
static const Format formats[] = { FORMATS(FORMAT_ENTRY) };

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

static const Format *
format_named(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(formats); i++)
    if (strcmp(formats[i].name, name) == 0)
      return &formats[i];
  return NULL;
}

const char *
report_place(const char *format)
{
  const Format *found = format_named(format);

  return found ? found->place : NULL;
}

Report *
report_new(const ReportSpec *spec, Tape *tape, GError **error)
{
  const Format *found = format_named(spec->format);

  g_assert(found);
  return found->make(spec->path, tape, error);
}
