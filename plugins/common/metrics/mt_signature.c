/* SPDX-License-Identifier: Apache-2.0 */
#include "mt_signature.h"

#include <math.h>
#include <stdio.h>

void
mt_signature_count(size_t references, char *out, size_t size)
{
  if (references)
    snprintf(out, size, "%zu", references);
  else
    snprintf(out, size, "var");
}

void
mt_signature_value(double value, char *out, size_t size)
{
  long hundredths = lround(value * 100);

  snprintf(out, size, "[%ld.%02ld]", hundredths / 100, hundredths % 100);
}
