/* SPDX-License-Identifier: Apache-2.0
 *
 * plan.c - `stemma plan`: what would run, in which order and on which layers.
 */
#include "session.h"

typedef struct {
  gboolean dot;
} Own;

static int
run_plan(int argc, char **argv)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  g_autoptr(Session) session = NULL;
  g_autoptr(GString) text = g_string_new(NULL);
  Own own = { FALSE };
  int status;

  if (!command_parse(&command_plan, &argc, &argv, &own, shared, &status))
    return status;
  if (argc > 2)
    return command_misused(&command_plan, "unexpected argument \"%s\"",
                           argv[2]);
  session = session_new(shared, argv + 1, 0);
  if (!session)
    return STATUS_TROUBLE;
  (own.dot ? plan_print_dot : plan_print)(session->plan, text);
  fputs(text->str, stdout);
  return STATUS_DONE;
}

static const GOptionEntry options[] = {
  { "dot", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Own, dot),
    "print a graph for Graphviz", NULL },
  { NULL },
};

const Command command_plan = {
  .name = "plan",
  .summary = "print the stages, their layers and the passes",
  .usage = "[OPTION]... [FILE.ini]",
  .details = "Without FILE.ini it is the installed default.  To draw it:\n"
             "  stemma plan FILE.ini --dot | dot -Tsvg >plan.svg\n",
  .options = options,
  .shared = SHARE_PIPELINE | SHARE_REPORT | SHARE_MESSAGES,
  .run = run_plan,
};
