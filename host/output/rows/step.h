/* SPDX-License-Identifier: Apache-2.0
 *
 * step.h - what row.c walks: a layer's fields, each with the bytes that stand
 * before its value.
 */
#ifndef OUTPUT_STEP_H
#define OUTPUT_STEP_H

#include "row.h"

/* Bytes with room behind them up to a multiple of PAD, so that they are copied
 * in whole pieces of that size, without a call. */
#define PAD 32u
typedef struct {
  char *bytes;
  gsize length;
} Padded;

/* Up to PAD bytes more than the length are written.  The end. */
static inline char *
padded_copy(char *to, const Padded *from)
{
  memcpy(to, from->bytes, PAD);
  for (gsize done = PAD; G_UNLIKELY(done < from->length); done += PAD)
    memcpy(to + done, from->bytes + done, PAD);
  return to + from->length;
}

/* A field of few values: an enum or a bool. */
typedef struct {
  guint32 needs;  /* the bit of `present` that a row with a value has, or 0 */
  guint32 offset; /* in the row */
  guint32 most;   /* the value that all beyond it are taken for */
  guint32 none;   /* that of a field without a value */
  guint32 weight; /* of the value in the number of the text */
} Choice;

/* How one field is printed, or some fields of few values that stand side by
 * side: what they print is written beforehand, for each of their combinations.
 */
typedef struct {
  guint16 type;    /* STEMMA_ENUM: all of `choices` */
  guint32 needs;   /* as a choice's */
  guint32 offset;  /* in the row */
  Padded key;      /* ,"name": */
  Padded second;   /* of a span or a range, which print two members */
  Padded unset;    /* ,"name":null */
  Choice *choices; /* or NULL */
  guint32 choice_count;
  Padded *texts; /* ,"name":"choice","name":true */
  guint32 text_count;
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
  gsize room;       /* for all of a row but its strings beyond STEP_STRING */
};

/* A string of so many bytes that needs no escapes has room in a row. */
#define STEP_STRING 32u

#endif
