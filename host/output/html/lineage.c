/* SPDX-License-Identifier: Apache-2.0
 *
 * lineage.c - the tree of witnesses, drawn: a line for each node, branches as
 * long as their ends lie apart.
 *
 * The tree has no root that anybody knows; the drawing begins in its middle.
 */
#include "../terminal/kin.h"
#include "page.h"

#define ROW 46u
#define LEFT 16u
/* The longest way from the middle has these many units across, but each
 * branch at least STEP. */
#define ACROSS 130.0
#define STEP 18.0
/* For the words beside a node. */
#define WORDS 190u
/* Letters that are drawn at one node, and characters of a name. */
#define DRAWN 6u
#define NAME 26u
/* More nodes than these are not drawn. */
#define NODES 600u

typedef struct {
  guint64 key;
  GArray *edges; /* of guint32: rows of "lineage" */
  double x;
  guint line;
  guint joined; /* one nearer to the node that speaks for its tree, or itself */
  gboolean placed;
} Node;

typedef struct {
  Page *page;
  const stemma_table *table;
  Kin *kin;
  GArray *nodes;      /* of Node */
  GHashTable *by_key; /* number of the node, from 1 */
  double scale;
  guint lines;
  double widest;
  GString *branches;
  GString *labels;
} Tree;

static void
node_clear(void *data)
{
  g_array_unref(((Node *)data)->edges);
}

static Node *
node_at(const Tree *tree, guint number)
{
  return &g_array_index(tree->nodes, Node, number);
}

static guint
node_of(Tree *tree, guint64 key)
{
  guint number = GPOINTER_TO_UINT(g_hash_table_lookup(tree->by_key, &key));
  Node node = { key, NULL, 0, 0, tree->nodes->len, FALSE };

  if (number)
    return number - 1;
  node.edges = g_array_new(FALSE, FALSE, sizeof(guint32));
  g_array_append_val(tree->nodes, node);
  g_hash_table_insert(tree->by_key, g_memdup2(&key, sizeof key),
                      GUINT_TO_POINTER(tree->nodes->len));
  return tree->nodes->len - 1;
}

static const stemma_lineage *
edge_row(const Tree *tree, guint32 row)
{
  return STEMMA_AT(stemma_lineage, tree->table->rows, row);
}

/* FALSE: an edge between them would close a ring, which no tree has. */
static gboolean
join_nodes(Tree *tree, guint a, guint b)
{
  while (node_at(tree, a)->joined != a)
    a = node_at(tree, a)->joined =
        node_at(tree, node_at(tree, a)->joined)->joined;
  while (node_at(tree, b)->joined != b)
    b = node_at(tree, b)->joined =
        node_at(tree, node_at(tree, b)->joined)->joined;
  node_at(tree, MAX(a, b))->joined = MIN(a, b);
  return a != b;
}

static void
read_edges(Tree *tree)
{
  for (guint32 i = 0; i < tree->table->rows.count; i++) {
    const stemma_lineage *row = edge_row(tree, i);
    guint from = node_of(tree, kin_root(tree->kin, row->tree, row->from));
    guint to = node_of(tree, kin_root(tree->kin, row->tree, row->to));

    if (row->kind == STEMMA_VERBATIM || !join_nodes(tree, from, to))
      continue;
    g_array_append_val(node_at(tree, from)->edges, i);
    g_array_append_val(node_at(tree, to)->edges, i);
  }
}

static guint
other_end(Tree *tree, guint32 edge, guint number)
{
  const stemma_lineage *row = edge_row(tree, edge);
  guint from = node_of(tree, kin_root(tree->kin, row->tree, row->from));

  return from != number
             ? from
             : node_of(tree, kin_root(tree->kin, row->tree, row->to));
}

/* The longest way from a node; `far` is its end. */
static double
depth_of(Tree *tree, guint number, guint from, guint *far)
{
  const Node *node = node_at(tree, number);
  double longest = 0;

  *far = number;
  for (guint i = 0; i < node->edges->len; i++) {
    guint32 edge = g_array_index(node->edges, guint32, i);
    guint next = other_end(tree, edge, number), end;
    double length = CLAMP(edge_row(tree, edge)->length, 0, 1);

    if (next == from)
      continue;
    length += depth_of(tree, next, number, &end);
    if (length > longest) {
      longest = length;
      *far = end;
    }
  }
  return longest;
}

/* The node from which the longest way is shortest: it lies on the longest way
 * of the tree.  `*reach` is that way. */
