/* SPDX-License-Identifier: Apache-2.0 */
#include "scan.h"

#include <string.h>

#include "fold.h"

/* The classes of ASCII, as of utf8_class, but one look-up away.  The rows are
 * 16 bytes each. */
#define B UTF8_BLANK
#define N UTF8_LINE
#define L UTF8_LOWER
#define U UTF8_UPPER
#define D UTF8_DIGIT
#define P UTF8_PUNCTUATION
#define S UTF8_SYMBOL
#define HIGH 10
#define HIGH16                                                                 \
  HIGH, HIGH, HIGH, HIGH, HIGH, HIGH, HIGH, HIGH, HIGH, HIGH, HIGH, HIGH,      \
      HIGH, HIGH, HIGH, HIGH
/* clang-format off */
static const uint8_t byte_class[256] = {
  B, B, B, B, B, B, B, B, B, B, N, N, N, N, B, B,
  B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B,
  B, P, P, S, S, S, S, P, P, P, S, S, P, P, P, P,
  D, D, D, D, D, D, D, D, D, D, P, P, S, S, S, P,
  S, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
  U, U, U, U, U, U, U, U, U, U, U, P, P, P, S, P,
  S, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
  L, L, L, L, L, L, L, L, L, L, L, P, S, P, S, B,
  HIGH16, HIGH16, HIGH16, HIGH16, HIGH16, HIGH16, HIGH16, HIGH16
};
/* clang-format on */

/* The marks that the sentence rules ask about. */
static const struct {
  uint32_t code;
  uint32_t note;
} marks[] = {
  { '.', NOTE_TERMINAL },    { '!', NOTE_TERMINAL },
  { '?', NOTE_TERMINAL },    { 0x2026, NOTE_TERMINAL }, /* ellipsis */
  { 0x3002, NOTE_TERMINAL }, { 0xff01, NOTE_TERMINAL },
  { 0xff1f, NOTE_TERMINAL }, { 0x061f, NOTE_TERMINAL },
  { 0x0964, NOTE_TERMINAL }, { '"', NOTE_CLOSER },
  { '\'', NOTE_CLOSER },     { ')', NOTE_CLOSER },
  { ']', NOTE_CLOSER },      { '}', NOTE_CLOSER },
  { 0x201d, NOTE_CLOSER },   { 0x2019, NOTE_CLOSER },
  { 0x00bb, NOTE_CLOSER },   { 0x300d, NOTE_CLOSER },
};

typedef struct Scanner {
  const char *text;
  uint32_t length;
  uint32_t at;
  uint32_t gap; /* NOTE_BLANK, _LINE, _GAP: since the last token */
  Tokens *tokens;
  Notes *notes;
} Scanner;

static uint32_t
class_at(const Scanner *s, uint32_t at, uint32_t *step)
{
  uint32_t c = byte_class[(unsigned char)s->text[at]];

  *step = 1;
  return c == HIGH ? utf8_class(utf8_decode(s->text + at, step)) : c;
}

static uint32_t
mark_note(uint32_t code)
{
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
    if (marks[i].code == code)
      return marks[i].note;
  }
  return 0;
}

/* Room for one more token and its note: the two arrays grow together. */
static bool
make_room(Scanner *s)
{
  return array_reserve(s->tokens, s->tokens->count + 1)
         && array_reserve(s->notes, s->tokens->room);
}

static inline bool
put(Scanner *s, uint32_t begin, uint32_t kind, uint64_t fold, uint32_t note)
{
  uint32_t i = s->tokens->count;
  stemma_token *token;

  if (i >= s->tokens->room || i >= s->notes->room) {
    if (!make_room(s))
      return false;
  }
  token = &s->tokens->items[i];
  token->row.begin = begin;
  token->row.end = s->at;
  token->row.present = 0;
  token->row.reserved = 0;
  token->kind = kind;
  token->sentence = 0;
  token->fold = fold;
  s->notes->items[i] = (uint8_t)(note | s->gap);
  s->tokens->count = s->notes->count = i + 1;
  s->gap = 0;
  return true;
}

/* Goes on over the marks (accents, joiners) that stay with a character. */
static uint64_t
skip_marks(Scanner *s, uint64_t hash)
{
  uint32_t step;

  while ((unsigned char)s->text[s->at] >= 0x80
         && class_at(s, s->at, &step) == UTF8_MARK) {
    hash = fold_code(hash, utf8_decode(s->text + s->at, &step));
    s->at += step;
  }
  return hash;
}

/* The bytes of an apostrophe or hyphen at `at` that has a letter after it; 0
 * for anything else. */
static uint32_t
joint(const Scanner *s, uint32_t at)
{
  unsigned char c = (unsigned char)s->text[at];
  uint32_t n = 0, code, step, class;

  if (c == '\'' || c == '-')
    n = 1;
  else if (c == 0xe2) {
    code = utf8_decode(s->text + at, &step);
    n = code == 0x2019 || code == 0x2010 || code == 0x2011 ? step : 0;
  }
  if (!n)
    return 0;
  class = class_at(s, at + n, &step);
  return class >= UTF8_LOWER && class <= UTF8_LETTER ? n : 0;
}

