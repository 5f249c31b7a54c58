/* SPDX-License-Identifier: Apache-2.0
 *
 * tape.h - all that a run wrote, in one file, to be written again by a later
 * run.
 *
 * Sinks record on a tape while they write; where a report is written by others
 * (SQLite), the tape takes the file when it is whole.  Everywhere a NULL tape
 * is one that nothing is recorded on.  One thread at a time.
 */
#ifndef OUTPUT_TAPE_H
#define OUTPUT_TAPE_H

#include <glib.h>

typedef struct Tape Tape;

enum { TAPE_KEY = 32 };

/* Will be at `path`, whose folder is there.  `key` has TAPE_KEY bytes.  NULL
 * and errno where no file can be made. */
Tape *tape_new(const char *path, const void *key);
/* Without tape_keep nothing is left. */
void tape_free(Tape *tape);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tape, tape_free)

/* A place that a report writes to, for tape_bytes: `path` as for sink_new. */
guint tape_place(Tape *tape, const char *path);
void tape_bytes(Tape *tape, guint place, const void *bytes, gsize length);
/* A folder that was made for files in it. */
void tape_folder(Tape *tape, const char *path);
/* A file that will be at `path` and has the bytes of the one at `from`. */
void tape_file(Tape *tape, const char *path, const char *from);

/* A line for people. */
typedef struct {
  guint level;
  const char *stage;
  const char *document; /* NULL: not about one */
  const char *line;
} TapeLine;

void tape_line(Tape *tape, const TapeLine *line);

/* Now it is at its path.  0, or the errno of the first thing that failed. */
int tape_keep(Tape *tape, int status);

typedef enum {
  TAPE_NONE,   /* there is none, or it is damaged; nothing was done */
  TAPE_PLAYED, /* everything is in its place */
  TAPE_FAILED  /* with an error of sink.h, or cancelled */
} TapeResult;

typedef struct {
  const char *path;
  const void *key;
  void (*line)(void *data, const TapeLine *line); /* may be NULL */
  void *data;
  const volatile int *cancelled; /* may be NULL */
} TapePlay;

/* Writes all again, as sinks do: whole or not at all.  A file that has the
 * bytes already is left as it is, with a new time stamp. */
TapeResult tape_play(const TapePlay *play, int *status, GError **error);

#endif
