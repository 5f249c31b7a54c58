/* SPDX-License-Identifier: Apache-2.0
 *
 * member.c - values of a line.
 */
#include "private.h"

gboolean
take_null(JsonLine *json)
{
  return json_peek(json) == JSON_NULL && json_skip(json);
}

gboolean
take_string(JsonLine *json, const char **text, gsize *length)
{
  JsonText read = { NULL, 0 };

  *text = NULL;
  if (length)
    *length = 0;
  if (take_null(json))
    return TRUE;
  if (!json_string(json, &read))
    return FALSE;
  *text = read.bytes;
  if (length)
    *length = read.length;
  return TRUE;
}

gboolean
take_double(JsonLine *json, double *value)
{
  JsonText read;

  *value = 0;
  if (take_null(json))
    return TRUE;
  if (!json_number(json, &read))
    return FALSE;
  *value = g_ascii_strtod(read.bytes, NULL);
  return TRUE;
}

gboolean
take_u32(JsonLine *json, guint32 *value)
{
  double number;

  if (!take_double(json, &number))
    return FALSE;
  *value = number >= 0 && number <= G_MAXUINT32 ? (guint32)number : 0;
  return TRUE;
}

gboolean
take_bool(JsonLine *json, gboolean *value)
{
  *value = json_peek(json) == JSON_TRUE;
  return json_skip(json);
}
