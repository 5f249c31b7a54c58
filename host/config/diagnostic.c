/* SPDX-License-Identifier: Apache-2.0
 *
 * diagnostic.c - keeps diagnostics, orders them and writes them as text in
 * GCC's form or as JSON.
 */
#include "diagnostic.h"
#include "escape.h"
#include "suggest.h"
#include <pthread.h>
#include <string.h>

enum {
  SHOWN = 20,          /* errors, and as many warnings */
  ALLOWED_NAMES = 12,  /* in one "allowed:" line */
  MESSAGE_LENGTH = 600 /* characters; the middle of a longer one is left out */
};

typedef enum { NOTE_HINT, NOTE_ALLOWED, NOTE_SUGGESTION } NoteKind;

typedef struct {
  NoteKind kind;
  char *text;
  char **names; /* of NOTE_ALLOWED, sorted */
} Note;

struct Diagnostic {
  DiagnosticLevel level;
  const char *code;
  Place place;
  char *message;
  GPtrArray *notes; /* of Note */
  guint file;       /* files are told in the order of their first mention */
  guint number;
};

struct Diagnostics {
  GPtrArray *list;
  GHashTable *files; /* name to number */
  guint errors;
};

const char *
place_text(const char *text)
{
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  static GHashTable *kept;
  char *found;

  if (!text)
    return NULL;
  pthread_mutex_lock(&lock);
  if (!kept)
    kept = g_hash_table_new(g_str_hash, g_str_equal);
  found = g_hash_table_lookup(kept, text);
  if (!found) {
    found = g_strdup(text);
    g_hash_table_add(kept, found);
  }
  pthread_mutex_unlock(&lock);
  return found;
}

static void
note_free(gpointer data)
{
  Note *note = data;

  g_free(note->text);
  g_strfreev(note->names);
  g_free(note);
}

static void
diagnostic_free(gpointer data)
{
  Diagnostic *diagnostic = data;

  g_free(diagnostic->message);
  g_ptr_array_unref(diagnostic->notes);
  g_free(diagnostic);
}

Diagnostics *
diagnostics_new(void)
{
  Diagnostics *all = g_new0(Diagnostics, 1);

  all->list = g_ptr_array_new_with_free_func(diagnostic_free);
  all->files = g_hash_table_new(g_str_hash, g_str_equal);
  return all;
}

void
diagnostics_free(Diagnostics *all)
{
  if (!all)
    return;
  g_ptr_array_unref(all->list);
  g_hash_table_unref(all->files);
  g_free(all);
}

static guint
file_number(Diagnostics *all, const char *file)
{
  const char *name = file ? file : "";
  gpointer number;

  if (!g_hash_table_lookup_extended(all->files, name, NULL, &number)) {
    number = GUINT_TO_POINTER(g_hash_table_size(all->files));
    g_hash_table_insert(all->files, (gpointer)place_text(name), number);
  }
  return GPOINTER_TO_UINT(number);
}

Diagnostic *
diagnostics_add(Diagnostics *all, DiagnosticLevel level, const char *code,
                const Place *place, const char *format, ...)
{
  Diagnostic *diagnostic = g_new0(Diagnostic, 1);
  va_list arguments;

  diagnostic->level = level;
  diagnostic->code = place_text(code);
  if (place)
    diagnostic->place = *place;
  va_start(arguments, format);
  diagnostic->message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  diagnostic->notes = g_ptr_array_new_with_free_func(note_free);
  diagnostic->file = file_number(all, diagnostic->place.file);
  diagnostic->number = all->list->len;
  g_ptr_array_add(all->list, diagnostic);
  all->errors += level == DIAGNOSTIC_ERROR;
  return diagnostic;
}

static Note *
add_note(Diagnostic *diagnostic, NoteKind kind, char *text)
{
  Note *note = g_new0(Note, 1);

  note->kind = kind;
  note->text = text;
  g_ptr_array_add(diagnostic->notes, note);
  return note;
}

void
diagnostic_hint(Diagnostic *diagnostic, const char *format, ...)
{
  va_list arguments;

  va_start(arguments, format);
  add_note(diagnostic, NOTE_HINT, g_strdup_vprintf(format, arguments));
  va_end(arguments);
}

