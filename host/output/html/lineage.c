/* SPDX-License-Identifier: Apache-2.0
 *
 * lineage.c - who translated together, drawn as brackets over the articles.
 *
 * The tree of witnesses has no root that anybody knows, so no article may look
 * like the source of others: all stand in one column, and brackets join what
 * the edges of the tree join, one translation first, then the shorter edges.
 */
#include "../summary/kin.h"
#include "page.h"

/* Pixels of an article's row, as report.css has them. */
#define ROW 40u
/* So wide are all brackets together at most, and one of them. */
#define ACROSS 132.0
#define STEP 30.0
#define EDGE 8.0
/* Letters that stand in one row, and characters of a name. */
#define LETTERS 4u
#define NAME 90u
/* More rows than these are not drawn; of more edges than these the list opens
 * when asked. */
#define ROWS 600u
#define OPEN 12u

#define NONE G_MAXUINT

/* Articles that are word for word the same, or two of these in a bracket. */
typedef struct {
  const GArray *articles; /* of guint32; NULL: a bracket */
  guint sides[2];         /* of Group */
  guint kind;
  guint32 first; /* the lowest of its articles */
  guint height;  /* brackets over each other */
  double x;
  double y;
} Group;

typedef struct {
  Page *page;
  const stemma_table *table;
  Kin *kin;
  GArray *groups;     /* of Group */
  GHashTable *by_key; /* of a node: its number, from 1 */
  GArray *above;      /* of guint, by node: a node joined with it, or itself */
  GArray *tops;       /* of guint, by node: its outermost group, or NONE */
  double step;
  guint highest; /* group */
  guint rows;
  GString *lines;
  GString *names;
} Tree;

static const stemma_lineage *
edge_row(const Tree *tree, guint32 row)
{
  return STEMMA_AT(stemma_lineage, tree->table->rows, row);
}

static Group *
group_at(const Tree *tree, guint number)
{
  return &g_array_index(tree->groups, Group, number);
}

/* The node of one end of an edge; a new one has its articles as a group. */
static guint
node_of(Tree *tree, guint32 number, guint32 end)
{
  guint64 key = kin_root(tree->kin, number, end);
  guint node = GPOINTER_TO_UINT(g_hash_table_lookup(tree->by_key, &key));
  const GArray *articles = kin_articles(tree->kin, key);
  guint top = articles ? tree->groups->len : NONE;
  Group group = { articles, { NONE, NONE }, 0, 0, 0, 0, 0 };

  if (node)
    return node - 1;
  if (articles) {
    group.first = g_array_index(articles, guint32, 0);
    g_array_append_val(tree->groups, group);
  }
  node = tree->above->len;
  g_array_append_val(tree->above, node);
  g_array_append_val(tree->tops, top);
  g_hash_table_insert(tree->by_key, g_memdup2(&key, sizeof key),
                      GUINT_TO_POINTER(node + 1));
  return node;
}

static guint
top_node(const Tree *tree, guint node)
{
  guint *above = &g_array_index(tree->above, guint, 0);

  while (above[node] != node)
    node = above[node] = above[above[node]];
  return node;
}

/* Two groups in a bracket; where one is a lost source, the other alone. */
static guint
join_groups(Tree *tree, guint a, guint b, guint kind)
{
  Group group = { .kind = kind };

  if (a == NONE || b == NONE)
    return a == NONE ? b : a;
  if (group_at(tree, b)->first < group_at(tree, a)->first) {
    guint other = a;

    a = b;
    b = other;
  }
  group.sides[0] = a;
  group.sides[1] = b;
  group.first = group_at(tree, a)->first;
  group.height = 1 + MAX(group_at(tree, a)->height, group_at(tree, b)->height);
  g_array_append_val(tree->groups, group);
  return tree->groups->len - 1;
}

static void
join_ends(Tree *tree, const stemma_lineage *row)
{
  guint a = top_node(tree, node_of(tree, row->tree, row->from));
  guint b = top_node(tree, node_of(tree, row->tree, row->to));
  guint *tops = &g_array_index(tree->tops, guint, 0);

  if (a == b)
    return;
  tops[a] = join_groups(tree, tops[a], tops[b], row->kind);
  g_array_index(tree->above, guint, b) = a;
}

