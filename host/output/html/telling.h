/* SPDX-License-Identifier: Apache-2.0
 *
 * telling.h - the place that shows best how wordings differ.
 */
#ifndef HTML_TELLING_H
#define HTML_TELLING_H

#include "page.h"
#include "passage.h"

typedef struct {
  GArray *passages; /* of Passage; NULL: there is no such place */
  guint place;      /* one of them */
  guint ranked;     /* of the page's ranking */
} Telling;

/* Looks at the utterances that lie widest apart.  A place tells when each side
 * has a few words that say something ("just fight", "sacred struggle") and
 * many articles take sides. */
void telling_find(const Page *page, Telling *telling);
void telling_clear(Telling *telling);

#endif
