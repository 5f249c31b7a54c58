/* SPDX-License-Identifier: Apache-2.0
 *
 * ini-private.h - the parts of the INI reader.
 */
#ifndef CONFIG_INI_PRIVATE_H
#define CONFIG_INI_PRIVATE_H

#include "ini.h"

/* E107 for bytes that are UTF-16. */
gboolean ini_is_utf16(const char *file, const char *bytes, gsize length,
                      Diagnostics *all);

/* A copy of the same length in which each byte that is not UTF-8, and each
 * NUL, is "?"; E106 and E110 tell the first of each. */
char *ini_clean(const char *file, const char *bytes, gsize length,
                Diagnostics *all);

/* Is `key` one of the grammar (see ini_check_key)? */
gboolean ini_is_key(const char *key);

#endif
