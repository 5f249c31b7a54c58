/* SPDX-License-Identifier: Apache-2.0
 *
 * builder.h - a string that grows, for messages and labels; keeps its memory
 * from one use to the next.
 *
 *   Builder text = { 0 };
 *   builder_add(&text, "line ");
 *   builder_number(&text, 7);
 *   if (text.failed)        // no memory, at any of the calls
 *     ...
 *   builder_clear(&text);
 *   builder_free(&text);
 */
#ifndef COMMON_BUILDER_H
#define COMMON_BUILDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Builder {
  char *bytes; /* NUL-terminated; NULL until something is added */
  size_t length;
  size_t room;
  bool failed;
} Builder;

void builder_bytes(Builder *builder, const char *bytes, size_t length);
void builder_add(Builder *builder, const char *text);
void builder_number(Builder *builder, uint64_t number);

/* What was built; "" when nothing was. */
const char *builder_text(const Builder *builder);

void builder_clear(Builder *builder);
void builder_free(Builder *builder);

#endif
