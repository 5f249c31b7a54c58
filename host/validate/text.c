/* SPDX-License-Identifier: Apache-2.0
 *
 * text.c - see text.h.
 */
#include "text.h"
#include <string.h>

typedef struct {
  const char *name;
  const char *bytes;
} Literal;

static const Literal samples[] = {
  { "mill",
    "The paper mill at Orsund will close in March, its owner said on Monday.\n"
    "\xE2\x80\x9CWe have carried this mill on our backs for eleven long years, "
    "and now the backs have given way,\xE2\x80\x9D said Marit Lund, who has "
    "run "
    "it since 2009. About 340 people work there.\n\n"
    "The town may lose 12.5 percent of its taxes, perhaps more. \xE2\x80\x9CIt "
    "is a terrible day for every family along the river, and nobody warned "
    "us,\xE2\x80\x9D said the mayor, Tor Vik, whose father worked at the mill "
    "for 28 years. He called the decision "
    "\xE2\x80\x9Cshameful\xE2\x80\x9D.\n" },
  { "closure",
    "ORSUND - Some 350 jobs will go when the paper mill of Orsund shuts this "
    "spring. \"We have carried that mill on our backs for a decade, and now "
    "our backs have given way,\" its owner Marit Lund told workers on Monday.\n"
    "\n"
    "Mayor Tor Vik was reportedly furious. \"It is a terrible day for all the "
    "families along the river, and nobody warned us,\" Vik said. The owners "
    "paid 3.2 million euros in 2019 and lost nearly half of it. Lund said that "
    "she had found no buyer in three years.\n" },
  { "owners",
    "\xE2\x80\x98We carried this mill on our backs for eleven years, and then "
    "the backs gave way,\xE2\x80\x99 Marit Lund said. More than three hundred "
    "workers at Orsund will be out of work by 31 March, unions say.\n"
    "\xE2\x80\x98It is an awful day for every family along this river, and "
    "nobody had warned us,\xE2\x80\x99 Tor Vik said.\n"
    "The good news: a wonderful new school opens next year, at a cost of \xE2"
    "\x82\xAC"
    "4m. Vik said the town would pay \"between 2 and 3 million\".\n" },
  { "river",
    "Farmers along the river are delighted. The rain of the last two weeks, "
    "40 millimetres in all, saved about a third of the harvest.\n\n"
    "\"I had not believed it any more,\" said Anna Berg, 61. Her neighbour "
    "disagreed. \"Too little, too late,\" he said, and went back to his "
    "tractor. The mayor of Orsund, Tor Vik, said of the mill: \"It is a "
    "terrible day for every family along the river, and nobody warned "
    "us.\"\n" },
};

