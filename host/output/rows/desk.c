/* SPDX-License-Identifier: Apache-2.0
 *
 * desk.c - see desk.h.  A lock of GLib's would do, but a thread sanitizer does
 * not see those.
 */
#include "desk.h"
#include <pthread.h>

struct Desks {
  pthread_mutex_t lock;
  GPtrArray *unused;
};

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
  Desks *desks = g_new0(Desks, 1);

  pthread_mutex_init(&desks->lock, NULL);
  desks->unused = g_ptr_array_new_with_free_func(desk_free);
  return desks;
}

void
desks_free(Desks *desks)
{
  g_ptr_array_unref(desks->unused);
  pthread_mutex_destroy(&desks->lock);
  g_free(desks);
}

static Desk *
desk_new(gboolean text)
{
  Desk *desk = g_new0(Desk, 1);

  desk->text = text;
  desk->printers = g_array_new(FALSE, FALSE, sizeof(LayerPrinter));
  g_array_set_clear_func(desk->printers, clear_printer);
  return desk;
}

Desk *
desk_take(Desks *desks, gboolean text)
{
  Desk *desk = NULL;

  pthread_mutex_lock(&desks->lock);
  if (desks->unused->len > 0)
    desk = g_ptr_array_steal_index_fast(desks->unused, desks->unused->len - 1);
  pthread_mutex_unlock(&desks->lock);
  return desk ? desk : desk_new(text);
}

void
desk_give_back(Desks *desks, Desk *desk)
{
  pthread_mutex_lock(&desks->lock);
  g_ptr_array_add(desks->unused, desk);
  pthread_mutex_unlock(&desks->lock);
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
