/* SPDX-License-Identifier: Apache-2.0 */
#include "rules.h"

#include <string.h>

#include "eight.h"
#include "embed.h"
#include "fold.h"

EMBED(abbreviations);
EMBED(starters);
EMBED(speech);

enum { TITLE = 0, NUMBER = 1, INNER = 2, PLAIN = 3 };
static const char *const classes[] = { "title", "number", "inner" };

/* A text whose lines are longer was not wrapped by a typist or a mailer. */
enum { WRAP_LIMIT = 120 };

/* Nor was one whose lines are all shorter: a list, a poem. */
enum { WRAP_LEAST = 40 };

/* How many tokens after a quote may stand before the verb of saying. */
enum { SPEECH_WINDOW = 4 };

/* An item of a list has a number of so many digits at most. */
enum { ITEM_DIGITS = 2 };

/* The longest abbreviation with inner full stops: "Ph.D". */
enum { CHAIN_ROOM = 16 };

typedef struct Cutter {
  const Rules *rules;
  const char *text;
  uint32_t length;
  stemma_token *tokens;
  const uint8_t *notes;
  uint32_t count;
  uint32_t block_end; /* of the lines without an empty one between */
  uint32_t width;     /* the longest of them */
} Cutter;

static bool
read_abbreviations(Words *words)
{
  Lines lines = lines_start(embed_abbreviations, embed_abbreviations_size);

  while (lines_next(&lines)) {
    Piece rest = lines_field(&lines, 1), word;

    for (uint32_t i = TITLE; i < PLAIN; i++) {
      if (!piece_is(lines_field(&lines, 0), classes[i]))
        continue;
      while (piece_cut(&rest, ' ', &word)) {
        if (!words_put_piece(words, word, i))
          return false;
      }
    }
  }
  return true;
}

bool
rules_open(Rules *rules, bool english)
{
  *rules = (Rules){ 0 };
  if (!english)
    return true;
  return read_abbreviations(&rules->abbreviations)
         && words_put_lines(&rules->starters, embed_starters,
                            embed_starters_size, 0)
         && words_put_lines(&rules->speech, embed_speech, embed_speech_size, 0);
}

void
rules_close(Rules *rules)
{
  words_free(&rules->abbreviations);
  words_free(&rules->starters);
  words_free(&rules->speech);
}

static uint32_t
size_of(const Cutter *c, uint32_t i)
{
  return c->tokens[i].row.end - c->tokens[i].row.begin;
}

static bool
is_char(const Cutter *c, uint32_t i, char mark)
{
  return size_of(c, i) == 1 && c->text[c->tokens[i].row.begin] == mark;
}

static bool
touches(const Cutter *c, uint32_t left)
{
  return c->tokens[left].row.end == c->tokens[left + 1].row.begin;
}

/* Is token `i` one letter in a chain such as U.S or a.m? */
static bool
in_chain(const Cutter *c, uint32_t i)
{
  return i >= 2 && size_of(c, i) == 1 && c->tokens[i].kind == STEMMA_TOKEN_WORD
         && is_char(c, i - 1, '.') && touches(c, i - 1) && touches(c, i - 2)
         && c->tokens[i - 2].kind == STEMMA_TOKEN_WORD;
}

/* Is token `i`, a letter, joined to digits or a sign, and so no initial: 12B,
 * 35°C, 3.5 C? */
static bool
is_unit(const Cutter *c, uint32_t i)
{
  const stemma_token *left = i > 0 ? &c->tokens[i - 1] : NULL;

  if (!left)
    return false;
  if (left->kind == STEMMA_TOKEN_NUMBER)
    return touches(c, i - 1)
           || memchr(c->text + left->row.begin, '.', size_of(c, i - 1));
  return left->kind == STEMMA_TOKEN_SYMBOL && touches(c, i - 1);
}

