/* SPDX-License-Identifier: Apache-2.0
 *
 * unnamed.c - see unnamed.h.
 */
#include "unnamed.h"

#include "fold.h"
#include "roles.h"

/* It is forgotten after so many bytes. */
enum { REACH = 3000 };

static bool
is_single(const Speaker *words)
{
  return words->words > 1 && words->called.role
         && (words->first->bits & W_DET || words->first->bits & W_NUMBER)
         && !(words->first->bits & (W_PLURAL | W_POSS))
         && !(words->called.bits & (W_GROUP | W_ORG));
}

static uint32_t
gender_of(uint32_t bits)
{
  return bits & W_HE ? GENDER_HE : bits & W_SHE ? GENDER_SHE : 0u;
}

/* Have the words a chance to be read as those of one without a name?  Most are
 * a name or a pronoun: they begin with no article and no number. */
static bool
is_promising(const Text *text, stemma_span speaker)
{
  const char *at = text->doc->text;
  uint32_t end = speaker.begin;

  while (end < speaker.end && !roles_is_blank(at[end]))
    end++;
  return end < speaker.end
         && (word_find(fold_bytes(at + speaker.begin, end - speaker.begin))
                 ->bits
             & (W_DET | W_NUMBER));
}

/* "the", but not "a": the word is the whole of three letters. */
static bool
is_definite(const Text *text, stemma_span speaker)
{
  const char *at = text->doc->text + speaker.begin;

  return speaker.end > speaker.begin + 4 && (at[0] | 0x20) == 't'
         && at[1] == 'h' && at[2] == 'e' && at[3] == ' ';
}

bool
unnamed_is_meant(const Unnamed *unnamed, const Register *names,
                 const Text *text, stemma_span speaker)
{
  bool definite;
  uint32_t gender;
  Speaker words;

  if (!unnamed->span.end || speaker.begin - unnamed->span.end > REACH)
    return false;
  definite = is_definite(text, speaker);
  if (!definite && !unnamed->latest)
    return false;
  roles_read(text, speaker, &words);
  if (definite)
    return is_single(&words) && words.words == 2
           && words.called.role == unnamed->role;
  gender = gender_of(words.last->bits);
  return words.words == 1 && (words.last->bits & W_PERSONAL) && gender
         && (!unnamed->gender || unnamed->gender == gender)
         && !names_have_subject(names, unnamed->span.end, speaker.begin);
}

void
unnamed_note(Unnamed *unnamed, const Text *text, stemma_span speaker,
             bool named)
{
  Speaker words;

  unnamed->latest = false;
  if (named || !is_promising(text, speaker))
    return;
  roles_read(text, speaker, &words);
  if (!is_single(&words) || words.last->bits & W_PERSONAL
      || (is_definite(text, speaker) && words.words < 3))
    return; /* "the Lorn spokesman" is one, "the spokesman" may be anybody */
  *unnamed = (Unnamed){ .span = speaker,
                        .role = words.called.role,
                        .gender = gender_of(words.called.bits),
                        .latest = true };
}
