/* SPDX-License-Identifier: Apache-2.0
 *
 * stand_host.c - the host struct and the services as the settings want them.
 */
#include "../engine/services.h"
#include "stand_private.h"
#include <string.h>

enum { TAIL = 64, POISON = 0xA5 };

void
unit_has_failed(Unit *unit)
{
  pthread_mutex_lock(&unit->stand->lock);
  unit->stand->failed_call = TRUE;
  pthread_mutex_unlock(&unit->stand->lock);
}

gboolean
unit_fails_now(Unit *unit, gboolean told)
{
  Stand *stand = unit->stand;
  gboolean now;

  if (!unit->set->fail_at)
    return FALSE;
  pthread_mutex_lock(&stand->lock);
  now = ++stand->calls == unit->set->fail_at;
  pthread_mutex_unlock(&stand->lock);
  if (now && told)
    unit_has_failed(unit);
  return now;
}

static void
log_say(const stemma_host *host, uint32_t level, const char *line)
{
  Unit *unit = host->impl;
  const char *id = unit->step->stage->id;

  if (!line || !g_utf8_validate(line, -1, NULL))
    stand_note(unit->stand, "log.line",
               "stage \"%s\" logged what is not valid UTF-8", id);
  else if (!*line || strpbrk(line, "\n\r"))
    stand_note(unit->stand, "log.line",
               "stage \"%s\" logged \"%.60s\", which is not one line", id,
               line);
  if (level > STEMMA_WARNING)
    stand_note(unit->stand, "log.line",
               "stage \"%s\" logged at level %u, which the ABI does not have",
               id, level);
}

static void *
memory_scratch(const stemma_job *job, uint64_t bytes)
{
  Frame *frame = frame_current();

  (void)job;
  if (!frame || unit_fails_now(frame->unit, TRUE))
    return NULL;
  return arena_take(&frame->unit->stand->arenas[frame->worker], bytes, 0);
}

/* What a stage in a process of its own gets: it has to live without. */
static void *
memory_on_disk(const stemma_host *host, void *block, uint64_t bytes)
{
  (void)host, (void)block, (void)bytes;
  return NULL;
}

static uint32_t
progress_cancelled(const stemma_host *host)
{
  Unit *unit = host->impl;
  Stand *stand = unit->stand;
  uint32_t yes;

  pthread_mutex_lock(&stand->lock);
  stand->questions++;
  yes = unit->set->cancel_at && stand->questions >= unit->set->cancel_at;
  pthread_mutex_unlock(&stand->lock);
  return yes;
}

static void
progress_step(const stemma_host *host, uint64_t done, uint64_t total)
{
  (void)host, (void)done, (void)total;
}

static stemma_status
resource_map(const stemma_host *host, const char *name, const char **bytes,
             uint64_t *length, stemma_error *error)
{
  Unit *unit = host->impl;
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  gsize size = 0;

  path = services_find_file(unit->step, name);
  if (unit->set->no_files
      || !g_file_get_contents(path, &contents, &size, NULL)) {
    g_autofree char *message = g_strdup_printf("cannot read %s", path);
    return stemma_fail(error, STEMMA_E_RESOURCE, message);
  }
  *bytes = contents;
  *length = size;
  g_ptr_array_add(unit->files, g_steal_pointer(&contents));
  return STEMMA_OK;
}

static const stemma_log logging = { sizeof logging, STEMMA_DEBUG, log_say };
static const stemma_memory memory = { sizeof memory, 0, memory_scratch, 0,
                                      memory_on_disk };
static const stemma_progress progress = { sizeof progress, 0,
                                          progress_cancelled, progress_step };
static const stemma_resource resource = { sizeof resource, 0, resource_map };

static const void *
extension(const stemma_host *host, const char *id)
{
  static const struct {
    const char *id;
    const void *service;
  } known[] = {
    { STEMMA_LOG_ID, &logging },
    { STEMMA_MEMORY_ID, &memory },
    { STEMMA_PROGRESS_ID, &progress },
    { STEMMA_RESOURCE_ID, &resource },
  };
  const Unit *unit = host->impl;
  const char *without = unit->set->without;

  for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
    if (strcmp(known[i].id, id) == 0)
      return without && (!*without || strcmp(without, id) == 0)
                 ? NULL
                 : known[i].service;
  return NULL;
}

const stemma_host *
host_make(Unit *unit)
{
  const StandSettings *set = unit->set;
  gsize tail = set->big_host ? TAIL : 0;
  stemma_host host = { .size = (guint32)(sizeof host + tail),
                       .epoch = STEMMA_EPOCH,
                       .minor = STEMMA_MINOR,
                       .name = "stemma validate",
                       .version = STEMMA_VERSION,
                       .impl = unit,
                       .extension = extension };
  guint8 *made;

  unit->guard = guard_new();
  if (set->old_host)
    host.minor = (guint16)unit->step->module->needs_minor;
  made = guard_take(unit->guard, NULL, sizeof host + tail);
  memcpy(made, &host, sizeof host);
  memset(made + sizeof host, POISON, tail);
  guard_lock(unit->guard);
  return (const void *)made;
}
