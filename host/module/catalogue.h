/* SPDX-License-Identifier: Apache-2.0
 *
 * catalogue.h - which plugins there are: folders searched in order, name cards
 * read, a module loaded when first asked for.
 */
#ifndef MODULE_CATALOGUE_H
#define MODULE_CATALOGUE_H

#include "module.h"

typedef struct Catalogue Catalogue;

/* What is known of one file without loading it. */
typedef struct {
  char *path;
  char *id;
  char *version;
  char *license;
  guint epoch;
  guint minor; /* of the headers it was built with */
  guint needs_minor;
  gboolean builtin;
  char *shadowed_by; /* path of an earlier file with this id, or NULL */
  char *refusal;     /* why it cannot be used, or NULL */
} CatalogueEntry;

/* `folders`: char * in search order before STEMMA_PLUGIN_PATH, the user's
 * folder and the installed one; may be NULL.  Folders that do not exist are
 * passed over. */
Catalogue *catalogue_new(const GPtrArray *folders);
void catalogue_free(Catalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Catalogue, catalogue_free)

const GPtrArray *catalogue_entries(Catalogue *catalogue); /* CatalogueEntry */
const GPtrArray *catalogue_folders(const Catalogue *catalogue); /* char * */

/* "ID" or "ID/STAGE", "org.stemma." may be left out; `stage` gets the stage.
 * The error is MODULE_ERROR_...: _NAME when /STAGE is missing or not there, and
 * _FILE with `*known` FALSE when there is no such plugin.  [control] */
const Module *catalogue_find(Catalogue *catalogue, const char *name,
                             const stemma_stage **stage, gboolean *known,
                             GError **error);

/* The whole module, "ID" alone; as catalogue_find otherwise. */
const Module *catalogue_module(Catalogue *catalogue, const char *id,
                               gboolean *known, GError **error);

/* Names that a pipeline can use, sorted, for suggestions: char *. */
const GPtrArray *catalogue_names(Catalogue *catalogue);

/* A folder of the installation, such as STEMMA_PLUGINSDIR: an installed tree
 * may have been moved, so it is found from the program, whose place in the
 * prefix is known.  Free with g_free. */
char *catalogue_installed(const char *below);

#endif
