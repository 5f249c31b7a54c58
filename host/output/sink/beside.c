/* SPDX-License-Identifier: Apache-2.0
 *
 * beside.c - see beside.h.
 */
#include "beside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

gboolean
beside_is_special(const char *path)
{
  struct stat status;

  return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

static char *
real_path(const char *path)
{
  char *found = realpath(path, NULL);
  char *real = g_strdup(found ? found : path);

  free(found);
  return real;
}

int
beside_open(Beside *beside, const char *path)
{
  struct stat status;
  int fd = -1;

  beside->path = real_path(path);
  for (int tries = 0; fd < 0 && tries < 100; tries++) {
    g_free(beside->temporary);
    beside->temporary =
        g_strdup_printf("%s.%06x", beside->path, g_random_int() & 0xFFFFFF);
    fd = open(beside->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0 && errno != EEXIST)
      break;
  }
  if (fd < 0) {
    int error = errno;

    g_clear_pointer(&beside->temporary, g_free);
    g_clear_pointer(&beside->path, g_free);
    errno = error;
  } else if (stat(beside->path, &status) == 0) {
    (void)!fchmod(fd, status.st_mode & 0777);
  }
  return fd;
}

int
beside_commit(Beside *beside)
{
  if (rename(beside->temporary, beside->path) != 0)
    return errno;
  g_clear_pointer(&beside->temporary, g_free);
  return 0;
}

void
beside_clear(Beside *beside)
{
  if (beside->temporary)
    unlink(beside->temporary);
  g_clear_pointer(&beside->temporary, g_free);
  g_clear_pointer(&beside->path, g_free);
}
