/* SPDX-License-Identifier: Apache-2.0
 *
 * schema.h - the file that says which layers an exec stage reads and writes.
 *
 * Private to this room.
 */
#ifndef EXEC_SCHEMA_H
#define EXEC_SCHEMA_H

#include <glib.h>
#include <stemma/stemma.h>

#define SCHEMA_ERROR (schema_error_quark())
GQuark schema_error_quark(void);

/* Arrays of stemma_port, whose layers and names live as long as `blocks`. */
typedef struct {
  GPtrArray *blocks;
  GArray *reads;
  GArray *writes;
} ExecSchema;

/* FALSE with what is wrong and where. */
gboolean exec_schema_read(const char *path, ExecSchema *schema, GError **error);
void exec_schema_clear(ExecSchema *schema);

#endif
