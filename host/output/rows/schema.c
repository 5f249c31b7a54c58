/* SPDX-License-Identifier: Apache-2.0
 *
 * schema.c - see schema.h.
 */
#include "schema.h"

#include "append.h"

const char *const schema_types[SCHEMA_TYPES] = {
  [STEMMA_U32] = "u32",     [STEMMA_I32] = "i32",   [STEMMA_I64] = "i64",
  [STEMMA_F64] = "f64",     [STEMMA_BOOL] = "bool", [STEMMA_ENUM] = "enum",
  [STEMMA_STR] = "string",  [STEMMA_SPAN] = "span", [STEMMA_REF] = "ref",
  [STEMMA_RANGE] = "range", [STEMMA_DOC] = "doc",   [STEMMA_ROW] = "row",
};

static void
append_choices(GString *to, const char *const *choices)
{
  append_literal(to, ",\"choices\":[");
  for (guint i = 0; choices && choices[i]; i++) {
    append_bytes(to, ",", i > 0);
    append_text(to, choices[i]);
  }
  append_literal(to, "]");
}

static void
append_field(GString *to, const stemma_field *field)
{
  append_member(to, "{\"name\":", field->name);
  append_member(to, ",\"type\":", schema_types[field->type]);
  if (field->type == STEMMA_ENUM)
    append_choices(to, field->choices);
  if (field->target)
    append_member(to, ",\"target\":", field->target);
  if (field->unit && *field->unit)
    append_member(to, ",\"unit\":", field->unit);
  if (field->flags & STEMMA_FIELD_NULLABLE)
    append_literal(to, ",\"nullable\":true");
  append_literal(to, "}");
}

void
schema_append(GString *to, const RunLayer *named)
{
  const stemma_layer *layer = named->layer;
  gboolean first = TRUE;

  append_member(to, "{\"name\":", named->name);
  append_member(to, ",\"layer\":", layer->name);
  append_literal(to, ",\"version\":");
  append_u64(to, layer->version);
  append_literal(to, ",\"corpus\":");
  append_bool(to, (layer->flags & STEMMA_LAYER_CORPUS) != 0);
  append_literal(to, ",\"fields\":[");
  for (guint32 i = 0; i < layer->fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, layer->fields, i);

    if (field->flags & STEMMA_FIELD_HIDDEN || field->type >= SCHEMA_TYPES)
      continue;
    append_bytes(to, ",", !first);
    append_field(to, field);
    first = FALSE;
  }
  append_literal(to, "]}");
}
