/* SPDX-License-Identifier: Apache-2.0
 *
 * sentiment.c - how each article sounds: a strip with a bar for each sentence
 * in reading order, as wide as the sentence is long.
 */
#include "page.h"

#include <math.h>

/* Beyond these many articles their strips open when asked. */
#define OPEN 40u
#define ACROSS 1000.0
#define HALF 30.0

enum { NARRATED_UP, NARRATED_DOWN, QUOTED_UP, QUOTED_DOWN, FLAT, KINDS };

static guint
kind_of(const Beat *beat, double height)
{
  if (height < 1)
    return FLAT;
  if (beat->speech)
    return beat->score > 0 ? QUOTED_UP : QUOTED_DOWN;
  return beat->score > 0 ? NARRATED_UP : NARRATED_DOWN;
}

/* The strongest sentence of all: its bar is as high as the strip. */
static double
strongest(const Page *page, guint count)
{
  double most = 0.1;

  for (guint a = 0; a < count; a++) {
    const GArray *beats = g_array_index(page->extras, Extra, a).beats;

    for (guint i = 0; beats && i < beats->len; i++)
      most = MAX(most, fabs(g_array_index(beats, Beat, i).score));
  }
  return most;
}

/* One path for each kind of bar. */
static void
print_bars(Page *page, const Extra *extra, double most)
{
  static const char *const classes[] = { "np", "nn", "qp", "qn", "z" };

  for (guint kind = 0; kind < KINDS; kind++) {
    gboolean any = FALSE;

    for (guint i = 0; i < extra->beats->len; i++) {
      const Beat *beat = &g_array_index(extra->beats, Beat, i);
      double height = HALF * MIN(fabs(beat->score) / most, 1);
      double x = ACROSS * beat->begin / MAX(extra->length, 1);
      double width = MAX(
          ACROSS * (beat->end - beat->begin) / MAX(extra->length, 1) - 2, 1);

      if (kind_of(beat, height) != kind)
        continue;
      if (!any)
        page_printf(page, "<path class=\"%s\" d=\"", classes[kind]);
      any = TRUE;
      page_printf(page, "M%.0f 32h%.0fv%.0fh-%.0fz", x, width,
                  kind == FLAT      ? 1.0
                  : beat->score > 0 ? -height
                                    : height,
                  width);
    }
    if (any)
      page_printf(page, "\"/>");
  }
}

static void
print_score(Page *page, const Article *article, guint scope, const char *name)
{
  double score = CLAMP(article->score[scope], -1, 1);

  page_printf(page, "<span>%s ", name);
  if (!(article->scores >> scope & 1)) {
    page_printf(page, "<b>–</b></span> ");
    return;
  }
  page_printf(page, "<b class=\"%s\">",
              score >= 0.125    ? "pos"
              : score <= -0.125 ? "neg"
                                : "mid");
  html_signed(page->out, score);
  page_printf(page, "</b></span> ");
}

static void
print_strip(Page *page, guint32 number, double most)
{
  const Article *article =
      &g_array_index(page->summary->articles, Article, number);
  const Extra *extra = &g_array_index(page->extras, Extra, number);

  page_printf(page, "<li>");
  page_siglum(page, number);
  if (extra->beats && extra->beats->len > 0) {
    char room[SCREEN_LETTER];

    page_printf(page,
                "<svg class=\"strip\" viewBox=\"0 0 1000 64\" "
                "preserveAspectRatio=\"none\" role=\"img\" "
                "aria-label=\"Tone of %u sentences of %s\"><path class=\"ax\" "
                "d=\"M0 32h1000\"/>",
                extra->beats->len, screen_letter(number, room));
    print_bars(page, extra, most);
    page_printf(page, "</svg>");
  } else {
    page_printf(page, "<span class=\"strip\"></span>");
  }
  page_printf(page, "<span class=\"sv\">");
  print_score(page, article, STEMMA_SCOPE_NARRATION, "narration");
  print_score(page, article, STEMMA_SCOPE_SPEECH, "quotes");
  page_printf(page, "</span></li>\n");
}

static void
print_key(Page *page, double most)
{
  page_printf(page,
              "<p class=\"key\"><span><svg class=\"sw\" viewBox=\"0 0 22 12\" "
              "aria-hidden=\"true\"><path class=\"np\" d=\"M0 0h22v12h-22z\"/>"
              "</svg>narration, positive</span> "
              "<span><svg class=\"sw\" viewBox=\"0 0 22 12\" "
              "aria-hidden=\"true\"><path class=\"nn\" d=\"M0 0h22v12h-22z\"/>"
              "</svg>negative</span> "
              "<span><svg class=\"sw\" viewBox=\"0 0 22 12\" "
              "aria-hidden=\"true\"><path class=\"qp\" d=\"M0 0h22v12h-22z\"/>"
              "</svg>mostly quoted, positive</span> "
              "<span><svg class=\"sw\" viewBox=\"0 0 22 12\" "
              "aria-hidden=\"true\"><path class=\"qn\" d=\"M0 0h22v12h-22z\"/>"
              "</svg>negative</span> <span>The highest bar is %.2f of 1."
              "</span></p>\n",
              most);
}

static void
print_hatches(Page *page)
{
  static const char *const hatches[][2] = { { "hp", "p" }, { "hn", "n" } };

  page_printf(page, "<svg class=\"defs\" width=\"0\" height=\"0\" "
                    "aria-hidden=\"true\"><defs>");
  for (guint i = 0; i < G_N_ELEMENTS(hatches); i++)
    page_printf(page,
                "<pattern id=\"%s\" width=\"6\" height=\"6\" "
                "patternUnits=\"userSpaceOnUse\" "
                "patternTransform=\"rotate(45)\"><rect class=\"%sbg\" "
                "width=\"6\" height=\"6\"/><rect class=\"%sfg\" width=\"2\" "
                "height=\"6\"/></pattern>",
                hatches[i][0], hatches[i][1], hatches[i][1]);
  page_printf(page, "</defs></svg>\n");
}

void
html_sentiment(Page *page)
{
  const GArray *articles = page->summary->articles;
  guint count = MIN(articles->len, PAGE_ARTICLES), scored = 0;
  double most = strongest(page, count);

  for (guint i = 0; i < count; i++)
    scored += g_array_index(articles, Article, i).scores != 0;
  if (scored == 0)
    return;
  page_open(page, "sentiment", "Tone: how each article sounds",
            "A bar for each sentence, in reading order and as wide as the "
            "sentence is long: up is positive, down is negative. Hatched bars "
            "are mostly quoted speech. The figures, from −1 to +1 and neutral "
            "between −0.12 and +0.12, are of all words outside quotes and of "
            "all words in them. Negative sentences count twice there, so that "
            "a few outweigh many mild ones, and a bar that is quoted in part "
            "counts in both.");
  print_hatches(page);
  print_key(page, most);
  if (count > OPEN)
    page_printf(page,
                "<details class=\"utt\"><summary><span class=\"ut\">"
                "Strips of %u articles</span></summary>\n",
                count);
  page_printf(page, "<ul class=\"strips\">\n");
  for (guint32 i = 0; i < count; i++)
    print_strip(page, i, most);
  page_printf(page, "</ul>\n");
  if (count > OPEN)
    page_printf(page, "</details>\n");
  page_close(page);
}
