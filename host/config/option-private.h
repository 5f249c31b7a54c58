/* SPDX-License-Identifier: Apache-2.0
 *
 * option-private.h - the parts of option_set_new.
 */
#ifndef CONFIG_OPTION_PRIVATE_H
#define CONFIG_OPTION_PRIVATE_H

#include "option.h"
#include "suggest.h"
#include "value.h"

struct OptionSet {
  char *bytes; /* the plugin's struct */
  guint32 size;
  GPtrArray *owned;  /* strings and arrays that it points to */
  GPtrArray *values; /* of Setting */
};

/* Writes the setting's value where the option says; FALSE when it is told
 * that it cannot be. */
gboolean option_write(OptionSet *set, const stemma_option *option,
                      const Setting *setting, Diagnostics *all);

#endif
