/* SPDX-License-Identifier: Apache-2.0
 *
 * The stage variance over drawn collations: scatter, then gather for each key.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "collation.h"
#include "impatient.h"
#include "interval.h"
#include "options.h"
#include "sheet.h"

typedef struct {
  stemma_emitter emitter;
  Kept *cells;
  GArray *keys; /* of guint64, for each cell */
} Emitted;

static stemma_status
keep_key(stemma_emitter *emitter, stemma_key key)
{
  Emitted *emitted = (Emitted *)(gpointer)emitter;
  guint64 low = key.low;

  g_array_append_val(emitted->keys, low);
  return STEMMA_OK;
}

static const stemma_stage *
stage(void)
{
  return *STEMMA_AT(stemma_stage *, stemma_module_v1()->stages, 0);
}

static Options
all_metrics(void)
{
  Options options = { METRIC_WORDS | METRIC_MEANING | METRIC_BLEU | METRIC_CHRF
                          | METRIC_TER | METRIC_EDDY | METRIC_ENTROPY,
                      50, "en", 0, 0 };

  return options;
}

/* Gathers the cells of one key. */
static void
gather_key(const stemma_job *job, void *self, void *worker, Emitted *emitted,
           guint64 utterance, stemma_status wanted)
{
  g_autoptr(Kept) members = kept_new(&cell_layer);
  stemma_error error = { .size = sizeof error };
  stemma_key key = { 0, utterance };
  stemma_list none = STEMMA_NO_LIST;

  for (guint i = 0; i < emitted->keys->len; i++)
    if (g_array_index(emitted->keys, guint64, i) == utterance) {
      Cell cell = *KEPT_ROW(Cell, emitted->cells, i);

      cell.text = members->writer.intern(
          &members->writer, stemma_text(&emitted->cells->table, cell.text),
          cell.text.length);
      stemma_append(&members->writer, &cell, sizeof cell);
    }
  assert_int_equal(stage()->group->gather(self, worker, job, key,
                                          &members->table, none, &error),
                   wanted);
}

/* Runs the stage over `utterances` utterances, on a host that may be NULL, and
 * wants gather to end with `wanted`. */
static Kept *
run_on(const stemma_host *host, stemma_status wanted, const Drawn *drawn,
       guint count, guint utterances, Options options)
{
  g_autoptr(Collation) collation = collation_new(drawn, count);
  Kept *out = kept_new(&stemma_variance_layer);
  const stemma_table *inputs[] = { &collation->reading, &collation->rendering,
                                   NULL };
  stemma_writer *outputs[] = { &out->writer };
  stemma_job job = { .size = sizeof job,
                     .input_count = 3,
                     .output_count = 1,
                     .inputs = inputs,
                     .outputs = outputs,
                     .host = host,
                     .seed = 11 };
  stemma_error error = { .size = sizeof error };
  Emitted emitted = { .emitter = { sizeof(stemma_emitter), 0, NULL, NULL,
                                   keep_key },
                      .cells = kept_new(&cell_layer),
                      .keys = g_array_new(FALSE, FALSE, sizeof(guint64)) };
  void *self, *worker;

  emitted.emitter.rows = &emitted.cells->writer;
  assert_int_equal(stage()->life->open(stage(), NULL, &options, &self, &error),
                   STEMMA_OK);
  assert_int_equal(stage()->life->worker_open(self, &worker, &error),
                   STEMMA_OK);
  assert_int_equal(
      stage()->group->scatter(self, worker, &job, &emitted.emitter, &error),
      STEMMA_OK);
  for (guint u = 0; u < utterances; u++)
    gather_key(&job, self, worker, &emitted, u, wanted);
  stage()->life->worker_close(worker);
  stage()->life->close(self);
  kept_free(emitted.cells);
  g_array_unref(emitted.keys);
  return out;
}

static Kept *
run(const Drawn *drawn, guint count, guint utterances, Options options)
{
  return run_on(NULL, STEMMA_OK, drawn, count, utterances, options);
}

