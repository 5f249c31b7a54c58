/* SPDX-License-Identifier: Apache-2.0
 *
 * From links to utterances, with quotes of one-letter words.
 */
#include "fixture.h"

#include "attach.h"
#include "unite.h"

typedef struct Corpus {
  Bag bag;
  Nodes nodes;
  Links links;
  Clusters clusters;
} Corpus;

static void
corpus_start(Corpus *c)
{
  memset(c, 0, sizeof *c);
}

/* A document; its quotes are parted by blanks. */
static void
corpus_document(Corpus *c, uint32_t doc, const char *quotes, uint32_t speaker)
{
  char copy[256], *part = copy;
  uint32_t number = 0;
  Rows rows;

  rows_start(&rows, &quote_words_layer);
  snprintf(copy, sizeof copy, "%s", quotes);
  while (*part) {
    size_t length = strcspn(part, " ");
    char *next = part[length] ? part + length + 1 : part + length;

    part[length] = '\0';
    rows_quote(&rows, number++, part, speaker);
    part = next;
  }
  assert_true(bag_add(&c->bag, doc, &rows.table));
}

/* Quotes are told to the nodes before they are linked. */
static void
corpus_ready(Corpus *c)
{
  assert_true(nodes_sort(&c->nodes, &c->bag));
  assert_true(nodes_weigh(&c->nodes));
}

static void
corpus_link(Corpus *c, uint32_t a_doc, uint32_t a, uint32_t b_doc, uint32_t b,
            double score)
{
  Link link = { nodes_find(&c->nodes, a_doc, a),
                nodes_find(&c->nodes, b_doc, b), (uint16_t)(score * LINK_ONE),
                (uint16_t)(score * LINK_ONE) };

  assert_true(links_add(&c->links, link));
}

static void
corpus_cluster(Corpus *c)
{
  Graph graph;

  assert_true(clusters_start(&c->clusters, &c->nodes));
  assert_true(graph_build(&graph, &c->nodes, &c->links));
  assert_true(clusters_grow(&c->clusters, &graph, &c->nodes));
  assert_true(clusters_unite(&c->clusters, &graph, &c->nodes));
  graph_free(&graph);
  assert_true(attach_small(&c->clusters, &c->nodes));
}

static int
together(const Corpus *c, uint32_t a_doc, uint32_t a, uint32_t b_doc,
         uint32_t b)
{
  return c->clusters.of[nodes_find(&c->nodes, a_doc, a)]
         == c->clusters.of[nodes_find(&c->nodes, b_doc, b)];
}

static void
corpus_end(Corpus *c)
{
  nodes_free(&c->nodes);
  links_free(&c->links);
  clusters_free(&c->clusters);
  bag_free(&c->bag);
}

static void
linked_quotes_meet(void **state)
{
  Corpus c;

  (void)state;
  corpus_start(&c);
  corpus_document(&c, 0, "ABCDE FGHIJ", 1);
  corpus_document(&c, 1, "ABCDX", 1);
  corpus_ready(&c);
  corpus_link(&c, 0, 0, 1, 0, .8);
  corpus_cluster(&c);
  assert_true(together(&c, 0, 0, 1, 0));
  assert_false(together(&c, 0, 1, 1, 0));
  corpus_end(&c);
}

/* Two close pairs of four documents, and two of the four links between. */
static void
pairs_of_other_documents_are_united(void **state)
{
  Corpus c;

  (void)state;
  for (int same = 0; same < 2; same++) {
    corpus_start(&c);
    for (uint32_t doc = 0; doc < 3; doc++)
      corpus_document(&c, doc, doc == 2 && same ? "ABCDE FGHIJ" : "ABCDE", 1);
    corpus_document(&c, 3, "KLMNO", 1);
    corpus_ready(&c);
    corpus_link(&c, 0, 0, 1, 0, .6);
    corpus_link(&c, 2, 0, 3, 0, .6);
    corpus_link(&c, 0, 0, 2, 0, .36);
    corpus_link(&c, 1, 0, 2, 0, .36);
    if (same)
      corpus_link(&c, 0, 0, 2, 1, .6);
    corpus_cluster(&c);
    assert_int_equal(together(&c, 0, 0, 2, 0), !same);
    assert_int_equal(together(&c, 1, 0, 3, 0), !same);
    corpus_end(&c);
  }
}

/* Two close pairs, and one quote that is like one of each. */
static void
one_link_does_not_chain(void **state)
{
  Corpus c;

  (void)state;
  corpus_start(&c);
  for (uint32_t doc = 0; doc < 4; doc++)
    corpus_document(&c, doc, "ABCDE", 1);
  corpus_ready(&c);
  corpus_link(&c, 0, 0, 1, 0, .8);
  corpus_link(&c, 2, 0, 3, 0, .8);
  corpus_link(&c, 1, 0, 2, 0, .6);
  corpus_cluster(&c);
  assert_true(together(&c, 0, 0, 1, 0));
  assert_true(together(&c, 2, 0, 3, 0));
  assert_false(together(&c, 1, 0, 2, 0));
  corpus_end(&c);
}

