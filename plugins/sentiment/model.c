/* SPDX-License-Identifier: Apache-2.0 */
#include "model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "embed.h"
#include "fold.h"

EMBED(lexicon);
EMBED(cues);

static const char *const cue_names[] = { "none",   "negator",  "booster",
                                         "damper", "contrast", "modal" };
enum { CUES = sizeof cue_names / sizeof *cue_names };

/* The entry of a word, made when it is new; NULL without memory. */
static Entry *
entry_of(Model *model, Piece word)
{
  uint64_t fold = fold_bytes(word.bytes, word.length);
  uint32_t at = words_get(&model->words, fold);

  if (at != WORDS_NONE)
    return &model->entries[at];
  if (model->count == model->room) {
    uint32_t room = model->room ? model->room * 2 : 1024;
    Entry *more = realloc(model->entries, room * sizeof *more);
    if (!more)
      return NULL;
    model->entries = more;
    model->room = room;
  }
  if (!words_put(&model->words, fold, model->count))
    return NULL;
  model->entries[model->count] = (Entry){ 0 };
  return &model->entries[model->count++];
}

static bool
read_lexicon(Model *model)
{
  Lines lines = lines_start(embed_lexicon, embed_lexicon_size);

  while (lines_next(&lines)) {
    Entry *entry = entry_of(model, lines_field(&lines, 0));
    double valence = 0, afinn = 0;

    if (!entry)
      return false;
    piece_number(lines_field(&lines, 1), &valence);
    piece_number(lines_field(&lines, 2), &afinn);
    entry->valence = (float)valence;
    entry->afinn = (float)afinn;
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
    Piece rest = lines_field(&lines, 2), word;
    double step = 0;

    piece_number(lines_field(&lines, 1), &step);
    while (piece_cut(&rest, ' ', &word)) {
      Entry *entry = entry_of(model, word);
      if (!entry)
        return false;
      entry->cue = (uint8_t)cue;
      entry->step = (float)step;
    }
  }
  return true;
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
  Entry *entry;

  if (hex.length != 2 * HEADS)
    return false;
  entry = entry_of(model, lines_field(lines, 1));
  if (!entry)
    return false;
  for (int h = 0; h < HEADS; h++) {
    int high = hex_digit(hex.bytes[2 * h]);
    int low = hex_digit(hex.bytes[2 * h + 1]);
    if (high < 0 || low < 0)
      return false;
    entry->weight[h] = (int8_t)(high * 16 + low);
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
  *model = (Model){ 0 };
  if (!entry_of(model, (Piece){ "", 0 }) || !read_lexicon(model)
      || !read_cues(model)) {
    snprintf(message, room, "no memory for the word lists");
    return false;
  }
  return read_weights(model, weights, length, message, room);
}

void
model_close(Model *model)
{
  words_free(&model->words);
  free(model->entries);
  *model = (Model){ 0 };
}
