/* SPDX-License-Identifier: Apache-2.0
 *
 * amounts.h - the values that articles give of one quantity, each with its
 * wordings and who has which.
 */
#ifndef HTML_AMOUNTS_H
#define HTML_AMOUNTS_H

#include "page.h"

/* What some articles say, in one wording. */
typedef struct {
  const char *text;
  GArray *articles; /* of guint32 */
  GArray *rows;     /* of guint32: for each its row in its "quantity" */
} Wording;

/* One value, in all its wordings. */
typedef struct {
  gboolean known;
  double value;
  double high;
  guint modifier;   /* of all wordings; AMOUNT_MIXED: they differ */
  GArray *wordings; /* of Wording */
} Amount;

/* More or less than, about: of different wordings. */
#define AMOUNT_MIXED G_MAXUINT

/* Of Amount, in the order in which they are first given. */
GArray *amounts_new(const Page *page, const stemma_agreement *row);

/* What agrees is one amount, however it was counted. */
void amounts_join(GArray *amounts);

/* Months beside seconds: an agreement's unit is not that of all its values. */
gboolean amounts_have_one_unit(const GArray *amounts);

/* The same value, but for the last bits. */
gboolean amount_is(double a, double b);

#endif
