/* SPDX-License-Identifier: Apache-2.0
 *
 * descriptor.c - checks and copies a module and its stages; their layers,
 * options and functions have files of their own.
 */
#include "descriptor.h"
#include <string.h>

#define STAGES_MAX 256u
#define PORTS_MAX 64u
#define STAGE_FLAGS (STEMMA_STAGE_SERIAL | STEMMA_STAGE_IMPURE)

/* Our copy of a stage, and the original that its functions expect. */
typedef struct {
  stemma_stage ours;
  const stemma_stage *theirs;
} AdoptedStage;

const stemma_stage *
module_stage_origin(const stemma_stage *stage)
{
  return ((const AdoptedStage *)(const void *)stage)->theirs;
}

static gboolean
port_check(Adoption *adoption, const char *list, stemma_port *port,
           guint32 flags)
{
  g_autofree char *part = NULL;

  adoption_rule(adoption, "port.form");
  if (!port->layer)
    return adoption_fault(adoption, list, "a port's layer is NULL");
  port->layer = descriptor_layer(adoption, port->layer);
  if (!port->layer)
    return FALSE;
  if (!port->role)
    port->role = port->layer->name;
  adoption_rule(adoption, "port.form");
  part = g_strdup_printf("%s \"%s\"", list, port->layer->name);
  return adoption_name(adoption, part, "role", port->role, "._-")
         && adoption_flags(adoption, part, port->flags, flags);
}

static gboolean
ports_copy(Adoption *adoption, const char *list, stemma_list *ports,
           guint32 flags)
{
  stemma_port *copy;
  guint i, k;

  if (!adoption_list(adoption, list, ports, FIRST_SIZE(stemma_port, flags),
                     sizeof(stemma_port), PORTS_MAX, ports))
    return FALSE;
  copy = (stemma_port *)(guintptr)ports->items;
  for (i = 0; i < ports->count; i++) {
    if (!port_check(adoption, list, &copy[i], flags))
      return FALSE;
    for (k = 0; k < i; k++)
      if (strcmp(copy[i].role, copy[k].role) == 0)
        return adoption_fault(adoption, list, "the role \"%s\" is there twice",
                              copy[i].role);
  }
  return TRUE;
}

/* A stage in a chain is opened with the chain's options, so the only ones that
 * it may declare are those. */
static gboolean
has_options_of(const stemma_stage *stage, const stemma_stage *chain)
{
  guint i;

  if (stage->options.count == 0)
    return TRUE;
  if (stage->options.count != chain->options.count
      || stage->options_size != chain->options_size)
    return FALSE;
  for (i = 0; i < stage->options.count; i++) {
    const stemma_option *a = STEMMA_AT(stemma_option, stage->options, i);
    const stemma_option *b = STEMMA_AT(stemma_option, chain->options, i);

    if (strcmp(a->name, b->name) != 0 || a->offset != b->offset
        || a->type != b->type)
      return FALSE;
  }
  return TRUE;
}

static gboolean
inner_check(const Adoption *adoption, const stemma_stage *stage,
            const stemma_stage *chain)
{
  adoption_rule(adoption, "stage.chain");
  return !chain || has_options_of(stage, chain)
         || adoption_fault(adoption, NULL,
                           "it has other options than its chain, whose are "
                           "used");
}

static gboolean
words_check(const Adoption *adoption, stemma_stage *stage)
{
  adoption_rule(adoption, "stage.text");
  if (!adoption_text(adoption, NULL, "version", &stage->version, TRUE)
      || !adoption_text(adoption, NULL, "summary", &stage->summary, FALSE)
      || !adoption_text(adoption, NULL, "url", &stage->url, FALSE))
    return FALSE;
  adoption_rule(adoption, "stage.functions");
  return adoption_flags(adoption, NULL, stage->flags, STAGE_FLAGS);
}

static gboolean
stage_check(Adoption *adoption, stemma_stage *stage, const stemma_stage *chain)
{
  adoption_rule(adoption, "stage.chain");
  if (chain && stage->chain)
    return adoption_fault(adoption, NULL, "it is a chain within a chain");
  return words_check(adoption, stage)
         && ports_copy(adoption, "reads", &stage->reads,
                       STEMMA_PORT_OPTIONAL | STEMMA_PORT_SPANS)
         && ports_copy(adoption, "writes", &stage->writes, STEMMA_PORT_EXTENDS)
         && descriptor_options(adoption, stage)
         && inner_check(adoption, stage, chain)
         && descriptor_functions(adoption, stage)
         && descriptor_metrics(adoption, stage);
}

const stemma_stage *
descriptor_stage(Adoption *adoption, const stemma_stage *theirs,
                 const stemma_stage *chain)
{
  const char *outer = adoption->stage;
  AdoptedStage *adopted;
  stemma_stage *copy;
  gboolean good;

  adoption_rule(adoption, "stage.id");
  copy = adoption_struct(adoption, "a stage", theirs,
                         FIRST_SIZE(stemma_stage, metrics), sizeof *copy);
  if (!copy || !adoption_name(adoption, NULL, "a stage's id", copy->id, "-"))
    return NULL;
  adopted = adoption_alloc(adoption, sizeof *adopted);
  adopted->ours = *copy;
  adopted->theirs = theirs;
  adoption->stage = copy->id;
  good = stage_check(adoption, &adopted->ours, chain);
  adoption->stage = outer;
  return good ? &adopted->ours : NULL;
}

