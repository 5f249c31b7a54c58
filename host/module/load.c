/* SPDX-License-Identifier: Apache-2.0
 *
 * load.c - from a path to a Module, each step with its own refusal.
 */
#include "load.h"
#include "cache.h"
#include "description.h"
#include "descriptor.h"
#include "trial.h"
#include <dlfcn.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define ENTRY "stemma_module_v1"

G_DEFINE_QUARK(stemma - module - error - quark, module_error)

static gboolean
refuse_load(const Candidate *candidate, GError **error, const char *reason)
{
  g_set_error(error, MODULE_ERROR, MODULE_ERROR_LOAD,
              "plugin file %s cannot be loaded: %s", candidate->path, reason);
  return FALSE;
}

static gboolean
refuse_file(const Candidate *candidate, GError **error, const char *reason)
{
  g_set_error(error, MODULE_ERROR, MODULE_ERROR_FILE,
              "%s is not a stemma plugin: %s", candidate->path, reason);
  return FALSE;
}

gboolean
candidate_read(Candidate *candidate, const char *path, GError **error)
{
  g_autoptr(GMappedFile) file = NULL;
  g_autoptr(GError) cause = NULL;
  const char *reason;
  struct stat about;

  memset(candidate, 0, sizeof *candidate);
  candidate->path = g_strdup(path);
  candidate->real = g_canonicalize_filename(path, NULL);
  if (stat(path, &about) < 0)
    return refuse_load(candidate, error, g_strerror(errno));
  if (!S_ISREG(about.st_mode))
    return refuse_file(candidate, error, "not a regular file");
  candidate->size = (guint64)about.st_size;
  candidate->mtime =
      (gint64)about.st_mtim.tv_sec * 1000000000 + about.st_mtim.tv_nsec;
  file = g_mapped_file_new(path, FALSE, &cause);
  if (!file)
    return refuse_load(candidate, error, g_strerror(errno));
  reason = name_card_read((const guint8 *)g_mapped_file_get_contents(file),
                          g_mapped_file_get_length(file), &candidate->card);
  return !reason || refuse_file(candidate, error, reason);
}

gboolean
candidate_suits(const Candidate *candidate, GError **error)
{
  const NameCard *card = &candidate->card;

  if (card->epoch < STEMMA_EPOCH) {
    g_set_error(error, MODULE_ERROR, MODULE_ERROR_ABI,
                "plugin \"%s\" was built for ABI %u.%u, and this stemma has "
                "%u.%u",
                card->id, card->epoch, card->minor, STEMMA_EPOCH, STEMMA_MINOR);
    return FALSE;
  }
  if (card->epoch == STEMMA_EPOCH && card->needs_minor <= STEMMA_MINOR)
    return TRUE;
  g_set_error(error, MODULE_ERROR, MODULE_ERROR_ABI,
              "plugin \"%s\" needs a host of ABI %u.%u or later, and this "
              "stemma has %u.%u",
              card->id, card->epoch, card->needs_minor, STEMMA_EPOCH,
              STEMMA_MINOR);
  return FALSE;
}

gboolean
candidate_open(Candidate *candidate, GError **error)
{
  const char *words;
  gsize length = strlen(candidate->real);

  candidate->handle =
      dlopen(candidate->real, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (candidate->handle)
    return TRUE;
  /* The loader starts with the path, which our own words have already. */
  words = dlerror();
  if (strncmp(words, candidate->real, length) == 0
      && strncmp(words + length, ": ", 2) == 0)
    words += length + 2;
  return refuse_load(candidate, error, words);
}

gboolean
candidate_describe(Candidate *candidate, GError **error)
{
  const stemma_module *(*entry)(void);
  void *symbol = dlsym(candidate->handle, ENTRY);

  if (!symbol)
    return refuse_load(candidate, error, "it does not define " ENTRY);
  memcpy(&entry, &symbol, sizeof entry);
  candidate->described = entry();
  return TRUE;
}

Module *
candidate_adopt(Candidate *candidate, gboolean builtin, GError **error)
{
  Module *module =
      descriptor_adopt(candidate->described, &candidate->card, error);

  if (module) {
    module->path = g_strdup(candidate->path);
    module->builtin = builtin;
    module->build_id = g_strdup(candidate->card.build_id);
  }
  return module;
}

static Module *
open_and_adopt(Candidate *candidate, gboolean builtin, GError **error)
{
  if (!candidate_open(candidate, error)
      || !candidate_describe(candidate, error))
    return NULL;
  return candidate_adopt(candidate, builtin, error);
}

static gboolean
trial_work(gpointer data, GByteArray *result, GError **error)
{
  Module *module = open_and_adopt(data, FALSE, error);

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
  refuse_load(candidate, error, "what it says about itself is cut short");
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
  module = builtin ? open_and_adopt(&candidate, TRUE, error)
                   : describe_in_child(&candidate, error);
  if (module)
    g_hash_table_insert(loaded, g_steal_pointer(&real), module);
  return module;
}

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
             ? open_and_adopt(&candidate, FALSE, error)
             : NULL;
  if (code && !same_description(code, module)) {
    refuse_load(&candidate, error, "it changed while it was being loaded");
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
candidate_clear(Candidate *candidate)
{
  g_free(candidate->path);
  g_free(candidate->real);
  name_card_clear(&candidate->card);
  memset(candidate, 0, sizeof *candidate);
}
