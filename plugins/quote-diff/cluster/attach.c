/* SPDX-License-Identifier: Apache-2.0 */
#include "attach.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chance.h"

/* Bounds that keep this linear: documents and clusters that are looked at for
 * a document, and members of a cluster. */
enum { MOST_DOCS = 64, MOST_CLUSTERS = 512, MOST_MEMBERS = 32 };

/* And quotes among which one of equal words is looked for. */
enum { MOST_EQUALS = 2048 };

/* Which words a set of quotes may have, a bit for each by its number: most
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

/* Of so many words one may be another. */
enum { OTHER_WORD = 3 };

typedef struct Attaching {
  Clusters *clusters;
  const Nodes *nodes;
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
mask_add(Mask *mask, uint32_t word)
{
  mask->bits[word % MASK_WORDS] |= UINT64_C(1) << (word / MASK_WORDS & 63);
}

/* Has it all words of `part` but `without`? */
static bool
mask_has(const Mask *mask, const Mask *part, int without)
{
  int missing = 0;

  for (int i = 0; i < MASK_WORDS; i++)
    missing += __builtin_popcountll(part->bits[i] & ~mask->bits[i]);
  return missing <= without;
}

static Mask
cluster_mask(const Attaching *a, uint32_t cluster)
{
  Mask mask = { { 0 } };
  uint32_t node = cluster, members = 0;

  do {
    uint32_t words[QUOTE_MOST];
    uint32_t count = node_content(a->nodes, node_at(a->nodes, node), words);

    for (uint32_t i = 0; i < count; i++)
      mask_add(&mask, words[i]);
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

/* A small node's content words. */
typedef struct Phrase {
  const Node *node;
  uint32_t words[QUOTE_MOST];
  uint32_t count; /* at most 3 */
} Phrase;

static Phrase
phrase_of(const Nodes *nodes, uint32_t small)
{
  Phrase phrase = { .node = node_at(nodes, small) };

  phrase.count = node_content(nodes, phrase.node, phrase.words);
  return phrase;
}

/* Do the words stand in `words` next to each other? */
static bool
has_phrase(const uint32_t *words, uint32_t count, const Phrase *phrase)
{
  for (uint32_t i = 0; i + phrase->count <= count; i++)
    if (memcmp(words + i, phrase->words, phrase->count * sizeof *words) == 0)
      return true;
  return false;
}

/* How a cluster holds a phrase. */
typedef struct Held {
  bool words[3]; /* each of the phrase's */
  uint32_t members, phrases;
  bool same, other; /* speakers */
  bool here;        /* in the phrase's document */
} Held;

static void
hold(const Attaching *a, const Node *one, const Phrase *phrase, Held *held)
{
  unsigned speaker = nodes_speakers(a->nodes, one, phrase->node);
  uint32_t words[QUOTE_MOST], count = node_content(a->nodes, one, words);

  for (uint32_t i = 0; i < phrase->count; i++)
    held->words[i] |= has(words, count, phrase->words[i]);
  held->phrases += has_phrase(words, count, phrase);
  held->same |= speaker == SPEAKER_SAME;
  held->other |= speaker == SPEAKER_OTHER;
  held->here |= one->doc == phrase->node->doc;
  held->members++;
}

/* How many of its words a cluster must have: all, but for one of three where
 * the speaker is the same and nobody else.  Another translator has "swapped
 * warnings for silence" for "traded warnings for silence". */
static uint32_t
least_of(const Phrase *phrase, const Held *held)
{
  bool own = held->same && !held->other && !held->here;

  return phrase->count - (own && phrase->count == OTHER_WORD);
}

/* How well cluster `c` holds the phrase, 0: not at all. */
static double
fit(const Attaching *a, uint32_t c, const Phrase *phrase)
{
  Held held = { .members = 0 };
  uint32_t node = c, words = 0;
  double speaker;

  do {
    hold(a, node_at(a->nodes, node), phrase, &held);
    node = a->clusters->next[node];
  } while (node != c && held.members < MOST_MEMBERS);
  for (uint32_t i = 0; i < phrase->count; i++)
    words += held.words[i];
  if (words < least_of(phrase, &held)
      || (held.other && !held.same && phrase->count < TELLING_WORDS))
    return 0;
  speaker = held.same ? SAME_SPEAKER : held.other ? OTHER_SPEAKER : 0;
  return (double)words / phrase->count + (held.phrases ? PHRASE : 0) + speaker
         + (held.here ? SAME_DOC : 0)
         + COMMON_IN_IT * held.phrases / held.members;
}

/* How many of the quotes here are expected to have all words by chance. */
static double
chance(const Attaching *a, const Phrase *phrase)
{
  double nats = 0;

  for (uint32_t i = 0; i < phrase->count; i++)
    nats += (double)a->nodes->infos[phrase->words[i]] / INFO_STEP;
  return a->trunk_quotes * exp(-nats);
}

static void
find_home(Attaching *a, uint32_t node)
{
  Phrase phrase = phrase_of(a->nodes, node);
  Mask mask = { { 0 } };
  double best = 0;

  if (chance(a, &phrase) > MOST_CHANCE)
    return;
  for (uint32_t i = 0; i < phrase.count; i++)
    mask_add(&mask, phrase.words[i]);
  for (uint32_t i = 0; i < a->found_count; i++) {
    double value;

    if (!mask_has(&a->masks[i], &mask, phrase.count == OTHER_WORD))
      continue;
    value = fit(a, a->found[i], &phrase);
    if (value > best) {
      best = value;
      a->home[node] = a->found[i];
    }
  }
}

/* Is `other` a small node without a home that says the same?  There is no
 * utterance that speaks for it, so that two people need more words. */
static bool
is_equal(const Attaching *a, uint32_t other, const Phrase *phrase)
{
  const Node *node = node_at(a->nodes, other);
  Phrase its;

  if (!node_is_small(node) || a->home[other] != UINT32_MAX
      || node->content != phrase->count)
    return false;
  its = phrase_of(a->nodes, other);
  return memcmp(its.words, phrase->words, phrase->count * sizeof *its.words)
             == 0
         && (phrase->count >= NODE_OWN_WORDS
             || nodes_speakers(a->nodes, node, phrase->node) != SPEAKER_OTHER);
}

/* Joins the small nodes of this document that have no home with ones of equal
 * words in documents around. */
static void
find_equals(Attaching *a, uint32_t node)
{
  Phrase phrase = phrase_of(a->nodes, node);
  uint32_t seen = 0;

  for (uint32_t d = 0; d < a->doc_count && seen < MOST_EQUALS; d++)
    for (uint32_t i = nodes_first(a->nodes, a->docs[d]);
         i < node && node_at(a->nodes, i)->doc == a->docs[d]
         && seen < MOST_EQUALS;
         i++, seen++)
      if (is_equal(a, i, &phrase)) {
        a->home[node] = i;
        return;
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
attach_small(Clusters *clusters, const Nodes *nodes)
{
  Attaching *a = malloc(sizeof *a);

  if (!a)
    return false;
  *a = (Attaching){ .clusters = clusters, .nodes = nodes };
  a->home =
      store_take(clusters->store, ((size_t)nodes->count + 1) * sizeof *a->home);
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
  store_give_back(clusters->store, a->home);
  free(a);
  return true;
}
