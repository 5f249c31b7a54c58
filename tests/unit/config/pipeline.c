/* SPDX-License-Identifier: Apache-2.0
 *
 * The effective pipeline: keys and their defaults, includes, overrides, stages,
 * limits.  The texts of mistakes are proved by tests/broken/pipelines.
 */
#include "config/pipeline.h"
#include "config/effective.h"
#include "told.h"
#include <glib/gstdio.h>
#include <string.h>

/* A folder with the files of one test; it is the working directory. */
static int
enter_folder(void **state)
{
  char *folder = g_dir_make_tmp("stemma-pipeline-XXXXXX", NULL);

  assert_non_null(folder);
  assert_int_equal(g_chdir(folder), 0);
  assert_int_equal(g_mkdir("conf", 0700), 0);
  *state = folder;
  return 0;
}

static int
leave_folder(void **state)
{
  static const char *const names[] = { "a.ini",      "b.ini", "conf/c.ini",
                                       "conf/d.ini", "conf",  NULL };
  char *folder = *state;

  for (guint i = 0; names[i]; i++)
    g_remove(names[i]);
  assert_int_equal(g_chdir("/"), 0);
  g_rmdir(folder);
  g_free(folder);
  return 0;
}

static void
file(const char *name, const char *text)
{
  assert_true(g_file_set_contents(name, text, -1, NULL));
}

static Pipeline *
read_good(const char *name, const Overrides *overrides)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  Pipeline *pipeline = pipeline_read(name, overrides, all);

  assert_told(all, "");
  assert_non_null(pipeline);
  return pipeline;
}

static const PipelineStage *
stage(const Pipeline *pipeline, guint number)
{
  assert_true(number < pipeline->stages->len);
  return pipeline->stages->pdata[number];
}

static const char *
option(const PipelineStage *of, const char *key)
{
  for (guint i = 0; i < of->options->len; i++) {
    const Setting *setting = of->options->pdata[i];

    if (strcmp(setting->key, key) == 0)
      return setting->value;
  }
  return NULL;
}

static void
test_default(void **state)
{
  static const char *const names[] = { "segment",   "numbers",    "quotes",
                                       "sentiment", "quote-diff", "variance",
                                       "lineage" };
  g_autoptr(Pipeline) pipeline = read_good(NULL, NULL);

  (void)state;
  assert_string_equal(pipeline->name, "default");
  assert_null(pipeline->path);
  assert_int_equal(pipeline->stages->len, G_N_ELEMENTS(names));
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    assert_string_equal(stage(pipeline, i)->name, names[i]);
  assert_int_equal(pipeline->limits->len, 0);
  assert_int_equal(pipeline->inputs->len, 0);
}

static void
test_defaults_of_keys(void **state)
{
  g_autoptr(Pipeline) pipeline = NULL;
  const ReportSpec *report;

  (void)state;
  file("a.ini", "[pipeline]\nstages = quotes\n");
  pipeline = read_good("a.ini", NULL);
  report = pipeline->reports->pdata[0];
  assert_string_equal(pipeline->name, "a.ini");
  assert_string_equal(pipeline->path, "a.ini");
  assert_int_equal(pipeline->reports->len, 1);
  assert_string_equal(report->format, "terminal");
  assert_null(report->path);
  assert_null(pipeline->layers);
  assert_null(pipeline->baseline);
  assert_null(pipeline->cache);
  assert_false(pipeline->stop_on_error);
  assert_true(pipeline->row_text);
  assert_int_equal(pipeline->offsets, OFFSETS_BYTE);
  assert_int_equal(pipeline->threads, 0);
  assert_int_equal(pipeline->seed, 0);
  assert_int_equal(pipeline->spill_at, 128u << 20);
  assert_int_equal(pipeline->max_document, 256u << 20);
  assert_string_equal(stage(pipeline, 0)->plugin, "quotes");
  assert_int_equal(stage(pipeline, 0)->isolate, ISOLATE_DEFAULT);
}

