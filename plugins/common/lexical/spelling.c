/* SPDX-License-Identifier: Apache-2.0
 *
 * The rules are our own list of the regular differences between British and
 * American English, and of names with two usual transcriptions.
 */
#include "spelling.h"

#include <stdbool.h>
#include <string.h>

typedef struct Pair {
  const char *from;
  const char *to; /* at most SPELLING_ROOM bytes longer */
} Pair;

typedef struct Ending {
  const char *from;
  const char *to;
  uint32_t least;  /* bytes of the word that the rule needs */
  uint32_t length; /* of `from` */
} Ending;

#define ENDING(from, to, least)                                                \
  {                                                                            \
    from, to, least, sizeof from - 1                                           \
  }

/* Whole words that no rule reaches. */
static const Pair words[] = {
  { "aluminum", "aluminium" },
  { "cheque", "check" },
  { "cosy", "cozy" },
  { "gaol", "jail" },
  { "grey", "gray" },
  { "kiev", "kyiv" },
  { "lviv", "lvov" },
  { "mould", "mold" },
  { "moustache", "mustache" },
  { "odesa", "odessa" },
  { "plough", "plow" },
  { "pyjamas", "pajamas" },
  { "sceptic", "skeptic" },
  { "sceptical", "skeptical" },
  { "storey", "story" },
  { "sulphur", "sulfur" },
  { "towards", "toward" },
  { "afterwards", "afterward" },
  { "tyre", "tire" },
  { "whilst", "while" },
  { "amongst", "among" },
  { "one", "1" },
  { "two", "2" },
  { "three", "3" },
  { "four", "4" },
  { "five", "5" },
  { "six", "6" },
  { "seven", "7" },
  { "eight", "8" },
  { "nine", "9" },
  { "ten", "10" },
  { "eleven", "11" },
  { "twelve", "12" },
  { "maneuver", "manoeuvre" },
  { "maneuvers", "manoeuvres" },
};

/* -ise and -yse before a stemmer sees them: it knows only -ize. */
static const Ending endings[] = {
  ENDING("isations", "izations", 10), ENDING("isation", "ization", 9),
  ENDING("ising", "izing", 8),        ENDING("ised", "ized", 7),
  ENDING("ises", "izes", 7),          ENDING("iser", "izer", 7),
  ENDING("isers", "izers", 8),        ENDING("ise", "ize", 6),
  ENDING("ysing", "yzing", 8),        ENDING("ysed", "yzed", 7),
  ENDING("yses", "yzes", 7),          ENDING("yse", "yze", 6),
};

/* On stems, as Snowball leaves them: "metr" is metre, "defenc" defence. */
static const Ending stems[] = {
  ENDING("our", "or", 5),         ENDING("tr", "ter", 4),
  ENDING("br", "ber", 4),         ENDING("vr", "ver", 5),
  ENDING("enc", "ens", 5),        ENDING("ctis", "ctic", 6),
  ENDING("ogu", "og", 5),         ENDING("ramm", "ram", 6),
  ENDING("dgement", "dgment", 8), ENDING("ll", "l", 5),
};

/* Most words differ in the last byte. */
static bool
ends_with(const char *word, uint32_t length, const Ending *rule)
{
  return length >= rule->least
         && word[length - 1] == rule->from[rule->length - 1]
         && memcmp(word + length - rule->length, rule->from, rule->length) == 0;
}

static uint32_t
change_end(char *word, uint32_t length, const Ending *rules, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (ends_with(word, length, &rules[i])) {
      size_t to = strlen(rules[i].to);

      length -= rules[i].length;
      memcpy(word + length, rules[i].to, to);
      return length + (uint32_t)to;
    }
  return length;
}

uint32_t
spelling_word(char *word, uint32_t length)
{
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (words[i].from[0] == word[0] && strlen(words[i].from) == length
        && memcmp(words[i].from, word, length) == 0) {
      length = (uint32_t)strlen(words[i].to);
      memcpy(word, words[i].to, length);
      return length;
    }
  return change_end(word, length, endings, sizeof endings / sizeof *endings);
}

/* ae and oe within a word are e: encyclopaedia, manoeuvre. */
static uint32_t
join_vowels(char *stem, uint32_t length)
{
  uint32_t kept = 0;

  if (length < 7)
    return length;
  for (uint32_t i = 0; i < length; i++)
    if (i == 0 || i + 1 >= length || stem[i + 1] != 'e'
        || (stem[i] != 'a' && stem[i] != 'o'))
      stem[kept++] = stem[i];
  return kept;
}

uint32_t
spelling_stem(char *stem, uint32_t length)
{
  length = join_vowels(stem, length);
  return change_end(stem, length, stems, sizeof stems / sizeof *stems);
}
