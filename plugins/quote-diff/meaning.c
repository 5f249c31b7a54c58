/* SPDX-License-Identifier: Apache-2.0 */
#include "meaning.h"

#include <math.h>
#include <stdlib.h>

#include "similarity.h"

/* How alike in meaning two quotes must be, by what the speakers say, in a
 * corpus of FEW quotes; and how much more for each e-fold of that, since the
 * best of more quotes is better by chance.  From looking at four invented
 * events and at translations of one book. */
static const double NEEDED[] = {
  [SPEAKER_UNKNOWN] = .42, [SPEAKER_SAME] = .40, [SPEAKER_OTHER] = .47
};
static const double FEW = 50, EACH = .03;

/* The score of a link that is only just alike enough: a little more than what
 * makes a cluster of two quotes. */
static const double JUST = .34;

/* Texts about other things need no closer look. */
static const double LEAST_TOPIC = .42;

/* A quote of a document, and the best one of another document for it. */
typedef struct Match {
  double score;
  double cover;
  uint32_t node;
} Match;

typedef struct Meaning {
  const Nodes *nodes;
  Links *links;
  size_t known; /* links that there were, sorted */
  double more;  /* is needed in a corpus of this size */
  Similarity *similarity;
  SimilarText **texts; /* by node; NULL: not to be compared */
  Match *best;         /* by node, in the two documents at hand */
} Meaning;

static int
by_nodes(const void *a, const void *b)
{
  const Link *x = a, *y = b;

  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  return x->b < y->b ? -1 : x->b > y->b;
}

/* The link between the two that there is; NULL: none. */
static Link *
find(const Meaning *m, uint32_t a, uint32_t b)
{
  Link key = { .a = a, .b = b };

  return m->known
             ? bsearch(&key, m->links->list, m->known, sizeof key, by_nodes)
             : NULL;
}

static uint16_t
scaled(double share)
{
  return (uint16_t)((share > 1 ? 1 : share) * LINK_ONE);
}

static bool
link_pair(Meaning *m, uint32_t a, const Match *match)
{
  Link link = { a, match->node, scaled(match->score), scaled(match->cover) };
  Link *old = find(m, a, match->node);

  if (!old)
    return links_add(m->links, link);
  if (link.score > old->score)
    old->score = link.score;
  return true;
}

/* The first node of the next document that has one. */
static uint32_t
doc_end(const Nodes *nodes, uint32_t node)
{
  return nodes_first(nodes, node_at(nodes, node)->doc + 1);
}

static unsigned
speakers_of(const Meaning *m, const Node *x, const Node *y)
{
  return speaker_compare(node_speaker(m->nodes, x), node_speaker(m->nodes, y));
}

/* Notes that `b` is so much like `a`, if that is the best yet. */
static void
consider(Meaning *m, uint32_t a, uint32_t b, double score, double cover)
{
  if (score > m->best[a].score)
    m->best[a] = (Match){ score, cover, b };
}

static void
compare_pair(Meaning *m, uint32_t a, uint32_t b)
{
  const Node *x = node_at(m->nodes, a), *y = node_at(m->nodes, b);
  SimilarShare share;
  double score, cover;

  if (!m->texts[a] || !m->texts[b] || (x->indirect && y->indirect)
      || similarity_topic(m->texts[a], m->texts[b]) < LEAST_TOPIC)
    return;
  share = similarity_compare(m->similarity, m->texts[a], m->texts[b]);
  score = JUST + share.score - NEEDED[speakers_of(m, x, y)] - m->more;
  cover = share.a > share.b ? share.a : share.b;
  consider(m, a, b, score, cover);
  consider(m, b, a, score, cover);
}

/* Links quotes that are each other's best in the documents that begin at nodes
 * `x` and `y`. */
static bool
compare_docs(Meaning *m, uint32_t x, uint32_t y)
{
  uint32_t x_end = doc_end(m->nodes, x), y_end = doc_end(m->nodes, y);

  for (uint32_t a = x; a < x_end; a++)
    m->best[a] = (Match){ 0, 0, UINT32_MAX };
  for (uint32_t b = y; b < y_end; b++)
    m->best[b] = (Match){ 0, 0, UINT32_MAX };
  for (uint32_t a = x; a < x_end; a++)
    for (uint32_t b = y; b < y_end; b++)
      compare_pair(m, a, b);
  for (uint32_t a = x; a < x_end; a++)
    if (m->best[a].score >= JUST && m->best[m->best[a].node].node == a
        && !link_pair(m, a, &m->best[a]))
      return false;
  return true;
}

static bool
read_texts(Meaning *m, const Texts *texts)
{
  KeptText *list = texts_order(texts);
  bool good = list != NULL;

  for (uint32_t i = 0; good && i < m->nodes->count; i++) {
    const Node *node = node_at(m->nodes, i);
    const KeptText *kept =
        texts_find(list, texts->count, node->doc, node->quote);

    if (!kept || !kept->length || node_is_small(node))
      continue;
    m->texts[i] = similarity_read(
        m->similarity, (MtText){ texts_bytes(texts, kept), kept->length });
    good = m->texts[i] != NULL;
  }
  free(list);
  return good;
}

static bool
compare_all(Meaning *m)
{
  const Nodes *nodes = m->nodes;

  for (uint32_t x = 0; x < nodes->count; x = doc_end(nodes, x))
    for (uint32_t y = doc_end(nodes, x); y < nodes->count;
         y = doc_end(nodes, y))
      if (!compare_docs(m, x, y))
        return false;
  return true;
}

bool
meaning_link(Links *links, const Nodes *nodes, const Texts *texts)
{
  Meaning m = { .nodes = nodes, .links = links, .known = links->count };
  bool good;

  if (texts->many || !texts->count)
    return true;
  m.more = nodes->count > FEW ? EACH * log(nodes->count / FEW) : 0;
  if (links->count)
    qsort(links->list, links->count, sizeof *links->list, by_nodes);
  m.similarity = similarity_new("en");
  m.texts = calloc((size_t)nodes->count + 1, sizeof(SimilarText *));
  m.best = calloc((size_t)nodes->count + 1, sizeof *m.best);
  good = m.similarity && m.texts && m.best && read_texts(&m, texts)
         && compare_all(&m);
  for (uint32_t i = 0; m.texts && i < nodes->count; i++)
    similarity_forget(m.texts[i]);
  free(m.texts);
  free(m.best);
  similarity_free(m.similarity);
  return good;
}
