/* SPDX-License-Identifier: Apache-2.0
 *
 * run_key.c - see run_key.h.
 */
#include "run_key.h"
#include "../../corpus/inputs.h"
#include "../../output/ci/root.h"
#include "cache_key.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* So much of an input is read at once. */
#define BLOCK (256u * 1024u)

/* Time stamps of files come from a clock that ticks this often, in
 * microseconds, or more often: a file changed within the same tick looks as it
 * did. */
#define TICK (100 * 1000)

/* A file as it was when it was read. */
typedef struct {
  struct stat status;
  Digest bytes;
} Seen;

struct RunKey {
  const Plan *plan;
  const GArray *inputs; /* of Input */
  GArray *seen;         /* of Seen, the same */
  gint64 started;
  Digest program;
  Digest key;
};

static gboolean
read_all(int fd, GChecksum *sum)
{
  guchar *block = g_malloc(BLOCK);
  ssize_t got;

  do {
    got = read(fd, block, BLOCK);
    if (got > 0)
      g_checksum_update(sum, block, got);
  } while (got > 0 || (got < 0 && errno == EINTR));
  g_free(block);
  return got == 0;
}

/* FALSE: it cannot be read, or is no regular file. */
static gboolean
look_at(const Input *input, Seen *seen)
{
  int fd = input->regular ? open(input->name, O_RDONLY | O_CLOEXEC) : -1;
  GChecksum *sum;
  gboolean done;

  if (fd < 0)
    return FALSE;
  sum = digest_new();
  done = fstat(fd, &seen->status) == 0 && S_ISREG(seen->status.st_mode)
         && read_all(fd, sum);
  seen->bytes = digest_end(sum);
  close(fd);
  return done;
}

static gboolean
add_inputs(RunKey *key, GChecksum *sum)
{
  digest_number(sum, key->inputs->len);
  for (guint i = 0; i < key->inputs->len; i++) {
    const Input *input = &g_array_index(key->inputs, Input, i);
    Seen seen;

    if (!look_at(input, &seen))
      return FALSE;
    g_array_append_val(key->seen, seen);
    digest_text(sum, input->name);
    digest_text(sum, input->path);
    digest_text(sum, input->id);
    digest_number(sum, input->format);
    digest_flag(sum, input->packed);
    digest_bytes(sum, &seen.bytes, sizeof seen.bytes);
  }
  return TRUE;
}

/* The program, its plugins and what these read.  FALSE: a stage is not pure. */
static gboolean
add_program(const RunKey *key, Digest *digest)
{
  GChecksum *sum = digest_new();
  gboolean pure = TRUE;

  for (guint i = 0; pure && i < key->plan->steps->len; i++)
    pure = cache_key_add_step(sum, key->plan, plan_step(key->plan, i));
  *digest = digest_end(sum);
  return pure;
}

static void
add_place(GChecksum *sum, const Place *place)
{
  digest_text(sum, place->file);
  digest_number(sum, place->line);
  digest_number(sum, place->column);
  digest_flag(sum, place->on_command_line);
}

static void
add_pipeline(GChecksum *sum, const Pipeline *pipeline)
{
  digest_text(sum, pipeline->name);
  digest_text(sum, pipeline->path);
  digest_bytes(sum, pipeline->said->str, pipeline->said->len);
  for (guint i = 0; i < pipeline->inputs->len; i++)
    digest_text(sum, ((const Setting *)pipeline->inputs->pdata[i])->value);
  for (guint i = 0; i < pipeline->reports->len; i++) {
    const ReportSpec *spec = pipeline->reports->pdata[i];

    digest_text(sum, spec->format);
    digest_text(sum, spec->path);
  }
  digest_number(sum, pipeline->limits->len);
  for (guint i = 0; i < pipeline->limits->len; i++) {
    const Limit *limit = pipeline->limits->pdata[i];

    digest_text(sum, limit->stage);
    digest_text(sum, limit->metric);
    digest_number(sum, limit->op);
    digest_bytes(sum, &limit->value, sizeof limit->value);
    add_place(sum, &limit->place);
  }
}

