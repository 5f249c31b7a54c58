/* SPDX-License-Identifier: Apache-2.0
 *
 * engine.c - runs of small pipelines: what is told, in what order, and what of
 * it is dropped when something fails.
 */
#include "rig.h"
#include "stages.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* after its needs */
#include <cmocka.h>

static Rig *
three_documents(void)
{
  Rig *rig = rig_new();

  rig_document(rig, "a", "red green red");
  rig_document(rig, "b", "green blue");
  rig_document(rig, "c", "blue black");
  return rig;
}

static void
test_map(void **state)
{
  g_autoptr(Rig) rig = three_documents();

  (void)state;
  rig_stage(rig, &words_stage);
  assert_int_equal(rig_run(rig, 2), 0);
  assert_string_equal(rig->told->str, "a\n"
                                      "  word 0-3 text=red\n"
                                      "  word 4-9 text=green\n"
                                      "  word 10-13 text=red\n"
                                      "b\n"
                                      "  word 0-5 text=green\n"
                                      "  word 6-10 text=blue\n"
                                      "c\n"
                                      "  word 0-4 text=blue\n"
                                      "  word 5-10 text=black\n"
                                      "words.count=7\n"
                                      "end 3 0 0\n");
}

/* A failing document says nothing, and the others go on. */
static void
test_failures(void **state)
{
  g_autoptr(Rig) rig = rig_new();

  (void)state;
  rig_document(rig, "a", "one");
  rig_document(rig, "b", "will fail here");
  rig_document(rig, "c", "a bad row");
  rig_document(rig, "d", "it says cancel");
  rig_document(rig, "e", "two");
  rig_stage(rig, &words_stage);
  assert_int_equal(rig_run(rig, 2), 2);
  assert_string_equal(
      rig->told->str,
      "a\n  word 0-3 text=one\n"
      "b\n  stage \"words\" failed: a word says so\n"
      "c\n  stage \"words\" wrote a bad row: layer \"word\", row 3, its place: "
      "end 1001 lies beyond the text's 9 bytes\n"
      "d\n  stage \"words\" failed: it stopped, and nobody had asked it to\n"
      "e\n  word 0-3 text=two\n"
      "words.count=2\nend 5 3 2\n");
  assert_non_null(strstr(rig->said->str, "b: stage \"words\" failed: a word "
                                         "says so [E405]\n"));
  assert_non_null(strstr(rig->said->str, "[E409]\n"));
}

static void
test_stop_on_error(void **state)
{
  g_autoptr(Rig) rig = rig_new();

  (void)state;
  rig->pipeline->stop_on_error = TRUE;
  rig_document(rig, "a", "one");
  rig_document(rig, "b", "will fail here");
  for (guint i = 0; i < 50; i++) {
    g_autofree char *id = g_strdup_printf("d%u", i);
    rig_document(rig, id, "more");
  }
  rig_stage(rig, &words_stage);
  rig_stage(rig, &totals_stage);
  assert_int_equal(rig_run(rig, 2), 2);
  assert_string_equal(rig->told->str,
                      "a\n  word 0-3 text=one\n"
                      "b\n  stage \"words\" failed: a word says so\n"
                      "words.count=1\ntotals.most=null\ntotals.mean=null\n"
                      "totals.sum=0\nend 2 1 2\n");
}

static void
test_fold(void **state)
{
  g_autoptr(Rig) rig = three_documents();

  (void)state;
  rig_document(rig, "d", "green nofold");
  rig_document(rig, "e", "green");
  rig_stage(rig, &words_stage);
  rig_stage(rig, &totals_stage);
  rig_limit(rig, "totals", "most", LIMIT_GT, 2);
  rig_limit(rig, "totals", "mean", LIMIT_GE, 2);
  assert_int_equal(rig_run(rig, 3), 2);
  assert_non_null(strstr(rig->told->str,
                         "d\n  stage \"totals\" failed: it will not be "
                         "counted\ne\n"));
  assert_non_null(strstr(rig->told->str, "corpus total\n"
                                         "  total 0-0 text=black count=1\n"
                                         "  total 0-0 text=blue count=2\n"
                                         "  total 0-0 text=green count=3\n"
                                         "  total 0-0 text=red count=2\n"
                                         "words.count=8\n"
                                         "totals.most=3\n"
                                         "totals.mean=2\n"
                                         "totals.sum=8\n"
                                         "limit totals.most 3 reached\n"
                                         "limit totals.mean 2 reached\n"
                                         "end 5 1 2\n"));
}

