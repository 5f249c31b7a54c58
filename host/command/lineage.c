/* SPDX-License-Identifier: Apache-2.0
 *
 * lineage.c - "stemma lineage": which of several texts were copied from which,
 * from JSON Lines to JSON Lines.
 */
#include "filter.h"
#include "options.h"

#include "../output/rows/append.h"

#include "collate.h"
#include "cut.h"
#include "dot.h"
#include "newick.h"
#include "stems.h"
#include "tree_kinds.h"

#define DEFAULT_RESAMPLES 0
#define MOST_WITNESSES 2000u

typedef enum { FORMAT_JSONL, FORMAT_NEWICK, FORMAT_DOT } Format;
static const char *const format_names[] = { "jsonl", "newick", "dot" };

typedef struct {
  Stems *stems;
  Collator *collator;
  Tree *tree;
  guint32 resamples;
  Format format;
} Lineage;

typedef struct {
  char *resamples;
  char *format;
} Own;

/* The witnesses of one line. */
typedef struct {
  const char **names;
  AlignText *texts;
  WordList *words;
  guint count;
} Witnesses;

static void
witnesses_clear(Witnesses *witnesses)
{
  for (guint i = 0; i < witnesses->count; i++)
    g_free(witnesses->words[i].words.data);
  g_free(witnesses->names);
  g_free(witnesses->texts);
  g_free(witnesses->words);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Witnesses, witnesses_clear)

static gboolean
read_witness(Lineage *lineage, JsonObject *object, const char *name,
             Witnesses *witnesses, GError **error)
{
  guint i = witnesses->count;
  const char *text = filter_string(object, name, error);

  if (!text)
    return FALSE;
  witnesses->count++;
  if (strlen(text) > G_MAXUINT32 / 2
      || !cut_words(&witnesses->words[i], lineage->stems, text, 0,
                    (guint32)strlen(text))) {
    g_set_error(error, FILTER_ERROR, 0, "not enough memory for \"%s\"", name);
    return FALSE;
  }
  witnesses->names[i] = name;
  witnesses->texts[i].text = text;
  witnesses->texts[i].words = word_list(&witnesses->words[i]);
  witnesses->texts[i].count = witnesses->words[i].count;
  return TRUE;
}

static gboolean
read_witnesses(Lineage *lineage, JsonObject *line, Witnesses *witnesses,
               GError **error)
{
  JsonObject *object = filter_object(line, "witnesses", error);
  g_autoptr(GList) names = NULL;
  guint size;

  if (!object)
    return FALSE;
  size = json_object_get_size(object);
  if (size > MOST_WITNESSES) {
    g_set_error(error, FILTER_ERROR, 0,
                "found %u witnesses; a tree takes at most %u", size,
                MOST_WITNESSES);
    return FALSE;
  }
  witnesses->names = g_new0(const char *, size + 1);
  witnesses->texts = g_new0(AlignText, size + 1);
  witnesses->words = g_new0(WordList, size + 1);
  names = json_object_get_members(object);
  for (GList *name = names; name; name = name->next)
    if (!read_witness(lineage, object, name->data, witnesses, error))
      return FALSE;
  return TRUE;
}

/* The fold of a cell's word; 0: nothing. */
static guint64
fold_at(const CollateTable *table, const Witnesses *witnesses, guint column,
        guint witness)
{
  const CollateCell *cell = collate_cell(table, column, witness);

  return cell->word == COLLATE_NONE
             ? 0
             : witnesses->texts[witness].words[cell->word].fold;
}

/* Equal words of a column get the number of the first witness that has them;
 * having nothing is reading 0. */
static guint32 *
number_readings(const CollateTable *table, const Witnesses *witnesses)
{
  guint n = witnesses->count;
  guint32 *readings = g_new0(guint32, (gsize)table->columns * n + 1);

  for (guint c = 0; c < table->columns; c++)
    for (guint i = 0; i < n; i++) {
      guint64 fold = fold_at(table, witnesses, c, i);
      guint j = 0;

      while (fold && j < i && fold_at(table, witnesses, c, j) != fold)
        j++;
      readings[(gsize)c * n + i] = fold ? j + 1 : 0;
    }
  return readings;
}

