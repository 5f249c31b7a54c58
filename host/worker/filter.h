/* SPDX-License-Identifier: Apache-2.0
 *
 * filter.h - a program for the kernel that judges system calls by number: a
 * search tree, as the kernel runs it once for each number there is when it is
 * installed, which costs more than all else about a new worker process if it
 * is a list.
 *
 * A program is written from its end to its begin, as it can only jump forward:
 * each part is told where to go on, and gives the place where it begins.
 *
 * Private to this room.
 */
#ifndef WORKER_FILTER_H
#define WORKER_FILTER_H

#include <glib.h>

/* A place in a program: how many instructions there are from it on. */
typedef guint Place;

typedef struct {
  GArray *code; /* of struct sock_filter, the last one first */
  GArray *ways; /* which number goes where */
} Filter;

Filter filter_new(void);
void filter_free(Filter *filter);

/* An end: SECCOMP_RET_... */
Place filter_end(Filter *filter, guint32 action);

/* Argument `number` (its low half): `yes` where it is `value`, or where it has
 * a bit of `bits`; else `no`. */
Place filter_argument_is(Filter *filter, guint number, guint32 value, Place yes,
                         Place no);
Place filter_argument_has(Filter *filter, guint number, guint32 bits, Place yes,
                          Place no);

/* Call `number` goes on at `place`; told once for each number. */
void filter_send(Filter *filter, guint32 number, Place place);

/* Writes the tree, in which every other number goes on at `rest`, and what
 * stands before it; puts all into the order that the kernel reads. */
void filter_close(Filter *filter, Place rest);

/* In a closed program: filter_argument_is at `place` looks for `value` from now
 * on. */
void filter_change(Filter *filter, Place place, guint32 value);

/* The errno of a closed program that the kernel refused; 0: it holds. */
int filter_install(const Filter *filter);

/* Is there a filter for this kind of machine? */
gboolean filter_is_known(void);

#endif
