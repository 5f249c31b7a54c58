/* SPDX-License-Identifier: 0BSD */
#ifndef STEMMA_EXT_LOG_H
#define STEMMA_EXT_LOG_H
#include "../host.h"
STEMMA_BEGIN
#define STEMMA_LOG_ID "stemma.log/1"
enum { STEMMA_DEBUG = 0, STEMMA_INFO = 1, STEMMA_WARNING = 2 };
typedef struct stemma_log {
  uint32_t size;
  uint32_t level; /* lower levels are thrown away unread */
  /* One UTF-8 line.  The host adds the time, stage and document.  [any] */
  void (*say)(const stemma_host *host, uint32_t level, const char *line);
} stemma_log;
STEMMA_END
#endif
