/* SPDX-License-Identifier: Apache-2.0 */
#include "texts.h"

#include <stdlib.h>
#include <string.h>

static bool
is_english(const stemma_doc *doc)
{
  return !doc->language[0] || strncmp(doc->language, "en", 2) == 0;
}

static void
give_up(Texts *texts)
{
  texts_free(texts);
  texts->many = true;
}

static bool
make_room(Texts *texts, size_t length)
{
  if (texts->count == texts->room) {
    uint32_t room = 2 * texts->room + 16;
    KeptText *list =
        store_resize(texts->store, texts->list, room * sizeof *list);

    if (!list)
      return false;
    texts->list = list;
    texts->room = room;
  }
  if (texts->length + length >= texts->space) {
    size_t space = 2 * (texts->length + length) + 256;
    char *bytes = store_resize(texts->store, texts->bytes, space);

    if (!bytes)
      return false;
    texts->bytes = bytes;
    texts->space = space;
  }
  return true;
}

bool
texts_put(Texts *texts, KeptText kept, const char *bytes)
{
  if (texts->count == TEXTS_MOST)
    give_up(texts);
  if (texts->many)
    return true;
  if (kept.length > TEXTS_LONGEST)
    for (kept.length = TEXTS_LONGEST;
         kept.length > 0 && bytes[kept.length] != ' ';)
      kept.length--;
  if (!make_room(texts, kept.length))
    return false;
  if (kept.length)
    memcpy(texts->bytes + texts->length, bytes, kept.length);
  kept.begin = (uint32_t)texts->length;
  texts->list[texts->count++] = kept;
  texts->length += kept.length;
  return true;
}

bool
texts_add(Texts *texts, const stemma_doc *doc, const stemma_table *quote_words)
{
  bool english = doc->text && is_english(doc);

  for (uint32_t i = 0; i < quote_words->rows.count && !texts->many; i++) {
    const QuoteWords *row = STEMMA_AT(QuoteWords, quote_words->rows, i);
    KeptText kept = { .doc = doc->index,
                      .quote = row->quote,
                      .at = row->row.begin,
                      .end = row->row.end,
                      .length = english ? row->row.end - row->row.begin : 0 };

    if (!texts_put(texts, kept, english ? doc->text + kept.at : ""))
      return false;
  }
  return true;
}

bool
texts_append(Texts *texts, const Texts *from)
{
  if (from->many)
    give_up(texts);
  for (uint32_t i = 0; i < from->count && !texts->many; i++)
    if (!texts_put(texts, from->list[i], texts_bytes(from, &from->list[i])))
      return false;
  return true;
}

static int
by_place(const void *a, const void *b)
{
  const KeptText *x = a, *y = b;

  if (x->doc != y->doc)
    return x->doc < y->doc ? -1 : 1;
  return x->quote < y->quote ? -1 : x->quote > y->quote;
}

KeptText *
texts_order(const Texts *texts)
{
  KeptText *list = malloc((texts->count + (size_t)1) * sizeof *list);

  if (!list || !texts->count)
    return list;
  memcpy(list, texts->list, texts->count * sizeof *list);
  qsort(list, texts->count, sizeof *list, by_place);
  return list;
}

const KeptText *
texts_find(const KeptText *list, uint32_t count, uint32_t doc, uint32_t quote)
{
  KeptText key = { .doc = doc, .quote = quote };

  return count ? bsearch(&key, list, count, sizeof *list, by_place) : NULL;
}

size_t
texts_size(const Texts *texts)
{
  return store_bytes(texts->list) + store_bytes(texts->bytes);
}

void
texts_free(Texts *texts)
{
  store_give_back(texts->store, texts->list);
  store_give_back(texts->store, texts->bytes);
  *texts = (Texts){ .store = texts->store };
}
