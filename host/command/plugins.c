/* SPDX-License-Identifier: Apache-2.0
 *
 * plugins.c - `stemma plugins`: what is installed, one plugin in full, and why
 * a file is not loaded.
 */
#include "plugins.h"
#include "../config/escape.h"
#include "../exec/exec.h"
#include "../module/catalogue.h"
#include "../module/elf.h"
#include "../module/load.h"
#include "options.h"
#include <stdio.h>
#include <string.h>

typedef struct {
  char **plugin_path;
} Own;

/* Prints what came from a file or a folder's name. */
static void
print_safe(const char *text, FILE *to)
{
  g_autoptr(GString) safe = g_string_new(NULL);

  escape_append(safe, text, 0);
  fputs(safe->str, to);
}

static const char *
state_of(const CatalogueEntry *entry, char **refusal)
{
  g_autoptr(GError) error = NULL;

  if (entry->shadowed_by) {
    *refusal = g_strdup_printf("%s is found first", entry->shadowed_by);
    return "shadowed";
  }
  if (entry->refusal) {
    *refusal = g_strdup(entry->refusal);
    return "refused";
  }
  if (!module_load(entry->path, entry->builtin, &error)) {
    *refusal = g_strdup(error->message);
    return "refused";
  }
  return entry->builtin ? "installed" : "ready";
}

static guint
widest(const GPtrArray *entries, gsize member, guint least)
{
  guint i, width = least;

  for (i = 0; i < entries->len; i++) {
    const char *text = *(char *const *)G_STRUCT_MEMBER_P(
        g_ptr_array_index(entries, i), member);

    width = MAX(width, (guint)g_utf8_strlen(text, -1));
  }
  return MIN(width, 40);
}

static void
print_entry(const CatalogueEntry *entry, const int *widths)
{
  g_autofree char *refusal = NULL;
  g_autofree char *abi = g_strdup_printf("%u.%u", entry->epoch, entry->minor);
  const char *state = state_of(entry, &refusal);

  printf("%-*s  %-*s  %-*s  %-4s %-9s  ", widths[0], entry->id, widths[1],
         entry->version, widths[2], entry->license, abi, state);
  print_safe(entry->path, stdout);
  putchar('\n');
  if (refusal) {
    fputs("  = ", stdout);
    print_safe(refusal, stdout);
    putchar('\n');
  }
}

static int
list_plugins(Catalogue *catalogue)
{
  const GPtrArray *entries = catalogue_entries(catalogue);
  const GPtrArray *folders = catalogue_folders(catalogue);
  int widths[] = {
    (int)widest(entries, offsetof(CatalogueEntry, id), 2),
    (int)widest(entries, offsetof(CatalogueEntry, version), 7),
    (int)widest(entries, offsetof(CatalogueEntry, license), 7),
  };
  guint i;

  printf("%-*s  %-*s  %-*s  %-4s %-9s  %s\n", widths[0], "ID", widths[1],
         "VERSION", widths[2], "LICENCE", "ABI", "STATE", "PATH");
  for (i = 0; i < entries->len; i++)
    print_entry(entries->pdata[i], widths);
  fputs("searched:", stdout);
  for (i = 0; i < folders->len; i++) {
    fputs(i ? ", " : " ", stdout);
    print_safe(folders->pdata[i], stdout);
  }
  puts(folders->len ? "" : " no folder of plugins exists");
  return STATUS_DONE;
}

static void
tell_error(const GError *error)
{
  g_autofree char *hint = module_error_hint(error);

  fputs("stemma: error: ", stderr);
  print_safe(error->message, stderr);
  fprintf(stderr, " [E%d]\n", error->code);
  if (hint)
    fprintf(stderr, "  = %s\n", hint);
}

static void
tell_unknown(Catalogue *catalogue, const char *name)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  const GPtrArray *known = catalogue_names(catalogue);
  Diagnostic *one;
  guint i;

  for (i = 0; i < known->len; i++)
    g_ptr_array_add(names, known->pdata[i]);
  g_ptr_array_add(names, NULL);
  one = diagnostics_add(all, DIAGNOSTIC_ERROR, "E203", NULL,
                        "no plugin is named \"%s\"", name);
  diagnostic_allowed(one, (const char *const *)names->pdata,
                     "stemma plugins list");
  diagnostic_suggest(one, name, (const char *const *)names->pdata);
  diagnostics_print(all, DIAGNOSTICS_TEXT, FALSE, stderr);
}

