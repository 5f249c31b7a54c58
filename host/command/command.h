/* SPDX-License-Identifier: Apache-2.0
 *
 * command.h - a command of the program: what it is called, what it takes, and
 * the function that does it.
 *
 * A command is one file of this folder that defines `const Command
 * command_NAME`, a line in meson.build and its name in COMMANDS below.  Help,
 * man pages and completion are made from what stands in the Command.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "../config/diagnostic.h"
#include <glib.h>

/* Exit statuses (host/docs/output.md). */
enum { STATUS_DONE = 0, STATUS_LIMIT = 1, STATUS_TROUBLE = 2 };

/* Told by --version, and in the first line of a report. */
enum { GRAMMAR_VERSION = 1, REPORT_FORMAT_VERSION = 1 };

/* Options that several commands share (options.h); a command says which. */
enum {
  SHARE_PIPELINE = 1u << 0, /* -o, --plugin-path, --seed */
  SHARE_REPORT = 1u << 1,   /* --report, --fail-if, --exit-zero */
  SHARE_INPUT = 1u << 2,    /* --input-format */
  SHARE_RUN = 1u << 3,      /* --threads, --no-progress, --quiet */
  SHARE_MESSAGES = 1u << 4  /* --diagnostics, --color */
};

typedef struct Command {
  const char *name;
  const char *summary; /* one line, no capital, no full stop */
  const char *usage;   /* what follows the name: "FILE.ini [--dot]" */
  const char *details; /* paragraphs for --help, ended by \n; NULL: none */
  /* The command's own options, ended by {NULL}; may be NULL.  `arg_data` is
   * the offset of a member in the struct that the command gives to
   * command_parse (OPTION_AT); `arg` is G_OPTION_ARG_NONE (gboolean),
   * G_OPTION_ARG_FILENAME (char *, the bytes as given) or
   * G_OPTION_ARG_FILENAME_ARRAY (char **).  The caller frees them. */
  const GOptionEntry *options;
  guint shared; /* SHARE_... */
  /* argv[0] is the command's name; the result is the exit status. */
  int (*run)(int argc, char **argv);
} Command;

#define OPTION_AT(type, member) ((gpointer)offsetof(type, member))

/* One word for each command, in the order of --help. */
#define COMMANDS(X)                                                            \
  X(run)                                                                       \
  X(report)                                                                    \
  X(baseline)                                                                  \
  X(check)                                                                     \
  X(plan)                                                                      \
  X(config)                                                                    \
  X(plugins)                                                                   \
  X(new)                                                                       \
  X(validate)                                                                  \
  X(diff)                                                                      \
  X(collate)                                                                   \
  X(score)                                                                     \
  X(lineage)                                                                   \
  X(explain)                                                                   \
  X(completion)

#define COMMAND_DECLARE(name) extern const Command command_##name;
COMMANDS(COMMAND_DECLARE)
#undef COMMAND_DECLARE

/* All commands, NULL-terminated. */
extern const Command *const commands[];

const Command *command_find(const char *name);

/* What the program prints about itself and about a command. */
void help_program(GString *to);
void help_command(const Command *command, GString *to);
void help_version(GString *to);

/* The program: finds the command and runs it. */
int command_main(int argc, char **argv);

#endif
