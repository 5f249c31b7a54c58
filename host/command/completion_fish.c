/* SPDX-License-Identifier: Apache-2.0
 *
 * completion_fish.c - the script for fish: one line for each thing that may
 * stand somewhere.
 */
#include "completion.h"

/* Within single quotes fish knows \' and \\ alone. */
static void
append_quoted(GString *to, const char *text)
{
  g_string_append_c(to, '\'');
  for (; *text; text++) {
    if (*text == '\'' || *text == '\\')
      g_string_append_c(to, '\\');
    g_string_append_c(to, *text);
  }
  g_string_append_c(to, '\'');
}

static void
append_values(GString *to, Completion what)
{
  if (what.words) {
    g_string_append(to, " -a ");
    append_quoted(to, what.words);
  }
  if (what.program) {
    g_autofree char *call = g_strdup_printf("(%s)", what.program);

    g_string_append(to, " -a ");
    append_quoted(to, call);
  }
  if (what.folders)
    g_string_append(to, " -a '(__fish_complete_directories)'");
}

static void
append_option(GString *to, const Command *command, const GOptionEntry *option)
{
  const gboolean flag = option->arg == G_OPTION_ARG_NONE;
  const Completion what = completion_of_option(command, option);

  g_string_append_printf(
      to, "complete -c stemma -n '__fish_seen_subcommand_from %s' -l %s",
      command->name, option->long_name);
  if (option->short_name)
    g_string_append_printf(to, " -s %c", option->short_name);
  if (!flag)
    g_string_append(to, what.files ? " -r -F" : " -x");
  append_values(to, what);
  g_string_append(to, " -d ");
  append_quoted(to, option->description);
  g_string_append_c(to, '\n');
}

static void
append_argument(GString *to, const Command *command, gboolean first)
{
  const Completion what = completion_of_argument(command, first);

  if (!what.words && !what.program)
    return;
  g_string_append_printf(
      to,
      "complete -c stemma -n '__fish_seen_subcommand_from %s; and test (count "
      "(commandline -opc)) %s 2' %s",
      command->name, first ? "-eq" : "-gt", what.files ? "-F" : "-f");
  append_values(to, what);
  g_string_append_c(to, '\n');
}

void
completion_fish(GString *to)
{
  g_string_append(to, "# fish completion for stemma; made by: stemma "
                      "completion fish\n");
  for (guint i = 0; commands[i]; i++) {
    g_string_append_printf(
        to, "complete -c stemma -f -n __fish_use_subcommand -a %s -d ",
        commands[i]->name);
    append_quoted(to, commands[i]->summary);
    g_string_append_c(to, '\n');
  }
  for (guint i = 0; commands[i]; i++) {
    g_autofree GOptionEntry *options = completion_options(commands[i]);

    append_argument(to, commands[i], TRUE);
    append_argument(to, commands[i], FALSE);
    for (const GOptionEntry *one = options; one->long_name; one++)
      append_option(to, commands[i], one);
  }
}
