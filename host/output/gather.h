/* SPDX-License-Identifier: Apache-2.0
 *
 * gather.h - a report that keeps a summary while documents pass and prints it
 * at the end: the base of terminal, markdown, junit and github.
 */
#ifndef OUTPUT_GATHER_H
#define OUTPUT_GATHER_H

#include "terminal/summary.h"

typedef void (*GatherPrint)(const Summary *summary, Screen *screen);

/* `format` is a string that lives for ever; `path` NULL: standard output. */
Report *gather_new(const char *format, const char *path, GatherPrint print,
                   GError **error);

#endif
