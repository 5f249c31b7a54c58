/* SPDX-License-Identifier: Apache-2.0
 *
 * unpack.c - plain, packed and damaged bytes through one read.
 */
#include "corpus/unpack.h"

#include "../unit.h"
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

/* Longer than any buffer on the way. */
enum { LONG = 700000 };

static int
file_of(const GByteArray *bytes)
{
  int fd = memfd_create("packed", MFD_CLOEXEC);

  assert_int_equal(write(fd, bytes->data, bytes->len), bytes->len);
  lseek(fd, 0, SEEK_SET);
  return fd;
}

/* All that comes out, in reads of `room` bytes; NULL and errno: damaged. */
static GByteArray *
read_all(const GByteArray *packed, gsize room)
{
  int fd = file_of(packed);
  g_autoptr(Unpack) unpack = unpack_new(fd);
  g_autoptr(GByteArray) out = g_byte_array_new();
  g_autofree char *buffer = g_malloc(room);
  gssize got;

  while ((got = unpack_read(unpack, buffer, room)) > 0)
    g_byte_array_append(out, (const guint8 *)buffer, (guint)got);
  close(fd);
  return got == 0 ? g_steal_pointer(&out) : NULL;
}

static GByteArray *
text_of(guint length)
{
  GByteArray *text = g_byte_array_new();
  guint32 random = 1;

  for (guint i = 0; i < length; i++) {
    guint8 byte;

    random = random * 1664525u + 1013904223u;
    byte = (guint8)('a' + (random >> 24) % 26);
    g_byte_array_append(text, &byte, 1);
  }
  return text;
}

static void
add_gzip(GByteArray *to, const GByteArray *text)
{
  z_stream stream = { 0 };
  g_autofree guint8 *out = g_malloc(text->len + 1000);

  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = text->data;
  stream.avail_in = text->len;
  stream.next_out = out;
  stream.avail_out = text->len + 1000;
  assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
  g_byte_array_append(to, out, (guint)stream.total_out);
  deflateEnd(&stream);
}

static void
add_zstandard(GByteArray *to, const GByteArray *text)
{
  const gsize room = ZSTD_compressBound(text->len);
  g_autofree guint8 *out = g_malloc(room);
  const gsize length = ZSTD_compress(out, room, text->data, text->len, 3);

  assert_false(ZSTD_isError(length));
  g_byte_array_append(to, out, (guint)length);
}

static void
assert_bytes(const GByteArray *found, const GByteArray *expected)
{
  assert_non_null(found);
  assert_int_equal(found->len, expected->len);
  assert_memory_equal(found->data, expected->data, expected->len);
}

static void
plain_bytes_pass(void **state)
{
  (void)state;
  for (guint length = 0; length < 9; length++) {
    g_autoptr(GByteArray) text = text_of(length);
    g_autoptr(GByteArray) found = read_all(text, 3);

    assert_bytes(found, text);
  }
}

typedef void (*Pack)(GByteArray *to, const GByteArray *text);
static const Pack packs[] = { add_gzip, add_zstandard };

static void
members_follow_one_another(void **state)
{
  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(packs); i++)
    for (gsize room = 1000; room < 1000000; room *= 30) {
      g_autoptr(GByteArray) packed = g_byte_array_new();
      g_autoptr(GByteArray) first = text_of(LONG);
      g_autoptr(GByteArray) second = text_of(17);
      g_autoptr(GByteArray) found = NULL;

      packs[i](packed, first);
      packs[i](packed, second);
      g_byte_array_append(first, second->data, second->len);
      found = read_all(packed, room);
      assert_bytes(found, first);
    }
}

static void
damage_is_told(void **state)
{
  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(packs); i++) {
    g_autoptr(GByteArray) packed = g_byte_array_new();
    g_autoptr(GByteArray) text = text_of(5000);
    g_autoptr(GByteArray) junk = NULL;

    packs[i](packed, text);
    junk = g_byte_array_append(g_byte_array_new(), packed->data, packed->len);
    g_byte_array_append(junk, (const guint8 *)"junk junk", 9);
    assert_null(read_all(junk, 4096));
    assert_int_equal(errno, EBADMSG);
    g_byte_array_set_size(packed, packed->len - 1);
    assert_null(read_all(packed, 4096));
    assert_int_equal(errno, EBADMSG);
    g_byte_array_set_size(packed, 12);
    assert_null(read_all(packed, 4096));
    assert_int_equal(errno, EBADMSG);
  }
}

static void
names_lose_their_suffix(void **state)
{
  (void)state;
  assert_int_equal(unpack_stem("a.txt"), 5);
  assert_int_equal(unpack_stem("a.txt.gz"), 5);
  assert_int_equal(unpack_stem("a.jsonl.zst"), 7);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(plain_bytes_pass),
    cmocka_unit_test(members_follow_one_another),
    cmocka_unit_test(damage_is_told),
    cmocka_unit_test(names_lose_their_suffix),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
