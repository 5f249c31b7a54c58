/* SPDX-License-Identifier: Apache-2.0
 *
 * page.h - the HTML report while it is being written: what its sections know,
 * and what they share.
 *
 * Each section is a file of its own and writes nothing when it has nothing to
 * say.  One thread.
 */
#ifndef HTML_PAGE_H
#define HTML_PAGE_H

#include "../screen.h"
#include "../summary/collation.h"
#include "../summary/ranking.h"
#include "../summary/summary.h"
#include "excerpt.h"
#include "near.h"
#include "text.h"

/* One sentence of an article's strip. */
typedef struct {
  guint32 begin;
  guint32 end;
  gboolean speech; /* mostly quoted */
  float score;     /* -1..1 */
} Beat;

/* What the page keeps of an article beside the summary's. */
typedef struct {
  char *title;      /* of its metadata, or its headline; NULL: none */
  char *opening;    /* its first words, where it has no title; or NULL */
  char *from;       /* source and date; NULL: none */
  GArray *excerpts; /* of Excerpt, by row of "quantity"; NULL: none */
  GArray *beats;    /* of Beat, in reading order; NULL: none */
  guint32 length;
} Extra;

typedef struct {
  GString *out;
  const Summary *summary;
  const GArray *extras; /* of Extra, by article */
  GArray *ranking;      /* of Ranked, with their articles */
  ReadingIndex *readings;
  const Near *near; /* of the first PAGE_ARTICLES */
  const Spreads *spreads;
  gboolean follows; /* an article's wording can be followed */
} Page;

/* So many articles can be followed, and have a column each. */
#define PAGE_FOLLOWED 26u
/* Beyond these many, tables and strips tell of the first ones only. */
#define PAGE_ARTICLES 400u

void page_printf(Page *page, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* A section with a heading; `how`, which may be NULL, is markup. */
void page_open(Page *page, const char *id, const char *title, const char *how);
void page_close(Page *page);

/* The letter of an article in its box. */
void page_siglum(Page *page, guint32 article);
/* Small letters, at most `most` of them, then "+12".  `articles` of guint32. */
void page_sigla(Page *page, const GArray *articles, guint most);
/* The attribute data-w="A B", where articles are followed. */
void page_followed(Page *page, const GArray *articles);
/* "A", "A and B", "A, B and 12 more", as text. */
void page_names(Page *page, const GArray *articles, guint most);

/* An article's outlet where that tells it from others, else its title or id, of
 * at most `most` characters. */
void page_name(const Page *page, GString *to, guint32 article, guint most);

/* A bar of `value` (0..1), drawn. */
void page_bar(Page *page, double value);

/* "1 article", "2 articles". */
void page_count(Page *page, guint64 count, const char *one, const char *many);

/* A step of the five colours of distances, 0..4, by the two digits that are
 * printed. */
guint page_heat(double score);

/* A list item that says which numbers conflict. */
void html_conflict(Page *page);

/* The sections, in order. */
void html_hero(Page *page);
void html_overview(Page *page);
void html_utterances(Page *page);
void html_matrix(Page *page);
void html_lineage(Page *page);
void html_sentiment(Page *page);
void html_quantities(Page *page);
void html_lists(Page *page);
void html_others(Page *page);
void html_method(Page *page);

#endif
