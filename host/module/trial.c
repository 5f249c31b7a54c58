/* SPDX-License-Identifier: Apache-2.0
 *
 * trial.c - a child process, a pipe for what it has to say, and a time limit.
 */
#include "trial.h"
#include "../config/write.h"
#include "../worker/leader.h"
#include "../worker/sandbox.h"
#include "../worker/signal_name.h"
#include "module.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef gboolean (*Work)(gpointer data, GByteArray *result, GError **error);

/* What the child reports; `length` bytes follow. */
typedef struct {
  gint32 passed;
  gint32 code;
  guint64 length;
  char message[2048];
} Verdict;

/* A description that is longer is none. */
#define RESULT_MOST (1u << 20)

/* A sanitizer's or a caller's handlers would hide the signal; what the plugin
 * prints is nobody's output; a core file would only litter. */
static void
child_prepare(void)
{
  struct rlimit none = { 0, 0 };
  int null = open("/dev/null", O_RDWR);
  guint i;

  for (i = 0; i < SIGNAL_NAMES; i++)
    signal(signal_names[i].number, SIG_DFL);
  setrlimit(RLIMIT_CORE, &none);
  setpgid(0, 0);
  if (null >= 0) {
    dup2(null, STDIN_FILENO);
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
  }
}

G_NORETURN static void
child_main(int to, Work work, gpointer data)
{
  GByteArray *result = g_byte_array_new();
  Verdict verdict = { 0 };
  GError *error = NULL;
  gint refused;

  child_prepare();
  sandbox_load(&refused);
  verdict.passed = work(data, result, &error);
  verdict.length = result->len;
  if (error) {
    verdict.code = error->code;
    g_strlcpy(verdict.message, error->message, sizeof verdict.message);
  }
  _exit(write_all(to, &verdict, sizeof verdict)
                && write_all(to, result->data, result->len)
            ? 0
            : 1);
}

typedef enum { READ_WHOLE, READ_SHORT, READ_LATE } Reading;

/* READ_SHORT: the pipe was closed before. */
static Reading
read_all(int from, gint64 deadline, void *bytes, gsize length)
{
  char *at = bytes;

  while (length > 0) {
    gint64 left = (deadline - g_get_monotonic_time()) / 1000;
    struct pollfd one = { from, POLLIN, 0 };
    gssize n;

    if (left <= 0)
      return READ_LATE;
    if (poll(&one, 1, (int)MIN(left, G_MAXINT)) <= 0)
      continue;
    n = read(from, at, length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return READ_SHORT;
    at += n;
    length -= (gsize)n;
  }
  return READ_WHOLE;
}

static Reading
verdict_read(int from, gint64 deadline, Verdict *verdict, GByteArray *result)
{
  Reading reading = read_all(from, deadline, verdict, sizeof *verdict);

  if (reading != READ_WHOLE)
    return reading;
  verdict->message[sizeof verdict->message - 1] = '\0';
  if (verdict->length > RESULT_MOST)
    return READ_SHORT;
  g_byte_array_set_size(result, (guint)verdict->length);
  return read_all(from, deadline, result->data, result->len);
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
            double seconds, GByteArray *result, GError **error)
{
  gint64 deadline = g_get_monotonic_time() + (gint64)(seconds * G_USEC_PER_SEC);
  Verdict verdict;
  Reading reading = verdict_read(from, deadline, &verdict, result);
  gboolean late;
  /* One that closed the pipe may be about to end, and how is to be told. */
  int status = leader_end(child, reading == READ_SHORT ? deadline : 0, &late);

  if (reading == READ_LATE || (reading == READ_SHORT && late)) {
    g_set_error(error, MODULE_ERROR, MODULE_ERROR_LOAD,
                "plugin file %s cannot be %s: it was not %s within %g s", path,
                done, done, seconds);
    return FALSE;
  }
  if (reading == READ_SHORT)
    return refuse_end(path, done, status, error);
  if (!verdict.passed)
    g_set_error_literal(error, MODULE_ERROR, verdict.code, verdict.message);
  return verdict.passed;
}

gboolean
trial_run(const char *path, const char *done, double seconds, Work work,
          gpointer data, GByteArray *result, GError **error)
{
  g_autoptr(GByteArray) own = g_byte_array_new();
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
    passed = parent_main(path, done, child, ends[0], seconds,
                         result ? result : own, error);
  }
  close(ends[0]);
  return passed;
}
