/* SPDX-License-Identifier: Apache-2.0
 *
 * ini.c - the reader: one pass over the lines.  ini-name.c has the rules for
 * names, ini-bytes.c makes the bytes safe first.
 */
#include "ini-private.h"
#include <errno.h>
#include <string.h>

/* One line, or one line of a joined value. */
typedef struct {
  const char *text; /* in the clean bytes, without blanks at its ends */
  gsize length;
  const char *begin; /* of the line in the clean bytes */
  gsize whole;       /* the line without its end */
  guint number;
} Line;

typedef struct {
  const char *file;
  const char *bytes; /* as read, for the source in messages */
  const char *clean; /* the same length, valid UTF-8 without NUL */
  const char *at;
  const char *end;
  guint line;
  Ini *ini;
  IniSection *section; /* NULL: above the first */
  gboolean repeated;   /* `section` was opened before */
  Diagnostics *all;
} Scan;

static gboolean
next_line(Scan *scan, Line *line)
{
  const char *stop;

  if (scan->at >= scan->end)
    return FALSE;
  stop = memchr(scan->at, '\n', (gsize)(scan->end - scan->at));
  if (!stop)
    stop = scan->end;
  line->begin = scan->at;
  line->whole = (gsize)(stop - scan->at);
  line->number = ++scan->line;
  line->text = line->begin;
  line->length = line->whole;
  while (line->length && g_ascii_isspace(line->text[line->length - 1]))
    line->length--;
  if (line->whole && line->begin[line->whole - 1] == '\r')
    line->whole--;
  while (line->length && g_ascii_isspace(*line->text)) {
    line->text++;
    line->length--;
  }
  scan->at = stop < scan->end ? stop + 1 : stop;
  return TRUE;
}

static guint
letters(const char *from, const char *to)
{
  return (guint)g_utf8_strlen(from, to - from);
}

/* The place of `length` bytes at `text` of `line`. */
static Place
place_of(const Scan *scan, const Line *line, const char *text, gsize length)
{
  g_autofree char *source =
      g_strndup(scan->bytes + (line->begin - scan->clean), line->whole);
  Place place = { .file = scan->file, .line = line->number };

  place.column = letters(line->begin, text) + 1;
  place.end_column = place.column + letters(text, text + length);
  place.source = place_text(source);
  return place;
}

static Diagnostic *wrong(Scan *scan, const Line *line, const char *code,
                         const char *format, ...) G_GNUC_PRINTF(4, 5);

/* An error about the whole line. */
static Diagnostic *
wrong(Scan *scan, const Line *line, const char *code, const char *format, ...)
{
  const Place place = place_of(scan, line, line->text, line->length);
  g_autofree char *message = NULL;
  va_list arguments;

  va_start(arguments, format);
  message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  return diagnostics_add(scan->all, DIAGNOSTIC_ERROR, code, &place, "%s",
                         message);
}

static void
open_section(Scan *scan, const char *name, const Place *place)
{
  IniSection *known = ini_section(scan->ini, name);

  scan->repeated = known != NULL && !known->implied;
  if (scan->repeated)
    diagnostics_add(scan->all, DIAGNOSTIC_ERROR, "E104", place,
                    "section [%s] is already defined at line %u", name,
                    known->place.line);
  scan->section = known ? known : ini_add_section(scan->ini, name, place);
  scan->section->implied = FALSE;
}

/* "[name]".  After a mistake the section is read on under the name that was
 * probably meant, so that mistakes in it are told too. */
