/* SPDX-License-Identifier: Apache-2.0
 *
 * stand.h - a small host of its own that runs one stage of the subject, and the
 * stages whose layers it reads, over a few documents, in ways that no real host
 * would: with poisoned bytes between rows, memory that ends too early, services
 * that fail, another order.
 *
 * The engine is made to be fast; the stand looks at everything that comes back,
 * and its faults carry the id of the check that they belong to.
 */
#ifndef VALIDATE_STAND_H
#define VALIDATE_STAND_H

#include "subject.h"

/* What is out of the ordinary for the stage under test; zero: nothing. */
typedef struct {
  guint workers;         /* threads; 0: one, the caller's */
  guint padding;         /* poisoned bytes after each input row */
  gboolean guard;        /* what it reads is read-only, ends before a page that
                          * cannot be read, and is gone after the call */
  gboolean old_host;     /* the host's structs are guarded too, and the host
                          * says the minor that the plugin needs */
  gboolean big_host;     /* the structs are longer than known, and poisoned */
  const char *without;   /* a service that the host lacks; "": all */
  gboolean no_files;     /* stemma.resource finds none */
  guint fail_at;         /* this call of append, key, scratch or write fails */
  guint most_rows;       /* append of more fails with STEMMA_E_LIMIT */
  guint cancel_at;       /* cancelled is answered yes from this time on */
  guint absent;          /* the optional input of this number, from 1 */
  guint64 shuffle;       /* documents come in an order of this seed */
  gboolean backwards;    /* keys are gathered last first */
  guint shards;          /* of a fold's state; 0: one */
  gboolean empty_shards; /* and an empty one merged before and after */
  gboolean merge_right;  /* a + (b + c) instead of (a + b) + c */
  gboolean save_load;    /* each state goes through save and load */
  gboolean by_document;  /* the last step does not gather or finish */
  guint crowd;           /* the largest key gets so many members */
  const char *option;    /* an option with another value than its default */
  const char *value;
} StandSettings;

typedef struct Stand Stand;

/* Opens the stage of the subject's module and those before it.  NULL: it needs
 * something that is not there (skipped), or does not open (failed, unless
 * `refusal` is not NULL: then that gets its status and the verdict stays). */
Stand *stand_open(Subject *subject, const stemma_stage *stage,
                  const StandSettings *settings, stemma_status *refusal,
                  Verdict *verdict);
void stand_free(Stand *stand);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stand, stand_free)

/* Runs everything over `texts` (of Text). */
void stand_run(Stand *stand, const GPtrArray *texts);

/* What the stage wrote in the last run: one line a row; about one document, or
 * everything.  Free with g_free. */
char *stand_rows(Stand *stand);
char *stand_document_rows(Stand *stand, guint document, guint32 shift);

/* How the last run ended for the stage: the first status that is not
 * STEMMA_OK, and what it said. */
stemma_status stand_status(const Stand *stand, const char **message);

/* Calls of append, intern, key, scratch and write in the last run, when one of
 * them was to fail; and whether that one told the stage of it. */
guint stand_calls(const Stand *stand);
gboolean stand_has_failed_call(const Stand *stand);

/* CPU seconds in the stage's functions over documents, and in all others, in
 * the last run. */
double stand_document_seconds(const Stand *stand);
double stand_corpus_seconds(const Stand *stand);

/* Has it a function over documents that reads a document's text or layers? */
gboolean stand_reads_documents(const Stand *stand);

/* Bytes that save wrote in the last run, by shard; NULL: nothing.  The stand's.
 */
GBytes *stand_saved(const Stand *stand);

/* Gives bytes to a fold's load: its status. */
stemma_status stand_load_state(Stand *stand, const void *bytes, gsize length);

/* What broke the rule of check `id` since stand_open, or NULL.  With NULL as
 * `id`: anything that is wrong with rows. */
const char *stand_fault(const Stand *stand, const char *id);

#endif
