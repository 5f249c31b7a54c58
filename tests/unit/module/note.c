/* SPDX-License-Identifier: Apache-2.0
 *
 * note.c - name cards of files that are made here, byte by byte, so that each
 * can be wrong in one way.
 */
#include "test.h"

#include "module/elf.h"
#include "module/note.h"
#include <string.h>

#if defined(__x86_64__)
#define MACHINE EM_X86_64
#elif defined(__aarch64__)
#define MACHINE EM_AARCH64
#else
#define MACHINE EM_NONE
#endif

static void
append(GByteArray *bytes, const void *data, gsize size)
{
  g_byte_array_append(bytes, data, (guint)size);
}

static void
append_note(GByteArray *bytes, const char *name, guint32 type, const void *desc,
            guint32 size)
{
  static const guint8 zeros[4] = { 0 };
  Elf64_Nhdr head = { (Elf64_Word)strlen(name) + 1, size, type };

  append(bytes, &head, sizeof head);
  append(bytes, name, head.n_namesz);
  append(bytes, zeros, (4 - head.n_namesz % 4) % 4);
  append(bytes, desc, size);
  append(bytes, zeros, (4 - size % 4) % 4);
}

static void
append_card(GByteArray *bytes, guint32 epoch, guint32 needs, const char *text,
            gsize length)
{
  guint8 desc[128];
  guint32 numbers[4] = { epoch, 0, needs, 0 };

  memcpy(desc, numbers, sizeof numbers);
  memcpy(desc + sizeof numbers, text, length);
  append_note(bytes, "stemma", 1, desc, (guint32)(sizeof numbers + length));
}

/* A shared object with one segment, of the notes that follow. */
static GByteArray *
image_new(void)
{
  GByteArray *bytes = g_byte_array_new();
  Elf64_Ehdr header = { 0 };
  Elf64_Phdr segment = { 0 };

  memcpy(header.e_ident, ELFMAG, SELFMAG);
  header.e_ident[EI_CLASS] = ELFCLASS64;
  header.e_ident[EI_DATA] =
      G_BYTE_ORDER == G_LITTLE_ENDIAN ? ELFDATA2LSB : ELFDATA2MSB;
  header.e_type = ET_DYN;
  header.e_machine = MACHINE;
  header.e_phoff = sizeof header;
  header.e_phentsize = sizeof segment;
  header.e_phnum = 1;
  segment.p_type = PT_NOTE;
  segment.p_offset = sizeof header + sizeof segment;
  segment.p_align = 4;
  append(bytes, &header, sizeof header);
  append(bytes, &segment, sizeof segment);
  return bytes;
}

static const char *
read_image(GByteArray *bytes, NameCard *card)
{
  Elf64_Phdr *segment =
      (Elf64_Phdr *)(void *)(bytes->data + sizeof(Elf64_Ehdr));

  segment->p_filesz = bytes->len - segment->p_offset;
  return name_card_read(bytes->data, bytes->len, card);
}

static void
a_card_is_read(void **state)
{
  g_autoptr(GByteArray) image = image_new();
  g_auto(NameCard) card = { 0 };

  (void)state;
  append_note(image, "GNU", NT_GNU_BUILD_ID, "\x01\xfe\x80", 3);
  append_card(image, 1, 3,
              "org.example.a\0"
              "1.2\0"
              "MIT",
              22);
  assert_null(read_image(image, &card));
  assert_string_equal(card.id, "org.example.a");
  assert_string_equal(card.version, "1.2");
  assert_string_equal(card.license, "MIT");
  assert_int_equal(card.epoch, 1);
  assert_int_equal(card.needs_minor, 3);
  assert_string_equal(card.build_id, "01fe80");
}

static void
our_epoch_wins(void **state)
{
  g_autoptr(GByteArray) image = image_new();
  g_auto(NameCard) card = { 0 };

  (void)state;
  append_card(image, 2, 0,
              "two\0"
              "2\0"
              "MIT",
              10);
  append_card(image, 1, 0,
              "one\0"
              "1\0"
              "MIT",
              10);
  append_card(image, 3, 0,
              "three\0"
              "3\0"
              "MIT",
              12);
  assert_null(read_image(image, &card));
  assert_string_equal(card.id, "one");
}

