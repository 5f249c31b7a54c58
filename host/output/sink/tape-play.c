/* SPDX-License-Identifier: Apache-2.0
 *
 * tape-play.c - writes again what a tape holds.
 */
#include "sink.h"
#include "tape-private.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

/* So much of a file that is there is looked at at once. */
#define BLOCK (256u * 1024u)

/* A file that the tape fills, or standard output. */
typedef struct {
  const char *path; /* NULL: standard output */
  int there;        /* a file with the same bytes so far, or -1 */
  Sink *sink;
} Target;

typedef struct {
  const TapePlay *play;
  const TapeHead *head;
  const guint8 *chunks;
  const guint8 *end;
  GArray *targets; /* of Target, by place */
  char *block;
} Player;

static void
clear_target(gpointer data)
{
  Target *target = data;

  if (target->there >= 0)
    close(target->there);
  sink_free(target->sink);
}

static Target *
target_of(const Player *player, guint place)
{
  return &g_array_index(player->targets, Target, place);
}

/* The chunk at `*at`, whose bytes are given; NULL at the end. */
static const Chunk *
next_chunk(const Player *player, const guint8 **at, const char **bytes)
{
  const Chunk *chunk = (const void *)*at;
  guint64 whole;

  if ((gsize)(player->end - *at) < sizeof *chunk)
    return NULL;
  whole = (chunk->length + 7) & ~(guint64)7;
  *at += sizeof *chunk;
  if (whole < chunk->length || whole > (guint64)(player->end - *at))
    return NULL;
  *bytes = (const char *)*at;
  *at += whole;
  return chunk;
}

/* Is it the tape of this key, and as it was recorded? */
static gboolean
is_whole(Player *player, const char *bytes, gsize length)
{
  TapeHead head;

  if (length < sizeof head)
    return FALSE;
  player->head = (const void *)bytes;
  player->chunks = (const guint8 *)bytes + sizeof head;
  player->end = (const guint8 *)bytes + length;
  memcpy(&head, bytes, sizeof head);
  head.sum = 0;
  return memcmp(head.magic, TAPE_MAGIC, sizeof head.magic) == 0
         && memcmp(head.key, player->play->key, TAPE_KEY) == 0
         && head.length == length - sizeof head
         && player->head->sum
                == XXH3_64bits_withSeed(
                    &head, sizeof head,
                    XXH3_64bits(player->chunks, head.length));
}

/* A regular file, else -1. */
static int
open_there(const char *path)
{
  struct stat status;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd >= 0 && (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))) {
    close(fd);
    return -1;
  }
  return fd;
}

static void
differ(Target *target)
{
  if (target->there >= 0)
    close(target->there);
  target->there = -1;
}

/* Reads on in the file that is there: does it go on as the tape does? */
static void
compare_bytes(Player *player, Target *target, const char *bytes, gsize length)
{
  while (target->there >= 0 && length > 0) {
    const ssize_t got =
        read(target->there, player->block, MIN(length, (gsize)BLOCK));

    if (got <= 0 || memcmp(player->block, bytes, (gsize)got) != 0) {
      differ(target);
      return;
    }
    bytes += got;
    length -= (gsize)got;
  }
}

static gboolean
find_targets(Player *player)
{
  const Target output = { NULL, -1, NULL };
  const guint8 *at = player->chunks;
  const Chunk *chunk;
  const char *bytes;

  g_array_append_val(player->targets, output);
  while ((chunk = next_chunk(player, &at, &bytes))) {
    if (chunk->kind == CHUNK_PLACE) {
      const Target target = { bytes, open_there(bytes), NULL };
      g_array_append_val(player->targets, target);
    } else if (chunk->kind == CHUNK_BYTES) {
      if (chunk->place >= player->targets->len)
        return FALSE;
      compare_bytes(player, target_of(player, chunk->place), bytes,
                    chunk->length);
    }
  }
  return at == player->end;
}

