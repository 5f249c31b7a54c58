/* SPDX-License-Identifier: Apache-2.0
 *
 * cache_key.c - see cache_key.h.
 */
#include "cache_key.h"
#include <string.h>

static void
add_module(GChecksum *sum, const Module *module)
{
  g_autofree char *folder =
      g_path_get_dirname(module->path ? module->path : ".");
  g_autofree char *beside = g_build_filename(folder, module->id, NULL);
  g_autofree char *installed =
      g_build_filename(STEMMA_PREFIX, STEMMA_DATADIR, module->id, NULL);

  digest_text(sum, module->id);
  digest_text(sum, module->version);
  digest_file(sum, module->path ? module->path : "");
  digest_folder(sum, beside);
  digest_folder(sum, installed);
}

static void
add_options(GChecksum *sum, const Step *step)
{
  const stemma_stage *stage = step->chain ? step->chain : step->stage;
  const GPtrArray *values =
      step->options ? option_set_values(step->options) : NULL;

  for (guint i = 0; values && i < values->len; i++) {
    const Setting *one = values->pdata[i];
    const stemma_option *option =
        i < stage->options.count ? STEMMA_AT(stemma_option, stage->options, i)
                                 : NULL;

    digest_text(sum, one->key);
    digest_text(sum, one->value);
    if (option && option->type == STEMMA_OPTION_FILE) {
      const char *path;

      memcpy(&path,
             (const char *)option_set_struct(step->options) + option->offset,
             sizeof path);
      digest_file(sum, path ? path : "");
    }
  }
}

static void
add_slots(GChecksum *sum, const Plan *plan, const GArray *slots)
{
  digest_number(sum, slots->len);
  for (guint i = 0; i < slots->len; i++) {
    const int number = g_array_index(slots, int, i);
    const Slot *slot = number < 0 ? NULL : plan_slot(plan, number);

    digest_number(sum, (guint64)(gint64)number);
    digest_text(sum, slot ? slot->name : "");
    digest_number(sum, slot ? slot->version : 0);
    digest_number(sum, slot ? slot->schema->stride : 0);
  }
}

static gboolean
is_pure(const Step *step)
{
  const guint32 flags =
      step->stage->flags | (step->chain ? step->chain->flags : 0);

  return step->module && !(flags & STEMMA_STAGE_IMPURE);
}

gboolean
cache_key_add_step(GChecksum *sum, const Plan *plan, const Step *step)
{
  if (!is_pure(step))
    return FALSE;
  digest_text(sum, step->label);
  digest_number(sum, step->file_stage->max_memory);
  add_module(sum, step->module);
  digest_text(sum, step->stage->id);
  digest_text(sum, step->stage->version);
  add_options(sum, step);
  add_slots(sum, plan, step->inputs);
  add_slots(sum, plan, step->outputs);
  return TRUE;
}

gboolean
cache_key_of_run(const Plan *plan, Digest *key)
{
  GChecksum *sum = digest_new();
  gboolean pure = TRUE;

  digest_program(sum);
  digest_number(sum, plan->pipeline->seed);
  for (guint i = 0; pure && i < plan->steps->len; i++) {
    const Step *step = plan_step(plan, i);

    if (step->kind == STEP_MAP && step->pass == 0)
      pure = cache_key_add_step(sum, plan, step);
  }
  *key = digest_end(sum);
  return pure;
}

static void
add_targets(GChecksum *sum, Table *targets)
{
  const stemma_table *view = targets ? table_view(targets) : NULL;

  digest_number(sum, view ? view->rows.count : 0);
  if (!view)
    return;
  digest_bytes(sum, view->rows.items,
               (guint64)view->rows.count * view->rows.stride);
  digest_bytes(sum, view->pool, view->pool_length);
}

Digest
cache_key_of_document(const Digest *run, const Document *document)
{
  GChecksum *sum = digest_new();
  const guint meta = document->meta ? document->meta->len : 0;

  digest_bytes(sum, run, sizeof *run);
  digest_text(sum, document->doc.id);
  digest_text(sum, document->doc.language);
  digest_number(sum, meta);
  for (guint i = 0; i < meta; i++) {
    const Meta *one = &g_array_index(document->meta, Meta, i);

    digest_text(sum, one->key);
    digest_text(sum, one->value);
  }
  add_targets(sum, document->targets);
  digest_bytes(sum, document->doc.text, document->doc.length);
  return digest_end(sum);
}
