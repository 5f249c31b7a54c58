/* SPDX-License-Identifier: 0BSD
 *
 * words.h - a table of words with their counts.  It knows nothing of stemma.
 */
#ifndef WORDS_H
#define WORDS_H

#include <stddef.h>
#include <stdint.h>

/* An open hash table whose words lie one after the other in one block of
 * memory.  It holds offsets and no pointers, so it grows by realloc. */
typedef struct entry {
  uint32_t word;   /* offset in the block */
  uint32_t length; /* bytes; 0: the slot is free */
  uint32_t count;
  uint32_t documents;
} entry;

typedef struct table {
  entry *slots;
  char *block;
  uint64_t capacity; /* slots, a power of two */
  uint64_t used;
  uint64_t room; /* bytes of the block */
  uint64_t filled;
} table;

/* An empty table, NULL when there is no memory; words_free takes NULL too. */
table *words_new(void);
void words_free(table *words);

/* Without words, and with the memory it had. */
void words_clear(table *words);

/* Room for `count` more words of `bytes` bytes in all; 0: no memory.  After it,
 * that many calls of words_find cannot fail. */
int words_reserve(table *words, uint64_t count, uint64_t bytes);

/* The entry of a word, made where it is new; `text` may lie in the block behind
 * the last word. */
entry *words_find(table *words, const char *text, uint32_t length);

/* Adds the counts of `more`: all of it (1) or, without memory, nothing (0). */
int words_add(table *into, const table *more);

/* The words in alphabetical order, or the most frequent first; neither depends
 * on how the table came about.  The caller frees the list; NULL: no memory. */
typedef struct word {
  const char *text;
  const entry *entry;
} word;
enum { WORDS_BY_TEXT, WORDS_BY_COUNT };
word *words_sorted(const table *words, int order);

#endif
