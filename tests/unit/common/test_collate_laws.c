/* SPDX-License-Identifier: Apache-2.0
 *
 * What holds for every table and every diff, over texts drawn at random from
 * few words, so that much repeats, moves and looks alike.
 */
#include "align_fixture.h"

#include "collate.h"
#include "worddiff.h"

enum { ROUNDS = 600, MOST = 6, MOST_WORDS = 24, TEXT = 512, ROW = 1024 };

static uint32_t seed;

static uint32_t
draw(uint32_t below)
{
  seed = seed * 1103515245u + 12345u;
  return (seed >> 16) % below;
}

static const char *const vocabularies[][12] = {
  { "prize", "praise", "metre", "meter", "kings", "king", "the", "of", ",", ".",
    "“", "caf\xc3\xa9" },
  { "one", "two", "one", "two", "three", "no", "not", "!", "an", "and", "1",
    "2" },
  { "Мир", "мир", "\xe4\xbb\x8a\xe5\xa4\xa9", "e\xcc\x81t\xc3\xa9", "سلام",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", "\xf0\x9f\x91\xa9", "-",
    "well-known", "'", "’", "don't" },
};
enum { VOCABULARIES = sizeof vocabularies / sizeof *vocabularies };

typedef struct Draw {
  char texts[MOST][TEXT];
  uint32_t count;
} Draw;

/* A text and copies of it, in each of which a few words are others, gone, new
 * or elsewhere. */
static void
draw_texts(Draw *drawn)
{
  const char *const *words = vocabularies[draw(VOCABULARIES)];
  const char *base[MOST_WORDS], *copy[MOST_WORDS + 8];
  uint32_t length = draw(MOST_WORDS);

  for (uint32_t i = 0; i < length; i++)
    base[i] = words[draw(12)];
  drawn->count = 2 + draw(MOST - 2);
  for (uint32_t t = 0; t < drawn->count; t++) {
    uint32_t count = length;

    memcpy(copy, base, sizeof base);
    for (uint32_t edits = draw(6); edits > 0; edits--) {
      uint32_t i = draw(count + 1), j = draw(count + 1);
      const char *swap = copy[i];

      if (i == count)
        copy[count++] = words[draw(12)];
      else if (j == count)
        copy[i] = copy[--count];
      else
        copy[i] = copy[j], copy[j] = swap;
    }
    drawn->texts[t][0] = '\0';
    for (uint32_t i = 0; i < count; i++)
      strcat(strcat(drawn->texts[t], copy[i]), draw(5) ? " " : "");
  }
}

/* One witness's row: each cell's bytes and kind. */
static void
write_row(const CollateTable *table, const AlignText *text, uint32_t w,
          char *out)
{
  out[0] = '\0';
  for (uint32_t c = 0; c < table->columns; c++) {
    const CollateCell *cell = collate_cell(table, c, w);
    char kind[] = { '|', (char)('0' + cell->kind), '\0' };

    strcat(out, kind);
    if (cell->word != COLLATE_NONE)
      fixture_word(text, cell->word, out);
    assert_true(strlen(out) < ROW - 64);
  }
}

/* The rows of a table of the texts order[0] .. in this order. */
static void
collate_rows(Collator *collator, const Draw *drawn, const uint32_t *order,
             uint32_t count, char rows[][ROW])
{
  const CollateTable *table;
  Fixture f;

  fixture_start(&f);
  for (uint32_t i = 0; i < count; i++)
    fixture_text(&f, drawn->texts[order[i]]);
  table = collate(collator, f.texts, count, true);
  assert_non_null(table);
  for (uint32_t i = 0; i < count; i++)
    write_row(table, &f.texts[i], i, rows[i]);
  fixture_end(&f);
}

static void
shuffle(uint32_t *order, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++) {
    uint32_t j = draw(i + 1);

    order[i] = order[j];
    order[j] = i;
  }
}

