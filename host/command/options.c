/* SPDX-License-Identifier: Apache-2.0
 *
 * options.c - GOptionContext does the parsing; the texts are our own.
 *
 * Every value is taken as a file name is, byte for byte: as G_OPTION_ARG_STRING
 * GLib would refuse what the locale's encoding does not have.
 */
#include "options.h"
#include "../config/suggest.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Values as given. */
typedef struct {
  char **settings;
  char **limits;
  char **reports;
  char **plugin_path;
  char *threads;
  char *seed;
  char *input_format;
  char *diagnostics;
  char *color;
  char **arguments;
  gboolean exit_zero;
  gboolean no_progress;
  gboolean quiet;
  gboolean help;
} Given;

typedef struct {
  guint set;
  GOptionEntry entry;
} Shared;

/* Every command has it. */
#define SHARE_HELP (1u << 31)

#define ONE G_OPTION_ARG_FILENAME
#define MANY G_OPTION_ARG_FILENAME_ARRAY
#define FLAG G_OPTION_ARG_NONE
#define AT(member) OPTION_AT(Given, member)

static const Shared table[] = {
  { SHARE_PIPELINE,
    { "option", 'o', 0, MANY, AT(settings), "set an option of the pipeline",
      "SECTION.KEY=VALUE" } },
  { SHARE_PIPELINE,
    { "plugin-path", 0, 0, MANY, AT(plugin_path),
      "search this folder for plugins first", "DIR" } },
  { SHARE_PIPELINE,
    { "seed", 0, 0, ONE, AT(seed), "number that random choices start from",
      "N" } },
  { SHARE_REPORT,
    { "report", 'r', 0, MANY, AT(reports),
      "write this report; may be given again", "FORMAT[:PATH]" } },
  { SHARE_REPORT,
    { "fail-if", 0, 0, MANY, AT(limits), "exit with 1 when this is true",
      "'METRIC OP NUMBER'" } },
  { SHARE_REPORT,
    { "exit-zero", 0, 0, FLAG, AT(exit_zero),
      "exit with 0 where a limit was reached", NULL } },
  { SHARE_INPUT,
    { "input-format", 0, 0, ONE, AT(input_format),
      "what the inputs are: auto, text, jsonl or html", "FORMAT" } },
  { SHARE_RUN,
    { "threads", 'j', 0, ONE, AT(threads), "work with N threads (all cores)",
      "N" } },
  { SHARE_RUN,
    { "no-progress", 0, 0, FLAG, AT(no_progress), "draw no progress", NULL } },
  { SHARE_RUN,
    { "quiet", 'q', 0, FLAG, AT(quiet),
      "print errors, warnings and reports alone", NULL } },
  { SHARE_MESSAGES,
    { "diagnostics", 0, 0, ONE, AT(diagnostics),
      "form of errors and warnings: text or json", "FORMAT" } },
  { SHARE_MESSAGES,
    { "color", 0, 0, ONE, AT(color), "color: auto, always or never", "WHEN" } },
  { SHARE_HELP,
    { "help", 'h', 0, FLAG, AT(help), "print this help and exit", NULL } },
};

SharedOptions *
shared_options_new(void)
{
  SharedOptions *shared = g_new0(SharedOptions, 1);

  shared->overrides = overrides_new();
  return shared;
}

void
shared_options_free(SharedOptions *shared)
{
  if (!shared)
    return;
  overrides_free(shared->overrides);
  g_strfreev(shared->arguments);
  g_free(shared->split);
  g_free(shared);
}

static void
given_clear(Given *given)
{
  g_strfreev(given->settings);
  g_strfreev(given->limits);
  g_strfreev(given->reports);
  g_strfreev(given->plugin_path);
  g_free(given->threads);
  g_free(given->seed);
  g_free(given->input_format);
  g_free(given->diagnostics);
  g_free(given->color);
  g_strfreev(given->arguments);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Given, given_clear)

static void
append_entry(GArray *entries, const GOptionEntry *entry, void *base)
{
  GOptionEntry bound = *entry;

  if (base)
    bound.arg_data = (char *)base + GPOINTER_TO_SIZE(entry->arg_data);
  g_array_append_val(entries, bound);
}

static void
append_shared(GArray *entries, guint sets, void *base)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS(table); i++)
    if (table[i].set & sets)
      append_entry(entries, &table[i].entry, base);
}

GOptionEntry *
shared_entries(guint sets)
{
  GArray *entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));

  append_shared(entries, sets | SHARE_HELP, NULL);
  return (GOptionEntry *)(gpointer)g_array_free(entries, FALSE);
}

