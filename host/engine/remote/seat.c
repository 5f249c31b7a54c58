/* SPDX-License-Identifier: Apache-2.0
 *
 * seat.c - see seat.h.
 */
#include "seat.h"
#include "../links.h"
#include <string.h>

static void
make_tables(Seat *seat)
{
  const Step *step = seat->step;

  seat->tables = g_new0(stemma_table, step->inputs->len + 1);
  seat->inputs = g_new0(const stemma_table *, step->inputs->len + 1);
  seat->outputs = g_new0(Table *, step->outputs->len + 1);
  seat->writers = g_new0(stemma_writer *, step->outputs->len + 1);
  seat->next_rows = g_new0(guint32, step->outputs->len + 1);
  for (guint i = 0; i < step->outputs->len; i++) {
    int slot = g_array_index(step->outputs, int, i);
    seat->outputs[i] = table_new(plan_slot(seat->plan, slot)->schema);
  }
  if (!step->carries)
    return;
  seat->carried = table_new(step->carries);
  seat->filed = g_array_new(FALSE, FALSE, sizeof(FiledPart));
}

static void
name_inputs(Seat *seat)
{
  const Step *step = seat->step;

  for (guint i = 0; i < step->inputs->len; i++) {
    int slot = g_array_index(step->inputs, int, i);
    seat->tables[i].size = sizeof(stemma_table);
    if (slot >= 0)
      seat->tables[i].layer = plan_slot(seat->plan, slot)->schema->layer;
  }
  seat->members.size = sizeof(stemma_table);
  if (step->carries)
    seat->members.layer = step->carries->layer;
}

gboolean
seat_open(Seat *seat, const Plan *plan, guint index, const Surroundings *around,
          GPtrArray *logs, Failure *failure)
{
  seat->plan = plan;
  seat->step = plan_step(plan, index);
  make_tables(seat);
  name_inputs(seat);
  seat->instance = instance_open(seat->step, around, logs, failure);
  return seat->instance != NULL;
}

static const stemma_stage *
stage_of(const Seat *seat)
{
  return instance_stage(seat->instance);
}

static void
drop(Seat *seat, void **state)
{
  if (*state && stage_of(seat)->fold->drop)
    stage_of(seat)->fold->drop(instance_self(seat->instance), *state);
  *state = NULL;
}

void
seat_end(Seat *seat)
{
  drop(seat, &seat->state);
  drop(seat, &seat->apart);
  instance_close_workers(seat->instance);
}

/* The process ends: what is the host's own need not be freed. */
void
seat_close(Seat *seat)
{
  instance_close(seat->instance);
}

void
seat_clear(Seat *seat)
{
  memset(seat->inputs, 0, seat->step->inputs->len * sizeof *seat->inputs);
  memset(seat->next_rows, 0,
         seat->step->outputs->len * sizeof *seat->next_rows);
  for (guint i = 0; seat->outputs[i]; i++)
    table_clear(seat->outputs[i]);
  if (seat->carried) {
    table_clear(seat->carried);
    g_array_set_size(seat->filed, 0);
  }
  seat->doc.size = 0;
  seat->more_length = 0;
}

void
seat_take_table(Seat *seat, const Frame *frame, const guint8 *body)
{
  stemma_table table;
  guint32 port = frame->kind == FRAME_SHARED
                     ? parcel_take_shared(body, frame->length, &table)
                     : parcel_take_table(body, frame->length, &table);
  stemma_table *into =
      port == PORT_MEMBERS ? &seat->members : &seat->tables[port];

  into->rows = table.rows;
  into->pool = table.pool;
  into->pool_length = table.pool_length;
  if (port != PORT_MEMBERS)
    seat->inputs[port] = into;
}

static void
open_writers(Seat *seat)
{
  const Step *step = seat->step;

  for (guint i = 0; i < step->outputs->len; i++) {
    const stemma_port *port = STEMMA_AT(stemma_port, step->stage->writes, i);
    /* As if the rows were here that the host has already. */
    seat->writers[i] =
        table_writer(seat->outputs[i], port->layer->row_size,
                     table_count(seat->outputs[i]) - seat->next_rows[i]);
  }
}

