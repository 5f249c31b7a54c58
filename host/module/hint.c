/* SPDX-License-Identifier: Apache-2.0
 *
 * hint.c - what to do about a refusal, where that is known.
 */
#include "module.h"
#include <string.h>

/* Functions that people forget to link, by the library that has them.  A
 * prefix ends with "*".  libc's own are not here: they are always linked. */
static const struct {
  const char *symbol;
  const char *library;
} homes[] = {
  { "sb_stemmer_*", "-lstemmer" }, { "g_*", "-lglib-2.0" },
  { "_Z*", "-lstdc++" },           { "u_*", "-licuuc" },
  { "pcre2_*", "-lpcre2-8" },      { "sqlite3_*", "-lsqlite3" },
  { "deflate*", "-lz" },           { "inflate*", "-lz" },
};

/* Of libm, without the f or l of the other types: a prefix would take
 * log_message for one of them. */
static const char *const math[] = {
  "acos",   "acosh", "asin",      "asinh", "atan",   "atan2", "atanh",
  "cbrt",   "ceil",  "cos",       "cosh",  "erf",    "erfc",  "exp",
  "exp2",   "expm1", "fabs",      "floor", "fma",    "fmax",  "fmin",
  "fmod",   "hypot", "lgamma",    "log",   "log10",  "log1p", "log2",
  "lround", "lrint", "nearbyint", "pow",   "rint",   "round", "sin",
  "sinh",   "sqrt",  "tan",       "tanh",  "tgamma", "trunc",
};

static gboolean
is_math(const char *symbol)
{
  for (guint i = 0; i < G_N_ELEMENTS(math); i++) {
    const char *rest = symbol + strlen(math[i]);
    if (g_str_has_prefix(symbol, math[i])
        && (*rest == '\0' || strcmp(rest, "f") == 0 || strcmp(rest, "l") == 0))
      return TRUE;
  }
  return FALSE;
}

static gboolean
symbol_matches(const char *symbol, const char *pattern)
{
  gsize length = strlen(pattern);

  if (pattern[length - 1] == '*')
    return strncmp(symbol, pattern, length - 1) == 0;
  return strcmp(symbol, pattern) == 0;
}

static char *
undefined_hint(const char *symbol)
{
  guint i;

  if (strcmp(symbol, "stemma_module_v1") == 0)
    return NULL;
  if (is_math(symbol))
    return g_strdup("link it with -lm");
  for (i = 0; i < G_N_ELEMENTS(homes); i++)
    if (symbol_matches(symbol, homes[i].symbol))
      return g_strdup_printf("link it with %s", homes[i].library);
  return g_strdup("link it with the library that defines it");
}

static char *
load_hint(const char *message)
{
  static const char undefined[] = "undefined symbol: ";
  const char *found = strstr(message, undefined);

  if (found) {
    g_autofree char *symbol = g_strdup(found + sizeof undefined - 1);

    symbol[strcspn(symbol, " ,")] = '\0';
    return undefined_hint(symbol);
  }
  if (strstr(message, "cannot open shared object file"))
    return g_strdup("install the library, or set LD_LIBRARY_PATH to its "
                    "folder");
  if (strstr(message, "does not define stemma_module_v1"))
    return g_strdup("define it as stemma/plugin.h declares it, with "
                    "STEMMA_EXPORT");
  if (strstr(message, " when it was loaded (")
      || strstr(message, ": it was not loaded within "))
    return g_strdup("its constructors run then; a plugin needs none");
  return NULL;
}

/* By words of elf.c and note.c. */
static char *
file_hint(const char *message)
{
  static const char *const hints[][2] = {
    { "not an ELF file",
      "name the .so that the compiler made, not its source" },
    { "a 32-bit ELF file", "build it for this machine, without -m32" },
    { "another kind of processor", "build it on this machine, or for it" },
    { "not a shared object", "link it with -shared -fPIC" },
    { "is cut short", "copy or build it again: a part of the file is missing" },
    { "damaged", "copy or build it again" },
    { "no stemma note",
      "put STEMMA_NOTE(ID, VERSION, LICENSE) into one of its files" },
  };

  for (guint i = 0; i < G_N_ELEMENTS(hints); i++)
    if (strstr(message, hints[i][0]))
      return g_strdup(hints[i][1]);
  return NULL;
}

char *
module_error_hint(const GError *error)
{
  g_return_val_if_fail(error != NULL, NULL);
  if (error->domain != MODULE_ERROR)
    return NULL;
  switch (error->code) {
  case MODULE_ERROR_LOAD:
    return load_hint(error->message);
  case MODULE_ERROR_ABI:
    return g_strdup(strstr(error->message, " was built for ")
                        ? "build it again with the headers of this stemma"
                        : "install a newer stemma");
  case MODULE_ERROR_FILE:
    return file_hint(error->message);
  case MODULE_ERROR_DESCRIPTOR:
    return g_strdup("tell its author: stemma validate says what to write "
                    "there");
  default:
    return NULL;
  }
}
