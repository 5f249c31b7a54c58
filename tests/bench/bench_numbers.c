/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_numbers.c - how fast segment cuts a text and how fast numbers finds
 * the quantities in it, tokens given, on one core:
 *
 *   bench_numbers TEXT... [-n ROUNDS]
 *
 * prints MB of text for each second of user time.  With -n 1 it is what
 * `valgrind --tool=cachegrind` counts instructions of.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "find.h"
#include "rules.h"
#include "scan.h"

enum { DEFAULT_ROUNDS = 20, MOST_TEXTS = 4096 };

typedef struct Document {
  char *text;
  uint32_t length;
} Document;

typedef struct Bench {
  Rules rules;
  Lexicon lexicon;
  Tokens tokens;
  Notes notes;
  Sentences sentences;
  AtomArray atoms;
  Quantities found;
  double segment; /* seconds */
  double find;
  size_t bytes;
  size_t rows;
} Bench;

static double
now(void)
{
  struct timespec t;

  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool
read_file(const char *path, Document *document)
{
  FILE *file = fopen(path, "rb");
  long size;

  if (!file)
    return false;
  fseek(file, 0, SEEK_END);
  size = ftell(file);
  rewind(file);
  document->text = calloc(1, (size_t)size + 1);
  document->length = (uint32_t)fread(document->text, 1, (size_t)size, file);
  fclose(file);
  return true;
}

static void
run(Bench *b, const Document *document)
{
  stemma_table table = { .size = sizeof table };
  stemma_doc doc = { .size = sizeof doc,
                     .text = document->text,
                     .length = document->length };
  double start = now(), middle;
  Text text;

  array_clear(&b->tokens);
  array_clear(&b->notes);
  array_clear(&b->sentences);
  array_clear(&b->found);
  if (!scan(document->text, document->length, &b->tokens, &b->notes)
      || !rules_apply(&b->rules, document->text, document->length, &b->tokens,
                      &b->notes, &b->sentences))
    exit(2);
  middle = now();
  table.rows =
      (stemma_list){ b->tokens.items, b->tokens.count, sizeof(stemma_token) };
  if (!atoms_make(&b->lexicon, &doc, &table, &b->atoms, &text))
    exit(2);
  if (!find_quantities(&text, &b->found))
    exit(2);
  b->find += now() - middle;
  b->segment += middle - start;
  b->bytes += document->length;
  b->rows += b->found.count;
}

int
main(int argc, char **argv)
{
  static Document documents[MOST_TEXTS];
  static Bench b;
  int rounds = DEFAULT_ROUNDS, count = 0;

  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "-n") == 0 && i + 1 < argc)
      rounds = atoi(argv[++i]);
    else if (count < MOST_TEXTS && read_file(argv[i], &documents[count]))
      count++;
  }
  if (!count || !rules_open(&b.rules, true) || !lexicon_open(&b.lexicon)) {
    fprintf(stderr, "usage: bench_numbers TEXT... [-n ROUNDS]\n");
    return 2;
  }
  for (int round = 0; round < rounds; round++) {
    for (int i = 0; i < count; i++)
      run(&b, &documents[i]);
  }
  printf("segment %.0f MB/s, find %.0f MB/s, %zu bytes, %zu rows\n",
         (double)b.bytes / b.segment / 1e6, (double)b.bytes / b.find / 1e6,
         b.bytes, b.rows);
  return 0;
}
