/* SPDX-License-Identifier: Apache-2.0
 *
 * screen.c - measuring, cutting and colouring.
 */
#include "screen.h"

#include <math.h>
#include <string.h>

/* More marks than any script puts on one letter. */
#define MARKS 4u

gboolean
screen_is_hidden(gunichar character)
{
  return (character >= 0x200B && character <= 0x200F)
         || (character >= 0x202A && character <= 0x202E)
         || (character >= 0x2060 && character <= 0x206F) || character == 0x61C
         || character == 0xFEFF || character == 0xAD
         || (character >= 0xFFF9 && character <= 0xFFFB)
         || (character >= 0xE0000 && character <= 0xE0FFF);
}

static gboolean
is_blank(gunichar character)
{
  return g_unichar_isspace(character) || g_unichar_iscntrl(character)
         || character == 0x2028 || character == 0x2029;
}

/* Walks over what a text looks like. */
typedef struct {
  const char *at;
  const char *end;
  gboolean blank; /* the last one was a blank */
  guint marks;    /* on the last letter */
} Walk;

static Walk
walk_start(const char *text, gssize length)
{
  gsize bytes = length < 0 ? strlen(text) : (gsize)length;

  return (Walk){ text, text + bytes, TRUE, 0 };
}

/* The next character to show and its width; FALSE at the end. */
static gboolean
walk_next(Walk *walk, gunichar *shown, guint *width)
{
  while (walk->at < walk->end) {
    gunichar character =
        g_utf8_get_char_validated(walk->at, walk->end - walk->at);

    if (character >= 0x110000) {
      walk->at++;
      character = 0xFFFD;
    } else {
      walk->at = g_utf8_next_char(walk->at);
    }
    if (screen_is_hidden(character) || (walk->blank && is_blank(character)))
      continue;
    *width = g_unichar_iswide(character) ? 2 : 1;
    walk->blank = is_blank(character);
    if (walk->blank)
      character = ' ';
    else if (g_unichar_iszerowidth(character)) {
      if (++walk->marks > MARKS)
        continue;
      *width = 0;
    }
    if (*width > 0)
      walk->marks = 0;
    *shown = character;
    return TRUE;
  }
  return FALSE;
}

guint
screen_measure(const char *text, gssize length)
{
  Walk walk = walk_start(text, length);
  guint total = 0, width;
  gunichar character;

  while (walk_next(&walk, &character, &width))
    total += width;
  return total;
}

void
screen_cut(Screen *screen, const char *text, gssize length, guint width)
{
  Walk walk = walk_start(text, length);
  gboolean whole = screen_measure(text, length) <= width;
  guint room = whole ? width : width - MIN(width, 1), one;
  gunichar character;

  while (walk_next(&walk, &character, &one) && one <= room) {
    g_string_append_unichar(screen->out, character);
    screen->column += one;
    room -= one;
  }
  if (!whole && width > 0) {
    g_string_append(screen->out, "…");
    screen->column++;
  }
}

void
screen_cut_left(Screen *screen, const char *text, guint width)
{
  if (screen_measure(text, -1) > width && width > 0) {
    do
      text = g_utf8_find_next_char(text, NULL);
    while (screen_measure(text, -1) > width - 1);
    g_string_append(screen->out, "…");
    screen->column++;
    width--;
  }
  screen_cut(screen, text, -1, width);
}

void
screen_put(Screen *screen, const char *text)
{
  screen_cut(screen, text, -1,
             SCREEN_WIDTH - MIN(SCREEN_WIDTH, screen->column));
}

void
screen_printf(Screen *screen, const char *format, ...)
{
  gsize before = screen->out->len;
  va_list arguments;

  va_start(arguments, format);
  g_string_append_vprintf(screen->out, format, arguments);
  va_end(arguments);
  screen->column += (guint)g_utf8_strlen(screen->out->str + before,
                                         (gssize)(screen->out->len - before));
}

void
screen_to(Screen *screen, guint column)
{
  do {
    g_string_append_c(screen->out, ' ');
    screen->column++;
  } while (screen->column < column);
}

void
screen_style(Screen *screen, Style style)
{
  static const char *const codes[] = { "0", "1", "2", "32", "1;31", "36" };

  if (screen->color)
    g_string_append_printf(screen->out, "\033[%sm", codes[style]);
}

void
screen_line(Screen *screen)
{
  gsize length = screen->out->len;

  while (length > 0 && screen->out->str[length - 1] == ' ')
    length--;
  g_string_truncate(screen->out, length);
  g_string_append_c(screen->out, '\n');
  screen->column = 0;
}

void
screen_head(Screen *screen, const char *title)
{
  screen_line(screen);
  screen_style(screen, STYLE_HEAD);
  screen_printf(screen, "%s", title);
  screen_style(screen, STYLE_PLAIN);
}

void
screen_bar(Screen *screen, double value, guint width)
{
  static const char *const parts[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
  guint eighths = (guint)lround(CLAMP(value, 0, 1) * width * 8);

  screen_style(screen, STYLE_BAR);
  for (guint i = 0; i < eighths / 8; i++)
    screen_printf(screen, "█");
  screen_printf(screen, "%s", parts[eighths % 8]);
  screen_style(screen, STYLE_PLAIN);
}

void
screen_word(Screen *screen, const char *word, guint indent)
{
  guint width = screen_measure(word, -1);

  if (screen->column > indent && screen->column + 1 + width > SCREEN_WIDTH)
    screen_line(screen);
  screen_to(screen, screen->column < indent ? indent : screen->column + 1);
  screen_put(screen, word);
}

const char *
screen_letter(guint index, char letter[SCREEN_LETTER])
{
  char *at = letter + SCREEN_LETTER - 1;

  *at = '\0';
  index++;
  do {
    index--;
    *--at = (char)('A' + index % 26);
    index /= 26;
  } while (index > 0);
  return at;
}
