/* SPDX-License-Identifier: Apache-2.0
 *
 * collation.c - cells to columns to variations.
 */
#include "collation.h"

#include <string.h>

/* A table beyond these is not looked at: nobody reads such a place. */
#define COLUMNS 20000u
#define WITNESSES 400u

/* One rendering and its cells, by column; NULL: it does not reach there. */
typedef struct {
  guint32 rendering;
  guint32 article;
  guint words;
  GPtrArray *cells; /* of const stemma_reading */
} Witness;

typedef struct {
  const stemma_table *table;
  GArray *witnesses; /* of Witness, one an article, sorted */
  guint columns;
} Collation;

static void
witness_clear(void *data)
{
  g_ptr_array_unref(((Witness *)data)->cells);
}

static void
variant_clear(void *data)
{
  Variant *variant = data;

  g_free(variant->text);
  g_free(variant->folded);
  g_array_unref(variant->articles);
}

static void
variation_clear(void *data)
{
  g_array_unref(((Variation *)data)->variants);
}

static Witness *
witness_of(Collation *collation, const stemma_reading *row)
{
  Witness witness = { row->rendering, row->doc, 0, NULL };

  for (guint i = collation->witnesses->len; i-- > 0;) {
    Witness *known = &g_array_index(collation->witnesses, Witness, i);

    if (known->rendering == row->rendering && known->article == row->doc)
      return known;
  }
  if (collation->witnesses->len == WITNESSES)
    return NULL;
  witness.cells = g_ptr_array_new();
  g_array_append_val(collation->witnesses, witness);
  return &g_array_index(collation->witnesses, Witness,
                        collation->witnesses->len - 1);
}

static void
add_cell(Collation *collation, const stemma_reading *row)
{
  Witness *witness = witness_of(collation, row);

  if (!witness || row->column >= COLUMNS)
    return;
  if (witness->cells->len <= row->column)
    g_ptr_array_set_size(witness->cells, (gint)row->column + 1);
  witness->cells->pdata[row->column] = (void *)row;
  witness->words += row->content && row->kind != STEMMA_OMISSION;
  collation->columns = MAX(collation->columns, row->column + 1);
}

static int
compare_witnesses(const void *first, const void *second)
{
  const Witness *a = first, *b = second;

  if (a->article != b->article)
    return a->article < b->article ? -1 : 1;
  if (a->words != b->words)
    return a->words > b->words ? -1 : 1;
  return a->rendering < b->rendering ? -1 : a->rendering > b->rendering;
}

/* An article that renders the utterance twice speaks by its longer one. */
static void
keep_longest(GArray *witnesses)
{
  g_array_sort(witnesses, compare_witnesses);
  for (guint i = witnesses->len; i-- > 1;)
    if (g_array_index(witnesses, Witness, i).article
        == g_array_index(witnesses, Witness, i - 1).article)
      g_array_remove_index(witnesses, i);
}

static const stemma_reading *
cell_at(const Witness *witness, guint column)
{
  return column < witness->cells->len ? witness->cells->pdata[column] : NULL;
}

static char *
fold(const char *text)
{
  return g_utf8_validate(text, -1, NULL) ? g_utf8_casefold(text, -1)
                                         : g_strdup(text);
}

/* What a column does to the place that it may be a part of. */
typedef enum { COLUMN_SAME, COLUMN_MARKS, COLUMN_DIFFERS } ColumnKind;

static ColumnKind
column_kind(const Collation *collation, guint column)
{
  g_autofree char *first = NULL;
  gboolean content = FALSE, differs = FALSE;

  for (guint i = 0; i < collation->witnesses->len; i++) {
    const stemma_reading *cell =
        cell_at(&g_array_index(collation->witnesses, Witness, i), column);
    g_autofree char *text = NULL;

    if (!cell)
      continue;
    content = content || (cell->content && cell->kind != STEMMA_OMISSION);
    text = cell->kind == STEMMA_OMISSION
               ? g_strdup("")
               : fold(summary_text(collation->table, cell->text));
    differs = differs || (first && strcmp(first, text) != 0);
    if (!first)
      first = g_steal_pointer(&text);
  }
  if (!content)
    return COLUMN_MARKS;
  return differs ? COLUMN_DIFFERS : COLUMN_SAME;
}

/* Joins a witness's words of columns `first` to `last`; FALSE: it does not
 * reach there. */
