/* SPDX-License-Identifier: 0BSD
 *
 * stemma/abi.h - the words that a host and a plugin share.
 *
 * Needs only freestanding C99: no libc call, no GLib type, no locale, no
 * variadic function crosses this boundary.
 *
 * Two rules let everything grow without a break:
 *   1. A single struct starts with its own `size`.  Whoever reads it looks at
 *      a later member only after STEMMA_HAS.
 *   2. An array travels as a stemma_list, which carries its stride.  Whoever
 *      reads it steps by the stride, never by sizeof.
 * Members are appended, never moved, renamed in place or given a new meaning.
 * In a member that its writer did not know, zero means "not set".
 *
 * Each function pointer names the thread it may be called on:
 *   [control]  one thread, the same from open to close; never concurrent
 *   [worker]   any thread, one call at a time for each worker object, many
 *              workers of the same stage at once
 *   [any]      any thread, at any time, concurrently
 */
#ifndef STEMMA_ABI_H
#define STEMMA_ABI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define STEMMA_BEGIN extern "C" {
#define STEMMA_END }
#else
#define STEMMA_BEGIN
#define STEMMA_END
#endif

#if defined(__GNUC__)
#define STEMMA_EXPORT __attribute__((visibility("default")))
#else
#define STEMMA_EXPORT
#endif

/* The epoch changes when an old binary can no longer work; it is part of the
 * entry symbol's name.  The minor grows with every addition. */
#define STEMMA_EPOCH 1u
#define STEMMA_MINOR 0u

/* The oldest host minor that this plugin promises to run on. */
#ifndef STEMMA_NEEDS_MINOR
#define STEMMA_NEEDS_MINOR 0u
#endif

#define STEMMA_HAS(type, pointer, member)                                      \
  ((pointer)->size >= offsetof(type, member) + sizeof((pointer)->member))

STEMMA_BEGIN

typedef struct stemma_list {
  const void *items;
  uint32_t count;
  uint32_t stride;
} stemma_list;

#define STEMMA_LIST(array)                                                     \
  {                                                                            \
    (array), (uint32_t)(sizeof(array) / sizeof((array)[0])),                   \
        (uint32_t)sizeof((array)[0])                                           \
  }
#define STEMMA_NO_LIST                                                         \
  {                                                                            \
    0, 0, 0                                                                    \
  }
#define STEMMA_AT(type, list, i)                                               \
  ((const type *)(const void *)((const char *)(list).items                     \
                                + (size_t)(i) * (list).stride))

/* Byte offsets into a document's UTF-8 text; end is exclusive and both fall
 * on character boundaries. */
typedef struct stemma_span {
  uint32_t begin;
  uint32_t end;
} stemma_span;

/* A string in a table's pool: UTF-8, `length` bytes from `offset`, and a NUL
 * after them.  {0, 0} is the empty string. */
typedef struct stemma_str {
  uint32_t offset;
  uint32_t length;
} stemma_str;

/* A row elsewhere: of the layer that the field's schema names, in document
 * `doc` of the corpus (STEMMA_HERE: in this same document). */
typedef struct stemma_ref {
  uint32_t doc;
  uint32_t row;
} stemma_ref;
/* Consecutive rows of a layer of the same document. */
typedef struct stemma_range {
  uint32_t first;
  uint32_t count;
} stemma_range;

#define STEMMA_HERE UINT32_MAX
#define STEMMA_CORPUS (UINT32_MAX - 1u) /* as `doc`: a corpus layer */
#define STEMMA_NO_ROW UINT32_MAX

enum {
  STEMMA_OK = 0,
  STEMMA_CANCELLED = 1,   /* the host asked to stop; not a failure */
  STEMMA_E_OPTION = -1,   /* an option's value cannot be used */
  STEMMA_E_INPUT = -2,    /* this document or layer cannot be analysed */
  STEMMA_E_RESOURCE = -3, /* a file that the stage needs is missing or bad */
  STEMMA_E_MEMORY = -4,
  STEMMA_E_LIMIT = -5,   /* more rows or bytes than the host allows */
  STEMMA_E_HOST = -6,    /* the host lacks a needed extension */
  STEMMA_E_INTERNAL = -7 /* a bug of the plugin */
};
typedef int32_t stemma_status;

/* Filled by the callee on failure.  The caller owns it; nobody frees it. */
typedef struct stemma_error {
  uint32_t size;
  int32_t code;
  stemma_span where; /* {0, 0} when no place applies */
  char message[496]; /* one UTF-8 line, no full stop, NUL-terminated */
} stemma_error;

STEMMA_END
#endif
