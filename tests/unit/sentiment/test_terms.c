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
  terms_free(&fixture->terms);
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
  assert_true(scan(text, doc.length, &f->tokens, &f->notes));
  tokens.rows =
      (stemma_list){ f->tokens.items, f->tokens.count, sizeof(stemma_token) };
  assert_true(terms_start(&f->terms, f->tokens.count));
  terms_read(&f->model, &doc, &tokens, 0, f->tokens.count, &f->terms);
  return &doc;
}

/* The worth of the term `at`, or one of nothing. */
static Worth
worth_at(const Terms *terms, uint32_t at)
{
  const Term *term = &terms->list.items[at];

  if (worths_before(&term[1]) > worths_before(term))
    return terms->worths.items[worths_before(term)];
  return (Worth){ .term = at, .flags = term->flags };
}

/* The worth of `word` in `text`, which is read first. */
static Worth
worth_in(Fixture *f, const char *text, const char *word)
{
  const stemma_doc *doc = read_text(f, text);

  for (uint32_t i = 0; i < f->terms.list.count; i++) {
    stemma_span span = f->terms.list.items[i].span;
    if (fold_equal(doc->text + span.begin, span.end - span.begin, word))
      return worth_at(&f->terms, i);
  }
  fail_msg("no %s in %s", word, text);
  return (Worth){ 0 };
}

static void
negation_reaches_five_words_of_its_clause(void **state)
{
  assert_true(worth_in(*state, "not a good plan", "good").flags & TERM_NEGATED);
  assert_true(worth_in(*state, "not a good plan", "good").shown < 0);
  assert_false(worth_in(*state, "not so, a good plan", "good").flags
               & TERM_NEGATED);
  assert_true(worth_in(*state, "not one two three four good", "good").flags
              & TERM_NEGATED);
  assert_false(
      worth_in(*state, "not one two three four five good", "good").flags
      & TERM_NEGATED);
  assert_true(worth_in(*state, "it isn\xe2\x80\x99t good", "good").flags
              & TERM_NEGATED);
  assert_false(worth_in(*state, "not here but good", "good").flags
               & TERM_NEGATED);
}

static void
boosters_fade_with_distance(void **state)
{
  float plain = worth_in(*state, "a good plan", "good").shown;
  float very = worth_in(*state, "a very good plan", "good").shown;
  float farther = worth_in(*state, "a very new good plan", "good").shown;
  float slightly = worth_in(*state, "a slightly good plan", "good").shown;

  assert_true(very > farther && farther > plain && plain > slightly);
  assert_true(worth_in(*state, "very one two three good", "good").shown
              == plain);
}

static void
contrast_shifts_the_weight(void **state)
{
  float plain = worth_in(*state, "good", "good").shown;

  assert_true(worth_in(*state, "good but late", "good").shown < plain);
  assert_true(worth_in(*state, "late but good", "good").shown > plain);
  assert_true(worth_in(*state, "But good", "good").shown == plain);
}

static void
marks_what_is_asked_shouted_and_only_possible(void **state)
{
  assert_true(worth_in(*state, "Good?", "?").flags & TERM_QUESTION);
  assert_true(worth_in(*state, "it could be good", "good").flags & TERM_MODAL);
  assert_false(worth_in(*state, "it could, good plan", "good").flags
               & TERM_MODAL);
  assert_true(worth_in(*state, "a GOOD plan", "good").flags & TERM_CAPS);
  assert_false(worth_in(*state, "A GOOD PLAN", "good").flags & TERM_CAPS);
}

static void
short_quotations_are_scare_quotes(void **state)
{
  assert_true(worth_in(*state, "the \"good\" plan", "good").flags & TERM_SCARE);
  assert_true(
      worth_in(*state, "the \xe2\x80\x98good\xe2\x80\x99 plan", "good").flags
      & TERM_SCARE);
  assert_false(worth_in(*state, "the \"good plan of May\"", "good").flags
               & TERM_SCARE);
}

static void
phrases_are_worth_what_they_say(void **state)
{
  assert_true(worth_in(*state, "the United Nations", "united").shown == 0);
  assert_true(worth_in(*state, "united we stand", "united").shown > 0);
  assert_true(worth_in(*state, "an olive branch", "olive").shown > 0);
  assert_true(worth_in(*state, "olive oil", "olive").shown == 0);
  assert_false(worth_in(*state, "not only good", "good").flags & TERM_NEGATED);
  assert_true(worth_in(*state, "not good", "good").flags & TERM_NEGATED);
  assert_true(worth_in(*state, "not under fire", "under").shown > 0);
  assert_true(worth_in(*state, "cakes to die for", "to").shown > 0);
  assert_true(worth_in(*state, "cakes to die for", "die").shown == 0);
  assert_true(worth_in(*state, "To die for", "to").shown > 0);
  assert_true(worth_in(*state, "they die for cakes", "die").shown < 0);
}

static void
emoticons_are_one_term(void **state)
{
  assert_true(worth_in(*state, "late :-( again", ":-(").shown < 0);
  assert_true(worth_in(*state, "fine :)", ":)").shown > 0);
  /* No blank before it: a colon and a bracket. */
  assert_true(worth_in(*state, "a list (see:)", ":").shown == 0);
}

static void
parts_add_up(void **state)
{
  Fixture *f = *state;
  Sums parts[2], all;
  Stretch stretch = { 0 }, said = { 6, 11 };
  Counts inside;
  static const int sums[] = { F_NEGATORS, F_VALENCE,        F_POSITIVE,
                              F_NEGATIVE, F_AFINN,          F_QUESTION,
                              F_SHOUTS,   F_NEGATED_VALENCE };

  read_text(f, "A terrible day, not good, \"very great\" they SAID! Why?");
  stretch.end = f->terms.list.count;
  inside = stretch_counts(&f->terms, said);
  assert_int_equal(inside.terms, 5);
  for (uint32_t i = 0; i < f->terms.worths.count; i++) {
    Worth *worth = &f->terms.worths.items[i];
    if (worth->term >= said.first && worth->term < said.end)
      worth->flags |= TERM_QUOTED;
  }
  stretch_parts(&f->terms, stretch, &inside, parts);
  stretch_sums(&f->terms, stretch, &all);
  counts_add(&parts[0].counts, &parts[1].counts);
  assert_int_equal(parts[0].counts.words, all.counts.words);
  for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
    assert_true(fabs(parts[0].features[sums[i]] + parts[1].features[sums[i]]
                     - all.features[sums[i]])
                < 1e-9);
  assert_true(all.features[F_NEGATORS] > 0 && all.features[F_NEGATIVE] < 0);
  stretch_sums(&f->terms, said, &all);
  assert_true(all.features[F_VALENCE] > 0);
}

static void
finds_the_term_at_a_byte(void **state)
{
  Fixture *f = *state;
  static const char text[] =
      "One of them    \n\n                                         "
      "                                      stayed, a while :-) longer. Two";

  read_text(f, text);
  for (uint32_t byte = 0; byte <= sizeof text + 40; byte++) {
    Stretch all = { 0, f->terms.list.count };
    uint32_t found = terms_from(&f->terms, all, byte);
    assert_true(found == f->terms.list.count
                || f->terms.list.items[found].span.begin >= byte);
    assert_true(found == 0 || f->terms.list.items[found - 1].span.begin < byte);
  }
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
    cmocka_unit_test(finds_the_term_at_a_byte),
  };

  return cmocka_run_group_tests(tests, set_up, tear_down);
}
