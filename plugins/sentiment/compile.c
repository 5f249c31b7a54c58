/* SPDX-License-Identifier: Apache-2.0
 *
 * compile.c - makes tables of the data files while stemma is built, so that a
 * stage opens its model without reading 46,000 lines:
 *
 *   sentiment-compile words > sentiment-tables.S
 *   sentiment-compile model > sentiment-model.c
 *
 * The tables are for the assembler, since a compiler takes seconds and half a
 * gigabyte for as many numbers.  They have no pointers: all processes share
 * their pages.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "embed.h"
#include "model.h"

EMBED(model);
EMBED(stop_names);

/* How many slots from `i` on are free. */
static uint32_t
free_from(const Model *model, uint32_t i)
{
  uint32_t n = 0;

  while (i + n <= model->mask && !model->words[i + n].fold)
    n++;
  return n;
}

static uint32_t
bits_of(float number)
{
  uint32_t bits;

  memcpy(&bits, &number, sizeof bits);
  return bits;
}

static void
write_word(const Word *word)
{
  printf("\t.quad 0x%" PRIx64 "\n\t.long 0x%x,0x%x\n\t.short %d\n\t.byte %d,%d",
         word->fold, bits_of(word->valence), bits_of(word->afinn), word->step,
         word->special, word->cue);
  for (int h = 0; h < HEADS; h++)
    printf(",%d", word->weight[h]);
  printf("\n");
}

static void
write_words(const Model *model)
{
  printf("\t.balign 64\n\t.globl builtin_words\n\t.hidden builtin_words\n"
         "\t.type builtin_words, %%object\nbuiltin_words:\n");
  for (uint32_t i = 0, count; i <= model->mask; i += count) {
    count = free_from(model, i);
    printf("\t.rept %u\n", count ? count : 1);
    write_word(&model->words[i]);
    printf("\t.endr\n");
    count += !count;
  }
  printf("\t.size builtin_words, . - builtin_words\n");
}

static void
write_tables(const Model *model)
{
  printf("/* Made by plugins/sentiment/compile.c. */\n\t.section .rodata\n");
  write_words(model);
  printf("\t.section .note.GNU-stack, \"\", %%progbits\n");
}

static void
write_doubles(const char *name, const double *numbers, int count)
{
  printf(".%s={", name);
  for (int i = 0; i < count; i++)
    printf("%a,", numbers[i]);
  printf("},\n");
}

static void
write_scale(const Model *model)
{
  printf(".scale={");
  for (int h = 0; h < HEADS; h++)
    printf("%af,", (double)model->scale[h]);
  printf("},\n");
}

static void
write_pairs(const Model *model)
{
  printf(".pairs={");
  for (int i = 0; i < PAIR_BYTES; i++)
    printf("%u,", model->pairs[i]);
  printf("},\n");
}

static void
write_model(const Model *model)
{
  printf("/* Made by plugins/sentiment/compile.c. */\n"
         "#include \"builtin.h\"\n"
         "const Model builtin_model = {\n"
         ".words=builtin_words,.mask=%u,.count=%u,\n",
         model->mask, model->count);
  write_scale(model);
  printf(".bias=%a,.quote_gain=%a,.document_speech=%a,.document_negative=%a,"
         ".document_alike=%a,\n",
         model->bias, model->quote_gain, model->document_speech,
         model->document_negative, model->document_alike);
  write_doubles("feature", model->feature, FEATURES);
  write_doubles("target_bias", model->target_bias, 2);
  write_doubles("target_feature[0]", model->target_feature[0], TARGET_FEATURES);
  write_doubles("target_feature[1]", model->target_feature[1], TARGET_FEATURES);
  write_pairs(model);
  printf("};\n");
}

int
main(int argc, char **argv)
{
  const char *part = argc == 2 ? argv[1] : "";
  char message[256] = "no memory";
  Model model;

  if (!model_open(&model, embed_model, embed_model_size, message,
                  sizeof message)
      || !model_list_ordinary(&model, embed_stop_names,
                              embed_stop_names_size)) {
    fprintf(stderr, "sentiment-compile: data/model.tsv: %s\n", message);
    return 1;
  }
  if (strcmp(part, "words") == 0)
    write_tables(&model);
  else if (strcmp(part, "model") == 0)
    write_model(&model);
  else
    fprintf(stderr, "usage: sentiment-compile words|model\n");
  model_close(&model);
  return fflush(stdout) || !*part ? 1 : 0;
}
