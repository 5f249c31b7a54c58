/* SPDX-License-Identifier: Apache-2.0
 *
 * quantities.c - which numbers agree and which do not: a row for each, and in
 * it the values that stand against each other, each with its wordings.
 */
#include "../summary/agreements.h"
#include "amounts.h"

#include <string.h>

/* Rows of one verdict that are printed; letters of one wording. */
#define ROWS 500u
#define LETTERS 10u

/* Characters of a sentence on either side of a number, in the list and in the
 * finding; sentences of one value. */
#define ROOM 90u
#define SHORT 28u
#define SENTENCES 12u

/* In the unit that people would use: 3 hours, not 10,800 seconds. */
static void
print_value(Page *page, double value, const char *unit)
{
  static const struct {
    const char *base;
    double from;
    double by;
    const char *one;
    const char *many;
  } units[] = {
    { "month", 12, 12, "year", "years" },
    { "month", 0, 1, "month", "months" },
    { "second", 86400, 86400, "day", "days" },
    { "second", 3600, 3600, "hour", "hours" },
    { "second", 60, 60, "minute", "minutes" },
    { "second", 0, 1, "second", "seconds" },
    { "meter", 1000, 1000, "km", "km" },
    { "meter", 0, 1, "m", "m" },
    { "gram", 1e12, 1e12, "million tonnes", "million tonnes" },
    { "gram", 1e6, 1e6, "tonne", "tonnes" },
    { "gram", 1000, 1000, "kg", "kg" },
    { "gram", 0, 1, "g", "g" },
    { NULL, 1e9, 1e9, "billion", "billion" },
    { NULL, 1e6, 1e6, "million", "million" },
  };

  for (guint i = 0; i < G_N_ELEMENTS(units); i++)
    if ((!units[i].base || strcmp(unit, units[i].base) == 0)
        && value >= units[i].from && (units[i].base || value < 1e12)) {
      html_number(page->out, value / units[i].by, 2);
      page_printf(page, " %s",
                  amount_is(value, units[i].by) ? units[i].one : units[i].many);
      if (units[i].base)
        return;
      break;
    } else if (i + 1 == G_N_ELEMENTS(units)) {
      html_number(page->out, value, 3);
    }
  if (!*unit)
    return;
  page_printf(page, " ");
  html_bdi_cut(page->out, unit, 40);
}

/* What an article says around a number; NULL: not known. */
static const Excerpt *
excerpt_of(const Page *page, const Wording *wording, guint number)
{
  guint32 article = g_array_index(wording->articles, guint32, number);
  guint32 row = g_array_index(wording->rows, guint32, number);
  const GArray *excerpts = g_array_index(page->extras, Extra, article).excerpts;

  if (!excerpts || row >= excerpts->len
      || !g_array_index(excerpts, Excerpt, row).text)
    return NULL;
  return &g_array_index(excerpts, Excerpt, row);
}

static const Excerpt *
example_of(const Page *page, const Amount *amount)
{
  for (guint w = 0; w < amount->wordings->len; w++) {
    const Excerpt *excerpt =
        excerpt_of(page, &g_array_index(amount->wordings, Wording, w), 0);

    if (excerpt)
      return excerpt;
  }
  return NULL;
}

/* The articles' own sentences. */
static void
print_sentences(Page *page, const Amount *amount)
{
  guint printed = 0;

  for (guint w = 0; w < amount->wordings->len; w++) {
    const Wording *wording = &g_array_index(amount->wordings, Wording, w);

    for (guint i = 0; i < wording->articles->len && printed < SENTENCES; i++) {
      const Excerpt *excerpt = excerpt_of(page, wording, i);
      g_autoptr(GArray) one = NULL;

      if (!excerpt)
        continue;
      one = g_array_new(FALSE, FALSE, sizeof(guint32));
      g_array_append_vals(one, &g_array_index(wording->articles, guint32, i),
                          1);
      page_printf(page, printed++ ? "<li>" : "<ul class=\"ctx\"><li>");
      page_sigla(page, one, 1);
      page_printf(page, " <span>");
      excerpt_print(page->out, excerpt, ROOM);
      page_printf(page, "</span></li>");
    }
  }
  if (printed > 0)
    page_printf(page, "</ul>");
}

static gboolean
has_sentences(const Page *page, const GArray *amounts)
{
  for (guint a = 0; a < amounts->len; a++) {
    const GArray *wordings = g_array_index(amounts, Amount, a).wordings;

    for (guint w = 0; w < wordings->len; w++) {
      const Wording *wording = &g_array_index(wordings, Wording, w);

      for (guint i = 0; i < wording->articles->len; i++)
        if (excerpt_of(page, wording, i))
          return TRUE;
    }
  }
  return FALSE;
}

