/* SPDX-License-Identifier: Apache-2.0
 *
 * write.h - a whole block of bytes to a file.
 */
#ifndef CONFIG_WRITE_H
#define CONFIG_WRITE_H

#include <errno.h>
#include <glib.h>
#include <unistd.h>

/* FALSE: errno; some of it may have been written. */
static inline gboolean
write_all(int file, const void *bytes, gsize length)
{
  const char *at = bytes;

  while (length > 0) {
    gssize written = write(file, at, length);

    if (written < 0 && errno != EINTR)
      return FALSE;
    at += MAX(written, 0);
    length -= (gsize)MAX(written, 0);
  }
  return TRUE;
}

#endif
