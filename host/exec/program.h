/* SPDX-License-Identifier: Apache-2.0
 *
 * program.h - a program that answers lines with lines, as several threads may
 * ask it: each line written, the answers in the same order.
 *
 * It is started by the first line, and again by the first one after it ended.
 */
#ifndef EXEC_PROGRAM_H
#define EXEC_PROGRAM_H

#include <glib.h>

typedef struct Program Program;

/* `words` (NULL-terminated, borrowed) are run in `folder`. */
Program *program_new(const char *const *words, const char *folder);
/* Ends it: what reads to the end of its input has a second for its own end. */
void program_free(Program *program);

/* Who asks. */
typedef struct {
  /* All lines before this one are answered: its time begins. */
  void (*begin)(gpointer data);
  /* Asked ten times a second from then on: TRUE ends the program. */
  gboolean (*is_over)(gpointer data);
  gpointer data;
} Asker;

/* Sends a line that ends in a newline and takes the answer, without its
 * newline and with eight NUL bytes behind it.  FALSE with the reason in `why`;
 * only the line that the program did not answer has that, others in flight are
 * sent to the next one.  [any] */
gboolean program_ask(Program *program, const GString *line, GString *answer,
                     const Asker *asker, GString *why);

#endif
