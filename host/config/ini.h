/* SPDX-License-Identifier: Apache-2.0
 *
 * ini.h - the bytes of a pipeline file to sections, keys and values, each with
 * its line and column.  Knows the grammar, not what the keys mean.
 *
 * GKeyFile tells no positions, drops repeated keys and eats "\s": pipeline-
 * file.md has the list.  tests/unit/config proves that both read the same
 * where both accept a file.
 */
#ifndef CONFIG_INI_H
#define CONFIG_INI_H

#include "setting.h"

enum {
  INI_NAME_LENGTH = 63,    /* bytes of a name */
  INI_FILE_BYTES = 1 << 24 /* more is no pipeline file */
};

typedef struct {
  char *name;
  Place place;         /* of the name */
  GPtrArray *settings; /* of Setting, in order, not expanded */
  GHashTable *by_key;  /* the same */
  gboolean implied;    /* keys stood above the first section */
  gboolean included;   /* after merging: stands in included files only */
} IniSection;

typedef struct {
  const char *path;    /* as it shows in messages; interned */
  GPtrArray *sections; /* of IniSection, in order */
  GHashTable *by_name; /* the same */
} Ini;

/* E101 to E110 go to `all`; what could be read is in the result even then.
 * `path` is for messages only. */
Ini *ini_parse(const char *path, const char *bytes, gsize length,
               Diagnostics *all);
void ini_free(Ini *ini);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ini, ini_free)

/* An empty one to merge into, and its sections. */
Ini *ini_new(const char *path);
IniSection *ini_section(const Ini *ini, const char *name);
IniSection *ini_add_section(Ini *ini, const char *name, const Place *place);
/* The setting of `key`, or NULL; `section` may be NULL. */
Setting *ini_setting(const IniSection *section, const char *key);
/* Takes `setting`; replaces one of the same key in its place. */
void ini_set(IniSection *section, Setting *setting);

/* Reads the file; NULL with a GFileError when it cannot be read. */
Ini *ini_read(const char *path, Diagnostics *all, GError **error);

/* Is `name` a name of the grammar?  If not, E109 at `place`, with the name
 * that was meant where that is clear.  `what` as in "section name". */
gboolean ini_check_name(const char *name, const char *what, const Place *place,
                        Diagnostics *all);
/* Is `name` one that a layer can have: names with "." between them, which may
 * have "_" too?  Files and tables of reports are called so.  E109 if not. */
gboolean ini_check_layer(const char *name, const Place *place,
                         Diagnostics *all);

/* The same for a key, name { "." name }; a part after the first may have `_`,
 * as the layers that `reads.` and `writes.` name do. */
gboolean ini_check_key(const char *key, const Place *place, Diagnostics *all);

/* A valid name that differs in letter case and `_` or blank for `-` only, or
 * NULL. */
char *ini_mend_name(const char *name);

#endif
