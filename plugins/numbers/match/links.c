/* SPDX-License-Identifier: Apache-2.0 */
#include "links.h"

/* Links are sorted by so many bits at once, few of them by insertion. */
enum { DIGIT = 8, DIGITS = 1 << DIGIT, FEW = 16 };

static uint64_t
ends_of(const Link *link)
{
  return (uint64_t)link->a << 32 | link->b;
}

static void
sort_few(Link *links, uint32_t count)
{
  for (uint32_t i = 1; i < count; i++) {
    Link link = links[i];
    uint32_t at = i;

    for (; at > 0 && ends_of(&link) < ends_of(&links[at - 1]); at--)
      links[at] = links[at - 1];
    links[at] = link;
  }
}

/* Moves each link to the others of its digit, in place: it goes where the next
 * one of them belongs, and the one that was there goes on. */
static void
spread(Link *links, uint32_t count, uint32_t shift, uint32_t end[DIGITS])
{
  uint32_t next[DIGITS] = { 0 };

  for (uint32_t i = 0; i < count; i++)
    next[ends_of(&links[i]) >> shift & (DIGITS - 1)]++;
  for (uint32_t i = 0, sum = 0; i < DIGITS; i++) {
    uint32_t size = next[i];

    next[i] = sum;
    end[i] = sum += size;
  }
  for (uint32_t i = 0; i < DIGITS; i++) {
    while (next[i] < end[i]) {
      Link link = links[next[i]];
      uint32_t digit = ends_of(&link) >> shift & (DIGITS - 1);

      links[next[i]] = links[next[digit]];
      links[next[digit]++] = link;
    }
  }
}

/* By both ends, from the digit at `shift` down.  Links with the same ends are
 * equal in all, so that their order is of no matter. */
static void
sort_links(Link *links, uint32_t count, uint32_t shift)
{
  uint32_t end[DIGITS];

  if (count < FEW) {
    sort_few(links, count);
    return;
  }
  spread(links, count, shift, end);
  for (uint32_t i = 0; shift > 0 && i < DIGITS; i++) {
    uint32_t begin = i ? end[i - 1] : 0;

    if (end[i] - begin > 1)
      sort_links(links + begin, end[i] - begin, shift - DIGIT);
  }
}

uint32_t
links_keep(Link *links, uint32_t count)
{
  uint32_t kept = 0;

  sort_links(links, count, 64 - DIGIT);
  for (uint32_t i = 0; i < count; i++) {
    if (i == 0 || ends_of(&links[i]) != ends_of(&links[kept - 1]))
      links[kept++] = links[i];
  }
  return kept;
}
