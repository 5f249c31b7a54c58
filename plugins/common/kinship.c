/* SPDX-License-Identifier: Apache-2.0 */
#include "kinship.h"

#define VERBATIM_SAME 0.94
#define EDITED_SAME 0.7
#define EDITED_RUNS 0.65
#define RUN 4

void
kinship_column(Kinship *kinship, bool a, bool b, bool same)
{
  same = same && a && b;
  kinship->words_a += a;
  kinship->words_b += b;
  if (!a && !b)
    return;
  kinship->open = kinship->open || (a && b);
  kinship->pending += kinship->open;
  if (a && b) {
    kinship->between += kinship->pending;
    kinship->pending = 0;
  }
  kinship->same += same;
  kinship->run = same ? kinship->run + 1 : 0;
  if (kinship->run == RUN)
    kinship->in_runs += RUN;
  else if (kinship->run > RUN)
    kinship->in_runs++;
}

void
kinship_break(Kinship *kinship)
{
  kinship->run = 0;
  kinship->pending = 0;
  kinship->open = false;
}

uint32_t
kinship_kind(const Kinship *kinship)
{
  uint32_t shorter =
      kinship->words_a < kinship->words_b ? kinship->words_a : kinship->words_b;

  if (kinship->same == 0)
    return KINSHIP_INDEPENDENT;
  if (kinship->same >= VERBATIM_SAME * kinship->between)
    return KINSHIP_VERBATIM;
  return kinship->in_runs >= EDITED_RUNS * shorter
                 || kinship->same >= EDITED_SAME * kinship->between
             ? KINSHIP_EDITED
             : KINSHIP_INDEPENDENT;
}
