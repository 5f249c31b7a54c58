/* SPDX-License-Identifier: Apache-2.0
 *
 * sandbox.c - see sandbox.h.
 */
#include "sandbox.h"
#include "calls.h"
#include "filter.h"
#include <errno.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Some machines have no other. */
#if !defined(SYS_mmap) && defined(SYS_mmap2)
#define SYS_mmap SYS_mmap2
#endif

static gint *ended_by;  /* `refused` of the last call */
static int refusal;     /* of a filter that the keeper set for its copies */
static Filter working;  /* of a process that works, made by its keeper */
static Place own_group; /* there: where a signal's group is looked at */

/* The signal is blocked while it is handled, so the same call again ends the
 * process with it. */
static void
tell_call(int number, siginfo_t *about, void *context)
{
  (void)number, (void)context;
  __atomic_store_n(ended_by, about->si_syscall, __ATOMIC_RELAXED);
  syscall(SYS_ptrace, 0, 0, 0, 0);
  _exit(128 + SIGSYS);
}

static void
catch_calls(gint *refused)
{
  struct sigaction action = { .sa_sigaction = tell_call,
                              .sa_flags = SA_SIGINFO };

  ended_by = refused;
  sigemptyset(&action.sa_mask);
  sigaction(SIGSYS, &action, NULL);
}

static void
send_rule(Filter *filter, Rule rule, Place place)
{
  guint count;
  const SystemCall *calls = system_calls(&count);

  for (guint i = 0; i < count; i++)
    if (calls[i].rule == rule)
      filter_send(filter, (guint32)calls[i].number, place);
}

static int
filter_load(void)
{
  Filter filter = filter_new();
  Place allow = filter_end(&filter, SECCOMP_RET_ALLOW);
  int trouble;

  send_rule(&filter, RULE_BAR, filter_end(&filter, SECCOMP_RET_TRAP));
  filter_close(&filter, allow);
  trouble = filter_install(&filter);
  filter_free(&filter);
  return trouble;
}

/* Memory that can be run, or that is shared with nobody known, is not to be
 * had: the one would be new code, the other would not be counted. */
static void
send_memory(Filter *filter, Place allow, Place trap)
{
  Place shared = filter_argument_has(filter, 3, MAP_SHARED, trap, allow);
  Place anonymous =
      filter_argument_has(filter, 3, MAP_ANONYMOUS, shared, allow);

  filter_send(filter, SYS_mmap,
              filter_argument_has(filter, 2, PROT_EXEC, trap, anonymous));
  filter_send(filter, SYS_mprotect,
              filter_argument_has(filter, 2, PROT_EXEC, trap, allow));
}

/* A process may be named, and die with its parent. */
static Place
own_name(Filter *filter, Place allow, Place fail)
{
  Place kill = filter_argument_is(filter, 1, SIGKILL, allow, fail);
  Place death = filter_argument_is(filter, 0, PR_SET_PDEATHSIG, kill, fail);

  return filter_argument_is(filter, 0, PR_SET_NAME, allow, death);
}

/* Of a keeper, and so of all its copies: nothing but compute, and what it needs
 * to copy itself.  The arguments of clone3 cannot be looked at: without it,
 * clone is taken. */
static int
filter_settle(void)
{
  Filter filter = filter_new();
  Place allow = filter_end(&filter, SECCOMP_RET_ALLOW);
  Place trap = filter_end(&filter, SECCOMP_RET_TRAP);
  Place fail = filter_end(&filter, SECCOMP_RET_ERRNO | EPERM);
  int trouble;

  send_rule(&filter, RULE_ALLOW, allow);
  send_rule(&filter, RULE_KEEP, allow);
  send_rule(&filter, RULE_FAIL, fail);
  send_memory(&filter, allow, trap);
  filter_send(&filter, SYS_clone, allow);
  filter_send(&filter, SYS_prctl, own_name(&filter, allow, fail));
  filter_send(&filter, SYS_tgkill, allow);
  /* A thread may choose its own processors (stay.h), not another one's. */
  filter_send(&filter, SYS_sched_setaffinity,
              filter_argument_is(&filter, 0, 0, allow, fail));
#ifdef SYS_clone3
  filter_send(&filter, SYS_clone3,
              filter_end(&filter, SECCOMP_RET_ERRNO | ENOSYS));
#endif
  filter_close(&filter, trap);
  trouble = filter_install(&filter);
  filter_free(&filter);
  return trouble;
}

