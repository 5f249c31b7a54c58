/* SPDX-License-Identifier: Apache-2.0 */
#include "diff_print.h"

#include "../config/escape.h"

#include "collate.h"
#include "worddiff.h"

#include <string.h>

enum { WIDTH = 80, NAME_WIDTH = 16 };

/* U+200D, which makes one character of two. */
#define JOINER "\xe2\x80\x8d"

/* How a piece of text is marked. */
typedef struct {
  const char *open, *close;
  const char *color;
} Mark;

enum { PLAIN, ONLY_A, ONLY_B, MOVED_FROM, MOVED_TO };

static const Mark marks[] = {
  [PLAIN] = { "", "", "" },
  [ONLY_A] = { "[-", "-]", "\033[31m" },
  [ONLY_B] = { "{+", "+}", "\033[32m" },
  [MOVED_FROM] = { "[<", "<]", "\033[35m" },
  [MOVED_TO] = { "{>", ">}", "\033[36m" },
};

/* Like escape_next; but the joiners of emoji, and of Persian and Indic
 * letters, drive no terminal and stay. */
static gsize
next_safe(GString *out, const char *at, guint *columns)
{
  static const char joiners[][4] = { "\xe2\x80\x8c", JOINER };

  for (gsize i = 0; i < G_N_ELEMENTS(joiners); i++)
    if (strncmp(at, joiners[i], 3) == 0) {
      g_string_append(out, joiners[i]);
      *columns = 0;
      return 3;
    }
  return escape_next(out, at, columns);
}

/* Text of unknown origin; line breaks stay, whatever drives a terminal is
 * shown as an escape. */
static void
append_safe(GString *out, const char *text, gsize length)
{
  g_autofree char *copy = g_strndup(text, length);
  const char *at = copy;
  guint columns;

  while (*at)
    if (*at == '\n') {
      g_string_append_c(out, '\n');
      at++;
    } else {
      at += next_safe(out, at, &columns);
    }
}

typedef struct {
  GString *out;
  const AlignText *texts;
  gboolean color;
  gboolean exact; /* the same word in other letters is a difference */
  gboolean started;
  gboolean differs; /* a mark was printed */
} Printer;

/* What stands between a word and the one before it: nothing, a blank, or the
 * line breaks. */
static void
append_gap(Printer *p, const AlignText *text, guint32 word)
{
  guint32 begin = word ? text->words[word - 1].end : 0, breaks = 0;
  guint32 end = text->words[word].begin;

  for (guint32 i = begin; i < end; i++)
    breaks += text->text[i] == '\n';
  if (!p->started)
    return;
  if (word == 0) /* the other text has begun already */
    g_string_append_c(p->out, ' ');
  else if (breaks)
    g_string_append(p->out, breaks > 1 ? "\n\n" : "\n");
  else if (end > begin)
    g_string_append_c(p->out, ' ');
}

static void
append_piece(Printer *p, guint side, guint32 first, guint32 count, int kind)
{
  const AlignText *text = &p->texts[side];
  const Mark *mark = &marks[kind];
  guint32 begin, end;

  if (count == 0)
    return;
  begin = text->words[first].begin;
  end = text->words[first + count - 1].end;
  append_gap(p, text, first);
  p->started = TRUE;
  p->differs |= kind != PLAIN;
  g_string_append(p->out, p->color ? mark->color : "");
  g_string_append(p->out, mark->open);
  append_safe(p->out, text->text + begin, end - begin);
  g_string_append(p->out, mark->close);
  g_string_append(p->out, p->color && mark->color[0] ? "\033[0m" : "");
}

static gint
by_place_in_b(gconstpointer a, gconstpointer b)
{
  const WordOp *x = *(const WordOp *const *)a, *y = *(const WordOp *const *)b;

  return x->b < y->b ? -1 : x->b > y->b;
}

/* The moves, in the order of b. */
static GPtrArray *
moves_of(const WordOp *ops, guint count)
{
  GPtrArray *moves = g_ptr_array_new();

  for (guint i = 0; i < count; i++)
    if (ops[i].op == WORDDIFF_MOVE)
      g_ptr_array_add(moves, (gpointer)&ops[i]);
  g_ptr_array_sort(moves, by_place_in_b);
  return moves;
}

