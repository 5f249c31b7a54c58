/* SPDX-License-Identifier: Apache-2.0 */
#include "kinship.h"

#include <math.h>

#define VERBATIM_SAME 0.94
#define EDITED_SAME 0.5

/* How often an editor leaves a word as it is; how often a place of the
 * commonest words is changed, and how much less one of the rarest. */
#define EDITOR_KEEPS 0.93
#define EDITOR_CHANGES 0.15
#define RARE_KEPT 0.1

/* How often translators agree: in the commonest words, and how much less in the
 * rarest. */
#define COMMON_AGREES 0.8
#define RARE_LESS 0.25

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

static double
gap_evidence(double weight)
{
  return log((EDITOR_CHANGES - RARE_KEPT * weight)
             / (1 - kinship_expected(weight, 0, 0)));
}

static void
add_common(Kinship *kinship, double expected)
{
  kinship->same++;
  kinship->evidence += log(EDITOR_KEEPS / expected);
  if (kinship->apart)
    kinship->evidence += gap_evidence(kinship->heaviest);
  kinship->apart = kinship->between_two = false;
}

/* A gap counts once a word of both stands in it or behind it. */
static void
add_gap(Kinship *kinship, bool both, double weight)
{
  if (!kinship->apart || weight > kinship->heaviest)
    kinship->heaviest = weight;
  kinship->apart = true;
  kinship->between_two = kinship->between_two || both;
}

/* What the gap at the end says. */
static double
last_evidence(const Kinship *kinship)
{
  return kinship->apart && kinship->between_two
             ? gap_evidence(kinship->heaviest)
             : 0;
}

static void
add_beyond(Kinship *kinship, bool a, bool b, double weight)
{
  kinship->beyond[0] += a;
  kinship->beyond[1] += b;
  if (weight > kinship->far)
    kinship->far = weight;
}

void
kinship_column(Kinship *kinship, bool a, bool b, double weight, bool same,
               double expected)
{
  bool both = a && b;

  if (!a && !b)
    return;
  kinship->open = kinship->open || both;
  if (!kinship->open) {
    add_beyond(kinship, a, b, weight);
    return;
  }
  kinship->pending++;
  kinship->tail[0] += a;
  kinship->tail[1] += b;
  if (both) {
    kinship->between += kinship->pending;
    kinship->pending = kinship->tail[0] = kinship->tail[1] = 0;
  }
  if (both && same)
    add_common(kinship, expected);
  else
    add_gap(kinship, both, weight);
}

/* Do both go on beyond the stretch, each in its own way?  Behind it that may be
 * the last gap itself. */
static bool
both_go_on(const Kinship *kinship)
{
  bool counted = kinship->apart && kinship->between_two;
  uint32_t a = kinship->beyond[0] + (counted ? 0 : kinship->tail[0]);
  uint32_t b = kinship->beyond[1] + (counted ? 0 : kinship->tail[1]);

  return kinship->open && a > 0 && b > 0;
}

void
kinship_break(Kinship *kinship)
{
  bool strays = both_go_on(kinship);

  kinship->evidence += last_evidence(kinship);
  if (strays)
    kinship->evidence += gap_evidence(
        kinship->apart ? fmax(kinship->far, kinship->heaviest) : kinship->far);
  kinship->strays = kinship->strays || strays;
  kinship->pending = kinship->tail[0] = kinship->tail[1] = 0;
  kinship->beyond[0] = kinship->beyond[1] = 0;
  kinship->far = 0;
  kinship->open = false;
  kinship->apart = kinship->between_two = false;
}

uint32_t
kinship_kind(const Kinship *kinship)
{
  Kinship all = *kinship;
  bool proved;

  kinship_break(&all);
  proved = all.evidence > log(ODDS);
  if (all.same == 0)
    return KINSHIP_INDEPENDENT;
  if (all.same >= VERBATIM_SAME * all.between && (proved || !all.strays))
    return KINSHIP_VERBATIM;
  return proved && all.same >= EDITED_SAME * all.between ? KINSHIP_EDITED
                                                         : KINSHIP_INDEPENDENT;
}
