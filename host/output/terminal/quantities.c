/* SPDX-License-Identifier: Apache-2.0
 *
 * quantities.c - which numbers agree, and which do not; without that stage, a
 * list of them.
 *
 *   ≠ talks, length   A about two hours    B around two hours
 *   · one article     C 75 years, over a month
 *
 * Amounts are not cut in two where they are many: what does not fit is counted.
 */
#include "../summary/agreements.h"
#include "sections.h"
#include <string.h>

#define DIFFERING 8u
#define AGREEING 6u
#define MEMBERS 8u

enum { AT_WORDS = 20, HALF = 30, WHOLE = 60 };

/* Bits of a member's presence. */
enum { MEMBER_VALUE = 0, MEMBER_HIGH = 1 };

/* The same words in several articles. */
typedef struct {
  const char *text;
  GArray *articles; /* of guint32 */
} Wording;

static void
wording_clear(void *data)
{
  g_array_unref(((Wording *)data)->articles);
}

static void
add_wording(GArray *wordings, const char *text, guint32 article)
{
  Wording wording = { text, NULL };

  for (guint i = 0; i < wordings->len; i++) {
    Wording *known = &g_array_index(wordings, Wording, i);
    guint32 count = known->articles->len;

    if (g_ascii_strcasecmp(known->text, text) != 0)
      continue;
    if (count == 0
        || g_array_index(known->articles, guint32, count - 1) != article)
      g_array_append_val(known->articles, article);
    return;
  }
  wording.articles = g_array_new(FALSE, FALSE, sizeof(guint32));
  g_array_append_val(wording.articles, article);
  g_array_append_val(wordings, wording);
}

static gboolean
same_value(gboolean has_a, double a, gboolean has_b, double b)
{
  return has_a == has_b && (!has_a || (a >= b && a <= b));
}

/* Does the member before say the same amount of the same article, as a headline
 * and the text below it do? */
static gboolean
is_said_before(const stemma_table *table, const stemma_agreement *row,
               guint64 at)
{
  const stemma_agreement_member *member = agreement_member_at(table, at);
  const stemma_agreement_member *before =
      at > row->members.first ? agreement_member_at(table, at - 1) : NULL;

  return before && before->doc == member->doc
         && before->modifier == member->modifier
         && same_value(STEMMA_IS_SET(before, MEMBER_VALUE), before->base_value,
                       STEMMA_IS_SET(member, MEMBER_VALUE), member->base_value)
         && same_value(STEMMA_IS_SET(before, MEMBER_HIGH), before->base_high,
                       STEMMA_IS_SET(member, MEMBER_HIGH), member->base_high);
}

/* The members of an agreement, by what they say; of a great many the first
 * ones. */
static GArray *
wordings_of(const Summary *summary, const stemma_agreement *row)
{
  const stemma_table *table = summary_table(summary, "agreement_member",
                                            sizeof(stemma_agreement_member));
  GArray *wordings = g_array_new(FALSE, FALSE, sizeof(Wording));

  g_array_set_clear_func(wordings, wording_clear);
  for (guint32 i = 0; table && i < MIN(row->members.count, 1000); i++) {
    guint64 at = (guint64)row->members.first + i;
    const stemma_agreement_member *member = agreement_member_at(table, at);

    if (!member)
      break;
    if (member->doc < summary->articles->len && !is_said_before(table, row, at))
      add_wording(wordings, summary_text(table, member->text), member->doc);
  }
  return wordings;
}

static void
print_wording(Screen *screen, const Wording *wording, guint width)
{
  guint end = screen->column + width - 1;

  screen_style(screen, STYLE_HEAD);
  section_letters(screen, wording->articles, 12);
  screen_style(screen, STYLE_PLAIN);
  screen_printf(screen, " ");
  screen_cut(screen, wording->text, -1, end - MIN(end, screen->column));
}

/* Two of them stand beside each other. */
static void
print_cell(Screen *screen, guint i, const Wording *wording)
{
  if (i > 0 && i % 2 == 0)
    screen_line(screen);
  screen_to(screen, AT_WORDS + i % 2 * HALF);
  print_wording(screen, wording, HALF);
}

static void
print_rest(Screen *screen, guint count, const char *what)
{
  screen_line(screen);
  if (count <= MEMBERS)
    return;
  screen_to(screen, AT_WORDS);
  screen_printf(screen, "and %u other %s", count - MEMBERS, what);
  screen_line(screen);
}

/* What the articles say it of, else what sort of amount it is. */
static const char *
about_of(const stemma_table *table, const stemma_agreement *row)
{
  return row->about.length
             ? summary_text(table, row->about)
             : stemma_quantity_kinds[MIN(row->kind, STEMMA_OTHER)];
}

static void
print_agreement(const Summary *summary, Screen *screen,
                const stemma_table *table, const stemma_agreement *row)
{
  g_autoptr(GArray) wordings = wordings_of(summary, row);
  gboolean differs = row->verdict == STEMMA_DIFFER;

  screen_printf(screen, "  ");
  screen_style(screen, differs ? STYLE_BAD : STYLE_GOOD);
  screen_printf(screen, differs ? "≠" : "=");
  screen_style(screen, STYLE_PLAIN);
  screen_printf(screen, " ");
  screen_cut(screen, about_of(table, row), -1, AT_WORDS - 5);
  for (guint i = 0; i < wordings->len && i < MEMBERS; i++)
    print_cell(screen, i, &g_array_index(wordings, Wording, i));
  print_rest(screen, wordings->len, "wordings");
}

