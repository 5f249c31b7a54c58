/* SPDX-License-Identifier: Apache-2.0 */
#include "meaning.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "near.h"
#include "pieces.h"

/* How alike in meaning two quotes must be, by what the speakers say, in a
 * corpus of FEW quotes; and how much more for each e-fold of that, since the
 * best of more quotes is better by chance.  From looking at four invented
 * events and at translations of one book. */
static const double NEEDED[] = {
  [SPEAKER_UNKNOWN] = .42, [SPEAKER_SAME] = .40, [SPEAKER_OTHER] = .47
};
static const double FEW = 50, EACH = .03;

/* And how much more for two halves as one, and for a sentence alone. */
static const double MORE[] = {
  [PIECE_WHOLE] = 0, [PIECE_JOINED] = .03, [PIECE_SENTENCE] = .06
};

/* The score of a link that is only just alike enough: a little more than what
 * makes a cluster of two quotes. */
static const double JUST = .34;

/* Of more quotes not every two are compared: it takes half a second for so
 * many, and four times as long for twice as many. */
enum { SMALL_CORPUS = 500 };

/* A weaker link makes no cluster, but helps to join two. */
static const double WEAK = .26;

/* A whole quote that is less alike than this is not made alike by joining it
 * or cutting it. */
static const double HOPE = .20;

/* Texts about other things need no closer look; in a larger corpus, sooner. */
static const double LEAST_TOPIC = .42;

/* The best piece of the other document. */
typedef struct Match {
  double score;
  double cover;
  uint32_t piece;
} Match;

typedef struct Meaning {
  const Nodes *nodes;
  Links *links;
  Links *ties;
  double more; /* is needed in a corpus of this size */
  Similarity *similarity;
  Pieces pieces;
  Match *whole;      /* by piece: the best whole one for a whole one */
  Match *best;       /* the best of wholes and joined ones */
  Match *part;       /* a sentence's best whole, a whole's best sentence */
  double *most;      /* by node: the best of the pieces that it is in */
  uint32_t *of_node; /* the piece that is the whole quote; UINT32_MAX: none */
} Meaning;

/* By nodes; of the same ones the strongest first. */
static int
by_nodes(const void *a, const void *b)
{
  const Link *x = a, *y = b;

  if (x->a != y->a)
    return x->a < y->a ? -1 : 1;
  if (x->b != y->b)
    return x->b < y->b ? -1 : 1;
  return x->score > y->score ? -1 : x->score < y->score;
}

/* Keeps one link, the strongest, of each two nodes. */
static void
keep_strongest(Links *links)
{
  size_t kept = 0;

  if (links->count)
    qsort(links->list, links->count, sizeof *links->list, by_nodes);
  for (size_t i = 0; i < links->count; i++)
    if (kept == 0 || links->list[i].a != links->list[kept - 1].a
        || links->list[i].b != links->list[kept - 1].b)
      links->list[kept++] = links->list[i];
  links->count = kept;
}

static uint16_t
scaled(double share)
{
  return (uint16_t)((share > 1 ? 1 : share) * LINK_ONE);
}

static bool
link_nodes(Meaning *m, uint32_t a, uint32_t b, const Match *match)
{
  Link link = { a, b, scaled(match->score), scaled(match->cover) };
  bool small = node_is_small(node_at(m->nodes, a));

  if (small == node_is_small(node_at(m->nodes, b)))
    return links_add(m->links, link);
  return links_add(m->ties,
                   small ? link : (Link){ b, a, link.score, link.cover });
}

/* Links the nodes of a piece with those of its match. */
static bool
link_pieces(Meaning *m, uint32_t i, const Match *match)
{
  const Piece *x = &m->pieces.list[i], *y = &m->pieces.list[match->piece];

  for (uint32_t a = x->first; a <= x->last; a++)
    for (uint32_t b = y->first; b <= y->last; b++)
      if (!link_nodes(m, a, b, match))
        return false;
  return true;
}

static void
consider(Match *best, double score, double cover, uint32_t piece)
{
  if (score > best->score)
    *best = (Match){ score, cover, piece };
}

/* Compares two pieces, and notes it with both in `matches`. */
static void
compare_pair(Meaning *m, Match *matches, uint32_t i, uint32_t k)
{
  const Piece *a = &m->pieces.list[i], *b = &m->pieces.list[k];
  const Node *x = node_at(m->nodes, a->first), *y = node_at(m->nodes, b->first);
  unsigned speakers =
      speaker_compare(node_speaker(m->nodes, x), node_speaker(m->nodes, y));
  SimilarShare share;
  double score, cover;

  if ((x->indirect && y->indirect)
      || (speakers == SPEAKER_OTHER
          && (x->content < NODE_OWN_WORDS || y->content < NODE_OWN_WORDS))
      || similarity_topic(a->text, b->text) < LEAST_TOPIC + m->more)
    return;
  share = similarity_compare(m->similarity, a->text, b->text);
  score = JUST + share.score - m->more - MORE[a->kind] - MORE[b->kind]
          - NEEDED[speakers];
  cover = share.a > share.b ? share.a : share.b;
  consider(&matches[i], score, cover, k);
  consider(&matches[k], score, cover, i);
}

