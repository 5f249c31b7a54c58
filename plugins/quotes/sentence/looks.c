/* SPDX-License-Identifier: Apache-2.0
 *
 * looks.c - see looks.h.
 */
#include "looks.h"

#include <string.h>

#define IS_UPPER(byte) ((byte) >= 'A' && (byte) <= 'Z')
#define MAY_VANISH(byte) ((byte) == '-' || (byte) == '.' || (byte) == '\'')
#define MAY_TIE(byte)                                                          \
  ((byte) == 'a' || (byte) == 'd' || (byte) == 'e' || (byte) == 'l')
#define WORD_LOOK(byte)                                                        \
  {                                                                            \
    ITEM_WORD,                                                                 \
        (IS_UPPER(byte) ? ITEM_UPPER : 0) | (MAY_TIE(byte) ? ITEM_TIED : 0),   \
        0, (byte) >= 0x80                                                      \
  }
#define NUMBER_LOOK(byte)                                                      \
  {                                                                            \
    ITEM_NUMBER, 0, 0, 0                                                       \
  }
#define MARK_LOOK(byte)                                                        \
  {                                                                            \
    ITEM_MARK, 0, (char)((byte) < 0x80 ? (byte) : 0),                          \
        (byte) >= 0x80 || MAY_VANISH(byte)                                     \
  }

#define SIXTEEN(look, at)                                                      \
  look(at), look((at) + 1), look((at) + 2), look((at) + 3), look((at) + 4),    \
      look((at) + 5), look((at) + 6), look((at) + 7), look((at) + 8),          \
      look((at) + 9), look((at) + 10), look((at) + 11), look((at) + 12),       \
      look((at) + 13), look((at) + 14), look((at) + 15)
#define ALL_BYTES(look)                                                        \
  {                                                                            \
    SIXTEEN(look, 0x00), SIXTEEN(look, 0x10), SIXTEEN(look, 0x20),             \
        SIXTEEN(look, 0x30), SIXTEEN(look, 0x40), SIXTEEN(look, 0x50),         \
        SIXTEEN(look, 0x60), SIXTEEN(look, 0x70), SIXTEEN(look, 0x80),         \
        SIXTEEN(look, 0x90), SIXTEEN(look, 0xa0), SIXTEEN(look, 0xb0),         \
        SIXTEEN(look, 0xc0), SIXTEEN(look, 0xd0), SIXTEEN(look, 0xe0),         \
        SIXTEEN(look, 0xf0)                                                    \
  }

/* Symbols are marks. */
const Looks looks = {
  { ALL_BYTES(WORD_LOOK), ALL_BYTES(NUMBER_LOOK), ALL_BYTES(MARK_LOOK),
    ALL_BYTES(MARK_LOOK) },
  { ['d'] = 1, ['s'] = 1, ['y'] = 1 },
};

char
looks_mark(const char *at, uint32_t length)
{
  if (length == 1)
    return *at;
  if (length != 3 || memcmp(at, "\xe2\x80", 2) != 0)
    return 0;
  switch ((unsigned char)at[2]) {
  case 0x92:
  case 0x93:
  case 0x94:
  case 0x95:
    return '-';
  case 0x98:
  case 0x99:
    return '\'';
  case 0x9c:
  case 0x9d:
    return '"';
  case 0xa6:
    return '.';
  default:
    return 0;
  }
}

/* The length of the quotation mark that ends before `end`; 0: none. */
static uint32_t
mark_before(const char *text, uint32_t begin, uint32_t end)
{
  char mark = end - begin >= 3 ? looks_mark(text + end - 3, 3) : (char)0;

  return mark == '\'' || mark == '"' ? 3 : 0;
}

char
looks_last_mark(const char *text, stemma_span span)
{
  for (; span.end > span.begin; span.end--) {
    unsigned char c = (unsigned char)text[span.end - 1];
    uint32_t mark;
    switch (c) {
    case '.':
    case ',':
    case '?':
    case '!':
    case ':':
    case ';':
    case '-':
      return (char)c;
    case '\'':
    case '"':
    case ')':
    case ']':
      continue;
    default:
      if (c < 0x80 && (c > ' ' || !c))
        return 0;
      if (c <= ' ')
        continue;
    }
    mark = mark_before(text, span.begin, span.end);
    if (!mark)
      return span.end - span.begin >= 3 ? looks_mark(text + span.end - 3, 3)
                                        : (char)0;
    span.end -= mark - 1;
  }
  return 0;
}
