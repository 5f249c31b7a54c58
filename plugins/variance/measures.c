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
  for (uint32_t i = 0; i < 2 * MEASURES_READ; i++) {
    TextRead *read = &measures->read[i % 2][i / 2];

    mt_words_clear(&read->bleu);
    mt_words_clear(&read->ter);
    chrf_units_clear(&read->chrf);
  }
  similarity_free(measures->similarity);
  bleu_clear(&measures->bleu);
  chrf_clear(&measures->chrf);
  ter_clear(&measures->ter);
  builder_free(&measures->texts[0]);
  builder_free(&measures->texts[1]);
}

void
measures_begin(Measures *measures)
{
  for (uint32_t i = 0; i < 2 * MEASURES_READ; i++)
    measures->read[i % 2][i / 2].witness = 0;
}

/* The text of a witness as the metrics that are asked for read it; NULL without
 * memory. */
static const TextRead *
read_text(Measures *measures, uint64_t asked, const Sheet *sheet, int side,
          uint32_t witness)
{
  TextRead *read = &measures->read[side][witness % MEASURES_READ];
  const Witness *w = &sheet->witnesses[witness];
  MtText text = { w->text, w->length };
  BleuOptions bleu = bleu_options();

  if (read->witness == witness + 1)
    return read;
  read->witness = 0;
  if ((asked & METRIC_BLEU && !bleu_read(&bleu, text, &read->bleu))
      || (asked & METRIC_CHRF
          && !chrf_read(&measures->chrf, &chrf_defaults, text, &read->chrf))
      || (asked & METRIC_TER
          && !mt_words_split_ter(&read->ter, text.bytes, text.length,
                                 &ter_plain)))
    return NULL;
  read->witness = witness + 1;
  return read;
}

static bool
measure_bleu(Measures *measures, const MtWords *a, const MtWords *b,
             double *value)
{
  BleuOptions options = bleu_options();
  BleuStats stats;

  if (!bleu_count_words(&measures->bleu, &options, a, b, &stats))
    return false;
  *value = bleu_score(&stats, &options) / 2;
  bleu_swap(&stats, &options);
  *value += bleu_score(&stats, &options) / 2;
  return true;
}

static bool
measure_chrf(Measures *measures, const ChrfUnits *a, const ChrfUnits *b,
             double *value)
{
  const ChrfOptions *options = &chrf_defaults;
  ChrfStats stats;

  if (!chrf_count_units(&measures->chrf, options, a, b, &stats))
    return false;
  *value = chrf_score(&stats, options) / 2;
  chrf_swap(&stats);
  *value += chrf_score(&stats, options) / 2;
  return true;
}

static bool
measure_ter(Measures *measures, const MtWords *a, const MtWords *b,
            double *value)
{
  TerStats there, back;

  if (!ter_count_words(&measures->ter, a, b, &there)
      || !ter_count_words(&measures->ter, b, a, &back))
    return false;
  *value = (ter_score(&there) + ter_score(&back)) / 2;
  return true;
}

/* BLEU, chrF and TER, as far as they are asked for. */
static bool
measure_standard(Measures *measures, uint64_t asked, const Sheet *sheet,
                 uint32_t a, uint32_t b, Values *values)
{
  const TextRead *one = read_text(measures, asked, sheet, 0, a);
  const TextRead *two = read_text(measures, asked, sheet, 1, b);

  return one && two
         && (!(asked & METRIC_BLEU)
             || measure_bleu(measures, &one->bleu, &two->bleu, &values->bleu))
         && (!(asked & METRIC_CHRF)
             || measure_chrf(measures, &one->chrf, &two->chrf, &values->chrf))
         && (!(asked & METRIC_TER)
             || measure_ter(measures, &one->ter, &two->ter, &values->ter));
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
  uint64_t asked = options->metrics;

  *values = (Values){ 0, 0, 0, 0 };
  return (!(asked & METRIC_MEANING)
          || measure_meaning(measures, options, sheet, a, b, overlap,
                             &values->meaning))
         && measure_standard(measures, asked, sheet, a, b, values);
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