/* What a copy loses beside: threads, but no processes; signals for itself
 * alone.  Each copy has it made into code of its own by the kernel, which costs
 * by its length. */
static void
make_working(void)
{
  Filter *filter = &working;
  Place allow, trap;

  *filter = filter_new();
  allow = filter_end(filter, SECCOMP_RET_ALLOW);
  trap = filter_end(filter, SECCOMP_RET_TRAP);
  filter_send(filter, SYS_clone,
              filter_argument_has(filter, 0, CLONE_THREAD, allow, trap));
  own_group = filter_argument_is(filter, 0, 0, allow, trap);
  filter_send(filter, SYS_tgkill, own_group);
  filter_close(filter, allow);
}

/* Landlock as its versions have it; a system's header may be older. */
#define LANDLOCK_CREATE 444
#define LANDLOCK_RESTRICT 446

typedef struct {
  guint64 files;
  guint64 network;
  guint64 scopes;
} Landlock;

#define WRITE_FILE (1u << 1)
#define TREE_CHANGES (0x1ffu << 4) /* remove and make, of every kind */
#define REFER (1u << 13)
#define TRUNCATE (1u << 14)
#define WRITES (WRITE_FILE | TREE_CHANGES | REFER | TRUNCATE)

/* All rights that version `version` can take, or those of them in `files`, are
 * taken: there is no rule that gives any back. */
static void
landlock(guint64 files)
{
  static const guint rights[] = { 0, 13, 14, 15, 15, 16 };
  glong version = syscall(LANDLOCK_CREATE, NULL, 0, 1u);
  Landlock taken = { 0 };
  glong rules;

  if (version < 1)
    return;
  taken.files =
      files
      & ((1u << rights[MIN((gsize)version, G_N_ELEMENTS(rights) - 1)]) - 1u);
  taken.network = version >= 4 ? 3 : 0;
  taken.scopes = version >= 6 ? 3 : 0;
  rules = syscall(LANDLOCK_CREATE, &taken,
                  version >= 6   ? sizeof taken
                  : version >= 4 ? offsetof(Landlock, scopes)
                                 : offsetof(Landlock, network),
                  0u);
  if (rules < 0)
    return;
  syscall(LANDLOCK_RESTRICT, rules, 0u);
  close((int)rules);
}

static void
limit(__rlimit_resource_t which, guint64 most)
{
  struct rlimit now;

  if (getrlimit(which, &now) < 0)
    return;
  now.rlim_cur = now.rlim_max = MIN(now.rlim_max, most);
  setrlimit(which, &now);
}

/* Memory of its own that this process has, in bytes. */
static guint64
own_memory(void)
{
  FILE *file = fopen("/proc/self/statm", "re");
  unsigned long pages = 0;

  if (!file)
    return 0;
  if (fscanf(file, "%*u %*u %*u %*u %*u %lu", &pages) != 1)
    pages = 0;
  fclose(file);
  return (guint64)pages * (guint64)sysconf(_SC_PAGESIZE);
}

int
sandbox_load(gint *refused)
{
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  landlock(WRITES);
  if (!SANDBOX_WHOLE)
    return 0;
  if (!filter_is_known())
    return ENOSYS;
  catch_calls(refused);
  return filter_load();
}

/* RLIMIT_DATA counts what a process has for itself, and not what it shares
 * with the host, which grows with the document. */
void
sandbox_settle(guint64 memory, gint *refused)
{
  guint64 own = own_memory();

  landlock(G_MAXUINT64);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_MEMLOCK, 0);
  limit(RLIMIT_NOFILE, SANDBOX_FILES);
  if (!SANDBOX_WHOLE)
    return;
  limit(RLIMIT_DATA, own + memory);
  refusal = filter_is_known() ? 0 : ENOSYS;
  if (refusal)
    return;
  catch_calls(refused);
  make_working();
  refusal = filter_settle();
}

int
sandbox_work(gint *refused)
{
  if (!SANDBOX_WHOLE || refusal)
    return refusal;
  ended_by = refused;
  filter_change(&working, own_group, (guint32)getpid());
  return filter_install(&working);
}

const char *
sandbox_call_name(gint number, char *buffer, gsize size)
{
  guint count;
  const SystemCall *calls = system_calls(&count);

  for (guint i = 0; i < count; i++)
    if (calls[i].number == number)
      return calls[i].name;
  g_snprintf(buffer, size, "system call %d", number);
  return buffer;
}
