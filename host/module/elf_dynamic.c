/* SPDX-License-Identifier: Apache-2.0
 *
 * elf_dynamic.c - the dynamic section of an ELF file: its values, the names
 * that it points to, and the symbols.
 */
#include "elf.h"
#include <string.h>

#define TEXTS_MAX 256u
#define TEXT_MAX_BYTES 4096u
#define SYMBOLS_MAX (1u << 20)

/* The bytes of the file from `address` to the end of its segment. */
static gboolean
slice_at(Bytes file, guint64 address, Bytes *slice)
{
  Elf64_Ehdr header;
  Elf64_Phdr segment;
  guint64 into;

  if (elf_header(file, &header)
      || !elf_find_segment(file, &header, PT_LOAD, address, &segment))
    return FALSE;
  into = address - segment.p_vaddr;
  return segment.p_offset <= file.length
         && bytes_slice(file, segment.p_offset + into, segment.p_filesz - into,
                        slice);
}

static gboolean
find_dynamic(Bytes file, Bytes *dynamic)
{
  Elf64_Ehdr header;
  Elf64_Phdr segment;

  return !elf_header(file, &header)
         && elf_find_segment(file, &header, PT_DYNAMIC, 0, &segment)
         && bytes_slice(file, segment.p_offset, segment.p_filesz, dynamic);
}

/* Entry `i`; FALSE at the end. */
static gboolean
entry_at(Bytes dynamic, guint64 i, Elf64_Dyn *entry)
{
  return bytes_copy(dynamic, i * sizeof *entry, entry, sizeof *entry)
         && entry->d_tag != DT_NULL;
}

gboolean
elf_dynamic(Bytes file, gint64 tag, guint64 *value)
{
  Bytes dynamic;
  Elf64_Dyn entry;
  guint64 i;

  if (!find_dynamic(file, &dynamic))
    return FALSE;
  for (i = 0; entry_at(dynamic, i, &entry); i++)
    if (entry.d_tag == tag) {
      *value = entry.d_un.d_val;
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_strings(Bytes file, Bytes *strings)
{
  guint64 address, length;
  Bytes rest;

  return elf_dynamic(file, DT_STRTAB, &address)
         && elf_dynamic(file, DT_STRSZ, &length)
         && slice_at(file, address, &rest)
         && bytes_slice(rest, 0, MIN(length, rest.length), strings);
}

/* The text at `offset`, or NULL. */
static char *
text_at(Bytes strings, guint64 offset)
{
  const char *text;
  gsize most, length;

  if (offset >= strings.length)
    return NULL;
  text = (const char *)strings.bytes + offset;
  most = MIN(strings.length - (gsize)offset, TEXT_MAX_BYTES);
  length = strnlen(text, most);
  return length < most && g_utf8_validate(text, (gssize)length, NULL)
             ? g_strndup(text, length)
             : NULL;
}

char **
elf_dynamic_texts(Bytes file, gint64 tag)
{
  GPtrArray *texts = g_ptr_array_new();
  Bytes dynamic, strings;
  Elf64_Dyn entry;
  guint64 i;

  if (find_dynamic(file, &dynamic) && find_strings(file, &strings))
    for (i = 0; texts->len < TEXTS_MAX && entry_at(dynamic, i, &entry); i++) {
      char *text =
          entry.d_tag == tag ? text_at(strings, entry.d_un.d_val) : NULL;

      if (text)
        g_ptr_array_add(texts, text);
    }
  g_ptr_array_add(texts, NULL);
  return (char **)g_ptr_array_free(texts, FALSE);
}

char **
elf_needed(Bytes file)
{
  return elf_dynamic_texts(file, DT_NEEDED);
}

/* The table of the GNU hash does not say how many symbols there are: those
 * without a hash come first, and the last one ends the last chain. */
static guint32
count_by_gnu_hash(Bytes table)
{
  guint32 head[4], last = 0, bucket, hash, i;
  guint64 buckets, chains;

  if (!bytes_copy(table, 0, head, sizeof head))
    return 0;
  buckets = sizeof head + (guint64)head[2] * 8;
  chains = buckets + (guint64)head[0] * 4;
  for (i = 0;
       i < head[0] && bytes_copy(table, buckets + (guint64)i * 4, &bucket, 4);
       i++)
    last = MAX(last, bucket);
  if (last < head[1])
    return MIN(head[1], SYMBOLS_MAX);
  while (last < SYMBOLS_MAX
         && bytes_copy(table, chains + (guint64)(last - head[1]) * 4, &hash, 4)
         && !(hash & 1u))
    last++;
  return last + 1;
}

static guint32
count_symbols(Bytes file)
{
  guint64 address;
  guint32 head[2];
  Bytes table;

  if (elf_dynamic(file, DT_HASH, &address) && slice_at(file, address, &table)
      && bytes_copy(table, 0, head, sizeof head))
    return MIN(head[1], SYMBOLS_MAX);
  if (elf_dynamic(file, DT_GNU_HASH, &address)
      && slice_at(file, address, &table))
    return count_by_gnu_hash(table);
  return 0;
}

static void
symbol_clear(gpointer data)
{
  ElfSymbol *symbol = data;

  g_free(symbol->name);
}

static gboolean
is_hidden(const Elf64_Sym *raw)
{
  guint visibility = ELF64_ST_VISIBILITY(raw->st_other);

  return visibility == STV_HIDDEN || visibility == STV_INTERNAL
         || ELF64_ST_BIND(raw->st_info) == STB_LOCAL;
}

GArray *
elf_symbols(Bytes file)
{
  GArray *symbols = g_array_new(FALSE, FALSE, sizeof(ElfSymbol));
  guint32 count = count_symbols(file), i;
  guint64 address;
  Bytes table, strings;
  Elf64_Sym raw;

  g_array_set_clear_func(symbols, symbol_clear);
  if (!find_strings(file, &strings) || !elf_dynamic(file, DT_SYMTAB, &address)
      || !slice_at(file, address, &table))
    return symbols;
  for (i = 1; i < count
              && bytes_copy(table, (guint64)i * sizeof raw, &raw, sizeof raw);
       i++) {
    ElfSymbol symbol = { text_at(strings, raw.st_name),
                         raw.st_shndx != SHN_UNDEF,
                         ELF64_ST_BIND(raw.st_info) == STB_WEAK,
                         is_hidden(&raw) };

    if (symbol.name && *symbol.name)
      g_array_append_val(symbols, symbol);
    else
      g_free(symbol.name);
  }
  return symbols;
}