/* What is there is no longer than the tape, and its time stamp can be set. */
static void
settle_target(Player *player, Target *target)
{
  if (target->there >= 0
      && (read(target->there, player->block, 1) != 0
          || futimens(target->there, NULL) != 0))
    differ(target);
}

static gboolean
make_folder(const char *path, GError **error)
{
  g_autofree char *shown = NULL;

  if (g_mkdir_with_parents(path, 0777) == 0)
    return TRUE;
  shown = g_filename_display_name(path);
  g_set_error(error, SINK_ERROR, SINK_ERROR_WRITE, "%s: cannot write: %s",
              shown, g_strerror(errno));
  return FALSE;
}

static void
say_line(const TapePlay *play, const Chunk *chunk, const char *bytes)
{
  const char *document = bytes + strlen(bytes) + 1;
  const TapeLine line = { chunk->place & ~LINE_HAS_DOCUMENT, bytes,
                          chunk->place & LINE_HAS_DOCUMENT ? document : NULL,
                          document + strlen(document) + 1 };

  if (play->line)
    play->line(play->data, &line);
}

/* Says the lines and makes the folders. */
static gboolean
prepare(Player *player, GError **error)
{
  const guint8 *at = player->chunks;
  const Chunk *chunk;
  const char *bytes;

  while ((chunk = next_chunk(player, &at, &bytes))) {
    if (chunk->kind == CHUNK_LINE)
      say_line(player->play, chunk, bytes);
    if (chunk->kind == CHUNK_FOLDER && !make_folder(bytes, error))
      return FALSE;
  }
  return TRUE;
}

/* All are opened before anything is written, as a run does. */
static gboolean
open_sinks(Player *player, GError **error)
{
  for (guint i = 0; i < player->targets->len; i++) {
    Target *target = target_of(player, i);

    settle_target(player, target);
    if (target->there >= 0)
      continue;
    target->sink = sink_new(target->path, NULL, FALSE, error);
    if (!target->sink)
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_cancelled(const TapePlay *play)
{
  return play->cancelled && g_atomic_int_get(play->cancelled);
}

static gboolean
write_chunks(Player *player, GError **error)
{
  const guint8 *at = player->chunks;
  const Chunk *chunk;
  const char *bytes;

  while ((chunk = next_chunk(player, &at, &bytes))) {
    Sink *sink = chunk->kind == CHUNK_BYTES
                     ? target_of(player, chunk->place)->sink
                     : NULL;

    if (is_cancelled(player->play)
        || (sink && !sink_write(sink, bytes, chunk->length, error)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
commit_sinks(Player *player, GError **error)
{
  for (guint i = 0; i < player->targets->len; i++) {
    Sink *sink = target_of(player, i)->sink;

    if (sink && !sink_commit(sink, error))
      return FALSE;
  }
  return TRUE;
}

static TapeResult
play_bytes(Player *player, const char *bytes, gsize length, GError **error)
{
  if (!is_whole(player, bytes, length) || !find_targets(player))
    return TAPE_NONE;
  return prepare(player, error) && open_sinks(player, error)
                 && write_chunks(player, error) && commit_sinks(player, error)
             ? TAPE_PLAYED
             : TAPE_FAILED;
}

TapeResult
tape_play(const TapePlay *play, int *status, GError **error)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new(play->path, FALSE, NULL);
  Player player = { .play = play };
  TapeResult result;

  if (!file)
    return TAPE_NONE;
  player.block = g_malloc(BLOCK);
  player.targets = g_array_new(FALSE, FALSE, sizeof(Target));
  g_array_set_clear_func(player.targets, clear_target);
  result = play_bytes(&player, g_mapped_file_get_contents(file),
                      g_mapped_file_get_length(file), error);
  if (result == TAPE_PLAYED)
    *status = (int)player.head->status;
  /* What is used stays young, so that a cleaner can go by age. */
  if (result != TAPE_NONE)
    (void)utimensat(AT_FDCWD, play->path, NULL, 0);
  g_array_unref(player.targets);
  g_free(player.block);
  return result;
}
