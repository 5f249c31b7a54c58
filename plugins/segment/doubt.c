/* SPDX-License-Identifier: Apache-2.0 */
#include "doubt.h"

#include <string.h>

#include "embed.h"

EMBED(english);

/* How many of the first words are looked at, how many there must be, and how
 * many of these English has at least: a quarter of all, in news. */
enum { WORDS_SEEN = 64, WORDS_LEAST = 40, ENGLISH_LEAST = 3 };

/* And of how many bytes a page's beginning is told, by so many end tags. */
enum { BYTES_SEEN = 2000, TAGS_LEAST = 3 };

bool
doubt_open(Words *english)
{
  return words_put_lines(english, embed_english, embed_english_size, 0);
}

static bool
is_foreign(const Words *english, const Tokens *tokens)
{
  uint32_t words = 0, known = 0;

  for (uint32_t i = 0;
       i < tokens->count && words < WORDS_SEEN && known < ENGLISH_LEAST; i++) {
    const stemma_token *token = &tokens->items[i];

    if (token->kind != STEMMA_TOKEN_WORD)
      continue;
    words++;
    known += words_has(english, token->fold);
  }
  return words >= WORDS_LEAST && known < ENGLISH_LEAST;
}

static bool
is_page(const char *text, uint32_t length)
{
  const char *end = text + (length < BYTES_SEEN ? length : BYTES_SEEN);
  const char *at = text;
  uint32_t tags = 0;

  while (tags < TAGS_LEAST && (at = memchr(at, '<', (size_t)(end - at)))) {
    at++;
    tags += at < end && *at == '/';
  }
  return tags == TAGS_LEAST;
}

const char *
doubt_of(const Words *english, const char *text, uint32_t length,
         const Tokens *tokens)
{
  if (is_page(text, length))
    return "this looks like a page with its markup; --input-format html reads "
           "the article in it";
  if (is_foreign(english, tokens))
    return "this does not look like English, which the stages are for; "
           "language = any cuts it without English rules";
  return NULL;
}
