/* SPDX-License-Identifier: Apache-2.0
 *
 * lineage.c - who shares a translation: articles that are linked by edges of
 * kind verbatim or edited.
 *
 *   A B   one translation, word for word
 *   C E   one translation, edited
 *   D     on its own
 */
#include "summary.h"

#define GROUPS 8u

/* A set of nodes that are linked; the root speaks for it. */
typedef struct {
  guint64 parent;
  gboolean edited; /* of the root: some edge is no copy */
} Node;

static guint64
key_of(guint32 tree, guint32 node)
{
  return (guint64)tree << 32 | node;
}

static Node *
node_at(GHashTable *nodes, guint64 key)
{
  Node *node = g_hash_table_lookup(nodes, &key);

  if (!node) {
    guint64 *mine = g_new(guint64, 1);

    node = g_new0(Node, 1);
    node->parent = *mine = key;
    g_hash_table_insert(nodes, mine, node);
  }
  return node;
}

static guint64
root_of(GHashTable *nodes, guint64 key)
{
  for (;;) {
    Node *node = node_at(nodes, key);

    if (node->parent == key)
      return key;
    /* Halves the way for the next who asks. */
    node->parent = node_at(nodes, node->parent)->parent;
    key = node->parent;
  }
}

static void
link_nodes(GHashTable *nodes, guint64 from, guint64 to, gboolean edited)
{
  guint64 one = root_of(nodes, from), other = root_of(nodes, to);
  Node *root = node_at(nodes, MIN(one, other));

  root->edited =
      root->edited || node_at(nodes, MAX(one, other))->edited || edited;
  node_at(nodes, MAX(one, other))->parent = MIN(one, other);
}

typedef struct {
  GArray *articles; /* of guint32, sorted */
  gboolean edited;
} Group;

static void
group_clear(void *data)
{
  g_array_unref(((Group *)data)->articles);
}

static int
compare_groups(const void *first, const void *second)
{
  const Group *a = first, *b = second;
  guint32 x = g_array_index(a->articles, guint32, 0);
  guint32 y = g_array_index(b->articles, guint32, 0);

  if (a->articles->len != b->articles->len)
    return a->articles->len > b->articles->len ? -1 : 1;
  return x < y ? -1 : x > y;
}

/* The node of each article, G_MAXUINT64 where it has none. */
static guint64 *
nodes_of_articles(const stemma_table *table, guint count)
{
  guint64 *nodes = g_new(guint64, count + 1);

  for (guint i = 0; i < count; i++)
    nodes[i] = G_MAXUINT64;
  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_lineage *row = STEMMA_AT(stemma_lineage, table->rows, i);

    if (STEMMA_IS_SET(row, 0) && row->from_doc < count)
      nodes[row->from_doc] = key_of(row->tree, row->from);
    if (STEMMA_IS_SET(row, 1) && row->to_doc < count)
      nodes[row->to_doc] = key_of(row->tree, row->to);
  }
  return nodes;
}

static GHashTable *
link_all(const stemma_table *table)
{
  GHashTable *nodes =
      g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_lineage *row = STEMMA_AT(stemma_lineage, table->rows, i);

    if (row->kind != STEMMA_INDEPENDENT)
      link_nodes(nodes, key_of(row->tree, row->from),
                 key_of(row->tree, row->to), row->kind == STEMMA_EDITED);
  }
  return nodes;
}

static GArray *
find_groups(const Summary *summary, const stemma_table *table)
{
  g_autoptr(GHashTable) nodes = link_all(table);
  g_autoptr(GHashTable) numbers =
      g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree guint64 *articles =
      nodes_of_articles(table, summary->articles->len);
  GArray *groups = g_array_new(FALSE, FALSE, sizeof(Group));

  g_array_set_clear_func(groups, group_clear);
  for (guint32 i = 0; i < summary->articles->len; i++) {
    guint64 root;
    void *number;

    if (articles[i] == G_MAXUINT64)
      continue;
    root = root_of(nodes, articles[i]);
    if (!g_hash_table_lookup_extended(numbers, &root, NULL, &number)) {
      Group group = { g_array_new(FALSE, FALSE, sizeof(guint32)),
                      node_at(nodes, root)->edited };

      number = GUINT_TO_POINTER(groups->len);
      g_hash_table_insert(numbers, g_memdup2(&root, sizeof root), number);
      g_array_append_val(groups, group);
    }
    g_array_append_val(
        g_array_index(groups, Group, GPOINTER_TO_UINT(number)).articles, i);
  }
  g_array_sort(groups, compare_groups);
  return groups;
}

static void
print_group(Screen *screen, const Group *group)
{
  screen_printf(screen, "  ");
  screen_style(screen, STYLE_HEAD);
  summary_letters(screen, group->articles, 36);
  screen_style(screen, STYLE_PLAIN);
  screen_to(screen, 16);
  screen_printf(screen, group->edited ? "share a translation, edited"
                                      : "share a translation, word for word");
  screen_line(screen);
}

void
section_lineage(const Summary *summary, Screen *screen)
{
  const stemma_table *table =
      summary_table(summary, "lineage", sizeof(stemma_lineage));
  g_autoptr(GArray) groups = NULL;
  g_autoptr(GArray) alone = g_array_new(FALSE, FALSE, sizeof(guint32));

  if (!table || table->rows.count == 0)
    return;
  groups = find_groups(summary, table);
  screen_head(screen, "Lineage");
  screen_line(screen);
  for (guint i = 0; i < groups->len; i++) {
    const Group *group = &g_array_index(groups, Group, i);

    if (group->articles->len == 1)
      g_array_append_vals(alone, group->articles->data, 1);
    else if (i < GROUPS)
      print_group(screen, group);
    else if (i == GROUPS) {
      screen_printf(screen, "  and more groups");
      screen_line(screen);
    }
  }
  if (alone->len > 0) {
    screen_printf(screen, "  ");
    screen_style(screen, STYLE_HEAD);
    summary_letters(screen, alone, 36);
    screen_style(screen, STYLE_PLAIN);
    screen_to(screen, 16);
    screen_printf(screen, alone->len == 1 ? "stands on its own"
                                          : "are independent of each other");
    screen_line(screen);
  }
}
