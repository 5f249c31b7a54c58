/* SPDX-License-Identifier: Apache-2.0
 *
 * document.h - all steps over one document, in order: labels, marks, then for
 * each paragraph its items and for each sentence its frames, quotes, reported
 * speech and names.  Without the module, so that tests can call it.
 */
#ifndef QUOTES_DOCUMENT_H
#define QUOTES_DOCUMENT_H

#include "marks.h"
#include "register.h"
#include "work.h"

/* A worker's scratch; all zero to begin with.  Grows, and keeps its memory
 * from one document to the next. */
typedef struct Document {
  Paragraphs paragraphs;
  MarkScratch marks;
  Quotes quotes;
  Quotes spare; /* scratch */
  Items items;
  Sents sents;
  Frames frames;
  Frames late; /* scratch */
  Founds founds;
  Register names;
} Document;

/* Fills `founds` and `names`.  False without memory. */
bool document_read(const Text *text, Document *w);

void document_free(Document *w);

#endif
