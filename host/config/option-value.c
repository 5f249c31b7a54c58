/* SPDX-License-Identifier: Apache-2.0
 *
 * option-value.c - one writer for each type of option.
 */
#include "option-private.h"
#include <string.h>

typedef gboolean (*Writer)(OptionSet *set, const stemma_option *option,
                           const Setting *setting, char *to, Diagnostics *all);

static Value
value_of(const stemma_option *option, const Setting *setting)
{
  return (Value){ setting->key, setting->value, &setting->value_place,
                  option->fallback };
}

/* The struct is the plugin's, so nothing is known of its alignment. */
#define STORE(to, value) memcpy((to), &(value), sizeof(value))

static gboolean
write_bool(OptionSet *set, const stemma_option *option, const Setting *setting,
           char *to, Diagnostics *all)
{
  const Value value = value_of(option, setting);
  gboolean truth;
  guint32 word;

  (void)set;
  if (!value_bool(&value, &truth, all))
    return FALSE;
  word = truth ? 1 : 0;
  STORE(to, word);
  return TRUE;
}

static gboolean
write_int(OptionSet *set, const stemma_option *option, const Setting *setting,
          char *to, Diagnostics *all)
{
  const Value value = value_of(option, setting);
  gint64 number;

  (void)set;
  if (!value_int(&value, option->min, option->max, &number, all))
    return FALSE;
  STORE(to, number);
  return TRUE;
}

static gboolean
write_float(OptionSet *set, const stemma_option *option, const Setting *setting,
            char *to, Diagnostics *all)
{
  const Value value = value_of(option, setting);
  double number;

  (void)set;
  if (!value_real(&value, option->min, option->max, &number, all))
    return FALSE;
  STORE(to, number);
  return TRUE;
}

static gboolean
write_size(OptionSet *set, const stemma_option *option, const Setting *setting,
           char *to, Diagnostics *all)
{
  const Value value = value_of(option, setting);
  guint64 bytes;

  (void)set;
  if (!value_size(&value, option->min, option->max, &bytes, all))
    return FALSE;
  STORE(to, bytes);
  return TRUE;
}

static gboolean
write_time(OptionSet *set, const stemma_option *option, const Setting *setting,
           char *to, Diagnostics *all)
{
  const Value value = value_of(option, setting);
  double seconds;

  (void)set;
  if (!value_time(&value, option->min, option->max, &seconds, all))
    return FALSE;
  STORE(to, seconds);
  return TRUE;
}

static gboolean
write_choice(OptionSet *set, const stemma_option *option,
             const Setting *setting, char *to, Diagnostics *all)
{
  const Value value = value_of(option, setting);
  guint choice;
  guint32 word;

  (void)set;
  if (!value_choice(&value, option->choices, &choice, all))
    return FALSE;
  word = choice;
  STORE(to, word);
  return TRUE;
}

static const char *
keep(OptionSet *set, char *text)
{
  g_ptr_array_add(set->owned, text);
  return text;
}

static gboolean
write_text(OptionSet *set, const stemma_option *option, const Setting *setting,
           char *to, Diagnostics *all)
{
  const char *text = keep(set, g_strdup(setting->value));

  (void)option, (void)all;
  STORE(to, text);
  return TRUE;
}

/* A file beside the pipeline file, else a name for the resource service to
 * find among what the plugin ships. */
static gboolean
write_file(OptionSet *set, const stemma_option *option, const Setting *setting,
           char *to, Diagnostics *all)
{
  g_autofree char *path = setting_resolve(setting, setting->value);
  const gboolean there =
      *setting->value && g_file_test(path, G_FILE_TEST_EXISTS);
  const char *text =
      keep(set, there ? g_steal_pointer(&path) : g_strdup(setting->value));

  (void)option, (void)all;
  STORE(to, text);
  return TRUE;
}

static gboolean
write_list(OptionSet *set, const stemma_option *option, const Setting *setting,
           char *to, Diagnostics *all)
{
  const guint before = diagnostics_errors(all);
  g_autoptr(GPtrArray) items = setting_items(setting, all);
  const char **texts = g_new0(const char *, items->len + 1);
  const stemma_list list = { texts, items->len, (guint32)sizeof(const char *) };
  guint i;

  (void)option;
  g_ptr_array_add(set->owned, texts);
  for (i = 0; i < items->len; i++)
    texts[i] = keep(set, g_strdup(((const Item *)items->pdata[i])->text));
  STORE(to, list);
  return diagnostics_errors(all) == before;
}

static gboolean
write_choices(OptionSet *set, const stemma_option *option,
              const Setting *setting, char *to, Diagnostics *all)
{
  const guint before = diagnostics_errors(all);
  g_autoptr(GPtrArray) items = setting_items(setting, all);
  guint64 bits = 0;
  guint i, choice;

  (void)set;
  for (i = 0; i < items->len; i++) {
    const Item *item = items->pdata[i];
    const Value value = { setting->key, item->text, &item->place, NULL };

    if (value_choice(&value, option->choices, &choice, all))
      bits |= (guint64)1 << (choice & 63);
  }
  STORE(to, bits);
  return diagnostics_errors(all) == before;
}

static const struct {
  Writer write;
  gsize size;
} types[] = {
  [STEMMA_OPTION_BOOL] = { write_bool, sizeof(guint32) },
  [STEMMA_OPTION_INT] = { write_int, sizeof(gint64) },
  [STEMMA_OPTION_FLOAT] = { write_float, sizeof(double) },
  [STEMMA_OPTION_TEXT] = { write_text, sizeof(char *) },
  [STEMMA_OPTION_CHOICE] = { write_choice, sizeof(guint32) },
  [STEMMA_OPTION_LIST] = { write_list, sizeof(stemma_list) },
  [STEMMA_OPTION_FILE] = { write_file, sizeof(char *) },
  [STEMMA_OPTION_SIZE] = { write_size, sizeof(guint64) },
  [STEMMA_OPTION_TIME] = { write_time, sizeof(double) },
  [STEMMA_OPTION_CHOICES] = { write_choices, sizeof(guint64) },
};

gboolean
option_write(OptionSet *set, const stemma_option *option,
             const Setting *setting, Diagnostics *all)
{
  /* module_load refuses what fails here; a newer plugin may have types that
   * this host does not know. */
  if (option->type >= G_N_ELEMENTS(types) || !types[option->type].write
      || (gsize)option->offset + types[option->type].size > set->size)
    return FALSE;
  return types[option->type].write(set, option, setting,
                                   set->bytes + option->offset, all);
}
