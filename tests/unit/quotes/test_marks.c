/* SPDX-License-Identifier: Apache-2.0
 *
 * test_marks.c - what stands between quotation marks.
 */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "cut.h"
#include "items.h"

/* The text, and its quotes with "|" after each; inner ones in braces. */
typedef struct Case {
  const char *text;
  const char *quotes;
} Case;

static const Case cases[] = {
  { "\"A b,\" he said. \"C d.\"", "A b,|C d.|" },
  { "“A b,” he said. “C d.”", "A b,|C d.|" },
  { "“A b,\" he said. \"C d.”", "A b,|C d.|" },
  { "``A b,'' he said. ''C d.''", "A b,|C d.|" },
  { "«A b», he said", "A b|" },
  { "„A b“, he said", "A b|" },
  { "He said ‘a b’ and 'c d'.", "a b|c d|" },
  { "It's the boys' and girls’ day, isn’t it?", "" },
  { "In the '90s he said 'go' to 'em.", "go|" },
  { "‘The boys’ plan’ failed.", "The boys’ plan|" },
  { "“He told us ‘go’ and we went.”", "He told us ‘go’ and we went.|{go}|" },
  { "''Why 'now'?'' ''It's 'time.'''",
    "Why 'now'?|{now}|It's 'time.'|{time.}|" },
  { "A 6'2\" man and a 5'11\" boy.", "" },
  { "An odd “ mark.\n\n“Good,” he said.", "Good,|" },
  { "He said: “One.\n\n“Two.\n\n“Three.”", "One.|Two.|Three.|" },
  { "‘One.\n\n‘Two.’", "One.|Two.|" },
  { "He said, “No end", "No end|" },
  { "He said: “One\n\ntwo.” Then “three.”", "One|two.|three.|" },
  { "“”", "" },
  { "", "" },
};

static void
write_quotes(const Cut *cut, const Quotes *quotes, char *to, size_t room)
{
  size_t n = 0;

  to[0] = '\0';
  for (uint32_t i = 0; i < quotes->count; i++) {
    const Quoted *quote = &quotes->items[i];
    n += (size_t)snprintf(to + n, room - n, quote->depth ? "{%.*s}|" : "%.*s|",
                          (int)(quote->inside.end - quote->inside.begin),
                          cut->doc.text + quote->inside.begin);
    assert_true(n < room);
  }
}

static void
quotes_are_found(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    Cut cut;
    char found[512];
    cut_open(&cut, cases[i].text);
    cut_read(&cut);
    write_quotes(&cut, &cut.found.quotes, found, sizeof found);
    if (strcmp(found, cases[i].quotes) != 0)
      print_error("in: %s\n", cases[i].text);
    assert_string_equal(found, cases[i].quotes);
    cut_free(&cut);
  }
}

static void
styles_are_chosen(void **state)
{
  static const char text[] = "He said ‘a b’ and “c d”.";
  Cut cut;
  char found[64];

  (void)state;
  for (uint64_t styles = 1; styles <= 2; styles++) {
    cut_open(&cut, text);
    cut.options.styles = styles;
    cut_read(&cut);
    write_quotes(&cut, &cut.found.quotes, found, sizeof found);
    assert_string_equal(found, styles == 1 ? "c d|" : "a b|");
    cut_free(&cut);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(quotes_are_found),
    cmocka_unit_test(styles_are_chosen),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
