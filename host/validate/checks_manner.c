/* SPDX-License-Identifier: Apache-2.0
 *
 * checks_manner.c - how a stage behaves towards those who run it: it stops
 * when asked, keeps limits, is quiet and documented.
 */
#include "check.h"
#include "child.h"
#include "described.h"
#include "tries.h"

static const double stop_seconds = 0.1;

static void
look_at_stop(Stand *stand, gpointer data, Verdict *verdict)
{
  double seconds = stand_document_seconds(stand);

  (void)data;
  if (seconds > stop_seconds)
    verdict_fail(
        verdict,
        "it worked for %.2f s on 256 KiB of text after it was asked to "
        "stop",
        seconds);
}

static void
check_cancel(Subject *subject, Verdict *verdict)
{
  const StandSettings settings = { .cancel_at = 1, .by_document = TRUE };
  g_autoptr(GPtrArray) texts = texts_new();

  g_ptr_array_add(texts, text_long(1 << 18, TRUE, subject->seed));
  try_stages(subject, &settings, texts, look_at_stop, NULL, verdict);
}

static void
look_at_limit(Stand *stand, gpointer data, Verdict *verdict)
{
  (void)data;
  if (stand_has_failed_call(stand) && stand_status(stand, NULL) == STEMMA_OK)
    verdict_fail(verdict, "it went on as if all was well when append said "
                          "STEMMA_E_LIMIT");
}

static void
check_limit(Subject *subject, Verdict *verdict)
{
  const StandSettings settings = { .most_rows = 1 };

  try_stages(subject, &settings, subject->samples, look_at_limit, NULL,
             verdict);
}

static void
check_quiet(Subject *subject, Verdict *verdict)
{
  g_autofree char *said = NULL;

  try_everything(subject, NULL, NULL, NULL, verdict);
  said = child_said();
  if (*said)
    verdict_fail(verdict, "it wrote \"%.200s\" to standard output or error",
                 said);
}

static void
check_lines(Subject *subject, Verdict *verdict)
{
  try_everything(subject, NULL, look_for_fault, "log.line", verdict);
}

static void
look_for_summary(gpointer data, const char *what, const char *name,
                 const char *summary)
{
  if (!*summary)
    verdict_fail(data, "%s \"%s\" has no summary", what, name);
}

static void
check_docs(Subject *subject, Verdict *verdict)
{
  if (subject_load(subject, verdict))
    described_summaries(subject->module, look_for_summary, verdict);
}

static void
check_url(Subject *subject, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);

  if (!module || *module->url)
    return;
  for (guint i = 0; i < module->stage_count; i++)
    if (!*module->stages[i]->url)
      verdict_fail(verdict, "neither the module nor stage \"%s\" names a page",
                   module->stages[i]->id);
}

const Check manner_checks[] = {
  { "manner.cancel", LEVEL_WARNING, "stops within 100 ms when asked",
    "ask stemma.progress/1 now and then in long loops, and return "
    "STEMMA_CANCELLED",
    check_cancel },
  { "manner.limit", LEVEL_ERROR, "gives up at the host's limit of rows",
    "return what append returned", check_limit },
  { "log.quiet", LEVEL_ERROR, "writes nothing to standard output or error",
    "say it through stemma.log/1", check_quiet },
  { "log.line", LEVEL_ERROR, "logs one line of UTF-8 at a time",
    "no line end in it, not empty, a level that the ABI has", check_lines },
  { "docs.summary", LEVEL_WARNING,
    "has a summary for each stage, layer, field, option and metric",
    "say in a few words what it means, and its unit", check_docs },
  { "docs.url", LEVEL_ADVICE, "names a page where it is explained",
    "set url of the module or of each stage", check_url },
  { .id = NULL },
};
