/* SPDX-License-Identifier: Apache-2.0
 *
 * renderer.h - what render and works have in common: both write utterances,
 * their renderings and the collation of these.
 */
#ifndef QUOTE_DIFF_RENDERER_H
#define QUOTE_DIFF_RENDERER_H

#include "label.h"
#include "table.h"

/* One thread's scratch. */
typedef struct Renderer {
  Stems *stems;
  Labeller labeller;
  Tabler *tabler;
} Renderer;

/* Its worker is a Renderer. */
extern const stemma_life renderer_life;

/* Utterance, rendering, reading and diff, in this order. */
extern const stemma_port renderer_writes[4];
#define UTTERANCE_WRITES                                                       \
  {                                                                            \
    renderer_writes, 4, sizeof(stemma_port)                                    \
  }

static inline const CarriedRendering *
member(const stemma_table *members, uint32_t i)
{
  return STEMMA_AT(CarriedRendering, members->rows, i);
}

#endif
