/* SPDX-License-Identifier: Apache-2.0
 *
 * Links by meaning: quotes of two documents that share no stem, each other's
 * best, and what is kept of their texts.
 */
#include "fixture.h"

#include "meaning.h"
#include "near.h"

/* Quotes without a stem in common; their texts say what they mean. */
typedef struct Said {
  uint32_t doc;
  uint32_t quote;
  const char *codes;
  const char *text;
} Said;

typedef struct World {
  Bag bag;
  Nodes nodes;
  Texts texts;
  Links links, ties;
} World;

static const Said said[] = {
  { 0, 0, "ABCDEF", "We did not choose this fight, and we are not afraid." },
  { 0, 1, "GHIJKL", "The bridge will be opened in spring." },
  { 1, 0, "MNOPQR", "The new bridge opens next spring." },
  { 1, 1, "STUVWX", "This is not a battle we chose, and we have no fear." },
  { 1, 2, "YZABMN", "We have not asked for much, and are still asking." },
};
enum { SAID = sizeof said / sizeof *said };

static void
put(Texts *texts, uint32_t doc, uint32_t quote, const char *text,
    uint32_t length)
{
  KeptText kept = { .doc = doc,
                    .quote = quote,
                    .at = 200 * quote,
                    .end = 200 * quote + length,
                    .length = length };

  assert_true(texts_put(texts, kept, text));
}

static void
world_fill(World *w, const Said *list, uint32_t length)
{
  *w = (World){ .links = { .list = NULL } };
  for (uint32_t i = 0; i < length; i++) {
    Code codes[8];
    uint32_t count = (uint32_t)strlen(list[i].codes);
    BagQuote quote = { .doc = list[i].doc,
                       .quote = list[i].quote,
                       .count = count,
                       .speaker = { 7 << 1, 7 << 1 } };

    for (uint32_t k = 0; k < count; k++)
      codes[k] = letter_code(list[i].codes[k]);
    assert_true(bag_put(&w->bag, &quote, (const char *)codes));
    put(&w->texts, list[i].doc, list[i].quote, list[i].text,
        (uint32_t)strlen(list[i].text));
  }
  assert_true(nodes_sort(&w->nodes, &w->bag));
  assert_true(nodes_weigh(&w->nodes));
}

static void
world_start(World *w)
{
  world_fill(w, said, SAID);
}

static void
world_end(World *w)
{
  links_free(&w->links);
  links_free(&w->ties);
  texts_free(&w->texts);
  nodes_free(&w->nodes);
  bag_free(&w->bag);
}

static const Link *
link_of(const World *w, uint32_t a, uint32_t b)
{
  for (size_t i = 0; i < w->links.count; i++)
    if (w->links.list[i].a == a && w->links.list[i].b == b)
      return &w->links.list[i];
  return NULL;
}

static void
best_of_both_are_linked(void **state)
{
  World w;

  (void)state;
  world_start(&w);
  assert_true(meaning_link(&w.links, &w.ties, &w.nodes, &w.texts));
  assert_non_null(link_of(&w, 0, 3));
  assert_non_null(link_of(&w, 1, 2));
  assert_int_equal(w.links.count, 2);
  world_end(&w);
}

static void
weaker_links_are_raised(void **state)
{
  World w;

  (void)state;
  world_start(&w);
  assert_true(links_add(&w.links, (Link){ 1, 2, 3000, 3000 }));
  assert_true(links_add(&w.links, (Link){ 0, 4, 2600, 2600 }));
  assert_true(meaning_link(&w.links, &w.ties, &w.nodes, &w.texts));
  assert_int_equal(w.links.count, 3);
  assert_true(link_of(&w, 1, 2)->score > 3000);
  assert_int_equal(link_of(&w, 0, 4)->score, 2600);
  world_end(&w);
}

static void
large_corpora_keep_nothing(void **state)
{
  World w;

  (void)state;
  world_start(&w);
  for (uint32_t i = w.texts.count; i < TEXTS_MOST; i++)
    put(&w.texts, 9, i, "so", 2);
  assert_false(w.texts.many);
  put(&w.texts, 10, 0, "so", 2);
  assert_true(w.texts.many);
  assert_int_equal(texts_size(&w.texts), 0);
  assert_true(meaning_link(&w.links, &w.ties, &w.nodes, &w.texts));
  assert_int_equal(w.links.count, 0);
  world_end(&w);
}

static void
long_texts_are_cut_at_a_blank(void **state)
{
  char text[2 * TEXTS_LONGEST];
  Texts texts = { .count = 0 };
  KeptText *list;

  (void)state;
  memset(text, 'a', sizeof text);
  text[TEXTS_LONGEST - 9] = ' ';
  put(&texts, 3, 1, text, sizeof text);
  put(&texts, 2, 5, "b", 1);
  list = texts_order(&texts);
  assert_non_null(list);
  assert_int_equal(list[0].doc, 2);
  assert_int_equal(texts_find(list, 2, 3, 1)->length, TEXTS_LONGEST - 9);
  assert_null(texts_find(list, 2, 3, 2));
  free(list);
  texts_free(&texts);
}

