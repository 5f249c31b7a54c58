/* SPDX-License-Identifier: Apache-2.0 */
#include "agreements.h"

#include <math.h>

/* Members of one agreement that are looked at. */
#define MEMBERS 1000u

/* A conflict weighs for each article so much, and as much more as the logarithm
 * of the greater amount over the smaller one says, at most MOST: 4 or 5 dead
 * before 58 or 59 years. */
#define LEAST 0.25
#define MOST 1.0

/* How far apart "several hours" and "two hours" are; and amounts whose units
 * are not known to be one, as months and seconds are. */
#define VAGUE 0.1
#define OTHER_UNIT 0.5
#define OTHER_UNIT_FROM 100

typedef struct {
  guint32 row;
  double weight;
} Weighed;

const stemma_agreement_member *
agreement_member_at(const stemma_table *members, guint64 at)
{
  return at < members->rows.count
             ? STEMMA_AT(stemma_agreement_member, members->rows, at)
             : NULL;
}

static double
gap_of(const Summary *summary, const stemma_agreement *row)
{
  const stemma_table *table = summary_table(summary, "agreement_member",
                                            sizeof(stemma_agreement_member));
  double least = INFINITY, most = 0;

  for (guint32 i = 0; table && i < MIN(row->members.count, MEMBERS); i++) {
    guint64 at = (guint64)row->members.first + i;
    const stemma_agreement_member *member = agreement_member_at(table, at);

    if (!member)
      break;
    if (!STEMMA_IS_SET(member, 0) || !(fabs(member->base_value) > 0))
      continue;
    least = MIN(least, fabs(member->base_value));
    most = MAX(most, fabs(member->base_value));
  }
  if (row->vague || !(least <= most))
    return VAGUE;
  return most > OTHER_UNIT_FROM * least ? OTHER_UNIT
                                        : MIN(log(most / least), MOST);
}

/* Counts and sums are what articles are about, ages are beside it. */
static double
worth_of(guint32 kind)
{
  switch (kind) {
  case STEMMA_CARDINAL:
  case STEMMA_MONEY:
    return 1.25;
  case STEMMA_AGE:
  case STEMMA_ORDINAL:
    return 0.5;
  default:
    return 1;
  }
}

static double
weight_of(const Summary *summary, const stemma_agreement *row)
{
  if (row->verdict != STEMMA_DIFFER)
    return row->documents;
  return row->documents * worth_of(row->kind) * (LEAST + gap_of(summary, row));
}

static int
compare_weights(const void *first, const void *second)
{
  const Weighed *a = first, *b = second;

  if (a->weight < b->weight || a->weight > b->weight)
    return a->weight > b->weight ? -1 : 1;
  return a->row < b->row ? -1 : a->row > b->row;
}

GArray *
agreements_of(const Summary *summary, const stemma_table *table,
              guint32 verdict)
{
  g_autoptr(GArray) weighed = g_array_new(FALSE, FALSE, sizeof(Weighed));
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint32));

  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_agreement *row = STEMMA_AT(stemma_agreement, table->rows, i);
    Weighed one = { i, 0 };

    if (row->verdict != verdict)
      continue;
    one.weight = weight_of(summary, row);
    g_array_append_val(weighed, one);
  }
  g_array_sort(weighed, compare_weights);
  for (guint i = 0; i < weighed->len; i++)
    g_array_append_val(rows, g_array_index(weighed, Weighed, i).row);
  return rows;
}
