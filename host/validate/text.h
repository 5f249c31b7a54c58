/* SPDX-License-Identifier: Apache-2.0
 *
 * text.h - the documents that a stage is tried with.
 */
#ifndef VALIDATE_TEXT_H
#define VALIDATE_TEXT_H

#include <glib.h>

/* Valid UTF-8 without a NUL inside, and one behind. */
typedef struct {
  char *name; /* "emoji", for messages */
  char *bytes;
  gsize length;
} Text;

/* Takes `bytes`.  `length` as strlen says. */
Text *text_new(const char *name, char *bytes);
void text_free(Text *text);

/* Arrays of Text that own them. */
GPtrArray *texts_new(void);

/* News as people write it: quotes that several of them tell, amounts, names.
 * Written for stemma. */
GPtrArray *texts_samples(void);

/* Valid, and as hard as a text can be: empty, one character, odd scripts and
 * controls, no line end, many line ends, unbalanced quotes. */
GPtrArray *texts_hostile(void);

/* About `size` bytes of sentences, no two alike, cut at the end of one;
 * `newline` FALSE: all on one line.  The same for the same seed. */
Text *text_long(gsize size, gboolean newline, guint64 seed);

/* `source` with one to eight bytes' worth of characters taken out, doubled,
 * swapped or replaced by odd ones; valid again. */
Text *text_mutated(const Text *source, guint64 *seed);

/* The next number of a small generator, the same on every machine. */
guint64 next_random(guint64 *state);

#endif
