/* SPDX-License-Identifier: Apache-2.0
 *
 * candidate.c - the steps from a path to a Module, each with its own refusal.
 */
#include "descriptor.h"
#include "load.h"
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

Module *
candidate_load(Candidate *candidate, gboolean builtin, GError **error)
{
  if (!candidate_open(candidate, error)
      || !candidate_describe(candidate, error))
    return NULL;
  return candidate_adopt(candidate, builtin, error);
}

void
candidate_clear(Candidate *candidate)
{
  g_free(candidate->path);
  g_free(candidate->real);
  name_card_clear(&candidate->card);
  memset(candidate, 0, sizeof *candidate);
}
