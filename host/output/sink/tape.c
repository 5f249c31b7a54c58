/* SPDX-License-Identifier: Apache-2.0
 *
 * tape.c - recording; tape-play.c plays.
 */
#include "../../config/write.h"
#include "beside.h"
#include "tape-private.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

struct Tape {
  Beside beside;
  int fd; /* -1: it failed */
  int failed;
  guint places;
  TapeHead head;
  XXH3_state_t *sum;
};

/* What was recorded gives its room back at once: the disk may be full. */
static void
fail(Tape *tape, int error)
{
  tape->failed = error;
  if (tape->fd >= 0)
    close(tape->fd);
  tape->fd = -1;
  beside_clear(&tape->beside);
}

Tape *
tape_new(const char *path, const void *key)
{
  Tape *tape = g_new0(Tape, 1);

  memcpy(tape->head.magic, TAPE_MAGIC, sizeof tape->head.magic);
  memcpy(tape->head.key, key, TAPE_KEY);
  tape->sum = XXH3_createState();
  XXH3_64bits_reset(tape->sum);
  tape->fd = beside_open(&tape->beside, path);
  if (tape->fd >= 0 && write_all(tape->fd, &tape->head, sizeof tape->head))
    return tape;
  tape->failed = errno;
  tape_free(tape);
  return NULL;
}

void
tape_free(Tape *tape)
{
  const int error = tape ? tape->failed : 0;

  if (!tape)
    return;
  fail(tape, error);
  XXH3_freeState(tape->sum);
  g_free(tape);
  errno = error;
}

static void
put(Tape *tape, const void *bytes, gsize length)
{
  if (tape->fd < 0 || length == 0)
    return;
  if (!write_all(tape->fd, bytes, length)) {
    fail(tape, errno);
    return;
  }
  XXH3_64bits_update(tape->sum, bytes, length);
  tape->head.length += length;
}

static void
put_chunk(Tape *tape, ChunkKind kind, guint place, const void *bytes,
          gsize length)
{
  static const char zeros[8];
  const Chunk chunk = { kind, place, length };

  put(tape, &chunk, sizeof chunk);
  put(tape, bytes, length);
  put(tape, zeros, (8 - length % 8) % 8);
}

guint
tape_place(Tape *tape, const char *path)
{
  if (!tape || !path || strcmp(path, "-") == 0)
    return 0;
  put_chunk(tape, CHUNK_PLACE, 0, path, strlen(path) + 1);
  return ++tape->places;
}

void
tape_bytes(Tape *tape, guint place, const void *bytes, gsize length)
{
  if (tape)
    put_chunk(tape, CHUNK_BYTES, place, bytes, length);
}

void
tape_folder(Tape *tape, const char *path)
{
  if (tape)
    put_chunk(tape, CHUNK_FOLDER, 0, path, strlen(path) + 1);
}

static void
put_file(Tape *tape, guint place, int fd)
{
  char *block = g_malloc(1u << 20);
  ssize_t got;

  do {
    got = read(fd, block, 1u << 20);
    if (got > 0)
      tape_bytes(tape, place, block, (gsize)got);
  } while (got > 0 || (got < 0 && errno == EINTR));
  if (got < 0)
    fail(tape, errno);
  g_free(block);
}

void
tape_file(Tape *tape, const char *path, const char *from)
{
  int fd;

  if (!tape)
    return;
  fd = open(from, O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    fail(tape, errno);
    return;
  }
  put_file(tape, tape_place(tape, path), fd);
  close(fd);
}

void
tape_line(Tape *tape, const TapeLine *line)
{
  const char *const parts[] = { line->stage,
                                line->document ? line->document : "",
                                line->line };
  const guint about = line->document ? LINE_HAS_DOCUMENT : 0;
  g_autoptr(GString) text = NULL;

  if (!tape)
    return;
  text = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    g_string_append_len(text, parts[i], (gssize)strlen(parts[i]) + 1);
  put_chunk(tape, CHUNK_LINE, line->level | about, text->str, text->len);
}

int
tape_keep(Tape *tape, int status)
{
  TapeHead *head = &tape->head;
  int error;

  if (tape->fd < 0)
    return tape->failed;
  head->status = status;
  head->sum =
      XXH3_64bits_withSeed(head, sizeof *head, XXH3_64bits_digest(tape->sum));
  if (lseek(tape->fd, 0, SEEK_SET) != 0
      || !write_all(tape->fd, head, sizeof *head)) {
    fail(tape, errno);
    return tape->failed;
  }
  error = close(tape->fd) ? errno : beside_commit(&tape->beside);
  tape->fd = -1;
  if (error)
    fail(tape, error);
  return error;
}
