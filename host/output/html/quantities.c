/* SPDX-License-Identifier: Apache-2.0
 *
 * quantities.c - which numbers agree and which do not: a row for each, and in
 * it the values that stand against each other, each with its wordings.
 */
#include "page.h"

#include <math.h>
#include <string.h>

/* Rows of one verdict that are printed; members of one that are looked at. */
#define ROWS 500u
#define MEMBERS 2000u
#define LETTERS 10u

/* What some articles say, in one wording. */
typedef struct {
  const char *text;
  GArray *articles; /* of guint32 */
} Wording;

/* One value, in all its wordings. */
typedef struct {
  gboolean known;
  double value;
  double high;
  GArray *wordings; /* of Wording */
} Amount;

static void
wording_clear(void *data)
{
  g_array_unref(((Wording *)data)->articles);
}

static void
amount_clear(void *data)
{
  g_array_unref(((Amount *)data)->wordings);
}

static gboolean
is_near(double a, double b)
{
  return fabs(a - b) <= 1e-9 * MAX(fabs(a), fabs(b));
}

static Amount *
amount_of(GArray *amounts, const stemma_agreement_member *member)
{
  Amount amount = { STEMMA_IS_SET(member, 0) != 0, member->base_value,
                    STEMMA_IS_SET(member, 1) ? member->base_high
                                             : member->base_value,
                    NULL };

  for (guint i = 0; i < amounts->len; i++) {
    Amount *known = &g_array_index(amounts, Amount, i);

    if (known->known == amount.known
        && (!amount.known
            || (is_near(known->value, amount.value)
                && is_near(known->high, amount.high))))
      return known;
  }
  amount.wordings = g_array_new(FALSE, FALSE, sizeof(Wording));
  g_array_set_clear_func(amount.wordings, wording_clear);
  g_array_append_val(amounts, amount);
  return &g_array_index(amounts, Amount, amounts->len - 1);
}

static void
add_wording(GArray *wordings, const char *text, guint32 article)
{
  Wording wording = { text, NULL };

  for (guint i = 0; i < wordings->len; i++) {
    GArray *articles = g_array_index(wordings, Wording, i).articles;

    if (g_ascii_strcasecmp(g_array_index(wordings, Wording, i).text, text) != 0)
      continue;
    if (g_array_index(articles, guint32, articles->len - 1) != article)
      g_array_append_val(articles, article);
    return;
  }
  wording.articles = g_array_new(FALSE, FALSE, sizeof(guint32));
  g_array_append_val(wording.articles, article);
  g_array_append_val(wordings, wording);
}

static GArray *
amounts_new(const Page *page, const stemma_agreement *row)
{
  const stemma_table *table = summary_table(page->summary, "agreement_member",
                                            sizeof(stemma_agreement_member));
  GArray *amounts = g_array_new(FALSE, FALSE, sizeof(Amount));

  g_array_set_clear_func(amounts, amount_clear);
  for (guint32 i = 0; table && i < MIN(row->members.count, MEMBERS); i++) {
    guint64 at = (guint64)row->members.first + i;
    const stemma_agreement_member *member;

    if (at >= table->rows.count)
      break;
    member = STEMMA_AT(stemma_agreement_member, table->rows, at);
    if (member->doc < page->summary->articles->len)
      add_wording(amount_of(amounts, member)->wordings,
                  summary_text(table, member->text), member->doc);
  }
  return amounts;
}

/* What agrees is one amount, however it was counted. */
static void
join_amounts(GArray *amounts)
{
  for (guint i = 1; i < amounts->len; i++) {
    const GArray *more = g_array_index(amounts, Amount, i).wordings;

    for (guint w = 0; w < more->len; w++) {
      Wording wording = g_array_index(more, Wording, w);

      g_array_ref(wording.articles);
      g_array_append_val(g_array_index(amounts, Amount, 0).wordings, wording);
    }
  }
  if (amounts->len > 1)
    g_array_set_size(amounts, 1);
}

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
    { NULL, 1e9, 1e9, "billion", "billion" },
    { NULL, 1e6, 1e6, "million", "million" },
  };

  for (guint i = 0; i < G_N_ELEMENTS(units); i++)
    if ((!units[i].base || strcmp(unit, units[i].base) == 0)
        && value >= units[i].from && value < 1e12) {
      html_number(page->out, value / units[i].by, 2);
      page_printf(page, " %s",
                  is_near(value, units[i].by) ? units[i].one : units[i].many);
      if (units[i].base)
        return;
      break;
    } else if (i + 1 == G_N_ELEMENTS(units)) {
      html_number(page->out, value, 3);
    }
  if (*unit)
    page_printf(page, " ");
  html_bdi_cut(page->out, unit, 40);
}

/* Months beside seconds: an agreement's unit is not that of all its values. */
static gboolean
has_one_unit(const GArray *amounts)
{
  double least = INFINITY, most = 0;

  for (guint i = 0; i < amounts->len; i++) {
    const Amount *amount = &g_array_index(amounts, Amount, i);

    if (!amount->known || amount->value == 0)
      continue;
    least = MIN(least, fabs(amount->value));
    most = MAX(most, fabs(amount->value));
  }
  return most <= least * 1e4;
}

