/* SPDX-License-Identifier: Apache-2.0
 *
 * descriptor_option.c - checks and copies a stage's options.
 */
#include "descriptor.h"
#include <math.h>
#include <string.h>

#define OPTIONS_MAX 256u
#define OPTIONS_SIZE_MAX 65536u
#define OPTION_FLAGS                                                           \
  (STEMMA_OPTION_REQUIRED | STEMMA_OPTION_DEPRECATED | STEMMA_OPTION_COSMETIC)

typedef enum { PLAIN, NUMBER, ONE_OF, SOME_OF } Family;

static const struct {
  guint size;
  guint align;
  Family family;
} types[] = {
  [STEMMA_OPTION_BOOL] = { 4, 4, PLAIN },
  [STEMMA_OPTION_INT] = { 8, 8, NUMBER },
  [STEMMA_OPTION_FLOAT] = { 8, 8, NUMBER },
  [STEMMA_OPTION_TEXT] = { sizeof(char *), sizeof(char *), PLAIN },
  [STEMMA_OPTION_CHOICE] = { 4, 4, ONE_OF },
  [STEMMA_OPTION_LIST] = { sizeof(stemma_list), sizeof(char *), PLAIN },
  [STEMMA_OPTION_FILE] = { sizeof(char *), sizeof(char *), PLAIN },
  [STEMMA_OPTION_SIZE] = { 8, 8, NUMBER },
  [STEMMA_OPTION_TIME] = { 8, 8, NUMBER },
  [STEMMA_OPTION_CHOICES] = { 8, 8, SOME_OF },
};

/* Keys that the host handles for every stage (pipeline-file.md). */
static const char *const host_keys[] = { "plugin",     "requires", "timeout",
                                         "max-memory", "isolate",  "enabled" };

static gboolean
is_choice(const stemma_option *option, const char *text, gsize length)
{
  guint i;

  for (i = 0; option->choices[i]; i++)
    if (strlen(option->choices[i]) == length
        && memcmp(option->choices[i], text, length) == 0)
      return TRUE;
  return FALSE;
}

/* Each item of a comma-separated list. */
static gboolean
are_choices(const stemma_option *option, const char *text)
{
  g_auto(GStrv) items = g_strsplit(text, ",", -1);
  guint i;

  for (i = 0; items[i]; i++) {
    g_strstrip(items[i]);
    if (!is_choice(option, items[i], strlen(items[i])))
      return items[i + 1] == NULL && i == 0 && !*items[i];
  }
  return TRUE;
}

static gboolean
is_number(const char *text, gboolean whole, double *value)
{
  char *end;

  *value = g_ascii_strtod(text, &end);
  if (end == text || !isfinite(*value))
    return FALSE;
  return !whole || *value == floor(*value);
}

static gboolean
is_yes_or_no(const char *text)
{
  static const char *const words[] = { "yes", "no",  "true", "false",
                                       "on",  "off", "1",    "0" };
  guint i;

  for (i = 0; i < G_N_ELEMENTS(words); i++)
    if (strcmp(words[i], text) == 0)
      return TRUE;
  return FALSE;
}

/* A number's default.  Sizes and times carry units, which the pipeline's own
 * reader knows; here it is enough that they start as a number. */
static gboolean
number_default_check(const Adoption *adoption, const char *part,
                     const stemma_option *option)
{
  gboolean bounded =
      option->type == STEMMA_OPTION_INT || option->type == STEMMA_OPTION_FLOAT;
  double value;

  if (!is_number(option->fallback, option->type == STEMMA_OPTION_INT, &value))
    return adoption_fault(
        adoption, part, "the default \"%s\" is not a %s number",
        option->fallback,
        option->type == STEMMA_OPTION_INT ? "whole" : "finite");
  if (bounded && option->min < option->max
      && (value < option->min || value > option->max))
    return adoption_fault(adoption, part, "the default %s is not from %g to %g",
                          option->fallback, option->min, option->max);
  return TRUE;
}

static gboolean
default_check(const Adoption *adoption, const char *part,
              const stemma_option *option)
{
  const char *fallback = option->fallback;
  Family family = types[option->type].family;

  adoption_rule(adoption, "option.default");
  if (option->flags & STEMMA_OPTION_REQUIRED)
    return TRUE;
  if (!fallback)
    return adoption_fault(adoption, part,
                          "it has no default, and is not marked as required");
  if (family == NUMBER)
    return number_default_check(adoption, part, option);
  if (family == ONE_OF && !is_choice(option, fallback, strlen(fallback)))
    return adoption_fault(
        adoption, part, "the default \"%s\" is none of its choices", fallback);
  if (family == SOME_OF && !are_choices(option, fallback))
    return adoption_fault(adoption, part,
                          "the default \"%s\" is not a list of its choices",
                          fallback);
  if (option->type == STEMMA_OPTION_BOOL && !is_yes_or_no(fallback))
    return adoption_fault(adoption, part,
                          "the default \"%s\" is neither yes nor no", fallback);
  return TRUE;
}

