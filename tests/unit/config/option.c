/* SPDX-License-Identifier: Apache-2.0
 *
 * A plugin's options: every type to its member, defaults, and what is told of
 * settings that fit no option.
 */
#include "config/option.h"
#include "told.h"
#include <stemma/util.h>

typedef const char *Word;

typedef struct {
  uint32_t flag;
  uint32_t align;
  int64_t resamples;
  double significance;
  const char *label;
  stemma_list words;
  const char *model;
  uint64_t budget;
  double wait;
  uint64_t styles;
} Set;

static const char *const aligns[] = { "exact", "near", NULL };
static const char *const styles[] = { "double", "single", "guillemets", NULL };

static const stemma_option options[] = {
  STEMMA_OPTION(Set, flag, STEMMA_OPTION_BOOL, "flag", "yes", "a flag"),
  STEMMA_OPTION_AMONG(Set, align, STEMMA_OPTION_CHOICE, "align", "near", aligns,
                      "how to align"),
  STEMMA_OPTION_NUMBER(Set, resamples, STEMMA_OPTION_INT, "resamples", "100", 0,
                       10000, "", "how often"),
  STEMMA_OPTION_NUMBER(Set, significance, STEMMA_OPTION_FLOAT, "significance",
                       "0.001", 0, 1, "", "how sure"),
  STEMMA_OPTION(Set, label, STEMMA_OPTION_TEXT, "label", NULL, "a label"),
  STEMMA_OPTION(Set, words, STEMMA_OPTION_LIST, "words", "a, b", "words"),
  STEMMA_OPTION(Set, model, STEMMA_OPTION_FILE, "model", "built-in.bin",
                "a model"),
  STEMMA_OPTION(Set, budget, STEMMA_OPTION_SIZE, "budget", "64M", "memory"),
  STEMMA_OPTION(Set, wait, STEMMA_OPTION_TIME, "wait", "250ms", "how long"),
  STEMMA_OPTION_AMONG(Set, styles, STEMMA_OPTION_CHOICES, "styles",
                      "double, single", styles, "which marks"),
};

static PipelineStage *
stage_new(void)
{
  PipelineStage *stage = g_new0(PipelineStage, 1);

  stage->name = (char *)(uintptr_t) "numbers";
  stage->plugin = (char *)(uintptr_t) "acme.numbers";
  stage->place = stage->plugin_place = (Place){ .file = "f", .line = 2 };
  stage->options = g_ptr_array_new_with_free_func((GDestroyNotify)setting_free);
  return stage;
}

static void
stage_free(PipelineStage *stage)
{
  g_ptr_array_unref(stage->options);
  g_free(stage);
}

static void
set(PipelineStage *stage, const char *key, const char *value)
{
  Setting *setting = setting_new(key, value);

  setting->key_place = setting->value_place =
      (Place){ .file = "f", .line = 3 + stage->options->len, .column = 1 };
  g_ptr_array_add(stage->options, setting);
}

static OptionSet *
fill(const PipelineStage *stage, GHashTable *others, Diagnostics *all)
{
  return option_set_new(stage, options, G_N_ELEMENTS(options), sizeof(Set),
                        others, all);
}

static const char *
word(const Set *filled, guint i)
{
  return *STEMMA_AT(Word, filled->words, i);
}

static void
test_defaults(void **state)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  PipelineStage *stage = stage_new();
  g_autoptr(OptionSet) filled = fill(stage, NULL, all);
  const Set *to = option_set_struct(filled);

  (void)state;
  assert_told(all, "");
  assert_int_equal(to->flag, 1);
  assert_int_equal(to->align, 1);
  assert_int_equal(to->resamples, 100);
  assert_true(to->significance == 0.001);
  assert_string_equal(to->label, "");
  assert_int_equal(to->words.count, 2);
  assert_string_equal(word(to, 1), "b");
  assert_string_equal(to->model, "built-in.bin");
  assert_int_equal(to->budget, 64u << 20);
  assert_true(to->wait == 0.25);
  assert_int_equal(to->styles, 3);
  stage_free(stage);
}

static void
test_values(void **state)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  PipelineStage *stage = stage_new();
  g_autoptr(OptionSet) filled = NULL;
  const Set *to;
  const GPtrArray *values;

  (void)state;
  set(stage, "flag", "no");
  set(stage, "align", "exact");
  set(stage, "resamples", "7");
  set(stage, "significance", "0.5");
  set(stage, "label", "a label, with a comma");
  set(stage, "words", "x, y\\,z, w");
  set(stage, "budget", "1G");
  set(stage, "wait", "2m");
  set(stage, "styles", "guillemets");
  filled = fill(stage, NULL, all);
  to = option_set_struct(filled);
  assert_told(all, "");
  assert_int_equal(to->flag, 0);
  assert_int_equal(to->align, 0);
  assert_int_equal(to->resamples, 7);
  assert_true(to->significance == 0.5);
  assert_string_equal(to->label, "a label, with a comma");
  assert_int_equal(to->words.count, 3);
  assert_string_equal(word(to, 1), "y,z");
  assert_int_equal(to->budget, 1u << 30);
  assert_true(to->wait == 120);
  assert_int_equal(to->styles, 4);
  values = option_set_values(filled);
  assert_int_equal(values->len, G_N_ELEMENTS(options));
  assert_string_equal(((Setting *)values->pdata[0])->key, "flag");
  assert_string_equal(((Setting *)values->pdata[0])->value, "no");
  assert_string_equal(((Setting *)values->pdata[6])->value, "built-in.bin");
  stage_free(stage);
}

