/* SPDX-License-Identifier: Apache-2.0
 *
 * tap.c - TAP 14: a test point for each limit, each document, and each corpus
 * stage that failed; what went wrong stands in a YAML block.
 */
#include "../findings/finding.h"
#include "../formats.h"
#include "../summary/gather.h"

/* Beyond these many places of one limit, they are only counted. */
#define PLACES 100u

typedef struct {
  const Summary *summary;
  Screen *screen;
  guint number;
} Points;

/* A description ends with its line, and at a "#" a directive begins. */
static void
print_description(Screen *screen, const char *text)
{
  for (; *text; text++) {
    if (*text == '#' || *text == '\\')
      g_string_append_c(screen->out, '\\');
    g_string_append_c(screen->out, (guchar)*text < 0x20 ? ' ' : *text);
  }
}

/* What a double-quoted scalar of YAML can have as it is. */
static gboolean
is_plain(gunichar character)
{
  return character >= 0x20 && character != '"' && character != '\\'
         && !(character >= 0x7F && character < 0xA0) && character != 0xFEFF
         && character < 0xFFFE && !(character >= 0x2028 && character <= 0x202E);
}

static void
print_scalar(Screen *screen, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);

  screen_printf(screen, "\"");
  for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
    gunichar character = g_utf8_get_char(at);

    if (is_plain(character) || character > 0xFFFF)
      g_string_append_unichar(screen->out, character);
    else
      screen_printf(screen, "\\u%04X", character);
  }
  screen_printf(screen, "\"");
}

static void
print_point(Points *points, gboolean ok, const char *kind, const char *name)
{
  screen_printf(points->screen, "%sok %u - %s ", ok ? "" : "not ",
                ++points->number, kind);
  print_description(points->screen, name);
  screen_printf(points->screen, "\n");
}

static void
print_message(Screen *screen, const char *message)
{
  screen_printf(screen, "  ---\n  message: ");
  print_scalar(screen, message);
  screen_printf(screen, "\n");
}

static void
print_place(Screen *screen, const FindingPlace *place)
{
  screen_printf(screen, "    - file: ");
  print_scalar(screen, place->path);
  screen_printf(screen,
                "\n      line: %u\n      column: %u\n      text: ", place->line,
                place->column);
  print_scalar(screen, place->text);
  screen_printf(screen, "\n");
}

static void
print_limit(Points *points, const LimitResult *result)
{
  Screen *screen = points->screen;
  g_autofree char *name =
      g_strdup_printf("%s %s %g", result->metric,
                      limit_op_text(result->limit->op), result->limit->value);
  g_autoptr(GPtrArray) places = summary_places(points->summary, result->metric);
  g_autofree char *message = NULL;

  print_point(points, !result->reached, "limit", name);
  if (!result->reached)
    return;
  message = g_strdup_printf("%s is %.17g", result->metric, result->value);
  print_message(screen, message);
  if (places->len > 0)
    screen_printf(screen, "  count: %u\n  places:\n", places->len);
  for (guint i = 0; i < MIN(places->len, PLACES); i++)
    print_place(screen, places->pdata[i]);
  screen_printf(screen, "  ...\n");
}

static void
print_document(Points *points, const Article *article)
{
  print_point(points, !article->failure, "document",
              article->id ? article->id : "");
  if (!article->failure)
    return;
  print_message(points->screen, article->failure);
  screen_printf(points->screen, "  at:\n    file: ");
  print_scalar(points->screen, article->path);
  screen_printf(points->screen, "\n");
  if (article->line)
    screen_printf(points->screen, "    line: %u\n", article->line);
  if (article->column)
    screen_printf(points->screen, "    column: %u\n", article->column);
  screen_printf(points->screen, "  ...\n");
}

static void
tap_print(const Summary *summary, Screen *screen)
{
  const GArray *limits = summary->end->limits;
  const guint count = limits ? limits->len : 0;
  Points points = { summary, screen, 0 };

  screen_printf(screen, "TAP version 14\n1..%u\n",
                count + summary->articles->len + summary->failures->len);
  for (guint i = 0; i < count; i++)
    print_limit(&points, &g_array_index(limits, LimitResult, i));
  for (guint i = 0; i < summary->articles->len; i++)
    print_document(&points, &g_array_index(summary->articles, Article, i));
  for (guint i = 0; i < summary->failures->len; i++) {
    print_point(&points, FALSE, "corpus", "stage");
    print_message(screen, summary->failures->pdata[i]);
    screen_printf(screen, "  ...\n");
  }
}

Report *
tap_new(const char *path, Tape *tape, GError **error)
{
  return gather_new("tap", path, tape, tap_print, error);
}
