/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_answer.c - any bytes as what a worker process answers, and as what a
 * plugin says about itself.
 */
#include "engine/remote/parcel.h"
#include "module/description.h"
#include "module/descriptor.h"
#include <stemma/layers.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static void
load(const Frame *frame, const guint8 *body, Table *table)
{
  static const char text[] = "A text of some forty characters, no more.";
  TableContext context = { text, sizeof text - 1, 1, NULL, NULL };
  TableFault fault;

  parcel_port(body, frame->length);
  if (parcel_load(body, frame->length, table, &fault))
    table_check(table_view(table), &context, &fault);
}

static void
read_frames(const guint8 *data, gsize size, Table *table)
{
  FrameReader reader = { data, size, 0, 0 };
  const guint8 *body;
  Frame frame;
  guint32 level;

  while (frame_next(&reader, &frame, &body))
    if (frame.kind == FRAME_LOG)
      g_free(parcel_log(body, frame.length, &level));
    else
      load(&frame, body, table);
}

/* The same bytes as the body of one table of the right stride. */
static void
read_table(const guint8 *data, gsize size, Table *table)
{
  guint32 stride = table_schema(table)->stride;
  guint32 rows = (guint32)(size / 2 / stride);
  guint32 head[4] = { 0, rows, stride, (guint32)size - rows * stride };
  g_autofree guint8 *body = g_malloc(sizeof head + size);
  Frame frame = { .kind = FRAME_TABLE, .length = sizeof head + size };

  memcpy(body, head, sizeof head);
  if (size > 0)
    memcpy(body + sizeof head, data, size);
  load(&frame, body, table);
}

static void
read_description(const guint8 *data, gsize size)
{
  NameCard card = { .epoch = STEMMA_EPOCH,
                    .id = (char *)(guintptr) "org.example.x",
                    .version = (char *)(guintptr) "1",
                    .license = (char *)(guintptr) "MIT" };
  const stemma_module *module = description_unpack(data, size, &card);

  if (module)
    descriptor_adopt(module, &card, NULL);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
  g_autoptr(Schema) schema = schema_new(&stemma_quote_layer);
  g_autoptr(Table) table = table_new(schema);

  read_frames(data, size, table);
  read_table(data, size, table);
  table_clear(table);
  read_table(data, size, table);
  read_description(data, size);
  return 0;
}
