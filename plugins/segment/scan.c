/* SPDX-License-Identifier: Apache-2.0 */
#include "scan.h"

#include <string.h>

#include "eight.h"
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

/* An ASCII letter as a small one; 0: no ASCII letter. */
#define EACH_LETTER(of)                                                        \
  of('a'), of('b'), of('c'), of('d'), of('e'), of('f'), of('g'), of('h'),      \
      of('i'), of('j'), of('k'), of('l'), of('m'), of('n'), of('o'), of('p'),  \
      of('q'), of('r'), of('s'), of('t'), of('u'), of('v'), of('w'), of('x'),  \
      of('y'), of('z')
#define BOTH(small) [small] = small, [small - 0x20] = small
static const uint8_t letters[256] = { EACH_LETTER(BOTH) };

/* The hash of a word's first letter; 0: no ASCII letter. */
#define HASH(small) ((FNV_START ^ (small)) * FNV_PRIME)
#define HASHES(small) [small] = HASH(small), [small - 0x20] = HASH(small)
static const uint64_t first_hash[256] = { EACH_LETTER(HASHES) };

/* Bytes after ASCII letters with which the word may go on. */
#define MAY(small) [small] = 1, [small - 0x20] = 1
#define FOUR(from) [from] = 1, [from + 1] = 1, [from + 2] = 1, [from + 3] = 1
#define SIXTEEN(from)                                                          \
  FOUR(from), FOUR(from + 4), FOUR(from + 8), FOUR(from + 12)
static const uint8_t may_go_on[256] = {
  EACH_LETTER(MAY), ['\''] = 1,    ['-'] = 1,     SIXTEEN(0x80),
  SIXTEEN(0x90),    SIXTEEN(0xa0), SIXTEEN(0xb0), SIXTEEN(0xc0),
  SIXTEEN(0xd0),    SIXTEEN(0xe0), SIXTEEN(0xf0),
};

/* The marks that the sentence rules ask about. */
static const uint8_t ascii_notes[128] = {
  ['.'] = NOTE_TERMINAL, ['!'] = NOTE_TERMINAL, ['?'] = NOTE_TERMINAL,
  ['"'] = NOTE_CLOSER,   ['\''] = NOTE_CLOSER,  [')'] = NOTE_CLOSER,
  [']'] = NOTE_CLOSER,   ['}'] = NOTE_CLOSER,
};
static const struct {
  uint32_t code;
  uint32_t note;
} marks[] = {
  { 0x2026, NOTE_TERMINAL }, /* ellipsis */
  { 0x3002, NOTE_TERMINAL }, { 0xff01, NOTE_TERMINAL },
  { 0xff1f, NOTE_TERMINAL }, { 0x061f, NOTE_TERMINAL },
  { 0x0964, NOTE_TERMINAL }, { 0x201d, NOTE_CLOSER },
  { 0x2019, NOTE_CLOSER },   { 0x00bb, NOTE_CLOSER },
  { 0x300d, NOTE_CLOSER },
};

typedef struct Scanner {
  const char *text;
  uint32_t safe;       /* before it eight bytes can be read */
  uint32_t gap;        /* NOTE_BLANK, _LINE, _GAP: since the last token */
  stemma_token *token; /* where the next one goes; there is room */
  uint8_t *note;
} Scanner;

/* So many bytes have room for a token each before they are read, so that no
 * token need ask for it. */
enum { STRETCH = 1024 };

/* The functions below take the place where they begin and return the one where
 * they ended, so that it stays in a register. */

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
  if (code < 0x80)
    return ascii_notes[code];
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
    if (marks[i].code == code)
      return marks[i].note;
  }
  return 0;
}

/* Adds a token and returns its end. */
static inline uint32_t
put(Scanner *s, uint32_t begin, uint32_t end, uint32_t kind, uint64_t fold,
    uint32_t note)
{
  *s->token++ = (stemma_token){ .row = { .begin = begin, .end = end },
                                .kind = kind,
                                .fold = fold };
  *s->note++ = (uint8_t)(note | s->gap);
  s->gap = 0;
  return end;
}

