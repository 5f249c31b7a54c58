/* SPDX-License-Identifier: Apache-2.0
 *
 * schema.h - a layer's schema as JSON, so that a report says how to read its
 * rows.
 */
#ifndef OUTPUT_SCHEMA_H
#define OUTPUT_SCHEMA_H

#include "../report.h"

/* The types' names, by number; 0 and those beyond STEMMA_ROW are NULL. */
#define SCHEMA_TYPES 13u
extern const char *const schema_types[SCHEMA_TYPES];

/* Hidden fields are left out, as they are in rows. */
void schema_append(GString *to, const RunLayer *layer);

#endif
