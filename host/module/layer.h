/* SPDX-License-Identifier: Apache-2.0
 *
 * layer.h - what two declarations of one layer must have in common.
 */
#ifndef MODULE_LAYER_H
#define MODULE_LAYER_H

#include <glib.h>
#include <stemma/stemma.h>

/* Why `a` and `b` cannot be one table, or NULL.  They can when the shorter one
 * is a prefix of the longer one: the same fields at the same places, then more.
 * Names a field by its number from 1.  Any stride.  [any] */
char *layer_conflict(const stemma_layer *a, const stemma_layer *b);

/* The layer of layers.h with this name, or NULL.  [any] */
const stemma_layer *layer_builtin(const char *name);

/* Its field of this name, which may be NULL, or NULL.  [any] */
const stemma_field *layer_field(const stemma_layer *layer, const char *name);
/* The same, if it is of this type (STEMMA_STR ...).  [any] */
const stemma_field *layer_field_of(const stemma_layer *layer, const char *name,
                                   guint16 type);

/* Bytes and alignment of a field's type; 0 for a type that is not known. */
guint field_type_size(guint type);
guint field_type_align(guint type);
const char *field_type_name(guint type); /* "f64"; "?" when not known */

#endif
