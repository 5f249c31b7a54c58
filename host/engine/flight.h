/* SPDX-License-Identifier: Apache-2.0
 *
 * flight.h - a document on its way through a pass, with the tables of its
 * layers.  Used again and again, so that no document costs an allocation that
 * an earlier one paid.
 *
 * Private to this room.
 */
#ifndef ENGINE_FLIGHT_H
#define ENGINE_FLIGHT_H

#include "run.h"

/* What the jobs of one step get. */
typedef struct {
  const stemma_table **inputs;
  stemma_writer **outputs;
} Ports;

typedef struct {
  Engine *engine;
  guint pass;
  guint32 index;      /* the document's number */
  Document *document; /* owned */
  guint64 id_hash;    /* of its id, for seeds */
  GByteArray *record; /* in later passes: what the text points into */
  Table **tables;     /* by slot; NULL: a corpus layer, or not needed */
  gpointer *plots;    /* by slot: of the commons, where its rows lie; NULL:
                       * in memory of its own */
  gboolean *lost;     /* by slot: its stage was stopped before it wrote it */
  gboolean any_lost;
  Ports *ports;      /* by step */
  NamedTable *named; /* what is told, by name */
  guint named_count;
  NamedTable *more; /* what some report wants beside that */
  guint more_count;
  GPtrArray *bytes; /* of GString or NULL, by report */
  GPtrArray *logs;  /* of LogLine */
  gboolean stopped; /* the run was cancelled before it was done */
  gboolean failed;  /* in this pass */
  Failure failure;
  const char *failed_stage;
} Flight;

/* For the steps of one pass; corpus tables that exist are bound. */
Flight *flight_new(Engine *engine, guint pass);
void flight_free(Flight *flight);

/* Ready for the next document: no rows, nothing said. */
void flight_clear(Flight *flight);

/* Empties all tables of a document that failed. */
void flight_drop_rows(Flight *flight);

/* A step that does not run, as its stage was stopped: what reads its outputs
 * does not run either, unless they are optional. */
void flight_lose_outputs(Flight *flight, guint step);
gboolean flight_lacks_input(const Flight *flight, guint step);

/* The job of a step on the flight's document. */
stemma_job flight_job(const Flight *flight, guint step);

/* Opens the writers of a step's outputs, and checks what was written. */
void flight_open_writers(Flight *flight, guint step);
gboolean flight_check(Flight *flight, guint step, Failure *failure);

DocumentResult flight_result(const Flight *flight);

#endif
