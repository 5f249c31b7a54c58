/* SPDX-License-Identifier: Apache-2.0
 *
 * new.c - `stemma new plugin`: a folder with a plugin that builds, tests
 * itself and passes the validator.  What it copies stands in sdk/template.
 *
 * The folder is put together under another name, so that one of the name asked
 * for is there whole or not at all.
 */
#include "options.h"
#include "template.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
  char *lang;
  char *kind;
} Own;

/* What the templates call the plugin, and what it is to be called. */
typedef struct {
  const char *id;
  const char *name;
  char *snake;
} Names;

enum { LONGEST_ID = 128 };

/* Words that Meson keeps for targets of its own. */
static const char *const reserved[] = { "all",  "benchmark", "clean", "dist",
                                        "test", "install",   NULL };

/* a-z and 0-9 in words joined by single "-", a letter first. */
static gboolean
is_kebab(const char *text, gsize length)
{
  gsize i;

  if (!length || !g_ascii_islower(text[0]) || text[length - 1] == '-')
    return FALSE;
  for (i = 0; i < length; i++)
    if (!g_ascii_islower(text[i]) && !g_ascii_isdigit(text[i])
        && (text[i] != '-' || text[i - 1] == '-'))
      return FALSE;
  return TRUE;
}

/* One such word, or several joined by dots. */
static gboolean
is_id(const char *text)
{
  g_auto(GStrv) parts = g_strsplit(text, ".", -1);
  guint i;

  for (i = 0; parts[i]; i++)
    if (!is_kebab(parts[i], strlen(parts[i])))
      return FALSE;
  return i > 0 && strlen(text) <= LONGEST_ID;
}

/* Is `word` in the column at `member` of the table of files? */
static gboolean
is_offered(gsize member, const char *word)
{
  const TemplateFile *file;

  for (file = template_files; file->lang; file++)
    if (strcmp(*(const char *const *)G_STRUCT_MEMBER_P(file, member), word)
        == 0)
      return TRUE;
  return FALSE;
}

/* What is wrong with the arguments; NULL: nothing. */
static char *
find_mistake(const char *id, const char *name, const Own *own)
{
  if (!is_id(id))
    return g_strdup_printf(
        "expected a name such as \"tone-marks\" or \"com.yours.tone-marks\" "
        "(a-z, 0-9 and single -, a letter first), found \"%s\"",
        id);
  if (g_str_has_prefix(id, "org.stemma."))
    return g_strdup_printf(
        "the id \"%s\" is one of stemma's own: expected a domain of yours", id);
  if (g_strv_contains(reserved, name))
    return g_strdup_printf("a plugin cannot be called \"%s\": Meson keeps that "
                           "name for itself",
                           name);
  if (!is_offered(offsetof(TemplateFile, lang), own->lang))
    return g_strdup_printf("expected --lang c, c++ or rust, found \"%s\"",
                           own->lang);
  if (!is_offered(offsetof(TemplateFile, kind), own->kind))
    return g_strdup_printf("expected --kind map, group or fold, found \"%s\"",
                           own->kind);
  return NULL;
}

/* `text` with the names of the new plugin. */
static GString *
rename_all(const char *text, const Names *names)
{
  GString *renamed = g_string_new(text);

  /* The longest first: it holds the second. */
  g_string_replace(renamed, "org.example.my-plugin", names->id, 0);
  g_string_replace(renamed, "my-plugin", names->name, 0);
  g_string_replace(renamed, "my_plugin", names->snake, 0);
  return renamed;
}

static gboolean
write_file(const char *folder, const TemplateFile *file, const Names *names)
{
  g_autofree char *lines = g_strjoinv("", (char **)(uintptr_t)file->lines);
  g_autoptr(GString) relative = rename_all(file->path, names);
  g_autoptr(GString) text = rename_all(lines, names);
  g_autofree char *path = g_build_filename(folder, relative->str, NULL);
  g_autofree char *parent = g_path_get_dirname(path);
  const gboolean script = g_str_has_suffix(path, ".sh");
  FILE *out;
  gboolean good;

  if (g_mkdir_with_parents(parent, 0777) != 0 || !(out = g_fopen(path, "w")))
    return FALSE;
  good = fputs(text->str, out) >= 0;
  good = fclose(out) == 0 && good;
  return good && (!script || g_chmod(path, 0755) == 0);
}

