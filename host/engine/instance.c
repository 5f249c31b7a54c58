/* SPDX-License-Identifier: Apache-2.0
 *
 * instance.c - see instance.h.
 */
#include "instance.h"
#include "fnv.h"
#include "services.h"
#include <pthread.h>
#include <string.h>

struct Instance {
  const Step *step;
  const stemma_stage *stage; /* with its code, where that is called here */
  Remote *remote;
  const Surroundings *around;
  Services services;
  stemma_host host;
  void *self;
  guint64 seed;
  gboolean serial;
  pthread_mutex_t lock; /* of a serial stage's functions */
  void **workers;       /* by worker */
  gboolean *has_worker;
};

void
log_line_free(LogLine *line)
{
  g_free(line->line);
  g_free(line);
}

stemma_error
error_new(void)
{
  return (stemma_error){ .size = sizeof(stemma_error) };
}

static guint64
mix(guint64 a, guint64 b)
{
  guint64 hash = (a ^ b) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);

  hash ^= hash >> 32;
  hash *= G_GUINT64_CONSTANT(0xd6e8feb86659fd93);
  return hash ^ (hash >> 29);
}

/* NULL: the ABI has no such status. */
static const char *
status_words(stemma_status status)
{
  static const struct {
    stemma_status status;
    const char *words;
  } known[] = {
    { STEMMA_CANCELLED, "it stopped, and nobody had asked it to" },
    { STEMMA_E_OPTION, "an option's value cannot be used" },
    { STEMMA_E_INPUT, "this cannot be analysed" },
    { STEMMA_E_RESOURCE, "a file that it needs is missing or bad" },
    { STEMMA_E_MEMORY, "out of memory" },
    { STEMMA_E_LIMIT, "more rows or bytes than the host allows" },
    { STEMMA_E_HOST, "this host lacks something that it needs" },
    { STEMMA_E_INTERNAL, "a bug of the plugin (see stemma validate)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
    if (known[i].status == status)
      return known[i].words;
  return NULL;
}

char *
safe_line(const char *bytes, gsize length)
{
  char *line = g_utf8_make_valid(bytes, (gssize)length);

  for (char *at = line; *at; at++)
    if ((guchar)*at < 0x20 || *at == 0x7F)
      *at = ' ';
  return line;
}

/* The plugin's own line, made safe, or what its status means. */
static char *
words_of(stemma_status status, const stemma_error *error)
{
  gsize length = strnlen(error->message, sizeof error->message);
  const char *words = status_words(status);

  if (length > 0)
    return safe_line(error->message, length);
  return words ? g_strdup(words)
               : g_strdup_printf("it gave the status %d, which the ABI does "
                                 "not have",
                                 status);
}

static void
fail_open(const Instance *instance, const char *words, Failure *failure)
{
  failure->code = "E404";
  g_snprintf(failure->message, sizeof failure->message,
             "plugin \"%s\" (stage %s) did not start: %s",
             instance->step->module->id, instance->step->file_stage->name,
             words);
}

static gboolean
find_code(Instance *instance, Failure *failure)
{
  const Step *step = instance->step;
  g_autoptr(GError) error = NULL;

  instance->stage = module_stage_code(step->module, step->stage, &error);
  if (!instance->stage)
    fail_open(instance, error->message, failure);
  return instance->stage != NULL;
}

static gboolean
open_stage(Instance *instance, GPtrArray *logs, Failure *failure)
{
  Call call = { .instance = instance, .logs = logs };
  const Step *step = instance->step;
  const stemma_stage *origin =
      step->module->path ? module_stage_origin(instance->stage) : step->stage;
  const void *options = step->options ? option_set_struct(step->options) : NULL;
  stemma_error error = error_new();
  g_autofree char *words = NULL;
  stemma_status status;

  services_enter(&call);
  status = instance->stage->life->open(origin, &instance->host, options,
                                       &instance->self, &error);
  services_enter(NULL);
  if (status == STEMMA_OK)
    return TRUE;
  words = words_of(status, &error);
  fail_open(instance, words, failure);
  return FALSE;
}

static void
instance_free(Instance *instance)
{
  services_clear(&instance->services);
  pthread_mutex_destroy(&instance->lock);
  g_free(instance->workers);
  g_free(instance->has_worker);
  g_free(instance);
}

static Instance *
instance_new(const Step *step, const Surroundings *around)
{
  Instance *instance = g_new0(Instance, 1);

  instance->step = step;
  instance->around = around;
  instance->seed =
      mix(around->seed, fnv_bytes(FNV_START, step->label, strlen(step->label)));
  instance->serial = (step->stage->flags & STEMMA_STAGE_SERIAL) != 0;
  instance->workers = g_new0(void *, around->workers);
  instance->has_worker = g_new0(gboolean, around->workers);
  pthread_mutex_init(&instance->lock, NULL);
  services_init(&instance->services, step, around);
  services_host(&instance->services, &instance->host);
  return instance;
}

Instance *
instance_open(const Step *step, const Surroundings *around, GPtrArray *logs,
              Failure *failure)
{
  Instance *instance = instance_new(step, around);

  if (find_code(instance, failure) && open_stage(instance, logs, failure))
    return instance;
  instance_free(instance);
  return NULL;
}

Instance *
instance_elsewhere(const Step *step, const Surroundings *around, Remote *remote)
{
  Instance *instance = instance_new(step, around);

  instance->remote = remote;
  return instance;
}

void
instance_close_workers(Instance *instance)
{
  const stemma_life *life = instance->stage->life;

  for (guint i = 0; i < instance->around->workers; i++)
    if (instance->has_worker[i] && life->worker_close)
      life->worker_close(instance->workers[i]);
  memset(instance->has_worker, 0,
         instance->around->workers * sizeof *instance->has_worker);
}

static void
close_stage(Instance *instance)
{
  const stemma_life *life = instance->stage->life;

  instance_close_workers(instance);
  if (life->close)
    life->close(instance->self);
}

void
instance_close(Instance *instance)
{
  if (!instance)
    return;
  if (!instance->remote)
    close_stage(instance);
  instance_free(instance);
}

Remote *
instance_remote(const Instance *instance)
{
  return instance->remote;
}

const stemma_stage *
instance_stage(const Instance *instance)
{
  return instance->stage;
}

const Step *
instance_step(const Instance *instance)
{
  return instance->step;
}

const void *
instance_self(const Instance *instance)
{
  return instance->self;
}

const stemma_host *
instance_host(const Instance *instance)
{
  return &instance->host;
}

gboolean
instance_is_checked(const Instance *instance)
{
  return instance->around->check || instance->remote
         || !instance->step->module->builtin;
}

guint64
instance_hash_id(const char *id)
{
  return fnv_bytes(FNV_START, id, strlen(id));
}

guint64
instance_seed_of(const Instance *instance, guint64 hash)
{
  return mix(instance->seed, hash);
}

guint64
instance_seed(const Instance *instance, const char *id)
{
  return instance_seed_of(instance, instance_hash_id(id));
}

/* The key stands for the document. */
guint64
instance_key_seed(const Instance *instance, stemma_key key)
{
  static const char digits[] = "0123456789abcdef";
  char id[33];

  for (guint i = 0; i < 16; i++) {
    id[i] = digits[key.high >> (60 - 4 * i) & 15];
    id[16 + i] = digits[key.low >> (60 - 4 * i) & 15];
  }
  id[32] = '\0';
  return instance_seed(instance, id);
}

void
instance_fail(const Instance *instance, Failure *failure, const char *code,
              const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start(arguments, format);
  message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  failure->code = code;
  g_snprintf(failure->message, sizeof failure->message, "stage \"%s\" %s",
             instance->step->file_stage->name, message);
}

/* A worker object is opened by the first call that needs it. */
static stemma_status
open_worker(Call *call, guint worker, stemma_error *error)
{
  Instance *instance = call->instance;
  const stemma_life *life = instance->stage->life;
  stemma_status status = STEMMA_OK;

  if (!instance->has_worker[worker] && life->worker_open)
    status =
        life->worker_open(instance->self, &instance->workers[worker], error);
  if (status != STEMMA_OK)
    return status;
  instance->has_worker[worker] = TRUE;
  call->worker = instance->workers[worker];
  return STEMMA_OK;
}

void
call_leave(Call *call)
{
  services_enter(NULL);
  arena_reset(call->arena);
  if (call->instance->serial)
    pthread_mutex_unlock(&call->instance->lock);
}

void
call_start_clock(Call *call)
{
  double timeout = call->instance->step->file_stage->timeout;

  if (timeout > 0)
    call->deadline =
        g_get_monotonic_time() + (gint64)(timeout * G_USEC_PER_SEC);
}

stemma_status
call_enter(Call *call, Instance *instance, guint worker, Arena *arena,
           GPtrArray *logs, stemma_error *error)
{
  stemma_status status;

  *call = (Call){ .instance = instance, .arena = arena, .logs = logs };
  if (instance->serial)
    pthread_mutex_lock(&instance->lock);
  services_enter(call);
  status = open_worker(call, worker, error);
  if (status != STEMMA_OK)
    call_leave(call);
  else
    call_start_clock(call);
  return status;
}

static void
fail_by_status(const Instance *instance, stemma_status status,
               const stemma_error *error, Failure *failure)
{
  g_autofree char *words = words_of(status, error);

  instance_fail(instance, failure, "E405", "failed: %s", words);
}

gboolean
call_begin(Call *call, Instance *instance, guint worker, Arena *arena,
           GPtrArray *logs, Failure *failure)
{
  stemma_error error = error_new();
  stemma_status status =
      call_enter(call, instance, worker, arena, logs, &error);

  if (status != STEMMA_OK)
    fail_by_status(instance, status, &error, failure);
  return status == STEMMA_OK;
}

void
call_wait(const Call *call)
{
  gate_leave(call->instance->around->gate);
}

void
call_go_on(const Call *call)
{
  gate_enter(call->instance->around->gate);
}

gboolean
call_is_late(const Call *call)
{
  return call->deadline && g_get_monotonic_time() > call->deadline;
}

/* The message does not tell the time that passed, so that reports stay the
 * same. */
void
instance_fail_late(const Instance *instance, double timeout, Failure *failure)
{
  instance_fail(instance, failure, "E406", "ran longer than timeout = %gs",
                timeout);
}

CallResult
instance_judge(const Instance *instance, stemma_status status, gboolean late,
               const stemma_error *error, Failure *failure)
{
  const volatile int *cancelled = instance->around->cancelled;

  if (status == STEMMA_CANCELLED && cancelled && g_atomic_int_get(cancelled))
    return CALL_STOPPED;
  if (late) {
    instance_fail_late(instance, instance->step->file_stage->timeout, failure);
    return CALL_FAILED;
  }
  if (status == STEMMA_OK)
    return CALL_DONE;
  fail_by_status(instance, status, error, failure);
  return CALL_FAILED;
}

CallResult
call_end(Call *call, stemma_status status, const stemma_error *error,
         Failure *failure)
{
  gboolean late = call_is_late(call);

  call_leave(call);
  return instance_judge(call->instance, status, late, error, failure);
}

void
instance_fail_row(const Instance *instance, const char *layer,
                  const TableFault *fault, Failure *failure)
{
  instance_fail(instance, failure, "E409",
                "wrote a bad row: layer \"%s\", row %u, %s%s%s: %s", layer,
                fault->row, fault->field ? "field \"" : "its place",
                fault->field ? fault->field : "", fault->field ? "\"" : "",
                fault->message);
}

gboolean
instance_check(const Instance *instance, Table *table, const char *name,
               const TableContext *context, Failure *failure)
{
  TableFault fault;

  if (table_is_full(table)) {
    instance_fail(instance, failure, "E405",
                  "failed: layer \"%s\" got more rows or text than a table "
                  "holds",
                  name);
    return FALSE;
  }
  if (!instance_is_checked(instance)
      || table_check(table_view(table), context, &fault))
    return TRUE;
  instance_fail_row(instance, name, &fault, failure);
  return FALSE;
}
