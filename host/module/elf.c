/* SPDX-License-Identifier: Apache-2.0
 *
 * elf.c - headers and segments of an ELF file.
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

gboolean
elf_find_segment(Bytes file, const Elf64_Ehdr *header, guint32 type,
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
