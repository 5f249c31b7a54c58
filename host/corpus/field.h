/* SPDX-License-Identifier: Apache-2.0
 *
 * field.h - what a row has in a field.  Any thread.
 */
#ifndef CORPUS_FIELD_H
#define CORPUS_FIELD_H

#include <glib.h>
#include <stemma/stemma.h>
#include <string.h>

static inline gboolean
field_is_set(const stemma_field *field, const stemma_row *row)
{
  return !(field->flags & STEMMA_FIELD_NULLABLE)
         || (row->present >> (field->bit & 31) & 1u);
}

/* The first 32 bits of the field: a row's or document's number, an enum, ... */
static inline guint32
field_u32(const stemma_field *field, const stemma_row *row)
{
  guint32 value;

  memcpy(&value, (const char *)row + field->offset, sizeof value);
  return value;
}

#endif
