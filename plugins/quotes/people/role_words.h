/* SPDX-License-Identifier: Apache-2.0
 *
 * role_words.h - words for a single person, from data/roles.tsv and
 * data/short-titles.tsv as lexicon.py writes them.
 */
#ifndef QUOTES_ROLE_WORDS_H
#define QUOTES_ROLE_WORDS_H

#include "lexicon.h"

typedef struct RoleWord {
  char word[12]; /* in small letters, with its NUL */
  uint8_t kinds; /* a bit for each kind of person that it may be */
  uint8_t wide;  /* those of which it may mean anybody */
} RoleWord;

extern const RoleWord role_words[];
extern const ShortIndex role_index;

/* "gov": its length, and the hash of "governor". */
typedef struct ShortTitle {
  char bytes[5]; /* in small letters, with its NUL */
  uint32_t length;
  uint64_t fold;
} ShortTitle;

extern const ShortTitle short_titles[];
extern const ShortIndex short_title_index; /* by the hash of `bytes` */

#endif
