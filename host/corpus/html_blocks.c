/* SPDX-License-Identifier: Apache-2.0
 *
 * html_blocks.c - a page's elements to blocks of text.
 *
 * The tree is walked without recursion, since a page may nest as deep as it
 * likes.
 */
#include "html_blocks.h"

#include <string.h>

/* The words of data/boilerplate.txt. */
extern const char *const boilerplate_lines[];

/* Elements whose text nobody reads. */
static const char *const dropped[] = {
  "audio",  "button",   "canvas",   "datalist", "embed",    "head",
  "iframe", "input",    "map",      "math",     "noscript", "object",
  "option", "picture",  "script",   "progress", "select",   "style",
  "svg",    "template", "textarea", "title",    "video",    NULL
};
/* Elements that hold no text of an article, unless they hold most of the
 * page's: there are pages that are one form. */
static const char *const suspects[] = { "aside",  "dialog", "figcaption",
                                        "footer", "form",   "label",
                                        "menu",   "nav",    NULL };
/* Elements that stand in a line of text; all others begin a block. */
static const char *const inlines[] = {
  "a",     "abbr", "acronym", "b",      "bdi", "bdo",  "big",  "cite",
  "code",  "data", "del",     "dfn",    "em",  "font", "i",    "ins",
  "kbd",   "mark", "q",       "rp",     "rt",  "ruby", "s",    "samp",
  "small", "span", "strike",  "strong", "sub", "sup",  "time", "tt",
  "u",     "var",  "wbr",     NULL
};
static const char *const roles[] = { "alert",       "banner", "complementary",
                                     "contentinfo", "dialog", "menu",
                                     "navigation",  "search", NULL };
static const char *const headings[] = {
  "h1", "h2", "h3", "h4", "h5", "h6", NULL
};

static gboolean
is_element(const xmlNode *node, const char *const *names)
{
  return node->type == XML_ELEMENT_NODE
         && g_strv_contains(names, (const char *)node->name);
}

static char *
attribute(const xmlNode *node, const char *name)
{
  xmlChar *value =
      xmlGetProp((xmlNode *)(uintptr_t)node, (const xmlChar *)name);
  char *copy = g_strdup((const char *)value);

  xmlFree(value);
  return copy;
}

/* In the list as it is, or without the s of a plural. */
static gboolean
is_boilerplate_word(const char *word, gsize length)
{
  if (length > 2 && g_ascii_tolower(word[length - 1]) == 's'
      && is_boilerplate_word(word, length - 1))
    return TRUE;
  for (guint i = 0; boilerplate_lines[i]; i++) {
    const char *line = boilerplate_lines[i];

    if (line[0] != '#' && g_ascii_strncasecmp(line, word, length) == 0
        && line[length] == '\n')
      return TRUE;
  }
  return FALSE;
}

/* Has a class or an id such a word?  "relatedPosts" has two. */
static gboolean
names_boilerplate(const char *value)
{
  const char *at = value, *start;

  while (at && *at) {
    while (*at && !g_ascii_isalnum(*at))
      at++;
    start = at;
    while (g_ascii_isalnum(*at)
           && (at == start || !g_ascii_isupper(*at) || g_ascii_isupper(at[-1])))
      at++;
    if (at > start && is_boilerplate_word(start, (gsize)(at - start)))
      return TRUE;
  }
  return FALSE;
}

static gboolean
has_word(const xmlNode *node, const char *name, const char *const *words)
{
  g_autofree char *value = attribute(node, name);

  return value && g_strv_contains(words, value);
}

static gboolean
is_hidden(const xmlNode *node)
{
  static const char *const yes[] = { "true", NULL };
  g_autofree char *style = attribute(node, "style");

  if (xmlHasProp((xmlNode *)(uintptr_t)node, (const xmlChar *)"hidden")
      || has_word(node, "aria-hidden", yes))
    return TRUE;
  return style
         && g_regex_match_simple("display\\s*:\\s*none", style,
                                 G_REGEX_CASELESS, 0);
}

/* Within an article or the main part, a header holds the title. */
static gboolean
is_masthead(const xmlNode *node)
{
  static const char *const parts[] = { "article", "main", NULL };

  if (strcmp((const char *)node->name, "header") != 0)
    return FALSE;
  for (node = node->parent; node; node = node->parent)
    if (is_element(node, parts))
      return FALSE;
  return TRUE;
}

static gboolean
is_suspect(const xmlNode *node)
{
  g_autofree char *class = NULL;
  g_autofree char *id = NULL;

  if (is_element(node, suspects) || is_masthead(node)
      || has_word(node, "role", roles))
    return TRUE;
  class = attribute(node, "class");
  id = attribute(node, "id");
  return names_boilerplate(class) || names_boilerplate(id);
}

/* How many letters stand below each element, kept in its _private: a part that
 * is called boilerplate and holds a third of the page is none. */
enum { SHARE = 3 };

static gsize
letters_of(const xmlNode *node)
{
  return GPOINTER_TO_SIZE(node->_private);
}

static void
add_letters(const xmlNode *node, gsize letters)
{
  ((xmlNode *)(uintptr_t)node)->_private =
      GSIZE_TO_POINTER(letters_of(node) + letters);
}

