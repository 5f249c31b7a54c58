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

/* Four words at once: a bit for each byte, the first one's the lowest, and none
 * false. */
#define WORD_RUN 32u
typedef guint8 WordHalf __attribute__((vector_size(WORD_RUN / 2)));

static inline WordHalf
word_half(const char *at)
{
  WordHalf bytes;

  memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

/* The high bits of the bytes of half a run. */
static inline guint32
word_half_highs(WordHalf bytes)
{
#ifdef __SSE2__
  typedef char Signed __attribute__((vector_size(sizeof(WordHalf))));

  return (guint32)__builtin_ia32_pmovmskb128((Signed)bytes);
#else
  const guint64 gather = G_GUINT64_CONSTANT(0x0102040810204080);
  const guint64 low = word_load((const char *)&bytes) & WORD_HIGHS;
  const guint64 high = word_load((const char *)&bytes + WORD) & WORD_HIGHS;

  return (guint32)((low >> 7) * gather >> 56)
         | (guint32)((high >> 7) * gather >> 56) << WORD;
#endif
}

static inline guint32
word_run(WordHalf low, WordHalf high)
{
  return word_half_highs(low) | word_half_highs(high) << WORD_RUN / 2;
}

static inline WordHalf
word_half_escapes(WordHalf bytes)
{
  return (WordHalf)((bytes < 0x20) | (bytes == '"') | (bytes == '\\'));
}

/* Which of WORD_RUN bytes does JSON escape? */
static inline guint32
word_run_escapes(const char *at)
{
  return word_run(word_half_escapes(word_half(at)),
                  word_half_escapes(word_half(at + WORD_RUN / 2)));
}

/* Which are not ASCII? */
static inline guint32
word_run_wide(const char *at)
{
  return word_run(word_half(at), word_half(at + WORD_RUN / 2));
}

/* Which are escaped or not ASCII?  As a number with a sign such a byte is below
 * any other. */
static inline guint32
word_run_special(const char *at)
{
  typedef gint8 Signed __attribute__((vector_size(sizeof(WordHalf))));
  const WordHalf low = word_half(at), high = word_half(at + WORD_RUN / 2);

  return word_run(
      (WordHalf)(((Signed)low < 0x20) | (low == '"') | (low == '\\')),
      (WordHalf)(((Signed)high < 0x20) | (high == '"') | (high == '\\')));
}

/* Which are a NUL or not ASCII? */
static inline guint32
word_run_odd(const char *at)
{
  const WordHalf low = word_half(at), high = word_half(at + WORD_RUN / 2);

  return word_run((low - 1) | low, (high - 1) | high);
}

#endif
