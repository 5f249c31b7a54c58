/* SPDX-License-Identifier: Apache-2.0 */
#include "scan.h"

#include <string.h>

#include "fold.h"
#include "letters.h"

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
static const uint8_t small_letters[256] = { EACH_LETTER(BOTH) };

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

/* A token, but for where it begins. */
typedef struct Cut {
  uint64_t hash;
  uint32_t end;
  uint32_t kind;
  uint32_t note;
} Cut;

static uint32_t
class_at(const char *text, uint32_t at, uint32_t *step)
{
  uint32_t c = byte_class[(unsigned char)text[at]];

  *step = 1;
  return c == HIGH ? utf8_class(utf8_decode(text + at, step)) : c;
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

/* Goes on over the marks (accents, joiners) that stay with a character. */
static inline uint32_t
skip_marks(const char *text, uint32_t at, uint64_t *hash)
{
  uint32_t step;

  while ((unsigned char)text[at] >= 0x80
         && class_at(text, at, &step) == UTF8_MARK) {
    *hash = fold_code(*hash, utf8_decode(text + at, &step));
    at += step;
  }
  return at;
}

/* The bytes of an apostrophe or hyphen at `at` that has a letter after it; 0
 * for anything else. */
static uint32_t
joint(const char *text, uint32_t at)
{
  unsigned char c = (unsigned char)text[at];
  uint32_t n = 0, code, step, class;

  if (c == '\'' || c == '-')
    n = 1;
  else if (c == 0xe2) {
    code = utf8_decode(text + at, &step);
    n = code == 0x2019 || code == 0x2010 || code == 0x2011 ? step : 0;
  }
  if (!n)
    return 0;
  class = class_at(text, at + n, &step);
  return class >= UTF8_LOWER && class <= UTF8_LETTER ? n : 0;
}

/* The end of the letter that is not ASCII, mark or joint at `at`; `at` at the
 * word's end. */
static uint32_t
word_part(const char *text, uint32_t at, uint64_t *hash)
{
  uint32_t step, class = class_at(text, at, &step);

  if (class == UTF8_PUNCTUATION) {
    step = joint(text, at);
    if (!step)
      return at;
  } else if (!((class >= UTF8_LOWER && class <= UTF8_LETTER)
               || class == UTF8_MARK))
    return at;
  *hash = fold_code(*hash, utf8_decode(text + at, &step));
  return at + step;
}

/* Goes on over ASCII letters. */
static uint32_t
skip_letters(const char *text, uint32_t at, uint64_t *hash)
{
  uint8_t letter;

  for (; (letter = small_letters[(unsigned char)text[at]]); at++)
    *hash = fnv_byte(*hash, letter);
  return at;
}

/* Goes on to the word's end. */
static uint32_t
word_rest(const char *text, uint32_t at, uint64_t *hash)
{
  if (small_letters[(unsigned char)text[at]])
    at = skip_letters(text, at, hash);
  while (may_go_on[(unsigned char)text[at]]) {
    uint32_t part = word_part(text, at, hash);

    if (part == at)
      break;
    at = skip_letters(text, part, hash);
  }
  return at;
}

/* Goes on with so many ASCII letters, one to eight.  Eight are always hashed,
 * since nobody guesses where a word ends, and a wrong guess costs more than the
 * rest: those behind it as zeros, each of which is a multiplication by the
 * prime, and fnv_undo_zeros takes all of them back at once. */
static inline uint64_t
hash_eight(uint64_t hash, const char *at, uint32_t count)
{
  uint32_t behind = 8 - count;
  uint64_t eight = (eight_load(at) | EIGHT(0x20)) << 8 * behind >> 8 * behind;

  for (uint32_t i = 0; i < 8; i++)
    hash = fnv_byte(hash, (unsigned char)(eight >> 8 * i));
  return fnv_undo_zeros(hash, behind);
}

/* The same for any number.  Apart, so that what most words need is small. */
__attribute__((noinline)) static uint64_t
hash_more(uint64_t hash, const char *at, uint32_t count)
{
  for (; count > 8; at += 8, count -= 8)
    hash = hash_eight(hash, at, 8);
  return hash_eight(hash, at, count);
}

static inline uint64_t
hash_letters(const char *at, uint32_t count)
{
  uint64_t hash = hash_eight(FNV_START, at, count < 8 ? count : 8);

  return count > 8 ? hash_more(hash, at + 8, count - 8) : hash;
}

/* Any word. */
static Cut
cut_word(const char *text, uint32_t begin, uint32_t class)
{
  Cut cut = { .hash = FNV_START, .kind = STEMMA_TOKEN_WORD };

  if (class != UTF8_LETTER)
    cut.note = class == UTF8_UPPER ? NOTE_CAPITAL : NOTE_LOWER;
  cut.end = word_rest(text, begin, &cut.hash);
  return cut;
}

static Cut
cut_number(const char *text, uint32_t at)
{
  uint64_t hash = FNV_START;
  uint32_t step;

  for (;;) {
    unsigned char c = (unsigned char)text[at];

    if (byte_class[c] == D) {
      hash = fnv_byte(hash, c);
      at++;
    } else if (c == ',' || c == '.') {
      if (class_at(text, at + 1, &step) != UTF8_DIGIT)
        break;
      hash = fnv_byte(hash, c);
      at++;
    } else if (c >= 0x80 && class_at(text, at, &step) == UTF8_DIGIT) {
      hash = fold_code(hash, utf8_decode(text + at, &step));
      at += step;
    } else
      break;
  }
  at = skip_marks(text, at, &hash);
  return (Cut){ hash, at, STEMMA_TOKEN_NUMBER, NOTE_DIGIT };
}

/* One character with what stays with it. */
static Cut
cut_single(const char *text, uint32_t begin, uint32_t class)
{
  uint32_t step, code = utf8_decode(text + begin, &step);
  Cut cut = { .kind = STEMMA_TOKEN_SYMBOL, .note = mark_note(code) };

  cut.hash = code < 0x80 ? fnv_byte(FNV_START, (unsigned char)code)
                         : fold_code(FNV_START, code);
  cut.end = skip_marks(text, begin + step, &cut.hash);
  if (class == UTF8_PUNCTUATION)
    cut.kind = STEMMA_TOKEN_PUNCTUATION;
  else if (class == UTF8_NUMBER) {
    cut.kind = STEMMA_TOKEN_NUMBER;
    cut.note = NOTE_DIGIT;
  }
  return cut;
}

/* Does an ASCII mark or sign at `at` stand alone?  Only what is not ASCII can
 * stay with it. */
static inline bool
is_plain_single(const char *text, uint32_t at, uint32_t class)
{
  return (class == UTF8_PUNCTUATION || class == UTF8_SYMBOL)
         && (signed char)text[at] >= 0 && (signed char)text[at + 1] >= 0;
}

/* What cut_single makes of it. */
static inline Cut
cut_plain_single(const char *text, uint32_t at, uint32_t class)
{
  unsigned char c = (unsigned char)text[at];

  return (Cut){ fnv_byte(FNV_START, c), at + 1,
                class == UTF8_PUNCTUATION ? STEMMA_TOKEN_PUNCTUATION
                                          : STEMMA_TOKEN_SYMBOL,
                ascii_notes[c] };
}

/* Any token. */
static Cut
cut_any(const char *text, uint32_t at, uint32_t class)
{
  switch (class) {
  case UTF8_LOWER:
  case UTF8_UPPER:
  case UTF8_LETTER:
    return cut_word(text, at, class);
  case UTF8_DIGIT:
    return cut_number(text, at);
  default:
    return cut_single(text, at, class);
  }
}

/* A word that begins with so many ASCII letters. */
static inline Cut
cut_plain_word(const char *text, uint32_t begin, uint32_t count)
{
  Cut cut = { hash_letters(text + begin, count), begin + count,
              STEMMA_TOKEN_WORD,
              text[begin] & 0x20 ? NOTE_LOWER : NOTE_CAPITAL };

  if (may_go_on[(unsigned char)text[cut.end]]) {
    uint64_t longer = cut.hash; /* so that the hash needs no address */

    cut.end = word_rest(text, cut.end, &longer);
    cut.hash = longer;
  }
  return cut;
}

/* What stands before the next token once there is a line's end. */
static uint32_t
add_line(uint32_t gap)
{
  if (gap & (NOTE_LINE | NOTE_GAP))
    return NOTE_BLANK | NOTE_GAP;
  return NOTE_BLANK | NOTE_LINE;
}

/* CR LF is one line's end. */
static uint32_t
line_length(const char *end, uint32_t step)
{
  return end[0] == '\r' && end[1] == '\n' ? 2 : step;
}

typedef struct Scanner {
  const char *text;
  stemma_token *token; /* where the next one goes; there is room */
  uint8_t *note;
  uint32_t gap; /* NOTE_BLANK, _LINE, _GAP: since the last token */
} Scanner;

/* Goes on from `at` to `stop` or the end of the token there.  What is met most,
 * words of ASCII and single blanks, is read here, with all that is needed in
 * registers. */
static uint32_t
scan_stretch(Scanner *s, const Letters *letters, uint32_t at, uint32_t stop)
{
  const char *text = s->text;
  uint32_t gap = s->gap, step;
  stemma_token *token = s->token;
  uint8_t *note = s->note;

  while (at < stop) {
    uint32_t count = letters_count(letters, at), begin = at;
    Cut cut;

    if (count) {
      cut = cut_plain_word(text, at, count);
    } else {
      uint32_t class = class_at(text, at, &step);

      if (class == UTF8_BLANK) {
        gap |= NOTE_BLANK;
        at += step;
        continue;
      }
      if (class == UTF8_LINE) {
        gap = add_line(gap);
        at += line_length(text + at, step);
        continue;
      }
      cut = is_plain_single(text, at, class) ? cut_plain_single(text, at, class)
                                             : cut_any(text, at, class);
    }
    *token++ = (stemma_token){ .row = { .begin = begin, .end = cut.end },
                               .kind = cut.kind,
                               .fold = cut.hash };
    *note++ = (uint8_t)(cut.note | gap);
    gap = 0;
    at = cut.end;
    if (text[at] == ' ') {
      gap = NOTE_BLANK;
      at++;
    }
  }
  s->gap = gap;
  s->token = token;
  s->note = note;
  return at;
}

bool
scan(const char *text, uint32_t length, Tokens *tokens, Notes *notes)
{
  Scanner s = { .text = text };
  Letters letters;
  uint32_t at = 0;

  while (at < length) {
    /* So many bytes have room for a token each before they are read, so that no
     * token need ask for it. */
    uint32_t most = length - at;
    uint32_t stretch = most < LETTERS_STRETCH ? most : LETTERS_STRETCH;
    uint32_t need = tokens->count + stretch;

    if (!array_reserve(tokens, need) || !array_reserve(notes, need))
      return false;
    letters_find(&letters, text, length, at);
    s.token = tokens->items + tokens->count;
    s.note = notes->items + tokens->count;
    at = scan_stretch(&s, &letters, at, at + stretch);
    tokens->count = notes->count = (uint32_t)(s.token - tokens->items);
  }
  return true;
}
