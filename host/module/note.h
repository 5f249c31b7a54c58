/* SPDX-License-Identifier: Apache-2.0
 *
 * note.h - a plugin's name card, read from the bytes of its file.
 *
 * The card is an ELF note (stemma/note.h).  No code of the file runs, and the
 * bytes may be anything: every offset is checked against the length.
 */
#ifndef MODULE_NOTE_H
#define MODULE_NOTE_H

#include <glib.h>

typedef struct {
  guint epoch;
  guint minor;
  guint needs_minor;
  char *id; /* these three are valid UTF-8, and NULL when there is no card */
  char *version;
  char *license;
  char *build_id; /* hex; "" when the file has none */
} NameCard;

/* What keeps a file from being a plugin for this host, in the words that
 * follow "is not a stemma plugin: "; NULL when `card` was filled.  The build id
 * is filled in any ELF file for this machine. */
const char *name_card_read(const guint8 *bytes, gsize length, NameCard *card);
void name_card_clear(NameCard *card);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(NameCard, name_card_clear)

#endif
