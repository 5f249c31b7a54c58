/* SPDX-License-Identifier: Apache-2.0
 *
 * texts.h - the words of the quotes of a small corpus, as they were written.
 *
 * Codes of stems tell which words two quotes share, not which mean the same.
 * Some articles on one event have few quotes, and these are worth a closer look
 * (meaning.h); of a corpus with more than TEXTS_MOST quotes nothing is
 * kept.
 */
#ifndef QUOTE_DIFF_TEXTS_H
#define QUOTE_DIFF_TEXTS_H

#include "parts.h"
#include "store.h"

enum { TEXTS_MOST = 8000, TEXTS_LONGEST = 1000 };

typedef struct KeptText {
  uint32_t doc;
  uint32_t quote; /* its row in "quote" */
  uint32_t at;    /* where it begins in its document */
  uint32_t end;   /* and ends */
  uint32_t begin; /* in bytes */
  uint32_t length;
} KeptText;

typedef struct Texts {
  Store *store; /* NULL: the process's memory */
  KeptText *list;
  uint32_t count, room;
  bool many; /* there were too many; nothing is kept */
  char *bytes;
  size_t length, space;
} Texts;

/* Keeps a text, or its first TEXTS_LONGEST bytes; `kept` says the rest.  False
 * without memory. */
bool texts_put(Texts *texts, KeptText kept, const char *bytes);

/* A document's quotes; those of another language than English count, but are
 * empty. */
bool texts_add(Texts *texts, const stemma_doc *doc,
               const stemma_table *quote_words);
bool texts_append(Texts *texts, const Texts *from);

/* All by document and row, to be freed; NULL without memory. */
KeptText *texts_order(const Texts *texts);

/* The text of a quote in such a list; NULL when there is none. */
const KeptText *texts_find(const KeptText *list, uint32_t count, uint32_t doc,
                           uint32_t quote);

static inline const char *
texts_bytes(const Texts *texts, const KeptText *kept)
{
  return texts->bytes + kept->begin;
}

/* Bytes of the process's memory that they hold. */
size_t texts_size(const Texts *texts);
void texts_free(Texts *texts);

#endif
