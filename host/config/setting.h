/* SPDX-License-Identifier: Apache-2.0
 *
 * setting.h - one key with its value, and where both stand.
 */
#ifndef CONFIG_SETTING_H
#define CONFIG_SETTING_H

#include "diagnostic.h"

/* Where a further line of a joined value begins. */
typedef struct {
  gsize offset; /* in `raw` */
  Place place;  /* of the line's first character */
} Join;

/* One key of a section. */
typedef struct {
  char *key;
  char *value; /* expanded */
  Place key_place;
  Place value_place;
  char *raw;     /* as written: lists are split here, so that a variable
                  * cannot add items */
  GArray *joins; /* of Join; NULL: the value stands on one line */
} Setting;

/* Takes copies; `value` is `raw` until setting_expand. */
Setting *setting_new(const char *key, const char *raw);
Setting *setting_copy(const Setting *setting);
void setting_free(Setting *setting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Setting, setting_free)

/* The place of `length` bytes at `offset` of `raw`. */
Place setting_place(const Setting *setting, gsize offset, gsize length);

/* Replaces ${NAME}, ${NAME:-default} and $$ in `value`; E501 for an unset
 * name, once for each setting. */
void setting_expand(Setting *setting, Diagnostics *all);

/* One item of a list, expanded, with its place. */
typedef struct {
  char *text;
  Place place;
  gboolean broken; /* a variable in it is not set, which has been told */
} Item;

/* Splits `raw` at commas ("\," is a comma of the text); E108 for an empty
 * item.  Of Item; an empty value is an empty list. */
GPtrArray *setting_items(const Setting *setting, Diagnostics *all);

/* `path` as seen from the working directory: relative to the folder of the
 * file that the setting stands in, or as it is from the command line. */
char *setting_resolve(const Setting *setting, const char *path);

#endif