static guint
middle_of(Tree *tree, guint number, double *reach)
{
  guint end, other, best = number, at, next, far;
  double shortest;

  depth_of(tree, number, G_MAXUINT, &end);
  depth_of(tree, end, G_MAXUINT, &other);
  shortest = depth_of(tree, end, G_MAXUINT, &far);
  best = at = end;
  for (guint steps = 0; at != other && steps < tree->nodes->len; steps++) {
    double toward = -1;

    next = at;
    for (guint i = 0; i < node_at(tree, at)->edges->len; i++) {
      guint to = other_end(
          tree, g_array_index(node_at(tree, at)->edges, guint32, i), at);
      guint reached;
      double depth = depth_of(tree, to, at, &reached);

      if (reached == other && depth > toward) {
        toward = depth;
        next = to;
      }
    }
    if (next == at || depth_of(tree, next, G_MAXUINT, &far) >= shortest)
      break;
    shortest = depth_of(tree, next, G_MAXUINT, &far);
    best = at = next;
  }
  *reach = shortest;
  return best;
}

static void
draw_words(Tree *tree, const Node *node, const stemma_lineage *edge)
{
  static const char *const kinds[] = { "word for word", "edited",
                                       "independent" };

  g_string_append_printf(
      tree->labels,
      "<text x=\"%.0f\" y=\"%.0f\">%s, %.2f away, %.0f %% sure</text>",
      node->x + 12, node->line * ROW + ROW / 2.0 + 14,
      kinds[MIN(edge->kind, STEMMA_INDEPENDENT)], CLAMP(edge->length, 0, 1),
      100 * CLAMP(edge->support, 0, 1));
}

/* What stands behind the letters: the article's name, or why there are
 * several. */
static void
draw_name(Tree *tree, const GArray *articles, double x, double y)
{
  g_string_append_printf(tree->labels,
                         "<text class=\"nm\" x=\"%.0f\" "
                         "y=\"%.0f\">",
                         x, y);
  if (!articles)
    g_string_append(tree->labels, "lost or supposed source");
  else if (articles->len > DRAWN)
    g_string_append_printf(tree->labels, "and %u more, word for word",
                           articles->len - DRAWN);
  else if (articles->len > 1)
    g_string_append(tree->labels, "word for word the same");
  else
    page_name(tree->page, tree->labels, g_array_index(articles, guint32, 0),
              NAME);
  g_string_append(tree->labels, "</text>");
}

/* The letters at a node, in their boxes, then what the branch to it says. */
static void
draw_label(Tree *tree, const Node *node, const stemma_lineage *edge)
{
  const GArray *articles = kin_articles(tree->kin, node->key);
  double x = node->x + 12, y = node->line * ROW + ROW / 2.0;
  char room[SCREEN_LETTER];

  for (guint i = 0; articles && i < MIN(articles->len, DRAWN); i++, x += 27)
    g_string_append_printf(
        tree->labels,
        "<rect x=\"%.0f\" y=\"%.0f\" width=\"24\" height=\"19\" rx=\"5\"/>"
        "<text class=\"tip\" x=\"%.0f\" y=\"%.0f\">%s</text>",
        x, y - 19, x + 12, y - 5,
        screen_letter(g_array_index(articles, guint32, i), room));
  draw_name(tree, articles, x + 3, y - 5);
  if (edge)
    draw_words(tree, node, edge);
  tree->widest = MAX(tree->widest, x + WORDS);
}

static void
draw_node(Tree *tree, guint number, const stemma_lineage *edge, double from_x,
          guint from_line)
{
  Node *node = node_at(tree, number);
  double y = tree->lines * ROW + ROW / 2.0;

  node->placed = TRUE;
  node->line = tree->lines++;
  node->x = !edge ? LEFT
                  : from_x + MAX(CLAMP(edge->length, 0, 1) * tree->scale, STEP);
  if (edge)
    g_string_append_printf(tree->branches,
                           "<path class=\"br%s\" d=\"M%.0f %.0fV%.0fH%.1f\"/>",
                           edge->kind == STEMMA_INDEPENDENT ? " ind" : "",
                           from_x, from_line * ROW + ROW / 2.0, y, node->x);
  g_string_append_printf(
      tree->labels, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.0f\" r=\"5\"/>",
      kin_articles(tree->kin, node->key) ? "nd" : "nd lost", node->x, y);
  draw_label(tree, node, edge);
}

