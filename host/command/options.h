/* SPDX-License-Identifier: Apache-2.0
 *
 * options.h - reads a command's options: its own, and those that it shares
 * with other commands.
 */
#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H

#include "../config/pipeline.h"
#include "../corpus/reader.h"
#include "command.h"

/* What the shared options said. */
typedef struct {
  Overrides *overrides; /* -o, --fail-if, --report, --plugin-path, --threads,
                         * --seed */
  InputFormat input_format;
  DiagnosticsFormat diagnostics;
  gboolean color; /* for standard error: --color, NO_COLOR and the terminal */
  gboolean color_output; /* the same for standard output */
  gboolean exit_zero;
  gboolean no_progress;
  gboolean quiet;
  char **arguments; /* what command_parse gave as argv */
  char **split;     /* what it made of the argv it got */
} SharedOptions;

SharedOptions *shared_options_new(void);
void shared_options_free(SharedOptions *shared);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SharedOptions, shared_options_free)

/* Takes the options out of `argv`, so that argv[1] and the following are the
 * other arguments (of `shared`); `own` is the struct that command->options
 * point into, may be NULL.  FALSE: the command must return `*status`, as help
 * was asked for and printed, or something was wrong (E801) and was told. */
gboolean command_parse(const Command *command, int *argc, char ***argv,
                       void *own, SharedOptions *shared, int *status);

/* E801 about the arguments: prints "stemma: MESSAGE [E801]" and "see stemma
 * NAME --help" and returns STATUS_TROUBLE. */
int command_misused(const Command *command, const char *format, ...)
    G_GNUC_PRINTF(2, 3);

/* The shared options of the sets in `sets`, ended by {NULL}, for help, man
 * pages and completion; arg_data is of no use to the caller.  Free the array
 * with g_free. */
GOptionEntry *shared_entries(guint sets);

#endif
