/* SPDX-License-Identifier: Apache-2.0
 *
 * ini-store.c - sections and settings, in order and by name.
 */
#include "ini.h"

static void
section_free(gpointer data)
{
  IniSection *section = data;

  g_free(section->name);
  g_ptr_array_unref(section->settings);
  g_hash_table_unref(section->by_key);
  g_free(section);
}

Ini *
ini_new(const char *path)
{
  Ini *ini = g_new0(Ini, 1);

  ini->path = place_text(path);
  ini->sections = g_ptr_array_new_with_free_func(section_free);
  ini->by_name = g_hash_table_new(g_str_hash, g_str_equal);
  return ini;
}

void
ini_free(Ini *ini)
{
  if (!ini)
    return;
  g_ptr_array_unref(ini->sections);
  g_hash_table_unref(ini->by_name);
  g_free(ini);
}

IniSection *
ini_section(const Ini *ini, const char *name)
{
  return g_hash_table_lookup(ini->by_name, name);
}

IniSection *
ini_add_section(Ini *ini, const char *name, const Place *place)
{
  IniSection *section = g_new0(IniSection, 1);

  section->name = g_strdup(name);
  section->place = *place;
  section->settings =
      g_ptr_array_new_with_free_func((GDestroyNotify)setting_free);
  section->by_key = g_hash_table_new(g_str_hash, g_str_equal);
  g_ptr_array_add(ini->sections, section);
  g_hash_table_insert(ini->by_name, section->name, section);
  return section;
}

Setting *
ini_setting(const IniSection *section, const char *key)
{
  return section ? g_hash_table_lookup(section->by_key, key) : NULL;
}

void
ini_set(IniSection *section, Setting *setting)
{
  Setting *known = ini_setting(section, setting->key);
  guint index;

  if (known && g_ptr_array_find(section->settings, known, &index)) {
    g_hash_table_remove(section->by_key, known->key);
    section->settings->pdata[index] = setting;
    setting_free(known);
  } else {
    g_ptr_array_add(section->settings, setting);
  }
  g_hash_table_insert(section->by_key, setting->key, setting);
}
