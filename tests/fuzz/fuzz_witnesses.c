/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_witnesses.c - what quote-diff, variance and lineage compute, over the
 * lines of any text as witnesses of one work.  No word may be lost or doubled,
 * and every figure must lie in its range.
 */
#include <stdlib.h>

#include "bleu.h"
#include "chrf.h"
#include "collate.h"
#include "dot.h"
#include "fuzz_text.h"
#include "newick.h"
#include "similarity.h"
#include "ter.h"
#include "tree_kinds.h"

enum { WITNESSES = 6, WORDS = 400 };

typedef struct Lines {
  MtText texts[WITNESSES];
  WordList words[WITNESSES];
  AlignText align[WITNESSES];
  uint32_t count;
} Lines;

static void
require(bool holds)
{
  if (!holds)
    abort();
}

/* The first WITNESSES lines, each cut into words. */
static void
read_lines(Lines *lines, Stems *stems, const char *text, uint32_t length)
{
  uint32_t begin = 0;

  for (uint32_t at = 0; at <= length && lines->count < WITNESSES; at++) {
    uint32_t i = lines->count;

    if (at < length && text[at] != '\n')
      continue;
    require(cut_words(&lines->words[i], stems, text, begin, at));
    if (lines->words[i].count > WORDS)
      lines->words[i].count = WORDS;
    lines->texts[i] = (MtText){ text + begin, at - begin };
    lines->align[i] =
        (AlignText){ text, word_list(&lines->words[i]), lines->words[i].count };
    lines->count++;
    begin = at + 1;
  }
}

static void
check_table(const CollateTable *table, const Lines *lines, uint32_t *readings)
{
  for (uint32_t w = 0; w < lines->count; w++) {
    uint32_t seen = 0;
    static bool has[WORDS];

    memset(has, 0, sizeof has);
    for (uint32_t c = 0; c < table->columns; c++) {
      const CollateCell *cell = collate_cell(table, c, w);
      readings[(size_t)c * lines->count + w] = TREE_LACUNA;
      require((cell->word == COLLATE_NONE) == (cell->kind == COLLATE_OMISSION));
      if (cell->word == COLLATE_NONE)
        continue;
      require(cell->word < lines->align[w].count && !has[cell->word]);
      has[cell->word] = true;
      seen++;
      readings[(size_t)c * lines->count + w] =
          1 + (uint32_t)(lines->align[w].words[cell->word].fold % lines->count);
    }
    require(seen == lines->align[w].count);
  }
}

/* The kinds of the edges, and the forest in other programs' languages. */
static void
check_foreign(const TreeResult *forest)
{
  static const char *const names[WITNESSES] = {
    "a", "", "c d", "'\"", "\\", ""
  };
  const TreeBreaks breaks = { NULL, 0 };
  uint32_t kinds[2 * WITNESSES + 2];
  Builder text = { 0 };

  require(tree_kinds(forest, NULL, breaks, kinds));
  for (uint32_t i = 0; i < forest->edge_count; i++)
    require(kinds[i] <= KINSHIP_INDEPENDENT);
  for (uint32_t i = 0; i < forest->tree_count; i++)
    require(newick_write(&text, forest, i, names));
  require(dot_write(&text, "t", forest, names, kinds));
  builder_free(&text);
}

static void
check_tree(const TreeTable *table)
{
  Tree *tree = tree_new();
  const TreeResult *forest;

  require(tree != NULL);
  forest = tree_build(tree, table, 3, 1);
  require(forest != NULL);
  for (uint32_t i = 0; i < forest->edge_count; i++) {
    const TreeEdge *edge = &forest->edges[i];
    require(edge->from < forest->node_count && edge->to < forest->node_count);
    require(edge->length >= 0 && edge->length <= 1);
    require(edge->support >= 0 && edge->support <= 1);
  }
  check_foreign(forest);
  tree_free(tree);
}

static void
check_metrics(const Lines *lines)
{
  static Bleu bleu;
  static Chrf chrf;
  static Ter ter;
  const MtTerOptions plain = { 0 };
  BleuStats b = { { 0 }, { 0 }, 0, 0 };
  ChrfStats c;
  TerStats t;
  double score;

  memset(&c, 0, sizeof c);
  memset(&t, 0, sizeof t);
  require(bleu_count(&bleu, &bleu_defaults, lines->texts[0], &lines->texts[1],
                     1, &b));
  score = bleu_score(&b, &bleu_defaults);
  require(score >= 0 && score <= 100.0001);
  require(chrf_count(&chrf, &chrfpp_defaults, lines->texts[0], &lines->texts[1],
                     1, &c));
  score = chrf_score(&c, &chrfpp_defaults);
  require(score >= 0 && score <= 100.0001);
  require(ter_count(&ter, &plain, lines->texts[0], &lines->texts[1], 1, &t));
  require(ter_score(&t) >= 0);
}

static void
check_meaning(const Lines *lines)
{
  static Similarity *similarity;
  double ab, ba;

  if (!similarity)
    similarity = similarity_new("en");
  require(similarity != NULL);
  ab = similarity_score(similarity, lines->texts[0], lines->texts[1]);
  ba = similarity_score(similarity, lines->texts[1], lines->texts[0]);
  require(ab >= 0 && ab <= 1.0001 && ab - ba < 1e-9 && ba - ab < 1e-9);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static Stems *stems;
  static Collator *collator;
  Lines lines = { .count = 0 };
  const CollateTable *table;
  uint32_t length, *readings;
  char *text = fuzz_text(data, size > 4096 ? 4096 : size, &length);

  if (!stems)
    stems = stems_new("en");
  if (!collator)
    collator = collator_new();
  require(stems && collator);
  read_lines(&lines, stems, text, length);
  if (lines.count >= 2) {
    table = collate(collator, lines.align, lines.count, data[0] & 1u);
    require(table != NULL);
    readings =
        calloc((size_t)table->columns * lines.count + 1, sizeof *readings);
    require(readings != NULL);
    check_table(table, &lines, readings);
    check_tree(&(TreeTable){ readings, NULL, table->columns, lines.count });
    free(readings);
    check_metrics(&lines);
    check_meaning(&lines);
  }
  for (uint32_t i = 0; i < WITNESSES; i++)
    buffer_free(&lines.words[i].words);
  free(text);
  return 0;
}
