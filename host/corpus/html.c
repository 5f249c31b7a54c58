/* SPDX-License-Identifier: Apache-2.0
 *
 * html.c - a page, read by libxml2, to a document.
 */
#include "html.h"

#include "html_blocks.h"
#include "html_meta.h"
#include <libxml/HTMLparser.h>
#include <string.h>

/* The page; `cut`: its elements nest deeper than libxml2 reads, and it stopped
 * there.  That limit stays: what is done for a block goes up to the root. */
static htmlDocPtr
parse(const Document *document, gboolean *cut)
{
  const char *bytes = document->buffer;
  const char *encoding =
      g_utf8_validate_len(bytes, document->length, NULL) ? "UTF-8" : NULL;
  htmlParserCtxtPtr parser = htmlNewParserCtxt();
  htmlDocPtr page;

  if (!parser)
    return NULL;
  page = htmlCtxtReadMemory(
      parser, bytes, (int)document->length, NULL, encoding,
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
          | HTML_PARSE_NONET | HTML_PARSE_NODEFDTD | HTML_PARSE_COMPACT);
  *cut = parser->disableSAX != 0;
  htmlFreeParserCtxt(parser);
  return page;
}

/* The title first, unless the blocks begin with it or with most of it: a
 * title may have the outlet's name after it. */
static void
add_title(Document *document, const GArray *blocks, GString *text)
{
  const char *title = document_meta_text(document, "title");
  const char *first =
      blocks->len ? g_array_index(blocks, HtmlBlock, 0).text : "";

  if (!title || !blocks->len || g_str_has_prefix(title, first)
      || g_str_has_prefix(first, title))
    return;
  document_add_line(document, 0, 1);
  g_string_append(text, title);
}

static char *
join(Document *document, const GArray *blocks)
{
  GString *text = g_string_new(NULL);

  add_title(document, blocks, text);
  for (guint i = 0; i < blocks->len; i++) {
    const HtmlBlock *block = &g_array_index(blocks, HtmlBlock, i);

    if (text->len)
      g_string_append(text, "\n\n");
    document_add_line(document, (guint32)text->len, block->line);
    g_string_append(text, block->text);
  }
  if (text->len)
    g_string_append_c(text, '\n');
  return g_string_free(text, FALSE);
}

static const char *
heading_of(const GArray *blocks)
{
  const HtmlBlock *first =
      blocks->len ? &g_array_index(blocks, HtmlBlock, 0) : NULL;

  return first && first->heading ? first->text : NULL;
}

static void
use_page(Document *document, const xmlNode *root)
{
  g_autoptr(GArray) blocks = html_blocks(root);
  GStringChunk *strings = g_string_chunk_new(1024);
  char *text;

  html_blocks_choose(blocks);
  html_meta_read(root, heading_of(blocks), document, strings);
  document_publish_meta(document);
  text = join(document, blocks);
  g_free(document->buffer);
  document->buffer = text;
  document->strings = strings;
  document->length = strlen(text);
  /* Entities and odd encodings may have made what no text may hold. */
  if (document_check_text(document, text, document->length, 1, 0))
    document_set_text(document, text, document->length);
}

static void
check_page(Document *document, gboolean cut)
{
  if (cut)
    document_fail_at(document, "E610", 0, 0,
                     "give its text: stemma run page.txt",
                     "its elements nest too deep to be read");
  else if (document->doc.length == 0)
    document_fail_at(document, "E610", 0, 0,
                     "where a script writes it, save it from a browser, or "
                     "as text",
                     "no text was found in the page");
}

void
html_use(Document *document)
{
  const gboolean empty = document->length == 0;
  gboolean cut = FALSE;
  htmlDocPtr page = empty ? NULL : parse(document, &cut);
  const xmlNode *root = page ? xmlDocGetRootElement(page) : NULL;

  if (root)
    use_page(document, root);
  else
    document_set_text(document, "", 0);
  if (page)
    xmlFreeDoc(page);
  if (!empty && !document->error)
    check_page(document, cut);
}
