/* SPDX-License-Identifier: Apache-2.0
 *
 * order.c - see order.h.
 *
 * Options travel as the pipeline's settings, and are read again: a struct of a
 * plugin's own shape is better made twice by one function than taken apart and
 * put together by two others.
 */
#include "order.h"

/* For each list of the order, one item. */
#define SETTING "(sssbs)" /* key, value, raw, from the command line, file */
#define SLOT "(uusay)"    /* number, stride, name of its layer, layer */
#define STEP "(uuiibaiais)"
/* kind, number, stage of the module, inner stage of a chain or -1, carries
 * rows, inputs, outputs, label */

#define ORDER                                                                  \
  "("                                                                          \
  "(ubtut)"              /* log level, check, seed, sharers, budget */         \
  "(ssbsdta" SETTING ")" /* name, plugin, from the command line, file,         \
                            timeout, memory, options */                        \
  "(sbay)"               /* module: path, built in, description */             \
  "(uuu)"                /* number of the stage, of steps before, of slots */  \
  "a" SLOT "a" STEP ")"

static GVariant *
bytes_of(GByteArray *bytes)
{
  GVariant *packed = g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, bytes->data,
                                               bytes->len, 1);

  g_byte_array_unref(bytes);
  return packed;
}

static GVariant *
pack_file_stage(const PipelineStage *stage)
{
  GVariantBuilder options;

  g_variant_builder_init(&options, G_VARIANT_TYPE("a" SETTING));
  for (guint i = 0; i < stage->options->len; i++) {
    const Setting *one = stage->options->pdata[i];
    const char *file = one->value_place.file;
    g_variant_builder_add(&options, SETTING, one->key, one->value, one->raw,
                          one->value_place.on_command_line, file ? file : "");
  }
  return g_variant_new("(ssbsdta" SETTING ")", stage->name, stage->plugin,
                       stage->place.on_command_line,
                       stage->place.file ? stage->place.file : "",
                       stage->timeout, stage->max_memory, &options);
}

static GVariant *
pack_module(const Module *module)
{
  GByteArray *description = g_byte_array_new();

  module_pack(module, description);
  return g_variant_new("(sb@ay)", module->path, module->builtin,
                       bytes_of(description));
}

static void
add_slots(const Plan *plan, const GArray *numbers, gboolean *added,
          GVariantBuilder *slots)
{
  for (guint i = 0; i < numbers->len; i++) {
    int number = g_array_index(numbers, int, i);
    const Schema *schema;
    GByteArray *layer;
    if (number < 0 || added[number])
      continue;
    added[number] = TRUE;
    schema = plan_slot(plan, number)->schema;
    layer = g_byte_array_new();
    layer_pack(schema->layer, layer);
    g_variant_builder_add(slots, "(uus@ay)", (guint)number, schema->stride,
                          schema->name, bytes_of(layer));
  }
}

static GVariant *
pack_slots(const Plan *plan, guint stage)
{
  g_autofree gboolean *added = g_new0(gboolean, plan->slots->len + 1);
  GVariantBuilder slots;

  g_variant_builder_init(&slots, G_VARIANT_TYPE("a" SLOT));
  for (guint i = 0; i < plan->steps->len; i++) {
    const Step *step = plan_step(plan, i);
    if (step->number != stage)
      continue;
    add_slots(plan, step->inputs, added, &slots);
    add_slots(plan, step->outputs, added, &slots);
  }
  return g_variant_builder_end(&slots);
}

static int
place_of(const stemma_stage *const *stages, guint count,
         const stemma_stage *stage)
{
  for (guint i = 0; i < count; i++)
    if (stages[i] == stage)
      return (int)i;
  return -1;
}

static GVariant *
numbers_of(const GArray *numbers)
{
  return g_variant_new_fixed_array(G_VARIANT_TYPE_INT32, numbers->data,
                                   numbers->len, sizeof(int));
}

