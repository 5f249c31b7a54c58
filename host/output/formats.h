/* SPDX-License-Identifier: Apache-2.0
 *
 * formats.h - the reports that this build has; report.c lists them.
 */
#ifndef OUTPUT_FORMATS_H
#define OUTPUT_FORMATS_H

#include "report.h"
#include "sink/tape.h"

/* One line for each format, by name: X(NAME, PLACE), where PLACE says what it
 * is written to when standard output does not do; NULL: that does. */
#define FORMATS(X)                                                             \
  X(csv, "FOLDER")                                                             \
  X(github, NULL)                                                              \
  X(gitlab, NULL)                                                              \
  X(html, NULL)                                                                \
  X(json, NULL)                                                                \
  X(jsonl, NULL)                                                               \
  X(junit, NULL)                                                               \
  X(markdown, NULL)                                                            \
  X(sarif, NULL)                                                               \
  X(sqlite, "FILE")                                                            \
  X(tap, NULL)                                                                 \
  X(terminal, NULL)

/* Each takes the path, NULL for standard output, and the tape on which what it
 * writes is recorded, or NULL. */
#define FORMAT_DECLARE(name, place)                                            \
  Report *name##_new(const char *path, Tape *tape, GError **error);
FORMATS(FORMAT_DECLARE)
#undef FORMAT_DECLARE

#endif
