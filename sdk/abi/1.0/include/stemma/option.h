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

/* The types of an option, each with the member that the host writes. */
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

/* One option of a stage.  util.h has macros that fill it.  The options struct
 * that holds its value is the host's; it and its strings live until close. */
typedef struct stemma_option {
  const char *name;           /* kebab-case, the INI key; unique in its stage,
                               * and none of the host's own keys */
  const char *summary;        /* one line */
  const char *fallback;       /* the default as a user would write it; NULL
                               * with STEMMA_OPTION_REQUIRED */
  const char *const *choices; /* names, NULL-terminated; at most 64 for
                               * STEMMA_OPTION_CHOICES; NULL for others */
  const char *unit;           /* "", or as in "words" */
  double min;                 /* of numbers, sizes (bytes), times (seconds) */
  double max;                 /* min == max: any value */
  uint32_t offset;            /* offsetof in the options struct */
  uint16_t type;              /* STEMMA_OPTION_BOOL, ... */
  uint16_t flags;             /* STEMMA_OPTION_REQUIRED, ... */
} stemma_option;

STEMMA_END
#endif
