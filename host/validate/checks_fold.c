/* SPDX-License-Identifier: Apache-2.0
 *
 * checks_fold.c - the laws of a fold's state, and what a group may rely on.
 */
#include "check.h"
#include "tries.h"
#include <string.h>

enum { CROWD = 100000, RANDOM_TRIES = 200 };
static const double crowd_seconds = 10.0;

/* Compares the rows of two settings in each stage that has such a part. */
static void
compare_settings(Subject *subject, Having what, const StandSettings *a,
                 const StandSettings *b, const char *how, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);
  guint found = 0;

  for (guint i = 0; module && i < module->stage_count; i++) {
    g_autofree char *one = NULL;
    g_autofree char *other = NULL;
    if (!stage_has(module->stages[i], what)
        || module->stages[i]->flags & STEMMA_STAGE_IMPURE)
      continue;
    found++;
    one = try_rows(subject, module->stages[i], a, verdict);
    other = one ? try_rows(subject, module->stages[i], b, verdict) : NULL;
    if (other)
      compare_rows(module->stages[i], how, one, other, verdict);
  }
  if (module && found == 0)
    verdict_skip(verdict, what == HAS_FOLD ? "it has no fold stage"
                                           : "it has no group stage");
}

static void
check_identity(Subject *subject, Verdict *verdict)
{
  const StandSettings empty = { .empty_shards = TRUE };

  compare_settings(subject, HAS_FOLD, NULL, &empty,
                   "when an empty state was merged in", verdict);
}

static void
check_associative(Subject *subject, Verdict *verdict)
{
  const StandSettings left = { .shards = 3 };
  const StandSettings right = { .shards = 3, .merge_right = TRUE };

  compare_settings(subject, HAS_FOLD, &left, &right,
                   "when states were merged from the right", verdict);
}

static void
check_shards(Subject *subject, Verdict *verdict)
{
  static const guint counts[] = { 1, 2, 3, 7 };

  for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
    const StandSettings shards = { .shards = counts[i],
                                   .shuffle = subject->seed + i + 1 };
    g_autofree char *how = g_strdup_printf(
        "in %u shards and another order of documents", counts[i]);
    compare_settings(subject, HAS_FOLD, NULL, &shards, how, verdict);
  }
}

static void
check_save_load(Subject *subject, Verdict *verdict)
{
  const StandSettings saved = { .save_load = TRUE };

  compare_settings(subject, HAS_FOLD, NULL, &saved,
                   "when its state was saved and loaded", verdict);
  if (verdict_is_open(verdict))
    try_stages(subject, &saved, subject->samples, look_for_fault,
               "fold.save-load", verdict);
}

static void
refuse(Stand *stand, const void *bytes, gsize length, const char *what,
       Verdict *verdict)
{
  if (stand_load_state(stand, bytes, length) == STEMMA_OK)
    verdict_fail(verdict, "load took %s (%" G_GSIZE_FORMAT " bytes)", what,
                 length);
}

/* A state of no documents may be saved as no bytes. */
static gboolean
saves_nothing(Stand *stand)
{
  g_autoptr(GPtrArray) none = texts_new();

  stand_run(stand, none);
  return stand_saved(stand) && g_bytes_get_size(stand_saved(stand)) == 0;
}

/* Bytes that were changed may be good by chance, but must not crash. */
static void
load_bad_states(Stand *stand, guint64 seed, gboolean nothing_is_good,
                Verdict *verdict)
{
  gsize length;
  const guint8 *good = g_bytes_get_data(stand_saved(stand), &length);
  g_autofree guint8 *bad = g_malloc(length + 64);

  if (length > 0 && !nothing_is_good)
    refuse(stand, good, 0, "an empty state where save wrote one", verdict);
  if (length > 1)
    refuse(stand, good, length - 1, "a state that lacks its last byte",
           verdict);
  if (length > 2)
    refuse(stand, good, length / 2, "half of a state", verdict);
  for (guint i = 0; i < RANDOM_TRIES; i++) {
    if (length > 0)
      memcpy(bad, good, length);
    for (guint k = 0; length > 0 && k < 1 + i % 4; k++)
      bad[next_random(&seed) % length] = (guint8)next_random(&seed);
    stand_load_state(stand, bad, length);
  }
  for (guint i = 0; i < 64; i++)
    bad[i] = (guint8)next_random(&seed);
  refuse(stand, bad, 64, "64 bytes of noise", verdict);
}

