/* SPDX-License-Identifier: Apache-2.0
 *
 * word.h - bytes of a text by eight and by thirty-two, for whoever looks for
 * the few that matter.
 *
 * A word holds its first byte in the lowest place.  What is found is the high
 * bit of a byte; above the first one found there may be false ones, so ask for
 * the first, or whether there is any.
 */
#ifndef CORPUS_WORD_H
#define CORPUS_WORD_H

#include <glib.h>
#include <string.h>

#define WORD 8u
#define WORD_EACH(byte) (G_GUINT64_CONSTANT(0x0101010101010101) * (byte))
#define WORD_HIGHS WORD_EACH(0x80u)

static inline guint64
word_load(const char *at)
{
  guint64 word;

  memcpy(&word, at, sizeof word);
  return GUINT64_FROM_LE(word);
}

/* The first `count` bytes, at most eight; zeros behind them.  No byte beyond is
 * read, and no loop or call needed. */
static inline guint64
word_load_some(const char *at, gsize count)
{
  const guchar *bytes = (const guchar *)at;
  guint32 low, high;

  if (count >= 4) {
    memcpy(&low, at, sizeof low);
    memcpy(&high, at + count - 4, sizeof high);
    return GUINT32_FROM_LE(low)
           | (guint64)GUINT32_FROM_LE(high) << 8 * (count - 4);
  }
  if (count == 0)
    return 0;
  return bytes[0] | (guint64)bytes[count / 2] << 8 * (count / 2)
         | (guint64)bytes[count - 1] << 8 * (count - 1);
}

/* Bytes that are zero. */
static inline guint64
word_zeros(guint64 word)
{
  return (word - WORD_EACH(1u)) & ~word & WORD_HIGHS;
}

/* Bytes that JSON escapes in a string: quote marks, backslashes, control
 * characters. */
static inline guint64
word_escapes(guint64 word)
{
  return word_zeros(word ^ WORD_EACH('"')) | word_zeros(word ^ WORD_EACH('\\'))
         | ((word - WORD_EACH(0x20u)) & ~word & WORD_HIGHS);
}

/* The place of the first byte found, of which there is one. */
static inline guint
word_first(guint64 found)
{
  return (guint)__builtin_ctzll(found) / 8;
}

/* Four words at once. */
#define WORD_RUN 32u
typedef guint8 WordHalf __attribute__((vector_size(WORD_RUN / 2)));

static inline gboolean
word_half_any(WordHalf found)
{
  guint64 words[2];

  memcpy(words, &found, sizeof words);
  return (words[0] | words[1]) != 0;
}

static inline WordHalf
word_half_escapes(const char *at)
{
  WordHalf bytes;

  memcpy(&bytes, at, sizeof bytes);
  return (WordHalf)((bytes < 0x20) | (bytes == '"') | (bytes == '\\'));
}

/* Does JSON escape any of WORD_RUN bytes? */
static inline gboolean
word_run_escapes(const char *at)
{
  return word_half_any(word_half_escapes(at)
                       | word_half_escapes(at + sizeof(WordHalf)));
}

/* Is any of WORD_RUN bytes a NUL or not ASCII? */
static inline gboolean
word_run_odd(const char *at)
{
  WordHalf low, high;

  memcpy(&low, at, sizeof low);
  memcpy(&high, at + sizeof low, sizeof high);
  return word_half_any((WordHalf)((low - 1 >= 0x7F) | (high - 1 >= 0x7F)));
}

#endif