static int
by_name(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
diagnostic_allowed(Diagnostic *diagnostic, const char *const *names,
                   const char *lister)
{
  char **sorted = g_strdupv((char **)(gpointer)names);
  const guint count = sorted ? g_strv_length(sorted) : 0;

  if (count == 0) {
    g_strfreev(sorted);
    return;
  }
  qsort(sorted, count, sizeof *sorted, by_name);
  if (count > ALLOWED_NAMES && lister) {
    g_strfreev(sorted);
    diagnostic_hint(diagnostic, "%s lists what is allowed", lister);
  } else {
    add_note(diagnostic, NOTE_ALLOWED, g_strjoinv(", ", sorted))->names =
        sorted;
  }
}

void
diagnostic_suggest_text(Diagnostic *diagnostic, const char *text)
{
  if (text)
    add_note(diagnostic, NOTE_SUGGESTION, g_strdup(text));
}

void
diagnostic_suggest(Diagnostic *diagnostic, const char *found,
                   const char *const *names)
{
  diagnostic_suggest_text(diagnostic, suggest_nearest(found, names));
}

guint
diagnostics_errors(const Diagnostics *all)
{
  return all->errors;
}

guint
diagnostics_warnings(const Diagnostics *all)
{
  return all->list->len - all->errors;
}

static int
by_place(const void *a, const void *b)
{
  const Diagnostic *left = *(const Diagnostic *const *)a;
  const Diagnostic *right = *(const Diagnostic *const *)b;
  const guint keys[][2] = {
    { left->file, right->file },
    { left->place.line, right->place.line },
    { left->place.column, right->place.column },
    { left->number, right->number },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS(keys); i++)
    if (keys[i][0] != keys[i][1])
      return keys[i][0] < keys[i][1] ? -1 : 1;
  return 0;
}

/* Colours of GCC's messages. */
typedef struct {
  const char *bold;
  const char *level[2];
  const char *caret;
  const char *off;
} Paint;

static const Paint plain = { "", { "", "" }, "", "" };
static const Paint colored = {
  "\033[1m", { "\033[1;31m", "\033[1;35m" }, "\033[32m", "\033[0m"
};

static const char *const level_names[] = { "error", "warning" };

static void
write_head(GString *to, const Diagnostic *diagnostic, const Paint *paint)
{
  const Place *place = &diagnostic->place;
  const gboolean names_level = diagnostic->level == DIAGNOSTIC_WARNING
                               || (place->file && !place->on_command_line);

  g_string_append(to, paint->bold);
  escape_append(to, place->file ? place->file : "stemma", MESSAGE_LENGTH);
  if (place->line)
    g_string_append_printf(to, ":%u", place->line);
  if (place->line && place->column)
    g_string_append_printf(to, ":%u", place->column);
  g_string_append_printf(to, ":%s ", paint->off);
  if (names_level)
    g_string_append_printf(to, "%s%s:%s ", paint->level[diagnostic->level],
                           level_names[diagnostic->level], paint->off);
  escape_append(to, diagnostic->message, MESSAGE_LENGTH);
  g_string_append_printf(to, " [%s]\n", diagnostic->code);
}

static guint
width_of(const char *text)
{
  g_autoptr(GString) hidden = g_string_new(NULL);
  guint sum = 0, width;

  for (; *text; sum += width)
    text += escape_next(hidden, text, &width);
  return sum;
}

/* The first code point that is shown: 1, but in a line too long to show the
 * place and what stands before it. */
static guint
first_shown(const Place *place, guint width)
{
  const guint before = width / 2;

  if (place->column <= before || width_of(place->source) <= width)
    return 1;
  return place->column - before;
}

static void
write_caret(GString *to, guint indent, guint length, const Paint *paint)
{
  g_string_append_printf(to, "       | %*s%s^", (int)indent, "", paint->caret);
  for (; length > 1; length--)
    g_string_append_c(to, '~');
  g_string_append_printf(to, "%s\n", paint->off);
}

/* The line, or the part of it around the place, and the caret under it. */
static void
write_source(GString *to, const Place *place, const Paint *paint)
{
  enum { WIDTH = 100 };
  const guint first = first_shown(place, WIDTH);
  const guint end = MAX(place->end_column, place->column + 1);
  g_autoptr(GString) hidden = g_string_new(NULL);
  const char *text = place->source;
  guint column, indent = 0, carets = 0, used = 0, width;

  g_string_append_printf(to, "%6u | ", place->line);
  for (column = 1; *text && column < first; column++)
    text += escape_next(hidden, text, &width);
  if (first > 1) {
    g_string_append(to, "...");
    indent = 3;
  }
  for (; *text && used < WIDTH; column++, used += width) {
    text += escape_next(to, text, &width);
    if (column < place->column)
      indent += width;
    else if (column < end)
      carets += width;
  }
  g_string_append(to, *text ? "...\n" : "\n");
  if (place->column)
    write_caret(to, indent, carets, paint);
}

static void
write_note(GString *to, const Note *note)
{
  static const char *const forms[][2] = {
    [NOTE_HINT] = { "", "" },
    [NOTE_ALLOWED] = { "allowed: ", "" },
    [NOTE_SUGGESTION] = { "did you mean \"", "\"?" },
  };

  g_string_append_printf(to, "       = %s", forms[note->kind][0]);
  escape_append(to, note->text, MESSAGE_LENGTH);
  g_string_append_printf(to, "%s\n", forms[note->kind][1]);
}

static void
write_text(GString *to, const Diagnostic *diagnostic, const Paint *paint)
{
  guint i;

  write_head(to, diagnostic, paint);
  if (diagnostic->place.source && diagnostic->place.line)
    write_source(to, &diagnostic->place, paint);
  for (i = 0; i < diagnostic->notes->len; i++)
    write_note(to, diagnostic->notes->pdata[i]);
}

static void
write_json_text(GString *to, const char *name, const char *text)
{
  g_string_append_printf(to, "%s\"%s\":", to->len > 1 ? "," : "", name);
  escape_json(to, text);
}

static void
write_json_number(GString *to, const char *name, guint number)
{
  if (number)
    g_string_append_printf(to, ",\"%s\":%u", name, number);
}

static void
write_json_allowed(GString *to, char **names)
{
  guint i;

  g_string_append(to, ",\"allowed\":[");
  for (i = 0; names[i]; i++) {
    if (i > 0)
      g_string_append_c(to, ',');
    escape_json(to, names[i]);
  }
  g_string_append_c(to, ']');
}

static void
write_json_hints(GString *to, const Diagnostic *diagnostic)
{
  guint i, count = 0;

  for (i = 0; i < diagnostic->notes->len; i++) {
    const Note *note = diagnostic->notes->pdata[i];

    if (note->kind != NOTE_HINT)
      continue;
    g_string_append(to, count++ ? "," : ",\"hints\":[");
    escape_json(to, note->text);
  }
  if (count)
    g_string_append_c(to, ']');
}

static void
write_json(GString *to, const Diagnostic *diagnostic)
{
  g_autoptr(GString) line = g_string_new("{");
  guint i;

  write_json_text(line, "code", diagnostic->code);
  write_json_text(line, "level", level_names[diagnostic->level]);
  if (diagnostic->place.file)
    write_json_text(line, "file", diagnostic->place.file);
  write_json_number(line, "line", diagnostic->place.line);
  write_json_number(line, "column", diagnostic->place.column);
  write_json_number(line, "endColumn", diagnostic->place.end_column);
  write_json_text(line, "message", diagnostic->message);
  write_json_hints(line, diagnostic);
  for (i = 0; i < diagnostic->notes->len; i++) {
    const Note *note = diagnostic->notes->pdata[i];

    if (note->kind == NOTE_ALLOWED)
      write_json_allowed(line, note->names);
    else if (note->kind == NOTE_SUGGESTION)
      write_json_text(line, "suggestion", note->text);
  }
  g_string_append(line, "}\n");
  g_string_append_len(to, line->str, (gssize)line->len);
}

static void
write_rest(GString *to, const guint seen[2])
{
  if (seen[DIAGNOSTIC_ERROR] > SHOWN)
    g_string_append_printf(to, "and %u more\n", seen[DIAGNOSTIC_ERROR] - SHOWN);
  if (seen[DIAGNOSTIC_WARNING] > SHOWN)
    g_string_append_printf(to, "and %u more warnings\n",
                           seen[DIAGNOSTIC_WARNING] - SHOWN);
}

void
diagnostics_print(const Diagnostics *all, DiagnosticsFormat format,
                  gboolean color, FILE *to)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_copy(all->list, NULL, NULL);
  g_autoptr(GString) text = g_string_new(NULL);
  guint seen[2] = { 0, 0 };
  guint i;

  g_ptr_array_set_free_func(sorted, NULL);
  if (sorted->len)
    qsort(sorted->pdata, sorted->len, sizeof *sorted->pdata, by_place);
  for (i = 0; i < sorted->len; i++) {
    const Diagnostic *diagnostic = sorted->pdata[i];

    if (format == DIAGNOSTICS_JSON)
      write_json(text, diagnostic);
    else if (seen[diagnostic->level]++ < SHOWN)
      write_text(text, diagnostic, color ? &colored : &plain);
  }
  write_rest(text, seen);
  fwrite(text->str, 1, text->len, to);
}