static const stemma_variance *
row_of(const Kept *out, guint32 scope, guint32 a, guint32 b)
{
  for (guint i = 0; i < out->table.rows.count; i++) {
    const stemma_variance *row = KEPT_ROW(stemma_variance, out, i);

    if (row->scope == scope && row->a == a
        && (scope != STEMMA_VARIANCE_PAIR || row->b == b))
      return row;
  }
  return NULL;
}

static void
test_identical(void **state)
{
  static const Drawn drawn[] = { { 0, 0, STEMMA_FULL, "the old mill stands" },
                                 { 0, 1, STEMMA_FULL, "the old mill stands" } };
  g_autoptr(Kept) out = run(drawn, 2, 1, all_metrics());
  const stemma_variance *all = KEPT_ROW(stemma_variance, out, 0);

  (void)state;
  assert_int_equal(out->table.rows.count, 4);
  assert_int_equal(all->scope, STEMMA_VARIANCE_ALL);
  assert_float_equal(all->score, 0, 1e-9);
  assert_float_equal(all->low, 0, 1e-9);
  assert_float_equal(all->high, 0, 1e-9);
  assert_float_equal(all->bleu, 100, 1e-4);
  assert_float_equal(all->ter, 0, 1e-9);
  assert_int_equal(row_of(out, STEMMA_VARIANCE_PAIR, 0, 1)->translation,
                   STEMMA_VERBATIM);
}

static void
test_one_witness_has_no_row(void **state)
{
  static const Drawn drawn[] = { { 0, 3, STEMMA_FULL, "the old mill" } };
  g_autoptr(Kept) out = run(drawn, 1, 1, all_metrics());

  (void)state;
  assert_int_equal(out->table.rows.count, 0);
}

static void
test_witness_without_words(void **state)
{
  static const Drawn drawn[] = { { 0, 0, STEMMA_FULL, "the old mill" },
                                 { 0, 1, STEMMA_FULL, "- - -" },
                                 { 0, 2, STEMMA_FULL, "the old barn" } };
  g_autoptr(Kept) out = run(drawn, 3, 1, all_metrics());

  (void)state;
  assert_int_equal(KEPT_ROW(stemma_variance, out, 0)->witnesses, 2);
  assert_null(row_of(out, STEMMA_VARIANCE_WITNESS, 1, 0));
}

/* What one leaves out is omission, and nothing else. */
static void
test_omission_is_no_wording(void **state)
{
  static const Drawn drawn[] = {
    { 0, 0, STEMMA_FULL, "we shall rebuild every bridge together" },
    { 0, 1, STEMMA_FULL, "we shall rebuild - - -" }
  };
  Options options = all_metrics();
  g_autoptr(Kept) out = run(drawn, 2, 1, options);
  const stemma_variance *pair = row_of(out, STEMMA_VARIANCE_PAIR, 0, 1);

  (void)state;
  assert_float_equal(pair->wording, 0, 1e-9);
  assert_float_equal(pair->order, 0, 1e-9);
  assert_float_equal(pair->score, 0, 1e-9);
  assert_true(pair->omission > 0.4 && pair->omission < 1);
  options.count_omissions = 1;
  kept_free(g_steal_pointer(&out));
  out = run(drawn, 2, 1, options);
  pair = row_of(out, STEMMA_VARIANCE_PAIR, 0, 1);
  assert_true(pair->score > 0.2);
  assert_float_equal(pair->wording, 0, 1e-9);
}

static void
test_wording(void **state)
{
  static const Drawn drawn[] = {
    { 0, 0, STEMMA_FULL, "we shall rebuild every bridge" },
    { 0, 1, STEMMA_FULL, "we shall restore every crossing" },
    { 0, 2, STEMMA_FULL, "we shall rebuild every bridges" }
  };
  g_autoptr(Kept) out = run(drawn, 3, 1, all_metrics());
  double other = row_of(out, STEMMA_VARIANCE_PAIR, 0, 1)->wording;
  double form = row_of(out, STEMMA_VARIANCE_PAIR, 0, 2)->wording;

  (void)state;
  assert_true(other > 0.4);
  assert_true(form > 0 && form < other / 2);
  assert_true(row_of(out, STEMMA_VARIANCE_WITNESS, 1, 0)->score
              > row_of(out, STEMMA_VARIANCE_WITNESS, 0, 0)->score);
  assert_int_equal(KEPT_ROW(stemma_variance, out, 0)->witnesses, 3);
}

