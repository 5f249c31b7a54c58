/* SPDX-License-Identifier: Apache-2.0
 *
 * completion_zsh.c - the script for zsh: a list of specifications for
 * _arguments for each command.
 */
#include "completion.h"
#include <string.h>

/* `text` within single quotes, where "[", "]" and ":" are signs. */
static void
append_plain(GString *to, const char *text)
{
  for (; *text; text++) {
    if (*text == '\'')
      g_string_append(to, "'\\''");
    else if (strchr("[]:\\", *text))
      g_string_append_printf(to, "\\%c", *text);
    else
      g_string_append_c(to, *text);
  }
}

static void
append_action(GString *to, const char *command, Completion what, guint number)
{
  if (what.words)
    g_string_append_printf(to, "(%s)", what.words);
  else if (what.program)
    g_string_append_printf(to, "_stemma_%s_%u", command, number);
  else if (what.folders)
    g_string_append(to, "_files -/");
  else if (what.files)
    g_string_append(to, "_files");
}

/* '--threads=[what it does]:N:' or '-j+[what it does]:N:'. */
static void
append_spec(GString *to, const Command *command, const GOptionEntry *option,
            const char *name, const char *sign)
{
  const gboolean many = option->arg == G_OPTION_ARG_FILENAME_ARRAY;
  const gboolean flag = option->arg == G_OPTION_ARG_NONE;

  g_string_append_printf(to, "        '%s%s%s[", many ? "*" : "", name,
                         flag ? "" : sign);
  append_plain(to, option->description);
  g_string_append_c(to, ']');
  if (!flag) {
    g_string_append_c(to, ':');
    append_plain(to, option->arg_description);
    g_string_append_c(to, ':');
    append_action(to, command->name, completion_of_option(command, option), 0);
  }
  g_string_append(to, "' \\\n");
}

static void
append_option(GString *to, const Command *command, const GOptionEntry *option)
{
  g_autofree char *name = g_strconcat("--", option->long_name, NULL);
  const char small[] = { '-', option->short_name, '\0' };

  append_spec(to, command, option, name, "=");
  if (option->short_name)
    append_spec(to, command, option, small, "+");
}

/* Names that a program prints, by a function for each argument. */
static void
append_function(GString *to, const Command *command, Completion what,
                guint number)
{
  if (what.program)
    g_string_append_printf(to,
                           "_stemma_%s_%u() {\n"
                           "  compadd -- ${(f)\"$(%s)\"}\n"
                           "}\n",
                           command->name, number, what.program);
}

static void
append_command(GString *to, const Command *command)
{
  const Completion first = completion_of_argument(command, TRUE);
  const Completion others = completion_of_argument(command, FALSE);
  g_autofree GOptionEntry *options = completion_options(command);

  g_string_append_printf(to, "    %s)\n      _arguments -s \\\n",
                         command->name);
  for (const GOptionEntry *one = options; one->long_name; one++)
    append_option(to, command, one);
  g_string_append(to, "        '1:argument:");
  append_action(to, command->name, first, 1);
  g_string_append(to, "' '*:argument:");
  append_action(to, command->name, others, 2);
  g_string_append(to, "' ;;\n");
}

void
completion_zsh(GString *to)
{
  g_string_append(to, "#compdef stemma\n"
                      "# zsh completion for stemma; made by: stemma "
                      "completion zsh\n");
  for (guint i = 0; commands[i]; i++) {
    append_function(to, commands[i], completion_of_argument(commands[i], TRUE),
                    1);
    append_function(to, commands[i], completion_of_argument(commands[i], FALSE),
                    2);
  }
  g_string_append(to, "_stemma() {\n"
                      "  local context state line\n"
                      "  local -a commands\n"
                      "  commands=(\n");
  for (guint i = 0; commands[i]; i++) {
    g_string_append_printf(to, "    '%s:", commands[i]->name);
    append_plain(to, commands[i]->summary);
    g_string_append(to, "'\n");
  }
  g_string_append(to,
                  "  )\n"
                  "  _arguments -C '1:command:->command' '*::argument:->rest'\n"
                  "  if [[ $state == command ]]; then\n"
                  "    _describe command commands\n"
                  "    return\n"
                  "  fi\n"
                  "  case $words[1] in\n");
  for (guint i = 0; commands[i]; i++)
    append_command(to, commands[i]);
  g_string_append(to, "  esac\n}\n_stemma \"$@\"\n");
}