static stemma_job
job_of(Seat *seat, const SeatCall *call, gboolean writes)
{
  const Step *step = seat->step;

  return (stemma_job){ .size = sizeof(stemma_job),
                       .input_count = step->inputs->len,
                       .output_count = writes ? step->outputs->len : 0,
                       .host = instance_host(seat->instance),
                       .doc = call->part.doc ? &seat->doc : NULL,
                       .inputs = seat->inputs,
                       .outputs = seat->writers,
                       .seed = call->part.seed };
}

static gboolean
any_full(const Seat *seat)
{
  for (guint i = 0; seat->outputs[i]; i++)
    if (table_is_full(seat->outputs[i]))
      return TRUE;
  return seat->carried && table_is_full(seat->carried);
}

/* What a stage's function gives: here each is called as the engine would in its
 * own process. */
typedef stemma_status (*Function)(Seat *seat, SeatCall *call, void *worker,
                                  stemma_error *error);

static stemma_status
process(Seat *seat, SeatCall *call, void *worker, stemma_error *error)
{
  stemma_job job;

  open_writers(seat);
  job = job_of(seat, call, TRUE);
  return stage_of(seat)->map->process(instance_self(seat->instance), worker,
                                      &job, error);
}

static stemma_status
file_row(stemma_emitter *emitter, stemma_key key)
{
  Seat *seat = emitter->impl;
  FiledPart filed = { key, table_count(seat->carried) - 1, 0 };

  if (table_count(seat->carried) == 0)
    return STEMMA_E_INTERNAL;
  g_array_append_val(seat->filed, filed);
  return STEMMA_OK;
}

static stemma_status
scatter(Seat *seat, SeatCall *call, void *worker, stemma_error *error)
{
  const stemma_stage *stage = stage_of(seat);
  stemma_emitter emitter = { .size = sizeof emitter,
                             .impl = seat,
                             .key = file_row };
  stemma_job job = job_of(seat, call, FALSE);

  emitter.rows = table_writer(seat->carried, stage->carries->row_size, 0);
  return stage->group->scatter(instance_self(seat->instance), worker, &job,
                               &emitter, error);
}

static void
rebase(Seat *seat, const guint32 *from)
{
  const Step *step = seat->step;

  for (guint i = 0; i < step->outputs->len; i++)
    for (guint k = 0; k < step->outputs->len; k++) {
      const stemma_port *port = STEMMA_AT(stemma_port, step->stage->writes, k);
      links_shift(seat->outputs[i], from[i], port->layer->name, from[k]);
    }
}

static stemma_status
gather_key(Seat *seat, SeatCall *call, void *worker, const KeyPart *key,
           const stemma_ref *origins, stemma_error *error)
{
  stemma_table members = seat->members;
  stemma_list from = { origins + key->first, key->count, sizeof *origins };
  stemma_job job = job_of(seat, call, TRUE);

  members.rows.items = (const char *)members.rows.items
                       + (gsize)key->first * members.rows.stride;
  members.rows.count = key->count;
  job.seed = instance_key_seed(seat->instance, key->key);
  return stage_of(seat)->group->gather(instance_self(seat->instance), worker,
                                       &job, key->key, &members, from, error);
}

/* Rows count from 0 for each key. */
static void
open_key(Seat *seat, guint32 *from)
{
  for (guint i = 0; seat->outputs[i]; i++) {
    from[i] = table_count(seat->outputs[i]);
    seat->next_rows[i] = 0;
  }
  open_writers(seat);
}

