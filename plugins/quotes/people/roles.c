/* SPDX-License-Identifier: Apache-2.0 */
#include "roles.h"

#include <string.h>

#include "endings.h"
#include "fold.h"
#include "people.h"
#include "phrase.h"
#include "role_words.h"

/* So many descriptions are looked at: no text can make it long. */
enum { TRIES = 192 };

uint64_t
roles_fold(const Text *text, stemma_span word, uint64_t fold)
{
  const char *at = text->doc->text + word.begin;
  uint32_t length = roles_length(word), i;
  const ShortTitle *title;

  length -= length && at[length - 1] == '.';
  if (length < 2 || length > 4 || !roles_is_upper(at[0]))
    return fold;
  i = short_index_find(&short_title_index, fold_bytes(at, length));
  if (!i)
    return fold;
  title = &short_titles[i - 1];
  return title->length == length && (at[0] | 0x20) == title->bytes[0]
                 && memcmp(at + 1, title->bytes + 1, length - 1) == 0
             ? title->fold
             : fold;
}

uint32_t
roles_kind(const Text *text, stemma_span word, uint64_t fold)
{
  const char *at = text->doc->text + word.begin;
  uint32_t length = roles_length(word), i = short_index_find(&role_index, fold);
  const char *role;

  if (!i || !length || length >= sizeof role_words->word)
    return ROLES_OTHER;
  role = role_words[--i].word;
  return (at[0] | 0x20) == role[0] && !role[length]
                 && memcmp(at + 1, role + 1, length - 1) == 0
             ? i
             : ROLES_OTHER;
}

static bool
same_kind(const Called *a, const Called *b)
{
  return a->kind != ROLES_OTHER && b->kind != ROLES_OTHER
         && (role_words[a->kind].kinds & role_words[b->kind].kinds
             & (role_words[a->kind].wide | role_words[b->kind].wide));
}

/* "Ruritania's leader", but not "Opposition leader" */
static bool
has_place(const Text *text, const Called *called)
{
  return called->detail && roles_is_upper(text->doc->text[called->before.begin])
         && !(word_find(called->detail)->bits & ~(uint32_t)W_LANGUAGE);
}

/* "Ruritania's" and "Ruritanian" tell the same. */
static bool
same_detail(const Text *text, const Called *a, const Called *b)
{
  const char *at = text->doc->text;
  enum { STEM = 4 };

  return (a->detail && a->detail == b->detail)
         || (roles_length(a->before) >= STEM && roles_length(b->before) >= STEM
             && has_place(text, a)
             && memcmp(at + a->before.begin, at + b->before.begin, STEM) == 0);
}

/* Do they tell that two persons are meant?  "the French minister". */
static bool
other_detail(const Text *text, const Called *a, const Called *b)
{
  return has_place(text, a) && has_place(text, b) && !same_detail(text, a, b);
}

/* The next word of a speaker, and what the lexicon knows of it.  Gives its fold
 * as a detail of the word behind it; 0: a word of the grammar. */
static uint64_t
read_word(const Text *text, stemma_span word, stemma_span before,
          uint64_t detail, Speaker *speaker)
{
  const char *at = text->doc->text + word.begin;
  uint32_t length = roles_length(word);
  uint64_t fold = fold_bytes(at, length);

  speaker->last = word_find(fold);
  speaker->last_begin = word.begin;
  if (speaker->words++ == 0) {
    speaker->first = speaker->last;
    speaker->owner = length > 2 && at[length - 1] == 's'
                     && (at[length - 2] == '\'' || at[length - 2] == '\x99');
  } else {
    speaker->named |= roles_is_upper(at[0]);
    speaker->aged |= endings_have(at, length, ENDINGS_AGED);
  }
  if (!(speaker->last->bits & (W_ROLE | W_TITLE)))
    return speaker->last->bits & (PHRASE_SMALL | W_POSS) ? 0 : fold;
  speaker->role_end = word.end;
  speaker->called = (Called){ .role = roles_fold(text, word, fold),
                              .detail = detail,
                              .before = before,
                              .bits = speaker->last->bits,
                              .kind = roles_kind(text, word, fold) };
  return fold;
}

const Word *
roles_last_word(const Text *text, stemma_span span, uint32_t *begin)
{
  const char *at = text->doc->text;

  while (span.end > span.begin && roles_is_blank(at[span.end - 1]))
    span.end--;
  *begin = span.end;
  while (*begin > span.begin && !roles_is_blank(at[*begin - 1]))
    --*begin;
  return word_find(fold_bytes(at + *begin, span.end - *begin));
}