/* What a full stop after token `i` does. */
static uint32_t
abbreviation(const Cutter *c, uint32_t i)
{
  uint32_t first = i, class;

  if (c->tokens[i].kind != STEMMA_TOKEN_WORD)
    return PLAIN;
  while (in_chain(c, first))
    first -= 2;
  if (first < i
      && c->tokens[i].row.end - c->tokens[first].row.begin <= CHAIN_ROOM) {
    uint64_t fold =
        fold_bytes(c->text + c->tokens[first].row.begin,
                   c->tokens[i].row.end - c->tokens[first].row.begin);

    class = words_get(&c->rules->abbreviations, fold);
    return class == WORDS_NONE ? INNER : class;
  }
  if (first < i)
    return INNER;
  if (size_of(c, i) == 1 && (c->notes[i] & NOTE_CAPITAL))
    return is_unit(c, i) ? PLAIN : INNER;
  class = words_get(&c->rules->abbreviations, c->tokens[i].fold);
  return class == WORDS_NONE ? PLAIN : class;
}

/* Does the sentence go on with `Ana Bel asked` after a quote? */
static bool
speech_follows(const Cutter *c, uint32_t next)
{
  for (uint32_t i = next; i < c->count && i < next + SPEECH_WINDOW; i++) {
    if (c->tokens[i].kind != STEMMA_TOKEN_WORD
        || (c->notes[i] & (NOTE_LINE | NOTE_GAP)))
      return false;
    if (i > next && words_has(&c->rules->speech, c->tokens[i].fold))
      return true;
  }
  return false;
}

/* "iPhone" and "eBay" start a sentence like a capital does. */
static bool
is_small(const Cutter *c, uint32_t i)
{
  const char *word = c->text + c->tokens[i].row.begin;

  return (c->notes[i] & NOTE_LOWER)
         && !(size_of(c, i) > 1 && word[1] >= 'A' && word[1] <= 'Z');
}

/* Extraction from HTML loses blanks: "the talks.Later".  A small word of three
 * letters, a full stop and a capitalised word are two sentences; a web address
 * or a file name has no capital there. */
static bool
lost_blank(const Cutter *c, uint32_t stop)
{
  return is_char(c, stop, '.') && stop > 0 && stop + 1 < c->count
         && (c->notes[stop - 1] & NOTE_LOWER) && size_of(c, stop - 1) >= 3
         && (c->notes[stop + 1] & NOTE_CAPITAL) && size_of(c, stop + 1) >= 2
         && is_small(c, stop - 1);
}

/* The marks and brackets around dots alone, "(...)", end nothing. */
static bool
is_omission(const Cutter *c, uint32_t stop, uint32_t last)
{
  while (stop > 0 && (c->notes[stop] & NOTE_TERMINAL))
    stop--;
  return last > stop && (is_char(c, stop, '(') || is_char(c, stop, '['))
         && (is_char(c, last, ')') || is_char(c, last, ']'));
}

/* Is token `i` the first of its line? */
static bool
begins_line(const Cutter *c, uint32_t i)
{
  return i == 0 || (c->notes[i] & (NOTE_LINE | NOTE_GAP));
}

/* Is the stop that of a list's item: "1. The first point"? */
static bool
is_item_number(const Cutter *c, uint32_t stop)
{
  return stop > 0 && is_char(c, stop, '.')
         && c->tokens[stop - 1].kind == STEMMA_TOKEN_NUMBER
         && size_of(c, stop - 1) <= ITEM_DIGITS && touches(c, stop - 1)
         && begins_line(c, stop - 1);
}

/* A sentence may end between `last`, the last mark after the full stop at
 * `stop`, and the word at `next`, the first one after opening marks. */
static bool
ends_at(const Cutter *c, uint32_t stop, uint32_t last, uint32_t next)
{
  uint32_t class = PLAIN;
  bool quoted = last > stop && !is_char(c, last, ')');

  if (is_small(c, next) || is_omission(c, stop, last))
    return false;
  if (is_char(c, stop, '.') && stop > 0 && !(c->notes[stop - 1] & NOTE_TERMINAL)
      && touches(c, stop - 1))
    class = abbreviation(c, stop - 1);
  if (class == TITLE || is_item_number(c, stop))
    return false;
  if (class == NUMBER)
    return !(c->notes[next] & NOTE_DIGIT);
  if (class == INNER)
    return (c->notes[next] & NOTE_CAPITAL)
           && words_has(&c->rules->starters, c->tokens[next].fold);
  return !(quoted && speech_follows(c, next));
}