static void
test_order(void **state)
{
  static const Drawn drawn[] = {
    { 0, 0, STEMMA_FULL, "tomorrow the council votes -" },
    { 0, 1, STEMMA_FULL, "- the council votes tomorrow" }
  };
  g_autoptr(Kept) out = run(drawn, 2, 1, all_metrics());
  const stemma_variance *pair = row_of(out, STEMMA_VARIANCE_PAIR, 0, 1);

  (void)state;
  assert_true(pair->order > 0.1);
  assert_float_equal(pair->omission, 0, 1e-9);
  assert_float_equal(pair->wording, 0, 1e-9);
}

/* Of two renderings in one document the full one counts. */
static void
test_fullest_rendering(void **state)
{
  static const Drawn drawn[] = { { 0, 0, STEMMA_FRAGMENT,
                                   "- - mill collapsed" },
                                 { 0, 0, STEMMA_FULL, "the old mill stands" },
                                 { 0, 1, STEMMA_FULL, "the old mill stands" } };
  g_autoptr(Kept) out = run(drawn, 3, 1, all_metrics());

  (void)state;
  assert_int_equal(out->table.rows.count, 4);
  assert_float_equal(KEPT_ROW(stemma_variance, out, 0)->score, 0, 1e-9);
}

/* Or the one with most words, or the first; a full one before any excerpt. */
static void
test_fullest_of_several(void **state)
{
  static const Drawn drawn[] = {
    { 0, 0, STEMMA_EXCERPT, "the old mill collapsed - - -" },
    { 0, 0, STEMMA_FULL, "the old mill" },
    { 0, 0, STEMMA_FULL, "the old mill stands" },
    { 0, 0, STEMMA_FULL, "the new mill stands" },
    { 0, 0, STEMMA_EXCERPT, "the old mill stands high and dry" },
    { 0, 1, STEMMA_FULL, "the old mill stands" }
  };
  g_autoptr(Kept) out = run(drawn, 6, 1, all_metrics());
  const stemma_variance *pair = row_of(out, STEMMA_VARIANCE_PAIR, 0, 1);

  (void)state;
  assert_int_equal(KEPT_ROW(stemma_variance, out, 0)->witnesses, 2);
  assert_float_equal(pair->wording, 0, 1e-9);
  assert_float_equal(pair->omission, 0, 1e-9);
}

/* "The" recurs anyway: it is left out here and added there, not moved. */
static void
test_words_of_the_grammar_do_not_move(void **state)
{
  static const Drawn drawn[] = {
    { 0, 0, STEMMA_FULL, "the council votes -" },
    { 0, 1, STEMMA_FULL, "- council votes the" },
  };
  g_autoptr(Kept) out = run(drawn, 2, 1, all_metrics());
  const stemma_variance *pair = row_of(out, STEMMA_VARIANCE_PAIR, 0, 1);

  (void)state;
  assert_float_equal(pair->order, 0, 1e-9);
  assert_true(pair->omission > 0);
}

static void
test_several_utterances(void **state)
{
  static const Drawn drawn[] = { { 0, 0, STEMMA_FULL, "ships sail" },
                                 { 0, 4, STEMMA_FULL, "boats sail" },
                                 { 1, 0, STEMMA_FULL, "rain fell" },
                                 { 1, 4, STEMMA_FULL, "rain fell" } };
  g_autoptr(Kept) out = run(drawn, 4, 2, all_metrics());

  (void)state;
  assert_int_equal(out->table.rows.count, 8);
  assert_int_equal(KEPT_ROW(stemma_variance, out, 0)->utterance, 0);
  assert_int_equal(KEPT_ROW(stemma_variance, out, 4)->utterance, 1);
  assert_true(KEPT_ROW(stemma_variance, out, 0)->score > 0);
  assert_float_equal(KEPT_ROW(stemma_variance, out, 4)->score, 0, 1e-9);
}

