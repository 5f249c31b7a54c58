/* SPDX-License-Identifier: Apache-2.0
 *
 * The few words that an utterance is known by.
 */
#include "fixture.h"

#include "label.h"

enum { MOST_MEMBERS = 48 };

typedef struct Rendered {
  uint32_t role;
  const char *text;
} Rendered;

/* The label of the members, which `chosen` has. */
static void
check(const Rendered *members, uint32_t count, uint32_t chosen,
      const char *expected)
{
  Labeller labeller = { .stems = stems_new("en") };
  uint32_t begin, length;
  Rows rows;

  rows_start(&rows, &carried_rendering_layer);
  for (uint32_t i = 0; i < count; i++) {
    CarriedRendering row = { .role = members[i].role,
                             .text = { rows.pool_length,
                                       (uint32_t)strlen(members[i].text) } };

    memcpy(rows.pool + rows.pool_length, members[i].text, row.text.length);
    rows.pool_length += row.text.length;
    assert_true(rows.pool_length < FIXTURE_POOL);
    rows_add(&rows, &row);
  }
  /* Twice: a labeller takes nothing over from the utterance before. */
  for (int time = 0; time < 2; time++) {
    char label[256];

    assert_int_equal(label_choose(&labeller, &rows.table, &begin, &length),
                     chosen);
    snprintf(label, sizeof label, "%.*s", (int)length,
             members[chosen].text + begin);
    assert_string_equal(label, expected);
  }
  label_free(&labeller);
  stems_free(labeller.stems);
}

#define CHECK(chosen, label, ...)                                              \
  check((const Rendered[]){ __VA_ARGS__ },                                     \
        sizeof((const Rendered[]){ __VA_ARGS__ }) / sizeof(Rendered), chosen,  \
        label)
#define FULL(text)                                                             \
  {                                                                            \
    STEMMA_FULL, text                                                          \
  }
#define EXCERPT(text)                                                          \
  {                                                                            \
    STEMMA_EXCERPT, text                                                       \
  }
#define FRAGMENT(text)                                                         \
  {                                                                            \
    STEMMA_FRAGMENT, text                                                      \
  }

static void
the_first_full_rendering_is_told(void **state)
{
  (void)state;
  CHECK(2, "Nobody slept", FRAGMENT("nobody"), EXCERPT("nobody slept here"),
        FULL("Nobody slept"), FULL("No one slept"));
  CHECK(1, "nobody slept here", FRAGMENT("nobody"),
        EXCERPT("nobody slept here"));
}

static void
a_short_quote_is_its_own_label(void **state)
{
  (void)state;
  CHECK(0, "Let them in", FULL("“Let them in!”"));
  CHECK(0, "", FULL(""));
  CHECK(0, "…", FULL("…!"));
  CHECK(0, "One two three four five six seven",
        FULL("One two three four five six seven"));
}

static void
seven_words_of_44_bytes_are_told(void **state)
{
  (void)state;
  CHECK(0, "One two three four five six seven",
        FULL("One two three four five six seven eight"));
  CHECK(0, "Abcdefghijkl bcdefghijklm cdefghijklmn defgh",
        FULL("Abcdefghijkl bcdefghijklm cdefghijklmn defgh"));
  CHECK(0, "Abcdefghijkl bcdefghijklm cdefghijklmn",
        FULL("Abcdefghijkl bcdefghijklm cdefghijklmn defghi"));
}

#define IDLE "boats lay idle while nets dried ashore"

static void
what_most_share_is_told(void **state)
{
  (void)state;
  CHECK(0, IDLE,
        FULL("Down in the old fish port " IDLE " for a great many weeks."),
        FULL(IDLE));
  /* Stems and case are no difference; words of the grammar say little. */
  CHECK(0, IDLE,
        FULL("Of all of this and of all of that in the port " IDLE "."),
        FULL("The boat laid; nets drying, idle, ashore, of all of that."));
}

static void
a_label_begins_with_its_sentence_where_that_is_near(void **state)
{
  (void)state;
  CHECK(0, "In this port boats lay idle", FULL("In this port " IDLE "."),
        FULL(IDLE));
  CHECK(0, "In this port boats lay idle", FULL("See! In this port " IDLE "."),
        FULL(IDLE));
  CHECK(0, "In this port boats lay idle", FULL("So? In this port " IDLE "."),
        FULL(IDLE));
  CHECK(0, "In this port boats lay idle", FULL("Well. In this port " IDLE "."),
        FULL(IDLE));
  CHECK(0, IDLE, FULL("In this old port " IDLE "."), FULL(IDLE));
  CHECK(0, IDLE, FULL("Yes, here " IDLE "."), FULL(IDLE));
}

static void
no_label_runs_over_a_sentence(void **state)
{
  (void)state;
  CHECK(0, "Nets dried ashore",
        FULL("Everybody left on Monday. Nets dried ashore! Snow fell."),
        FULL("Snow nets dried ashore"));
}

/* Nor with the mark behind them. */
static void
a_label_begins_with_no_word_of_the_grammar(void **state)
{
  (void)state;
  CHECK(0, "old boats nets dried ashore",
        FULL("All ended well as we said, on our old boats nets dried ashore."),
        FULL("On our old boats nets dried ashore"));
  CHECK(0, "nets dried ashore",
        FULL("Some long years ago and after this was over, nets dried ashore."),
        FULL("This was over, nets dried ashore"));
}

static void
two_words_stay(void **state)
{
  (void)state;
  CHECK(0, "internationalisation telecommunications",
        FULL("And how is it that all of us, "
             "of internationalisation telecommunications committees, were so?"),
        FULL("of internationalisation telecommunications"));
  CHECK(0, "of honorificabilitudinitatibus",
        FULL("And how is it that all of us, "
             "of honorificabilitudinitatibus, were so?"),
        FULL("of honorificabilitudinitatibus"));
}

/* A sentence of thousands of articles would take hours else. */
static void
thirty_two_others_are_asked(void **state)
{
  Rendered members[MOST_MEMBERS];

  (void)state;
  members[0] = (Rendered)FULL("One two three four five six seven. " IDLE ".");
  for (uint32_t i = 1; i < MOST_MEMBERS; i++)
    members[i] = (Rendered)FULL(IDLE);
  for (uint32_t i = 1; i <= 32; i++)
    members[i].text = "Yes";
  check(members, MOST_MEMBERS, 0, "One two three four five six seven");
  members[32].text = IDLE;
  check(members, MOST_MEMBERS, 0, IDLE);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_first_full_rendering_is_told),
    cmocka_unit_test(a_short_quote_is_its_own_label),
    cmocka_unit_test(seven_words_of_44_bytes_are_told),
    cmocka_unit_test(what_most_share_is_told),
    cmocka_unit_test(a_label_begins_with_its_sentence_where_that_is_near),
    cmocka_unit_test(no_label_runs_over_a_sentence),
    cmocka_unit_test(a_label_begins_with_no_word_of_the_grammar),
    cmocka_unit_test(two_words_stay),
    cmocka_unit_test(thirty_two_others_are_asked),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