static gboolean
join_words(const Collation *collation, const Witness *witness, guint first,
           guint last, Variant *variant)
{
  GString *text = g_string_new(NULL);
  g_autoptr(GString) words = g_string_new(NULL);
  gboolean reaches = FALSE;

  variant->words = 0;
  for (guint c = first; c <= last; c++) {
    const stemma_reading *cell = cell_at(witness, c);

    reaches = reaches || cell;
    if (!cell || cell->kind == STEMMA_OMISSION)
      continue;
    /* Marks inside keep to the word before; at the ends they say nothing. */
    if (!cell->content && (text->len == 0 || c == last))
      continue;
    if (cell->content && text->len > 0)
      g_string_append_c(text, ' ');
    g_string_append(text, summary_text(collation->table, cell->text));
    if (!cell->content)
      continue;
    variant->words++;
    g_string_append(words, summary_text(collation->table, cell->text));
    g_string_append_c(words, ' ');
  }
  variant->text = g_string_free(text, FALSE);
  variant->folded = fold(words->str);
  return reaches;
}

static void
add_variant(Variation *variation, Variant *variant, guint32 article)
{
  for (guint i = 0; i < variation->variants->len; i++) {
    Variant *known = &g_array_index(variation->variants, Variant, i);

    if (strcmp(known->folded, variant->folded) == 0) {
      g_array_append_val(known->articles, article);
      g_free(variant->text);
      g_free(variant->folded);
      return;
    }
  }
  variant->articles = g_array_new(FALSE, FALSE, sizeof(guint32));
  g_array_append_val(variant->articles, article);
  g_array_append_val(variation->variants, *variant);
}

static void
add_variation(const Collation *collation, GArray *places, guint first,
              guint last)
{
  Variation variation = { first, 0, NULL };
  guint longest = 0;

  variation.variants = g_array_new(FALSE, FALSE, sizeof(Variant));
  g_array_set_clear_func(variation.variants, variant_clear);
  for (guint i = 0; i < collation->witnesses->len; i++) {
    const Witness *witness = &g_array_index(collation->witnesses, Witness, i);
    Variant variant = { 0 };

    if (!join_words(collation, witness, first, last, &variant)) {
      g_free(variant.text);
      g_free(variant.folded);
      continue;
    }
    longest = MAX(longest, variant.words);
    add_variant(&variation, &variant, witness->article);
  }
  variation.weight = longest * (MAX(variation.variants->len, 1) - 1);
  if (variation.weight > 0)
    g_array_append_val(places, variation);
  else
    g_array_unref(variation.variants);
}

static void
find_variations(const Collation *collation, GArray *places)
{
  guint first = 0, last = 0;
  gboolean inside = FALSE;

  for (guint c = 0; c < collation->columns; c++) {
    ColumnKind kind = column_kind(collation, c);

    if (kind == COLUMN_DIFFERS) {
      first = inside ? first : c;
      last = c;
      inside = TRUE;
    } else if (kind == COLUMN_SAME && inside) {
      add_variation(collation, places, first, last);
      inside = FALSE;
    }
  }
  if (inside)
    add_variation(collation, places, first, last);
}

static int
compare_variations(const void *first, const void *second)
{
  const Variation *a = first, *b = second;

  if (a->weight != b->weight)
    return a->weight > b->weight ? -1 : 1;
  return a->first < b->first ? -1 : a->first > b->first;
}

GArray *
collation_places(const Summary *summary, guint32 utterance)
{
  GArray *places = g_array_new(FALSE, FALSE, sizeof(Variation));
  Collation collation = { 0 };

  g_array_set_clear_func(places, variation_clear);
  collation.table = summary_table(summary, "reading", sizeof(stemma_reading));
  if (!collation.table)
    return places;
  collation.witnesses = g_array_new(FALSE, FALSE, sizeof(Witness));
  g_array_set_clear_func(collation.witnesses, witness_clear);
  for (guint32 i = 0; i < collation.table->rows.count; i++) {
    const stemma_reading *row =
        STEMMA_AT(stemma_reading, collation.table->rows, i);

    if (row->utterance == utterance)
      add_cell(&collation, row);
  }
  keep_longest(collation.witnesses);
  find_variations(&collation, places);
  g_array_sort(places, compare_variations);
  g_array_unref(collation.witnesses);
  return places;
}
