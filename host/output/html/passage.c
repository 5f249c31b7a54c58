/* SPDX-License-Identifier: Apache-2.0
 *
 * passage.c - columns to passages.
 *
 * Columns that differ are one place as long as they part the witnesses in the
 * same way, one a little finer than the other: "just fight" against "sacred
 * struggle" is one place, "to punish" against "for the punishment of" the
 * next.
 */
#include "passage.h"

#include <string.h>

#include "../summary/alone.h"
#include "../summary/turned.h"

/* Who lacks fewer words of the others than these is compared. */
#define GAP_WORDS 5u
/* A longer collation ends with an ellipsis. */
#define PASSAGES 600u

/* A column as its witnesses have it: what each says, by number; 0: nothing,
 * ABSENT: not compared. */
#define ABSENT G_MAXUINT

typedef struct {
  guint *groups; /* by witness */
  guint words;   /* witnesses that have a word */
  gboolean content;
  gboolean differs;
} Column;

typedef struct {
  const Collation *collation;
  guint witnesses;
  Column *columns;
  guint *groups; /* of all columns */
} Reader;

static gboolean
has_word(const stemma_reading *cell)
{
  return cell && cell->content && cell->kind != STEMMA_OMISSION;
}

static const stemma_reading *
cell_of(const Reader *reader, guint witness, guint column)
{
  return collation_cell(
      &g_array_index(reader->collation->witnesses, Witness, witness), column);
}

/* Numbers what the witnesses say, in the order in which it is first said. */
static void
read_column(Reader *reader, guint number, GHashTable *said)
{
  Column *column = &reader->columns[number];

  column->groups = reader->groups + (gsize)number * reader->witnesses;
  g_hash_table_remove_all(said);
  for (guint w = 0; w < reader->witnesses; w++) {
    const stemma_reading *cell = cell_of(reader, w, number);
    char *word;
    guint group;

    column->groups[w] = cell ? 0 : ABSENT;
    column->words += has_word(cell) ? 1 : 0;
    column->content = column->content || has_word(cell);
    if (!cell || cell->kind == STEMMA_OMISSION)
      continue;
    word = collation_fold(summary_text(reader->collation->table, cell->text));
    group = GPOINTER_TO_UINT(g_hash_table_lookup(said, word));
    if (group) {
      g_free(word);
    } else {
      group = g_hash_table_size(said) + 1;
      g_hash_table_insert(said, word, GUINT_TO_POINTER(group));
    }
    column->groups[w] = group;
  }
}

/* From `first` up to `last` the witness says nothing: if the others say much
 * there, it is not compared. */
static void
mark_gap(Reader *reader, guint witness, guint first, guint last)
{
  guint missed = 0;

  for (guint c = first; c < last; c++)
    missed += reader->columns[c].content
              && reader->columns[c].words * 2 >= reader->witnesses - 1;
  if (missed < GAP_WORDS)
    return;
  for (guint c = first; c < last; c++)
    reader->columns[c].groups[witness] = ABSENT;
}

static void
find_gaps(Reader *reader, guint witness)
{
  guint count = reader->collation->columns, first = 0;

  for (guint c = 0; c <= count; c++)
    if (c == count
        || (reader->columns[c].content
            && has_word(cell_of(reader, witness, c)))) {
      mark_gap(reader, witness, first, c);
      first = c + 1;
    }
}

/* Who has no word from column `first` up to `last` is not compared there. */
static void
mark_silent(Reader *reader, guint first, guint last)
{
  for (guint w = 0; w < reader->witnesses; w++) {
    gboolean silent = TRUE;

    for (guint c = first; c < last; c++)
      silent = silent && !has_word(cell_of(reader, w, c));
    for (guint c = first; silent && c < last; c++)
      reader->columns[c].groups[w] = ABSENT;
  }
}

