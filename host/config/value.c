/* SPDX-License-Identifier: Apache-2.0
 *
 * value.c - value types of the pipeline file.
 */
#include "value.h"
#include <errno.h>
#include <math.h>
#include <string.h>

typedef struct {
  const char *name;
  double factor;
} Unit;

static const Unit size_units[] = {
  { "", 1 }, { "K", 0x1p10 }, { "M", 0x1p20 }, { "G", 0x1p30 }, { "T", 0x1p40 }
};
static const Unit time_units[] = {
  { "ms", 1e-3 }, { "s", 1 }, { "m", 60 }, { "h", 3600 }
};

/* Is there a comment behind the value, where none can be? */
static gboolean
has_comment(const char *text)
{
  const char *at;

  for (at = text; *at; at++)
    if ((*at == '#' || *at == ';') && at > text && g_ascii_isspace(at[-1]))
      return TRUE;
  return FALSE;
}

static gboolean
is_quoted(const char *text)
{
  const gsize length = strlen(text);

  return length > 1 && (*text == '"' || *text == '\'')
         && text[length - 1] == *text;
}

/* "0,01" as "0.01", NULL when it is not such a number. */
static char *
with_point(const char *text)
{
  g_autofree char *copy = g_strdup(text);
  char *comma = strchr(copy, ',');
  double number;

  if (!comma)
    return NULL;
  *comma = '.';
  return value_is_real(copy, &number) ? g_steal_pointer(&copy) : NULL;
}

typedef enum { KIND_OTHER, KIND_WHOLE, KIND_REAL } Kind;

/* What to do about a value: the first of these that fits. */
static void
hint(Diagnostic *diagnostic, const Value *value, Kind kind)
{
  g_autofree char *mended = kind == KIND_REAL ? with_point(value->text) : NULL;

  if (has_comment(value->text))
    diagnostic_hint(diagnostic, "a comment needs a line of its own");
  else if (is_quoted(value->text))
    diagnostic_hint(diagnostic, "write it without quotes");
  else if (mended)
    diagnostic_hint(diagnostic, "write %s", mended);
  else if (kind != KIND_OTHER && value->fallback && *value->fallback)
    diagnostic_hint(diagnostic, "default: %s", value->fallback);
}

static Diagnostic *
needs(const Value *value, const char *what, Diagnostics *all)
{
  return diagnostics_add(all, DIAGNOSTIC_ERROR, "E206", value->place,
                         "\"%s\" needs %s, found \"%s\"", value->name, what,
                         value->text);
}

static gboolean
needs_number(const Value *value, const char *what, Kind kind, Diagnostics *all)
{
  hint(needs(value, what, all), value, kind);
  return FALSE;
}

gboolean
value_bool(const Value *value, gboolean *to, Diagnostics *all)
{
  static const char *const words[] = { "yes", "no",  "true", "false",
                                       "on",  "off", "1",    "0" };
  guint i;

  for (i = 0; i < G_N_ELEMENTS(words); i++) {
    if (strcmp(value->text, words[i]) == 0) {
      *to = i % 2 == 0;
      return TRUE;
    }
  }
  hint(diagnostics_add(all, DIAGNOSTIC_ERROR, "E209", value->place,
                       "\"%s\" needs yes or no, found \"%s\"", value->name,
                       value->text),
       value, KIND_OTHER);
  return FALSE;
}

static const char *
digits(const char *text)
{
  while (g_ascii_isdigit(*text))
    text++;
  return text;
}

/* The end of the number at `text`, NULL when there is none. */
static const char *
number_end(const char *text, gboolean whole)
{
  const char *begin = text + (*text == '-' || *text == '+');
  const char *at = digits(begin);
  const char *exponent;

  if (at == begin)
    return NULL;
  if (whole)
    return at;
  if (*at == '.' && g_ascii_isdigit(at[1]))
    at = digits(at + 1);
  if (*at != 'e' && *at != 'E')
    return at;
  exponent = at + 1 + (at[1] == '-' || at[1] == '+');
  return g_ascii_isdigit(*exponent) ? digits(exponent) : at;
}

gboolean
value_is_real(const char *text, double *to)
{
  const char *end = number_end(text, FALSE);

  if (!end || *end)
    return FALSE;
  *to = g_ascii_strtod(text, NULL);
  return isfinite(*to);
}

/* A bound that no value of the type can pass is no bound. */
static gboolean
is_bound(double bound)
{
  return isfinite(bound) && fabs(bound) < 9.2e18;
}

static char *
bound_text(double bound, const Unit *units, guint count)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  guint best = count, i;

  for (i = 0; i < count; i++)
    if (bound != 0 && fmod(bound, units[i].factor) == 0
        && (best == count || units[i].factor > units[best].factor))
      best = i;
  if (best < count)
    bound /= units[best].factor;
  g_ascii_formatd(number, sizeof number, "%.15g", bound);
  return g_strconcat(number, best < count ? units[best].name : "", NULL);
}