/* Is there a sentence's end after token `i`, a . ! or ? whose successor is
 * none?  Sets *last to the last of the closing marks. */
static bool
ends(const Cutter *c, uint32_t i, uint32_t *last)
{
  uint32_t next;

  *last = i;
  while (*last + 1 < c->count && touches(c, *last)
         && (c->notes[*last + 1] & (NOTE_CLOSER | NOTE_TERMINAL)))
    ++*last;
  next = *last + 1;
  if (next >= c->count)
    return true;
  if (touches(c, *last))
    return *last == i && lost_blank(c, i) && abbreviation(c, i - 1) == PLAIN;
  while (next + 1 < c->count && next < *last + 4
         && c->tokens[next].kind == STEMMA_TOKEN_PUNCTUATION)
    next++;
  return ends_at(c, i, *last, next);
}

/* Measures the lines from `at` to the next empty one. */
static void
measure_block(Cutter *c, uint32_t at)
{
  c->width = 0;
  while (at < c->length) {
    const char *stop = memchr(c->text + at, '\n', c->length - at);
    uint32_t end = stop ? (uint32_t)(stop - c->text) : c->length;

    if (end - at > c->width)
      c->width = end - at;
    at = end + 1;
    if (end == at - 1 && at < c->length
        && (c->text[at] == '\n' || c->text[at] == '\r'))
      break;
  }
  c->block_end = at;
}

/* Is the line break before token `i` one that its writer wanted, rather than
 * the end of a full line?  A wrapped line is as full as it can be: the next
 * word would not have fitted. */
static bool
wanted_break(Cutter *c, uint32_t i)
{
  uint32_t end = c->tokens[i - 1].row.end, begin = end;

  if (end >= c->block_end) {
    while (begin > 0 && c->text[begin - 1] != '\n')
      begin--;
    measure_block(c, begin);
    begin = end;
  }
  if (c->width > WRAP_LIMIT || c->width < WRAP_LEAST)
    return true;
  while (begin > 0 && end - begin <= WRAP_LIMIT && c->text[begin - 1] != '\n')
    begin--;
  return end - begin + 1 + size_of(c, i) <= c->width;
}

/* Is token `i`, the first of its line, the mark of a list's item: a lone
 * bullet, asterisk or dash?  One before a small letter may be a dash of wrapped
 * prose. */
static bool
begins_item(const Cutter *c, uint32_t i)
{
  static const uint32_t bullets[] = { '-',    '*',    0xb7,   0x2013, 0x2022,
                                      0x2023, 0x25aa, 0x25cf, 0x25e6 };
  uint32_t step, code;

  if (c->tokens[i].kind < STEMMA_TOKEN_PUNCTUATION || i + 1 >= c->count
      || touches(c, i) || is_small(c, i + 1))
    return false;
  code = utf8_decode(c->text + c->tokens[i].row.begin, &step);
  for (size_t k = 0; k < sizeof bullets / sizeof *bullets; k++) {
    if (bullets[k] == code)
      return true;
  }
  return false;
}

/* Does the first token of a line count an item of a list, "2. The" or "b)
 * Pour", after a line that has come to its end? */
static bool
counts_item(const Cutter *c, uint32_t i)
{
  bool number =
      c->tokens[i].kind == STEMMA_TOKEN_NUMBER && size_of(c, i) <= ITEM_DIGITS;
  bool letter = c->tokens[i].kind == STEMMA_TOKEN_WORD && size_of(c, i) == 1;

  if (i + 2 >= c->count || !touches(c, i) || touches(c, i + 1)
      || !((c->notes[i - 1] & (NOTE_TERMINAL | NOTE_CLOSER))
           || is_char(c, i - 1, ':')))
    return false;
  return ((number || letter) && is_char(c, i + 1, ')'))
         || (number && is_char(c, i + 1, '.'));
}

