/* SPDX-License-Identifier: Apache-2.0
 *
 * sections.c - see sections.h.
 */
#include "sections.h"

#include <string.h>

void
section_letters(Screen *screen, const GArray *numbers, guint width)
{
  guint used = 0;

  for (guint i = 0; i < numbers->len; i++) {
    char room[SCREEN_LETTER];
    const char *letter =
        screen_letter(g_array_index(numbers, guint32, i), room);
    guint needs = (guint)strlen(letter) + (i > 0);
    guint tail = i + 1 < numbers->len ? 7 : 0;

    if (used + needs + tail > width && i + 1 < numbers->len) {
      screen_printf(screen, "%s+%u", i ? " " : "", numbers->len - i);
      return;
    }
    screen_printf(screen, "%s%s", i ? " " : "", letter);
    used += needs;
  }
}
