/* SPDX-License-Identifier: Apache-2.0
 *
 * utterances.c - each utterance as a text to read: common words plain, and
 * where they part the readings one below the other, with who has which.
 */
#include "page.h"
#include "passage.h"
#include "wholes.h"

/* So many are open when the page is; the others open when asked. */
#define OPEN 6u
/* Beyond these many they come in folded pages of so many each. */
#define PAGED 60u
/* So many are told, of those that differ and of those that do not. */
#define TOLD 5000u
#define PAGE 100u
/* Readings of one place, beyond which the rest is counted; letters of one. */
#define READINGS 12u
#define LETTERS 14u
/* From this share of the words on the page says whether it counts. */
#define OMITTED 0.2
/* A longer text ends with an ellipsis. */
#define CHARACTERS 3000u

static void
print_reading(Page *page, const Variant *variant)
{
  page_printf(page, "<span class=\"rd%s\"", variant->words ? "" : " om");
  page_followed(page, variant->articles);
  page_printf(page, ">");
  if (variant->words) {
    page_printf(page, "<span class=\"t\">");
    html_bdi_cut(page->out, variant->text, CHARACTERS);
    page_printf(page, "</span> ");
  } else {
    page_printf(page, "<span class=\"t no\">(%s)</span> ",
                variant->turned ? "elsewhere" : "left out");
  }
  page_sigla(page, variant->articles, LETTERS);
  page_printf(page, "</span>");
}

static void
print_place(Page *page, const GArray *variants)
{
  guint level = MIN(variants->len, 4) - 1;

  page_printf(page, "<span class=\"slot l%u\">", level);
  for (guint i = 0; i < MIN(variants->len, READINGS); i++)
    print_reading(page, &g_array_index(variants, Variant, i));
  if (variants->len > READINGS)
    page_printf(page, "<span class=\"rd\">and %u more readings</span>",
                variants->len - READINGS);
  page_printf(page, "</span>\n");
}

/* Have those who lack the stretch that begins here some of it elsewhere? */
static gboolean
is_turned(const GArray *passages, guint first)
{
  const Passage *passage = &g_array_index(passages, Passage, first);

  for (guint i = first; i < passages->len; i++) {
    const Passage *next = &g_array_index(passages, Passage, i);

    if (!passages_alike(passage, next))
      break;
    if (next->turned)
      return TRUE;
  }
  return FALSE;
}

/* Who is not in this stretch; where that is most of them, who is. */
static void
open_gap(Page *page, const GArray *passages, guint first)
{
  const Passage *passage = &g_array_index(passages, Passage, first);
  gboolean few = passage->present->len < passage->absent->len;

  page_printf(page, "<div class=\"gap\"><span class=\"gl\">%s ",
              is_turned(passages, first)
                  ? (few ? "Here only in" : "Elsewhere in")
              : few ? "Only in"
                    : "Not in");
  page_names(page, few ? passage->present : passage->absent, LETTERS);
  page_printf(page, "</span>\n<div class=\"gf\">");
}

static void
print_passages(Page *page, const GArray *passages)
{
  const Passage *before = NULL;

  for (guint i = 0; i < passages->len; i++) {
    const Passage *passage = &g_array_index(passages, Passage, i);
    gboolean new_stretch = !before || !passages_alike(before, passage);

    if (new_stretch && before && before->absent->len > 0)
      page_printf(page, "</div></div>\n");
    if (new_stretch && passage->absent->len > 0)
      open_gap(page, passages, i);
    if (passage->same) {
      page_printf(page, "<span class=\"same\">");
      html_bdi_cut(page->out, passage->same, CHARACTERS);
      page_printf(page, "%s</span>\n", passage->mark ? passage->mark : "");
    } else {
      print_place(page, passage->variants);
      if (passage->mark)
        page_printf(page, "<span class=\"same after\">%s</span>\n",
                    passage->mark);
    }
    before = passage;
  }
  if (before && before->absent->len > 0)
    page_printf(page, "</div></div>\n");
}

