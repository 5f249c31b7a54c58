/* SPDX-License-Identifier: Apache-2.0
 *
 * descriptor.c - a plugin of a later minor: every struct of it is longer, every
 * list has a longer stride, and flags are set that this host does not know.
 * What this host knows of it comes out in arrays of the host's own stride.
 *
 * What is refused, and in which words, is in tests/broken.
 */
#include "test.h"

#include "module/descriptor.h"
#include <string.h>

enum { LATER = 0x5a5a5a5a };

/* A struct of today with a member of tomorrow. */
#define LONGER(type)                                                           \
  struct {                                                                     \
    type base;                                                                 \
    guint64 later;                                                             \
  }
#define LONG_LIST(array)                                                       \
  {                                                                            \
    (array), G_N_ELEMENTS(array), sizeof(array)[0]                             \
  }

typedef struct {
  stemma_row row;
  double weight;
  double added; /* in version 2 */
} Mark;

typedef struct {
  double threshold;
  guint64 more;
} Settings;

static stemma_status
open_stage(const stemma_stage *stage, const stemma_host *host,
           const void *options, void **self, stemma_error *error)
{
  (void)stage;
  (void)host;
  (void)options;
  (void)self;
  (void)error;
  return STEMMA_OK;
}

static void
close_stage(void *self)
{
  (void)self;
}

static stemma_status
process(const void *self, void *worker, const stemma_job *job,
        stemma_error *error)
{
  (void)self;
  (void)worker;
  (void)job;
  (void)error;
  return STEMMA_OK;
}

static const LONGER(stemma_field) fields[] = {
  { STEMMA_FIELD(Mark, weight, STEMMA_F64, "", "how much"), LATER },
  { STEMMA_FIELD_OR_NULL(Mark, added, STEMMA_F64, "", 31, "later"), LATER },
};
static const LONGER(stemma_layer) layer = {
  { sizeof layer, 2, "org.example.mark", "marks", LONG_LIST(fields),
    sizeof(Mark), STEMMA_LAYER_SORTED | 1u << 30 },
  LATER
};
static const LONGER(stemma_port) writes[] = {
  { { &layer.base, NULL, 0, 1u << 29 }, LATER }
};
static const LONGER(stemma_port) reads[] = {
  { { &stemma_token_layer, NULL, 1, 0 }, LATER },
  { { &layer.base, "earlier", 2, STEMMA_PORT_OPTIONAL }, LATER }
};
static const LONGER(stemma_option) options[] = {
  { STEMMA_OPTION(Settings, threshold, STEMMA_OPTION_FLOAT, "threshold", "0.5",
                  "least"),
    LATER },
  { STEMMA_OPTION(Settings, more, STEMMA_OPTION_SIZE, "more", "4K", ""),
    LATER },
};
static const LONGER(stemma_metric) metrics[] = {
  { { "count", "marks", NULL, "org.example.mark", NULL, "added", 1,
      STEMMA_COUNT, 0 },
    LATER },
  { { "mean", NULL, NULL, "org.example.mark", "weight", NULL, 0, STEMMA_MEAN,
      STEMMA_METRIC_FINDING },
    LATER }
};
static const LONGER(stemma_life) life = {
  { sizeof life, 0, open_stage, close_stage, NULL, NULL }, LATER
};
static const LONGER(stemma_map) map = { { sizeof map, 0, process }, LATER };
static const LONGER(stemma_stage) stage = {
  { sizeof stage, 1u << 28, "mark", "1.0.0", "", NULL, LONG_LIST(reads),
    LONG_LIST(writes), LONG_LIST(options), sizeof(Settings), 0, NULL,
    &life.base, &map.base, NULL, NULL, NULL, LONG_LIST(metrics) },
  LATER
};
/* A list of pointers whose stride has room for something beside each. */
static const LONGER(const stemma_stage *) stages[] = { { &stage.base, LATER } };
static const LONGER(stemma_module) module = {
  { sizeof module, 1, 9, 0, 0, 0, "org.example.later", "3.0.0", "MIT", NULL,
    NULL, LONG_LIST(stages) },
  LATER
};

