/* SPDX-License-Identifier: Apache-2.0
 *
 * progress.c - "1,204 documents  38.2 of 120 MB  21.4 MB/s  4 s left".
 */
#include "progress.h"

#include <unistd.h>

#define SECOND G_USEC_PER_SEC
/* A short run draws nothing. */
#define QUIET_START (SECOND / 2)
#define EVERY (SECOND / 10)

struct Progress {
  FILE *to;
  gint64 started;
  gint64 drawn; /* when; 0: there is no line */
  gint64 next;
};

Progress *
progress_new(FILE *to, gboolean wanted)
{
  Progress *progress;

  if (!wanted || !isatty(fileno(to)))
    return NULL;
  progress = g_new0(Progress, 1);
  progress->to = to;
  progress->started = g_get_monotonic_time();
  progress->next = progress->started + QUIET_START;
  return progress;
}

void
progress_free(Progress *progress)
{
  progress_wipe(progress);
  g_free(progress);
}

/* 1204 as "1,204". */
static void
append_count(GString *text, guint64 count)
{
  char digits[24];
  int length = g_snprintf(digits, sizeof digits, "%" G_GUINT64_FORMAT, count);

  for (int i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0)
      g_string_append_c(text, ',');
    g_string_append_c(text, digits[i]);
  }
}

static void
append_left(GString *text, double seconds)
{
  guint64 left = (guint64)(seconds + 0.5);

  if (left < 60)
    g_string_append_printf(text, "  %" G_GUINT64_FORMAT " s left", left);
  else if (left < 3600)
    g_string_append_printf(text, "  %" G_GUINT64_FORMAT ":%02u min left",
                           left / 60, (guint)(left % 60));
  else
    g_string_append_printf(text, "  %" G_GUINT64_FORMAT ":%02u h left",
                           left / 3600, (guint)(left / 60 % 60));
}

char *
progress_text(guint pass, guint64 documents, guint64 bytes, guint64 total,
              gint64 passed)
{
  GString *text = g_string_new(NULL);
  double seconds = (double)MAX(passed, 1) / SECOND;
  double rate = (double)bytes / seconds;

  if (pass > 0)
    g_string_append_printf(text, "pass %u: ", pass + 1);
  append_count(text, documents);
  g_string_append(text, documents == 1 ? " document" : " documents");
  if (pass > 0)
    return g_string_free(text, FALSE);
  if (total > 0)
    g_string_append_printf(text, "  %.1f of %.1f MB", (double)bytes / 1e6,
                           (double)total / 1e6);
  else
    g_string_append_printf(text, "  %.1f MB", (double)bytes / 1e6);
  g_string_append_printf(text, "  %.1f MB/s", rate / 1e6);
  if (total > bytes && rate > 0)
    append_left(text, (double)(total - bytes) / rate);
  return g_string_free(text, FALSE);
}

void
progress_tell(Progress *progress, guint pass, guint64 documents, guint64 bytes,
              guint64 total)
{
  g_autofree char *text = NULL;
  gint64 now;

  if (!progress || (now = g_get_monotonic_time()) < progress->next)
    return;
  text = progress_text(pass, documents, bytes, total, now - progress->started);
  fprintf(progress->to, "\r\033[K%s", text);
  fflush(progress->to);
  progress->drawn = now;
  progress->next = now + EVERY;
}

void
progress_wipe(Progress *progress)
{
  if (!progress || !progress->drawn)
    return;
  fputs("\r\033[K", progress->to);
  fflush(progress->to);
  progress->drawn = 0;
}
