/* SPDX-License-Identifier: Apache-2.0
 *
 * exec_units.c - see exec_units.h.
 */
#include "exec_units.h"

#define EVERY 64u

void
exec_units_init(ExecUnits *units)
{
  units->marks = g_array_new(FALSE, FALSE, sizeof(guint32));
}

void
exec_units_clear(ExecUnits *units)
{
  g_array_unref(units->marks);
}

/* Bytes and units of the character at `at`. */
static guint32
step(const ExecUnits *units, guint32 at, guint32 *more)
{
  guchar lead = (guchar)units->text[at];
  guint32 bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

  *more = units->unit == OFFSETS_UTF16 && bytes == 4 ? 2 : 1;
  return bytes;
}

/* A mark tells the first character that begins at its unit or behind: the byte
 * and the unit. */
void
exec_units_start(ExecUnits *units, const char *text, guint32 length,
                 Offsets unit)
{
  guint32 at = 0, count = 0, more;

  units->text = text;
  units->length = length;
  units->unit = unit;
  g_array_set_size(units->marks, 0);
  while (unit != OFFSETS_BYTE && at < length) {
    while (units->marks->len / 2 * EVERY <= count) {
      g_array_append_val(units->marks, at);
      g_array_append_val(units->marks, count);
    }
    at += step(units, at, &more);
    count += more;
  }
}

gboolean
exec_units_byte(const ExecUnits *units, guint64 at, guint32 *byte)
{
  guint32 here = 0, count = 0, more;
  guint64 mark = at / EVERY;

  if (units->unit == OFFSETS_BYTE) {
    *byte = (guint32)at;
    return at <= units->length;
  }
  if (mark * 2 < units->marks->len) {
    here = g_array_index(units->marks, guint32, mark * 2);
    count = g_array_index(units->marks, guint32, mark * 2 + 1);
  } else if (units->marks->len > 0) {
    here = g_array_index(units->marks, guint32, units->marks->len - 2);
    count = g_array_index(units->marks, guint32, units->marks->len - 1);
  }
  while (count < at && here < units->length) {
    here += step(units, here, &more);
    count += more;
  }
  *byte = here;
  return count == at;
}
