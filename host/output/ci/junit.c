/* SPDX-License-Identifier: Apache-2.0
 *
 * junit.c - limits and documents as the test cases that CI servers show: a
 * limit that was reached is a failure, a document that could not be analysed
 * an error.
 */
#include "../findings/finding.h"
#include "../formats.h"
#include "../summary/gather.h"

#include <string.h>

/* Beyond these many of one limit, they are only counted. */
#define PLACES 100u

/* Text for an attribute or an element: what XML 1.0 cannot have is left out.
 */
static void
print_xml(Screen *screen, const char *text)
{
  while (*text) {
    gunichar character = g_utf8_get_char_validated(text, -1);
    gboolean valid = character < 0x110000;

    text = valid ? g_utf8_next_char(text) : text + 1;
    if (!valid || (character < 0x20 && !strchr("\t\n\r", (char)character))
        || character == 0xFFFE || character == 0xFFFF)
      g_string_append(screen->out, "\xEF\xBF\xBD");
    else if (character < 0x80 && strchr("<>&\"'\t\n\r", (char)character))
      screen_printf(screen, "&#%u;", character);
    else
      g_string_append_unichar(screen->out, character);
  }
}

static void
open_case(Screen *screen, const char *suite, const char *name)
{
  screen_printf(screen, "    <testcase classname=\"stemma.%s\" name=\"", suite);
  print_xml(screen, name);
  screen_printf(screen, "\" time=\"0\"");
}

static void
print_places(const Summary *summary, Screen *screen, const char *metric)
{
  g_autoptr(GPtrArray) places = summary_places(summary, metric);

  for (guint i = 0; i < MIN(places->len, PLACES); i++) {
    const FindingPlace *place = places->pdata[i];

    print_xml(screen, place->path);
    screen_printf(screen, ":%u:%u: ", place->line, place->column);
    print_xml(screen, place->text);
    screen_printf(screen, "\n");
  }
  if (places->len > PLACES)
    screen_printf(screen, "and %u more\n", places->len - PLACES);
}

static void
print_limit(const Summary *summary, Screen *screen, const LimitResult *result)
{
  g_autofree char *name =
      g_strdup_printf("%s %s %g", result->metric,
                      limit_op_text(result->limit->op), result->limit->value);

  open_case(screen, "limits", name);
  if (!result->reached) {
    screen_printf(screen, "/>\n");
    return;
  }
  screen_printf(screen, ">\n      <failure type=\"limit\" message=\"");
  print_xml(screen, result->metric);
  screen_printf(screen, " is %.17g\">", result->value);
  print_places(summary, screen, result->metric);
  screen_printf(screen, "</failure>\n    </testcase>\n");
}

static void
print_limits(const Summary *summary, Screen *screen)
{
  const GArray *limits = summary->end->limits;
  guint count = limits ? limits->len : 0, failures = 0;

  for (guint i = 0; i < count; i++)
    failures += g_array_index(limits, LimitResult, i).reached ? 1 : 0;
  screen_printf(screen,
                "  <testsuite name=\"limits\" tests=\"%u\" failures=\"%u\" "
                "errors=\"0\" time=\"0\">\n",
                count, failures);
  for (guint i = 0; i < count; i++)
    print_limit(summary, screen, &g_array_index(limits, LimitResult, i));
  screen_printf(screen, "  </testsuite>\n");
}

static void
print_error(Screen *screen, const char *message)
{
  screen_printf(screen, ">\n      <error type=\"error\" message=\"");
  print_xml(screen, message);
  screen_printf(screen, "\"/>\n    </testcase>\n");
}

static void
print_documents(const Summary *summary, Screen *screen)
{
  guint count = summary->articles->len, stages = summary->failures->len;

  screen_printf(screen,
                "  <testsuite name=\"documents\" tests=\"%u\" "
                "failures=\"0\" errors=\"%u\" time=\"0\">\n",
                count + stages, summary->end->failed + stages);
  for (guint i = 0; i < count; i++) {
    const Article *article = &g_array_index(summary->articles, Article, i);

    open_case(screen, "documents", article->id ? article->id : "");
    if (article->failure)
      print_error(screen, article->failure);
    else
      screen_printf(screen, "/>\n");
  }
  for (guint i = 0; i < stages; i++) {
    open_case(screen, "documents", "corpus");
    print_error(screen, summary->failures->pdata[i]);
  }
  screen_printf(screen, "  </testsuite>\n");
}

static void
junit_print(const Summary *summary, Screen *screen)
{
  screen->color = FALSE;
  screen_printf(screen, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<testsuites>\n");
  print_limits(summary, screen);
  print_documents(summary, screen);
  screen_printf(screen, "</testsuites>\n");
}

Report *
junit_new(const char *path, Tape *tape, GError **error)
{
  return gather_new("junit", path, tape, junit_print, error);
}
