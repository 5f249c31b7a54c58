/* SPDX-License-Identifier: Apache-2.0
 *
 * terminal-tables.h - tables made by hand, and what the report in the terminal
 * makes of them; for terminal.c and wording.c (inline: what only one of them
 * needs).
 */
#ifndef TERMINAL_TABLES_H
#define TERMINAL_TABLES_H

#include "output/findings/finding.h"
#include "output/report.h"
#include "output/screen.h"

#include "../folder.h"
#include "../unit.h"
#include <stdio.h>
#include <stdlib.h>
#include <stemma/stemma.h>
#include <string.h>

typedef struct {
  Report *report;
  Pipeline pipeline;
  Run run;
  RunStage stage;
  GPtrArray *writes;
  GPtrArray *garbage; /* of Schema */
} Fixture;

static const char *const all_layers[] = {
  "quantity", "quote",    "sentiment", "utterance", "rendering",
  "reading",  "variance", "agreement", "lineage",   "agreement_member",
  NULL
};

/* `run` has what a test needs beside the stages. */
static void
start_run(Fixture *fixture, const char *const *writes, gboolean color,
          const Run *run)
{
  const ReportSpec spec = { (char *)"terminal",
                            color ? NULL : (char *)"out",
                            { 0 } };

  memset(fixture, 0, sizeof *fixture);
  fixture->writes = g_ptr_array_new();
  for (; *writes; writes++)
    g_ptr_array_add(fixture->writes, (void *)*writes);
  fixture->stage.name = "all";
  fixture->stage.writes = fixture->writes;
  fixture->run = *run;
  fixture->run.pipeline = &fixture->pipeline;
  fixture->run.stages = g_ptr_array_new();
  fixture->run.color = color;
  g_ptr_array_add(fixture->run.stages, &fixture->stage);
  fixture->garbage = g_ptr_array_new();
  fixture->report = report_new(&spec, NULL, NULL);
  assert_true(fixture->report->begin(fixture->report, &fixture->run, NULL));
}

static inline void
start(Fixture *fixture, const char *const *writes, gboolean color)
{
  start_run(fixture, writes, color, &(Run){ .color = FALSE });
}

/* The report's text. */
static char *
finish(Fixture *fixture, const RunEnd *end)
{
  char *bytes = NULL;

  assert_true(fixture->report->end(fixture->report, end, NULL));
  fixture->report->free(fixture->report);
  g_ptr_array_unref(fixture->run.stages);
  g_ptr_array_unref(fixture->writes);
  for (guint i = 0; i < fixture->garbage->len; i++)
    schema_free(fixture->garbage->pdata[i]);
  g_ptr_array_unref(fixture->garbage);
  assert_true(g_file_get_contents("out", &bytes, NULL, NULL));
  if (g_getenv("STEMMA_TEST_SHOW"))
    printf("%s", bytes);
  return bytes;
}

static Table *
new_table(Fixture *fixture, const stemma_layer *layer)
{
  Schema *schema = schema_new(layer);

  g_ptr_array_add(fixture->garbage, schema);
  return table_new(schema);
}

static stemma_str
put(Table *table, const char *text)
{
  return table_add_string(table, text, (guint32)strlen(text));
}

static void
append(Table *table, const void *row, gsize size)
{
  assert_int_equal(
      stemma_append(table_writer(table, (guint32)size, 0), row, size),
      STEMMA_OK);
}

static void
tell(Fixture *fixture, Table *table)
{
  NamedTable named = { table_schema(table)->name, table };

  assert_true(fixture->report->corpus(fixture->report, &named, NULL));
  table_unref(table);
}

static void
tell_document(Fixture *fixture, guint32 index, const char *id,
              const NamedTable *tables, guint count, DocumentError *error)
{
  g_autofree char *path = g_strdup_printf("in/%s.txt", id);
  Document document = { .id = (char *)id, .path = path, .error = error };
  DocumentResult result = { &document, tables, count };

  document.doc.index = index;
  document.doc.text = "It lasted about two hours.";
  document.doc.length = 26;
  assert_true(fixture->report->document(fixture->report, &result, NULL, NULL));
}

