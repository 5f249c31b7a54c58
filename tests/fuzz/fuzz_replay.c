/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_replay.c - any bytes as a JSON Lines report: rendered again, or refused
 * with the line that is wrong.
 */
#include "replay/replay.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
free_report(void *report)
{
  ((Report *)report)->free(report);
}

/* All that can go to a file of its own. */
static void
open_reports(GPtrArray *specs, GPtrArray *reports)
{
  for (const char *const *name = report_formats(); *name; name++) {
    ReportSpec *spec = g_new0(ReportSpec, 1);

    spec->format = (char *)*name;
    spec->path = (char *)"/dev/null";
    g_ptr_array_add(specs, spec);
    if (!report_place(*name))
      g_ptr_array_add(reports, report_new(spec, NULL, NULL));
  }
}

/* Does it claim a text of more than some megabytes?  A blank one of that size
 * is made, which only takes the fuzzer's time. */
static gboolean
is_large(const uint8_t *data, size_t size)
{
  static const char name[] = "\"bytes\":";
  const size_t length = sizeof name - 1;

  for (size_t i = 0; i + length + 7 < size; i++) {
    size_t digits = 0;

    if (memcmp(data + i, name, length) != 0)
      continue;
    while (i + length + digits < size && data[i + length + digits] != ',')
      digits++;
    if (digits > 7)
      return TRUE;
  }
  return FALSE;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autoptr(GPtrArray) specs = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) reports = g_ptr_array_new_with_free_func(free_report);
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  ReplayPlace place;
  int fd = memfd_create("report", MFD_CLOEXEC);

  if (is_large(data, size)) {
    close(fd);
    return 0;
  }
  if (fd < 0 || write(fd, data, size) != (ssize_t)size)
    abort();
  path = g_strdup_printf("/proc/self/fd/%d", fd);
  open_reports(specs, reports);
  if (!replay_run(path, specs, reports, TRUE, NULL, &place, &error)
      && (!error || place.line == 0)) {
    fprintf(stderr, "broken: a refusal says where and why\n");
    abort();
  }
  close(fd);
  return 0;
}
