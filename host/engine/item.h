/* SPDX-License-Identifier: Apache-2.0
 *
 * item.h - a document on its way through a pass, with the tables of its
 * layers.  Used again and again, so that no document costs an allocation that
 * an earlier one paid.
 *
 * Private to this room.
 */
#ifndef ENGINE_ITEM_H
#define ENGINE_ITEM_H

#include "run.h"

/* What the jobs of one step get. */
typedef struct {
  const stemma_table **inputs;
  stemma_writer **outputs;
} Ports;

typedef struct {
  Engine *engine;
  guint pass;
  Document *document; /* of a reader, owned, or `again` */
  Document again;     /* of an earlier pass: points into its record */
  DocumentError again_error;
  GArray *pairs;     /* of const char *: metadata of `again` */
  Table **tables;    /* by slot; NULL: a corpus layer, or not needed */
  Ports *ports;      /* by step */
  NamedTable *named; /* what is told, by name */
  guint named_count;
  GPtrArray *bytes;     /* of GString or NULL, by report */
  GPtrArray *logs;      /* of LogLine */
  gboolean stopped;     /* the run was cancelled before it was done */
  gboolean has_failure; /* it failed after it was told */
  Failure failure;
  const char *failed_stage;
} Flight;

/* For the steps of one pass; corpus tables that exist are bound. */
Flight *item_new(Engine *engine, guint pass);
void item_free(Flight *item);

/* Ready for the next document: no rows, nothing said. */
void item_clear(Flight *item);

/* Empties all tables of a document that failed. */
void item_drop_rows(Flight *item);

/* The job of a step on the item's document. */
stemma_job item_job(const Flight *item, guint step);

/* Opens the writers of a step's outputs, and checks what was written. */
void item_open_writers(Flight *item, guint step);
gboolean item_check(Flight *item, guint step, Failure *failure);

DocumentResult item_result(const Flight *item);

#endif