static void
test_keys(void **state)
{
  g_autoptr(Pipeline) pipeline = NULL;
  const ReportSpec *report;

  (void)state;
  file("conf/c.ini", "[pipeline]\n"
                     "version = 1\n"
                     "stages = a\n"
                     "input = in/*.txt, -, /abs/x\n"
                     "report = terminal, html:out/r.html, jsonl:/tmp/x\n"
                     "plugin-path = plugins, /opt/p\n"
                     "baseline = known.json\n"
                     "cache = .cache\n"
                     "on-error = stop\n"
                     "layers = quote, org.example.hedge\n"
                     "offsets = utf16\n"
                     "row-text = off\n"
                     "threads = 3\n"
                     "seed = 7\n"
                     "spill-at = 2G\n"
                     "max-document = 1M\n");
  pipeline = read_good("conf/c.ini", NULL);
  assert_int_equal(pipeline->inputs->len, 3);
  assert_string_equal(((Setting *)pipeline->inputs->pdata[0])->value,
                      "in/*.txt");
  assert_int_equal(((Setting *)pipeline->inputs->pdata[1])->value_place.column,
                   19);
  report = pipeline->reports->pdata[1];
  assert_string_equal(report->format, "html");
  assert_string_equal(report->path, "conf/out/r.html");
  report = pipeline->reports->pdata[2];
  assert_string_equal(report->path, "/tmp/x");
  assert_string_equal(pipeline->plugin_path->pdata[0], "conf/plugins");
  assert_string_equal(pipeline->plugin_path->pdata[1], "/opt/p");
  assert_string_equal(pipeline->baseline, "conf/known.json");
  assert_string_equal(pipeline->cache, "conf/.cache");
  assert_true(pipeline->stop_on_error);
  assert_string_equal(pipeline->layers->pdata[1], "org.example.hedge");
  assert_int_equal(pipeline->offsets, OFFSETS_UTF16);
  assert_false(pipeline->row_text);
  assert_int_equal(pipeline->threads, 3);
  assert_int_equal(pipeline->seed, 7);
  assert_int_equal(pipeline->spill_at, (guint64)2 << 30);
  assert_int_equal(pipeline->max_document, 1 << 20);
}

static void
test_stage_keys(void **state)
{
  g_autoptr(Pipeline) pipeline = NULL;
  const PipelineStage *first;
  const Wire *wire;

  (void)state;
  file("a.ini", "[pipeline]\n"
                "stages = acme, off, quotes\n"
                "[acme]\n"
                "plugin = acme.stance/headline\n"
                "requires = >= 2.1\n"
                "model = m.bin\n"
                "timeout = 250ms\n"
                "max-memory = 256M\n"
                "isolate = paranoid\n"
                "reads.sentiment_word = quotes\n"
                "writes.acme.stance = other\n"
                "[off]\n"
                "enabled = no\n"
                "[fail-if]\n"
                "off.count = > 1\n"
                "acme.conflict.count = >= -2.5e1\n");
  pipeline = read_good("a.ini", NULL);
  assert_int_equal(pipeline->stages->len, 2);
  first = stage(pipeline, 0);
  assert_string_equal(first->plugin, "acme.stance/headline");
  assert_int_equal(first->plugin_place.line, 4);
  assert_int_equal(first->place.column, 10);
  assert_string_equal(first->requires, ">= 2.1");
  assert_true(first->timeout > 0.2499 && first->timeout < 0.2501);
  assert_int_equal(first->max_memory, 256u << 20);
  assert_int_equal(first->isolate, ISOLATE_PARANOID);
  assert_int_equal(first->options->len, 1);
  assert_string_equal(option(first, "model"), "m.bin");
  wire = first->reads->pdata[0];
  assert_string_equal(wire->role, "sentiment_word");
  assert_string_equal(wire->name, "quotes");
  assert_int_equal(wire->place.column, 7);
  assert_int_equal(wire->name_place.column, 24);
  wire = first->writes->pdata[0];
  assert_string_equal(wire->role, "acme.stance");
  /* The limit of the disabled stage is left out. */
  assert_int_equal(pipeline->limits->len, 1);
}

static void
test_limits(void **state)
{
  static const struct {
    const char *text;
    LimitOp op;
    double value;
  } cases[] = {
    { "> 0.60", LIMIT_GT, 0.6 }, { ">= 1", LIMIT_GE, 1 },
    { "< 2", LIMIT_LT, 2 },      { "<=-3", LIMIT_LE, -3 },
    { "== 1e2", LIMIT_EQ, 100 },
  };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text =
        g_strdup_printf("[pipeline]\nstages = a\n[fail-if]\n"
                        "a.conflict.count = %s\n",
                        cases[i].text);
    g_autoptr(Pipeline) pipeline = NULL;
    const Limit *limit;

    file("a.ini", text);
    pipeline = read_good("a.ini", NULL);
    limit = pipeline->limits->pdata[0];
    assert_string_equal(limit->stage, "a");
    assert_string_equal(limit->metric, "conflict.count");
    assert_int_equal(limit->op, cases[i].op);
    assert_true(limit->value == cases[i].value);
    assert_null(limit->document);
  }
}

