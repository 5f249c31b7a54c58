/* SPDX-License-Identifier: Apache-2.0
 *
 * elf.h - reads a 64-bit ELF file that may be damaged or hostile: every offset
 * is checked against the length, nothing is run.
 *
 * For this room, and for validate.
 */
#ifndef MODULE_ELF_H
#define MODULE_ELF_H

#include <elf.h>
#include <glib.h>

typedef struct {
  const guint8 *bytes;
  gsize length;
} Bytes;

/* FALSE when it does not lie inside `from`. */
gboolean bytes_slice(Bytes from, guint64 offset, guint64 length, Bytes *slice);

/* Structs in a file may lie at any address, so they are copied out. */
gboolean bytes_copy(Bytes from, guint64 offset, void *to, gsize size);

/* Why this is no shared object for this machine, in the words that follow "is
 * not a stemma plugin: "; NULL when it is one, with its header. */
const char *elf_header(Bytes file, Elf64_Ehdr *header);

/* Program header `i` of `header`; FALSE where the file is cut short. */
gboolean elf_segment(Bytes file, const Elf64_Ehdr *header, guint i,
                     Elf64_Phdr *segment);

/* The segment of this type; of type PT_LOAD, the one whose bytes in the file
 * hold `address`. */
gboolean elf_find_segment(Bytes file, const Elf64_Ehdr *header, guint32 type,
                          guint64 address, Elf64_Phdr *segment);

/* elf_dynamic.c: what the dynamic section says. */

/* The first entry with this tag.  FALSE: there is none. */
gboolean elf_dynamic(Bytes file, gint64 tag, guint64 *value);

/* The texts that the entries with this tag name, in order, NULL-terminated;
 * those that are damaged are left out.  Free with g_strfreev. */
char **elf_dynamic_texts(Bytes file, gint64 tag);

/* The libraries that it needs. */
char **elf_needed(Bytes file);

typedef struct {
  char *name;
  gboolean defined; /* here; FALSE: some library has to define it */
  gboolean weak;
  gboolean hidden; /* from other files */
} ElfSymbol;

/* The dynamic symbols that have a name, in order; of ElfSymbol. */
GArray *elf_symbols(Bytes file);

#endif
