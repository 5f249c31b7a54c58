/* SPDX-License-Identifier: Apache-2.0 */
#include "mini.h"

#include <math.h>
#include <string.h>

typedef struct {
  stemma_writer writer; /* first: the callbacks cast back */
  const stemma_layer *layer;
  GByteArray *rows;
  GByteArray *pool;
  GHashTable *interned; /* GBytes -> offset */
  stemma_table view;
  uint32_t count;
} MiniTable;

typedef struct {
  const stemma_stage *stage;
  void *self;
  void *worker;
  void *options;
} MiniStage;

struct Mini {
  stemma_host host;
  GPtrArray *stages; /* of MiniStage */
  GPtrArray *tables; /* of MiniTable */
};

static MiniTable *
find(const Mini *mini, const char *layer)
{
  for (guint i = 0; i < mini->tables->len; i++) {
    MiniTable *table = mini->tables->pdata[i];
    if (strcmp(table->layer->name, layer) == 0)
      return table;
  }
  return NULL;
}

static stemma_status
append(stemma_writer *writer, stemma_list rows)
{
  MiniTable *table = (MiniTable *)writer;

  for (uint32_t i = 0; i < rows.count; i++) {
    const guint8 *row = (const guint8 *)rows.items + (size_t)i * rows.stride;
    g_byte_array_append(table->rows, row, table->layer->row_size);
    table->count++;
  }
  writer->next_row = table->count;
  return STEMMA_OK;
}

static stemma_str
intern(stemma_writer *writer, const char *bytes, uint32_t length)
{
  MiniTable *table = (MiniTable *)writer;
  GBytes *key = g_bytes_new(bytes, length);
  gpointer found;
  stemma_str str = { 0, length };

  if (length == 0) {
    g_bytes_unref(key);
    return str;
  }
  if (g_hash_table_lookup_extended(table->interned, key, NULL, &found)) {
    g_bytes_unref(key);
    str.offset = GPOINTER_TO_UINT(found);
    return str;
  }
  str.offset = table->pool->len;
  g_hash_table_insert(table->interned, key, GUINT_TO_POINTER(str.offset));
  g_byte_array_append(table->pool, (const guint8 *)bytes, length);
  g_byte_array_append(table->pool, (const guint8 *)"", 1);
  return str;
}

static void
clear(MiniTable *table)
{
  g_byte_array_set_size(table->rows, 0);
  g_byte_array_set_size(table->pool, 0);
  g_byte_array_append(table->pool, (const guint8 *)"", 1);
  g_hash_table_remove_all(table->interned);
  table->count = 0;
  table->writer.next_row = 0;
}

static MiniTable *
table_for(Mini *mini, const stemma_layer *layer)
{
  MiniTable *table = find(mini, layer->name);

  if (table)
    return table;
  table = g_new0(MiniTable, 1);
  table->writer.size = sizeof table->writer;
  table->writer.append = append;
  table->writer.intern = intern;
  table->layer = layer;
  table->rows = g_byte_array_new();
  table->pool = g_byte_array_new();
  table->interned = g_hash_table_new_full(g_bytes_hash, g_bytes_equal,
                                          (GDestroyNotify)g_bytes_unref, NULL);
  clear(table);
  g_ptr_array_add(mini->tables, table);
  return table;
}

static void
free_table(gpointer data)
{
  MiniTable *table = data;

  g_byte_array_unref(table->rows);
  g_byte_array_unref(table->pool);
  g_hash_table_unref(table->interned);
  g_free(table);
}

static void
free_stage(gpointer data)
{
  MiniStage *one = data;
  const stemma_life *life = one->stage->life;

  if (life && life->worker_close)
    life->worker_close(one->worker);
  if (life && life->close)
    life->close(one->self);
  g_free(one->options);
  g_free(one);
}

static const void *
no_extension(const stemma_host *host, const char *id)
{
  (void)host, (void)id;
  return NULL;
}

Mini *
mini_new(void)
{
  Mini *mini = g_new0(Mini, 1);

  mini->host = (stemma_host){ .size = sizeof mini->host,
                              .epoch = STEMMA_EPOCH,
                              .minor = STEMMA_MINOR,
                              .name = "mini",
                              .version = "1",
                              .extension = no_extension };
  mini->stages = g_ptr_array_new_with_free_func(free_stage);
  mini->tables = g_ptr_array_new_with_free_func(free_table);
  return mini;
}

void
mini_free(Mini *mini)
{
  g_ptr_array_unref(mini->stages);
  g_ptr_array_unref(mini->tables);
  g_free(mini);
}

static guint
choice_of(const stemma_option *option, const char *name)
{
  guint i = 0;

  while (option->choices[i] && strcmp(option->choices[i], name) != 0)
    i++;
  return i;
}

