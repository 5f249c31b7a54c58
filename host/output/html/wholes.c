/* SPDX-License-Identifier: Apache-2.0
 *
 * wholes.c - see wholes.h.
 */
#include "wholes.h"

/* Beyond these many the rest is counted: renderings, parts, letters of one. */
#define RENDERINGS 40u
#define PARTS 12u
#define LETTERS 14u
/* A longer text ends with an ellipsis. */
#define CHARACTERS 3000u

/* The same words whole, as several articles have them. */
typedef struct {
  char *text;
  GArray *articles; /* of guint32 */
} Whole;

static void
whole_clear(void *data)
{
  Whole *whole = data;

  g_free(whole->text);
  g_array_unref(whole->articles);
}

static int
compare_places(const void *first, const void *second)
{
  const stemma_rendering *const *a = first, *const *b = second;

  return (*a)->row.begin < (*b)->row.begin   ? -1
         : (*a)->row.begin > (*b)->row.begin ? 1
                                             : 0;
}

/* The rendering's text, with those that go on with it: "We wait … and hope". */
static char *
text_of(const stemma_table *table, const Witness *witness)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new();
  GString *text = g_string_new(NULL);

  g_ptr_array_add(rows, (void *)STEMMA_AT(stemma_rendering, table->rows,
                                          witness->rendering));
  for (guint i = 0; witness->more && i < witness->more->len; i++) {
    guint32 row = g_array_index(witness->more, guint32, i);

    if (row < table->rows.count)
      g_ptr_array_add(rows,
                      (void *)STEMMA_AT(stemma_rendering, table->rows, row));
  }
  g_ptr_array_sort(rows, compare_places);
  for (guint i = 0; i < rows->len; i++) {
    const stemma_rendering *row = rows->pdata[i];

    g_string_append(text, i ? " … " : "");
    g_string_append(text, summary_text(table, row->text));
  }
  return g_string_free(text, FALSE);
}

GArray *
wholes_new(const Page *page, const Collation *collation, gboolean parts)
{
  const stemma_table *table =
      summary_table(page->summary, "rendering", sizeof(stemma_rendering));
  g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
  GArray *wholes = g_array_new(FALSE, FALSE, sizeof(Whole));

  g_array_set_clear_func(wholes, whole_clear);
  for (guint w = 0; table && w < collation->witnesses->len; w++) {
    const Witness *witness = &g_array_index(collation->witnesses, Witness, w);
    g_autofree char *text = NULL;
    guint at;

    if (witness->rendering >= table->rows.count
        || (parts
            && STEMMA_AT(stemma_rendering, table->rows, witness->rendering)
                       ->role
                   < STEMMA_FRAGMENT))
      continue;
    text = text_of(table, witness);
    at = GPOINTER_TO_UINT(g_hash_table_lookup(known, text));
    if (!at) {
      Whole whole = { g_steal_pointer(&text),
                      g_array_new(FALSE, FALSE, sizeof(guint32)) };

      g_array_append_val(wholes, whole);
      at = wholes->len;
      g_hash_table_insert(known, whole.text, GUINT_TO_POINTER(at));
    }
    g_array_append_val(g_array_index(wholes, Whole, at - 1).articles,
                       witness->article);
  }
  return wholes;
}

void
wholes_print(Page *page, const GArray *wholes, gboolean open)
{
  page_printf(page,
              "<details class=\"inner\"%s><summary>Each rendering in full"
              "</summary><ul class=\"wit\">\n",
              open ? " open" : "");
  for (guint i = 0; i < MIN(wholes->len, RENDERINGS); i++) {
    const Whole *whole = &g_array_index(wholes, Whole, i);

    page_printf(page, "<li");
    page_followed(page, whole->articles);
    page_printf(page, ">");
    page_sigla(page, whole->articles, LETTERS);
    page_printf(page, "<p>");
    html_bdi_cut(page->out, whole->text, CHARACTERS);
    page_printf(page, "</p></li>\n");
  }
  if (wholes->len > RENDERINGS)
    page_printf(page, "<li>and %u more</li>\n", wholes->len - RENDERINGS);
  page_printf(page, "</ul></details>\n");
}

void
wholes_print_parts(Page *page, const GArray *parts)
{
  if (parts->len == 0)
    return;
  page_printf(page, "<p class=\"why\">");
  for (guint i = 0; i < MIN(parts->len, PARTS); i++) {
    const Whole *part = &g_array_index(parts, Whole, i);

    page_printf(page, "<span class=\"rd\"");
    page_followed(page, part->articles);
    page_printf(page, "><span>");
    page_sigla(page, part->articles, LETTERS);
    page_printf(page, " quote%s only “", part->articles->len == 1 ? "s" : "");
    html_bdi_cut(page->out, part->text, 120);
    page_printf(page, "”.</span></span> ");
  }
  if (parts->len > PARTS)
    page_printf(page, "And %u more.", parts->len - PARTS);
  page_printf(page, "</p>\n");
}
