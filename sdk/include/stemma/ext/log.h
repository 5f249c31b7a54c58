/* SPDX-License-Identifier: 0BSD
 *
 * stemma/ext/log.h - a line for the people who run the pipeline.
 *
 * For what is worth knowing and is no error: an error is a status and a
 * stemma_error.  A plugin writes nothing on standard output or error.
 */
#ifndef STEMMA_EXT_LOG_H
#define STEMMA_EXT_LOG_H

#include "../host.h"

STEMMA_BEGIN

#define STEMMA_LOG_ID "stemma.log/1"

enum {
  STEMMA_DEBUG = 0,  /* for the plugin's author */
  STEMMA_INFO = 1,   /* what was done */
  STEMMA_WARNING = 2 /* what the user should look at */
};

/* What STEMMA_LOG_ID gives. */
typedef struct stemma_log {
  uint32_t size;  /* set by the host */
  uint32_t level; /* lower levels are thrown away unread; ask it before a line
                   * is costly to make */
  /* One UTF-8 line, copied.  The host adds stage and document.  [any] */
  void (*say)(const stemma_host *host, uint32_t level, const char *line);
} stemma_log;

STEMMA_END
#endif