/* The pieces first .. last - 1 of a document. */
typedef struct Range {
  uint32_t first, last;
} Range;

static Range
next_doc(const Meaning *m, uint32_t first)
{
  const Pieces *p = &m->pieces;
  uint32_t last = first, doc;

  if (first == p->count)
    return (Range){ first, first };
  doc = node_at(m->nodes, p->list[first].first)->doc;
  while (last < p->count && node_at(m->nodes, p->list[last].first)->doc == doc)
    last++;
  return (Range){ first, last };
}

static void
clear(Meaning *m, Range range)
{
  for (uint32_t i = range.first; i < range.last; i++) {
    const Piece *piece = &m->pieces.list[i];

    m->whole[i] = m->best[i] = m->part[i] = (Match){ 0, 0, UINT32_MAX };
    m->most[piece->first] = m->most[piece->last] = 0;
  }
}

static void
find_most(Meaning *m, Range range)
{
  for (uint32_t i = range.first; i < range.last; i++) {
    const Piece *piece = &m->pieces.list[i];

    for (uint32_t n = piece->first; n <= piece->last; n++)
      if (m->best[i].score > m->most[n])
        m->most[n] = m->best[i].score;
  }
}

/* Is there no better way to join the nodes of piece `i`? */
static bool
is_best_cut(const Meaning *m, uint32_t i)
{
  const Piece *piece = &m->pieces.list[i];

  return m->best[i].score >= m->most[piece->first]
         && m->best[i].score >= m->most[piece->last];
}

static bool
link_best(Meaning *m, uint32_t i)
{
  const Match *best = &m->best[i], *part = &m->part[i];

  if (best->score >= WEAK && m->best[best->piece].piece == i
      && is_best_cut(m, i) && is_best_cut(m, best->piece)
      && !link_pieces(m, i, best))
    return false;
  /* a sentence is the better match for a whole quote than any whole one */
  return part->score < WEAK || m->part[part->piece].piece != i
         || part->score <= best->score
         || part->score <= m->best[part->piece].score
         || link_pieces(m, i, part);
}

/* Are the whole quote `k` and the quote of node `n` the one's best match, or
 * the other's? */
static bool
is_near_node(const Meaning *m, uint32_t n, uint32_t k)
{
  uint32_t whole = m->of_node[n];

  return whole != UINT32_MAX
         && ((m->whole[k].piece == whole && m->whole[k].score >= HOPE)
             || (m->whole[whole].piece == k && m->whole[whole].score >= HOPE));
}

/* Is it worth while to compare what is made of quotes with a whole one?  Two
 * small ones as one are compared with all. */
static bool
is_near(const Meaning *m, const Piece *made, uint32_t k)
{
  return is_near_node(m, made->first, k) || is_near_node(m, made->last, k)
         || (m->of_node[made->first] == UINT32_MAX
             && m->of_node[made->last] == UINT32_MAX);
}

/* Two nodes that stand near linked ones. */
static void
compare_near(void *data, uint32_t a, uint32_t b)
{
  Meaning *m = data;

  if (m->of_node[a] != UINT32_MAX && m->of_node[b] != UINT32_MAX)
    compare_pair(m, m->whole, m->of_node[a], m->of_node[b]);
}

static void
compare_wholes(Meaning *m, Range x, Range y)
{
  for (uint32_t i = x.first; i < x.last; i++)
    for (uint32_t k = y.first; k < y.last; k++)
      if (m->pieces.list[i].kind == PIECE_WHOLE
          && m->pieces.list[k].kind == PIECE_WHOLE)
        compare_pair(m, m->whole, i, k);
}

/* Joined pieces and sentences of x with those wholes of y whose best match, or
 * for which the best match, is a quote of theirs: most need no comparing. */
static void
compare_parts(Meaning *m, Range x, Range y)
{
  for (uint32_t i = x.first; i < x.last; i++) {
    const Piece *made = &m->pieces.list[i];

    for (uint32_t k = y.first; made->kind != PIECE_WHOLE && k < y.last; k++)
      if (m->pieces.list[k].kind == PIECE_WHOLE && is_near(m, made, k))
        compare_pair(m, made->kind == PIECE_JOINED ? m->best : m->part, i, k);
  }
}

