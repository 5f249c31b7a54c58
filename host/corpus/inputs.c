/* SPDX-License-Identifier: Apache-2.0
 *
 * inputs.c - patterns to files, and the ids of text files.
 */
#include "inputs.h"

#include "glob.h"
#include "unpack.h"
#include <string.h>
#include <sys/stat.h>

static const char *const folder_files[] = {
  "*.txt",       "*.txt.gz",   "*.txt.zst",   "*.jsonl",      "*.jsonl.gz",
  "*.jsonl.zst", "*.ndjson",   "*.ndjson.gz", "*.ndjson.zst", "*.html",
  "*.html.gz",   "*.html.zst", "*.htm",       "*.xhtml",      NULL
};
static const char *const line_files[] = { "*.jsonl", "*.ndjson", "*.json",
                                          NULL };
static const char *const page_files[] = { "*.html", "*.htm", "*.xhtml", NULL };

/* What a walk adds to. */
typedef struct {
  GArray *inputs;
  GHashTable *seen; /* names, canonical */
  InputFormat format;
  Diagnostics *all;
  const Place *place;
  guint matches; /* of this pattern, those seen before too */
  gboolean told; /* what of this pattern cannot be read */
} Expansion;

static void
input_clear(void *data)
{
  Input *input = data;

  g_ref_string_release(input->name);
  g_ref_string_release(input->path);
  g_free(input->id);
}

static gboolean
name_matches(const char *path, const char *const *patterns)
{
  const char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;

  while (*name == '.')
    name++;
  for (; *patterns; patterns++)
    if (glob_match(*patterns, name))
      return TRUE;
  return FALSE;
}

/* A name that ends in .jsonl or the like, else text; a pipe's first byte
 * tells. */
static InputFormat
format_of(const Expansion *expansion, const char *path, gboolean regular)
{
  g_autofree char *name = NULL;

  if (expansion->format != INPUT_AUTO)
    return expansion->format;
  if (!regular)
    return INPUT_AUTO;
  name = g_strndup(path, unpack_stem(path));
  if (name_matches(name, line_files))
    return INPUT_JSONL;
  return name_matches(name, page_files) ? INPUT_HTML : INPUT_TEXT;
}

/* The same file under two spellings ("a.txt", "./a.txt") is one input. */
static gboolean
is_new(Expansion *expansion, const char *path)
{
  return g_hash_table_add(expansion->seen,
                          strcmp(path, "-") == 0
                              ? g_strdup(path)
                              : g_canonicalize_filename(path, NULL));
}

static void
add_file(Expansion *expansion, const char *path, const struct stat *status)
{
  g_autofree char *display = g_filename_display_name(path);
  gboolean regular = status && S_ISREG(status->st_mode);
  Input input = { 0 };

  expansion->matches++;
  if (!is_new(expansion, path))
    return;
  input.name = g_ref_string_new(path);
  input.path = g_ref_string_new(display);
  input.regular = regular;
  if (regular) {
    input.size = (guint64)status->st_size;
    input.device = status->st_dev;
    input.file = status->st_ino;
  }
  input.packed = unpack_stem(path) < strlen(path);
  input.format = format_of(expansion, path, regular);
  g_array_append_val(expansion->inputs, input);
}

static void
unreadable(void *data, const char *path, int error)
{
  Expansion *expansion = data;
  g_autofree char *display = g_filename_display_name(path);

  expansion->told = TRUE;
  diagnostics_add(expansion->all, DIAGNOSTIC_ERROR, "E602", expansion->place,
                  "%s: cannot read: %s", display, g_strerror(error));
}

/* A file below a folder that was named. */
static void
found_file(void *data, const char *path)
{
  struct stat status;

  if (stat(path, &status) == 0 && !S_ISDIR(status.st_mode))
    add_file(data, path, &status);
}

/* A file or a folder that was named or that a glob found. */
static void
found(void *data, const char *path)
{
  GlobVisitor visitor = { found_file, unreadable, data };
  struct stat status;

  if (stat(path, &status) != 0)
    return;
  if (S_ISDIR(status.st_mode))
    glob_folder(path, folder_files, &visitor);
  else
    add_file(data, path, &status);
}

/* "./a.txt" is "a.txt" for people and for ids. */
static const char *
without_dot(const char *path)
{
  while (path[0] == '.' && path[1] == '/' && path[2]) {
    path += 2;
    while (*path == '/' && path[1])
      path++;
  }
  return path;
}

static char *
resolve(const Setting *pattern)
{
  const char *value = without_dot(pattern->value);
  g_autofree char *folder = NULL;

  if (pattern->value_place.on_command_line || !pattern->value_place.file
      || g_path_is_absolute(value))
    return g_strdup(value);
  folder = g_path_get_dirname(pattern->value_place.file);
  if (strcmp(folder, ".") == 0)
    return g_strdup(value);
  return g_strconcat(folder, g_str_has_suffix(folder, "/") ? "" : "/", value,
                     NULL);
}

