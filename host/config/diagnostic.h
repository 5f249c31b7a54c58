/* SPDX-License-Identifier: Apache-2.0
 *
 * diagnostic.h - the errors and warnings of a pipeline file, a command line or
 * an input, collected so that all are told at once.
 *
 * host/docs/pipeline-file.md has the form and every text.  Not for failures
 * inside the program: those are GErrors.  One thread at a time.
 */
#ifndef CONFIG_DIAGNOSTIC_H
#define CONFIG_DIAGNOSTIC_H

#include <glib.h>
#include <stdio.h>

typedef enum { DIAGNOSTIC_ERROR, DIAGNOSTIC_WARNING } DiagnosticLevel;

/* Where something stands.  The strings are interned and live for ever.  Lines
 * and columns count from 1, columns in code points; 0: not known.  `source` is
 * the line as it stands in the file, NULL when there is none to show. */
typedef struct {
  const char *file;
  guint line;
  guint column;
  guint end_column; /* exclusive */
  const char *source;
  gboolean on_command_line; /* `file` is the argument, as "-o a.b=c" */
} Place;

/* `text` for a Place: one copy of it, which lives for ever.  Not
 * g_intern_string, which leaks what it outgrows.  Any thread. */
const char *place_text(const char *text);

typedef struct Diagnostic Diagnostic;
typedef struct Diagnostics Diagnostics;

Diagnostics *diagnostics_new(void);
void diagnostics_free(Diagnostics *all);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Diagnostics, diagnostics_free)

/* Adds one; `place` may be NULL: the command line as a whole.  The result is
 * `all`'s, for the calls below, which each add one "= ..." line. */
Diagnostic *diagnostics_add(Diagnostics *all, DiagnosticLevel level,
                            const char *code, const Place *place,
                            const char *format, ...) G_GNUC_PRINTF(5, 6);
void diagnostic_hint(Diagnostic *diagnostic, const char *format, ...)
    G_GNUC_PRINTF(2, 3);
/* "allowed: ...", sorted; beyond twelve names it names `lister`. */
void diagnostic_allowed(Diagnostic *diagnostic, const char *const *names,
                        const char *lister);
/* "did you mean ...?" by the rules of suggest.h; nothing when none is near. */
void diagnostic_suggest(Diagnostic *diagnostic, const char *found,
                        const char *const *names);
/* "did you mean ...?" where the caller knows what; NULL: nothing. */
void diagnostic_suggest_text(Diagnostic *diagnostic, const char *text);

guint diagnostics_errors(const Diagnostics *all);
guint diagnostics_warnings(const Diagnostics *all);

/* Prints errors and warnings in order of place: as text at most 20 errors and
 * 20 warnings, as JSON all of them, one object a line. */
typedef enum { DIAGNOSTICS_TEXT, DIAGNOSTICS_JSON } DiagnosticsFormat;
void diagnostics_print(const Diagnostics *all, DiagnosticsFormat format,
                       gboolean color, FILE *to);

#endif
