/* SPDX-License-Identifier: Apache-2.0
 *
 * waiting.h - what the stage tells whoever runs it: that it waits for its
 * program, so that another thread may work, and when a document's time begins.
 *
 * The engine offers these functions, so that this room need not know it; where
 * nobody does, nothing is told.
 */
#ifndef EXEC_WAITING_H
#define EXEC_WAITING_H

/* Each is for the call that this thread is in, and does nothing where it is in
 * none.  [any] */
typedef struct {
  void (*start_clock)(void);
  void (*wait)(void);
  void (*go_on)(void);
} Waiting;

/* `waiting` lives for ever; always the same one.  Any thread. */
void waiting_offer(const Waiting *waiting);

void waiting_start_clock(void);
void waiting_wait(void);
void waiting_go_on(void);

#endif
