/* SPDX-License-Identifier: Apache-2.0
 *
 * json.h - reads one line of JSON strictly (RFC 8259), value by value.
 *
 * For input that nobody vouches for: no recursion, at most JSON_DEPTH levels,
 * no half a surrogate pair, no \u0000, numbers kept as written.  Strings are
 * unescaped in place, so a long text is never copied twice.  Not a tree, and
 * not for writing.
 *
 * The line must be valid UTF-8 where its strings are used, and have
 * JSON_PADDING readable bytes after its end.
 */
#ifndef CORPUS_JSON_H
#define CORPUS_JSON_H

#include <glib.h>

#define JSON_DEPTH 128u
#define JSON_PADDING 32u

typedef enum {
  JSON_BAD,
  JSON_OBJECT,
  JSON_ARRAY,
  JSON_STRING,
  JSON_NUMBER,
  JSON_TRUE,
  JSON_FALSE,
  JSON_NULL
} JsonKind;

/* Bytes of the line; after json_string and json_number a NUL follows them. */
typedef struct {
  char *bytes;
  gsize length;
} JsonText;

/* Where the plain stretches of a line's strings end, in order, as the first
 * reading of it found them: the second need not look at every byte.  Of more
 * than there is room for only the first are kept. */
#define JSON_STOPS 1024u
typedef struct {
  guint32 at[JSON_STOPS]; /* from the line's start */
  guint count;
} JsonStops;

/* Where reading is.  After the first fault every call does nothing and says
 * FALSE. */
typedef struct {
  char *start;
  char *at;
  char *end;
  const char *fault; /* what is wanted or wrong; NULL: nothing so far */
  char *fault_at;
  JsonStops *noted;       /* what this reading finds goes there, or NULL */
  const JsonStops *known; /* what an earlier one found, or NULL */
  guint stop;             /* of `known`: comes next */
} JsonLine;

void json_start(JsonLine *json, char *bytes, gsize length);

/* The kind of the value that comes next, by its first byte. */
JsonKind json_peek(JsonLine *json);

/* Goes into the object or array that comes next. */
gboolean json_enter(JsonLine *json);
/* Is there another item before `close`, '}' or ']'?  Goes past the comma, or
 * past `close`.  `*first` starts as TRUE. */
gboolean json_more(JsonLine *json, char close, gboolean *first);
/* A member's name and the colon. */
gboolean json_key(JsonLine *json, JsonText *key);

gboolean json_string(JsonLine *json, JsonText *text);
gboolean json_number(JsonLine *json, JsonText *text);
/* Any value, checked as strictly and not changed. */
gboolean json_skip(JsonLine *json);
/* Does nothing but blanks follow? */
gboolean json_finish(JsonLine *json);

/* The raw bytes of the string that comes next, still escaped and unchanged. */
gboolean json_raw_string(JsonLine *json, JsonText *raw);
/* Unescapes raw bytes into `to`, which has room for raw.length + 1.  The
 * length, or -1 and a fault. */
gssize json_unescape(JsonLine *json, JsonText raw, char *to);

/* Are the bytes those of `word`? */
gboolean json_is(JsonText text, const char *word);

#endif
