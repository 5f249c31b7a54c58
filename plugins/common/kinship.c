/* SPDX-License-Identifier: Apache-2.0 */
#include "kinship.h"

#define VERBATIM_AT_MOST 0.06
#define EDITED_AT_MOST 0.3
#define EDITED_RUNS 0.5
#define RUN 4

void
kinship_column(Kinship *kinship, bool a, bool b, bool same)
{
  same = same && a && b;
  kinship->words_a += a;
  kinship->words_b += b;
  if (!a && !b)
    return;
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
}

uint32_t
kinship_kind(const Kinship *kinship, double form)
{
  uint32_t shorter =
      kinship->words_a < kinship->words_b ? kinship->words_a : kinship->words_b;

  if (kinship->same == 0)
    return KINSHIP_INDEPENDENT;
  if (form <= VERBATIM_AT_MOST)
    return KINSHIP_VERBATIM;
  return kinship->in_runs >= EDITED_RUNS * shorter || form <= EDITED_AT_MOST
             ? KINSHIP_EDITED
             : KINSHIP_INDEPENDENT;
}
