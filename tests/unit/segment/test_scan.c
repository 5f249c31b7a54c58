/* SPDX-License-Identifier: Apache-2.0
 *
 * test_scan.c - texts and the tokens that they are cut into.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "letters.h"
#include "scan.h"

/* "w:" word, "n:" number, "p:" punctuation, "s:" symbol. */
static const struct {
  const char *text;
  const char *tokens;
} cases[] = {
  { "", "" },
  { " \n\t ", "" },
  { "Ana Bel’s one-on-one", "w:Ana w:Bel’s w:one-on-one" },
  { "it's the dogs' o'clock", "w:it's w:the w:dogs p:' w:o'clock" },
  { "'tis -x- a--b", "p:' w:tis p:- w:x p:- w:a p:- p:- w:b" },
  { "42.7 1,000,000.5, 5.", "n:42.7 n:1,000,000.5 p:, n:5 p:." },
  { "39-year-old", "n:39 p:- w:year-old" },
  { "the 42.7-metre mast", "w:the n:42.7 p:- w:metre w:mast" },
  { "22nd G7 5km", "n:22 w:nd w:G n:7 n:5 w:km" },
  { "$4.5bn 12% #a", "s:$ n:4.5 w:bn n:12 s:% s:# w:a" },
  { "U.S. a.m.", "w:U p:. w:S p:. w:a p:. w:m p:." },
  { "2½ km²", "n:2 n:½ w:km s:²" },
  { "“Étienne” … Ångström", "p:“ w:Étienne p:” p:… w:Ångström" },
  { "e\xcc\x81"
    "tude n\xcc\x83-x",
    "w:e\xcc\x81tude w:n\xcc\x83-x" },
  { "👩\xe2\x80\x8d👧 a", "s:👩\xe2\x80\x8d s:👧 w:a" },
  { "北京 is", "w:北京 w:is" },
  { "a\xe2\x80\x8b"
    "b",
    "w:a w:b" },
  { "٣٫٥ ١٢", "n:٣ p:٫ n:٥ n:١٢" },
  { "\xcc\x81x", "s:\xcc\x81 w:x" },
  { "a\xe2\x80\x91z 9\xe2\x80\x93"
    "10",
    "w:a\xe2\x80\x91z n:9 p:– n:10" },
  { "x'", "w:x p:'" },
  { "x-", "w:x p:-" },
  { "7,", "n:7 p:," },
};

static void
add(char *out, size_t room, const char *text, const stemma_token *token)
{
  size_t at = strlen(out), n = token->row.end - token->row.begin;

  assert_true(at + n + 4 < room);
  if (at)
    out[at++] = ' ';
  out[at++] = "wnps"[token->kind];
  out[at++] = ':';
  memcpy(out + at, text + token->row.begin, n);
  out[at + n] = '\0';
}

static void
texts_are_cut_into_tokens(void **state)
{
  Tokens tokens = { 0 };
  Notes notes = { 0 };

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    const char *text = cases[i].text;
    char got[512] = "";

    array_clear(&tokens);
    array_clear(&notes);
    assert_true(scan(text, (uint32_t)strlen(text), &tokens, &notes));
    assert_int_equal(tokens.count, notes.count);
    for (uint32_t t = 0; t < tokens.count; t++)
      add(got, sizeof got, text, &tokens.items[t]);
    assert_string_equal(got, cases[i].tokens);
  }
  array_free(&tokens);
  array_free(&notes);
}

static void
folds_are_those_of_the_words(void **state)
{
  static const char text[] = "ÉCOLE Bel’s One-On-One 1,5 “ E\xcc\x81t’A";
  static const char *const words[] = { "école", "bel's", "one-on-one",
                                       "1,5",   "“",     "e\xcc\x81t'a" };
  Tokens tokens = { 0 };
  Notes notes = { 0 };

  (void)state;
  assert_true(scan(text, sizeof text - 1, &tokens, &notes));
  assert_int_equal(tokens.count, 6);
  for (uint32_t i = 0; i < 6; i++)
    assert_true(tokens.items[i].fold == fold_word(words[i]));
  array_free(&tokens);
  array_free(&notes);
}

