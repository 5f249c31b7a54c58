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

/* The types of a field. */
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
  STEMMA_BYTES = 13  /* stemma_str of any bytes (an array of ids, say), which
                      * begin at a multiple of 8; only in private and carried
                      * layers */
};

enum {
  STEMMA_FIELD_NULLABLE = 1u << 0, /* set only when bit `bit` of present is */
  STEMMA_FIELD_HIDDEN = 1u << 1    /* for other stages; reports leave it out */
};

/* One member of a row.  util.h has macros that fill it. */
typedef struct stemma_field {
  const char *name;           /* snake_case, unique in its layer */
  const char *summary;        /* one line, for `stemma plugins info` */
  const char *const *choices; /* STEMMA_ENUM: names, NULL-terminated; more
                               * may be appended later; else NULL */
  const char *target;         /* STEMMA_REF, _RANGE, _ROW: a layer's name;
                               * else NULL */
  const char *unit;           /* "", or as in "0..1", "seconds" */
  uint32_t offset;            /* offsetof in the row; after the row's head and
                               * the field before it */
  uint16_t type;              /* STEMMA_U32, ... */
  uint16_t flags;             /* STEMMA_FIELD_... */
  uint32_t bit;               /* with STEMMA_FIELD_NULLABLE: 0..31, its own */
  uint32_t reserved;          /* zero */
} stemma_field;

/* Every row starts with this head.  A layer without a place in the text has
 * begin == end == 0. */
typedef struct stemma_row {
  uint32_t begin;    /* byte in the document's text */
  uint32_t end;      /* exclusive */
  uint32_t present;  /* one bit for each nullable field */
  uint32_t reserved; /* zero */
} stemma_row;

/* What a layer promises about its rows.  The host checks it in `--check` and
 * on everything that comes from another process. */
enum {
  STEMMA_LAYER_SORTED = 1u << 0,   /* by begin, then by descending end */
  STEMMA_LAYER_DISJOINT = 1u << 1, /* spans do not overlap */
  STEMMA_LAYER_CORPUS = 1u << 2,   /* one table for the corpus */
  STEMMA_LAYER_BY_DOC = 1u << 3,   /* corpus rows sorted by their STEMMA_DOC
                                    * field, then by begin */
  STEMMA_LAYER_UNIQUE = 1u << 4    /* corpus rows that are equal in all fields
                                    * are one row: of those that gather writes
                                    * the host keeps the first; nothing refers
                                    * to rows of the layer */
};

/* The declaration of a layer.  Stages of different plugins may declare the
 * same layer at different versions: the fields of the shorter one must be the
 * first fields of the longer one.  The host compares by value. */
typedef struct stemma_layer {
  uint32_t size;       /* sizeof(stemma_layer) */
  uint32_t version;    /* from 1; grows by one with each added field */
  const char *name;    /* a built-in one, or with a dot: "org.example.name" */
  const char *summary; /* one line */
  stemma_list fields;  /* of stemma_field, by offset */
  uint32_t row_size;   /* sizeof the row's struct; a multiple of 4 */
  uint32_t flags;      /* STEMMA_LAYER_... */
} stemma_layer;

/* The rows of a layer, about one document or about the corpus.  The host's;
 * read-only; valid until the call that it was given to returns. */
typedef struct stemma_table {
  uint32_t size;             /* set by the host */
  uint32_t reserved;         /* zero */
  const stemma_layer *layer; /* as the host merged it: at least the reader's
                              * fields */
  stemma_list rows;          /* stride >= the reader's own row_size; step with
                              * STEMMA_AT, never with [] */
  const char *pool;          /* the bytes of its strings; stemma_text reads */
  uint32_t pool_length;      /* bytes */
  uint32_t reserved2;        /* zero */
} stemma_table;

STEMMA_END
#endif
