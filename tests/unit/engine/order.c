/* SPDX-License-Identifier: Apache-2.0
 *
 * order.c - what a worker program reads from an order is the stage as the host
 * planned it: its steps and tables at their numbers, its code and its options.
 */
#include "engine/remote/order.h"
#include "../folder.h"
#include "../unit.h"
#include <string.h>

/* A chain of all kinds, a map with options, and one without. */
#define FILE_TEXT                                                              \
  "[pipeline]\n"                                                               \
  "stages = segment, quotes, quote-diff\n"                                     \
  "[quote-diff]\n"                                                             \
  "significance = 0.25\n"                                                      \
  "align = exact\n"                                                            \
  "timeout = 3s\n"                                                             \
  "max-memory = 32M\n"

typedef struct {
  Pipeline *pipeline;
  Catalogue *catalogue;
  Diagnostics *all;
  Plan *plan;
} Bench;

static void
bench_clear(Bench *bench)
{
  plan_free(bench->plan);
  catalogue_free(bench->catalogue);
  pipeline_free(bench->pipeline);
  diagnostics_free(bench->all);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bench, bench_clear)

static Bench
bench_new(void)
{
  Overrides *overrides = overrides_new();
  Bench bench = { .all = diagnostics_new() };

  assert_true(g_file_set_contents("p.ini", FILE_TEXT, -1, NULL));
  overrides_set(overrides, "quote-diff.min-witnesses=3", "-o");
  bench.pipeline = pipeline_read("p.ini", overrides, bench.all);
  assert_non_null(bench.pipeline);
  bench.catalogue = catalogue_new(NULL);
  bench.plan = plan_build(bench.pipeline, bench.catalogue, bench.all);
  assert_non_null(bench.plan);
  overrides_free(overrides);
  return bench;
}

/* What is unpacked lives for ever. */
static GPtrArray *kept;

static Plan *
sent(const Plan *plan, guint stage, Surroundings *around)
{
  const Surroundings before = { .workers = 4,
                                .log_level = STEMMA_WARNING,
                                .seed = 0x123456789abcdef0u,
                                .check = TRUE };
  g_autoptr(GByteArray) order = order_pack(plan, stage, &before);
  g_autoptr(GError) error = NULL;
  guint number = G_MAXUINT;
  guint8 *bytes;
  Plan *read;

  assert_non_null(order);
  bytes = g_memdup2(order->data, order->len);
  read = order_unpack(bytes, order->len, &number, around, &error);
  assert_non_null(read);
  g_ptr_array_add(kept, bytes);
  g_ptr_array_add(kept, read);
  assert_int_equal(number, stage);
  return read;
}

static void
assert_same_numbers(const GArray *one, const GArray *other)
{
  assert_int_equal(one->len, other->len);
  assert_memory_equal(one->data, other->data, one->len * sizeof(int));
}

static void
assert_same_options(const OptionSet *one, const OptionSet *other)
{
  const GPtrArray *values = option_set_values(one);
  const GPtrArray *read = option_set_values(other);

  assert_int_equal(values->len, read->len);
  for (guint i = 0; i < values->len; i++) {
    const Setting *a = values->pdata[i], *b = read->pdata[i];
    assert_string_equal(a->key, b->key);
    assert_string_equal(a->value, b->value);
    assert_int_equal(a->value_place.on_command_line,
                     b->value_place.on_command_line);
  }
}

static void
assert_same_layer(const stemma_layer *one, const stemma_layer *other)
{
  assert_string_equal(one->name, other->name);
  assert_int_equal(one->version, other->version);
  assert_int_equal(one->flags, other->flags);
  assert_int_equal(one->row_size, other->row_size);
  assert_int_equal(one->fields.count, other->fields.count);
  for (guint i = 0; i < one->fields.count; i++) {
    const stemma_field *a = STEMMA_AT(stemma_field, one->fields, i);
    const stemma_field *b = STEMMA_AT(stemma_field, other->fields, i);
    assert_string_equal(a->name, b->name);
    assert_int_equal(a->type, b->type);
    assert_int_equal(a->offset, b->offset);
  }
}

