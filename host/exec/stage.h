/* SPDX-License-Identifier: Apache-2.0
 *
 * stage.h - the functions of an exec stage, and what its options say.
 *
 * Private to this room.
 */
#ifndef EXEC_STAGE_H
#define EXEC_STAGE_H

#include "../config/pipeline.h"
#include <stemma/stemma.h>

typedef struct {
  const char *command;
  const char *schema;
  gint64 programs; /* 0: one for each thread, or one alone with a batch */
  gint64 batch;    /* documents for each program at once; 0: as threads ask */
  guint32 offsets; /* index into the choices of the option */
} ExecOptions;

/* In the order of the option's choices. */
Offsets exec_offsets(const ExecOptions *options);

extern const stemma_life exec_life;
extern const stemma_map exec_map;

#endif
