/* SPDX-License-Identifier: Apache-2.0 */
#include "collation.h"

#include <string.h>

static stemma_str
pool_add(GString *pool, const char *bytes, gsize length)
{
  stemma_str str = { (guint32)pool->len, (guint32)length };

  g_string_append_len(pool, bytes, (gssize)length);
  g_string_append_c(pool, '\0');
  return str;
}

static void
add_rendering(Collation *collation, const Drawn *drawn)
{
  g_auto(GStrv) words = g_strsplit(drawn->words, " ", -1);
  g_autoptr(GString) text = g_string_new(NULL);
  stemma_rendering row = { .doc = drawn->doc,
                           .utterance = drawn->utterance,
                           .role = drawn->role };

  for (guint i = 0; words[i]; i++) {
    gboolean nothing = strcmp(words[i], "-") == 0;
    stemma_reading reading = { .utterance = drawn->utterance,
                               .column = i,
                               .doc = drawn->doc,
                               .rendering = collation->renderings->len,
                               .kind =
                                   nothing ? STEMMA_OMISSION : STEMMA_VARIANT,
                               .content = !nothing };

    if (!nothing) {
      reading.text = pool_add(collation->pool, words[i], strlen(words[i]));
      g_string_append_printf(text, "%s%s", text->len ? " " : "", words[i]);
    }
    g_array_append_val(collation->readings, reading);
  }
  row.text = pool_add(collation->pool, text->str, text->len);
  g_array_append_val(collation->renderings, row);
}

static void
view(stemma_table *table, const stemma_layer *layer, const GArray *rows,
     const GString *pool, gsize size)
{
  table->size = sizeof *table;
  table->layer = layer;
  table->rows = (stemma_list){ rows->data, rows->len, (guint32)size };
  table->pool = pool->str;
  table->pool_length = (guint32)pool->len;
}

Collation *
collation_new(const Drawn *drawn, guint count)
{
  Collation *collation = g_new0(Collation, 1);

  collation->readings = g_array_new(FALSE, TRUE, sizeof(stemma_reading));
  collation->renderings = g_array_new(FALSE, TRUE, sizeof(stemma_rendering));
  collation->pool = g_string_new_len("", 1);
  for (guint i = 0; i < count; i++)
    add_rendering(collation, &drawn[i]);
  view(&collation->reading, &stemma_reading_layer, collation->readings,
       collation->pool, sizeof(stemma_reading));
  view(&collation->rendering, &stemma_rendering_layer, collation->renderings,
       collation->pool, sizeof(stemma_rendering));
  return collation;
}

void
collation_free(Collation *collation)
{
  g_array_unref(collation->readings);
  g_array_unref(collation->renderings);
  g_string_free(collation->pool, TRUE);
  g_free(collation);
}

static stemma_status
keep_rows(stemma_writer *writer, stemma_list rows)
{
  Kept *kept = (Kept *)(gpointer)writer;

  for (guint i = 0; i < rows.count; i++)
    g_byte_array_append(kept->rows,
                        (const guint8 *)rows.items + (gsize)i * rows.stride,
                        kept->table.layer->row_size);
  writer->next_row += rows.count;
  kept->table.rows = (stemma_list){ kept->rows->data, writer->next_row,
                                    kept->table.layer->row_size };
  return STEMMA_OK;
}

static stemma_str
keep_string(stemma_writer *writer, const char *bytes, guint32 length)
{
  Kept *kept = (Kept *)(gpointer)writer;
  stemma_str str = pool_add(kept->pool, bytes, length);

  kept->table.pool = kept->pool->str;
  kept->table.pool_length = (guint32)kept->pool->len;
  return str;
}

Kept *
kept_new(const stemma_layer *layer)
{
  Kept *kept = g_new0(Kept, 1);

  kept->rows = g_byte_array_new();
  kept->pool = g_string_new_len("", 1);
  kept->writer.size = sizeof kept->writer;
  kept->writer.append = keep_rows;
  kept->writer.intern = keep_string;
  kept->table.size = sizeof kept->table;
  kept->table.layer = layer;
  kept->table.pool = kept->pool->str;
  kept->table.pool_length = (guint32)kept->pool->len;
  return kept;
}

void
kept_free(Kept *kept)
{
  g_byte_array_unref(kept->rows);
  g_string_free(kept->pool, TRUE);
  g_free(kept);
}
