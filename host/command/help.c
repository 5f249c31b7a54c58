/* SPDX-License-Identifier: Apache-2.0
 *
 * help.c - the texts of --help and --version, in GNU style.
 */
#include "options.h"
#include <stemma/abi.h>
#include <string.h>

enum { INDENT = 2, COLUMN = 30, WIDTH = 79 };

/* Appends words from `column` on, wrapped. */
static void
append_wrapped(GString *to, const char *text, guint column)
{
  guint used = column;

  while (*text) {
    guint length = (guint)strcspn(text, " ");

    if (used > column && used + 1 + length > WIDTH) {
      g_string_append_printf(to, "\n%*s", (int)column, "");
      used = column;
    } else if (used > column) {
      g_string_append_c(to, ' ');
      used++;
    }
    g_string_append_len(to, text, length);
    used += length;
    text += length;
    text += strspn(text, " ");
  }
  g_string_append_c(to, '\n');
}

static void
append_pair(GString *to, const char *left, const char *right)
{
  g_string_append_printf(to, "%*s%-*s", INDENT, "", COLUMN - INDENT - 1, left);
  if (strlen(left) > COLUMN - INDENT - 1)
    g_string_append_printf(to, "\n%*s", COLUMN - 1, "");
  g_string_append_c(to, ' ');
  append_wrapped(to, right, COLUMN);
}

static void
append_option(GString *to, const GOptionEntry *entry)
{
  g_autoptr(GString) left = g_string_new(NULL);

  if (entry->short_name)
    g_string_append_printf(left, "-%c, ", entry->short_name);
  else
    g_string_append(left, "    ");
  g_string_append_printf(left, "--%s", entry->long_name);
  if (entry->arg_description)
    g_string_append_printf(left, "=%s", entry->arg_description);
  append_pair(to, left->str, entry->description);
}

void
help_program(GString *to)
{
  guint i;

  g_string_append(to, "Usage: stemma COMMAND [OPTION]... [ARGUMENT]...\n"
                      "Show where articles say the same thing differently.\n"
                      "\nCommands:\n");
  for (i = 0; commands[i]; i++)
    append_pair(to, commands[i]->name, commands[i]->summary);
  g_string_append(to, "\nOptions:\n"
                      "  -h, --help                  print this help, or that "
                      "of COMMAND, and exit\n"
                      "  -V, --version               print versions and exit\n"
                      "\nExit status: 0 done, 1 a limit was reached, 2 "
                      "anything else went wrong.\n"
                      "\"stemma COMMAND --help\" tells about one command.\n");
}

void
help_command(const Command *command, GString *to)
{
  g_autofree GOptionEntry *shared = shared_entries(command->shared);
  const GOptionEntry *entry;

  g_string_append_printf(to, "Usage: stemma %s %s\n", command->name,
                         command->usage);
  g_string_append_c(to, g_ascii_toupper(command->summary[0]));
  g_string_append_printf(to, "%s.\n", command->summary + 1);
  if (command->details)
    g_string_append_printf(to, "\n%s", command->details);
  g_string_append(to, "\nOptions:\n");
  for (entry = command->options; entry && entry->long_name; entry++)
    append_option(to, entry);
  for (entry = shared; entry->long_name; entry++)
    append_option(to, entry);
}

void
help_version(GString *to)
{
  g_string_append_printf(
      to,
      "stemma " STEMMA_VERSION "\n"
      "plugin ABI %u.%u, pipeline grammar %u, report format %u\n",
      STEMMA_EPOCH, STEMMA_MINOR, GRAMMAR_VERSION, REPORT_FORMAT_VERSION);
}
