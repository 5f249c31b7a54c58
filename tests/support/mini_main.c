/* SPDX-License-Identifier: Apache-2.0
 *
 * mini_main.c - mini PLUGIN.so... INPUT.jsonl: runs the map stages of the
 * plugins, in order, over the documents, and prints a document line for each.
 */
#include "mini.h"

#include <dlfcn.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

static void
load(Mini *mini, const char *path)
{
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  const stemma_module *(*entry)(void);

  if (!handle)
    g_error("%s", dlerror());
  *(void **)&entry = dlsym(handle, "stemma_module_v1");
  if (!entry)
    g_error("%s: no stemma_module_v1", path);
  mini_add(mini, entry(), NULL);
}

static void
print_document(const Mini *mini, const char *id, const char *text)
{
  g_autoptr(GPtrArray) layers = mini_layers(mini);
  g_autoptr(GString) line = g_string_new("{\"type\":\"document\",\"id\":\"");
  gboolean first = TRUE;

  g_string_append_printf(line, "%s\",\"layers\":{", id);
  for (guint i = 0; i < layers->len; i++) {
    const char *name = layers->pdata[i];
    if (strcmp(name, "token") == 0 || strcmp(name, "sentence") == 0)
      continue;
    g_string_append_printf(line, "%s\"%s\":", first ? "" : ",", name);
    first = FALSE;
    mini_print_table(mini_table(mini, name), text, line);
  }
  g_string_append(line, "}}");
  puts(line->str);
}

static void
give_targets(Mini *mini, JsonObject *object)
{
  JsonArray *targets = json_object_has_member(object, "targets")
                           ? json_object_get_array_member(object, "targets")
                           : NULL;
  guint count = targets ? json_array_get_length(targets) : 0;
  g_autofree stemma_target *rows = g_new0(stemma_target, count + 1);

  for (guint i = 0; i < count; i++) {
    JsonObject *one = json_array_get_object_element(targets, i);
    rows[i].row.begin = (uint32_t)json_object_get_int_member(one, "begin");
    rows[i].row.end = (uint32_t)json_object_get_int_member(one, "end");
  }
  mini_give(mini, &stemma_target_layer,
            (stemma_list){ rows, count, sizeof *rows }, NULL, 0);
}

static void
run_line(Mini *mini, const char *line)
{
  g_autoptr(JsonParser) parser = json_parser_new();
  g_autoptr(GError) error = NULL;
  stemma_error failure = { .size = sizeof failure };
  JsonObject *object;
  const char *id, *text;

  if (!json_parser_load_from_data(parser, line, -1, &error))
    g_error("%s", error->message);
  object = json_node_get_object(json_parser_get_root(parser));
  id = json_object_get_string_member(object, "id");
  text = json_object_get_string_member(object, "text");
  give_targets(mini, object);
  if (mini_run(mini, id, text, strlen(text), &failure) != STEMMA_OK)
    g_error("%s: %s", id, failure.message);
  print_document(mini, id, text);
}

int
main(int argc, char **argv)
{
  g_autoptr(Mini) mini = mini_new();
  g_autoptr(GError) error = NULL;
  g_autofree char *bytes = NULL;
  g_auto(GStrv) lines = NULL;

  if (argc < 3)
    g_error("usage: mini PLUGIN.so... INPUT.jsonl");
  mini_give(mini, &stemma_target_layer, (stemma_list){ NULL, 0, 0 }, NULL, 0);
  for (int i = 1; i < argc - 1; i++)
    load(mini, argv[i]);
  if (!g_file_get_contents(argv[argc - 1], &bytes, NULL, &error))
    g_error("%s", error->message);
  lines = g_strsplit(bytes, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (lines[i][0])
      run_line(mini, lines[i]);
  return 0;
}
