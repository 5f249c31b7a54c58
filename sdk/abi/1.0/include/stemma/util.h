/* SPDX-License-Identifier: 0BSD
 *
 * stemma/util.h - one line for each field and option, and the few helpers
 * that every stage writes otherwise.
 *
 * Nothing here is part of the ABI: it is compiled into the plugin.  Needs no
 * libc.
 */
#ifndef STEMMA_UTIL_H
#define STEMMA_UTIL_H

#include "host.h"
#include "option.h"

#if defined(__GNUC__)
#define STEMMA_INLINE static __inline__ __attribute__((unused))
#elif defined(__cplusplus)                                                     \
    || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 199901L)
#define STEMMA_INLINE static inline
#else
#define STEMMA_INLINE static
#endif

/* Fields.  `row` is the row's struct, `member` its member and the field's
 * name; `type` one of STEMMA_U32, ...; `unit` "" or as in "0..1". */
#define STEMMA_FIELD(row, member, type, unit, summary)                         \
  {                                                                            \
#member, summary, 0, 0, unit, (uint32_t)offsetof(row, member), type, 0, 0, \
        0                                                                      \
  }
/* A field that may be unset: bit `bit` (0 to 31) of the row's `present`. */
#define STEMMA_FIELD_OR_NULL(row, member, type, unit, bit, summary)            \
  {                                                                            \
#member, summary, 0, 0, unit, (uint32_t)offsetof(row, member), type,       \
        STEMMA_FIELD_NULLABLE, bit, 0                                          \
  }
/* One of `choices`, a NULL-terminated array of names. */
#define STEMMA_FIELD_ENUM(row, member, choices, summary)                       \
  {                                                                            \
#member, summary, choices, 0, "", (uint32_t)offsetof(row, member),         \
        STEMMA_ENUM, 0, 0, 0                                                   \
  }
#define STEMMA_FIELD_ENUM_OR_NULL(row, member, choices, bit, summary)          \
  {                                                                            \
#member, summary, choices, 0, "", (uint32_t)offsetof(row, member),         \
        STEMMA_ENUM, STEMMA_FIELD_NULLABLE, bit, 0                             \
  }
/* STEMMA_REF, STEMMA_RANGE or STEMMA_ROW into the layer named `target`. */
#define STEMMA_FIELD_LINK(row, member, type, target, summary)                  \
  {                                                                            \
#member, summary, 0, target, "", (uint32_t)offsetof(row, member), type, 0, \
        0, 0                                                                   \
  }
/* A field for other stages, which no report prints. */
#define STEMMA_FIELD_HIDE(row, member, type, summary)                          \
  {                                                                            \
#member, summary, 0, 0, "", (uint32_t)offsetof(row, member), type,         \
        STEMMA_FIELD_HIDDEN, 0, 0                                              \
  }

/* Options.  `set` is the options struct, `member` its member; `name` the key
 * in the pipeline file; `fallback` the default as a user would write it. */
#define STEMMA_OPTION(set, member, type, name, fallback, summary)              \
  {                                                                            \
    name, summary, fallback, 0, "", 0, 0, (uint32_t)offsetof(set, member),     \
        type, 0                                                                \
  }
/* A number from `min` to `max`, in `unit`. */
#define STEMMA_OPTION_NUMBER(set, member, type, name, fallback, min, max,      \
                             unit, summary)                                    \
  {                                                                            \
    name, summary, fallback, 0, unit, min, max,                                \
        (uint32_t)offsetof(set, member), type, 0                               \
  }
/* STEMMA_OPTION_CHOICE or STEMMA_OPTION_CHOICES among `choices`. */
#define STEMMA_OPTION_AMONG(set, member, type, name, fallback, choices,        \
                            summary)                                           \
  {                                                                            \
    name, summary, fallback, choices, "", 0, 0,                                \
        (uint32_t)offsetof(set, member), type, 0                               \
  }

/* Is nullable bit `bit` of `row` set?  Shifts only 0 to 31. */
#define STEMMA_IS_SET(row_, bit) (((row_)->row.present >> (bit)) & 1u)

STEMMA_BEGIN

/* The bytes of a pooled string, NUL-terminated; live as long as the table. */
STEMMA_INLINE const char *
stemma_text(const stemma_table *table, stemma_str str)
{
  return table->pool + str.offset;
}

/* Appends one row of `size` bytes.  The writer copies it. */
STEMMA_INLINE stemma_status
stemma_append(stemma_writer *out, const void *row, size_t size)
{
  stemma_list one;

  one.items = row;
  one.count = 1;
  one.stride = (uint32_t)size;
  return out->append(out, one);
}

/* Fills `error` (NULL: nothing) with one line, cut at a character where it is
 * too long, and returns `code`, so that a stage can `return stemma_fail(...)`.
 */
STEMMA_INLINE stemma_status
stemma_fail(stemma_error *error, stemma_status code, const char *message)
{
  size_t i, end = 0;

  if (!error)
    return code;
  error->code = code;
  for (i = 0; message[i] && i < sizeof error->message - 1; i++) {
    error->message[i] = message[i];
    if (((unsigned char)message[i + 1] & 0xC0u) != 0x80u)
      end = i + 1;
  }
  error->message[end] = '\0';
  return code;
}

STEMMA_END
#endif
