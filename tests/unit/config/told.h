/* SPDX-License-Identifier: Apache-2.0
 *
 * told.h - what was told, as text, for the tests of this room.
 */
#ifndef TESTS_TOLD_H
#define TESTS_TOLD_H

#include "config/diagnostic.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

/* Free it with g_free. */
static inline char *
told_as(const Diagnostics *all, DiagnosticsFormat format)
{
  char *buffer = NULL;
  size_t length;
  FILE *file = open_memstream(&buffer, &length);
  char *text;

  diagnostics_print(all, format, FALSE, file);
  fclose(file);
  text = g_strdup(buffer);
  free(buffer);
  return text;
}

static inline void
assert_told(const Diagnostics *all, const char *expected)
{
  char *text = told_as(all, DIAGNOSTICS_TEXT);

  assert_string_equal(text, expected);
  g_free(text);
}

#endif
