/* SPDX-License-Identifier: Apache-2.0
 *
 * adoption.h - copies a plugin's descriptors into structs of the host's own
 * size and stride, and tells what is wrong with them.
 *
 * An older plugin's structs are shorter than ours: the missing members become
 * zero.  A newer plugin's are longer: what we do not know is left out.  The
 * strings stay the plugin's own, for it is never unloaded.
 *
 * Private to this room.  One thread.
 */
#ifndef MODULE_ADOPTION_H
#define MODULE_ADOPTION_H

#include "module.h"

/* The size of a struct as of ABI 1.0, whose last member never changes. */
#define FIRST_SIZE(type, last)                                                 \
  (offsetof(type, last) + sizeof(((type *)NULL)->last))

typedef struct {
  const char *module; /* its id, as far as known */
  const char *stage;  /* NULL: the module itself */
  guint minor;        /* of the headers that the plugin was built with */
  GPtrArray *blocks;  /* what the copy is made of */
  GHashTable *layers; /* the plugin's layer to our copy */
  const char **rule;  /* what is being checked: the id of a conformance check */
  GError **error;
} Adoption;

/* From here on a fault is one of this conformance check ("layer.fields"). */
void adoption_rule(const Adoption *adoption, const char *rule);

/* Sets the error: module, stage and `part` ("option \"model\""; NULL: none)
 * come before the message.  Always FALSE. */
gboolean adoption_fault(const Adoption *adoption, const char *part,
                        const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Zeroed memory that lives as long as the copy. */
void *adoption_alloc(Adoption *adoption, gsize size);

/* A copy of a single struct that starts with its size.  `first` is its size in
 * ABI 1.0, `size` its size here.  NULL on a fault. */
void *adoption_struct(Adoption *adoption, const char *part, const void *theirs,
                      gsize first, gsize size);

/* A copy of a list with our stride; sizes as above.  At most `most` items. */
gboolean adoption_list(Adoption *adoption, const char *part,
                       const stemma_list *theirs, gsize first, gsize size,
                       guint most, stemma_list *ours);

/* Is `*text` one line of valid UTF-8?  NULL becomes "" unless it is
 * required. */
gboolean adoption_text(const Adoption *adoption, const char *part,
                       const char *member, const char **text,
                       gboolean required);

/* A name that starts with a letter a to z and goes on with letters, digits and
 * the characters of `more`. */
gboolean adoption_name(const Adoption *adoption, const char *part,
                       const char *member, const char *name, const char *more);

/* Flags that this host does not know are a fault, unless the plugin is newer
 * than the host. */
gboolean adoption_flags(const Adoption *adoption, const char *part,
                        guint32 flags, guint32 known);

/* A NULL-terminated array of distinct choices, 1 to `most`. */
gboolean adoption_choices(const Adoption *adoption, const char *part,
                          const char *const *choices, guint most);

/* Keeps what a description is made of as long as the program runs: a plugin is
 * never unloaded, and so neither is what describes it. */
void adoption_keep(GPtrArray *blocks);

#endif
