/* SPDX-License-Identifier: Apache-2.0
 *
 * The laws of the fold stages: the order of documents and of merging does not
 * matter, an empty state changes nothing, what is saved can be loaded, and
 * damaged bytes are refused.
 */
#include "fixture.h"

typedef struct Bytes {
  stemma_output output; /* first: the callback casts back */
  char bytes[1 << 17];
  uint32_t length;
} Bytes;

typedef struct Law {
  const stemma_stage *stage;
  Options options;
  void *self;
  void *worker;
} Law;

static stemma_status
write_bytes(stemma_output *output, const void *bytes, uint32_t length)
{
  Bytes *to = (Bytes *)output;

  assert_true(to->length + length <= sizeof to->bytes);
  memcpy(to->bytes + to->length, bytes, length);
  to->length += length;
  return STEMMA_OK;
}

static void
law_start(Law *law, const stemma_stage *stage)
{
  memset(law, 0, sizeof *law);
  law->stage = stage;
  assert_int_equal(
      stage->life->open(stage, NULL, &law->options, &law->self, NULL), 0);
  if (stage->life->worker_open)
    assert_int_equal(stage->life->worker_open(law->self, &law->worker, NULL),
                     0);
}

static void
law_end(Law *law)
{
  if (law->stage->life->worker_close)
    law->stage->life->worker_close(law->worker);
  law->stage->life->close(law->self);
}

static void *
state_new(const Law *law)
{
  void *state = NULL;

  assert_int_equal(law->stage->fold->start(law->self, &state, NULL), 0);
  return state;
}

static void
state_add(Law *law, void *state, uint32_t doc)
{
  static const char *const quotes[] = { "tABCoDE", "ABCxY", "FGtHAB",
                                        "BCADEF" };
  static const char text[] =
      "The harbour stays open, and nobody will close the gates of this town "
      "before the last boat has come home; so we wait, and keep the lamps of "
      "both towers lit until the morning comes.";
  stemma_doc document = { .size = sizeof document,
                          .index = doc,
                          .id = "d",
                          .text = text,
                          .length = sizeof text - 1,
                          .language = "en" };
  const stemma_table *inputs[1];
  stemma_job job = {
    .size = sizeof job, .input_count = 1, .doc = &document, .inputs = inputs
  };
  Rows rows;

  rows_start(&rows, &quote_words_layer);
  rows_quote(&rows, 0, quotes[doc], 7);
  rows_quote(&rows, 1, quotes[(doc + 1) % 4], 8);
  inputs[0] = &rows.table;
  assert_int_equal(
      law->stage->fold->add(law->self, law->worker, state, &job, NULL), 0);
}

static void
state_save(const Law *law, void *state, Bytes *to)
{
  memset(to, 0, sizeof *to);
  to->output.size = sizeof to->output;
  to->output.write = write_bytes;
  assert_int_equal(law->stage->fold->save(law->self, state, &to->output, NULL),
                   0);
}

static void
state_merge(const Law *law, void *into, void *from)
{
  assert_int_equal(
      law->stage->fold->merge(law->self, law->worker, into, from, NULL), 0);
  law->stage->fold->drop(law->self, from);
}

static void
same(const Bytes *a, const Bytes *b)
{
  assert_true(a->length > 0);
  assert_int_equal(a->length, b->length);
  assert_memory_equal(a->bytes, b->bytes, a->length);
}

static const stemma_stage *const folds[] = { &cluster_stage };
enum { FOLDS = sizeof folds / sizeof *folds };

static Bytes wanted, found;

static void
order_does_not_matter(void **state)
{
  (void)state;
  for (int f = 0; f < FOLDS; f++) {
    void *all, *left, *right;
    Law law;

    law_start(&law, folds[f]);
    all = state_new(&law);
    left = state_new(&law);
    right = state_new(&law);
    for (uint32_t doc = 0; doc < 4; doc++)
      state_add(&law, all, doc);
    for (uint32_t doc = 4; doc-- > 0;)
      state_add(&law, doc % 2 ? left : right, doc);
    state_merge(&law, left, state_new(&law));
    state_merge(&law, left, right);
    right = state_new(&law);
    state_merge(&law, right, left);
    state_save(&law, all, &wanted);
    state_save(&law, right, &found);
    same(&wanted, &found);
    assert_true(law.stage->fold->bytes(law.self, all) > 0);
    law.stage->fold->drop(law.self, all);
    law.stage->fold->drop(law.self, right);
    law_end(&law);
  }
}

static void
saved_states_come_back(void **state)
{
  (void)state;
  for (int f = 0; f < FOLDS; f++) {
    void *one, *two = NULL;
    Law law;

    law_start(&law, folds[f]);
    one = state_new(&law);
    state_add(&law, one, 0);
    state_add(&law, one, 2);
    state_save(&law, one, &wanted);
    assert_int_equal(law.stage->fold->load(law.self, wanted.bytes,
                                           wanted.length, &two, NULL),
                     0);
    state_save(&law, two, &found);
    same(&wanted, &found);
    law.stage->fold->drop(law.self, one);
    law.stage->fold->drop(law.self, two);
    law_end(&law);
  }
}

static void
cut_states_are_refused(void **state)
{
  (void)state;
  for (int f = 0; f < FOLDS; f++) {
    void *one, *two = NULL;
    stemma_error error = { .size = sizeof error };
    Law law;

    law_start(&law, folds[f]);
    one = state_new(&law);
    state_add(&law, one, 0);
    state_save(&law, one, &wanted);
    assert_int_equal(law.stage->fold->load(law.self, wanted.bytes,
                                           wanted.length - 3, &two, &error),
                     STEMMA_E_INPUT);
    assert_true(error.message[0]);
    law.stage->fold->drop(law.self, one);
    law_end(&law);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(order_does_not_matter),
    cmocka_unit_test(saved_states_come_back),
    cmocka_unit_test(cut_states_are_refused),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
