/* SPDX-License-Identifier: Apache-2.0
 *
 * seat.h - one step in a worker process: its inputs and outputs, its state if
 * it is a fold, and how each of its functions is called.
 *
 * Private to this room.
 */
#ifndef ENGINE_SEAT_H
#define ENGINE_SEAT_H

#include "../../worker/keeper.h"
#include "../instance.h"
#include "hoard.h"
#include "parcel.h"

typedef struct {
  const Plan *plan;
  const Step *step;
  Instance *instance;
  stemma_table *tables;        /* of the inputs, by port */
  const stemma_table **inputs; /* to those that are there */
  Table **outputs;             /* by port; NULL after the last */
  stemma_writer **writers;
  guint32 *next_rows;   /* from which number an output's rows count */
  Table *carried;       /* what scatter appends */
  GArray *filed;        /* of FiledPart */
  stemma_table members; /* of gather */
  stemma_doc doc;
  const guint8 *more; /* keys, or a state */
  guint64 more_length;
  void *state;   /* of a fold; NULL: not begun */
  void *apart;   /* of the document at work; NULL: none */
  Hoard saved;   /* what is not fetched yet */
  guint64 given; /* bytes of it that are */
  Hoard brought; /* of a state that is to be loaded */
} Seat;

/* One call. */
typedef struct {
  guint kind; /* FrameKind */
  CallPart part;
  WorkerPage *page;
  Arena *arena;
  GPtrArray *logs;
  Call *running; /* set by seat_call */
  gboolean late;
  guint64 bytes;
} SeatCall;

gboolean seat_open(Seat *seat, const Plan *plan, guint step,
                   const Surroundings *around, GPtrArray *logs,
                   Failure *failure);
void seat_close(Seat *seat);

/* Drops the states and the worker object. */
void seat_end(Seat *seat);

/* Empty inputs and outputs. */
void seat_clear(Seat *seat);
void seat_take_table(Seat *seat, const Frame *frame, const guint8 *body);

stemma_status seat_call(Seat *seat, SeatCall *call, stemma_error *error);

/* After a call that went well. */
void seat_put_results(Seat *seat, const SeatCall *call, guint32 step,
                      FrameWriter *answer);

#endif
