/* SPDX-License-Identifier: Apache-2.0
 *
 * completion_bash.c - the script for bash, 4.0 or later, which needs nothing
 * of the bash-completion package.
 */
#include "completion.h"

static const char head[] =
    "# bash completion for stemma; made by: stemma completion bash\n"
    "_stemma_words() {\n"
    "  COMPREPLY+=($(compgen -W \"$1\" -- \"$cur\"))\n"
    "}\n"
    "_stemma_files() {\n"
    "  compopt -o filenames 2>/dev/null\n"
    "  local line\n"
    "  while IFS= read -r line; do\n"
    "    COMPREPLY+=(\"$line\")\n"
    "  done < <(compgen \"$1\" -- \"$cur\")\n"
    "}\n"
    "_stemma() {\n"
    "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "  COMPREPLY=()\n"
    "  # --color=auto is three words to bash.\n"
    "  if [[ $cur == = ]]; then\n"
    "    cur=\n"
    "  elif [[ $prev == = ]]; then\n"
    "    prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "  fi\n"
    "  if ((COMP_CWORD == 1)); then\n";

static void
append_completion(GString *to, Completion what)
{
  if (what.words)
    g_string_append_printf(to, " _stemma_words '%s';", what.words);
  if (what.program)
    g_string_append_printf(to, " _stemma_words \"$(%s)\";", what.program);
  if (what.files)
    g_string_append(to, " _stemma_files -f;");
  if (what.folders)
    g_string_append(to, " _stemma_files -d;");
}

/* Values come after "--option" or "-o" as a word of its own. */
static void
append_values(GString *to, const Command *command, const GOptionEntry *option)
{
  if (option->arg == G_OPTION_ARG_NONE)
    return;
  g_string_append_printf(to, "    %s/--%s", command->name, option->long_name);
  if (option->short_name)
    g_string_append_printf(to, " | %s/-%c", command->name, option->short_name);
  g_string_append_c(to, ')');
  append_completion(to, completion_of_option(command, option));
  g_string_append(to, " return ;;\n");
}

static void
append_command(GString *to, const Command *command)
{
  g_autofree GOptionEntry *options = completion_options(command);

  g_string_append_printf(to, "    %s/-*) _stemma_words '", command->name);
  for (const GOptionEntry *one = options; one->long_name; one++)
    g_string_append_printf(to, "%s--%s", one == options ? "" : " ",
                           one->long_name);
  g_string_append(to, "' ;;\n");
  g_string_append_printf(to, "    %s/*) if ((COMP_CWORD == 2)); then",
                         command->name);
  append_completion(to, completion_of_argument(command, TRUE));
  g_string_append(to, " else");
  append_completion(to, completion_of_argument(command, FALSE));
  g_string_append(to, " fi ;;\n");
}

void
completion_bash(GString *to)
{
  g_string_append(to, head);
  g_string_append(to, "    _stemma_words '--help --version help");
  for (guint i = 0; commands[i]; i++)
    g_string_append_printf(to, " %s", commands[i]->name);
  g_string_append(to, "'\n    return\n  fi\n"
                      "  case ${COMP_WORDS[1]}/$prev in\n");
  for (guint i = 0; commands[i]; i++) {
    g_autofree GOptionEntry *options = completion_options(commands[i]);

    for (const GOptionEntry *one = options; one->long_name; one++)
      append_values(to, commands[i], one);
  }
  g_string_append(to, "  esac\n  case ${COMP_WORDS[1]}/$cur in\n");
  for (guint i = 0; commands[i]; i++)
    append_command(to, commands[i]);
  g_string_append(to, "  esac\n}\ncomplete -F _stemma stemma\n");
}