/* Does a paragraph end before token `i`? */
static bool
paragraph_ends(Cutter *c, uint32_t i)
{
  if (c->notes[i] & NOTE_GAP)
    return true;
  if (!(c->notes[i] & NOTE_LINE))
    return false;
  if (begins_item(c, i) || counts_item(c, i))
    return true;
  if (!wanted_break(c, i))
    return false;
  return !is_small(c, i) || (c->notes[i - 1] & (NOTE_TERMINAL | NOTE_CLOSER));
}

static bool
close_sentence(Cutter *c, uint32_t first, uint32_t end, uint32_t paragraph,
               Sentences *sentences)
{
  stemma_sentence row = {
    .row.begin = c->tokens[first].row.begin,
    .row.end = c->tokens[end - 1].row.end,
    .paragraph = paragraph,
    .tokens = end - first,
  };
  stemma_token *tokens = c->tokens;
  uint32_t number = sentences->count;

  for (uint32_t i = first; i < end; i++)
    tokens[i].sentence = number;
  return array_push(sentences, row);
}

/* The first token from `i` on where a paragraph or a sentence may end: after a
 * line break, or a mark.  Most stand nowhere near one, so the notes of eight
 * are looked at together. */
static uint32_t
next_place(const Cutter *c, uint32_t i)
{
  const uint8_t asked = NOTE_LINE | NOTE_GAP | NOTE_TERMINAL;

  for (; i + 8 <= c->count; i += 8) {
    uint64_t bits = eight_load((const char *)c->notes + i) & EIGHT(asked);

    if (bits)
      return i + eight_first(bits);
  }
  while (i < c->count && !(c->notes[i] & asked))
    i++;
  return i;
}

/* What the places have told so far. */
typedef struct Progress {
  uint32_t first;     /* token of the open sentence */
  uint32_t cut;       /* the one before which it ends, once known */
  uint32_t seen;      /* marks before it are done with */
  uint32_t paragraph; /* of the open sentence */
} Progress;

/* Closes the open sentence before token `end`, unless it is empty. */
static bool
close_before(Cutter *c, Progress *p, uint32_t end, Sentences *sentences)
{
  if (p->first >= end)
    return true;
  if (!close_sentence(c, p->first, end, p->paragraph, sentences))
    return false;
  p->first = end;
  return true;
}

static bool
look_at(Cutter *c, Progress *p, uint32_t i, Sentences *sentences)
{
  bool newly =
      i > 0 && (c->notes[i] & (NOTE_LINE | NOTE_GAP)) && paragraph_ends(c, i);

  if (newly && !close_before(c, p, i, sentences))
    return false;
  p->paragraph += newly;
  /* A run of marks is looked at once, so that a megabyte of full stops takes no
   * longer than a megabyte of words. */
  if ((c->notes[i] & NOTE_TERMINAL) && i >= p->seen) {
    uint32_t last;

    if (ends(c, i, &last))
      p->cut = last + 1;
    p->seen = last + 1;
  }
  return true;
}

bool
rules_apply(const Rules *rules, const char *text, uint32_t length,
            Tokens *tokens, const Notes *notes, Sentences *sentences)
{
  Cutter c = { .rules = rules,
               .text = text,
               .length = length,
               .tokens = tokens->items,
               .notes = notes->items,
               .count = tokens->count };
  Progress p = { 0 };

  for (uint32_t i = next_place(&c, 0); i < c.count; i = next_place(&c, i + 1)) {
    if (p.cut <= i && !close_before(&c, &p, p.cut, sentences))
      return false;
    if (!look_at(&c, &p, i, sentences))
      return false;
  }
  return close_before(&c, &p, p.cut, sentences)
         && close_before(&c, &p, c.count, sentences);
}
