/* SPDX-License-Identifier: Apache-2.0
 *
 * baseline.c - "stemma baseline": writes down the findings that are known.
 */
#include "../output/findings/baseline.h"
#include "run.h"

typedef struct {
  const char *path;
  guint count;
} Known;

static Report *
make_report(void *data, GError **error)
{
  Known *known = data;

  return baseline_new(known->path, &known->count, error);
}

static int
write_baseline(const Session *session, const SharedOptions *shared)
{
  Known known = { session->pipeline->baseline, 0 };
  const RunSettings settings = { .all_findings = TRUE,
                                 .report = make_report,
                                 .data = &known };
  int status = run_session(session, shared, &settings);

  if (status == STATUS_LIMIT)
    status = STATUS_DONE;
  if (status == STATUS_DONE && !shared->quiet)
    fprintf(stderr, "stemma: %s knows %u finding%s\n", known.path, known.count,
            known.count == 1 ? "" : "s");
  return status;
}

static int
run_baseline(int argc, char **argv)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  g_autoptr(Session) session = NULL;
  int status;

  if (!command_parse(&command_baseline, &argc, &argv, NULL, shared, &status))
    return status;
  session = session_new(shared, argv + 1, SESSION_INPUT | SESSION_NEW_BASELINE);
  if (!session)
    return STATUS_TROUBLE;
  if (!session->pipeline->baseline)
    return command_misused(&command_baseline,
                           "no baseline is named: set baseline in [pipeline] "
                           "or write -o pipeline.baseline=FILE");
  return write_baseline(session, shared);
}

const Command command_baseline = {
  .name = "baseline",
  .summary = "write down the findings that are known",
  .usage = "[OPTION]... [FILE.ini] INPUT...",
  .details =
      "Analyses the inputs as \"stemma run\" does and writes their findings "
      "to\n"
      "the file that baseline in [pipeline] names.  From then on they do not\n"
      "count towards [fail-if]: only new ones do.  A finding is a row that a\n"
      "metric marked so counts, such as quotes.unattributed.count; an edit\n"
      "elsewhere in its document leaves it known.\n\n"
      "Exit status: 0 written, 2 a document could not be analysed (the "
      "others'\n"
      "findings are written) or anything else went wrong.\n",
  .shared = SHARE_PIPELINE | SHARE_INPUT | SHARE_RUN | SHARE_MESSAGES,
  .run = run_baseline,
};
