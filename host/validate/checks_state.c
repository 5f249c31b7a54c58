/* SPDX-License-Identifier: Apache-2.0
 *
 * checks_state.c - what belongs to the process is as it was after a stage has
 * been loaded, opened, run and closed.
 */
#include "check.h"
#include "tries.h"
#include <dirent.h>
#include <fenv.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

/* Each gives a text of one part of the process's state; free with g_free. */
typedef char *(*Snapshot)(void);

static char *
see_locale(void)
{
  return g_strdup(setlocale(LC_ALL, NULL));
}

static char *
see_signals(void)
{
  GString *text = g_string_new("handlers");
  sigset_t mask;

  pthread_sigmask(SIG_SETMASK, NULL, &mask);
  for (int i = 1; i < NSIG; i++) {
    struct sigaction action;
    if (sigaction(i, NULL, &action) == 0 && action.sa_handler != SIG_DFL)
      g_string_append_printf(text, " %d", i);
  }
  g_string_append(text, "; blocked");
  for (int i = 1; i < NSIG; i++)
    if (sigismember(&mask, i) == 1)
      g_string_append_printf(text, " %d", i);
  return g_string_free(text, FALSE);
}

static char *
see_umask(void)
{
  mode_t mask = umask(0);

  umask(mask);
  return g_strdup_printf("umask %03o", (guint)mask);
}

static char *
see_folder(void)
{
  return g_get_current_dir();
}

/* A line for each. */
static char *
see_environment(void)
{
  return g_strjoinv("\n", environ);
}

/* What each descriptor is, a line for each, but for the one that looks. */
static char *
see_files(void)
{
  GString *text = g_string_new(NULL);
  DIR *folder = opendir("/proc/self/fd");
  struct dirent *entry;

  while (folder && (entry = readdir(folder))) {
    g_autofree char *path = g_strconcat("/proc/self/fd/", entry->d_name, NULL);
    g_autofree char *to = g_file_read_link(path, NULL);
    if (to && (int)g_ascii_strtoll(entry->d_name, NULL, 10) != dirfd(folder))
      g_string_append_printf(text, "\n%s", to);
  }
  if (folder)
    closedir(folder);
  return g_string_free(text, FALSE);
}

static char *
see_threads(void)
{
  DIR *folder = opendir("/proc/self/task");
  struct dirent *entry;
  guint count = 0;

  while (folder && (entry = readdir(folder)))
    count += entry->d_name[0] != '.';
  if (folder)
    closedir(folder);
  return g_strdup_printf("%u thread%s", count, count == 1 ? "" : "s");
}

/* Rounding, and which exceptions trap; those that occurred are nobody's. */
static char *
see_numbers(void)
{
  return g_strdup_printf("rounding %d, traps %d", fegetround(), fegetexcept());
}

/* GLib and the loader make what they make once before the first look. */
static void
warm_up(Subject *subject)
{
  Verdict none = { OUTCOME_OK, "" };

  subject_catalogue(subject);
  if (subject_read(subject, &none))
    g_free(see_files());
}

/* The first line of `text` that `other` has less often, or NULL. */
static char *
line_beyond(const char *text, const char *other)
{
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  g_auto(GStrv) rest = g_strsplit(other, "\n", -1);

  for (guint i = 0; lines[i]; i++) {
    guint k = 0;
    while (rest[k] && strcmp(rest[k], lines[i]) != 0)
      k++;
    if (!rest[k])
      return g_strdup(lines[i]);
    *rest[k] = '\0';
  }
  return NULL;
}

static void
tell_change(const char *before, const char *after, Verdict *verdict)
{
  g_autofree char *gone = line_beyond(before, after);
  g_autofree char *come = line_beyond(after, before);

  if (gone && come)
    verdict_fail(verdict, "it was \"%.300s\", and after a run \"%.300s\"", gone,
                 come);
  else if (gone || come)
    verdict_fail(verdict, "%s \"%.300s\" after a run",
                 gone ? "it has taken away" : "it has left behind",
                 gone ? gone : come);
  else
    verdict_fail(verdict, "it has been put into another order");
}

static void
compare_state(Subject *subject, Snapshot see, Verdict *verdict)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  warm_up(subject);
  before = see();
  try_samples(subject, verdict);
  after = see();
  if (strcmp(before, after) != 0)
    tell_change(before, after, verdict);
}

#define STATE(name)                                                            \
  static void check_##name(Subject *subject, Verdict *verdict)                 \
  {                                                                            \
    compare_state(subject, see_##name, verdict);                               \
  }
STATE(locale)
STATE(signals)
STATE(umask)
STATE(folder)
STATE(environment)
STATE(files)
STATE(threads)
STATE(numbers)

const Check state_checks[] = {
  { "state.locale", LEVEL_ERROR, "leaves the locale alone",
    "read and write numbers yourself; never call setlocale", check_locale },
  { "state.signals", LEVEL_ERROR, "leaves signals and their handlers alone",
    "no signal, sigaction, sigprocmask; libraries often have a switch for it",
    check_signals },
  { "state.umask", LEVEL_ERROR, "leaves the umask alone", "never call umask",
    check_umask },
  { "state.folder", LEVEL_ERROR, "leaves the working directory alone",
    "never call chdir; stemma.resource/1 finds files", check_folder },
  { "state.environment", LEVEL_ERROR, "leaves the environment alone",
    "never call setenv or putenv: other threads read it", check_environment },
  { "state.files", LEVEL_ERROR, "closes every file that it opens",
    "close in close what open opened; better, use stemma.resource/1",
    check_files },
  { "state.threads", LEVEL_ERROR, "leaves no thread behind",
    "join in close every thread that was started", check_threads },
  { "state.numbers", LEVEL_ERROR,
    "leaves rounding and floating-point traps alone",
    "no fesetround, no feenableexcept, no -ffast-math start files",
    check_numbers },
  { .id = NULL },
};
