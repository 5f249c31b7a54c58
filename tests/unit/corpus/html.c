/* SPDX-License-Identifier: Apache-2.0
 *
 * html.c - pages of five layouts to their articles (tests/data/pages), and
 * pages that are hardly any.
 */
#include "corpus/html.h"

#include "../unit.h"
#include <string.h>

static Document *
page(const char *bytes, gsize length)
{
  Document *document = g_new0(Document, 1);

  document->id = g_strdup("page");
  document->buffer = g_memdup2(bytes, length + 1);
  document->length = length;
  document->html = TRUE;
  html_use(document);
  return document;
}

static guint
line_at(const Document *document, gsize offset)
{
  for (guint i = 0; document->lines && i < document->lines->len; i++) {
    const TextLine *piece = &g_array_index(document->lines, TextLine, i);

    if (piece->offset == offset)
      return piece->line;
  }
  return 0;
}

/* Metadata, an empty line, then each paragraph behind the line of the page
 * that it begins in. */
static char *
shown(const Document *document)
{
  GString *out = g_string_new(NULL);
  g_auto(GStrv) paragraphs = g_strsplit(document->doc.text, "\n\n", -1);
  gsize offset = 0;

  for (guint i = 0; document->meta && i < document->meta->len; i++) {
    const Meta *meta = &g_array_index(document->meta, Meta, i);

    g_string_append_printf(out, "%s: %s\n", meta->key, meta->value);
  }
  for (guint i = 0; paragraphs[i] && *paragraphs[i]; i++) {
    g_autofree char *text = g_strdup(paragraphs[i]);

    g_string_append_printf(out, "\n%u\t%s\n", line_at(document, offset),
                           g_strchomp(text));
    offset += strlen(paragraphs[i]) + 2;
  }
  return g_string_free(out, FALSE);
}

static void
expect(const char *name)
{
  g_autofree char *path = g_strconcat(PAGES, "/", name, ".html", NULL);
  g_autofree char *expected_path =
      g_strconcat(PAGES, "/", name, ".expected", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;
  g_autoptr(Document) document = NULL;
  gsize length;

  assert_true(g_file_get_contents(path, &bytes, &length, NULL));
  assert_true(g_file_get_contents(expected_path, &expected, NULL, NULL));
  document = page(bytes, length);
  found = shown(document);
  assert_string_equal(found, expected);
}

static void
articles_are_found(void **state)
{
  static const char *const names[] = { "semantic", "tables", "wrappers",
                                       "form",     "blog",   NULL };

  (void)state;
  for (guint i = 0; names[i]; i++)
    expect(names[i]);
}

static void
hardly_pages(void **state)
{
  static const struct {
    const char *bytes;
    const char *text;
  } cases[] = {
    { "", "" },
    { "just words", "just words\n" },
    { "<p>One<p>Two", "One\n\nTwo\n" },
    { "<p>a&#0;b&#xD800;c</p>", "abc\n" },
    { "<table><tr><td>unclosed", "unclosed\n" },
    { "<p>\xE2\x80\xAE"
      "backwards</p>",
      "\xE2\x80\xAE"
      "backwards\n" },
  };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(Document) document = page(cases[i].bytes, strlen(cases[i].bytes));

    assert_null(document->error);
    assert_string_equal(document->doc.text, cases[i].text);
  }
}

/* Nothing that was to be read is left out without a word. */
static void
pages_without_text_fail(void **state)
{
  static const char *const pages[] = {
    "<",
    "<html><body></body></html>",
    "<title>A</title><script>b</script>",
    "<title>A</title><body><div id=root></div><script src=a.js></script>",
  };

  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(pages); i++) {
    g_autoptr(Document) document = page(pages[i], strlen(pages[i]));

    assert_non_null(document->error);
    assert_string_equal(document->error->code, "E610");
    assert_string_equal(document->error->message,
                        "no text was found in the page");
  }
}

static void
deep_pages_fail(void **state)
{
  g_autoptr(GString) deep = g_string_new("<body><p>The mayor spoke.</p>");
  g_autoptr(Document) document = NULL;

  (void)state;
  for (guint i = 0; i < 300; i++)
    g_string_append(deep, "<div>");
  g_string_append(deep, "<p>Nobody heard it.</p>");
  document = page(deep->str, deep->len);
  assert_non_null(document->error);
  assert_string_equal(document->error->code, "E610");
  assert_string_equal(document->error->message,
                      "its elements nest too deep to be read");
}

static void
depth_and_length_are_no_harm(void **state)
{
  g_autoptr(GString) deep = g_string_new(NULL);
  g_autoptr(GString) wide = g_string_new("<body>");
  g_autoptr(Document) first = NULL;
  g_autoptr(Document) second = NULL;

  (void)state;
  for (guint i = 0; i < 100000; i++)
    g_string_append(deep, "<div><b>");
  first = page(deep->str, deep->len);
  assert_non_null(first->error);
  for (guint i = 0; i < 100000; i++)
    g_string_append(wide, "<h2>Heading</h2><p>Short.</p>");
  second = page(wide->str, wide->len);
  assert_true(second->doc.length > 100000 * 8);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(articles_are_found),
    cmocka_unit_test(hardly_pages),
    cmocka_unit_test(pages_without_text_fail),
    cmocka_unit_test(deep_pages_fail),
    cmocka_unit_test(depth_and_length_are_no_harm),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
