/* SPDX-License-Identifier: Apache-2.0
 *
 * html_meta.c - the head of a page to metadata.
 */
#include "html_meta.h"

#include <string.h>

/* Where a member may stand, the most reliable first: a <meta> whose property,
 * name or itemprop is this; an attribute of an element; or an element's text.
 */
typedef struct {
  const char *member;
  const char *element;   /* "meta", or another */
  const char *selector;  /* of a meta: its property, name or itemprop */
  const char *attribute; /* NULL: the element's text */
} Source;

static const Source sources[] = {
  { "title", "meta", "og:title", "content" },
  { "title", "meta", "twitter:title", "content" },
  { "title", "title", NULL, NULL },
  { "title", "h1", NULL, NULL },
  { "date", "meta", "article:published_time", "content" },
  { "date", "meta", "datePublished", "content" },
  { "date", "meta", "dc.date.issued", "content" },
  { "date", "meta", "dc.date", "content" },
  { "date", "meta", "date", "content" },
  { "date", "meta", "pubdate", "content" },
  { "date", "time", "datePublished", "datetime" },
  { "date", "time", NULL, "datetime" },
  { "source", "meta", "og:site_name", "content" },
  { "source", "meta", "application-name", "content" },
  { "source", "meta", "dc.publisher", "content" },
  { "url", "link", "canonical", "href" },
  { "url", "meta", "og:url", "content" },
  { "language", "html", NULL, "lang" },
  { "language", "meta", "og:locale", "content" },
};

/* The attributes that say what an element is about. */
static const char *const selectors[] = { "property", "name", "itemprop", "rel",
                                         NULL };

static gboolean
is_selected(const xmlNode *node, const char *wanted)
{
  for (guint i = 0; wanted && selectors[i]; i++) {
    xmlChar *value =
        xmlGetProp((xmlNode *)(uintptr_t)node, (const xmlChar *)selectors[i]);
    const gboolean same =
        value && g_ascii_strcasecmp((const char *)value, wanted) == 0;

    xmlFree(value);
    if (same)
      return TRUE;
  }
  return !wanted;
}

/* Blanks made one, none at either end; NULL where nothing is left. */
static char *
tidy(const xmlChar *value)
{
  g_auto(GStrv) words = NULL;
  g_autoptr(GStrvBuilder) kept = g_strv_builder_new();
  g_auto(GStrv) list = NULL;

  if (!value)
    return NULL;
  words = g_strsplit_set((const char *)value, " \t\r\n\f", -1);
  for (guint i = 0; words[i]; i++)
    if (*words[i])
      g_strv_builder_add(kept, words[i]);
  list = g_strv_builder_end(kept);
  return *list ? g_strjoinv(" ", list) : NULL;
}

static char *
value_of(const xmlNode *node, const Source *source)
{
  xmlChar *value = source->attribute
                       ? xmlGetProp((xmlNode *)(uintptr_t)node,
                                    (const xmlChar *)source->attribute)
                       : xmlNodeGetContent(node);
  char *tidied = tidy(value);

  xmlFree(value);
  return tidied;
}

static const xmlNode *
next_of(const xmlNode *node)
{
  if (node->children && node->type == XML_ELEMENT_NODE)
    return node->children;
  while (node && !node->next)
    node = node->parent;
  return node ? node->next : NULL;
}

/* One walk over the page fills every source's first value. */
static void
find_values(const xmlNode *root, char **values)
{
  for (const xmlNode *node = root; node; node = next_of(node)) {
    if (node->type != XML_ELEMENT_NODE)
      continue;
    for (guint i = 0; i < G_N_ELEMENTS(sources); i++)
      if (!values[i]
          && strcmp((const char *)node->name, sources[i].element) == 0
          && is_selected(node, sources[i].selector))
        values[i] = value_of(node, &sources[i]);
  }
}

/* "en_GB" of Open Graph is "en-GB" elsewhere. */
static void
add(Document *document, const char *member, char *value, const char *heading,
    GStringChunk *strings)
{
  if (strcmp(member, "language") == 0)
    g_strdelimit(value, "_", '-');
  if (strcmp(member, "title") == 0 && heading
      && g_str_has_prefix(value, heading))
    value[strlen(heading)] = '\0';
  document_add_meta(document, member, g_string_chunk_insert(strings, value),
                    META_TEXT);
}

void
html_meta_read(const xmlNode *root, const char *heading, Document *document,
               GStringChunk *strings)
{
  char *values[G_N_ELEMENTS(sources)] = { NULL };
  const char *last = "";

  find_values(root, values);
  for (guint i = 0; i < G_N_ELEMENTS(sources); i++) {
    if (values[i] && strcmp(sources[i].member, last) != 0) {
      last = sources[i].member;
      add(document, last, values[i], heading, strings);
    }
    g_free(values[i]);
  }
}