/* "the archaeologist": a word for a person is what it calls one. */
static void
read_trade(const Text *text, stemma_span last, stemma_span before,
           uint64_t detail, Speaker *speaker)
{
  uint64_t fold = fold_bytes(text->doc->text + last.begin, roles_length(last));

  if (speaker->words > 1 && people_may_be(text, last, speaker->last))
    speaker->called = (Called){ .role = fold,
                                .detail = detail,
                                .before = before,
                                .bits = speaker->last->bits,
                                .kind = ROLES_OTHER };
}

void
roles_read(const Text *text, stemma_span span, Speaker *speaker)
{
  const char *at = text->doc->text;
  stemma_span word, before = { 0, 0 }, earlier = { 0, 0 };
  uint64_t detail = 0, details = 0;

  *speaker = (Speaker){ .first = lexicon.kinds, .last = lexicon.kinds };
  for (word.begin = span.begin; word.begin < span.end;) {
    word.end = word.begin;
    while (word.end < span.end && !roles_is_blank(at[word.end]))
      word.end++;
    details = detail;
    earlier = before;
    detail = read_word(text, word, before, detail, speaker);
    before = word;
    word.begin = word.end;
    while (word.begin < span.end && roles_is_blank(at[word.begin]))
      word.begin++;
  }
  if (speaker->role_end != before.end)
    read_trade(text, before, earlier, details, speaker);
}

/* How well a description of the same role fits. */
enum { FIT_NOT, FIT_KIND, FIT_ROLE, FIT_DETAIL, FITS };

/* "the Korean leader", "the prime minister", but not "the opposition leader".
 */
static bool
is_of_place(const Text *text, const Called *called)
{
  const char *at = text->doc->text + called->before.begin;

  return !called->detail || has_place(text, called)
         || (roles_length(called->before) == 5 && memcmp(at, "prime", 5) == 0);
}

static int
fit_of(const Text *text, const Called *one, const Called *speaker)
{
  if (one->role != speaker->role)
    return same_kind(one, speaker) && is_of_place(text, one)
                   && is_of_place(text, speaker)
                   && !other_detail(text, one, speaker)
               ? FIT_KIND
               : FIT_NOT;
  if (other_detail(text, one, speaker))
    return FIT_NOT;
  if (!one->detail && has_place(text, speaker))
    return FIT_KIND; /* "the French minister", "Minister X" */
  if (!one->detail || !speaker->detail)
    return FIT_ROLE;
  return same_detail(text, one, speaker) ? FIT_DETAIL : FIT_KIND;
}

/* Whom descriptions that fit so well mean: the nearest before the speaker, the
 * first after it. */
typedef struct Meant {
  uint32_t before, after;
  bool several;
} Meant;

static void
add_meant(Meant *meant, uint32_t entity, bool before)
{
  uint32_t *one = before ? &meant->before : &meant->after;

  meant->several |= (meant->before != NONE && meant->before != entity)
                    || (meant->after != NONE && meant->after != entity);
  if (*one == NONE || !before)
    *one = entity;
}

uint32_t
roles_find(const Register *names, const Text *text, const Speaker *speaker,
           uint32_t place)
{
  Meant meant[FITS];
  uint32_t tries = TRIES;

  for (int i = 0; i < FITS; i++)
    meant[i] = (Meant){ NONE, NONE, false };
  if (!speaker->called.role)
    return NONE;
  for (uint32_t i = names->descriptions.count; i-- > 0 && tries--;) {
    const Description *one = &names->descriptions.items[i];

    for (int fit = fit_of(text, &one->called, &speaker->called); fit > FIT_NOT;
         fit--)
      add_meant(&meant[fit], one->entity, one->place < place);
  }
  for (int fit = FIT_DETAIL; fit > FIT_NOT; fit--) {
    uint32_t entity =
        meant[fit].before != NONE ? meant[fit].before : meant[fit].after;

    /* what only may fit counts when nobody else may */
    if (entity != NONE && (fit > FIT_KIND || !meant[fit].several))
      return entity;
  }
  return NONE;
}

bool
roles_fit(const Register *names, const Text *text, uint32_t entity,
          const Speaker *speaker)
{
  uint32_t tries = TRIES;
  bool described = false;

  for (uint32_t i = names->descriptions.count; i-- > 0 && tries--;) {
    const Description *one = &names->descriptions.items[i];

    if (one->entity != entity)
      continue;
    if (fit_of(text, &one->called, &speaker->called) != FIT_NOT)
      return true;
    described |= (one->called.bits & W_ROLE) != 0;
  }
  return !described || !(speaker->called.bits & W_TITLE);
}
