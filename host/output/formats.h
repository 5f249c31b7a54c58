/* SPDX-License-Identifier: Apache-2.0
 *
 * formats.h - the reports that this build has; report.c lists them.
 */
#ifndef OUTPUT_FORMATS_H
#define OUTPUT_FORMATS_H

#include "report.h"

/* Each takes the path, NULL for standard output. */
Report *github_new(const char *path, GError **error);
Report *json_new(const char *path, GError **error);
Report *jsonl_new(const char *path, GError **error);
Report *junit_new(const char *path, GError **error);
Report *markdown_new(const char *path, GError **error);
Report *terminal_new(const char *path, GError **error);

#endif
