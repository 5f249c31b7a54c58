/* SPDX-License-Identifier: Apache-2.0 */
#include "match.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

/* A weaker link makes no cluster, but helps to join two. */
static const double WEAK = .26;

/* A whole quote that is less alike than this is not made alike by joining it
 * or cutting it. */
static const double HOPE = .20;

/* Texts about other things need no closer look; in a larger corpus, sooner. */
static const double LEAST_TOPIC = .42;

static bool
make_room(Matches *m)
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
matches_start(Matches *m, const Nodes *nodes, const Texts *texts)
{
  m->more = nodes->count > FEW ? EACH * log(nodes->count / FEW) : 0;
  m->nodes = nodes;
  m->similarity = similarity_new("en");
  return m->similarity && pieces_make(&m->pieces, nodes, texts, m->similarity)
         && make_room(m);
}

void
matches_free(Matches *m)
{
  pieces_free(&m->pieces);
  free(m->whole);
  free(m->best);
  free(m->part);
  free(m->most);
  free(m->of_node);
  similarity_free(m->similarity);
  *m = (Matches){ .nodes = NULL };
}

static void
consider(Match *best, double score, double cover, uint32_t piece)
{
  if (score > best->score)
    *best = (Match){ score, cover, piece };
}

/* Compares two pieces, and notes it with both in `matches`. */
static void
compare_pair(Matches *m, Match *matches, uint32_t i, uint32_t k)
{
  const Piece *a = &m->pieces.list[i], *b = &m->pieces.list[k];
  const Node *x = node_at(m->nodes, a->first), *y = node_at(m->nodes, b->first);
  unsigned speakers = nodes_speakers(m->nodes, x, y);
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

static void
clear(Matches *m, Range range)
{
  for (uint32_t i = range.first; i < range.last; i++) {
    const Piece *piece = &m->pieces.list[i];

    m->whole[i] = m->best[i] = m->part[i] = (Match){ 0, 0, UINT32_MAX };
    m->most[piece->first] = m->most[piece->last] = 0;
  }
}

void
matches_clear(Matches *m, Range x, Range y)
{
  clear(m, x);
  clear(m, y);
}

void
matches_compare_nodes(Matches *m, uint32_t a, uint32_t b)
{
  if (m->of_node[a] != UINT32_MAX && m->of_node[b] != UINT32_MAX)
    compare_pair(m, m->whole, m->of_node[a], m->of_node[b]);
}

void
matches_compare(Matches *m, Range x, Range y)
{
  for (uint32_t i = x.first; i < x.last; i++)
    for (uint32_t k = y.first; k < y.last; k++)
      if (m->pieces.list[i].kind == PIECE_WHOLE
          && m->pieces.list[k].kind == PIECE_WHOLE)
        compare_pair(m, m->whole, i, k);
}

/* Are the whole quote `k` and the quote of node `n` the one's best match, or
 * the other's? */
static bool
is_near_node(const Matches *m, uint32_t n, uint32_t k)
{
  uint32_t whole = m->of_node[n];

  return whole != UINT32_MAX
         && ((m->whole[k].piece == whole && m->whole[k].score >= HOPE)
             || (m->whole[whole].piece == k && m->whole[whole].score >= HOPE));
}

/* Is it worth while to compare what is made of quotes with a whole one?  Two
 * small ones as one are compared with all. */
static bool
is_near(const Matches *m, const Piece *made, uint32_t k)
{
  return is_near_node(m, made->first, k) || is_near_node(m, made->last, k)
         || (m->of_node[made->first] == UINT32_MAX
             && m->of_node[made->last] == UINT32_MAX);
}

/* Joined pieces and sentences of x with those wholes of y whose best match, or
 * for which the best match, is a quote of theirs: most need no comparing. */
static void
compare_parts(Matches *m, Range x, Range y)
{
  for (uint32_t i = x.first; i < x.last; i++) {
    const Piece *made = &m->pieces.list[i];

    for (uint32_t k = y.first; made->kind != PIECE_WHOLE && k < y.last; k++)
      if (m->pieces.list[k].kind == PIECE_WHOLE && is_near(m, made, k))
        compare_pair(m, made->kind == PIECE_JOINED ? m->best : m->part, i, k);
  }
}

static uint16_t
scaled(double share)
{
  return (uint16_t)((share > 1 ? 1 : share) * LINK_ONE);
}

static bool
link_nodes(Matches *m, uint32_t a, uint32_t b, const Match *match)
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
link_pieces(Matches *m, uint32_t i, const Match *match)
{
  const Piece *x = &m->pieces.list[i], *y = &m->pieces.list[match->piece];

  for (uint32_t a = x->first; a <= x->last; a++)
    for (uint32_t b = y->first; b <= y->last; b++)
      if (!link_nodes(m, a, b, match))
        return false;
  return true;
}

static void
find_most(Matches *m, Range range)
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
is_best_cut(const Matches *m, uint32_t i)
{
  const Piece *piece = &m->pieces.list[i];

  return m->best[i].score >= m->most[piece->first]
         && m->best[i].score >= m->most[piece->last];
}

static bool
link_best(Matches *m, uint32_t i)
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

bool
matches_link(Matches *m, Range x, Range y)
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
