/* SPDX-License-Identifier: Apache-2.0
 *
 * gather.h - a report that keeps a summary while documents pass and prints it
 * at the end: the base of terminal, markdown, junit and github.
 */
#ifndef SUMMARY_GATHER_H
#define SUMMARY_GATHER_H

#include "../screen.h"
#include "../sink/tape.h"
#include "summary.h"

typedef void (*GatherPrint)(const Summary *summary, Screen *screen);

/* `format` is a string that lives for ever; `path` and `tape`
 * as for sink_new. */
Report *gather_new(const char *format, const char *path, Tape *tape,
                   GatherPrint print, GError **error);

#endif
