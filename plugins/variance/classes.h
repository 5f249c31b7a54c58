/* SPDX-License-Identifier: Apache-2.0
 *
 * classes.h - the different texts among the witnesses of an utterance.
 *
 * News repeats quotes word for word: what is equal is compared once.  With
 * more texts than CLASSES_COMPARED each is compared with the ones that most
 * documents have, so that time stays linear in the texts.
 */
#ifndef VARIANCE_CLASSES_H
#define VARIANCE_CLASSES_H

#include "sheet.h"

/* The most texts that all others are compared with; and the most witnesses
 * of an utterance that get a row for each pair. */
#define CLASSES_COMPARED 64u

typedef struct Class {
  uint32_t first;  /* the first witness with this text */
  uint32_t second; /* the next one, if there are two */
  uint32_t members;
  uint32_t begin; /* the columns of its first and its last word; */
  uint32_t end;   /* begin > end: it has none */
  uint32_t reserved;
} Class;

typedef struct Classes {
  Class *items; /* by members, most first, then by first witness */
  uint32_t *of; /* of each witness */
  uint32_t count;
  uint32_t compared; /* this many of them: count or CLASSES_COMPARED */
} Classes;

/* Witnesses are alike when their texts and all their words in the columns are
 * the same bytes.  In `arena`; false without memory. */
bool classes_find(const Sheet *sheet, Arena *arena, Classes *classes);

#endif
