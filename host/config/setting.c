/* SPDX-License-Identifier: Apache-2.0
 *
 * setting.c - places inside a value, variables, lists and paths.
 */
#include "setting.h"
#include <string.h>

Setting *
setting_new(const char *key, const char *raw)
{
  Setting *setting = g_new0(Setting, 1);

  setting->key = g_strdup(key);
  setting->raw = g_strdup(raw);
  setting->value = g_strdup(raw);
  return setting;
}

Setting *
setting_copy(const Setting *setting)
{
  Setting *copy = g_new(Setting, 1);

  *copy = *setting;
  copy->key = g_strdup(setting->key);
  copy->value = g_strdup(setting->value);
  copy->raw = g_strdup(setting->raw);
  copy->joins = setting->joins ? g_array_ref(setting->joins) : NULL;
  return copy;
}

void
setting_free(Setting *setting)
{
  if (!setting)
    return;
  g_free(setting->key);
  g_free(setting->value);
  g_free(setting->raw);
  if (setting->joins)
    g_array_unref(setting->joins);
  g_free(setting);
}

static guint
letters(const char *text, gsize bytes)
{
  return (guint)g_utf8_strlen(text, (gssize)bytes);
}

Place
setting_place(const Setting *setting, gsize offset, gsize length)
{
  Place place = setting->value_place;
  gsize begin = 0;
  guint i;

  if (place.line == 0)
    return place;
  for (i = 0; setting->joins && i < setting->joins->len; i++) {
    const Join *join = &g_array_index(setting->joins, Join, i);

    if (join->offset > offset)
      break;
    begin = join->offset;
    place = join->place;
  }
  place.column += letters(setting->raw + begin, offset - begin);
  place.end_column = place.column + letters(setting->raw + offset, length);
  return place;
}

/* The length of a variable's name at `text`. */
static gsize
name_length(const char *text)
{
  gsize n = 0;

  if (!g_ascii_isdigit(*text))
    while (g_ascii_isalnum(text[n]) || text[n] == '_')
      n++;
  return n;
}

/* What a "${" at `text` stands for; `*end` gets the byte after its "}".
 * NULL: nothing, and `*why` says so. */
static char *
variable_value(const char *text, const char **end, char **why, char **hint)
{
  const char *close = strchr(text, '}');
  const gsize length = name_length(text + 2);
  const char *after = text + 2 + length;
  g_autofree char *name = g_strndup(text + 2, length);
  const char *value = length ? g_getenv(name) : NULL;

  *end = close ? close + 1 : text + strlen(text);
  if (!close) {
    *why = g_strdup_printf("\"%s\" has no closing \"}\"", text);
  } else if (length == 0 || (after != close && strncmp(after, ":-", 2) != 0)) {
    *why = g_strdup_printf("\"%.*s\" does not name a variable",
                           (int)(*end - text), text);
    *hint = g_strdup("write ${NAME} or ${NAME:-default}, and $$ for a $");
  } else if (value && *value && !g_utf8_validate(value, -1, NULL)) {
    *why = g_strdup_printf("the environment variable \"%s\" is not valid UTF-8",
                           name);
  } else if (value && (*value || after == close)) {
    return g_strdup(value);
  } else if (after != close) {
    return g_strndup(after + 2, (gsize)(close - after) - 2);
  } else {
    *why = g_strdup_printf("the environment variable \"%s\" is not set", name);
    *hint = g_strdup_printf("set it, or write ${%s:-default}", name);
  }
  return NULL;
}

static void
tell_variable(const Setting *setting, gsize offset, gsize length,
              const char *why, const char *hint, Diagnostics *all)
{
  Place place = setting_place(setting, offset, length);
  Diagnostic *diagnostic =
      diagnostics_add(all, DIAGNOSTIC_ERROR, "E501", &place, "%s", why);

  if (hint)
    diagnostic_hint(diagnostic, "%s", hint);
}

/* `text` with its variables replaced; mistakes go to `all` when it is there,
 * at the place that they have in `setting`, and make `*broken` TRUE. */
static char *
expand(const Setting *setting, const char *text, Diagnostics *all,
       gboolean *broken)
{
  GString *to = g_string_new(NULL);
  const char *at = text;

  while (*at) {
    g_autofree char *value = NULL, *why = NULL, *hint = NULL;
    const char *end = at + 1;

    if (at[0] != '$' || (at[1] != '$' && at[1] != '{')) {
      g_string_append_c(to, *at);
    } else if (at[1] == '$') {
      g_string_append_c(to, '$');
      end++;
    } else if ((value = variable_value(at, &end, &why, &hint)) != NULL) {
      g_string_append(to, value);
    } else {
      *broken = TRUE;
      if (all)
        tell_variable(setting, (gsize)(at - text), (gsize)(end - at), why, hint,
                      all);
    }
    at = end;
  }
  return g_string_free(to, FALSE);
}

void
setting_expand(Setting *setting, Diagnostics *all)
{
  gboolean broken = FALSE;

  g_free(setting->value);
  setting->value = expand(setting, setting->raw, all, &broken);
}

static void
item_free(gpointer data)
{
  Item *item = data;

  g_free(item->text);
  g_free(item);
}

static void
add_item(GPtrArray *items, const Setting *setting, gsize begin, gsize end,
         Diagnostics *all)
{
  const char *raw = setting->raw;
  g_autofree char *text = NULL;
  g_auto(GStrv) parts = NULL;
  g_autofree char *unescaped = NULL;
  Item *item;

  while (begin < end && g_ascii_isspace(raw[begin]))
    begin++;
  while (end > begin && g_ascii_isspace(raw[end - 1]))
    end--;
  if (begin == end) {
    Place place = setting_place(setting, begin, 0);

    diagnostics_add(all, DIAGNOSTIC_ERROR, "E108", &place,
                    "\"%s\" has an empty item", setting->key);
    return;
  }
  text = g_strndup(raw + begin, end - begin);
  parts = g_strsplit(text, "\\,", -1);
  unescaped = g_strjoinv(",", parts);
  item = g_new0(Item, 1);
  item->text = expand(setting, unescaped, NULL, &item->broken);
  item->place = setting_place(setting, begin, end - begin);
  g_ptr_array_add(items, item);
}

GPtrArray *
setting_items(const Setting *setting, Diagnostics *all)
{
  GPtrArray *items = g_ptr_array_new_with_free_func(item_free);
  const char *raw = setting->raw;
  gsize begin = 0, at;

  if (!*raw)
    return items;
  for (at = 0; raw[at]; at++) {
    if (raw[at] == '\\' && raw[at + 1] == ',') {
      at++;
    } else if (raw[at] == ',') {
      add_item(items, setting, begin, at, all);
      begin = at + 1;
    }
  }
  add_item(items, setting, begin, at, all);
  return items;
}

char *
setting_resolve(const Setting *setting, const char *path)
{
  const Place *place = &setting->value_place;
  g_autofree char *folder = NULL;

  if (g_path_is_absolute(path) || place->on_command_line || !place->file)
    return g_strdup(path);
  folder = g_path_get_dirname(place->file);
  if (strcmp(folder, ".") == 0)
    return g_strdup(path);
  return g_build_filename(folder, path, NULL);
}
