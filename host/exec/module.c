/* SPDX-License-Identifier: Apache-2.0
 *
 * module.c - makes a module of a stage's schema, and has it checked as any
 * plugin's description.
 */
#include "../module/descriptor.h"
#include "exec.h"
#include "schema.h"
#include "stage.h"
#include <string.h>

/* Each takes a thread. */
#define WAITING_MOST 1024

static const char *const offsets[] = { "codepoint", "byte", "utf16", 0 };

static const stemma_option options[] = {
  { "command", "the program and its arguments, run in the schema's folder", 0,
    0, "", 0, 0, offsetof(ExecOptions, command), STEMMA_OPTION_TEXT,
    STEMMA_OPTION_REQUIRED },
  { "schema", "the file that says which layers it reads and writes", 0, 0, "",
    0, 0, offsetof(ExecOptions, schema), STEMMA_OPTION_FILE,
    STEMMA_OPTION_REQUIRED },
  STEMMA_OPTION_NUMBER(ExecOptions, programs, STEMMA_OPTION_INT, "programs",
                       "0", 0, 1024, "",
                       "how many run; 0: one for each thread, or with a batch "
                       "one alone"),
  STEMMA_OPTION_NUMBER(ExecOptions, batch, STEMMA_OPTION_INT, "batch", "0", 0,
                       1024, "documents",
                       "how many lie in a program's input at once; 0: one for "
                       "each thread that it works for"),
  STEMMA_OPTION_AMONG(ExecOptions, offsets, STEMMA_OPTION_CHOICE, "offsets",
                      "codepoint", offsets, "what begin and end count"),
};

Offsets
exec_offsets(const ExecOptions *chosen)
{
  static const Offsets meaning[] = { OFFSETS_CODEPOINT, OFFSETS_BYTE,
                                     OFFSETS_UTF16 };

  return meaning[MIN(chosen->offsets, G_N_ELEMENTS(meaning) - 1)];
}

guint
exec_waiting(const OptionSet *set)
{
  const ExecOptions *chosen = option_set_struct(set);

  return (guint)MIN(chosen->batch * MAX(chosen->programs, 1), WAITING_MOST);
}

static const stemma_stage stage_without_ports = {
  .size = sizeof(stemma_stage),
  .flags = STEMMA_STAGE_IMPURE,
  .id = EXEC_PLUGIN,
  .version = "1.0.0",
  .summary = "runs a program over JSON Lines; what it reads and writes its "
             "schema says",
  .url = "",
  .options = STEMMA_LIST(options),
  .options_size = sizeof(ExecOptions),
  .life = &exec_life,
  .map = &exec_map,
};

static const Setting *
schema_setting(const PipelineStage *stage)
{
  for (guint i = 0; i < stage->options->len; i++) {
    const Setting *setting = stage->options->pdata[i];
    if (strcmp(setting->key, "schema") == 0)
      return setting;
  }
  return NULL;
}

static Module *
adopt(stemma_stage *stage, GError **error)
{
  const NameCard card = { STEMMA_EPOCH,
                          STEMMA_MINOR,
                          0,
                          (char *)(guintptr) "org.stemma." EXEC_PLUGIN,
                          (char *)(guintptr)STEMMA_VERSION,
                          (char *)(guintptr) "Apache-2.0",
                          (char *)(guintptr) "" };
  const stemma_stage **stages = g_new(const stemma_stage *, 1);
  stemma_module *module = g_new0(stemma_module, 1);
  Module *adopted;

  stages[0] = stage;
  *module = (stemma_module){ .size = sizeof *module,
                             .epoch = STEMMA_EPOCH,
                             .minor = STEMMA_MINOR,
                             .id = card.id,
                             .version = card.version,
                             .license = card.license,
                             .stages = { stages, 1, sizeof *stages } };
  adopted = descriptor_adopt(module, &card, error);
  g_free(module);
  g_free(stages);
  return adopted;
}

static const Module *
refuse(const Setting *setting, const char *path, const GError *error,
       Diagnostics *all)
{
  diagnostics_add(all, DIAGNOSTIC_ERROR, "E412", &setting->value_place,
                  "schema %s cannot be used: %s", path, error->message);
  return NULL;
}

/* What describes a stage lives for ever, as that of any plugin. */
static const Module *
module_of(const ExecSchema *schema, GError **error)
{
  stemma_stage *stage = g_new(stemma_stage, 1);
  Module *module;

  *stage = stage_without_ports;
  stage->reads = (stemma_list){ schema->reads->data, schema->reads->len,
                                sizeof(stemma_port) };
  stage->writes = (stemma_list){ schema->writes->data, schema->writes->len,
                                 sizeof(stemma_port) };
  module = adopt(stage, error);
  if (module)
    module->runs_programs = TRUE;
  g_free(stage);
  return module;
}

const Module *
exec_module(const PipelineStage *stage, Diagnostics *all)
{
  const Setting *setting = schema_setting(stage);
  g_autofree char *path =
      setting ? setting_resolve(setting, setting->value) : NULL;
  g_autoptr(GError) error = NULL;
  static GPtrArray *kept;
  ExecSchema schema = { 0 };
  const Module *module;

  if (!kept)
    kept = g_ptr_array_new();
  if (setting && !exec_schema_read(path, &schema, &error))
    return refuse(setting, path, error, all);
  /* That there is no schema is told with the other options. */
  if (!setting)
    schema = (ExecSchema){ g_ptr_array_new_with_free_func(g_free),
                           g_array_new(FALSE, TRUE, sizeof(stemma_port)),
                           g_array_new(FALSE, TRUE, sizeof(stemma_port)) };
  module = module_of(&schema, &error);
  if (module)
    g_ptr_array_add(kept, g_steal_pointer(&schema.blocks));
  exec_schema_clear(&schema);
  return module ? module : refuse(setting, path, error, all);
}
