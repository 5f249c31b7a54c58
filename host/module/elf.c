/* SPDX-License-Identifier: Apache-2.0
 *
 * elf.c - headers and needed libraries of an ELF file.
 */
#include "elf.h"
#include <string.h>

#if defined(__x86_64__)
#define HOST_MACHINE EM_X86_64
#elif defined(__aarch64__)
#define HOST_MACHINE EM_AARCH64
#elif defined(__riscv)
#define HOST_MACHINE EM_RISCV
#elif defined(__powerpc64__)
#define HOST_MACHINE EM_PPC64
#elif defined(__s390x__)
#define HOST_MACHINE EM_S390
#else
#define HOST_MACHINE EM_NONE /* not known: the loader will tell */
#endif

#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define HOST_ORDER ELFDATA2LSB
#define OTHER_ORDER "a big-endian ELF file, and this stemma is little-endian"
#else
#define HOST_ORDER ELFDATA2MSB
#define OTHER_ORDER "a little-endian ELF file, and this stemma is big-endian"
#endif

#define NEEDED_MAX 256u
#define NAME_MAX_BYTES 256u

gboolean
bytes_slice(Bytes from, guint64 offset, guint64 length, Bytes *slice)
{
  if (offset > from.length || length > from.length - offset)
    return FALSE;
  slice->bytes = from.bytes + offset;
  slice->length = (gsize)length;
  return TRUE;
}

gboolean
bytes_copy(Bytes from, guint64 offset, void *to, gsize size)
{
  Bytes slice;

  if (!bytes_slice(from, offset, size, &slice))
    return FALSE;
  memcpy(to, slice.bytes, size);
  return TRUE;
}

const char *
elf_header(Bytes file, Elf64_Ehdr *header)
{
  if (file.length < EI_NIDENT || memcmp(file.bytes, ELFMAG, SELFMAG) != 0)
    return "not an ELF file";
  if (file.bytes[EI_CLASS] != ELFCLASS64)
    return "a 32-bit ELF file, and this stemma is 64-bit";
  if (file.bytes[EI_DATA] != HOST_ORDER)
    return OTHER_ORDER;
  if (!bytes_copy(file, 0, header, sizeof *header))
    return "an ELF file that is cut short";
  if (HOST_MACHINE != EM_NONE && header->e_machine != HOST_MACHINE)
    return "an ELF file for another kind of processor";
  if (header->e_type != ET_DYN)
    return "an ELF file, but not a shared object";
  if (header->e_phentsize != sizeof(Elf64_Phdr))
    return "an ELF file with damaged program headers";
  return NULL;
}

gboolean
elf_segment(Bytes file, const Elf64_Ehdr *header, guint i, Elf64_Phdr *segment)
{
  return header->e_phoff <= file.length
         && bytes_copy(file, header->e_phoff + (guint64)i * sizeof *segment,
                       segment, sizeof *segment);
}

/* The segment of this type, or the one that holds `address`. */
static gboolean
find_segment(Bytes file, const Elf64_Ehdr *header, guint32 type,
             guint64 address, Elf64_Phdr *segment)
{
  guint i;

  for (i = 0; i < header->e_phnum; i++)
    if (elf_segment(file, header, i, segment) && segment->p_type == type
        && (type != PT_LOAD
            || (address >= segment->p_vaddr
                && address - segment->p_vaddr < segment->p_filesz)))
      return TRUE;
  return FALSE;
}

/* The value of the first entry with this tag; 0: none. */
static guint64
dynamic_value(Bytes dynamic, gint64 tag)
{
  Elf64_Dyn entry;
  guint64 i;

  for (i = 0; bytes_copy(dynamic, i * sizeof entry, &entry, sizeof entry)
              && entry.d_tag != DT_NULL;
       i++)
    if (entry.d_tag == tag)
      return entry.d_un.d_val;
  return 0;
}

/* The dynamic section and the strings that it points into. */
static gboolean
find_dynamic(Bytes file, Bytes *dynamic, Bytes *strings)
{
  Elf64_Ehdr header;
  Elf64_Phdr segment;
  guint64 address, length;

  if (elf_header(file, &header)
      || !find_segment(file, &header, PT_DYNAMIC, 0, &segment)
      || !bytes_slice(file, segment.p_offset, segment.p_filesz, dynamic))
    return FALSE;
  address = dynamic_value(*dynamic, DT_STRTAB);
  length = dynamic_value(*dynamic, DT_STRSZ);
  if (!find_segment(file, &header, PT_LOAD, address, &segment))
    return FALSE;
  address -= segment.p_vaddr;
  return segment.p_offset <= file.length
         && bytes_slice(file, segment.p_offset + address, length, strings);
}

static void
add_name(GPtrArray *names, Bytes strings, guint64 offset)
{
  Bytes name;
  gsize length;

  if (offset >= strings.length || names->len >= NEEDED_MAX)
    return;
  bytes_slice(strings, offset, strings.length - offset, &name);
  length = strnlen((const char *)name.bytes, MIN(name.length, NAME_MAX_BYTES));
  if (length < name.length
      && g_utf8_validate((const char *)name.bytes, (gssize)length, NULL))
    g_ptr_array_add(names, g_strndup((const char *)name.bytes, length));
}

char **
elf_needed(Bytes file)
{
  GPtrArray *names = g_ptr_array_new();
  Bytes dynamic, strings;
  Elf64_Dyn entry;
  guint64 i;

  if (find_dynamic(file, &dynamic, &strings))
    for (i = 0; bytes_copy(dynamic, i * sizeof entry, &entry, sizeof entry)
                && entry.d_tag != DT_NULL;
         i++)
      if (entry.d_tag == DT_NEEDED)
        add_name(names, strings, entry.d_un.d_val);
  g_ptr_array_add(names, NULL);
  return (char **)g_ptr_array_free(names, FALSE);
}
