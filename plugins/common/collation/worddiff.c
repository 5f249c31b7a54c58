/* SPDX-License-Identifier: Apache-2.0 */
#include "worddiff.h"

#include "align.h"

#include <stdlib.h>
#include <string.h>

/* A moved block needs a content word, or FAR_CONTENT of them when it lies more
 * than NEAR_WORDS from its place: in a long text single words return.  At most
 * CANDIDATES places are tried for a word. */
enum { NEAR_WORDS = 60, FAR_CONTENT = 3, CANDIDATES = 8 };

#define FREE UINT32_MAX

struct Differ {
  WordTypes wordtypes;
  Aligner aligner;
  Buffer types;   /* of uint32_t: a's word types, then b's */
  Buffer entries; /* of AlignEntry, for the same words */
  Buffer starts;  /* of uint32_t: 0, 1, 2, ... for both sides */
  Buffer masks;   /* of uint64_t */
  Buffer partner; /* of uint32_t: each word's place in the other text */
  Buffer moved;   /* of unsigned char: part of a moved block */
  Buffer heads;   /* of uint32_t: a type's first free word of b */
  Buffer chain;   /* of uint32_t: the next free word of b of that type */
  Buffer ops;     /* of WordOp */
};

typedef struct Pair {
  Differ *d;
  const uint32_t *a, *b; /* types */
  uint32_t *to_b, *to_a; /* partners */
  unsigned char *moved_a, *moved_b;
  uint32_t a_count, b_count;
  uint32_t ops;
} Pair;

Differ *
differ_new(void)
{
  return calloc(1, sizeof(Differ));
}

void
differ_free(Differ *d)
{
  if (!d)
    return;
  wordtypes_free(&d->wordtypes);
  align_free(&d->aligner);
  buffer_free(&d->types);
  buffer_free(&d->entries);
  buffer_free(&d->starts);
  buffer_free(&d->masks);
  buffer_free(&d->partner);
  buffer_free(&d->moved);
  buffer_free(&d->heads);
  buffer_free(&d->chain);
  buffer_free(&d->ops);
  free(d);
}

static bool
link_words(Pair *pair)
{
  Differ *d = pair->d;
  size_t words = (size_t)pair->a_count + pair->b_count;
  AlignEntry *entries = buffer_need(&d->entries, words, sizeof *entries);
  uint64_t *masks = buffer_need(&d->masks, words, sizeof *masks);
  uint32_t *starts = buffer_need(&d->starts, words + 1, sizeof *starts);
  AlignSide a, b;
  const AlignLink *links;

  if (!entries || !masks || !starts)
    return false;
  for (size_t i = 0; i < words; i++) {
    const WordType *type = wordtypes_type(&d->wordtypes, pair->a[i]);

    entries[i] = (AlignEntry){ type->near, pair->a[i], 1 };
    masks[i] = UINT64_C(1) << (type->near & 63);
    starts[i] = (uint32_t)i;
  }
  starts[words] = (uint32_t)words;
  a = (AlignSide){ entries, starts, masks, pair->a_count };
  b = (AlignSide){ entries + pair->a_count, starts, masks + pair->a_count,
                   pair->b_count };
  if (!align_sides(&d->aligner, &d->wordtypes, &a, &b))
    return false;
  links = d->aligner.links.data;
  for (uint32_t k = 0; k < d->aligner.count; k++) {
    pair->to_b[links[k].a] = links[k].b;
    pair->to_a[links[k].b] = links[k].a;
  }
  return true;
}

static bool
is_content(const Pair *pair, uint32_t type)
{
  return wordtypes_type(&pair->d->wordtypes, type)->kind == WORD_CONTENT;
}

/* Chains b's free content words by type, in their order. */
static bool
chain_free_words(Pair *pair)
{
  Differ *d = pair->d;
  uint32_t *heads =
      buffer_need(&d->heads, (size_t)d->wordtypes.count + 1, sizeof *heads);
  uint32_t *chain =
      buffer_need(&d->chain, (size_t)pair->b_count + 1, sizeof *chain);

  if (!heads || !chain)
    return false;
  memset(heads, 0xff, ((size_t)d->wordtypes.count + 1) * sizeof *heads);
  for (uint32_t j = pair->b_count; j-- > 0;)
    if (pair->to_a[j] == FREE && is_content(pair, pair->b[j])) {
      chain[j] = heads[pair->b[j]];
      heads[pair->b[j]] = j;
    }
  return true;
}

static bool
same_free(const Pair *pair, uint32_t i, uint32_t j)
{
  return i < pair->a_count && j < pair->b_count && pair->a[i] == pair->b[j]
         && pair->to_b[i] == FREE && pair->to_a[j] == FREE;
}

/* The block of free equal words around i and j. */
static WordOp
block_around(const Pair *pair, uint32_t i, uint32_t j, uint32_t *content)
{
  uint32_t back = 0, length = 0;

  *content = 0;
  while (i > back && j > back && same_free(pair, i - back - 1, j - back - 1))
    back++;
  i -= back;
  j -= back;
  while (same_free(pair, i + length, j + length))
    *content += is_content(pair, pair->a[i + length++]);
  return (WordOp){ WORDDIFF_MOVE, i, length, j, length };
}

