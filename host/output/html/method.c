/* SPDX-License-Identifier: Apache-2.0
 *
 * method.c - limits and metrics, what could not be analysed, and the pipeline
 * that made the page.
 */
#include "../findings/finding.h"
#include "page.h"

#define PLACES 20u
#define FAILURES 200u

static void
print_places(Page *page, const char *metric)
{
  g_autoptr(GPtrArray) places = summary_places(page->summary, metric);

  if (places->len == 0)
    return;
  page_printf(page, "<ul class=\"places\">");
  for (guint i = 0; i < MIN(places->len, PLACES); i++) {
    const FindingPlace *place = places->pdata[i];

    page_printf(page, "<li><code>");
    html_bdi_cut(page->out, place->path, 200);
    if (place->line)
      page_printf(page, ":%u", place->line);
    if (place->column)
      page_printf(page, ":%u", place->column);
    page_printf(page, "</code> ");
    html_bdi_cut(page->out, place->text ? place->text : "", 200);
    page_printf(page, "</li>\n");
  }
  if (places->len > PLACES)
    page_printf(page, "<li>and %u more</li>\n", places->len - PLACES);
  page_printf(page, "</ul>");
}

static void
print_limit(Page *page, const LimitResult *result)
{
  static const char *const ops[] = { "&gt;", "&gt;=", "&lt;", "&lt;=", "==" };

  page_printf(page,
              "<tr><td><span class=\"mk %s\">%s</span></td>"
              "<th scope=\"row\"><code>",
              result->reached ? "conflict" : "agree",
              result->reached ? "≠ Fail" : "= Pass");
  html_bdi(page->out, result->metric);
  page_printf(page, " %s ", ops[result->limit->op]);
  html_number(page->out, result->limit->value, 6);
  page_printf(page, "</code>");
  if (result->reached)
    print_places(page, result->metric);
  page_printf(page, "</th><td class=\"n\">");
  html_number(page->out, result->value, 4);
  if (result->known)
    page_printf(page, " <small>(%" G_GUINT64_FORMAT " known)</small>",
                result->known);
  page_printf(page, "</td></tr>\n");
}

static void
print_limits(Page *page)
{
  const GArray *limits = page->summary->end->limits;

  if (!limits || limits->len == 0)
    return;
  page_printf(page, "<h3>Limits</h3>\n<p class=\"how\">The run fails if a "
                    "comparison is true.</p>\n<table class=\"qt\"><thead><tr>"
                    "<th scope=\"col\">Result</th><th scope=\"col\">Fails if"
                    "</th><th scope=\"col\" class=\"n\">Value</th></tr>"
                    "</thead><tbody>\n");
  for (guint i = 0; i < limits->len; i++)
    print_limit(page, &g_array_index(limits, LimitResult, i));
  page_printf(page, "</tbody></table>\n");
}

static void
print_metrics(Page *page)
{
  const GArray *metrics = page->summary->end->metrics;

  if (!metrics || metrics->len == 0)
    return;
  page_printf(page, "<details class=\"inner\"><summary>All metrics</summary>"
                    "<table><tbody>\n");
  for (guint i = 0; i < metrics->len; i++) {
    const MetricValue *metric = &g_array_index(metrics, MetricValue, i);

    page_printf(page, "<tr><th scope=\"row\"><code>");
    html_bdi(page->out, metric->name);
    page_printf(page, "</code></th><td class=\"n\">");
    if (metric->is_set)
      html_number(page->out, metric->value, 4);
    else
      page_printf(page, "–");
    page_printf(page, "</td></tr>\n");
  }
  page_printf(page, "</tbody></table></details>\n");
}

static void
print_failures(Page *page)
{
  const Summary *summary = page->summary;
  guint shown = 0;

  if (summary->end->failed == 0 && summary->failures->len == 0)
    return;
  page_printf(page, "<h3 id=\"failed\">Not analysed</h3>\n"
                    "<ul class=\"places\">\n");
  for (guint i = 0; i < summary->articles->len && shown < FAILURES; i++) {
    const Article *article = &g_array_index(summary->articles, Article, i);

    if (!article->failure)
      continue;
    page_printf(page, "<li><code>");
    html_bdi_cut(page->out, article->path, 200);
    page_printf(page, "</code> ");
    html_bdi_cut(page->out, article->failure, 400);
    page_printf(page, "</li>\n");
    shown++;
  }
  for (guint i = 0; i < MIN(summary->failures->len, FAILURES); i++) {
    page_printf(page, "<li>");
    html_bdi_cut(page->out, summary->failures->pdata[i], 400);
    page_printf(page, "</li>\n");
  }
  if (summary->end->failed > shown)
    page_printf(page, "<li>and %u more</li>\n", summary->end->failed - shown);
  page_printf(page, "</ul>\n");
}

static void
print_stage(Page *page, const RunStage *stage)
{
  page_printf(page, "<li><b>");
  html_bdi(page->out, stage->name);
  page_printf(page, "</b> <span class=\"muted\">");
  html_bdi(page->out, stage->plugin);
  page_printf(page, " ");
  html_bdi(page->out, stage->version ? stage->version : "");
  page_printf(page, "</span>");
  for (guint i = 0; stage->options && i < stage->options->len; i++) {
    const Setting *setting = stage->options->pdata[i];

    if (!*setting->value)
      continue;
    page_printf(page, " <code>");
    html_bdi_cut(page->out, setting->key, 80);
    page_printf(page, " = ");
    html_bdi_cut(page->out, setting->value, 300);
    page_printf(page, "</code>");
  }
  page_printf(page, "</li>\n");
}

void
html_method(Page *page)
{
  const Run *run = &page->summary->run;

  page_open(page, "method", "Method: how this page was made", NULL);
  print_failures(page);
  print_limits(page);
  page_printf(page,
              "<p class=\"how\">stemma " STEMMA_VERSION ", pipeline <code>");
  html_bdi_cut(page->out, run->pipeline->name ? run->pipeline->name : "", 100);
  page_printf(page,
              "</code>: the same texts, options and plugins give the same "
              "page.</p>\n");
  print_metrics(page);
  page_printf(page, "<details class=\"inner\"><summary>Stages, plugins and "
                    "options</summary><ol class=\"stages\">\n");
  for (guint i = 0; i < run->stages->len; i++)
    print_stage(page, run->stages->pdata[i]);
  page_printf(page, "</ol></details>\n");
  page_close(page);
}
