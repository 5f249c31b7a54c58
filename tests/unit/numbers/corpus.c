/* SPDX-License-Identifier: Apache-2.0 */
#include "corpus.h"

#include <dlfcn.h>
#include <string.h>

#include "mini.h"
#include "pairs.h"

/* Two modules with one symbol cannot be linked into one program: segment is
 * loaded as a host would. */
static const stemma_module *
segment_module(void)
{
  const stemma_module *(*entry)(void);
  const char *path = g_getenv("STEMMA_SEGMENT");
  void *handle = dlopen(path ? path : "build/plugins/segment.so",
                        RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);

  if (!handle)
    g_error("%s", dlerror());
  *(void **)&entry = dlsym(handle, "stemma_module_v1");
  return entry();
}

/* A table that grows as a host's does. */
typedef struct Table {
  stemma_writer writer;
  GByteArray *rows;
  GByteArray *pool;
  size_t stride;
  stemma_table view;
} Table;

typedef struct Filed {
  stemma_key key;
  guint row;
} Filed;

typedef struct Sink {
  stemma_emitter emitter;
  Table *rows;
  GArray *filed;
} Sink;

static stemma_status
append(stemma_writer *writer, stemma_list rows)
{
  Table *table = writer->impl;

  for (guint i = 0; i < rows.count; i++) {
    g_byte_array_append(
        table->rows, (const guint8 *)rows.items + i * rows.stride, rows.stride);
    table->stride = rows.stride;
  }
  writer->next_row += rows.count;
  return STEMMA_OK;
}

static stemma_str
intern(stemma_writer *writer, const char *bytes, uint32_t length)
{
  Table *table = writer->impl;
  stemma_str str = { table->pool->len, length };

  g_byte_array_append(table->pool, (const guint8 *)bytes, length);
  g_byte_array_append(table->pool, (const guint8 *)"", 1);
  return str;
}

static Table *
table_new(void)
{
  Table *table = g_new0(Table, 1);

  table->rows = g_byte_array_new();
  table->pool = g_byte_array_new();
  g_byte_array_append(table->pool, (const guint8 *)"", 1);
  table->writer = (stemma_writer){ .size = sizeof(stemma_writer),
                                   .impl = table,
                                   .append = append,
                                   .intern = intern };
  return table;
}

static const stemma_table *
table_view(Table *table)
{
  table->view = (stemma_table){
    .size = sizeof(stemma_table),
    .rows = { table->rows->data,
              table->stride ? table->rows->len / (guint)table->stride : 0,
              (uint32_t)table->stride },
    .pool = (const char *)table->pool->data,
    .pool_length = table->pool->len,
  };
  return &table->view;
}

static void
table_free(Table *table)
{
  g_byte_array_unref(table->rows);
  g_byte_array_unref(table->pool);
  g_free(table);
}

static stemma_status
file_key(stemma_emitter *emitter, stemma_key key)
{
  Sink *sink = emitter->impl;
  Filed filed = { key, sink->rows->writer.next_row - 1 };

  g_array_append_val(sink->filed, filed);
  return STEMMA_OK;
}

static gint
by_key(gconstpointer left, gconstpointer right)
{
  const Filed *a = left, *b = right;

  if (a->key.high != b->key.high)
    return a->key.high < b->key.high ? -1 : 1;
  if (a->key.low != b->key.low)
    return a->key.low < b->key.low ? -1 : 1;
  return (a->row > b->row) - (a->row < b->row);
}

/* What the stage match writes. */
typedef struct Found {
  Table *sides;
  Table *pairs;
} Found;

static void
gather_key(const void *self, void *worker, Table *bundles, const Filed *filed,
           guint count, Found *found)
{
  Table *members = table_new();
  stemma_writer *outputs[] = { &found->sides->writer, &found->pairs->writer };
  stemma_job job = { .size = sizeof job,
                     .outputs = outputs,
                     .output_count = 2 };
  stemma_table view;

  for (guint i = 0; i < count; i++)
    g_byte_array_append(members->rows,
                        bundles->rows->data + filed[i].row * bundles->stride,
                        (guint)bundles->stride);
  members->stride = bundles->stride;
  view = *table_view(members);
  view.pool = (const char *)bundles->pool->data;
  view.pool_length = bundles->pool->len;
  g_assert_cmpint(match_group.gather(self, worker, &job, filed[0].key, &view,
                                     (stemma_list)STEMMA_NO_LIST, NULL),
                  ==, STEMMA_OK);
  table_free(members);
}

static void
gather_all(const void *self, void *worker, Sink *sink, Found *found)
{
  const Filed *filed;

  g_array_sort(sink->filed, by_key);
  filed = (const Filed *)(void *)sink->filed->data;
  for (guint first = 0, last; first < sink->filed->len; first = last) {
    for (last = first + 1; last < sink->filed->len
                           && filed[last].key.high == filed[first].key.high
                           && filed[last].key.low == filed[first].key.low;
         last++)
      ;
    gather_key(self, worker, sink->rows, filed + first, last - first, found);
  }
}

static void
scatter_text(Mini *mini, const void *self, void *worker, guint index,
             const char *text, Sink *sink)
{
  stemma_error error = { .size = sizeof error };
  stemma_doc doc = { .size = sizeof doc,
                     .index = index,
                     .id = "text",
                     .text = text,
                     .length = (uint32_t)strlen(text),
                     .language = "en" };
  const stemma_table *inputs[2];
  stemma_job job = {
    .size = sizeof job, .doc = &doc, .inputs = inputs, .input_count = 2
  };

  g_assert_cmpint(mini_run(mini, "text", text, strlen(text), &error), ==,
                  STEMMA_OK);
  inputs[0] = mini_table(mini, "quantity");
  inputs[1] = mini_table(mini, "token");
  g_assert_cmpint(
      match_group.scatter(self, worker, &job, &sink->emitter, &error), ==,
      STEMMA_OK);
}

