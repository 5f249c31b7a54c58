/* SPDX-License-Identifier: Apache-2.0
 *
 * hint.c - the loader's words, and what to do about them.
 */
#include "test.h"

#include "module/module.h"

static const struct {
  int code;
  const char *message;
  const char *hint; /* NULL: none */
} cases[] = {
  { MODULE_ERROR_LOAD, "... undefined symbol: sqrt", "link it with -lm" },
  { MODULE_ERROR_LOAD, "... undefined symbol: sqrt, version GLIBC_2.2.5",
    "link it with -lm" },
  { MODULE_ERROR_LOAD, "... undefined symbol: log1pf", "link it with -lm" },
  { MODULE_ERROR_LOAD, "... undefined symbol: log_message",
    "link it with the library that defines it" },
  { MODULE_ERROR_LOAD, "... undefined symbol: cost",
    "link it with the library that defines it" },
  { MODULE_ERROR_DESCRIPTOR, "plugin \"a\" describes itself wrongly: ...",
    "tell its author: stemma validate says what to write there" },
  { MODULE_ERROR_LOAD, "... undefined symbol: sb_stemmer_new",
    "link it with -lstemmer" },
  { MODULE_ERROR_LOAD, "... undefined symbol: nobody_knows",
    "link it with the library that defines it" },
  { MODULE_ERROR_LOAD, "... Permission denied", NULL },
  { MODULE_ERROR_ABI, "plugin \"a\" needs a host of ABI 1.2 or later, ...",
    "install a newer stemma" },
  { MODULE_ERROR_ABI, "plugin \"a\" was built for ABI 0.3, ...",
    "build it again with the headers of this stemma" },
  { MODULE_ERROR_FILE, "a is not a stemma plugin: not an ELF file",
    "name the .so that the compiler made, not its source" },
  { MODULE_ERROR_FILE,
    "a is not a stemma plugin: a 32-bit ELF file, and this stemma is 64-bit",
    "build it for this machine, without -m32" },
  { MODULE_ERROR_FILE, "a is not a stemma plugin: it has no stemma note",
    "put STEMMA_NOTE(ID, VERSION, LICENSE) into one of its files" },
  { MODULE_ERROR_FILE, "a is not a stemma plugin: Permission denied", NULL },
};

static void
hints_fit(void **state)
{
  (void)state;
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error =
        g_error_new_literal(MODULE_ERROR, cases[i].code, cases[i].message);
    g_autofree char *hint = module_error_hint(error);

    if (cases[i].hint)
      assert_string_equal(hint, cases[i].hint);
    else
      assert_null(hint);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(hints_fit) };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
