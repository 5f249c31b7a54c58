/* SPDX-License-Identifier: Apache-2.0
 *
 * tokens.h - reading the layer "token" without fuss.  The one helper of this
 * folder that knows the SDK; all of it is inline.
 *
 * What a token is (plugins/segment/README.md has the whole of it): a word is
 * letters with inner ' or U+2019 and hyphens ("one-on-one", "Kim's": the
 * possessive stays inside); a number starts with a digit and keeps inner , and
 * . ("42.7"); every other character that is not blank stands alone.
 */
#ifndef COMMON_TOKENS_H
#define COMMON_TOKENS_H

#include <stdbool.h>
#include <string.h>

#include <stemma/layers.h>

#include "fold.h"

static inline const stemma_token *
token_at(const stemma_table *tokens, uint32_t i)
{
  return STEMMA_AT(stemma_token, tokens->rows, i);
}

/* The one behind it in the layer; behind the last one nothing to read. */
static inline const stemma_token *
token_next(const stemma_table *tokens, const stemma_token *token)
{
  return (const void *)((const char *)token + tokens->rows.stride);
}

/* The one before it, which is not the first. */
static inline const stemma_token *
token_last(const stemma_table *tokens, const stemma_token *token)
{
  return (const void *)((const char *)token - tokens->rows.stride);
}

static inline const char *
token_text(const stemma_doc *doc, const stemma_token *token)
{
  return doc->text + token->row.begin;
}

static inline uint32_t
token_length(const stemma_token *token)
{
  return token->row.end - token->row.begin;
}

/* Is it this one ASCII character? */
static inline bool
token_is(const stemma_doc *doc, const stemma_token *token, char c)
{
  return token_length(token) == 1 && doc->text[token->row.begin] == c;
}

/* The code point that it starts with. */
static inline uint32_t
token_code(const stemma_doc *doc, const stemma_token *token)
{
  uint32_t length;

  return utf8_decode(doc->text + token->row.begin, &length);
}

/* Does it start with a capital? */
static inline bool
token_is_upper(const stemma_doc *doc, const stemma_token *token)
{
  unsigned char c = (unsigned char)doc->text[token->row.begin];

  if (c < 0x80)
    return (unsigned char)(c - 'A') < 26;
  return utf8_class(token_code(doc, token)) == UTF8_UPPER;
}

/* Is there nothing between `left` and `right`, its successor? */
static inline bool
token_touches(const stemma_token *left, const stemma_token *right)
{
  return left->row.end == right->row.begin;
}

/* The token's length without a possessive 's.  The apostrophe is looked for
 * first, where it would stand before the token's end, however short that is:
 * one word in eight ends with an s, and a branch that is taken so often costs
 * more than the rest. */
static inline uint32_t
token_stem_length(const stemma_doc *doc, const stemma_token *token)
{
  const char *end = doc->text + token->row.end;
  uint32_t n = token_length(token);

  if (token->row.end >= 4
      && !((end[-2] == '\'') | ((unsigned char)end[-4] == 0xe2)))
    return n;
  if (n < 3 || (end[-1] != 's' && end[-1] != 'S'))
    return n;
  if (end[-2] == '\'')
    return n - 2;
  if (n > 4 && memcmp(end - 4, "\xe2\x80\x99", 3) == 0)
    return n - 4;
  return n;
}

/* `fold` of the token without a possessive 's; its own `fold` when it has
 * none. */
static inline uint64_t
token_stem_fold(const stemma_doc *doc, const stemma_token *token)
{
  bool whole = token_stem_length(doc, token) == token_length(token);

  return whole ? token->fold : fold_without_s(token->fold);
}

#endif
