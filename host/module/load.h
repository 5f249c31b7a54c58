/* SPDX-License-Identifier: Apache-2.0
 *
 * load.h - the steps of loading, one by one, for `stemma plugins why`.
 */
#ifndef MODULE_LOAD_H
#define MODULE_LOAD_H

#include "module.h"
#include "note.h"

/* A file on its way to a Module. */
typedef struct {
  char *path; /* as asked for */
  char *real; /* absolute */
  guint64 size;
  gint64 mtime;
  NameCard card;
  void *handle;
  const stemma_module *described;
} Candidate;

/* Each step sets MODULE_ERROR_... about the file; in this order. */
gboolean candidate_read(Candidate *candidate, const char *path,
                        GError **error); /* file and name card: 401, 403 */
gboolean candidate_suits(const Candidate *candidate, GError **error); /* 402 */
/* All that follows in a child, from which the description comes back: the code
 * of the result is not loaded here. */
Module *candidate_try(Candidate *candidate, GError **error);
gboolean candidate_open(Candidate *candidate, GError **error);     /* 401 */
gboolean candidate_describe(Candidate *candidate, GError **error); /* 401 */
Module *candidate_adopt(Candidate *candidate, gboolean builtin,
                        GError **error); /* 408 */
/* Opens, describes and adopts it. */
Module *candidate_load(Candidate *candidate, gboolean builtin, GError **error);
void candidate_clear(Candidate *candidate);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Candidate, candidate_clear)

#endif
