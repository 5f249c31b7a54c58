/* SPDX-License-Identifier: Apache-2.0 */
#include "attach.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "score.h"

/* Bounds that keep this linear: documents and clusters that are looked at for
 * a document, and members of a cluster. */
enum { MOST_DOCS = 64, MOST_CLUSTERS = 512, MOST_MEMBERS = 32 };

/* And quotes among which one of equal words is looked for. */
enum { MOST_EQUALS = 2048 };

/* Which words a set of quotes may have, a bit for each by its code: most
 * clusters need no second look. */
enum { MASK_WORDS = 4 };
typedef struct Mask {
  uint64_t bits[MASK_WORDS];
} Mask;

/* So many quotes that match by chance may be expected. */
static const double MOST_CHANCE = 1;

/* What speaks for a cluster beside the share of the words that it has. */
static const double PHRASE = .5, SAME_SPEAKER = .3, OTHER_SPEAKER = -.3,
                    SAME_DOC = .1, COMMON_IN_IT = .1;

/* One word needs a speaker that does not differ; with two, the attribution is
 * more likely to be wrong than the words are to meet by chance. */
enum { TELLING_WORDS = 2 };

/* The share of the words that a cluster must have. */
static const double LEAST_SHARE = .99;

typedef struct Attaching {
  Clusters *clusters;
  const Nodes *nodes;
  const Counts *frequencies;
  uint32_t quotes;
  uint32_t docs[MOST_DOCS]; /* the document itself first */
  uint32_t doc_count;
  uint32_t found[MOST_CLUSTERS]; /* clusters in these documents */
  Mask masks[MOST_CLUSTERS];
  uint32_t found_count;
  uint32_t trunk_quotes; /* in these documents */
  uint32_t *home;        /* small node -> a node of its cluster */
} Attaching;

static bool
has(const uint32_t *list, uint32_t count, uint32_t value)
{
  for (uint32_t i = 0; i < count; i++)
    if (list[i] == value)
      return true;
  return false;
}

static void
add_once(uint32_t *list, uint32_t *count, uint32_t most, uint32_t value)
{
  if (*count < most && !has(list, *count, value))
    list[(*count)++] = value;
}

/* The documents that share a cluster with nodes first..last. */
static void
find_docs(Attaching *a, uint32_t first, uint32_t last)
{
  a->docs[0] = node_at(a->nodes, first)->doc;
  a->doc_count = 1;
  for (uint32_t i = first; i < last; i++) {
    uint32_t node = a->clusters->next[i];

    for (uint32_t k = 0; k < MOST_DOCS && node != i; k++) {
      add_once(a->docs, &a->doc_count, MOST_DOCS, node_at(a->nodes, node)->doc);
      node = a->clusters->next[node];
    }
  }
}

static void
mask_add(Mask *mask, Code code)
{
  mask->bits[(code >> 1) % MASK_WORDS] |= UINT64_C(1) << ((code >> 3) & 63);
}

static bool
mask_has(const Mask *mask, const Mask *part)
{
  for (int i = 0; i < MASK_WORDS; i++)
    if (part->bits[i] & ~mask->bits[i])
      return false;
  return true;
}

static Mask
cluster_mask(const Attaching *a, uint32_t cluster)
{
  Mask mask = { { 0 } };
  uint32_t node = cluster, members = 0;

  do {
    const Node *one = node_at(a->nodes, node);
    const Code *codes = node_codes(a->nodes, one);

    for (uint32_t i = 0; i < one->content; i++)
      mask_add(&mask, codes[i]);
    node = a->clusters->next[node];
  } while (node != cluster && ++members < MOST_MEMBERS);
  return mask;
}

/* The clusters of these documents that are not small. */
static void
find_clusters(Attaching *a)
{
  a->found_count = a->trunk_quotes = 0;
  for (uint32_t d = 0; d < a->doc_count; d++)
    for (uint32_t i = nodes_first(a->nodes, a->docs[d]);
         i < a->nodes->count && node_at(a->nodes, i)->doc == a->docs[d]; i++)
      if (node_is_trunk(node_at(a->nodes, i))) {
        add_once(a->found, &a->found_count, MOST_CLUSTERS, a->clusters->of[i]);
        a->trunk_quotes++;
      }
  for (uint32_t i = 0; i < a->found_count; i++)
    a->masks[i] = cluster_mask(a, a->found[i]);
}

static bool
same_code(const Nodes *nodes, const Node *node, Code code)
{
  const Code *codes = node_codes(nodes, node);

  for (uint32_t i = 0; i < node->content; i++)
    if (codes[i] == code)
      return true;
  return false;
}

/* Do the small node's content words stand in `node` next to each other? */
static bool
has_phrase(const Nodes *nodes, const Node *node, const Node *small)
{
  const Code *codes = node_codes(nodes, node);
  const Code *phrase = node_codes(nodes, small);

  for (uint32_t i = 0; i + small->content <= node->content; i++)
    if (memcmp(codes + i, phrase, small->content * sizeof *codes) == 0)
      return true;
  return false;
}