static gboolean
values_check(const Adoption *adoption, const char *part,
             const stemma_option *option)
{
  Family family = types[option->type].family;

  adoption_rule(adoption, "option.range");
  if (!isfinite(option->min) || !isfinite(option->max)
      || option->min > option->max)
    return adoption_fault(adoption, part, "min is %g and max is %g",
                          option->min, option->max);
  adoption_rule(adoption, "option.choices");
  if ((family == ONE_OF || family == SOME_OF)
      && !adoption_choices(adoption, part, option->choices,
                           family == SOME_OF ? 64 : 4096))
    return FALSE;
  return default_check(adoption, part, option);
}

static gboolean
place_check(const Adoption *adoption, const char *part,
            const stemma_stage *stage, const stemma_option *options, guint i)
{
  const stemma_option *option = &options[i];
  guint size = types[option->type].size;
  guint align = types[option->type].align, k;

  adoption_rule(adoption, "option.inside");
  if (option->offset > stage->options_size
      || size > stage->options_size - option->offset)
    return adoption_fault(adoption, part,
                          "offset is %u, and its %u bytes end outside the "
                          "options of %u",
                          option->offset, size, stage->options_size);
  if (option->offset % align != 0)
    return adoption_fault(adoption, part,
                          "offset is %u, and its type needs a multiple of %u",
                          option->offset, align);
  for (k = 0; k < i; k++)
    if (option->offset < options[k].offset + types[options[k].type].size
        && options[k].offset < option->offset + size)
      return adoption_fault(adoption, part,
                            "offset is %u, and there lies option \"%s\"",
                            option->offset, options[k].name);
  return TRUE;
}

static gboolean
name_check(const Adoption *adoption, const stemma_option *options, guint i)
{
  const char *name = options[i].name;
  guint k;

  adoption_rule(adoption, "option.name");
  if (!adoption_name(adoption, NULL, "an option's name", name, "-"))
    return FALSE;
  for (k = 0; k < G_N_ELEMENTS(host_keys); k++)
    if (strcmp(host_keys[k], name) == 0)
      return adoption_fault(adoption, NULL,
                            "an option's name is \"%s\", which is the host's "
                            "own key",
                            name);
  for (k = 0; k < i; k++)
    if (strcmp(options[k].name, name) == 0)
      return adoption_fault(adoption, NULL, "the option \"%s\" is there twice",
                            name);
  return TRUE;
}

static gboolean
option_check(const Adoption *adoption, const stemma_stage *stage,
             stemma_option *options, guint i)
{
  stemma_option *option = &options[i];
  g_autofree char *part = NULL;

  if (!name_check(adoption, options, i))
    return FALSE;
  adoption_rule(adoption, "option.inside");
  part = g_strdup_printf("option \"%s\"", option->name);
  if (option->type >= G_N_ELEMENTS(types) || types[option->type].size == 0)
    return adoption_fault(adoption, part, "type is %u, which ABI %u.%u lacks",
                          option->type, STEMMA_EPOCH, STEMMA_MINOR);
  if (option->fallback
      && !adoption_text(adoption, part, "the default", &option->fallback,
                        FALSE))
    return FALSE;
  return adoption_text(adoption, part, "summary", &option->summary, FALSE)
         && adoption_text(adoption, part, "unit", &option->unit, FALSE)
         && adoption_flags(adoption, part, option->flags, OPTION_FLAGS)
         && place_check(adoption, part, stage, options, i)
         && values_check(adoption, part, option);
}

gboolean
descriptor_options(Adoption *adoption, stemma_stage *stage)
{
  stemma_option *options;
  guint i;

  adoption_rule(adoption, "option.inside");
  if (stage->options_size > OPTIONS_SIZE_MAX)
    return adoption_fault(adoption, NULL, "options_size is %u, and %u is most",
                          stage->options_size, OPTIONS_SIZE_MAX);
  if (!adoption_list(adoption, "options", &stage->options,
                     FIRST_SIZE(stemma_option, flags), sizeof(stemma_option),
                     OPTIONS_MAX, &stage->options))
    return FALSE;
  options = (stemma_option *)(guintptr)stage->options.items;
  for (i = 0; i < stage->options.count; i++)
    if (!option_check(adoption, stage, options, i))
      return FALSE;
  return TRUE;
}
