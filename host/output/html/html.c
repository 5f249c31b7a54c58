/* SPDX-License-Identifier: Apache-2.0
 *
 * html.c - the report as one page that needs nothing else: no script, no
 * request, a policy that forbids both, and its style by checksum.
 */
#include "../formats.h"
#include "../sink/sink.h"
#include "page.h"

#include <math.h>
#include <string.h>

/* report.css, line by line, ended by NULL; embedded by the build. */
extern const char *const html_style[];

/* Sentences of one article that its strip shows. */
#define BEATS 2000u
/* Numbers whose sentences are kept. */
#define EXCERPTS 20000u

typedef struct {
  Report report;
  Sink *sink;
  Summary summary;
  GArray *extras; /* of Extra */
  guint excerpts; /* that are kept */
} Html;

static void
extra_clear(void *data)
{
  Extra *extra = data;

  g_free(extra->title);
  g_free(extra->opening);
  g_free(extra->from);
  g_clear_pointer(&extra->beats, g_array_unref);
  g_clear_pointer(&extra->excerpts, g_array_unref);
}

static gboolean
html_begin(Report *report, const Run *run, GError **error)
{
  Html *html = (Html *)report;

  (void)error;
  summary_start(&html->summary, run);
  html->extras = g_array_new(FALSE, TRUE, sizeof(Extra));
  g_array_set_clear_func(html->extras, extra_clear);
  return TRUE;
}

static void
note_meta(Extra *extra, const Document *document)
{
  const char *source = document_outlet(document);
  const char *date = document_meta_text(document, "date");

  extra->title = g_strdup(document_meta_text(document, "title"));
  extra->length = document->doc.length;
  if (source || date)
    extra->from = g_strconcat(source ? source : "", source && date ? ", " : "",
                              date ? date : "", NULL);
}

static const stemma_table *
layer_of(const DocumentResult *result, const char *layer, gsize row_size)
{
  for (guint i = 0; i < result->table_count; i++) {
    Table *table = result->tables[i].table;

    if (strcmp(table_schema(table)->name, layer) == 0
        && table_schema(table)->stride >= row_size)
      return table_view(table);
  }
  return NULL;
}

/* Bytes of `begin` to `end` that stand in quotes; `*next` goes along with the
 * sentences. */
static guint32
quoted_bytes(const stemma_table *quotes, guint32 begin, guint32 end,
             guint32 *next)
{
  guint32 bytes = 0;

  while (*next < quotes->rows.count
         && STEMMA_AT(stemma_quote, quotes->rows, *next)->row.end <= begin)
    ++*next;
  for (guint32 i = *next; i < quotes->rows.count; i++) {
    const stemma_quote *row = STEMMA_AT(stemma_quote, quotes->rows, i);

    if (row->row.begin >= end)
      break;
    if (row->kind != STEMMA_INDIRECT && row->row.end > begin)
      bytes += MIN(end, row->row.end) - MAX(begin, row->row.begin);
  }
  return bytes;
}

static void
note_beats(Extra *extra, const stemma_table *tones, const stemma_table *quotes)
{
  guint32 next = 0;

  for (guint32 i = 0; tones && i < tones->rows.count; i++) {
    const stemma_sentiment *row = STEMMA_AT(stemma_sentiment, tones->rows, i);
    Beat beat = { row->row.begin, row->row.end, FALSE,
                  (float)CLAMP(row->score, -1, 1) };

    if (row->scope != STEMMA_SCOPE_SENTENCE || !isfinite(row->score)
        || beat.end <= beat.begin || beat.end > extra->length)
      continue;
    if (!extra->beats)
      extra->beats = g_array_new(FALSE, FALSE, sizeof(Beat));
    if (extra->beats->len == BEATS)
      return;
    beat.speech = quotes
                  && quoted_bytes(quotes, beat.begin, beat.end, &next)
                         > (beat.end - beat.begin) / 2;
    g_array_append_val(extra->beats, beat);
  }
}

/* Its own words, where it has no title and where it gives numbers. */
static void
note_words(Html *html, Extra *extra, const DocumentResult *result)
{
  const stemma_table *tones =
      layer_of(result, "sentiment", sizeof(stemma_sentiment));

  if (!extra->title)
    extra->title = excerpt_title(result->document, tones, &extra->opening);
  if (html->excerpts >= EXCERPTS)
    return;
  extra->excerpts =
      excerpts_new(result->document, tones,
                   layer_of(result, "quantity", sizeof(stemma_quantity)));
  html->excerpts += extra->excerpts ? extra->excerpts->len : 0;
}

