/* SPDX-License-Identifier: Apache-2.0
 *
 * kin.c - joins the ends of edges that copies link.
 */
#include "kin.h"

/* Nodes that copies link; the smallest key speaks for them. */
static guint64
key_of(guint32 tree, guint32 node)
{
  return (guint64)tree << 32 | node;
}

/* The parents of nodes that are not roots, by key. */
typedef GHashTable Parents;

struct Kin {
  Parents *parents;
  GHashTable *groups; /* of GArray of guint32, by root */
};

/* Halves the way for whoever asks next. */
static guint64
root_of(Parents *parents, guint64 key)
{
  guint64 *parent;

  while ((parent = g_hash_table_lookup(parents, &key))) {
    const guint64 *above = g_hash_table_lookup(parents, parent);

    if (!above)
      return *parent;
    key = *parent = *above;
  }
  return key;
}

static void
link_nodes(Parents *parents, guint64 from, guint64 to)
{
  guint64 one = root_of(parents, from), other = root_of(parents, to);
  guint64 root = MIN(one, other), child = MAX(one, other);

  if (root != child)
    g_hash_table_replace(parents, g_memdup2(&child, sizeof child),
                         g_memdup2(&root, sizeof root));
}

static Parents *
link_copies(const stemma_table *table)
{
  Parents *parents =
      g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_lineage *row = STEMMA_AT(stemma_lineage, table->rows, i);

    if (row->kind == STEMMA_VERBATIM)
      link_nodes(parents, key_of(row->tree, row->from),
                 key_of(row->tree, row->to));
  }
  return parents;
}

static void
add_article(GHashTable *groups, guint64 key, guint32 article)
{
  GArray *articles = g_hash_table_lookup(groups, &key);

  if (!articles) {
    articles = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_hash_table_insert(groups, g_memdup2(&key, sizeof key), articles);
  }
  g_array_append_val(articles, article);
}

/* The articles at each root, sorted, each once. */
static GHashTable *
group_articles(const Summary *summary, const stemma_table *table,
               Parents *parents)
{
  GHashTable *groups = g_hash_table_new_full(
      g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
  g_autofree gboolean *seen = g_new0(gboolean, summary->articles->len + 1);
  GHashTableIter iter;
  void *articles;

  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_lineage *row = STEMMA_AT(stemma_lineage, table->rows, i);
    guint32 ends[2] = { row->from_doc, row->to_doc };
    guint32 nodes[2] = { row->from, row->to };

    for (guint e = 0; e < 2; e++)
      if (STEMMA_IS_SET(row, e) && ends[e] < summary->articles->len
          && !seen[ends[e]]) {
        seen[ends[e]] = TRUE;
        add_article(groups, root_of(parents, key_of(row->tree, nodes[e])),
                    ends[e]);
      }
  }
  g_hash_table_iter_init(&iter, groups);
  while (g_hash_table_iter_next(&iter, NULL, &articles))
    g_array_sort(articles, summary_compare_numbers);
  return groups;
}

Kin *
kin_new(const Summary *summary, const stemma_table *table)
{
  Kin *kin = g_new0(Kin, 1);

  kin->parents = link_copies(table);
  kin->groups = group_articles(summary, table, kin->parents);
  return kin;
}

void
kin_free(Kin *kin)
{
  g_hash_table_unref(kin->groups);
  g_hash_table_unref(kin->parents);
  g_free(kin);
}

guint64
kin_root(const Kin *kin, guint32 tree, guint32 node)
{
  return root_of(kin->parents, key_of(tree, node));
}

const GArray *
kin_articles(const Kin *kin, guint64 root)
{
  return g_hash_table_lookup(kin->groups, &root);
}
