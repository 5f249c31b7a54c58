/* SPDX-License-Identifier: Apache-2.0
 *
 * layer.c - compares declarations of a layer, and knows the built-in ones.
 */
#include "layer.h"
#include <string.h>

static const struct {
  const char *name;
  guint size;
  guint align;
} types[] = {
  [STEMMA_U32] = { "u32", 4, 4 },     [STEMMA_I32] = { "i32", 4, 4 },
  [STEMMA_I64] = { "i64", 8, 8 },     [STEMMA_F64] = { "f64", 8, 8 },
  [STEMMA_BOOL] = { "bool", 4, 4 },   [STEMMA_ENUM] = { "enum", 4, 4 },
  [STEMMA_STR] = { "str", 8, 4 },     [STEMMA_SPAN] = { "span", 8, 4 },
  [STEMMA_REF] = { "ref", 8, 4 },     [STEMMA_RANGE] = { "range", 8, 4 },
  [STEMMA_DOC] = { "doc", 4, 4 },     [STEMMA_ROW] = { "row", 4, 4 },
  [STEMMA_BYTES] = { "bytes", 8, 4 },
};

static const stemma_layer *const builtin[] = {
  &stemma_token_layer,     &stemma_sentence_layer,
  &stemma_quantity_layer,  &stemma_target_layer,
  &stemma_sentiment_layer, &stemma_sentiment_word_layer,
  &stemma_quote_layer,     &stemma_utterance_layer,
  &stemma_rendering_layer, &stemma_reading_layer,
  &stemma_diff_layer,      &stemma_variance_layer,
  &stemma_lineage_layer,   &stemma_lineage_tree_layer,
  &stemma_agreement_layer, &stemma_agreement_member_layer,
};

guint
field_type_size(guint type)
{
  return type < G_N_ELEMENTS(types) ? types[type].size : 0;
}

guint
field_type_align(guint type)
{
  return type < G_N_ELEMENTS(types) ? types[type].align : 0;
}

const char *
field_type_name(guint type)
{
  return field_type_size(type) ? types[type].name : "?";
}

const stemma_layer *
layer_builtin(const char *name)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS(builtin); i++)
    if (strcmp(builtin[i]->name, name) == 0)
      return builtin[i];
  return NULL;
}

const stemma_field *
layer_field(const stemma_layer *layer, const char *name)
{
  for (guint i = 0; name && i < layer->fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, layer->fields, i);

    if (strcmp(field->name, name) == 0)
      return field;
  }
  return NULL;
}

const stemma_field *
layer_field_of(const stemma_layer *layer, const char *name, guint16 type)
{
  const stemma_field *field = layer_field(layer, name);

  return field && field->type == type ? field : NULL;
}

/* The first choice that differs, or NULL.  More choices at the end are an
 * append, which both sides can live with. */
static char *
choices_conflict(guint number, const stemma_field *a, const stemma_field *b)
{
  guint i;

  for (i = 0; a->choices[i] && b->choices[i]; i++)
    if (strcmp(a->choices[i], b->choices[i]) != 0)
      return g_strdup_printf(
          "choice %u of field %u (%s) is \"%s\" in one and \"%s\" in the other",
          i + 1, number, a->name, a->choices[i], b->choices[i]);
  return NULL;
}

static char *
field_conflict(guint number, const stemma_field *a, const stemma_field *b)
{
  if (strcmp(a->name, b->name) != 0)
    return g_strdup_printf("field %u is \"%s\" in one and \"%s\" in the other",
                           number, a->name, b->name);
  if (a->type != b->type)
    return g_strdup_printf("field %u (%s) is of type %s in one and %s in the "
                           "other",
                           number, a->name, field_type_name(a->type),
                           field_type_name(b->type));
  if (a->offset != b->offset)
    return g_strdup_printf(
        "field %u (%s) lies at byte %u in one and %u in the other", number,
        a->name, a->offset, b->offset);
  if ((a->flags & STEMMA_FIELD_NULLABLE) != (b->flags & STEMMA_FIELD_NULLABLE))
    return g_strdup_printf(
        "field %u (%s) can be unset in one and not in the other", number,
        a->name);
  if ((a->flags & STEMMA_FIELD_NULLABLE) && a->bit != b->bit)
    return g_strdup_printf("field %u (%s) has bit %u in one and %u in the "
                           "other",
                           number, a->name, a->bit, b->bit);
  if (g_strcmp0(a->target, b->target) != 0)
    return g_strdup_printf(
        "field %u (%s) points to \"%s\" in one and \"%s\" in the other", number,
        a->name, a->target ? a->target : "", b->target ? b->target : "");
  if (a->type == STEMMA_ENUM)
    return choices_conflict(number, a, b);
  return NULL;
}

char *
layer_conflict(const stemma_layer *a, const stemma_layer *b)
{
  guint i, common = MIN(a->fields.count, b->fields.count);

  if (a->flags != b->flags)
    return g_strdup_printf("its flags are 0x%x in one and 0x%x in the other",
                           a->flags, b->flags);
  for (i = 0; i < common; i++) {
    char *conflict =
        field_conflict(i + 1, STEMMA_AT(stemma_field, a->fields, i),
                       STEMMA_AT(stemma_field, b->fields, i));

    if (conflict)
      return conflict;
  }
  if (a->fields.count != b->fields.count) {
    const stemma_layer *longer = a->fields.count > common ? a : b;
    const stemma_layer *shorter = longer == a ? b : a;
    const stemma_field *next = STEMMA_AT(stemma_field, longer->fields, common);

    if (next->offset < shorter->row_size)
      return g_strdup_printf("field %u (%s) lies inside the shorter row of %u "
                             "bytes",
                             common + 1, next->name, shorter->row_size);
  }
  return NULL;
}
