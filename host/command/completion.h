/* SPDX-License-Identifier: Apache-2.0
 *
 * completion.h - what shells are told of the commands and their options.  All
 * of it is made of the commands' own tables.
 */
#ifndef COMMAND_COMPLETION_H
#define COMMAND_COMPLETION_H

#include "command.h"

/* What may stand as an argument or as an option's value. */
typedef struct {
  gboolean files;
  gboolean folders;
  const char *words;   /* with blanks between them; NULL: none */
  const char *program; /* a line of sh that prints such words; NULL: none */
} Completion;

/* The options of a command, ended by {NULL}; free it with g_free. */
GOptionEntry *completion_options(const Command *command);

/* What may follow an option that takes a value. */
Completion completion_of_option(const Command *command,
                                const GOptionEntry *option);

/* What may stand as the first argument of a command, and as the others. */
Completion completion_of_argument(const Command *command, gboolean first);

/* The scripts. */
void completion_bash(GString *to);
void completion_zsh(GString *to);
void completion_fish(GString *to);

#endif