static void
assert_same_slots(const Plan *plan, const Plan *read, const GArray *numbers)
{
  for (guint i = 0; i < numbers->len; i++) {
    int number = g_array_index(numbers, int, i);
    const Slot *one, *other;
    if (number < 0)
      continue;
    one = plan_slot(plan, number);
    other = plan_slot(read, number);
    assert_string_equal(one->schema->name, other->name);
    assert_int_equal(one->schema->stride, other->schema->stride);
    assert_same_layer(one->schema->layer, other->schema->layer);
  }
}

static void
assert_same_step(const Plan *plan, const Plan *read, guint index)
{
  const Step *one = plan_step(plan, index), *other = plan_step(read, index);

  assert_int_equal(one->number, other->number);
  assert_int_equal(one->kind, other->kind);
  assert_string_equal(one->label, other->label);
  assert_string_equal(one->stage->id, other->stage->id);
  assert_int_equal(one->chain != NULL, other->chain != NULL);
  if (one->chain)
    assert_string_equal(one->chain->id, other->chain->id);
  assert_int_equal(one->carries != NULL, other->carries != NULL);
  if (one->carries)
    assert_same_layer(one->carries->layer, other->carries->layer);
  assert_string_equal(one->module->build_id, other->module->build_id);
  assert_string_equal(one->file_stage->name, other->file_stage->name);
  assert_true(one->file_stage->timeout == other->file_stage->timeout);
  assert_int_equal(one->file_stage->max_memory, other->file_stage->max_memory);
  assert_same_options(one->options, other->options);
  assert_same_numbers(one->inputs, other->inputs);
  assert_same_numbers(one->outputs, other->outputs);
  assert_same_slots(plan, read, one->inputs);
  assert_same_slots(plan, read, one->outputs);
}

static void
test_each_stage(void **state)
{
  g_auto(Bench) bench = bench_new();
  guint told = 0;

  (void)state;
  for (guint stage = 0; stage < bench.plan->chosen->len; stage++) {
    Surroundings around = { 0 };
    Plan *read = sent(bench.plan, stage, &around);
    assert_int_equal(around.log_level, STEMMA_WARNING);
    assert_int_equal(around.seed, 0x123456789abcdef0u);
    assert_true(around.check);
    assert_int_equal(read->slots->len, bench.plan->slots->len);
    for (guint i = 0; i < read->steps->len; i++)
      if (plan_step(read, i)->number == stage) {
        assert_same_step(bench.plan, read, i);
        told++;
      }
  }
  assert_int_equal(told, bench.plan->steps->len);
}

/* A worker program learns nothing of the others. */
static void
test_others_stay(void **state)
{
  g_auto(Bench) bench = bench_new();
  Surroundings around = { 0 };
  Plan *read = sent(bench.plan, 2, &around);

  (void)state;
  assert_true(read->steps->len > 3);
  for (guint i = 0; i < read->steps->len; i++)
    if (plan_step(bench.plan, i)->number != 2) {
      assert_null(plan_step(read, i)->stage);
      assert_int_equal(plan_step(read, i)->number, G_MAXUINT);
    }
}

/* The options struct is made again, byte for byte. */
static void
test_options(void **state)
{
  g_auto(Bench) bench = bench_new();
  Surroundings around = { 0 };
  Plan *read = sent(bench.plan, 2, &around);
  const Step *one = plan_step(bench.plan, bench.plan->steps->len - 1);
  const Step *other = plan_step(read, read->steps->len - 1);

  (void)state;
  assert_int_equal(other->number, 2);
  assert_memory_equal(option_set_struct(one->options),
                      option_set_struct(other->options),
                      one->chain->options_size);
}

static void
test_no_file(void **state)
{
  g_auto(Bench) bench = bench_new();
  const Surroundings around = { .workers = 1 };
  Step *step = &plan_step(bench.plan, 0)[0];
  Module nowhere = *step->module;
  const Module *before = step->module;

  (void)state;
  nowhere.path = NULL;
  step->module = &nowhere;
  assert_null(order_pack(bench.plan, step->number, &around));
  step->module = before;
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_each_stage),
    cmocka_unit_test(test_others_stay),
    cmocka_unit_test(test_options),
    cmocka_unit_test(test_no_file),
  };

  kept = g_ptr_array_new();
  return cmocka_run_group_tests(tests, folder_enter, folder_leave);
}
