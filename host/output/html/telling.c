/* SPDX-License-Identifier: Apache-2.0
 *
 * telling.c - weighs places: words of the grammar among the others, or forms
 * of one word on both sides, make a heading that nobody understands.
 */
#include "telling.h"

#include "fold.h"
#include "stems.h"
#include <string.h>

/* Utterances that are looked at. */
#define LOOKED_AT 12u
/* A place that is told has at most so many words a side, and sides. */
#define WORDS 4u
#define SIDES 3u
/* What differs in spelling alone is told where nothing else is: "20" and
 * "twenty". */
#define SPELLINGS 4u

/* What the words of a place say to whom reads them alone. */
typedef struct {
  Stems *stems;
  guint content;  /* words that say something */
  guint function; /* words of the grammar */
  guint numbers;  /* sides that begin with a number */
  guint64 near[SIDES * WORDS];
} Words;

/* "20" and "twenty" are one word here. */
static gsize
fold_number(char *word, gsize length)
{
  static const char *const numbers[] = {
    "zero",     "one",      "two",      "three",   "four",    "five",
    "six",      "seven",    "eight",    "nine",    "ten",     "eleven",
    "twelve",   "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen", "twenty"
  };

  for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
    if (strlen(numbers[i]) == length && memcmp(word, numbers[i], length) == 0)
      return (gsize)g_snprintf(word, length + 1, "%u", i);
  return length;
}

static void
read_words(Words *words, const char *text)
{
  g_auto(GStrv) list = g_strsplit(text, " ", -1);

  for (guint i = 0; list[i]; i++) {
    gsize length = strlen(list[i]);
    char folded[64];
    Stem stem;

    if (length == 0 || length > 40)
      continue;
    length = fold_number(folded,
                         fold_copy(list[i], length, folded, sizeof folded - 1));
    stem = stems_find(words->stems, fold_bytes(folded, length), folded,
                      (uint32_t)length);
    if (stem.function)
      words->function++;
    else if (words->content < G_N_ELEMENTS(words->near))
      words->near[words->content++] = stem.near;
  }
}

/* The same word, or a form of it, stands twice: on both sides. */
static gboolean
has_forms(const Words *words)
{
  for (guint i = 0; i < words->content; i++)
    for (guint w = i + 1; w < words->content; w++)
      if (words->near[i] == words->near[w])
        return TRUE;
  return FALSE;
}

/* Do all `sides` say the same words, in other forms or spellings?  Numbers have
 * a list of their own. */
static gboolean
are_spellings(const Words *words, guint sides)
{
  guint each = words->content / sides;

  if (words->numbers == sides)
    return TRUE;
  if (each * sides != words->content)
    return FALSE;
  for (guint i = each; i < words->content; i++)
    if (words->near[i] != words->near[i % each])
      return FALSE;
  return TRUE;
}

/* FALSE: a side says nothing, or too much. */
static gboolean
read_sides(Words *words, const GArray *variants, guint *longest)
{
  words->content = words->function = words->numbers = 0;
  for (guint i = 0; i < variants->len; i++) {
    const Variant *variant = &g_array_index(variants, Variant, i);
    guint before = words->content;

    if (variant->words == 0 || variant->words > WORDS
        || !g_utf8_validate(variant->folded, -1, NULL))
      return FALSE;
    words->numbers += g_ascii_isdigit(*variant->folded);
    read_words(words, variant->folded);
    if (words->content == before)
      return FALSE;
    *longest = MAX(*longest, variant->words);
  }
  return TRUE;
}

/* How many articles the smallest side has. */
static guint
smallest_side(const GArray *variants)
{
  guint least = G_MAXUINT;

  for (guint i = 0; i < variants->len; i++)
    least = MIN(least, g_array_index(variants, Variant, i).articles->len);
  return least;
}

/* How well a place tells the difference; 0: not at all. */
static guint
weigh(Words *words, const Passage *place)
{
  guint articles = place->present->len, longest = 0;
  guint weight = 100;

  if (!place->variants || place->variants->len > SIDES
      || place->absent->len >= articles
      || !read_sides(words, place->variants, &longest))
    return 0;
  weight += 6 * MIN(articles, 8) + 6 * MIN(smallest_side(place->variants), 4);
  weight -= 8 * (place->variants->len - 2) + 6 * MIN(words->function, 4);
  weight -= 8 * (longest > 2 ? longest - 2 : 0) + (has_forms(words) ? 25 : 0);
  if (are_spellings(words, place->variants->len))
    weight /= SPELLINGS;
  return weight + (longest == 2 ? 4 : 0);
}

void
telling_find(const Page *page, Telling *telling)
{
  Words words = { .stems = stems_new("en") };
  guint most = 0;

  *telling = (Telling){ 0 };
  for (guint i = 0;
       words.stems && page->readings && i < MIN(page->ranking->len, LOOKED_AT);
       i++) {
    Collation *collation = collation_new(
        page->readings, g_array_index(page->ranking, Ranked, i).row);
    GArray *passages;
    gboolean better = FALSE;

    passages_set_aside(page->summary, collation);
    passages = passages_new(collation);
    for (guint p = 0; p < passages->len; p++) {
      guint weight = weigh(&words, &g_array_index(passages, Passage, p));

      if (weight <= most)
        continue;
      most = weight;
      telling->place = p;
      better = TRUE;
    }
    if (better) {
      telling_clear(telling);
      telling->passages = passages;
      telling->ranked = i;
    } else {
      g_array_unref(passages);
    }
    collation_free(collation);
  }
  stems_free(words.stems);
}

void
telling_clear(Telling *telling)
{
  g_clear_pointer(&telling->passages, g_array_unref);
}
