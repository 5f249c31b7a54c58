/* SPDX-License-Identifier: Apache-2.0
 *
 * effective.h - a pipeline file with its includes and the command line's
 * settings, merged key by key; each value keeps the place that set it.
 */
#ifndef CONFIG_EFFECTIVE_H
#define CONFIG_EFFECTIVE_H

#include "ini.h"
#include "pipeline.h"

/* Reads `path` (NULL: the built-in default); `overrides` may be NULL.  E501,
 * E502, E503, E505 and E801 go to `all`, as do the reader's.  NULL when the
 * file itself cannot be read. */
Ini *effective_read(const char *path, const Overrides *overrides,
                    Diagnostics *all);

/* The lines of the built-in default, made from default.ini. */
extern const char *const default_pipeline[];

#endif
