/* SPDX-License-Identifier: Apache-2.0
 *
 * checks.c - the tables of checks as one list.
 */
#include "check.h"

const char *
level_name(Level level)
{
  static const char *const names[] = { [LEVEL_ERROR] = "error",
                                       [LEVEL_WARNING] = "warning",
                                       [LEVEL_ADVICE] = "advice" };

  return names[level];
}

const Check *const *
checks_all(guint *count)
{
  static const Check *const tables[] = {
    file_checks, module_checks, stage_checks, option_checks, layer_checks,
    port_checks, life_checks,   row_checks,   read_checks,   text_checks,
    same_checks, state_checks,  fold_checks,  group_checks,  manner_checks,
  };
  static const Check *all[128];
  guint filled = 0;

  for (guint i = 0; i < G_N_ELEMENTS(tables); i++)
    for (const Check *check = tables[i]; check->id; check++) {
      g_assert(filled < G_N_ELEMENTS(all));
      all[filled++] = check;
    }
  *count = filled;
  return all;
}
