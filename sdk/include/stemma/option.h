/* SPDX-License-Identifier: 0BSD
 *
 * stemma/option.h - what a stage lets its user choose.
 *
 * The host reads the value, checks it, and writes it into the plugin's own
 * struct at `offset`, so no plugin parses text and every stage reports a bad
 * value in the same words, with the file and line.
 */
#ifndef STEMMA_OPTION_H
#define STEMMA_OPTION_H

#include "abi.h"

STEMMA_BEGIN

enum {
  STEMMA_OPTION_BOOL = 1,    /* uint32_t, 0 or 1 */
  STEMMA_OPTION_INT = 2,     /* int64_t within min..max */
  STEMMA_OPTION_FLOAT = 3,   /* double within min..max */
  STEMMA_OPTION_TEXT = 4,    /* const char *, NUL-terminated */
  STEMMA_OPTION_CHOICE = 5,  /* uint32_t, an index into choices */
  STEMMA_OPTION_LIST = 6,    /* stemma_list of const char * */
  STEMMA_OPTION_FILE = 7,    /* const char *, found by the resource rules */
  STEMMA_OPTION_SIZE = 8,    /* uint64_t bytes, "64M" */
  STEMMA_OPTION_TIME = 9,    /* double seconds, "250ms" */
  STEMMA_OPTION_CHOICES = 10 /* uint64_t, one bit for each of choices */
};

enum {
  STEMMA_OPTION_REQUIRED = 1u << 0,   /* has no default */
  STEMMA_OPTION_DEPRECATED = 1u << 1, /* still works; the host warns */
  STEMMA_OPTION_COSMETIC = 1u << 2    /* does not change any row */
};

typedef struct stemma_option {
  const char *name;           /* kebab-case, the INI key */
  const char *summary;        /* one line */
  const char *fallback;       /* the default as a user would write it */
  const char *const *choices; /* NULL-terminated */
  const char *unit;
  double min;
  double max;
  uint32_t offset; /* offsetof in the options struct */
  uint16_t type;
  uint16_t flags;
} stemma_option;

STEMMA_END
#endif