static inline void
add_score(Table *table, guint32 scope, double score)
{
  stemma_sentiment row = { .row = { 0, 26, 0, 0 }, .scope = scope };

  row.score = score;
  append(table, &row, sizeof row);
}

static inline void
tell_scored(Fixture *fixture, guint32 index, const char *id, double narration,
            double quotes)
{
  Table *table = new_table(fixture, &stemma_sentiment_layer);
  NamedTable named = { "sentiment", table };

  add_score(table, STEMMA_SCOPE_NARRATION, narration);
  add_score(table, STEMMA_SCOPE_SPEECH, quotes);
  tell_document(fixture, index, id, &named, 1, NULL);
  table_unref(table);
}

static inline void
add_utterance(Table *table, const char *id, const char *label,
              const char *speaker, guint32 witnesses)
{
  stemma_utterance row = { .witnesses = witnesses };

  row.id = put(table, id);
  row.label = put(table, label);
  if (speaker) {
    row.row.present = 1;
    row.speaker = put(table, speaker);
  }
  append(table, &row, sizeof row);
}

static inline void
add_renderings(Table *table, guint32 utterance, const char *articles)
{
  for (; *articles; articles++) {
    stemma_rendering row = { .doc = (guint32)(*articles - 'A'),
                             .utterance = utterance };

    append(table, &row, sizeof row);
  }
}

static inline void
add_variance(Table *table, guint32 utterance, double score)
{
  stemma_variance row = { .utterance = utterance, .score = score };

  append(table, &row, sizeof row);
}

/* One witness's cells: words parted by "|", "-" an omission, "" not reached,
 * "^" before one that is transposed. */
static inline void
add_readings(Table *table, guint32 utterance, guint32 article,
             const char *cells)
{
  g_auto(GStrv) words = g_strsplit(cells, "|", -1);

  for (guint32 i = 0; words[i]; i++) {
    stemma_reading row = { .utterance = utterance,
                           .column = i,
                           .doc = article };

    if (!*words[i])
      continue;
    row.rendering = article;
    row.kind = strcmp(words[i], "-") == 0 ? STEMMA_OMISSION
               : *words[i] == '^'         ? STEMMA_TRANSPOSED
                                          : STEMMA_VARIANT;
    row.content = row.kind == STEMMA_TRANSPOSED || g_ascii_isalnum(*words[i]);
    if (row.kind != STEMMA_OMISSION)
      row.text = put(table, words[i] + (*words[i] == '^'));
    append(table, &row, sizeof row);
  }
}

static inline void
add_agreement(Table *table, Table *members, guint32 verdict, const char *about,
              const char *const *texts)
{
  stemma_agreement row = { .verdict = verdict };

  row.about = put(table, about);
  row.members.first = table_count(members);
  for (; texts && *texts; texts++) {
    stemma_agreement_member member = { .row = { 10, 25, 0, 0 },
                                       .doc = (guint32)(**texts - 'A') };

    member.text = put(members, *texts + 1);
    member.base_value = g_ascii_strtod(*texts + 1, NULL);
    member.row.present = g_ascii_isdigit((*texts)[1]);
    append(members, &member, sizeof member);
    row.members.count++;
    row.documents++;
  }
  append(table, &row, sizeof row);
}

static inline void
add_edge(Table *table, guint32 from, guint32 to, guint32 kind, double length)
{
  stemma_lineage row = { .row = { 0, 0, 3, 0 },
                         .from = from,
                         .to = to,
                         .from_doc = from,
                         .to_doc = to,
                         .kind = kind,
                         .length = length };

  append(table, &row, sizeof row);
}

#define TEXTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

#endif
