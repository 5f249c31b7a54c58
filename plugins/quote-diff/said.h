/* SPDX-License-Identifier: Apache-2.0
 *
 * said.h - where the quotes of a document stand and who said them, in a few
 * bytes: the host keeps that until the renderings are written.
 *
 * A quote is, in varints: by how much it begins after the last one; its bytes;
 * those of the speaker's name; then the name.
 */
#ifndef QUOTE_DIFF_SAID_H
#define QUOTE_DIFF_SAID_H

#include "buffer.h"
#include "parts.h"

typedef struct Said {
  uint32_t begin, end; /* in the document's text */
  const char *name;    /* the fullest, no NUL behind it */
  uint32_t length;     /* of the name; 0: unknown */
} Said;

typedef struct SaidList {
  Buffer bytes;
  size_t length;
  uint32_t begin; /* of the last one */
} SaidList;

/* False without memory. */
bool said_put(SaidList *list, const Said *said);

/* Where a reader of what was put is. */
typedef struct SaidReader {
  const unsigned char *at;
  const unsigned char *end;
  Said said;       /* the one that was read last */
  uint32_t number; /* of the next one */
} SaidReader;

SaidReader said_reader(const void *bytes, uint32_t length);

/* False at the end. */
bool said_next(SaidReader *reader);

#endif
