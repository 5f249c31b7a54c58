/* SPDX-License-Identifier: Apache-2.0
 *
 * metrics.c - which rows a metric takes: by a choice, by yes or no, by what is
 * set and what is not, with a number and without.
 */
#include "rig.h"
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
/* after its needs */
#include <cmocka.h>

/* A character of the text: a digit has a grade, a small letter a letter. */
typedef struct {
  stemma_row row;
  double grade;
  uint32_t kind;
  uint32_t letter;
  uint32_t odd;
  uint32_t reserved;
} Mark;

enum { GRADE_BIT, LETTER_BIT };
enum { KIND_DIGIT, KIND_LETTER, KIND_OTHER };

static const char *const kinds[] = { "digit", "letter", "other", NULL };
static const char *const letters[] = { "a", "b", "c", NULL };
static const stemma_field fields[] = {
  STEMMA_FIELD_OR_NULL(Mark, grade, STEMMA_F64, "", GRADE_BIT, ""),
  STEMMA_FIELD_ENUM(Mark, kind, kinds, ""),
  STEMMA_FIELD_ENUM_OR_NULL(Mark, letter, letters, LETTER_BIT, ""),
  STEMMA_FIELD(Mark, odd, STEMMA_BOOL, "", "")
};
static const stemma_layer layer = { .size = sizeof layer,
                                    .version = 1,
                                    .name = "mark",
                                    .summary = "",
                                    .fields = STEMMA_LIST(fields),
                                    .row_size = sizeof(Mark) };

static Mark
mark_of(char byte, uint32_t at)
{
  Mark mark = { .row = { .begin = at, .end = at + 1 }, .kind = KIND_OTHER };

  if (g_ascii_isdigit(byte)) {
    mark.kind = KIND_DIGIT;
    mark.grade = byte - '0';
    mark.row.present = 1u << GRADE_BIT;
    mark.odd = (byte - '0') % 2 != 0;
  } else if (g_ascii_islower(byte)) {
    mark.kind = KIND_LETTER;
    mark.letter = (uint32_t)(byte - 'a');
    mark.row.present = 1u << LETTER_BIT;
  }
  return mark;
}

static stemma_status
process(const void *self, void *worker, const stemma_job *job,
        stemma_error *error)
{
  (void)self, (void)worker, (void)error;
  for (uint32_t i = 0; i < job->doc->length; i++) {
    const Mark mark = mark_of(job->doc->text[i], i);

    stemma_append(job->outputs[0], &mark, sizeof mark);
  }
  return STEMMA_OK;
}

static stemma_status
open_nothing(const stemma_stage *stage, const stemma_host *host,
             const void *options, void **self, stemma_error *error)
{
  (void)stage, (void)options, (void)error;
  *self = (void *)(uintptr_t)host;
  return STEMMA_OK;
}

#define COUNT(name, where, equals)                                             \
  {                                                                            \
    name, "", "", "mark", NULL, where, equals, STEMMA_COUNT, 0                 \
  }
#define NUMBER(name, where, equals, reduce)                                    \
  {                                                                            \
    name, "", "", "mark", "grade", where, equals, reduce, 0                    \
  }
static const stemma_metric metrics[] = {
  COUNT("all", NULL, 0),
  COUNT("digits", "kind", KIND_DIGIT),
  COUNT("others", "kind", KIND_OTHER),
  COUNT("letter.a", "letter", 0),
  COUNT("letter.c", "letter", 2),
  COUNT("odd", "odd", 1),
  COUNT("even", "odd", 0),
  COUNT("graded", "grade", 1),
  COUNT("ungraded", "grade", 0),
  NUMBER("sum", NULL, 0, STEMMA_SUM),
  NUMBER("odd.mean", "odd", 1, STEMMA_MEAN),
  NUMBER("least", "kind", KIND_DIGIT, STEMMA_MIN),
  NUMBER("most", "grade", 1, STEMMA_MAX),
  NUMBER("none", "grade", 0, STEMMA_MAX),
};
static const stemma_port writes[] = { { &layer, 0, 0, 0 } };
static const stemma_map map = { sizeof map, 0, process };
static const stemma_life life = { .size = sizeof life, .open = open_nothing };
static const stemma_stage stage = { .size = sizeof stage,
                                    .id = "marks",
                                    .version = "1.0.0",
                                    .summary = "",
                                    .url = "",
                                    .life = &life,
                                    .writes = STEMMA_LIST(writes),
                                    .map = &map,
                                    .metrics = STEMMA_LIST(metrics) };

static void
test_rows_taken(void **state)
{
  g_autoptr(Rig) rig = rig_new();
  const char *told;

  (void)state;
  rig_document(rig, "a", "5a!c");
  rig_document(rig, "b", "3c 8");
  rig_stage(rig, &stage);
  assert_int_equal(rig_run(rig, 1), 0);
  told = strstr(rig->told->str, "marks.all");
  assert_non_null(told);
  assert_string_equal(told, "marks.all=8\n"
                            "marks.digits=3\n"
                            "marks.others=2\n"
                            "marks.letter.a=1\n"
                            "marks.letter.c=2\n"
                            "marks.odd=2\n"
                            "marks.even=6\n"
                            "marks.graded=3\n"
                            "marks.ungraded=5\n"
                            "marks.sum=16\n"
                            "marks.odd.mean=4\n"
                            "marks.least=3\n"
                            "marks.most=8\n"
                            "marks.none=null\n"
                            "end 2 0 0\n");
}

int
main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(test_rows_taken) };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
