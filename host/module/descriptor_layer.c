/* SPDX-License-Identifier: Apache-2.0
 *
 * descriptor_layer.c - checks and copies a layer with its fields.
 */
#include "descriptor.h"
#include "layer.h"
#include <string.h>

#define FIELDS_MAX 256u
#define CHOICES_MAX 4096u
#define ROW_MAX 4096u

#define FIELD_FLAGS (STEMMA_FIELD_NULLABLE | STEMMA_FIELD_HIDDEN)
#define LAYER_FLAGS                                                            \
  (STEMMA_LAYER_SORTED | STEMMA_LAYER_DISJOINT | STEMMA_LAYER_CORPUS           \
   | STEMMA_LAYER_BY_DOC | STEMMA_LAYER_UNIQUE)

static gboolean
field_lies_well(const Adoption *adoption, const char *part,
                const stemma_layer *layer, const stemma_field *field,
                guint32 *end)
{
  guint size = field_type_size(field->type);
  guint align = field_type_align(field->type);

  adoption_rule(adoption, "layer.types");
  if (size == 0)
    return adoption_fault(adoption, part, "type is %u, which ABI %u.%u lacks",
                          field->type, STEMMA_EPOCH, STEMMA_MINOR);
  adoption_rule(adoption, "layer.fields");
  if (field->offset < *end)
    return adoption_fault(adoption, part,
                          "offset is %u, and what comes before it ends at %u",
                          field->offset, *end);
  if (field->offset % align != 0)
    return adoption_fault(adoption, part,
                          "offset is %u, and %s needs a multiple of %u",
                          field->offset, field_type_name(field->type), align);
  if (field->offset > layer->row_size || size > layer->row_size - field->offset)
    return adoption_fault(adoption, part,
                          "offset is %u, and its %u bytes end outside the row "
                          "of %u",
                          field->offset, size, layer->row_size);
  if (layer->row_size % align != 0)
    return adoption_fault(adoption, part,
                          "row_size is %u, and %s needs a multiple of %u",
                          layer->row_size, field_type_name(field->type), align);
  *end = field->offset + size;
  return TRUE;
}

static gboolean
field_has_parts(const Adoption *adoption, const char *part,
                const stemma_field *field, guint32 *bits)
{
  gboolean links = field->type == STEMMA_REF || field->type == STEMMA_RANGE
                   || field->type == STEMMA_ROW;

  adoption_rule(adoption, "layer.types");
  if (links && (!field->target || !*field->target))
    return adoption_fault(adoption, part, "target is NULL, and %s needs one",
                          field_type_name(field->type));
  if (field->type == STEMMA_ENUM
      && !adoption_choices(adoption, part, field->choices, CHOICES_MAX))
    return FALSE;
  if (!(field->flags & STEMMA_FIELD_NULLABLE))
    return TRUE;
  if (field->bit > 31)
    return adoption_fault(adoption, part, "bit is %u, and must be 0 to 31",
                          field->bit);
  if (*bits & (1u << field->bit))
    return adoption_fault(adoption, part, "bit %u is already another field's",
                          field->bit);
  *bits |= 1u << field->bit;
  return TRUE;
}

static gboolean
field_check(Adoption *adoption, const stemma_layer *layer, stemma_field *field,
            guint32 *end, guint32 *bits)
{
  g_autofree char *in_layer = g_strdup_printf("layer \"%s\"", layer->name);
  g_autofree char *part = NULL;

  adoption_rule(adoption, "layer.types");
  if (!adoption_name(adoption, in_layer, "a field's name", field->name, "_"))
    return FALSE;
  part = g_strdup_printf("%s, field \"%s\"", in_layer, field->name);
  return adoption_text(adoption, part, "summary", &field->summary, FALSE)
         && adoption_text(adoption, part, "unit", &field->unit, FALSE)
         && adoption_flags(adoption, part, field->flags, FIELD_FLAGS)
         && field_lies_well(adoption, part, layer, field, end)
         && field_has_parts(adoption, part, field, bits);
}

static gboolean
fields_check(Adoption *adoption, stemma_layer *layer)
{
  stemma_field *fields = (stemma_field *)(guintptr)layer->fields.items;
  guint32 end = sizeof(stemma_row), bits = 0;
  guint i, k;

  for (i = 0; i < layer->fields.count; i++) {
    if (!field_check(adoption, layer, &fields[i], &end, &bits))
      return FALSE;
    for (k = 0; k < i; k++)
      if (strcmp(fields[i].name, fields[k].name) == 0) {
        g_autofree char *part = g_strdup_printf("layer \"%s\"", layer->name);

        return adoption_fault(adoption, part, "the field \"%s\" is there twice",
                              fields[i].name);
      }
  }
  return TRUE;
}

/* A name without a dot is stemma's own.  A third party may read and write such
 * a layer, and must mean the same by it. */
static gboolean
name_is_allowed(const Adoption *adoption, const char *part,
                const stemma_layer *layer)
{
  const stemma_layer *known = layer_builtin(layer->name);
  g_autofree char *conflict = NULL;

  adoption_rule(adoption, known ? "layer.prefix" : "layer.name");
  if (known) {
    conflict = layer_conflict(known, layer);
    return !conflict
           || adoption_fault(adoption, part,
                             "it is not the built-in layer of that name: %s",
                             conflict);
  }
  if (strchr(layer->name, '.')
      || g_str_has_prefix(adoption->module, "org.stemma."))
    return TRUE;
  return adoption_fault(adoption, part,
                        "no built-in layer has that name, and a new one needs "
                        "a dot in it, as in \"org.example.%s\"",
                        layer->name);
}

static gboolean
layer_check(Adoption *adoption, stemma_layer *layer)
{
  g_autofree char *part = NULL;
  stemma_list *fields = &layer->fields;

  adoption_rule(adoption, "layer.name");
  if (!adoption_name(adoption, NULL, "a layer's name", layer->name, "._-"))
    return FALSE;
  adoption_rule(adoption, "layer.fields");
  part = g_strdup_printf("layer \"%s\"", layer->name);
  if (layer->row_size < sizeof(stemma_row) || layer->row_size > ROW_MAX
      || layer->row_size % 4 != 0)
    return adoption_fault(adoption, part,
                          "row_size is %u, and must be a multiple of 4 from "
                          "%" G_GSIZE_FORMAT " to %u",
                          layer->row_size, sizeof(stemma_row), ROW_MAX);
  if (layer->version == 0)
    return adoption_fault(adoption, part, "version is 0, and starts at 1");
  return adoption_text(adoption, part, "summary", &layer->summary, FALSE)
         && adoption_flags(adoption, part, layer->flags, LAYER_FLAGS)
         && adoption_list(adoption, part, fields,
                          FIRST_SIZE(stemma_field, reserved),
                          sizeof(stemma_field), FIELDS_MAX, fields)
         && fields_check(adoption, layer)
         && name_is_allowed(adoption, part, layer);
}

const stemma_layer *
descriptor_layer(Adoption *adoption, const stemma_layer *theirs)
{
  stemma_layer *ours = g_hash_table_lookup(adoption->layers, theirs);

  if (ours)
    return ours;
  ours = adoption_struct(adoption, "a layer", theirs,
                         FIRST_SIZE(stemma_layer, flags), sizeof *ours);
  if (!ours || !layer_check(adoption, ours))
    return NULL;
  g_hash_table_insert(adoption->layers, (gpointer)(guintptr)theirs, ours);
  return ours;
}