/* Why an utterance has no score: too few articles quote it. */
static void
print_no_score(Page *page, const Ranked *ranked)
{
  guint whole = ranked->articles->len - ranked->parts->len;

  if (!ranked->scored && whole < 2)
    page_printf(page, "; %s more than a few words",
                whole == 0 ? "nobody quotes" : "only one quotes");
}

/* A label with a capital begins its sentence; others are cut out of it. */
static gboolean
is_cut(const char *label)
{
  return !g_unichar_isupper(g_utf8_get_char(label));
}

static void
print_summary(Page *page, const stemma_table *table, const Ranked *ranked)
{
  const stemma_utterance *row =
      STEMMA_AT(stemma_utterance, table->rows, ranked->row);

  page_printf(page, "<summary><span class=\"uid\">");
  html_bdi_cut(page->out, summary_text(table, row->id), 12);
  page_printf(page, "</span> <span class=\"ut\">“%s",
              is_cut(summary_text(table, row->label)) ? "… " : "");
  html_bdi_cut(page->out, summary_text(table, row->label), 120);
  page_printf(page, " …”</span> <span class=\"um\">");
  if (STEMMA_IS_SET(row, 0)) {
    html_bdi_cut(page->out, summary_text(table, row->speaker), 80);
    page_printf(page, ", in ");
  } else {
    page_printf(page, "In ");
  }
  page_sigla(page, ranked->articles, LETTERS);
  print_no_score(page, ranked);
  page_printf(page, "</span>");
  if (ranked->scored)
    page_printf(page,
                " <span class=\"score h%u\"><span class=\"vh\">Divergence "
                "</span>%.2f</span>",
                page_heat(ranked->score), CLAMP(ranked->score, 0, 1));
  else
    page_printf(page, " <span class=\"score no\">not compared</span>");
  page_printf(page, "</summary>\n");
}

/* What the score is made of, where it does not speak for itself. */
static void
print_why(Page *page, const Ranked *ranked, const Spread *spread)
{
  if (!ranked->scored || (spread->witnesses < 3 && spread->omission < OMITTED))
    return;
  page_printf(page, "<p class=\"why\">");
  if (spread->witnesses > 2)
    page_printf(page, "%.2f is the mean of all pairs of articles",
                CLAMP(ranked->score, 0, 1));
  if (spread->witnesses > 2 && spread->widest >= 0) {
    const guint32 ends[2] = { spread->a, spread->b };
    g_autoptr(GArray) pair = g_array_new(FALSE, FALSE, sizeof(guint32));

    g_array_append_vals(pair, ends, 2);
    page_printf(page, "; the widest, ");
    page_names(page, pair, 2);
    page_printf(page, ", are %.2f apart", CLAMP(spread->widest, 0, 1));
  }
  page_printf(page, spread->witnesses > 2 ? ". " : "");
  if (spread->omission >= OMITTED && !page->spreads->omissions_count)
    page_printf(page, "What an article leaves out does not count.");
  page_printf(page, "</p>\n");
}

static void
print_collation(Page *page, Collation *collation, gboolean first)
{
  g_autoptr(GArray) wholes = wholes_new(page, collation, FALSE);
  g_autoptr(GArray) parts = wholes_new(page, collation, TRUE);
  g_autoptr(GArray) passages = NULL;

  passages_set_aside(page->summary, collation);
  passages = passages_new(collation);
  page_printf(page, "<div class=\"flow\">");
  print_passages(page, passages);
  page_printf(page, "</div>\n");
  if (parts->len < wholes->len)
    wholes_print_parts(page, parts);
  wholes_print(page, wholes, first);
}

static void
print_utterance(Page *page, const stemma_table *table, guint number)
{
  const Ranked *ranked = &g_array_index(page->ranking, Ranked, number);
  Collation *collation =
      page->readings ? collation_new(page->readings, ranked->row) : NULL;

  page_printf(page, "<details class=\"utt\" id=\"u%u\"%s>", ranked->row,
              number < OPEN ? " open" : "");
  print_summary(page, table, ranked);
  print_why(page, ranked, spread_of(page->spreads, ranked->row));
  if (collation && collation->witnesses->len > 0)
    print_collation(page, collation, number == 0);
  g_clear_pointer(&collation, collation_free);
  page_printf(page, "</details>\n");
}

