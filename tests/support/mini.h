/* SPDX-License-Identifier: Apache-2.0
 *
 * mini.h - the smallest host that can run map stages: for unit tests of
 * plugins, and proof that the SDK alone is enough to write a host.
 *
 * One thread, no pipeline file, no options file: options keep the defaults
 * that a caller gives.  Chains run as their inner map stages; group and fold
 * stages are passed over.
 */
#ifndef SUPPORT_MINI_H
#define SUPPORT_MINI_H

#include <glib.h>
#include <stemma/stemma.h>

typedef struct Mini Mini;

Mini *mini_new(void);
void mini_free(Mini *mini);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mini, mini_free)

/* Adds every map stage of a module; `options` is the struct for all its
 * stages, or NULL: filled from the declared defaults. */
void mini_add(Mini *mini, const stemma_module *module, const void *options);

/* Runs all stages over one text.  Tables live until the next run.  The first
 * failure is returned, with `error` filled. */
stemma_status mini_run(Mini *mini, const char *id, const char *text,
                       size_t length, stemma_error *error);

/* The table of a layer after mini_run, or NULL. */
const stemma_table *mini_table(const Mini *mini, const char *layer);

/* Puts a table (of layer "target", say) before the stages. */
void mini_give(Mini *mini, const stemma_layer *layer, stemma_list rows,
               const char *pool, uint32_t pool_length);

/* Appends `{"begin":..,"end":..,"text":..,FIELDS}` of every row, as a JSON
 * array, in the members' form of the JSON Lines report. */
void mini_print_table(const stemma_table *table, const char *text, GString *to);
/* The names of the layers that the stages wrote, in order; free the array. */
GPtrArray *mini_layers(const Mini *mini);

#endif