static stemma_status
gather(Seat *seat, SeatCall *call, void *worker, stemma_error *error)
{
  guint count = seat->step->outputs->len;
  guint64 members = seat->members.rows.count;
  const KeyPart *keys = (const void *)seat->more;
  gsize key_count =
      (gsize)(seat->more_length - members * sizeof(stemma_ref)) / sizeof *keys;
  const stemma_ref *origins = (const void *)(keys + key_count);
  g_autofree guint32 *from = g_new0(guint32, count + 1);
  stemma_status status = STEMMA_OK;

  for (gsize i = 0; status == STEMMA_OK && i < key_count; i++) {
    __atomic_store_n(&call->page->at, i, __ATOMIC_RELAXED);
    if (keys[i].count == 0)
      continue;
    open_key(seat, from);
    arena_reset(call->arena);
    call_start_clock(call->running);
    status = gather_key(seat, call, worker, &keys[i], origins, error);
    rebase(seat, from);
  }
  return status;
}

/* The state that a call works on, begun if it is not. */
static stemma_status
begin_state(Seat *seat, void **state, stemma_error *error)
{
  if (*state)
    return STEMMA_OK;
  return stage_of(seat)->fold->start(instance_self(seat->instance), state,
                                     error);
}

/* How large the state is that is kept. */
static void
tell_size(const Seat *seat, SeatCall *call)
{
  const stemma_fold *fold = stage_of(seat)->fold;

  if (call->part.flags & CALL_TELL_SIZE && fold->bytes && seat->state)
    call->bytes = fold->bytes(instance_self(seat->instance), seat->state);
}

static stemma_status
add(Seat *seat, SeatCall *call, void *worker, stemma_error *error)
{
  const stemma_fold *fold = stage_of(seat)->fold;
  const void *self = instance_self(seat->instance);
  void **state = call->part.flags & CALL_APART ? &seat->apart : &seat->state;
  stemma_status status = begin_state(seat, state, error);
  stemma_job job = job_of(seat, call, FALSE);

  if (status == STEMMA_OK)
    status = fold->add(self, worker, *state, &job, error);
  if (status == STEMMA_OK)
    tell_size(seat, call);
  return status;
}

/* Moves a state into the one that is kept. */
static stemma_status
merge_into(Seat *seat, void *worker, void **from, stemma_error *error)
{
  stemma_status status = STEMMA_OK;

  if (!seat->state) {
    seat->state = *from;
    *from = NULL;
  } else if (*from) {
    status = stage_of(seat)->fold->merge(instance_self(seat->instance), worker,
                                         seat->state, *from, error);
    drop(seat, from);
  }
  return status;
}

static stemma_status
keep(Seat *seat, SeatCall *call, void *worker, stemma_error *error)
{
  stemma_status status = merge_into(seat, worker, &seat->apart, error);

  tell_size(seat, call);
  return status;
}

static stemma_status
forget(Seat *seat, SeatCall *call, void *worker, stemma_error *error)
{
  (void)call, (void)worker, (void)error;
  drop(seat, &seat->apart);
  return STEMMA_OK;
}

static stemma_status
write_bytes(stemma_output *output, const void *bytes, uint32_t length)
{
  Seat *seat = output->impl;

  return hoard_add(&seat->saved, instance_host(seat->instance), bytes, length)
             ? STEMMA_OK
             : STEMMA_E_MEMORY;
}

static stemma_status
save_all(Seat *seat, stemma_error *error)
{
  stemma_output output = { .size = sizeof output,
                           .impl = seat,
                           .write = write_bytes };
  stemma_status status = begin_state(seat, &seat->state, error);

  if (status != STEMMA_OK)
    return status;
  hoard_clear(&seat->saved, instance_host(seat->instance));
  seat->given = 0;
  return stage_of(seat)->fold->save(instance_self(seat->instance), seat->state,
                                    &output, error);
}

/* A process that was started between two parts has to begin anew. */
static stemma_status
save(Seat *seat, SeatCall *call, void *worker, stemma_error *error)
{
  (void)worker;
  return call->part.flags & CALL_MORE && seat->given > 0
             ? STEMMA_OK
             : save_all(seat, error);
}

static void
put_saved(Seat *seat, guint32 step, FrameWriter *answer)
{
  StateHead head = { seat->given, seat->saved.used };
  gsize length = (gsize)MIN(head.all - head.at, STATE_PART);

  frame_put_parts(answer, FRAME_STATE, step, &head, sizeof head,
                  seat->saved.bytes + head.at, length);
  seat->given += length;
  if (seat->given < seat->saved.used)
    return;
  hoard_clear(&seat->saved, instance_host(seat->instance));
  seat->given = 0;
}