static GArray *
all_entries(const Command *command, void *own, Given *given)
{
  static const GOptionEntry rest = { G_OPTION_REMAINING, 0,    0,   MANY,
                                     AT(arguments),      NULL, NULL };
  GArray *entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
  const GOptionEntry *entry;

  for (entry = command->options; entry && entry->long_name; entry++)
    append_entry(entries, entry, own);
  append_shared(entries, command->shared | SHARE_HELP, given);
  append_entry(entries, &rest, given);
  return entries;
}

static int
print_and_refuse(const Diagnostics *all)
{
  diagnostics_print(all, DIAGNOSTICS_TEXT, FALSE, stderr);
  return STATUS_TROUBLE;
}

static void
hint_help(Diagnostic *diagnostic, const Command *command)
{
  diagnostic_hint(diagnostic, "see stemma %s --help", command->name);
}

int
command_misused(const Command *command, const char *format, ...)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autofree char *message = NULL;
  va_list arguments;

  va_start(arguments, format);
  message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  hint_help(diagnostics_add(all, DIAGNOSTIC_ERROR, "E801", NULL, "%s", message),
            command);
  return print_and_refuse(all);
}

static const char *
nearest_option(const char *found, const GArray *entries)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  guint i;

  for (i = 0; i < entries->len; i++)
    g_ptr_array_add(
        names, (gpointer)g_array_index(entries, GOptionEntry, i).long_name);
  g_ptr_array_add(names, NULL);
  return suggest_nearest(found, (const char *const *)names->pdata);
}

static int
unknown_option(const Command *command, const char *found, const GArray *entries)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autofree char *name = g_strndup(found, strcspn(found, "="));
  const char *near = nearest_option(name + strspn(name, "-"), entries);
  Diagnostic *diagnostic = diagnostics_add(all, DIAGNOSTIC_ERROR, "E801", NULL,
                                           "unknown option \"%s\"", name);

  if (near) {
    g_autofree char *option = g_strconcat("--", near, NULL);

    diagnostic_suggest_text(diagnostic, option);
  }
  hint_help(diagnostic, command);
  return print_and_refuse(all);
}

/* GLib gives the option's name only in the text of its error, which is in
 * English as the program never sets a locale. */
static int
refuse(const Command *command, const GError *error, const GArray *entries)
{
  static const char unknown[] = "Unknown option ";
  static const char missing[] = "Missing argument for ";
  const char *text = error->message;

  if (g_str_has_prefix(text, unknown))
    return unknown_option(command, text + strlen(unknown), entries);
  if (g_str_has_prefix(text, missing))
    return command_misused(command, "option \"%s\" needs a value",
                           text + strlen(missing));
  return command_misused(command, "%s", text);
}

/* GLib takes "--quiet=no" for "--quiet". */
static gboolean
check_flags(const Command *command, char *const *argv, const GArray *entries)
{
  for (guint i = 0; argv[i] && strcmp(argv[i], "--") != 0; i++) {
    for (guint j = 0; j < entries->len; j++) {
      const GOptionEntry *entry = &g_array_index(entries, GOptionEntry, j);
      const gsize length = strlen(entry->long_name);

      if (entry->arg == G_OPTION_ARG_NONE && g_str_has_prefix(argv[i], "--")
          && strncmp(argv[i] + 2, entry->long_name, length) == 0
          && argv[i][2 + length] == '=') {
        command_misused(command, "option \"--%s\" takes no value",
                        entry->long_name);
        return FALSE;
      }
    }
  }
  return TRUE;
}

/* The place of `given` in `choices`, 0 when it was not given; -1 and E801 when
 * it is none of them. */
static int
choose(const Command *command, const char *option, const char *given,
       const char *const *choices)
{
  g_autofree char *list = g_strjoinv(", ", (char **)(gpointer)choices);
  int i;

  if (!given)
    return 0;
  for (i = 0; choices[i]; i++)
    if (strcmp(given, choices[i]) == 0)
      return i;
  command_misused(command, "\"--%s\" cannot be \"%s\" (allowed: %s)", option,
                  given, list);
  return -1;
}

static gboolean
use_color(int when, int descriptor)
{
  const char *no_color = g_getenv("NO_COLOR");

  if (when != 0)
    return when == 1;
  return isatty(descriptor) && (!no_color || !*no_color)
         && g_strcmp0(g_getenv("TERM"), "dumb") != 0;
}

static gboolean
take_choices(const Command *command, const Given *given, SharedOptions *shared)
{
  static const char *const formats[] = { "auto", "text", "jsonl", "html",
                                         NULL };
  static const char *const forms[] = { "text", "json", NULL };
  static const char *const whens[] = { "auto", "always", "never", NULL };
  int format = choose(command, "input-format", given->input_format, formats);
  int form = choose(command, "diagnostics", given->diagnostics, forms);
  int when = choose(command, "color", given->color, whens);

  if (format < 0 || form < 0 || when < 0)
    return FALSE;
  shared->input_format = (InputFormat)format;
  shared->diagnostics = (DiagnosticsFormat)form;
  shared->color = use_color(when, STDERR_FILENO);
  shared->color_output = use_color(when, STDOUT_FILENO);
  return TRUE;
}

