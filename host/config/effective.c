/* SPDX-License-Identifier: Apache-2.0
 *
 * effective.c - includes first, then the file, then the command line.
 */
#include "effective.h"
#include <stdlib.h>
#include <string.h>

enum {
  DEEPEST = 8,   /* includes within includes */
  INCLUDES = 100 /* in all, as each may name many */
};

/* A file being read, and the setting that named it. */
typedef struct Frame {
  const struct Frame *outer; /* NULL: the main file */
  const char *path;
  char *real;         /* to tell a loop, whatever the spelling */
  const Place *place; /* in `outer` */
} Frame;

typedef struct {
  Ini *merged;
  Diagnostics *all;
  guint includes;
} Merge;

static void read_includes(Merge *merge, const Ini *ini, const Frame *frame);

static void
merge_section(Merge *merge, const IniSection *from, gboolean included)
{
  IniSection *to = ini_section(merge->merged, from->name);
  guint i;

  if (!to) {
    to = ini_add_section(merge->merged, from->name, &from->place);
    to->included = included;
  } else if (!included) {
    to->place = from->place;
    to->included = FALSE;
  }
  for (i = 0; i < from->settings->len; i++)
    ini_set(to, setting_copy(from->settings->pdata[i]));
}

static void
merge_file(Merge *merge, const Ini *ini, const Frame *frame)
{
  guint i;

  read_includes(merge, ini, frame);
  for (i = 0; i < ini->sections->len; i++)
    merge_section(merge, ini->sections->pdata[i], frame->outer != NULL);
}

/* "a.ini:2, base.ini:1": the includes that led here, outermost first. */
static void
append_chain(GString *to, const Frame *frame)
{
  if (frame->outer) {
    append_chain(to, frame->outer);
    g_string_append_printf(to, "%s:%u, ", frame->place->file,
                           frame->place->line);
  }
}

static gboolean
is_loop(Merge *merge, const Frame *frame, const char *written)
{
  const Frame *at;

  for (at = frame->outer; at; at = at->outer) {
    g_autoptr(GString) chain = NULL;

    if (g_strcmp0(at->real, frame->real) != 0)
      continue;
    chain = g_string_new(NULL);
    append_chain(chain, frame);
    g_string_truncate(chain, chain->len - 2);
    diagnostics_add(merge->all, DIAGNOSTIC_ERROR, "E503", frame->place,
                    "%s includes itself: %s", written, chain->str);
    return TRUE;
  }
  return FALSE;
}

static gboolean
is_too_deep(Merge *merge, const Frame *frame)
{
  const Frame *at;
  guint depth = 0;

  for (at = frame; at->outer; at = at->outer)
    depth++;
  if (depth <= DEEPEST && merge->includes < INCLUDES)
    return FALSE;
  if (depth > DEEPEST)
    diagnostics_add(merge->all, DIAGNOSTIC_ERROR, "E505", frame->place,
                    "includes are more than %d deep", DEEPEST);
  else if (merge->includes++ == INCLUDES)
    diagnostics_add(merge->all, DIAGNOSTIC_ERROR, "E505", frame->place,
                    "more than %d files are included", INCLUDES);
  return TRUE;
}

static void
read_include(Merge *merge, const char *written, const char *path,
             const Place *place, const Frame *outer)
{
  g_autofree char *real = realpath(path, NULL);
  const Frame frame = { outer, path, real, place };
  g_autoptr(GError) error = NULL;
  g_autoptr(Ini) ini = NULL;

  if (is_too_deep(merge, &frame) || (real && is_loop(merge, &frame, written)))
    return;
  merge->includes++;
  ini = ini_read(path, merge->all, &error);
  if (ini)
    merge_file(merge, ini, &frame);
  else
    diagnostic_hint(diagnostics_add(merge->all, DIAGNOSTIC_ERROR, "E502", place,
                                    "cannot read \"%s\": %s", written,
                                    error->message),
                    "looked for %s", path);
}

