/* SPDX-License-Identifier: Apache-2.0
 *
 * collate.c - "stemma collate": several texts to one table of readings, from
 * JSON Lines to JSON Lines.
 */
#include "filter.h"
#include "options.h"
#include "witnesses.h"

#include "../output/rows/append.h"

#include "collate.h"

/* A table of more witnesses would not be read, and costs its square. */
#define MOST_WITNESSES 2000u

typedef struct {
  Stems *stems;
  Collator *collator;
  gboolean exact;
  gboolean details;
} Collate;

typedef struct {
  gboolean exact;
  gboolean details;
} Own;

static int
compare_names(gconstpointer a, gconstpointer b)
{
  return strcmp(a, b);
}

static gboolean
read_witnesses(JsonObject *line, Witnesses *witnesses, GError **error)
{
  JsonObject *object = filter_object(line, "witnesses", error);
  g_autoptr(GList) names = NULL;

  if (!object)
    return FALSE;
  if (json_object_get_size(object) > MOST_WITNESSES) {
    g_set_error(error, FILTER_ERROR, 0,
                "found %u witnesses; a table takes at most %u",
                json_object_get_size(object), MOST_WITNESSES);
    return FALSE;
  }
  names = g_list_sort(json_object_get_members(object), compare_names);
  for (GList *name = names; name; name = name->next) {
    const char *text = filter_string(object, name->data, error);

    if (!text)
      return FALSE;
    if (!witnesses_add(witnesses, name->data, text)) {
      g_set_error(error, FILTER_ERROR, 0, "not enough memory for \"%s\"",
                  (const char *)name->data);
      return FALSE;
    }
  }
  return TRUE;
}

typedef struct {
  const Witnesses *witnesses;
  const CollateTable *table;
} Tabled;

typedef void (*AppendCell)(GString *out, const Tabled *tabled, guint witness,
                           const CollateCell *cell);

static void
append_word(GString *out, const Tabled *tabled, guint witness,
            const CollateCell *cell)
{
  guint32 length;
  const char *word;

  if (cell->word == COLLATE_NONE) {
    append_literal(out, "null");
    return;
  }
  word = witnesses_word(tabled->witnesses, witness, cell->word, &length);
  append_string(out, word, length);
}

static void
append_kind(GString *out, const Tabled *tabled, guint witness,
            const CollateCell *cell)
{
  static const char *const kinds[] = { "invariant", "variant", "omission",
                                       "transposed" };

  (void)tabled, (void)witness;
  append_text(out, kinds[cell->kind]);
}

static void
append_span(GString *out, const Tabled *tabled, guint witness,
            const CollateCell *cell)
{
  const AlignText *text = &witnesses_texts(tabled->witnesses)[witness];

  if (cell->word == COLLATE_NONE) {
    append_literal(out, "null");
    return;
  }
  append_literal(out, "[");
  append_u64(out, text->words[cell->word].begin);
  append_literal(out, ",");
  append_u64(out, text->words[cell->word].end);
  append_literal(out, "]");
}

/* A row for each witness. */
static void
append_table(GString *out, const char *name, const Tabled *tabled,
             AppendCell append)
{
  const CollateTable *table = tabled->table;

  append_literal(out, ",");
  append_text(out, name);
  append_literal(out, ":[");
  for (guint i = 0; i < table->witnesses; i++) {
    g_string_append(out, i ? ",[" : "[");
    for (guint c = 0; c < table->columns; c++) {
      if (c)
        append_literal(out, ",");
      append(out, tabled, i, collate_cell(table, c, i));
    }
    append_literal(out, "]");
  }
  append_literal(out, "]");
}

static gboolean
answer(gpointer data, JsonObject *line, GString *out, GError **error)
{
  Collate *collate_data = data;
  const char *id = filter_string(line, "id", error);
  g_autoptr(Witnesses) witnesses = witnesses_new(collate_data->stems);
  Tabled tabled = { witnesses, NULL };

  if (!id || !read_witnesses(line, witnesses, error))
    return FALSE;
  tabled.table = collate(
      collate_data->collator, witnesses_texts(witnesses), witnesses->texts->len,
      !collate_data->exact && filter_flag(line, "near", TRUE));
  if (!tabled.table) {
    g_set_error(error, FILTER_ERROR, 0, "not enough memory for this table");
    return FALSE;
  }
  append_literal(out, "{\"id\":");
  append_text(out, id);
  append_literal(out, ",\"sigla\":[");
  for (guint i = 0; i < witnesses->names->len; i++) {
    if (i)
      append_literal(out, ",");
    append_text(out, witnesses_name(witnesses, i));
  }
  append_literal(out, "]");
  append_table(out, "table", &tabled, append_word);
  if (collate_data->details) {
    append_table(out, "kinds", &tabled, append_kind);
    append_table(out, "spans", &tabled, append_span);
  }
  append_literal(out, "}\n");
  return TRUE;
}

static int
run_collate(int argc, char **argv)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  Own own = { FALSE, FALSE };
  Collate state = { .stems = NULL };
  int status;

  if (!command_parse(&command_collate, &argc, &argv, &own, shared, &status))
    return status;
  state.exact = own.exact;
  state.details = own.details;
  state.stems = stems_new("en");
  state.collator = collator_new();
  status = state.stems && state.collator ? filter_run(argv + 1, answer, &state)
                                         : STATUS_TROUBLE;
  collator_free(state.collator);
  stems_free(state.stems);
  return status;
}

static const GOptionEntry options[] = {
  { "exact", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Own, exact),
    "link equal words only, not forms and spellings of a word", NULL },
  { "details", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Own, details),
    "tell each cell's kind and its byte offsets too", NULL },
  { NULL },
};

const Command command_collate = {
  .name = "collate",
  .summary = "put several texts word by word into one table, JSON Lines to "
             "JSON Lines",
  .usage = "[OPTION]... [FILE]...",
  .details =
      "Each line of FILE, or of standard input, is an object with \"id\",\n"
      "\"witnesses\": {NAME: TEXT...} and, if equal words only are to be\n"
      "linked, \"near\": false.  The answer has \"sigla\", the names in "
      "order,\n"
      "and \"table\": for each of them a row of words, null where it has "
      "none.\n",
  .options = options,
  .run = run_collate,
};