static void
find_differing(Reader *reader, Column *column)
{
  guint first = ABSENT;

  for (guint w = 0; w < reader->witnesses; w++) {
    guint group = column->groups[w];

    if (group == ABSENT)
      continue;
    if (first != ABSENT && group != first)
      column->differs = column->content;
    first = group;
  }
}

static gboolean
same_absence(const Reader *reader, guint a, guint b)
{
  for (guint w = 0; w < reader->witnesses; w++)
    if ((reader->columns[a].groups[w] == ABSENT)
        != (reader->columns[b].groups[w] == ABSENT))
      return FALSE;
  return TRUE;
}

/* Those that say the same in `fine` say the same in `coarse`. */
static gboolean
refines(const Reader *reader, const Column *fine, const Column *coarse)
{
  g_autofree guint *seen = g_new(guint, reader->witnesses + 2);

  for (guint i = 0; i < reader->witnesses + 2; i++)
    seen[i] = ABSENT;
  for (guint w = 0; w < reader->witnesses; w++) {
    guint group = fine->groups[w];

    if (group == ABSENT)
      continue;
    if (seen[group] != ABSENT && seen[group] != coarse->groups[w])
      return FALSE;
    seen[group] = coarse->groups[w];
  }
  return TRUE;
}

/* Most have nothing here: it belongs to the word beside it. */
static gboolean
is_sparse(const Reader *reader, const Column *column)
{
  guint present = 0;

  for (guint w = 0; w < reader->witnesses; w++)
    present += column->groups[w] != ABSENT;
  return column->words * 2 <= present;
}

/* May column `b` stand in one place with `a`, the last one before it that has
 * words?  What few have belongs to the word after it. */
static gboolean
holds_together(const Reader *reader, guint a, guint b)
{
  const Column *one = &reader->columns[a], *other = &reader->columns[b];

  if (!same_absence(reader, a, b) || one->differs != other->differs)
    return FALSE;
  return !one->differs || is_sparse(reader, one) || refines(reader, one, other)
         || refines(reader, other, one);
}

static void
note_presence(const Reader *reader, guint column, Passage *passage)
{
  passage->absent = g_array_new(FALSE, FALSE, sizeof(guint32));
  passage->present = g_array_new(FALSE, FALSE, sizeof(guint32));
  for (guint w = 0; w < reader->witnesses; w++)
    g_array_append_val(
        reader->columns[column].groups[w] == ABSENT ? passage->absent
                                                    : passage->present,
        g_array_index(reader->collation->witnesses, Witness, w).article);
}

/* The mark after the last word of columns `first` to `last`, if all who are
 * compared have the same one there. */
static char *
common_mark(const Reader *reader, guint first, guint last)
{
  const char *common = NULL;
  guint word = last;

  while (word > first && !reader->columns[word].content)
    word--;
  for (guint w = 0; w < reader->witnesses; w++) {
    const char *mark = "";

    if (reader->columns[first].groups[w] == ABSENT)
      continue;
    for (guint c = word + 1; c <= last && !*mark; c++) {
      const stemma_reading *cell = cell_of(reader, w, c);

      if (cell && cell->kind != STEMMA_OMISSION)
        mark = summary_text(reader->collation->table, cell->text);
    }
    if (!strchr(".,;:?!", *mark) || !*mark || (common && strcmp(common, mark)))
      return NULL;
    common = mark;
  }
  return g_strdup(common);
}

/* The words of columns `first` to `last`, whose absent ones are those of
 * `first`. */