/* Takes away what write_files left; errors do not matter any more. */
static void
remove_folder(const char *folder)
{
  GDir *open = g_dir_open(folder, 0, NULL);
  const char *name;

  while (open && (name = g_dir_read_name(open))) {
    g_autofree char *path = g_build_filename(folder, name, NULL);

    if (g_file_test(path, G_FILE_TEST_IS_DIR)
        && !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
      remove_folder(path);
    else
      g_unlink(path);
  }
  if (open)
    g_dir_close(open);
  g_rmdir(folder);
}

static gboolean
write_files(const char *folder, const Own *own, const Names *names)
{
  const TemplateFile *file;

  for (file = template_files; file->lang; file++)
    if (strcmp(file->lang, own->lang) == 0 && strcmp(file->kind, own->kind) == 0
        && !write_file(folder, file, names))
      return FALSE;
  return TRUE;
}

/* The mode that mkdir would have given; mkdtemp's is for the owner alone. */
static mode_t
usual_mode(void)
{
  const mode_t mask = umask(0);

  umask(mask);
  return ~mask & 0777u;
}

/* E802 about the folder; `error` is an errno. */
static int
tell_failure(const char *name, int error)
{
  fprintf(stderr, "stemma: cannot write the folder \"%s\": %s [E802]\n", name,
          g_strerror(error));
  return STATUS_TROUBLE;
}

static int
make_folder(const Own *own, const Names *names)
{
  g_autofree char *folder = g_strdup_printf("%s.XXXXXX", names->name);

  if (g_file_test(names->name, G_FILE_TEST_EXISTS))
    return tell_failure(names->name, EEXIST);
  if (!g_mkdtemp(folder))
    return tell_failure(names->name, errno);
  if (!write_files(folder, own, names) || g_chmod(folder, usual_mode()) != 0
      || g_rename(folder, names->name) != 0) {
    const int error = errno;

    remove_folder(folder);
    return tell_failure(names->name, error);
  }
  printf("%s/ holds the plugin %s (%s, %s). Its README.md has the next "
         "commands.\n",
         names->name, names->id, own->lang, own->kind);
  return STATUS_DONE;
}

static int
make_plugin(const char *asked, const Own *own)
{
  const char *dot = strrchr(asked, '.');
  const char *name = dot ? dot + 1 : asked;
  g_autofree char *mistake = find_mistake(asked, name, own);
  g_autofree char *id =
      dot ? g_strdup(asked) : g_strdup_printf("org.example.%s", name);
  g_autofree char *snake = g_strdelimit(g_strdup(name), "-", '_');
  const Names names = { id, name, snake };

  if (mistake)
    return command_misused(&command_new, "%s", mistake);
  return make_folder(own, &names);
}

static int
run_new(int argc, char **argv)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  Own own = { NULL, NULL };
  int status;

  if (!command_parse(&command_new, &argc, &argv, &own, shared, &status)) {
    g_free(own.lang);
    g_free(own.kind);
    return status;
  }
  own.lang = own.lang ? own.lang : g_strdup("c");
  own.kind = own.kind ? own.kind : g_strdup("map");
  if (argc < 2 || strcmp(argv[1], "plugin") != 0)
    status = command_misused(&command_new, "expected \"plugin\", found %s%s%s",
                             argc < 2 ? "nothing" : "\"",
                             argc < 2 ? "" : argv[1], argc < 2 ? "" : "\"");
  else if (argc != 3)
    status = command_misused(&command_new, argc < 3 ? "expected a name"
                                                    : "expected one name only");
  else
    status = make_plugin(argv[2], &own);
  g_free(own.lang);
  g_free(own.kind);
  return status;
}

static const GOptionEntry options[] = {
  { "lang", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(Own, lang),
    "the language: c (the default), c++ or rust", "LANG" },
  { "kind", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(Own, kind),
    "what the stage sees: map (a document, the default), group (rows that "
    "share a key) or fold (the corpus)",
    "KIND" },
  { NULL },
};

const Command command_new = {
  .name = "new",
  .summary = "make a folder for a new plugin",
  .usage = "[OPTION]... plugin NAME",
  .details =
      "NAME is the plugin's name, or its id: \"com.yours.tone-marks\" makes "
      "the\n"
      "folder tone-marks with a plugin of that id. What is in it builds, "
      "tests\n"
      "itself, passes \"stemma validate\", and is explained line by line.\n",
  .options = options,
  .run = run_new,
};