static void
append_node(GString *out, const TreeResult *forest, const Witnesses *witnesses,
            guint32 node)
{
  g_autofree char *lost = NULL;

  if (node < forest->witnesses) {
    append_text(out, witnesses->names[node]);
    return;
  }
  lost = g_strdup_printf("*%u", (unsigned)(node - forest->witnesses + 1));
  append_text(out, lost);
}

static void
append_edges(GString *out, const TreeResult *forest, const Witnesses *witnesses)
{
  append_literal(out, ",\"edges\":[");
  for (guint i = 0; i < forest->edge_count; i++) {
    g_string_append(out, i ? ",[" : "[");
    append_node(out, forest, witnesses, forest->edges[i].from);
    append_literal(out, ",");
    append_node(out, forest, witnesses, forest->edges[i].to);
    append_literal(out, "]");
  }
  append_literal(out, "],\"root\":");
  if (forest->tree_count > 0)
    append_node(out, forest, witnesses, forest->roots[0]);
  else
    append_literal(out, "null");
}

static void
append_numbers(GString *out, const TreeResult *forest, gboolean support)
{
  append_literal(out, ",\"lengths\":[");
  for (guint i = 0; i < forest->edge_count; i++) {
    if (i)
      append_literal(out, ",");
    append_double(out, forest->edges[i].length);
  }
  if (support)
    append_literal(out, "],\"support\":[");
  for (guint i = 0; support && i < forest->edge_count; i++) {
    if (i)
      append_literal(out, ",");
    append_double(out, forest->edges[i].support);
  }
  append_literal(out, "]");
}

static void
append_kinds(GString *out, const TreeResult *forest, const guint32 *kinds)
{
  static const char *const names[] = { "\"verbatim\"", "\"edited\"",
                                       "\"independent\"" };

  append_literal(out, ",\"kinds\":[");
  for (guint i = 0; i < forest->edge_count; i++) {
    if (i)
      append_literal(out, ",");
    g_string_append(out, names[kinds[i]]);
  }
  append_literal(out, "]");
}

/* All trees, one behind the other. */
static void
build_newick(Builder *text, const TreeResult *forest,
             const Witnesses *witnesses, const char *end)
{
  for (guint i = 0; i < forest->tree_count; i++) {
    newick_write(text, forest, i, witnesses->names);
    builder_add(text, end);
  }
}

static void
append_newick(GString *out, const TreeResult *forest,
              const Witnesses *witnesses)
{
  Builder text = { 0 };

  append_literal(out, ",\"newick\":");
  build_newick(&text, forest, witnesses, "");
  append_string(out, builder_text(&text), text.length);
  builder_free(&text);
}

static void
append_json(GString *out, const char *id, const TreeResult *forest,
            const Witnesses *witnesses, const guint32 *kinds, gboolean support)
{
  append_literal(out, "{\"id\":");
  append_text(out, id);
  append_edges(out, forest, witnesses);
  append_numbers(out, forest, support);
  append_kinds(out, forest, kinds);
  append_newick(out, forest, witnesses);
  append_literal(out, "}\n");
}

/* A forest in a language of other programs. */
static void
append_foreign(GString *out, Format format, const char *id,
               const TreeResult *forest, const Witnesses *witnesses,
               const guint32 *kinds)
{
  Builder text = { 0 };

  if (format == FORMAT_NEWICK)
    build_newick(&text, forest, witnesses, "\n");
  else
    dot_write(&text, id, forest, witnesses->names, kinds);
  g_string_append_len(out, builder_text(&text), (gssize)text.length);
  builder_free(&text);
}