static void
add_passage(const Reader *reader, GArray *passages, guint first, guint last)
{
  const Column *column = &reader->columns[first];
  Passage passage = { 0 };
  guint turned = 0;

  passage.variants = variants_new();
  note_presence(reader, first, &passage);
  for (guint w = 0; w < reader->witnesses; w++) {
    const Witness *witness =
        &g_array_index(reader->collation->witnesses, Witness, w);
    Variant variant = { 0 };

    if (column->groups[w] == ABSENT) {
      if (collation_is_turned(reader->collation, witness, first, last))
        turned++;
      continue;
    }
    collation_join(reader->collation, witness, first, last, &variant);
    variants_add(passage.variants, &variant, witness->article);
  }
  if (passage.variants->len == 1
      || (!column->differs && passage.variants->len > 0)) {
    passage.same = g_strdup(g_array_index(passage.variants, Variant, 0).text);
    g_clear_pointer(&passage.variants, g_array_unref);
  }
  passage.turned = turned > 0 && turned == passage.absent->len;
  passage.mark = common_mark(reader, first, last);
  g_array_append_val(passages, passage);
}

static void
passage_clear(void *data)
{
  Passage *passage = data;

  g_free(passage->same);
  g_free(passage->mark);
  g_clear_pointer(&passage->variants, g_array_unref);
  g_array_unref(passage->absent);
  g_array_unref(passage->present);
}

static void
cut_passages(const Reader *reader, GArray *passages)
{
  guint first = ABSENT, last = 0;

  for (guint c = 0; c < reader->collation->columns && passages->len < PASSAGES;
       c++) {
    if (!reader->columns[c].content)
      continue;
    if (first != ABSENT && !holds_together(reader, last, c)) {
      /* The marks between keep to the words before them. */
      add_passage(reader, passages, first, c - 1);
      first = c;
    }
    first = first == ABSENT ? c : first;
    last = c;
  }
  if (first != ABSENT)
    add_passage(reader, passages, first, reader->collation->columns - 1);
}

static guint32
role_of(const stemma_table *renderings, const Witness *witness)
{
  return witness->rendering < renderings->rows.count
             ? STEMMA_AT(stemma_rendering, renderings->rows, witness->rendering)
                   ->role
             : STEMMA_FULL;
}

void
passages_set_aside(const Summary *summary, Collation *collation)
{
  const stemma_table *renderings =
      summary_table(summary, "rendering", sizeof(stemma_rendering));
  guint whole = 0;

  for (guint w = 0; renderings && w < collation->witnesses->len; w++)
    whole +=
        role_of(renderings, &g_array_index(collation->witnesses, Witness, w))
        < STEMMA_FRAGMENT;
  if (whole == 0)
    return;
  for (guint w = collation->witnesses->len; w-- > 0;)
    if (role_of(renderings, &g_array_index(collation->witnesses, Witness, w))
        >= STEMMA_FRAGMENT)
      g_array_remove_index(collation->witnesses, w);
}

GArray *
passages_new(const Collation *collation)
{
  GArray *passages = g_array_new(FALSE, FALSE, sizeof(Passage));
  g_autoptr(GHashTable) said =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { collation, collation->witnesses->len, NULL, NULL };
  Shared shared = collation_shared(collation);

  g_array_set_clear_func(passages, passage_clear);
  reader.columns = g_new0(Column, collation->columns + 1);
  reader.groups =
      g_new(guint, ((gsize)collation->columns + 1) * (reader.witnesses + 1));
  for (guint c = 0; c < collation->columns; c++)
    read_column(&reader, c, said);
  for (guint w = 0; w < reader.witnesses; w++)
    find_gaps(&reader, w);
  mark_silent(&reader, 0, shared.first);
  mark_silent(&reader, shared.last, collation->columns);
  for (guint c = 0; c < collation->columns; c++)
    find_differing(&reader, &reader.columns[c]);
  cut_passages(&reader, passages);
  g_free(reader.columns);
  g_free(reader.groups);
  return passages;
}

static gboolean
same_numbers(const GArray *a, const GArray *b)
{
  return a->len == b->len
         && (a->len == 0
             || memcmp(a->data, b->data, a->len * sizeof(guint32)) == 0);
}

gboolean
passages_alike(const Passage *a, const Passage *b)
{
  return same_numbers(a->absent, b->absent);
}
