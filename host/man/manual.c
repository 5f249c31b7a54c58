/* SPDX-License-Identifier: Apache-2.0
 *
 * manual.c - a page of the manual as scdoc's source, made of the commands' own
 * tables:  stemma-manual [COMMAND]
 *
 * A program of the build; nothing of it is installed but what scdoc makes.
 */
#include "../command/completion.h"
#include "../command/options.h"
#include <stdio.h>
#include <string.h>

/* scdoc's signs lose their meaning behind a backslash. */
static void
append_text(GString *to, const char *text)
{
  for (; *text; text++) {
    if (strchr("\\*_`#~[]<>.-|+", *text))
      g_string_append_c(to, '\\');
    g_string_append_c(to, *text);
  }
}

/* Paragraphs of --help; indented lines stay as they are. */
static void
append_details(GString *to, const char *details)
{
  g_auto(GStrv) lines = g_strsplit(details, "\n", -1);
  gboolean literal = FALSE;

  for (guint i = 0; lines[i]; i++) {
    const gboolean indented = g_str_has_prefix(lines[i], "  ");

    if (indented != literal && (indented || *lines[i])) {
      g_string_append(to, "```\n");
      literal = indented;
    }
    if (literal)
      g_string_append(to, lines[i]);
    else
      append_text(to, lines[i]);
    g_string_append_c(to, '\n');
  }
  if (literal)
    g_string_append(to, "```\n");
}

static void
append_head(GString *to, const char *name, const char *summary)
{
  g_string_append_printf(to, "%s(1)\n\n# NAME\n\n%s - ", name, name);
  append_text(to, summary);
  g_string_append(to, "\n\n");
}

static void
append_option(GString *to, const GOptionEntry *option)
{
  if (option->short_name)
    g_string_append_printf(to, "*-%c*, ", option->short_name);
  g_string_append_printf(to, "*--%s*", option->long_name);
  if (option->arg_description) {
    g_string_append(to, "=");
    append_text(to, option->arg_description);
  }
  g_string_append(to, "\n\t");
  append_text(to, option->description);
  g_string_append(to, "\n\n");
}

static const char status_text[] =
    "# EXIT STATUS\n\n"
    "*0*\n\tAll was done, and no limit was reached.\n\n"
    "*1*\n\tA limit of [fail\\-if] was reached, or a check failed.\n\n"
    "*2*\n\tAnything else went wrong; what and where stands on standard "
    "error.\n\n";

static void
append_command(GString *to, const Command *command)
{
  g_autofree char *name = g_strconcat("stemma-", command->name, NULL);
  g_autofree GOptionEntry *options = completion_options(command);

  append_head(to, name, command->summary);
  g_string_append_printf(to, "# SYNOPSIS\n\n*stemma %s* ", command->name);
  append_text(to, command->usage);
  g_string_append(to, "\n\n");
  if (command->details) {
    g_string_append(to, "# DESCRIPTION\n\n");
    append_details(to, command->details);
  }
  g_string_append(to, "\n# OPTIONS\n\n");
  for (const GOptionEntry *one = options; one->long_name; one++)
    append_option(to, one);
  g_string_append(to, status_text);
  g_string_append(to, "# SEE ALSO\n\n*stemma*(1)\n");
}

static void
append_program(GString *to)
{
  append_head(to, "stemma",
              "show where articles say the same thing differently");
  g_string_append(
      to, "# SYNOPSIS\n\n*stemma* COMMAND [OPTION]... [ARGUMENT]...\n\n"
          "# DESCRIPTION\n\n"
          "stemma runs a pipeline of plugins over articles and reports "
          "which quotes,\nquantities and tones differ. A pipeline is an "
          "INI file; without one, the\ninstalled default is run.\n\n"
          "# COMMANDS\n\n");
  for (guint i = 0; commands[i]; i++) {
    g_string_append_printf(to, "*stemma-%s*(1)\n\t", commands[i]->name);
    append_text(to, commands[i]->summary);
    g_string_append(to, "\n\n");
  }
  g_string_append(to, status_text);
  g_string_append(
      to, "# ENVIRONMENT\n\n"
          "*STEMMA_PLUGIN_PATH*\n\tFolders with plugins, parted by colons.\n\n"
          "*NO_COLOR*\n\tSet and not empty: no colours.\n\n"
          "*XDG_DATA_HOME*, *XDG_CACHE_HOME*\n\tWhere a user's plugins and "
          "what is remembered of them lie.\n\n");
}

int
main(int argc, char **argv)
{
  g_autoptr(GString) page = g_string_new(NULL);
  const Command *command = argc > 1 ? command_find(argv[1]) : NULL;

  if (argc > 1 && !command)
    return 2;
  if (command)
    append_command(page, command);
  else
    append_program(page);
  fputs(page->str, stdout);
  return 0;
}