static gboolean
stages_copy(Adoption *adoption, stemma_list *list)
{
  const stemma_stage **stages;
  guint i, k;

  adoption_rule(adoption, "stage.id");
  if (list->count == 0)
    return adoption_fault(adoption, NULL, "it has no stages");
  if (!adoption_list(adoption, "stages", list, sizeof(stemma_stage *),
                     sizeof(stemma_stage *), STAGES_MAX, list))
    return FALSE;
  stages = (const stemma_stage **)(guintptr)list->items;
  for (i = 0; i < list->count; i++) {
    if (!stages[i])
      return adoption_fault(adoption, NULL, "its stage %u is NULL", i + 1);
    stages[i] = descriptor_stage(adoption, stages[i], NULL);
    if (!stages[i])
      return FALSE;
    adoption_rule(adoption, "stage.id");
    for (k = 0; k < i; k++)
      if (strcmp(stages[i]->id, stages[k]->id) == 0)
        return adoption_fault(adoption, NULL,
                              "two of its stages are called \"%s\"",
                              stages[i]->id);
  }
  return TRUE;
}

/* The card is what users see before the plugin runs, so it must not differ. */
static gboolean
card_agrees(const Adoption *adoption, const stemma_module *module,
            const NameCard *card)
{
  const struct {
    const char *member;
    const char *here;
    const char *there;
  } texts[] = {
    { "id", module->id, card->id },
    { "version", module->version, card->version },
    { "license", module->license, card->license },
  };
  const struct {
    const char *member;
    guint here;
    guint there;
  } numbers[] = {
    { "epoch", module->epoch, card->epoch },
    { "minor", module->minor, card->minor },
    { "needs_minor", module->needs_minor, card->needs_minor },
  };
  guint i;

  adoption_rule(adoption, "file.note-agrees");
  for (i = 0; i < G_N_ELEMENTS(texts); i++)
    if (strcmp(texts[i].here, texts[i].there) != 0)
      return adoption_fault(adoption, NULL,
                            "%s is \"%s\", and its name card says \"%s\"",
                            texts[i].member, texts[i].here, texts[i].there);
  for (i = 0; i < G_N_ELEMENTS(numbers); i++)
    if (numbers[i].here != numbers[i].there)
      return adoption_fault(
          adoption, NULL, "%s is %u, and its name card says %u",
          numbers[i].member, numbers[i].here, numbers[i].there);
  return TRUE;
}

static gboolean
module_texts(const Adoption *adoption, stemma_module *module)
{
  const struct {
    const char *rule;
    const char *member;
    const char **text;
    gboolean required;
  } texts[] = {
    { "module.id", "id", &module->id, TRUE },
    { "module.version", "version", &module->version, TRUE },
    { "module.license", "license", &module->license, TRUE },
    { "module.text", "vendor", &module->vendor, FALSE },
    { "module.text", "url", &module->url, FALSE },
  };
  guint i;

  for (i = 0; i < G_N_ELEMENTS(texts); i++) {
    adoption_rule(adoption, texts[i].rule);
    if (!adoption_text(adoption, NULL, texts[i].member, texts[i].text,
                       texts[i].required))
      return FALSE;
  }
  return TRUE;
}

static gboolean
module_check(Adoption *adoption, stemma_module *module, const NameCard *card)
{
  if (!module_texts(adoption, module) || !card_agrees(adoption, module, card))
    return FALSE;
  adoption_rule(adoption, "module.id");
  if (!adoption_name(adoption, NULL, "id", module->id, "._-"))
    return FALSE;
  if (!strchr(module->id, '.'))
    return adoption_fault(adoption, NULL,
                          "id has no dot, and must be a reverse domain as in "
                          "\"org.example.%s\"",
                          module->id);
  return stages_copy(adoption, &module->stages);
}

static Module *
module_of(Adoption *adoption, const stemma_module *copy)
{
  Module *module = adoption_alloc(adoption, sizeof *module);

  module->id = copy->id;
  module->version = copy->version;
  module->license = copy->license;
  module->vendor = copy->vendor;
  module->url = copy->url;
  module->minor = copy->minor;
  module->needs_minor = copy->needs_minor;
  module->stage_count = copy->stages.count;
  module->stages = copy->stages.items;
  return module;
}

Module *
descriptor_judge(const stemma_module *theirs, const NameCard *card,
                 const char **rule, GError **error)
{
  Adoption adoption = { card->id, NULL, card->minor, NULL, NULL, rule, error };
  stemma_module *copy;
  Module *module = NULL;

  adoption_rule(&adoption, "module.same-twice");
  if (!theirs) {
    adoption_fault(&adoption, NULL, "stemma_module_v1 returned NULL");
    return NULL;
  }
  adoption.blocks = g_ptr_array_new_with_free_func(g_free);
  adoption.layers = g_hash_table_new(NULL, NULL);
  copy = adoption_struct(&adoption, "the module", theirs,
                         FIRST_SIZE(stemma_module, stages), sizeof *copy);
  if (copy && module_check(&adoption, copy, card))
    module = module_of(&adoption, copy);
  if (module)
    adoption_keep(adoption.blocks);
  else
    g_ptr_array_unref(adoption.blocks);
  g_hash_table_destroy(adoption.layers);
  return module;
}

Module *
descriptor_adopt(const stemma_module *theirs, const NameCard *card,
                 GError **error)
{
  const char *rule;

  return descriptor_judge(theirs, card, &rule, error);
}
