/* SPDX-License-Identifier: Apache-2.0
 *
 * excerpt.c - finds sentences, and cuts them between words.
 */
#include "excerpt.h"

#include "text.h"
#include <string.h>

/* Bytes that are kept on either side of a number. */
#define KEPT 240u
/* A headline is one of the first sentences and has from MIN_WORDS words to
 * MOST bytes. */
#define FIRST 3u
#define MIN_WORDS 3u
#define MOST 160u

static const stemma_sentiment *
sentence_row(const Document *document, const stemma_table *tones, guint32 i)
{
  const stemma_sentiment *row = STEMMA_AT(stemma_sentiment, tones->rows, i);

  return row->scope == STEMMA_SCOPE_SENTENCE && row->row.begin < row->row.end
                 && row->row.end <= document->doc.length
             ? row
             : NULL;
}

/* The sentence around a place; `*next` goes along with the places. */
static const stemma_sentiment *
sentence_at(const Document *document, const stemma_table *tones, guint32 begin,
            guint32 end, guint32 *next)
{
  for (; *next < tones->rows.count; ++*next) {
    const stemma_sentiment *row = sentence_row(document, tones, *next);

    if (!row || row->row.end <= begin)
      continue;
    return row->row.begin <= begin && end <= row->row.end ? row : NULL;
  }
  return NULL;
}

/* A made-up text has blanks where nothing is known. */
static gboolean
is_blank(const char *text, guint32 begin, guint32 end)
{
  while (begin < end && text[begin] == ' ')
    begin++;
  return begin >= end;
}

/* The first byte of a character at or behind `at`. */
static guint32
align(const char *text, guint32 at, guint32 end)
{
  while (at < end && (text[at] & 0xC0) == 0x80)
    at++;
  return at;
}

/* From character to character, even where a row's ends are none. */
static Excerpt
cut_excerpt(const Document *document, const stemma_row *sentence,
            const stemma_row *row)
{
  const char *text = document->doc.text;
  guint32 begin = sentence->begin, end = sentence->end;
  Excerpt excerpt = { 0 };

  if (row->begin - begin > KEPT)
    begin = row->begin - KEPT;
  if (end - row->end > KEPT)
    end = row->end + KEPT;
  begin = align(text, begin, row->begin);
  end = align(text, end, document->doc.length);
  excerpt.text = g_strndup(text + begin, end - begin);
  excerpt.begin = row->begin - begin;
  excerpt.end = row->end - begin;
  excerpt.before = begin > sentence->begin;
  excerpt.after = end < sentence->end;
  return excerpt;
}

static void
excerpt_clear(void *data)
{
  g_free(((Excerpt *)data)->text);
}

GArray *
excerpts_new(const Document *document, const stemma_table *tones,
             const stemma_table *quantities)
{
  const char *text = document->doc.text;
  GArray *excerpts;
  guint32 next = 0, last = 0;

  if (!tones || !quantities || quantities->rows.count == 0)
    return NULL;
  excerpts = g_array_new(FALSE, TRUE, sizeof(Excerpt));
  g_array_set_clear_func(excerpts, excerpt_clear);
  for (guint32 i = 0; i < quantities->rows.count; i++) {
    const stemma_row *row =
        &STEMMA_AT(stemma_quantity, quantities->rows, i)->row;
    const stemma_sentiment *sentence;
    Excerpt excerpt = { 0 };

    next = row->begin < last ? 0 : next;
    last = row->begin;
    sentence = row->begin < row->end
                   ? sentence_at(document, tones, row->begin, row->end, &next)
                   : NULL;
    if (sentence && !is_blank(text, row->begin, row->end))
      excerpt = cut_excerpt(document, &sentence->row, row);
    g_array_append_val(excerpts, excerpt);
  }
  return excerpts;
}

/* No full stop, as it is its own line, and words enough. */
static gboolean
is_headline(const char *text, gsize length)
{
  gunichar first = g_utf8_get_char_validated(text, (gssize)length);
  guint words = 1;

  if (length < 8 || length > MOST || first >= 0x110000
      || strchr(".,;:", text[length - 1]) || g_unichar_islower(first)
      || memchr(text, '\n', length))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    words += text[i] == ' ';
  return words >= MIN_WORDS;
}

char *
excerpt_title(const Document *document, const stemma_table *tones,
              char **opening)
{
  const char *text = document->doc.text;
  guint seen = 0;

  *opening = NULL;
  for (guint32 i = 0; tones && i < tones->rows.count && seen < FIRST; i++) {
    const stemma_sentiment *row = sentence_row(document, tones, i);
    guint32 length;

    if (!row || is_blank(text, row->row.begin, row->row.end))
      continue;
    length = row->row.end - row->row.begin;
    if (is_headline(text + row->row.begin, length)) {
      g_clear_pointer(opening, g_free);
      return g_strndup(text + row->row.begin, length);
    }
    if (seen++ == 0)
      *opening = g_strndup(text + row->row.begin, MIN(length, 400));
    /* What follows a whole sentence is no headline. */
    if (length > 60)
      break;
  }
  return NULL;
}

/* Up to `room` characters before `end`, from the start of a word. */
static const char *
start_of(const char *text, const char *end, guint room, gboolean *cut)
{
  const char *at = end, *word = end;

  for (guint i = 0; at > text && i < room; i++) {
    at = g_utf8_prev_char(at);
    if (at == text || g_ascii_isspace(at[-1]))
      word = at;
  }
  *cut = *cut || word > text;
  return word;
}

/* Up to `room` characters from `begin`, to the end of a word. */
static const char *
end_of(const char *begin, guint room, gboolean *cut)
{
  const char *at = begin, *word = begin;

  for (guint i = 0; *at && i < room; i++) {
    at = g_utf8_next_char(at);
    if (!*at || g_ascii_isspace(*at))
      word = at;
  }
  *cut = *cut || *word;
  return word;
}

void
excerpt_print(GString *to, const Excerpt *excerpt, guint room)
{
  const char *number = excerpt->text + excerpt->begin;
  const char *behind = excerpt->text + excerpt->end;
  gboolean before = excerpt->before, after = excerpt->after;
  const char *begin = start_of(excerpt->text, number, room, &before);
  const char *end = end_of(behind, room, &after);

  g_string_append_printf(to, "“%s<bdi>", before ? "… " : "");
  html_text(to, begin, number - begin);
  g_string_append(to, "<b>");
  html_text(to, number, behind - number);
  g_string_append(to, "</b>");
  html_text(to, behind, end - behind);
  g_string_append_printf(to, "</bdi>%s”", after ? " …" : "");
}
