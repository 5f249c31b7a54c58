/* SPDX-License-Identifier: Apache-2.0
 *
 * align_fixture.h - texts cut into words for the alignment tests.
 */
#ifndef ALIGN_FIXTURE_H
#define ALIGN_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "wordtypes.h"

enum { FIXTURE_TEXTS = 16 };

typedef struct Fixture {
  Stems *stems;
  WordList lists[FIXTURE_TEXTS];
  AlignText texts[FIXTURE_TEXTS];
  uint32_t count;
} Fixture;

static inline void
fixture_start(Fixture *fixture)
{
  memset(fixture, 0, sizeof *fixture);
  fixture->stems = stems_new("en");
  assert_non_null(fixture->stems);
}

static inline const AlignText *
fixture_text(Fixture *fixture, const char *text)
{
  uint32_t i = fixture->count++;
  WordList *list = &fixture->lists[i];

  assert_true(i < FIXTURE_TEXTS);
  assert_true(cut_words(list, fixture->stems, text, 0, (uint32_t)strlen(text)));
  fixture->texts[i] = (AlignText){ text, word_list(list), list->count };
  return &fixture->texts[i];
}

static inline void
fixture_end(Fixture *fixture)
{
  for (uint32_t i = 0; i < fixture->count; i++)
    buffer_free(&fixture->lists[i].words);
  stems_free(fixture->stems);
}

/* Appends word `i` of `text` to `out`. */
static inline void
fixture_word(const AlignText *text, uint32_t i, char *out)
{
  const Word *word = &text->words[i];

  strncat(out, text->text + word->begin, word->end - word->begin);
}

#endif
