/* SPDX-License-Identifier: Apache-2.0
 *
 * code.c - the code of a module that was described elsewhere: by a child that
 * tried it, or by the program that this one works for.
 */
#include "description.h"
#include "load.h"
#include <string.h>

static gboolean
same_description(const Module *one, const Module *other)
{
  g_autoptr(GByteArray) here = g_byte_array_new();
  g_autoptr(GByteArray) there = g_byte_array_new();

  description_pack(one, here);
  description_pack(other, there);
  return here->len == there->len
         && memcmp(here->data, there->data, here->len) == 0;
}

/* The code of a module that was described in a child. */
static const Module *
load_code(const Module *module, GError **error)
{
  static GHashTable *codes; /* Module to Module */
  g_auto(Candidate) candidate = { 0 };
  Module *code;

  if (!codes)
    codes = g_hash_table_new(NULL, NULL);
  code = g_hash_table_lookup(codes, module);
  if (code)
    return code;
  code = candidate_read(&candidate, module->real, error)
                 && candidate_suits(&candidate, error)
             ? candidate_load(&candidate, FALSE, error)
             : NULL;
  if (code && !same_description(code, module)) {
    g_set_error(error, MODULE_ERROR, MODULE_ERROR_LOAD,
                "plugin file %s cannot be loaded: it changed while it was "
                "being loaded",
                candidate.path);
    return NULL;
  }
  if (code)
    g_hash_table_insert(codes, (gpointer)(guintptr)module, code);
  return code;
}

/* Where `stage` stands in `from`, looked up in `to`. */
static const stemma_stage *
counterpart(const Module *from, const Module *to, const stemma_stage *stage)
{
  for (guint i = 0; i < from->stage_count; i++) {
    const stemma_chain *chain = from->stages[i]->chain;
    if (from->stages[i] == stage)
      return to->stages[i];
    for (guint k = 0; chain && k < chain->stages.count; k++)
      if (*STEMMA_AT(stemma_stage *, chain->stages, k) == stage)
        return *STEMMA_AT(stemma_stage *, to->stages[i]->chain->stages, k);
  }
  return NULL;
}

const stemma_stage *
module_stage_code(const Module *module, const stemma_stage *stage,
                  GError **error)
{
  const Module *code;

  if (!module->real)
    return stage;
  code = load_code(module, error);
  return code ? counterpart(module, code, stage) : NULL;
}

void
module_pack(const Module *module, GByteArray *to)
{
  description_pack(module, to);
}

const Module *
module_unpack(const guint8 *bytes, gsize length, const char *path,
              gboolean builtin, GError **error)
{
  g_auto(Candidate) candidate = { 0 };
  Module *module;

  if (!candidate_read(&candidate, path, error)
      || !candidate_suits(&candidate, error))
    return NULL;
  candidate.described = description_unpack(bytes, length, &candidate.card);
  module =
      candidate.described ? candidate_adopt(&candidate, builtin, error) : NULL;
  if (module)
    module->real = g_strdup(candidate.real);
  return module;
}
