/* SPDX-License-Identifier: Apache-2.0
 *
 * number.h - reads one number, in digits or in words, without its unit.
 */
#ifndef NUMBERS_NUMBER_H
#define NUMBERS_NUMBER_H

#include "atoms.h"

enum {
  NUMBER_DIGITS = 1u << 0,   /* has digits */
  NUMBER_WORDS = 1u << 1,    /* has number words */
  NUMBER_ORDINAL = 1u << 2,  /* first, 22nd */
  NUMBER_FRACTION = 1u << 3, /* half, two thirds, 1/2 */
  NUMBER_ARTICLE = 1u << 4,  /* begins with a or an that means one */
  NUMBER_VAGUE = 1u << 5,    /* tens of thousands; no value */
  NUMBER_SCALED = 1u << 6,   /* a scale word or letter: 5 million, 10k */
  NUMBER_PLAIN = 1u << 7,    /* digits alone: no comma, point or sign */
  NUMBER_GROUPED = 1u << 8,  /* thousands are parted */
  NUMBER_SIGNED = 1u << 9,
  NUMBER_DECIMAL = 1u << 10,
  NUMBER_LETTER = 1u << 11, /* scaled by one letter that may be a unit */
  NUMBER_TIMES = 1u << 12,  /* once, twice */
  NUMBER_COUPLE = 1u << 13  /* a couple: two, or two people */
};

typedef struct Number {
  double value;
  double scale; /* the last scale word's, 1 when none */
  uint32_t begin;
  uint32_t end; /* atoms, end exclusive */
  uint32_t flags;
  uint32_t digits; /* how many the digits have before the point */
} Number;

enum {
  READ_NO_AND = 1u << 0 /* "and" parts two numbers: between two and three */
};

/* Reads the longest number at atom `at`; false when none begins there. */
bool number_read(const Text *text, uint32_t at, uint32_t how, Number *number);

#endif
