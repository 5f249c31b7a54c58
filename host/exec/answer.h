/* SPDX-License-Identifier: Apache-2.0
 *
 * answer.h - rows of a program's answer.
 *
 * Private to this room.
 */
#ifndef EXEC_ANSWER_H
#define EXEC_ANSWER_H

#include "exec_units.h"
#include <stemma/stemma.h>

/* Reads one line, which is changed, and appends its rows to the outputs of the
 * job, which are those of `stage`.  `why` gets what is wrong. */
stemma_status answer_read(const stemma_stage *stage, const stemma_job *job,
                          const ExecUnits *units, GString *line, GString *why);

#endif
