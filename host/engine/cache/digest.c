/* SPDX-License-Identifier: Apache-2.0
 *
 * digest.c - see digest.h.
 */
#include "digest.h"
#include <elf.h>
#include <link.h>
#include <string.h>
#include <xxhash.h>

GChecksum *
digest_new(void)
{
  return g_checksum_new(G_CHECKSUM_SHA256);
}

Digest
digest_end(GChecksum *sum)
{
  Digest digest;
  gsize length = sizeof digest.bytes;

  g_checksum_get_digest(sum, digest.bytes, &length);
  g_checksum_free(sum);
  return digest;
}

gboolean
digest_equal(const Digest *a, const Digest *b)
{
  return memcmp(a, b, sizeof *a) == 0;
}

void
digest_bytes(GChecksum *sum, const void *bytes, guint64 length)
{
  g_checksum_update(sum, (const guchar *)&length, sizeof length);
  for (const guchar *at = bytes; length > 0;) {
    const gssize piece = (gssize)MIN(length, 1u << 30);

    g_checksum_update(sum, at, piece);
    at += piece;
    length -= (guint64)piece;
  }
}

void
digest_text(GChecksum *sum, const char *text)
{
  digest_bytes(sum, text ? text : "", text ? strlen(text) : 0);
}

void
digest_number(GChecksum *sum, guint64 number)
{
  g_checksum_update(sum, (const guchar *)&number, sizeof number);
}

void
digest_flag(GChecksum *sum, gboolean flag)
{
  digest_number(sum, flag ? 1 : 0);
}

void
digest_file(GChecksum *sum, const char *path)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
  XXH128_hash_t hash;

  digest_text(sum, file ? "file" : "no file");
  if (!file)
    return;
  hash = XXH3_128bits(g_mapped_file_get_contents(file),
                      g_mapped_file_get_length(file));
  digest_bytes(sum, &hash, sizeof hash);
}

static int
compare(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

void
digest_folder(GChecksum *sum, const char *path)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name(folder)))
    g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, compare);
  digest_number(sum, names->len);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *below = g_build_filename(path, names->pdata[i], NULL);

    digest_text(sum, names->pdata[i]);
    if (g_file_test(below, G_FILE_TEST_IS_DIR))
      digest_folder(sum, below);
    else
      digest_file(sum, below);
  }
}

/* The build id among the notes of a segment that is in memory. */
static gboolean
add_build_id(GChecksum *sum, const char *notes, gsize length)
{
  gsize at = 0;

  while (length - at >= sizeof(ElfW(Nhdr))) {
    const ElfW(Nhdr) *note = (const void *)(notes + at);
    const gsize name = at + sizeof *note;
    const gsize bytes = name + ((note->n_namesz + 3u) & ~3u);

    at = bytes + ((note->n_descsz + 3u) & ~3u);
    if (at > length)
      return FALSE;
    if (note->n_type != NT_GNU_BUILD_ID || note->n_namesz != sizeof "GNU"
        || memcmp(notes + name, "GNU", sizeof "GNU") != 0)
      continue;
    digest_bytes(sum, notes + bytes, note->n_descsz);
    return TRUE;
  }
  return FALSE;
}

/* A library that says no build is known by its bytes. */
static int
add_object(struct dl_phdr_info *info, size_t size, void *data)
{
  GChecksum *sum = data;
  gboolean known = FALSE;

  (void)size;
  /* A part of the kernel. */
  if (g_str_has_prefix(info->dlpi_name, "linux-vdso"))
    return 0;
  for (guint i = 0; i < info->dlpi_phnum && !known; i++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[i];

    if (segment->p_type == PT_NOTE)
      known =
          add_build_id(sum, (const char *)(info->dlpi_addr + segment->p_vaddr),
                       segment->p_memsz);
  }
  if (!known)
    digest_file(sum, *info->dlpi_name ? info->dlpi_name : "/proc/self/exe");
  return 0;
}

void
digest_program(GChecksum *sum)
{
  digest_text(sum, "stemma " STEMMA_VERSION);
  dl_iterate_phdr(add_object, sum);
}

char *
digest_path(const char *folder, const Digest *digest)
{
  char name[2 * sizeof digest->bytes + 1];

  for (guint i = 0; i < sizeof digest->bytes; i++)
    g_snprintf(name + 2 * i, 3, "%02x", digest->bytes[i]);
  return g_strdup_printf("%s/%.2s/%s", folder, name, name + 2);
}