/* A document's id may have any character. */
static void
test_limits_on_documents(void **state)
{
  static const struct {
    const char *key, *metric, *document;
  } cases[] = {
    { "a.mean[001]", "mean", "001" },
    { "a.pair.mean[x y/z.txt] ", "pair.mean", "x y/z.txt" },
    { "a.mean[k=v]", "mean", "k=v" },
    { "a.mean[[1] 2]", "mean", "[1] 2" },
    { "a.mean[Caf\xc3\xa9 > 3]", "mean", "Caf\xc3\xa9 > 3" },
  };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = g_strdup_printf(
        "[pipeline]\nstages = a\n[fail-if]\n%s= > 0.5\n", cases[i].key);
    g_autoptr(Overrides) overrides = overrides_new();
    g_autoptr(Pipeline) pipeline = NULL;
    g_autoptr(Pipeline) again = NULL;

    g_ptr_array_add(overrides->limits,
                    g_strconcat(cases[i].key, "> 0.7", NULL));
    file("a.ini", text);
    pipeline = read_good("a.ini", NULL);
    again = read_good("a.ini", overrides);
    assert_int_equal(again->limits->len, 1); /* it replaces the file's */
    for (guint k = 0; k < 2; k++) {
      const Limit *limit = (k ? again : pipeline)->limits->pdata[0];

      assert_string_equal(limit->metric, cases[i].metric);
      assert_string_equal(limit->document, cases[i].document);
      assert_true(limit->value == (k ? 0.7 : 0.5));
    }
  }
}

/* Included files first, in order, each with its own; then the file. */
static void
test_includes(void **state)
{
  g_autoptr(Pipeline) pipeline = NULL;
  const PipelineStage *quotes;

  (void)state;
  file("a.ini", "[pipeline]\n"
                "include = b.ini, conf/c.ini\n"
                "[quotes]\n"
                "own = a\n"
                "all = a\n");
  file("b.ini", "[pipeline]\nstages = numbers\n"
                "[quotes]\nb = b\nlater = b\nall = b\n"
                "[numbers]\nunits = si\n");
  file("conf/c.ini", "[pipeline]\ninclude = d.ini\nstages = quotes\n"
                     "cache = here\n"
                     "[quotes]\nlater = c\nall = c\n");
  file("conf/d.ini", "[pipeline]\nbaseline = d.json\n[quotes]\ninner = d\n"
                     "later = d\n");
  pipeline = read_good("a.ini", NULL);
  assert_int_equal(pipeline->stages->len, 1);
  quotes = stage(pipeline, 0);
  assert_string_equal(option(quotes, "own"), "a");
  assert_string_equal(option(quotes, "all"), "a");
  assert_string_equal(option(quotes, "b"), "b");
  assert_string_equal(option(quotes, "later"), "c");
  assert_string_equal(option(quotes, "inner"), "d");
  /* Paths are relative to the file that they stand in. */
  assert_string_equal(pipeline->cache, "conf/here");
  assert_string_equal(pipeline->baseline, "conf/d.json");
}

static void
test_include_twice_is_no_loop(void **state)
{
  g_autoptr(Pipeline) pipeline = NULL;

  (void)state;
  file("a.ini", "[pipeline]\ninclude = b.ini, conf/../b.ini\n");
  file("b.ini", "[pipeline]\nstages = quotes\n");
  pipeline = read_good("a.ini", NULL);
  assert_int_equal(pipeline->stages->len, 1);
}

/* A file that doubles eight times over would take 2^8 readings; a list of 200
 * in each 200^8. */
static void
test_includes_are_bounded(void **state)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(GString) text = g_string_new("[pipeline]\ninclude = ");
  g_autoptr(Pipeline) pipeline = NULL;

  (void)state;
  for (guint i = 0; i < 199; i++)
    g_string_append(text, "b.ini, ");
  g_string_append(text, "b.ini\nstages = quotes\n");
  file("a.ini", text->str);
  file("b.ini", "");
  pipeline = pipeline_read("a.ini", NULL, all);
  assert_int_equal(diagnostics_errors(all), 1);
}

