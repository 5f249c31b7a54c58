/* SPDX-License-Identifier: Apache-2.0
 *
 * roles.h - who a description means: "the North Korean leader", "the premier",
 * "the 57-year-old".
 *
 * A description means whoever the text calls that, or something that the same
 * person may be called (president, head, leader).  Where the text calls nobody
 * that, one of a single person stands for a name like a pronoun.
 */
#ifndef QUOTES_ROLES_H
#define QUOTES_ROLES_H

#include "register.h"

/* A speaker's words, looked up again. */
typedef struct Speaker {
  Called called;     /* by the last role noun or title */
  uint32_t role_end; /* where that ends */
  const Word *first; /* what is known of the first word and the last one */
  const Word *last;
  uint32_t last_begin;
  uint32_t words;
  bool named; /* a word but the first has a capital */
  bool owner; /* the first is a possessive: "Ruritania's president" */
  bool aged;  /* "the 58-year-old film-maker" */
} Speaker;

/* The hash of a role's word: of "Gov." that of "governor". */
uint64_t roles_fold(const Text *text, stemma_span word, uint64_t fold);

static inline uint32_t
roles_length(stemma_span span)
{
  return span.end - span.begin;
}

/* Of ASCII: no title begins with another capital. */
static inline bool
roles_is_upper(char c)
{
  return c >= 'A' && c <= 'Z';
}

/* What parts the words of a speaker. */
static inline bool
roles_is_blank(char c)
{
  return c == ' ' || c == '\n';
}

/* Which word for a single person it is, by its hash; ROLES_OTHER: none. */
#define ROLES_OTHER UINT32_MAX
uint32_t roles_kind(const Text *text, stemma_span word, uint64_t fold);

/* What is known of the span's last word; *begin: where that begins. */
const Word *roles_last_word(const Text *text, stemma_span span,
                            uint32_t *begin);

void roles_read(const Text *text, stemma_span span, Speaker *speaker);

/* Who the text says has the speaker's role; NONE: nobody. */
uint32_t roles_find(const Register *names, const Text *text,
                    const Speaker *speaker, uint32_t place);

/* May the entity be meant, or is it called something else? */
bool roles_fit(const Register *names, const Text *text, uint32_t entity,
               const Speaker *speaker);

#endif
