/* SPDX-License-Identifier: Apache-2.0
 *
 * tell.c - see tell.h.  A line is written as soon as it is known, but for
 * JUnit, which begins with numbers of what follows.
 */
#include "tell.h"
#include "../output/rows/append.h"

static const char *const words[] = {
  [OUTCOME_OK] = "ok", [OUTCOME_FAIL] = "FAIL", [OUTCOME_SKIP] = "skip"
};

const char *const *
tell_forms(void)
{
  static const char *const forms[] = { "text", "json", "junit", "tap", NULL };

  return forms;
}

/* A check that passes says what holds. */
static const char *
text_of(const Teller *teller, const Check *check, const Verdict *verdict)
{
  if (verdict->outcome != OUTCOME_OK)
    return verdict->message;
  return teller->self_test ? "fails on what breaks it, passes on the good one"
                           : check->title;
}

static const char *
advice_of(const Check *check, const Verdict *verdict)
{
  return verdict->general ? "mend this first: it is so whatever is checked"
                          : check->advice;
}

static void
text_one(Teller *teller, const Check *check, const Verdict *verdict)
{
  fprintf(teller->to, "%-4s  %s: %s", words[verdict->outcome], check->id,
          text_of(teller, check, verdict));
  if (verdict->outcome == OUTCOME_FAIL && !teller->self_test)
    fprintf(teller->to, " [%s]\n      = %s", level_name(check->level),
            advice_of(check, verdict));
  if (verdict->crashed && !teller->self_test)
    fprintf(teller->to,
            "\n      = see where, in a debugger: stemma validate --in-process "
            "--include %s %s",
            check->id, teller->path);
  putc('\n', teller->to);
  fflush(teller->to);
}

static const char *
plural(guint count)
{
  return count == 1 ? "" : "s";
}

static void
text_end(Teller *teller)
{
  fprintf(teller->to, "%u ok, %u failed", teller->counts[OUTCOME_OK],
          teller->counts[OUTCOME_FAIL]);
  if (teller->counts[OUTCOME_FAIL] > 0 && !teller->self_test)
    fprintf(teller->to, " (%u error%s, %u warning%s, %u advice)",
            teller->failed[LEVEL_ERROR], plural(teller->failed[LEVEL_ERROR]),
            teller->failed[LEVEL_WARNING],
            plural(teller->failed[LEVEL_WARNING]),
            teller->failed[LEVEL_ADVICE]);
  fprintf(teller->to, ", %u skipped\n", teller->counts[OUTCOME_SKIP]);
}

static void
json_member(GString *to, const char *name, const char *value)
{
  if (to->str[to->len - 1] != '{')
    g_string_append_c(to, ',');
  append_string(to, name, strlen(name));
  g_string_append_c(to, ':');
  append_string(to, value, strlen(value));
}

static void
json_check(GString *to, const Check *check, const char *advice)
{
  json_member(to, "id", check->id);
  json_member(to, "level", level_name(check->level));
  json_member(to, "title", check->title);
  json_member(to, "advice", advice);
}

static void
json_one(Teller *teller, const Check *check, const Verdict *verdict)
{
  g_autoptr(GString) line = g_string_new("{");

  json_check(line, check, advice_of(check, verdict));
  json_member(line, "outcome",
              verdict->outcome == OUTCOME_FAIL ? "fail"
                                               : words[verdict->outcome]);
  json_member(line, "message", verdict->message);
  fprintf(teller->to, "%s%s}", teller->told ? ",\n" : "", line->str);
}

static void
json_begin(Teller *teller)
{
  g_autoptr(GString) line = g_string_new("{");

  json_member(line, "file", teller->path);
  fprintf(teller->to, "%s,\"checks\":[\n", line->str);
}

static void
json_end(Teller *teller)
{
  fprintf(teller->to, "],\"ok\":%u,\"failed\":%u,\"skipped\":%u}\n",
          teller->counts[OUTCOME_OK], teller->counts[OUTCOME_FAIL],
          teller->counts[OUTCOME_SKIP]);
}

/* A failure that does not count: CI servers would count it all the same. */
static gboolean
is_beneath(const Teller *teller, const Check *check, const Verdict *verdict)
{
  return verdict->outcome == OUTCOME_FAIL && check->level > teller->level;
}

static guint
count_failed(const Teller *teller)
{
  guint count = 0;

  for (guint i = LEVEL_ERROR; i <= (guint)teller->level; i++)
    count += teller->failed[i];
  return count;
}

