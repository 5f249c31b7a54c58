/* SPDX-License-Identifier: Apache-2.0
 *
 * desk.h - what a thread prints rows with, kept from one document to the next.
 *
 * Any thread takes a desk and gives it back, so that nothing is made anew for
 * a document and nothing is locked for a table.
 */
#ifndef OUTPUT_DESK_H
#define OUTPUT_DESK_H

#include "row.h"

typedef struct {
  Slices slices;
  GArray *printers; /* of the layers that were printed here */
  gboolean text;    /* rows carry their text */
} Desk;

/* Desks that nobody uses. */
typedef struct Desks Desks;

Desks *desks_new(void);
/* All desks have been given back. */
void desks_free(Desks *desks);

/* One for rows with or without their text; all of one Desks are alike.  [any]
 */
Desk *desk_take(Desks *desks, gboolean text);
void desk_give_back(Desks *desks, Desk *desk);

/* How the rows of `layer`, which must outlive the desk, are printed. */
const RowPrinter *desk_printer(Desk *desk, const stemma_layer *layer);

#endif
