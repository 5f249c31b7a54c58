/* SPDX-License-Identifier: Apache-2.0
 *
 * elf.c - the dynamic section of a real plugin, and of what is left when it is
 * cut anywhere.
 */
#include "test.h"

#include "module/elf.h"
#include <string.h>

static const char *plugin;

static const ElfSymbol *
find(const GArray *symbols, const char *name)
{
  for (guint i = 0; i < symbols->len; i++) {
    const ElfSymbol *symbol = &g_array_index(symbols, ElfSymbol, i);
    if (strcmp(symbol->name, name) == 0)
      return symbol;
  }
  return NULL;
}

static void
test_plugin(void **state)
{
  g_autofree char *bytes = NULL;
  g_autoptr(GArray) symbols = NULL;
  g_auto(GStrv) needed = NULL;
  Bytes file;
  guint64 value;

  (void)state;
  assert_true(g_file_get_contents(plugin, &bytes, &file.length, NULL));
  file.bytes = (const guint8 *)bytes;
  symbols = elf_symbols(file);
  assert_true(find(symbols, "stemma_module_v1")->defined);
  assert_false(find(symbols, "stemma_module_v1")->hidden);
  assert_false(find(symbols, "malloc")->defined);
  needed = elf_needed(file);
  /* A sanitizer's library stands before libc, which may then be left out. */
  assert_true(g_strv_contains((const char *const *)needed, "libc.so.6")
              || g_str_has_prefix(needed[0], "lib"));
  assert_true(elf_dynamic(file, DT_STRTAB, &value));
  assert_false(elf_dynamic(file, 0x6fff4711, &value));
}

/* Only that nothing is read astray, which a sanitizer sees. */
static void
test_cut(void **state)
{
  g_autofree char *bytes = NULL;
  gsize length;

  (void)state;
  assert_true(g_file_get_contents(plugin, &bytes, &length, NULL));
  for (gsize end = 0; end < length; end += 1 + length / 200) {
    g_autofree guint8 *cut = g_memdup2(bytes, end);
    g_autoptr(GArray) symbols = elf_symbols((Bytes){ cut, end });
    g_auto(GStrv) needed = elf_needed((Bytes){ cut, end });
    assert_non_null(symbols);
    assert_non_null(needed);
  }
}

int
main(int argc, char **argv)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_plugin),
    cmocka_unit_test(test_cut),
  };

  plugin = argc > 1 ? argv[1] : "";
  return *plugin ? cmocka_run_group_tests(tests, NULL, NULL) : 77;
}
