/* SPDX-License-Identifier: Apache-2.0 */
#include "score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fnv.h"

/* A quote corpus in general, against which a small one is smoothed: of PRIOR
 * quotes PRIOR_HITS have an average content word. */
static const double PRIOR = 1000, PRIOR_HITS = 2;

/* The weights of the score; found on renderings of the same sentences by
 * several translators. */
static const double CONTENT = .6, NEIGHBOURS = .25, GRAMMAR = .15;

/* A quote that holds all of another is this much like it. */
static const double CONTAINED = .5;
enum { CONTAINED_WORDS = 3 };

/* Evidence beside content words, in nats. */
static const double GRAMMAR_NATS = 1, NEIGHBOUR_NATS = .7, SAME_SPEAKER = 3,
                    OTHER_SPEAKER = -2;

uint32_t
word_info(uint32_t count, uint32_t quotes)
{
  double nats = log((quotes + PRIOR) / (count + PRIOR_HITS));
  double steps = nats * INFO_STEP + .5;

  return steps < 1 ? 1 : steps > 255 ? 255 : (uint32_t)steps;
}

double
evidence_needed(uint32_t quotes, double significance)
{
  double least = 1e-12;

  return log((quotes + PRIOR) / (significance > least ? significance : least));
}

static int
compare_u64(const void *a, const void *b)
{
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

  return x < y ? -1 : x > y;
}

static int
compare_u32(const void *a, const void *b)
{
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

  return x < y ? -1 : x > y;
}

static uint32_t
sort_once(uint32_t *items, uint32_t count)
{
  uint32_t kept = 0;

  qsort(items, count, sizeof *items, compare_u32);
  for (uint32_t i = 0; i < count; i++)
    if (i == 0 || items[i] != items[kept - 1])
      items[kept++] = items[i];
  return kept;
}

static void
sort_content(Side *side)
{
  uint32_t kept = 0;

  qsort(side->content, side->contents, sizeof *side->content, compare_u64);
  side->info = 0;
  for (uint32_t i = 0; i < side->contents; i++)
    if (i == 0 || side->content[i] != side->content[kept - 1]) {
      side->info += (uint32_t)side->content[i];
      side->content[kept++] = side->content[i];
    }
  side->contents = kept;
}

bool
side_unpack(Side *side, const char *words, uint32_t length, Speaker speaker)
{
  uint32_t count = length / LINK_WORD_BYTES, before = 0;
  uint64_t *room =
      buffer_need(&side->room, 2 * (size_t)count + 1, sizeof *room);

  if (!room)
    return false;
  side->content = room;
  side->grammar = (uint32_t *)(room + count);
  side->neighbours = side->grammar + count;
  side->contents = side->grammars = side->pairs = 0;
  side->sequence = FNV_START;
  side->speaker = speaker;
  for (uint32_t i = 0; i < count; i++) {
    const char *at = words + (size_t)i * LINK_WORD_BYTES;
    Code code;

    memcpy(&code, at, sizeof code);
    if (code_is_content(code))
      side->content[side->contents++] =
          (uint64_t)code << 32 | (unsigned char)at[sizeof code];
    else
      side->grammar[side->grammars++] = code;
    if (before)
      side->neighbours[side->pairs++] = before * UINT32_C(2654435761) + code;
    before = code;
    side->sequence = fnv_bytes(side->sequence, &code, sizeof code);
  }
  sort_content(side);
  side->grammars = sort_once(side->grammar, side->grammars);
  side->pairs = sort_once(side->neighbours, side->pairs);
  return true;
}

void
side_free(Side *side)
{
  buffer_free(&side->room);
}

static uint32_t
shared(const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count)
{
  uint32_t i = 0, j = 0, count = 0;

  while (i < a_count && j < b_count) {
    count += a[i] == b[j];
    if (a[i] == b[j])
      i++, j++;
    else if (a[i] < b[j])
      i++;
    else
      j++;
  }
  return count;
}

/* The information of shared content words; their number in `count`. */
static uint32_t
shared_info(const Side *a, const Side *b, uint32_t *count)
{
  uint32_t i = 0, j = 0, info = 0;

  *count = 0;
  while (i < a->contents && j < b->contents) {
    uint64_t x = a->content[i] >> 32, y = b->content[j] >> 32;

    if (x == y) {
      info += (uint32_t)a->content[i];
      (*count)++;
      i++, j++;
    } else if (x < y) {
      i++;
    } else {
      j++;
    }
  }
  return info;
}

static double
dice(double shared_part, double a, double b)
{
  return a + b > 0 ? 2 * shared_part / (a + b) : 0;
}

Likeness
side_compare(const Side *a, const Side *b)
{
  uint32_t words, info = shared_info(a, b, &words);
  uint32_t grammar = shared(a->grammar, a->grammars, b->grammar, b->grammars);
  uint32_t pairs = shared(a->neighbours, a->pairs, b->neighbours, b->pairs);
  unsigned speaker = speaker_compare(a->speaker, b->speaker);
  double smaller = a->info < b->info ? a->info : b->info;
  Likeness like;

  like.score = CONTENT * dice(info, a->info, b->info)
               + NEIGHBOURS * dice(pairs, a->pairs, b->pairs)
               + GRAMMAR * dice(grammar, a->grammars, b->grammars);
  like.cover = smaller > 0 ? info / smaller : 0;
  if (words >= CONTAINED_WORDS && like.cover * CONTAINED > like.score)
    like.score = like.cover * CONTAINED;
  like.evidence = (double)info / INFO_STEP + GRAMMAR_NATS * grammar
                  + NEIGHBOUR_NATS * pairs
                  + (speaker == SPEAKER_SAME    ? SAME_SPEAKER
                     : speaker == SPEAKER_OTHER ? OTHER_SPEAKER
                                                : 0);
  return like;
}
