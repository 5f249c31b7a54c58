/* SPDX-License-Identifier: Apache-2.0
 *
 * validate.c - `stemma validate`: does a plugin keep what the ABI asks of it?
 */
#include "../validate/tell.h"
#include "../validate/validation.h"
#include "options.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Long enough for the slowest check on a busy machine. */
static const double default_seconds = 120.0;
/* What is broken on purpose may hang. */
static const double self_test_seconds = 60.0;

typedef struct {
  gboolean self_test;
  gboolean list;
  gboolean only_failed;
  gboolean in_process;
  char **include;
  char **exclude;
  char *format;
  char *level;
  char *timeout;
} Own;

static void
own_clear(Own *own)
{
  g_strfreev(own->include);
  g_strfreev(own->exclude);
  g_free(own->format);
  g_free(own->level);
  g_free(own->timeout);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Own, own_clear)

/* The place of `given` in `names`; -1 and told: it is none of them. */
static int
pick(const char *option, const char *given, const char *const *names)
{
  g_autofree char *list = g_strjoinv(", ", (char **)(gpointer)names);

  for (int i = 0; names[i]; i++)
    if (strcmp(given, names[i]) == 0)
      return i;
  command_misused(&command_validate, "\"--%s\" cannot be \"%s\" (allowed: %s)",
                  option, given, list);
  return -1;
}

static gboolean
take_seconds(const Own *own, double *seconds)
{
  char *end;

  *seconds = own->self_test ? self_test_seconds : default_seconds;
  if (!own->timeout)
    return TRUE;
  *seconds = g_ascii_strtod(own->timeout, &end);
  if (end != own->timeout && *end == '\0' && *seconds > 0)
    return TRUE;
  command_misused(&command_validate,
                  "\"--timeout\" cannot be \"%s\" (a number of seconds)",
                  own->timeout);
  return FALSE;
}

