/* SPDX-License-Identifier: Apache-2.0 */
#include "similar.h"

#include "fold.h"

#include <string.h>

enum { LONGEST = 40, ASCII = 128 };

typedef struct Letters {
  uint32_t letter[LONGEST];
  uint32_t count;
  uint32_t all; /* the bits of all letters */
  uint64_t set; /* one bit for each letter modulo 64 */
} Letters;

static void
letters_read(const char *text, uint32_t length, Letters *letters)
{
  letters->count = letters->all = 0;
  letters->set = 0;
  for (uint32_t at = 0; at < length;) {
    uint32_t size, c = utf8_fold(utf8_decode(text + at, &size));

    at += size;
    letters->letter[letters->count++] = c;
    letters->all |= c;
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

/* The bits of the places of each letter of `a`; 0 for the others of `b`. */
static void
place_letters(const Letters *a, const Letters *b, uint64_t *places)
{
  for (uint32_t j = 0; j < b->count; j++)
    places[b->letter[j]] = 0;
  for (uint32_t i = 0; i < a->count; i++)
    places[a->letter[i]] = 0;
  for (uint32_t i = 0; i < a->count; i++)
    places[a->letter[i]] |= UINT64_C(1) << i;
}

/* The same distance, of letters of ASCII: a column of the matrix is kept as the
 * differences between its rows, a bit each for one more and for one less, and
 * in `even` the places where the diagonal goes on at no cost (Hyyro 2003). */
static uint32_t
ascii_distance(const Letters *a, const Letters *b)
{
  uint64_t more = UINT64_MAX, less = 0, even = 0, before = 0;
  uint64_t last = UINT64_C(1) << (a->count - 1), places[ASCII];
  uint32_t edits = a->count;

  place_letters(a, b, places);
  for (uint32_t j = 0; j < b->count; j++) {
    uint64_t here = places[b->letter[j]], up, down;

    even = ((~even & here) << 1 & before) | (((here & more) + more) ^ more)
           | here | less;
    up = less | ~(even | more);
    down = more & even;
    edits += (up & last) != 0;
    edits -= (down & last) != 0;
    up = up << 1 | 1;
    down <<= 1;
    more = down | ~(even | up);
    less = up & even;
    before = here;
  }
  return edits;
}

/* Optimal string alignment distance (Damerau 1964, without overlaps). */
static uint32_t
distance(const Letters *a, const Letters *b)
{
  uint32_t rows[3][LONGEST + 1];

  if (a->count > 0 && (a->all | b->all) < ASCII)
    return ascii_distance(a, b);
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