static void
read_section(Scan *scan, const Line *line)
{
  const char *close = memchr(line->text, ']', line->length);
  gsize length = close ? (gsize)(close - line->text) - 1
                       : strcspn(line->text + 1, " \t#;\r\n");
  g_autofree char *name =
      g_strndup(line->text + 1, MIN(length, line->length - 1));
  const Place place = place_of(scan, line, line->text + 1, strlen(name));
  g_autofree char *mended = NULL;

  if (!close) {
    diagnostic_hint(
        wrong(scan, line, "E101", "section name has no closing \"]\""),
        "write [%s]", name);
  } else if (close + 1 < line->text + line->length) {
    Line rest = *line;

    rest.text = close + 1;
    rest.length = line->length - (gsize)(rest.text - line->text);
    for (; g_ascii_isspace(*rest.text); rest.text++)
      rest.length--;
    diagnostic_hint(wrong(scan, &rest, "E103",
                          "expected nothing after \"[%s]\", found \"%.*s\"",
                          name, (int)rest.length, rest.text),
                    "a comment needs a line of its own");
  }
  if (*name || close)
    ini_check_name(name, "section name", &place, scan->all);
  mended = ini_mend_name(name);
  open_section(scan, mended ? mended : name, &place);
}

/* The key of "currency EUR" or "currency: EUR", so that a "=" can be put
 * behind it; the rest is in `*value`. */
static char *
key_before_blank(const Line *line, char **value)
{
  g_autofree char *text = g_strndup(line->text, line->length);
  const gsize length = strcspn(text, " \t:");
  g_autofree char *key = g_strndup(text, length);
  const char *rest = text + length;

  rest += *rest == ':';
  *value = g_strstrip(g_strdup(rest));
  return ini_is_key(key) && **value ? g_steal_pointer(&key) : NULL;
}

static void
refuse_line(Scan *scan, const Line *line)
{
  g_autofree char *value = NULL;
  g_autofree char *key = key_before_blank(line, &value);
  Diagnostic *diagnostic =
      wrong(scan, line, "E103", "expected \"key = value\", found \"%.*s\"",
            (int)line->length, line->text);

  if (key) {
    g_autofree char *pair = g_strconcat(key, " = ", value, NULL);

    diagnostic_suggest_text(diagnostic, pair);
  }
}

static gboolean
ends_in_backslash(const GString *value)
{
  return value->len > 0 && value->str[value->len - 1] == '\\';
}

/* Joins the next line to `value` with one blank. */
static void
join_line(Scan *scan, GString *value, Setting *setting)
{
  Line line;
  Join join;

  g_string_truncate(value, value->len - 1);
  while (value->len && g_ascii_isspace(value->str[value->len - 1]))
    g_string_truncate(value, value->len - 1);
  if (!next_line(scan, &line) || line.length == 0)
    return;
  if (value->len)
    g_string_append_c(value, ' ');
  join.offset = value->len;
  join.place = place_of(scan, &line, line.text, line.length);
  if (!setting->joins)
    setting->joins = g_array_new(FALSE, FALSE, sizeof(Join));
  g_array_append_val(setting->joins, join);
  g_string_append_len(value, line.text, (gssize)line.length);
}

static Setting *
read_value(Scan *scan, const Line *line, const char *key, const char *equals)
{
  const char *end = line->text + line->length;
  const char *text = equals + 1;
  g_autoptr(GString) value = NULL;
  Setting *setting = setting_new(key, "");

  while (text < end && g_ascii_isspace(*text))
    text++;
  value = g_string_new_len(text, end - text);
  setting->key_place = place_of(scan, line, line->text, strlen(key));
  setting->value_place = place_of(scan, line, text, (gsize)(end - text));
  while (ends_in_backslash(value))
    join_line(scan, value, setting);
  g_free(setting->raw);
  g_free(setting->value);
  setting->raw = g_strdup(value->str);
  setting->value = g_strdup(value->str);
  return setting;
}

static void
need_section(Scan *scan, const Setting *setting)
{
  if (scan->section)
    return;
  diagnostic_hint(diagnostics_add(scan->all, DIAGNOSTIC_ERROR, "E102",
                                  &setting->key_place,
                                  "option \"%s\" stands before the first "
                                  "section",
                                  setting->key),
                  "put [pipeline] above it");
  scan->section = ini_add_section(scan->ini, "pipeline", &setting->key_place);
  scan->section->implied = TRUE;
}

