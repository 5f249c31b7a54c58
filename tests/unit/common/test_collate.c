/* SPDX-License-Identifier: Apache-2.0
 *
 * A table is written with one line for each witness; cells are parted by
 * blanks, "-" is an omission.
 */
#include "align_fixture.h"

#include "collate.h"
#include "wordnet.h"

typedef struct Case {
  const char *name;
  bool near;
  const char *texts[6];
  const char *table;
} Case;

static const Case cases[] = {
  { "one", true, { "only one witness ." }, "only one witness .\n" },
  { "empty", true, { "", "a cow" }, "- -\na cow\n" },
  { "insertion",
    true,
    { "the mill burned", "the old mill burned" },
    "the - mill burned\nthe old mill burned\n" },
  { "words before marks",
    false,
    { "Tea , cake , milk .", "Tea , warm , cake milk !" },
    "Tea , - - cake , milk .\nTea , warm , cake - milk !\n" },
  { "tie to the later word",
    false,
    { "very slow very slow cart", "very slow cart" },
    "very slow very slow cart\n- - very slow cart\n" },
  { "changed places", false, { "p q", "q p" }, "- p q\nq p -\n" },
  { "three ways",
    false,
    { "m n o p q r", "x y z p q", "m n x y z" },
    "m n o - - p q r\n- - x y z p q -\nm n x y z - - -\n" },
  { "spelling decides",
    true,
    { "we prize order", "we often praise order" },
    "we - prize order\nwe often praise order\n" },
  { "spelling is not looked at",
    false,
    { "we prize order", "we often praise order" },
    "we prize - order\nwe often praise order\n" },
  { "forms",
    true,
    { "builders of bridges", "first builder of a bridge" },
    "- builders of - bridges\nfirst builder of a bridge\n" },
  { "reprints",
    true,
    { "rain fell", "snow fell", "rain fell", "Rain fell" },
    "rain fell\nsnow fell\nrain fell\nRain fell\n" },
};

static void
write_table(const CollateTable *table, const AlignText *texts, char *out)
{
  out[0] = '\0';
  for (uint32_t w = 0; w < table->witnesses; w++) {
    for (uint32_t c = 0; c < table->columns; c++) {
      uint32_t word = collate_cell(table, c, w)->word;

      strcat(out, c ? " " : "");
      if (word == COLLATE_NONE)
        strcat(out, "-");
      else
        fixture_word(&texts[w], word, out);
    }
    strcat(out, "\n");
  }
}

static void
tables(void **state)
{
  Collator *collator = collator_new();

  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Fixture f;
    char got[512];
    const CollateTable *table;

    fixture_start(&f);
    for (int k = 0; k < 6 && cases[i].texts[k]; k++)
      fixture_text(&f, cases[i].texts[k]);
    table = collate(collator, f.texts, f.count, cases[i].near);
    assert_non_null(table);
    write_table(table, f.texts, got);
    if (strcmp(got, cases[i].table))
      print_error("%s\n", cases[i].name);
    assert_string_equal(got, cases[i].table);
    fixture_end(&f);
  }
  collator_free(collator);
}

static const char *const port[] = {
  "The harbour will open again in spring , the minister said .",
  "The minister said the port would open again in the spring .",
  "In spring , the harbor will reopen .",
  "We shall open the harbour again , perhaps in spring .",
  "The harbour will open again .",
};

/* Each word once and in order, in every column at most one of a witness. */
static void
check_complete(const CollateTable *table, const AlignText *texts)
{
  for (uint32_t w = 0; w < table->witnesses; w++) {
    uint32_t next = 0;

    for (uint32_t c = 0; c < table->columns; c++)
      if (collate_cell(table, c, w)->word != COLLATE_NONE)
        assert_int_equal(collate_cell(table, c, w)->word, next++);
    assert_int_equal(next, texts[w].count);
  }
}

static void
order_of_witnesses_does_not_matter(void **state)
{
  static const uint32_t orders[][5] = {
    { 0, 1, 2, 3, 4 }, { 4, 3, 2, 1, 0 }, { 2, 0, 4, 1, 3 }, { 3, 4, 1, 0, 2 }
  };
  Collator *collator = collator_new();
  char first[5][512];

  (void)state;
  for (size_t o = 0; o < 4; o++) {
    Fixture f;
    const CollateTable *table;

    fixture_start(&f);
    for (int k = 0; k < 5; k++)
      fixture_text(&f, port[orders[o][k]]);
    table = collate(collator, f.texts, 5, true);
    check_complete(table, f.texts);
    for (uint32_t w = 0; w < 5; w++) {
      char line[512] = "";

      for (uint32_t c = 0; c < table->columns; c++) {
        uint32_t word = collate_cell(table, c, w)->word;

        strcat(line, "|");
        if (word != COLLATE_NONE)
          fixture_word(&f.texts[w], word, line);
      }
      if (o == 0)
        strcpy(first[w], line);
      else
        assert_string_equal(line, first[orders[o][w]]);
    }
    fixture_end(&f);
  }
  collator_free(collator);
}

