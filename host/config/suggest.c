/* SPDX-License-Identifier: Apache-2.0
 *
 * suggest.c - edit distance (optimal string alignment) over short names.
 */
#include "suggest.h"
#include <string.h>

/* No name of ours is longer, so nothing longer can be near to one. */
#define LONGEST 80

static guint
letters(const char *name, gunichar *to)
{
  guint count = 0;

  for (; *name && count < LONGEST; name = g_utf8_next_char(name))
    to[count++] = g_utf8_get_char(name);
  return *name ? G_MAXUINT : count;
}

static guint
cell(const gunichar *a, const gunichar *b, guint i, guint j,
     guint rows[3][LONGEST + 1])
{
  /* Row i lies at i % 3. */
  const guint *before = rows[(i + 1) % 3];
  const guint *above = rows[(i + 2) % 3];
  const guint *here = rows[i % 3];
  guint best = above[j - 1] + (a[i - 1] != b[j - 1]);

  best = MIN(best, above[j] + 1);
  best = MIN(best, here[j - 1] + 1);
  if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
    best = MIN(best, before[j - 2] + 1);
  return best;
}

guint
suggest_distance(const char *a, const char *b, guint limit)
{
  gunichar left[LONGEST], right[LONGEST];
  guint rows[3][LONGEST + 1];
  guint m = letters(a, left), n = letters(b, right);
  guint i, j;

  if (m == G_MAXUINT || n == G_MAXUINT)
    return limit + 1;
  for (j = 0; j <= n; j++)
    rows[0][j] = j;
  for (i = 1; i <= m; i++) {
    rows[i % 3][0] = i;
    for (j = 1; j <= n; j++)
      rows[i % 3][j] = cell(left, right, i, j, rows);
  }
  return MIN(rows[m % 3][n], limit + 1);
}

/* Equal but for case and `_` for `-`? */
static gboolean
same_but_for_spelling(const char *a, const char *b)
{
  for (; *a && *b; a++, b++) {
    char x = *a == '_' ? '-' : g_ascii_tolower(*a);
    char y = *b == '_' ? '-' : g_ascii_tolower(*b);

    if (x != y)
      return FALSE;
  }
  return *a == *b;
}

static guint
allowance(const char *found)
{
  glong length = g_utf8_strlen(found, -1);

  return length <= 4 ? 1 : length <= 9 ? 2 : 3;
}

const char *
suggest_nearest(const char *found, const char *const *names)
{
  const guint limit = allowance(found);
  const char *best = NULL;
  guint best_distance = limit + 1;
  gboolean tie = FALSE;

  if (!names || !g_utf8_validate(found, -1, NULL))
    return NULL;
  for (; *names; names++) {
    guint distance;

    if (same_but_for_spelling(found, *names))
      return *names;
    distance = suggest_distance(found, *names, limit);
    if (distance > limit || distance >= (guint)g_utf8_strlen(found, -1))
      continue;
    if (distance < best_distance) {
      best = *names;
      best_distance = distance;
      tie = FALSE;
    } else if (distance == best_distance && strcmp(best, *names) != 0) {
      tie = TRUE;
    }
  }
  return tie ? NULL : best;
}
