/* SPDX-License-Identifier: Apache-2.0
 *
 * filter.h - what the commands that turn JSON Lines into JSON Lines have in
 * common: reading files or standard input line by line, telling which line
 * cannot be used and why, and going on with the others.
 */
#ifndef COMMAND_FILTER_H
#define COMMAND_FILTER_H

#include <json-glib/json-glib.h>

#include "command.h"

/* Answers one line: appends whole lines to `out`.  FALSE with an error, whose
 * message says what was found and what is wanted, where it cannot. */
typedef gboolean (*FilterLine)(gpointer data, JsonObject *line, GString *out,
                               GError **error);

#define FILTER_ERROR (filter_error_quark())
GQuark filter_error_quark(void);

/* Runs over the files in `names` (NULL-terminated; none: standard input, as
 * "-") and prints the answers on standard output.  A line that is no JSON
 * object or that `answer` refuses is told on standard error as
 * "FILE:LINE:COLUMN: error: ... [E604]".  The exit status. */
int filter_run(char **names, FilterLine answer, gpointer data);

/* For FilterLine.  The member, or NULL with an error when it is missing or of
 * another type.  A string is the object's. */
const char *filter_string(JsonObject *object, const char *name, GError **error);
/* An array whose items are all strings; the array is the object's. */
JsonArray *filter_strings(JsonObject *object, const char *name, GError **error);
/* An object; the object's. */
JsonObject *filter_object(JsonObject *object, const char *name, GError **error);

/* Yes/no, a number, a string of `object` (NULL: none), or `fallback` where it
 * is absent, null or of another type. */
gboolean filter_flag(JsonObject *object, const char *name, gboolean fallback);
double filter_number(JsonObject *object, const char *name, double fallback);
const char *filter_word(JsonObject *object, const char *name,
                        const char *fallback);

#endif