/* The block with most content words that holds a's word i. */
static WordOp
best_block(const Pair *pair, uint32_t i)
{
  const uint32_t *heads = pair->d->heads.data, *chain = pair->d->chain.data;
  WordOp best = { WORDDIFF_MOVE, i, 0, 0, 0 };
  uint32_t most = 0, tried = 0;

  for (uint32_t j = heads[pair->a[i]]; j != FREE && tried < CANDIDATES;
       j = chain[j], tried++) {
    uint32_t content;
    WordOp block;

    if (!same_free(pair, i, j))
      continue;
    block = block_around(pair, i, j, &content);
    if (content < FAR_CONTENT
        && (block.a > block.b ? block.a - block.b : block.b - block.a)
               > NEAR_WORDS)
      continue;
    if (content > most) {
      most = content;
      best = block;
    }
  }
  return best;
}

static void
find_moves(Pair *pair)
{
  for (uint32_t i = 0; i < pair->a_count; i++) {
    WordOp block;

    if (pair->to_b[i] != FREE || !is_content(pair, pair->a[i]))
      continue;
    block = best_block(pair, i);
    for (uint32_t k = 0; k < block.a_count; k++) {
      pair->to_b[block.a + k] = block.b + k;
      pair->to_a[block.b + k] = block.a + k;
      pair->moved_a[block.a + k] = pair->moved_b[block.b + k] = 1;
    }
  }
}

static bool
push(Pair *pair, WordOp op)
{
  WordOp *ops = buffer_need(&pair->d->ops, (size_t)pair->ops + 1, sizeof *ops);

  if (!ops)
    return false;
  ops[pair->ops++] = op;
  return true;
}

/* How far words of one sort go on together from i and j. */
static WordOp
linked_run(const Pair *pair, uint32_t i, uint32_t j)
{
  unsigned char moved = pair->moved_a[i];
  bool equal = pair->a[i] == pair->b[j];
  uint32_t length = 0;

  while (i + length < pair->a_count && pair->to_b[i + length] == j + length
         && pair->moved_a[i + length] == moved
         && (pair->a[i + length] == pair->b[j + length]) == equal)
    length++;
  return (WordOp){ moved   ? WORDDIFF_MOVE
                   : equal ? WORDDIFF_EQUAL
                           : WORDDIFF_REPLACE,
                   i, length, j, length };
}

static WordOp
free_run(const Pair *pair, uint32_t i, uint32_t j)
{
  WordOp op = { WORDDIFF_REPLACE, i, 0, j, 0 };

  while (i + op.a_count < pair->a_count && pair->to_b[i + op.a_count] == FREE)
    op.a_count++;
  while (j + op.b_count < pair->b_count && pair->to_a[j + op.b_count] == FREE)
    op.b_count++;
  if (op.b_count == 0)
    op.op = WORDDIFF_DELETE;
  else if (op.a_count == 0)
    op.op = WORDDIFF_INSERT;
  return op;
}

static bool
make_ops(Pair *pair)
{
  uint32_t i = 0, j = 0;

  while (i < pair->a_count || j < pair->b_count) {
    WordOp op;

    while (j < pair->b_count && pair->moved_b[j])
      j++;
    if (i < pair->a_count && pair->to_b[i] != FREE
        && (pair->moved_a[i] || pair->to_b[i] == j)) {
      op = linked_run(pair, i, pair->to_b[i]);
      j += pair->moved_a[i] ? 0 : op.b_count;
      i += op.a_count;
    } else {
      op = free_run(pair, i, j);
      i += op.a_count;
      j += op.b_count;
    }
    if (op.a_count + op.b_count && !push(pair, op))
      return false;
  }
  return true;
}

static bool
start(Pair *pair, const AlignText *a, const AlignText *b, bool near)
{
  Differ *d = pair->d;
  size_t words = (size_t)a->count + b->count;
  uint32_t *types = buffer_need(&d->types, words, sizeof *types);
  uint32_t *partner = buffer_need(&d->partner, words, sizeof *partner);
  unsigned char *moved = buffer_need(&d->moved, words, 1);

  if (words > UINT32_MAX / 4 || !types || !partner || !moved
      || !wordtypes_start(&d->wordtypes, (uint32_t)words))
    return false;
  wordtypes_number(&d->wordtypes, a, near, types);
  wordtypes_number(&d->wordtypes, b, near, types + a->count);
  memset(partner, 0xff, words * sizeof *partner);
  memset(moved, 0, words);
  pair->a = types;
  pair->b = types + a->count;
  pair->to_b = partner;
  pair->to_a = partner + a->count;
  pair->moved_a = moved;
  pair->moved_b = moved + a->count;
  pair->a_count = a->count;
  pair->b_count = b->count;
  return true;
}

const WordOp *
worddiff(Differ *d, const AlignText *a, const AlignText *b, bool near,
         uint32_t *count)
{
  Pair pair = { .d = d };

  *count = 0;
  if (!start(&pair, a, b, near) || !link_words(&pair)
      || !chain_free_words(&pair))
    return NULL;
  find_moves(&pair);
  if (!make_ops(&pair) || !buffer_need(&d->ops, 1, sizeof(WordOp)))
    return NULL;
  *count = pair.ops;
  return d->ops.data;
}
