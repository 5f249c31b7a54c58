/* SPDX-License-Identifier: Apache-2.0
 *
 * features.c - what train.py learns from: the plugin's own view of each
 * sentence and target, so that no second tokeniser can drift from the first.
 *
 *   sentiment-features SEGMENT.so INPUT.jsonl > features.jsonl
 *
 * A line a document: {"id", "sentences": [STRETCH, ...], "targets": [{"begin",
 * "end", "first", "last", "f": [...], "sentence": STRETCH}]}, where STRETCH is
 * {"words", "f": [...], "t": [[WORD, FLAGS, CAPITAL], ...]}.  WORD is folded,
 * without a possessive; CAPITAL is 1 inside a sentence for a capitalised word;
 * targets are the members `targets` of the input.
 */
#include "../work.h"

#include <dlfcn.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "mini.h"
#include "tokens.h"

typedef struct {
  Model model;
  Work work;
  Mini *mini;
} Program;

/* Is the word capitalised where no sentence or quote starts? */
static bool
is_capital(const char *text, const Stretch *stretch, uint32_t i)
{
  const Term *term = &stretch->terms[i];
  uint32_t length, code = utf8_decode(text + term->span.begin, &length);

  return i > 0 && (term->flags & TERM_WORD)
         && (stretch->terms[i - 1].flags & TERM_WORD)
         && utf8_class(code) == UTF8_UPPER;
}

static void
print_word(const char *text, const Stretch *stretch, uint32_t at)
{
  const Term *term = &stretch->terms[at];
  char folded[256];
  stemma_token token = { .row = { .begin = term->span.begin,
                                  .end = term->span.end } };
  stemma_doc doc = { .text = text, .length = term->span.end };
  size_t n = fold_copy(text + term->span.begin, token_stem_length(&doc, &token),
                       folded, sizeof folded - 1);

  if (n >= sizeof folded)
    n = 0;
  putchar('"');
  for (size_t i = 0; i < n; i++) {
    if (folded[i] == '"' || folded[i] == '\\')
      putchar('\\');
    putchar(folded[i]);
  }
  printf("\",%u,%d", term->flags, is_capital(text, stretch, at));
}

static void
print_numbers(const double *numbers, int count)
{
  for (int i = 0; i < count; i++)
    printf("%s%.9g", i ? "," : "", numbers[i]);
}

static void
print_stretch(const char *text, const Stretch *stretch, const Sums *sums)
{
  double features[FEATURES];

  sums_features(sums, features);
  printf("{\"words\":%u,\"f\":[", sums->words);
  print_numbers(features, FEATURES);
  printf("],\"t\":[");
  for (uint32_t i = 0; i < stretch->count; i++) {
    printf("%s[", i ? "," : "");
    print_word(text, stretch, i);
    putchar(']');
  }
  printf("]}");
}

static void
print_target(const char *text, const Work *work, const Passage *passage,
             const Around *around, stemma_span span, gboolean *more)
{
  double features[TARGET_FEATURES];
  Sums sums = stretch_sums(&around->sentence);
  uint32_t first, last;

  terms_reached(work, span.begin, span.end, &first, &last);
  first -= passage->first;
  last -= passage->first;
  target_features(around, first, last, features);
  printf("%s{\"begin\":%u,\"end\":%u,\"first\":%u,\"last\":%u,"
         "\"f\":[",
         *more ? "," : "", span.begin, span.end, first, last);
  print_numbers(features, TARGET_FEATURES);
  printf("],\"sentence\":");
  print_stretch(text, &around->sentence, &sums);
  printf("}");
  *more = TRUE;
}

/* Prints the stretches that the plugin scores a document by. */
static void
print_stretches(const char *text, const Work *work)
{
  for (uint32_t i = 0; i < work->passages.count;) {
    Stretch stretch = passage_stretch(work, &work->passages.items[i]);
    uint32_t end = passages_join(work, i);
    Sums sums;

    printf("%s", i ? "," : "");
    for (i++; i < end; i++)
      stretch.count += work->passages.items[i].count;
    sums = stretch_sums(&stretch);
    print_stretch(text, &stretch, &sums);
  }
}

/* Prints the targets of each sentence, and the sentence with each. */
static void
print_targets(const char *text, const Work *work, JsonArray *targets)
{
  guint count = targets ? json_array_get_length(targets) : 0;
  gboolean more = FALSE;

  for (uint32_t i = 0; i < work->passages.count; i++) {
    const Passage *passage = &work->passages.items[i];
    Stretch stretch = passage_stretch(work, passage);
    Around around = around_sentence(&stretch);

    for (guint k = 0; k < count; k++) {
      JsonObject *target = json_array_get_object_element(targets, k);
      stemma_span span = {
        (uint32_t)json_object_get_int_member(target, "begin"),
        (uint32_t)json_object_get_int_member(target, "end")
      };
      if (span.begin >= passage->span.begin && span.begin < passage->span.end)
        print_target(text, work, passage, &around, span, &more);
    }
  }
}

static void
print_document(Program *program, const char *line)
{
  g_autoptr(JsonParser) parser = json_parser_new();
  stemma_error error = { .size = sizeof error };
  stemma_doc doc = { .size = sizeof doc };
  JsonObject *object;
  JsonArray *targets;

  if (!json_parser_load_from_data(parser, line, -1, NULL))
    g_error("not JSON: %.60s", line);
  object = json_node_get_object(json_parser_get_root(parser));
  doc.text = json_object_get_string_member(object, "text");
  doc.length = (uint32_t)strlen(doc.text);
  targets = json_object_has_member(object, "targets")
                ? json_object_get_array_member(object, "targets")
                : NULL;
  if (mini_run(program->mini, "d", doc.text, doc.length, &error))
    g_error("%s", error.message);
  printf("{\"id\":\"%s\",\"sentences\":[",
         json_object_get_string_member(object, "id"));
  if (!passages_read(&program->model, &doc, mini_table(program->mini, "token"),
                     mini_table(program->mini, "sentence"), &program->work))
    g_error("no memory");
  print_stretches(doc.text, &program->work);
  printf("],\"targets\":[");
  print_targets(doc.text, &program->work, targets);
  printf("]}\n");
}

int
main(int argc, char **argv)
{
  Program program = { .mini = mini_new() };
  char message[256];
  const stemma_module *(*entry)(void);
  void *handle;
  g_autofree char *bytes = NULL;
  g_auto(GStrv) lines = NULL;

  if (argc != 3)
    g_error("usage: sentiment-features SEGMENT.so INPUT.jsonl");
  handle = dlopen(argv[1], RTLD_NOW | RTLD_LOCAL);
  if (!handle)
    g_error("%s", dlerror());
  *(void **)&entry = dlsym(handle, "stemma_module_v1");
  mini_add(program.mini, entry(), NULL);
  if (!model_open(&program.model, "", 0, message, sizeof message))
    g_error("%s", message);
  if (!g_file_get_contents(argv[2], &bytes, NULL, NULL))
    g_error("cannot read %s", argv[2]);
  lines = g_strsplit(bytes, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (lines[i][0])
      print_document(&program, lines[i]);
  model_close(&program.model);
  array_free(&program.work.terms);
  array_free(&program.work.passages);
  mini_free(program.mini);
  return 0;
}