static void
report_nothing(Expansion *expansion, const Setting *pattern, const char *path)
{
  Diagnostic *diagnostic;
  struct stat status;

  if (stat(path, &status) == 0) {
    diagnostic = diagnostics_add(
        expansion->all, DIAGNOSTIC_ERROR, "E601", expansion->place,
        "the folder \"%s\" has no .txt, .jsonl or .html file", pattern->value);
    diagnostic_hint(diagnostic, "name other files with a glob: \"%s/*.text\"",
                    pattern->value);
    return;
  }
  diagnostic = diagnostics_add(expansion->all, DIAGNOSTIC_ERROR, "E601",
                               expansion->place, "\"%s\" matches no file",
                               pattern->value);
  if (strcmp(path, pattern->value) != 0)
    diagnostic_hint(diagnostic, "looked for %s", path);
}

static void
expand(Expansion *expansion, const Setting *pattern)
{
  GlobVisitor visitor = { found, unreadable, expansion };
  g_autofree char *path = NULL;
  struct stat status;

  expansion->matches = 0;
  expansion->told = FALSE;
  expansion->place = pattern->value_place.file ? &pattern->value_place : NULL;
  if (strcmp(pattern->value, "-") == 0) {
    add_file(expansion, "-", NULL);
    return;
  }
  path = resolve(pattern);
  if (stat(path, &status) == 0)
    found(expansion, path);
  else if (glob_has_signs(path))
    glob_walk(path, &visitor);
  else if (errno != ENOENT && errno != ENOTDIR)
    unreadable(expansion, path, errno);
  if (expansion->matches == 0 && !expansion->told)
    report_nothing(expansion, pattern, path);
}

/* The last `parts` parts of a path beyond its name, the name without its
 * extension: parts 1 of "a/b/c.txt" and of "a/b/c.txt.gz" is "b/c". */
static char *
id_of(const char *whole, guint parts, gboolean extension)
{
  g_autofree char *path =
      g_strndup(whole, extension ? strlen(whole) : unpack_stem(whole));
  const char *start = path + strlen(path), *slash, *dot;

  for (guint i = 0; i <= parts && start > path; i++) {
    start--;
    while (start > path && start[-1] != '/')
      start--;
  }
  slash = strrchr(start, '/');
  slash = slash ? slash + 1 : start;
  dot = strrchr(slash, '.');
  if (extension || !dot || dot == slash)
    return g_strdup(start);
  return g_strndup(start, (gsize)(dot - start));
}

/* Gives the inputs of one group, which share a name, ids of `parts` parts;
 * FALSE when two are equal. */
static gboolean
try_ids(GArray *inputs, const GArray *group, guint parts, gboolean extension)
{
  g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
  gboolean distinct = TRUE;

  for (guint i = 0; i < group->len; i++) {
    Input *input =
        &g_array_index(inputs, Input, g_array_index(group, guint, i));

    g_free(input->id);
    input->id = id_of(input->path, parts, extension);
    distinct = g_hash_table_add(taken, input->id) && distinct;
  }
  return distinct;
}

static guint
longest_path(const GArray *inputs, const GArray *group)
{
  guint longest = 0;

  for (guint i = 0; i < group->len; i++) {
    const char *path =
        g_array_index(inputs, Input, g_array_index(group, guint, i)).path;
    guint parts = 0;

    for (; *path; path++)
      parts += *path == '/';
    longest = MAX(longest, parts);
  }
  return longest;
}

static void
name_group(GArray *inputs, const GArray *group)
{
  guint longest = longest_path(inputs, group);

  for (guint parts = 0; parts <= longest; parts++)
    if (try_ids(inputs, group, parts, FALSE))
      return;
  /* Only the extensions differ: they stay. */
  for (guint parts = 0; parts <= longest; parts++)
    if (try_ids(inputs, group, parts, TRUE))
      return;
}

/* A text file's id is its name without extension; where several are equal, as
 * many folders stand before each as tell them apart. */
static void
name_texts(GArray *inputs)
{
  g_autoptr(GHashTable) groups = g_hash_table_new_full(
      g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  GHashTableIter iter;
  void *group;

  for (guint i = 0; i < inputs->len; i++) {
    Input *input = &g_array_index(inputs, Input, i);
    char *name;

    if (input->format == INPUT_JSONL)
      continue;
    name = strcmp(input->name, "-") == 0 ? g_strdup("stdin")
                                         : id_of(input->path, 0, FALSE);
    if (!(group = g_hash_table_lookup(groups, name))) {
      group = g_array_new(FALSE, FALSE, sizeof(guint));
      g_hash_table_insert(groups, g_strdup(name), group);
    }
    g_array_append_val((GArray *)group, i);
    input->id = name;
  }
  g_hash_table_iter_init(&iter, groups);
  while (g_hash_table_iter_next(&iter, NULL, &group))
    if (((GArray *)group)->len > 1)
      name_group(inputs, group);
}

GArray *
inputs_expand(const GPtrArray *patterns, InputFormat format, Diagnostics *all)
{
  Expansion expansion = { 0 };

  expansion.inputs = g_array_new(FALSE, TRUE, sizeof(Input));
  g_array_set_clear_func(expansion.inputs, input_clear);
  expansion.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  expansion.format = format;
  expansion.all = all;
  for (guint i = 0; i < patterns->len; i++)
    expand(&expansion, patterns->pdata[i]);
  g_hash_table_unref(expansion.seen);
  name_texts(expansion.inputs);
  return expansion.inputs;
}
