/* SPDX-License-Identifier: Apache-2.0
 *
 * merge.c - see merge.h.
 */
#include "merge.h"
#include <string.h>

#define BLOCK 65536u

/* One run and where the stream is in it. */
typedef struct {
  Entry entry; /* the next one */
  const guint8 *row;
  const GArray *entries; /* in memory; NULL: on disk */
  const guint8 *bytes;
  guint next;
  const GArray *blocks;
  GByteArray *buffer; /* the block before `next` */
  gsize at;           /* in the buffer */
} Source;

struct Merge {
  Spill *spill;
  GPtrArray *heap; /* of Source, the least first */
  Entry last;      /* what merge_advance left behind */
};

int
entry_compare(const Entry *a, const Entry *b)
{
  if (a->key.high != b->key.high)
    return a->key.high < b->key.high ? -1 : 1;
  if (a->key.low != b->key.low)
    return a->key.low < b->key.low ? -1 : 1;
  if (a->doc != b->doc)
    return a->doc < b->doc ? -1 : 1;
  return a->row < b->row ? -1 : a->row > b->row;
}

/* Runs shorter than this are sorted by insertion. */
#define FEW 24

static void
sort_few(Entry *entries, guint count)
{
  for (guint i = 1; i < count; i++) {
    Entry entry = entries[i];
    guint at = i;

    for (; at > 0 && entry_compare(&entry, &entries[at - 1]) < 0; at--)
      entries[at] = entries[at - 1];
    entries[at] = entry;
  }
}

/* The three words of an entry in the order in which they are compared. */
static guint64
word_of(const Entry *entry, guint word)
{
  return word == 0   ? entry->key.high
         : word == 1 ? entry->key.low
                     : (guint64)entry->doc << 32 | entry->row;
}

/* From `word` on: the first word and its highest bit in which two entries
 * differ.  FALSE: all are the same. */
static gboolean
find_difference(const Entry *entries, guint count, guint *word, guint *bit)
{
  for (; *word < 3; ++*word) {
    guint64 first = word_of(entries, *word), differs = 0;

    for (guint i = 1; i < count; i++)
      differs |= word_of(&entries[i], *word) ^ first;
    if (differs) {
      *bit = (guint)g_bit_nth_msf((gulong)differs, -1);
      return TRUE;
    }
  }
  return FALSE;
}

/* By the eight bits up to the first that differs, in place: each entry goes to
 * its bucket, the one that was there goes on.  No second array, as a run may
 * be as large as the memory that it may have. */
static void
sort_by_bits(Entry *entries, guint count, guint word)
{
  guint bit, shift, next[256] = { 0 }, end[256];

  if (count < FEW) {
    sort_few(entries, count);
    return;
  }
  if (!find_difference(entries, count, &word, &bit))
    return;
  shift = bit < 7 ? 0 : bit - 7;
  for (guint i = 0; i < count; i++)
    next[word_of(&entries[i], word) >> shift & 255]++;
  for (guint i = 0, sum = 0; i < 256; i++) {
    guint size = next[i];

    next[i] = sum;
    end[i] = sum += size;
  }
  for (guint i = 0; i < 256; i++)
    while (next[i] < end[i]) {
      Entry *here = &entries[next[i]], entry = *here;
      guint bucket = word_of(here, word) >> shift & 255;

      if (bucket == i) {
        next[i]++;
        continue;
      }
      *here = entries[next[bucket]];
      entries[next[bucket]++] = entry;
    }
  for (guint i = 0; i < 256; i++) {
    guint begin = i ? end[i - 1] : 0;

    if (end[i] - begin > 1)
      sort_by_bits(entries + begin, end[i] - begin, word);
  }
}

void
run_sort(GArray *entries)
{
  sort_by_bits((Entry *)(void *)entries->data, entries->len, 0);
}

static guint64
length_at(const guint8 *bytes)
{
  guint64 length;

  memcpy(&length, bytes, sizeof length);
  return length;
}

static gboolean
write_block(GByteArray *buffer, GArray *blocks, Spill *spill)
{
  Block block = { 0, buffer->len };

  if (buffer->len == 0)
    return TRUE;
  if (!spill_write(spill, buffer->data, buffer->len, &block.offset))
    return FALSE;
  g_array_append_val(blocks, block);
  g_byte_array_set_size(buffer, 0);
  return TRUE;
}

GArray *
run_write(const GArray *entries, const guint8 *bytes, Spill *spill)
{
  g_autoptr(GByteArray) buffer = g_byte_array_new();
  g_autoptr(GArray) blocks = g_array_new(FALSE, FALSE, sizeof(Block));

  for (guint i = 0; i < entries->len; i++) {
    Entry entry = g_array_index(entries, Entry, i);
    const guint8 *row = bytes + entry.at;
    entry.at = 0;
    g_byte_array_append(buffer, (const guint8 *)&entry, sizeof entry);
    g_byte_array_append(buffer, row, (guint)(sizeof(guint64) + length_at(row)));
    if (buffer->len >= BLOCK && !write_block(buffer, blocks, spill))
      return NULL;
  }
  if (!write_block(buffer, blocks, spill))
    return NULL;
  return g_steal_pointer(&blocks);
}

