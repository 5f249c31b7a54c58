/* SPDX-License-Identifier: Apache-2.0
 *
 * verdict.c - see verdict.h.
 */
#include "verdict.h"

/* What comes from a plugin may be any bytes. */
static void
settle(Verdict *verdict, Outcome outcome, const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  const char *end;
  char *at;

  if (verdict->outcome != OUTCOME_OK)
    return;
  for (at = valid; *at; at++)
    if ((guchar)*at < 0x20 || *at == 0x7F)
      *at = ' ';
  verdict->outcome = outcome;
  g_strlcpy(verdict->message, valid, sizeof verdict->message);
  if (!g_utf8_validate(verdict->message, -1, &end))
    verdict->message[end - verdict->message] = '\0';
}

gboolean
verdict_fail(Verdict *verdict, const char *format, ...)
{
  va_list arguments;

  va_start(arguments, format);
  settle(verdict, OUTCOME_FAIL, format, arguments);
  va_end(arguments);
  return FALSE;
}

gboolean
verdict_skip(Verdict *verdict, const char *format, ...)
{
  va_list arguments;

  va_start(arguments, format);
  settle(verdict, OUTCOME_SKIP, format, arguments);
  va_end(arguments);
  return FALSE;
}

gboolean
verdict_is_open(const Verdict *verdict)
{
  return verdict->outcome == OUTCOME_OK;
}
