/* SPDX-License-Identifier: Apache-2.0
 *
 * Cutting texts into words, stems and spellings.
 */
#include "align_fixture.h"

typedef struct CutCase {
  const char *text;
  const char *words; /* parted by | ; kinds: .mark ~function content */
} CutCase;

static const CutCase cut_cases[] = {
  { "", "" },
  { "  \n\t", "" },
  { "The mayor's dog, twice.", "~The|mayor's|dog|.,|twice|.." },
  { "Don't! \xe2\x80\x99Tis it\xe2\x80\x99s",
    "~Don't|.!|.\xe2\x80\x99|Tis|~it\xe2\x80\x99s" },
  { "42.7-metre 1,000 3. x.y", "42.7|.-|metre|1,000|3|..|x|..|y" },
  { "caf\xc3\xa9 cafe\xcc\x81 \xe2\x82\xac"
    "5",
    "caf\xc3\xa9|cafe\xcc\x81|.\xe2\x82\xac|5" },
  { "\xcc\x81", ".\xcc\x81" },
  /* Woman and girl joined are one character, and so is a flag. */
  { "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7!\xf0\x9f\x91\xa7",
    ".\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7|.!|."
    "\xf0\x9f\x91\xa7" },
  { "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa\xf0\x9f\x87\xab\xf0\x9f\x87\xb7",
    ".\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa|."
    "\xf0\x9f\x87\xab\xf0\x9f\x87\xb7" },
  /* Nothing parts the words of Chinese and Japanese. */
  { "ok\xe5\xa4\xa9\xe6\xb0\x94x", "ok|\xe5\xa4\xa9|\xe6\xb0\x94|x" },
  { "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd!",
    ".\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd|.!" },
};

static void
cuts(void **state)
{
  static const char *const kinds[] = { ".", "~", "" };

  (void)state;
  for (size_t i = 0; i < sizeof cut_cases / sizeof *cut_cases; i++) {
    Fixture f;
    char got[256] = "";
    const AlignText *text;

    fixture_start(&f);
    text = fixture_text(&f, cut_cases[i].text);
    for (uint32_t k = 0; k < text->count; k++) {
      strcat(got, k ? "|" : "");
      strcat(got, kinds[text->words[k].kind]);
      fixture_word(text, k, got);
    }
    assert_string_equal(got, cut_cases[i].words);
    fixture_end(&f);
  }
}

typedef struct NearCase {
  const char *a, *b;
  int near;
} NearCase;

static const NearCase near_cases[] = {
  { "metre", "meters", 1 },
  { "theatre", "theater", 1 },
  { "honour", "honored", 1 },
  { "defence", "defense", 1 },
  { "organise", "organized", 1 },
  { "organisation", "organization", 1 },
  { "programme", "programs", 1 },
  { "Kyiv", "Kiev", 1 },
  { "conquerors", "conqueror", 1 },
  { "travelled", "traveling", 1 },
  { "mayor's", "mayor", 1 },
  { "judgement", "judgment", 1 },
  { "manoeuvre", "maneuver", 1 },
  { "two", "2", 1 },
  { "catalogue", "catalogs", 1 },
  { "WAR", "war", 1 },
  { "grey", "gray", 1 },
  { "prize", "praise", 0 },
  { "then", "the", 0 },
  { "hour", "hor", 0 },
  { "being", "be", 0 },
  { "river", "rival", 0 },
};

static void
forms_and_spellings_meet(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof near_cases / sizeof *near_cases; i++) {
    Fixture f;
    const AlignText *a, *b;
    int near;

    fixture_start(&f);
    a = fixture_text(&f, near_cases[i].a);
    b = fixture_text(&f, near_cases[i].b);
    near = a->words[0].near == b->words[0].near;
    if (near != near_cases[i].near)
      print_error("%s, %s\n", near_cases[i].a, near_cases[i].b);
    assert_int_equal(near, near_cases[i].near);
    fixture_end(&f);
  }
}

/* More word types than the cache holds: it is emptied and stays right. */
static void
cache_is_bounded(void **state)
{
  Stems *stems = stems_new("en");
  Stem first = stems_find(stems, 1, "rivers", 6);

  (void)state;
  for (uint64_t i = 2; i < 100000; i++) {
    char word[16];
    int length = snprintf(word, sizeof word, "q%u", (unsigned)i);

    stems_find(stems, i, word, (uint32_t)length);
  }
  assert_true(stems_find(stems, 1, "rivers", 6).near == first.near);
  stems_free(stems);
}

static void
unknown_language_keeps_words(void **state)
{
  static const char *const languages[] = { "", "xx", "tlh-Latn" };

  (void)state;
  for (int i = 0; i < 3; i++) {
    Stems *stems = stems_new(languages[i]);

    assert_non_null(stems);
    assert_true(stems_find(stems, 1, "rivers", 6).near
                != stems_find(stems, 2, "river", 5).near);
    stems_free(stems);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(cuts),
    cmocka_unit_test(forms_and_spellings_meet),
    cmocka_unit_test(cache_is_bounded),
    cmocka_unit_test(unknown_language_keeps_words),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
