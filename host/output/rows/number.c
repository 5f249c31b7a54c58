/* SPDX-License-Identifier: Apache-2.0
 *
 * number.c - shortest doubles.
 *
 * A double is m * 2^e.  Where it lies from 1e-4 to 1e15 and is no integer, e is
 * from -66 to -3, and m * 10^k for the k that makes 17 digits of it stays below
 * 2^120: so in 128 bits the nearest number of d digits is one multiplication
 * and one shift, and whether it reads back as the same double is one exact
 * comparison with half the distance to the next double.  Fifteen digits that
 * read back, without their zeros, are the shortest (any number of up to 15
 * digits survives a double); else 16, else 17 are tried.  All others, which
 * are rare in reports, go through printf and strtod.
 */
#include "number.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define ONE(front, last, count) front last count
#define TEN(front, count)                                                      \
  ONE(front, "0", count)                                                       \
  ONE(front, "1", count)                                                       \
  ONE(front, "2", count)                                                       \
  ONE(front, "3", count)                                                       \
  ONE(front, "4", count)                                                       \
  ONE(front, "5", count)                                                       \
  ONE(front, "6", count)                                                       \
  ONE(front, "7", count)                                                       \
  ONE(front, "8", count)                                                       \
  ONE(front, "9", count)
#define HUNDRED(front, count)                                                  \
  TEN(front "0", count)                                                        \
  TEN(front "1", count)                                                        \
  TEN(front "2", count)                                                        \
  TEN(front "3", count)                                                        \
  TEN(front "4", count)                                                        \
  TEN(front "5", count)                                                        \
  TEN(front "6", count)                                                        \
  TEN(front "7", count)                                                        \
  TEN(front "8", count)                                                        \
  TEN(front "9", count)

const char number_triples[4001] = TEN("00", "\1") TEN("01", "\2")
    TEN("02", "\2") TEN("03", "\2") TEN("04", "\2") TEN("05", "\2")
        TEN("06", "\2") TEN("07", "\2") TEN("08", "\2") TEN("09", "\2")
            HUNDRED("1", "\3") HUNDRED("2", "\3") HUNDRED("3", "\3")
                HUNDRED("4", "\3") HUNDRED("5", "\3") HUNDRED("6", "\3")
                    HUNDRED("7", "\3") HUNDRED("8", "\3") HUNDRED("9", "\3");

static const guint64 tens[] = {
  G_GUINT64_CONSTANT(1),
  G_GUINT64_CONSTANT(10),
  G_GUINT64_CONSTANT(100),
  G_GUINT64_CONSTANT(1000),
  G_GUINT64_CONSTANT(10000),
  G_GUINT64_CONSTANT(100000),
  G_GUINT64_CONSTANT(1000000),
  G_GUINT64_CONSTANT(10000000),
  G_GUINT64_CONSTANT(100000000),
  G_GUINT64_CONSTANT(1000000000),
  G_GUINT64_CONSTANT(10000000000),
  G_GUINT64_CONSTANT(100000000000),
  G_GUINT64_CONSTANT(1000000000000),
  G_GUINT64_CONSTANT(10000000000000),
  G_GUINT64_CONSTANT(100000000000000),
  G_GUINT64_CONSTANT(1000000000000000),
  G_GUINT64_CONSTANT(10000000000000000),
  G_GUINT64_CONSTANT(100000000000000000),
  G_GUINT64_CONSTANT(1000000000000000000),
  G_GUINT64_CONSTANT(10000000000000000000),
};

/* 1233 / 4096 is the logarithm of 2: bits to digits, at most one too many. */
static guint
count_digits(guint64 value)
{
  guint guess = (64 - (guint)__builtin_clzll(value | 1)) * 1233 >> 12;

  return guess + ((value | 1) >= tens[guess]);
}

#define ZEROS G_GUINT64_CONSTANT(0x3030303030303030)

