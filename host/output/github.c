/* SPDX-License-Identifier: Apache-2.0
 *
 * github.c - annotations for GitHub's workflow log: documents that failed,
 * then what reached a limit; at most ten, as GitHub shows no more of a step,
 * then a summary.
 */
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

static void
print_findings(const Summary *summary, Screen *screen, guint *shown)
{
  const GArray *limits = summary->end->limits;

  for (guint i = 0; i < summary->findings->len && *shown < ANNOTATIONS; i++) {
    const Finding *finding = &g_array_index(summary->findings, Finding, i);
    const LimitResult *result;

    if (!limits || finding->limit >= limits->len)
      continue;
    result = &g_array_index(limits, LimitResult, finding->limit);
    if (!result->reached)
      continue;
    open_annotation(screen, finding->path, finding->line, finding->column);
    print_escaped(screen, result->metric, "%");
    screen_printf(screen, ": ");
    print_escaped(screen, finding->text, "%");
    screen_printf(screen, "\n");
    (*shown)++;
  }
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
