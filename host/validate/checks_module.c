/* SPDX-License-Identifier: Apache-2.0
 *
 * checks_module.c - the module and its stages, as they describe themselves.
 *
 * What the loader refuses has the id of its check (descriptor_judge); what it
 * lets pass is looked at here.
 */
#include "check.h"
#include "described.h"
#include "license.h"
#include "stand.h"
#include "tries.h"
#include <string.h>
#include <time.h>

#define LOAD_MS 20.0

static void
check_size(Subject *subject, Verdict *verdict)
{
  const stemma_module *theirs;

  if (!rule_holds(subject, "module.size", verdict))
    return;
  theirs = subject->candidate.described;
  if (theirs->minor <= STEMMA_MINOR && theirs->size > sizeof *theirs)
    verdict_fail(verdict,
                 "size is %u, and a module of ABI %u.%u has %" G_GSIZE_FORMAT
                 " bytes",
                 theirs->size, theirs->epoch, theirs->minor, sizeof *theirs);
}

static void
check_id(Subject *subject, Verdict *verdict)
{
  rule_holds(subject, "module.id", verdict);
}

/* Three numbers, then what may follow "-" and "+". */
static gboolean
is_semantic(const char *version)
{
  return g_regex_match_simple("^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\."
                              "(0|[1-9][0-9]*)"
                              "(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?"
                              "(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?$",
                              version, 0, 0);
}

static void
check_version(Subject *subject, Verdict *verdict)
{
  const Module *module;

  if (!rule_holds(subject, "module.version", verdict))
    return;
  module = subject->module;
  if (!is_semantic(module->version))
    verdict_fail(verdict, "its version is \"%s\"", module->version);
  for (guint i = 0; i < module->stage_count; i++)
    if (!is_semantic(module->stages[i]->version))
      verdict_fail(verdict, "stage \"%s\": its version is \"%s\"",
                   module->stages[i]->id, module->stages[i]->version);
}

static void
check_license(Subject *subject, Verdict *verdict)
{
  const char *license;

  if (!rule_holds(subject, "module.license", verdict))
    return;
  license = subject->module->license;
  if (!license_is_expression(license))
    verdict_fail(verdict, "its licence is \"%s\"", license);
}

static void
check_text(Subject *subject, Verdict *verdict)
{
  rule_holds(subject, "module.text", verdict);
}

static void
check_same_twice(Subject *subject, Verdict *verdict)
{
  const stemma_module *first;
  guint64 before;

  if (!rule_holds(subject, "module.same-twice", verdict))
    return;
  first = subject->candidate.described;
  before = described_digest(first);
  if (!candidate_describe(&subject->candidate, NULL)
      || subject->candidate.described != first)
    verdict_fail(verdict, "the entry gave another pointer at the second call");
  else if (described_digest(first) != before)
    verdict_fail(verdict, "the second call changed the description");
}

static void
check_static(Subject *subject, Verdict *verdict)
{
  guint64 before;

  if (!subject_load(subject, verdict))
    return;
  before = described_digest(subject->candidate.described);
  try_samples(subject, verdict);
  if (described_digest(subject->candidate.described) != before)
    verdict_fail(verdict, "the description was another one after a run");
}

static void
check_load_time(Subject *subject, Verdict *verdict)
{
  clock_t start;
  double ms;

  if (!subject_read(subject, verdict))
    return;
  start = clock();
  if (!subject_load(subject, verdict))
    return;
  ms = (double)(clock() - start) * 1000 / CLOCKS_PER_SEC;
  if (ms > LOAD_MS)
    verdict_fail(verdict,
                 "loading it took %.0f ms of CPU time, and %.0f are "
                 "allowed",
                 ms, LOAD_MS);
}

const Check module_checks[] = {
  { "module.size", LEVEL_ERROR, "tells sizes that its ABI has",
    "use sizeof for size and STEMMA_LIST for lists", check_size },
  { "module.id", LEVEL_ERROR, "has a reverse domain as its id",
    "name it after a domain of yours: \"org.example.hedges\"", check_id },
  { "module.version", LEVEL_ERROR, "has semantic versions",
    "write three numbers: \"1.0.0\"; they are part of a cached row's key",
    check_version },
  { "module.license", LEVEL_WARNING, "names its licence in SPDX's words",
    "write an SPDX expression: \"MIT\", \"Apache-2.0 OR 0BSD\", or "
    "\"LicenseRef-...\" for words of your own",
    check_license },
  { "module.text", LEVEL_ERROR, "has vendor and page in one line of UTF-8 each",
    "leave out control characters", check_text },
  { "module.same-twice", LEVEL_ERROR, "gives the same description each time",
    "return the address of a static const module, and do nothing else",
    check_same_twice },
  { "module.static", LEVEL_ERROR, "leaves its description as it is",
    "make all descriptors const", check_static },
  { "module.load-time", LEVEL_WARNING, "loads in 20 ms",
    "read and build in open what is large; every run loads the module",
    check_load_time },
  { .id = NULL },
};

static void
check_stage_id(Subject *subject, Verdict *verdict)
{
  rule_holds(subject, "stage.id", verdict);
}

/* One sentence that a list shows behind a name. */
static void
look_at_summary(gpointer data, const char *what, const char *name,
                const char *summary)
{
  gsize length = strlen(summary);

  if (length > 0 && summary[length - 1] == '.'
      && !g_str_has_suffix(summary, "..."))
    verdict_fail(data,
                 "the summary of %s \"%s\" ends with a full "
                 "stop",
                 what, name);
}

static void
check_stage_text(Subject *subject, Verdict *verdict)
{
  if (!rule_holds(subject, "stage.text", verdict))
    return;
  for (guint i = 0; i < subject->module->stage_count; i++)
    if (!*subject->module->stages[i]->summary)
      verdict_fail(verdict, "stage \"%s\" has no summary",
                   subject->module->stages[i]->id);
  described_summaries(subject->module, look_at_summary, verdict);
}

static void
check_one_kind(Subject *subject, Verdict *verdict)
{
  rule_holds(subject, "stage.one-kind", verdict);
}

static void
check_chain(Subject *subject, Verdict *verdict)
{
  rule_holds(subject, "stage.chain", verdict);
}

static void
check_metrics(Subject *subject, Verdict *verdict)
{
  rule_holds(subject, "stage.metrics", verdict);
}

static void
check_functions(Subject *subject, Verdict *verdict)
{
  rule_holds(subject, "stage.functions", verdict);
}

const Check stage_checks[] = {
  { "stage.id", LEVEL_ERROR, "names each stage, in kebab-case, once",
    "use letters a to z, digits and hyphens", check_stage_id },
  { "stage.text", LEVEL_WARNING,
    "has summaries of one line without a full stop",
    "write what it does in a few words, as in \"marks hedged claims\"",
    check_stage_text },
  { "stage.one-kind", LEVEL_ERROR,
    "has stages that are one of map, group, fold and chain",
    "set exactly one of the four members; carries only with group",
    check_one_kind },
  { "stage.chain", LEVEL_ERROR,
    "has chains whose stages read what is written before",
    "order the inner stages, and let them declare the chain's options or none",
    check_chain },
  { "stage.metrics", LEVEL_ERROR, "has metrics over fields that exist",
    "name a layer that the stage writes, and its fields", check_metrics },
  { "stage.functions", LEVEL_ERROR,
    "has every function that its kind needs, and flags that are known",
    "set them all; worker_open and worker_close go together", check_functions },
  { .id = NULL },
};
