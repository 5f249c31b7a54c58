/* SPDX-License-Identifier: Apache-2.0
 *
 * test_model.c - the weights of sentiment: what is read, and what is refused
 * with its line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "../../../plugins/sentiment/score.h"
#include "embed.h"
#include "fold.h"

EMBED(model);
EMBED(stop_names);

static bool
open_with(Model *model, const char *weights, char message[256])
{
  message[0] = '\0';
  return model_open(model, weights, strlen(weights), message, 256);
}

static void
reads_words_and_numbers(void **state)
{
  Model model;
  char message[256];
  const Word *word;

  (void)state;
  assert_true(open_with(&model,
                        "# a comment\nbias\t0\t0.25\nscale\t0\t0.5\n"
                        "word\tharbour\tff0000000000000000000000\n",
                        message));
  assert_true(fabs(model.bias - 0.25) < 1e-12);
  word = model_word(&model, fold_word("harbour"));
  assert_int_equal(word->weight[HEAD_PLAIN], -1);
  assert_int_equal(word->weight[HEAD_NEGATED], 0);
  model_close(&model);
}

static void
knows_the_lexicons(void **state)
{
  Model model;
  char message[256];

  (void)state;
  assert_true(open_with(&model, "", message));
  assert_true(model_word(&model, fold_word("wonderful"))->valence > 0);
  assert_true(model_word(&model, fold_word("disaster"))->afinn < 0);
  assert_int_equal(model_word(&model, fold_word("never"))->cue, CUE_NEGATOR);
  assert_int_equal(model_word(&model, fold_word("very"))->cue, CUE_BOOSTER);
  assert_true(model_word(&model, fold_word("zzyzx"))->valence == 0);
  model_close(&model);
}

static void
names_the_bad_line(void **state)
{
  static const struct {
    const char *weights;
    const char *line;
  } cases[] = {
    { "bias\t0\tmuch\n", "line 1 " },
    { "# fine\nbias\t0\t1\nfeature\t99\t1\n", "line 3 " },
    { "word\tsea\t00\n", "line 1 " },
    { "word\tsea\tzz0000000000000000000000\n", "line 1 " },
    { "colour\t0\t1\n", "line 1 " },
  };

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Model model;
    char message[256];
    assert_false(open_with(&model, cases[i].weights, message));
    assert_true(strncmp(message, cases[i].line, strlen(cases[i].line)) == 0);
    assert_non_null(strstr(message, "expected"));
    model_close(&model);
  }
}

/* The tables made when stemma was built, and the files that they are made of.
 */
static void
tables_say_what_the_files_say(void **state)
{
  Model read, made;
  char message[256];

  (void)state;
  assert_true(model_open(&read, embed_model, embed_model_size, message,
                         sizeof message));
  assert_true(
      model_list_ordinary(&read, embed_stop_names, embed_stop_names_size));
  assert_true(model_open_builtin(&made));
  assert_int_equal(made.mask, read.mask);
  assert_int_equal(made.count, read.count);
  assert_memory_equal(made.words, read.words,
                      ((size_t)read.mask + 1) * sizeof *read.words);
  assert_memory_equal(made.scale, read.scale, sizeof read.scale);
  assert_memory_equal(&made.bias, &read.bias,
                      offsetof(Model, phrases) - offsetof(Model, bias));
  assert_int_equal(made.phrases.items.count, read.phrases.items.count);
  model_close(&made);
  model_close(&read);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(reads_words_and_numbers),
    cmocka_unit_test(knows_the_lexicons),
    cmocka_unit_test(names_the_bad_line),
    cmocka_unit_test(tables_say_what_the_files_say),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
