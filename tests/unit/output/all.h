/* SPDX-License-Identifier: Apache-2.0
 *
 * all.h - a layer with a field of each type, and the documents it refers to.
 */
#ifndef UNIT_OUTPUT_ALL_H
#define UNIT_OUTPUT_ALL_H

#include <glib.h>
#include <stemma/stemma.h>

typedef struct {
  stemma_row row;
  guint32 u32;
  gint32 i32;
  gint64 i64;
  double f64;
  guint32 yes;
  guint32 choice;
  stemma_str str;
  stemma_span in_span;
  stemma_ref ref;
  stemma_range range;
  guint32 doc;
  guint32 link;
  guint32 hidden;
  guint32 maybe;
} All;

static const char *const choices[] = { "zero", "o\"ne", NULL };
static const stemma_field all_fields[] = {
  STEMMA_FIELD(All, u32, STEMMA_U32, "", "s"),
  STEMMA_FIELD(All, i32, STEMMA_I32, "", "s"),
  STEMMA_FIELD(All, i64, STEMMA_I64, "", "s"),
  STEMMA_FIELD(All, f64, STEMMA_F64, "0..1", "s"),
  STEMMA_FIELD(All, yes, STEMMA_BOOL, "", "s"),
  STEMMA_FIELD_ENUM(All, choice, choices, "s"),
  STEMMA_FIELD(All, str, STEMMA_STR, "", "s"),
  STEMMA_FIELD_OR_NULL(All, in_span, STEMMA_SPAN, "", 31, "s"),
  STEMMA_FIELD_LINK(All, ref, STEMMA_REF, "all", "s"),
  STEMMA_FIELD_LINK(All, range, STEMMA_RANGE, "all", "s"),
  STEMMA_FIELD(All, doc, STEMMA_DOC, "", "s"),
  STEMMA_FIELD_LINK(All, link, STEMMA_ROW, "all", "s"),
  STEMMA_FIELD_HIDE(All, hidden, STEMMA_U32, "s"),
  STEMMA_FIELD_OR_NULL(All, maybe, STEMMA_U32, "", 0, "s"),
};
static const stemma_layer all_layer = {
  sizeof(stemma_layer), 1, "all", "s", STEMMA_LIST(all_fields), sizeof(All), 0
};

static const char *
id_of(const void *engine, guint32 index)
{
  static const char *const ids[] = { "first", "sec\"ond" };

  (void)engine;
  return index < 2 ? ids[index] : NULL;
}

#endif
