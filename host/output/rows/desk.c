/* SPDX-License-Identifier: Apache-2.0
 *
 * desk.c - see desk.h.
 */
#include "desk.h"

typedef struct {
  const stemma_layer *layer;
  RowPrinter *printer;
} LayerPrinter;

static void
clear_printer(void *data)
{
  row_printer_free(((LayerPrinter *)data)->printer);
}

static void
desk_free(void *data)
{
  Desk *desk = data;

  slices_clear(&desk->slices);
  g_array_unref(desk->printers);
  g_free(desk);
}

Desks *
desks_new(void)
{
  return g_async_queue_new_full(desk_free);
}

void
desks_free(Desks *desks)
{
  g_async_queue_unref(desks);
}

Desk *
desk_take(Desks *desks, gboolean text)
{
  Desk *desk = g_async_queue_try_pop(desks);

  if (desk)
    return desk;
  desk = g_new0(Desk, 1);
  desk->text = text;
  desk->printers = g_array_new(FALSE, FALSE, sizeof(LayerPrinter));
  g_array_set_clear_func(desk->printers, clear_printer);
  return desk;
}

void
desk_give_back(Desks *desks, Desk *desk)
{
  g_async_queue_push(desks, desk);
}

const RowPrinter *
desk_printer(Desk *desk, const stemma_layer *layer)
{
  LayerPrinter made = { .layer = layer };

  for (guint i = 0; i < desk->printers->len; i++) {
    const LayerPrinter *one = &g_array_index(desk->printers, LayerPrinter, i);

    if (one->layer == layer)
      return one->printer;
  }
  made.printer = row_printer_new(layer, desk->text);
  g_array_append_val(desk->printers, made);
  return made.printer;
}