/* Letters that are not ASCII, marks and joints; false at the word's end. */
static bool
word_part(Scanner *s, uint64_t *hash)
{
  uint32_t step, class = class_at(s, s->at, &step);

  if (class == UTF8_PUNCTUATION) {
    step = joint(s, s->at);
    if (!step)
      return false;
  } else if (!((class >= UTF8_LOWER && class <= UTF8_LETTER)
               || class == UTF8_MARK))
    return false;
  *hash = fold_code(*hash, utf8_decode(s->text + s->at, &step));
  s->at += step;
  return true;
}

static inline bool
scan_word(Scanner *s, uint32_t class)
{
  uint32_t begin = s->at;
  uint32_t note = class == UTF8_UPPER   ? NOTE_CAPITAL
                  : class == UTF8_LOWER ? NOTE_LOWER
                                        : 0;
  uint64_t hash = FNV_START;

  do {
    /* Local, so that the compiler need not store the place at each letter. */
    const unsigned char *text = (const unsigned char *)s->text;
    uint32_t at = s->at;
    unsigned char c = text[at];

    while ((unsigned char)((c | 0x20) - 'a') < 26) {
      hash = fnv_byte(hash, c | 0x20);
      c = text[++at];
    }
    s->at = at;
    if (c < 0x80 && c != '\'' && c != '-')
      break;
  } while (word_part(s, &hash));
  return put(s, begin, STEMMA_TOKEN_WORD, hash, note);
}

static bool
scan_number(Scanner *s)
{
  uint32_t begin = s->at, step;
  uint64_t hash = FNV_START;

  for (;;) {
    unsigned char c = (unsigned char)s->text[s->at];

    if (byte_class[c] == D) {
      hash = fnv_byte(hash, c);
      s->at++;
    } else if (c == ',' || c == '.') {
      if (class_at(s, s->at + 1, &step) != UTF8_DIGIT)
        break;
      hash = fnv_byte(hash, c);
      s->at++;
    } else if (c >= 0x80 && class_at(s, s->at, &step) == UTF8_DIGIT) {
      hash = fold_code(hash, utf8_decode(s->text + s->at, &step));
      s->at += step;
    } else
      break;
  }
  hash = skip_marks(s, hash);
  return put(s, begin, STEMMA_TOKEN_NUMBER, hash, NOTE_DIGIT);
}

/* One character with what stays with it. */
static bool
scan_single(Scanner *s, uint32_t class)
{
  uint32_t begin = s->at, step, kind = STEMMA_TOKEN_SYMBOL, note;
  uint32_t code = utf8_decode(s->text + s->at, &step);
  uint64_t hash = fold_code(FNV_START, code);

  s->at += step;
  hash = skip_marks(s, hash);
  note = mark_note(code);
  if (class == UTF8_PUNCTUATION)
    kind = STEMMA_TOKEN_PUNCTUATION;
  else if (class == UTF8_NUMBER) {
    kind = STEMMA_TOKEN_NUMBER;
    note = NOTE_DIGIT;
  }
  return put(s, begin, kind, hash, note);
}

/* CR LF is one line break. */
static void
scan_line(Scanner *s, uint32_t step)
{
  if (s->text[s->at] == '\r' && s->text[s->at + 1] == '\n')
    step = 2;
  s->at += step;
  s->gap |=
      NOTE_BLANK | (s->gap & (NOTE_LINE | NOTE_GAP) ? NOTE_GAP : NOTE_LINE);
  if (s->gap & NOTE_GAP)
    s->gap &= ~(uint32_t)NOTE_LINE;
}

static bool
scan_one(Scanner *s)
{
  uint32_t step, class = class_at(s, s->at, &step);

  switch (class) {
  case UTF8_BLANK:
    s->at += step;
    s->gap |= NOTE_BLANK;
    return true;
  case UTF8_LINE:
    scan_line(s, step);
    return true;
  case UTF8_LOWER:
  case UTF8_UPPER:
  case UTF8_LETTER:
    return scan_word(s, class);
  case UTF8_DIGIT:
    return scan_number(s);
  default:
    return scan_single(s, class);
  }
}

bool
scan(const char *text, uint32_t length, Tokens *tokens, Notes *notes)
{
  Scanner s = {
    .text = text, .length = length, .tokens = tokens, .notes = notes
  };

  while (s.at < s.length) {
    unsigned char c = (unsigned char)text[s.at];

    if (c == ' ') {
      s.at++;
      s.gap |= NOTE_BLANK;
      continue;
    }
    /* Most characters after a blank are letters: no jump by class for them. */
    if ((unsigned char)((c | 0x20) - 'a') < 26) {
      if (!scan_word(&s, c & 0x20 ? UTF8_LOWER : UTF8_UPPER))
        return false;
    } else if (!scan_one(&s))
      return false;
  }
  return true;
}
