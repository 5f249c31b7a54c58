/* SPDX-License-Identifier: Apache-2.0
 *
 * impatient.h - a host that wants a stage to stop once it has asked often
 * enough: for tests of how soon a stage asks and whether it then ends.
 */
#ifndef SUPPORT_IMPATIENT_H
#define SUPPORT_IMPATIENT_H

#include <glib.h>

#include <stemma/stemma.h>

typedef struct {
  stemma_host host; /* give its address; must not move */
  guint asked;      /* how often so far */
  guint patience;   /* from which asking on the answer is yes */
} Impatient;

void impatient_init(Impatient *impatient, guint patience);

#endif