/* One translation before others, then the nearer before the farther. */
static int
compare_edges(const void *first, const void *second, void *data)
{
  const Tree *tree = data;
  guint32 a = *(const guint32 *)first, b = *(const guint32 *)second;
  const stemma_lineage *one = edge_row(tree, a), *other = edge_row(tree, b);

  if (one->kind != other->kind)
    return one->kind < other->kind ? -1 : 1;
  if (one->length < other->length || one->length > other->length)
    return one->length < other->length ? -1 : 1;
  return a < b ? -1 : a > b;
}

/* The edges between different articles, in the order in which they join. */
static GArray *
edges_of(Tree *tree)
{
  GArray *edges = g_array_new(FALSE, FALSE, sizeof(guint32));

  for (guint32 i = 0; i < tree->table->rows.count; i++) {
    const stemma_lineage *row = edge_row(tree, i);

    node_of(tree, row->tree, row->from);
    node_of(tree, row->tree, row->to);
    if (row->kind != STEMMA_VERBATIM)
      g_array_append_val(edges, i);
  }
  g_array_sort_with_data(edges, compare_edges, tree);
  return edges;
}

static void
print_row(Tree *tree, const Group *group)
{
  GString *to = tree->names;
  char room[SCREEN_LETTER];

  g_string_append(to, "<li>");
  for (guint i = 0; i < MIN(group->articles->len, LETTERS); i++)
    g_string_append_printf(
        to, "<span class=\"sigla\">%s</span>",
        screen_letter(g_array_index(group->articles, guint32, i), room));
  g_string_append(to, "<span class=\"nm\">");
  if (group->articles->len > LETTERS)
    g_string_append_printf(to, "and %u more, word for word",
                           group->articles->len - LETTERS);
  else if (group->articles->len > 1)
    g_string_append(to, "word for word");
  else
    page_name(tree->page, to, group->first, NAME);
  g_string_append(to, "</span></li>\n");
}

static void
draw_bracket(Tree *tree, const Group *group)
{
  const Group *one = group_at(tree, group->sides[0]);
  const Group *other = group_at(tree, group->sides[1]);

  g_string_append_printf(
      tree->lines, "<path class=\"br%s\" d=\"M%.1f %.1fH%.1fV%.1fH%.1f\"/>",
      group->kind == STEMMA_INDEPENDENT ? " ind" : "", one->x, one->y, group->x,
      other->y, other->x);
}

static void
place_group(Tree *tree, guint number)
{
  Group *group = group_at(tree, number);

  group->x = EDGE + (tree->highest - group->height) * tree->step;
  if (group->articles) {
    group->y = tree->rows++ * ROW + ROW / 2.0;
    print_row(tree, group);
    return;
  }
  place_group(tree, group->sides[0]);
  place_group(tree, group->sides[1]);
  group->y =
      (group_at(tree, group->sides[0])->y + group_at(tree, group->sides[1])->y)
      / 2;
  draw_bracket(tree, group);
}

static guint
count_rows(const Tree *tree)
{
  guint count = 0;

  for (guint i = 0; i < tree->groups->len; i++)
    count += group_at(tree, i)->articles != NULL;
  return count;
}

/* Trees that nothing joins stand one below the other. */
static void
place_all(Tree *tree)
{
  for (guint i = 0; i < tree->groups->len; i++)
    tree->highest = MAX(tree->highest, group_at(tree, i)->height);
  tree->step = MIN(STEP, ACROSS / MAX(tree->highest, 1));
  for (guint i = 0; i < tree->tops->len; i++)
    if (g_array_index(tree->above, guint, i) == i
        && g_array_index(tree->tops, guint, i) != NONE)
      place_group(tree, g_array_index(tree->tops, guint, i));
}

