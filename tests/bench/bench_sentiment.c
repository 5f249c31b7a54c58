/* SPDX-License-Identifier: Apache-2.0
 *
 * bench_sentiment.c - how fast sentiment is scored, tokens and quotes given, on
 * one core:
 *
 *   bench_sentiment PLUGINS TEXT... [-n ROUNDS] [-q]
 *
 * prints MB of text for each second of user time: with the scopes document,
 * narration, speech, sentence and quote, with targets as well, and for two
 * inputs that are hard on some programs, in two lengths each: whether time is
 * linear shows between the lines (-q: without these).
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../../plugins/sentiment/work.h"
#include "mini.h"

enum { DEFAULT_ROUNDS = 20, HARD_BYTES = 200000, SCOPES_ALL = 0x3f };

/* A text with what earlier stages say of it. */
typedef struct Input {
  char *text;
  uint32_t length;
  stemma_table tables[3]; /* token, sentence, quote */
} Input;

typedef struct Bench {
  Mini *mini; /* segment and quotes */
  const stemma_stage *stage;
  GArray *inputs; /* of Input */
  int rounds;
  bool quick;
} Bench;

static double
now(void)
{
  struct timespec t;

  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static const stemma_module *
load(const char *folder, const char *name)
{
  g_autofree char *path = g_strdup_printf("%s/%s.so", folder, name);
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  const stemma_module *(*entry)(void);

  if (!handle)
    g_error("%s", dlerror());
  *(void **)&entry = dlsym(handle, "stemma_module_v1");
  return entry();
}

static stemma_table
table_copy(const stemma_table *from)
{
  stemma_table table = *from;

  table.rows.items =
      g_memdup2(from->rows.items, (gsize)from->rows.count * from->rows.stride);
  return table;
}

/* Takes `text`. */
static Input
input_of(const Bench *bench, char *text, size_t length)
{
  static const char *const layers[] = { "token", "sentence", "quote" };
  stemma_error error = { .size = sizeof error };
  Input input = { .text = text, .length = (uint32_t)length };

  if (mini_run(bench->mini, "bench", text, length, &error))
    g_error("%s", error.message);
  for (size_t i = 0; i < G_N_ELEMENTS(layers); i++)
    input.tables[i] = table_copy(mini_table(bench->mini, layers[i]));
  return input;
}

/* A writer that counts and keeps the last row. */
typedef struct Counter {
  stemma_writer writer;
  char row[64];
} Counter;

static stemma_status
count_rows(stemma_writer *writer, stemma_list rows)
{
  Counter *counter = (Counter *)writer;

  memcpy(counter->row, rows.items, rows.stride);
  writer->next_row += rows.count;
  return STEMMA_OK;
}

static void
run(const Bench *bench, const void *self, void *worker, const Input *input,
    Counter counters[2])
{
  const stemma_table *tables[] = { &input->tables[0], &input->tables[1],
                                   &input->tables[2], NULL };
  stemma_writer *writers[] = { &counters[0].writer, &counters[1].writer };
  stemma_doc doc = { .size = sizeof doc,
                     .id = "bench",
                     .text = input->text,
                     .length = input->length };
  stemma_job job = { .size = sizeof job,
                     .input_count = 4,
                     .output_count = 2,
                     .doc = &doc,
                     .inputs = tables,
                     .outputs = writers };
  stemma_error error = { .size = sizeof error };

  for (int i = 0; i < 2; i++)
    counters[i].writer.next_row = 0;
  if (bench->stage->map->process(self, worker, &job, &error))
    g_error("%s", error.message);
}

static void
measure(const Bench *bench, const char *label, uint64_t scopes,
        const Input *inputs, guint count)
{
  Options options = {
    .scopes = scopes, .model = "", .skip_quotes = 1, .words = 1, .mentions = 3
  };
  Counter counters[2] = { { .writer = { .append = count_rows } },
                          { .writer = { .append = count_rows } } };
  stemma_error error = { .size = sizeof error };
  const stemma_life *life = bench->stage->life;
  void *self, *worker;
  size_t bytes = 0, rows = 0, words = 0;
  double start;

  if (life->open(bench->stage, NULL, &options, &self, &error)
      || life->worker_open(self, &worker, &error))
    g_error("%s", error.message);
  start = now();
  for (int round = 0; round < bench->rounds; round++) {
    for (guint i = 0; i < count; i++) {
      run(bench, self, worker, &inputs[i], counters);
      bytes += inputs[i].length;
      rows += counters[0].writer.next_row;
      words += counters[1].writer.next_row;
    }
  }
  printf("%-28s %5.0f MB/s, %zu bytes, %zu rows, %zu words\n", label,
         (double)bytes / (now() - start) / 1e6, bytes, rows, words);
  life->worker_close(worker);
  life->close(self);
}

/* The same few bytes again and again, as one sentence. */
static void
measure_hard(const Bench *bench, const char *label, const char *part)
{
  for (size_t size = HARD_BYTES; size <= 4 * HARD_BYTES; size *= 4) {
    GString *text = g_string_sized_new(size + 16);
    g_autofree char *name = g_strdup_printf("%s, %zu kB", label, size / 1000);
    Bench once = *bench;
    Input input;

    while (text->len < size)
      g_string_append(text, part);
    input = input_of(bench, text->str, text->len);
    once.rounds = 4;
    measure(&once, name, SCOPES_ALL, &input, 1);
  }
}

int
main(int argc, char **argv)
{
  Bench bench = { .mini = mini_new(),
                  .inputs = g_array_new(FALSE, TRUE, sizeof(Input)),
                  .rounds = DEFAULT_ROUNDS };
  const Input *inputs;

  if (argc < 3) {
    fprintf(stderr,
            "usage: bench_sentiment PLUGINS TEXT... [-n ROUNDS] [-q]\n");
    return 2;
  }
  mini_add(bench.mini, load(argv[1], "segment"), NULL);
  mini_add(bench.mini, load(argv[1], "quotes"), NULL);
  bench.stage =
      *STEMMA_AT(stemma_stage *, load(argv[1], "sentiment")->stages, 0);
  for (int i = 2; i < argc; i++) {
    char *text;
    gsize length;
    if (strcmp(argv[i], "-n") == 0 && i + 1 < argc)
      bench.rounds = atoi(argv[++i]);
    else if (strcmp(argv[i], "-q") == 0)
      bench.quick = true;
    else if (g_file_get_contents(argv[i], &text, &length, NULL)) {
      Input input = input_of(&bench, text, length);
      g_array_append_val(bench.inputs, input);
    }
  }
  inputs = (const Input *)(const void *)bench.inputs->data;
  measure(&bench, "without targets", SCOPES_ALL & ~(1u << STEMMA_SCOPE_TARGET),
          inputs, bench.inputs->len);
  measure(&bench, "all scopes", SCOPES_ALL, inputs, bench.inputs->len);
  if (bench.quick)
    return 0;
  measure_hard(&bench, "emoji", "\xf0\x9f\x98\x80 :-) \xf0\x9f\x98\xa1");
  measure_hard(&bench, "one sentence", "Lund said no war but good peace, ");
  return 0;
}
