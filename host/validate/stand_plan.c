/* SPDX-License-Identifier: Apache-2.0
 *
 * stand_plan.c - the pipeline of the stage under test: it, and before it the
 * stages that write what it reads, of its own module or of installed plugins.
 */
#include "stand_private.h"
#include <string.h>

typedef struct {
  Stand *stand;
  GArray *chosen;       /* of Chosen */
  GHashTable *visiting; /* stages that are being looked after */
  Verdict *verdict;
} Choice;

static void
stage_free(gpointer data)
{
  PipelineStage *stage = data;

  g_free(stage->name);
  g_free(stage->plugin);
  g_ptr_array_unref(stage->options);
  g_ptr_array_unref(stage->reads);
  g_ptr_array_unref(stage->writes);
  g_free(stage);
}

static PipelineStage *
stage_new(const char *name, const char *plugin)
{
  PipelineStage *stage = g_new0(PipelineStage, 1);

  stage->name = g_strdup(name);
  stage->plugin = g_strdup(plugin);
  stage->options = g_ptr_array_new_with_free_func((GDestroyNotify)setting_free);
  stage->reads = g_ptr_array_new();
  stage->writes = g_ptr_array_new();
  stage->enabled = TRUE;
  return stage;
}

static void
set_option(PipelineStage *stage, const char *name, const char *value)
{
  g_ptr_array_add(stage->options, setting_new(name, value));
}

static gboolean
is_set(const PipelineStage *stage, const char *name)
{
  for (guint i = 0; i < stage->options->len; i++)
    if (strcmp(((const Setting *)stage->options->pdata[i])->key, name) == 0)
      return TRUE;
  return FALSE;
}

/* STAGE.OPTION=VALUE of the command line. */
static void
take_settings(const Subject *subject, PipelineStage *to, const char *stage)
{
  for (guint i = 0; subject->settings && i < subject->settings->len; i++) {
    const Override *one = subject->settings->pdata[i];
    const char *equals = strchr(one->text, '=');
    const char *dot = strchr(one->text, '.');
    g_autofree char *name = NULL;
    if (!equals || !dot || dot > equals
        || strncmp(one->text, stage, (gsize)(dot - one->text)) != 0
        || stage[dot - one->text])
      continue;
    name = g_strndup(dot + 1, (gsize)(equals - dot - 1));
    if (!is_set(to, name))
      set_option(to, name, equals + 1);
  }
}

/* A value for an option that has no default; NULL: there is none to guess. */
static char *
guess(const stemma_option *option)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  switch (option->type) {
  case STEMMA_OPTION_BOOL:
    return g_strdup("no");
  case STEMMA_OPTION_TEXT:
  case STEMMA_OPTION_LIST:
    return g_strdup("said");
  case STEMMA_OPTION_CHOICE:
  case STEMMA_OPTION_CHOICES:
    return g_strdup(option->choices[0]);
  case STEMMA_OPTION_FILE:
    return NULL;
  default:
    return g_strdup(
        g_ascii_formatd(number, sizeof number, "%.0f", option->min));
  }
}

static gboolean
fill_required(Choice *choice, PipelineStage *to, const stemma_stage *stage)
{
  for (guint i = 0; i < stage->options.count; i++) {
    const stemma_option *option = STEMMA_AT(stemma_option, stage->options, i);
    g_autofree char *value = NULL;
    if (!(option->flags & STEMMA_OPTION_REQUIRED) || is_set(to, option->name))
      continue;
    value = guess(option);
    if (!value)
      return verdict_skip(choice->verdict,
                          "stage \"%s\" needs a file: give it with -o "
                          "%s.%s=FILE",
                          stage->id, stage->id, option->name);
    set_option(to, option->name, value);
  }
  return TRUE;
}

static gboolean
is_tested(const Choice *choice, const stemma_stage *stage)
{
  return stage == choice->stand->stage;
}

static gboolean
choose(Choice *choice, const Module *module, const stemma_stage *stage)
{
  Stand *stand = choice->stand;
  g_autofree char *name = module == stand->subject->module
                              ? g_strdup(stage->id)
                              : g_strdup_printf("%s/%s", module->id, stage->id);
  PipelineStage *to = stage_new(name, module->id);
  Chosen chosen = { .file_stage = to, .module = module, .stage = stage };

  g_ptr_array_add(stand->pipeline->stages, to);
  if (is_tested(choice, stage) && stand->set.option)
    set_option(to, stand->set.option, stand->set.value);
  take_settings(stand->subject, to, stage->id);
  if (!fill_required(choice, to, stage))
    return FALSE;
  g_array_append_val(choice->chosen, chosen);
  return TRUE;
}

static gboolean
writes(const stemma_stage *stage, const char *layer)
{
  for (guint i = 0; i < stage->writes.count; i++) {
    const stemma_port *port = STEMMA_AT(stemma_port, stage->writes, i);
    if (strcmp(port->layer->name, layer) == 0
        && !(port->flags & STEMMA_PORT_EXTENDS))
      return TRUE;
  }
  return FALSE;
}

static const stemma_stage *
writer_in(const Choice *choice, const Module *module, const char *layer)
{
  for (guint i = 0; module && i < module->stage_count; i++)
    if (writes(module->stages[i], layer)
        && !g_hash_table_contains(choice->visiting, module->stages[i]))
      return module->stages[i];
  return NULL;
}

/* The module whose stage writes the layer: the subject's own, or the first of
 * the plugins that are there. */
