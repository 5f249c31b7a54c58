/* SPDX-License-Identifier: Apache-2.0 */
#include "mt_passes.h"

#include <string.h>

#include "mt_chars.h"

#define M MT_A_MARK
#define D MT_A_DIGIT
#define P (MT_A_MARK | MT_A_NO_PUNCT)
#define C (MT_A_POINT | MT_A_NO_PUNCT)
#define H MT_A_DASH
/* The blank is no mark: that a pass doubles blanks beside it changes neither
 * its neighbours' neighbours nor the words. */
static const uint8_t ascii_classes[256] = {
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* controls */
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* controls */
  0, P, P, M, M, M, M, 0, P, P, M, M, C, H, C, M, /* blank ! to / */
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
    *step = 1;
    return ascii_classes[(unsigned char)*at];
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

/* A pass in progress: what of the text is copied, and what of it is read. */
typedef struct Run {
  const MtPass *pass;
  const char *text;
  size_t length;
  size_t copied;
  char *out;
  size_t n;
} Run;

/* The next character from `i` on that has one of `bits`, with its bytes in
 * *step; the length when there is none.  Marks are rare, so this loop is where
 * the time goes. */
static size_t
next_hit(const Run *run, size_t i, uint8_t bits, size_t *step)
{
  const char *text = run->text;

  *step = 1;
  if (run->pass->alphabet == MT_ASCII) {
    while (i < run->length && !(ascii_classes[(unsigned char)text[i]] & bits))
      i++;
    return i;
  }
  for (; i < run->length; i += *step)
    if (class_at(run->pass->alphabet, text + i, run->length - i, step) & bits)
      break;
  return i;
}

/* Copies up to `end`. */
static void
catch_up(Run *run, size_t end)
{
  run->n += copy(run->out + run->n, run->text + run->copied, end - run->copied);
  run->copied = end;
}

static void
put_blank(Run *run)
{
  run->out[run->n++] = ' ';
}

static void
run_mark(Run *run)
{
  size_t step;

  for (size_t i = 0;
       (i = next_hit(run, i, run->pass->first, &step)) < run->length;
       i += step) {
    catch_up(run, i);
    if (run->pass->kind == MT_PASS_DROP) {
      run->copied = i + step;
      continue;
    }
    put_blank(run);
    catch_up(run, i + step);
    put_blank(run);
  }
}

/* Does the character that ends before `i` suit as the first of a pair? */
static bool
first_suits(const Run *run, size_t i)
{
  const MtPass *pass = run->pass;
  size_t start = i - 1, step;

  if (pass->alphabet != MT_ASCII)
    while (start > run->copied
           && ((unsigned char)run->text[start] & 0xc0u) == 0x80u)
      start--;
  return ((class_at(pass->alphabet, run->text + start, i - start, &step)
           & pass->first)
          != 0)
         != pass->not_first;
}

/* first second: "\1 \2 ".  A hit consumes both, so its second is no first. */
static void
run_after(Run *run)
{
  size_t step;

  for (size_t i = 0;
       (i = next_hit(run, i, run->pass->second, &step)) < run->length;
       i += step) {
    if (i == run->copied || !first_suits(run, i))
      continue;
    catch_up(run, i);
    put_blank(run);
    catch_up(run, i + step);
    put_blank(run);
  }
}

/* first second: " \1 \2". */
static void
run_before(Run *run)
{
  const MtPass *pass = run->pass;
  size_t step, next;

  for (size_t i = 0;
       (i = next_hit(run, i, pass->first, &step)) + step < run->length;
       i += step) {
    unsigned bits = class_at(pass->alphabet, run->text + i + step,
                             run->length - i - step, &next);

    if (((bits & pass->second) != 0) == pass->not_second)
      continue;
    catch_up(run, i);
    put_blank(run);
    catch_up(run, i + step);
    put_blank(run);
    catch_up(run, i + step + next);
    i += next;
  }
}

static size_t
run_class_pass(const MtPass *pass, const char *text, size_t length, char *out)
{
  Run run = { pass, text, length, 0, out, 0 };

  if (pass->kind == MT_PASS_AFTER)
    run_after(&run);
  else if (pass->kind == MT_PASS_BEFORE)
    run_before(&run);
  else
    run_mark(&run);
  catch_up(&run, length);
  return run.n;
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
