/* SPDX-License-Identifier: Apache-2.0
 *
 * mt_words.h - the words of a text as the standard metrics BLEU and TER count
 * them: each tokeniser a fixed list of passes over the text.
 *
 *   13a   the tokeniser of NIST's mteval-v13a, the default of BLEU: entities
 *         undone, ASCII marks split off, "." and "," kept inside numbers
 *   none  words between white space
 *   char  each character a word
 *   intl  mteval-v14: Unicode punctuation and symbols split off
 *   ter   as the program tercom does: lower case, then white space; with
 *         `normalized` first the 13a passes and possessives
 *
 * The words of most texts for 13a are parts of the text as it is, found in one
 * go; where a text has entities, lines or points in a row, passes run.  Those
 * run in the order and with the consumption of the regular
 * expressions of sacreBLEU 2.6 (Post 2018), so that the scores are equal.
 *
 * One object is used by one thread at a time and reused for many texts; it
 * grows to the longest text (about 7 bytes for each byte of text, and 16 for
 * each word) and keeps that until mt_words_clear.
 */
#ifndef COMMON_MT_WORDS_H
#define COMMON_MT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum MtTokenizer {
  MT_TOKENIZER_13A = 0,
  MT_TOKENIZER_NONE = 1,
  MT_TOKENIZER_CHAR = 2,
  MT_TOKENIZER_INTL = 3
} MtTokenizer;

/* What tercom's tokeniser does beyond splitting at white space; all false is
 * the default of TER. */
typedef struct MtTerOptions {
  bool normalized;     /* split punctuation off, undo entities */
  bool no_punct;       /* remove . , ? : ; ! " ( ) */
  bool asian_support;  /* with normalized: split CJK characters */
  bool case_sensitive; /* do not make it lower case */
} MtTerOptions;

typedef struct MtSlice {
  uint32_t begin; /* in text */
  uint32_t end;
} MtSlice;

/* A text that somebody else owns. */
typedef struct MtText {
  const char *bytes; /* UTF-8, need not end with NUL; NULL when empty */
  size_t length;
} MtText;

/* Zero it to begin.  `hashes`, `slices` and `text` hold until the next call
 * with the same object.  Two words are taken as equal when their 64-bit hashes
 * are (FNV-1a; a clash is as likely as 1 in 2^64 for each pair). */
typedef struct MtWords {
  uint64_t *hashes; /* one for each word */
  MtSlice *slices;  /* where it stands in `text` */
  size_t count;
  char *text; /* after the passes; not NUL-terminated */
  size_t length;
  char *spare; /* private: the other side of each pass */
  size_t text_room;
  size_t spare_room;
  size_t word_room;
} MtWords;

/* Fills `words` with the words of `length` bytes of UTF-8 for BLEU.  With
 * `lower` in lower case.  False when there is no memory or the text has 1 GiB
 * or more; `words` is then empty. */
bool mt_words_split(MtWords *words, const char *text, size_t length,
                    MtTokenizer tokenizer, bool lower);

/* Splits at white space alone, keeping the white space at the end in `text`:
 * what chrF begins with. */
bool mt_words_split_blanks(MtWords *words, const char *text, size_t length,
                           bool lower);

/* The same for TER. */
bool mt_words_split_ter(MtWords *words, const char *text, size_t length,
                        const MtTerOptions *options);

/* Frees what it grew; it may be used again. */
void mt_words_clear(MtWords *words);

/* "13a", "none", "char" or "intl". */
const char *mt_tokenizer_name(MtTokenizer tokenizer);

/* The tokeniser of that name in *tokenizer; false when there is none. */
bool mt_tokenizer_from_name(const char *name, MtTokenizer *tokenizer);

#endif