static gboolean
same_letters(const Printer *p, guint32 a, guint32 b)
{
  const Word *x = &p->texts[0].words[a], *y = &p->texts[1].words[b];

  return x->end - x->begin == y->end - y->begin
         && memcmp(p->texts[0].text + x->begin, p->texts[1].text + y->begin,
                   x->end - x->begin)
                == 0;
}

/* Words that are equal but for case and apostrophes; if exact, those in other
 * letters are marked. */
static void
append_equal(Printer *p, const WordOp *op)
{
  guint32 first = 0, k = 0;

  while (first < op->a_count) {
    gboolean same = !p->exact || same_letters(p, op->a + first, op->b + first);

    for (k = first + 1;
         k < op->a_count
         && same == (!p->exact || same_letters(p, op->a + k, op->b + k));)
      k++;
    if (!same)
      append_piece(p, 0, op->a + first, k - first, ONLY_A);
    append_piece(p, 1, op->b + first, k - first, same ? PLAIN : ONLY_B);
    first = k;
  }
}

static void
append_op(Printer *p, const WordOp *op)
{
  switch (op->op) {
  case WORDDIFF_EQUAL:
    append_equal(p, op);
    break;
  case WORDDIFF_MOVE:
    append_piece(p, 0, op->a, op->a_count, MOVED_FROM);
    break;
  default:
    append_piece(p, 0, op->a, op->a_count, ONLY_A);
    append_piece(p, 1, op->b, op->b_count, ONLY_B);
    break;
  }
}

DiffResult
diff_print_pair(GString *out, const Witnesses *witnesses, gboolean near,
                gboolean color)
{
  Printer p = { .out = out,
                .texts = witnesses_texts(witnesses),
                .color = color,
                .exact = !near };
  Differ *differ = differ_new();
  g_autoptr(GPtrArray) moves = NULL;
  const WordOp *ops = NULL;
  guint32 count = 0, next = 0, at = 0;

  if (differ)
    ops = worddiff(differ, &p.texts[0], &p.texts[1], near, &count);
  if (!ops) {
    differ_free(differ);
    return DIFF_NO_MEMORY;
  }
  moves = moves_of(ops, count);
  for (guint i = 0; i <= count; i++) {
    if (i < count && ops[i].op != WORDDIFF_MOVE && ops[i].b_count)
      at = ops[i].b;
    else if (i == count)
      at = G_MAXUINT32;
    for (; next < moves->len; next++) {
      const WordOp *move = moves->pdata[next];

      if (move->b >= at)
        break;
      append_piece(&p, 1, move->b, move->b_count, MOVED_TO);
    }
    if (i < count)
      append_op(&p, &ops[i]);
  }
  if (p.started)
    g_string_append_c(out, '\n');
  differ_free(differ);
  return p.differs ? DIFF_DIFFERS : DIFF_SAME;
}

/* One column of a table, made ready for printing. */
typedef struct {
  const Witnesses *witnesses;
  const CollateTable *table;
  GString *out;
  gboolean color;
  gboolean paths; /* names alone do not tell the texts apart */
} Tabler;

/* The word in a cell as it is shown; its width in columns. */
static char *
cell_text(const Tabler *t, guint column, guint witness, guint *width)
{
  const CollateCell *cell = collate_cell(t->table, column, witness);
  GString *text = g_string_new(NULL);
  guint32 length;
  const char *word;

  *width = 0;
  if (cell->word == COLLATE_NONE) {
    g_string_append_c(text, '-');
    *width = 1;
  } else {
    word = witnesses_word(t->witnesses, witness, cell->word, &length);
    g_autofree char *copy = g_strndup(word, length);

    for (const char *at = copy; *at;) {
      guint columns;
      gboolean joined = g_str_has_suffix(text->str, JOINER);

      at += next_safe(text, at, &columns);
      *width += joined ? 0 : columns;
    }
  }
  return g_string_free(text, FALSE);
}

static guint
column_width(const Tabler *t, guint column)
{
  guint widest = 1;

  for (guint i = 0; i < t->table->witnesses; i++) {
    guint width;
    char *text = cell_text(t, column, i, &width);

    widest = MAX(widest, width);
    g_free(text);
  }
  return widest;
}