static NameCard card = { .epoch = 1,
                         .minor = 9,
                         .id = (char *)"org.example.later",
                         .version = (char *)"3.0.0",
                         .license = (char *)"MIT",
                         .build_id = (char *)"" };

static const Module *
adopted(void)
{
  static Module *once;
  g_autoptr(GError) error = NULL;

  if (!once)
    once = descriptor_adopt(&module.base, &card, &error);
  if (error)
    fail_msg("%s", error->message);
  return once;
}

static void
a_later_module_is_read(void **state)
{
  const Module *got = adopted();
  const stemma_stage *ours = got->stages[0];

  (void)state;
  assert_string_equal(got->id, "org.example.later");
  assert_string_equal(got->vendor, "");
  assert_int_equal(got->minor, 9);
  assert_int_equal(got->stage_count, 1);
  assert_int_equal(ours->size, sizeof *ours);
  assert_string_equal(ours->url, "");
  assert_ptr_equal(module_stage_origin(ours), &stage.base);
  assert_int_equal(ours->life->size, sizeof *ours->life);
  assert_ptr_equal(ours->life->open, open_stage);
  assert_ptr_equal(ours->map->process, process);
}

static void
lists_have_our_stride(void **state)
{
  const stemma_stage *ours = adopted()->stages[0];
  const stemma_port *ports = ours->reads.items;
  const stemma_option *settings = ours->options.items;
  const stemma_metric *numbers = ours->metrics.items;

  (void)state;
  assert_int_equal(ours->reads.stride, sizeof *ports);
  assert_int_equal(ours->reads.count, 2);
  assert_string_equal(ports[0].role, "token");
  assert_string_equal(ports[1].role, "earlier");
  assert_int_equal(ports[1].min_version, 2);
  assert_int_equal(ours->options.stride, sizeof *settings);
  assert_string_equal(settings[1].name, "more");
  assert_int_equal(settings[1].offset, offsetof(Settings, more));
  assert_int_equal(ours->metrics.stride, sizeof *numbers);
  assert_string_equal(numbers[1].name, "mean");
  assert_string_equal(numbers[1].unit, "");
}

static void
a_layer_is_copied_once(void **state)
{
  const stemma_stage *ours = adopted()->stages[0];
  const stemma_layer *written = STEMMA_AT(stemma_port, ours->writes, 0)->layer;
  const stemma_field *ours_fields = written->fields.items;

  (void)state;
  assert_ptr_equal(written, STEMMA_AT(stemma_port, ours->reads, 1)->layer);
  assert_int_equal(written->size, sizeof *written);
  assert_int_equal(written->row_size, sizeof(Mark));
  assert_int_equal(written->fields.stride, sizeof *ours_fields);
  assert_string_equal(ours_fields[1].name, "added");
  assert_int_equal(ours_fields[1].bit, 31);
}

/* The same flags in a plugin that should know better are a mistake. */
static void
a_plugin_of_our_minor_may_not(void **state)
{
  LONGER(stemma_module) today;
  NameCard todays = card;
  g_autoptr(GError) error = NULL;

  (void)state;
  memcpy(&today, &module, sizeof today);
  today.base.minor = STEMMA_MINOR;
  todays.minor = STEMMA_MINOR;
  assert_null(descriptor_adopt(&today.base, &todays, &error));
  assert_string_equal(error->message,
                      "plugin \"org.example.later\" describes itself wrongly: "
                      "stage \"mark\": flags is 0x10000000, and only 0x3 are "
                      "known");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_later_module_is_read),
    cmocka_unit_test(lists_have_our_stride),
    cmocka_unit_test(a_layer_is_copied_once),
    cmocka_unit_test(a_plugin_of_our_minor_may_not),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
