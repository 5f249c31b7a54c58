/* SPDX-License-Identifier: Apache-2.0
 *
 * offsets.c - every offset of a text, against a count from its start.
 */
#include "corpus/offsets.h"

#include "../unit.h"
#include <string.h>

static guint32
slow_count(const char *text, guint32 offset, Offsets unit)
{
  guint32 count = 0;

  for (const char *at = text; at < text + offset; at = g_utf8_next_char(at))
    count += unit == OFFSETS_UTF16 && g_utf8_get_char(at) > 0xFFFF ? 2 : 1;
  return unit == OFFSETS_BYTE ? offset : count;
}

static void
check_text(const char *text)
{
  guint32 length = (guint32)strlen(text);

  for (Offsets unit = OFFSETS_BYTE; unit <= OFFSETS_UTF16; unit++) {
    OffsetMap map;

    offset_map_start(&map, text, length, unit);
    for (guint32 at = 0; at <= length; at++)
      if (((guchar)text[at] & 0xC0) != 0x80)
        assert_int_equal(offset_map_get(&map, at), slow_count(text, at, unit));
    assert_int_equal(offset_map_get(&map, length + 7),
                     slow_count(text, length, unit));
    offset_map_clear(&map);
  }
}

static void
test_all_offsets(void **state)
{
  GString *text = g_string_new(NULL);

  (void)state;
  check_text("");
  check_text("plain");
  for (int i = 0; i < 300; i++)
    g_string_append(text, i % 7 ? "aé中" : "😀 ");
  check_text(text->str);
  while (text->len % 256)
    g_string_append_c(text, 'x');
  check_text(text->str);
  g_string_free(text, TRUE);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_all_offsets),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
