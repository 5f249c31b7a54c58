/* SPDX-License-Identifier: Apache-2.0
 *
 * checks_layer.c - layers with their fields, and the ports where stages read
 * and write them.
 */
#include "../module/layer.h"
#include "check.h"
#include "described.h"
#include "tries.h"

#define RULE(name, id)                                                         \
  static void check_##name(Subject *subject, Verdict *verdict)                 \
  {                                                                            \
    rule_holds(subject, id, verdict);                                          \
  }
RULE(name, "layer.name")
RULE(types, "layer.types")
RULE(form, "port.form")

/* Two declarations of one name within the module. */
typedef struct {
  GHashTable *seen; /* name to layer */
  Verdict *verdict;
} Prefixes;

static void
look_at_prefix(gpointer data, const stemma_layer *layer)
{
  Prefixes *prefixes = data;
  const stemma_layer *other = g_hash_table_lookup(prefixes->seen, layer->name);
  g_autofree char *why = other ? layer_conflict(other, layer) : NULL;

  if (!other)
    g_hash_table_insert(prefixes->seen, (gpointer)layer->name, (gpointer)layer);
  if (why)
    verdict_fail(prefixes->verdict, "it declares layer \"%s\" in two ways: %s",
                 layer->name, why);
}

static void
check_prefix(Subject *subject, Verdict *verdict)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  Prefixes prefixes = { seen, verdict };

  if (rule_holds(subject, "layer.prefix", verdict))
    described_layers(subject->module, look_at_prefix, &prefixes);
}

/* Bytes of a row that are no field's. */
static void
look_for_gap(gpointer data, const stemma_layer *layer)
{
  guint32 end = sizeof(stemma_row);

  for (guint i = 0; i < layer->fields.count; i++) {
    const stemma_field *field = STEMMA_AT(stemma_field, layer->fields, i);
    if (field->offset > end)
      verdict_fail(data,
                   "layer \"%s\": the %u bytes before \"%s\" are no field's",
                   layer->name, field->offset - end, field->name);
    end = field->offset + field_type_size(field->type);
  }
  if (end + 8 <= layer->row_size)
    verdict_fail(data,
                 "layer \"%s\": the last %u bytes of a row are no field's",
                 layer->name, layer->row_size - end);
}

static void
check_fields(Subject *subject, Verdict *verdict)
{
  rule_holds(subject, "layer.fields", verdict);
}

static void
check_gaps(Subject *subject, Verdict *verdict)
{
  if (subject_load(subject, verdict))
    described_layers(subject->module, look_for_gap, verdict);
}

const Check layer_checks[] = {
  { "layer.name", LEVEL_ERROR, "names its layers as the ABI says",
    "put a reverse domain before new names: \"org.example.hedge\"",
    check_name },
  { "layer.prefix", LEVEL_ERROR, "means the same as others by a layer's name",
    "append fields and raise the version; for anything else take a new name",
    check_prefix },
  { "layer.fields", LEVEL_ERROR, "has fields that lie apart in their row",
    "use offsetof and sizeof; begin the row's struct with a stemma_row",
    check_fields },
  { "layer.types", LEVEL_ERROR,
    "has fields of known types with what these need",
    "choices for an enum, target for a link, a bit of its own for nullable",
    check_types },
  { "layer.gaps", LEVEL_ADVICE, "has no bytes in a row that are no field's",
    "order members by size; name what is left: a hidden \"reserved\" field",
    check_gaps },
  { .id = NULL },
};

/* A stage that cannot be tried passes nearly every check by being skipped, so
 * that much has to fail. */
static void
check_reads(Subject *subject, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);

  for (guint i = 0; module && i < module->stage_count; i++) {
    Verdict opening = { OUTCOME_OK, "" };
    g_autoptr(Stand) stand =
        stand_open(subject, module->stages[i], NULL, NULL, &opening);
    if (!stand)
      verdict_fail(verdict, "%s", opening.message);
  }
}

/* Runs a stage without one of its optional inputs; `number` from 1. */
static void
try_without(Subject *subject, const stemma_stage *stage, guint number,
            Verdict *verdict)
{
  StandSettings settings = { .absent = number };
  g_autoptr(Stand) stand = stand_open(subject, stage, &settings, NULL, verdict);

  if (!stand)
    return;
  stand_run(stand, subject->samples);
  look_at_run(stand, NULL, verdict);
}

static void
check_optional(Subject *subject, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);
  guint found = 0;

  for (guint i = 0; module && i < module->stage_count; i++) {
    const stemma_stage *stage = module->stages[i];
    for (guint k = 0; k < stage->reads.count; k++)
      if (STEMMA_AT(stemma_port, stage->reads, k)->flags
          & STEMMA_PORT_OPTIONAL) {
        found++;
        try_without(subject, stage, k + 1, verdict);
      }
  }
  if (module && found == 0)
    verdict_skip(verdict, "it has no optional input");
}

static void
check_undeclared(Subject *subject, Verdict *verdict)
{
  try_everything(subject, NULL, look_for_fault, "port.undeclared", verdict);
}

const Check port_checks[] = {
  { "port.form", LEVEL_ERROR, "has ports with a layer, a role and known flags",
    "give each port of a list a role of its own; a map writes layers of "
    "documents, others of the corpus",
    check_form },
  { "port.reads", LEVEL_ERROR,
    "has stages that can be tried: what they read is written here",
    "install the plugin that writes it (--plugin-path), give a file that an "
    "option needs with -o, or mark the input as optional",
    check_reads },
  { "port.optional", LEVEL_ERROR, "works without its optional inputs",
    "an absent input is NULL in job->inputs", check_optional },
  { "port.undeclared", LEVEL_ERROR, "writes to its declared outputs alone",
    "job->outputs has output_count writers, in the order of stage->writes",
    check_undeclared },
  { .id = NULL },
};