static int
compare(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
add_baseline(GChecksum *sum, GHashTable *baseline)
{
  g_autoptr(GPtrArray) known = NULL;
  GHashTableIter at;
  gpointer one;

  digest_flag(sum, baseline != NULL);
  if (!baseline)
    return;
  known = g_ptr_array_new();
  g_hash_table_iter_init(&at, baseline);
  while (g_hash_table_iter_next(&at, &one, NULL))
    g_ptr_array_add(known, one);
  g_ptr_array_sort(known, compare);
  digest_number(sum, known->len);
  for (guint i = 0; i < known->len; i++)
    digest_text(sum, known->pdata[i]);
}

static void
add_settings(GChecksum *sum, const EngineSettings *settings)
{
  digest_flag(sum, settings->in_process);
  digest_flag(sum, settings->color);
  digest_flag(sum, settings->all_findings);
  digest_number(sum, settings->log_level);
  add_baseline(sum, settings->baseline);
}

/* Names are printed as the locale has them. */
static void
add_surroundings(GChecksum *sum)
{
  g_autofree char *here = g_get_current_dir();
  const char **charsets;

  digest_text(sum, here);
  for (guint i = 0; root_variables[i]; i++)
    digest_text(sum, g_getenv(root_variables[i]));
  (void)g_get_filename_charsets(&charsets);
  for (; *charsets; charsets++)
    digest_text(sum, *charsets);
}

static gboolean
digest_all(RunKey *key, const EngineSettings *settings)
{
  GChecksum *sum = digest_new();
  gboolean done = add_program(key, &key->program) && add_inputs(key, sum);

  digest_text(sum, "a run");
  digest_program(sum);
  digest_bytes(sum, &key->program, sizeof key->program);
  add_pipeline(sum, key->plan->pipeline);
  add_settings(sum, settings);
  add_surroundings(sum);
  key->key = digest_end(sum);
  return done;
}

RunKey *
run_key_new(const Plan *plan, const EngineSettings *settings,
            const GArray *inputs, gint64 started)
{
  g_autoptr(RunKey) key = g_new0(RunKey, 1);

  key->plan = plan;
  key->inputs = inputs;
  key->seen = g_array_new(FALSE, FALSE, sizeof(Seen));
  key->started = started;
  return digest_all(key, settings) ? g_steal_pointer(&key) : NULL;
}

void
run_key_free(RunKey *key)
{
  if (!key)
    return;
  g_array_unref(key->seen);
  g_free(key);
}

const Digest *
run_key_digest(const RunKey *key)
{
  return &key->key;
}

static gboolean
same_time(struct timespec a, struct timespec b)
{
  return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

/* May it have changed since the run began without a sign in its time stamp? */
static gboolean
is_recent(const RunKey *key, const struct stat *status)
{
  return (gint64)status->st_ctim.tv_sec * G_USEC_PER_SEC
             + status->st_ctim.tv_nsec / 1000
         > key->started - TICK;
}

static gboolean
input_holds(const RunKey *key, guint i)
{
  const Input *input = &g_array_index(key->inputs, Input, i);
  const Seen *seen = &g_array_index(key->seen, Seen, i);
  struct stat status;
  Seen again;

  if (is_recent(key, &seen->status))
    return look_at(input, &again) && digest_equal(&again.bytes, &seen->bytes);
  return stat(input->name, &status) == 0 && status.st_ino == seen->status.st_ino
         && status.st_dev == seen->status.st_dev
         && status.st_size == seen->status.st_size
         && same_time(status.st_mtim, seen->status.st_mtim)
         && same_time(status.st_ctim, seen->status.st_ctim);
}

/* A plugin was loaded before its file was read: one that is as young as the
 * run may have been another then. */
static gboolean
modules_hold(const RunKey *key)
{
  Digest again;

  for (guint i = 0; i < key->plan->steps->len; i++) {
    const char *path = plan_step(key->plan, i)->module->path;
    struct stat status;

    if (path && (stat(path, &status) != 0 || is_recent(key, &status)))
      return FALSE;
  }
  return add_program(key, &again) && digest_equal(&again, &key->program);
}

gboolean
run_key_holds(const RunKey *key)
{
  for (guint i = 0; i < key->inputs->len; i++)
    if (!input_holds(key, i))
      return FALSE;
  return modules_hold(key);
}
