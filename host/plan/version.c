/* SPDX-License-Identifier: Apache-2.0 */
#include "version.h"
#include <stdlib.h>
#include <string.h>

/* Compares dotted numbers; what follows them is not looked at. */
static int
compare_versions(const char *a, const char *b)
{
  for (;;) {
    char *after_a, *after_b;
    unsigned long left = strtoul(a, &after_a, 10);
    unsigned long right = strtoul(b, &after_b, 10);
    if (left != right)
      return left < right ? -1 : 1;
    if (*after_a != '.' && *after_b != '.')
      return 0;
    a = *after_a == '.' ? after_a + 1 : "";
    b = *after_b == '.' ? after_b + 1 : "";
  }
}

gboolean
version_suits(const char *version, const char *required)
{
  static const struct {
    const char *sign;
    gboolean less, equal, more;
  } signs[] = {
    { ">=", FALSE, TRUE, TRUE },  { "<=", TRUE, TRUE, FALSE },
    { "==", FALSE, TRUE, FALSE }, { ">", FALSE, FALSE, TRUE },
    { "<", TRUE, FALSE, FALSE },  { "", FALSE, TRUE, FALSE },
  };
  gsize i = 0;
  int order;

  while (!g_str_has_prefix(required, signs[i].sign))
    i++;
  required += strlen(signs[i].sign);
  while (*required == ' ')
    required++;
  order = compare_versions(version, required);
  return order < 0 ? signs[i].less : order > 0 ? signs[i].more : signs[i].equal;
}
