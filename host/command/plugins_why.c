/* SPDX-License-Identifier: Apache-2.0
 *
 * plugins_why.c - `stemma plugins why FILE`: the steps of loading, one line
 * each, up to the one that fails, which tells its reason and what to do.
 *
 * Asks nothing of the cache: a file is judged as it is now.
 */
#include "../config/escape.h"
#include "../module/elf.h"
#include "../module/load.h"
#include "command.h"
#include "plugins.h"
#include <stdio.h>
#include <string.h>

static void
say(const char *verdict, const char *step, const char *text)
{
  g_autoptr(GString) safe = g_string_new(NULL);

  escape_append(safe, text, 0);
  printf("%-4s  %-9s  %s\n", verdict, step, safe->str);
}

static void G_GNUC_PRINTF(2, 3)
    say_ok(const char *step, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start(arguments, format);
  text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  say("ok", step, text);
}

static int
say_failed(const char *step, const GError *error)
{
  g_autofree char *hint = module_error_hint(error);
  g_autofree char *text =
      g_strdup_printf("%s [E%d]", error->message, error->code);

  say("FAIL", step, text);
  if (hint)
    printf("                 = %s\n", hint);
  return STATUS_TROUBLE;
}

static char *
needed_libraries(const char *path)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
  g_auto(GStrv) names = NULL;
  Bytes bytes;

  if (!file)
    return g_strdup("");
  bytes.bytes = (const guint8 *)g_mapped_file_get_contents(file);
  bytes.length = g_mapped_file_get_length(file);
  names = elf_needed(bytes);
  return names[0] ? g_strjoinv(", ", names) : g_strdup("none");
}

/* The loader finds libraries and symbols in one go; its words tell which of
 * the two it was. */
static const char *
step_of(const GError *error)
{
  static const struct {
    const char *words;
    const char *step;
  } steps[] = {
    { "cannot open shared object file", "libraries" },
    { "undefined symbol", "symbols" },
    { "does not define", "entry" },
    { "describes itself wrongly", "describe" },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS(steps); i++)
    if (strstr(error->message, steps[i].words))
      return steps[i].step;
  return "load";
}

static void
say_loaded(const Module *module, const char *libraries)
{
  g_autoptr(GString) stages = g_string_new(NULL);
  guint i;

  say_ok("libraries", "%s", libraries);
  say_ok("symbols", "every one that it uses is defined");
  say_ok("load", "in a child process");
  say_ok("entry", "stemma_module_v1");
  for (i = 0; i < module->stage_count; i++)
    g_string_append_printf(stages, "%s%s", i ? ", " : "",
                           module->stages[i]->id);
  say_ok("describe", "%u stage%s: %s", module->stage_count,
         module->stage_count == 1 ? "" : "s", stages->str);
}

static int
load_loudly(Candidate *candidate)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *libraries = needed_libraries(candidate->path);
  Module *module;

  module = candidate_try(candidate, &error);
  if (!module) {
    const char *step = step_of(error);

    if (strcmp(step, "libraries") != 0)
      say_ok("libraries", "%s", libraries);
    return say_failed(step, error);
  }
  module->real = g_strdup(candidate->real);
  say_loaded(module, libraries);
  if (!plugin_opens(module, &error))
    return say_failed("open", error);
  say_ok("open", "every stage starts with its defaults");
  return STATUS_DONE;
}

int
plugin_why(const char *path)
{
  g_auto(Candidate) candidate = { 0 };
  g_autoptr(GError) error = NULL;
  const NameCard *card = &candidate.card;

  if (!candidate_read(&candidate, path, &error))
    return say_failed(error->code == MODULE_ERROR_FILE ? "note" : "file",
                      error);
  say_ok("file", "%s, %" G_GUINT64_FORMAT " bytes", path, candidate.size);
  say_ok("note", "%s %s (%s)", card->id, card->version, card->license);
  if (!candidate_suits(&candidate, &error))
    return say_failed("abi", error);
  say_ok("abi", "built for %u.%u, needs %u.%u; this stemma has %u.%u",
         card->epoch, card->minor, card->epoch, card->needs_minor, STEMMA_EPOCH,
         STEMMA_MINOR);
  return load_loudly(&candidate);
}
