/* SPDX-License-Identifier: Apache-2.0
 *
 * explain.c - `stemma explain`: what a code means and what to do.  The words
 * are in codes.txt, one entry for each code: "== CODE title", a paragraph and
 * an example.
 */
#include "options.h"
#include <string.h>

/* The lines of codes.txt. */
extern const char *const explain_codes[];

static const char head[] = "== ";

static gboolean
is_head(const char *line)
{
  return g_str_has_prefix(line, head);
}

/* The entry's first line, NULL when there is none for `code`. */
static const char *const *
find_entry(const char *code)
{
  const char *const *line;
  const gsize length = strlen(code);

  for (line = explain_codes; *line; line++)
    if (is_head(*line)
        && g_ascii_strncasecmp(*line + strlen(head), code, length) == 0
        && (*line)[strlen(head) + length] == ' ')
      return line;
  return NULL;
}

static void
print_entry(const char *const *line)
{
  const char *const *last;

  fputs(*line + strlen(head), stdout);
  putchar('\n');
  for (line++; *line && **line == '\n'; line++)
    ;
  for (last = line; *last && !is_head(*last); last++)
    ;
  /* Without the blank line before the next entry. */
  while (last > line && **(last - 1) == '\n')
    last--;
  for (; line < last; line++)
    fputs(*line, stdout);
}

static int
list_codes(void)
{
  const char *const *line;

  for (line = explain_codes; *line; line++)
    if (is_head(*line))
      fputs(*line + strlen(head), stdout);
  return STATUS_DONE;
}

static int
run_explain(int argc, char **argv)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  const char *const *entry;
  int status;

  if (!command_parse(&command_explain, &argc, &argv, NULL, shared, &status))
    return status;
  if (argc == 1)
    return list_codes();
  if (argc > 2)
    return command_misused(&command_explain, "unexpected argument \"%s\"",
                           argv[2]);
  entry = find_entry(argv[1]);
  if (!entry)
    return command_misused(&command_explain,
                           "expected a code such as E204, found \"%s\"",
                           argv[1]);
  print_entry(entry);
  return STATUS_DONE;
}

const Command command_explain = {
  .name = "explain",
  .summary = "tell what the code of an error or a warning means",
  .usage = "[OPTION]... [CODE]",
  .details = "Codes stand in brackets at the end of a message, as in [E204].\n"
             "Without CODE all are listed.\n",
  .run = run_explain,
};