static GVariant *
pack_step(const Step *step)
{
  const Module *module = step->module;
  const stemma_stage *outer = step->chain ? step->chain : step->stage;
  int inner = step->chain
                  ? place_of(step->chain->chain->stages.items,
                             step->chain->chain->stages.count, step->stage)
                  : -1;

  return g_variant_new("(uuiib@ai@ais)", step->kind, step->number,
                       place_of(module->stages, module->stage_count, outer),
                       inner, step->carries != NULL, numbers_of(step->inputs),
                       numbers_of(step->outputs), step->label);
}

/* `first` gets the number of the stage's first step. */
static GVariant *
pack_steps(const Plan *plan, guint stage, guint *first)
{
  GVariantBuilder steps;

  g_variant_builder_init(&steps, G_VARIANT_TYPE("a" STEP));
  for (guint i = plan->steps->len; i > 0; i--)
    if (plan_step(plan, i - 1)->number == stage)
      *first = i - 1;
  for (guint i = *first; i < plan->steps->len; i++)
    if (plan_step(plan, i)->number == stage)
      g_variant_builder_add_value(&steps, pack_step(plan_step(plan, i)));
  return g_variant_builder_end(&steps);
}

GByteArray *
order_pack(const Plan *plan, guint stage, const Surroundings *around)
{
  guint first = 0;
  g_autoptr(GVariant) steps =
      g_variant_ref_sink(pack_steps(plan, stage, &first));
  const Step *step = plan_step(plan, first);
  g_autoptr(GVariant) order = NULL;
  GByteArray *bytes;

  if (!step->module->path)
    return NULL;
  order = g_variant_ref_sink(g_variant_new(
      "(@(ubtut)@(ssbsdta" SETTING ")@(sbay)@(uuu)@a" SLOT "@a" STEP ")",
      g_variant_new("(ubtut)", around->log_level, around->check, around->seed,
                    around->sharers, around->budget),
      pack_file_stage(step->file_stage), pack_module(step->module),
      g_variant_new("(uuu)", stage, first, plan->slots->len),
      pack_slots(plan, stage), steps));
  bytes = g_byte_array_sized_new((guint)g_variant_get_size(order));
  g_byte_array_append(bytes, g_variant_get_data(order),
                      (guint)g_variant_get_size(order));
  return bytes;
}

static Setting *
unpack_setting(GVariant *packed)
{
  const char *key, *value, *raw, *file;
  gboolean on_command_line;
  Setting *setting;

  g_variant_get(packed, "(&s&s&sb&s)", &key, &value, &raw, &on_command_line,
                &file);
  setting = setting_new(key, raw);
  g_free(setting->value);
  setting->value = g_strdup(value);
  setting->value_place.on_command_line = on_command_line;
  setting->value_place.file = *file ? place_text(file) : NULL;
  setting->key_place = setting->value_place;
  return setting;
}

static PipelineStage *
unpack_file_stage(GVariant *packed)
{
  PipelineStage *stage = g_new0(PipelineStage, 1);
  g_autoptr(GVariant) options = NULL;
  const char *file;

  g_variant_get(packed, "(ssb&sdt@a" SETTING ")", &stage->name, &stage->plugin,
                &stage->place.on_command_line, &file, &stage->timeout,
                &stage->max_memory, &options);
  stage->place.file = *file ? place_text(file) : NULL;
  stage->enabled = TRUE;
  stage->options = g_ptr_array_new();
  for (gsize i = 0; i < g_variant_n_children(options); i++) {
    g_autoptr(GVariant) one = g_variant_get_child_value(options, i);
    g_ptr_array_add(stage->options, unpack_setting(one));
  }
  return stage;
}

static const Module *
unpack_module(GVariant *packed, GError **error)
{
  g_autoptr(GVariant) description = NULL;
  const char *path;
  gboolean builtin;

  g_variant_get(packed, "(&sb@ay)", &path, &builtin, &description);
  return module_unpack(g_variant_get_data(description),
                       g_variant_get_size(description), path, builtin, error);
}

static void
unpack_slot(GVariant *packed, GArray *slots)
{
  g_autoptr(GVariant) layer = NULL;
  Schema *schema;
  guint number, stride;
  const char *name;

  g_variant_get(packed, "(uu&s@ay)", &number, &stride, &name, &layer);
  schema = schema_new(
      layer_unpack(g_variant_get_data(layer), g_variant_get_size(layer)));
  schema->stride = stride;
  g_array_index(slots, Slot, number).schema = schema;
  g_array_index(slots, Slot, number).name = g_strdup(name);
}

