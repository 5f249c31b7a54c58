/* SPDX-License-Identifier: Apache-2.0
 *
 * html_choose.c - which blocks of a page are its article.
 *
 * A block of prose speaks for every element that it stands in, and a block of
 * links against it.  The article is what stands in the element with most in its
 * favour: the deepest that holds all of the prose and little of the rest.
 */
#include "html_blocks.h"

#include <string.h>

/* From how many letters a block is prose; shorter ones say nothing. */
enum { PROSE = 60 };

static gboolean
is_linked(const HtmlBlock *block)
{
  return block->linked * 3 > block->letters;
}

static gint64
worth_of(const HtmlBlock *block)
{
  if (is_linked(block))
    return -2 * (gint64)block->letters;
  return block->letters >= PROSE && !block->heading ? (gint64)block->letters
                                                    : 0;
}

static gboolean
is_below(const xmlNode *node, const xmlNode *root)
{
  for (; node; node = node->parent)
    if (node == root)
      return TRUE;
  return FALSE;
}

/* What stands below each element comes to: node to gint64 *.  An element is
 * visited once for each block, and pages nest some tens deep; a page that nests
 * deeper than that is cut off here and not read in quadratic time. */
enum { DEEPEST = 256 };

static void
credit(GHashTable *worth, const HtmlBlock *block)
{
  const gint64 value = worth_of(block);
  const xmlNode *node = block->node;

  for (guint i = 0; node && value && i < DEEPEST; i++, node = node->parent) {
    gint64 *sum = g_hash_table_lookup(worth, node);

    if (!sum) {
      sum = g_new0(gint64, 1);
      g_hash_table_insert(worth, (gpointer)(uintptr_t)node, sum);
    }
    *sum += value;
  }
}

/* Is `node` marked as the article by its author? */
static gboolean
is_marked(const xmlNode *node)
{
  xmlChar *property;
  gboolean marked;

  if (node->type != XML_ELEMENT_NODE)
    return FALSE;
  if (strcmp((const char *)node->name, "article") == 0)
    return TRUE;
  property =
      xmlGetProp((xmlNode *)(uintptr_t)node, (const xmlChar *)"itemprop");
  marked = property && strstr((const char *)property, "articleBody");
  xmlFree(property);
  return marked;
}

/* Best first: more in its favour, then marked, then the deeper one, which is
 * the one that was met first on the way up. */
typedef struct {
  const xmlNode *node;
  gint64 worth;
  gboolean marked;
} Candidate;

/* An article that its author marked may have a little less in its favour than
 * an element around it that also holds teasers. */
static gboolean
is_better(const Candidate *a, const Candidate *b)
{
  if (!b->node)
    return a->worth > 0;
  if (a->marked != b->marked)
    return a->marked ? a->worth * 2 > b->worth : a->worth > b->worth * 2;
  return a->worth > b->worth;
}

static const xmlNode *
best_node(GHashTable *worth, const GArray *blocks)
{
  Candidate best = { NULL, 0, FALSE };

  for (guint i = 0; i < blocks->len; i++) {
    const xmlNode *node = g_array_index(blocks, HtmlBlock, i).node;

    for (guint k = 0; node && k < DEEPEST; k++, node = node->parent) {
      const gint64 *sum = g_hash_table_lookup(worth, node);
      const Candidate one = { node, sum ? *sum : 0, is_marked(node) };

      if (sum && is_better(&one, &best))
        best = one;
    }
  }
  return best.node;
}

static void
block_move(GArray *to, HtmlBlock *block)
{
  g_array_append_val(to, *block);
  block->text = NULL;
}

/* Headings stay where prose follows them, so this goes from the end. */
static GArray *
keep_article(GArray *blocks, const xmlNode *article)
{
  GArray *kept = g_array_new(FALSE, TRUE, sizeof(HtmlBlock));
  gboolean prose = FALSE;

  for (guint i = blocks->len; i > 0; i--) {
    HtmlBlock *block = &g_array_index(blocks, HtmlBlock, i - 1);
    const gboolean inside = !is_linked(block) && is_below(block->node, article);

    if (inside && (prose || !block->heading))
      block_move(kept, block);
    if (!block->heading)
      prose = inside;
  }
  return kept;
}

static void
put_back(GArray *blocks, GArray *reversed)
{
  g_array_set_size(blocks, 0);
  for (guint i = reversed->len; i > 0; i--)
    g_array_append_val(blocks, g_array_index(reversed, HtmlBlock, i - 1));
  g_array_unref(reversed);
}

/* What stands beside a heading that is a link leads to another article, as the
 * heading does. */
static void
mark_teasers(GArray *blocks)
{
  const xmlNode *beside = NULL;

  for (guint i = 0; i < blocks->len; i++) {
    HtmlBlock *block = &g_array_index(blocks, HtmlBlock, i);

    if (block->heading)
      beside = is_linked(block) ? block->node->parent : NULL;
    else if (beside && is_below(block->node, beside))
      block->linked = block->letters;
  }
}

void
html_blocks_choose(GArray *blocks)
{
  g_autoptr(GHashTable) worth = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  const xmlNode *article;

  mark_teasers(blocks);
  for (guint k = 0; k < blocks->len; k++)
    credit(worth, &g_array_index(blocks, HtmlBlock, k));
  article = best_node(worth, blocks);
  /* A page with a few words is nothing but these. */
  if (article)
    put_back(blocks, keep_article(blocks, article));
}