static gboolean
in_range(const Value *value, double number, double min, double max,
         const Unit *units, guint count, Diagnostics *all)
{
  const gboolean free = min == 0 && max == 0;
  g_autofree char *low = bound_text(min, units, count);
  g_autofree char *high = bound_text(max, units, count);
  g_autofree char *range = NULL;

  if (free || (number >= min && number <= max))
    return TRUE;
  if (min == max)
    range = g_strdup(low);
  else if (is_bound(min) && is_bound(max))
    range = g_strdup_printf("from %s to %s", low, high);
  else if (is_bound(min))
    range = g_strdup_printf("%s or more", low);
  else
    range = g_strdup_printf("%s or less", high);
  diagnostics_add(all, DIAGNOSTIC_ERROR, "E207", value->place,
                  "\"%s\" must be %s, found %s", value->name, range,
                  value->text);
  return FALSE;
}

gboolean
value_int(const Value *value, double min, double max, gint64 *to,
          Diagnostics *all)
{
  static const char what[] = "a whole number";
  const char *end = number_end(value->text, TRUE);
  gint64 number;

  if (!end || *end)
    return needs_number(value, what, KIND_WHOLE, all);
  errno = 0;
  number = g_ascii_strtoll(value->text, NULL, 10);
  if (errno == ERANGE) {
    needs(value, "a whole number of at most 18 digits", all);
    return FALSE;
  }
  if (!in_range(value, (double)number, min, max, NULL, 0, all))
    return FALSE;
  *to = number;
  return TRUE;
}

gboolean
value_real(const Value *value, double min, double max, double *to,
           Diagnostics *all)
{
  double number;

  if (!value_is_real(value->text, &number))
    return needs_number(value, "a number", KIND_REAL, all);
  if (!in_range(value, number, min, max, NULL, 0, all))
    return FALSE;
  *to = number;
  return TRUE;
}

gboolean
value_version(const Value *value, Diagnostics *all)
{
  static const char form[] = "^(>=|<=|==|>|<)? *[0-9]+([.][0-9]+)*"
                             "([-+][0-9A-Za-z.+-]*)?$";

  if (g_regex_match_simple(form, value->text, 0, 0))
    return TRUE;
  hint(needs(value, "a version such as >= 2.1", all), value, KIND_OTHER);
  return FALSE;
}

/* "64MB", "64m", "64 M": the value that was meant, or NULL. */
static char *
mended_unit(const char *text, const char *end, const Unit *units, guint count)
{
  const char *rest = end + strspn(end, " ");
  guint i;

  for (i = 0; i < count; i++) {
    const gsize length = strlen(units[i].name);
    const char *tail = rest + length;

    if (length && g_ascii_strncasecmp(rest, units[i].name, length) == 0
        && (!*tail || g_ascii_strcasecmp(tail, "B") == 0
            || g_ascii_strcasecmp(tail, "iB") == 0
            || g_str_has_prefix(tail, "ec") || g_str_has_prefix(tail, "in")))
      return g_strdup_printf("%.*s%s", (int)(end - text), text, units[i].name);
  }
  return NULL;
}

/* A number with one of `units` behind it. */
static gboolean
with_unit(const Value *value, const char *what, const Unit *units, guint count,
          double *to, Diagnostics *all)
{
  const char *end = number_end(value->text, FALSE);
  g_autofree char *mended = NULL;
  guint i;

  for (i = 0; end && *value->text != '-' && i < count; i++) {
    if (strcmp(end, units[i].name) == 0) {
      *to = g_ascii_strtod(value->text, NULL) * units[i].factor;
      if (isfinite(*to))
        return TRUE;
    }
  }
  if (end && *value->text != '-')
    mended = mended_unit(value->text, end, units, count);
  if (mended && strcmp(mended, value->text) != 0)
    diagnostic_suggest_text(needs(value, what, all), mended);
  else
    needs_number(value, what, KIND_REAL, all);
  return FALSE;
}

gboolean
value_size(const Value *value, double min, double max, guint64 *to,
           Diagnostics *all)
{
  const guint count = G_N_ELEMENTS(size_units);
  double bytes = 0;

  if (!with_unit(value, "a size such as 64M", size_units, count, &bytes, all)
      || !in_range(value, bytes, min, max, size_units, count, all))
    return FALSE;
  if (bytes >= 0x1p63) {
    needs(value, "a size below 8388608T", all);
    return FALSE;
  }
  *to = (guint64)bytes;
  return TRUE;
}

gboolean
value_time(const Value *value, double min, double max, double *to,
           Diagnostics *all)
{
  const guint count = G_N_ELEMENTS(time_units);
  double seconds = 0;

  if (!with_unit(value, "a time such as 5s", time_units, count, &seconds, all)
      || !in_range(value, seconds, min, max, time_units, count, all))
    return FALSE;
  *to = seconds;
  return TRUE;
}

gboolean
value_choice(const Value *value, const char *const *choices, guint *to,
             Diagnostics *all)
{
  Diagnostic *diagnostic;
  guint i;

  for (i = 0; choices && choices[i]; i++) {
    if (strcmp(value->text, choices[i]) == 0) {
      *to = i;
      return TRUE;
    }
  }
  diagnostic =
      diagnostics_add(all, DIAGNOSTIC_ERROR, "E208", value->place,
                      "\"%s\" cannot be \"%s\"", value->name, value->text);
  diagnostic_allowed(diagnostic, choices, NULL);
  diagnostic_suggest(diagnostic, value->text, choices);
  hint(diagnostic, value, KIND_OTHER);
  return FALSE;
}
