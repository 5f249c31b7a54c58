/* SPDX-License-Identifier: Apache-2.0
 *
 * ini-name.c - names: lower { lower | digit | "-" }, at most 63 bytes.
 */
#include "ini-private.h"
#include <string.h>

/* The first byte of `name` that does not fit, NULL when all is well. */
static const char *
first_wrong(const char *name, gsize length, gboolean with_underscore)
{
  gsize i;

  for (i = 0; i < length; i++) {
    gboolean fits = g_ascii_islower(name[i])
                    || (i > 0
                        && (g_ascii_isdigit(name[i]) || name[i] == '-'
                            || (with_underscore && name[i] == '_')));

    if (!fits)
      return name + i;
  }
  return NULL;
}

typedef enum { FAULT_NONE, FAULT_EMPTY, FAULT_LONG, FAULT_LETTER } Fault;

static Fault
name_fault(const char *name, gsize length, gboolean with_underscore,
           const char **at)
{
  *at = first_wrong(name, length, with_underscore);
  if (*at)
    return FAULT_LETTER;
  if (length == 0)
    return FAULT_EMPTY;
  return length > INI_NAME_LENGTH ? FAULT_LONG : FAULT_NONE;
}

static Fault
key_fault(const char *key, const char **at)
{
  gboolean later = FALSE;

  for (;;) {
    const gsize length = strcspn(key, ".");
    Fault fault = name_fault(key, length, later, at);

    if (fault != FAULT_NONE || key[length] == '\0')
      return fault;
    key += length + 1;
    later = TRUE;
  }
}

char *
ini_mend_name(const char *name)
{
  g_autofree char *mended = g_ascii_strdown(name, -1);
  const char *at;

  g_strstrip(g_strdelimit(mended, "_ ", '-'));
  if (strcmp(mended, name) == 0 || key_fault(mended, &at) != FAULT_NONE)
    return NULL;
  return g_steal_pointer(&mended);
}

static gboolean
tell(Fault fault, const char *name, const char *at, const char *what,
     const Place *place, Diagnostics *all)
{
  g_autofree char *mended = ini_mend_name(name);
  Diagnostic *diagnostic;

  if (fault == FAULT_EMPTY) {
    diagnostic = diagnostics_add(all, DIAGNOSTIC_ERROR, "E109", place,
                                 "%s \"%s\" has an empty part", what, name);
  } else if (fault == FAULT_LONG) {
    diagnostic = diagnostics_add(all, DIAGNOSTIC_ERROR, "E109", place,
                                 "%s \"%s\" is longer than %d bytes", what,
                                 name, INI_NAME_LENGTH);
  } else {
    const gboolean first = at == name || at[-1] == '.';

    diagnostic = diagnostics_add(all, DIAGNOSTIC_ERROR, "E109", place,
                                 "%s \"%s\" cannot %s \"%.*s\"", what, name,
                                 first ? "begin with" : "have",
                                 (int)(g_utf8_next_char(at) - at), at);
    diagnostic_hint(diagnostic, "names have a-z, 0-9 and \"-\", and begin "
                                "with a letter");
    if (*at == ' ' && (at[1] == '#' || at[1] == ';'))
      diagnostic_hint(diagnostic, "a comment needs a line of its own");
  }
  diagnostic_suggest_text(diagnostic, mended);
  return FALSE;
}

gboolean
ini_check_name(const char *name, const char *what, const Place *place,
               Diagnostics *all)
{
  const char *at;
  Fault fault = name_fault(name, strlen(name), FALSE, &at);

  return fault == FAULT_NONE || tell(fault, name, at, what, place, all);
}

gboolean
ini_check_layer(const char *name, const Place *place, Diagnostics *all)
{
  const char *part = name, *at;

  for (;;) {
    const gsize length = strcspn(part, ".");
    Fault fault = name_fault(part, length, TRUE, &at);

    if (fault != FAULT_NONE)
      return tell(fault, name, at, "layer name", place, all);
    if (part[length] == '\0')
      return TRUE;
    part += length + 1;
  }
}

gboolean
ini_is_key(const char *key)
{
  const char *at;

  return key_fault(key, &at) == FAULT_NONE;
}

gboolean
ini_check_key(const char *key, const Place *place, Diagnostics *all)
{
  const char *at;
  Fault fault = key_fault(key, &at);

  return fault == FAULT_NONE || tell(fault, key, at, "option name", place, all);
}
