/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_ini.c - any bytes as a pipeline file: the reader, the keys, the texts
 * of the mistakes and the values of a plugin's options.
 */
#include "config/ini.h"
#include "config/option.h"
#include "config/pipeline.h"
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct {
  uint64_t choices;
  int64_t number;
  double share;
  double wait;
  uint64_t budget;
  const char *text;
  stemma_list list;
  uint32_t flag;
  uint32_t choice;
} Set;

static const char *const choices[] = { "one", "two", NULL };

#define OPTION(member, kind, default_)                                         \
  {                                                                            \
    .name = #member, .summary = "", .fallback = default_, .choices = choices,  \
    .offset = offsetof(Set, member), .type = STEMMA_OPTION_##kind              \
  }

static const stemma_option options[] = {
  OPTION(choices, CHOICES, "one"), OPTION(number, INT, "1"),
  OPTION(share, FLOAT, "1"),       OPTION(wait, TIME, "1s"),
  OPTION(budget, SIZE, "1K"),      OPTION(text, TEXT, "x"),
  OPTION(list, LIST, "x, y"),      OPTION(flag, BOOL, "no"),
  OPTION(choice, CHOICE, "two"),
};

/* Every place must lie inside the file. */
static void
check_sections(const Ini *ini, const char *bytes, size_t size)
{
  guint lines = 1;

  for (size_t i = 0; i < size; i++)
    lines += bytes[i] == '\n';
  for (guint i = 0; i < ini->sections->len; i++) {
    const IniSection *section = ini->sections->pdata[i];

    for (guint j = 0; j < section->settings->len; j++) {
      const Setting *setting = section->settings->pdata[j];

      if (!g_utf8_validate(setting->value, -1, NULL)
          || setting->key_place.line > lines || setting->key_place.line == 0
          || setting->value_place.column < setting->key_place.column)
        abort();
    }
  }
}

static void
check_told(const Diagnostics *all)
{
  char *text = NULL;
  size_t length;
  FILE *file = open_memstream(&text, &length);

  diagnostics_print(all, DIAGNOSTICS_TEXT, TRUE, file);
  diagnostics_print(all, DIAGNOSTICS_JSON, FALSE, file);
  fclose(file);
  if (!g_utf8_validate(text, (gssize)length, NULL))
    abort();
  free(text);
}

static void
fill_options(const Pipeline *pipeline, Diagnostics *all)
{
  for (guint i = 0; i < pipeline->stages->len; i++) {
    g_autoptr(OptionSet) set =
        option_set_new(pipeline->stages->pdata[i], options,
                       G_N_ELEMENTS(options), sizeof(Set), NULL, all);

    if (strlen(((const Set *)option_set_struct(set))->text) == SIZE_MAX)
      abort();
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static char path[] = "/tmp/stemma-fuzz-XXXXXX";
  static int descriptor = -1;
  g_autoptr(Diagnostics) parsed = diagnostics_new();
  g_autoptr(Diagnostics) all = diagnostics_new();
  g_autoptr(Ini) ini = ini_parse("f", (const char *)data, size, parsed);
  g_autoptr(Pipeline) pipeline = NULL;

  check_sections(ini, (const char *)data, size);
  if (descriptor < 0)
    descriptor = mkstemp(path);
  if (ftruncate(descriptor, 0) != 0
      || pwrite(descriptor, data, size, 0) != (ssize_t)size)
    abort();
  pipeline = pipeline_read(path, NULL, all);
  fill_options(pipeline, all);
  check_told(all);
  return 0;
}