/* "Paper has patience, he said, and tomorrow the hard work begins": the two are
 * one statement, and the small one goes with the other. */
static void
halves_are_compared_as_one(void **state)
{
  static const Said halves[] = {
    { 0, 0, "ABC", "Paper has patience" },
    { 0, 1, "DEFGHI", "and tomorrow the hard work begins" },
    { 1, 0, "JKLMNOP",
      "Paper is patient. The difficult part starts tomorrow." },
    { 1, 1, "QRSTUV", "We thank the village for the bread and the wine." },
  };
  World w;

  (void)state;
  world_fill(&w, halves, 4);
  assert_true(meaning_link(&w.links, &w.ties, &w.nodes, &w.texts));
  assert_non_null(link_of(&w, 1, 2));
  assert_int_equal(w.links.count, 1);
  assert_int_equal(w.ties.count, 0); /* they stand too far apart */
  links_free(&w.links);
  links_free(&w.ties);
  for (uint32_t i = 0; i < 2; i++)
    w.texts.list[i].at = 40 * i, w.texts.list[i].end = 40 * i + 33;
  w.links = w.ties = (Links){ .list = NULL };
  assert_true(meaning_link(&w.links, &w.ties, &w.nodes, &w.texts));
  assert_non_null(link_of(&w, 1, 2));
  assert_int_equal(w.ties.count, 1);
  assert_int_equal(w.ties.list[0].a, 0);
  assert_int_equal(w.ties.list[0].b, 2);
  world_end(&w);
}

/* One paper has three sentences as one quote, the other cuts one of them out.
 */
static void
sentences_are_compared_alone(void **state)
{
  static const Said cut[] = {
    { 0, 0, "ABCDEF",
      "The ships lie idle in the bay. My father loaded these boats and I want "
      "to load them too. Nobody has asked the crane drivers what they think." },
    { 1, 0, "GHIJKL",
      "My dad loaded these ships, and I would load them also." },
  };
  World w;

  (void)state;
  world_fill(&w, cut, 2);
  assert_true(meaning_link(&w.links, &w.ties, &w.nodes, &w.texts));
  assert_int_equal(w.links.count, 1);
  assert_true(w.links.list[0].score > LINK_ONE / 2);
  world_end(&w);
}

enum { EACH = 12 };

/* How often two nodes met, by their places in their documents. */
typedef struct Met {
  unsigned times[EACH][EACH];
} Met;

static void
note_meeting(void *data, uint32_t a, uint32_t b)
{
  Met *met = data;

  assert_true(a < EACH && b >= EACH && b < 2 * EACH);
  met->times[a][b - EACH]++;
}

static bool
is_beside(uint32_t x, uint32_t y)
{
  return x <= y + 4 && y <= x + 4;
}

/* Two documents of EACH quotes, and a third one that is linked with none. */
static void
what_is_near_links_meets_once(void **state)
{
  static const Link list[] = { { 1, EACH + 2, 9, 9 },
                               { 0, EACH, 9, 9 },
                               { EACH + 11, 3, 9, 9 },
                               { 5, 7, 9, 9 } };
  Said many[2 * EACH + 1];
  Met met = { { { 0 } } };
  Near near;
  World w;

  (void)state;
  for (uint32_t i = 0; i <= 2 * EACH; i++)
    many[i] = (Said){ i / EACH, i % EACH, "ABC", "" };
  world_fill(&w, many, 2 * EACH + 1);
  for (uint32_t i = 0; i < 4; i++)
    assert_true(links_add(&w.links, list[i]));
  assert_true(near_find(&near, &w.links, &w.nodes));
  assert_int_equal(near.count, 3); /* one is within a document */
  assert_int_equal(near_end(&near, 0), 3);
  near_meet(&near, 0, 3, &w.nodes, note_meeting, &met);
  for (uint32_t a = 0; a < EACH; a++)
    for (uint32_t b = 0; b < EACH; b++)
      assert_int_equal(met.times[a][b],
                       (is_beside(a, 1) && is_beside(b, 2))
                           || (is_beside(a, 0) && is_beside(b, 0))
                           || (is_beside(a, 3) && is_beside(b, 11)));
  near_free(&near);
  world_end(&w);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(best_of_both_are_linked),
    cmocka_unit_test(weaker_links_are_raised),
    cmocka_unit_test(halves_are_compared_as_one),
    cmocka_unit_test(sentences_are_compared_alone),
    cmocka_unit_test(large_corpora_keep_nothing),
    cmocka_unit_test(long_texts_are_cut_at_a_blank),
    cmocka_unit_test(what_is_near_links_meets_once),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
