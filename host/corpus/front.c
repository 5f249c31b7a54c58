/* SPDX-License-Identifier: Apache-2.0
 *
 * front.c - front matter to metadata.
 *
 * It is looked through once before anything is changed, so that a text that
 * only begins like it stays as it is.
 */
#include "front.h"

#include <string.h>

/* Longer ones are none. */
enum { LONGEST = 64 * 1024 };

typedef enum { LINE_END, LINE_PAIR, LINE_OTHER, LINE_TEXT } LineKind;

/* A line without its end and the blanks before that. */
typedef struct {
  char *begin;
  char *end;
  char *next; /* the line after it; NULL: there is none */
} Line;

static Line
line_at(char *at, char *limit)
{
  char *newline = memchr(at, '\n', (gsize)(limit - at));
  Line line = { at, newline ? newline : limit, newline ? newline + 1 : NULL };

  while (line.end > at && g_ascii_isspace(line.end[-1]))
    line.end--;
  return line;
}

static gboolean
is_fence(const Line *line)
{
  return line->end - line->begin == 3
         && (memcmp(line->begin, "---", 3) == 0
             || memcmp(line->begin, "...", 3) == 0);
}

/* The end of a key that a colon and a blank or nothing follow, or NULL. */
static char *
key_end(const Line *line)
{
  char *at = line->begin;

  while (at < line->end
         && (g_ascii_isalnum(*at) || *at == '_'
             || (*at == '-' && at > line->begin)))
    at++;
  if (at == line->begin || at == line->end || *at != ':')
    return NULL;
  return at + 1 == line->end || at[1] == ' ' || at[1] == '\t' ? at : NULL;
}

static LineKind
kind_of(const Line *line)
{
  if (is_fence(line))
    return LINE_END;
  if (line->begin == line->end || *line->begin == '#' || *line->begin == ' '
      || *line->begin == '\t' || *line->begin == '-')
    return LINE_OTHER;
  return key_end(line) ? LINE_PAIR : LINE_TEXT;
}

/* The byte after the closing fence, or NULL; `*pairs` is how many there are. */
static char *
find_end(char *text, char *limit, guint *pairs)
{
  Line line = line_at(text, limit);

  *pairs = 0;
  if (!is_fence(&line) || *line.begin != '-')
    return NULL;
  while (line.next) {
    LineKind kind;

    line = line_at(line.next, limit);
    kind = kind_of(&line);
    if (kind == LINE_END)
      return line.next ? line.next : limit;
    if (kind == LINE_TEXT)
      return NULL;
    *pairs += kind == LINE_PAIR;
  }
  return NULL;
}

/* Takes away quotes and what they escape, in place. */
static void
unquote(char *value)
{
  const gsize length = strlen(value);
  const char quote = value[0];
  char *to = value;

  if (length < 2 || (quote != '"' && quote != '\'')
      || value[length - 1] != quote)
    return;
  value[length - 1] = '\0';
  for (const char *from = value + 1; *from; from++) {
    if (quote == '"' && *from == '\\' && (from[1] == '"' || from[1] == '\\'))
      from++;
    else if (quote == '\'' && from[0] == '\'' && from[1] == '\'')
      from++;
    *to++ = *from;
  }
  *to = '\0';
}

static MetaType
type_of(const char *value)
{
  if (strcmp(value, "true") == 0 || strcmp(value, "false") == 0)
    return META_BOOL;
  /* A number as JSON writes it, so that a report can repeat it as it is. */
  return g_regex_match_simple(
             "\\A-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?\\z", value, 0,
             0)
             ? META_NUMBER
             : META_TEXT;
}

static void
add_pair(Document *document, const Line *line)
{
  char *colon = key_end(line), *value = colon + 1;
  MetaType type;

  while (value < line->end && g_ascii_isspace(*value))
    value++;
  /* A list or an object follows, or nothing. */
  if (value == line->end || *value == '[' || *value == '{')
    return;
  *colon = '\0';
  *line->end = '\0';
  type = *value == '"' || *value == '\'' ? META_TEXT : type_of(value);
  unquote(value);
  document_add_meta(document, line->begin, value, type);
}

static guint
add_pairs(Document *document, char *text, char *end)
{
  Line line = line_at(text, end);
  guint lines = 1;

  for (; line.next && line.next < end; lines++) {
    line = line_at(line.next, end);
    if (kind_of(&line) == LINE_PAIR)
      add_pair(document, &line);
  }
  return lines;
}

gsize
front_read(Document *document, char *text, gsize length)
{
  char *limit = text + MIN(length, LONGEST), *end;
  const char *twice;
  guint pairs, lines;

  end = find_end(text, limit, &pairs);
  if (!end || !pairs)
    return 0;
  lines = add_pairs(document, text, end);
  twice = document_double_meta(document);
  if (twice)
    document_fail_at(document, "E609", 1, 1, "keep one of the two",
                     "the key \"%s\" stands twice in the front matter", twice);
  document_publish_meta(document);
  document_add_line(document, 0, lines + 1);
  return (gsize)(end - text);
}
