/* SPDX-License-Identifier: Apache-2.0 */
#include "model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "embed.h"
#include "fold.h"
#include "lines.h"

EMBED(lexicon);
EMBED(cues);
EMBED(news);
EMBED(phrases);

static const char *const cue_names[] = {
  "none", "negator", "booster", "damper", "contrast", "modal", "concession",
  "up",   "down",    "less",    "gain",   "cost",     "bound"
};
enum { CUES = sizeof cue_names / sizeof *cue_names };

/* Word.step counts thousandths, and so does worth.c. */
#define STEP_UNIT 1000.0

enum { FIRST_SLOTS = 1 << 17 };

/* A free slot, the word that nobody knows. */
static const Word unknown = { .special = SPECIAL_LETTERS | SPECIAL_ANY };

/* Takes the first free slot from the word's pair on. */
static Word *
file_word(Model *model, Word word)
{
  uint32_t i =
      (uint32_t)(lookup_place(model_lookup(model), word.fold) - model->words);

  while (model->own[i].fold)
    i = (i + 1) & model->mask;
  model->own[i] = word;
  return &model->own[i];
}

/* At most half of the slots are taken. */
static bool
more_slots(Model *model)
{
  Word *words = model->own;
  uint32_t slots = words ? (model->mask + 1) * 2 : FIRST_SLOTS;
  uint32_t before = words ? model->mask + 1 : 0;
  Word *fresh = aligned_alloc(2 * sizeof *fresh, slots * sizeof *fresh);

  if (!fresh)
    return false;
  for (uint32_t i = 0; i < slots; i++)
    fresh[i] = unknown;
  model->words = model->own = fresh;
  model->mask = slots - 1;
  for (uint32_t i = 0; i < before; i++) {
    if (words[i].fold)
      file_word(model, words[i]);
  }
  free(words);
  return true;
}

/* The word with this fold, made when it is new; NULL without memory. */
static Word *
word_of_fold(Model *model, uint64_t fold)
{
  const Word *word = model_word(model, fold);
  Word fresh;

  if (word->fold)
    return &model->own[word - model->words];
  if (model->count >= (model->mask + 1) / 2 && !more_slots(model))
    return NULL;
  model->count++;
  fresh = unknown;
  fresh.fold = fold;
  return file_word(model, fresh);
}

/* May an apostrophe, U+2019 too, stand before the last letter? */
static bool
has_apostrophe(Piece word)
{
  const char *end = word.bytes + word.length;

  return (word.length > 1 && end[-2] == '\'')
         || (word.length > 3 && end[-4] == '\xe2');
}

static Word *
word_of(Model *model, Piece text)
{
  Word *word = word_of_fold(model, fold_bytes(text.bytes, text.length));

  if (word && !has_apostrophe(text))
    word->special &= (uint8_t)~SPECIAL_LETTERS;
  return word;
}

static bool
is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Notes how an emoticon starts: a word of two marks at least, or one whose
 * first character is no letter. */
static void
note_pair(Model *model, Piece word)
{
  unsigned char first, second;
  uint32_t bit;

  if (word.length < 2 || is_letter(word.bytes[0]))
    return;
  first = (unsigned char)word.bytes[0];
  second = (unsigned char)word.bytes[1];
  if (first >= 0x80 || second >= 0x80)
    return;
  bit = (uint32_t)first << 7 | second;
  model->pairs[bit >> 3] |= (uint8_t)(1u << (bit & 7));
}

static bool
read_lexicon(Model *model)
{
  Lines lines = lines_start(embed_lexicon, embed_lexicon_size);

  while (lines_next(&lines)) {
    Word *word = word_of(model, lines_field(&lines, 0));
    double valence = 0, afinn = 0;

    if (!word)
      return false;
    piece_number(lines_field(&lines, 1), &valence);
    piece_number(lines_field(&lines, 2), &afinn);
    word->valence = (float)valence;
    word->afinn = (float)afinn;
    note_pair(model, lines_field(&lines, 0));
  }
  return true;
}

/* Words of the news list count in both lexicons, where neither has them. */
static bool
read_news(Model *model)
{
  Lines lines = lines_start(embed_news, embed_news_size);

  while (lines_next(&lines)) {
    Piece rest = lines_field(&lines, 1), text;
    double valence = 0;

    piece_number(lines_field(&lines, 0), &valence);
    while (piece_cut(&rest, ' ', &text)) {
      Word *word = word_of(model, text);
      if (!word)
        return false;
      if (word->valence == 0 && word->afinn == 0)
        word->valence = word->afinn = (float)valence;
    }
  }
  return true;
}

static Cue
cue_named(Piece name)
{
  for (int i = 1; i < CUES; i++) {
    if (piece_is(name, cue_names[i]))
      return (Cue)i;
  }
  return CUE_NONE;
}

static bool
read_cues(Model *model)
{
  Lines lines = lines_start(embed_cues, embed_cues_size);

  while (lines_next(&lines)) {
    Cue cue = cue_named(lines_field(&lines, 0));
    Piece rest = lines_field(&lines, 2), text;
    double step = 0;

    piece_number(lines_field(&lines, 1), &step);
    while (piece_cut(&rest, ' ', &text)) {
      Word *word = word_of(model, text);
      if (!word)
        return false;
      word->cue = (uint8_t)cue;
      word->step = (int16_t)lrint(step * STEP_UNIT);
    }
  }
  return true;
}

bool
model_complete(Model *model)
{
  for (uint32_t i = 0; i < LOGARITHMS; i++)
    model->logarithms[i] = log1p(i);
  return phrases_read(&model->phrases, embed_phrases, embed_phrases_size);
}