static gboolean
html_document(Report *report, const DocumentResult *result,
              const GString *bytes, GError **error)
{
  Html *html = (Html *)report;
  guint32 index = result->document->doc.index;
  Extra *extra;

  (void)bytes;
  (void)error;
  summary_document(&html->summary, result);
  if (html->extras->len <= index)
    g_array_set_size(html->extras, index + 1);
  extra = &g_array_index(html->extras, Extra, index);
  note_meta(extra, result->document);
  note_words(html, extra, result);
  if (index < PAGE_ARTICLES)
    note_beats(extra, layer_of(result, "sentiment", sizeof(stemma_sentiment)),
               layer_of(result, "quote", sizeof(stemma_quote)));
  return TRUE;
}

static gboolean
html_failure(Report *report, const CorpusFailure *failure, GError **error)
{
  (void)error;
  summary_failure(&((Html *)report)->summary, failure);
  return TRUE;
}

static gboolean
html_corpus(Report *report, const NamedTable *named, GError **error)
{
  (void)error;
  summary_corpus(&((Html *)report)->summary, named);
  return TRUE;
}

/* Marks the readings of the article that is followed. */
static void
add_follow_rules(GString *style, guint count)
{
  char room[SCREEN_LETTER];

  for (guint i = 0; i < count; i++) {
    const char *letter = screen_letter(i, room);

    g_string_append_printf(style,
                           "%s:root:has(#fw-%s:checked) "
                           ":is(.rd,.wit>li)[data-w~=%s]",
                           i ? ",\n" : "", letter, letter);
  }
  g_string_append(style, "{background:var(--accbg);"
                         "box-shadow:inset 4px 0 var(--acc)}\n");
  for (guint i = 0; i < count; i++) {
    const char *letter = screen_letter(i, room);

    g_string_append_printf(style,
                           "%s:root:has(#fw-%s:checked) .sig b[data-w=%s]",
                           i ? ",\n" : "", letter, letter);
  }
  g_string_append(style, "{background:var(--acc);color:var(--card)}\n");
}

/* The style and its checksum, by which the policy lets it pass. */
static void
print_style(Page *page)
{
  g_autoptr(GString) style = g_string_new("\n");
  g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autofree char *base64 = NULL;

  for (guint i = 0; html_style[i]; i++)
    g_string_append(style, html_style[i]);
  if (page->follows)
    add_follow_rules(style, page->summary->articles->len);
  g_checksum_update(sum, (const guchar *)style->str, (gssize)style->len);
  g_checksum_get_digest(sum, digest, &length);
  base64 = g_base64_encode(digest, length);
  page_printf(page,
              "<meta http-equiv=\"Content-Security-Policy\" content=\""
              "default-src 'none'; script-src 'none'; img-src 'none'; "
              "style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n"
              "<style>%s</style>\n",
              base64, style->str);
}

static void
print_head(Page *page)
{
  page_printf(
      page,
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, "
      "initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>stemma: ");
  page_count(page, page->summary->articles->len, "article", "articles");
  page_printf(page, "</title>\n");
  print_style(page);
  page_printf(page, "</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to "
                    "the report</a>\n");
}

static void
print_top(Page *page)
{
  page_printf(
      page,
      "<header class=\"top\"><div class=\"brand\"><svg viewBox=\"0 0 32 32\" "
      "width=\"28\" height=\"28\" aria-hidden=\"true\"><path d=\"M16 5v6M16 "
      "11 6 19v9M16 11l10 8v9M16 11v17\"/><circle cx=\"16\" cy=\"4\" "
      "r=\"3\"/></svg><span>stemma</span></div>\n<nav "
      "aria-label=\"Sections\">");
}

/* Links to the sections that are there, by the first word of their
 * headings. */
static void
print_links(Page *page, const char *body)
{
  static const char *const links[][2] = {
    { "overview", "Articles" },  { "lineage", "Translations" },
    { "variance", "Distances" }, { "utterances", "Wording" },
    { "quantities", "Numbers" }, { "quotes", "Quotes" },
    { "numbers", "Numbers" },    { "sentiment", "Tone" },
    { "others", "Others" },      { "method", "Method" },
  };

  for (guint i = 0; i < G_N_ELEMENTS(links); i++) {
    g_autofree char *mark = g_strdup_printf("<section id=\"%s\" ", links[i][0]);

    if (strstr(body, mark))
      page_printf(page, "<a href=\"#%s\">%s</a>\n", links[i][0], links[i][1]);
  }
  page_printf(page, "</nav>\n");
}