/* Goes on over the marks (accents, joiners) that stay with a character. */
static inline uint32_t
skip_marks(const Scanner *s, uint32_t at, uint64_t *hash)
{
  uint32_t step;

  while ((unsigned char)s->text[at] >= 0x80
         && class_at(s, at, &step) == UTF8_MARK) {
    *hash = fold_code(*hash, utf8_decode(s->text + at, &step));
    at += step;
  }
  return at;
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

/* The end of the letter that is not ASCII, mark or joint at `at`; `at` at the
 * word's end. */
static uint32_t
word_part(const Scanner *s, uint32_t at, uint64_t *hash)
{
  uint32_t step, class = class_at(s, at, &step);

  if (class == UTF8_PUNCTUATION) {
    step = joint(s, at);
    if (!step)
      return at;
  } else if (!((class >= UTF8_LOWER && class <= UTF8_LETTER)
               || class == UTF8_MARK))
    return at;
  *hash = fold_code(*hash, utf8_decode(s->text + at, &step));
  return at + step;
}

/* How many of eight bytes are ASCII letters before the first that is none; they
 * become small ones. */
static inline uint32_t
count_letters(uint64_t *eight)
{
  *eight |= EIGHT(0x20);
  return eight_first(eight_beyond(*eight, 'a', 'z'));
}

/* Goes on over ASCII letters: the few that long words have beyond eight. */
static uint32_t
skip_letters(const Scanner *s, uint32_t at, uint64_t *hash)
{
  uint8_t letter;

  for (; (letter = letters[(unsigned char)s->text[at]]); at++)
    *hash = fnv_byte(*hash, letter);
  return at;
}

/* Goes on to the word's end. */
static uint32_t
word_rest(const Scanner *s, uint32_t at, uint64_t *hash)
{
  if (letters[(unsigned char)s->text[at]])
    at = skip_letters(s, at, hash);
  while (may_go_on[(unsigned char)s->text[at]]) {
    uint32_t part = word_part(s, at, hash);

    if (part == at)
      break;
    at = skip_letters(s, part, hash);
  }
  return at;
}

/* The first letters of a word, up to eight; the hash of the first is known. The
 * hashes of all are made and one is taken, since nobody guesses where a word
 * ends, and a wrong guess costs more than the rest. */
static inline uint32_t
first_letters(const Scanner *s, uint32_t at, uint64_t *hash)
{
  uint64_t eight, after[9];
  uint32_t count;

  if (at >= s->safe)
    return at + 1;
  eight = eight_load(s->text + at);
  count = count_letters(&eight);
  after[1] = *hash;
  for (uint32_t i = 1; i < 8; i++)
    after[i + 1] = fnv_byte(after[i], (unsigned char)(eight >> 8 * i));
  *hash = after[count];
  return at + count;
}

/* A word that begins with a character that is not ASCII. */
static uint32_t
scan_word(Scanner *s, uint32_t begin, uint32_t class)
{
  uint32_t note = class == UTF8_UPPER   ? NOTE_CAPITAL
                  : class == UTF8_LOWER ? NOTE_LOWER
                                        : 0;
  uint64_t hash = FNV_START;
  uint32_t end = word_rest(s, begin, &hash);

  return put(s, begin, end, STEMMA_TOKEN_WORD, hash, note);
}

static uint32_t
scan_number(Scanner *s, uint32_t begin)
{
  uint32_t at = begin, step;
  uint64_t hash = FNV_START;

  for (;;) {
    unsigned char c = (unsigned char)s->text[at];

    if (byte_class[c] == D) {
      hash = fnv_byte(hash, c);
      at++;
    } else if (c == ',' || c == '.') {
      if (class_at(s, at + 1, &step) != UTF8_DIGIT)
        break;
      hash = fnv_byte(hash, c);
      at++;
    } else if (c >= 0x80 && class_at(s, at, &step) == UTF8_DIGIT) {
      hash = fold_code(hash, utf8_decode(s->text + at, &step));
      at += step;
    } else
      break;
  }
  at = skip_marks(s, at, &hash);
  return put(s, begin, at, STEMMA_TOKEN_NUMBER, hash, NOTE_DIGIT);
}

/* One character with what stays with it. */
static uint32_t
scan_single(Scanner *s, uint32_t begin, uint32_t class)
{
  uint32_t step, code = utf8_decode(s->text + begin, &step);
  uint32_t kind = STEMMA_TOKEN_SYMBOL, note = mark_note(code);
  uint64_t hash = code < 0x80 ? fnv_byte(FNV_START, (unsigned char)code)
                              : fold_code(FNV_START, code);
  uint32_t end = skip_marks(s, begin + step, &hash);

  if (class == UTF8_PUNCTUATION)
    kind = STEMMA_TOKEN_PUNCTUATION;
  else if (class == UTF8_NUMBER) {
    kind = STEMMA_TOKEN_NUMBER;
    note = NOTE_DIGIT;
  }
  return put(s, begin, end, kind, hash, note);
}

/* CR LF is one line break. */
static uint32_t
scan_line(Scanner *s, uint32_t at, uint32_t step)
{
  if (s->text[at] == '\r' && s->text[at + 1] == '\n')
    step = 2;
  s->gap |=
      NOTE_BLANK | (s->gap & (NOTE_LINE | NOTE_GAP) ? NOTE_GAP : NOTE_LINE);
  if (s->gap & NOTE_GAP)
    s->gap &= ~(uint32_t)NOTE_LINE;
  return at + step;
}

static uint32_t
scan_one(Scanner *s, uint32_t at)
{
  uint32_t step, class = class_at(s, at, &step);

  switch (class) {
  case UTF8_BLANK:
    s->gap |= NOTE_BLANK;
    return at + step;
  case UTF8_LINE:
    return scan_line(s, at, step);
  case UTF8_LOWER:
  case UTF8_UPPER:
  case UTF8_LETTER:
    return scan_word(s, at, class);
  case UTF8_DIGIT:
    return scan_number(s, at);
  default:
    return scan_single(s, at, class);
  }
}

/* Goes on from `at` to `stop` or the end of the token there.  What is met most,
 * words of ASCII and blanks, is read here, with the scanner's state in
 * registers. */
static uint32_t
scan_stretch(Scanner *shared, uint32_t at, uint32_t stop)
{
  Scanner s = *shared;

  while (at < stop) {
    unsigned char c = (unsigned char)s.text[at];
    uint64_t hash = first_hash[c];

    if (hash) {
      uint32_t begin = at;

      at = first_letters(&s, at, &hash);
      if (may_go_on[(unsigned char)s.text[at]]) {
        uint64_t longer = hash; /* so that `hash` needs no address */

        at = word_rest(shared, at, &longer);
        hash = longer;
      }
      put(&s, begin, at, STEMMA_TOKEN_WORD, hash,
          c & 0x20 ? NOTE_LOWER : NOTE_CAPITAL);
      s.gap = s.text[at] == ' ' ? NOTE_BLANK : 0;
      at += s.gap;
    } else if (c == ' ') {
      s.gap |= NOTE_BLANK;
      at++;
    } else {
      *shared = s;
      at = scan_one(shared, at);
      s = *shared;
    }
  }
  *shared = s;
  return at;
}

bool
scan(const char *text, uint32_t length, Tokens *tokens, Notes *notes)
{
  Scanner s = { .text = text, .safe = length < 8 ? 0 : length - 7 };
  uint32_t at = 0;

  while (at < length) {
    uint32_t stop = length - at < STRETCH ? length : at + STRETCH;
    uint32_t need = tokens->count + (stop - at);

    if (!array_reserve(tokens, need) || !array_reserve(notes, need))
      return false;
    s.token = tokens->items + tokens->count;
    s.note = notes->items + tokens->count;
    at = scan_stretch(&s, at, stop);
    tokens->count = notes->count = (uint32_t)(s.token - tokens->items);
  }
  return true;
}
