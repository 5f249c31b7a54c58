/* SPDX-License-Identifier: 0BSD
 *
 * stemma/host.h - what a running stage gets from its host.
 */
#ifndef STEMMA_HOST_H
#define STEMMA_HOST_H

#include "schema.h"

STEMMA_BEGIN

/* The program that runs the stage.  Each opened stage has its own; it lives
 * until close. */
typedef struct stemma_host {
  uint32_t size;       /* set by the host */
  uint16_t epoch;      /* of the ABI that it speaks here */
  uint16_t minor;      /* the newest that it knows */
  const char *name;    /* "stemma" */
  const char *version; /* the program's own */
  void *impl;          /* the host's own; never touched by a plugin */

  /* A service by its id, such as STEMMA_LOG_ID; NULL when this host has none,
   * and then the stage works without it or fails open with STEMMA_E_HOST.  Ask
   * in open and keep the answer: it lives as long as the host struct.  [any] */
  const void *(*extension)(const struct stemma_host *host, const char *id);
} stemma_host;

/* One text.  The host's; read-only; valid until the call returns. */
typedef struct stemma_doc {
  uint32_t size;        /* set by the host */
  uint32_t index;       /* the document's number in the corpus, from 0 */
  const char *id;       /* unique in the corpus */
  const char *text;     /* valid UTF-8, no NUL inside, NUL after */
  uint32_t length;      /* bytes, without the NUL */
  uint32_t reserved;    /* zero */
  const char *language; /* BCP 47, "" when unknown */
  stemma_list meta;     /* of const char *: key, value, key, value */
} stemma_doc;

/* Where a stage puts the rows of one output.  The host's; valid until the call
 * that it was given to returns. */
typedef struct stemma_writer {
  uint32_t size;     /* set by the host */
  uint32_t next_row; /* the number of the row appended next, from 0 */
  void *impl;        /* the host's own; never touched by a plugin */

  /* Copies `rows` in, in order; they may lie on the stack.  Their stride is at
   * least the row_size that the stage declared.  A failure (STEMMA_E_LIMIT,
   * STEMMA_E_MEMORY) is to be returned as it is.  stemma_append in util.h does
   * it for one row.  [worker] */
  stemma_status (*append)(struct stemma_writer *writer, stemma_list rows);

  /* Puts `length` bytes and a NUL into the table's pool, once: the same bytes
   * give the same answer; {0, 0} for none.  UTF-8 without a NUL inside, but
   * for fields of type STEMMA_BYTES.  The result is for rows of this writer
   * alone.  [worker] */
  stemma_str (*intern)(struct stemma_writer *writer, const char *bytes,
                       uint32_t length);
} stemma_writer;

/* One call's worth of work.  Everything in it is valid until the call
 * returns. */
typedef struct stemma_job {
  uint32_t size;                     /* set by the host */
  uint32_t input_count;              /* of the stage's reads */
  uint32_t output_count;             /* of the stage's writes; 0 in scatter
                                      * and add, which write no rows */
  uint32_t reserved;                 /* zero */
  const stemma_host *host;           /* the one that open was given */
  const stemma_doc *doc;             /* NULL in corpus scope */
  const stemma_table *const *inputs; /* in the order of stage->reads;
                                      * NULL for an absent optional one, and
                                      * for a document layer in corpus scope */
  stemma_writer *const *outputs;     /* in the order of stage->writes */
  uint64_t seed;                     /* of run, stage and document: the only
                                      * source of chance */
} stemma_job;

STEMMA_END
#endif