static void
print_theme(Page *page)
{
  static const char *const themes[][2] = { { "auto", "Auto" },
                                           { "light", "Light" },
                                           { "dark", "Dark" } };

  page_printf(page, "<fieldset class=\"theme\"><legend class=\"vh\">Colours"
                    "</legend>");
  for (guint i = 0; i < G_N_ELEMENTS(themes); i++)
    page_printf(page,
                "<label><input type=\"radio\" name=\"th\" id=\"th-%s\"%s>"
                "<span>%s</span></label>",
                themes[i][0], i == 0 ? " checked" : "", themes[i][1]);
  page_printf(page, "</fieldset></header>\n");
}

/* What differs first, then what nobody compared, then what is the same. */
static guint
class_of(const Ranked *ranked)
{
  return !ranked->scored ? 1 : ranking_is_identical(ranked) ? 2 : 0;
}

static int
compare_classes(const void *first, const void *second)
{
  const Ranked *a = first, *b = second;

  if (class_of(a) != class_of(b))
    return class_of(a) < class_of(b) ? -1 : 1;
  return ranking_compare(a, b);
}

static void
print_sections(Page *page)
{
  static void (*const sections[])(Page *) = {
    html_utterances, html_quantities, html_lists,
    html_sentiment,  html_others,     html_method,
  };
  /* A small tree and a small table stand side by side where there is room. */
  gboolean two = page->summary->articles->len <= 7;

  html_hero(page);
  html_overview(page);
  page_printf(page, two ? "<div class=\"two\">\n" : "");
  html_lineage(page);
  html_matrix(page);
  page_printf(page, two ? "</div>\n" : "");
  for (guint i = 0; i < G_N_ELEMENTS(sections); i++)
    sections[i](page);
}

static void
print_page(Html *html, GString *out)
{
  Near *near = near_new(&html->summary, PAGE_ARTICLES);
  Spreads *spreads = spreads_new(&html->summary);
  Page page = { .summary = &html->summary,
                .extras = html->extras,
                .near = near,
                .spreads = spreads };
  g_autoptr(GString) body = g_string_new(NULL);

  page.ranking = ranking_new(page.summary);
  ranking_find_articles(page.summary, page.ranking, 0, page.ranking->len);
  g_array_sort(page.ranking, compare_classes);
  page.readings = reading_index_new(page.summary);
  page.follows =
      page.summary->articles->len <= PAGE_FOLLOWED && page.ranking->len > 0;
  page.out = body;
  print_sections(&page);
  page.out = out;
  print_head(&page);
  print_top(&page);
  print_links(&page, body->str);
  print_theme(&page);
  page_printf(&page, "<main id=\"main\">\n");
  g_string_append_len(out, body->str, (gssize)body->len);
  page_printf(&page, "</main>\n</body>\n</html>\n");
  g_array_unref(page.ranking);
  reading_index_free(page.readings);
  near_free(near);
  spreads_free(spreads);
}

static gboolean
html_end(Report *report, const RunEnd *end, GError **error)
{
  Html *html = (Html *)report;
  g_autoptr(GString) out = g_string_new(NULL);

  html->summary.end = end;
  if (html->extras->len < html->summary.articles->len)
    g_array_set_size(html->extras, html->summary.articles->len);
  print_page(html, out);
  return sink_write(html->sink, out->str, out->len, error)
         && sink_commit(html->sink, error);
}

static void
html_free(Report *report)
{
  Html *html = (Html *)report;

  sink_free(html->sink);
  summary_clear(&html->summary);
  if (html->extras)
    g_array_unref(html->extras);
  g_free(html);
}

Report *
html_new(const char *path, Tape *tape, GError **error)
{
  static const Report methods = { "html",        html_begin,   NULL,
                                  html_document, html_failure, html_corpus,
                                  html_end,      html_free };
  Sink *sink = sink_new(path, tape, FALSE, error);
  Html *html;

  if (!sink)
    return NULL;
  html = g_new0(Html, 1);
  html->report = methods;
  html->sink = sink;
  return &html->report;
}