static void
print_verdict(const Summary *summary, Screen *screen, const stemma_table *table,
              guint32 verdict, guint most)
{
  g_autoptr(GArray) numbers = agreements_of(summary, table, verdict);

  for (guint i = 0; i < numbers->len && i < most; i++)
    print_agreement(summary, screen, table,
                    STEMMA_AT(stemma_agreement, table->rows,
                              g_array_index(numbers, guint32, i)));
  if (numbers->len > most) {
    screen_printf(screen, "    and %u more that %s", numbers->len - most,
                  verdict == STEMMA_DIFFER ? "differ" : "agree");
    screen_line(screen);
  }
}

static void
free_amounts(void *amounts)
{
  if (amounts)
    g_ptr_array_unref(amounts);
}

/* What each article alone gives: a GPtrArray of amounts, or NULL. */
static GPtrArray *
amounts_alone(const Summary *summary, const stemma_table *table)
{
  g_autoptr(GArray) numbers = agreements_of(summary, table, STEMMA_ONE_SOURCE);
  GPtrArray *alone = g_ptr_array_new_with_free_func(free_amounts);

  g_ptr_array_set_size(alone, (gint)summary->articles->len);
  for (guint i = 0; i < numbers->len; i++) {
    g_autoptr(GArray) wordings =
        wordings_of(summary, STEMMA_AT(stemma_agreement, table->rows,
                                       g_array_index(numbers, guint32, i)));

    for (guint k = 0; k < wordings->len; k++) {
      const Wording *wording = &g_array_index(wordings, Wording, k);
      void **to = &alone->pdata[g_array_index(wording->articles, guint32, 0)];

      if (!*to)
        *to = g_ptr_array_new();
      g_ptr_array_add(*to, (void *)(guintptr)wording->text);
    }
  }
  return alone;
}

/* "75 years, over a month": as many amounts as `width` has room for, and how
 * many more there are: none is cut off unseen. */
static char *
join_amounts(const GPtrArray *amounts, guint width)
{
  GString *line = g_string_new(amounts->pdata[0]);
  guint used = screen_measure(line->str, -1), i;

  for (i = 1; i < amounts->len; i++) {
    const char *amount = amounts->pdata[i];
    char rest[16];

    used += 2 + screen_measure(amount, -1);
    g_snprintf(rest, sizeof rest, " +%u", amounts->len - i - 1);
    if (used + (i + 1 < amounts->len ? strlen(rest) : 0) > width)
      break;
    g_string_append_printf(line, ", %s", amount);
  }
  if (i < amounts->len)
    g_string_append_printf(line, " +%u", amounts->len - i);
  return g_string_free(line, FALSE);
}

/* Are the amounts of every article short enough for two articles a line? */
static gboolean
all_short(const GPtrArray *alone)
{
  for (guint i = 0; i < alone->len; i++) {
    const GPtrArray *amounts = alone->pdata[i];
    guint used = 0;

    for (guint k = 0; amounts && k < amounts->len && used < HALF; k++)
      used += screen_measure(amounts->pdata[k], -1) + 2;
    if (used > HALF - 2)
      return FALSE;
  }
  return TRUE;
}

static void
print_alone(const Summary *summary, Screen *screen, const stemma_table *table)
{
  g_autoptr(GPtrArray) alone = amounts_alone(summary, table);
  guint a_line = all_short(alone) ? 2 : 1, count = 0;

  for (guint32 i = 0; i < alone->len; i++) {
    g_autoptr(GArray) article = g_array_new(FALSE, FALSE, sizeof i);
    g_autofree char *text = NULL;
    Wording wording = { NULL, article };

    if (!alone->pdata[i] || count++ >= MEMBERS)
      continue;
    if (count == 1)
      screen_printf(screen, "  · one article");
    else if ((count - 1) % a_line == 0)
      screen_line(screen);
    wording.text = text = join_amounts(alone->pdata[i], WHOLE / a_line - 4);
    g_array_append_val(article, i);
    screen_to(screen, AT_WORDS + (count - 1) % a_line * HALF);
    print_wording(screen, &wording, WHOLE / a_line);
  }
  if (count > 0)
    print_rest(screen, count, "articles");
}

static void
print_agreements(const Summary *summary, Screen *screen,
                 const stemma_table *table, const guint32 counts[3])
{
  screen_head(screen, "Quantities");
  screen_printf(screen, "  %u agree%s, %u differ%s, %u from one article",
                counts[STEMMA_AGREE], counts[STEMMA_AGREE] == 1 ? "s" : "",
                counts[STEMMA_DIFFER], counts[STEMMA_DIFFER] == 1 ? "s" : "",
                counts[STEMMA_ONE_SOURCE]);
  screen_line(screen);
  print_verdict(summary, screen, table, STEMMA_DIFFER, DIFFERING);
  print_verdict(summary, screen, table, STEMMA_AGREE, AGREEING);
  print_alone(summary, screen, table);
}

void
section_quantities(const Summary *summary, Screen *screen)
{
  const stemma_table *table =
      summary_table(summary, "agreement", sizeof(stemma_agreement));
  guint32 counts[3] = { 0 };
  guint64 amounts = 0;

  for (guint32 i = 0; table && i < table->rows.count; i++)
    counts[MIN(STEMMA_AT(stemma_agreement, table->rows, i)->verdict,
               STEMMA_ONE_SOURCE)]++;
  if (counts[STEMMA_AGREE] + counts[STEMMA_DIFFER] > 0) {
    print_agreements(summary, screen, table, counts);
    return;
  }
  for (guint i = 0; i < summary->articles->len; i++)
    amounts += g_array_index(summary->articles, Article, i).amounts;
  section_list(screen, "Quantities", summary->quantities, amounts);
}
