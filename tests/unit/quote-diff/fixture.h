/* SPDX-License-Identifier: Apache-2.0
 *
 * fixture.h - private tables made by hand, for the tests of quote-diff's parts.
 */
#ifndef QUOTE_DIFF_FIXTURE_H
#define QUOTE_DIFF_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "parts.h"

enum { FIXTURE_ROWS = 64, FIXTURE_POOL = 8192 };

/* A table of one layer under construction. */
typedef struct Rows {
  char rows[FIXTURE_ROWS * sizeof(QuoteWords)];
  char pool[FIXTURE_POOL];
  uint32_t pool_length;
  stemma_table table;
} Rows;

static inline void
rows_start(Rows *rows, const stemma_layer *layer)
{
  memset(rows, 0, sizeof *rows);
  rows->pool_length = 1;
  rows->table = (stemma_table){ .size = sizeof rows->table,
                                .layer = layer,
                                .rows = { rows->rows, 0, layer->row_size },
                                .pool = rows->pool };
}

static inline void
rows_add(Rows *rows, const void *row)
{
  uint32_t size = rows->table.rows.stride;

  assert_true((rows->table.rows.count + 1) * (size_t)size <= sizeof rows->rows);
  memcpy(rows->rows + rows->table.rows.count++ * (size_t)size, row, size);
}

/* The code of a letter: capitals are content words. */
static inline Code
letter_code(char letter)
{
  return code_of((uint64_t)letter * UINT64_C(0x9e3779b97f4a7c15),
                 letter >= 'A' && letter <= 'Z');
}

/* A quote of one-letter words, said by the speaker with hash `speaker`. */
static inline void
rows_quote(Rows *rows, uint32_t number, const char *letters, uint32_t speaker)
{
  uint32_t count = (uint32_t)strlen(letters);
  QuoteWords row = { .row = { number * 100, number * 100 + 50, 0, 0 },
                     .quote = number,
                     .speaker_first = speaker,
                     .speaker_last = speaker,
                     .codes = { rows->pool_length,
                                count * (uint32_t)sizeof(Code) } };

  for (uint32_t i = 0; i < count; i++) {
    Code code = letter_code(letters[i]);

    memcpy(rows->pool + rows->pool_length, &code, sizeof code);
    rows->pool_length += (uint32_t)sizeof code;
    row.content += code_is_content(code);
  }
  assert_true(rows->pool_length < FIXTURE_POOL);
  rows_add(rows, &row);
}

#endif
