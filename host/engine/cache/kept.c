/* SPDX-License-Identifier: Apache-2.0
 *
 * kept.c - see kept.h.
 *
 * DIR/runs/ab/cdef...: the key in hexadecimal; a tape.
 */
#include "kept.h"
#include "run_key.h"
#include <errno.h>

struct Kept {
  const EngineSettings *settings;
  char *cache; /* the folder that the user named */
  char *path;
  RunKey *key;
  Tape *tape;
};

Kept *
kept_new(const Plan *plan, const EngineSettings *settings, const Reader *reader,
         gint64 started)
{
  const char *cache = plan->pipeline->cache;
  g_autofree char *runs = NULL;
  RunKey *key;
  Kept *kept;

  if (!cache || settings->check)
    return NULL;
  key = run_key_new(plan, settings, reader_inputs(reader), started);
  if (!key)
    return NULL;
  kept = g_new0(Kept, 1);
  runs = g_build_filename(cache, "runs", NULL);
  kept->settings = settings;
  kept->cache = g_strdup(cache);
  kept->path = digest_path(runs, run_key_digest(key));
  kept->key = key;
  return kept;
}

void
kept_free(Kept *kept)
{
  if (!kept)
    return;
  tape_free(kept->tape);
  run_key_free(kept->key);
  g_free(kept->path);
  g_free(kept->cache);
  g_free(kept);
}

static void
say_line(void *data, const TapeLine *line)
{
  const EngineSettings *settings = data;

  if (settings->log)
    settings->log(settings->data, line->level, line->stage, line->document,
                  line->line);
}

TapeResult
kept_play(const Kept *kept, int *status, GError **error)
{
  EngineSettings settings = *kept->settings;
  const TapePlay play = { .path = kept->path,
                          .key = run_key_digest(kept->key),
                          .line = say_line,
                          .data = &settings,
                          .cancelled = settings.cancelled };

  return tape_play(&play, status, error);
}

static void
tell_failure(const Kept *kept, int error)
{
  const EngineSettings *settings = kept->settings;
  g_autofree char *line = g_strdup_printf("reports cannot be kept in %s: %s",
                                          kept->cache, g_strerror(error));

  if (settings->log)
    settings->log(settings->data, STEMMA_WARNING, "cache", NULL, line);
}

Tape *
kept_record(Kept *kept)
{
  g_autofree char *folder = g_path_get_dirname(kept->path);

  /* The engine says so, as an error. */
  if (g_mkdir_with_parents(kept->cache, 0777) != 0)
    return NULL;
  if (g_mkdir_with_parents(folder, 0777) == 0)
    kept->tape = tape_new(kept->path, run_key_digest(kept->key));
  if (!kept->tape)
    tell_failure(kept, errno);
  return kept->tape;
}

void
kept_keep(Kept *kept, int status)
{
  int failed = 0;

  if (kept->tape && (status == 0 || status == 1) && run_key_holds(kept->key))
    failed = tape_keep(kept->tape, status);
  if (failed)
    tell_failure(kept, failed);
}