static int
compare_branches(const void *first, const void *second, void *data)
{
  const Tree *tree = data;
  guint32 a = *(const guint32 *)first, b = *(const guint32 *)second;
  double one = edge_row(tree, a)->length, other = edge_row(tree, b)->length;

  if (one < other || one > other)
    return one < other ? -1 : 1;
  return a < b ? -1 : a > b;
}

static void
draw_branches(Tree *tree, guint number)
{
  double x = node_at(tree, number)->x;
  guint line = node_at(tree, number)->line;

  g_array_sort_with_data(node_at(tree, number)->edges, compare_branches, tree);
  for (guint i = 0; i < node_at(tree, number)->edges->len; i++) {
    guint32 edge = g_array_index(node_at(tree, number)->edges, guint32, i);
    guint next = other_end(tree, edge, number);

    if (node_at(tree, next)->placed)
      continue;
    draw_node(tree, next, edge_row(tree, edge), x, line);
    draw_branches(tree, next);
  }
}

static void
draw_tree(Tree *tree, guint number)
{
  double reach;
  guint middle = middle_of(tree, number, &reach);

  tree->scale = reach > 0 ? ACROSS / reach : 0;
  tree->lines = 0;
  tree->widest = 0;
  tree->branches = g_string_new(NULL);
  tree->labels = g_string_new(NULL);
  draw_node(tree, middle, NULL, 0, 0);
  draw_branches(tree, middle);
  page_printf(tree->page,
              "<svg class=\"tree\" width=\"%.0f\" height=\"%u\" viewBox=\"0 0 "
              "%.0f %u\" role=\"img\" aria-label=\"Tree of witnesses; the "
              "list below says the same in words\">%s%s</svg>\n",
              tree->widest, tree->lines * ROW, tree->widest, tree->lines * ROW,
              tree->branches->str, tree->labels->str);
  g_string_free(tree->branches, TRUE);
  g_string_free(tree->labels, TRUE);
}

static void
draw_all(Tree *tree)
{
  page_printf(tree->page, "<div class=\"scroll trees\" tabindex=\"0\" "
                          "role=\"region\" aria-label=\"Tree of witnesses\">");
  for (guint i = 0; i < tree->nodes->len; i++)
    if (!node_at(tree, i)->placed)
      draw_tree(tree, i);
  page_printf(tree->page, "</div>\n");
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

/* The same for those who do not see the drawing. */
static void
list_edges(Tree *tree)
{
  static const char *const kinds[] = { "", "edited", "independent" };
  Page *page = tree->page;

  page_printf(page, "<details class=\"inner\"><summary>The tree in words"
                    "</summary><ul>\n");
  for (guint32 i = 0; i < tree->table->rows.count; i++) {
    const stemma_lineage *row = edge_row(tree, i);

    if (row->kind == STEMMA_VERBATIM)
      continue;
    page_printf(page, "<li>");
    print_end(page, tree->kin, kin_root(tree->kin, row->tree, row->from));
    page_printf(page, " and ");
    print_end(page, tree->kin, kin_root(tree->kin, row->tree, row->to));
    page_printf(page, ": %s, %.2f apart, in %.0f %% of resamples</li>\n",
                kinds[MIN(row->kind, STEMMA_INDEPENDENT)],
                CLAMP(row->length, 0, 1), 100 * CLAMP(row->support, 0, 1));
  }
  page_printf(page, "</ul></details>\n");
}

void
html_lineage(Page *page)
{
  Tree tree = { .page = page };

  tree.table = summary_table(page->summary, "lineage", sizeof(stemma_lineage));
  if (!tree.table || tree.table->rows.count == 0)
    return;
  tree.kin = kin_new(page->summary, tree.table);
  tree.nodes = g_array_new(FALSE, FALSE, sizeof(Node));
  g_array_set_clear_func(tree.nodes, node_clear);
  tree.by_key =
      g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  read_edges(&tree);
  page_open(page, "lineage", "Who translated together",
            "Articles in one place share a translation word for word; the "
            "shorter the branch, the more they share. The tree says who goes "
            "with whom, not who copied from whom: where it begins means "
            "nothing. A dashed branch joins independent translations.");
  if (tree.nodes->len <= NODES)
    draw_all(&tree);
  list_edges(&tree);
  page_close(page);
  kin_free(tree.kin);
  g_array_unref(tree.nodes);
  g_hash_table_unref(tree.by_key);
}