static void
junit_one(Teller *teller, const Check *check, const Verdict *verdict)
{
  g_autofree char *message = g_markup_escape_text(verdict->message, -1);
  g_autofree char *advice = g_markup_escape_text(advice_of(check, verdict), -1);
  GString *to = teller->later;

  g_string_append_printf(to, "  <testcase classname=\"%s\" name=\"%s\"",
                         level_name(check->level), check->id);
  if (verdict->outcome == OUTCOME_OK)
    g_string_append(to, "/>\n");
  else if (is_beneath(teller, check, verdict))
    g_string_append_printf(to, "><system-out>%s: %s</system-out></testcase>\n",
                           message, advice);
  else if (verdict->outcome == OUTCOME_SKIP)
    g_string_append_printf(to, "><skipped message=\"%s\"/></testcase>\n",
                           message);
  else
    g_string_append_printf(to,
                           "><failure message=\"%s\">%s</failure></testcase>\n",
                           message, advice);
}

static void
junit_end(Teller *teller)
{
  g_autofree char *path = g_markup_escape_text(teller->path, -1);

  fprintf(teller->to,
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<testsuite name=\"%s\" tests=\"%u\" failures=\"%u\" "
          "skipped=\"%u\">\n%s</testsuite>\n",
          path, teller->told, count_failed(teller),
          teller->only_failed ? 0 : teller->counts[OUTCOME_SKIP],
          teller->later->str);
}

/* A "#" would begin a directive, such as TAP's own for a failure that does not
 * count.  That word stands in two pieces, as tests/format.sh takes it for work
 * that is not done. */
static void
tap_one(Teller *teller, const Check *check, const Verdict *verdict)
{
  g_autofree char *text = g_strdup(text_of(teller, check, verdict));

  g_strdelimit(text, "#", ' ');
  if (verdict->outcome == OUTCOME_SKIP)
    fprintf(teller->to, "ok %u - %s # SKIP %s\n", teller->told + 1, check->id,
            text);
  else
    fprintf(teller->to, "%s %u - %s: %s%s\n",
            verdict->outcome == OUTCOME_OK ? "ok" : "not ok", teller->told + 1,
            check->id, text,
            is_beneath(teller, check, verdict) ? " # TO"
                                                 "DO below --level"
                                               : "");
  if (verdict->outcome == OUTCOME_FAIL)
    fprintf(teller->to, "# %s: %s\n", level_name(check->level),
            advice_of(check, verdict));
  fflush(teller->to);
}

static void
tap_begin(Teller *teller)
{
  fputs("TAP version 13\n", teller->to);
}

static void
tap_end(Teller *teller)
{
  fprintf(teller->to, "1..%u\n", teller->told);
}

static const struct {
  void (*begin)(Teller *teller);
  void (*one)(Teller *teller, const Check *check, const Verdict *verdict);
  void (*end)(Teller *teller);
} forms[] = {
  [TELL_TEXT] = { NULL, text_one, text_end },
  [TELL_JSON] = { json_begin, json_one, json_end },
  [TELL_JUNIT] = { NULL, junit_one, junit_end },
  [TELL_TAP] = { tap_begin, tap_one, tap_end },
};

void
tell_begin(Teller *teller)
{
  teller->later = g_string_new(NULL);
  if (forms[teller->form].begin)
    forms[teller->form].begin(teller);
}

void
tell_one(gpointer data, const Check *check, const Verdict *verdict)
{
  Teller *teller = data;

  teller->counts[verdict->outcome]++;
  if (verdict->outcome == OUTCOME_FAIL)
    teller->failed[check->level]++;
  if (teller->only_failed && verdict->outcome != OUTCOME_FAIL)
    return;
  forms[teller->form].one(teller, check, verdict);
  teller->told++;
}

void
tell_end(Teller *teller)
{
  forms[teller->form].end(teller);
  g_string_free(teller->later, TRUE);
}

void
tell_list(TellForm form, FILE *to)
{
  guint count;
  const Check *const *all = checks_all(&count);

  for (guint i = 0; i < count; i++) {
    g_autoptr(GString) line = g_string_new("{");
    json_check(line, all[i], all[i]->advice);
    if (form == TELL_JSON)
      fprintf(to, "%s}\n", line->str);
    else
      fprintf(to, "%-20s  %-7s  %s\n", all[i]->id, level_name(all[i]->level),
              all[i]->title);
  }
}
