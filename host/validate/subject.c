/* SPDX-License-Identifier: Apache-2.0
 *
 * subject.c - see subject.h.
 */
#include "subject.h"
#include "../module/descriptor.h"
#include "child.h"

gboolean
subject_read(Subject *subject, Verdict *verdict)
{
  g_autoptr(GError) error = NULL;

  if (subject->candidate.path)
    return TRUE;
  if (candidate_read(&subject->candidate, subject->path, &error)
      && candidate_suits(&subject->candidate, &error))
    return TRUE;
  candidate_clear(&subject->candidate);
  return verdict_skip(verdict, "%s", error->message);
}

gboolean
subject_judge(Subject *subject, const char **rule, GError **error)
{
  Candidate *candidate = &subject->candidate;

  *rule = NULL;
  if (subject->module)
    return TRUE;
  child_doing("loading the file");
  if (!candidate_open(candidate, error)
      || !candidate_describe(candidate, error))
    return FALSE;
  child_doing("looking at what stemma_module_v1 returned");
  if (!descriptor_judge(candidate->described, &candidate->card, rule, error))
    return TRUE;
  *rule = NULL;
  subject->module = candidate_adopt(candidate, FALSE, error);
  return subject->module != NULL;
}

const Module *
subject_load(Subject *subject, Verdict *verdict)
{
  g_autoptr(GError) error = NULL;
  const char *rule = NULL;

  if (!subject_read(subject, verdict))
    return NULL;
  if (!subject_judge(subject, &rule, &error) || rule)
    verdict_skip(verdict, "%s", error->message);
  return subject->module;
}

Catalogue *
subject_catalogue(Subject *subject)
{
  if (!subject->catalogue)
    subject->catalogue = catalogue_new(subject->folders);
  return subject->catalogue;
}