static void
check_bad_state(Subject *subject, Verdict *verdict)
{
  const StandSettings saved = { .save_load = TRUE, .guard = TRUE };
  const Module *module = subject_load(subject, verdict);
  guint found = 0;

  for (guint i = 0; module && i < module->stage_count; i++) {
    g_autoptr(Stand) stand = NULL;
    gboolean nothing_is_good;
    if (!module->stages[i]->fold)
      continue;
    stand = stand_open(subject, module->stages[i], &saved, NULL, verdict);
    if (!stand)
      continue;
    nothing_is_good = saves_nothing(stand);
    stand_run(stand, subject->samples);
    if (!stand_saved(stand))
      continue;
    found++;
    load_bad_states(stand, subject->seed, nothing_is_good, verdict);
  }
  if (module && found == 0)
    verdict_skip(verdict, "it has no fold stage that saves a state");
}

const Check fold_checks[] = {
  { "fold.identity", LEVEL_ERROR, "is not changed by an empty state",
    "merge of what start made changes nothing", check_identity },
  { "fold.associative", LEVEL_ERROR, "merges in any grouping",
    "(a + b) + c is a + (b + c): sort at the end, in finish",
    check_associative },
  { "fold.shards", LEVEL_ERROR,
    "finishes the same in any number of shards and any order",
    "let finish sort by document number what add collected", check_shards },
  { "fold.save-load", LEVEL_ERROR, "comes back from save as it was",
    "save all that finish looks at; write what load reads, no pointers",
    check_save_load },
  { "fold.bad-state", LEVEL_ERROR, "refuses bytes that are no state",
    "check each length in load before it is used; STEMMA_E_INPUT",
    check_bad_state },
  { .id = NULL },
};

static void
check_stable(Subject *subject, Verdict *verdict)
{
  const StandSettings other = { .backwards = TRUE,
                                .shuffle = subject->seed + 1 };

  compare_settings(subject, HAS_GROUP, NULL, &other,
                   "when documents and keys came in another order", verdict);
}

static void
look_at_crowd(Stand *stand, gpointer data, Verdict *verdict)
{
  double seconds = stand_corpus_seconds(stand);

  (void)data;
  if (seconds > crowd_seconds)
    verdict_fail(verdict,
                 "a key with %d members took %.1f s, and %.0f are allowed",
                 CROWD, seconds, crowd_seconds);
}

static void
check_cap(Subject *subject, Verdict *verdict)
{
  const StandSettings crowd = { .crowd = CROWD };
  const Module *module = subject_load(subject, verdict);
  guint found = 0;

  for (guint i = 0; module && i < module->stage_count; i++) {
    g_autoptr(Stand) stand = NULL;
    if (!module->stages[i]->group)
      continue;
    found++;
    stand = stand_open(subject, module->stages[i], &crowd, NULL, verdict);
    if (!stand)
      continue;
    stand_run(stand, subject->samples);
    look_at_crowd(stand, NULL, verdict);
  }
  if (module && found == 0)
    verdict_skip(verdict, "it has no group stage of its own");
}

static void
check_self_contained(Subject *subject, Verdict *verdict)
{
  const StandSettings guard = { .guard = TRUE };

  compare_settings(subject, HAS_GROUP, NULL, &guard,
                   "when documents were gone before gather", verdict);
}

const Check group_checks[] = {
  { "group.stable", LEVEL_ERROR, "gathers the same in any order",
    "members come sorted by document and row; keep nothing between keys",
    check_stable },
  { "group.cap", LEVEL_ERROR, "ends in time with 100,000 members under a key",
    "set max_members, or compare each member with a few others only",
    check_cap },
  { "group.self-contained", LEVEL_ERROR,
    "gathers from what it carries, not from documents",
    "copy into the carried row what gather needs; keep no pointers",
    check_self_contained },
  { .id = NULL },
};
