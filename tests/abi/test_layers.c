/* SPDX-License-Identifier: Apache-2.0
 *
 * test_layers.c - every built-in layer of ABI 1.0 is still there, and is a
 * prefix of what it is today.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "module/layer.h"
#include <cmocka.h>
#include <string.h>

extern const stemma_layer *const frozen_layers[];

static void
layers_only_grow(void **state)
{
  (void)state;
  for (guint i = 0; frozen_layers[i]; i++) {
    const stemma_layer *then = frozen_layers[i];
    const stemma_layer *now = layer_builtin(then->name);
    g_autofree char *conflict = NULL;

    if (!now)
      fail_msg("layer %s is gone", then->name);
    conflict = layer_conflict(then, now);
    if (conflict)
      fail_msg("layer %s: %s", then->name, conflict);
    assert_true(now->fields.count >= then->fields.count);
    assert_true(now->version >= then->version);
  }
}

/* The comparison itself must see a break. */
static void
a_break_is_seen(void **state)
{
  stemma_layer moved = *frozen_layers[0];
  stemma_field fields[16];
  g_autofree char *conflict = NULL;

  (void)state;
  for (guint i = 0; i < moved.fields.count; i++)
    fields[i] = *STEMMA_AT(stemma_field, moved.fields, i);
  fields[0].offset += 4;
  moved.fields.items = fields;
  conflict = layer_conflict(frozen_layers[0], &moved);
  assert_string_equal(conflict, "field 1 (kind) lies at byte 16 in one and 20 "
                                "in the other");
}

/* The host and the frozen list know every layer that layers.h declares. */
static void
no_layer_is_forgotten(void **state)
{
  static const char macro[] = "\nSTEMMA_LAYER_OF(";
  g_autofree char *header = NULL;
  guint declared = 0, frozen = 0;

  (void)state;
  assert_true(g_file_get_contents(LAYERS_H, &header, NULL, NULL));
  for (const char *at = header; (at = strstr(at, macro)); declared++) {
    g_autofree char *name = NULL;

    at += sizeof macro - 1;
    name = g_strndup(at, strcspn(at, ","));
    if (!layer_builtin(name))
      fail_msg("host/module/layer.c does not know \"%s\"", name);
  }
  while (frozen_layers[frozen])
    frozen++;
  assert_true(declared > 10);
  assert_true(frozen <= declared);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(layers_only_grow),
    cmocka_unit_test(a_break_is_seen),
    cmocka_unit_test(no_layer_is_forgotten),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
