/* SPDX-License-Identifier: Apache-2.0
 *
 * step.h - what row.c walks: a layer's fields, each with the bytes that stand
 * before its value.
 */
#ifndef OUTPUT_STEP_H
#define OUTPUT_STEP_H

#include "row.h"

/* How one field is printed. */
typedef struct {
  guint16 type;
  gboolean nullable;
  guint32 bit;    /* a mask */
  guint32 offset; /* in the row */
  char *key;      /* ,"name": */
  gsize key_length;
  char *second_key; /* of a span or a range, which print two members */
  gsize second_length;
  GPtrArray *choices; /* of char *: with quote marks */
  char *target;
  gint doc_offset; /* of the STEMMA_DOC field that a span belongs to, or -1 */
} Step;

/* See row.h. */
struct RowPrinter {
  GArray *steps; /* of Step */
  gboolean text; /* rows carry their text */
  gboolean in_corpus;
  gint text_offset; /* of the row's own field "text", or -1 */
  gint doc_offset;  /* of the field "doc", which the row's span is in */
  gsize room;       /* for all of a row but its strings */
};

#endif
