/* SPDX-License-Identifier: Apache-2.0
 *
 * filter.c - see filter.h.
 */
#include "filter.h"
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#else
#define ARCHITECTURE 0
#endif

/* Numbers of calls for another kind of program on x86-64 begin here. */
#define FOREIGN 0x40000000u

/* Numbers from `first` on, up to the next way's. */
typedef struct {
  guint32 first;
  Place place;
} Way;

gboolean
filter_is_known(void)
{
  return ARCHITECTURE != 0;
}

Filter
filter_new(void)
{
  return (Filter){ g_array_new(FALSE, FALSE, sizeof(struct sock_filter)),
                   g_array_new(FALSE, FALSE, sizeof(Way)) };
}

void
filter_free(Filter *filter)
{
  g_array_unref(filter->code);
  g_array_unref(filter->ways);
}

static Place
put(Filter *filter, guint16 code, guint32 value, guint yes, guint no)
{
  const struct sock_filter one = { code, (guint8)yes, (guint8)no, value };

  g_assert(yes <= G_MAXUINT8 && no <= G_MAXUINT8);
  g_array_append_val(filter->code, one);
  return filter->code->len;
}

Place
filter_end(Filter *filter, guint32 action)
{
  return put(filter, BPF_RET | BPF_K, action, 0, 0);
}

/* What follows stands next: it was written just before. */
static Place
load(Filter *filter, gsize offset)
{
  return put(filter, BPF_LD | BPF_W | BPF_ABS, (guint32)offset, 0, 0);
}

static Place
jump(Filter *filter, guint16 test, guint32 value, Place yes, Place no)
{
  guint next = filter->code->len;

  return put(filter, BPF_JMP | BPF_K | test, value, next - yes, next - no);
}

static Place
argument(Filter *filter, guint number, guint16 test, guint32 value, Place yes,
         Place no)
{
  jump(filter, test, value, yes, no);
  return load(filter, offsetof(struct seccomp_data, args)
                          + number * sizeof(guint64)
                          + (G_BYTE_ORDER == G_BIG_ENDIAN ? 4 : 0));
}

Place
filter_argument_is(Filter *filter, guint number, guint32 value, Place yes,
                   Place no)
{
  return argument(filter, number, BPF_JEQ, value, yes, no);
}

Place
filter_argument_has(Filter *filter, guint number, guint32 bits, Place yes,
                    Place no)
{
  return argument(filter, number, BPF_JSET, bits, yes, no);
}

void
filter_send(Filter *filter, guint32 number, Place place)
{
  const Way way = { number, place };

  g_array_append_val(filter->ways, way);
}

static gint
by_number(gconstpointer a, gconstpointer b)
{
  const Way *one = a, *other = b;

  return (one->first > other->first) - (one->first < other->first);
}

/* Begins a range, unless the one before leads to the same place. */
static void
add_range(GArray *ranges, guint32 first, Place place)
{
  const Way way = { first, place };

  /* The rest after a number may be empty. */
  if (ranges->len > 0
      && g_array_index(ranges, Way, ranges->len - 1).first == first)
    g_array_set_size(ranges, ranges->len - 1);
  if (ranges->len == 0
      || g_array_index(ranges, Way, ranges->len - 1).place != place)
    g_array_append_val(ranges, way);
}

/* Single numbers made ranges of all numbers. */
static GArray *
ranges_of(GArray *ways, Place rest, Place foreign)
{
  GArray *ranges = g_array_new(FALSE, FALSE, sizeof(Way));

  g_array_sort(ways, by_number);
  add_range(ranges, 0, rest);
  for (guint i = 0; i < ways->len; i++) {
    const Way *way = &g_array_index(ways, Way, i);
    add_range(ranges, way->first, way->place);
    add_range(ranges, way->first + 1, rest);
  }
  add_range(ranges, FOREIGN, foreign);
  return ranges;
}

static Place
tree(Filter *filter, const Way *ranges, guint count)
{
  guint half = count / 2;
  Place below, from;

  if (count == 1)
    return ranges->place;
  below = tree(filter, ranges, half);
  from = tree(filter, ranges + half, count - half);
  return jump(filter, BPF_JGE, ranges[half].first, from, below);
}

static void
reverse(GArray *code)
{
  struct sock_filter *at = (void *)code->data;

  for (guint i = 0, k = code->len - 1; i < k; i++, k--) {
    struct sock_filter one = at[i];
    at[i] = at[k];
    at[k] = one;
  }
}

void
filter_close(Filter *filter, Place rest)
{
  Place foreign = filter_end(filter, SECCOMP_RET_KILL_PROCESS);
  g_autoptr(GArray) ranges = ranges_of(filter->ways, rest, foreign);
  Place number;

  tree(filter, &g_array_index(ranges, Way, 0), ranges->len);
  number = load(filter, offsetof(struct seccomp_data, nr));
  jump(filter, BPF_JEQ, ARCHITECTURE, number, foreign);
  load(filter, offsetof(struct seccomp_data, arch));
  reverse(filter->code);
}

void
filter_change(Filter *filter, Place place, guint32 value)
{
  /* Its comparison stands after it. */
  g_array_index(filter->code, struct sock_filter, filter->code->len - place + 1)
      .k = value;
}

int
filter_install(const Filter *filter)
{
  struct sock_fprog program = {
    (unsigned short)filter->code->len,
    (struct sock_filter *)(void *)filter->code->data
  };

  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) < 0 ? errno
                                                                        : 0;
}