/* "over 1.5 years" */
static void
print_canonical(Page *page, const Amount *amount, const char *unit)
{
  static const char *const modifiers[] = { "",       "about ",    "over ",
                                           "under ", "at least ", "at most " };

  page_printf(page, "<span class=\"can\">");
  if (!unit) {
    page_printf(page, "–");
  } else if (!amount->known) {
    page_printf(page, "no number");
  } else {
    if (amount->modifier < G_N_ELEMENTS(modifiers))
      page_printf(page, "%s", modifiers[amount->modifier]);
    print_value(page, amount->value, unit);
  }
  if (unit && amount->known && !amount_is(amount->high, amount->value)) {
    page_printf(page, " to ");
    print_value(page, amount->high, unit);
  }
  page_printf(page, "</span> ");
}

static void
print_amount(Page *page, const Amount *amount, const char *unit)
{
  print_canonical(page, amount, unit);
  for (guint i = 0; i < amount->wordings->len; i++) {
    const Wording *wording = &g_array_index(amount->wordings, Wording, i);

    page_printf(page, "<span class=\"said\">“");
    html_bdi_cut(page->out, wording->text, 120);
    page_printf(page, "” ");
    page_sigla(page, wording->articles, LETTERS);
    page_printf(page, "</span> ");
  }
}

/* The values, each with its wordings; the sentences are at hand where they
 * decide something, else they open when asked. */
static void
print_amounts(Page *page, const GArray *amounts, const char *unit,
              gboolean folded)
{
  page_printf(page, "<ul class=\"am\">");
  for (guint i = 0; i < amounts->len; i++) {
    const Amount *amount = &g_array_index(amounts, Amount, i);

    page_printf(page, "<li>");
    print_amount(page, amount, unit);
    if (folded && example_of(page, amount)) {
      page_printf(page, "<span class=\"eg\">");
      excerpt_print(page->out, example_of(page, amount), SHORT);
      page_printf(page, "</span> ");
    }
    if (folded)
      page_printf(page, "<details class=\"fold\"><summary>In their words"
                        "</summary>");
    print_sentences(page, amount);
    page_printf(page, folded ? "</details></li>" : "</li>");
  }
  page_printf(page, "</ul>");
}

/* What it is about, in the words that the articles share, where their
 * sentences are not known. */
static void
print_about(Page *page, const stemma_table *table, const stemma_agreement *row)
{
  const char *about = summary_text(table, row->about);

  page_printf(page, "<p class=\"ab\">");
  if (*about)
    html_bdi_cut(page->out, about, 120);
  else
    page_printf(page, "%s",
                stemma_quantity_kinds[MIN(row->kind, STEMMA_OTHER)]);
  page_printf(page, "</p>");
}

static void
print_row(Page *page, const stemma_table *table, guint32 number)
{
  static const char *const verdicts[][3] = {
    { "agree", "=", "Agree" },
    { "conflict", "≠", "Differ" },
    { "single", "1", "One source" },
  };
  const stemma_agreement *row =
      STEMMA_AT(stemma_agreement, table->rows, number);
  const char *const *verdict = verdicts[MIN(row->verdict, STEMMA_ONE_SOURCE)];
  const char *unit =
      STEMMA_IS_SET(row, 0) ? summary_text(table, row->base_unit) : "";
  g_autoptr(GArray) amounts = amounts_new(page, row);
  gboolean told = has_sentences(page, amounts);

  if (row->verdict == STEMMA_AGREE)
    amounts_join(amounts);
  if (!amounts_have_one_unit(amounts))
    unit = NULL;
  page_printf(page,
              "<tr class=\"%s\" id=\"q%u\"><th scope=\"row\"><span "
              "class=\"mk %s\"><span aria-hidden=\"true\">%s</span> %s</span>"
              "</th><td>",
              verdict[0], number, verdict[0], verdict[1], verdict[2]);
  if (!told)
    print_about(page, table, row);
  print_amounts(page, amounts, unit, told && row->verdict == STEMMA_AGREE);
  page_printf(page, "</td></tr>\n");
}

/* “two hours” or “three hours”?  Then who says which. */
static void
print_sides(Page *page, const GArray *amounts)
{
  guint count = MIN(amounts->len, 3);

  for (guint i = 0; i < count; i++) {
    const Amount *amount = &g_array_index(amounts, Amount, i);

    page_printf(page, "%s“", i ? " or " : "");
    html_bdi_cut(page->out, g_array_index(amount->wordings, Wording, 0).text,
                 40);
    page_printf(page, "”");
  }
  page_printf(page, count > 1 ? "?</strong><span>" : "</strong><span>");
  for (guint i = 0; i < count; i++) {
    const Amount *amount = &g_array_index(amounts, Amount, i);
    g_autoptr(GArray) articles = g_array_new(FALSE, FALSE, sizeof(guint32));

    for (guint w = 0; w < amount->wordings->len; w++) {
      const GArray *more = g_array_index(amount->wordings, Wording, w).articles;

      g_array_append_vals(articles, more->data, more->len);
    }
    page_printf(page, "%s", i ? " against " : "");
    page_sigla(page, articles, 6);
  }
}