static void
keep_setting(Scan *scan, Setting *setting)
{
  const Setting *known;

  need_section(scan, setting);
  known = ini_setting(scan->section, setting->key);
  if (!known) {
    ini_set(scan->section, setting);
    return;
  }
  if (!scan->repeated)
    diagnostics_add(scan->all, DIAGNOSTIC_ERROR, "E105", &setting->key_place,
                    "option \"%s\" is already set at line %u (to \"%s\")",
                    setting->key, known->key_place.line, known->raw);
  setting_free(setting);
}

/* Limits may be about a document: "variance.pairs[ID] = > 0.5". */
static gboolean
takes_document(const Scan *scan)
{
  return scan->section && strcmp(scan->section->name, "fail-if") == 0;
}

/* The "=" behind the key, or NULL; a document may have others. */
static const char *
find_equals(const Scan *scan, const Line *line)
{
  const char *end = line->text + line->length;
  const char *equals = memchr(line->text, '=', line->length);
  const char *at = memchr(line->text, '[', line->length);

  if (!takes_document(scan) || !equals || !at || at > equals)
    return equals;
  while ((at = memchr(at, ']', (gsize)(end - at))) != NULL) {
    for (at++; at < end && (*at == ' ' || *at == '\t'); at++)
      ;
    if (at < end && *at == '=')
      return at;
  }
  return equals;
}

static gboolean
check_key(const Scan *scan, const char *key, const Place *place)
{
  g_autofree char *names = g_strndup(key, strcspn(key, "["));

  return ini_check_key(takes_document(scan) ? names : key, place, scan->all);
}

static void
read_pair(Scan *scan, const Line *line)
{
  const char *equals = find_equals(scan, line);
  g_autofree char *key = NULL;
  Setting *setting;

  if (!equals || equals == line->text) {
    refuse_line(scan, line);
    return;
  }
  key = g_strchomp(g_strndup(line->text, (gsize)(equals - line->text)));
  setting = read_value(scan, line, key, equals);
  if (check_key(scan, key, &setting->key_place))
    keep_setting(scan, setting);
  else
    setting_free(setting);
}

static void
read_lines(Scan *scan)
{
  Line line;

  while (next_line(scan, &line)) {
    if (line.length == 0 || *line.text == '#' || *line.text == ';')
      continue;
    if (*line.text == '[')
      read_section(scan, &line);
    else
      read_pair(scan, &line);
  }
}

Ini *
ini_parse(const char *path, const char *bytes, gsize length, Diagnostics *all)
{
  Ini *ini = ini_new(path);
  g_autofree char *clean = NULL;
  Scan scan = { .ini = ini, .all = all };

  scan.file = ini->path;
  if (ini_is_utf16(ini->path, bytes, length, all))
    return ini;
  if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
    bytes += 3;
    length -= 3;
  }
  clean = ini_clean(ini->path, bytes, length, all);
  scan.bytes = bytes;
  scan.clean = scan.at = clean;
  scan.end = clean + length;
  read_lines(&scan);
  return ini;
}

static gboolean
set_errno(GError **error)
{
  const int number = errno;

  g_set_error_literal(error, G_FILE_ERROR,
                      (gint)g_file_error_from_errno(number),
                      g_strerror(number));
  return FALSE;
}

/* Not g_file_get_contents: a pipe or a device may not end. */
static gboolean
read_bytes(const char *path, GString *bytes, GError **error)
{
  FILE *file = fopen(path, "rbe");
  char block[4096];
  gsize length;
  gboolean read;

  if (!file)
    return set_errno(error);
  while (bytes->len <= INI_FILE_BYTES
         && (length = fread(block, 1, sizeof block, file)) > 0)
    g_string_append_len(bytes, block, (gssize)length);
  read = !ferror(file) || set_errno(error);
  fclose(file);
  if (read && bytes->len > INI_FILE_BYTES)
    g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                        "more than 16 MiB is no pipeline file");
  return read && bytes->len <= INI_FILE_BYTES;
}

Ini *
ini_read(const char *path, Diagnostics *all, GError **error)
{
  g_autoptr(GString) bytes = g_string_new(NULL);

  if (!read_bytes(path, bytes, error))
    return NULL;
  return ini_parse(path, bytes->str, bytes->len, all);
}
