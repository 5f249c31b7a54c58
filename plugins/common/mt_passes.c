/* SPDX-License-Identifier: Apache-2.0 */
#include "mt_passes.h"

#include <string.h>

#include "mt_chars.h"

#define M MT_A_MARK
#define D MT_A_DIGIT
#define P (MT_A_MARK | MT_A_NO_PUNCT)
#define C (MT_A_POINT | MT_A_NO_PUNCT)
#define H MT_A_DASH
static const uint8_t ascii_classes[128] = {
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* controls */
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* controls */
  M, P, P, M, M, M, M, 0, P, P, M, M, C, H, C, M, /* blank ! to / */
  D, D, D, D, D, D, D, D, D, D, P, P, M, M, M, P, /* 0 to ? */
  M, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* @ to O */
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, M, M, M, M, M, /* P to _ */
  M, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* ` to o */
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, M, M, M, M, 0, /* p to DEL */
};
#undef M
#undef D
#undef P
#undef C
#undef H

typedef struct Range {
  uint32_t first;
  uint32_t last;
  uint8_t bits;
} Range;

/* The blocks that tercom's normaliser splits at; its passes for kana alone
 * can match only a text without the blank that padding puts first, so they
 * never do. */
static const Range asian[] = {
  { 0x2e80, 0x2eff, MT_CJK },
  { 0x3001, 0x3002, MT_CJK | MT_CJK_PUNCT },
  { 0x3008, 0x3011, MT_CJK | MT_CJK_PUNCT },
  { 0x3014, 0x301f, MT_CJK | MT_CJK_PUNCT },
  { 0x30fb, 0x30fb, MT_CJK | MT_CJK_PUNCT },
  { 0x31c0, 0x31ef, MT_CJK },
  { 0x3200, 0x4dbf, MT_CJK },
  { 0x4e00, 0x9fff, MT_CJK },
  { 0xf900, 0xfaff, MT_CJK },
  { 0xfe30, 0xfe4f, MT_CJK },
  { 0xff01, 0xff02, MT_CJK | MT_CJK_PUNCT },
  { 0xff08, 0xff09, MT_CJK | MT_CJK_PUNCT },
  { 0xff0c, 0xff0c, MT_CJK | MT_CJK_PUNCT },
  { 0xff0e, 0xff0e, MT_CJK | MT_CJK_PUNCT },
  { 0xff1a, 0xff1b, MT_CJK | MT_CJK_PUNCT },
  { 0xff1f, 0xff1f, MT_CJK | MT_CJK_PUNCT },
  { 0xff61, 0xff65, MT_CJK | MT_CJK_PUNCT },
};

#define REPLACE(from, to)                                                      \
  {                                                                            \
    MT_PASS_REPLACE, MT_ASCII, 0, 0, false, false, from, to                    \
  }
#define PASS(kind, alphabet, no1, first, no2, second)                          \
  {                                                                            \
    MT_PASS_##kind, alphabet, first, second, no1, no2, 0, 0                    \
  }
#define PLAIN(kind) PASS(kind, MT_ASCII, false, 0, false, 0)
#define POINT_PASSES                                                           \
  PASS(AFTER, MT_ASCII, true, MT_A_DIGIT, false, MT_A_POINT),                  \
      PASS(BEFORE, MT_ASCII, false, MT_A_POINT, true, MT_A_DIGIT),             \
      PASS(AFTER, MT_ASCII, false, MT_A_DIGIT, false, MT_A_DASH)

const MtPass mt_passes_none[] = { PLAIN(END) };
const MtPass mt_passes_lower[] = { PLAIN(LOWER), PLAIN(END) };
const MtPass mt_passes_13a[] = {
  REPLACE("<skipped>", ""),
  REPLACE("-\n", ""),
  REPLACE("\n", " "),
  REPLACE("&quot;", "\""),
  REPLACE("&amp;", "&"),
  REPLACE("&lt;", "<"),
  REPLACE("&gt;", ">"),
  PLAIN(PAD),
  PASS(MARK, MT_ASCII, false, MT_A_MARK, false, 0),
  POINT_PASSES,
  PLAIN(END),
};
const MtPass mt_passes_intl[] = {
  PASS(AFTER, MT_UNICODE, true, MT_NUMBER, false, MT_PUNCTUATION),
  PASS(BEFORE, MT_UNICODE, false, MT_PUNCTUATION, true, MT_NUMBER),
  PASS(MARK, MT_UNICODE, false, MT_SYMBOL, false, 0),
  PLAIN(END),
};
const MtPass mt_passes_ter[] = {
  REPLACE("\n-", ""),
  REPLACE("\n", " "),
  REPLACE("&quot;", "\""),
  REPLACE("&amp;", "&"),
  REPLACE("&lt;", "<"),
  REPLACE("&gt;", ">"),
  PLAIN(PAD),
  PASS(MARK, MT_ASCII, false, MT_A_MARK, false, 0),
  PLAIN(POSSESS),
  POINT_PASSES,
  PLAIN(END),
};
const MtPass mt_passes_asian[] = {
  PASS(MARK, MT_ASIAN, false, MT_CJK, false, 0),
  PLAIN(END),
};
const MtPass mt_passes_no_punct[] = {
  PASS(DROP, MT_ASCII, false, MT_A_NO_PUNCT, false, 0),
  PLAIN(END),
};
const MtPass mt_passes_no_asian_punct[] = {
  PASS(DROP, MT_ASIAN, false, MT_CJK_PUNCT, false, 0),
  PLAIN(END),
};

static unsigned
asian_class(uint32_t code)
{
  for (size_t i = 0; i < sizeof asian / sizeof asian[0]; i++)
    if (code <= asian[i].last)
      return code >= asian[i].first ? asian[i].bits : 0;
  return 0;
}

/* The class bits at `at` and the bytes they are about. */
static inline unsigned
class_at(MtAlphabet alphabet, const char *at, size_t left, size_t *step)
{
  if (alphabet == MT_ASCII) {
    unsigned char byte = (unsigned char)*at;

    *step = 1;
    return byte < 0x80u ? ascii_classes[byte] : 0;
  }
  if (alphabet == MT_UNICODE)
    return mt_class(mt_decode(at, left, step));
  return asian_class(mt_decode(at, left, step));
}

static size_t
copy(char *out, const char *bytes, size_t length)
{
  memcpy(out, bytes, length);
  return length;
}

static size_t
run_replace(const MtPass *pass, const char *text, size_t length, char *out)
{
  size_t from = strlen(pass->from), to = strlen(pass->to), n = 0;

  for (size_t i = 0; i < length;) {
    if (text[i] == pass->from[0] && length - i >= from
        && memcmp(text + i, pass->from, from) == 0) {
      n += copy(out + n, pass->to, to);
      i += from;
    } else {
      out[n++] = text[i++];
    }
  }
  return n;
}

static inline size_t
run_mark(const MtPass *pass, MtAlphabet alphabet, const char *text,
         size_t length, char *out)
{
  size_t n = 0, step;

  for (size_t i = 0; i < length; i += step) {
    bool hit = class_at(alphabet, text + i, length - i, &step) & pass->first;

    if (hit && pass->kind == MT_PASS_DROP)
      continue;
    if (hit)
      out[n++] = ' ';
    for (size_t j = 0; j < step; j++)
      out[n++] = text[i + j];
    if (hit)
      out[n++] = ' ';
  }
  return n;
}

/* first second: "\1 \2 ".  A hit consumes both, so its second is no first. */
static inline size_t
run_after(const MtPass *pass, MtAlphabet alphabet, const char *text,
          size_t length, char *out)
{
  size_t n = 0, step;
  bool first = false;

  for (size_t i = 0; i < length; i += step) {
    unsigned bits = class_at(alphabet, text + i, length - i, &step);
    bool hit = first && ((bits & pass->second) != 0) != pass->not_second;

    if (hit)
      out[n++] = ' ';
    for (size_t j = 0; j < step; j++)
      out[n++] = text[i + j];
    if (hit)
      out[n++] = ' ';
    first = !hit && ((bits & pass->first) != 0) != pass->not_first;
  }
  return n;
}

/* first second: " \1 \2". */
static inline size_t
run_before(const MtPass *pass, MtAlphabet alphabet, const char *text,
           size_t length, char *out)
{
  size_t n = 0, step, next;

  for (size_t i = 0; i < length; i += step) {
    unsigned bits = class_at(alphabet, text + i, length - i, &step);
    bool hit =
        ((bits & pass->first) != 0) != pass->not_first && i + step < length;

    if (hit) {
      bits = class_at(alphabet, text + i + step, length - i - step, &next);
      hit = ((bits & pass->second) != 0) != pass->not_second;
    }
    if (hit)
      out[n++] = ' ';
    for (size_t j = 0; j < step; j++)
      out[n++] = text[i + j];
    if (!hit)
      continue;
    out[n++] = ' ';
    n += copy(out + n, text + i + step, next);
    step += next;
  }
  return n;
}

/* The alphabet as a constant, so that the loops over bytes are plain. */
static size_t
run_class_pass(const MtPass *pass, const char *text, size_t length, char *out)
{
  bool ascii = pass->alphabet == MT_ASCII;
  MtAlphabet wide = pass->alphabet;

  if (pass->kind == MT_PASS_AFTER)
    return ascii ? run_after(pass, MT_ASCII, text, length, out)
                 : run_after(pass, wide, text, length, out);
  if (pass->kind == MT_PASS_BEFORE)
    return ascii ? run_before(pass, MT_ASCII, text, length, out)
                 : run_before(pass, wide, text, length, out);
  return ascii ? run_mark(pass, MT_ASCII, text, length, out)
               : run_mark(pass, wide, text, length, out);
}

static size_t
run_pad(const char *text, size_t length, char *out)
{
  out[0] = ' ';
  memcpy(out + 1, text, length);
  out[length + 1] = ' ';
  return length + 2;
}

static bool
is_letter(const char *at, size_t left)
{
  size_t step;

  return left > 0 && mt_class(mt_decode(at, left, &step)) == 0;
}

/* Capital sigma is a final one after a letter and before none. */
static uint32_t
lower_sigma(const char *text, size_t length, size_t i)
{
  size_t before = i;

  while (before > 0 && ((unsigned char)text[--before] & 0xc0u) == 0x80u)
    ;
  return i > 0 && is_letter(text + before, i - before)
                 && !is_letter(text + i + 2, length - i - 2)
             ? 0x3c2u
             : 0x3c3u;
}

static size_t
lower_wide(const char *text, size_t length, size_t i, char *out, size_t *step)
{
  uint32_t code = mt_decode(text + i, length - i, step);

  if (code == 0x130u) /* the one letter whose lower case is two */
    return copy(out, "i\xcc\x87", 3);
  if (code == 0x3a3u)
    return mt_encode(lower_sigma(text, length, i), out);
  if (code == 0xfffdu)
    return copy(out, text + i, *step);
  return mt_encode(mt_lower(code), out);
}

static size_t
run_lower(const char *text, size_t length, char *out)
{
  size_t n = 0, step;

  for (size_t i = 0; i < length; i += step) {
    unsigned char byte = (unsigned char)text[i];

    step = 1;
    if (byte < 0x80u)
      out[n++] = (char)(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
    else
      n += lower_wide(text, length, i, out + n, &step);
  }
  return n;
}

static size_t
run_possess(const char *text, size_t length, char *out)
{
  size_t n = 0;

  for (size_t i = 0; i < length; i++) {
    bool hit = text[i] == '\'' && i + 1 < length && text[i + 1] == 's'
               && (i + 2 == length || text[i + 2] == ' ');

    if (hit)
      out[n++] = ' ';
    out[n++] = text[i];
  }
  return n;
}

bool
mt_pass_applies(const MtPass *pass, const char *text, size_t length)
{
  if (length == 0)
    return pass->kind == MT_PASS_PAD;
  if (pass->kind == MT_PASS_REPLACE)
    return memchr(text, pass->from[0], length) != NULL;
  if (pass->kind == MT_PASS_POSSESS)
    return memchr(text, '\'', length) != NULL;
  if (pass->alphabet == MT_ASCII && pass->second == MT_A_DASH)
    return memchr(text, '-', length) != NULL;
  return true;
}

size_t
mt_pass_run(const MtPass *pass, const char *text, size_t length, char *out)
{
  switch (pass->kind) {
  case MT_PASS_REPLACE:
    return run_replace(pass, text, length, out);
  case MT_PASS_MARK:
  case MT_PASS_DROP:
  case MT_PASS_AFTER:
  case MT_PASS_BEFORE:
    return run_class_pass(pass, text, length, out);
  case MT_PASS_PAD:
    return run_pad(text, length, out);
  case MT_PASS_LOWER:
    return run_lower(text, length, out);
  case MT_PASS_POSSESS:
    return run_possess(text, length, out);
  case MT_PASS_END:
    break;
  }
  return copy(out, text, length);
}
