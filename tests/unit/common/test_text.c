/* SPDX-License-Identifier: Apache-2.0
 *
 * test_text.c - characters, their classes and their folding; eight bytes at
 * once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "eight.h"
#include "fold.h"

static void
codes_survive_a_round_trip(void **state)
{
  static const uint32_t codes[] = { 'a',    0x7f,   0x80,    0x7ff,   0x800,
                                    0xffff, 0xfffd, 0x10000, 0x10ffff };

  (void)state;
  for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
    char bytes[5] = { 0 };
    uint32_t length, written = utf8_encode(codes[i], bytes);

    assert_int_equal(utf8_decode(bytes, &length), codes[i]);
    assert_int_equal(length, written);
    assert_int_equal(strlen(bytes), written);
    assert_ptr_equal(utf8_before(bytes, bytes + written), bytes);
  }
}

static void
characters_have_the_class_of_unicode(void **state)
{
  static const struct {
    uint32_t code, class;
  } cases[] = {
    { ' ', UTF8_BLANK },       { 0xa0, UTF8_BLANK },
    { '\n', UTF8_LINE },       { 0x2029, UTF8_LINE },
    { 'z', UTF8_LOWER },       { 0xdf, UTF8_LOWER },
    { 'Z', UTF8_UPPER },       { 0x416, UTF8_UPPER },
    { 0x4eac, UTF8_LETTER },   { 0x5d0, UTF8_LETTER },
    { '7', UTF8_DIGIT },       { 0x663, UTF8_DIGIT },
    { 0xbd, UTF8_NUMBER },     { 0xb2, UTF8_SYMBOL },
    { '.', UTF8_PUNCTUATION }, { 0x2019, UTF8_PUNCTUATION },
    { '$', UTF8_SYMBOL },      { '%', UTF8_SYMBOL },
    { 0x20ac, UTF8_SYMBOL },   { 0x301, UTF8_MARK },
    { 0x200d, UTF8_MARK },     { 0x1f600, UTF8_SYMBOL },
    { 0x10ffff, UTF8_SYMBOL }, { 0x200e, UTF8_BLANK },
    { 0x10400, UTF8_UPPER },
  };

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    assert_int_equal(utf8_class(cases[i].code), cases[i].class);
}

static void
folding_is_simple_and_has_one_apostrophe(void **state)
{
  (void)state;
  assert_int_equal(utf8_fold('Q'), 'q');
  assert_int_equal(utf8_fold(0xc9), 0xe9);
  assert_int_equal(utf8_fold(0x3a3), 0x3c3);
  assert_int_equal(utf8_fold(0x3c2), 0x3c3); /* final sigma */
  assert_int_equal(utf8_fold(0x1e9e), 0xdf);
  assert_int_equal(utf8_fold(0x130), 0x130); /* Turkish, not simple */
  assert_int_equal(utf8_fold(0x10400), 0x10428);
  assert_true(fold_word("ÉCOLE") == fold_word("école"));
  assert_true(fold_word("Bel’s") == fold_word("bel's"));
  assert_true(fold_word("a") == fnv_bytes(FNV_START, "a", 1));
  assert_true(fold_without_s(fold_word("BEL’S")) == fold_word("Bel"));
  assert_true(fold_without_s(fold_word("ß's")) == fold_word("ß"));
  assert_false(fold_word("cooperate") == fold_word("co-operate"));
  assert_true(fold_word("min\u00adister\u00ad") == fold_word("minister"));
}

static void
words_compare_by_their_folded_form(void **state)
{
  (void)state;
  assert_true(fold_equal("Ärger", 6, "ÄRGER"));
  assert_false(fold_equal("ab", 2, "abc"));
  assert_false(fold_equal("abc", 3, "ab"));
  assert_true(fold_equal("a\u00adb\u00ad", 6, "AB"));
  assert_false(fold_equal("a\u00ad", 3, "ab"));
  assert_true(fold_equal("it’s", 6, "it's"));
}

static void
copy_tells_the_room_it_needs(void **state)
{
  char out[4];

  (void)state;
  assert_int_equal(fold_copy("ABC", 3, out, sizeof out), 3);
  assert_memory_equal(out, "abc", 3);
  assert_int_equal(fold_copy("ABCDEF", 6, out, sizeof out), 6);
  assert_memory_equal(out, "abcd", 4);
}

/* Each byte in each place, between such as are next to the bounds. */
static void
eight_bytes_are_asked_at_once(void **state)
{
  (void)state;
  for (uint32_t byte = 0; byte < 256; byte++) {
    for (uint32_t place = 0; place < 8; place++) {
      char text[8] = { '@', '[', '`', '{', 0, '\x7f', '\x80', '\xff' };
      bool within = byte >= 'A' && byte <= 'Z';
      uint64_t found;

      text[place] = (char)byte;
      found = eight_beyond(eight_load(text), 'A', 'Z') ^ EIGHT(0x80);
      assert_true(found == (within ? UINT64_C(0x80) << 8 * place : 0));
      assert_int_equal(eight_first(found), within ? place : 8);
    }
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(codes_survive_a_round_trip),
    cmocka_unit_test(characters_have_the_class_of_unicode),
    cmocka_unit_test(folding_is_simple_and_has_one_apostrophe),
    cmocka_unit_test(words_compare_by_their_folded_form),
    cmocka_unit_test(copy_tells_the_room_it_needs),
    cmocka_unit_test(eight_bytes_are_asked_at_once),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
