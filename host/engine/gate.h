/* SPDX-License-Identifier: Apache-2.0
 *
 * gate.h - how many threads of a run are at work at once, where it has more of
 * them because some only wait for a program.
 *
 * NULL is a gate that lets all through.
 */
#ifndef ENGINE_GATE_H
#define ENGINE_GATE_H

#include <glib.h>

typedef struct Gate Gate;

Gate *gate_new(guint most);
void gate_free(Gate *gate);

/* Waits until fewer than `most` are inside. */
void gate_enter(Gate *gate);
void gate_leave(Gate *gate);

#endif
