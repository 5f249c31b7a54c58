/* SPDX-License-Identifier: Apache-2.0 */
#include "divergence.h"

#include "kinship.h"
#include "similar.h"

/* How much a place counts as different that has two forms of one word, and
 * two words that are spelt alike. */
#define OTHER_FORM 0.2
#define OTHER_SPELLING 0.5
#define SPELT_ALIKE 75

/* A word that stands elsewhere differs by half. */
#define MOVED 0.5

static double
difference(const Place *a, const Place *b)
{
  if (a->fold == b->fold)
    return 0;
  if (a->near == b->near)
    return OTHER_FORM;
  if (a->function || b->function || ((a->text[0] ^ b->text[0]) & 0xdf))
    return 1; /* what is spelt alike begins alike, in either case */
  return similar_words(a->text, a->length, b->text, b->length) >= SPELT_ALIKE
             ? OTHER_SPELLING
             : 1;
}

/* A column whose word of one witness may stand elsewhere in the other. */
static bool
is_loose(const Place *a, const Place *b)
{
  return a->length > 0 && (b->length == 0 || a->near != b->near);
}

static void
share_column(const Place *a, const Place *b, bool a_moved, bool b_moved,
             Share *share)
{
  double weight = (a->weight + b->weight) / 2, change;

  *share = (Share){ 0, 0, 0, 0 };
  if (a_moved)
    share->moved += a->weight / 2;
  if (b_moved)
    share->moved += b->weight / 2;
  if (a->length && b->length && !a_moved && !b_moved) {
    change = difference(a, b);
    share->other = weight * change;
    share->same = weight * (1 - change);
  } else if (a->length && !b->length && !a_moved) {
    share->omitted = a->weight;
  } else if (b->length && !a->length && !b_moved) {
    share->omitted = b->weight;
  } else if (a->length && b->length && a_moved != b_moved) {
    /* the one left behind has lost its partner */
    share->omitted = a_moved ? b->weight : a->weight;
  }
}

/* Chains of loose columns of `b` by hash, so that the search for moved words
 * is linear. */
typedef struct Loose {
  uint32_t *heads; /* column + 1 */
  uint32_t *next;  /* column + 1 */
  uint32_t *a_moved;
  uint32_t *b_moved;
  uint32_t slots;
} Loose;

static void
chain_loose(const Sheet *sheet, uint32_t a, uint32_t b, const Loose *loose)
{
  for (uint32_t c = 0; c < sheet->columns; c++)
    loose->heads[c] = loose->a_moved[c] = loose->b_moved[c] = 0;
  for (uint32_t c = sheet->columns; c-- > 0;) {
    const Place *pa = sheet_place(sheet, c, a), *pb = sheet_place(sheet, c, b);
    uint32_t slot;

    if (!is_loose(pb, pa))
      continue;
    slot = (uint32_t)(pb->near % sheet->columns);
    loose->next[c] = loose->heads[slot];
    loose->heads[slot] = c + 1;
  }
}

static void
match_loose(const Sheet *sheet, uint32_t a, uint32_t b, const Loose *loose)
{
  for (uint32_t c = 0; c < sheet->columns; c++) {
    const Place *pa = sheet_place(sheet, c, a), *pb = sheet_place(sheet, c, b);
    uint32_t at;

    /* words of the grammar recur anyway: not the same one moved */
    if (!is_loose(pa, pb) || pa->function)
      continue;
    at = loose->heads[pa->near % sheet->columns];
    while (at
           && (loose->b_moved[at - 1]
               || sheet_place(sheet, at - 1, b)->near != pa->near))
      at = loose->next[at - 1];
    if (at)
      loose->a_moved[c] = loose->b_moved[at - 1] = 1;
  }
}

void
divergence_shares(const Sheet *sheet, uint32_t a, uint32_t b, Share *shares,
                  uint32_t *scratch)
{
  uint32_t n = sheet->columns;
  Loose loose = { scratch, scratch + n, scratch + 2 * n, scratch + 3 * n, n };

  chain_loose(sheet, a, b, &loose);
  match_loose(sheet, a, b, &loose);
  for (uint32_t c = 0; c < n; c++)
    share_column(sheet_place(sheet, c, a), sheet_place(sheet, c, b),
                 loose.a_moved[c], loose.b_moved[c], &shares[c]);
}

Share
divergence_sum(const Share *shares, uint32_t count)
{
  Share sum = { 0, 0, 0, 0 };

  for (uint32_t i = 0; i < count; i++) {
    sum.same += shares[i].same;
    sum.other += shares[i].other;
    sum.moved += shares[i].moved;
    sum.omitted += shares[i].omitted;
  }
  return sum;
}

static double
ratio(double part, double whole)
{
  return whole > 0 ? part / whole : 0;
}

FormPart
divergence_form_part(const Share *share, bool count_omissions)
{
  double places = share->same + share->other + share->moved;
  double omitted = count_omissions ? share->omitted : 0;

  return (FormPart){ share->other + MOVED * share->moved + omitted,
                     places + omitted };
}

double
divergence_form(const FormPart *parts, const uint32_t *picks, uint32_t count)
{
  FormPart sum = { 0, 0 };

  for (uint32_t i = 0; i < count; i++) {
    sum.differs += parts[picks[i]].differs;
    sum.all += parts[picks[i]].all;
  }
  return ratio(sum.differs, sum.all);
}

Components
divergence_components(const Share *sum, bool count_omissions)
{
  FormPart form = divergence_form_part(sum, count_omissions);
  double places = sum->same + sum->other + sum->moved;
  Components out;

  out.form = ratio(form.differs, form.all);
  out.wording = ratio(sum->other, places);
  out.order = ratio(sum->moved, sum->same + sum->moved);
  out.omission = ratio(sum->omitted, places + sum->omitted);
  return out;
}

/* The weight of the word that says more of the two in a place. */
static double
heavier(const Place *a, const Place *b)
{
  return a->weight > b->weight ? a->weight : b->weight;
}

void
divergence_overlap(const Sheet *sheet, const Votes *votes, uint32_t a,
                   uint32_t b, Overlap *overlap)
{
  Kinship kinship = { 0 };

  overlap->first = sheet->columns;
  overlap->last = 0;
  for (uint32_t c = 0; c < sheet->columns; c++) {
    const Place *pa = sheet_place(sheet, c, a), *pb = sheet_place(sheet, c, b);

    bool both = pa->length > 0 && pb->length > 0;
    bool same = both && pa->near == pb->near;

    kinship_column(&kinship, pa->length > 0, pb->length > 0, heavier(pa, pb),
                   same, same ? votes_expected(votes, sheet, c, a, b) : 0);
    if (!both)
      continue;
    if (overlap->first == sheet->columns)
      overlap->first = c;
    overlap->last = c;
  }
  overlap->translation = kinship_kind(&kinship);
}
