/* SPDX-License-Identifier: Apache-2.0
 *
 * collation.c - cells to columns to variations.
 */
#include "collation.h"

#include <string.h>

#include "alone.h"
#include "turned.h"

/* A table beyond these is not looked at: nobody reads such a place. */
#define COLUMNS 20000u
#define WITNESSES 400u

/* So many bytes may lie between two halves of a quote. */
#define BETWEEN 100u

/* Rows of "reading" by utterance: those of utterance u are `rows` from
 * `starts[u]` to `starts[u + 1]`. */
struct ReadingIndex {
  const stemma_table *table;
  guint32 utterances;
  guint32 *starts;
  guint32 *rows;
};

static void
witness_clear(void *data)
{
  Witness *witness = data;

  g_ptr_array_unref(witness->cells);
  g_clear_pointer(&witness->more, g_array_unref);
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
  Witness witness = { row->rendering, row->doc, 0, NULL, NULL };

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

static gboolean
is_said(const stemma_reading *cell)
{
  return cell && cell->kind != STEMMA_OMISSION;
}

/* Where the words of a witness stand in its article. */
static void
find_place(const Witness *witness, guint32 *begin, guint32 *end)
{
  *begin = G_MAXUINT32;
  *end = 0;
  for (guint c = 0; c < witness->cells->len; c++) {
    const stemma_reading *cell = collation_cell(witness, c);

    if (!is_said(cell) || cell->row.end == cell->row.begin)
      continue;
    *begin = MIN(*begin, cell->row.begin);
    *end = MAX(*end, cell->row.end);
  }
}

/* Is there no more between the two than "X said"? */
static gboolean
are_near(const Witness *a, const Witness *b)
{
  guint32 a_begin, a_end, b_begin, b_end;

  find_place(a, &a_begin, &a_end);
  find_place(b, &b_begin, &b_end);
  return a_end <= b_begin ? b_begin - a_end <= BETWEEN
                          : b_end <= a_begin && a_begin - b_end <= BETWEEN;
}

/* Does `more` say what `witness` does not, as the other half of a quote that
 * the narrator cuts in two does, and not the same again? */
static gboolean
goes_on(const Witness *witness, const Witness *more)
{
  guint words = 0, again = 0;

  for (guint c = 0; c < more->cells->len; c++) {
    const stemma_reading *cell = collation_cell(more, c);

    if (!is_said(cell) || !cell->content)
      continue;
    words++;
    again += is_said(collation_cell(witness, c)) ? 1 : 0;
  }
  return 2 * again <= words && are_near(witness, more);
}

static void
take_cells(Witness *witness, const Witness *more)
{
  for (guint c = 0; c < more->cells->len; c++) {
    const stemma_reading *cell = collation_cell(more, c);

    if (!is_said(cell) || is_said(collation_cell(witness, c)))
      continue;
    if (witness->cells->len <= c)
      g_ptr_array_set_size(witness->cells, (gint)c + 1);
    witness->cells->pdata[c] = (void *)cell;
    witness->words += cell->content;
  }
  if (!witness->more)
    witness->more = g_array_new(FALSE, FALSE, sizeof(guint32));
  g_array_append_val(witness->more, more->rendering);
}

/* An article that renders the utterance twice speaks by its longer one, and by
 * the other one where that goes on. */
static void
keep_longest(GArray *witnesses)
{
  g_array_sort(witnesses, compare_witnesses);
  for (guint i = 0; i + 1 < witnesses->len;) {
    Witness *witness = &g_array_index(witnesses, Witness, i);
    const Witness *next = witness + 1;

    if (next->article != witness->article) {
      i++;
      continue;
    }
    if (goes_on(witness, next))
      take_cells(witness, next);
    g_array_remove_index(witnesses, i + 1);
  }
}

const stemma_reading *
collation_cell(const Witness *witness, guint column)
{
  return column < witness->cells->len ? witness->cells->pdata[column] : NULL;
}

/* "don\xe2\x80\x99t" is "don't": which of them an article has is its printer's
 * choice. */
static void
fold_apostrophes(char *text)
{
  static const char curly[] = "\xe2\x80\x99";
  char *to = text;

  for (const char *from = text; *from; to++) {
    gboolean is_curly = strncmp(from, curly, sizeof curly - 1) == 0;

    *to = is_curly ? '\'' : *from;
    from += is_curly ? sizeof curly - 1 : 1;
  }
  *to = '\0';
}

char *
collation_fold(const char *text)
{
  char *folded = g_utf8_validate(text, -1, NULL) ? g_utf8_casefold(text, -1)
                                                 : g_strdup(text);

  fold_apostrophes(folded);
  return folded;
}

/* What a column does to the place that it may be a part of. */
typedef enum { COLUMN_SAME, COLUMN_MARKS, COLUMN_DIFFERS } ColumnKind;

static ColumnKind
column_kind(const Collation *collation, guint column)
{
  g_autofree char *first = NULL;
  gboolean content = FALSE, differs = FALSE;

  for (guint i = 0; i < collation->witnesses->len; i++) {
    const stemma_reading *cell = collation_cell(
        &g_array_index(collation->witnesses, Witness, i), column);
    g_autofree char *text = NULL;

    if (!cell)
      continue;
    content = content || (cell->content && cell->kind != STEMMA_OMISSION);
    text = cell->kind == STEMMA_OMISSION
               ? g_strdup("")
               : collation_fold(summary_text(collation->table, cell->text));
    differs = differs || (first && strcmp(first, text) != 0);
    if (!first)
      first = g_steal_pointer(&text);
  }
  if (!content)
    return COLUMN_MARKS;
  return differs ? COLUMN_DIFFERS : COLUMN_SAME;
}

/* Adds a cell's text as far from the one before as the article has it:
 * "far-off", "victory (...)".  Without a place a mark keeps to the word. */
static void
join_cell(const stemma_table *table, const stemma_reading *cell,
          guint32 *behind, GString *text)
{
  gboolean placed = cell->row.end > cell->row.begin;

  if (text->len > 0 && (placed ? cell->row.begin != *behind : cell->content))
    g_string_append_c(text, ' ');
  *behind = cell->row.end;
  g_string_append(text, summary_text(table, cell->text));
}

/* "$", which is a part of the sum behind it. */
static gboolean
is_currency(const Collation *collation, const stemma_reading *cell)
{
  const char *text = summary_text(collation->table, cell->text);

  return g_unichar_type(g_utf8_get_char_validated(text, -1))
         == G_UNICODE_CURRENCY_SYMBOL;
}

gboolean
collation_join(const Collation *collation, const Witness *witness, guint first,
               guint last, Variant *variant)
{
  GString *text = g_string_new(NULL);
  g_autoptr(GString) words = g_string_new(NULL);
  gboolean reaches = FALSE;
  guint32 behind = 0;
  gsize word_end = 0;

  variant->words = 0;
  for (guint c = first; c <= last; c++) {
    const stemma_reading *cell = collation_cell(witness, c);

    reaches = reaches || cell;
    if (!cell || cell->kind == STEMMA_OMISSION
        || (!cell->content && text->len == 0 && !is_currency(collation, cell)))
      continue;
    join_cell(collation->table, cell, &behind, text);
    if (!cell->content)
      continue;
    word_end = text->len;
    variant->words++;
    g_string_append(words, summary_text(collation->table, cell->text));
    g_string_append_c(words, ' ');
  }
  /* Marks at the ends say nothing. */
  g_string_truncate(text, word_end);
  variant->text = g_string_free(text, FALSE);
  variant->folded = collation_fold(words->str);
  variant->turned = reaches && variant->words == 0
                    && collation_is_turned(collation, witness, first, last);
  return reaches;
}

GArray *
variants_new(void)
{
  GArray *variants = g_array_new(FALSE, FALSE, sizeof(Variant));

  g_array_set_clear_func(variants, variant_clear);
  return variants;
}

/* The same letters: "life jackets" and "lifejackets" too. */
static gboolean
are_same(const char *a, const char *b)
{
  for (;;) {
    while (*a == ' ')
      a++;
    while (*b == ' ')
      b++;
    if (*a != *b || !*a)
      return *a == *b;
    a++;
    b++;
  }
}

void
variants_add(GArray *variants, Variant *variant, guint32 article)
{
  for (guint i = 0; i < variants->len; i++) {
    Variant *known = &g_array_index(variants, Variant, i);

    if (are_same(known->folded, variant->folded)
        && known->turned == variant->turned) {
      g_array_append_val(known->articles, article);
      g_free(variant->text);
      g_free(variant->folded);
      return;
    }
  }
  variant->articles = g_array_new(FALSE, FALSE, sizeof(guint32));
  g_array_append_val(variant->articles, article);
  g_array_append_val(variants, *variant);
}

static void
add_variation(const Collation *collation, GArray *places, guint first,
              guint last)
{
  Variation variation = { first, 0, NULL };
  guint longest = 0;

  variation.variants = variants_new();
  for (guint i = 0; i < collation->witnesses->len; i++) {
    const Witness *witness = &g_array_index(collation->witnesses, Witness, i);
    Variant variant = { 0 };

    if (!collation_join(collation, witness, first, last, &variant)) {
      g_free(variant.text);
      g_free(variant.folded);
      continue;
    }
    longest = MAX(longest, variant.words);
    variants_add(variation.variants, &variant, witness->article);
  }
  variation.weight = longest * (MAX(variation.variants->len, 1) - 1);
  if (variation.weight > 0)
    g_array_append_val(places, variation);
  else
    g_array_unref(variation.variants);
}

/* In the columns from `from` up to `to`. */
static void
find_variations(const Collation *collation, GArray *places, guint from,
                guint to)
{
  guint first = 0, last = 0;
  gboolean inside = FALSE;

  for (guint c = from; c < to; c++) {
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

ReadingIndex *
reading_index_new(const Summary *summary)
{
  const stemma_table *utterances =
      summary_table(summary, "utterance", sizeof(stemma_utterance));
  const stemma_table *table =
      summary_table(summary, "reading", sizeof(stemma_reading));
  ReadingIndex *index;

  if (!table || !utterances)
    return NULL;
  index = g_new0(ReadingIndex, 1);
  index->table = table;
  index->utterances = utterances->rows.count;
  index->starts = g_new0(guint32, (gsize)index->utterances + 2);
  index->rows = g_new(guint32, (gsize)table->rows.count + 1);
  /* Counted one place higher, so that filling moves each start to its place. */
  for (guint32 i = 0; i < table->rows.count; i++) {
    guint32 of = STEMMA_AT(stemma_reading, table->rows, i)->utterance;

    if (of < index->utterances)
      index->starts[of + 2]++;
  }
  for (guint32 u = 1; u <= index->utterances; u++)
    index->starts[u + 1] += index->starts[u];
  for (guint32 i = 0; i < table->rows.count; i++) {
    guint32 of = STEMMA_AT(stemma_reading, table->rows, i)->utterance;

    if (of < index->utterances)
      index->rows[index->starts[of + 1]++] = i;
  }
  return index;
}

void
reading_index_free(ReadingIndex *index)
{
  if (!index)
    return;
  g_free(index->starts);
  g_free(index->rows);
  g_free(index);
}

static Collation *
collation_empty(const stemma_table *table)
{
  Collation *collation = g_new0(Collation, 1);

  collation->table = table;
  collation->witnesses = g_array_new(FALSE, FALSE, sizeof(Witness));
  g_array_set_clear_func(collation->witnesses, witness_clear);
  return collation;
}

Collation *
collation_new(const ReadingIndex *index, guint32 utterance)
{
  Collation *collation = collation_empty(index->table);

  if (utterance >= index->utterances)
    return collation;
  for (guint32 i = index->starts[utterance]; i < index->starts[utterance + 1];
       i++)
    add_cell(collation,
             STEMMA_AT(stemma_reading, index->table->rows, index->rows[i]));
  keep_longest(collation->witnesses);
  return collation;
}

void
collation_free(Collation *collation)
{
  g_array_unref(collation->witnesses);
  g_free(collation);
}

GArray *
collation_places(const Summary *summary, guint32 utterance)
{
  GArray *places = g_array_new(FALSE, FALSE, sizeof(Variation));
  const stemma_table *table =
      summary_table(summary, "reading", sizeof(stemma_reading));
  Collation *collation;
  Shared shared;

  g_array_set_clear_func(places, variation_clear);
  if (!table)
    return places;
  collation = collation_empty(table);
  for (guint32 i = 0; i < table->rows.count; i++) {
    const stemma_reading *row = STEMMA_AT(stemma_reading, table->rows, i);

    if (row->utterance == utterance)
      add_cell(collation, row);
  }
  keep_longest(collation->witnesses);
  shared = collation_shared(collation);
  find_variations(collation, places, 0, shared.first);
  find_variations(collation, places, shared.first, shared.last);
  find_variations(collation, places, shared.last, collation->columns);
  g_array_sort(places, compare_variations);
  collation_free(collation);
  return places;
}
