/* SPDX-License-Identifier: Apache-2.0 */
#include "surround.h"

#include "tokens.h"

/* How far a word may be, in tokens. */
enum { REACH = 24 };

/* How far before an age the name may be: "Ana Bel, who is 39". */
enum { NAME_REACH = 6 };

typedef struct Reader {
  Senses *senses;
  const stemma_doc *doc;
  const stemma_table *tokens;
  Surround *found;
} Reader;

static bool
has(const Surround *found, uint32_t stem)
{
  if (!(found->stems >> (stem & 63) & 1))
    return false;
  for (uint32_t i = 0; i < found->count; i++) {
    if (found->near[i].stem == stem)
      return true;
  }
  return false;
}

static void
put(Surround *found, const char *word, uint32_t length, Near near)
{
  if (found->count == NEAR_MOST || has(found, near.stem))
    return;
  near.length = (uint8_t)length;
  found->stems |= UINT64_C(1) << (near.stem & 63);
  found->near[found->count++] = near;
  memcpy(found->words + found->length, word, length);
  found->words[found->length + length] = ' ';
  found->length += length + 1;
}

/* Takes token `i` where it says something. */
static void
take(Reader *r, uint32_t i, uint32_t distance, uint32_t flags)
{
  const stemma_token *token = token_at(r->tokens, i);
  const char *word = token_text(r->doc, token);
  Near near = { .distance = (uint8_t)distance, .flags = (uint8_t)flags };
  const Sense *sense;
  uint32_t length;
  bool name, first;

  if (token->kind != STEMMA_TOKEN_WORD)
    return;
  length = token_stem_length(r->doc, token);
  if (length < 2 || length > SENSE_LONGEST)
    return;
  sense = senses_of(r->senses, word, length,
                    length == token_length(token) ? token->fold
                                                  : fold_bytes(word, length));
  if (sense->kind < SENSE_CONCEPT)
    return;
  near.stem = sense->stem;
  if (sense->kind == SENSE_CONCEPT) {
    near.flags |= NEAR_CONCEPT;
    put(r->found, word, length, near);
    return;
  }
  first = i == 0 || token_at(r->tokens, i - 1)->sentence != token->sentence;
  name = token_is_upper(r->doc, token);
  if (name) {
    Near as_name = near;

    as_name.stem = sense->name;
    as_name.flags |= first ? NEAR_MAYBE : NEAR_NAME;
    put(r->found, word, length, as_name);
  }
  /* The first word of a sentence may be a name or not: it is filed as both. */
  if (!name || first)
    put(r->found, word, length, near);
}

static bool
in_sentence(const Reader *r, uint32_t i, uint32_t sentence)
{
  return i < r->tokens->rows.count
         && token_at(r->tokens, i)->sentence == sentence;
}

/* The noun after a count: its first word that is not a stop word. */
static uint32_t
head_after(const Reader *r, uint32_t last, uint32_t sentence)
{
  for (uint32_t i = last; i < last + 3 && in_sentence(r, i, sentence); i++) {
    const stemma_token *token = token_at(r->tokens, i);

    if (token->kind != STEMMA_TOKEN_WORD)
      break;
    if (i + 1 < last + 3 && in_sentence(r, i + 1, sentence)
        && token_at(r->tokens, i + 1)->kind == STEMMA_TOKEN_WORD
        && r->doc->text[token->row.end - 1] != 's')
      continue;
    return i;
  }
  return in_sentence(r, last, sentence) ? last : UINT32_MAX;
}

/* The name before an age: "Ana Bel, 39," or "who is 39". */
static uint32_t
head_before(const Reader *r, uint32_t first, uint32_t sentence)
{
  for (uint32_t i = first; i-- > 0 && i + NAME_REACH > first;) {
    if (!in_sentence(r, i, sentence))
      break;
    if (token_at(r->tokens, i)->kind == STEMMA_TOKEN_WORD
        && token_is_upper(r->doc, token_at(r->tokens, i)))
      return i;
  }
  return UINT32_MAX;
}

void
surround_read(Senses *senses, const stemma_doc *doc, const stemma_table *tokens,
              uint32_t first, uint32_t last, uint32_t head, Surround *surround)
{
  Reader r = {
    .senses = senses, .doc = doc, .tokens = tokens, .found = surround
  };
  uint32_t sentence = token_at(tokens, first)->sentence;
  uint32_t at = head == HEAD_AFTER    ? head_after(&r, last, sentence)
                : head == HEAD_BEFORE ? head_before(&r, first, sentence)
                                      : UINT32_MAX;
  bool before = true, after = true;

  surround->count = surround->length = 0;
  surround->stems = 0;
  if (at != UINT32_MAX)
    take(&r, at, 1, NEAR_HEAD | (at >= last ? NEAR_AFTER : 0u));
  for (uint32_t d = 1;
       d <= REACH && (before || after) && surround->count < NEAR_MOST; d++) {
    before = before && first >= d && in_sentence(&r, first - d, sentence);
    after = after && in_sentence(&r, last + d - 1, sentence);
    if (before)
      take(&r, first - d, d, 0);
    if (after)
      take(&r, last + d - 1, d, NEAR_AFTER);
  }
}
