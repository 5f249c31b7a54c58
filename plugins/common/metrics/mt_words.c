/* SPDX-License-Identifier: Apache-2.0
 *
 * Each pass reads `text` and writes `spare`, then the two change places.  No
 * pass writes more than four bytes for each byte it reads.
 */
#include "mt_words.h"

#include <stdlib.h>
#include <string.h>

#include "fnv.h"
#include "mt_chars.h"
#include "mt_passes.h"

#define LONGEST ((size_t)1 << 30)

static const char *const tokenizer_names[] = { "13a", "none", "char", "intl" };
#define TOKENIZERS (sizeof tokenizer_names / sizeof tokenizer_names[0])

static bool
grow_bytes(char **bytes, size_t *room, size_t need)
{
  char *grown;

  if (need <= *room)
    return true;
  need += need / 2;
  grown = realloc(*bytes, need);
  if (!grown)
    return false;
  *bytes = grown;
  *room = need;
  return true;
}

static bool
grow_words(MtWords *words)
{
  size_t room = words->word_room ? words->word_room * 2 : 64;
  uint64_t *hashes = realloc(words->hashes, room * sizeof *hashes);
  MtSlice *slices;

  if (!hashes)
    return false;
  words->hashes = hashes;
  slices = realloc(words->slices, room * sizeof *slices);
  if (!slices)
    return false;
  words->slices = slices;
  words->word_room = room;
  return true;
}

static bool
run_pass(MtWords *words, const MtPass *pass)
{
  char *other = words->spare;
  size_t room = words->spare_room;

  if (!mt_pass_applies(pass, words->text, words->length))
    return true;
  if (words->length >= LONGEST
      || !grow_bytes(&other, &room, words->length * MT_PASS_GROWTH + 8))
    return false;
  words->length = mt_pass_run(pass, words->text, words->length, other);
  words->spare = words->text;
  words->spare_room = words->text_room;
  words->text = other;
  words->text_room = room;
  return true;
}

static bool
run_passes(MtWords *words, const MtPass *passes)
{
  for (; passes->kind != MT_PASS_END; passes++)
    if (!run_pass(words, passes))
      return false;
  return true;
}

static bool
load_text(MtWords *words, const char *text, size_t length)
{
  words->count = 0;
  words->length = length;
  if (length >= LONGEST
      || !grow_bytes(&words->text, &words->text_room, length + 3))
    return false;
  if (length)
    memcpy(words->text, text, length);
  return true;
}

static bool
add_word(MtWords *words, size_t begin, size_t end, uint64_t hash)
{
  if (words->count == words->word_room && !grow_words(words))
    return false;
  words->hashes[words->count] = hash;
  words->slices[words->count].begin = (uint32_t)begin;
  words->slices[words->count].end = (uint32_t)end;
  words->count++;
  return true;
}

static size_t
wide_space_length(const char *at, size_t left)
{
  size_t length;

  return mt_class(mt_decode(at, left, &length)) & MT_SPACE ? length : 0;
}

/* Bytes of the white space at `at`; 0 when there is none. */
static inline size_t
space_length(const char *at, size_t left)
{
  unsigned char byte = (unsigned char)*at;

  if (byte > ' ' && byte < 0x80u)
    return 0;
  if (byte < 0x80u)
    return byte == ' ' || (byte >= 9 && byte <= 13)
           || (byte >= 28 && byte <= 31);
  return wide_space_length(at, left);
}

/* The words between white space. */
static bool
split_blanks(MtWords *words)
{
  const char *text = words->text;
  size_t length = words->length, begin = 0, blank;
  uint64_t hash = FNV_START;

  for (size_t i = 0; i < length; i += blank) {
    blank = space_length(text + i, length - i);
    if (blank == 0) {
      hash = fnv_byte(hash, (unsigned char)text[i]);
      blank = 1;
      continue;
    }
    if (i > begin && !add_word(words, begin, i, hash))
      return false;
    hash = FNV_START;
    begin = i + blank;
  }
  return begin == length || add_word(words, begin, length, hash);
}

/* What a byte is to the passes of 13a, when they are done at once. */
typedef enum MtRole {
  INNER, /* part of a word */
  DIGIT,
  BLANK,
  MARK,   /* a word of its own */
  POINT,  /* inside a number part of it, else a mark */
  DASH,   /* behind a digit a mark */
  UNUSUAL /* a line's end, or what may begin an entity or a tag */
} MtRole;

#define B BLANK
#define D DIGIT
#define M MARK
#define U UNUSUAL
static const uint8_t roles[128] = {
  0, 0, 0, 0, 0, 0, 0, 0, 0, B, U, B, B,     B,    0,     0, /* controls */
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, B,     B,    B,     B, /* controls */
  B, M, M, M, M, M, U, 0, M, M, M, M, POINT, DASH, POINT, M, /* blank to / */
  D, D, D, D, D, D, D, D, D, D, M, M, U,     M,    M,     M, /* 0 to ? */
  M, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,     0,    0,     0, /* @ to O */
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, M, M,     M,    M,     M, /* P to _ */
  M, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,     0,    0,     0, /* ` to o */
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, M, M,     M,    M,     0, /* p to DEL */
};
#undef B
#undef D
#undef M
#undef U

static inline MtRole
role_at(const MtWords *words, size_t i)
{
  unsigned char byte = (unsigned char)words->text[i];

  return byte < 0x80u ? (MtRole)roles[byte] : INNER;
}