static void
print_amount(Page *page, const Amount *amount, const char *unit)
{
  page_printf(page, "<li><span class=\"can\">");
  if (!unit)
    page_printf(page, "–");
  else if (!amount->known)
    page_printf(page, "vague");
  else
    print_value(page, amount->value, unit);
  if (unit && amount->known && !is_near(amount->high, amount->value)) {
    page_printf(page, " to ");
    print_value(page, amount->high, unit);
  }
  page_printf(page, "</span> ");
  for (guint i = 0; i < amount->wordings->len; i++) {
    const Wording *wording = &g_array_index(amount->wordings, Wording, i);

    page_printf(page, "<span class=\"said\">“");
    html_bdi_cut(page->out, wording->text, 120);
    page_printf(page, "” ");
    page_sigla(page, wording->articles, LETTERS);
    page_printf(page, "</span> ");
  }
  page_printf(page, "</li>");
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
  const char *about = summary_text(table, row->about);
  const char *unit =
      STEMMA_IS_SET(row, 0) ? summary_text(table, row->base_unit) : "";
  g_autoptr(GArray) amounts = amounts_new(page, row);

  if (row->verdict == STEMMA_AGREE)
    join_amounts(amounts);
  if (!has_one_unit(amounts))
    unit = NULL;
  page_printf(page,
              "<tr class=\"%s\" id=\"q%u\"><td><span class=\"mk %s\">"
              "<span aria-hidden=\"true\">%s</span> %s</span></td>"
              "<th scope=\"row\">",
              verdict[0], number, verdict[0], verdict[1], verdict[2]);
  if (*about)
    html_bdi_cut(page->out, about, 120);
  else
    page_printf(page, "%s",
                stemma_quantity_kinds[MIN(row->kind, STEMMA_OTHER)]);
  page_printf(page, "</th><td><ul class=\"am\">");
  for (guint i = 0; i < amounts->len; i++)
    print_amount(page, &g_array_index(amounts, Amount, i), unit);
  page_printf(page, "</ul></td></tr>\n");
}

/* Those that most articles give first. */
static int
compare_rows(const void *first, const void *second, void *data)
{
  const stemma_table *table = data;
  guint32 a = *(const guint32 *)first, b = *(const guint32 *)second;
  guint32 one = STEMMA_AT(stemma_agreement, table->rows, a)->documents;
  guint32 other = STEMMA_AT(stemma_agreement, table->rows, b)->documents;

  if (one != other)
    return one > other ? -1 : 1;
  return a < b ? -1 : a > b;
}

static GArray *
rows_of(const stemma_table *table, guint32 verdict)
{
  GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint32));

  for (guint32 i = 0; i < table->rows.count; i++)
    if (STEMMA_AT(stemma_agreement, table->rows, i)->verdict == verdict)
      g_array_append_val(numbers, i);
  g_array_sort_with_data(numbers, compare_rows, (void *)table);
  return numbers;
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

void
html_conflict(Page *page)
{
  const stemma_table *table =
      summary_table(page->summary, "agreement", sizeof(stemma_agreement));
  g_autoptr(GArray) differ = table ? rows_of(table, STEMMA_DIFFER) : NULL;
  g_autoptr(GArray) agree = table ? rows_of(table, STEMMA_AGREE) : NULL;
  g_autoptr(GArray) amounts = NULL;
  const stemma_agreement *row;

  if (!table || differ->len + agree->len == 0)
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
  if (summary_text(table, row->about)[0]) {
    page_printf(page, " (");
    html_bdi_cut(page->out, summary_text(table, row->about), 60);
    page_printf(page, ")");
  }
  page_printf(page, ". %u differ%s, %u agree%s.</span></a></li>\n", differ->len,
              differ->len == 1 ? "s" : "", agree->len,
              agree->len == 1 ? "s" : "");
}

static void
print_table(Page *page, const stemma_table *table, const GArray *numbers)
{
  if (numbers->len == 0)
    return;
  page_printf(page, "<table class=\"qt\"><thead><tr><th scope=\"col\">Result"
                    "</th><th scope=\"col\">About</th><th scope=\"col\">Who "
                    "says what</th></tr></thead><tbody>\n");
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
  const stemma_table *table =
      summary_table(page->summary, "agreement", sizeof(stemma_agreement));
  g_autoptr(GArray) differ = table ? rows_of(table, STEMMA_DIFFER) : NULL;
  g_autoptr(GArray) agree = table ? rows_of(table, STEMMA_AGREE) : NULL;
  g_autoptr(GArray) single = table ? rows_of(table, STEMMA_ONE_SOURCE) : NULL;
  g_autofree char *how = NULL;

  if (!table || differ->len + agree->len == 0)
    return;
  how = g_strdup_printf(
      "Numbers that several articles give of the same thing, made comparable. "
      "<strong>%u differ%s</strong>, %u agree%s; %u more come from one article "
      "each.",
      differ->len, differ->len == 1 ? "s" : "", agree->len,
      agree->len == 1 ? "s" : "", single->len);
  page_open(page, "quantities", "Which numbers conflict", how);
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