/* Words are read eight bytes at a time as long as the text has so many. */
static void
words_of_each_length_are_read_at_each_distance_from_the_end(void **state)
{
  char text[64];
  Tokens tokens = { 0 };
  Notes notes = { 0 };

  (void)state;
  for (uint32_t n = 1; n <= 26; n++) {
    for (uint32_t after = 0; after <= 9; after++) {
      uint32_t length = n + after;

      for (uint32_t i = 0; i < n; i++)
        text[i] = (char)((i % 3 ? 'a' : 'A') + (i + after) % 26);
      memset(text + n, ' ', after);
      text[length] = '\0';
      array_clear(&tokens);
      array_clear(&notes);
      assert_true(scan(text, length, &tokens, &notes));
      assert_int_equal(tokens.count, 1);
      assert_int_equal(tokens.items[0].row.end, n);
      assert_true(tokens.items[0].fold == fold_bytes(text, n));
    }
  }
  array_free(&tokens);
  array_free(&notes);
}

/* A text is looked at in stretches; words may lie across the end of one. */
static void
words_of_each_length_are_read_at_each_end_of_a_stretch(void **state)
{
  char text[LETTERS_STRETCH + 256];
  Tokens tokens = { 0 };
  Notes notes = { 0 };

  (void)state;
  for (uint32_t n = 1; n <= 80; n++) {
    for (uint32_t before = 0; before <= n && before <= 70; before++) {
      const uint32_t begin = LETTERS_STRETCH - before, end = begin + n;

      memset(text, ' ', sizeof text - 1);
      text[sizeof text - 1] = '\0';
      for (uint32_t i = begin; i < end; i++)
        text[i] = (char)('a' + i % 26);
      text[end + 1] = 'z';
      array_clear(&tokens);
      array_clear(&notes);
      assert_true(scan(text, sizeof text - 1, &tokens, &notes));
      assert_int_equal(tokens.count, 2);
      assert_int_equal(tokens.items[0].row.begin, begin);
      assert_int_equal(tokens.items[0].row.end, end);
      assert_true(tokens.items[0].fold == fold_bytes(text + begin, n));
      assert_int_equal(tokens.items[1].row.begin, end + 1);
    }
  }
  array_free(&tokens);
  array_free(&notes);
}

static void
blanks_and_lines_are_noted(void **state)
{
  static const char text[] = "a b\r\nC\n\n9\n \n.";
  static const uint8_t expected[] = { NOTE_LOWER, NOTE_LOWER | NOTE_BLANK,
                                      NOTE_CAPITAL | NOTE_BLANK | NOTE_LINE,
                                      NOTE_DIGIT | NOTE_BLANK | NOTE_GAP,
                                      NOTE_TERMINAL | NOTE_BLANK | NOTE_GAP };
  Tokens tokens = { 0 };
  Notes notes = { 0 };

  (void)state;
  assert_true(scan(text, sizeof text - 1, &tokens, &notes));
  assert_int_equal(notes.count, 5);
  assert_memory_equal(notes.items, expected, sizeof expected);
  array_free(&tokens);
  array_free(&notes);
}

static void
a_megabyte_without_a_blank_is_one_word(void **state)
{
  const uint32_t length = 1u << 20;
  char *text = malloc(length + 1);
  Tokens tokens = { 0 };
  Notes notes = { 0 };

  (void)state;
  assert_non_null(text);
  memset(text, 'x', length);
  text[length] = '\0';
  assert_true(scan(text, length, &tokens, &notes));
  assert_int_equal(tokens.count, 1);
  assert_int_equal(tokens.items[0].row.end, length);
  free(text);
  array_free(&tokens);
  array_free(&notes);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(texts_are_cut_into_tokens),
    cmocka_unit_test(folds_are_those_of_the_words),
    cmocka_unit_test(
        words_of_each_length_are_read_at_each_distance_from_the_end),
    cmocka_unit_test(words_of_each_length_are_read_at_each_end_of_a_stretch),
    cmocka_unit_test(blanks_and_lines_are_noted),
    cmocka_unit_test(a_megabyte_without_a_blank_is_one_word),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
