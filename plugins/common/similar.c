/* SPDX-License-Identifier: Apache-2.0 */
#include "similar.h"

#include "fold.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 40 };

typedef struct Letters {
  uint32_t letter[LONGEST];
  uint32_t count;
  uint64_t set; /* one bit for each letter modulo 64 */
} Letters;

static void
letters_read(const char *text, uint32_t length, Letters *letters)
{
  letters->count = 0;
  letters->set = 0;
  for (uint32_t at = 0; at < length;) {
    uint32_t size, c = utf8_fold(utf8_decode(text + at, &size));

    at += size;
    letters->letter[letters->count++] = c;
    letters->set |= UINT64_C(1) << (c & 63);
  }
}

/* Each edit changes at most two letters of the sets. */
static int
surely_unlike(const Letters *a, const Letters *b, uint32_t most)
{
  uint32_t gap =
      a->count > b->count ? a->count - b->count : b->count - a->count;

  return gap > most
         || (uint32_t)__builtin_popcountll(a->set ^ b->set) > 2 * most;
}

static uint32_t
least(uint32_t a, uint32_t b, uint32_t c)
{
  uint32_t low = a < b ? a : b;

  return low < c ? low : c;
}

/* Optimal string alignment distance (Damerau 1964, without overlaps). */
static uint32_t
distance(const Letters *a, const Letters *b)
{
  uint32_t rows[3][LONGEST + 1];

  for (uint32_t j = 0; j <= b->count; j++)
    rows[0][j] = j;
  for (uint32_t i = 1; i <= a->count; i++) {
    uint32_t *row = rows[i % 3], *above = rows[(i - 1) % 3],
             *top = rows[(i + 1) % 3];

    row[0] = i;
    for (uint32_t j = 1; j <= b->count; j++) {
      uint32_t same = a->letter[i - 1] == b->letter[j - 1] ? 0 : 1;

      row[j] = least(above[j] + 1, row[j - 1] + 1, above[j - 1] + same);
      if (i > 1 && j > 1 && a->letter[i - 1] == b->letter[j - 2]
          && a->letter[i - 2] == b->letter[j - 1] && top[j - 2] + 1 < row[j])
        row[j] = top[j - 2] + 1;
    }
  }
  return rows[a->count % 3][b->count];
}

uint32_t
similar_words(const char *a, uint32_t a_length, const char *b,
              uint32_t b_length)
{
  Letters one, two;
  uint32_t longer, edits;

  if (a_length > LONGEST || b_length > LONGEST)
    return a_length == b_length && memcmp(a, b, a_length) == 0 ? 100 : 0;
  letters_read(a, a_length, &one);
  letters_read(b, b_length, &two);
  longer = one.count > two.count ? one.count : two.count;
  if (longer == 0 || surely_unlike(&one, &two, longer / 2))
    return 0;
  edits = distance(&one, &two);
  return 2 * edits > longer ? 0 : 100 - 100 * edits / longer;
}
