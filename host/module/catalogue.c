/* SPDX-License-Identifier: Apache-2.0
 *
 * catalogue.c - the folders, their files' name cards, and look-up by name.
 */
#include "catalogue.h"
#include "load.h"
#include <string.h>

#define OWN_DOMAIN "org.stemma."

/* What the public entry does not tell. */
typedef struct {
  CatalogueEntry entry;
  gint refusal_code;
} Known;

struct Catalogue {
  GPtrArray *folders;
  GPtrArray *entries; /* of Known, whose first member is the entry */
  GPtrArray *names;
  GHashTable *strangers; /* a name without ".so", to why it is no plugin */
};

static void
known_free(gpointer data)
{
  Known *known = data;

  g_free(known->entry.path);
  g_free(known->entry.id);
  g_free(known->entry.version);
  g_free(known->entry.license);
  g_free(known->entry.shadowed_by);
  g_free(known->entry.refusal);
  g_free(known);
}

char *
catalogue_installed(const char *below)
{
  g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
  g_autofree char *bindir = self ? g_path_get_dirname(self) : NULL;
  g_autofree char *folder = NULL;
  const char *at;

  if (!bindir)
    return g_build_filename(STEMMA_PREFIX, below, NULL);
  /* As many steps up as BINDIR has parts ("bin", or "usr/bin"). */
  folder = g_strdup(bindir);
  for (at = STEMMA_BINDIR; at; at = strchr(at, '/')) {
    char *up;

    at += *at == '/';
    if (!*at)
      break;
    up = g_path_get_dirname(folder);
    g_free(folder);
    folder = up;
  }
  at = folder;
  folder = g_build_filename(at, below, NULL);
  g_free((gpointer)(guintptr)at);
  if (g_path_is_absolute(STEMMA_BINDIR) || g_path_is_absolute(below)
      || !g_file_test(folder, G_FILE_TEST_IS_DIR))
    return g_build_filename(g_path_is_absolute(below) ? "/" : STEMMA_PREFIX,
                            below, NULL);
  return g_steal_pointer(&folder);
}

static void
add_folder(Catalogue *catalogue, const char *path)
{
  g_autofree char *real = NULL;
  guint i;

  if (!path || !*path || !g_file_test(path, G_FILE_TEST_IS_DIR))
    return;
  real = g_canonicalize_filename(path, NULL);
  for (i = 0; i < catalogue->folders->len; i++) {
    g_autofree char *other =
        g_canonicalize_filename(catalogue->folders->pdata[i], NULL);

    if (strcmp(other, real) == 0)
      return;
  }
  g_ptr_array_add(catalogue->folders, g_strdup(path));
}

static const CatalogueEntry *
entry_of_id(const Catalogue *catalogue, const char *id)
{
  guint i;

  for (i = 0; i < catalogue->entries->len; i++) {
    const CatalogueEntry *entry = catalogue->entries->pdata[i];

    if (strcmp(entry->id, id) == 0)
      return entry;
  }
  return NULL;
}

static void
add_stranger(Catalogue *catalogue, const char *path, const char *reason)
{
  g_autofree char *name = g_path_get_basename(path);

  name[strlen(name) - strlen(".so")] = '\0';
  if (!g_hash_table_contains(catalogue->strangers, name))
    g_hash_table_insert(catalogue->strangers, g_steal_pointer(&name),
                        g_strdup(reason));
}

static void
add_file(Catalogue *catalogue, const char *path, gboolean builtin)
{
  g_auto(Candidate) candidate = { 0 };
  g_autoptr(GError) refusal = NULL;
  const CatalogueEntry *first;
  Known *known;

  if (!candidate_read(&candidate, path, &refusal)) {
    add_stranger(catalogue, path, refusal->message);
    return;
  }
  first = entry_of_id(catalogue, candidate.card.id);
  candidate_suits(&candidate, &refusal);
  known = g_new0(Known, 1);
  known->entry = (CatalogueEntry){
    .path = g_strdup(path),
    .id = g_strdup(candidate.card.id),
    .version = g_strdup(candidate.card.version),
    .license = g_strdup(candidate.card.license),
    .epoch = candidate.card.epoch,
    .minor = candidate.card.minor,
    .needs_minor = candidate.card.needs_minor,
    .builtin = builtin,
    .shadowed_by = first ? g_strdup(first->path) : NULL,
    .refusal = refusal ? g_strdup(refusal->message) : NULL,
  };
  known->refusal_code = refusal ? refusal->code : 0;
  g_ptr_array_add(catalogue->entries, known);
}

static int
by_text(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In order of name, so that every run sees the same. */
static void
scan_folder(Catalogue *catalogue, const char *folder, gboolean builtin)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
  const char *name;
  guint i;

  while (dir && (name = g_dir_read_name(dir)))
    if (g_str_has_suffix(name, ".so"))
      g_ptr_array_add(files, g_build_filename(folder, name, NULL));
  g_ptr_array_sort(files, by_text);
  for (i = 0; i < files->len; i++)
    if (g_file_test(files->pdata[i], G_FILE_TEST_IS_REGULAR))
      add_file(catalogue, files->pdata[i], builtin);
}

static void
collect_names(Catalogue *catalogue)
{
  guint i;

  for (i = 0; i < catalogue->entries->len; i++) {
    const CatalogueEntry *entry = catalogue->entries->pdata[i];
    const char *id = entry->id;

    if (entry->shadowed_by)
      continue;
    if (g_str_has_prefix(id, OWN_DOMAIN))
      id += strlen(OWN_DOMAIN);
    g_ptr_array_add(catalogue->names, g_strdup(id));
  }
  g_ptr_array_sort(catalogue->names, by_text);
}