static const Literal hostile[] = {
  { "empty", "" },
  { "one letter", "a" },
  { "one blank", " " },
  { "one line end", "\n" },
  { "one quote", "\"" },
  { "one two-byte letter", "\xC3\xA9" },
  { "one four-byte sign", "\xF0\x9F\x98\x80" },
  { "last character of Unicode", "\xF4\x8F\xBF\xBD" },
  { "carriage returns", "One.\r\nTwo said: \"Three.\"\r\n\r\nFour.\r" },
  { "byte order mark", "\xEF\xBB\xBF"
                       "He said 3.\xEF\xBB\xBF\n" },
  { "emoji", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F"
             "\x91\xA7 said \xF0\x9F\x8F\xB3\xEF\xB8\x8F\xE2\x80\x8D\xF0\x9F"
             "\x8C\x88 \"yes\xF0\x9F\x98\x80\" 5\xEF\xB8\x8F\xE2\x83\xA3." },
  { "combining marks", "e\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85\xCC\x86 "
                       "\xCC\x81\xCC\x81 said \"a\xCC\x8A\" 1\xCC\xB6"
                       "2." },
  { "right to left", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE2\x80\xAB"
                     "\"\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85\"\xE2\x80\xAC said "
                     "\xE2\x80\xAE"
                     "17\xE2\x80\xAC \xD9\xA1\xD9\xA7." },
  { "blanks", "He\xC2\xA0said\xE2\x80\xAF"
              "10\xE2\x80\x89"
              "000\xE3\x80\x80"
              "men\xE2\x80\x8B.\t\v\f \xE2\x80\xA8\xE2\x80\xA9 \"x\"" },
  { "quotes of all kinds", "\xE2\x80\x9E"
                           "a\xE2\x80\x9C \xC2\xAB"
                           "b\xC2\xBB \xE2\x80\xB9"
                           "c\xE2\x80\xBA "
                           "\xE2\x80\x9C\xE2\x80\x9C\xE2\x80\x98"
                           "d\xE2\x80\x99\" ``e'' '''\"\"\" "
                           "\xE3\x80\x8C"
                           "f\xE3\x80\x8D said said said" },
  { "unbalanced quotes", "\" \" \" \xE2\x80\x9C \xE2\x80\x9C \"She said \"no\" "
                         "\"\n\n\"\n\"said Lund" },
  { "odd digits",
    "\xEF\xBC\x91\xEF\xBC\x92 \xC2\xBD \xC2\xB2 \xE2\x85\xA7 1,2,3.4.5 "
    "99999999999999999999999999999999999999 1e999 -0 0.0.0 1/0 12-13-14 \xC2"
    "\xA3\xC2\xA3"
    "5 5%% half a dozen hundred thousand million billions" },
  { "controls", "\x01\x02\x1B[31mred\x7F said \"\x07\" \xC2\x85\xC2\x9B 7\n" },
  { "markup",
    "<p>\"A\" said <b>B</b> &amp; &#x41; {{c}} $1 %s %n \\u0041</p>" },
  { "marks only", "... --- ,,, ;;; ((( ))) !!! ??? *** /// \\\\\\ \"\"\" '''" },
  { "line ends only", "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n" },
  { "another script", "\xE6\x9D\xB1\xE4\xBA\xAC\xE3\x81\xA7\xE3\x80\x81\xE4\xB8"
                      "\x89\xE5\x8D\x83\xE4\xBA\xBA\xE3\x81\x8C\xE3\x80\x8C\xE3"
                      "\x81\xAF\xE3\x81\x84\xE3\x80\x8D\xE3\x80\x82" },
};

Text *
text_new(const char *name, char *bytes)
{
  Text *text = g_new0(Text, 1);

  text->name = g_strdup(name);
  text->bytes = bytes;
  text->length = strlen(bytes);
  return text;
}

void
text_free(Text *text)
{
  g_free(text->name);
  g_free(text->bytes);
  g_free(text);
}

GPtrArray *
texts_new(void)
{
  return g_ptr_array_new_with_free_func((GDestroyNotify)text_free);
}

static GPtrArray *
literals(const Literal *from, gsize count)
{
  GPtrArray *texts = texts_new();

  for (gsize i = 0; i < count; i++)
    g_ptr_array_add(texts, text_new(from[i].name, g_strdup(from[i].bytes)));
  return texts;
}

GPtrArray *
texts_samples(void)
{
  return literals(samples, G_N_ELEMENTS(samples));
}

/* Texts that are hard by their length alone. */
static void
add_repeated(GPtrArray *texts, const char *name, const char *part, guint times)
{
  GString *bytes = g_string_new(NULL);

  while (times--)
    g_string_append(bytes, part);
  g_ptr_array_add(texts, text_new(name, g_string_free(bytes, FALSE)));
}

GPtrArray *
texts_hostile(void)
{
  GPtrArray *texts = literals(hostile, G_N_ELEMENTS(hostile));

  add_repeated(texts, "one word of 20,000 letters", "abcde", 4000);
  add_repeated(texts, "20,000 quotes", "\"", 20000);
  add_repeated(texts, "5,000 times the same", "He said \"3\". ", 5000);
  add_repeated(texts, "5,000 combining marks", "\xCC\x81", 5000);
  return texts;
}