static void
append_padded(GString *out, const char *text, guint width, guint want)
{
  g_string_append(out, text);
  for (; width < want; width++)
    g_string_append_c(out, ' ');
}

static void
append_cell(const Tabler *t, guint column, guint witness, guint want)
{
  static const char *const colors[] = {
    [COLLATE_INVARIANT] = "",
    [COLLATE_VARIANT] = "\033[33m",
    [COLLATE_OMISSION] = "\033[2m",
    [COLLATE_TRANSPOSED] = "\033[36m",
  };
  const char *color = colors[collate_cell(t->table, column, witness)->kind];
  guint width;
  g_autofree char *text = cell_text(t, column, witness, &width);

  g_string_append_c(t->out, ' ');
  g_string_append(t->out, t->color ? color : "");
  append_padded(t->out, text, width, want);
  g_string_append(t->out, t->color && color[0] ? "\033[0m" : "");
}

/* Do two texts have the same last part of their names? */
static gboolean
names_meet(const Witnesses *witnesses, guint count)
{
  g_autoptr(GHashTable) seen =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < count; i++)
    if (!g_hash_table_add(seen,
                          g_path_get_basename(witnesses_name(witnesses, i))))
      return TRUE;
  return FALSE;
}

static guint
append_shown(GString *out, const char *name)
{
  guint width = 0, columns;

  while (*name) {
    name += escape_next(out, name, &columns);
    width += columns;
  }
  return width;
}

/* Of a long name the beginning; where names meet, the end of the path, in
 * which they differ. */
static void
append_name(const Tabler *t, guint witness)
{
  const char *path = witnesses_name(t->witnesses, witness);
  g_autofree char *base = g_path_get_basename(path);
  const char *name = t->paths ? path : base;
  g_autoptr(GString) shown = g_string_new(NULL);
  guint width = 0;

  if (t->paths)
    while (append_shown(shown, name) > NAME_WIDTH) {
      name = g_utf8_next_char(name);
      g_string_truncate(shown, 0);
    }
  g_string_truncate(shown, 0);
  for (const char *at = name; *at && width < NAME_WIDTH;) {
    guint columns;

    at += escape_next(shown, at, &columns);
    width += columns;
  }
  append_padded(t->out, shown->str, width, NAME_WIDTH);
}

/* The columns from `first` on that fit one line; the number of the next. */
static guint
append_block(const Tabler *t, guint first)
{
  g_autoptr(GArray) widths = g_array_new(FALSE, FALSE, sizeof(guint));
  guint used = NAME_WIDTH, next = first;

  while (next < t->table->columns) {
    guint width = column_width(t, next);

    if (next > first && used + 1 + width > WIDTH)
      break;
    used += 1 + width;
    g_array_append_val(widths, width);
    next++;
  }
  for (guint i = 0; i < t->table->witnesses; i++) {
    append_name(t, i);
    for (guint c = first; c < next; c++)
      append_cell(t, c, i, g_array_index(widths, guint, c - first));
    while (t->out->len && t->out->str[t->out->len - 1] == ' ')
      g_string_truncate(t->out, t->out->len - 1);
    g_string_append_c(t->out, '\n');
  }
  return next;
}

static DiffResult
table_result(const CollateTable *table)
{
  gsize cells;

  if (!table)
    return DIFF_NO_MEMORY;
  cells = (gsize)table->columns * table->witnesses;
  for (gsize i = 0; i < cells; i++)
    if (table->cells[i].kind != COLLATE_INVARIANT)
      return DIFF_DIFFERS;
  return DIFF_SAME;
}

DiffResult
diff_print_table(GString *out, const Witnesses *witnesses, gboolean near,
                 gboolean color)
{
  Collator *collator = collator_new();
  DiffResult result;
  Tabler t = { witnesses, NULL, out, color,
               names_meet(witnesses, witnesses->texts->len) };

  if (collator)
    t.table = collate(collator, witnesses_texts(witnesses),
                      witnesses->texts->len, near);
  for (guint c = 0; t.table && c < t.table->columns;) {
    if (c)
      g_string_append_c(out, '\n');
    c = append_block(&t, c);
  }
  result = table_result(t.table);
  collator_free(collator);
  return result;
}
