/* SPDX-License-Identifier: Apache-2.0
 *
 * mt_passes.h - the passes that a tokeniser of the standard metrics is made
 * of, as data: what each looks for and where it puts blanks.
 *
 * A pass reads one text and writes another, left to right, and never looks
 * again at what it has consumed: that is how a regular expression's
 * substitution works, and two marks in a row depend on it.
 */
#ifndef COMMON_MT_PASSES_H
#define COMMON_MT_PASSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The most bytes that a pass writes for each byte it reads, and 8 more. */
#define MT_PASS_GROWTH 4

typedef enum MtPassKind {
  MT_PASS_END = 0,
  MT_PASS_REPLACE, /* `from` by `to` */
  MT_PASS_MARK,    /* blanks around each character of `first` */
  MT_PASS_DROP,    /* each character of `first` away */
  MT_PASS_AFTER,   /* first second: "\1 \2 " */
  MT_PASS_BEFORE,  /* first second: " \1 \2" */
  MT_PASS_PAD,     /* a blank before and after all */
  MT_PASS_LOWER,   /* lower case */
  MT_PASS_POSSESS  /* "'s" before a blank or the end: " 's" */
} MtPassKind;

/* Which characters `first` and `second` mean. */
typedef enum MtAlphabet {
  MT_ASCII,   /* MT_A_ bits, by byte; bytes beyond ASCII have none */
  MT_UNICODE, /* the bits of mt_class, by character */
  MT_ASIAN    /* MT_CJK and MT_CJK_PUNCT, by character */
} MtAlphabet;

enum {
  MT_A_MARK = 1u << 0,    /* ASCII punctuation and blank, less ' , - . */
  MT_A_DIGIT = 1u << 1,   /* 0 to 9 */
  MT_A_POINT = 1u << 2,   /* . , */
  MT_A_DASH = 1u << 3,    /* - */
  MT_A_NO_PUNCT = 1u << 4 /* . , ? : ; ! " ( ) */
};
enum { MT_CJK = 1u << 0, MT_CJK_PUNCT = 1u << 1 };

typedef struct MtPass {
  MtPassKind kind;
  MtAlphabet alphabet;
  uint8_t first;  /* class bits, any of which */
  uint8_t second; /* class bits, any of which */
  bool not_first; /* none of them instead */
  bool not_second;
  const char *from;
  const char *to;
} MtPass;

/* Lists that end with MT_PASS_END. */
extern const MtPass mt_passes_none[];
extern const MtPass mt_passes_lower[];
extern const MtPass mt_passes_13a[];
extern const MtPass mt_passes_intl[];
extern const MtPass mt_passes_ter[];
extern const MtPass mt_passes_asian[];
extern const MtPass mt_passes_no_punct[];
extern const MtPass mt_passes_no_asian_punct[];

/* False when the pass would change nothing; a cheap look. */
bool mt_pass_applies(const MtPass *pass, const char *text, size_t length);

/* Writes the changed text to `out`, which has room for MT_PASS_GROWTH bytes
 * for each of `length` and 8 more, and returns its length. */
size_t mt_pass_run(const MtPass *pass, const char *text, size_t length,
                   char *out);

#endif