static void
test_overrides(void **state)
{
  g_autoptr(Overrides) overrides = overrides_new();
  g_autoptr(Pipeline) pipeline = NULL;
  const PipelineStage *quotes;

  (void)state;
  file("conf/c.ini", "[pipeline]\nstages = quotes, variance\n"
                     "report = html:r.html\ninput = x.txt\n"
                     "plugin-path = p\n"
                     "[quotes]\nmin-words = 1\n"
                     "[fail-if]\nvariance.mean = > 0.6\nvariance.max = > 1\n");
  overrides_set(overrides, "quotes.min-words=8", NULL);
  overrides_set(overrides, "quotes.reads.sentence=segment", NULL);
  overrides_set(overrides, " variance.x = y=z ", NULL);
  overrides_set(overrides, "pipeline.cache=c", NULL);
  g_ptr_array_add(overrides->reports, g_strdup("jsonl:x.jsonl"));
  g_ptr_array_add(overrides->inputs, g_strdup("one"));
  g_ptr_array_add(overrides->inputs, g_strdup("two"));
  g_ptr_array_add(overrides->plugin_path, g_strdup("first"));
  g_ptr_array_add(overrides->plugin_path, g_strdup("second"));
  g_ptr_array_add(overrides->limits, g_strdup("variance.mean<0.1"));
  g_ptr_array_add(overrides->limits, g_strdup("variance.mean > 0.5"));
  pipeline = read_good("conf/c.ini", overrides);
  quotes = stage(pipeline, 0);
  assert_string_equal(option(quotes, "min-words"), "8");
  assert_string_equal(((Wire *)quotes->reads->pdata[0])->name, "segment");
  assert_string_equal(option(stage(pipeline, 1), "x"), "y=z");
  assert_string_equal(pipeline->cache, "c");
  assert_int_equal(pipeline->reports->len, 1);
  assert_string_equal(((ReportSpec *)pipeline->reports->pdata[0])->path,
                      "x.jsonl");
  assert_int_equal(pipeline->inputs->len, 2);
  assert_string_equal(pipeline->plugin_path->pdata[0], "first");
  assert_string_equal(pipeline->plugin_path->pdata[1], "second");
  assert_string_equal(pipeline->plugin_path->pdata[2], "conf/p");
  /* The two of the command line replace the file's on the same metric. */
  assert_int_equal(pipeline->limits->len, 3);
  assert_string_equal(((Limit *)pipeline->limits->pdata[0])->metric, "max");
  assert_int_equal(((Limit *)pipeline->limits->pdata[1])->op, LIMIT_LT);
}

/* A variable that only an overridden value names need not be set. */
static void
test_only_effective_values_expand(void **state)
{
  g_autoptr(Overrides) overrides = overrides_new();
  g_autoptr(Pipeline) pipeline = NULL;

  (void)state;
  file("a.ini", "[pipeline]\nstages = quotes\ncache = ${STEMMA_UNSET}\n");
  overrides_set(overrides, "pipeline.cache=${STEMMA_UNSET:-c}", NULL);
  pipeline = read_good("a.ini", overrides);
  assert_string_equal(pipeline->cache, "c");
}

static void
test_unreadable(void **state)
{
  g_autoptr(Diagnostics) all = diagnostics_new();

  (void)state;
  assert_null(pipeline_read("none.ini", NULL, all));
  assert_told(all, "none.ini: error: cannot read: No such file or directory "
                   "[E502]\n");
}

/* Sections that only an included file has may belong to no stage. */
static void
test_left_over_sections(void **state)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(Pipeline) pipeline = NULL;

  (void)state;
  file("a.ini", "[pipeline]\ninclude = b.ini\nstages = quotes\n"
                "[sentiment]\nx = 1\n[mine]\nplugin = acme.mine\n");
  file("b.ini", "[numbers]\nx = 1\n[sentimant]\n[sentiment]\n");
  pipeline = pipeline_read("a.ini", NULL, all);
  assert_told(all, "a.ini:4:2: warning: section [sentiment] is not used: "
                   "\"sentiment\" is not in stages [W202]\n"
                   "     4 | [sentiment]\n"
                   "       |  ^~~~~~~~~\n"
                   "a.ini:6:2: warning: section [mine] is not used: \"mine\" "
                   "is not in stages [W202]\n"
                   "     6 | [mine]\n"
                   "       |  ^~~~\n");
}

#define IN_FOLDER(test)                                                        \
  cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_default),
    IN_FOLDER(test_defaults_of_keys),
    IN_FOLDER(test_keys),
    IN_FOLDER(test_stage_keys),
    IN_FOLDER(test_limits),
    IN_FOLDER(test_limits_on_documents),
    IN_FOLDER(test_includes),
    IN_FOLDER(test_include_twice_is_no_loop),
    IN_FOLDER(test_includes_are_bounded),
    IN_FOLDER(test_overrides),
    IN_FOLDER(test_only_effective_values_expand),
    IN_FOLDER(test_unreadable),
    IN_FOLDER(test_left_over_sections),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
