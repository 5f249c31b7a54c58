/* SPDX-License-Identifier: Apache-2.0
 *
 * exec_units.h - code points or UTF-16 units of a text as bytes.
 *
 * Private to this room.
 */
#ifndef EXEC_UNITS_H
#define EXEC_UNITS_H

#include "../corpus/offsets.h"

/* Where every 64th unit begins, so that a look is short anywhere. */
typedef struct {
  const char *text;
  guint32 length;
  Offsets unit;
  GArray *marks; /* of guint32; used again */
} ExecUnits;

void exec_units_init(ExecUnits *units);
void exec_units_clear(ExecUnits *units);
void exec_units_start(ExecUnits *units, const char *text, guint32 length,
                      Offsets unit);

/* The byte at which unit `at` begins; FALSE: it is beyond the text, or half a
 * character. */
gboolean exec_units_byte(const ExecUnits *units, guint64 at, guint32 *byte);

#endif