static void
read_includes(Merge *merge, const Ini *ini, const Frame *frame)
{
  Setting *include = ini_setting(ini_section(ini, "pipeline"), "include");
  g_autoptr(GPtrArray) items = NULL;
  guint i;

  if (!include)
    return;
  setting_expand(include, merge->all);
  items = setting_items(include, merge->all);
  for (i = 0; i < items->len; i++) {
    const Item *item = items->pdata[i];
    g_autofree char *path = setting_resolve(include, item->text);

    read_include(merge, item->text, path, &item->place, frame);
  }
}

static gboolean
refuse_override(Merge *merge, const Place *place, const char *what)
{
  diagnostics_add(merge->all, DIAGNOSTIC_ERROR, "E801", place, "%s", what);
  return FALSE;
}

/* Splits "SECTION.KEY=VALUE" at the first dot and the first "=". */
static gboolean
split_override(Merge *merge, const Override *override, const Place *place,
               char **section, Setting **setting)
{
  const char *text = override->text;
  const char *dot = strchr(text, '.');
  const char *equals = strchr(text, '=');
  g_autofree char *key = NULL, *value = NULL;

  if (!g_utf8_validate(text, -1, NULL))
    return refuse_override(merge, place, "the argument is not valid UTF-8");
  if (!dot || !equals || dot > equals)
    return refuse_override(merge, place, "expected SECTION.KEY=VALUE");
  *section = g_strndup(text, (gsize)(dot - text));
  g_strstrip(*section);
  key = g_strstrip(g_strndup(dot + 1, (gsize)(equals - dot) - 1));
  value = g_strstrip(g_strdup(equals + 1));
  if (strcmp(*section, "pipeline") == 0 && strcmp(key, "include") == 0)
    return refuse_override(merge, place, "only a file can include");
  *setting = setting_new(key, value);
  (*setting)->key_place = (*setting)->value_place = *place;
  return ini_check_name(*section, "section name", place, merge->all)
         && ini_check_key(key, place, merge->all);
}

static void
merge_override(Merge *merge, const Override *override)
{
  const Place place = { .file = place_text(override->shown),
                        .on_command_line = TRUE };
  g_autofree char *name = NULL;
  g_autoptr(Setting) setting = NULL;
  IniSection *section;

  if (!split_override(merge, override, &place, &name, &setting))
    return;
  section = ini_section(merge->merged, name);
  if (!section)
    section = ini_add_section(merge->merged, name, &place);
  section->included = FALSE;
  ini_set(section, g_steal_pointer(&setting));
}

static void
expand_all(Merge *merge)
{
  guint i, j;

  for (i = 0; i < merge->merged->sections->len; i++) {
    IniSection *section = merge->merged->sections->pdata[i];

    for (j = 0; j < section->settings->len; j++) {
      Setting *setting = section->settings->pdata[j];

      /* Includes were expanded, and told, when they were read. */
      if (strcmp(setting->key, "include") != 0
          || strcmp(section->name, "pipeline") != 0)
        setting_expand(setting, merge->all);
    }
  }
}

static Ini *
read_default(Diagnostics *all)
{
  g_autofree char *text =
      g_strjoinv("", (char **)(gpointer)(guintptr)default_pipeline);

  return ini_parse("default.ini (built in)", text, strlen(text), all);
}

static Ini *
read_main(const char *path, Diagnostics *all)
{
  const Place place = { .file = place_text(path) };
  g_autoptr(GError) error = NULL;
  Ini *ini = NULL;

  if (!path)
    return read_default(all);
  ini = ini_read(path, all, &error);
  if (!ini)
    diagnostics_add(all, DIAGNOSTIC_ERROR, "E502", &place, "cannot read: %s",
                    error->message);
  return ini;
}

Ini *
effective_read(const char *path, const Overrides *overrides, Diagnostics *all)
{
  g_autoptr(Ini) ini = read_main(path, all);
  g_autofree char *real = path ? realpath(path, NULL) : NULL;
  const Frame frame = { NULL, path, real, NULL };
  Merge merge = { .all = all };
  guint i;

  if (!ini)
    return NULL;
  merge.merged = ini_new(ini->path);
  merge_file(&merge, ini, &frame);
  for (i = 0; overrides && i < overrides->settings->len; i++)
    merge_override(&merge, overrides->settings->pdata[i]);
  expand_all(&merge);
  return merge.merged;
}
