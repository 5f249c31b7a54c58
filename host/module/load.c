/* SPDX-License-Identifier: Apache-2.0
 *
 * load.c - loads a plugin once: here, or in a child that says what it is.
 */
#include "load.h"
#include "cache.h"
#include "description.h"
#include "trial.h"
#include <string.h>

static gboolean
trial_work(gpointer data, GByteArray *result, GError **error)
{
  Module *module = candidate_load(data, FALSE, error);

  if (module)
    description_pack(module, result);
  return module != NULL;
}

Module *
candidate_try(Candidate *candidate, GError **error)
{
  g_autoptr(GByteArray) said = g_byte_array_new();

  if (!trial_run(candidate->path, "loaded", TRIAL_SECONDS, trial_work,
                 candidate, said, error))
    return NULL;
  candidate->described =
      description_unpack(said->data, said->len, &candidate->card);
  if (candidate->described)
    return candidate_adopt(candidate, FALSE, error);
  g_set_error(error, MODULE_ERROR, MODULE_ERROR_LOAD,
              "plugin file %s cannot be loaded: what it says about itself is "
              "cut short",
              candidate->path);
  return NULL;
}

/* What the loader says may depend on other files, so it is asked again. */
static gboolean
is_worth_keeping(const GError *refusal)
{
  return refusal->code == MODULE_ERROR_DESCRIPTOR
         || strstr(refusal->message, " when it was loaded (") != NULL
         || strstr(refusal->message, ": it was not loaded within ") != NULL;
}

/* A plugin from elsewhere is loaded in a child, and only its description comes
 * back. */
static Module *
describe_in_child(Candidate *candidate, GError **error)
{
  CacheKey key = { candidate->real, candidate->size, candidate->mtime,
                   candidate->card.build_id };
  g_autoptr(GError) refusal = NULL;
  Module *module;

  if (cache_look_up(&key, error) == CACHE_REFUSED)
    return NULL;
  module = candidate_try(candidate, &refusal);
  if (!module && is_worth_keeping(refusal))
    cache_store(&key, refusal);
  if (module)
    module->real = g_strdup(candidate->real);
  else
    g_propagate_error(error, g_steal_pointer(&refusal));
  return module;
}

const Module *
module_load(const char *path, gboolean builtin, GError **error)
{
  static GHashTable *loaded; /* absolute path to Module */
  g_auto(Candidate) candidate = { 0 };
  g_autofree char *real = g_canonicalize_filename(path, NULL);
  Module *module;

  if (!loaded)
    loaded = g_hash_table_new(g_str_hash, g_str_equal);
  module = g_hash_table_lookup(loaded, real);
  if (module)
    return module;
  if (!candidate_read(&candidate, path, error)
      || !candidate_suits(&candidate, error))
    return NULL;
  module = builtin ? candidate_load(&candidate, TRUE, error)
                   : describe_in_child(&candidate, error);
  if (module)
    g_hash_table_insert(loaded, g_steal_pointer(&real), module);
  return module;
}
