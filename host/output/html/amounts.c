/* SPDX-License-Identifier: Apache-2.0
 *
 * amounts.c - members of an agreement by value, then by wording.
 */
#include "amounts.h"

#include "../summary/agreements.h"

#include <math.h>

/* Members of one agreement that are looked at. */
#define MEMBERS 2000u

/* How far writers round what they convert. */
#define CONVERTED 0.005

static void
wording_clear(void *data)
{
  g_array_unref(((Wording *)data)->articles);
  g_array_unref(((Wording *)data)->rows);
}

static void
amount_clear(void *data)
{
  g_array_unref(((Amount *)data)->wordings);
}

gboolean
amount_is(double a, double b)
{
  return fabs(a - b) <= 1e-9 * MAX(fabs(a), fabs(b));
}

/* 640 m and 2,100 feet are one amount: what is measured is rounded when it is
 * converted; counts, sums, shares and ages are as they are said. */
static gboolean
is_one(guint kind, double a, double b)
{
  switch (kind) {
  case STEMMA_CARDINAL:
  case STEMMA_MONEY:
  case STEMMA_PERCENT:
  case STEMMA_AGE:
  case STEMMA_DURATION:
    return amount_is(a, b);
  default:
    return fabs(a - b) <= CONVERTED * MAX(fabs(a), fabs(b));
  }
}

static Amount *
amount_of(GArray *amounts, guint kind, const stemma_agreement_member *member)
{
  Amount amount = { STEMMA_IS_SET(member, 0) != 0, member->base_value,
                    STEMMA_IS_SET(member, 1) ? member->base_high
                                             : member->base_value,
                    member->modifier, NULL };

  for (guint i = 0; i < amounts->len; i++) {
    Amount *known = &g_array_index(amounts, Amount, i);

    if (known->known == amount.known
        && (!amount.known
            || (is_one(kind, known->value, amount.value)
                && is_one(kind, known->high, amount.high)))) {
      known->modifier =
          known->modifier == amount.modifier ? amount.modifier : AMOUNT_MIXED;
      return known;
    }
  }
  amount.wordings = g_array_new(FALSE, FALSE, sizeof(Wording));
  g_array_set_clear_func(amount.wordings, wording_clear);
  g_array_append_val(amounts, amount);
  return &g_array_index(amounts, Amount, amounts->len - 1);
}

static void
add_wording(GArray *wordings, const char *text, guint32 article,
            guint32 quantity)
{
  Wording wording = { text, NULL, NULL };

  for (guint i = 0; i < wordings->len; i++) {
    const Wording *known = &g_array_index(wordings, Wording, i);
    GArray *articles = known->articles;

    if (g_ascii_strcasecmp(known->text, text) != 0)
      continue;
    if (g_array_index(articles, guint32, articles->len - 1) != article) {
      g_array_append_val(articles, article);
      g_array_append_val(known->rows, quantity);
    }
    return;
  }
  wording.articles = g_array_new(FALSE, FALSE, sizeof(guint32));
  wording.rows = g_array_new(FALSE, FALSE, sizeof(guint32));
  g_array_append_val(wording.articles, article);
  g_array_append_val(wording.rows, quantity);
  g_array_append_val(wordings, wording);
}

GArray *
amounts_new(const Page *page, const stemma_agreement *row)
{
  const stemma_table *table = summary_table(page->summary, "agreement_member",
                                            sizeof(stemma_agreement_member));
  GArray *amounts = g_array_new(FALSE, FALSE, sizeof(Amount));

  g_array_set_clear_func(amounts, amount_clear);
  for (guint32 i = 0; table && i < MIN(row->members.count, MEMBERS); i++) {
    guint64 at = (guint64)row->members.first + i;
    const stemma_agreement_member *member = agreement_member_at(table, at);

    if (!member)
      break;
    if (member->doc < page->summary->articles->len)
      add_wording(amount_of(amounts, row->kind, member)->wordings,
                  summary_text(table, member->text), member->doc,
                  member->quantity);
  }
  return amounts;
}

void
amounts_join(GArray *amounts)
{
  Amount *first = amounts->len ? &g_array_index(amounts, Amount, 0) : NULL;

  for (guint i = 1; i < amounts->len; i++) {
    const GArray *more = g_array_index(amounts, Amount, i).wordings;

    if (g_array_index(amounts, Amount, i).modifier != first->modifier)
      first->modifier = AMOUNT_MIXED;
    for (guint w = 0; w < more->len; w++) {
      Wording wording = g_array_index(more, Wording, w);

      g_array_ref(wording.articles);
      g_array_ref(wording.rows);
      g_array_append_val(first->wordings, wording);
    }
  }
  if (amounts->len > 1)
    g_array_set_size(amounts, 1);
}

gboolean
amounts_have_one_unit(const GArray *amounts)
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
