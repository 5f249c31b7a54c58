/* SPDX-License-Identifier: Apache-2.0 */
#include "witnesses.h"

#include <string.h>

static void
free_words(gpointer data)
{
  WordList *list = data;

  buffer_free(&list->words);
  g_free(list);
}

Witnesses *
witnesses_new(Stems *stems)
{
  Witnesses *witnesses = g_new0(Witnesses, 1);

  witnesses->stems = stems;
  witnesses->names = g_ptr_array_new_with_free_func(g_free);
  witnesses->texts = g_array_new(FALSE, FALSE, sizeof(AlignText));
  witnesses->words = g_ptr_array_new_with_free_func(free_words);
  return witnesses;
}

void
witnesses_free(Witnesses *witnesses)
{
  g_ptr_array_unref(witnesses->names);
  g_array_unref(witnesses->texts);
  g_ptr_array_unref(witnesses->words);
  g_free(witnesses);
}

gboolean
witnesses_add(Witnesses *witnesses, const char *name, const char *text)
{
  WordList *list = g_new0(WordList, 1);
  gsize length = strlen(text);
  AlignText one;

  g_ptr_array_add(witnesses->words, list);
  if (length > G_MAXUINT32 / 2
      || !cut_words(list, witnesses->stems, text, 0, (guint32)length))
    return FALSE;
  one = (AlignText){ text, word_list(list), list->count };
  g_ptr_array_add(witnesses->names, g_strdup(name));
  g_array_append_val(witnesses->texts, one);
  return TRUE;
}

const char *
witnesses_word(const Witnesses *witnesses, guint i, guint32 word,
               guint32 *length)
{
  const AlignText *text = &witnesses_texts(witnesses)[i];

  *length = text->words[word].end - text->words[word].begin;
  return text->text + text->words[word].begin;
}