static const stemma_stage *
find_writer(const Choice *choice, const char *layer, const Module **module)
{
  Subject *subject = choice->stand->subject;
  const stemma_stage *found = writer_in(choice, subject->module, layer);
  Catalogue *catalogue;
  const GPtrArray *entries;

  *module = subject->module;
  if (found || strcmp(layer, stemma_target_layer.name) == 0)
    return found;
  catalogue = subject_catalogue(subject);
  entries = catalogue_entries(catalogue);
  for (guint i = 0; !found && i < entries->len; i++) {
    const CatalogueEntry *entry = entries->pdata[i];
    gboolean known;
    if (entry->shadowed_by || entry->refusal
        || strcmp(entry->id, subject->module->id) == 0)
      continue;
    *module = catalogue_module(catalogue, entry->id, &known, NULL);
    found = writer_in(choice, *module, layer);
  }
  return found;
}

static gboolean
is_chosen(const Choice *choice, const char *layer)
{
  for (guint i = 0; i < choice->chosen->len; i++)
    if (writes(g_array_index(choice->chosen, Chosen, i).stage, layer))
      return TRUE;
  return strcmp(layer, stemma_target_layer.name) == 0;
}

/* Depth first, so that writers stand before readers. */
static gboolean
add_stage(Choice *choice, const Module *module, const stemma_stage *stage)
{
  g_hash_table_add(choice->visiting, (gpointer)stage);
  for (guint i = 0; i < stage->reads.count; i++) {
    const stemma_port *port = STEMMA_AT(stemma_port, stage->reads, i);
    const Module *owner = NULL;
    const stemma_stage *writer = NULL;
    if (is_chosen(choice, port->layer->name))
      continue;
    writer = find_writer(choice, port->layer->name, &owner);
    if (!writer && port->flags & STEMMA_PORT_OPTIONAL)
      continue;
    if (!writer)
      return verdict_skip(choice->verdict,
                          "stage \"%s\" reads \"%s\", which no plugin that was "
                          "found writes",
                          stage->id, port->layer->name);
    if (!add_stage(choice, owner, writer))
      return FALSE;
  }
  return choose(choice, module, stage);
}

static Pipeline *
pipeline_new(guint64 seed)
{
  Pipeline *pipeline = g_new0(Pipeline, 1);

  pipeline->name = g_strdup("validate");
  pipeline->stages = g_ptr_array_new_with_free_func(stage_free);
  pipeline->inputs = g_ptr_array_new();
  pipeline->reports = g_ptr_array_new();
  pipeline->plugin_path = g_ptr_array_new();
  pipeline->limits = g_ptr_array_new();
  pipeline->seed = seed;
  return pipeline;
}

/* The line of the first error in which `words` stand, from there on; NULL:
 * none. */
static char *
line_with(const char *text, const char *words)
{
  for (text = strchr(text, '\n'); text && text[1] == ' ';
       text = strchr(text + 1, '\n')) {
    const gsize length = strcspn(text + 1, "\n");
    const char *at = g_strstr_len(text + 1, (gssize)length, words);

    if (at)
      return g_strndup(at, (gsize)(text + 1 + length - at));
  }
  return NULL;
}

/* The first error with its suggestion, without the program's name and the
 * code. */
static void
skip_for(const Diagnostics *all, Verdict *verdict)
{
  static const char program[] = "stemma: ", hint[] = "= did you mean";
  g_autofree char *meant = NULL;
  char *text = NULL, *said, *code;
  size_t size;
  FILE *to = open_memstream(&text, &size);

  if (to) {
    diagnostics_print(all, DIAGNOSTICS_TEXT, FALSE, to);
    fclose(to);
    meant = line_with(text, hint);
    text[strcspn(text, "\n")] = '\0';
  }
  said =
      text && g_str_has_prefix(text, program) ? text + strlen(program) : text;
  code = said ? strstr(said, " [E") : NULL;
  if (code)
    *code = '\0';
  verdict_skip(verdict, "%s%s%s", said ? said : "the plan cannot be made",
               meant ? "; " : "", meant ? meant + strlen("= ") : "");
  free(text);
}

static void
chosen_free(gpointer data)
{
  option_set_free(((Chosen *)data)->options);
}

static void
fill_options(GArray *chosen, Diagnostics *all)
{
  for (guint i = 0; i < chosen->len; i++) {
    Chosen *one = &g_array_index(chosen, Chosen, i);
    one->options = option_set_new(one->file_stage, one->stage->options.items,
                                  one->stage->options.count,
                                  one->stage->options_size, NULL, all);
  }
}

gboolean
stand_make_plan(Stand *stand, Verdict *verdict)
{
  g_autoptr(GHashTable) visiting = g_hash_table_new(NULL, NULL);
  g_autoptr(Diagnostics) all = diagnostics_new();
  Choice choice = { stand, g_array_new(FALSE, TRUE, sizeof(Chosen)), visiting,
                    verdict };
  gboolean options_wrong;

  g_array_set_clear_func(choice.chosen, chosen_free);
  stand->pipeline = pipeline_new(stand->subject->seed);
  if (!add_stage(&choice, stand->subject->module, stand->stage)) {
    g_array_unref(choice.chosen);
    return FALSE;
  }
  fill_options(choice.chosen, all);
  options_wrong = diagnostics_errors(all) > 0;
  if (!options_wrong)
    stand->plan = plan_bind(stand->pipeline, choice.chosen, NULL, all);
  else
    g_array_unref(choice.chosen);
  if (!stand->plan) {
    verdict->misuse |= options_wrong;
    skip_for(all, verdict);
    return FALSE;
  }
  stand->number = choice.chosen->len - 1;
  return TRUE;
}