static void
draw_tree(Tree *tree)
{
  Page *page = tree->page;
  double width;

  if (count_rows(tree) == 0 || count_rows(tree) > ROWS)
    return;
  tree->lines = g_string_new(NULL);
  tree->names = g_string_new(NULL);
  place_all(tree);
  width = tree->highest * tree->step + 2 * EDGE;
  page_printf(
      page,
      "<div class=\"kin\"><svg class=\"tree\" width=\"%.0f\" height=\"%u\" "
      "viewBox=\"0 0 %.0f %u\" role=\"img\" aria-label=\"Brackets over the "
      "articles; the list below says the same in words\">%s</svg>\n"
      "<ul>\n%s</ul></div>\n",
      width, tree->rows * ROW, width, tree->rows * ROW, tree->lines->str,
      tree->names->str);
  if (tree->highest > 0)
    page_printf(
        page,
        "<p class=\"key\"><span><svg class=\"sw\" viewBox=\"0 0 22 12\" "
        "aria-hidden=\"true\"><path class=\"br\" d=\"M0 6H22\"/></svg>one "
        "translation, edited</span> <span><svg class=\"sw\" viewBox=\"0 0 "
        "22 12\" "
        "aria-hidden=\"true\"><path class=\"br ind\" d=\"M0 6H22\"/></svg>"
        "translated independently</span></p>\n");
  g_string_free(tree->lines, TRUE);
  g_string_free(tree->names, TRUE);
}

static void
print_end(Page *page, const Kin *kin, guint64 root)
{
  const GArray *articles = kin_articles(kin, root);

  if (articles)
    page_sigla(page, articles, 12);
  else
    page_printf(page, "a lost or supposed source");
}

/* The same for those who do not see the drawing, and how sure each edge is. */
static void
list_edges(Tree *tree, const GArray *edges)
{
  static const char *const kinds[] = { "", "one translation, edited",
                                       "translated independently" };
  Page *page = tree->page;

  if (edges->len == 0)
    return;
  page_printf(page,
              "<details class=\"inner\"%s><summary>In words, with support"
              "</summary><ul class=\"edges\">\n",
              edges->len <= OPEN ? " open" : "");
  for (guint i = 0; i < edges->len; i++) {
    const stemma_lineage *row =
        edge_row(tree, g_array_index(edges, guint32, i));

    page_printf(page, "<li>");
    print_end(page, tree->kin, kin_root(tree->kin, row->tree, row->from));
    page_printf(page, " and ");
    print_end(page, tree->kin, kin_root(tree->kin, row->tree, row->to));
    page_printf(page, ": %s, support %.0f&nbsp;%%</li>\n",
                kin_is_unknown(row) ? "too few words in common to tell"
                                    : kinds[MIN(row->kind, STEMMA_INDEPENDENT)],
                100 * CLAMP(row->support, 0, 1));
  }
  page_printf(page,
              "</ul><p class=\"how\">Support 80&nbsp;%%: in 80 of 100 trials, "
              "each with words drawn at random from the utterances, "
              "these two are joined again.</p></details>\n");
}

static void
tree_clear(Tree *tree)
{
  kin_free(tree->kin);
  g_array_unref(tree->groups);
  g_array_unref(tree->above);
  g_array_unref(tree->tops);
  g_hash_table_unref(tree->by_key);
}

void
html_lineage(Page *page)
{
  Tree tree = { .page = page };
  g_autoptr(GArray) edges = NULL;

  tree.table = summary_table(page->summary, "lineage", sizeof(stemma_lineage));
  if (!tree.table || tree.table->rows.count == 0)
    return;
  tree.kin = kin_new(page->summary, tree.table);
  tree.groups = g_array_new(FALSE, FALSE, sizeof(Group));
  tree.above = g_array_new(FALSE, FALSE, sizeof(guint));
  tree.tops = g_array_new(FALSE, FALSE, sizeof(guint));
  tree.by_key =
      g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  edges = edges_of(&tree);
  for (guint i = 0; i < edges->len; i++)
    join_ends(&tree, edge_row(&tree, g_array_index(edges, guint32, i)));
  page_open(page, "lineage", "Translations: who translated together",
            "Brackets join who goes with whom, the nearest first. What counts "
            "is rare words and long runs in common: they tell one translation "
            "from two translators who choose the same plain words, so that a "
            "small distance alone joins nobody. Nobody stands as the source: "
            "the words do not tell who was first.");
  draw_tree(&tree);
  list_edges(&tree, edges);
  page_close(page);
  tree_clear(&tree);
}
