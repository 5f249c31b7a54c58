/* SPDX-License-Identifier: Apache-2.0
 *
 * test_terms.c - what a word is worth where it stands: negation, boosters,
 * contrast, scare quotes, phrases, emoticons; and that sums of parts are the
 * sums of the whole.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "../../../plugins/sentiment/score.h"
#include "fold.h"
#include "rules.h"
#include "scan.h"

typedef struct Fixture {
  Model model;
  Rules rules;
  Tokens tokens;
  Notes notes;
  Sentences sentences;
  Terms terms;
} Fixture;

static int
set_up(void **state)
{
  static Fixture fixture;
  char message[256];

  *state = &fixture;
  return !rules_open(&fixture.rules, true)
         || !model_open(&fixture.model, "", 0, message, sizeof message);
}

static int
tear_down(void **state)
{
  Fixture *fixture = *state;

  model_close(&fixture->model);
  rules_close(&fixture->rules);
  array_free(&fixture->tokens);
  array_free(&fixture->notes);
  array_free(&fixture->sentences);
  array_free(&fixture->terms);
  return 0;
}

static const stemma_doc *
read_text(Fixture *f, const char *text)
{
  static stemma_doc doc;
  stemma_table tokens = { .size = sizeof tokens };

  doc = (stemma_doc){ .text = text, .length = (uint32_t)strlen(text) };
  array_clear(&f->tokens);
  array_clear(&f->notes);
  array_clear(&f->sentences);
  array_clear(&f->terms);
  assert_true(scan(text, doc.length, &f->tokens, &f->notes));
  tokens.rows =
      (stemma_list){ f->tokens.items, f->tokens.count, sizeof(stemma_token) };
  assert_true(
      terms_read(&f->model, &doc, &tokens, 0, f->tokens.count, &f->terms));
  return &doc;
}

/* The term of `word` in `text`, which is read first. */
static Term
term_in(Fixture *f, const char *text, const char *word)
{
  const stemma_doc *doc = read_text(f, text);

  for (uint32_t i = 0; i < f->terms.count; i++) {
    Term *term = &f->terms.items[i];
    if (fold_equal(doc->text + term->span.begin,
                   term->span.end - term->span.begin, word))
      return *term;
  }
  fail_msg("no %s in %s", word, text);
  return (Term){ 0 };
}

static void
negation_reaches_five_words_of_its_clause(void **state)
{
  assert_true(term_in(*state, "not a good plan", "good").flags & TERM_NEGATED);
  assert_true(term_in(*state, "not a good plan", "good").shown < 0);
  assert_false(term_in(*state, "not so, a good plan", "good").flags
               & TERM_NEGATED);
  assert_true(term_in(*state, "not one two three four good", "good").flags
              & TERM_NEGATED);
  assert_false(term_in(*state, "not one two three four five good", "good").flags
               & TERM_NEGATED);
  assert_true(term_in(*state, "it isn\xe2\x80\x99t good", "good").flags
              & TERM_NEGATED);
  assert_false(term_in(*state, "not here but good", "good").flags
               & TERM_NEGATED);
}

static void
boosters_fade_with_distance(void **state)
{
  float plain = term_in(*state, "a good plan", "good").shown;
  float very = term_in(*state, "a very good plan", "good").shown;
  float farther = term_in(*state, "a very new good plan", "good").shown;
  float slightly = term_in(*state, "a slightly good plan", "good").shown;

  assert_true(very > farther && farther > plain && plain > slightly);
  assert_true(term_in(*state, "very one two three good", "good").shown
              == plain);
}

static void
contrast_shifts_the_weight(void **state)
{
  float plain = term_in(*state, "good", "good").shown;

  assert_true(term_in(*state, "good but late", "good").shown < plain);
  assert_true(term_in(*state, "late but good", "good").shown > plain);
  assert_true(term_in(*state, "But good", "good").shown == plain);
}

static void
marks_what_is_asked_shouted_and_only_possible(void **state)
{
  assert_true(term_in(*state, "Good?", "?").flags & TERM_QUESTION);
  assert_true(term_in(*state, "it could be good", "good").flags & TERM_MODAL);
  assert_false(term_in(*state, "it could, good plan", "good").flags
               & TERM_MODAL);
  assert_true(term_in(*state, "a GOOD plan", "good").flags & TERM_CAPS);
  assert_false(term_in(*state, "A GOOD PLAN", "good").flags & TERM_CAPS);
}

static void
short_quotations_are_scare_quotes(void **state)
{
  assert_true(term_in(*state, "the \"good\" plan", "good").flags & TERM_SCARE);
  assert_true(
      term_in(*state, "the \xe2\x80\x98good\xe2\x80\x99 plan", "good").flags
      & TERM_SCARE);
  assert_false(term_in(*state, "the \"good plan of May\"", "good").flags
               & TERM_SCARE);
}

static void
phrases_are_worth_what_they_say(void **state)
{
  assert_true(term_in(*state, "the United Nations", "united").shown == 0);
  assert_true(term_in(*state, "united we stand", "united").shown > 0);
  assert_true(term_in(*state, "an olive branch", "olive").shown > 0);
  assert_true(term_in(*state, "olive oil", "olive").shown == 0);
  assert_false(term_in(*state, "not only good", "good").flags & TERM_NEGATED);
  assert_true(term_in(*state, "not good", "good").flags & TERM_NEGATED);
  assert_true(term_in(*state, "not under fire", "under").shown > 0);
}

static void
emoticons_are_one_term(void **state)
{
  assert_true(term_in(*state, "late :-( again", ":-(").shown < 0);
  assert_true(term_in(*state, "fine :)", ":)").shown > 0);
  /* No blank before it: a colon and a bracket. */
  assert_true(term_in(*state, "a list (see:)", ":").shown == 0);
}

static void
parts_add_up(void **state)
{
  Fixture *f = *state;
  Sums parts[2] = { { { 0 } }, { { 0 } } }, all;
  Stretch stretch;
  double one[FEATURES], two[FEATURES];

  read_text(f, "A terrible day, not good, \"very great\" they SAID! Why?");
  for (uint32_t i = 6; i < 11; i++)
    f->terms.items[i].flags |= TERM_QUOTED;
  stretch = (Stretch){ f->terms.items, f->terms.count };
  sums_add(parts, &stretch);
  assert_int_equal(parts[1].terms, 5);
  all = stretch_sums(&stretch);
  sums_join(&parts[0], &parts[1]);
  sums_features(&all, one);
  sums_features(&parts[0], two);
  for (int k = 0; k < FEATURES; k++)
    assert_true(fabs(one[k] - two[k]) < 1e-9);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(negation_reaches_five_words_of_its_clause),
    cmocka_unit_test(boosters_fade_with_distance),
    cmocka_unit_test(contrast_shifts_the_weight),
    cmocka_unit_test(marks_what_is_asked_shouted_and_only_possible),
    cmocka_unit_test(short_quotations_are_scare_quotes),
    cmocka_unit_test(phrases_are_worth_what_they_say),
    cmocka_unit_test(emoticons_are_one_term),
    cmocka_unit_test(parts_add_up),
  };

  return cmocka_run_group_tests(tests, set_up, tear_down);
}
