/* SPDX-License-Identifier: Apache-2.0
 *
 * checks_option.c - what a stage lets its user choose.
 */
#include "check.h"
#include "tries.h"
#include <string.h>

enum { LONG_TEXT = 65536 };

#define RULE(name, id)                                                         \
  static void check_##name(Subject *subject, Verdict *verdict)                 \
  {                                                                            \
    rule_holds(subject, id, verdict);                                          \
  }
RULE(name, "option.name")
RULE(inside, "option.inside")
RULE(default, "option.default")
RULE(range, "option.range")
RULE(choices, "option.choices")

/* A number as the pipeline file takes it. */
static char *
number_text(const stemma_option *option, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean whole =
      option->type == STEMMA_OPTION_INT || option->type == STEMMA_OPTION_SIZE;

  g_ascii_formatd(text, sizeof text, whole ? "%.0f" : "%.17g", value);
  return g_strconcat(text, option->type == STEMMA_OPTION_TIME ? "s" : "", NULL);
}

/* The values at the edges of what an option allows, as a user would write
 * them. */
static GPtrArray *
edges_of(const stemma_option *option)
{
  GPtrArray *edges = g_ptr_array_new_with_free_func(g_free);

  switch (option->type) {
  case STEMMA_OPTION_BOOL:
    g_ptr_array_add(edges, g_strdup("yes"));
    g_ptr_array_add(edges, g_strdup("no"));
    break;
  case STEMMA_OPTION_CHOICE:
  case STEMMA_OPTION_CHOICES:
    for (guint i = 0; option->choices[i]; i++)
      g_ptr_array_add(edges, g_strdup(option->choices[i]));
    break;
  case STEMMA_OPTION_TEXT:
  case STEMMA_OPTION_LIST:
    g_ptr_array_add(edges, g_strdup(""));
    g_ptr_array_add(edges, g_strnfill(LONG_TEXT, 'x'));
    break;
  case STEMMA_OPTION_FILE:
    break;
  default:
    if (option->min < option->max) {
      g_ptr_array_add(edges, number_text(option, option->min));
      g_ptr_array_add(edges, number_text(option, option->max));
    }
  }
  return edges;
}

/* It starts and works, or says which option it cannot use. */
static void
try_edge(Subject *subject, const stemma_stage *stage, const char *name,
         const char *value, Verdict *verdict)
{
  StandSettings settings = { .option = name, .value = value };
  Verdict opening = { OUTCOME_OK, "" };
  stemma_status refusal = STEMMA_OK;
  g_autoptr(Stand) stand =
      stand_open(subject, stage, &settings, &refusal, &opening);
  g_autofree char *words = NULL;
  const char *message;

  if (!stand)
    return;
  if (refusal == STEMMA_OK) {
    stand_run(stand, subject->samples);
    look_at_run(stand, NULL, verdict);
    return;
  }
  stand_status(stand, &message);
  words = status_words(refusal, NULL);
  if (refusal != STEMMA_E_OPTION)
    verdict_fail(verdict,
                 "stage \"%s\" with %s = %.40s: open gave the status %s, not "
                 "STEMMA_E_OPTION",
                 stage->id, name, value, words);
  else if (!strstr(message, name))
    verdict_fail(verdict,
                 "stage \"%s\" with %s = %.40s: open refused it, and its "
                 "message does not name the option: \"%s\"",
                 stage->id, name, value, message);
}

static void
check_edges(Subject *subject, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);

  for (guint i = 0; module && i < module->stage_count; i++) {
    const stemma_stage *stage = module->stages[i];
    for (guint k = 0; k < stage->options.count; k++) {
      const stemma_option *option = STEMMA_AT(stemma_option, stage->options, k);
      g_autoptr(GPtrArray) edges = edges_of(option);
      for (guint e = 0; e < edges->len; e++)
        try_edge(subject, stage, option->name, edges->pdata[e], verdict);
    }
  }
}

static void
check_cosmetic(Subject *subject, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);
  guint found = 0;

  for (guint i = 0; module && i < module->stage_count; i++) {
    const stemma_stage *stage = module->stages[i];
    for (guint k = 0; k < stage->options.count; k++) {
      const stemma_option *option = STEMMA_AT(stemma_option, stage->options, k);
      g_autoptr(GPtrArray) edges = edges_of(option);
      if (!(option->flags & STEMMA_OPTION_COSMETIC))
        continue;
      found++;
      for (guint e = 0; e < edges->len; e++) {
        StandSettings settings = { .option = option->name,
                                   .value = edges->pdata[e] };
        g_autofree char *how = g_strdup_printf("with the cosmetic %s = %.40s",
                                               option->name, settings.value);
        g_autofree char *a = try_rows(subject, stage, NULL, verdict);
        g_autofree char *b = try_rows(subject, stage, &settings, verdict);
        if (a && b)
          compare_rows(stage, how, a, b, verdict);
      }
    }
  }
  if (module && found == 0)
    verdict_skip(verdict, "it has no cosmetic option");
}

const Check option_checks[] = {
  { "option.name", LEVEL_ERROR, "names its options in kebab-case, once",
    "use letters a to z, digits and hyphens, and none of the host's own keys",
    check_name },
  { "option.inside", LEVEL_ERROR,
    "has options of known types that lie apart in their struct",
    "use offsetof for offset and sizeof for options_size", check_inside },
  { "option.default", LEVEL_ERROR, "has defaults that a user could write",
    "write the default as in a pipeline file, within min and max",
    check_default },
  { "option.range", LEVEL_ERROR, "has ranges from min to max",
    "let both be finite; min == max means any value", check_range },
  { "option.choices", LEVEL_ERROR, "has choices that differ",
    "end the array with NULL, and name each choice once", check_choices },
  { "option.edges", LEVEL_ERROR, "works at the edges of each option",
    "bear every value that the description allows, or fail open with "
    "STEMMA_E_OPTION and a message that names the option",
    check_edges },
  { "option.cosmetic", LEVEL_ERROR,
    "writes the same rows with any cosmetic "
    "option",
    "take the flag away: a cache leaves cosmetic options out of its key",
    check_cosmetic },
  { .id = NULL },
};
