/* SPDX-License-Identifier: Apache-2.0
 *
 * test_find.c - texts and the quantities in them.  The golden files of the
 * plugin have more; here stands what a change is most likely to break.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "atoms.h"
#include "corpus.h"

static const struct {
  const char *text;
  const char *rows;
} cases[] = {
  { "", "" },
  { "Nobody counted.", "" },
  { "It took two and a half hours.",
    "two and a half hours duration 2.5 hour = 9000 second\n" },
  { "Over a year and a half it fell by more than 12%.",
    "a year and a half duration 1.5 year more_than = 18 month\n"
    "12% percent 12 percent more_than = 12 percent\n" },
  { "They paid US$4.5bn for it, or $10-20 million less.",
    "US$4.5bn money 4.5e+09 USD = 4.5e+09 USD\n"
    "$10-20 million money 10000000..20000000 dollar = 10000000 dollar\n" },
  { "The 42.7-metre mast stood between 3 and 5 km away.",
    "42.7-metre length 42.7 meter = 42.7 meter\n"
    "between 3 and 5 km length 3..5 kilometer = 3000 meter\n" },
  { "She is 5 feet 2 inches tall.",
    "5 feet 2 inches length 62 inch = 1.5748 meter\n" },
  { "Ana Bel, 39, met a 70-year-old.",
    "39 age 39 year = 468 month\n70-year-old age 70 year = 840 month\n" },
  { "Several hours later, tens of thousands came.",
    "Several hours duration null hour\n"
    "tens of thousands cardinal null\n" },
  { "In 2019, at 10:27 on May 4, the Soyuz-2 and the S&P 500 rose.", "" },
  { "Call 555-123-4567 or see page 12.", "" },
  { "The first of twenty-one trillion three hundred.",
    "first ordinal 1\n"
    "twenty-one trillion three hundred cardinal 2.1e+13\n" },
  { "A fence of a km lasted all week.",
    "a km length 1 kilometer = 1000 meter\n"
    "all week duration 1 week = 604800 second\n" },
  { "A bus at 50 mph used 3 litres, minus 5 degrees Celsius.",
    "50 mph speed 50 mile per hour = 22.352 meter per second\n"
    "3 litres volume 3 liter = 3 liter\n"
    "minus 5 degrees Celsius temperature -5 celsius = -5 celsius\n" },
};

static void
quantities_are_found(void **state)
{
  (void)state;
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *got = corpus_quantities(cases[i].text);

    assert_string_equal(got, cases[i].rows);
  }
}

/* Sentences are parted by a bar, tokens by blanks. */
#define FIVE "now they saw them then "
#define FAR FIVE FIVE
static const struct {
  const char *text;
  const char *starts;
} leads[] = {
  { "more " FAR "at least nine zebras", "at nine" },
  { "from at least " FAR "from about half", "from about half" },
  { "up to seven " FAR "over", "up seven" },
  /* An article where a unit may follow, be it a symbol, and nowhere else. */
  { "a month | all zebras " FAR "a zebra", "a" },
  { "a zebra " FAR "about a km | all zebras " FAR "all week", "about a all" },
  { "more than 7 | two-lane | over there", "more 7 two" },
  /* Nor a word that begins a modifier's phrase without the next one. */
  { "more 7 | two-lane | no | less", "7 two" },
  { "at $ zebras " FAR "over $ 5", "over $ 5" },
};

static const struct {
  const char *words;
  uint32_t kind;
} kinds[] = {
  { "$", STEMMA_TOKEN_SYMBOL },
  { "0123456789", STEMMA_TOKEN_NUMBER },
};

static GArray *
tokens_of(const char *text)
{
  GArray *tokens = g_array_new(FALSE, TRUE, sizeof(stemma_token));
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  uint32_t at = 0, sentence = 0;

  for (guint i = 0; words[i]; i++) {
    uint32_t length = (uint32_t)strlen(words[i]);
    stemma_token token = { .row = { .begin = at, .end = at + length },
                           .sentence = sentence,
                           .fold = fold_bytes(words[i], length) };

    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
      if (strchr(kinds[k].words, words[i][0]))
        token.kind = kinds[k].kind;
    }
    if (words[i][0] == '|')
      sentence++;
    else
      g_array_append_val(tokens, token);
    at += length + 1;
  }
  return tokens;
}

static void
places_of_modifiers_far_from_amounts_are_not_kept(void **state)
{
  Lexicon lexicon;
  AtomArray atoms = { 0 };

  (void)state;
  assert_true(lexicon_open(&lexicon));
  for (size_t i = 0; i < G_N_ELEMENTS(leads); i++) {
    g_autoptr(GArray) tokens = tokens_of(leads[i].text);
    g_autoptr(GString) got = g_string_new(NULL);
    stemma_doc doc = { .text = leads[i].text,
                       .length = (uint32_t)strlen(leads[i].text) };
    stemma_table table = { .rows = { tokens->data, tokens->len,
                                     sizeof(stemma_token) } };
    Text text;

    assert_true(atoms_make(&lexicon, &doc, &table, &atoms, &text));
    for (uint32_t k = 0; k < text.starts->count; k++) {
      const Atom *atom = &text.atoms[text.starts->items[k]];

      g_string_append_printf(got, "%s%.*s", k ? " " : "",
                             (int)(atom->end - atom->begin),
                             doc.text + atom->begin);
    }
    assert_string_equal(got->str, leads[i].starts);
  }
  atoms_free(&atoms);
  lexicon_close(&lexicon);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(quantities_are_found),
    cmocka_unit_test(places_of_modifiers_far_from_amounts_are_not_kept),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
