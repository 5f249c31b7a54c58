/* SPDX-License-Identifier: Apache-2.0
 *
 * program.c - see program.h.
 */
#include "program.h"
#include "../config/write.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES 4
/* How often it is begun at most. */
#define BEGIN_MOST 8

/* Begins the file that says all; the order follows. */
typedef struct {
  char version[32]; /* of the host */
  guint64 host;
  guint64 mapped; /* bytes of the pages */
  guint64 workers;
  guint64 memory;
  double open_seconds;
  guint64 commons_at; /* 0: there are none */
  guint64 commons_size;
  guint64 order_length;
} Handed;

static Handed
handed_of(const KeeperProgram *program, const KeeperShare *share, gsize mapped)
{
  const KeeperLimits *limits = &share->limits;
  Handed handed = { .host = (guint64)getpid(),
                    .mapped = mapped,
                    .workers = limits->workers,
                    .memory = limits->memory,
                    .open_seconds = limits->open_seconds,
                    .order_length = program->order->len };
  gsize size = 0;

  g_strlcpy(handed.version, STEMMA_VERSION, sizeof handed.version);
  if (limits->commons)
    handed.commons_at = (guintptr)commons_place(limits->commons, &size);
  handed.commons_size = size;
  return handed;
}

/* A file without a name that holds it all; -1: errno. */
static int
write_order(const KeeperProgram *program, const Handed *handed)
{
  int file = memfd_create("stemma", MFD_CLOEXEC);

  if (file >= 0
      && (!write_all(file, handed, sizeof *handed)
          || !write_all(file, program->order->data, program->order->len))) {
    close(file);
    return -1;
  }
  return file;
}

/* In the copy: nothing but system calls. */
G_NORETURN static void
become(const char *path, const int files[FILES])
{
  char *const words[] = { (char *)(guintptr)path, NULL };
  int apart[FILES];

  /* One may lie where another one is to go. */
  for (int i = 0; i < FILES; i++)
    apart[i] = files[i] < 0
                   ? -1
                   : fcntl(files[i], F_DUPFD_CLOEXEC, PROGRAM_SOCKET + FILES);
  for (int i = 0; i < FILES; i++)
    if (apart[i] >= 0)
      dup2(apart[i], PROGRAM_SOCKET + i);
  execv(path, words);
  _exit(127);
}

int
program_begin(const KeeperProgram *program, const KeeperShare *share,
              int socket, int pages, gsize mapped)
{
  const Commons *commons = share->limits.commons;
  Handed handed = handed_of(program, share, mapped);
  int order = write_order(program, &handed);
  int process;

  if (order < 0)
    return -1;
  process = fork();
  if (process == 0)
    become(program->path, (int[]){ socket, pages, order,
                                   commons ? commons_file(commons) : -1 });
  close(order);
  return process;
}

/* With one more word each time. */
static void
begin_again(int count, char **words)
{
  g_autofree char **more = g_new0(char *, (gsize)count + 2);

  for (int i = 0; i <= count; i++)
    more[i] = words[MAX(i - 1, 0)];
  if (count < BEGIN_MOST)
    execv("/proc/self/exe", more);
}

/* The workers of all keepers find the commons where the host has them. */
static gboolean
map_commons(const Handed *handed)
{
  void *at = (void *)(guintptr)handed->commons_at;

  return !at
         || mmap(at, (gsize)handed->commons_size, PROT_READ,
                 MAP_SHARED | MAP_FIXED_NOREPLACE, PROGRAM_COMMONS, 0)
                == at;
}

static gboolean
map_pages(ProgramTask *task, const Handed *handed)
{
  void *pages = mmap(NULL, (gsize)handed->mapped, PROT_READ | PROT_WRITE,
                     MAP_SHARED, PROGRAM_PAGES, 0);

  if (pages == MAP_FAILED)
    return FALSE;
  task->share.pages = pages;
  task->share.refused =
      (gint *)(void *)(task->share.pages + (guint)handed->workers);
  return TRUE;
}

gboolean
program_take(ProgramTask *task, int count, char **words)
{
  const Handed *handed;
  struct stat about;
  const guint8 *bytes;

  if (fstat(PROGRAM_ORDER, &about) < 0 || about.st_size < (off_t)sizeof *handed)
    return FALSE;
  bytes = mmap(NULL, (gsize)about.st_size, PROT_READ, MAP_PRIVATE,
               PROGRAM_ORDER, 0);
  if (bytes == MAP_FAILED)
    return FALSE;
  handed = (const void *)bytes;
  if (strcmp(handed->version, STEMMA_VERSION) != 0
      || handed->order_length != (guint64)about.st_size - sizeof *handed)
    return FALSE;
  task->share.limits = (KeeperLimits){ .workers = (guint)handed->workers,
                                       .memory = handed->memory,
                                       .open_seconds = handed->open_seconds };
  task->host = (int)handed->host;
  task->order = bytes + sizeof *handed;
  task->order_length = (gsize)handed->order_length;
  if (map_pages(task, handed) && map_commons(handed))
    return TRUE;
  begin_again(count, words);
  return FALSE;
}