/* A document that one fold refuses is in none, though another one has taken it
 * before. */
static void
test_fold_is_taken_back(void **state)
{
  (void)state;
  for (guint threads = 1; threads <= 3; threads += 2) {
    g_autoptr(Rig) rig = three_documents();
    rig_document(rig, "d", "green nofold");
    rig_stage(rig, &words_stage);
    rig_stage(rig, &greedy_stage);
    rig_stage(rig, &totals_stage);
    assert_int_equal(rig_run(rig, threads), 2);
    puts(rig->said->str);
    puts(rig->told->str);
    assert_non_null(strstr(rig->told->str, "corpus hoard\n"
                                           "  hoard 0-0 text=black count=1\n"
                                           "  hoard 0-0 text=blue count=2\n"
                                           "  hoard 0-0 text=green count=2\n"
                                           "  hoard 0-0 text=red count=2\n"
                                           "corpus total\n"));
  }
}

static void
test_limits(void **state)
{
  g_autoptr(Rig) rig = three_documents();

  (void)state;
  rig_stage(rig, &words_stage);
  rig_limit(rig, "words", "count", LIMIT_EQ, 7);
  assert_int_equal(rig_run(rig, 1), 1);
  assert_non_null(
      strstr(rig->told->str, "limit words.count 7 reached\nend 3 0 1\n"));
  g_ptr_array_set_size(rig->pipeline->limits, 0);
  rig_limit(rig, "words", "count", LIMIT_LT, 7);
  assert_int_equal(rig_run(rig, 1), 0);
}

/* Keys are hashes, so the order of groups is theirs; links still hold. */
static void
test_group(void **state)
{
  g_autoptr(Rig) rig = three_documents();

  (void)state;
  rig_document(rig, "d", "red noscatter");
  rig_stage(rig, &words_stage);
  rig_stage(rig, &shared_stage);
  assert_int_equal(rig_run(rig, 2), 2);
  assert_non_null(strstr(rig->told->str,
                         "corpus shared\n"
                         "  shared 0-0 text=green members=0+2 documents=2\n"
                         "  shared 0-0 text=blue members=2+2 documents=2\n"
                         "corpus member\n"
                         "  member 4-9 doc=a shared=0 self=4294967294+0\n"
                         "  member 0-5 doc=b shared=0 self=4294967294+1\n"
                         "  member 6-10 doc=b shared=1 self=4294967294+2\n"
                         "  member 0-4 doc=c shared=1 self=4294967294+3\n"));
}

static void
test_capped_group(void **state)
{
  g_autoptr(Rig) rig = rig_new();

  (void)state;
  rig_document(rig, "a", "red red");
  rig_document(rig, "b", "red red red");
  rig_stage(rig, &words_stage);
  rig_stage(rig, &shared_stage);
  assert_int_equal(rig_run(rig, 2), 0);
  assert_non_null(strstr(rig->told->str, "members=0+3 documents=2\n"));
  assert_string_equal(rig->said->str,
                      "2 shared -: 1 key has more than 3 rows; the last 2 were "
                      "left out\n");
}

/* The stage is told to have failed, what needs it is not told of. */
static void
test_failing_gather(void **state)
{
  g_autoptr(Rig) rig = three_documents();

  (void)state;
  rig_document(rig, "d", "nogather");
  rig_stage(rig, &words_stage);
  rig_stage(rig, &shared_stage);
  rig_stage(rig, &recount_stage);
  assert_int_equal(rig_run(rig, 2), 2);
  assert_non_null(strstr(rig->told->str,
                         "d\n  word 0-8 text=nogather\n"
                         "failure shared E405 stage \"shared\" failed: a key "
                         "says so\n"
                         "words.count=8\nend 4 0 2\n"));
}