static void
kinds(void **state)
{
  Collator *collator = collator_new();
  const CollateTable *table;
  Fixture f;

  (void)state;
  fixture_start(&f);
  fixture_text(&f, "tomorrow the council votes here");
  fixture_text(&f, "the council votes there tomorrow");
  table = collate(collator, f.texts, 2, true);
  assert_int_equal(table->columns, 6);
  assert_int_equal(collate_cell(table, 0, 0)->kind, COLLATE_TRANSPOSED);
  assert_int_equal(collate_cell(table, 0, 1)->kind, COLLATE_OMISSION);
  assert_int_equal(collate_cell(table, 1, 0)->kind, COLLATE_INVARIANT);
  assert_int_equal(collate_cell(table, 1, 1)->kind, COLLATE_INVARIANT);
  assert_int_equal(collate_cell(table, 4, 0)->kind, COLLATE_VARIANT);
  assert_int_equal(collate_cell(table, 5, 1)->kind, COLLATE_TRANSPOSED);
  fixture_end(&f);
  collator_free(collator);
}

/* Words w0 .. in order, with every `drop`-th left out. */
static char *
long_text(unsigned words, unsigned drop, unsigned vocabulary)
{
  char *text = malloc((size_t)words * 12 + 1), *at = text;

  assert_non_null(text);
  *at = '\0';
  for (unsigned i = 0; i < words; i++)
    if (i % drop != drop - 1)
      at += sprintf(at, "w%u ", i % vocabulary);
  return text;
}

/* Anchors, pieces: no word is lost, and what is equal is mostly linked. */
static void
long_texts(void **state)
{
  static const unsigned vocabularies[] = { 100000, 700, 3 };
  Collator *collator = collator_new();

  (void)state;
  for (int v = 0; v < 3; v++) {
    char *a = long_text(6000, 7, vocabularies[v]);
    char *b = long_text(6000, 11, vocabularies[v]);
    uint32_t linked = 0;
    const CollateTable *table;
    Fixture f;

    fixture_start(&f);
    fixture_text(&f, a);
    fixture_text(&f, b);
    table = collate(collator, f.texts, 2, true);
    assert_non_null(table);
    check_complete(table, f.texts);
    for (uint32_t c = 0; c < table->columns; c++)
      linked += collate_cell(table, c, 0)->kind == COLLATE_INVARIANT;
    assert_true(linked > (v == 0 ? 4600 : 1000));
    fixture_end(&f);
    free(a);
    free(b);
  }
  collator_free(collator);
}

static void
no_witness(void **state)
{
  Collator *collator = collator_new();
  const CollateTable *table = collate(collator, NULL, 0, true);

  (void)state;
  assert_non_null(table);
  assert_int_equal(table->columns, 0);
  collator_free(collator);
}

/* Where WordNet is built in, a synonym stands under its like; where not, the
 * first word of a run does. */
static void
synonyms_stand_together(void **state)
{
  Collator *collator = collator_new();
  char got[512];
  Fixture f;

  (void)state;
  fixture_start(&f);
  fixture_text(&f, "the doctor came");
  fixture_text(&f, "the young physician came");
  write_table(collate(collator, f.texts, 2, true), f.texts, got);
  assert_string_equal(got, wordnet_count ? "the - doctor came\n"
                                           "the young physician came\n"
                                         : "the doctor - came\n"
                                           "the young physician came\n");
  fixture_end(&f);
  collator_free(collator);
}

/* "-" is an omission, "." a lacuna. */
static void
fragments_leave_nothing_out(void **state)
{
  static const char *const texts[] = { "an old boat comes home",
                                       "the old boats come home late",
                                       "old boat", "homely" };
  Collator *collator = collator_new();
  const CollateTable *table;
  Fixture f;

  (void)state;
  fixture_start(&f);
  for (int k = 0; k < 4; k++)
    fixture_text(&f, texts[k]);
  table = collate_fragments(collator, f.texts, 4, 2, true);
  check_complete(table, f.texts);
  for (uint32_t c = 0; c < table->columns; c++) {
    const CollateCell *old = collate_cell(table, c, 2);

    for (uint32_t w = 0; w < 2; w++)
      assert_int_not_equal(collate_cell(table, c, w)->kind, COLLATE_LACUNA);
    for (uint32_t w = 2; w < 4; w++)
      assert_int_not_equal(collate_cell(table, c, w)->kind, COLLATE_OMISSION);
    if (old->word == 0) { /* both whole witnesses have "old" */
      assert_int_equal(old->kind, COLLATE_INVARIANT);
      assert_int_equal(collate_cell(table, c, 0)->word, 1);
      assert_int_equal(collate_cell(table, c, 1)->word, 1);
    }
  }
  fixture_end(&f);
  collator_free(collator);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(tables),
    cmocka_unit_test(order_of_witnesses_does_not_matter),
    cmocka_unit_test(kinds),
    cmocka_unit_test(long_texts),
    cmocka_unit_test(no_witness),
    cmocka_unit_test(synonyms_stand_together),
    cmocka_unit_test(fragments_leave_nothing_out),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
