/* SPDX-License-Identifier: Apache-2.0 */
#include "measures.h"

#include <stdio.h>
#include <string.h>

static const MtTerOptions ter_plain;

/* sacreBLEU's setting for single sentences. */
static BleuOptions
bleu_options(void)
{
  BleuOptions options = bleu_defaults;

  options.effective_order = true;
  return options;
}

bool
measures_init(Measures *measures, const char *language)
{
  memset(measures, 0, sizeof *measures);
  measures->similarity = similarity_new(language);
  return measures->similarity != NULL;
}

void
measures_clear(Measures *measures)
{
  similarity_free(measures->similarity);
  bleu_clear(&measures->bleu);
  chrf_clear(&measures->chrf);
  ter_clear(&measures->ter);
  builder_free(&measures->texts[0]);
  builder_free(&measures->texts[1]);
}

static bool
measure_bleu(Measures *measures, const MtText *pair, double *value)
{
  BleuOptions options = bleu_options();
  BleuStats stats;

  if (!bleu_count(&measures->bleu, &options, pair[0], &pair[1], 1, &stats))
    return false;
  *value = bleu_score(&stats, &options) / 2;
  bleu_swap(&stats, &options);
  *value += bleu_score(&stats, &options) / 2;
  return true;
}

static bool
measure_chrf(Measures *measures, const MtText *pair, double *value)
{
  const ChrfOptions *options = &chrf_defaults;
  ChrfStats stats;

  if (!chrf_count(&measures->chrf, options, pair[0], &pair[1], 1, &stats))
    return false;
  *value = chrf_score(&stats, options) / 2;
  chrf_swap(&stats);
  *value += chrf_score(&stats, options) / 2;
  return true;
}

static bool
measure_ter(Measures *measures, const MtText *pair, double *value)
{
  TerStats there, back;

  if (!ter_count(&measures->ter, &ter_plain, pair[0], &pair[1], 1, &there)
      || !ter_count(&measures->ter, &ter_plain, pair[1], &pair[0], 1, &back))
    return false;
  *value = (ter_score(&there) + ter_score(&back)) / 2;
  return true;
}

static MtText
stretch(Builder *text, const Sheet *sheet, uint32_t witness, uint32_t first,
        uint32_t last)
{
  MtText out;

  builder_clear(text);
  for (uint32_t c = first; c <= last; c++) {
    const Place *place = sheet_place(sheet, c, witness);

    if (place->length == 0)
      continue;
    builder_bytes(text, place->text, place->length);
    builder_add(text, " ");
  }
  out.bytes = builder_text(text);
  out.length = text->length;
  return out;
}

static bool
measure_meaning(Measures *measures, const Options *options, const Sheet *sheet,
                uint32_t a, uint32_t b, const Overlap *overlap, double *value)
{
  uint32_t first = options->count_omissions ? 0 : overlap->first;
  uint32_t last = options->count_omissions ? sheet->columns - 1 : overlap->last;
  double score;

  if (overlap->first > overlap->last)
    return true;
  score = similarity_score(measures->similarity,
                           stretch(&measures->texts[0], sheet, a, first, last),
                           stretch(&measures->texts[1], sheet, b, first, last));
  *value = 1 - score;
  return score >= 0 && !measures->texts[0].failed && !measures->texts[1].failed;
}

bool
measures_pair(Measures *measures, const Options *options, const Sheet *sheet,
              uint32_t a, uint32_t b, const Overlap *overlap, Values *values)
{
  const Witness *one = &sheet->witnesses[a], *two = &sheet->witnesses[b];
  MtText pair[2] = { { one->text, one->length }, { two->text, two->length } };
  uint64_t asked = options->metrics;

  *values = (Values){ 0, 0, 0, 0 };
  return (!(asked & METRIC_MEANING)
          || measure_meaning(measures, options, sheet, a, b, overlap,
                             &values->meaning))
         && (!(asked & METRIC_BLEU)
             || measure_bleu(measures, pair, &values->bleu))
         && (!(asked & METRIC_CHRF)
             || measure_chrf(measures, pair, &values->chrf))
         && (!(asked & METRIC_TER)
             || measure_ter(measures, pair, &values->ter));
}

static void
add_part(const char *part, char *out, size_t size)
{
  size_t length = strlen(out);

  snprintf(out + length, size - length, "%s%s", length ? "; " : "", part);
}

static void
add_signature(const char *name, const char *signature, char *out, size_t size)
{
  char part[160];

  snprintf(part, sizeof part, "%s|%s|dirs:mean", name, signature);
  add_part(part, out, size);
}

void
measures_signature(const Options *options, char *out, size_t size)
{
  BleuOptions bleu = bleu_options();
  char signature[128];

  out[0] = '\0';
  if (options->metrics & METRIC_BLEU) {
    bleu_signature(&bleu, 1, signature, sizeof signature);
    add_signature("BLEU", signature, out, size);
  }
  if (options->metrics & METRIC_CHRF) {
    chrf_signature(&chrf_defaults, 1, signature, sizeof signature);
    add_signature("chrF2", signature, out, size);
  }
  if (options->metrics & METRIC_TER) {
    ter_signature(&ter_plain, 1, signature, sizeof signature);
    add_signature("TER", signature, out, size);
  }
  if (options->metrics & METRIC_EDDY)
    add_part("Eddy|euclid,cosine,dice,rarity|case:lc|words:forms|stops:kept",
             out, size);
  if (options->metrics & METRIC_ENTROPY)
    add_part("column entropy|case:lc|words:forms|log:2", out, size);
}
