/* SPDX-License-Identifier: Apache-2.0
 *
 * completion.c - `stemma completion`: a script that completes commands,
 * options, values and names, for each shell.
 */
#include "completion.h"
#include "../output/formats.h"
#include "options.h"
#include <string.h>

#define FORMAT_WORD(name, place) #name " "

/* The words that an option takes, of all commands (NULL) or of one. */
static const struct {
  const char *command;
  const char *option;
  const char *words;
} values[] = {
  { NULL, "color", "auto always never" },
  { NULL, "diagnostics", "text json" },
  { NULL, "input-format", "auto text jsonl html" },
  { NULL, "report", FORMATS(FORMAT_WORD) },
  { "new", "kind", "map group fold" },
  { "new", "lang", "c c++ rust" },
  { "validate", "format", "text json junit tap" },
  { "validate", "level", "error warning advice" },
};

static const char plugin_ids[] =
    "stemma plugins 2>/dev/null | sed -n 's/^\\([a-z0-9.-]*\\)  .*/\\1/p'";

/* Arguments that are no files.  `first` of those that have several. */
static const struct {
  const char *command;
  gboolean first;
  const char *words;
  const char *program;
} arguments[] = {
  { "completion", TRUE, "bash zsh fish", NULL },
  { "explain", TRUE, NULL, "stemma explain 2>/dev/null | cut -d' ' -f1" },
  { "new", TRUE, "plugin", NULL },
  { "plugins", TRUE, "list info why", NULL },
  { "plugins", FALSE, NULL, plugin_ids },
};

GOptionEntry *
completion_options(const Command *command)
{
  g_autofree GOptionEntry *shared = shared_entries(command->shared);
  GArray *all = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
  const GOptionEntry *entry;

  for (entry = command->options; entry && entry->long_name; entry++)
    g_array_append_val(all, *entry);
  for (entry = shared; entry->long_name; entry++)
    g_array_append_val(all, *entry);
  return (GOptionEntry *)g_array_free(all, FALSE);
}

Completion
completion_of_option(const Command *command, const GOptionEntry *option)
{
  const char *what = option->arg_description;
  Completion found = { .files = what && strstr(what, "FILE"),
                       .folders = what && strcmp(what, "DIR") == 0 };

  for (guint i = 0; i < G_N_ELEMENTS(values); i++)
    if (strcmp(values[i].option, option->long_name) == 0
        && (!values[i].command
            || strcmp(values[i].command, command->name) == 0))
      found.words = values[i].words;
  return found;
}

Completion
completion_of_argument(const Command *command, gboolean first)
{
  Completion found = { .files = TRUE };

  for (guint i = 0; i < G_N_ELEMENTS(arguments); i++)
    if (arguments[i].first == first
        && strcmp(arguments[i].command, command->name) == 0) {
      found.words = arguments[i].words;
      found.program = arguments[i].program;
      /* `plugins why` takes a file. */
      found.files = !first;
    }
  return found;
}

static const struct {
  const char *name;
  void (*write)(GString *to);
} shells[] = {
  { "bash", completion_bash },
  { "zsh", completion_zsh },
  { "fish", completion_fish },
};

static int
run_completion(int argc, char **argv)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  g_autoptr(GString) text = g_string_new(NULL);
  int status;

  if (!command_parse(&command_completion, &argc, &argv, NULL, shared, &status))
    return status;
  if (argc != 2)
    return command_misused(&command_completion, "expected one shell");
  for (guint i = 0; i < G_N_ELEMENTS(shells); i++)
    if (strcmp(argv[1], shells[i].name) == 0)
      shells[i].write(text);
  if (!text->len)
    return command_misused(&command_completion,
                           "expected bash, zsh or fish, found \"%s\"", argv[1]);
  fputs(text->str, stdout);
  return STATUS_DONE;
}

const Command command_completion = {
  .name = "completion",
  .summary = "print a script that completes command lines",
  .usage = "[OPTION]... SHELL",
  .details =
      "SHELL is bash, zsh or fish. Packages install these scripts; else:\n"
      "\n"
      "  stemma completion bash "
      ">~/.local/share/bash-completion/completions/stemma\n"
      "  stemma completion zsh >\"${fpath[1]}/_stemma\"\n"
      "  stemma completion fish "
      ">~/.config/fish/completions/stemma.fish\n",
  .run = run_completion,
};