static void
source_free(gpointer data)
{
  Source *source = data;

  if (source->buffer)
    g_byte_array_unref(source->buffer);
  g_free(source);
}

Merge *
merge_new(Spill *spill)
{
  Merge *merge = g_new0(Merge, 1);

  merge->spill = spill;
  merge->heap = g_ptr_array_new_with_free_func(source_free);
  return merge;
}

void
merge_free(Merge *merge)
{
  if (!merge)
    return;
  g_ptr_array_unref(merge->heap);
  g_free(merge);
}

/* Rows lie in the order of filing, not of the keys: those of the next entries
 * are on their way while this one is worked on. */
#define AHEAD 8u

static void
fetch_ahead(const Source *source)
{
  guint next = source->next + AHEAD;
  const guint8 *row;

  if (next >= source->entries->len)
    return;
  row = source->bytes + g_array_index(source->entries, Entry, next).at;
  __builtin_prefetch(row);
  __builtin_prefetch(row + 64);
  __builtin_prefetch(row + 128);
}

static gboolean
step_memory(Source *source)
{
  if (source->next >= source->entries->len)
    return FALSE;
  fetch_ahead(source);
  source->entry = g_array_index(source->entries, Entry, source->next++);
  source->row = source->bytes + source->entry.at + sizeof(guint64);
  return TRUE;
}

static gboolean
read_block(Source *source, Spill *spill)
{
  const Block *block;

  if (source->next >= source->blocks->len)
    return FALSE;
  block = &g_array_index(source->blocks, Block, source->next++);
  g_byte_array_set_size(source->buffer, (guint)block->length);
  source->at = 0;
  return spill_read(spill, block->offset, source->buffer->data, block->length);
}

static gboolean
step_disk(Source *source, Spill *spill)
{
  const guint8 *at;

  if (source->at >= source->buffer->len && !read_block(source, spill))
    return FALSE;
  at = source->buffer->data + source->at;
  memcpy(&source->entry, at, sizeof source->entry);
  at += sizeof source->entry;
  source->row = at + sizeof(guint64);
  source->at += sizeof source->entry + sizeof(guint64) + length_at(at);
  return TRUE;
}

/* FALSE: the run has ended. */
static gboolean
step(Merge *merge, Source *source)
{
  return source->entries ? step_memory(source)
                         : step_disk(source, merge->spill);
}

static gboolean
is_less(const GPtrArray *heap, guint a, guint b)
{
  const Source *one = heap->pdata[a], *other = heap->pdata[b];

  return entry_compare(&one->entry, &other->entry) < 0;
}

static void
swap(GPtrArray *heap, guint a, guint b)
{
  gpointer kept = heap->pdata[a];

  heap->pdata[a] = heap->pdata[b];
  heap->pdata[b] = kept;
}

static void
sift_down(GPtrArray *heap, guint at)
{
  for (;;) {
    guint least = at;
    for (guint child = 2 * at + 1; child <= 2 * at + 2; child++)
      if (child < heap->len && is_less(heap, child, least))
        least = child;
    if (least == at)
      return;
    swap(heap, at, least);
    at = least;
  }
}

static void
add(Merge *merge, Source *source)
{
  GPtrArray *heap = merge->heap;

  if (!step(merge, source)) {
    source_free(source);
    return;
  }
  g_ptr_array_add(heap, source);
  for (guint at = heap->len - 1; at > 0 && is_less(heap, at, (at - 1) / 2);
       at = (at - 1) / 2)
    swap(heap, at, (at - 1) / 2);
}

void
merge_add_memory(Merge *merge, const GArray *entries, const guint8 *bytes)
{
  Source *source = g_new0(Source, 1);

  source->entries = entries;
  source->bytes = bytes;
  add(merge, source);
}

void
merge_add_run(Merge *merge, const GArray *blocks)
{
  Source *source = g_new0(Source, 1);

  source->blocks = blocks;
  source->buffer = g_byte_array_new();
  add(merge, source);
}

static void
drop_least(Merge *merge)
{
  GPtrArray *heap = merge->heap;

  if (!step(merge, heap->pdata[0]))
    g_ptr_array_remove_index_fast(heap, 0);
  if (heap->len > 0)
    sift_down(heap, 0);
}

const Entry *
merge_peek(Merge *merge, const guint8 **row)
{
  const Source *source;

  if (merge->heap->len == 0 || spill_error(merge->spill))
    return NULL;
  source = merge->heap->pdata[0];
  *row = source->row;
  return &source->entry;
}

/* A row that was filed twice under a key is one member. */
void
merge_advance(Merge *merge)
{
  const guint8 *row;
  const Entry *next;

  merge->last = ((const Source *)merge->heap->pdata[0])->entry;
  do {
    drop_least(merge);
    next = merge_peek(merge, &row);
  } while (next && entry_compare(next, &merge->last) == 0);
}