static stemma_status
load_all(Seat *seat, const SeatCall *call, void *worker, const void *bytes,
         guint64 length, stemma_error *error)
{
  void *loaded = NULL;
  stemma_status status = stage_of(seat)->fold->load(
      instance_self(seat->instance), bytes, length, &loaded, error);

  if (!(call->part.flags & CALL_MERGE))
    drop(seat, &seat->state);
  return status == STEMMA_OK ? merge_into(seat, worker, &loaded, error)
                             : status;
}

/* What came in one part is read where it lies. */
static stemma_status
load(Seat *seat, SeatCall *call, void *worker, stemma_error *error)
{
  const stemma_host *host = instance_host(seat->instance);
  const guint8 *bytes = seat->more + sizeof(StateHead);
  guint64 length = seat->more_length - sizeof(StateHead);
  stemma_status status = STEMMA_OK;
  StateHead head;

  memcpy(&head, seat->more, sizeof head);
  call->bytes = length;
  if (length == head.all)
    return load_all(seat, call, worker, bytes, length, error);
  if (head.at == 0)
    hoard_clear(&seat->brought, host);
  if (head.at == seat->brought.used
      && !hoard_add(&seat->brought, host, bytes, length))
    return STEMMA_E_MEMORY;
  call->bytes = seat->brought.used;
  if (call->bytes < head.all)
    return STEMMA_OK;
  status = load_all(seat, call, worker, seat->brought.bytes, head.all, error);
  hoard_clear(&seat->brought, host);
  return status;
}

static stemma_status
finish(Seat *seat, SeatCall *call, void *worker, stemma_error *error)
{
  stemma_status status = begin_state(seat, &seat->state, error);
  stemma_job job;

  if (status != STEMMA_OK)
    return status;
  open_writers(seat);
  job = job_of(seat, call, TRUE);
  return stage_of(seat)->fold->finish(instance_self(seat->instance), worker,
                                      seat->state, &job, error);
}

static const Function functions[] = {
  [FRAME_PROCESS] = process, [FRAME_SCATTER] = scatter, [FRAME_GATHER] = gather,
  [FRAME_ADD] = add,         [FRAME_KEEP] = keep,       [FRAME_FORGET] = forget,
  [FRAME_SAVE] = save,       [FRAME_LOAD] = load,       [FRAME_FINISH] = finish,
};

stemma_status
seat_call(Seat *seat, SeatCall *call, stemma_error *error)
{
  stemma_status status;
  Call one;

  if (call->kind >= G_N_ELEMENTS(functions) || !functions[call->kind])
    return STEMMA_E_INTERNAL;
  status = call_enter(&one, seat->instance, 0, call->arena, call->logs, error);
  if (status != STEMMA_OK)
    return status;
  call->running = &one;
  status = functions[call->kind](seat, call, one.worker, error);
  if (status == STEMMA_OK && any_full(seat))
    status = STEMMA_E_LIMIT;
  call->late = call_is_late(&one);
  call_leave(&one);
  return status;
}

void
seat_put_results(Seat *seat, const SeatCall *call, guint32 step,
                 FrameWriter *answer)
{
  switch (call->kind) {
  case FRAME_PROCESS:
  case FRAME_GATHER:
  case FRAME_FINISH:
    for (guint i = 0; seat->outputs[i]; i++)
      parcel_put_table(answer, step, i, table_view(seat->outputs[i]));
    break;
  case FRAME_SCATTER:
    parcel_put_table(answer, step, PORT_CARRIED, table_view(seat->carried));
    frame_put_parts(answer, FRAME_KEYS, step, NULL, 0, seat->filed->data,
                    seat->filed->len * sizeof(FiledPart));
    break;
  case FRAME_SAVE:
    put_saved(seat, step, answer);
    break;
  default:
    break;
  }
}