static GArray *
unpack_numbers(GVariant *packed)
{
  GArray *numbers = g_array_new(FALSE, FALSE, sizeof(int));
  gsize count;
  const gint32 *items = g_variant_get_fixed_array(packed, &count, sizeof(int));

  g_array_append_vals(numbers, items, (guint)count);
  return numbers;
}

static Step
unpack_step(GVariant *packed, const Module *module)
{
  g_autoptr(GVariant) inputs = NULL;
  g_autoptr(GVariant) outputs = NULL;
  Step step = { .module = module };
  gboolean carries;
  int outer, inner;
  guint kind;

  g_variant_get(packed, "(uuiib@ai@ais)", &kind, &step.number, &outer, &inner,
                &carries, &inputs, &outputs, &step.label);
  step.kind = kind;
  step.stage = module->stages[outer];
  if (inner >= 0) {
    step.chain = step.stage;
    step.stage = *STEMMA_AT(stemma_stage *, step.chain->chain->stages, inner);
  }
  step.carries = carries ? schema_new(step.stage->carries) : NULL;
  step.inputs = unpack_numbers(inputs);
  step.outputs = unpack_numbers(outputs);
  return step;
}

/* Steps that are somebody else's keep their places and have no stage. */
static GArray *
empty_steps(guint count)
{
  GArray *steps = g_array_new(FALSE, TRUE, sizeof(Step));

  g_array_set_size(steps, count);
  for (guint i = 0; i < count; i++)
    g_array_index(steps, Step, i).number = G_MAXUINT;
  return steps;
}

/* Settings that were good once are good again. */
static const OptionSet *
read_options(const PipelineStage *file_stage, const Step *step)
{
  const stemma_stage *stage = step->chain ? step->chain : step->stage;
  g_autoptr(Diagnostics) all = diagnostics_new();

  return option_set_new(file_stage, stage->options.items, stage->options.count,
                        stage->options_size, NULL, all);
}

static void
unpack_steps(GVariant *packed, Plan *plan, const PipelineStage *file_stage,
             const Module *module)
{
  const OptionSet *options = NULL;

  for (gsize i = 0; i < g_variant_n_children(packed); i++) {
    g_autoptr(GVariant) one = g_variant_get_child_value(packed, i);
    Step step = unpack_step(one, module);
    if (!options)
      options = read_options(file_stage, &step);
    step.file_stage = file_stage;
    step.options = options;
    g_array_append_val(plan->steps, step);
  }
}

Plan *
order_unpack(const guint8 *bytes, gsize length, guint *stage,
             Surroundings *around, GError **error)
{
  g_autoptr(GVariant) order = g_variant_new_from_data(
      G_VARIANT_TYPE(ORDER), bytes, length, TRUE, NULL, NULL);
  g_autoptr(GVariant) file_stage = NULL, packed = NULL, slots = NULL,
                      steps = NULL;
  const Module *module;
  Plan *plan;
  guint before, slot_count;

  g_variant_get(
      order, "((ubtut)@(ssbsdta" SETTING ")@(sbay)(uuu)@a" SLOT "@a" STEP ")",
      &around->log_level, &around->check, &around->seed, &around->sharers,
      &around->budget, &file_stage, &packed, stage, &before, &slot_count,
      &slots, &steps);
  module = unpack_module(packed, error);
  if (!module)
    return NULL;
  plan = g_new0(Plan, 1);
  plan->slots = g_array_new(FALSE, TRUE, sizeof(Slot));
  g_array_set_size(plan->slots, slot_count);
  for (gsize i = 0; i < g_variant_n_children(slots); i++) {
    g_autoptr(GVariant) one = g_variant_get_child_value(slots, i);
    unpack_slot(one, plan->slots);
  }
  plan->steps = empty_steps(before);
  unpack_steps(steps, plan, unpack_file_stage(file_stage), module);
  return plan;
}
