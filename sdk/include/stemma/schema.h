/* SPDX-License-Identifier: 0BSD
 *
 * stemma/schema.h - what a row of a layer looks like.
 *
 * Rows are plain structs without pointers, so that a table can be copied,
 * mapped from a file or shared with another process as it is.
 */
#ifndef STEMMA_SCHEMA_H
#define STEMMA_SCHEMA_H

#include "abi.h"

STEMMA_BEGIN

enum {
  STEMMA_U32 = 1,    /* uint32_t */
  STEMMA_I32 = 2,    /* int32_t */
  STEMMA_I64 = 3,    /* int64_t */
  STEMMA_F64 = 4,    /* double, finite */
  STEMMA_BOOL = 5,   /* uint32_t, 0 or 1 */
  STEMMA_ENUM = 6,   /* uint32_t, an index into choices */
  STEMMA_STR = 7,    /* stemma_str */
  STEMMA_SPAN = 8,   /* stemma_span */
  STEMMA_REF = 9,    /* stemma_ref to a row of the layer `target` */
  STEMMA_RANGE = 10, /* stemma_range of rows of the layer `target` */
  STEMMA_DOC = 11,   /* uint32_t, a document's number; printed as its id */
  STEMMA_ROW = 12,   /* uint32_t, a row of `target` in the same document;
                      * STEMMA_NO_ROW prints as null */
  STEMMA_BYTES = 13  /* stemma_str of any bytes (an array of ids, say); only in
                      * private and carried layers */
};

enum {
  STEMMA_FIELD_NULLABLE = 1u << 0, /* set only when bit `bit` of present is */
  STEMMA_FIELD_HIDDEN = 1u << 1    /* for other stages; reports leave it out */
};

typedef struct stemma_field {
  const char *name;           /* snake_case, unique in its layer */
  const char *summary;        /* one line, for `stemma inspect` */
  const char *const *choices; /* STEMMA_ENUM: names, NULL-terminated */
  const char *target;         /* STEMMA_REF, _RANGE, _ROW: a layer */
  const char *unit;           /* "", or as in "score -1..1" */
  uint32_t offset;            /* offsetof in the row */
  uint16_t type;
  uint16_t flags;
  uint32_t bit; /* with STEMMA_FIELD_NULLABLE: 0..31 */
  uint32_t reserved;
} stemma_field;

/* Every row starts with this head.  A layer without a place in the text has
 * begin == end == 0. */
typedef struct stemma_row {
  uint32_t begin;
  uint32_t end;
  uint32_t present;  /* one bit for each nullable field */
  uint32_t reserved; /* zero */
} stemma_row;

enum {
  STEMMA_LAYER_SORTED = 1u << 0,   /* by begin, then by descending end */
  STEMMA_LAYER_DISJOINT = 1u << 1, /* spans do not overlap */
  STEMMA_LAYER_CORPUS = 1u << 2,   /* one table for the corpus */
  STEMMA_LAYER_BY_DOC = 1u << 3    /* corpus rows sorted by their STEMMA_DOC
                                    * field, then by begin */
};

typedef struct stemma_layer {
  uint32_t size;
  uint32_t version; /* grows by one with each added field */
  const char *name; /* "quantity", or "org.example.name" */
  const char *summary;
  stemma_list fields; /* of stemma_field, by offset */
  uint32_t row_size;
  uint32_t flags;
} stemma_layer;

typedef struct stemma_table {
  uint32_t size;
  uint32_t reserved;
  const stemma_layer *layer;
  stemma_list rows; /* stride >= the reader's own row_size */
  const char *pool;
  uint32_t pool_length;
  uint32_t reserved2;
} stemma_table;

STEMMA_END
#endif
