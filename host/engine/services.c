/* SPDX-License-Identifier: Apache-2.0
 *
 * services.c - see services.h.
 *
 * The running call is found through the thread: a stage hands over its host
 * or its job, and neither says which document is meant.
 */
#include "services.h"
#include "../exec/waiting.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static _Thread_local Call *current;

void
services_enter(Call *call)
{
  current = call;
}

static void
start_clock(void)
{
  if (current)
    call_start_clock(current);
}

static void
wait_outside(void)
{
  if (current)
    call_wait(current);
}

static void
go_on(void)
{
  if (current)
    call_go_on(current);
}

static const Waiting waiting = { start_clock, wait_outside, go_on };

static gboolean
is_cancelled(const Services *services)
{
  const volatile int *flag = services->around->cancelled;

  return flag && g_atomic_int_get(flag);
}

/* To be freed: `line`. */
static void
log_add(const Services *services, guint level, gboolean passing, char *line)
{
  LogLine *said = g_new0(LogLine, 1);

  said->level = level;
  said->stage = services->step->file_stage->name;
  said->passing = passing;
  said->line = line;
  g_ptr_array_add(current->logs, said);
}

static void
log_say(const stemma_host *host, uint32_t level, const char *line)
{
  const Services *services = host->impl;

  if (level >= services->log.level && current)
    log_add(services, level, FALSE,
            safe_line(line ? line : "", line ? strlen(line) : 0));
}

static void *
memory_scratch(const stemma_job *job, uint64_t bytes)
{
  Call *call = current;
  const Services *services = job->host->impl;

  return call ? arena_take(call->arena, bytes,
                           services->step->file_stage->max_memory)
              : NULL;
}

/* A stage goes on with the memory that it may have, and it may be enough: the
 * first time is told.  A thread that is in no call cannot tell. */
static void
tell_full(Services *services, guint64 bytes, int trouble)
{
  if (!current || trouble == 0 || trouble == ENOTSUP
      || !g_atomic_int_compare_and_exchange(&services->full, FALSE, TRUE))
    return;
  log_add(services, STEMMA_WARNING, TRUE,
          g_strdup_printf("no memory on disk: a temporary file of "
                          "%" G_GUINT64_FORMAT
                          " bytes cannot be had: %s (TMPDIR "
                          "says where they lie)",
                          bytes, strerror(trouble)));
}

static void *
memory_on_disk(const stemma_host *host, void *block, uint64_t bytes)
{
  Services *services = host->impl;
  void *changed;

  if (!services->blocks)
    return NULL;
  changed = blocks_change(services->blocks, block, bytes);
  if (!changed && bytes > 0)
    tell_full(services, bytes, errno);
  return changed;
}

/* All threads' states together have max-memory. */
static uint64_t
memory_budget(const Step *step, const Surroundings *around)
{
  guint64 all = step->file_stage->max_memory ? step->file_stage->max_memory
                                             : around->budget;

  return all / MAX(around->sharers, 1);
}

static uint32_t
progress_cancelled(const stemma_host *host)
{
  const Services *services = host->impl;
  const Call *call = current;

  if (is_cancelled(services))
    return 1;
  return call && call->deadline && g_get_monotonic_time() > call->deadline;
}

static void
progress_step(const stemma_host *host, uint64_t done, uint64_t total)
{
  (void)host, (void)done, (void)total;
}

/* Is `name` what an option of type FILE holds? */
static gboolean
is_option(const Step *step, const char *name)
{
  const stemma_stage *stage = step->chain ? step->chain : step->stage;
  const char *options = step->options ? option_set_struct(step->options) : NULL;

  for (guint i = 0; options && i < stage->options.count; i++) {
    const stemma_option *option = STEMMA_AT(stemma_option, stage->options, i);
    const char *value;
    if (option->type != STEMMA_OPTION_FILE)
      continue;
    memcpy(&value, options + option->offset, sizeof value);
    if (value && strcmp(value, name) == 0)
      return TRUE;
  }
  return FALSE;
}

/* A path that an option gives is resolved already; any other name is a data
 * file of the plugin, wherever the run was started. */