/* Witnesses in another order, and one of them once more. */
static void
order_and_copies_change_nothing(void **state)
{
  Collator *collator = collator_new();
  char rows[MOST][ROW], again[MOST + 1][ROW];
  static const uint32_t plain[MOST] = { 0, 1, 2, 3, 4, 5 };

  (void)state;
  for (seed = 1; seed <= ROUNDS; seed++) {
    uint32_t started = seed, order[MOST + 1];
    Draw drawn;

    draw_texts(&drawn);
    shuffle(order, drawn.count);
    order[drawn.count] = draw(drawn.count);
    collate_rows(collator, &drawn, plain, drawn.count, rows);
    for (uint32_t copies = 0; copies < 2; copies++) {
      collate_rows(collator, &drawn, order, drawn.count + copies, again);
      for (uint32_t i = 0; i < drawn.count + copies; i++) {
        if (strcmp(again[i], rows[order[i]]))
          print_error("seed %u, copies %u\n", started, copies);
        assert_string_equal(again[i], rows[order[i]]);
      }
    }
    seed = started;
  }
  collator_free(collator);
}

/* The bytes of a row's words and the blanks between them are the text; no word
 * ends inside a character or before a combining mark. */
static void
check_row(const CollateTable *table, const AlignText *text, uint32_t w)
{
  uint32_t next = 0, at = 0;

  for (uint32_t c = 0; c < table->columns; c++) {
    uint32_t i = collate_cell(table, c, w)->word;

    if (i == COLLATE_NONE)
      continue;
    assert_int_equal(i, next++);
    for (; at < text->words[i].begin; at++)
      assert_int_equal(text->text[at], ' ');
    assert_true(text->words[i].end > at);
    at = text->words[i].end;
    assert_int_not_equal((unsigned char)text->text[at] & 0xc0, 0x80);
    assert_int_not_equal((unsigned char)text->text[at], 0xcc);
  }
  assert_int_equal(next, text->count);
  for (; text->text[at]; at++)
    assert_int_equal(text->text[at], ' ');
}

static void
rows_spell_their_texts(void **state)
{
  Collator *collator = collator_new();

  (void)state;
  for (seed = 1; seed <= ROUNDS; seed++) {
    uint32_t started = seed;
    const CollateTable *table;
    Fixture f;
    Draw drawn;

    draw_texts(&drawn);
    fixture_start(&f);
    for (uint32_t i = 0; i < drawn.count; i++)
      fixture_text(&f, drawn.texts[i]);
    table = collate(collator, f.texts, f.count, started & 1);
    assert_non_null(table);
    for (uint32_t i = 0; i < f.count; i++)
      check_row(table, &f.texts[i], i);
    fixture_end(&f);
    seed = started;
  }
  collator_free(collator);
}

/* Puts what one operation makes of a's words at their places in b. */
static void
apply(const WordOp *op, const AlignText *a, const AlignText *b, uint64_t *out)
{
  bool kept = op->op == WORDDIFF_EQUAL || op->op == WORDDIFF_MOVE;

  if (kept)
    assert_int_equal(op->a_count, op->b_count);
  for (uint32_t k = 0; k < op->b_count; k++)
    out[op->b + k] = kept ? a->words[op->a + k].fold : b->words[op->b + k].fold;
}

static void
a_diff_turns_a_into_b(void **state)
{
  Differ *differ = differ_new();

  (void)state;
  for (seed = 1; seed <= ROUNDS; seed++) {
    uint32_t started = seed, count, next_a = 0, next_b = 0;
    uint64_t out[TEXT] = { 0 };
    const WordOp *ops;
    Fixture f;
    Draw drawn;

    draw_texts(&drawn);
    fixture_start(&f);
    for (uint32_t i = 0; i < 2; i++)
      fixture_text(&f, drawn.texts[i]);
    ops = worddiff(differ, &f.texts[0], &f.texts[1], started & 1, &count);
    assert_non_null(ops);
    for (uint32_t i = 0; i < count; i++) {
      assert_int_equal(ops[i].a_count ? ops[i].a : next_a, next_a);
      next_a += ops[i].a_count;
      if (ops[i].op != WORDDIFF_MOVE && ops[i].b_count) {
        assert_true(ops[i].b >= next_b);
        next_b = ops[i].b + ops[i].b_count;
      }
      apply(&ops[i], &f.texts[0], &f.texts[1], out);
    }
    assert_int_equal(next_a, f.texts[0].count);
    for (uint32_t j = 0; j < f.texts[1].count; j++)
      assert_true(out[j] == f.texts[1].words[j].fold);
    fixture_end(&f);
    seed = started;
  }
  differ_free(differ);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(order_and_copies_change_nothing),
    cmocka_unit_test(rows_spell_their_texts),
    cmocka_unit_test(a_diff_turns_a_into_b),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
