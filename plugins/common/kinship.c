/* SPDX-License-Identifier: Apache-2.0 */
#include "kinship.h"

#include <math.h>

#define VERBATIM_SAME 0.94
#define EDITED_SAME 0.5

/* How often an editor leaves a word as it is. */
#define EDITOR_KEEPS 0.93

/* How often translators agree: in the commonest words, how much less in the
 * rarest, and in all. */
#define COMMON_AGREES 0.8
#define RARE_LESS 0.25
#define MEAN_AGREES 0.7

/* How much more probable editing must be than two translators' meeting. */
#define ODDS 3

/* As how many witnesses this counts beside those that are there.  That all have
 * a word may also mean that all have copied it, so it is never taken for surer
 * than the commonest words. */
#define PRIOR 2

double
kinship_expected(double weight, double others, double agreeing)
{
  double prior = COMMON_AGREES - RARE_LESS * weight;
  double expected = (PRIOR * prior + agreeing) / (PRIOR + others);

  return expected < COMMON_AGREES ? expected : COMMON_AGREES;
}

static void
add_common(Kinship *kinship, double expected)
{
  kinship->same++;
  kinship->evidence += log(EDITOR_KEEPS / expected);
  kinship->gaps += kinship->apart && !kinship->counted;
  kinship->apart = false;
}

/* A gap counts once a word of both stands in it or behind it. */
static void
add_gap(Kinship *kinship, bool both)
{
  if (!kinship->apart)
    kinship->counted = false;
  kinship->apart = true;
  if (both && !kinship->counted) {
    kinship->gaps++;
    kinship->counted = true;
  }
}

void
kinship_column(Kinship *kinship, bool a, bool b, bool same, double expected)
{
  bool both = a && b;

  kinship->open = kinship->open || both;
  if (!kinship->open || (!a && !b))
    return;
  kinship->pending++;
  if (both) {
    kinship->between += kinship->pending;
    kinship->pending = 0;
  }
  if (both && same)
    add_common(kinship, expected);
  else
    add_gap(kinship, both);
}

void
kinship_break(Kinship *kinship)
{
  kinship->pending = 0;
  kinship->open = false;
  kinship->apart = false;
}

uint32_t
kinship_kind(const Kinship *kinship)
{
  double gap = log((1 - EDITOR_KEEPS) / (1 - MEAN_AGREES));

  if (kinship->same == 0)
    return KINSHIP_INDEPENDENT;
  if (kinship->same >= VERBATIM_SAME * kinship->between)
    return KINSHIP_VERBATIM;
  return kinship->evidence + kinship->gaps * gap > log(ODDS)
                 && kinship->same >= EDITED_SAME * kinship->between
             ? KINSHIP_EDITED
             : KINSHIP_INDEPENDENT;
}