static void
test_corpus_only(void **state)
{
  g_autoptr(Rig) rig = three_documents();
  PipelineStage *regroup;

  (void)state;
  rig_stage(rig, &words_stage);
  rig_stage(rig, &shared_stage);
  rig_stage(rig, &recount_stage);
  regroup = rig_stage(rig, &regroup_stage);
  rig_wire(regroup->writes, "total", "by-document");
  assert_int_equal(rig_run(rig, 2), 0);
  assert_non_null(strstr(rig->told->str, "corpus total\n"
                                         "  total 0-0 text= count=2\n"
                                         "corpus by-document\n"
                                         "  by-document 0-0 text= count=1\n"
                                         "  by-document 0-0 text= count=2\n"
                                         "  by-document 0-0 text= count=1\n"));
}

/* Documents are told with what the last map wrote, in the second pass. */
static void
test_second_pass(void **state)
{
  g_autoptr(Rig) rig = three_documents();

  (void)state;
  rig_document(rig, "d", "it must fail");
  rig_document(rig, "e", "a nomark");
  rig_stage(rig, &words_stage);
  rig_stage(rig, &totals_stage);
  rig_stage(rig, &marks_stage);
  assert_int_equal(rig_run(rig, 2), 2);
  assert_non_null(strstr(
      rig->told->str,
      "a\n  mark 0-3 text=red\n  mark 4-9 text=green\n  mark 10-13 text=red\n"
      "  word 0-3 text=red\n  word 4-9 text=green\n  word 10-13 text=red\n"
      "b\n  mark 0-5 text=green\n  mark 6-10 text=blue\n"
      "  word 0-5 text=green\n  word 6-10 text=blue\n"
      "c\n  mark 0-4 text=blue\n  word 0-4 text=blue\n"
      "  word 5-10 text=black\n"
      "d\n  stage \"words\" failed: a word says so\n"
      "e\n  stage \"marks\" failed: it will not be marked\n"
      "corpus total\n"));
}

static void
test_chain_hides_its_layers(void **state)
{
  g_autoptr(Rig) rig = three_documents();

  (void)state;
  rig_stage(rig, &words_stage);
  rig_stage(rig, &chain_stage);
  assert_int_equal(rig_run(rig, 2), 0);
  assert_non_null(strstr(rig->told->str, "b\n  mark 0-5 text=green\n"));
  assert_null(strstr(rig->told->str, "total"));
}

/* A document that was told already fails on a line of its own. */
static void
test_late_failure(void **state)
{
  g_autoptr(Rig) rig = three_documents();

  (void)state;
  rig_document(rig, "d", "red noscatter");
  rig_stage(rig, &words_stage);
  rig_stage(rig, &totals_stage);
  rig_stage(rig, &later_stage);
  assert_int_equal(rig_run(rig, 2), 2);
  assert_non_null(strstr(rig->told->str,
                         "d\n  word 0-3 text=red\n  word 4-13 text=noscatter\n"
                         "failure later E405 "));
  assert_non_null(strstr(rig->told->str,
                         ": stage \"later\" failed: it will not "
                         "be shared\ncorpus total\n"));
  assert_non_null(strstr(rig->told->str,
                         "corpus shared\n"
                         "  shared 0-0 text=green members=0+2 documents=2\n"));
  assert_non_null(strstr(rig->told->str, "end 4 0 2\n"));
}

static void
test_fold_budget(void **state)
{
  g_autoptr(Rig) rig = three_documents();
  PipelineStage *greedy;

  (void)state;
  rig_stage(rig, &words_stage);
  greedy = rig_stage(rig, &greedy_stage);
  greedy->max_memory = 3u << 20;
  assert_int_equal(rig_run(rig, 1), 2);
  assert_string_equal(rig->said->str,
                      "stage \"greedy\" holds more than its budget of 3145728 "
                      "bytes: raise max-memory in [greedy] [E410]\n");
  greedy->max_memory = 4u << 20;
  assert_int_equal(rig_run(rig, 1), 0);
}

static void
test_extension(void **state)
{
  g_autoptr(Rig) rig = rig_new();

  (void)state;
  rig_document(rig, "a", "Red green Blue");
  rig_stage(rig, &words_stage);
  rig_stage(rig, &more_words_stage);
  assert_int_equal(rig_run(rig, 1), 0);
  assert_non_null(strstr(rig->told->str, "a\n"
                                         "  word 0-3 text=Red\n"
                                         "  word 0-1 text=capital\n"
                                         "  word 4-9 text=green\n"
                                         "  word 10-14 text=Blue\n"
                                         "  word 10-11 text=capital\n"));
}

