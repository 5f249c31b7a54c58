/* SPDX-License-Identifier: Apache-2.0
 *
 * worst.c - see worst.h.
 */
#include "worst.h"

#include <string.h>

gboolean
limit_is_reached(const RunEnd *end, const char *metric)
{
  for (guint i = 0; end->limits && i < end->limits->len; i++) {
    const LimitResult *result = &g_array_index(end->limits, LimitResult, i);

    if (result->reached && strcmp(result->metric, metric) == 0)
      return TRUE;
  }
  return FALSE;
}

gboolean
finding_fails(const RunEnd *end, const Finding *finding)
{
  return !finding->known && limit_is_reached(end, finding->metric);
}

static int
by_weight(const void *a, const void *b, void *data)
{
  const Finding *one = *(const Finding *const *)a;
  const Finding *other = *(const Finding *const *)b;
  gboolean fails = finding_fails(data, one);

  if (fails != finding_fails(data, other))
    return fails ? -1 : 1;
  if (one->places->len != other->places->len)
    return one->places->len > other->places->len ? -1 : 1;
  return 0;
}

GPtrArray *
findings_worst_first(const RunEnd *end, gboolean all)
{
  GPtrArray *worst = g_ptr_array_new();

  for (guint i = 0; end->findings && i < end->findings->len; i++) {
    Finding *finding = end->findings->pdata[i];

    if (finding->places->len > 0
        && (finding_fails(end, finding) || (all && finding->marked)))
      g_ptr_array_add(worst, finding);
  }
  g_ptr_array_sort_with_data(worst, by_weight, (void *)end);
  return worst;
}