static gboolean
answer(gpointer data, JsonObject *line, GString *out, GError **error)
{
  Lineage *lineage = data;
  const char *id = filter_string(line, "id", error);
  g_auto(Witnesses) witnesses = { 0 };
  g_autofree guint32 *readings = NULL;
  g_autofree guint32 *kinds = NULL;
  const TreeBreaks no_breaks = { NULL, 0 };
  const CollateTable *table;
  const TreeResult *forest = NULL;

  if (!id || !read_witnesses(lineage, line, &witnesses, error))
    return FALSE;
  table = collate(lineage->collator, witnesses.texts, witnesses.count, false);
  if (table) {
    TreeTable columns = { NULL, NULL, table->columns, witnesses.count };

    readings = number_readings(table, &witnesses);
    columns.readings = readings;
    forest = tree_build(lineage->tree, &columns, lineage->resamples, 0);
  }
  if (forest)
    kinds = g_new0(guint32, forest->edge_count + 1);
  if (!forest || !tree_kinds(forest, NULL, no_breaks, kinds)) {
    g_set_error(error, FILTER_ERROR, 0, "not enough memory for this tree");
    return FALSE;
  }
  if (lineage->format == FORMAT_JSONL)
    append_json(out, id, forest, &witnesses, kinds, lineage->resamples > 0);
  else
    append_foreign(out, lineage->format, id, forest, &witnesses, kinds);
  return TRUE;
}

static gboolean
read_resamples(const char *text, guint32 *resamples)
{
  guint64 value = 0;

  *resamples = DEFAULT_RESAMPLES;
  if (!text)
    return TRUE;
  if (!g_ascii_string_to_unsigned(text, 10, 0, 10000, &value, NULL))
    return FALSE;
  *resamples = (guint32)value;
  return TRUE;
}

static gboolean
read_format(const char *text, Format *format)
{
  *format = FORMAT_JSONL;
  if (!text)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS(format_names); i++)
    if (strcmp(text, format_names[i]) == 0) {
      *format = (Format)i;
      return TRUE;
    }
  return FALSE;
}

/* STATUS_DONE, or the status after telling what is wrong. */
static int
read_own(const Own *own, Lineage *lineage)
{
  if (!read_resamples(own->resamples, &lineage->resamples))
    return command_misused(&command_lineage,
                           "\"--resamples\" must be from 0 to 10000, found "
                           "\"%s\"",
                           own->resamples);
  if (!read_format(own->format, &lineage->format))
    return command_misused(&command_lineage,
                           "\"--format\" must be jsonl, newick or dot, found "
                           "\"%s\"",
                           own->format);
  return STATUS_DONE;
}

static int
run_lineage(int argc, char **argv)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  Lineage lineage = { .stems = NULL };
  Own own = { NULL, NULL };
  int status;

  if (!command_parse(&command_lineage, &argc, &argv, &own, shared, &status))
    return status;
  status = read_own(&own, &lineage);
  g_free(own.resamples);
  g_free(own.format);
  if (status != STATUS_DONE)
    return status;
  lineage.stems = stems_new("en");
  lineage.collator = collator_new();
  lineage.tree = tree_new();
  status = lineage.stems && lineage.collator && lineage.tree
               ? filter_run(argv + 1, answer, &lineage)
               : STATUS_TROUBLE;
  stems_free(lineage.stems);
  collator_free(lineage.collator);
  tree_free(lineage.tree);
  return status;
}

static const GOptionEntry options[] = {
  { "resamples", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(Own, resamples),
    "draw the columns N times for each edge's support (0)", "N" },
  { "format", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(Own, format),
    "jsonl (the default), newick or dot", "FORMAT" },
  { NULL },
};

const Command command_lineage = {
  .name = "lineage",
  .summary = "find which texts were copied from which, JSON Lines to JSON "
             "Lines",
  .usage = "[OPTION]... [FILE]...",
  .details =
      "Each line of FILE, or of standard input, is an object with \"id\" and\n"
      "\"witnesses\": {NAME: TEXT...}.  The answer has \"edges\", pairs of\n"
      "names from the root outwards, \"root\", the edges' \"lengths\" and\n"
      "\"kinds\" (verbatim, edited, independent), their \"support\" with\n"
      "--resamples, and the tree as \"newick\".  A name such as *1 stands for\n"
      "a lost common source.\n"
      "--format newick prints a line for each tree, --format dot a Graphviz\n"
      "graph for each line: stemma lineage --format dot t.jsonl | dot -Tsvg.\n",
  .options = options,
  .run = run_lineage,
};
