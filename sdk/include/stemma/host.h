/* SPDX-License-Identifier: 0BSD
 *
 * stemma/host.h - what a running stage gets from its host.
 */
#ifndef STEMMA_HOST_H
#define STEMMA_HOST_H

#include "schema.h"

STEMMA_BEGIN

typedef struct stemma_host {
  uint32_t size;
  uint16_t epoch;
  uint16_t minor;
  const char *name;
  const char *version;
  void *impl; /* the host's own */

  /* A service by its id, such as "stemma.log/1"; NULL when this host has
   * none.  The result lives as long as the host struct.  [any] */
  const void *(*extension)(const struct stemma_host *host, const char *id);
} stemma_host;

typedef struct stemma_doc {
  uint32_t size;
  uint32_t index;   /* the document's number in the corpus */
  const char *id;   /* unique in the corpus */
  const char *text; /* valid UTF-8, no NUL inside, NUL after */
  uint32_t length;  /* bytes, without the NUL */
  uint32_t reserved;
  const char *language; /* BCP 47, "" when unknown */
  stemma_list meta;     /* of const char *: key, value, key, value */
} stemma_doc;

/* Where a stage puts the rows of one output. */
typedef struct stemma_writer {
  uint32_t size;
  uint32_t next_row; /* the number of the row appended next */
  void *impl;

  /* Copies `rows` in; they may lie on the stack.  [worker] */
  stemma_status (*append)(struct stemma_writer *writer, stemma_list rows);

  /* Puts a string into the table's pool once; the same bytes give the same
   * answer.  [worker] */
  stemma_str (*intern)(struct stemma_writer *writer, const char *bytes,
                       uint32_t length);
} stemma_writer;

/* One call's worth of work.  Everything in it is valid until the call
 * returns. */
typedef struct stemma_job {
  uint32_t size;
  uint32_t input_count;
  uint32_t output_count;
  uint32_t reserved;
  const stemma_host *host;
  const stemma_doc *doc;             /* NULL in corpus scope */
  const stemma_table *const *inputs; /* in the order of stage->reads;
                                      * NULL for an absent optional one */
  stemma_writer *const *outputs;     /* in the order of stage->writes */
  uint64_t seed;                     /* of run, stage and document */
} stemma_job;

STEMMA_END
#endif
