/* SPDX-License-Identifier: Apache-2.0
 *
 * stand_call.c - what surrounds each call of a function of a stage: the words
 * for a crash, the clock, and a look at status and message.
 */
#include "child.h"
#include "heap.h"
#include "stand_private.h"
#include <string.h>
#include <time.h>

enum { TAIL = 64, POISON = 0xA5 };

static _Thread_local Frame *current;

Frame *
frame_current(void)
{
  return current;
}

static double
cpu_seconds(void)
{
  struct timespec now;

  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void *
frame_worker(const Frame *frame)
{
  return frame->unit->workers[frame->worker];
}

/* Writing it costs more than many a call, so it is written once for calls that
 * follow each other on the same thing. */
static void
tell_doing(const Frame *frame)
{
  static _Thread_local const char *function, *document;
  static _Thread_local const Unit *unit;
  const char *stage = frame->unit->step->stage->id;

  if (unit == frame->unit && function == frame->function
      && document == frame->document) {
    child_has_done(FALSE);
    return;
  }
  unit = frame->unit;
  function = frame->function;
  document = frame->document;
  if (document)
    child_doing("stage \"%s\": %s on the document \"%s\"", stage, function,
                document);
  else
    child_doing("stage \"%s\": %s", stage, function);
}

static const void *
give_guarded(Frame *frame, const void *bytes, gsize size)
{
  const void *copy = guard_take(frame->guard, bytes, size);

  guard_lock(frame->guard);
  return copy;
}

const void *
frame_give_bytes(Frame *frame, const void *bytes, gsize size)
{
  void *copy;

  if (frame->unit->set->guard)
    return give_guarded(frame, bytes, size);
  copy = g_malloc(size + 1);
  if (size > 0)
    memcpy(copy, bytes, size);
  g_ptr_array_add(frame->blocks, copy);
  return copy;
}

void *
frame_give_open(Frame *frame, const void *made, gsize size)
{
  const StandSettings *set = frame->unit->set;
  gsize tail = set->big_host ? TAIL : 0;
  guint32 told = (guint32)(size + tail);
  guint8 *copy;

  if (set->old_host)
    return guard_take(frame->guard, made, size);
  copy = g_malloc(size + tail);
  memcpy(copy, made, size);
  memcpy(copy, &told, sizeof told);
  memset(copy + size, POISON, tail);
  g_ptr_array_add(frame->blocks, copy);
  return copy;
}

const void *
frame_give(Frame *frame, const void *made, gsize size)
{
  if (frame->unit->set->guard)
    return give_guarded(frame, made, size);
  return frame_give_open(frame, made, size);
}

static gboolean
open_worker(Frame *frame)
{
  Unit *unit = frame->unit;
  const stemma_life *life = unit->code->life;
  stemma_status status;

  if (unit->has_worker[frame->worker])
    return TRUE;
  if (life->worker_open) {
    Frame opening;
    frame_enter(&opening, unit, frame->worker, "worker_open", NULL);
    status = life->worker_open(unit->self, &unit->workers[frame->worker],
                               opening.error);
    if (frame_leave(&opening, status) != STEMMA_OK)
      return FALSE;
  }
  unit->has_worker[frame->worker] = TRUE;
  return TRUE;
}

static gboolean
needs_worker(const char *function)
{
  return strcmp(function, "open") != 0 && strcmp(function, "worker_open") != 0
         && strcmp(function, "start") != 0 && strcmp(function, "load") != 0;
}

gboolean
frame_enter(Frame *frame, Unit *unit, guint worker, const char *function,
            const char *document)
{
  const stemma_error empty = { .size = sizeof empty };

  *frame = (Frame){ unit, worker, function, document, 0, NULL, NULL, NULL };
  if (needs_worker(function) && !open_worker(frame))
    return FALSE;
  if (unit->set->guard || unit->set->old_host)
    frame->guard = guard_new();
  frame->blocks = g_ptr_array_new_with_free_func(g_free);
  frame->error = frame_give_open(frame, &empty, sizeof empty);
  tell_doing(frame);
  current = frame;
  heap_arm(unit_is_tested(unit));
  frame->start = cpu_seconds();
  return TRUE;
}

/* The one line that a failure owes, but for the host's own failures, which are
 * returned as they are. */
static void
check_message(Frame *frame, stemma_status status)
{
  Unit *unit = frame->unit;
  const char *text = frame->error->message;
  gsize length = strnlen(text, sizeof frame->error->message);
  const char *wrong = NULL;

  if (length == sizeof frame->error->message)
    wrong = "has no NUL";
  else if (length == 0)
    wrong = "is empty";
  else if (!g_utf8_validate(text, (gssize)length, NULL))
    wrong = "is not valid UTF-8";
  else if (strpbrk(text, "\n\r"))
    wrong = "is longer than a line";
  else if (text[length - 1] == '.')
    wrong = "ends with a full stop";
  else if (frame->error->code != status)
    wrong = "comes with another code than the status";
  if (wrong)
    stand_note(unit->stand, "life.error",
               "stage \"%s\": %s failed with %d, and its message %s (\"%.*s\")",
               unit->step->stage->id, frame->function, status, wrong,
               (int)length, text);
}

static void
check_status(Frame *frame, stemma_status status)
{
  Unit *unit = frame->unit;
  Stand *stand = unit->stand;

  if (status == STEMMA_OK)
    return;
  if (status > STEMMA_CANCELLED || status < STEMMA_E_INTERNAL
      || (status == STEMMA_CANCELLED && !unit->set->cancel_at))
    stand_note(stand, "life.status", "stage \"%s\": %s gave the status %d%s",
               unit->step->stage->id, frame->function, status,
               status == STEMMA_CANCELLED ? ", and nobody had asked it to stop"
                                          : ", which the ABI does not have");
  if (status < 0 && !stand->failed_call)
    check_message(frame, status);
  pthread_mutex_lock(&stand->lock);
  if (stand->status == STEMMA_OK) {
    stand->status = status;
    g_free(stand->message);
    stand->message =
        g_strndup(frame->error->message, sizeof frame->error->message);
  }
  pthread_mutex_unlock(&stand->lock);
}

static gboolean
is_over_documents(const char *function)
{
  return strcmp(function, "process") == 0 || strcmp(function, "scatter") == 0
         || strcmp(function, "add") == 0;
}

stemma_status
frame_leave(Frame *frame, stemma_status status)
{
  Stand *stand = frame->unit->stand;
  double seconds = cpu_seconds() - frame->start;

  current = NULL;
  heap_arm(FALSE);
  if (unit_is_tested(frame->unit)) {
    check_status(frame, status);
    pthread_mutex_lock(&stand->lock);
    if (is_over_documents(frame->function))
      stand->document_seconds += seconds;
    else
      stand->corpus_seconds += seconds;
    pthread_mutex_unlock(&stand->lock);
  }
  arena_reset(&stand->arenas[frame->worker]);
  g_ptr_array_unref(frame->blocks);
  g_clear_pointer(&frame->guard, guard_free);
  child_has_done(TRUE);
  return status;
}