/* A quote goes with the one that fits best in the other document. */
static void
rivals(void **state)
{
  Corpus c;

  (void)state;
  corpus_start(&c);
  corpus_document(&c, 0, "ABCDE", 1);
  corpus_document(&c, 1, "ABCDX ABXYZ", 1);
  corpus_ready(&c);
  corpus_link(&c, 0, 0, 1, 0, .8);
  corpus_link(&c, 0, 0, 1, 1, .45);
  corpus_cluster(&c);
  assert_true(together(&c, 0, 0, 1, 0));
  assert_false(together(&c, 0, 0, 1, 1));
  corpus_end(&c);
}

/* A document with a quote of one speaker and one of another, or of the same. */
static void
corpus_talk(Corpus *c, uint32_t doc, uint32_t other)
{
  Rows rows;

  rows_start(&rows, &quote_words_layer);
  rows_quote(&rows, 0, "ABCDE", 1);
  rows_quote(&rows, 1, "ABCXY", other);
  assert_true(bag_add(&c->bag, doc, &rows.table));
}

/* What two people say in one document is two things, however alike. */
static void
two_people_of_a_document_part(void **state)
{
  Corpus c;

  (void)state;
  for (uint32_t other = 1; other <= 2; other++) {
    corpus_start(&c);
    corpus_talk(&c, 0, other);
    corpus_talk(&c, 1, other);
    corpus_ready(&c);
    corpus_link(&c, 0, 0, 1, 0, .8);
    corpus_link(&c, 0, 1, 1, 1, .8);
    corpus_link(&c, 0, 0, 1, 1, .5);
    corpus_link(&c, 0, 1, 1, 0, .5);
    corpus_link(&c, 0, 0, 0, 1, .75);
    corpus_link(&c, 1, 0, 1, 1, .75);
    corpus_cluster(&c);
    assert_true(together(&c, 0, 0, 1, 0));
    assert_true(together(&c, 0, 1, 1, 1));
    assert_int_equal(together(&c, 0, 0, 0, 1), other == 1);
    corpus_end(&c);
  }
}

/* A hundred reprints of one quote do not thin out its links to another. */
static void
reprints_weigh_once(void **state)
{
  Corpus c;

  (void)state;
  corpus_start(&c);
  for (uint32_t doc = 0; doc < 40; doc++)
    corpus_document(&c, doc, "ABCDE", 1);
  corpus_document(&c, 40, "ABCDX", 1);
  corpus_ready(&c);
  for (uint32_t doc = 1; doc < 40; doc++)
    corpus_link(&c, 0, 0, doc, 0, 1);
  corpus_link(&c, 0, 0, 40, 0, .5);
  corpus_cluster(&c);
  assert_true(together(&c, 39, 0, 40, 0));
  corpus_end(&c);
}

static void
fragments_find_their_sentence(void **state)
{
  Corpus c;

  (void)state;
  corpus_start(&c);
  corpus_document(&c, 0, "C ABCDE FGHIJ", 1);
  corpus_document(&c, 1, "ABCDX", 1);
  corpus_document(&c, 2, "C", 1); /* about something else */
  corpus_ready(&c);
  corpus_link(&c, 0, 1, 1, 0, .8);
  corpus_cluster(&c);
  assert_true(together(&c, 0, 0, 1, 0));
  assert_false(together(&c, 2, 0, 1, 0));
  corpus_end(&c);
}

static void
fragment_of_another_speaker_stays(void **state)
{
  Corpus c;

  (void)state;
  corpus_start(&c);
  corpus_document(&c, 0, "ABCDE", 1);
  corpus_document(&c, 1, "ABCDX", 1);
  corpus_document(&c, 2, "FGHIJ", 2);
  corpus_document(&c, 3, "C", 2);
  corpus_ready(&c);
  corpus_link(&c, 0, 0, 1, 0, .8);
  corpus_cluster(&c);
  assert_false(together(&c, 3, 0, 1, 0));
  corpus_end(&c);
}

/* A word that chance would find here proves nothing. */
static void
usual_words_do_not_attach(void **state)
{
  Corpus c;

  (void)state;
  corpus_start(&c);
  corpus_document(&c, 0, "C ABCDE FGHIJ KLMNO", 1);
  corpus_document(&c, 1, "ABCDX", 1);
  corpus_ready(&c);
  c.nodes.infos[lexicon_number(&c.bag.words, letter_code('C'))] = 1;
  corpus_link(&c, 0, 1, 1, 0, .8);
  corpus_cluster(&c);
  assert_false(together(&c, 0, 0, 1, 0));
  corpus_end(&c);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(linked_quotes_meet),
    cmocka_unit_test(pairs_of_other_documents_are_united),
    cmocka_unit_test(one_link_does_not_chain),
    cmocka_unit_test(rivals),
    cmocka_unit_test(two_people_of_a_document_part),
    cmocka_unit_test(reprints_weigh_once),
    cmocka_unit_test(fragments_find_their_sentence),
    cmocka_unit_test(fragment_of_another_speaker_stays),
    cmocka_unit_test(usual_words_do_not_attach),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
