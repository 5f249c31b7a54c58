/* SPDX-License-Identifier: Apache-2.0
 *
 * config.c - `stemma config`: every value that is in force and what set it,
 * one a line, in the form that -o takes.
 */
#include "../config/effective.h"
#include "../config/escape.h"
#include "../output/report.h"
#include "session.h"
#include <string.h>

typedef struct {
  GString *origin;
  GString *text;
} Line;

static void
line_free(gpointer data)
{
  Line *line = data;

  g_string_free(line->origin, TRUE);
  g_string_free(line->text, TRUE);
  g_free(line);
}

/* "full.ini:4", "-o a.b=c" or "default". */
static void
append_origin(GString *to, const Place *place)
{
  if (!place || (place->line == 0 && !place->on_command_line)) {
    g_string_append(to, "default");
    return;
  }
  escape_append(to, place->file, 60);
  if (place->line)
    g_string_append_printf(to, ":%u", place->line);
}

static void
add_line(GPtrArray *lines, const char *section, const char *key,
         const char *value, const Place *place)
{
  Line *line = g_new(Line, 1);

  line->origin = g_string_new(NULL);
  line->text = g_string_new(NULL);
  append_origin(line->origin, place);
  g_string_append_printf(line->text, "%s.%s=", section, key);
  escape_append(line->text, value, 0);
  g_ptr_array_add(lines, line);
}

static void
add_settings(GPtrArray *lines, const char *name, const GPtrArray *settings)
{
  guint i;

  for (i = 0; i < settings->len; i++) {
    const Setting *setting = settings->pdata[i];

    add_line(lines, name, setting->key, setting->value, &setting->value_place);
  }
}

/* What was written, then the defaults of what was not. */
static void
add_pipeline(GPtrArray *lines, const IniSection *section)
{
  const PipelineKey *key;
  guint i;

  if (section)
    add_settings(lines, section->name, section->settings);
  for (i = 0; (key = pipeline_key(i)) != NULL; i++)
    if (key->fallback && !ini_setting(section, key->name))
      add_line(lines, "pipeline", key->name, key->fallback, NULL);
}

/* The host's keys as written, and every option of the plugin. */
static void
add_stage(GPtrArray *lines, const RunStage *stage, const IniSection *section)
{
  guint i, j;

  for (i = 0; section && i < section->settings->len; i++) {
    const Setting *setting = section->settings->pdata[i];

    for (j = 0; j < stage->options->len; j++)
      if (strcmp(((const Setting *)stage->options->pdata[j])->key, setting->key)
          == 0)
        break;
    if (j == stage->options->len)
      add_line(lines, stage->name, setting->key, setting->value,
               &setting->value_place);
  }
  add_settings(lines, stage->name, stage->options);
}

static void
print_lines(const GPtrArray *lines)
{
  enum { WIDEST = 40 };
  gsize width = 0;
  guint i;

  for (i = 0; i < lines->len; i++)
    width = MAX(width, ((const Line *)lines->pdata[i])->origin->len);
  width = MIN(width, WIDEST);
  for (i = 0; i < lines->len; i++) {
    const Line *line = lines->pdata[i];

    printf("%-*s  %s\n", (int)width, line->origin->str, line->text->str);
  }
}

static void
print_session(const Session *session, const Overrides *overrides)
{
  g_autoptr(Diagnostics) told = diagnostics_new();
  g_autoptr(Ini) merged =
      effective_read(session->pipeline->path, overrides, told);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(line_free);
  const IniSection *limits;
  guint i;

  if (!merged)
    return;
  add_pipeline(lines, ini_section(merged, "pipeline"));
  for (i = 0; i < session->plan->stages->len; i++) {
    const RunStage *stage = session->plan->stages->pdata[i];

    add_stage(lines, stage, ini_section(merged, stage->name));
  }
  limits = ini_section(merged, "fail-if");
  if (limits)
    add_settings(lines, "fail-if", limits->settings);
  print_lines(lines);
}

static int
run_config(int argc, char **argv)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  g_autoptr(Session) session = NULL;
  int status;

  if (!command_parse(&command_config, &argc, &argv, NULL, shared, &status))
    return status;
  if (argc > 2)
    return command_misused(&command_config, "unexpected argument \"%s\"",
                           argv[2]);
  session = session_new(shared, argv + 1, 0);
  if (!session)
    return STATUS_TROUBLE;
  print_session(session, shared->overrides);
  return STATUS_DONE;
}

const Command command_config = {
  .name = "config",
  .summary = "print every value that is in force, and what set it",
  .usage = "[OPTION]... [FILE.ini]",
  .details = "A line has the file and line that set a value, the option of the "
             "command line,\nor \"default\"; then SECTION.KEY=VALUE, as -o "
             "takes it.\n",
  .shared = SHARE_PIPELINE | SHARE_MESSAGES,
  .run = run_config,
};
