/* SPDX-License-Identifier: Apache-2.0
 *
 * trial.c - a child process, a pipe for what it has to say, and a time limit.
 */
#include "trial.h"
#include "module.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the child reports, in one write: a pipe takes so little at once. */
typedef struct {
  gint32 passed;
  gint32 code;
  char message[2048];
} Verdict;

static const struct {
  int number;
  const char *name;
} signals[] = {
  { SIGSEGV, "SIGSEGV" }, { SIGBUS, "SIGBUS" },   { SIGILL, "SIGILL" },
  { SIGFPE, "SIGFPE" },   { SIGABRT, "SIGABRT" }, { SIGSYS, "SIGSYS" },
  { SIGTRAP, "SIGTRAP" }, { SIGKILL, "SIGKILL" }, { SIGTERM, "SIGTERM" },
  { SIGPIPE, "SIGPIPE" }, { SIGALRM, "SIGALRM" }, { SIGXCPU, "SIGXCPU" },
  { SIGXFSZ, "SIGXFSZ" },
};

char *
signal_name(int number)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS(signals); i++)
    if (signals[i].number == number)
      return g_strdup(signals[i].name);
  return g_strdup_printf("signal %d", number);
}

/* A sanitizer's or a caller's handlers would hide the signal; what the plugin
 * prints is nobody's output; a core file would only litter. */
static void
child_prepare(void)
{
  struct rlimit none = { 0, 0 };
  int null = open("/dev/null", O_RDWR);
  guint i;

  for (i = 0; i < G_N_ELEMENTS(signals); i++)
    signal(signals[i].number, SIG_DFL);
  setrlimit(RLIMIT_CORE, &none);
  setpgid(0, 0);
  if (null >= 0) {
    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
  }
}

G_NORETURN static void
child_main(int to, gboolean (*work)(gpointer data, GError **error),
           gpointer data)
{
  Verdict verdict = { 0 };
  GError *error = NULL;

  child_prepare();
  verdict.passed = work(data, &error);
  if (error) {
    verdict.code = error->code;
    g_strlcpy(verdict.message, error->message, sizeof verdict.message);
  }
  _exit(write(to, &verdict, sizeof verdict) == sizeof verdict ? 0 : 1);
}

/* Waits until the pipe closes or has a verdict; FALSE when time is up. */
static gboolean
verdict_read(int from, gint64 deadline, Verdict *verdict, gboolean *whole)
{
  char *at = (char *)verdict;
  gsize got = 0;

  *whole = FALSE;
  while (got < sizeof *verdict) {
    gint64 left = (deadline - g_get_monotonic_time()) / 1000;
    struct pollfd one = { from, POLLIN, 0 };
    gssize n;

    if (left <= 0)
      return FALSE;
    if (poll(&one, 1, (int)MIN(left, G_MAXINT)) <= 0)
      continue;
    n = read(from, at + got, sizeof *verdict - got);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return TRUE;
    got += (gsize)n;
  }
  verdict->message[sizeof verdict->message - 1] = '\0';
  *whole = TRUE;
  return TRUE;
}

static gboolean
refuse_end(const char *path, const char *done, int status, GError **error)
{
  if (WIFSIGNALED(status)) {
    g_autofree char *name = signal_name(WTERMSIG(status));

    g_set_error(error, MODULE_ERROR, MODULE_ERROR_LOAD,
                "plugin file %s cannot be %s: it crashed when it was %s (%s)",
                path, done, done, name);
  } else {
    g_set_error(error, MODULE_ERROR, MODULE_ERROR_LOAD,
                "plugin file %s cannot be %s: it ended the process when it was "
                "%s (exit status %d)",
                path, done, done, WEXITSTATUS(status));
  }
  return FALSE;
}

static gboolean
parent_main(const char *path, const char *done, pid_t child, int from,
            double seconds, GError **error)
{
  gint64 deadline = g_get_monotonic_time() + (gint64)(seconds * G_USEC_PER_SEC);
  Verdict verdict;
  gboolean whole;
  gboolean in_time = verdict_read(from, deadline, &verdict, &whole);
  int status = 0;

  /* The group too: a constructor may have forked. */
  if (!in_time || whole) {
    kill(-child, SIGKILL);
    kill(child, SIGKILL);
  }
  while (waitpid(child, &status, 0) < 0 && errno == EINTR)
    continue;
  if (!in_time) {
    g_set_error(error, MODULE_ERROR, MODULE_ERROR_LOAD,
                "plugin file %s cannot be %s: it was not %s within %g s", path,
                done, done, seconds);
    return FALSE;
  }
  if (!whole)
    return refuse_end(path, done, status, error);
  if (!verdict.passed)
    g_set_error_literal(error, MODULE_ERROR, verdict.code, verdict.message);
  return verdict.passed;
}

gboolean
trial_run(const char *path, const char *done, double seconds,
          gboolean (*work)(gpointer data, GError **error), gpointer data,
          GError **error)
{
  int ends[2];
  pid_t child;
  gboolean passed;

  if (pipe2(ends, O_CLOEXEC) < 0) {
    g_set_error(error, MODULE_ERROR, MODULE_ERROR_LOAD,
                "plugin file %s cannot be %s: no pipe to try it through: %s",
                path, done, g_strerror(errno));
    return FALSE;
  }
  child = fork();
  if (child == 0) {
    close(ends[0]);
    child_main(ends[1], work, data);
  }
  close(ends[1]);
  if (child < 0) {
    g_set_error(error, MODULE_ERROR, MODULE_ERROR_LOAD,
                "plugin file %s cannot be %s: no process to try it in: %s",
                path, done, g_strerror(errno));
    passed = FALSE;
  } else {
    passed = parent_main(path, done, child, ends[0], seconds, error);
  }
  close(ends[0]);
  return passed;
}
