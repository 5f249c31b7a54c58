/* SPDX-License-Identifier: Apache-2.0
 *
 * subject.h - the plugin file that is validated, and what it is tried with.
 */
#ifndef VALIDATE_SUBJECT_H
#define VALIDATE_SUBJECT_H

#include "../config/pipeline.h"
#include "../module/catalogue.h"
#include "../module/load.h"
#include "text.h"
#include "verdict.h"

typedef struct {
  const char *path;
  const GPtrArray *folders;  /* of char *: searched for plugins; may be NULL */
  const GPtrArray *settings; /* of Override: STAGE.OPTION=VALUE */
  const GPtrArray *samples;  /* of Text: what a user would analyse */
  guint64 seed;

  /* Filled as checks ask for it. */
  Candidate candidate;
  const Module *module;
  Catalogue *catalogue;
} Subject;

/* Reads file and name card.  FALSE: they are faulty, and the check is skipped
 * with the reason. */
gboolean subject_read(Subject *subject, Verdict *verdict);

/* Loads it, in this process.  NULL: it cannot be loaded or describes itself
 * wrongly, and the check is skipped with the reason. */
const Module *subject_load(Subject *subject, Verdict *verdict);

/* Loads it and adopts its description.  FALSE: the loader refuses it.
 * `*rule` is the check that the description breaks; NULL: none. */
gboolean subject_judge(Subject *subject, const char **rule, GError **error);

/* The plugins that it may need the layers of. */
Catalogue *subject_catalogue(Subject *subject);

#endif
