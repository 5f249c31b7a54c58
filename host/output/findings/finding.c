/* SPDX-License-Identifier: Apache-2.0
 *
 * finding.c - see finding.h.
 */
#include "finding.h"

/* Beyond these many, the text of a finding does not name its places. */
#define TOLD 5u

static void
place_clear(void *data)
{
  FindingPlace *place = data;

  g_free(place->id);
  g_free(place->path);
  g_free(place->text);
}

Finding *
finding_new(const char *metric, const char *summary, gboolean marked)
{
  Finding *finding = g_new0(Finding, 1);

  finding->metric = g_strdup(metric);
  finding->summary = g_strdup(summary);
  finding->marked = marked;
  finding->places = g_array_new(FALSE, TRUE, sizeof(FindingPlace));
  g_array_set_clear_func(finding->places, place_clear);
  return finding;
}

void
finding_free(Finding *finding)
{
  if (!finding)
    return;
  g_free(finding->metric);
  g_free(finding->summary);
  g_free(finding->fingerprint);
  g_free(finding->text);
  g_array_unref(finding->places);
  g_free(finding);
}

char *
finding_cut(const char *text, gsize length, gsize most)
{
  if (length > most) {
    length = most;
    while (length > 0 && ((guchar)text[length] & 0xC0) == 0x80)
      length--;
  }
  return g_strndup(text, length);
}

FindingPlace *
finding_add_place(Finding *finding, const char *id, const char *path,
                  const char *text, gsize length)
{
  FindingPlace place = { .id = g_strdup(id), .path = g_strdup(path) };

  place.text = finding_cut(text, length, FINDING_TEXT);
  g_array_append_val(finding->places, place);
  return finding_place(finding, finding->places->len - 1);
}

/* ABOUT: "text" (id), "text" (id) and 3 more */
void
finding_tell(Finding *finding, const char *about)
{
  const guint count = finding->places->len;
  GString *text = g_string_new(about);

  if (count == 1 && !*about) {
    g_string_append(text, finding_place(finding, 0)->text);
  } else if (count > 0) {
    g_string_append(text, *about ? ": " : "");
    for (guint i = 0; i < MIN(count, TOLD); i++) {
      const FindingPlace *place = finding_place(finding, i);

      g_string_append_printf(text, "%s“%s” (%s)", i ? ", " : "", place->text,
                             place->id);
    }
    if (count > TOLD)
      g_string_append_printf(text, " and %u more", count - TOLD);
  }
  for (char *at = text->str; *at; at++)
    if (*at == '\r' || *at == '\n' || *at == '\t')
      *at = ' ';
  finding->text = g_string_free(text, FALSE);
}