/* The eight digits of a value below 10^8, the first one in the lowest byte. */
static inline guint64
eight_digits(guint32 value)
{
  guint64 pairs = value / 10000 | (guint64)(value % 10000) << 32, high;

  /* Halves of four digits, quarters of two, bytes of one: in each step the
   * quotient of every part by one multiplication that is exact for it. */
  high = (pairs * 10486 >> 20) & G_GUINT64_CONSTANT(0x7F0000007F);
  pairs = high | (pairs - 100 * high) << 16;
  high = (pairs * 103 >> 10) & G_GUINT64_CONSTANT(0x000F000F000F000F);
  return high | (pairs - 10 * high) << 8;
}

/* Eight digits, zeros in front. */
static void
write_eight(char *to, guint32 value)
{
  const guint64 digits = GUINT64_TO_LE(eight_digits(value) + ZEROS);

  memcpy(to, &digits, sizeof digits);
}

char *
number_u64(char *to, guint64 value)
{
  char *end = to + count_digits(value), *at = end;

  for (; value >= 100000000; value /= 100000000) {
    at -= 8;
    write_eight(at, (guint32)(value % 100000000));
  }
  for (; value >= 1000; value /= 1000) {
    at -= 3;
    memcpy(at, number_triples + 4 * (value % 1000), 3);
  }
  for (const char *last = number_triples + 4 * value + 3; at > to;)
    *--at = *--last;
  return end;
}

char *
number_i64(char *to, gint64 value)
{
  if (value >= 0)
    return number_u64(to, (guint64)value);
  *to = '-';
  return number_u64(to + 1, 0 - (guint64)value);
}

/* "1e-05" is "1e-5", "1e+22" is "1e22". */
static gsize
trim_exponent(char *text)
{
  char *from = strchr(text, 'e'), *to;

  if (!from)
    return strlen(text);
  to = ++from;
  if (*from == '-')
    to++, from++;
  else if (*from == '+')
    from++;
  while (*from == '0')
    from++;
  memmove(to, from, strlen(from) + 1);
  return strlen(text);
}

static char *
write_slowly(char *to, double value)
{
  char text[NUMBER_ROOM + 8], format[8];
  gsize length;

  /* Near zero a double holds fewer digits than 15. */
  for (int digits = value < DBL_MIN ? 1 : 15; digits <= 17; digits++) {
    g_snprintf(format, sizeof format, "%%.%dg", digits);
    g_ascii_formatd(text, sizeof text, format, value);
    if (g_ascii_strtod(text, NULL) == value)
      break;
  }
  length = trim_exponent(text);
  memcpy(to, text, length);
  return to + length;
}

/* `digits` with a point before the last `decimals` of them; no zeros at the
 * end. */
static char *
write_decimal(char *to, guint64 digits, int decimals)
{
  char *end;
  int length;

  while (decimals > 0 && digits % 10 == 0) {
    digits /= 10;
    decimals--;
  }
  length = (int)count_digits(digits);
  if (length <= decimals) {
    memcpy(to, "0.", 2);
    memset(to + 2, '0', (gsize)(decimals - length));
    return number_u64(to + 2 + decimals - length, digits);
  }
  end = number_u64(to, digits);
  if (decimals == 0)
    return end;
  memmove(end - decimals + 1, end - decimals, (gsize)decimals);
  end[-decimals] = '.';
  return end + 1;
}

/* `digits`, which are not all decimals that are zero, with a point before the
 * last six of them; no zeros at the end. */
static char *
write_six_decimals(char *to, guint64 digits)
{
  guint64 decimals = eight_digits((guint32)(digits % 1000000) * 100);
  guint length = 8 - (guint)__builtin_clzll(decimals) / 8;

  to = number_u32(to, (guint32)(digits / 1000000));
  *to++ = '.';
  decimals = GUINT64_TO_LE(decimals + ZEROS);
  memcpy(to, &decimals, sizeof decimals);
  return to + length;
}

/* A number between 0 and 1 of at most four decimals, as scores are: what
 * write_few_decimals writes, in half the steps.  NULL: it is another. */
static inline char *
write_score(char *to, double value)
{
  const gint32 digits = (gint32)(value * 1e4 + 0.5);
  guint32 four;

  if (digits == 0 || digits == 10000 || digits / 1e4 != value)
    return NULL;
  memcpy(to, "0.", 2);
  memcpy(&four, number_triples + 4 * (digits % 1000), sizeof four);
  /* The first digit comes before three; what stands behind those goes. */
  four = GUINT32_FROM_LE(four) << 8 | (guint32)('0' + digits / 1000);
  four = GUINT32_TO_LE(four);
  memcpy(to + 2, &four, sizeof four);
  four = GUINT32_FROM_LE(four) ^ (guint32)ZEROS;
  return to + 6 - __builtin_clz(four) / 8;
}