static bool
mark_starts(Model *model)
{
  for (uint32_t i = 0; i < model->phrases.items.count; i++) {
    Word *word = word_of_fold(model, model->phrases.items.items[i].first);
    if (!word)
      return false;
    word->special |= SPECIAL_STARTS | SPECIAL_FIRST;
  }
  return true;
}

/* Marks what the lists have said. */
static void
settle_words(Model *model)
{
  for (uint32_t i = 0; i <= model->mask; i++) {
    Word *word = &model->own[i];

    if (word->valence != 0 || word->afinn != 0)
      word->special |= SPECIAL_LEXICON;
    if (word->cue != CUE_NONE && word->cue < CUE_GAIN)
      word->special |= SPECIAL_CUE;
  }
}

/* A small word at which no more is to be seen than that a phrase may start? */
static bool
is_small(const Word *word)
{
  return word->special & SPECIAL_ORDINARY
         && !(word->special & (SPECIAL_LEXICON | SPECIAL_CUE));
}

/* Phrases like "in hot water" are looked for at their second word, which is
 * rare, since the first one is not. */
static bool
place_phrases(Model *model)
{
  const Phrases *phrases = &model->phrases;

  for (int round = 0; round < 2; round++) {
    for (uint32_t i = 0; i < phrases->items.count; i++) {
      const Phrase *phrase = &phrases->items.items[i];
      Word *second = word_of_fold(model, phrases->folds.items[phrase->at]);
      Word *first = word_of_fold(model, phrase->first);

      if (!second)
        return false;
      if (!is_small(first))
        continue;
      if (round == 0)
        first->special &= (uint8_t)~SPECIAL_FIRST;
      else if (is_small(second))
        first->special |= SPECIAL_FIRST;
      else
        second->special |= SPECIAL_SECOND;
    }
  }
  return true;
}

bool
model_list_ordinary(Model *model, const char *list, size_t length)
{
  Lines lines = lines_start(list, length);

  while (lines_next(&lines)) {
    Word *word = word_of(model, lines_field(&lines, 0));

    if (!word)
      return false;
    word->special |= SPECIAL_ORDINARY;
  }
  return place_phrases(model);
}

static int
hex_digit(char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  return -1;
}

/* Two hexadecimal digits a head, as two's complement. */
static bool
read_word(Model *model, const Lines *lines)
{
  Piece hex = lines_field(lines, 2);
  Word *word;

  if (hex.length != 2 * HEADS)
    return false;
  word = word_of(model, lines_field(lines, 1));
  if (!word)
    return false;
  for (int h = 0; h < HEADS; h++) {
    int high = hex_digit(hex.bytes[2 * h]);
    int low = hex_digit(hex.bytes[2 * h + 1]);
    if (high < 0 || low < 0)
      return false;
    word->weight[h] = (int8_t)(high * 16 + low);
  }
  return true;
}

/* A line "NAME index number" sets one number of the table below. */
typedef struct Slot {
  const char *name;
  double *numbers;
  uint32_t count;
} Slot;

static bool
read_number(Model *model, const Lines *lines)
{
  const Slot slots[] = {
    { "bias", &model->bias, 1 },
    { "feature", model->feature, FEATURES },
    { "target-bias", model->target_bias, 2 },
    { "target-negative", model->target_feature[0], TARGET_FEATURES },
    { "target-positive", model->target_feature[1], TARGET_FEATURES },
    { "quote-gain", &model->quote_gain, 1 },
    { "document-speech", &model->document_speech, 1 },
    { "document-negative", &model->document_negative, 1 },
    { "document-alike", &model->document_alike, 1 },
  };
  Piece name = lines_field(lines, 0);
  double index, number;

  if (!piece_number(lines_field(lines, 1), &index) || index < 0
      || !piece_number(lines_field(lines, 2), &number))
    return false;
  if (piece_is(name, "scale") && index < HEADS) {
    model->scale[(int)index] = (float)number;
    return true;
  }
  for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
    if (piece_is(name, slots[i].name) && index < slots[i].count) {
      slots[i].numbers[(int)index] = number;
      return true;
    }
  }
  return false;
}

static bool
read_weights(Model *model, const char *weights, size_t length, char *message,
             size_t room)
{
  Lines lines = lines_start(weights, length);

  while (lines_next(&lines)) {
    bool fine = piece_is(lines_field(&lines, 0), "word")
                    ? read_word(model, &lines)
                    : read_number(model, &lines);
    if (!fine) {
      snprintf(message, room,
               "line %u of the model is no line of weights: expected "
               "\"word\", a word and %d hexadecimal digits, or a name, an "
               "index and a number",
               lines.number, 2 * HEADS);
      return false;
    }
  }
  return true;
}

bool
model_open(Model *model, const char *weights, size_t length, char *message,
           size_t room)
{
  *model = (Model){ .document_speech = 1,
                    .document_negative = 1,
                    .document_alike = 1 };
  if (!more_slots(model)) {
    snprintf(message, room, "no memory for the words");
    return false;
  }
  if (!read_weights(model, weights, length, message, room))
    return false;
  if (!read_lexicon(model) || !read_news(model) || !read_cues(model)
      || !model_complete(model) || !mark_starts(model)) {
    snprintf(message, room, "no memory for the word lists");
    return false;
  }
  settle_words(model);
  return true;
}

void
model_close(Model *model)
{
  free(model->own);
  phrases_free(&model->phrases);
  *model = (Model){ 0 };
}
