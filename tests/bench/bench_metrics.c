/* SPDX-License-Identifier: Apache-2.0
 *
 * Prints how many sentences of ten words a second BLEU, chrF, TER and meaning
 * score against one reference each, how many times what sacreBLEU 2.6 scores
 * that is, and the time of TER for 80 words of which half are reversed: the
 * functions alone, user CPU time of one core.
 *
 *   bench_metrics [PAIRS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bleu.h"
#include "chrf.h"
#include "similarity.h"
#include "ter.h"

#define WORDS 10
#define ROOM 128

static const char *const stock[] = {
  "the",    "minister", "said",  "that",   "harvest", "would", "begin",
  "before", "autumn",   "rain",  "and",    "farmers", "of",    "valley",
  "need",   "new",      "roads", "to",     "reach",   "every", "market",
  "in",     "time",     "a",     "bridge", "was",     "closed"
};
#define STOCK (sizeof stock / sizeof stock[0])

static unsigned
next(unsigned *seed)
{
  *seed = *seed * 1103515245u + 12345u;
  return *seed >> 16;
}

/* Two sentences that share about two thirds of their words. */
static void
write_pair(unsigned *seed, char *a, char *b)
{
  a[0] = b[0] = '\0';
  for (int i = 0; i < WORDS; i++) {
    const char *word = stock[next(seed) % STOCK];

    strcat(strcat(a, word), i + 1 < WORDS ? " " : ".");
    if (next(seed) % 3 == 0)
      word = stock[next(seed) % STOCK];
    strcat(strcat(b, word), i + 1 < WORDS ? " " : ".");
  }
}

static double
now(void)
{
  struct timespec time;

  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static double
run_bleu(MtText *texts, size_t pairs)
{
  BleuOptions options = bleu_defaults;
  double sum = 0;
  Bleu bleu = { 0 };

  options.effective_order = true;
  for (size_t i = 0; i < pairs; i++) {
    BleuStats stats;

    if (!bleu_count(&bleu, &options, texts[2 * i], &texts[2 * i + 1], 1,
                    &stats))
      abort();
    sum += bleu_score(&stats, &options);
  }
  bleu_clear(&bleu);
  return sum / (double)pairs;
}

static double
run_chrf(MtText *texts, size_t pairs)
{
  double sum = 0;
  Chrf chrf = { 0 };

  for (size_t i = 0; i < pairs; i++) {
    ChrfStats stats;

    if (!chrf_count(&chrf, &chrf_defaults, texts[2 * i], &texts[2 * i + 1], 1,
                    &stats))
      abort();
    sum += chrf_score(&stats, &chrf_defaults);
  }
  chrf_clear(&chrf);
  return sum / (double)pairs;
}

static double
run_ter(MtText *texts, size_t pairs)
{
  static const MtTerOptions options;
  double sum = 0;
  Ter ter = { 0 };

  for (size_t i = 0; i < pairs; i++) {
    TerStats stats;

    if (!ter_count(&ter, &options, texts[2 * i], &texts[2 * i + 1], 1, &stats))
      abort();
    sum += ter_score(&stats);
  }
  ter_clear(&ter);
  return sum / (double)pairs;
}

static double
run_meaning(MtText *texts, size_t pairs)
{
  Similarity *similarity = similarity_new("en");
  double sum = 0;

  if (!similarity)
    abort();
  for (size_t i = 0; i < pairs; i++)
    sum += similarity_score(similarity, texts[2 * i], texts[2 * i + 1]);
  similarity_free(similarity);
  return sum / (double)pairs;
}

typedef struct Metric {
  const char *name;
  double (*run)(MtText *, size_t);
  double sacrebleu; /* its sentences of ten words a second; 0: it has none */
} Metric;

static const Metric metrics[] = {
  { "bleu", run_bleu, 16000 },
  { "chrf", run_chrf, 10000 },
  { "ter", run_ter, 3500 },
  { "meaning", run_meaning, 0 },
};

static void
measure(const Metric *metric, MtText *texts, size_t pairs)
{
  double mean, start, rate;

  metric->run(texts, pairs / 10 + 1);
  start = now();
  mean = metric->run(texts, pairs);
  rate = (double)pairs / (now() - start);
  printf("%-8s %10.0f sentences of %d words/s   mean %.2f", metric->name, rate,
         WORDS, mean);
  if (metric->sacrebleu > 0)
    printf("   %.0f times sacreBLEU's %.0f", rate / metric->sacrebleu,
           metric->sacrebleu);
  printf("\n");
}

static void
measure_reversed(void)
{
  char a[80 * 6] = "", b[80 * 6] = "";
  MtText texts[2];
  double start, score;

  for (int i = 0; i < 80; i++) {
    sprintf(a + strlen(a), "w%d ", i);
    sprintf(b + strlen(b), "w%d ", i < 40 ? 39 - i : i);
  }
  texts[0] = (MtText){ a, strlen(a) };
  texts[1] = (MtText){ b, strlen(b) };
  start = now();
  score = run_ter(texts, 1);
  printf("%-8s %10.2f ms        TER %.2f (80 words, half reversed)\n",
         "reversed", (now() - start) * 1e3, score);
}

int
main(int argc, char **argv)
{
  size_t pairs = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 200000;
  char *bytes = malloc(pairs * 2 * ROOM);
  MtText *texts = malloc(pairs * 2 * sizeof *texts);
  unsigned seed = 1;

  if (!bytes || !texts || pairs == 0)
    return 2;
  for (size_t i = 0; i < pairs * 2; i++)
    texts[i].bytes = bytes + i * ROOM;
  for (size_t i = 0; i < pairs; i++)
    write_pair(&seed, bytes + 2 * i * ROOM, bytes + (2 * i + 1) * ROOM);
  for (size_t i = 0; i < pairs * 2; i++)
    texts[i].length = strlen(texts[i].bytes);
  for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++)
    measure(&metrics[i], texts, pairs);
  measure_reversed();
  free(bytes);
  free(texts);
  return 0;
}
