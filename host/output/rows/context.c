/* SPDX-License-Identifier: Apache-2.0
 *
 * context.c - see context.h.
 */
#include "context.h"

#include <string.h>

static void
clear_map(void *map)
{
  offset_map_clear(map);
}

void
context_start(Context *context, const Run *run)
{
  context->run = *run;
  context->tables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify)table_unref);
  context->maps = g_array_new(FALSE, TRUE, sizeof(OffsetMap));
  g_array_set_clear_func(context->maps, clear_map);
}

void
context_clear(Context *context)
{
  if (!context->tables)
    return;
  g_hash_table_unref(context->tables);
  g_array_unref(context->maps);
}

void
context_keep_document(Context *context, const Document *document)
{
  const Offsets unit = context->run.pipeline->offsets;
  const guint32 index = document->doc.index;

  if (unit == OFFSETS_BYTE)
    return;
  if (context->maps->len <= index)
    g_array_set_size(context->maps, index + 1);
  offset_map_start(&g_array_index(context->maps, OffsetMap, index),
                   document->doc.text, document->doc.length, unit);
}

void
context_keep_table(Context *context, const NamedTable *named)
{
  const Schema *schema = table_schema(named->table);

  if (row_id_field(schema->layer))
    g_hash_table_replace(context->tables, g_strdup(schema->name),
                         table_ref(named->table));
}

static const char *
document_id(const void *data, guint32 index)
{
  const Run *run = &((const Links *)data)->context->run;

  return run->document_id ? run->document_id(run->engine, index) : NULL;
}

static const OffsetMap *
document_map(const void *data, guint32 index)
{
  const GArray *maps = ((const Links *)data)->context->maps;

  return index < maps->len ? &g_array_index(maps, OffsetMap, index) : NULL;
}

static const stemma_table *
corpus_table(const Context *context, const char *layer)
{
  Table *table = g_hash_table_lookup(context->tables, layer);

  if (!table && context->run.corpus_table)
    table = context->run.corpus_table(context->run.engine, layer);
  return table ? table_view(table) : NULL;
}

static const stemma_table *
target(const void *data, const char *layer)
{
  const Links *links = data;

  if (!links->result)
    return corpus_table(links->context, layer);
  for (guint i = 0; i < links->result->table_count; i++) {
    Table *table = links->result->tables[i].table;

    if (strcmp(table_schema(table)->name, layer) == 0)
      return table_view(table);
  }
  return NULL;
}

RowContext
context_rows(const Links *links, const OffsetMap *map)
{
  if (links->result)
    return (RowContext){
      links->result->document, map, NULL, document_id, target, links, NULL
    };
  return (RowContext){ NULL,   NULL,  document_map, document_id,
                       target, links, NULL };
}