/* What the conflict is about: a sentence, or else the words in common. */
static void
print_example(Page *page, const stemma_table *table,
              const stemma_agreement *row, const GArray *amounts)
{
  for (guint i = 0; i < amounts->len; i++) {
    const Excerpt *excerpt =
        example_of(page, &g_array_index(amounts, Amount, i));

    if (!excerpt)
      continue;
    page_printf(page, ": ");
    excerpt_print(page->out, excerpt, SHORT);
    page_printf(page, " ");
    return;
  }
  if (summary_text(table, row->about)[0]) {
    page_printf(page, " (");
    html_bdi_cut(page->out, summary_text(table, row->about), 60);
    page_printf(page, ")");
  }
  page_printf(page, ". ");
}

/* NULL: no stage compares numbers. */
static const stemma_table *
compared(const Page *page)
{
  return summary_table(page->summary, "agreement", sizeof(stemma_agreement));
}

/* Of guint32: rows of the table. */
static GArray *
of_verdict(const Page *page, guint32 verdict)
{
  const stemma_table *table = compared(page);

  return table ? agreements_of(page->summary, table, verdict)
               : g_array_new(FALSE, FALSE, sizeof(guint32));
}

void
html_conflict(Page *page)
{
  const stemma_table *table = compared(page);
  g_autoptr(GArray) differ = of_verdict(page, STEMMA_DIFFER);
  g_autoptr(GArray) agree = of_verdict(page, STEMMA_AGREE);
  g_autoptr(GArray) amounts = NULL;
  const stemma_agreement *row;

  if (differ->len + agree->len == 0)
    return;
  page_printf(page, "<li><a href=\"#quantities\"><span class=\"fk\">Which "
                    "numbers conflict</span><strong>");
  if (differ->len == 0) {
    page_printf(page, "None of %u</strong></a></li>\n", agree->len);
    return;
  }
  row = STEMMA_AT(stemma_agreement, table->rows,
                  g_array_index(differ, guint32, 0));
  amounts = amounts_new(page, row);
  if (amounts->len == 0)
    page_printf(page, "Unknown");
  print_sides(page, amounts);
  print_example(page, table, row, amounts);
  page_printf(page, "%u differ%s, %u agree%s.</span></a></li>\n", differ->len,
              differ->len == 1 ? "s" : "", agree->len,
              agree->len == 1 ? "s" : "");
}

static void
print_table(Page *page, const stemma_table *table, const GArray *numbers)
{
  if (numbers->len == 0)
    return;
  page_printf(
      page, "<table class=\"qt\"><thead><tr><th scope=\"col\">Result"
            "</th><th scope=\"col\">Who says what</th></tr></thead><tbody>\n");
  for (guint i = 0; i < MIN(numbers->len, ROWS); i++)
    print_row(page, table, g_array_index(numbers, guint32, i));
  page_printf(page, "</tbody></table>\n");
  if (numbers->len > ROWS)
    page_printf(page, "<p class=\"how\">And %u more.</p>\n",
                numbers->len - ROWS);
}

void
html_quantities(Page *page)
{
  const stemma_table *table = compared(page);
  g_autoptr(GArray) differ = of_verdict(page, STEMMA_DIFFER);
  g_autoptr(GArray) agree = of_verdict(page, STEMMA_AGREE);
  g_autoptr(GArray) single = of_verdict(page, STEMMA_ONE_SOURCE);
  g_autofree char *how = NULL;

  if (differ->len + agree->len == 0)
    return;
  how = g_strdup_printf(
      "Numbers that several articles give of the same thing, made comparable. "
      "<strong>%u differ%s</strong>, %u agree%s; %u more come from one article "
      "each.",
      differ->len, differ->len == 1 ? "s" : "", agree->len,
      agree->len == 1 ? "s" : "", single->len);
  page_open(page, "quantities", "Numbers: which conflict", how);
  print_table(page, table, differ);
  print_table(page, table, agree);
  if (single->len > 0) {
    page_printf(page, "<details class=\"utt\"><summary><span class=\"ut\">From "
                      "one article</span></summary>\n");
    print_table(page, table, single);
    page_printf(page, "</details>\n");
  }
  page_close(page);
}
