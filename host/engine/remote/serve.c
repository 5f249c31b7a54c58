/* SPDX-License-Identifier: Apache-2.0
 *
 * serve.c - see serve.h.
 *
 * A call is unpacked into what the engine would give the stage in its own
 * process, made, and its tables are packed.  Inputs are read where they lie.
 */
#include "serve.h"
#include "../../worker/ask.h"
#include "../links.h"
#include "parcel.h"
#include "seat.h"
#include <string.h>

struct Server {
  const Plan *plan;
  guint number;
  Surroundings around;
  Seat *seats;
  guint count;
  guint first; /* the step of the first seat */
  Arena arena;
  GPtrArray *logs;
  GPtrArray *pairs;
  WorkerPage *page;
};

Server *
server_new(const Plan *plan, guint number, const Surroundings *around)
{
  Server *server = g_new0(Server, 1);

  server->plan = plan;
  server->number = number;
  server->around = *around;
  server->around.workers = 1;
  server->around.budget = MIN(around->budget, SERVER_MEMORY);
  server->around.disk = &worker_disk;
  for (guint i = 0; i < plan->steps->len; i++)
    if (plan_step(plan, i)->number == number && server->count++ == 0)
      server->first = i;
  server->seats = g_new0(Seat, server->count);
  server->logs = g_ptr_array_new_with_free_func((GDestroyNotify)log_line_free);
  server->pairs = g_ptr_array_new();
  arena_init(&server->arena);
  return server;
}

void
server_free(Server *server)
{
  if (!server)
    return;
  arena_free(&server->arena);
  g_ptr_array_unref(server->logs);
  g_ptr_array_unref(server->pairs);
  g_free(server->seats);
  g_free(server);
}

static void
put_open_logs(Server *server, GByteArray *answer)
{
  for (guint i = 0; i < server->logs->len; i++) {
    const LogLine *said = server->logs->pdata[i];
    guint32 head[2] = { said->level, (guint32)strlen(said->line) };
    g_byte_array_append(answer, (guint8 *)head, sizeof head);
    g_byte_array_append(answer, (guint8 *)said->line, head[1]);
  }
  g_ptr_array_set_size(server->logs, 0);
}

static gboolean
open_seats(gpointer data, GByteArray *answer, GString *message)
{
  Server *server = data;
  Failure failure;

  for (guint i = 0; i < server->count; i++) {
    guint step = server->first + i;
    if (seat_open(&server->seats[i], server->plan, step, &server->around,
                  server->logs, &failure))
      continue;
    g_string_assign(message, failure.message);
    return FALSE;
  }
  put_open_logs(server, answer);
  return TRUE;
}

static void
close_seats(gpointer data)
{
  Server *server = data;

  for (guint i = 0; i < server->count; i++)
    seat_close(&server->seats[i]);
}

static void
begin(gpointer data, WorkerPage *page)
{
  Server *server = data;

  server->page = page;
  server->around.cancelled = &page->cancelled;
}

/* The process ends with it: only what the stage made is closed. */
static void
end(gpointer data)
{
  Server *server = data;

  for (guint i = 0; i < server->count; i++)
    seat_end(&server->seats[i]);
}

/* Gives what lies in a frame to the seat; FALSE: it says what to do. */
static gboolean
take_frame(Server *server, Seat *seat, const Frame *frame, const guint8 *body)
{
  switch (frame->kind) {
  case FRAME_DOCUMENT:
    parcel_take_document(body, &seat->doc, server->pairs);
    return TRUE;
  case FRAME_TABLE:
  case FRAME_SHARED:
    seat_take_table(seat, frame, body);
    return TRUE;
  case FRAME_OUTPUTS:
    memcpy(seat->next_rows, body, (gsize)frame->length);
    return TRUE;
  case FRAME_KEYS:
  case FRAME_STATE:
    seat->more = body;
    seat->more_length = frame->length;
    return TRUE;
  default:
    return FALSE;
  }
}

/* What is asked of a step: the last frame says it. */
static guint
take_frames(Server *server, Seat *seat, guint32 step, FrameReader *ask,
            CallPart *part)
{
  const guint8 *body;
  Frame frame;

  seat_clear(seat);
  while (frame_next(ask, &frame, &body))
    if (frame.step == step && !take_frame(server, seat, &frame, body)) {
      memcpy(part, body, sizeof *part);
      return frame.kind;
    }
  return 0;
}

/* The step that the last frame names. */
static guint32
step_of(FrameReader ask)
{
  guint32 step = 0;
  const guint8 *body;
  Frame frame;

  while (frame_next(&ask, &frame, &body))
    step = frame.step;
  return step;
}

static void
put_logs(Server *server, guint32 step, FrameWriter *answer)
{
  for (guint i = 0; i < server->logs->len; i++) {
    const LogLine *said = server->logs->pdata[i];
    parcel_put_log(answer, step, said->level, said->line);
  }
  g_ptr_array_set_size(server->logs, 0);
}

static void
put_status(FrameWriter *answer, guint32 step, const SeatCall *call,
           stemma_status status, const stemma_error *error)
{
  StatusPart *part = frame_put(answer, FRAME_STATUS, step, sizeof *part);

  if (!part)
    return;
  memset(part, 0, sizeof *part);
  part->status = status;
  part->late = call->late != 0;
  part->bytes = call->bytes;
  G_STATIC_ASSERT(sizeof part->message == sizeof error->message);
  memcpy(part->message, error->message, sizeof part->message);
}

/* An answer that does not fit into what the host is willing to share is none:
 * the status alone is told. */
static void
put_answer(Server *server, Seat *seat, guint32 step, const SeatCall *call,
           stemma_status status, const stemma_error *error, FrameWriter *answer)
{
  static const stemma_error none;

  put_status(answer, step, call, status, error);
  put_logs(server, step, answer);
  if (status == STEMMA_OK)
    seat_put_results(seat, call, step, answer);
  if (!answer->full)
    return;
  answer->used = 0;
  answer->full = FALSE;
  put_status(answer, step, call, STEMMA_E_LIMIT, &none);
}

static void
serve(gpointer data, FrameReader *ask, FrameWriter *answer)
{
  Server *server = data;
  guint32 step = step_of(*ask);
  Seat *seat = &server->seats[step - server->first];
  SeatCall call = { .page = server->page,
                    .arena = &server->arena,
                    .logs = server->logs };
  stemma_error error = error_new();
  stemma_status status;

  call.kind = take_frames(server, seat, step, ask, &call.part);
  status = seat_call(seat, &call, &error);
  put_answer(server, seat, step, &call, status, &error, answer);
}

KeeperWork
server_work(Server *server)
{
  return (KeeperWork){ open_seats, close_seats, begin, end, serve, server };
}
