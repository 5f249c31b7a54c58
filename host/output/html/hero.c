/* SPDX-License-Identifier: Apache-2.0
 *
 * hero.c - what the page has found, in three sentences: who translated
 * together, where wording differs, which numbers conflict.
 */
#include "../summary/kin.h"
#include "page.h"
#include "telling.h"

/* Groups, and pairs of one edited translation, that are named. */
#define GROUPS 3u
#define PAIRS 3u
#define LETTERS 8u

/* The groups of several articles, by their first article. */
static GPtrArray *
groups_of(const stemma_table *table, const Kin *kin)
{
  GPtrArray *groups = g_ptr_array_new();

  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_lineage *row = STEMMA_AT(stemma_lineage, table->rows, i);
    const GArray *articles =
        kin_articles(kin, kin_root(kin, row->tree, row->from));

    if (row->kind == STEMMA_VERBATIM && articles && articles->len > 1
        && !g_ptr_array_find(groups, articles, NULL))
      g_ptr_array_add(groups, (void *)articles);
  }
  return groups;
}

static const GArray *
end_of(const Kin *kin, const stemma_lineage *row, gboolean to)
{
  return kin_articles(kin, kin_root(kin, row->tree, to ? row->to : row->from));
}

/* Who edited whose translation; how many such pairs there are. */
static guint
print_edited(Page *page, const stemma_table *table, const Kin *kin)
{
  guint count = 0;

  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_lineage *row = STEMMA_AT(stemma_lineage, table->rows, i);
    const GArray *from = end_of(kin, row, FALSE), *to = end_of(kin, row, TRUE);
    double mean;

    if (row->kind != STEMMA_EDITED || !from || !to || ++count > PAIRS)
      continue;
    page_sigla(page, from, 4);
    page_printf(page, " and ");
    page_sigla(page, to, 4);
    page_printf(page, " edit one translation");
    if (near_pair(page->near, g_array_index(from, guint32, 0),
                  g_array_index(to, guint32, 0), &mean, NULL))
      page_printf(page, " (%.2f apart)", mean);
    page_printf(page, ". ");
  }
  if (count > PAIRS)
    page_printf(page, "So do %u more pairs. ", count - PAIRS);
  return count;
}

/* The articles that share their translation with nobody. */
static GArray *
alone_of(const Page *page, const stemma_table *table, const Kin *kin)
{
  guint count = page->summary->articles->len;
  g_autofree guint8 *state = g_new0(guint8, count + 1);
  GArray *alone = g_array_new(FALSE, FALSE, sizeof(guint32));

  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_lineage *row = STEMMA_AT(stemma_lineage, table->rows, i);

    for (guint end = 0; end < 2 && !kin_is_unknown(row); end++) {
      const GArray *articles = end_of(kin, row, end == 1);

      for (guint a = 0; articles && a < articles->len; a++)
        state[g_array_index(articles, guint32, a)] |=
            row->kind == STEMMA_INDEPENDENT ? 1 : 2;
    }
  }
  for (guint32 a = 0; a < count; a++)
    if (state[a] == 1)
      g_array_append_val(alone, a);
  return alone;
}

static void
print_alone(Page *page, const GArray *alone, gboolean others)
{
  if (alone->len == 0)
    return;
  page_sigla(page, alone, LETTERS);
  page_printf(page, alone->len == 1 ? " has a translation of its own."
                    : others        ? " each have a translation of their own."
                                    : " translate independently.");
}

static void
tell_translations(Page *page)
{
  const stemma_table *table =
      summary_table(page->summary, "lineage", sizeof(stemma_lineage));
  g_autoptr(GPtrArray) groups = NULL;
  g_autoptr(GArray) alone = NULL;
  guint edited;
  Kin *kin;

  if (!table || table->rows.count == 0)
    return;
  kin = kin_new(page->summary, table);
  groups = groups_of(table, kin);
  alone = alone_of(page, table, kin);
  page_printf(page, "<li><a href=\"#lineage\"><span class=\"fk\">Who "
                    "translated together</span><strong>");
  for (guint i = 0; i < MIN(groups->len, GROUPS); i++) {
    page_printf(page, "%s", i ? "; " : "");
    page_names(page, groups->pdata[i], 6);
  }
  if (groups->len > GROUPS)
    page_printf(page, "; and %u more groups", groups->len - GROUPS);
  page_printf(page, groups->len == 0 ? "No two articles word for word"
                                     : ", word for word");
  page_printf(page, "</strong><span>");
  edited = print_edited(page, table, kin);
  print_alone(page, alone, groups->len + edited > 0);
  page_printf(page, "</span></a></li>\n");
  kin_free(kin);
}