static char *
print_groups(Table *groups, Table *members)
{
  GString *out = g_string_new(NULL);
  const stemma_table *group = table_view(groups), *all = table_view(members);

  for (guint i = 0; i < group->rows.count; i++) {
    const stemma_agreement *row = STEMMA_AT(stemma_agreement, group->rows, i);

    g_string_append_printf(
        out, "%s%s %s %s:", stemma_agreement_verdicts[row->verdict],
        row->vague ? " vague" : "", stemma_quantity_kinds[row->kind],
        stemma_text(group, row->about));
    for (guint k = 0; k < row->members.count; k++) {
      const stemma_agreement_member *m =
          STEMMA_AT(stemma_agreement_member, all->rows, row->members.first + k);

      g_assert_cmpint(m->agreement, ==, i);
      g_string_append_printf(out, "%s %u:%s", k ? " |" : "", m->doc,
                             stemma_text(all, m->text));
    }
    g_string_append_c(out, '\n');
  }
  return g_string_free(out, FALSE);
}

static char *
agree_pairs(Found *found)
{
  Table *groups = table_new(), *members = table_new();
  stemma_writer *outputs[] = { &groups->writer, &members->writer };
  const stemma_table *inputs[] = { table_view(found->sides),
                                   table_view(found->pairs) };
  stemma_job job = { .size = sizeof job,
                     .inputs = inputs,
                     .input_count = 2,
                     .outputs = outputs,
                     .output_count = 2 };
  void *state = NULL;
  char *printed;

  g_assert_cmpint(agree_fold.start(NULL, &state, NULL), ==, STEMMA_OK);
  g_assert_cmpint(agree_fold.finish(NULL, NULL, state, &job, NULL), ==,
                  STEMMA_OK);
  agree_fold.drop(NULL, state);
  printed = print_groups(groups, members);
  table_free(groups);
  table_free(members);
  return printed;
}

char *
corpus_agreements(const char *const *texts, guint count)
{
  g_autoptr(Mini) mini = mini_new();
  Table *bundles = table_new();
  Found found = { table_new(), table_new() };
  Sink sink = { .rows = bundles,
                .filed = g_array_new(FALSE, FALSE, sizeof(Filed)) };
  void *self = NULL, *worker = NULL;
  char *printed;

  sink.emitter = (stemma_emitter){ .size = sizeof(stemma_emitter),
                                   .impl = &sink,
                                   .rows = &bundles->writer,
                                   .key = file_key };
  mini_add(mini, segment_module(), NULL);
  mini_add(mini, stemma_module_v1(), NULL);
  g_assert_cmpint(match_life.open(NULL, NULL, NULL, &self, NULL), ==,
                  STEMMA_OK);
  g_assert_cmpint(match_life.worker_open(self, &worker, NULL), ==, STEMMA_OK);
  for (guint i = 0; i < count; i++)
    scatter_text(mini, self, worker, i, texts[i], &sink);
  gather_all(self, worker, &sink, &found);
  printed = agree_pairs(&found);
  match_life.worker_close(worker);
  match_life.close(self);
  g_array_unref(sink.filed);
  table_free(bundles);
  table_free(found.sides);
  table_free(found.pairs);
  return printed;
}

static void
print_quantity(GString *out, const stemma_table *table, const char *text,
               const stemma_quantity *q)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf(out, "%.*s %s ", (int)(q->row.end - q->row.begin),
                         text + q->row.begin, stemma_quantity_kinds[q->kind]);
  g_string_append(out,
                  STEMMA_IS_SET(q, STEMMA_QUANTITY_VALUE)
                      ? g_ascii_formatd(number, sizeof number, "%.9g", q->value)
                      : "null");
  if (STEMMA_IS_SET(q, STEMMA_QUANTITY_HIGH))
    g_string_append_printf(
        out, "..%s", g_ascii_formatd(number, sizeof number, "%.9g", q->high));
  if (STEMMA_IS_SET(q, STEMMA_QUANTITY_UNIT))
    g_string_append_printf(out, " %s", stemma_text(table, q->unit));
  if (q->modifier)
    g_string_append_printf(out, " %s", stemma_quantity_modifiers[q->modifier]);
  if (STEMMA_IS_SET(q, STEMMA_QUANTITY_BASE_UNIT)
      && STEMMA_IS_SET(q, STEMMA_QUANTITY_BASE_VALUE))
    g_string_append_printf(
        out, " = %s %s",
        g_ascii_formatd(number, sizeof number, "%.9g", q->base_value),
        stemma_text(table, q->base_unit));
  g_string_append_c(out, '\n');
}

char *
corpus_quantities(const char *text)
{
  g_autoptr(Mini) mini = mini_new();
  GString *out = g_string_new(NULL);
  stemma_error error = { .size = sizeof error };
  const stemma_table *table;

  mini_add(mini, segment_module(), NULL);
  mini_add(mini, stemma_module_v1(), NULL);
  g_assert_cmpint(mini_run(mini, "text", text, strlen(text), &error), ==,
                  STEMMA_OK);
  table = mini_table(mini, "quantity");
  for (guint i = 0; i < table->rows.count; i++)
    print_quantity(out, table, text,
                   STEMMA_AT(stemma_quantity, table->rows, i));
  return g_string_free(out, FALSE);
}
