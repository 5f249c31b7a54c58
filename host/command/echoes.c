/* SPDX-License-Identifier: Apache-2.0 */
#include "echoes.h"

typedef struct {
  char *text;
  guint64 documents;
} Echo;

struct Echoes {
  GPtrArray *all;      /* of Echo, as they came */
  GHashTable *by_text; /* the same */
};

static void
echo_free(void *data)
{
  Echo *echo = data;

  g_free(echo->text);
  g_free(echo);
}

Echoes *
echoes_new(void)
{
  Echoes *echoes = g_new0(Echoes, 1);

  echoes->all = g_ptr_array_new_with_free_func(echo_free);
  echoes->by_text = g_hash_table_new(g_str_hash, g_str_equal);
  return echoes;
}

gboolean
echoes_count(Echoes *echoes, const char *warning)
{
  Echo *echo = g_hash_table_lookup(echoes->by_text, warning);

  if (!echo && echoes->all->len >= ECHOES_KEPT)
    return TRUE;
  if (!echo) {
    echo = g_new0(Echo, 1);
    echo->text = g_strdup(warning);
    g_ptr_array_add(echoes->all, echo);
    g_hash_table_insert(echoes->by_text, echo->text, echo);
  }
  return ++echo->documents <= ECHOES_TOLD;
}

void
echoes_print(const Echoes *echoes, FILE *out)
{
  for (guint i = 0; i < echoes->all->len; i++) {
    const Echo *echo = echoes->all->pdata[i];

    if (echo->documents > ECHOES_TOLD) {
      guint64 more = echo->documents - ECHOES_TOLD;

      fprintf(out, "%" G_GUINT64_FORMAT " more document%s: warning: %s\n", more,
              more == 1 ? "" : "s", echo->text);
    }
  }
}

void
echoes_free(Echoes *echoes)
{
  g_hash_table_unref(echoes->by_text);
  g_ptr_array_unref(echoes->all);
  g_free(echoes);
}