static void
test_metrics_that_are_not_asked_for(void **state)
{
  static const Drawn drawn[] = { { 0, 0, STEMMA_FULL, "ships sail" },
                                 { 0, 1, STEMMA_FULL, "boats sail" } };
  Options options = { METRIC_WORDS, 0, "en", 0, 0 };
  g_autoptr(Kept) out = run(drawn, 2, 1, options);
  const stemma_variance *pair = row_of(out, STEMMA_VARIANCE_PAIR, 0, 1);

  (void)state;
  assert_int_equal(pair->row.present, 7); /* a, b, translation */
  assert_string_equal(stemma_text(&out->table, pair->signature), "");
  assert_float_equal(pair->score, pair->wording, 1e-9);
}

static void
test_interval_and_signature(void **state)
{
  static const Drawn drawn[] = {
    { 0, 0, STEMMA_FULL, "we shall rebuild every bridge in the valley" },
    { 0, 1, STEMMA_FULL, "we will restore every bridge of the plain" }
  };
  g_autoptr(Kept) out = run(drawn, 2, 1, all_metrics());
  g_autoptr(Kept) again = run(drawn, 2, 1, all_metrics());
  const stemma_variance *all = KEPT_ROW(stemma_variance, out, 0);

  (void)state;
  assert_true(all->low < all->score && all->score < all->high);
  assert_true(all->low >= 0 && all->high <= 1);
  assert_memory_equal(out->rows->data, again->rows->data, out->rows->len);
  assert_non_null(strstr(stemma_text(&out->table, all->signature),
                         "BLEU|nrefs:1|case:mixed|eff:yes|tok:13a|smooth:exp|"
                         "version:2.6.0|dirs:mean; chrF2|"));
}

/* Worked by hand: old in three, mill and stands in two, barn and stood in one.
 */
static void
test_eddy(void **state)
{
  static const Drawn drawn[] = { { 0, 0, STEMMA_FULL, "Old mill stands" },
                                 { 0, 1, STEMMA_FULL, "Old mill stands" },
                                 { 0, 2, STEMMA_FULL, "old barn stood" } };
  g_autoptr(Kept) out = run(drawn, 3, 1, all_metrics());
  const stemma_variance *all = KEPT_ROW(stemma_variance, out, 0);
  const stemma_variance *copy = row_of(out, STEMMA_VARIANCE_WITNESS, 1, 0);
  const stemma_variance *own = row_of(out, STEMMA_VARIANCE_WITNESS, 2, 0);

  (void)state;
  assert_float_equal(copy->eddy_euclid, 2.0 / 3, 1e-9);
  assert_float_equal(own->eddy_euclid, 4.0 / 3, 1e-9);
  assert_float_equal(all->eddy_euclid, 8.0 / 9, 1e-9);
  assert_float_equal(all->eddy_spread, 0.314270f, 1e-6);
  assert_float_equal(copy->eddy_cosine, (float)(1 - 7 / sqrt(57)), 1e-6);
  assert_float_equal(own->eddy_cosine, (float)(1 - 5 / sqrt(57)), 1e-6);
  assert_float_equal(copy->eddy_dice, 1.0 / 3, 1e-9);
  assert_float_equal(own->eddy_dice, 2.0 / 3, 1e-9);
  assert_float_equal(copy->eddy_rarity, 1.0 / 3, 1e-9);
  assert_float_equal(own->eddy_rarity, 2.0 / 3, 1e-9);
  assert_float_equal(all->eddy_rarity, 4.0 / 9, 1e-9);
  assert_float_equal(all->entropy, 0.612197f, 1e-6);
  assert_float_equal(all->entropy_share, 0.386253f, 1e-6);
}

