/* SPDX-License-Identifier: Apache-2.0
 *
 * commands.c - the table of commands, and the program's own options.
 */
#include "../config/suggest.h"
#include "command.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define COMMAND_ENTRY(name) &command_##name,
const Command *const commands[] = { COMMANDS(COMMAND_ENTRY) NULL };

const Command *
command_find(const char *name)
{
  guint i;

  for (i = 0; commands[i]; i++)
    if (strcmp(commands[i]->name, name) == 0)
      return commands[i];
  return NULL;
}

static int
refuse(const char *found, const char *const *names, const char *format)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autofree char *message = g_strdup_printf("%s \"%s\"", format, found);
  Diagnostic *diagnostic =
      diagnostics_add(all, DIAGNOSTIC_ERROR, "E801", NULL, "%s", message);

  diagnostic_suggest(diagnostic, found, names);
  diagnostic_hint(diagnostic, "see stemma --help");
  diagnostics_print(all, DIAGNOSTICS_TEXT, FALSE, stderr);
  return STATUS_TROUBLE;
}

static int
unknown_command(const char *found)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  guint i;

  for (i = 0; commands[i]; i++)
    g_ptr_array_add(names, (gpointer)commands[i]->name);
  g_ptr_array_add(names, NULL);
  return refuse(found, (const char *const *)names->pdata, "unknown command");
}

static int
no_command(void)
{
  fputs("stemma: expected a command [E801]\n"
        "       = see stemma --help\n",
        stderr);
  return STATUS_TROUBLE;
}

static int
print(void (*help)(GString *to))
{
  g_autoptr(GString) text = g_string_new(NULL);

  help(text);
  fputs(text->str, stdout);
  return STATUS_DONE;
}

/* "stemma help [COMMAND]", which many people try first. */
static int
help_about(const char *name)
{
  g_autoptr(GString) text = g_string_new(NULL);
  const Command *command = name ? command_find(name) : NULL;

  if (!name)
    return print(help_program);
  if (!command)
    return unknown_command(name);
  help_command(command, text);
  fputs(text->str, stdout);
  return STATUS_DONE;
}

/* Whoever started us may have closed one of the three streams: the next file
 * to be opened would take its number, and words for people would go into it.
 * /dev/null holds the place, opened the other way round, so that using the
 * stream stays an error. */
static void
hold_streams(void)
{
  for (int stream = 0; stream < 3; stream++)
    if (fcntl(stream, F_GETFD) == -1)
      open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* What a command printed may still fail to arrive: a full disk.  Whoever
 * closed our pipe wants no more of us: as after SIGPIPE.  Where an earlier
 * write failed, printing was the last thing done, and errno is still its. */
static int
finish(int status)
{
  if (fflush(stdout) == 0 && !ferror(stdout))
    return status;
  if (errno == EPIPE)
    return 128 + SIGPIPE;
  fprintf(stderr, "stemma: standard output: cannot write: %s [E802]\n",
          g_strerror(errno));
  return STATUS_TROUBLE;
}

static int
run_words(int argc, char **argv)
{
  static const char *const options[] = { "--help", "--version", NULL };
  const char *word = argc > 1 ? argv[1] : NULL;
  const Command *command;

  if (!word)
    return no_command();
  if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
    return print(help_program);
  if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
    return print(help_version);
  if (strcmp(word, "help") == 0)
    return help_about(argc > 2 ? argv[2] : NULL);
  if (word[0] == '-')
    return refuse(word, options, "unknown option");
  command = command_find(word);
  return command ? command->run(argc - 1, argv + 1) : unknown_command(word);
}

int
command_main(int argc, char **argv)
{
  hold_streams();
  return finish(run_words(argc, argv));
}
