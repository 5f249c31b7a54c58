/* SPDX-License-Identifier: Apache-2.0
 *
 * order.h - what a worker program must know of a plan to run one of its stages:
 * packed by the host, unpacked by the program.
 *
 * Private to this room, but for the program.
 */
#ifndef ENGINE_ORDER_H
#define ENGINE_ORDER_H

#include "../instance.h"

/* NULL: a module that lies in no file, which only a copy of this process can
 * run. */
GByteArray *order_pack(const Plan *plan, guint stage,
                       const Surroundings *around);

/* A plan that has this stage's steps alone, at their own numbers, and of the
 * slots those that they read and write; it and what is in `around` live for
 * ever.  The bytes are the host's, and trusted.  NULL: a plugin's file has
 * changed. */
Plan *order_unpack(const guint8 *bytes, gsize length, guint *stage,
                   Surroundings *around, GError **error);

#endif