/* Links pieces that are each other's best in the two documents; their wholes
 * have been compared. */
static bool
link_docs(Meaning *m, Range x, Range y)
{
  memcpy(m->best + x.first, m->whole + x.first,
         (x.last - x.first) * sizeof *m->best);
  memcpy(m->best + y.first, m->whole + y.first,
         (y.last - y.first) * sizeof *m->best);
  compare_parts(m, x, y);
  compare_parts(m, y, x);
  find_most(m, x);
  find_most(m, y);
  for (uint32_t i = x.first; i < x.last; i++)
    if (!link_best(m, i))
      return false;
  return true;
}

static bool
compare_docs(Meaning *m, Range x, Range y)
{
  clear(m, x);
  clear(m, y);
  compare_wholes(m, x, y);
  return link_docs(m, x, y);
}

static bool
compare_all(Meaning *m)
{
  uint32_t count = m->pieces.count;

  for (Range x = next_doc(m, 0); x.first < count; x = next_doc(m, x.last))
    for (Range y = next_doc(m, x.last); y.first < count;
         y = next_doc(m, y.last))
      if (!compare_docs(m, x, y))
        return false;
  return true;
}

/* By document: its pieces. */
static Range *
find_ranges(const Meaning *m)
{
  Range *ranges = calloc((size_t)m->nodes->docs + 1, sizeof *ranges);

  for (Range x = next_doc(m, 0); ranges && x.first < m->pieces.count;
       x = next_doc(m, x.last))
    ranges[node_at(m->nodes, m->pieces.list[x.first].first)->doc] = x;
  return ranges;
}

/* Documents that share a link, and in them what stands near one. */
static bool
compare_linked(Meaning *m)
{
  Range *ranges = find_ranges(m);
  Near near = { NULL, 0 };
  bool good = ranges && near_find(&near, m->links, m->nodes);

  for (size_t first = 0, end; good && first < near.count; first = end) {
    Range x = ranges[near.list[first].docs[0]];
    Range y = ranges[near.list[first].docs[1]];

    end = near_end(&near, first);
    clear(m, x);
    clear(m, y);
    near_meet(&near, first, end, m->nodes, compare_near, m);
    good = link_docs(m, x, y);
  }
  near_free(&near);
  free(ranges);
  return good;
}

static bool
make_room(Meaning *m)
{
  m->whole = calloc((size_t)m->pieces.count + 1, sizeof *m->whole);
  m->best = calloc((size_t)m->pieces.count + 1, sizeof *m->best);
  m->part = calloc((size_t)m->pieces.count + 1, sizeof *m->part);
  m->most = calloc((size_t)m->nodes->count + 1, sizeof *m->most);
  m->of_node = malloc(((size_t)m->nodes->count + 1) * sizeof *m->of_node);
  if (m->of_node)
    memset(m->of_node, 0xff, (m->nodes->count + 1u) * sizeof *m->of_node);
  for (uint32_t i = 0; m->of_node && i < m->pieces.count; i++)
    if (m->pieces.list[i].kind == PIECE_WHOLE)
      m->of_node[m->pieces.list[i].first] = i;
  return m->of_node && m->whole && m->best && m->part && m->most;
}

bool
meaning_link(Links *links, Links *ties, const Nodes *nodes, const Texts *texts)
{
  Meaning m = { .nodes = nodes, .links = links, .ties = ties };
  bool good;

  if (texts->many || !texts->count)
    return true;
  m.more = nodes->count > FEW ? EACH * log(nodes->count / FEW) : 0;
  m.similarity = similarity_new("en");
  good =
      m.similarity && pieces_make(&m.pieces, nodes, texts, m.similarity)
      && make_room(&m)
      && (nodes->count > SMALL_CORPUS ? compare_linked(&m) : compare_all(&m));
  keep_strongest(links);
  pieces_free(&m.pieces);
  free(m.whole);
  free(m.best);
  free(m.part);
  free(m.most);
  free(m.of_node);
  similarity_free(m.similarity);
  return good;
}

static int
strongest_first(const void *a, const void *b)
{
  const Link *x = a, *y = b;

  return x->score != y->score ? (x->score > y->score ? -1 : 1) : by_nodes(a, b);
}

void
meaning_tie(Clusters *clusters, Links *ties, const Nodes *nodes)
{
  if (ties->count)
    qsort(ties->list, ties->count, sizeof *ties->list, strongest_first);
  for (size_t i = 0; i < ties->count; i++) {
    const Link *tie = &ties->list[i];

    if (clusters->size[clusters->of[tie->a]] == 1
        && node_is_trunk(node_at(nodes, tie->b)))
      clusters_merge(clusters, tie->b, tie->a, false);
  }
}