static void
damaged_cards_are_told(void **state)
{
  static const struct {
    const char *text;
    gsize length;
  } cases[] = {
    { "", 0 },      /* no strings at all */
    { "one\0", 4 }, /* no version */
    { "one\0"
      "1\0"
      "MIT",
      9 }, /* the last has no NUL */
    { "\0"
      "1\0"
      "MIT",
      7 }, /* no id */
    { "o\x1b"
      "e\0"
      "1\0"
      "M",
      8 }, /* would drive a terminal */
    { "o\xff"
      "e\0"
      "1\0"
      "M",
      8 }, /* no UTF-8 */
  };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GByteArray) image = image_new();
    g_auto(NameCard) card = { 0 };

    append_card(image, 1, 0, cases[i].text, cases[i].length);
    assert_string_equal(read_image(image, &card), "its stemma note is damaged");
    assert_null(card.id);
  }
}

static void
other_notes_are_passed_over(void **state)
{
  g_autoptr(GByteArray) image = image_new();
  g_auto(NameCard) card = { 0 };

  (void)state;
  append_note(image, "stemma", 9, "other", 5);
  append_note(image, "stemna", 1, "other", 5);
  assert_string_equal(read_image(image, &card), "it has no stemma note");
}

/* A length that reaches beyond the segment ends the search, and does not read
 * what is there. */
static void
lengths_are_not_believed(void **state)
{
  static const guint32 lengths[] = { 0xffffffffu, 0xfffffffcu, 4096, 60 };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(lengths); i++) {
    g_autoptr(GByteArray) image = image_new();
    g_auto(NameCard) first = { 0 };
    g_auto(NameCard) second = { 0 };
    gsize at = image->len;

    append_card(image, 1, 0,
                "one\0"
                "1\0"
                "MIT",
                10);
    memcpy(image->data + at, &lengths[i], 4); /* the name's */
    assert_string_equal(read_image(image, &first), "it has no stemma note");
    memcpy(image->data + at, &(guint32){ 7 }, 4);
    memcpy(image->data + at + 4, &lengths[i], 4); /* the content's */
    assert_string_equal(read_image(image, &second), "it has no stemma note");
  }
}

/* Cut anywhere, in memory of just that length, so that a sanitizer sees a read
 * beyond it. */
static void
every_cut_is_refused(void **state)
{
  g_autoptr(GByteArray) image = image_new();

  (void)state;
  append_card(image, 1, 0,
              "one\0"
              "1\0"
              "MIT",
              10);
  ((Elf64_Phdr *)(void *)(image->data + sizeof(Elf64_Ehdr)))->p_filesz =
      image->len - sizeof(Elf64_Ehdr) - sizeof(Elf64_Phdr);
  for (guint length = 0; length < image->len; length++) {
    g_autofree guint8 *cut = g_malloc(MAX(length, 1));
    g_auto(NameCard) card = { 0 };

    memcpy(cut, image->data, length);
    assert_non_null(name_card_read(cut, length, &card));
    assert_null(card.id);
  }
}

/* The headers after the card's go on beyond the file's end. */
static void
a_cut_file_has_no_card(void **state)
{
  g_autoptr(GByteArray) image = image_new();
  g_auto(NameCard) card = { 0 };

  (void)state;
  append_card(image, 1, 0,
              "one\0"
              "1\0"
              "MIT",
              10);
  ((Elf64_Ehdr *)(void *)image->data)->e_phnum = 100;
  assert_string_equal(read_image(image, &card),
                      "an ELF file that is cut short");
  assert_null(card.id);
  assert_string_equal(card.build_id, "");
}

/* One segment named 65,535 times, each time with many notes. */
static void
repetition_ends(void **state)
{
  g_autoptr(GByteArray) image = image_new();
  g_auto(NameCard) card = { 0 };
  Elf64_Ehdr *header = (Elf64_Ehdr *)(void *)image->data;
  Elf64_Phdr segment;

  (void)state;
  memcpy(&segment, image->data + sizeof *header, sizeof segment);
  header->e_phnum = 0xffff;
  segment.p_offset = 0;
  segment.p_filesz = 0;
  for (guint i = 1; i < 0xffff; i++)
    append(image, &segment, sizeof segment);
  for (guint i = 0; i < 0xffff; i++) {
    segment.p_filesz = image->len;
    memcpy(image->data + sizeof *header + i * sizeof segment, &segment,
           sizeof segment);
  }
  assert_string_equal(name_card_read(image->data, image->len, &card),
                      "it has no stemma note");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_card_is_read),
    cmocka_unit_test(our_epoch_wins),
    cmocka_unit_test(damaged_cards_are_told),
    cmocka_unit_test(other_notes_are_passed_over),
    cmocka_unit_test(lengths_are_not_believed),
    cmocka_unit_test(every_cut_is_refused),
    cmocka_unit_test(a_cut_file_has_no_card),
    cmocka_unit_test(repetition_ends),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