/* Having nothing is a reading between a witness's words, not beyond them. */
static void
test_entropy_of_excerpts(void **state)
{
  static const Drawn drawn[] = { { 0, 0, STEMMA_FULL,
                                   "we shall surely win tomorrow" },
                                 { 0, 1, STEMMA_FULL, "we shall - win -" } };
  g_autoptr(Kept) out = run(drawn, 2, 1, all_metrics());
  const stemma_variance *all = KEPT_ROW(stemma_variance, out, 0);

  (void)state;
  assert_float_equal(all->entropy, 1.0 / 4, 1e-9);
  assert_float_equal(all->entropy_share, 1.0 / 4, 1e-9);
}

/* More texts than are compared with each other. */
static void
test_many_texts(void **state)
{
  enum { COUNT = 500 };
  g_autofree Drawn *drawn = g_new0(Drawn, COUNT);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(Kept) out = NULL;
  const stemma_variance *all;

  (void)state;
  for (guint i = 0; i < COUNT; i++) {
    g_ptr_array_add(texts, g_strdup_printf("ship number %u sails at dawn", i));
    drawn[i] = (Drawn){ 0, i, STEMMA_FULL, texts->pdata[i] };
  }
  out = run(drawn, COUNT, 1, all_metrics());
  all = KEPT_ROW(stemma_variance, out, 0);
  assert_int_equal(all->witnesses, COUNT);
  assert_float_equal(all->eddy_dice, 1.0 / 6, 1e-9);
  assert_float_equal(all->eddy_rarity, 1.0 / 6, 1e-9);
  assert_float_equal(all->entropy_share, 1.0 / 6, 1e-9);
  assert_true(all->score > 0 && all->score < 0.5);
}

/* The stage asks for each pair of texts whether to go on, and ends without a
 * row when it is not. */
static void
test_cancelled(void **state)
{
  static const Drawn drawn[] = { { 0, 0, STEMMA_FULL, "ships sail at dawn" },
                                 { 0, 1, STEMMA_FULL, "boats sail at dawn" },
                                 { 0, 2, STEMMA_FULL, "ships leave at dawn" },
                                 { 0, 3, STEMMA_FULL, "boats leave at dawn" } };

  (void)state;
  for (guint patience = 1; patience <= 11; patience++) {
    gboolean ended = patience > 10; /* four texts with themselves and others */
    g_autoptr(Kept) out = NULL;
    Impatient host;

    impatient_init(&host, patience);
    out = run_on(&host.host, ended ? STEMMA_OK : STEMMA_CANCELLED, drawn, 4, 1,
                 all_metrics());
    assert_int_equal(host.asked, ended ? 10 : patience);
    assert_int_equal(out->table.rows.count, ended ? 1 + 4 + 6 : 0);
  }
}

/* The ends are those of the sorted scores, whatever their order and repeats. */
static void
test_interval_ends(void **state)
{
  (void)state;
  for (guint n = 1; n <= 200; n++) {
    double scores[200], low, high;

    for (guint i = 0; i < n; i++)
      scores[i] = (i * 7919u) % n / 2; /* each value up to twice */
    interval_ends(scores, n, &low, &high);
    g_assert_true(low <= high);
    for (guint tail = n / 40, i = 0, under = 0, over = 0; i < n; i++) {
      under += scores[i] < low;
      over += scores[i] > high;
      assert_true(under <= tail && over <= tail);
    }
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_identical),
    cmocka_unit_test(test_one_witness_has_no_row),
    cmocka_unit_test(test_omission_is_no_wording),
    cmocka_unit_test(test_wording),
    cmocka_unit_test(test_order),
    cmocka_unit_test(test_fullest_rendering),
    cmocka_unit_test(test_fullest_of_several),
    cmocka_unit_test(test_words_of_the_grammar_do_not_move),
    cmocka_unit_test(test_several_utterances),
    cmocka_unit_test(test_metrics_that_are_not_asked_for),
    cmocka_unit_test(test_interval_and_signature),
    cmocka_unit_test(test_witness_without_words),
    cmocka_unit_test(test_interval_ends),
    cmocka_unit_test(test_cancelled),
    cmocka_unit_test(test_eddy),
    cmocka_unit_test(test_entropy_of_excerpts),
    cmocka_unit_test(test_many_texts),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
