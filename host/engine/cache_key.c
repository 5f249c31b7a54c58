/* SPDX-License-Identifier: Apache-2.0
 *
 * cache_key.c - see cache_key.h.
 */
#include "cache_key.h"
#include <string.h>

/* Each part with its length, so that "ab" "c" is not "a" "bc". */
static void
add(GChecksum *sum, const void *bytes, guint64 length)
{
  g_checksum_update(sum, (const guchar *)&length, sizeof length);
  for (const guchar *at = bytes; length > 0;) {
    const gssize piece = (gssize)MIN(length, 1u << 30);

    g_checksum_update(sum, at, piece);
    at += piece;
    length -= (guint64)piece;
  }
}

static void
add_text(GChecksum *sum, const char *text)
{
  add(sum, text ? text : "", text ? strlen(text) : 0);
}

static void
add_number(GChecksum *sum, guint64 number)
{
  g_checksum_update(sum, (const guchar *)&number, sizeof number);
}

static void
finish(GChecksum *sum, CacheKey *key)
{
  gsize length = sizeof key->bytes;

  g_checksum_get_digest(sum, key->bytes, &length);
  g_checksum_free(sum);
}

/* The bytes of a file; a file that is not there is another thing than an empty
 * one. */
static void
add_file(GChecksum *sum, const char *path)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);

  add_text(sum, file ? "file" : "no file");
  if (file)
    add(sum, g_mapped_file_get_contents(file), g_mapped_file_get_length(file));
}

static int
compare(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The data files of a plugin, however deep: what stemma.resource/1 finds. */
static void
add_folder(GChecksum *sum, const char *path)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name(folder)))
    g_ptr_array_add(names, g_strdup(name));
  g_ptr_array_sort(names, compare);
  add_number(sum, names->len);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *below = g_build_filename(path, names->pdata[i], NULL);

    add_text(sum, names->pdata[i]);
    if (g_file_test(below, G_FILE_TEST_IS_DIR))
      add_folder(sum, below);
    else
      add_file(sum, below);
  }
}

static void
add_module(GChecksum *sum, const Module *module)
{
  g_autofree char *folder =
      g_path_get_dirname(module->path ? module->path : ".");
  g_autofree char *beside = g_build_filename(folder, module->id, NULL);
  g_autofree char *installed =
      g_build_filename(STEMMA_PREFIX, STEMMA_DATADIR, module->id, NULL);

  add_text(sum, module->id);
  add_text(sum, module->version);
  add_file(sum, module->path ? module->path : "");
  add_folder(sum, beside);
  add_folder(sum, installed);
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

    add_text(sum, one->key);
    add_text(sum, one->value);
    if (option && option->type == STEMMA_OPTION_FILE) {
      const char *path;

      memcpy(&path,
             (const char *)option_set_struct(step->options) + option->offset,
             sizeof path);
      add_file(sum, path ? path : "");
    }
  }
}

static void
add_slots(GChecksum *sum, const Plan *plan, const GArray *slots)
{
  add_number(sum, slots->len);
  for (guint i = 0; i < slots->len; i++) {
    const int number = g_array_index(slots, int, i);
    const Slot *slot = number < 0 ? NULL : plan_slot(plan, number);

    add_number(sum, (guint64)(gint64)number);
    add_text(sum, slot ? slot->name : "");
    add_number(sum, slot ? slot->version : 0);
    add_number(sum, slot ? slot->schema->stride : 0);
  }
}

static void
add_step(GChecksum *sum, const Plan *plan, const Step *step)
{
  add_text(sum, step->label);
  add_module(sum, step->module);
  add_text(sum, step->stage->id);
  add_text(sum, step->stage->version);
  add_options(sum, step);
  add_slots(sum, plan, step->inputs);
  add_slots(sum, plan, step->outputs);
}

static gboolean
is_pure(const Step *step)
{
  const guint32 flags =
      step->stage->flags | (step->chain ? step->chain->flags : 0);

  return step->module && !(flags & STEMMA_STAGE_IMPURE);
}

gboolean
cache_key_of_run(const Engine *engine, CacheKey *key)
{
  const Plan *plan = engine->plan;
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  gboolean pure = TRUE;

  add_text(sum, "stemma " STEMMA_VERSION);
  add_number(sum, plan->pipeline->seed);
  for (guint i = 0; pure && i < plan->steps->len; i++) {
    const Step *step = plan_step(plan, i);

    if (step->kind != STEP_MAP || step->pass != 0)
      continue;
    pure = is_pure(step);
    if (pure)
      add_step(sum, plan, step);
  }
  finish(sum, key);
  return pure;
}

static void
add_targets(GChecksum *sum, Table *targets)
{
  const stemma_table *view = targets ? table_view(targets) : NULL;

  add_number(sum, view ? view->rows.count : 0);
  if (!view)
    return;
  add(sum, view->rows.items, (guint64)view->rows.count * view->rows.stride);
  add(sum, view->pool, view->pool_length);
}

void
cache_key_of_document(const CacheKey *run, const Document *document,
                      CacheKey *key)
{
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  const guint meta = document->meta ? document->meta->len : 0;

  add(sum, run, sizeof *run);
  add_text(sum, document->doc.id);
  add_text(sum, document->doc.language);
  add_number(sum, meta);
  for (guint i = 0; i < meta; i++) {
    const Meta *one = &g_array_index(document->meta, Meta, i);

    add_text(sum, one->key);
    add_text(sum, one->value);
  }
  add_targets(sum, document->targets);
  add(sum, document->doc.text, document->doc.length);
  finish(sum, key);
}
