/* SPDX-License-Identifier: Apache-2.0
 *
 * overview.c - the articles: their letters, and what each has.
 */
#include "page.h"

/* Beyond these many articles the table opens when asked. */
#define OPEN 30u
#define TOLD 5000u

typedef struct {
  guint32 *shared; /* utterances, by article */
  guint32 *parts;  /* those of which it quotes only a few words */
} Shares;

static void
count_articles(const GArray *articles, guint32 *counts)
{
  for (guint a = 0; a < articles->len; a++)
    counts[g_array_index(articles, guint32, a)]++;
}

static void
count_shares(const Page *page, Shares *shares)
{
  guint count = page->summary->articles->len;

  shares->shared = g_new0(guint32, count + 1);
  shares->parts = g_new0(guint32, count + 1);
  for (guint i = 0; i < page->ranking->len; i++) {
    const Ranked *ranked = &g_array_index(page->ranking, Ranked, i);

    count_articles(ranked->articles, shares->shared);
    count_articles(ranked->parts, shares->parts);
  }
}

static void
print_small(Page *page, const char *text, guint most)
{
  if (!text)
    return;
  page_printf(page, "<small>");
  html_bdi_cut(page->out, text, most);
  page_printf(page, "</small>");
}

static void
print_name(Page *page, guint32 number)
{
  const Article *article =
      &g_array_index(page->summary->articles, Article, number);
  const Extra *extra = &g_array_index(page->extras, Extra, number);

  page_siglum(page, number);
  page_printf(page, "<span class=\"ti\">");
  html_bdi_cut(page->out,
               extra->title  ? extra->title
               : article->id ? article->id
                             : "",
               160);
  print_small(page, extra->from, 100);
  print_small(page, extra->title ? article->id : extra->opening, 100);
  page_printf(page, "</span>");
}

static void
print_tone(Page *page, const Article *article, guint scope, const char *label)
{
  double score = CLAMP(article->score[scope], -1, 1);

  page_printf(page, "<td data-l=\"%s\">", label);
  if (!(article->scores >> scope & 1)) {
    page_printf(page, "–</td>");
    return;
  }
  page_printf(page, "<b class=\"num %s\">",
              score >= 0.125    ? "pos"
              : score <= -0.125 ? "neg"
                                : "mid");
  html_signed(page->out, score);
  page_printf(page, "</b> %s</td>",
              score >= 0.125    ? "positive"
              : score <= -0.125 ? "negative"
                                : "neutral");
}

static void
print_divergence(Page *page, guint32 number)
{
  double mean;

  page_printf(page, "<td data-l=\"Mean distance\">");
  if (!near_all(page->near, number, &mean)) {
    page_printf(page, "–</td>");
    return;
  }
  page_bar(page, mean);
  page_printf(page, "<span class=\"num\">%.2f</span></td>", mean);
}

static void
print_article(Page *page, const Shares *shares, guint32 number, gboolean toned)
{
  const Article *article =
      &g_array_index(page->summary->articles, Article, number);
  gboolean shared = page->summary->compares_quotes;

  page_printf(page,
              "<tr id=\"a%u\"><th scope=\"row\"><div "
              "class=\"na\">",
              number);
  print_name(page, number);
  page_printf(page, "</div></th>");
  if (article->failure) {
    page_printf(page,
                "<td colspan=\"6\" class=\"neg\">not analysed</td></tr>\n");
    return;
  }
  if (page->summary->finds_quotes)
    page_printf(page, "<td class=\"n\" data-l=\"Quotes\">%u</td>",
                article->quotes);
  if (shared) {
    page_printf(page, "<td class=\"n\" data-l=\"Shared utterances\">%u",
                shares->shared[number]);
    if (shares->parts[number] > 0)
      page_printf(page, "<small>%u in part</small>", shares->parts[number]);
    page_printf(page, "</td>");
    print_divergence(page, number);
  }
  if (page->summary->finds_amounts)
    page_printf(page, "<td class=\"n\" data-l=\"Numbers\">%u</td>",
                article->amounts);
  if (toned) {
    print_tone(page, article, STEMMA_SCOPE_NARRATION, "Narration");
    print_tone(page, article, STEMMA_SCOPE_SPEECH, "Quoted speech");
  }
  page_printf(page, "</tr>\n");
}

static void
print_head(Page *page, gboolean toned)
{
  page_printf(
      page, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
            "aria-label=\"Table of articles\"><table class=\"ov cards\"><thead>"
            "<tr><th scope=\"col\">Article</th>");
  if (page->summary->finds_quotes)
    page_printf(page, "<th scope=\"col\" class=\"n\">Quotes</th>");
  if (page->summary->compares_quotes)
    page_printf(page, "<th scope=\"col\" class=\"n\">Shared utterances</th>"
                      "<th scope=\"col\">Mean distance from the others</th>");
  if (page->summary->finds_amounts)
    page_printf(page, "<th scope=\"col\" class=\"n\">Numbers</th>");
  if (toned)
    page_printf(page, "<th scope=\"col\">Narration sounds</th>"
                      "<th scope=\"col\">Quoted speech sounds</th>");
  page_printf(page, "</tr></thead><tbody>\n");
}

void
html_overview(Page *page)
{
  const GArray *articles = page->summary->articles;
  gboolean toned = FALSE, folded = articles->len > OPEN;
  Shares shares;

  if (articles->len == 0)
    return;
  for (guint i = 0; i < articles->len; i++)
    toned = toned || g_array_index(articles, Article, i).scores;
  count_shares(page, &shares);
  page_open(page, "overview", "Articles",
            page->near->any
                ? "Each article has a letter, by which the rest of the page "
                  "names it. Its mean distance is that of its row in the table "
                  "of distances, from 0, the same words, to 1. In part: the "
                  "article quotes only a few words."
                : "Each article has a letter, by which the rest of the page "
                  "names it.");
  if (folded)
    page_printf(page,
                "<details class=\"utt\"><summary><span class=\"ut\">All "
                "%u articles</span></summary>\n",
                articles->len);
  print_head(page, toned);
  for (guint32 i = 0; i < MIN(articles->len, TOLD); i++)
    print_article(page, &shares, i, toned);
  page_printf(page, "</tbody></table></div>\n");
  if (articles->len > TOLD)
    page_printf(page, "<p class=\"how\">And %u more.</p>\n",
                articles->len - TOLD);
  if (folded)
    page_printf(page, "</details>\n");
  page_close(page);
  g_free(shares.shared);
  g_free(shares.parts);
}
