/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_quotes.c - how fast quotes, speakers and reported speech are found,
 * tokens given, on one core:
 *
 *   bench_quotes TEXT... [-n ROUNDS]
 *
 * prints MB of text for each second of user time, with and without reported
 * speech.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "document.h"
#include "rules.h"
#include "scan.h"

enum { DEFAULT_ROUNDS = 20, MOST_TEXTS = 4096 };

/* A text with its tokens. */
typedef struct Input {
  char *text;
  uint32_t length;
  Tokens tokens;
  Notes notes;
  Sentences sentences;
} Input;

static double
now(void)
{
  struct timespec t;

  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool
read_file(const char *path, const Rules *rules, Input *input)
{
  FILE *file = fopen(path, "rb");
  long size;

  if (!file)
    return false;
  fseek(file, 0, SEEK_END);
  size = ftell(file);
  rewind(file);
  input->text = calloc(1, (size_t)size + 1);
  input->length = (uint32_t)fread(input->text, 1, (size_t)size, file);
  fclose(file);
  return scan(input->text, input->length, &input->tokens, &input->notes)
         && rules_apply(rules, input->text, input->length, &input->tokens,
                        &input->notes, &input->sentences);
}

static uint32_t
read_quotes(const Input *input, const Options *options, Document *document)
{
  stemma_doc doc = { .size = sizeof doc,
                     .text = input->text,
                     .length = input->length };
  stemma_table tokens = { .size = sizeof tokens };
  stemma_table sentences = { .size = sizeof sentences };
  Text text = { &doc, &tokens, &sentences, options };

  tokens.rows = (stemma_list){ input->tokens.items, input->tokens.count,
                               sizeof(stemma_token) };
  sentences.rows =
      (stemma_list){ input->sentences.items, input->sentences.count,
                     sizeof(stemma_sentence) };
  if (!document_read(&text, document))
    exit(2);
  return document->founds.count;
}

static void
measure(const Input *inputs, int count, int rounds, bool indirect)
{
  Options options = {
    .styles = 3, .min_words = 1, .distance = 2, .indirect = indirect
  };
  Document document = { 0 };
  size_t bytes = 0, rows = 0;
  double start = now();

  for (int round = 0; round < rounds; round++) {
    for (int i = 0; i < count; i++) {
      rows += read_quotes(&inputs[i], &options, &document);
      bytes += inputs[i].length;
    }
  }
  printf("%s %.0f MB/s, %zu bytes, %zu rows\n", indirect ? "all" : "marked",
         (double)bytes / (now() - start) / 1e6, bytes, rows);
  document_free(&document);
}

int
main(int argc, char **argv)
{
  static Input inputs[MOST_TEXTS];
  static Rules rules;
  int rounds = DEFAULT_ROUNDS, count = 0;

  if (!rules_open(&rules, true))
    return 2;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "-n") == 0 && i + 1 < argc)
      rounds = atoi(argv[++i]);
    else if (count < MOST_TEXTS && read_file(argv[i], &rules, &inputs[count]))
      count++;
  }
  if (!count) {
    fprintf(stderr, "usage: bench_quotes TEXT... [-n ROUNDS]\n");
    return 2;
  }
  measure(inputs, count, rounds, false);
  measure(inputs, count, rounds, true);
  return 0;
}
