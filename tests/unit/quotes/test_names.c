/* SPDX-License-Identifier: Apache-2.0
 *
 * test_names.c - speakers resolved to the fullest name of the document.
 */
#include "unit.h"

#include <string.h>

#include "cut.h"
#include "names.h"

/* A text, a speaker in it (its last occurrence), and the name. */
typedef struct Case {
  const char *text;
  const char *speaker;
  const char *name; /* NULL: none */
} Case;

static const Case cases[] = {
  { "President Ana Bel came. Later Bel spoke.", "Bel", "Ana Bel" },
  { "Lee Orr Sul came. Lee sat.", "Lee", "Lee Orr Sul" },
  { "Mr. Dren met Mrs. Ana Bel. It rained. She left.", "She", "Ana Bel" },
  { "Mrs. Ana Bel met Mr. Karl Dren. It rained. He left.", "He", "Karl Dren" },
  { "Northland leader Karl Dren met Ana Bel in May. Then the Northland leader "
    "left.",
    "the Northland leader", "Karl Dren" },
  { "Karl Dren, the head of the board, came. Then the head left.", "the head",
    "Karl Dren" },
  { "The pair sat down.", "The pair", NULL },
  { "Mr. Tom Bel met Mrs. Ana Bel. Mrs. Bel spoke.", "Mrs. Bel", "Ana Bel" },
};

static const char *
last_of(const char *text, const char *part)
{
  const char *found = NULL;

  for (const char *at = text; (at = strstr(at, part)); at++)
    found = at;
  assert_non_null(found);
  return found;
}

static void
names_are_resolved(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    const Case *one = &cases[i];
    uint32_t begin = (uint32_t)(last_of(one->text, one->speaker) - one->text);
    stemma_span span = { begin, begin + (uint32_t)strlen(one->speaker) };
    Cut cut;
    uint32_t entity;
    cut_open(&cut, one->text);
    cut_read(&cut);
    entity = names_resolve(&cut.found.names, &cut.text, span, NONE, NONE);
    if (!one->name) {
      assert_int_equal(entity, NONE);
    } else {
      stemma_span name;
      if (entity == NONE)
        print_error("in: %s\n", one->text);
      assert_int_not_equal(entity, NONE);
      name = cut.found.names.entities.items[entity].name;
      assert_int_equal(name.end - name.begin, strlen(one->name));
      assert_memory_equal(one->text + name.begin, one->name, strlen(one->name));
    }
    cut_free(&cut);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(names_are_resolved) };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