static void
collect_folders(Catalogue *catalogue, const GPtrArray *asked,
                const char *installed)
{
  const char *variable = g_getenv("STEMMA_PLUGIN_PATH");
  g_auto(GStrv) parts = variable ? g_strsplit(variable, ":", -1) : NULL;
  g_autofree char *own =
      g_build_filename(g_get_user_data_dir(), "stemma", "plugins-1", NULL);
  guint i;

  for (i = 0; asked && i < asked->len; i++)
    add_folder(catalogue, asked->pdata[i]);
  for (i = 0; parts && parts[i]; i++)
    add_folder(catalogue, parts[i]);
  add_folder(catalogue, own);
  add_folder(catalogue, installed);
}

Catalogue *
catalogue_new(const GPtrArray *folders)
{
  Catalogue *catalogue = g_new0(Catalogue, 1);
  g_autofree char *installed = catalogue_installed(STEMMA_PLUGINSDIR);
  guint i;

  catalogue->folders = g_ptr_array_new_with_free_func(g_free);
  catalogue->entries = g_ptr_array_new_with_free_func(known_free);
  catalogue->names = g_ptr_array_new_with_free_func(g_free);
  catalogue->strangers =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  collect_folders(catalogue, folders, installed);
  for (i = 0; i < catalogue->folders->len; i++)
    scan_folder(catalogue, catalogue->folders->pdata[i],
                strcmp(catalogue->folders->pdata[i], installed) == 0);
  collect_names(catalogue);
  return catalogue;
}

void
catalogue_free(Catalogue *catalogue)
{
  if (!catalogue)
    return;
  g_ptr_array_unref(catalogue->folders);
  g_ptr_array_unref(catalogue->entries);
  g_ptr_array_unref(catalogue->names);
  g_hash_table_destroy(catalogue->strangers);
  g_free(catalogue);
}

const GPtrArray *
catalogue_entries(Catalogue *catalogue)
{
  return catalogue->entries;
}

const GPtrArray *
catalogue_folders(const Catalogue *catalogue)
{
  return catalogue->folders;
}

const GPtrArray *
catalogue_names(Catalogue *catalogue)
{
  return catalogue->names;
}

static const Known *
find_plugin(const Catalogue *catalogue, const char *id)
{
  g_autofree char *own = g_strconcat(OWN_DOMAIN, id, NULL);
  const CatalogueEntry *entry = entry_of_id(catalogue, own);

  if (!entry)
    entry = entry_of_id(catalogue, id);
  return (const Known *)(const void *)entry;
}

/* Why `id` names no plugin: nothing of that name, or a file that is none: of
 * com.yours.tone it is tone.so, for what has no name card tells no id. */
static gboolean
refuse_unknown(const Catalogue *catalogue, const char *id, GError **error)
{
  const char *dot = strrchr(id, '.');
  const char *reason =
      g_hash_table_lookup(catalogue->strangers, dot ? dot + 1 : id);

  if (reason)
    g_set_error_literal(error, MODULE_ERROR, MODULE_ERROR_FILE, reason);
  else
    g_set_error(error, MODULE_ERROR, MODULE_ERROR_FILE,
                "no plugin is named \"%s\"", id);
  return reason != NULL;
}

/* Without /STAGE it is the only stage, or the one with the plugin's own name:
 * "quote-diff" is quote-diff/quote-diff. */
static const stemma_stage *
pick_stage(const Module *module, const char *id, const char *stage,
           GError **error)
{
  const char *last = strrchr(id, '.');
  const char *wanted = stage ? stage : last ? last + 1 : id;
  guint i;

  if (!stage && module->stage_count == 1)
    return module->stages[0];
  for (i = 0; i < module->stage_count; i++)
    if (strcmp(module->stages[i]->id, wanted) == 0)
      return module->stages[i];
  if (stage)
    g_set_error(error, MODULE_ERROR, MODULE_ERROR_NAME,
                "plugin \"%s\" has no stage \"%s\"", id, stage);
  else
    g_set_error(error, MODULE_ERROR, MODULE_ERROR_NAME,
                "plugin \"%s\" has %u stages: write %s/STAGE", id,
                module->stage_count, id);
  return NULL;
}

const Module *
catalogue_module(Catalogue *catalogue, const char *id, gboolean *is_known,
                 GError **error)
{
  const Known *known = find_plugin(catalogue, id);

  *is_known = TRUE;
  if (!known) {
    *is_known = refuse_unknown(catalogue, id, error);
    return NULL;
  }
  if (known->entry.refusal) {
    g_set_error_literal(error, MODULE_ERROR, known->refusal_code,
                        known->entry.refusal);
    return NULL;
  }
  return module_load(known->entry.path, known->entry.builtin, error);
}

const Module *
catalogue_find(Catalogue *catalogue, const char *name,
               const stemma_stage **stage, gboolean *is_known, GError **error)
{
  g_autofree char *id = g_strndup(name, strcspn(name, "/"));
  const char *rest = name + strlen(id);
  const Module *module = catalogue_module(catalogue, id, is_known, error);

  *stage = NULL;
  if (module)
    *stage = pick_stage(module, id, *rest ? rest + 1 : NULL, error);
  return *stage ? module : NULL;
}