/* The default of one option, as far as a test needs it. */
static void
fill_option(const stemma_option *option, char *set)
{
  const char *text = option->fallback ? option->fallback : "";
  char *at = set + option->offset;

  switch (option->type) {
  case STEMMA_OPTION_BOOL:
    *(uint32_t *)(void *)at = text[0] == 'y' || text[0] == 't';
    break;
  case STEMMA_OPTION_INT:
    *(int64_t *)(void *)at = g_ascii_strtoll(text, NULL, 10);
    break;
  case STEMMA_OPTION_FLOAT:
  case STEMMA_OPTION_TIME:
    *(double *)(void *)at = g_ascii_strtod(text, NULL);
    break;
  case STEMMA_OPTION_SIZE:
    *(uint64_t *)(void *)at = g_ascii_strtoull(text, NULL, 10);
    break;
  case STEMMA_OPTION_CHOICE:
    *(uint32_t *)(void *)at = choice_of(option, text);
    break;
  case STEMMA_OPTION_CHOICES: {
    char **names = g_strsplit(text, ",", -1);
    for (guint i = 0; names[i]; i++)
      *(uint64_t *)(void *)at |= UINT64_C(1)
                                 << choice_of(option, g_strstrip(names[i]));
    g_strfreev(names);
    break;
  }
  case STEMMA_OPTION_TEXT:
  case STEMMA_OPTION_FILE:
    *(const char **)(void *)at = text;
    break;
  default:
    break;
  }
}

static void *
defaults(const stemma_stage *stage)
{
  char *set = g_malloc0(stage->options_size + 1);

  for (uint32_t i = 0; i < stage->options.count; i++)
    fill_option(STEMMA_AT(stemma_option, stage->options, i), set);
  return set;
}

static void
add_stage(Mini *mini, const stemma_stage *stage, const stemma_stage *chain,
          const void *options)
{
  MiniStage *one;
  stemma_error error = { .size = sizeof error };

  if (!stage->map)
    return;
  one = g_new0(MiniStage, 1);
  one->stage = stage;
  one->options = options ? NULL : defaults(chain ? chain : stage);
  if (stage->life && stage->life->open
      && stage->life->open(stage, &mini->host, options ? options : one->options,
                           &one->self, &error)
             != STEMMA_OK)
    g_error("stage %s did not open: %s", stage->id, error.message);
  if (stage->life && stage->life->worker_open)
    stage->life->worker_open(one->self, &one->worker, &error);
  g_ptr_array_add(mini->stages, one);
  for (uint32_t i = 0; i < stage->writes.count; i++)
    table_for(mini, STEMMA_AT(stemma_port, stage->writes, i)->layer);
}

void
mini_add(Mini *mini, const stemma_module *module, const void *options)
{
  for (uint32_t i = 0; i < module->stages.count; i++) {
    const stemma_stage *stage =
        ((const stemma_stage *const *)module->stages.items)[i];
    if (!stage->chain) {
      add_stage(mini, stage, NULL, options);
      continue;
    }
    for (uint32_t k = 0; k < stage->chain->stages.count; k++)
      add_stage(mini,
                ((const stemma_stage *const *)stage->chain->stages.items)[k],
                stage, options);
  }
}

static void
look(MiniTable *table)
{
  table->view = (stemma_table){ .size = sizeof table->view,
                                .layer = table->layer,
                                .rows = { table->rows->data, table->count,
                                          table->layer->row_size },
                                .pool = (const char *)table->pool->data,
                                .pool_length = table->pool->len };
}

void
mini_give(Mini *mini, const stemma_layer *layer, stemma_list rows,
          const char *pool, uint32_t pool_length)
{
  MiniTable *table = table_for(mini, layer);

  clear(table);
  append(&table->writer, rows);
  if (pool_length) {
    g_byte_array_set_size(table->pool, 0);
    g_byte_array_append(table->pool, (const guint8 *)pool, pool_length);
  }
  look(table);
}

static stemma_status
run_stage(Mini *mini, MiniStage *one, const stemma_doc *doc,
          stemma_error *error)
{
  const stemma_stage *stage = one->stage;
  const stemma_table *inputs[16] = { NULL };
  stemma_writer *outputs[16] = { NULL };
  stemma_job job = { .size = sizeof job,
                     .input_count = stage->reads.count,
                     .output_count = stage->writes.count,
                     .host = &mini->host,
                     .doc = doc,
                     .inputs = inputs,
                     .outputs = outputs,
                     .seed = 1 };
  stemma_status status;

  g_assert(stage->reads.count <= 16 && stage->writes.count <= 16);
  for (uint32_t i = 0; i < stage->reads.count; i++) {
    const stemma_port *port = STEMMA_AT(stemma_port, stage->reads, i);
    MiniTable *table = find(mini, port->layer->name);
    inputs[i] = table ? &table->view : NULL;
    if (!table && !(port->flags & STEMMA_PORT_OPTIONAL))
      g_error("stage %s reads %s, which nothing writes", stage->id,
              port->layer->name);
  }
  for (uint32_t i = 0; i < stage->writes.count; i++) {
    MiniTable *table =
        find(mini, STEMMA_AT(stemma_port, stage->writes, i)->layer->name);
    clear(table);
    outputs[i] = &table->writer;
  }
  status = stage->map->process(one->self, one->worker, &job, error);
  for (uint32_t i = 0; i < stage->writes.count; i++)
    look(find(mini, STEMMA_AT(stemma_port, stage->writes, i)->layer->name));
  return status;
}

