/* SPDX-License-Identifier: Apache-2.0
 *
 * sandbox.c - see sandbox.h.  The call filter is a list of comparisons, so it
 * is written down here rather than made by a library.
 */
#include "sandbox.h"
#include "calls.h"
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
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

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

#if SANDBOX_WHOLE && defined(ARCHITECTURE)

/* Numbers of calls for another kind of program on x86-64 begin here. */
#define FOREIGN 0x40000000u

static gint *ended_by; /* `refused` of the last call */

static void
add(GArray *filter, guint16 code, guint32 value, guint8 yes, guint8 no)
{
  const struct sock_filter one = { code, yes, no, value };

  g_array_append_val(filter, one);
}

static void
load_word(GArray *filter, gsize offset)
{
  add(filter, BPF_LD | BPF_W | BPF_ABS, (guint32)offset, 0, 0);
}

static void
load_argument(GArray *filter, guint number)
{
  load_word(filter,
            offsetof(struct seccomp_data, args) + number * sizeof(guint64));
}

static void
give(GArray *filter, guint32 action)
{
  add(filter, BPF_RET | BPF_K, action, 0, 0);
}

/* `action` where the loaded word is `value`. */
static void
give_if(GArray *filter, guint32 value, guint32 action)
{
  add(filter, BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
  give(filter, action);
}

/* `action` where the loaded word has a bit of `bits`. */
static void
give_if_set(GArray *filter, guint32 bits, guint32 action)
{
  add(filter, BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1);
  give(filter, action);
}

/* What follows, `count` instructions, is for call `number` alone. */
static void
only_for(GArray *filter, glong number, guint8 count)
{
  add(filter, BPF_JMP | BPF_JEQ | BPF_K, (guint32)number, 0, count);
}

static void
add_rules(GArray *filter, Rule rule, guint32 action)
{
  guint count;
  const SystemCall *calls = system_calls(&count);

  for (guint i = 0; i < count; i++)
    if (calls[i].rule == rule)
      give_if(filter, (guint32)calls[i].number, action);
}

static GArray *
filter_new(void)
{
  GArray *filter = g_array_new(FALSE, FALSE, sizeof(struct sock_filter));

  load_word(filter, offsetof(struct seccomp_data, arch));
  add(filter, BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
  give(filter, SECCOMP_RET_KILL_PROCESS);
  load_word(filter, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
  add(filter, BPF_JMP | BPF_JGE | BPF_K, FOREIGN, 0, 1);
  give(filter, SECCOMP_RET_KILL_PROCESS);
#endif
  return filter;
}

/* Memory that can be run, or that is shared with nobody known, is not to be
 * had: the one would be new code, the other would not be counted. */
static void
add_memory(GArray *filter)
{
  only_for(filter, SYS_mprotect, 4);
  load_argument(filter, 2);
  give_if_set(filter, PROT_EXEC, SECCOMP_RET_TRAP);
  give(filter, SECCOMP_RET_ALLOW);
  only_for(filter, SYS_mmap, 8);
  load_argument(filter, 2);
  give_if_set(filter, PROT_EXEC, SECCOMP_RET_TRAP);
  load_argument(filter, 3);
  add(filter, BPF_JMP | BPF_JSET | BPF_K, MAP_ANONYMOUS, 0, 2);
  give_if_set(filter, MAP_SHARED, SECCOMP_RET_TRAP);
  give(filter, SECCOMP_RET_ALLOW);
}

/* Threads, but no processes; signals for itself alone.  The arguments of
 * clone3 cannot be looked at: without it, clone is taken. */
static void
add_threads(GArray *filter)
{
  only_for(filter, SYS_clone, 4);
  load_argument(filter, 0);
  give_if_set(filter, CLONE_THREAD, SECCOMP_RET_ALLOW);
  give(filter, SECCOMP_RET_TRAP);
#ifdef SYS_clone3
  give_if(filter, SYS_clone3, SECCOMP_RET_ERRNO | ENOSYS);
#endif
  only_for(filter, SYS_tgkill, 4);
  load_argument(filter, 0);
  give_if(filter, (guint32)getpid(), SECCOMP_RET_ALLOW);
  give(filter, SECCOMP_RET_TRAP);
  only_for(filter, SYS_prctl, 4);
  load_argument(filter, 0);
  give_if(filter, PR_SET_NAME, SECCOMP_RET_ALLOW);
  give(filter, SECCOMP_RET_ERRNO | EPERM);
}

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

static int
install(GArray *filter, gint *refused)
{
  struct sock_fprog program = { (unsigned short)filter->len,
                                (struct sock_filter *)(void *)filter->data };
  struct sigaction action = { .sa_sigaction = tell_call,
                              .sa_flags = SA_SIGINFO };
  int trouble = 0;

  ended_by = refused;
  sigemptyset(&action.sa_mask);
  sigaction(SIGSYS, &action, NULL);
  if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) < 0)
    trouble = errno;
  g_array_unref(filter);
  return trouble;
}

static int
filter_load(gint *refused)
{
  GArray *filter = filter_new();

  add_rules(filter, RULE_BAR, SECCOMP_RET_TRAP);
  give(filter, SECCOMP_RET_ALLOW);
  return install(filter, refused);
}

static int
filter_work(gint *refused)
{
  GArray *filter = filter_new();

  add_rules(filter, RULE_ALLOW, SECCOMP_RET_ALLOW);
  add_memory(filter);
  add_threads(filter);
  add_rules(filter, RULE_FAIL, SECCOMP_RET_ERRNO | EPERM);
  give(filter, SECCOMP_RET_TRAP);
  return install(filter, refused);
}

#else

static int
filter_load(gint *refused)
{
  (void)refused;
  return SANDBOX_WHOLE ? ENOSYS : 0;
}

static int
filter_work(gint *refused)
{
  (void)refused;
  return SANDBOX_WHOLE ? ENOSYS : 0;
}

#endif

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

int
sandbox_load(gint *refused)
{
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  landlock(WRITES);
  return filter_load(refused);
}

int
sandbox_work(gint *refused)
{
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  landlock(G_MAXUINT64);
  return filter_work(refused);
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

/* RLIMIT_DATA counts what a process has for itself, and not what it shares
 * with the host, which grows with the document. */
void
sandbox_limit(guint64 memory)
{
  if (SANDBOX_WHOLE)
    limit(RLIMIT_DATA, own_memory() + memory);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_MEMLOCK, 0);
  limit(RLIMIT_NOFILE, SANDBOX_FILES);
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