static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                 1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

/* A number of at most six decimals.  n / 10^k is the double nearest to that
 * decimal, since both are exact and division rounds correctly; so where it
 * equals `value`, the decimal reads back.  Below 2^28 doubles lie much closer
 * than numbers of six decimals, so that one of fewer decimals is the same with
 * zeros behind it, and the first look is enough. */
static char *
write_few_decimals(char *to, double value)
{
  static const double small = 268435456;

  for (int decimals = value < small ? 6 : 1; decimals <= 6; decimals++) {
    double scaled = value * powers[decimals];
    guint64 digits;

    if (scaled >= 1e15)
      return NULL;
    digits = (guint64)(gint64)(scaled + 0.5);
    if ((double)(gint64)digits / powers[decimals] == value)
      return value < small ? write_six_decimals(to, digits)
                           : write_decimal(to, digits, decimals);
  }
  return NULL;
}

#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 Wide;

/* Does digits / 10^decimals lie nearer to m * 2^-shift than to the doubles
 * beside it?  `scaled` is m * 10^decimals, `unit` 10^decimals: the distance
 * between doubles in the same measure. */
static gboolean
reads_back(guint64 digits, int shift, Wide scaled, Wide unit, gboolean lowest)
{
  Wide there = (Wide)digits << shift;

  if (there >= scaled)
    return 2 * (there - scaled) < unit;
  /* Below a power of two doubles lie twice as close. */
  return (lowest ? 4 : 2) * (scaled - there) < unit;
}

/* How many decimals make fifteen digits of a value from 1e-4 to 1e15.  One off
 * near a power of ten does no harm: what comes of it is checked. */
static int
decimals_for_15(double value)
{
  int decimals = 15;

  if (value < 0.1)
    return value < 0.001 ? 18 : value < 0.01 ? 17 : 16;
  while (decimals > 0 && value >= powers[15 - decimals])
    decimals--;
  return decimals;
}

/* NULL: 17 digits were not enough, which does not happen. */
static char *
write_exactly(char *to, double value)
{
  static const guint64 hidden = G_GUINT64_CONSTANT(1) << 52;
  int decimals = decimals_for_15(value), shift;
  guint64 bits, mantissa;
  gboolean lowest;
  Wide unit = tens[decimals];

  memcpy(&bits, &value, sizeof bits);
  mantissa = (bits & (hidden - 1)) | hidden;
  shift = 1075 - (int)(bits >> 52);
  lowest = mantissa == hidden;
  for (int digits = 15; digits <= 17; digits++, decimals++, unit *= 10) {
    Wide scaled = mantissa * unit;
    guint64 nearest = (guint64)((scaled + ((Wide)1 << (shift - 1))) >> shift);

    if (reads_back(nearest, shift, scaled, unit, lowest))
      return write_decimal(to, nearest, decimals);
  }
  return NULL;
}
#else
static char *
write_exactly(char *to, double value)
{
  (void)to;
  (void)value;
  return NULL;
}
#endif

/* A number without its sign, or "null" for what JSON has no word for.  Apart,
 * so that scores need no frame. */
G_GNUC_NO_INLINE static char *
write_other(char *to, double value)
{
  char *end = NULL;

  if (!isfinite(value)) {
    memcpy(to, "null", 4);
    return to + 4;
  }
  if (value < 1e15 && value == (double)(gint64)value)
    return number_u64(to, (guint64)value);
  if (value >= 1e-4 && value < 1e15 && !(end = write_few_decimals(to, value)))
    end = write_exactly(to, value);
  return end ? end : write_slowly(to, value);
}

char *
number_double(char *to, double value)
{
  const gboolean minus = signbit(value) != 0;
  const double size = fabs(value);
  char *end = NULL;

  *to = '-';
  if (size < 1)
    end = write_score(to + minus, size);
  return end ? end : write_other(to + (minus && isfinite(value)), size);
}