stemma_status
mini_run(Mini *mini, const char *id, const char *text, size_t length,
         stemma_error *error)
{
  stemma_doc doc = { .size = sizeof doc,
                     .id = id,
                     .text = text,
                     .length = (uint32_t)length,
                     .language = "en" };

  for (guint i = 0; i < mini->stages->len; i++) {
    stemma_status status = run_stage(mini, mini->stages->pdata[i], &doc, error);
    if (status != STEMMA_OK)
      return status;
  }
  return STEMMA_OK;
}

const stemma_table *
mini_table(const Mini *mini, const char *layer)
{
  MiniTable *table = find(mini, layer);

  return table ? &table->view : NULL;
}

GPtrArray *
mini_layers(const Mini *mini)
{
  GPtrArray *names = g_ptr_array_new();

  for (guint i = 0; i < mini->tables->len; i++)
    g_ptr_array_add(
        names, (gpointer)((MiniTable *)mini->tables->pdata[i])->layer->name);
  return names;
}

static void
print_string(const char *bytes, size_t length, GString *to)
{
  g_string_append_c(to, '"');
  for (size_t i = 0; i < length; i++) {
    unsigned char c = (unsigned char)bytes[i];
    if (c == '"' || c == '\\')
      g_string_append_printf(to, "\\%c", c);
    else if (c < 0x20)
      g_string_append_printf(to, "\\u%04x", c);
    else
      g_string_append_c(to, (char)c);
  }
  g_string_append_c(to, '"');
}

static void
print_number(double value, GString *to)
{
  char bytes[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append(to, g_ascii_dtostr(bytes, sizeof bytes, value));
}

static void
print_span(const stemma_field *field, const stemma_span *span, GString *to)
{
  int stem = (int)(strlen(field->name) - strlen("_span"));

  if (span)
    g_string_append_printf(to, ",\"%.*s_begin\":%u,\"%.*s_end\":%u", stem,
                           field->name, span->begin, stem, field->name,
                           span->end);
  else
    g_string_append_printf(to, ",\"%.*s_begin\":null,\"%.*s_end\":null", stem,
                           field->name, stem, field->name);
}

static void
print_value(const stemma_table *table, const stemma_field *field,
            const void *at, GString *to)
{
  uint32_t number = *(const uint32_t *)at;
  const stemma_str *str = at;

  switch (field->type) {
  case STEMMA_F64:
    print_number(*(const double *)at, to);
    break;
  case STEMMA_ENUM:
    print_string(field->choices[number], strlen(field->choices[number]), to);
    break;
  case STEMMA_BOOL:
    g_string_append(to, number ? "true" : "false");
    break;
  case STEMMA_STR:
    print_string(table->pool + str->offset, str->length, to);
    break;
  case STEMMA_I32:
    g_string_append_printf(to, "%d", *(const int32_t *)at);
    break;
  case STEMMA_I64:
    g_string_append_printf(to, "%" G_GINT64_FORMAT, *(const gint64 *)at);
    break;
  case STEMMA_ROW:
    if (number == STEMMA_NO_ROW) {
      g_string_append(to, "null");
      break;
    }
    /* fall through */
  default:
    g_string_append_printf(to, "%u", number);
  }
}

static void
print_row(const stemma_table *table, const char *row, const char *text,
          GString *to)
{
  const stemma_row *head = (const void *)row;

  g_string_append_printf(to, "{\"begin\":%u,\"end\":%u,\"text\":", head->begin,
                         head->end);
  print_string(text + head->begin, head->end - head->begin, to);
  for (uint32_t i = 0; i < table->layer->fields.count; i++) {
    const stemma_field *field =
        STEMMA_AT(stemma_field, table->layer->fields, i);
    gboolean unset = (field->flags & STEMMA_FIELD_NULLABLE)
                     && !(head->present >> field->bit & 1u);
    if (field->flags & STEMMA_FIELD_HIDDEN)
      continue;
    if (field->type == STEMMA_SPAN) {
      print_span(field, unset ? NULL : (const void *)(row + field->offset), to);
      continue;
    }
    g_string_append_printf(to, ",\"%s\":", field->name);
    if (unset)
      g_string_append(to, "null");
    else
      print_value(table, field, row + field->offset, to);
  }
  g_string_append_c(to, '}');
}

void
mini_print_table(const stemma_table *table, const char *text, GString *to)
{
  g_string_append_c(to, '[');
  for (uint32_t i = 0; i < table->rows.count; i++) {
    if (i)
      g_string_append_c(to, ',');
    print_row(table,
              (const char *)table->rows.items + (size_t)i * table->rows.stride,
              text, to);
  }
  g_string_append_c(to, ']');
}
