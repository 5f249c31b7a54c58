/* SPDX-License-Identifier: Apache-2.0
 *
 * witnesses.h - several texts with names, cut into words, for the commands
 * that compare them.
 */
#ifndef COMMAND_WITNESSES_H
#define COMMAND_WITNESSES_H

#include <glib.h>

#include "wordtypes.h"

typedef struct {
  Stems *stems;     /* not owned */
  GPtrArray *names; /* of char *, owned */
  GArray *texts;    /* of AlignText; the bytes are the caller's */
  GPtrArray *words; /* of WordList, owned */
} Witnesses;

/* `stems` must live longer. */
Witnesses *witnesses_new(Stems *stems);
void witnesses_free(Witnesses *witnesses);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Witnesses, witnesses_free)

/* Adds a text (valid UTF-8, NUL-terminated, the caller's).  FALSE: it is too
 * long, or memory is out. */
gboolean witnesses_add(Witnesses *witnesses, const char *name,
                       const char *text);

static inline const AlignText *
witnesses_texts(const Witnesses *witnesses)
{
  return (const AlignText *)(gconstpointer)witnesses->texts->data;
}

static inline const char *
witnesses_name(const Witnesses *witnesses, guint i)
{
  return witnesses->names->pdata[i];
}

/* The bytes of word `word` of witness `i`. */
const char *witnesses_word(const Witnesses *witnesses, guint i, guint32 word,
                           guint32 *length);

#endif
