/* SPDX-License-Identifier: Apache-2.0
 *
 * glob.c - patterns and the walk over folders.
 */
#include "glob.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* Deeper than any path that open() takes can be. */
#define DEEPEST 2048u

gboolean
glob_has_signs(const char *pattern)
{
  return strpbrk(pattern, "*?[") != NULL;
}

static const char *
next_character(const char *at)
{
  do
    at++;
  while (((guchar)*at & 0xC0) == 0x80);
  return at;
}

static gunichar
character_at(const char *at)
{
  gunichar character = g_utf8_get_char_validated(at, -1);

  return character < 0x110000 ? character : (guchar)*at;
}

/* The end of the class that begins at `at` (on its bracket), or NULL where
 * there is none: then the bracket stands for itself. */
static const char *
class_end(const char *at)
{
  at++;
  if (*at == '!' || *at == '^')
    at++;
  if (*at == ']')
    at++;
  while (*at && *at != ']')
    at++;
  return *at ? at : NULL;
}

static gboolean
class_has(const char *at, const char *end, gunichar character)
{
  gboolean negated = at[1] == '!' || at[1] == '^', hit = FALSE;

  at += negated ? 2 : 1;
  while (at < end) {
    gunichar low = character_at(at), high = low;

    at = next_character(at);
    if (*at == '-' && at + 1 < end) {
      high = character_at(at + 1);
      at = next_character(at + 1);
    }
    hit = hit || (low <= character && character <= high);
  }
  return hit != negated;
}

/* Matches one character of `name` by what stands at `*pattern`, and moves past
 * both. */
static gboolean
match_one(const char **pattern, const char **name)
{
  const char *end = **pattern == '[' ? class_end(*pattern) : NULL;
  gboolean hit;

  if (**name == '\0')
    return FALSE;
  if (end) {
    hit = class_has(*pattern, end, character_at(*name));
    *pattern = end + 1;
    *name = next_character(*name);
    return hit;
  }
  if (**pattern == '?') {
    (*pattern)++;
    *name = next_character(*name);
    return TRUE;
  }
  hit = **pattern == **name;
  (*pattern)++;
  (*name)++;
  return hit;
}

gboolean
glob_match(const char *pattern, const char *name)
{
  const char *star = NULL, *retry = NULL;

  if (*name == '.' && *pattern != '.')
    return FALSE;
  /* Going back to the last star alone is enough, and never exponential. */
  while (*name || *pattern) {
    if (*pattern == '*') {
      star = ++pattern;
      retry = name;
      continue;
    }
    if (*pattern && match_one(&pattern, &name))
      continue;
    if (!star || *retry == '\0')
      return FALSE;
    retry = next_character(retry);
    pattern = star;
    name = retry;
  }
  return TRUE;
}

static int
compare_entries(const void *first, const void *second)
{
  return strcmp(*(char *const *)first, *(char *const *)second);
}

/* The names in `folder`, sorted by bytes; NULL: it cannot be read. */
static GPtrArray *
list_folder(const char *folder, const GlobVisitor *visitor)
{
  DIR *open = opendir(*folder ? folder : ".");
  GPtrArray *names;
  struct dirent *entry;

  if (!open) {
    if (errno != ENOENT && errno != ENOTDIR && visitor->unreadable)
      visitor->unreadable(visitor->data, folder, errno);
    return NULL;
  }
  names = g_ptr_array_new_with_free_func(g_free);
  while ((entry = readdir(open)))
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      g_ptr_array_add(names, g_strdup(entry->d_name));
  closedir(open);
  g_ptr_array_sort(names, compare_entries);
  return names;
}

static char *
join(const char *folder, const char *name)
{
  if (!*folder)
    return g_strdup(name);
  return g_strconcat(folder, g_str_has_suffix(folder, "/") ? "" : "/", name,
                     NULL);
}

/* A real folder, not a link to one. */
static gboolean
is_folder(const char *path)
{
  struct stat status;

  return lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* A pattern's parts, ended by NULL, below one folder. */
typedef struct {
  const GlobVisitor *visitor;
  char **parts;
} Walk;

static void walk(const Walk *walk, const char *folder, guint part, guint depth);

static void
walk_matches(const Walk *this, const char *folder, guint part, guint depth)
{
  g_autoptr(GPtrArray) names = list_folder(folder, this->visitor);

  for (guint i = 0; names && i < names->len; i++)
    if (glob_match(this->parts[part], names->pdata[i])) {
      g_autofree char *path = join(folder, names->pdata[i]);

      walk(this, path, part + 1, depth + 1);
    }
}

/* "**": the rest of the pattern here, then in every folder below. */
static void
walk_deep(const Walk *this, const char *folder, guint part, guint depth)
{
  g_autoptr(GPtrArray) names = NULL;

  walk(this, folder, part + 1, depth + 1);
  names = list_folder(folder, this->visitor);
  for (guint i = 0; names && i < names->len; i++) {
    const char *name = names->pdata[i];
    g_autofree char *path = join(folder, name);

    if (*name != '.' && is_folder(path))
      walk(this, path, part, depth + 1);
  }
}

static void
walk(const Walk *this, const char *folder, guint part, guint depth)
{
  const char *pattern = this->parts[part];
  struct stat status;

  if (depth > DEEPEST)
    return;
  if (!pattern) {
    if (*folder && stat(folder, &status) == 0)
      this->visitor->found(this->visitor->data, folder);
  } else if (strcmp(pattern, "**") == 0) {
    walk_deep(this, folder, part, depth);
  } else if (glob_has_signs(pattern)) {
    walk_matches(this, folder, part, depth);
  } else {
    g_autofree char *path = join(folder, pattern);

    walk(this, path, part + 1, depth + 1);
  }
}

void
glob_walk(const char *pattern, const GlobVisitor *visitor)
{
  const char *root = *pattern == '/' ? "/" : "";
  g_auto(GStrv) parts = NULL;
  Walk this = { visitor, NULL };

  while (*pattern == '/')
    pattern++;
  parts = this.parts = g_strsplit(pattern, "/", -1);
  walk(&this, root, 0, 0);
}

static gboolean
matches_any(const char *const *patterns, const char *name)
{
  for (; *patterns; patterns++)
    if (glob_match(*patterns, name))
      return TRUE;
  return FALSE;
}

static void
folder_walk(const char *folder, const char *const *patterns,
            const GlobVisitor *visitor, guint depth)
{
  g_autoptr(GPtrArray) names = list_folder(folder, visitor);

  for (guint i = 0; names && depth < DEEPEST && i < names->len; i++) {
    const char *name = names->pdata[i];
    g_autofree char *path = join(folder, name);

    if (*name == '.')
      continue;
    if (is_folder(path))
      folder_walk(path, patterns, visitor, depth + 1);
    else if (matches_any(patterns, name))
      visitor->found(visitor->data, path);
  }
}

void
glob_folder(const char *folder, const char *const *patterns,
            const GlobVisitor *visitor)
{
  folder_walk(folder, patterns, visitor, 0);
}
