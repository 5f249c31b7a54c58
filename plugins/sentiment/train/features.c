/* SPDX-License-Identifier: Apache-2.0
 *
 * features.c - what train.py learns from: the plugin's own view of each
 * sentence and target, so that no second tokeniser can drift from the first.
 *
 *   sentiment-features SEGMENT.so INPUT.jsonl > features.jsonl
 *
 * A line a document: {"id", "sentences": [STRETCH, ...], "targets": [{"begin",
 * "end", "first", "last", "f": [...], "sentence": STRETCH}]}, where STRETCH is
 * {"words", "f": [...], "t": [[WORD, NEGATED, IS_WORD, CAPITAL], ...]}.  WORD
 * is folded, without a possessive; IS_WORD is 0 for marks; CAPITAL is 1 inside
 * a sentence for a capitalised word; targets are the members `targets` of the
 * input.
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
is_capital(const char *text, const Term *list, Stretch stretch, uint32_t i)
{
  uint32_t length, code = utf8_decode(text + list[i].span.begin, &length);

  return i > stretch.first && (list[i].flags & TERM_WORD)
         && (list[i - 1].flags & TERM_WORD) && utf8_class(code) == UTF8_UPPER;
}

static void
print_word(const char *text, const Term *list, Stretch stretch, uint32_t i)
{
  const Term *term = &list[i];
  char folded[256];
  stemma_token token = { .row = { .begin = term->span.begin,
                                  .end = term->span.end } };
  stemma_doc doc = { .text = text, .length = term->span.end };
  size_t n = fold_copy(text + term->span.begin, token_stem_length(&doc, &token),
                       folded, sizeof folded - 1);

  if (n >= sizeof folded)
    n = 0;
  putchar('"');
  for (size_t k = 0; k < n; k++) {
    if (folded[k] == '"' || folded[k] == '\\')
      putchar('\\');
    putchar(folded[k]);
  }
  printf("\",%d,%d,%d", (term->flags & TERM_NEGATED) != 0,
         (term->flags & TERM_WORD) != 0, is_capital(text, list, stretch, i));
}

static void
print_numbers(const double *numbers, int count)
{
  for (int i = 0; i < count; i++)
    printf("%s%.9g", i ? "," : "", numbers[i]);
}

static void
print_stretch(const Program *program, const char *text, Stretch stretch)
{
  const Terms *terms = &program->work.terms;
  Sums sums;

  stretch_sums(terms, stretch, &sums);
  sums_settle(&program->model, &sums);
  printf("{\"words\":%u,\"f\":[", sums.counts.words);
  print_numbers(sums.features, FEATURES);
  printf("],\"t\":[");
  for (uint32_t i = stretch.first; i < stretch.end; i++) {
    printf("%s[", i > stretch.first ? "," : "");
    print_word(text, terms->list.items, stretch, i);
    putchar(']');
  }
  printf("]}");
}

static void
print_target(const Program *program, const char *text, stemma_span span)
{
  const Around *around = &program->work.around;
  double features[TARGET_FEATURES];
  Stretch sentence = around->sentence;
  Stretch target = stretch_of(&program->work.terms, span, sentence);

  target_features(around, target, features);
  printf("{\"begin\":%u,\"end\":%u,\"first\":%u,\"last\":%u,\"f\":[",
         span.begin, span.end, target.first - sentence.first,
         target.end - sentence.first);
  print_numbers(features, TARGET_FEATURES);
  printf("],\"sentence\":");
  print_stretch(program, text, sentence);
  printf("}");
}

/* Prints the stretches that the plugin scores a document by. */
static void
print_stretches(const Program *program, const char *text)
{
  const Work *work = &program->work;
  const Passage *passages = work->passages.items;

  for (uint32_t i = 0, end; i < work->passages.count; i = end) {
    end = passages_join(work, i);
    printf("%s", i ? "," : "");
    print_stretch(
        program, text,
        (Stretch){ passages[i].stretch.first, passages[end - 1].stretch.end });
  }
}

static stemma_span
target_of(JsonArray *targets, guint i)
{
  JsonObject *target = json_array_get_object_element(targets, i);

  return (stemma_span){ (uint32_t)json_object_get_int_member(target, "begin"),
                        (uint32_t)json_object_get_int_member(target, "end") };
}

/* Prints the targets of each sentence, and the sentence with each. */
static void
print_targets(Program *program, const char *text, JsonArray *targets)
{
  Work *work = &program->work;
  guint count = targets ? json_array_get_length(targets) : 0;
  const char *comma = "";

  for (uint32_t i = 0; i < work->passages.count; i++) {
    const Passage *passage = &work->passages.items[i];

    if (!around_read(&program->model, &work->terms, passage->stretch,
                     passage->sums.features, &work->around))
      g_error("no memory");
    for (guint k = 0; k < count; k++) {
      stemma_span span = target_of(targets, k);
      if (span.begin < passage->span.begin || span.begin >= passage->span.end)
        continue;
      printf("%s", comma);
      print_target(program, text, span);
      comma = ",";
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
                     mini_table(program->mini, "sentence"), &program->work)
      || !passages_score(&program->model, NULL, &program->work))
    g_error("no memory");
  print_stretches(program, doc.text);
  printf("],\"targets\":[");
  print_targets(program, doc.text, targets);
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
  work_free(&program.work);
  mini_free(program.mini);
  return 0;
}
