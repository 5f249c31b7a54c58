/* SPDX-License-Identifier: Apache-2.0
 *
 * Prints how long the stage variance takes for drawn collations, user CPU time
 * of one core, and its peak memory.
 *
 *   bench_variance [UTTERANCES [WITNESSES [WORDS]]]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "collation.h"
#include "options.h"
#include "sheet.h"

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

/* A word of the stock, or, two times in three, one of 5,000 invented ones:
 * texts repeat their common words alone. */
static const char *
pick(unsigned *seed, char *room)
{
  static const char *const syllables[] = { "ka",  "lo",  "mi",  "ter", "sun",
                                           "pol", "ren", "dis", "vo",  "gal" };
  unsigned number = next(seed) % 5000;

  if (next(seed) % 3 == 0)
    return stock[number % STOCK];
  room[0] = '\0';
  for (int i = 0; i < 4; i++, number /= 10)
    strcat(room, syllables[number % 10]);
  return room;
}

/* One utterance: every fifth word is another in some witness. */
static void
draw(unsigned *seed, Drawn *drawn, GString **words, guint witnesses,
     guint columns)
{
  for (guint w = 0; w < witnesses; w++)
    g_string_truncate(words[w], 0);
  for (guint c = 0; c < columns; c++) {
    char room[16], other[16];
    const char *word = pick(seed, room);

    for (guint w = 0; w < witnesses; w++) {
      const char *own = next(seed) % 5 ? word : pick(seed, other);

      g_string_append_printf(words[w], "%s%s", c ? " " : "",
                             next(seed) % 12 ? own : "-");
    }
  }
  for (guint w = 0; w < witnesses; w++)
    drawn[w] = (Drawn){ 0, w, STEMMA_FULL, words[w]->str };
}

static Kept *
carry(const Collation *collation)
{
  Kept *cells = kept_new(&cell_layer);

  for (guint i = 0; i < collation->readings->len; i++) {
    const stemma_reading *row =
        &g_array_index(collation->readings, stemma_reading, i);
    Cell cell = { .column = row->column,
                  .rendering = row->rendering,
                  .content = row->content };

    cell.text = cells->writer.intern(&cells->writer,
                                     collation->pool->str + row->text.offset,
                                     row->text.length);
    stemma_append(&cells->writer, &cell, sizeof cell);
  }
  return cells;
}

static double
now(void)
{
  struct timespec time;

  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* Seconds for one utterance. */
static double
gather(const stemma_stage *stage, void *self, void *worker,
       const Collation *collation, Kept *out)
{
  const stemma_table *inputs[] = { &collation->reading, &collation->rendering,
                                   NULL };
  stemma_writer *outputs[] = { &out->writer };
  stemma_job job = { .size = sizeof job,
                     .input_count = 3,
                     .output_count = 1,
                     .inputs = inputs,
                     .outputs = outputs };
  stemma_error error = { .size = sizeof error };
  stemma_key key = { 0, 0 };
  stemma_list none = STEMMA_NO_LIST;
  g_autoptr(Kept) cells = carry(collation);
  double start = now();

  if (stage->group->gather(self, worker, &job, key, &cells->table, none, &error)
      != STEMMA_OK)
    abort();
  return now() - start;
}

static double
run(guint utterances, guint witnesses, guint columns)
{
  const stemma_stage *stage =
      *STEMMA_AT(stemma_stage *, stemma_module_v1()->stages, 0);
  Options options = { METRIC_WORDS | METRIC_MEANING | METRIC_BLEU | METRIC_CHRF
                          | METRIC_TER | METRIC_EDDY | METRIC_ENTROPY,
                      100, "en", 0, 0 };
  stemma_error error = { .size = sizeof error };
  Drawn *drawn = g_new0(Drawn, witnesses);
  GString **words = g_new0(GString *, witnesses);
  unsigned seed = 1;
  double seconds = 0;
  void *self, *worker;

  stage->life->open(stage, NULL, &options, &self, &error);
  stage->life->worker_open(self, &worker, &error);
  for (guint w = 0; w < witnesses; w++)
    words[w] = g_string_new(NULL);
  for (guint u = 0; u < utterances; u++) {
    g_autoptr(Collation) collation = NULL;
    g_autoptr(Kept) out = kept_new(&stemma_variance_layer);

    draw(&seed, drawn, words, witnesses, columns);
    collation = collation_new(drawn, witnesses);
    seconds += gather(stage, self, worker, collation, out);
  }
  stage->life->worker_close(worker);
  stage->life->close(self);
  for (guint w = 0; w < witnesses; w++)
    g_string_free(words[w], TRUE);
  g_free(words);
  g_free(drawn);
  return seconds;
}

int
main(int argc, char **argv)
{
  guint utterances = argc > 1 ? (guint)atoi(argv[1]) : 10000;
  guint witnesses = argc > 2 ? (guint)atoi(argv[2]) : 5;
  guint columns = argc > 3 ? (guint)atoi(argv[3]) : 25;
  struct rusage usage;

  printf("variance %u utterances, %u witnesses, %u columns: %.2f s\n",
         utterances, witnesses, columns, run(utterances, witnesses, columns));
  getrusage(RUSAGE_SELF, &usage);
  printf("peak memory %ld KiB\n", usage.ru_maxrss);
  return 0;
}