static void
test_empty_lists(void **state)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  PipelineStage *stage = stage_new();
  g_autoptr(OptionSet) filled = NULL;
  const Set *to;

  (void)state;
  set(stage, "words", "");
  set(stage, "styles", "");
  filled = fill(stage, NULL, all);
  to = option_set_struct(filled);
  assert_int_equal(to->words.count, 0);
  assert_int_equal(to->styles, 0);
  assert_told(all, "");
  stage_free(stage);
}

typedef struct {
  const char *key;
  const char *value;
  const char *told;
} Mistake;

static const Mistake mistakes[] = {
  { "resmples", "1",
    "f:3:1: error: unknown option \"resmples\" in stage \"numbers\" [E204]\n"
    "       = allowed: align, budget, flag, label, model, resamples, "
    "significance, styles, wait, words\n"
    "       = did you mean \"resamples\"?\n" },
  { "timout", "1s",
    "f:3:1: error: unknown option \"timout\" in stage \"numbers\" [E204]\n"
    "       = allowed: align, budget, flag, label, model, resamples, "
    "significance, styles, wait, words\n"
    "       = did you mean \"timeout\"?\n" },
  { "min-words", "1",
    "f:3:1: error: unknown option \"min-words\" in stage \"numbers\" [E204]\n"
    "       = \"min-words\" belongs to the plugin \"quotes\"\n" },
  { "resamples", "many",
    "f:3:1: error: \"resamples\" needs a whole number, found \"many\" [E206]\n"
    "       = default: 100\n" },
  { "significance", "35",
    "f:3:1: error: \"significance\" must be from 0 to 1, found 35 [E207]\n" },
  { "flag", "nope",
    "f:3:1: error: \"flag\" needs yes or no, found \"nope\" [E209]\n" },
  { "styles", "double, singel",
    "f:3:9: error: \"styles\" cannot be \"singel\" [E208]\n"
    "       = allowed: double, guillemets, single\n"
    "       = did you mean \"single\"?\n" },
  { "words", "a,,b", "f:3:3: error: \"words\" has an empty item [E108]\n" },
  { "budget", "-1",
    "f:3:1: error: \"budget\" needs a size such as 64M, found \"-1\" [E206]\n"
    "       = default: 64M\n" },
};

static void
test_mistakes(void **state)
{
  g_autoptr(GHashTable) others = g_hash_table_new(g_str_hash, g_str_equal);

  (void)state;
  g_hash_table_insert(others, (gpointer) "min-words", (gpointer) "quotes");
  for (guint i = 0; i < G_N_ELEMENTS(mistakes); i++) {
    g_autoptr(Diagnostics) all = diagnostics_new();
    PipelineStage *stage = stage_new();
    g_autoptr(OptionSet) filled = NULL;

    set(stage, mistakes[i].key, mistakes[i].value);
    filled = fill(stage, others, all);
    assert_told(all, mistakes[i].told);
    stage_free(stage);
  }
}

static void
test_flags(void **state)
{
  static const stemma_option flagged[] = {
    { .name = "model",
      .summary = "the model",
      .type = STEMMA_OPTION_TEXT,
      .flags = STEMMA_OPTION_REQUIRED,
      .offset = offsetof(Set, label) },
    { .name = "old",
      .summary = "use new-one",
      .type = STEMMA_OPTION_BOOL,
      .fallback = "no",
      .flags = STEMMA_OPTION_DEPRECATED,
      .offset = offsetof(Set, flag) },
    { .name = "wrong",
      .summary = "its default is none of its values",
      .type = STEMMA_OPTION_BOOL,
      .fallback = "perhaps",
      .offset = offsetof(Set, align) },
    { .name = "outside",
      .summary = "lies behind the struct",
      .type = STEMMA_OPTION_INT,
      .fallback = "1",
      .offset = sizeof(Set) - 4 },
  };
  g_autoptr(Diagnostics) all = diagnostics_new();
  PipelineStage *stage = stage_new();
  g_autoptr(OptionSet) filled = NULL;

  (void)state;
  set(stage, "old", "yes");
  filled = option_set_new(stage, flagged, G_N_ELEMENTS(flagged), sizeof(Set),
                          NULL, all);
  assert_told(
      all,
      "f:2: error: stage \"numbers\" needs the option \"model\" [E205]\n"
      "       = write model = ... in [numbers]\n"
      "f:2: error: plugin \"acme.numbers\" describes itself wrongly: option "
      "\"wrong\": its default cannot be \"perhaps\" [E408]\n"
      "f:2: error: plugin \"acme.numbers\" describes itself wrongly: option "
      "\"outside\": its default cannot be \"1\" [E408]\n"
      "f:3:1: warning: option \"old\" of stage \"numbers\" is deprecated "
      "[W213]\n"
      "       = use new-one\n");
  stage_free(stage);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_defaults),    cmocka_unit_test(test_values),
    cmocka_unit_test(test_empty_lists), cmocka_unit_test(test_mistakes),
    cmocka_unit_test(test_flags),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
