/* SPDX-License-Identifier: Apache-2.0
 *
 * heap.c - see heap.h.
 */
#include "heap.h"
#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <malloc.h>
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static GHashTable *blocks; /* address to size */
static gsize bytes;
static guint calls;
static guint fail_at;
static gboolean failed;
static _Thread_local gboolean is_armed;

/* One more call: is it the one that fails? */
static gboolean
fails_now(void)
{
  gboolean now;

  if (!is_armed)
    return FALSE;
  pthread_mutex_lock(&lock);
  now = ++calls == fail_at;
  failed |= now;
  pthread_mutex_unlock(&lock);
  if (now)
    errno = ENOMEM;
  return now;
}

/* The size that it had. */
static gsize
forget(void *block)
{
  gsize size;

  pthread_mutex_lock(&lock);
  size = GPOINTER_TO_SIZE(g_hash_table_lookup(blocks, block));
  bytes -= size;
  g_hash_table_remove(blocks, block);
  pthread_mutex_unlock(&lock);
  return size;
}

static void *
remember(void *block, gsize size)
{
  if (!block)
    return NULL;
  pthread_mutex_lock(&lock);
  g_hash_table_insert(blocks, block, GSIZE_TO_POINTER(size));
  bytes += size;
  pthread_mutex_unlock(&lock);
  return block;
}

static void *
our_malloc(size_t size)
{
  return fails_now() ? NULL : remember(malloc(size), size);
}

static void *
our_calloc(size_t count, size_t size)
{
  return fails_now() ? NULL : remember(calloc(count, size), count * size);
}

/* Forgotten first: what is freed may at once be another thread's block. */
static void *
our_realloc(void *block, size_t size)
{
  void *moved;
  gsize before;

  if (fails_now())
    return NULL;
  before = forget(block);
  moved = realloc(block, size);
  if (!moved && size > 0 && before > 0)
    remember(block, before);
  return remember(moved, size);
}

static void *
our_reallocarray(void *block, size_t count, size_t size)
{
  size_t product;

  if (__builtin_mul_overflow(count, size, &product)) {
    errno = ENOMEM;
    return NULL;
  }
  return our_realloc(block, product);
}

static void
our_free(void *block)
{
  forget(block);
  free(block);
}

static char *
our_strdup(const char *text)
{
  return fails_now() ? NULL : remember(strdup(text), strlen(text) + 1);
}

static char *
our_strndup(const char *text, size_t most)
{
  return fails_now() ? NULL : remember(strndup(text, most), most + 1);
}

static void *
our_aligned_alloc(size_t align, size_t size)
{
  return fails_now() ? NULL : remember(aligned_alloc(align, size), size);
}

static const struct {
  const char *name;
  void (*ours)(void);
} replaced[] = {
  { "malloc", (void (*)(void))our_malloc },
  { "calloc", (void (*)(void))our_calloc },
  { "realloc", (void (*)(void))our_realloc },
  { "reallocarray", (void (*)(void))our_reallocarray },
  { "free", (void (*)(void))our_free },
  { "strdup", (void (*)(void))our_strdup },
  { "__strdup", (void (*)(void))our_strdup },
  { "strndup", (void (*)(void))our_strndup },
  { "aligned_alloc", (void (*)(void))our_aligned_alloc },
};

/* The parts of a loaded object's dynamic section. */
typedef struct {
  ElfW(Addr) base;
  const ElfW(Sym) * symbols;
  const char *strings;
  const ElfW(Rela) * tables[2];
  gsize lengths[2]; /* bytes */
} Loaded;

/* Some C libraries leave addresses as they stand in the file. */
static const void *
address_of(const Loaded *loaded, ElfW(Addr) value)
{
  return (const void *)(value < loaded->base ? value + loaded->base : value);
}

static void
find_parts(const struct link_map *map, Loaded *loaded)
{
  memset(loaded, 0, sizeof *loaded);
  loaded->base = map->l_addr;
  for (const ElfW(Dyn) *at = map->l_ld; at->d_tag != DT_NULL; at++)
    switch (at->d_tag) {
    case DT_SYMTAB:
      loaded->symbols = address_of(loaded, at->d_un.d_ptr);
      break;
    case DT_STRTAB:
      loaded->strings = address_of(loaded, at->d_un.d_ptr);
      break;
    case DT_RELA:
      loaded->tables[0] = address_of(loaded, at->d_un.d_ptr);
      break;
    case DT_RELASZ:
      loaded->lengths[0] = at->d_un.d_val;
      break;
    case DT_JMPREL:
      loaded->tables[1] = address_of(loaded, at->d_un.d_ptr);
      break;
    case DT_PLTRELSZ:
      loaded->lengths[1] = at->d_un.d_val;
      break;
    default:
      break;
    }
}

/* The slot may lie in pages that were made read-only after loading. */
static void
replace(void **slot, void (*ours)(void))
{
  gsize page = (gsize)sysconf(_SC_PAGESIZE);
  void *start = (void *)((gsize)slot & ~(page - 1));

  if (mprotect(start, page, PROT_READ | PROT_WRITE) == 0)
    memcpy(slot, &ours, sizeof ours);
}

static gboolean
replace_entry(const Loaded *loaded, const ElfW(Rela) * entry)
{
  const ElfW(Sym) *symbol = &loaded->symbols[ELF64_R_SYM(entry->r_info)];
  const char *name = loaded->strings + symbol->st_name;

  if (ELF64_R_SYM(entry->r_info) == 0 || symbol->st_shndx != SHN_UNDEF
      || entry->r_addend != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS(replaced); i++)
    if (strcmp(replaced[i].name, name) == 0) {
      replace((void **)(loaded->base + entry->r_offset), replaced[i].ours);
      return TRUE;
    }
  return FALSE;
}

gboolean
heap_watch(void *handle)
{
  struct link_map *map = NULL;
  Loaded loaded;
  gboolean found = FALSE;

  if (dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0 || !map)
    return FALSE;
  if (!blocks)
    blocks = g_hash_table_new(NULL, NULL);
  find_parts(map, &loaded);
  for (gsize k = 0; loaded.symbols && loaded.strings && k < 2; k++)
    for (gsize i = 0;
         loaded.tables[k] && i < loaded.lengths[k] / sizeof(ElfW(Rela)); i++)
      found |= replace_entry(&loaded, &loaded.tables[k][i]);
  return found;
}

void
heap_arm(gboolean armed)
{
  is_armed = armed;
}

guint
heap_blocks(void)
{
  return blocks ? g_hash_table_size(blocks) : 0;
}

gsize
heap_bytes(void)
{
  return bytes;
}

void
heap_fail_at(guint at)
{
  calls = 0;
  failed = FALSE;
  fail_at = at;
}

guint
heap_calls(void)
{
  return calls;
}

gboolean
heap_has_failed(void)
{
  return failed;
}
