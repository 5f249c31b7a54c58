/* SPDX-License-Identifier: Apache-2.0
 *
 * lineage.c - which articles share a translation, and how near the others
 * stand: the edges of the tree, the shortest first, with the share of words,
 * the rare ones for more, in which their ends differ.  Articles that are word
 * for word the same are one end of an edge.
 *
 *   A B    word for word                     0.00             100 %
 *   A B – D    edited                        0.28 ██          84 %
 */
#include "../summary/kin.h"
#include "sections.h"

#define LINES 10u

enum { AT_KIND = 22, AT_LENGTH = 42, AT_BAR = 47, AT_SUPPORT = 59 };

/* Copies first, as one line for each group; then by length. */
static int
compare_edges(const void *first, const void *second, void *data)
{
  const stemma_table *table = data;
  guint32 a = *(const guint32 *)first, b = *(const guint32 *)second;
  const stemma_lineage *one = STEMMA_AT(stemma_lineage, table->rows, a);
  const stemma_lineage *other = STEMMA_AT(stemma_lineage, table->rows, b);

  if (one->length < other->length || one->length > other->length)
    return one->length < other->length ? -1 : 1;
  return a < b ? -1 : a > b;
}

/* What a section's lines are made from. */
typedef struct {
  Screen *screen;
  const stemma_table *table;
  Kin *kin;
} Lineage;

/* An end that no article stands at is a lost or supposed one. */
static void
print_end(const Lineage *lineage, guint32 tree, guint32 node)
{
  const GArray *articles =
      kin_articles(lineage->kin, kin_root(lineage->kin, tree, node));

  screen_style(lineage->screen, STYLE_HEAD);
  if (articles)
    section_letters(lineage->screen, articles, 8);
  else
    screen_printf(lineage->screen, "*%u", node);
  screen_style(lineage->screen, STYLE_PLAIN);
}

static void
print_measures(const Lineage *lineage, const stemma_lineage *row,
               const char *kind)
{
  Screen *screen = lineage->screen;

  screen_to(screen, AT_KIND);
  screen_printf(screen, "%s", kind);
  screen_to(screen, AT_LENGTH);
  screen_printf(screen, "%.2f", CLAMP(row->length, 0, 1));
  screen_to(screen, AT_BAR);
  screen_bar(screen, row->length, 8);
  screen_to(screen, AT_SUPPORT);
  screen_printf(screen, "%.0f %%", 100 * CLAMP(row->support, 0, 1));
  screen_line(screen);
}

static void
print_edge(const Lineage *lineage, const stemma_lineage *row)
{
  static const char *const kinds[] = { "word for word", "edited",
                                       "independent" };
  guint kind = MIN(row->kind, STEMMA_INDEPENDENT);

  screen_printf(lineage->screen, "  ");
  print_end(lineage, row->tree, row->from);
  if (row->kind != STEMMA_VERBATIM) {
    screen_printf(lineage->screen, " – ");
    print_end(lineage, row->tree, row->to);
  }
  print_measures(lineage, row,
                 kin_is_unknown(row) ? "too little to tell" : kinds[kind]);
}

/* The rows to print: of the edges inside a group of copies the first. */
static GArray *
edges_to_print(const Lineage *lineage)
{
  GArray *edges = g_array_new(FALSE, FALSE, sizeof(guint32));
  g_autoptr(GHashTable) told =
      g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint32 i = 0; i < lineage->table->rows.count; i++) {
    const stemma_lineage *row =
        STEMMA_AT(stemma_lineage, lineage->table->rows, i);
    guint64 root = kin_root(lineage->kin, row->tree, row->from);

    if (row->kind != STEMMA_VERBATIM
        || g_hash_table_add(told, g_memdup2(&root, sizeof root)))
      g_array_append_val(edges, i);
  }
  g_array_sort_with_data(edges, compare_edges, (void *)lineage->table);
  return edges;
}

void
section_lineage(const Summary *summary, Screen *screen)
{
  Lineage lineage = { screen,
                      summary_table(summary, "lineage", sizeof(stemma_lineage)),
                      NULL };
  g_autoptr(GArray) edges = NULL;

  if (!lineage.table || lineage.table->rows.count == 0)
    return;
  lineage.kin = kin_new(summary, lineage.table);
  edges = edges_to_print(&lineage);
  screen_head(screen, "Lineage");
  screen_to(screen, AT_LENGTH);
  screen_printf(screen, "differing words");
  screen_to(screen, AT_SUPPORT);
  screen_printf(screen, "support");
  screen_line(screen);
  for (guint i = 0; i < edges->len && i < LINES; i++)
    print_edge(&lineage, STEMMA_AT(stemma_lineage, lineage.table->rows,
                                   g_array_index(edges, guint32, i)));
  if (edges->len > LINES) {
    screen_printf(screen, "  and %u more", edges->len - LINES);
    screen_line(screen);
  }
  kin_free(lineage.kin);
}
