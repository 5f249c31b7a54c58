/* SPDX-License-Identifier: Apache-2.0
 *
 * adoption.c - the two growth rules of the ABI, from the reader's side.
 */
#include "adoption.h"
#include <string.h>

#define TEXT_MAX 1024u
#define STRIDE_MAX 65536u

void
adoption_rule(const Adoption *adoption, const char *rule)
{
  *adoption->rule = rule;
}

gboolean
adoption_fault(const Adoption *adoption, const char *part, const char *format,
               ...)
{
  GString *where = g_string_new(NULL);
  char *what;
  va_list arguments;

  va_start(arguments, format);
  what = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  if (adoption->stage)
    g_string_append_printf(where, "stage \"%s\"%s", adoption->stage,
                           part ? ", " : "");
  if (part)
    g_string_append(where, part);
  if (where->len > 0)
    g_string_append(where, ": ");
  g_set_error(adoption->error, MODULE_ERROR, MODULE_ERROR_DESCRIPTOR,
              "plugin \"%s\" describes itself wrongly: %s%s", adoption->module,
              where->str, what);
  g_string_free(where, TRUE);
  g_free(what);
  return FALSE;
}

void *
adoption_alloc(Adoption *adoption, gsize size)
{
  void *block = g_malloc0(MAX(size, 1));

  g_ptr_array_add(adoption->blocks, block);
  return block;
}

void *
adoption_struct(Adoption *adoption, const char *part, const void *theirs,
                gsize first, gsize size)
{
  guint32 their_size;
  void *ours;

  memcpy(&their_size, theirs, sizeof their_size);
  if (their_size < first || their_size > STRIDE_MAX) {
    adoption_rule(adoption, "module.size");
    adoption_fault(adoption, part,
                   "size is %u, and ABI 1.0 has %" G_GSIZE_FORMAT, their_size,
                   first);
    return NULL;
  }
  ours = adoption_alloc(adoption, size);
  memcpy(ours, theirs, MIN(their_size, size));
  their_size = (guint32)size;
  memcpy(ours, &their_size, sizeof their_size);
  return ours;
}

gboolean
adoption_list(Adoption *adoption, const char *part, const stemma_list *theirs,
              gsize first, gsize size, guint most, stemma_list *ours)
{
  stemma_list list = *theirs; /* `ours` may be the same struct */
  guint8 *items;
  guint i;

  memset(ours, 0, sizeof *ours);
  ours->stride = (guint32)size;
  if (list.count == 0)
    return TRUE;
  if (!list.items)
    return adoption_fault(adoption, part, "items is NULL, and count is %u",
                          list.count);
  if (list.count > most)
    return adoption_fault(adoption, part, "count is %u, and at most %u can be",
                          list.count, most);
  if (list.stride < first || list.stride > STRIDE_MAX) {
    adoption_rule(adoption, "module.size");
    return adoption_fault(adoption, part,
                          "stride is %u, and ABI 1.0 has %" G_GSIZE_FORMAT,
                          list.stride, first);
  }
  items = adoption_alloc(adoption, list.count * size);
  for (i = 0; i < list.count; i++)
    memcpy(items + i * size,
           (const guint8 *)list.items + (gsize)i * list.stride,
           MIN(list.stride, size));
  ours->items = items;
  ours->count = list.count;
  return TRUE;
}

gboolean
adoption_text(const Adoption *adoption, const char *part, const char *member,
              const char **text, gboolean required)
{
  gsize i, length;

  if (!*text) {
    if (required)
      return adoption_fault(adoption, part, "%s is NULL", member);
    *text = "";
  }
  length = strnlen(*text, TEXT_MAX + 1);
  if (length > TEXT_MAX)
    return adoption_fault(adoption, part, "%s is longer than %u bytes", member,
                          TEXT_MAX);
  if (required && length == 0)
    return adoption_fault(adoption, part, "%s is empty", member);
  if (!g_utf8_validate(*text, (gssize)length, NULL))
    return adoption_fault(adoption, part, "%s is not valid UTF-8", member);
  for (i = 0; i < length; i++)
    if (g_ascii_iscntrl((*text)[i]))
      return adoption_fault(adoption, part,
                            "%s has the control character 0x%02x", member,
                            (guint)(guint8)(*text)[i]);
  return TRUE;
}

gboolean
adoption_name(const Adoption *adoption, const char *part, const char *member,
              const char *name, const char *more)
{
  const char *at;

  if (!adoption_text(adoption, part, member, &name, TRUE))
    return FALSE;
  for (at = name; *at; at++)
    if (!g_ascii_islower(*at)
        && (at == name || (!g_ascii_isdigit(*at) && !strchr(more, *at))))
      return adoption_fault(adoption, part,
                            "%s is \"%s\", and must be a letter a to z "
                            "followed by letters, digits and \"%s\"",
                            member, name, more);
  return TRUE;
}

gboolean
adoption_flags(const Adoption *adoption, const char *part, guint32 flags,
               guint32 known)
{
  if ((flags & ~known) == 0 || adoption->minor > STEMMA_MINOR)
    return TRUE;
  return adoption_fault(adoption, part,
                        "flags is 0x%x, and only 0x%x are known", flags, known);
}

gboolean
adoption_choices(const Adoption *adoption, const char *part,
                 const char *const *choices, guint most)
{
  guint i, k;

  if (!choices || !choices[0])
    return adoption_fault(adoption, part, "it has no choices");
  for (i = 0; choices[i]; i++) {
    const char *choice = choices[i];

    if (i == most)
      return adoption_fault(adoption, part, "it has more than %u choices",
                            most);
    if (!adoption_text(adoption, part, "a choice", &choice, TRUE))
      return FALSE;
    for (k = 0; k < i; k++)
      if (strcmp(choices[k], choice) == 0)
        return adoption_fault(adoption, part,
                              "the choice \"%s\" is there twice", choice);
  }
  return TRUE;
}

void
adoption_keep(GPtrArray *blocks)
{
  static GPtrArray *kept;

  if (!kept)
    kept = g_ptr_array_new();
  g_ptr_array_add(kept, blocks);
}
