/* SPDX-License-Identifier: Apache-2.0
 *
 * diff.c - "stemma diff": what two texts say in other words, or a table of
 * more.
 */
#include "diff_print.h"
#include "options.h"

#include "../corpus/document.h"

#include <errno.h>
#include <stdio.h>

typedef struct {
  gboolean exact;
  gboolean table;
  gboolean exit_code;
} Own;

typedef struct {
  Stems *stems;
  Witnesses *witnesses;
  GPtrArray *buffers; /* of char *: the texts */
  gboolean exact;
} Texts;

static void
tell(const char *name, const char *code, guint line, guint column,
     const char *message, const char *hint)
{
  g_autoptr(Diagnostics) all = diagnostics_new();
  Place place = { .file = place_text(name),
                  .line = line,
                  .column = column,
                  .end_column = column + (column > 0) };
  Diagnostic *diagnostic =
      diagnostics_add(all, DIAGNOSTIC_ERROR, code, &place, "%s", message);

  if (hint)
    diagnostic_hint(diagnostic, "%s", hint);
  diagnostics_print(all, DIAGNOSTICS_TEXT, FALSE, stderr);
}

/* All of a file, or of standard input for "-". */
static gboolean
read_bytes(const char *name, char **bytes, gsize *length)
{
  gboolean piped = strcmp(name, "-") == 0;
  FILE *file = piped ? stdin : fopen(name, "rb");
  g_autofree char *message = NULL;
  GString *all = g_string_new(NULL);
  char block[65536];
  gsize got;

  while (file && (got = fread(block, 1, sizeof block, file)) > 0)
    g_string_append_len(all, block, (gssize)got);
  if (!file || ferror(file))
    message = g_strdup_printf("cannot read: %s", g_strerror(errno));
  if (file && !piped)
    fclose(file);
  *length = all->len;
  *bytes = g_string_free(all, message != NULL);
  if (message)
    tell(name, "E602", 0, 0, message, NULL);
  return message == NULL;
}

/* "e" with a combining accent and the one character for both look the same:
 * they are no difference to be shown.  Takes `bytes`. */
static char *
compose(char *bytes)
{
  char *composed;

  if (g_str_is_ascii(bytes))
    return bytes;
  composed = g_utf8_normalize(bytes, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_free(bytes);
  return composed;
}

static gboolean
read_text(Texts *texts, const char *name)
{
  Document document = { 0 };
  DocumentError *error;
  gboolean good;
  char *bytes;
  gsize length;

  if (!read_bytes(name, &bytes, &length))
    return FALSE;
  good = document_check_text(&document, bytes, length, 1, 0);
  error = document.error;
  if (good && !texts->exact)
    bytes = compose(bytes);
  g_ptr_array_add(texts->buffers, bytes);
  if (!good) {
    tell(name, error->code, error->line, error->column, error->message,
         error->hint);
    g_free(error->message);
    g_free(error->hint);
    g_free(error);
    return FALSE;
  }
  if (witnesses_add(texts->witnesses, name, bytes))
    return TRUE;
  tell(name, "E606", 0, 0, "the text is too long to be compared", NULL);
  return FALSE;
}

static int
print_texts(const Texts *texts, const Own *own, gboolean color)
{
  g_autoptr(GString) out = g_string_new(NULL);
  DiffResult result;

  if (texts->witnesses->texts->len == 2 && !own->table)
    result = diff_print_pair(out, texts->witnesses, !own->exact, color);
  else
    result = diff_print_table(out, texts->witnesses, !own->exact, color);
  if (result == DIFF_NO_MEMORY) {
    fputs("stemma: not enough memory to compare these texts [E802]\n", stderr);
    return STATUS_TROUBLE;
  }
  fwrite(out->str, 1, out->len, stdout);
  return own->exit_code && result != DIFF_SAME ? STATUS_LIMIT : STATUS_DONE;
}

/* Standard input can be read once. */
static gboolean
piped_twice(char **names)
{
  guint piped = 0;

  for (guint i = 0; names[i]; i++)
    piped += strcmp(names[i], "-") == 0;
  return piped > 1;
}

static int
compare(char **names, const Own *own, gboolean color)
{
  Texts texts = { stems_new("en"), NULL, g_ptr_array_new_with_free_func(g_free),
                  own->exact };
  int status = STATUS_DONE;

  texts.witnesses = witnesses_new(texts.stems);
  for (guint i = 0; names[i]; i++)
    if (!texts.stems || !read_text(&texts, names[i]))
      status = STATUS_TROUBLE;
  if (status == STATUS_DONE)
    status = print_texts(&texts, own, color);
  witnesses_free(texts.witnesses);
  g_ptr_array_unref(texts.buffers);
  stems_free(texts.stems);
  return status;
}

static int
run_diff(int argc, char **argv)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  Own own = { FALSE };
  int status;

  if (!command_parse(&command_diff, &argc, &argv, &own, shared, &status))
    return status;
  if (argc < 3)
    return command_misused(&command_diff,
                           "expected two texts or more, found %d", argc - 1);
  if (piped_twice(argv + 1))
    return command_misused(&command_diff, "\"-\" can be one of the texts only");
  return compare(argv + 1, &own, shared->color_output);
}

static const GOptionEntry options[] = {
  { "exact", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Own, exact),
    "link equal words only, not forms and spellings of a "
    "word; of two texts show case too",
    NULL },
  { "table", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Own, table),
    "print a table of two texts too", NULL },
  { "exit-code", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Own, exit_code),
    "exit with 1 when a difference is shown", NULL },
  { NULL },
};

const Command command_diff = {
  .name = "diff",
  .summary = "show how texts differ, word by word",
  .usage = "[OPTION]... A B...",
  .details =
      "Two texts are printed as one: [-only in A-] {+only in B+}, and words\n"
      "that stand elsewhere [<from<] {>to>}.  More texts are printed as a\n"
      "table with a row for each; \"-\" as a name is standard input.\n"
      "\nBlanks are no difference; case is one between two texts with\n"
      "--exact.\n",
  .options = options,
  .shared = SHARE_MESSAGES,
  .run = run_diff,
};
