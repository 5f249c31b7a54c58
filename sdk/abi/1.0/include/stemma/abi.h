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
 *
 * Ownership: `const` is a loan.  Descriptors (module, stage, port, layer,
 * field, option, metric) are static and live for ever.  What a call passes in
 * lives until it returns, unless its comment says longer; whoever wants it
 * later copies it.  Nothing that one side allocated is freed by the other.
 *
 * All strings are UTF-8 with a NUL after them, unless a length is given.
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

/* The oldest host minor that this plugin promises to run on.  Define it before
 * the first include when the plugin cannot do without a later addition. */
#ifndef STEMMA_NEEDS_MINOR
#define STEMMA_NEEDS_MINOR 0u
#endif

/* Does `pointer`, a struct that starts with its size, reach as far as `member`?
 * Ask before reading any member that is newer than ABI 1.0. */
#define STEMMA_HAS(type, pointer, member)                                      \
  ((pointer)->size >= offsetof(type, member) + sizeof((pointer)->member))

STEMMA_BEGIN

/* An array whose items may be longer than the reader's struct. */
typedef struct stemma_list {
  const void *items; /* the first; may be NULL when count is 0; a loan */
  uint32_t count;    /* items */
  uint32_t stride;   /* bytes from one item to the next; at least the size
                      * that the item had in ABI 1.0 */
} stemma_list;

/* A list over a whole static array, an empty one, and item number `i`. */
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
  uint32_t begin; /* 0..length */
  uint32_t end;   /* begin..length */
} stemma_span;

/* A string in a table's pool: UTF-8, `length` bytes from `offset`, and a NUL
 * after them.  {0, 0} is the empty string. */
typedef struct stemma_str {
  uint32_t offset; /* bytes from stemma_table.pool */
  uint32_t length; /* bytes, without the NUL */
} stemma_str;

/* A row elsewhere: of the layer that the field's schema names, in document
 * `doc` of the corpus (STEMMA_HERE: in this same document). */
typedef struct stemma_ref {
  uint32_t doc; /* a document's number, STEMMA_HERE or STEMMA_CORPUS */
  uint32_t row; /* counted from 0 */
} stemma_ref;

/* Consecutive rows of a layer of the same document. */
typedef struct stemma_range {
  uint32_t first; /* counted from 0 */
  uint32_t count; /* rows; 0: none, whatever `first` says */
} stemma_range;

#define STEMMA_HERE UINT32_MAX          /* as `doc`: this same document */
#define STEMMA_CORPUS (UINT32_MAX - 1u) /* as `doc`: a corpus layer */
#define STEMMA_NO_ROW UINT32_MAX        /* as a row: none */

/* What a call came to.  In process, scatter and add a failure costs the
 * document, elsewhere the stage. */
enum {
  STEMMA_OK = 0,
  STEMMA_CANCELLED = 1,   /* the host asked to stop; not a failure */
  STEMMA_E_OPTION = -1,   /* an option's value cannot be used */
  STEMMA_E_INPUT = -2,    /* this document or layer cannot be analysed */
  STEMMA_E_RESOURCE = -3, /* a file that the stage needs is missing or bad */
  STEMMA_E_MEMORY = -4,   /* an allocation failed */
  STEMMA_E_LIMIT = -5,    /* more rows or bytes than the host allows */
  STEMMA_E_HOST = -6,     /* the host lacks a needed extension */
  STEMMA_E_INTERNAL = -7  /* a bug of the plugin */
};
typedef int32_t stemma_status;

/* What went wrong, filled by the callee when it returns a failure.  The host
 * owns it and has zeroed it; it lives until the call returns.  The host adds
 * stage, plugin and document to the message. */
typedef struct stemma_error {
  uint32_t size;     /* set by the host */
  int32_t code;      /* the status that is returned */
  stemma_span where; /* in the document; {0, 0} when no place applies */
  char message[496]; /* one UTF-8 line, no full stop, NUL-terminated */
} stemma_error;

STEMMA_END
#endif
