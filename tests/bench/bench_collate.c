/* SPDX-License-Identifier: Apache-2.0
 *
 * Prints the time of a word diff and of a five-witness collation of news
 * sentences, and how both grow with the length of the texts: the functions
 * alone, user CPU time of one core.
 *
 *   bench_collate [ROUNDS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "collate.h"
#include "cut.h"
#include "worddiff.h"

enum { WITNESSES = 5 };

/* Five papers on two statements of an invented harbour strike. */
static const char *const news[][WITNESSES] = {
  { "The harbour workers and their families will win back everything that the "
    "company took from them.",
    "The dockers and the families of the harbour will win back all that was "
    "taken from them by the company.",
    "Harbor workers and their families are going to regain what the firm has "
    "taken from them, he said.",
    "The harbour workers and their families will win back everything that the "
    "company took from them.",
    "Workers of the harbour, and their families, shall win back everything "
    "the company took away." },
  { "A fair settlement will follow this long winter, and the first ferry will "
    "sail before the ice has gone.",
    "After this long winter there will be a just settlement; the first ferry "
    "is going to sail before the ice is gone.",
    "This long winter will be followed by a fair settlement, and the first "
    "ferry sails before the ice has gone.",
    "A fair settlement will follow the long winter, and ferries will sail "
    "before the ice has gone.",
    "We shall see a fair settlement after this long winter, and the first "
    "ferry will leave before the ice melts." },
};
enum { STATEMENTS = sizeof news / sizeof *news };

typedef struct Texts {
  Stems *stems;
  WordList words[WITNESSES];
  AlignText text[WITNESSES];
} Texts;

static double
now(void)
{
  struct timespec time;

  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void
set(Texts *texts, int i, const char *text)
{
  texts->words[i].count = 0;
  if (!cut_words(&texts->words[i], texts->stems, text, 0,
                 (uint32_t)strlen(text)))
    abort();
  texts->text[i] =
      (AlignText){ text, word_list(&texts->words[i]), texts->words[i].count };
}

static void
measure_news(Texts *texts, Collator *collator, Differ *differ, int rounds)
{
  double cut = 0, table = 0, diff = 0, start;
  uint32_t count;

  for (int round = 0; round < rounds; round++) {
    start = now();
    for (int i = 0; i < WITNESSES; i++)
      set(texts, i, news[round % STATEMENTS][i]);
    cut += now() - start;
    start = now();
    if (!collate(collator, texts->text, WITNESSES, true))
      abort();
    table += now() - start;
    start = now();
    for (int i = 0; i < WITNESSES; i++)
      worddiff(differ, &texts->text[i], &texts->text[(i + 1) % WITNESSES], true,
               &count);
    diff += now() - start;
  }
  printf("five witnesses: cutting %.1f us, collation %.1f us\n",
         1e6 * cut / rounds, 1e6 * table / rounds);
  printf("word diff of a pair: %.2f us\n", 1e6 * diff / rounds / WITNESSES);
}

static unsigned
next(unsigned *seed)
{
  *seed = *seed * 1103515245u + 12345u;
  return *seed >> 16;
}

/* `words` words of a vocabulary of a tenth as many; each text leaves out and
 * changes some of its own. */
static char *
long_text(uint32_t words, unsigned own)
{
  unsigned common = 1, seed = own;
  char *text = malloc((size_t)words * 9 + 1), *at = text;

  if (!text)
    abort();
  for (uint32_t i = 0; i < words; i++) {
    unsigned word = next(&common) % (words / 10 + 10), luck = next(&seed) % 20;

    if (luck == 0)
      continue;
    at += sprintf(at, "w%u ", luck == 1 ? next(&seed) % 1000 : word);
  }
  *at = '\0';
  return text;
}

static void
measure_length(Texts *texts, Collator *collator, Differ *differ, uint32_t words)
{
  char *all[WITNESSES];
  double start, diff, table;
  uint32_t count;

  for (int i = 0; i < WITNESSES; i++)
    set(texts, i, all[i] = long_text(words, 7u + (unsigned)i));
  start = now();
  worddiff(differ, &texts->text[0], &texts->text[1], true, &count);
  diff = now() - start;
  start = now();
  if (!collate(collator, texts->text, WITNESSES, true))
    abort();
  table = now() - start;
  printf("%7u words: diff %9.2f ms, collation of five %9.2f ms\n", words,
         1e3 * diff, 1e3 * table);
  for (int i = 0; i < WITNESSES; i++)
    free(all[i]);
}

int
main(int argc, char **argv)
{
  int rounds = argc > 1 ? atoi(argv[1]) : 5000;
  Collator *collator = collator_new();
  Differ *differ = differ_new();
  Texts texts = { .stems = stems_new("en") };

  if (!collator || !differ || !texts.stems)
    abort();
  measure_news(&texts, collator, differ, rounds > 0 ? rounds : 1);
  for (uint32_t words = 250; words <= 64000; words *= 4)
    measure_length(&texts, collator, differ, words);
  for (int i = 0; i < WITNESSES; i++)
    buffer_free(&texts.words[i].words);
  collator_free(collator);
  differ_free(differ);
  stems_free(texts.stems);
  return 0;
}
