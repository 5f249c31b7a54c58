/* SPDX-License-Identifier: Apache-2.0
 *
 * signal_name.c - see signal_name.h.
 */
#include "signal_name.h"

#include <signal.h>

const SignalName signal_names[] = {
  { SIGSEGV, "SIGSEGV" }, { SIGBUS, "SIGBUS" },   { SIGILL, "SIGILL" },
  { SIGFPE, "SIGFPE" },   { SIGABRT, "SIGABRT" }, { SIGSYS, "SIGSYS" },
  { SIGTRAP, "SIGTRAP" }, { SIGKILL, "SIGKILL" }, { SIGTERM, "SIGTERM" },
  { SIGPIPE, "SIGPIPE" }, { SIGALRM, "SIGALRM" }, { SIGXCPU, "SIGXCPU" },
  { SIGXFSZ, "SIGXFSZ" },
};

char *
signal_name(int number)
{
  for (guint i = 0; i < SIGNAL_NAMES; i++)
    if (signal_names[i].number == number)
      return g_strdup(signal_names[i].name);
  return g_strdup_printf("signal %d", number);
}