static void
print_wordings(Page *page, const Passage *place)
{
  for (guint i = 0; i < place->variants->len; i++) {
    page_printf(page, "%s“", i ? " or " : "");
    html_bdi_cut(page->out, g_array_index(place->variants, Variant, i).text,
                 40);
    page_printf(page, "”");
  }
  page_printf(page, "?</strong><span>");
  for (guint i = 0; i < place->variants->len; i++) {
    page_printf(page, "%s", i ? " against " : "");
    page_sigla(page, g_array_index(place->variants, Variant, i).articles, 6);
  }
}

/* The one that the list of utterances begins with. */
static void
print_widest(Page *page, const stemma_table *table, guint told)
{
  const Ranked *widest = &g_array_index(page->ranking, Ranked, 0);

  if (!widest->scored)
    return;
  page_printf(page,
              told == 0 ? ", of all the widest apart" : "; widest apart ");
  if (told != 0) {
    page_printf(page, "as a whole is ");
    html_bdi_cut(
        page->out,
        summary_text(table,
                     STEMMA_AT(stemma_utterance, table->rows, widest->row)->id),
        12);
  }
  page_printf(page, " (%.2f)", CLAMP(widest->score, 0, 1));
}

static void
tell_wording(Page *page)
{
  const stemma_table *table =
      summary_table(page->summary, "utterance", sizeof(stemma_utterance));
  const stemma_utterance *row;
  Telling telling;

  telling_find(page, &telling);
  if (!telling.passages)
    return;
  row = STEMMA_AT(stemma_utterance, table->rows,
                  g_array_index(page->ranking, Ranked, telling.ranked).row);
  page_printf(page,
              "<li><a href=\"#u%u\"><span class=\"fk\">Where wording differs"
              "</span><strong>",
              g_array_index(page->ranking, Ranked, telling.ranked).row);
  print_wordings(page,
                 &g_array_index(telling.passages, Passage, telling.place));
  page_printf(page, " in ");
  html_bdi_cut(page->out, summary_text(table, row->id), 12);
  if (STEMMA_IS_SET(row, 0)) {
    page_printf(page, ", said by ");
    html_bdi_cut(page->out, summary_text(table, row->speaker), 60);
  }
  print_widest(page, table, telling.ranked);
  page_printf(page, ".</span></a></li>\n");
  telling_clear(&telling);
}

static void
tell_limits(Page *page)
{
  const RunEnd *end = page->summary->end;
  guint reached = 0;

  for (guint i = 0; end->limits && i < end->limits->len; i++)
    reached += g_array_index(end->limits, LimitResult, i).reached ? 1 : 0;
  if (reached > 0) {
    page_printf(page, "<p class=\"alarm\"><a href=\"#method\">");
    page_count(page, reached, "limit was", "limits were");
    page_printf(page, " reached: this run fails</a></p>\n");
  }
  if (end->failed > 0 || page->summary->failures->len > 0) {
    page_printf(page, "<p class=\"alarm\"><a href=\"#failed\">");
    page_count(page, end->failed, "article was", "articles were");
    page_printf(page, " not analysed</a></p>\n");
  }
}

/* Utterances that fewer than two articles quote with more than a few words. */
static guint
count_parts(const GArray *ranking)
{
  guint count = 0;

  for (guint i = 0; i < ranking->len; i++) {
    const Ranked *ranked = &g_array_index(ranking, Ranked, i);

    count += ranked->articles->len - ranked->parts->len < 2;
  }
  return count;
}

void
html_hero(Page *page)
{
  guint count = page->summary->articles->len;
  guint32 shared = summary_shared(page->summary);
  guint parts = count_parts(page->ranking);

  page_printf(page, "<section class=\"hero\" aria-labelledby=\"h1\">\n"
                    "<h1 id=\"h1\">");
  page_count(page, count, "article", "articles");
  if (page->summary->compares_quotes) {
    page_printf(page, ", ");
    page_count(page, shared, "shared utterance", "shared utterances");
  }
  page_printf(page, "</h1>\n<p class=\"lede\">%s",
              shared > 0 ? "How they render the same words and numbers."
              : page->summary->finds_quotes || page->summary->finds_amounts
                  ? "What they quote and count."
                  : "What was found in them.");
  if (parts > 0)
    page_printf(page, " %u of the utterances %s shared by a few words only.",
                parts, parts == 1 ? "is" : "are");
  page_printf(page, "</p>\n");
  tell_limits(page);
  page_printf(page, "<ul class=\"finds\">\n");
  tell_translations(page);
  tell_wording(page);
  html_conflict(page);
  page_printf(page, "</ul>\n</section>\n");
}
