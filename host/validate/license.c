/* SPDX-License-Identifier: Apache-2.0
 *
 * license.c - see license.h.
 */
#include "license.h"
#include <string.h>

static void
skip_blanks(const char **at)
{
  while (**at == ' ')
    (*at)++;
}

/* Takes `word` if it is what comes next. */
static gboolean
take_word(const char **at, const char *word)
{
  gsize length = strlen(word);

  skip_blanks(at);
  if (strncmp(*at, word, length) != 0 || ((*at)[length] != ' '))
    return FALSE;
  *at += length;
  return TRUE;
}

static gboolean
is_operator(const char *word, gsize length)
{
  static const char *const operators[] = { "AND", "OR", "WITH" };

  for (guint i = 0; i < G_N_ELEMENTS(operators); i++)
    if (strlen(operators[i]) == length
        && g_ascii_strncasecmp(word, operators[i], length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
take_id(const char **at)
{
  const char *start;

  skip_blanks(at);
  start = *at;
  while (g_ascii_isalnum(**at) || **at == '-' || **at == '.' || **at == ':')
    (*at)++;
  if (*at == start || is_operator(start, (gsize)(*at - start)))
    return FALSE;
  if (**at == '+')
    (*at)++;
  return TRUE;
}

/* Brackets do not nest deeper than anybody writes them. */
static gboolean
take_expression(const char **at, guint depth)
{
  do {
    skip_blanks(at);
    if (**at == '(') {
      (*at)++;
      if (depth == 0 || !take_expression(at, depth - 1))
        return FALSE;
      skip_blanks(at);
      if (*(*at)++ != ')')
        return FALSE;
    } else if (!take_id(at) || (take_word(at, "WITH") && !take_id(at))) {
      return FALSE;
    }
  } while (take_word(at, "AND") || take_word(at, "OR"));
  return TRUE;
}

gboolean
license_is_expression(const char *text)
{
  const char *at = text;

  if (!take_expression(&at, 8))
    return FALSE;
  skip_blanks(&at);
  return *at == '\0';
}
