/* SPDX-License-Identifier: Apache-2.0
 *
 * finding.h - a row that a metric counts, with its places and a fingerprint
 * that an edit elsewhere does not change.
 *
 * Findings are what a reader of a report may want to mend; errors (a document
 * that could not be analysed) are told apart from them.
 */
#ifndef OUTPUT_FINDING_H
#define OUTPUT_FINDING_H

#include <glib.h>

/* Where a finding stands.  Lines and columns count from 1, columns in code
 * points, and the end is the place after the last character. */
typedef struct {
  char *id;   /* of the document */
  char *path; /* of its file */
  guint line; /* 0: not known */
  guint
      column; /* 0: not known; a JSON Lines document is one line of its file */
  guint end_line; /* both 0: not known */
  guint end_column;
  char *text; /* what stands there, cut after FINDING_TEXT bytes */
} FindingPlace;

#define FINDING_TEXT 200u

typedef struct {
  char *metric;      /* "quotes.unattributed.count" */
  char *summary;     /* the metric's: "quotes without a speaker" */
  gboolean marked;   /* the metric says that its rows are findings; else it is
                      * only counted by a limit */
  char *fingerprint; /* 32 hexadecimal digits */
  gboolean known;    /* in the baseline */
  char *text;        /* one line: the text, or what the places are about */
  GArray *places;    /* of FindingPlace, the first is the main one; may be
                      * empty */
} Finding;

Finding *finding_new(const char *metric, const char *summary, gboolean marked);
void finding_free(Finding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Finding, finding_free)

#define finding_place(finding, i)                                              \
  (&g_array_index((finding)->places, FindingPlace, (i)))

/* Adds a place; the strings are copied, `text` cut. */
FindingPlace *finding_add_place(Finding *finding, const char *id,
                                const char *path, const char *text,
                                gsize length);

/* Says what the finding is about, once it has its places: `about` is "" when
 * the first place says it all. */
void finding_tell(Finding *finding, const char *about);

/* At most `most` bytes of a text, cut between characters. */
char *finding_cut(const char *text, gsize length, gsize most);

#endif