/* How well cluster `c` holds `small`, 0: not at all. */
static double
fit(const Attaching *a, uint32_t c, const Node *small)
{
  const Code *codes = node_codes(a->nodes, small);
  uint32_t held = 0, members = 0, phrases = 0, node = c;
  bool covered[3] = { false }, same = false, other = false, here = false;

  do {
    const Node *one = node_at(a->nodes, node);
    unsigned speaker = speaker_compare(one->speaker, small->speaker);

    for (uint32_t i = 0; i < small->content; i++)
      if (!covered[i] && same_code(a->nodes, one, codes[i]))
        covered[i] = true;
    phrases += has_phrase(a->nodes, one, small);
    same |= speaker == SPEAKER_SAME;
    other |= speaker == SPEAKER_OTHER;
    here |= one->doc == small->doc;
    members++;
    node = a->clusters->next[node];
  } while (node != c && members < MOST_MEMBERS);
  for (uint32_t i = 0; i < small->content; i++)
    held += covered[i];
  if (held < LEAST_SHARE * small->content
      || (other && !same && small->content < TELLING_WORDS))
    return 0;
  return (double)held / small->content + (phrases ? PHRASE : 0)
         + (same    ? SAME_SPEAKER
            : other ? OTHER_SPEAKER
                    : 0)
         + (here ? SAME_DOC : 0) + COMMON_IN_IT * phrases / members;
}

/* How many of the quotes here are expected to have all words by chance. */
static double
chance(const Attaching *a, const Node *small)
{
  const Code *codes = node_codes(a->nodes, small);
  double nats = 0;

  for (uint32_t i = 0; i < small->content; i++)
    nats += (double)word_info(counts_get(a->frequencies, codes[i]), a->quotes)
            / INFO_STEP;
  return a->trunk_quotes * exp(-nats);
}

static void
find_home(Attaching *a, uint32_t node)
{
  const Node *small = node_at(a->nodes, node);
  const Code *codes = node_codes(a->nodes, small);
  Mask mask = { { 0 } };
  double best = 0;

  if (chance(a, small) > MOST_CHANCE)
    return;
  for (uint32_t i = 0; i < small->content; i++)
    mask_add(&mask, codes[i]);
  for (uint32_t i = 0; i < a->found_count; i++) {
    double value;

    if (!mask_has(&a->masks[i], &mask))
      continue;
    value = fit(a, a->found[i], small);
    if (value > best) {
      best = value;
      a->home[node] = a->found[i];
    }
  }
}

/* Joins the small nodes of this document that have no home with ones of equal
 * words in documents around. */
static void
find_equals(Attaching *a, uint32_t node)
{
  const Node *small = node_at(a->nodes, node);
  uint32_t seen = 0;

  for (uint32_t d = 0; d < a->doc_count && seen < MOST_EQUALS; d++)
    for (uint32_t i = nodes_first(a->nodes, a->docs[d]);
         i < node && node_at(a->nodes, i)->doc == a->docs[d]
         && seen < MOST_EQUALS;
         i++, seen++) {
      const Node *other = node_at(a->nodes, i);

      if (node_is_small(other) && a->home[i] == UINT32_MAX
          && other->content == small->content
          && memcmp(node_codes(a->nodes, other), node_codes(a->nodes, small),
                    small->content * sizeof(Code))
                 == 0
          && (small->content >= TELLING_WORDS
              || speaker_compare(other->speaker, small->speaker)
                     != SPEAKER_OTHER)) {
        a->home[node] = i;
        return;
      }
    }
}

typedef void (*Finder)(Attaching *attaching, uint32_t node);

/* Calls `find` for each small node without a home, document by document. */
static void
each_small(Attaching *a, Finder find)
{
  uint32_t last;

  for (uint32_t first = 0; first < a->nodes->count; first = last) {
    uint32_t doc = node_at(a->nodes, first)->doc;
    bool ready = false;

    for (last = first;
         last < a->nodes->count && node_at(a->nodes, last)->doc == doc;)
      last++;
    for (uint32_t i = first; i < last; i++) {
      if (!node_is_small(node_at(a->nodes, i)) || a->home[i] != UINT32_MAX)
        continue;
      if (!ready) {
        find_docs(a, first, last);
        find_clusters(a);
        ready = true;
      }
      find(a, i);
    }
  }
}

bool
attach_small(Clusters *clusters, const Nodes *nodes, const Counts *frequencies,
             uint32_t quotes)
{
  Attaching *a = malloc(sizeof *a);

  if (!a)
    return false;
  *a = (Attaching){ .clusters = clusters,
                    .nodes = nodes,
                    .frequencies = frequencies,
                    .quotes = quotes };
  a->home = malloc(((size_t)nodes->count + 1) * sizeof *a->home);
  if (!a->home) {
    free(a);
    return false;
  }
  memset(a->home, 0xff, ((size_t)nodes->count + 1) * sizeof *a->home);
  /* Homes are found before any is moved into, so that the order of the
   * documents does not matter. */
  each_small(a, find_home);
  each_small(a, find_equals);
  for (uint32_t i = 0; i < nodes->count; i++)
    if (a->home[i] != UINT32_MAX)
      clusters_merge(clusters, a->home[i], i, false);
  free(a->home);
  free(a);
  return true;
}