/* --seed N, which the shared options hold as a setting of the pipeline. */
static gboolean
take_seed(const Overrides *overrides, guint64 *seed)
{
  static const char key[] = "pipeline.seed=";

  *seed = 1;
  for (guint i = 0; i < overrides->settings->len; i++) {
    const Override *one = overrides->settings->pdata[i];
    const char *value = one->text + strlen(key);
    char *end;
    if (!g_str_has_prefix(one->text, key))
      continue;
    errno = 0;
    *seed = g_ascii_strtoull(value, &end, 10);
    if (errno || end == value || *end) {
      command_misused(&command_validate,
                      "\"--seed\" cannot be \"%s\" (a whole number)", value);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
read_sample(GPtrArray *samples, const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents(path, &bytes, &length, &error)) {
    command_misused(&command_validate, "%s", error->message);
    return FALSE;
  }
  if (memchr(bytes, '\0', length)
      || !g_utf8_validate(bytes, (gssize)length, NULL)) {
    command_misused(&command_validate,
                    "%s is not a text: expected UTF-8 without a NUL", path);
    return FALSE;
  }
  g_ptr_array_add(samples, text_new(path, g_steal_pointer(&bytes)));
  return TRUE;
}

/* The user's texts, or our own. */
static GPtrArray *
take_samples(char **paths)
{
  g_autoptr(GPtrArray) samples = NULL;

  if (!*paths)
    return texts_samples();
  samples = texts_new();
  for (; *paths; paths++)
    if (!read_sample(samples, *paths))
      return NULL;
  return g_steal_pointer(&samples);
}

static gboolean
any_check(const Validation *validation)
{
  guint count;
  const Check *const *all = checks_all(&count);

  for (guint i = 0; i < count; i++)
    if (validation_has(validation, all[i]))
      return TRUE;
  return FALSE;
}

/* A pattern that fits no check is a slip of the pen. */
static gboolean
fit_checks(const char *option, char *const *given)
{
  for (; given && *given; given++) {
    g_auto(GStrv) parts = g_strsplit(*given, ",", -1);
    for (guint i = 0; parts[i]; i++) {
      char *const one[] = { g_strstrip(parts[i]), NULL };
      const Validation alone = { .include = one };
      if (any_check(&alone))
        continue;
      command_misused(&command_validate,
                      "--%s: no check is named \"%s\" (stemma validate "
                      "--list has them all)",
                      option, one[0]);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
take_checks(const Validation *validation)
{
  if (!fit_checks("include", validation->include)
      || !fit_checks("exclude", validation->exclude))
    return FALSE;
  if (any_check(validation))
    return TRUE;
  command_misused(&command_validate, "--exclude leaves no check to run");
  return FALSE;
}

static int
status_of(const Teller *teller)
{
  for (int i = LEVEL_ERROR; i <= (int)teller->level; i++)
    if (teller->failed[i] > 0)
      return STATUS_LIMIT;
  return STATUS_DONE;
}

static int
run_self_test(Validation *validation, Teller *teller)
{
  g_autofree char *folder = self_test_folder();

  if (!g_file_test(folder, G_FILE_TEST_IS_DIR))
    return command_misused(
        &command_validate,
        "the plugins of the self-test are not in %s: they are installed with "
        "the headers",
        folder);
  teller->path = folder;
  teller->self_test = TRUE;
  tell_begin(teller);
  validation_self_test(validation, folder, tell_one, teller);
  tell_end(teller);
  return teller->counts[OUTCOME_FAIL] ? STATUS_LIMIT : STATUS_DONE;
}

/* A pipe or a device would be waited for. */
static gboolean
can_read(const char *path)
{
  struct stat about;
  gboolean can = stat(path, &about) == 0 && access(path, R_OK) == 0;

  if (!can)
    command_misused(&command_validate, "plugin file %s cannot be read: %s",
                    path, g_strerror(errno));
  else if (!S_ISREG(about.st_mode))
    command_misused(&command_validate, "%s is no plugin: not a regular file",
                    path);
  return can && S_ISREG(about.st_mode);
}

static int
run_checks(Validation *validation, Teller *teller)
{
  Verdict plain;

  if (!can_read(validation->path))
    return STATUS_TROUBLE;
  if (!validation_probe(validation, &plain))
    return command_misused(&command_validate, "%s", plain.message);
  tell_begin(teller);
  validation_run(validation, &plain, tell_one, teller);
  tell_end(teller);
  return status_of(teller);
}

static int
validate(const Own *own, const SharedOptions *shared, char **arguments)
{
  static const char *const levels[] = { "error", "warning", "advice", NULL };
  int form = own->format ? pick("format", own->format, tell_forms()) : 0;
  int level = own->level ? pick("level", own->level, levels) : 0;
  gboolean needs_file = !own->self_test && !own->list;
  g_autoptr(GPtrArray) samples = NULL;
  Validation validation = { .path = arguments[0],
                            .folders = shared->overrides->plugin_path,
                            .settings = shared->overrides->settings,
                            .include = own->include,
                            .exclude = own->exclude,
                            .in_process = own->in_process };
  Teller teller = { .form = (TellForm)form,
                    .path = arguments[0],
                    .only_failed = own->only_failed,
                    .level = (Level)level,
                    .to = stdout };

  if (form < 0 || level < 0 || !take_seconds(own, &validation.seconds)
      || !take_seed(shared->overrides, &validation.seed))
    return STATUS_TROUBLE;
  if (needs_file != (arguments[0] != NULL))
    return command_misused(&command_validate, needs_file
                                                  ? "expected a plugin file"
                                                  : "expected no file");
  if (own->list) {
    tell_list((TellForm)form, stdout);
    return STATUS_DONE;
  }
  samples = take_samples(arguments + (needs_file ? 1 : 0));
  if (!samples || !take_checks(&validation))
    return STATUS_TROUBLE;
  validation.samples = samples;
  return own->self_test ? run_self_test(&validation, &teller)
                        : run_checks(&validation, &teller);
}

static int
validate_run(int argc, char **argv)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  g_auto(Own) own = { 0 };
  int status;

  if (!command_parse(&command_validate, &argc, &argv, &own, shared, &status))
    return status;
  return validate(&own, shared, argv + 1);
}

static const GOptionEntry options[] = {
  { "only-failed", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Own, only_failed),
    "tell failures alone", NULL },
  { "include", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, OPTION_AT(Own, include),
    "run these checks alone: ids, with * and ?", "IDS" },
  { "exclude", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, OPTION_AT(Own, exclude),
    "leave these checks out", "IDS" },
  { "level", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(Own, level),
    "exit with 1 when a check of this level or above fails: error (the "
    "default), warning, advice",
    "LEVEL" },
  { "format", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(Own, format),
    "text, json, junit or tap", "FORMAT" },
  { "timeout", 0, 0, G_OPTION_ARG_FILENAME, OPTION_AT(Own, timeout),
    "stop a check after so many seconds (120)", "SECONDS" },
  { "in-process", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Own, in_process),
    "run checks without children, for a debugger", NULL },
  { "list", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Own, list),
    "print all checks and run none", NULL },
  { "self-test", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Own, self_test),
    "prove on plugins that are broken on purpose that each check can fail",
    NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

const Command command_validate = {
  .name = "validate",
  .summary = "check whether a plugin keeps what the ABI asks of it",
  .usage = "FILE.so [TEXT]... [OPTION]...",
  .details =
      "Runs every check of the conformance list, each in a child process with "
      "a\n"
      "time limit, and prints one line for each:\n"
      "\n"
      "  ok    ID: what holds\n"
      "  FAIL  ID: what is wrong [LEVEL]\n"
      "        = what to do\n"
      "  skip  ID: why it could not be tried\n"
      "\n"
      "The stages are tried with news that stemma brings along; name texts "
      "behind\n"
      "the file in which yours find more.  -o STAGE.OPTION=VALUE sets an "
      "option.\n"
      "\n"
      "Exit status: 0 when no check failed, 1 when one did (--level says of "
      "which\n"
      "level), 2 when there was nothing to check.\n",
  .options = options,
  .shared = SHARE_PIPELINE,
  .run = validate_run,
};