static gboolean
is_text(const xmlNode *node)
{
  return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

static gsize
count_letters(const xmlNode *node)
{
  gsize count = 0;

  for (const char *at = (const char *)node->content; at && *at; at++)
    count += !g_ascii_isspace(*at);
  return count;
}

/* The next node in the page's order, below `root`; `ended` is told each
 * element that ends on the way. */
typedef void (*Ended)(const xmlNode *node, void *data);

static const xmlNode *
next_node(const xmlNode *node, const xmlNode *root, gboolean down, Ended ended,
          void *data)
{
  if (down && node->children)
    return node->children;
  if (down)
    ended(node, data);
  while (node != root && !node->next) {
    node = node->parent;
    ended(node, data);
  }
  return node == root ? NULL : node->next;
}

static void
pass_up(const xmlNode *node, void *root)
{
  if (node != root && node->parent)
    add_letters(node->parent, letters_of(node));
}

static void
measure(const xmlNode *root)
{
  const xmlNode *node = root;

  while (node) {
    const gboolean down = !is_element(node, dropped);

    if (is_text(node))
      add_letters(node, count_letters(node));
    node = next_node(node, root, down, pass_up, (void *)(uintptr_t)root);
  }
}

/* Is nothing below this node text of the article? */
static gboolean
is_passed_over(const xmlNode *node, gsize all)
{
  if (is_text(node))
    return FALSE;
  if (node->type != XML_ELEMENT_NODE || is_element(node, dropped)
      || is_hidden(node))
    return TRUE;
  return letters_of(node) < all / SHARE && is_suspect(node);
}

/* The block that is being put together. */
typedef struct {
  GArray *blocks;
  GString *text;
  const xmlNode *node; /* the block element that holds it */
  guint line, letters, linked;
  guint links;    /* open <a> elements */
  guint breaks;   /* <br> since the last letter; two end a paragraph */
  gboolean blank; /* a blank is due before the next letter */
} Walk;

static void
end_block(Walk *walk)
{
  HtmlBlock block = { 0 };

  if (walk->letters) {
    block.node = walk->node;
    block.text = g_strdup(walk->text->str);
    block.line = walk->line;
    block.letters = walk->letters;
    block.linked = walk->linked;
    block.heading = is_element(walk->node, headings);
    g_array_append_val(walk->blocks, block);
  }
  g_string_truncate(walk->text, 0);
  walk->letters = walk->linked = 0;
  walk->blank = FALSE;
}

/* The page's line of the byte at `at` of a text.  libxml2 keeps the line where
 * the text ends, or the first part of a long one, but never less than the line
 * of the element that it stands in. */
static guint
line_of(const xmlNode *node, const char *at)
{
  const char *content = (const char *)node->content;
  glong line = xmlGetLineNo(node);
  const glong least = node->parent ? xmlGetLineNo(node->parent) : 0;

  for (const char *c = content; *c; c++)
    line -= *c == '\n';
  line = MAX(line, least);
  for (const char *c = content; c < at; c++)
    line += *c == '\n';
  return (guint)MAX(line, 0);
}

static void
take_text(Walk *walk, const xmlNode *node)
{
  const char *at = (const char *)node->content;

  for (; at && *at; at = g_utf8_next_char(at)) {
    const gunichar letter = g_utf8_get_char(at);

    if (g_unichar_isspace(letter)) {
      walk->blank = walk->letters > 0;
      continue;
    }
    if (walk->letters == 0)
      walk->line = line_of(node, at);
    if (walk->blank)
      g_string_append_c(walk->text, ' ');
    walk->blank = FALSE;
    g_string_append_len(walk->text, at, g_utf8_next_char(at) - at);
    walk->letters++;
    walk->breaks = 0;
    walk->linked += walk->links > 0;
  }
}

static gboolean
is_named(const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE
         && strcmp((const char *)node->name, name) == 0;
}

static void
enter(Walk *walk, const xmlNode *node)
{
  if (is_text(node)) {
    take_text(walk, node);
  } else if (is_named(node, "br")) {
    walk->blank = walk->letters > 0;
    if (++walk->breaks == 2)
      end_block(walk);
  } else if (is_element(node, inlines)) {
    walk->links += is_named(node, "a") ? 1 : 0;
  } else {
    end_block(walk);
    walk->node = node;
  }
}

static void
leave(const xmlNode *node, void *data)
{
  Walk *walk = data;

  if (node->type != XML_ELEMENT_NODE)
    return;
  if (is_element(node, inlines) || is_named(node, "br")) {
    walk->links -= is_named(node, "a") ? 1 : 0;
    return;
  }
  end_block(walk);
  if (node->parent)
    walk->node = node->parent;
}

static void
block_clear(void *data)
{
  g_free(((HtmlBlock *)data)->text);
}

GArray *
html_blocks(const xmlNode *root)
{
  GArray *blocks = g_array_new(FALSE, TRUE, sizeof(HtmlBlock));
  Walk walk = { .blocks = blocks, .text = g_string_new(NULL), .node = root };
  const xmlNode *node = root;

  g_array_set_clear_func(blocks, block_clear);
  measure(root);
  while (node) {
    const gboolean over = is_passed_over(node, letters_of(root));

    if (!over)
      enter(&walk, node);
    else if (node->type == XML_ELEMENT_NODE)
      walk.blank = walk.letters > 0;
    node = next_node(node, root, !over, leave, &walk);
  }
  end_block(&walk);
  g_string_free(walk.text, TRUE);
  return blocks;
}