/* Of a file that need not lie where plugins are searched. */
static int
describe(const Module *module)
{
  g_autoptr(GString) text = g_string_new(NULL);

  plugin_describe(module, text);
  fputs(text->str, stdout);
  return STATUS_DONE;
}

static int
tell_about_file(const char *path)
{
  g_autoptr(GError) error = NULL;
  const Module *module = module_load(path, FALSE, &error);

  if (!module) {
    tell_error(error);
    return STATUS_TROUBLE;
  }
  return describe(module);
}

/* A module with several stages is shown whole, without naming one. */
/* What it reads and writes is its schema's, and not known here. */
static int
tell_about_exec(void)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(GPtrArray) options = g_ptr_array_new();
  const PipelineStage stage = { .options = options };

  return describe(exec_module(&stage, all));
}

static gboolean
is_named(const char *id, const char *name)
{
  static const char own[] = "org.stemma.";

  return strcmp(id, name) == 0
         || (g_str_has_prefix(id, own) && strcmp(id + strlen(own), name) == 0);
}

/* The file that is named, or that of the plugin that is; NULL: neither. */
static const char *
file_of(Catalogue *catalogue, const char *name)
{
  const GPtrArray *entries = catalogue_entries(catalogue);

  if (g_file_test(name, G_FILE_TEST_EXISTS) || strchr(name, '/')
      || g_str_has_suffix(name, ".so"))
    return name;
  for (guint i = 0; i < entries->len; i++) {
    const CatalogueEntry *entry = entries->pdata[i];
    if (is_named(entry->id, name))
      return entry->path;
  }
  return NULL;
}

static int
tell_why(Catalogue *catalogue, const char *name)
{
  const char *file = file_of(catalogue, name);

  if (file)
    return plugin_why(file);
  tell_unknown(catalogue, name);
  return STATUS_TROUBLE;
}

static int
tell_about(Catalogue *catalogue, const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *id = g_strndup(name, strcspn(name, "/"));
  const Module *module;
  gboolean known;

  module = catalogue_module(catalogue, id, &known, &error);
  if (!module) {
    if (known)
      tell_error(error);
    else
      tell_unknown(catalogue, id);
    return STATUS_TROUBLE;
  }
  return describe(module);
}

static int
plugins_run(int argc, char **argv)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  g_autoptr(GPtrArray) folders = g_ptr_array_new();
  g_autoptr(Catalogue) catalogue = NULL;
  Own own = { 0 };
  g_auto(GStrv) path = NULL;
  const char *what;
  int status;
  guint i;

  if (!command_parse(&command_plugins, &argc, &argv, &own, shared, &status))
    return status;
  path = own.plugin_path;
  what = argc > 1 ? argv[1] : "list";
  for (i = 0; path && path[i]; i++)
    g_ptr_array_add(folders, path[i]);
  if (strcmp(what, "info") == 0 && argc == 3
      && g_str_has_suffix(argv[2], ".so"))
    return tell_about_file(argv[2]);
  if (strcmp(what, "info") == 0 && argc == 3
      && is_named("org.stemma." EXEC_PLUGIN, argv[2]))
    return tell_about_exec();
  catalogue = catalogue_new(folders);
  if (strcmp(what, "why") == 0 && argc == 3)
    return tell_why(catalogue, argv[2]);
  if (strcmp(what, "list") == 0 && argc <= 2)
    return list_plugins(catalogue);
  if (strcmp(what, "info") == 0 && argc == 3)
    return tell_about(catalogue, argv[2]);
  return command_misused(&command_plugins,
                         "expected list, info ID, info FILE, why ID or why "
                         "FILE");
}

static const GOptionEntry options[] = {
  { "plugin-path", 0, 0, G_OPTION_ARG_FILENAME_ARRAY,
    OPTION_AT(Own, plugin_path), "search this folder for plugins first",
    "DIR" },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

const Command command_plugins = {
  .name = "plugins",
  .summary = "list plugins, tell about one, or tell why a file is refused",
  .usage = "[list | info ID|FILE | why ID|FILE] [OPTION]...",
  .details =
      "list      every plugin in the folders that are searched\n"
      "info ID   its stages with ports, options, layers and metrics; of a "
      "FILE.so\n"
      "          too, wherever it lies\n"
      "why FILE  each step of loading a file, up to the one that fails; the "
      "file "
      "of\n"
      "          a plugin may be named by its id\n",
  .options = options,
  .run = plugins_run,
};
