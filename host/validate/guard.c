/* SPDX-License-Identifier: Apache-2.0
 *
 * guard.c - see guard.h.
 */
#include "guard.h"
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct {
  char *pages;
  gsize length; /* without the guard page */
} Piece;

struct Guard {
  GArray *pieces; /* of Piece */
};

Guard *
guard_new(void)
{
  Guard *guard = g_new0(Guard, 1);

  guard->pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
  return guard;
}

static gsize
page_size(void)
{
  return (gsize)sysconf(_SC_PAGESIZE);
}

/* The addresses stay taken, so that nothing else comes to lie there. */
void
guard_free(Guard *guard)
{
  for (guint i = 0; i < guard->pieces->len; i++) {
    Piece *piece = &g_array_index(guard->pieces, Piece, i);
    mmap(piece->pages, piece->length + page_size(), PROT_NONE,
         MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
  }
  g_array_unref(guard->pieces);
  g_free(guard);
}

void *
guard_take(Guard *guard, const void *bytes, gsize size)
{
  gsize page = page_size();
  Piece piece = { NULL, (size + page - 1) / page * page };
  char *at;

  piece.pages = mmap(NULL, piece.length + page, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (piece.pages == MAP_FAILED
      || mprotect(piece.pages + piece.length, page, PROT_NONE) < 0)
    g_error("no memory for %" G_GSIZE_FORMAT " guarded bytes", size);
  g_array_append_val(guard->pieces, piece);
  at = piece.pages + piece.length - size;
  if (bytes && size > 0)
    memcpy(at, bytes, size);
  return at;
}

void
guard_lock(Guard *guard)
{
  Piece *last = &g_array_index(guard->pieces, Piece, guard->pieces->len - 1);

  if (last->length > 0)
    mprotect(last->pages, last->length, PROT_READ);
}