static void
take_number(Overrides *overrides, const char *option, const char *value)
{
  if (value) {
    g_autofree char *text = g_strdup_printf("pipeline.%s=%s", option, value);
    g_autofree char *shown = g_strdup_printf("--%s %s", option, value);

    overrides_set(overrides, text, shown);
  }
}

static void
take_list(GPtrArray *to, char **values)
{
  for (; values && *values; values++)
    g_ptr_array_add(to, g_strdup(*values));
}

static void
take_overrides(const Given *given, Overrides *overrides)
{
  char **setting;

  for (setting = given->settings; setting && *setting; setting++)
    overrides_set(overrides, *setting, NULL);
  take_number(overrides, "threads", given->threads);
  take_number(overrides, "seed", given->seed);
  take_list(overrides->limits, given->limits);
  take_list(overrides->reports, given->reports);
  take_list(overrides->plugin_path, given->plugin_path);
}

static void
take_arguments(const Given *given, const char *name, SharedOptions *shared,
               int *argc, char ***argv)
{
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);

  g_ptr_array_add(all, g_strdup(name));
  take_list(all, given->arguments);
  *argc = (int)all->len;
  g_ptr_array_add(all, NULL);
  g_strfreev(shared->arguments);
  *argv = shared->arguments = (char **)g_ptr_array_steal(all, NULL);
}

static void
print_help(const Command *command)
{
  g_autoptr(GString) text = g_string_new(NULL);

  help_command(command, text);
  fputs(text->str, stdout);
}

/* The option that takes a value and that `argument` names, with the value
 * behind it ("-j4", `attached`) or without ("-j", "--threads"); NULL: none. */
static const GOptionEntry *
find_valued(const GArray *entries, const char *argument, gboolean attached)
{
  for (guint i = 0; i < entries->len; i++) {
    const GOptionEntry *entry = &g_array_index(entries, GOptionEntry, i);
    const gboolean is_short = argument[0] == '-' && entry->short_name
                              && argument[1] == entry->short_name;

    if (entry->arg == G_OPTION_ARG_NONE)
      continue;
    if (attached ? is_short && argument[2]
                 : (is_short && !argument[2])
                       || (g_str_has_prefix(argument, "--")
                           && strcmp(argument + 2, entry->long_name) == 0))
      return entry;
  }
  return NULL;
}

/* "-j4" as "-j" and "4", which GLib wants and nobody writes. */
static char **
split_values(char **argv, int *argc, const GArray *entries)
{
  char **split = g_new(char *, 2 * (gsize)*argc + 1);
  gboolean options = TRUE, value = FALSE;
  int count = 0;

  for (int i = 0; i < *argc; i++) {
    options = options && strcmp(argv[i], "--") != 0;
    if (options && !value && find_valued(entries, argv[i], TRUE)) {
      const char name[] = { '-', argv[i][1], '\0' };

      split[count++] = (char *)(uintptr_t)g_intern_string(name);
      split[count++] = argv[i] + 2;
      continue;
    }
    value = options && !value && find_valued(entries, argv[i], FALSE);
    split[count++] = argv[i];
  }
  split[count] = NULL;
  *argc = count;
  return split;
}

gboolean
command_parse(const Command *command, int *argc, char ***argv, void *own,
              SharedOptions *shared, int *status)
{
  g_auto(Given) given = { 0 };
  g_autoptr(GArray) entries = all_entries(command, own, &given);
  g_autoptr(GOptionContext) context = g_option_context_new(NULL);
  g_autoptr(GError) error = NULL;

  g_option_context_set_help_enabled(context, FALSE);
  g_option_context_add_main_entries(
      context, (const GOptionEntry *)(gpointer)entries->data, NULL);
  *status = STATUS_TROUBLE;
  if (!check_flags(command, *argv, entries))
    return FALSE;
  *argv = shared->split = split_values(*argv, argc, entries);
  if (!g_option_context_parse(context, argc, argv, &error)) {
    *status = refuse(command, error, entries);
    return FALSE;
  }
  if (given.help) {
    print_help(command);
    *status = STATUS_DONE;
    return FALSE;
  }
  if (!take_choices(command, &given, shared))
    return FALSE;
  take_overrides(&given, shared->overrides);
  shared->exit_zero = given.exit_zero;
  shared->no_progress = given.no_progress;
  shared->quiet = given.quiet;
  take_arguments(&given, command->name, shared, argc, argv);
  return TRUE;
}