/* Those that all render in the same words: a line each. */
static void
print_identical(Page *page, const stemma_table *table, guint first)
{
  guint count = page->ranking->len - first;

  if (count == 0)
    return;
  page_printf(page,
              "<details class=\"utt\" id=\"identical\"%s><summary>"
              "<span class=\"uid\">=</span> <span class=\"ut\">",
              count <= 20 ? " open" : "");
  page_count(page, count, "utterance is", "utterances are");
  page_printf(page, " word for word the same</span> "
                    "<span class=\"um\">in all articles that render them"
                    "</span></summary>\n<ul class=\"wit\">\n");
  for (guint i = first; i < first + MIN(count, TOLD); i++) {
    const Ranked *ranked = &g_array_index(page->ranking, Ranked, i);
    const stemma_utterance *row =
        STEMMA_AT(stemma_utterance, table->rows, ranked->row);

    page_printf(page, "<li id=\"u%u\"", ranked->row);
    page_followed(page, ranked->articles);
    page_printf(page, ">");
    page_sigla(page, ranked->articles, LETTERS);
    page_printf(page, "<p>");
    html_bdi_cut(page->out, summary_text(table, row->label), 200);
    if (STEMMA_IS_SET(row, 0)) {
      page_printf(page, " <span class=\"omn\">");
      html_bdi_cut(page->out, summary_text(table, row->speaker), 80);
      page_printf(page, "</span>");
    }
    page_printf(page, "</p></li>\n");
  }
  if (count > TOLD)
    page_printf(page, "<li>and %u more</li>\n", count - TOLD);
  page_printf(page, "</ul></details>\n");
}

static void
print_follow(Page *page)
{
  char room[SCREEN_LETTER];

  if (!page->follows)
    return;
  page_printf(page, "<fieldset class=\"follow\"><legend>Follow one article"
                    "</legend><label><input type=\"radio\" name=\"fw\" "
                    "id=\"fw-0\" checked><span>None</span></label>");
  for (guint i = 0; i < page->summary->articles->len; i++) {
    const char *letter = screen_letter(i, room);

    page_printf(page,
                "<label><input type=\"radio\" name=\"fw\" id=\"fw-%s\">"
                "<span>%s</span></label>",
                letter, letter);
  }
  page_printf(page, "</fieldset>\n");
}

static void
open_page(Page *page, guint first, guint end)
{
  const Ranked *one = &g_array_index(page->ranking, Ranked, first);
  const Ranked *last = &g_array_index(page->ranking, Ranked, end - 1);

  if (first > PAGED)
    page_printf(page, "</div></details>\n");
  page_printf(page,
              "<details class=\"utt\"><summary><span class=\"ut\">Utterances "
              "%u to %u</span> <span class=\"um\">divergence %.2f to %.2f"
              "</span></summary>\n<div class=\"page\">\n",
              first + 1, end, one->score, last->score);
}

void
html_utterances(Page *page)
{
  const stemma_table *table =
      summary_table(page->summary, "utterance", sizeof(stemma_utterance));
  guint different = ranking_count_different(page->ranking);
  guint told = MIN(different, TOLD);

  if (page->ranking->len == 0)
    return;
  page_open(page, "utterances", "Wording: where it differs",
            "Plain words are common to all who quote the utterance. Where "
            "they part, each box lists the readings, one below the other, and "
            "the letters of the articles that have them. The number is the "
            "divergence, 0 the same words, 1 nothing in common; the widest "
            "apart come first.");
  print_follow(page);
  for (guint i = 0; i < told; i++) {
    if (i >= PAGED && (i - PAGED) % PAGE == 0)
      open_page(page, i, MIN(i + PAGE, told));
    print_utterance(page, table, i);
  }
  if (told > PAGED)
    page_printf(page, "</div></details>\n");
  if (different > told)
    page_printf(page, "<p class=\"how\">%u more differ less.</p>\n",
                different - told);
  print_identical(page, table, different);
  page_close(page);
}