char *
services_find_file(const Step *step, const char *name)
{
  const Module *module = step->module;
  g_autofree char *folder = NULL;
  char *path;

  if (is_option(step, name))
    return g_strdup(name);
  folder = g_path_get_dirname(module->path ? module->path : ".");
  path = g_build_filename(folder, module->id, name, NULL);
  if (g_file_test(path, G_FILE_TEST_EXISTS))
    return path;
  g_free(path);
  return g_build_filename(STEMMA_PREFIX, STEMMA_DATADIR, module->id, name,
                          NULL);
}

/* The file over the beginning of zeroed pages, one more than it needs, so that
 * a NUL follows it. */
static gboolean
map_file(int file, gsize length, Mapping *mapping)
{
  gsize page = (gsize)sysconf(_SC_PAGESIZE);

  mapping->length = length;
  mapping->mapped = (length / page + 1) * page;
  mapping->bytes = mmap(NULL, mapping->mapped, PROT_READ,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapping->bytes == MAP_FAILED)
    return FALSE;
  if (length == 0
      || mmap(mapping->bytes, length, PROT_READ, MAP_PRIVATE | MAP_FIXED, file,
              0)
             != MAP_FAILED)
    return TRUE;
  munmap(mapping->bytes, mapping->mapped);
  return FALSE;
}

static gboolean
map_path(const char *path, Mapping *mapping)
{
  int file = open(path, O_RDONLY | O_CLOEXEC), trouble;
  struct stat about;
  gboolean mapped;

  if (file < 0)
    return FALSE;
  mapped =
      fstat(file, &about) == 0 && map_file(file, (gsize)about.st_size, mapping);
  trouble = errno;
  close(file);
  errno = trouble;
  return mapped;
}

static stemma_status
resource_map(const stemma_host *host, const char *name, const char **bytes,
             uint64_t *length, stemma_error *error)
{
  Services *services = host->impl;
  g_autofree char *path = services_find_file(services->step, name);
  g_autofree char *message = NULL;
  Mapping mapping;

  if (map_path(path, &mapping)) {
    g_array_append_val(services->mappings, mapping);
    *bytes = mapping.bytes;
    *length = mapping.length;
    return STEMMA_OK;
  }
  message = g_strdup_printf("cannot read %s: %s", path, g_strerror(errno));
  return stemma_fail(error, STEMMA_E_RESOURCE, message);
}

static const stemma_progress progress = { sizeof(stemma_progress), 0,
                                          progress_cancelled, progress_step };
static const stemma_resource resource = { sizeof(stemma_resource), 0,
                                          resource_map };

static const void *
extension(const stemma_host *host, const char *id)
{
  const Services *services = host->impl;
  const struct {
    const char *id;
    const void *service;
  } known[] = {
    { STEMMA_LOG_ID, &services->log },
    { STEMMA_MEMORY_ID, &services->memory },
    { STEMMA_PROGRESS_ID, &progress },
    { STEMMA_RESOURCE_ID, &resource },
  };

  for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
    if (strcmp(known[i].id, id) == 0)
      return known[i].service;
  return NULL;
}

void
services_init(Services *services, const Step *step, const Surroundings *around)
{
  waiting_offer(&waiting);
  services->step = step;
  services->around = around;
  services->log =
      (stemma_log){ sizeof(stemma_log), around->log_level, log_say };
  services->memory =
      (stemma_memory){ sizeof(stemma_memory), 0, memory_scratch,
                       memory_budget(step, around), memory_on_disk };
  services->blocks = around->disk ? blocks_new(around->disk) : NULL;
  services->mappings = g_array_new(FALSE, FALSE, sizeof(Mapping));
}

void
services_clear(Services *services)
{
  for (guint i = 0; i < services->mappings->len; i++) {
    Mapping *mapping = &g_array_index(services->mappings, Mapping, i);
    munmap(mapping->bytes, mapping->mapped);
  }
  g_array_unref(services->mappings);
  blocks_free(services->blocks);
}

void
services_host(Services *services, stemma_host *host)
{
  *host = (stemma_host){ sizeof *host,   STEMMA_EPOCH, STEMMA_MINOR, "stemma",
                         STEMMA_VERSION, services,     extension };
}