/* The role of a point or dash by what stands before and behind it.  Of two
 * points in a row each pass consumes what the next would look at: unusual. */
static MtRole
settle(const MtWords *words, size_t i, MtRole role)
{
  MtRole before = i > 0 ? role_at(words, i - 1) : BLANK;
  MtRole behind = i + 1 < words->length ? role_at(words, i + 1) : BLANK;

  if (role == DASH)
    return before == DIGIT ? MARK : INNER;
  if (before == POINT || behind == POINT)
    return UNUSUAL;
  return before == DIGIT && behind == DIGIT ? INNER : MARK;
}

typedef enum MtScan { SCAN_DONE, SCAN_UNUSUAL, SCAN_NO_MEMORY } MtScan;

/* What the passes of 13a make of a text without anything unusual: its words
 * are parts of it, found in one go. */
static MtScan
scan_13a(MtWords *words)
{
  const char *text = words->text;
  size_t length = words->length, begin = 0, step;
  uint64_t hash = FNV_START;

  for (size_t i = 0; i < length; i += step) {
    unsigned char byte = (unsigned char)text[i];
    MtRole role = role_at(words, i);

    step = 1;
    if (role == POINT || role == DASH)
      role = settle(words, i, role);
    else if (byte >= 0x80u && (step = wide_space_length(text + i, length - i)))
      role = BLANK;
    if (role <= DIGIT) {
      hash = fnv_byte(hash, byte);
      step = 1;
      continue;
    }
    if (role == UNUSUAL)
      return SCAN_UNUSUAL;
    if (i > begin && !add_word(words, begin, i, hash))
      return SCAN_NO_MEMORY;
    if (role == MARK && !add_word(words, i, i + 1, fnv_byte(FNV_START, byte)))
      return SCAN_NO_MEMORY;
    hash = FNV_START;
    begin = i + step;
  }
  return begin == length || add_word(words, begin, length, hash)
             ? SCAN_DONE
             : SCAN_NO_MEMORY;
}

static bool
split_13a(MtWords *words)
{
  MtScan scan = scan_13a(words);

  if (scan != SCAN_UNUSUAL)
    return scan == SCAN_DONE;
  words->count = 0;
  return run_passes(words, mt_passes_13a) && split_blanks(words);
}

/* Each character that is not white space. */
static bool
split_characters(MtWords *words)
{
  size_t step;

  for (size_t i = 0; i < words->length; i += step) {
    const char *at = words->text + i;

    mt_decode(at, words->length - i, &step);
    if (space_length(at, words->length - i) == 0
        && !add_word(words, i, i + step, fnv_bytes(FNV_START, at, step)))
      return false;
  }
  return true;
}

static bool
split_intl(MtWords *words)
{
  return run_passes(words, mt_passes_intl) && split_blanks(words);
}

static bool
fail(MtWords *words)
{
  words->count = 0;
  words->length = 0;
  return false;
}

/* Without the white space at its end, which 13a would take for an inner
 * line's end. */
static size_t
stripped(const char *text, size_t length)
{
  while (length > 0) {
    size_t start = length - 1, step;

    while (start > 0 && length - start < 4
           && ((unsigned char)text[start] & 0xc0u) == 0x80u)
      start--;
    step = space_length(text + start, length - start);
    if (step == 0 || start + step != length)
      break;
    length = start;
  }
  return length;
}

bool
mt_words_split(MtWords *words, const char *text, size_t length,
               MtTokenizer tokenizer, bool lower)
{
  static bool (*const splits[])(MtWords *) = { split_13a, split_blanks,
                                               split_characters, split_intl };

  if (!load_text(words, text, stripped(text, length))
      || (lower && !run_passes(words, mt_passes_lower))
      || !splits[tokenizer](words))
    return fail(words);
  return true;
}

bool
mt_words_split_blanks(MtWords *words, const char *text, size_t length,
                      bool lower)
{
  if (!load_text(words, text, length)
      || (lower && !run_passes(words, mt_passes_lower)) || !split_blanks(words))
    return fail(words);
  return true;
}

bool
mt_words_split_ter(MtWords *words, const char *text, size_t length,
                   const MtTerOptions *options)
{
  bool asian = options->asian_support;

  if (!load_text(words, text, length)
      || (!options->case_sensitive && !run_passes(words, mt_passes_lower))
      || (options->normalized && !run_passes(words, mt_passes_ter))
      || (options->normalized && asian && !run_passes(words, mt_passes_asian))
      || (options->no_punct && !run_passes(words, mt_passes_no_punct))
      || (options->no_punct && asian
          && !run_passes(words, mt_passes_no_asian_punct))
      || !split_blanks(words))
    return fail(words);
  return true;
}

void
mt_words_clear(MtWords *words)
{
  free(words->hashes);
  free(words->slices);
  free(words->text);
  free(words->spare);
  memset(words, 0, sizeof *words);
}

const char *
mt_tokenizer_name(MtTokenizer tokenizer)
{
  return tokenizer_names[tokenizer];
}

bool
mt_tokenizer_from_name(const char *name, MtTokenizer *tokenizer)
{
  for (size_t i = 0; i < TOKENIZERS; i++)
    if (strcmp(name, tokenizer_names[i]) == 0) {
      *tokenizer = (MtTokenizer)i;
      return true;
    }
  return false;
}
