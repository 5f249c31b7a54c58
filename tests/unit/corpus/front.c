/* SPDX-License-Identifier: Apache-2.0
 *
 * front.c - what is front matter, and what only begins like it.
 */
#include "corpus/front.h"

#include "../unit.h"
#include <string.h>

typedef struct {
  const char *file;
  const char *text; /* behind the front matter */
  const char *meta; /* key=value, each with a sign for its type */
  guint line;       /* of the text's first line; 0: there is no front matter */
} Case;

static const Case cases[] = {
  { "---\ntitle: A\n---\nText.\n", "Text.\n", "title=A", 4 },
  { "---\r\ntitle: A \r\n---\r\nText.", "Text.", "title=A", 4 },
  { "---\nn: 1.50\nyes: true\nq: \"7\"\n---\n", "", "n=1.50# yes=true? q=7",
    6 },
  { "---\nt: 'it''s'\nu: \"a \\\"b\\\"\"\n---\nx", "x", "t=it's u=a \"b\"", 5 },
  { "---\n# comment\na: b: c\nlist:\n  - d\nmap: {e: f}\n...\nx", "x", "a=b: c",
    8 },
  { "---\nurl: https://a.example/b\n---\nx", "x", "url=https://a.example/b",
    4 },
  /* Texts. */
  { "---\nNo key, you see.\n---\nx", NULL, "", 0 },
  { "---\ntitle: A\nno end\n", NULL, "", 0 },
  { "---\ntitle: A\n", NULL, "", 0 },
  { "---\n---\nx", NULL, "", 0 },
  { "----\na: b\n---\nx", NULL, "", 0 },
  { " ---\na: b\n---\nx", NULL, "", 0 },
  { "---\nhttp://a\n---\nx", NULL, "", 0 },
  { "...\na: b\n---\nx", NULL, "", 0 },
  { "---", NULL, "", 0 },
  { "", NULL, "", 0 },
};

static char *
meta_of(const Document *document)
{
  static const char *const signs[] = { "", "#", "?" };
  GString *out = g_string_new(NULL);

  for (guint i = 0; document->meta && i < document->meta->len; i++) {
    const Meta *meta = &g_array_index(document->meta, Meta, i);

    g_string_append_printf(out, "%s%s=%s%s", i ? " " : "", meta->key,
                           meta->value, signs[meta->type]);
  }
  return g_string_free(out, FALSE);
}

static void
cases_are_as_expected(void **state)
{
  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    const Case *one = &cases[i];
    g_autoptr(Document) document = g_new0(Document, 1);
    g_autofree char *meta = NULL;
    gsize taken;

    document->buffer = g_strdup(one->file);
    taken = front_read(document, document->buffer, strlen(one->file));
    meta = meta_of(document);
    assert_string_equal(meta, one->meta);
    assert_null(document->error);
    if (!one->text) {
      assert_int_equal(taken, 0);
      assert_string_equal(document->buffer, one->file);
      continue;
    }
    assert_string_equal(document->buffer + taken, one->text);
    assert_int_equal(g_array_index(document->lines, TextLine, 0).line,
                     one->line);
  }
}

static void
a_key_stands_once(void **state)
{
  g_autoptr(Document) document = g_new0(Document, 1);

  (void)state;
  document->buffer = g_strdup("---\na: 1\nb: 2\na: 3\n---\nx");
  front_read(document, document->buffer, strlen(document->buffer));
  assert_string_equal(document->error->code, "E609");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(cases_are_as_expected),
    cmocka_unit_test(a_key_stands_once),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
