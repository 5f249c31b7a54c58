/* SPDX-License-Identifier: Apache-2.0
 *
 * github.c - annotations for GitHub's workflow log: documents that failed,
 * limits without a place, then what reached the others, the worst first; at
 * most ten, as GitHub shows no more of a step, then a summary that is none.
 */
#include "../formats.h"
#include "../summary/gather.h"
#include "root.h"
#include "worst.h"

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

/* What a stranger's text says, for people: without marks that would turn the
 * rest of the log around. */
static void
print_message(Screen *screen, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *seen = g_string_new(NULL);

  for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
    gunichar character = g_utf8_get_char(at);

    if (!screen_is_hidden(character)
        && !(character >= 0x7F && character < 0xA0))
      g_string_append_unichar(seen, character);
  }
  print_escaped(screen, seen->str, "%");
  g_string_free(seen, TRUE);
}

static void
open_annotation(Screen *screen, const char *path, guint line, guint column)
{
  g_autofree char *relative = root_relative(path, ROOT_GITHUB);

  screen_printf(screen, "::error file=");
  print_escaped(screen, relative ? relative : path, "%,:");
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
    print_message(screen, article->failure);
    screen_printf(screen, "\n");
    (*shown)++;
  }
}

static void
print_finding(Screen *screen, const Finding *finding)
{
  const FindingPlace *place = finding_place(finding, 0);

  open_annotation(screen, place->path, place->line, place->column);
  print_escaped(screen, finding->metric, "%");
  screen_printf(screen, ": ");
  print_message(screen, finding->places->len > 1 ? finding->text : place->text);
  screen_printf(screen, "\n");
}

static void
print_findings(const Summary *summary, Screen *screen, guint *shown)
{
  g_autoptr(GPtrArray) worst = findings_worst_first(summary->end, FALSE);

  for (guint i = 0; i < worst->len && *shown < ANNOTATIONS; i++, (*shown)++)
    print_finding(screen, worst->pdata[i]);
}

/* A limit on something that has no place, such as a mean. */
static void
print_placeless(const Summary *summary, Screen *screen, guint *shown)
{
  const GArray *limits = summary->end->limits;

  for (guint i = 0; limits && i < limits->len && *shown < ANNOTATIONS; i++) {
    const LimitResult *result = &g_array_index(limits, LimitResult, i);
    g_autoptr(GPtrArray) places = summary_places(summary, result->metric);

    if (!result->reached || places->len > 0)
      continue;
    screen_printf(screen, "::error::");
    print_escaped(screen, result->metric, "%");
    screen_printf(screen, " is %.4g: its limit %s %g is reached\n",
                  result->value, limit_op_text(result->limit->op),
                  result->limit->value);
    (*shown)++;
  }
}

static void
print_summary(const Summary *summary, Screen *screen)
{
  const GArray *limits = summary->end->limits;

  for (guint i = 0; limits && i < limits->len; i++) {
    const LimitResult *result = &g_array_index(limits, LimitResult, i);

    screen_printf(screen, "%s %s %s %g: %.4g",
                  result->reached ? "FAIL" : "pass", result->metric,
                  limit_op_text(result->limit->op), result->limit->value,
                  result->value);
    if (result->known)
      screen_printf(screen, " (%" G_GUINT64_FORMAT " known)", result->known);
    screen_printf(screen, "\n");
  }
  screen_printf(screen, "%u article%s, %u not analysed\n",
                summary->end->documents,
                summary->end->documents == 1 ? "" : "s", summary->end->failed);
}

static void
github_print(const Summary *summary, Screen *screen)
{
  guint shown = 0;

  screen->color = FALSE;
  print_failed(summary, screen, &shown);
  print_placeless(summary, screen, &shown);
  print_findings(summary, screen, &shown);
  print_summary(summary, screen);
}

Report *
github_new(const char *path, Tape *tape, GError **error)
{
  return gather_new("github", path, tape, github_print, error);
}
