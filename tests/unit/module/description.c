/* SPDX-License-Identifier: Apache-2.0
 *
 * description.c - a module, described, packed and unpacked, is described by the
 * same bytes; cut or changed bytes are refused or describe something else, and
 * never more than that.
 *
 * usage: description PLUGIN.so...
 */
#include "test.h"

#include "module/description.h"
#include "module/descriptor.h"
#include "module/load.h"
#include <string.h>

static int count;
static char **plugins;

static Module *
adopt(const char *path, Candidate *candidate)
{
  Module *module;

  assert_true(candidate_read(candidate, path, NULL));
  assert_true(candidate_open(candidate, NULL));
  assert_true(candidate_describe(candidate, NULL));
  module = candidate_adopt(candidate, TRUE, NULL);
  assert_non_null(module);
  return module;
}

static GByteArray *
describe(const char *path, Candidate *candidate)
{
  GByteArray *bytes = g_byte_array_new();

  description_pack(adopt(path, candidate), bytes);
  return bytes;
}

static void
test_same(void **state)
{
  (void)state;
  for (int i = 0; i < count; i++) {
    g_auto(Candidate) candidate = { 0 };
    g_autoptr(GByteArray) bytes = describe(plugins[i], &candidate);
    g_autoptr(GByteArray) again = g_byte_array_new();
    const stemma_module *unpacked =
        description_unpack(bytes->data, bytes->len, &candidate.card);
    Module *module;

    assert_non_null(unpacked);
    module = descriptor_adopt(unpacked, &candidate.card, NULL);
    assert_non_null(module);
    description_pack(module, again);
    assert_int_equal(again->len, bytes->len);
    assert_memory_equal(again->data, bytes->data, bytes->len);
  }
}

/* Packed, a text stands after its length. */
static void
assert_has(const GByteArray *bytes, const char *text)
{
  guint32 length = text ? (guint32)strlen(text) : G_MAXUINT32;
  g_autoptr(GByteArray) wanted = g_byte_array_new();

  g_byte_array_append(wanted, (const guint8 *)&length, sizeof length);
  if (text)
    g_byte_array_append(wanted, (const guint8 *)text, length);
  assert_non_null(memmem(bytes->data, bytes->len, wanted->data, wanted->len));
}

static void
assert_has_options(const GByteArray *bytes, const stemma_stage *stage)
{
  for (guint32 i = 0; i < stage->options.count; i++) {
    const stemma_option *option = STEMMA_AT(stemma_option, stage->options, i);

    assert_has(bytes, option->name);
    assert_has(bytes, option->summary);
    assert_has(bytes, option->fallback);
    assert_has(bytes, option->unit);
    for (guint k = 0; option->choices && option->choices[k]; k++)
      assert_has(bytes, option->choices[k]);
  }
}

static void
assert_has_metrics(const GByteArray *bytes, const stemma_stage *stage)
{
  for (guint32 i = 0; i < stage->metrics.count; i++) {
    const stemma_metric *metric = STEMMA_AT(stemma_metric, stage->metrics, i);

    assert_has(bytes, metric->name);
    assert_has(bytes, metric->summary);
    assert_has(bytes, metric->unit);
    assert_has(bytes, metric->layer);
    assert_has(bytes, metric->field);
    assert_has(bytes, metric->where);
  }
}

static void
assert_has_ports(const GByteArray *bytes, stemma_list ports)
{
  for (guint32 i = 0; i < ports.count; i++) {
    const stemma_port *port = STEMMA_AT(stemma_port, ports, i);

    assert_has(bytes, port->role);
    assert_has(bytes, port->layer->name);
    assert_has(bytes, port->layer->summary);
    for (guint32 k = 0; k < port->layer->fields.count; k++) {
      const stemma_field *field =
          STEMMA_AT(stemma_field, port->layer->fields, k);

      assert_has(bytes, field->name);
      assert_has(bytes, field->summary);
      assert_has(bytes, field->target);
      assert_has(bytes, field->unit);
    }
  }
}

/* One function writes and reads, so what it forgets is missing on both sides.
 */
static void
test_whole(void **state)
{
  (void)state;
  for (int i = 0; i < count; i++) {
    g_auto(Candidate) candidate = { 0 };
    Module *module = adopt(plugins[i], &candidate);
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    description_pack(module, bytes);
    assert_has(bytes, module->vendor);
    for (guint k = 0; k < module->stage_count; k++) {
      const stemma_stage *stage = module->stages[k];

      assert_has(bytes, stage->id);
      assert_has(bytes, stage->version);
      assert_has(bytes, stage->summary);
      assert_has(bytes, stage->url);
      assert_has_options(bytes, stage);
      assert_has_metrics(bytes, stage);
      assert_has_ports(bytes, stage->reads);
      assert_has_ports(bytes, stage->writes);
    }
  }
}

/* The functions are there, and say why they do nothing. */
static void
test_absent(void **state)
{
  g_auto(Candidate) candidate = { 0 };
  g_autoptr(GByteArray) bytes = describe(plugins[0], &candidate);
  const stemma_module *unpacked =
      description_unpack(bytes->data, bytes->len, &candidate.card);
  const stemma_stage *stage = *STEMMA_AT(stemma_stage *, unpacked->stages, 0);
  stemma_error error = { .size = sizeof error };

  (void)state;
  assert_int_equal(stage->life->open(stage, NULL, NULL, NULL, &error),
                   STEMMA_E_INTERNAL);
  assert_string_equal(error.message, "its code is not loaded here");
}

static void
test_cut(void **state)
{
  g_auto(Candidate) candidate = { 0 };
  g_autoptr(GByteArray) bytes = describe(plugins[0], &candidate);

  (void)state;
  for (guint length = 0; length < bytes->len; length++)
    assert_null(description_unpack(bytes->data, length, &candidate.card));
  g_byte_array_append(bytes, (const guint8 *)"", 1);
  assert_null(description_unpack(bytes->data, bytes->len, &candidate.card));
}

/* What is read is checked as any plugin's own words are. */
static void
test_changed(void **state)
{
  g_auto(Candidate) candidate = { 0 };
  g_autoptr(GByteArray) bytes = describe(plugins[0], &candidate);

  (void)state;
  for (guint i = 0; i < bytes->len; i++) {
    g_autofree guint8 *copy = g_memdup2(bytes->data, bytes->len);
    const stemma_module *unpacked;
    copy[i] ^= (guint8)(1u << (i % 8));
    unpacked = description_unpack(copy, bytes->len, &candidate.card);
    if (unpacked)
      descriptor_adopt(unpacked, &candidate.card, NULL);
  }
}

int
main(int argc, char **argv)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_same),    cmocka_unit_test(test_whole),
    cmocka_unit_test(test_absent),  cmocka_unit_test(test_cut),
    cmocka_unit_test(test_changed),
  };

  count = argc - 1;
  plugins = argv + 1;
  return cmocka_run_group_tests(tests, NULL, NULL);
}