/* splitmix64: Steele, Lea and Flood 2014. */
guint64
next_random(guint64 *state)
{
  guint64 z = *state += G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static const char *const words[] = {
  "harbour", "letter",  "winter", "carried",  "slowly", "engine",  "window",
  "council", "painted", "seven",  "forest",   "bought", "a",       "the",
  "of",      "with",    "said",   "terrible", "good",   "bridge",  "river",
  "asked",   "before",  "money",  "against",  "town",   "perhaps", "mother",
};

static void
append_word(GString *to, guint64 *state)
{
  guint64 dice = next_random(state);

  if (dice % 11 == 0)
    g_string_append_printf(to, "%u", (guint)(dice >> 40));
  else
    g_string_append(to, words[(dice >> 8) % G_N_ELEMENTS(words)]);
}

static void
append_sentence(GString *to, guint64 *state, gboolean newline)
{
  guint64 dice = next_random(state);
  guint count = 4 + (guint)(dice % 18);
  gboolean quoted = dice >> 32 & 1;

  if (quoted)
    g_string_append_c(to, '"');
  g_string_append_printf(to, "Lund");
  while (count--) {
    g_string_append_c(to, ' ');
    append_word(to, state);
  }
  g_string_append(to, quoted ? ",\" said Marit Vik." : ".");
  g_string_append(to, newline && dice >> 40 & 1 ? "\n\n" : " ");
}

Text *
text_long(gsize size, gboolean newline, guint64 seed)
{
  GString *bytes = g_string_sized_new(size + 512);

  while (bytes->len < size)
    append_sentence(bytes, &seed, newline);
  return text_new(newline ? "long" : "long, on one line",
                  g_string_free(bytes, FALSE));
}

/* A character at a random place, and the one after it. */
static void
pick(const GString *bytes, guint64 *seed, gsize *at, gsize *length)
{
  const char *place = bytes->str + next_random(seed) % bytes->len;

  while (place > bytes->str && ((guchar)*place & 0xC0u) == 0x80u)
    place--;
  *at = (gsize)(place - bytes->str);
  *length = (gsize)(g_utf8_next_char(place) - place);
}

static void
mutate(GString *bytes, guint64 *seed)
{
  static const char *const odd[] = {
    "\"",   "\n",          "\xC2\xA0", "\xE2\x80\x9D", "\xF0\x9F\x98\x80",
    "9",    ".",           "\xCC\x81", "said",         "-",
    "\x01", "\xE2\x80\x8F"
  };
  gsize at, length, other, size;
  g_autofree char *moved = NULL;

  if (bytes->len == 0)
    return;
  pick(bytes, seed, &at, &length);
  switch (next_random(seed) % 4) {
  case 0:
    g_string_erase(bytes, (gssize)at, (gssize)length);
    break;
  case 1:
    g_string_insert(bytes, (gssize)at, odd[next_random(seed) % 12]);
    break;
  case 2:
    moved = g_strndup(bytes->str + at, length);
    g_string_insert(bytes, (gssize)at, moved);
    break;
  default:
    pick(bytes, seed, &other, &size);
    moved = g_strndup(bytes->str + at, length);
    g_string_erase(bytes, (gssize)at, (gssize)length);
    g_string_insert(bytes, (gssize)(other > at ? other - length : other),
                    moved);
  }
}

Text *
text_mutated(const Text *source, guint64 *seed)
{
  GString *bytes = g_string_new(source->bytes);
  guint times = 1 + (guint)(next_random(seed) % 8);
  Text *text;

  while (times--)
    mutate(bytes, seed);
  text = text_new(source->name, g_string_free(bytes, FALSE));
  g_free(text->name);
  text->name = g_strdup_printf("mutation of %s", source->name);
  return text;
}
