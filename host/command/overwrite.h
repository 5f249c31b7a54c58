/* SPDX-License-Identifier: Apache-2.0
 *
 * overwrite.h - reports that would take the place of an article or of each
 * other (E215), which is found before anything is written.
 */
#ifndef COMMAND_OVERWRITE_H
#define COMMAND_OVERWRITE_H

#include "../config/diagnostic.h"
#include <glib.h>

/* `reports` of ReportSpec, `inputs` of Input.  Standard output may take
 * several reports; so may what is no regular file, as /dev/null. */
void overwrite_check(const GPtrArray *reports, const GArray *inputs,
                     Diagnostics *all);

#endif
