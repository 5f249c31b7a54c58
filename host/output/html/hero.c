/* SPDX-License-Identifier: Apache-2.0
 *
 * hero.c - what the page has found, in three sentences: who translated
 * together, where wording differs, which numbers conflict.
 */
#include "../terminal/kin.h"
#include "page.h"
#include "passage.h"

#include <string.h>

/* Utterances in which a telling place is looked for; groups that are named. */
#define LOOKED_AT 8u
#define GROUPS 3u
/* A place that is told in a heading has at most so many words and wordings. */
#define WORDS 5u
#define WORDINGS 3u

static const stemma_lineage *
nearest(const stemma_table *table)
{
  const stemma_lineage *best = NULL;

  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_lineage *row = STEMMA_AT(stemma_lineage, table->rows, i);

    if (row->kind != STEMMA_VERBATIM && (!best || row->length < best->length))
      best = row;
  }
  return best;
}

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

static void
print_nearest(Page *page, const stemma_lineage *row, const Kin *kin,
              gboolean beside)
{
  const GArray *from = kin_articles(kin, kin_root(kin, row->tree, row->from));
  const GArray *to = kin_articles(kin, kin_root(kin, row->tree, row->to));

  if (!from || !to)
    return;
  page_printf(page, beside ? "Nearest beside that: " : "Nearest: ");
  page_sigla(page, from, 4);
  page_printf(page, " and ");
  page_sigla(page, to, 4);
  page_printf(page, ", %.2f apart (%s).", CLAMP(row->length, 0, 1),
              row->kind == STEMMA_EDITED ? "one translation, edited"
                                         : "translated independently");
}

static void
tell_translations(Page *page)
{
  const stemma_table *table =
      summary_table(page->summary, "lineage", sizeof(stemma_lineage));
  g_autoptr(GPtrArray) groups = NULL;
  const stemma_lineage *row;
  Kin *kin;

  if (!table || table->rows.count == 0)
    return;
  kin = kin_new(page->summary, table);
  groups = groups_of(table, kin);
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
  if ((row = nearest(table)))
    print_nearest(page, row, kin, groups->len > 0);
  page_printf(page, "</span></a></li>\n");
  kin_free(kin);
}

/* How well a place tells the difference in a heading; 0: not at all. */
static gsize
tells(const Passage *place)
{
  gsize shortest = G_MAXSIZE, articles = place->present->len;

  if (!place->variants || place->variants->len > WORDINGS
      || place->absent->len >= articles)
    return 0;
  for (guint i = 0; i < place->variants->len; i++) {
    const Variant *variant = &g_array_index(place->variants, Variant, i);

    if (variant->words == 0 || variant->words > WORDS)
      return 0;
    shortest = MIN(shortest, strlen(variant->text));
  }
  return MIN(shortest, 16) + 4 * MIN(articles, 8)
         - 3 * (place->variants->len - 2);
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

/* Finds the most telling place; its array stays the caller's. */
static GArray *
find_place(Page *page, const Passage **place, guint32 *utterance)
{
  GArray *kept = NULL;
  gsize most = 0;

  for (guint i = 0; i < MIN(page->ranking->len, LOOKED_AT); i++) {
    guint32 row = g_array_index(page->ranking, Ranked, i).row;
    Collation *collation = collation_new(page->readings, row);
    GArray *passages = passages_new(collation);
    gboolean better = FALSE;

    for (guint p = 0; p < passages->len; p++) {
      const Passage *passage = &g_array_index(passages, Passage, p);

      if (tells(passage) <= most)
        continue;
      most = tells(passage);
      *place = passage;
      *utterance = row;
      better = TRUE;
    }
    if (better && kept)
      g_array_unref(kept);
    if (better)
      kept = passages;
    else
      g_array_unref(passages);
    collation_free(collation);
  }
  return kept;
}

static void
tell_wording(Page *page)
{
  const stemma_table *table =
      summary_table(page->summary, "utterance", sizeof(stemma_utterance));
  g_autoptr(GArray) passages = NULL;
  const Passage *place = NULL;
  const stemma_utterance *row;
  guint32 utterance = 0;

  if (!page->readings || page->ranking->len == 0)
    return;
  passages = find_place(page, &place, &utterance);
  if (!place)
    return;
  row = STEMMA_AT(stemma_utterance, table->rows, utterance);
  page_printf(page,
              "<li><a href=\"#u%u\"><span class=\"fk\">Where wording differs"
              "</span><strong>",
              utterance);
  print_wordings(page, place);
  page_printf(page, " in ");
  html_bdi_cut(page->out, summary_text(table, row->id), 12);
  if (STEMMA_IS_SET(row, 0)) {
    page_printf(page, ", said by ");
    html_bdi_cut(page->out, summary_text(table, row->speaker), 60);
  }
  page_printf(page, "</span></a></li>\n");
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

void
html_hero(Page *page)
{
  guint count = page->summary->articles->len;
  guint32 shared = summary_shared(page->summary);

  page_printf(page, "<section class=\"hero\" aria-labelledby=\"h1\">\n"
                    "<h1 id=\"h1\">");
  page_count(page, count, "article", "articles");
  if (page->summary->compares_quotes) {
    page_printf(page, ", ");
    page_count(page, shared, "shared utterance", "shared utterances");
  }
  page_printf(page, "</h1>\n<p class=\"lede\">%s</p>\n",
              shared > 0 ? "How they render the same words and numbers."
                         : "What they quote and count.");
  tell_limits(page);
  page_printf(page, "<ul class=\"finds\">\n");
  tell_translations(page);
  tell_wording(page);
  html_conflict(page);
  page_printf(page, "</ul>\n</section>\n");
}
