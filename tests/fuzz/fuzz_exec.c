/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_exec.c - any bytes as the answer of an exec stage's program.
 */
#include "corpus/table.h"
#include "exec/answer.h"
#include <stemma/stemma.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static const char text[] = "Dix \u00e9toiles \U0001f600 said \"no\" yesterday.";

static const stemma_port writes[] = { { &stemma_quote_layer, 0, 0, 0 } };
static const stemma_stage stage = { .size = sizeof stage,
                                    .writes = STEMMA_LIST(writes) };

static void
read_answer(const guint8 *data, gsize size, Offsets unit, Table *table)
{
  stemma_writer *outputs[] = { table_writer(table, stemma_quote_layer.row_size,
                                            0) };
  const stemma_job job = { .size = sizeof job,
                           .output_count = 1,
                           .outputs = outputs };
  GString *line = g_string_new_len((const char *)data, (gssize)size);
  g_autoptr(GString) why = g_string_new(NULL);
  ExecUnits units;

  exec_units_init(&units);
  exec_units_start(&units, text, sizeof text - 1, unit);
  if (answer_read(&stage, &job, &units, line, why) != STEMMA_OK)
    g_assert_true(why->len > 0);
  exec_units_clear(&units);
  g_string_free(line, TRUE);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
  g_autoptr(Schema) schema = schema_new(&stemma_quote_layer);

  for (Offsets unit = OFFSETS_BYTE; unit <= OFFSETS_UTF16; unit++) {
    g_autoptr(Table) table = table_new(schema);
    TableContext context = { text, sizeof text - 1, 1, NULL, NULL };
    TableFault fault;

    read_answer(data, size, unit, table);
    table_check(table_view(table), &context, &fault);
  }
  return 0;
}
