/* SPDX-License-Identifier: Apache-2.0
 *
 * others.c - what the report in the terminal shows of strangers' layers: where
 * their rows are and the first of them, within its columns; nothing of a layer
 * without rows.
 */
#include "terminal-tables.h"

typedef struct {
  stemma_row row;
  double weight;
  stemma_str note;
  guint32 loud;
  guint32 level;
  stemma_span source;
} Murmur;

typedef struct {
  stemma_row row;
  guint32 doc;
  guint32 utterance;
} Echo;

static const char *const levels[] = { "low", "high", NULL };

static const stemma_field murmur_fields[] = {
  STEMMA_FIELD(Murmur, weight, STEMMA_F64, "", "s"),
  STEMMA_FIELD_OR_NULL(Murmur, note, STEMMA_STR, "", 0, "s"),
  STEMMA_FIELD(Murmur, loud, STEMMA_BOOL, "", "s"),
  STEMMA_FIELD_ENUM(Murmur, level, levels, "s"),
  STEMMA_FIELD(Murmur, source, STEMMA_SPAN, "", "s"),
};
static const stemma_layer murmurs = { sizeof(stemma_layer),
                                      1,
                                      "org.example.murmur",
                                      "s",
                                      STEMMA_LIST(murmur_fields),
                                      sizeof(Murmur),
                                      0 };

static const stemma_field echo_fields[] = {
  STEMMA_FIELD(Echo, doc, STEMMA_DOC, "", "s"),
  STEMMA_FIELD_LINK(Echo, utterance, STEMMA_ROW, "utterance", "s"),
};
static const stemma_layer echoes = { sizeof(stemma_layer),     1,
                                     "org.example.echo",       "s",
                                     STEMMA_LIST(echo_fields), sizeof(Echo),
                                     STEMMA_LAYER_CORPUS };

static const RunLayer told[] = { { "murmur", &murmurs },
                                 { "org.example.echo", &echoes } };

static GArray *
layers_told(void)
{
  GArray *layers = g_array_new(FALSE, FALSE, sizeof(RunLayer));

  g_array_append_vals(layers, told, G_N_ELEMENTS(told));
  return layers;
}

static void
tell_murmurs(Fixture *fixture, guint32 index, guint32 count, const char *note)
{
  Table *table = new_table(fixture, &murmurs);
  NamedTable named = { "murmur", table };
  char id[16];

  for (guint32 i = 0; i < count; i++) {
    Murmur row = { .row = { 10, 25, note != NULL, 0 },
                   .weight = i / 4.0,
                   .loud = i & 1,
                   .level = i };

    if (note)
      row.note = put(table, note);
    append(table, &row, sizeof row);
  }
  g_snprintf(id, sizeof id, "d%u", index);
  tell_document(fixture, index, id, &named, 1, NULL);
  table_unref(table);
}

/* The engine's, for references. */
static Table *utterances;

static Table *
corpus_table(const void *engine, const char *layer)
{
  (void)engine;
  return strcmp(layer, "utterance") == 0 ? utterances : NULL;
}

static void
test_rows(void **state)
{
  const RunEnd end = { 3, 0, NULL, NULL, 0 };
  g_autoptr(GArray) layers = layers_told();
  const Echo echo = { .doc = 2, .utterance = 0 };
  g_autofree char *text = NULL;
  Fixture fixture;
  Table *table;

  (void)state;
  start_run(&fixture, TEXTS("murmur"), FALSE, &(Run){ .layers = layers });
  tell_murmurs(&fixture, 0, 2, "so");
  tell_murmurs(&fixture, 1, 0, NULL);
  tell_murmurs(&fixture, 2, 7, NULL);
  table = new_table(&fixture, &echoes);
  append(table, &echo, sizeof echo);
  tell(&fixture, table);
  text = finish(&fixture, &end);
  assert_string_equal(text, "3 articles\n"
                            "  A  d0   B  d1   C  d2\n"
                            "\n"
                            "all  9 murmur\n"
                            "  A 2   C 7\n"
                            "     text             weight  note  loud  level\n"
                            "  A  about two hours  0       so    no    low\n"
                            "  A  about two hours  0.25    so    yes   high\n"
                            "  C  about two hours  0             no    low\n"
                            "  C  about two hours  0.25          yes   high\n"
                            "  C  about two hours  0.5           no\n"
                            "  C  about two hours  0.75          yes\n"
                            "  C  about two hours  1             no\n"
                            "  and 2 more\n"
                            "\n"
                            "org.example.echo  1 org.example.echo\n"
                            "     doc\n"
                            "     C\n");
}

/* A row that leads to another is told by that one's id. */
static void
test_references(void **state)
{
  const RunEnd end = { 0, 0, NULL, NULL, 0 };
  g_autoptr(GArray) layers = layers_told();
  const Echo rows[] = { { .doc = 77, .utterance = 1 },
                        { .doc = 0, .utterance = 4000000000u } };
  g_autofree char *text = NULL;
  Fixture fixture;
  Table *table;

  (void)state;
  start_run(&fixture, TEXTS("murmur"), FALSE,
            &(Run){ .layers = layers, .corpus_table = corpus_table });
  utterances = new_table(&fixture, &stemma_utterance_layer);
  add_utterance(utterances, "U1", "first", NULL, 2);
  add_utterance(utterances, "U2", "second", NULL, 2);
  table = new_table(&fixture, &echoes);
  append(table, &rows[0], sizeof *rows);
  append(table, &rows[1], sizeof *rows);
  tell(&fixture, table);
  text = finish(&fixture, &end);
  table_unref(utterances);
  assert_non_null(strstr(text, "     doc  utterance\n"
                               "     BZ   U2\n"
                               "     A\n"));
}

/* Many articles, texts that are too long and would drive a terminal. */
static void
test_fits(void **state)
{
  const RunEnd end = { 60, 0, NULL, NULL, 0 };
  g_autoptr(GArray) layers = layers_told();
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  Fixture fixture;

  (void)state;
  start_run(&fixture, TEXTS("murmur"), FALSE, &(Run){ .layers = layers });
  for (guint32 i = 0; i < 60; i++)
    tell_murmurs(&fixture, i, 1,
                 "\033[31m\u202eDie Donaudampfschifffahrtsgesellschaft "
                 "verkehrt heute nicht, nirgendwo und f\u00fcr niemanden");
  text = finish(&fixture, &end);
  lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    assert_true(screen_measure(lines[i], -1) <= SCREEN_WIDTH);
  assert_null(strchr(text, '\033'));
  assert_null(strstr(text, "\u202e"));
  assert_non_null(strstr(text, "   +4"));
  assert_non_null(strstr(text, "\n  J  about two hours"));
  assert_null(strstr(text, "\n  K  about two hours"));
  assert_non_null(strstr(text, "and 50 more"));
}

#define IN_FOLDER(test)                                                        \
  cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int
main(void)
{
  const struct CMUnitTest tests[] = {
    IN_FOLDER(test_rows),
    IN_FOLDER(test_references),
    IN_FOLDER(test_fits),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
