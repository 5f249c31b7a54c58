/* SPDX-License-Identifier: Apache-2.0 */
#include "pieces.h"

#include <stdlib.h>
#include <string.h>

/* So many bytes of the narrator may part two halves of a statement: the marks,
 * "X said", and little more. */
enum { GAP = 60 };

/* Sentences of a quote that are compared alone, and the shortest one. */
enum { SENTENCES = 6, LEAST_SENTENCE = 15 };

typedef struct Making {
  Pieces *pieces;
  const Nodes *nodes;
  const Texts *texts;
  const KeptText *list; /* the texts by document and row */
  Similarity *similarity;
} Making;

static bool
add(Making *m, Piece piece, MtText text)
{
  Pieces *p = m->pieces;

  if (p->count == p->room) {
    uint32_t room = 2 * p->room + 64;
    Piece *list = realloc(p->list, room * sizeof *list);

    if (!list)
      return false;
    p->list = list;
    p->room = room;
  }
  piece.text = similarity_read(m->similarity, text);
  if (!piece.text)
    return false;
  p->list[p->count++] = piece;
  return true;
}

static const KeptText *
text_of(const Making *m, uint32_t i)
{
  const Node *node = node_at(m->nodes, i);
  const KeptText *kept =
      texts_find(m->list, m->texts->count, node->doc, node->quote);

  return kept && kept->length ? kept : NULL;
}

/* Where the sentence that begins at `i` ends: behind its stop, before a
 * capital. */
static uint32_t
sentence_end(const char *text, uint32_t i, uint32_t length)
{
  for (; i + 2 < length; i++)
    if ((text[i] == '.' || text[i] == '?' || text[i] == '!')
        && text[i + 1] == ' ' && text[i + 2] >= 'A' && text[i + 2] <= 'Z')
      return i + 1;
  return length;
}

static bool
add_sentences(Making *m, uint32_t node, const KeptText *kept)
{
  const char *text = texts_bytes(m->texts, kept);
  uint32_t begin = 0, end = sentence_end(text, 0, kept->length);

  if (end == kept->length)
    return true;
  for (int i = 0; i < SENTENCES && begin < kept->length; i++) {
    end = sentence_end(text, begin, kept->length);
    if (end - begin >= LEAST_SENTENCE
        && !add(m, (Piece){ node, node, PIECE_SENTENCE, NULL },
                (MtText){ text + begin, end - begin }))
      return false;
    begin = end;
  }
  return true;
}

/* With the next quote, if nothing but a short clause lies between. */
static bool
add_joined(Making *m, uint32_t i, const KeptText *kept)
{
  const Node *node = node_at(m->nodes, i), *next = node + 1;
  const KeptText *after;
  char both[2 * TEXTS_LONGEST + 1];

  if (i + 1 >= m->nodes->count || next->doc != node->doc || next->indirect
      || nodes_speakers(m->nodes, node, next) == SPEAKER_OTHER)
    return true;
  after = text_of(m, i + 1);
  if (!after || after->at < kept->end || after->at - kept->end > GAP)
    return true;
  memcpy(both, texts_bytes(m->texts, kept), kept->length);
  both[kept->length] = ' ';
  memcpy(both + kept->length + 1, texts_bytes(m->texts, after), after->length);
  return add(m, (Piece){ i, i + 1, PIECE_JOINED, NULL },
             (MtText){ both, kept->length + 1u + after->length });
}

static bool
add_node(Making *m, uint32_t i)
{
  const Node *node = node_at(m->nodes, i);
  const KeptText *kept = text_of(m, i);

  if (!kept)
    return true;
  if (node->indirect)
    return add(m, (Piece){ i, i, PIECE_WHOLE, NULL },
               (MtText){ texts_bytes(m->texts, kept), kept->length });
  return (node_is_small(node)
          || add(m, (Piece){ i, i, PIECE_WHOLE, NULL },
                 (MtText){ texts_bytes(m->texts, kept), kept->length }))
         && add_joined(m, i, kept) && add_sentences(m, i, kept);
}

bool
pieces_make(Pieces *pieces, const Nodes *nodes, const Texts *texts,
            Similarity *similarity)
{
  KeptText *list = texts_order(texts);
  Making m = { pieces, nodes, texts, list, similarity };
  bool good = list != NULL;

  *pieces = (Pieces){ NULL, 0, 0 };
  for (uint32_t i = 0; good && i < nodes->count; i++)
    good = add_node(&m, i);
  free(list);
  return good;
}

void
pieces_free(Pieces *pieces)
{
  for (uint32_t i = 0; i < pieces->count; i++)
    similarity_forget(pieces->list[i].text);
  free(pieces->list);
  *pieces = (Pieces){ NULL, 0, 0 };
}
