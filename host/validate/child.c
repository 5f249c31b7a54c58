/* SPDX-License-Identifier: Apache-2.0
 *
 * child.c - see child.h.
 *
 * What the child finds lies in memory that both share; a pipe tells the parent
 * that it is done, or gone.
 */
#include "child.h"
#include "../worker/leader.h"
#include "../worker/sandbox.h"
#include "../worker/signal_name.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* A plugin's child may hold the pipe open, so the process is looked at too. */
#define LOOK_MS 50

/* Bytes of its own: what takes all memory there is must not take the machine's.
 */
#define MEMORY_MOST (G_GUINT64_CONSTANT(2) << 30)

typedef struct {
  Verdict verdict;
  gint done; /* the verdict is whole */
  gint over; /* what it was doing */
  char doing[512];
} Shared;

static Shared *shared; /* of this child; NULL in the first process */

void
child_doing(const char *format, ...)
{
  va_list arguments;

  if (!shared)
    return;
  va_start(arguments, format);
  g_vsnprintf(shared->doing, sizeof shared->doing, format, arguments);
  va_end(arguments);
  shared->over = FALSE;
}

void
child_has_done(gboolean done)
{
  if (shared)
    shared->over = done;
}

char *
child_said(void)
{
  g_autofree char *bytes = g_malloc0(4096);
  gssize length;

  fflush(NULL);
  length = pread(STDOUT_FILENO, bytes, 4095, 0);
  return length > 0 ? g_utf8_make_valid(bytes, length) : g_strdup("");
}

/* Whoever runs the validator may have set handlers, or a sanitizer. */
static void
child_prepare(void)
{
  struct rlimit none = { 0, 0 };
  struct rlimit memory = { MEMORY_MOST, MEMORY_MOST };
  int null = open("/dev/null", O_RDONLY);
  int output = memfd_create("stemma-validate", 0);
  int number;

  for (number = 1; number < NSIG; number++)
    signal(number, SIG_DFL);
  setrlimit(RLIMIT_CORE, &none);
  if (SANDBOX_WHOLE)
    setrlimit(RLIMIT_DATA, &memory);
  setpgid(0, 0);
  dup2(null, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  close(null);
  close(output);
}

G_NORETURN static void
child_main(int to, void (*work)(gpointer data, Verdict *verdict), gpointer data)
{
  Verdict verdict = { .outcome = OUTCOME_OK };

  child_prepare();
  work(data, &verdict);
  shared->verdict = verdict;
  g_atomic_int_set(&shared->done, 1);
  _exit(write(to, "", 1) == 1 ? 0 : 1);
}

/* Waits for a word, the end of the pipe or of the child, or of the time. */
static void
wait_for(pid_t child, int from, gint64 deadline)
{
  struct pollfd one = { from, POLLIN, 0 };

  while (g_get_monotonic_time() < deadline && poll(&one, 1, LOOK_MS) <= 0
         && !leader_has_ended(child))
    continue;
}

static char *
words_for(const Shared *found)
{
  if (!*found->doing)
    return g_strdup("the check");
  return g_strconcat(found->over ? "the validator, after " : "", found->doing,
                     NULL);
}

static void
tell_end(const Shared *found, int status, Verdict *verdict)
{
  g_autofree char *doing = words_for(found);

  verdict->crashed = TRUE;
  if (WIFSIGNALED(status)) {
    g_autofree char *name = signal_name(WTERMSIG(status));

    verdict_fail(verdict, "%s crashed (%s)", doing, name);
  } else {
    verdict_fail(verdict, "%s ended the process (exit status %d)", doing,
                 WEXITSTATUS(status));
  }
}

static void
parent_main(Shared *found, pid_t child, int from, double seconds,
            Verdict *verdict)
{
  gint64 deadline = g_get_monotonic_time() + (gint64)(seconds * G_USEC_PER_SEC);
  gboolean late;
  int status;

  wait_for(child, from, deadline);
  /* A child that is about to end by a signal of its own has closed the pipe
   * only after it; one that has closed the pipe and lives on has its time. */
  status =
      leader_end(child, g_atomic_int_get(&found->done) ? 0 : deadline, &late);
  found->doing[sizeof found->doing - 1] = '\0';
  if (g_atomic_int_get(&found->done))
    *verdict = found->verdict;
  else if (late) {
    g_autofree char *doing = words_for(found);

    verdict_fail(verdict, "%s did not end within %g s", doing, seconds);
    verdict->late = TRUE;
  } else {
    tell_end(found, status, verdict);
  }
}

static gboolean
no_child(Verdict *verdict, const char *what)
{
  return verdict_skip(verdict, "%s: %s", what, g_strerror(errno));
}

gboolean
child_run(void (*work)(gpointer data, Verdict *verdict), gpointer data,
          double seconds, Verdict *verdict)
{
  Shared *found = mmap(NULL, sizeof *found, PROT_READ | PROT_WRITE,
                       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int ends[2];
  pid_t child;

  if (found == MAP_FAILED)
    return no_child(verdict, "no memory to share with a process");
  if (pipe2(ends, O_CLOEXEC) < 0) {
    munmap(found, sizeof *found);
    return no_child(verdict, "no pipe");
  }
  fflush(NULL);
  child = fork();
  if (child == 0) {
    shared = found;
    close(ends[0]);
    child_main(ends[1], work, data);
  }
  close(ends[1]);
  if (child > 0)
    parent_main(found, child, ends[0], seconds, verdict);
  else
    no_child(verdict, "no process");
  close(ends[0]);
  munmap(found, sizeof *found);
  return child > 0;
}
