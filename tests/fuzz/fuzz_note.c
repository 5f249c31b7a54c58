/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_note.c - any bytes as a plugin file: its name card, the libraries
 * that it needs and its symbols.
 */
#include "module/elf.h"
#include "module/note.h"
#include <string.h>

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static void
check(const guint8 *data, gsize size)
{
  g_auto(NameCard) card = { 0 };
  const char *reason = name_card_read(data, size, &card);
  g_auto(GStrv) needed = elf_needed((Bytes){ data, size });
  g_autoptr(GArray) symbols = elf_symbols((Bytes){ data, size });
  guint i;

  g_assert_true((reason == NULL) == (card.id != NULL));
  if (card.id) {
    g_assert_true(g_utf8_validate(card.id, -1, NULL));
    g_assert_true(g_utf8_validate(card.version, -1, NULL));
    g_assert_true(g_utf8_validate(card.license, -1, NULL));
  }
  for (i = 0; needed[i]; i++)
    g_assert_true(g_utf8_validate(needed[i], -1, NULL));
  for (i = 0; i < symbols->len; i++)
    g_assert_true(
        g_utf8_validate(g_array_index(symbols, ElfSymbol, i).name, -1, NULL));
}

/* As they are, and again behind a good identification, which chance alone
 * would take long to find. */
int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
  g_autofree guint8 *file = g_malloc(sizeof(Elf64_Ehdr) + size);
  Elf64_Ehdr header = { 0 };

  check(data, size);
  memcpy(header.e_ident, ELFMAG, SELFMAG);
  header.e_ident[EI_CLASS] = ELFCLASS64;
  header.e_ident[EI_DATA] =
      G_BYTE_ORDER == G_LITTLE_ENDIAN ? ELFDATA2LSB : ELFDATA2MSB;
  header.e_type = ET_DYN;
#if defined(__x86_64__)
  header.e_machine = EM_X86_64;
#elif defined(__aarch64__)
  header.e_machine = EM_AARCH64;
#endif
  header.e_phoff = sizeof header;
  header.e_phentsize = sizeof(Elf64_Phdr);
  header.e_phnum = (Elf64_Half)(size / sizeof(Elf64_Phdr));
  memcpy(file, &header, sizeof header);
  if (size > 0)
    memcpy(file + sizeof header, data, size);
  check(file, sizeof header + size);
  return 0;
}