static void
test_seeds_and_logs(void **state)
{
  g_autoptr(Rig) rig = three_documents();
  g_autofree char *first = NULL;
  char **lines;

  (void)state;
  rig_stage(rig, &seeds_stage);
  assert_int_equal(rig_run(rig, 1), 0);
  assert_string_equal(rig->said->str, "1 seeds a: one line\n"
                                      "1 seeds b: one line\n"
                                      "1 seeds c: one line\n");
  first = g_strdup(rig->told->str);
  lines = g_strsplit(first, "\n", -1);
  assert_string_not_equal(lines[1], lines[3]);
  g_strfreev(lines);
  assert_int_equal(rig_run(rig, 8), 0);
  assert_string_equal(rig->told->str, first);
  rig->pipeline->seed = 7;
  assert_int_equal(rig_run(rig, 1), 0);
  assert_string_not_equal(rig->told->str, first);
}

static void
test_scratch_limit(void **state)
{
  g_autoptr(Rig) rig = three_documents();

  (void)state;
  rig_stage(rig, &seeds_stage)->max_memory = 63;
  assert_int_equal(rig_run(rig, 1), 2);
  assert_non_null(strstr(rig->said->str, "no scratch memory [E405]\n"));
}

static void
add_many(Rig *rig, guint count)
{
  for (guint i = 0; i < count; i++) {
    g_autofree char *id = g_strdup_printf("d%u", i);
    g_autofree char *text =
        g_strdup_printf("w%u x%u y%u z%u%s", i % 7, i % 31, i % 101, i,
                        i % 50 == 49 ? " fail" : "");
    rig_document(rig, id, text);
  }
}

/* Everything at once, with little memory: the same whatever the threads. */
static void
test_same_with_any_threads(void **state)
{
  static const guint threads[] = { 1, 2, 3, 8 };
  g_autofree char *first = NULL;

  (void)state;
  for (gsize i = 0; i < 2 * G_N_ELEMENTS(threads); i++) {
    g_autoptr(Rig) rig = rig_new();
    PipelineStage *later;
    add_many(rig, 1500);
    rig_stage(rig, &words_stage);
    rig_stage(rig, &shared_stage);
    rig_stage(rig, &totals_stage);
    rig_stage(rig, &marks_stage);
    later = rig_stage(rig, &later_stage);
    rig_wire(later->writes, "shared", "shared-later");
    rig_wire(later->writes, "member", "member-later");
    if (i % 2)
      rig->pipeline->spill_at = 100000;
    assert_int_equal(rig_run(rig, threads[i / 2]), 2);
    if (!first)
      first = g_strdup(rig->told->str);
    assert_string_equal(rig->told->str, first);
  }
  assert_true(strlen(first) > 100000);
}

static void
test_cancel(void **state)
{
  g_autoptr(Rig) rig = rig_new();

  (void)state;
  add_many(rig, 500);
  rig->cancel_after = 10;
  rig_stage(rig, &words_stage);
  rig_stage(rig, &totals_stage);
  assert_int_equal(rig_run(rig, 2), 2);
  assert_non_null(strstr(rig->told->str, "d9\n"));
  assert_null(strstr(rig->told->str, "end "));
  assert_null(strstr(rig->told->str, "d499\n"));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_map),
    cmocka_unit_test(test_failures),
    cmocka_unit_test(test_stop_on_error),
    cmocka_unit_test(test_fold),
    cmocka_unit_test(test_fold_is_taken_back),
    cmocka_unit_test(test_limits),
    cmocka_unit_test(test_group),
    cmocka_unit_test(test_capped_group),
    cmocka_unit_test(test_failing_gather),
    cmocka_unit_test(test_corpus_only),
    cmocka_unit_test(test_second_pass),
    cmocka_unit_test(test_chain_hides_its_layers),
    cmocka_unit_test(test_late_failure),
    cmocka_unit_test(test_fold_budget),
    cmocka_unit_test(test_extension),
    cmocka_unit_test(test_seeds_and_logs),
    cmocka_unit_test(test_scratch_limit),
    cmocka_unit_test(test_same_with_any_threads),
    cmocka_unit_test(test_cancel),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
