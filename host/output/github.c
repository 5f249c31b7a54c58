/* SPDX-License-Identifier: Apache-2.0
 *
 * github.c - annotations for GitHub's workflow log: documents that failed,
 * then what reached a limit; at most ten, as GitHub shows no more of a step,
 * then a summary.
 */
#include "finding.h"
#include "formats.h"
#include "gather.h"

#include <string.h>

#define ANNOTATIONS 10u

/* A workflow command ends with its line; a property also at a comma or a
 * colon. */
static void
print_escaped(Screen *screen, const char *text, const char *signs)
{
  for (; *text; text++) {
    if (strchr(signs, *text) || (guchar)*text < 0x20)
      screen_printf(screen, "%%%02X", (guint)(guchar)*text);
    else
      g_string_append_c(screen->out, *text);
  }
}

/* GitHub wants paths from the checkout, where its steps run. */
static const char *
relative(const char *path, const char *folder)
{
  gsize length = strlen(folder);

  return strncmp(path, folder, length) == 0 && path[length] == '/'
             ? path + length + 1
             : path;
}

static void
open_annotation(Screen *screen, const char *path, guint line, guint column)
{
  g_autofree char *folder = g_get_current_dir();

  screen_printf(screen, "::error file=");
  print_escaped(screen, relative(path, folder), "%,:");
  if (line)
    screen_printf(screen, ",line=%u", line);
  if (column)
    screen_printf(screen, ",col=%u", column);
  screen_printf(screen, "::");
}

static void
print_failed(const Summary *summary, Screen *screen, guint *shown)
{
  for (guint i = 0; i < summary->articles->len && *shown < ANNOTATIONS; i++) {
    const Article *article = &g_array_index(summary->articles, Article, i);

    if (!article->failure)
      continue;
    open_annotation(screen, article->path, article->line, article->column);
    print_escaped(screen, article->failure, "%");
    screen_printf(screen, "\n");
    (*shown)++;
  }
}

static gboolean
is_reached(const GArray *limits, const char *metric)
{
  for (guint i = 0; limits && i < limits->len; i++) {
    const LimitResult *result = &g_array_index(limits, LimitResult, i);

    if (result->reached && strcmp(result->metric, metric) == 0)
      return TRUE;
  }
  return FALSE;
}

/* What stands in more documents comes first. */
static int
by_weight(const void *a, const void *b)
{
  const Finding *one = *(const Finding *const *)a;
  const Finding *other = *(const Finding *const *)b;

  if (one->places->len != other->places->len)
    return one->places->len > other->places->len ? -1 : 1;
  return 0;
}

static void
print_finding(Screen *screen, const Finding *finding)
{
  const FindingPlace *place = finding_place(finding, 0);

  open_annotation(screen, place->path, place->line, place->column);
  print_escaped(screen, finding->metric, "%");
  screen_printf(screen, ": ");
  print_escaped(screen, finding->places->len > 1 ? finding->text : place->text,
                "%");
  screen_printf(screen, "\n");
}

static void
print_findings(const Summary *summary, Screen *screen, guint *shown)
{
  const GPtrArray *findings = summary->end->findings;
  g_autoptr(GPtrArray) worst = g_ptr_array_new();

  for (guint i = 0; findings && i < findings->len; i++) {
    Finding *finding = findings->pdata[i];

    if (!finding->known && finding->places->len > 0
        && is_reached(summary->end->limits, finding->metric))
      g_ptr_array_add(worst, finding);
  }
  g_ptr_array_sort(worst, by_weight);
  for (guint i = 0; i < worst->len && *shown < ANNOTATIONS; i++, (*shown)++)
    print_finding(screen, worst->pdata[i]);
}

static void
print_limits(const Summary *summary, Screen *screen)
{
  const GArray *limits = summary->end->limits;

  for (guint i = 0; limits && i < limits->len; i++) {
    const LimitResult *result = &g_array_index(limits, LimitResult, i);

    screen_printf(screen, result->reached ? "::error::" : "::notice::");
    print_escaped(screen, result->metric, "%");
    screen_printf(screen, " is %.4g", result->value);
    screen_printf(screen, result->reached ? ": a limit is reached\n"
                                          : ", within its limit\n");
  }
}

static void
github_print(const Summary *summary, Screen *screen)
{
  guint shown = 0;

  screen->color = FALSE;
  print_failed(summary, screen, &shown);
  print_findings(summary, screen, &shown);
  print_limits(summary, screen);
  screen_printf(screen, "%u articles, %u not analysed\n",
                summary->end->documents, summary->end->failed);
}

Report *
github_new(const char *path, GError **error)
{
  return gather_new("github", path, github_print, error);
}
