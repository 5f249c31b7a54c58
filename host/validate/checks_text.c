/* SPDX-License-Identifier: Apache-2.0
 *
 * checks_text.c - documents that are hard to read.
 */
#include "check.h"
#include "tries.h"

enum { MUTATIONS = 500, SHIFT = 17, CUT_MOST = 400 };

static void
check_samples(Subject *subject, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);

  for (guint i = 0; module && i < module->stage_count; i++) {
    g_autoptr(Stand) stand =
        stand_open(subject, module->stages[i], NULL, NULL, verdict);
    g_autofree char *rows = NULL;
    g_autofree char *words = NULL;
    const char *message;
    stemma_status status;
    if (!stand)
      continue;
    stand_run(stand, subject->samples);
    rows = stand_rows(stand);
    status = stand_status(stand, &message);
    words = status_words(status, message);
    if (status != STEMMA_OK)
      verdict_fail(verdict, "stage \"%s\" gave the status %s",
                   module->stages[i]->id, words);
    look_at_run(stand, NULL, verdict);
    if (!*rows)
      verdict_fail(verdict,
                   "stage \"%s\" found nothing in any of the %u samples, so "
                   "most checks prove little: name texts behind the file",
                   module->stages[i]->id, subject->samples->len);
  }
}

/* Each text as a corpus of its own. */
static void
try_alone(Subject *subject, const GPtrArray *texts, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);

  for (guint i = 0; module && i < module->stage_count; i++) {
    g_autoptr(Stand) stand =
        stand_open(subject, module->stages[i], NULL, NULL, verdict);
    for (guint k = 0; stand && k < texts->len; k++) {
      g_autoptr(GPtrArray) one = g_ptr_array_new();
      g_ptr_array_add(one, texts->pdata[k]);
      stand_run(stand, one);
      look_at_run(stand, NULL, verdict);
    }
  }
}

static void
check_empty(Subject *subject, Verdict *verdict)
{
  g_autoptr(GPtrArray) none = texts_new();
  g_autoptr(GPtrArray) empty = texts_new();

  try_stages(subject, NULL, none, look_at_run, NULL, verdict);
  g_ptr_array_add(empty, text_new("empty", g_strdup("")));
  try_alone(subject, empty, verdict);
}

static void
check_one_char(Subject *subject, Verdict *verdict)
{
  static const char *const characters[] = { "\n",
                                            " ",
                                            "\"",
                                            "-",
                                            "7",
                                            "A",
                                            "z",
                                            "\xC2\xA0",
                                            "\xE2\x80\x9C",
                                            "\xF0\x9F\x98\x80" };
  g_autoptr(GPtrArray) texts = texts_new();

  for (guint i = 0; i < G_N_ELEMENTS(characters); i++)
    g_ptr_array_add(texts, text_new("one character", g_strdup(characters[i])));
  try_alone(subject, texts, verdict);
}

static void
check_unicode(Subject *subject, Verdict *verdict)
{
  g_autoptr(GPtrArray) texts = texts_hostile();

  try_alone(subject, texts, verdict);
}

static void
check_one_line(Subject *subject, Verdict *verdict)
{
  StandSettings settings = { .by_document = TRUE };
  g_autoptr(GPtrArray) texts = texts_new();

  g_ptr_array_add(texts, text_long(1 << 20, FALSE, subject->seed));
  try_stages(subject, &settings, texts, look_at_run, NULL, verdict);
}

static void
check_cut(Subject *subject, Verdict *verdict)
{
  const Text *source = subject->samples->pdata[0];
  g_autoptr(GPtrArray) texts = texts_new();

  for (gsize end = 1; end < MIN(source->length, CUT_MOST); end++) {
    g_autofree char *name = g_strdup_printf(
        "%s, cut after %" G_GSIZE_FORMAT " bytes", source->name, end);
    if (((guchar)source->bytes[end] & 0xC0u) != 0x80u)
      g_ptr_array_add(texts, text_new(name, g_strndup(source->bytes, end)));
  }
  try_alone(subject, texts, verdict);
}

static void
check_mutations(Subject *subject, Verdict *verdict)
{
  g_autoptr(GPtrArray) texts = texts_new();
  guint64 seed = subject->seed;

  for (guint i = 0; i < MUTATIONS; i++)
    g_ptr_array_add(
        texts, text_mutated(subject->samples->pdata[i % subject->samples->len],
                            &seed));
  try_alone(subject, texts, verdict);
}

/* The same rows, all further on. */
static void
try_shift(Subject *subject, const stemma_stage *stage, const Text *text,
          Verdict *verdict)
{
  g_autoptr(Stand) stand = stand_open(subject, stage, NULL, NULL, verdict);
  g_autoptr(GPtrArray) texts = texts_new();
  g_autofree char *blanks = g_strnfill(SHIFT, ' ');
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!stand)
    return;
  g_ptr_array_add(texts, text_new(text->name, g_strdup(text->bytes)));
  stand_run(stand, texts);
  before = stand_document_rows(stand, 0, 0);
  g_ptr_array_set_size(texts, 0);
  g_ptr_array_add(texts,
                  text_new(text->name, g_strconcat(blanks, text->bytes, NULL)));
  stand_run(stand, texts);
  after = stand_document_rows(stand, 0, SHIFT);
  compare_rows(stage, "behind 17 blanks", before, after, verdict);
}

static void
check_prefix_shift(Subject *subject, Verdict *verdict)
{
  const Module *module = subject_load(subject, verdict);

  for (guint i = 0; module && i < module->stage_count; i++)
    for (guint k = 0; k < subject->samples->len; k++)
      try_shift(subject, module->stages[i], subject->samples->pdata[k],
                verdict);
}

/* CPU seconds of a stage over a text of `size` bytes. */
static double
seconds_for(Stand *stand, gsize size, guint64 seed)
{
  g_autoptr(GPtrArray) texts = texts_new();

  g_ptr_array_add(texts, text_long(size, TRUE, seed));
  stand_run(stand, texts);
  return stand_document_seconds(stand);
}

/* Doubles the text until the time can be trusted or the largest size is
 * reached: a byte of the largest text may cost four times one of the smallest.
 */
static void
try_large(Subject *subject, Stand *stand, const stemma_stage *stage,
          Verdict *verdict)
{
  const gsize least = 1 << 18, most = 1 << 24;
  const double enough = 0.1, measurable = 0.002;
  double first = MAX(seconds_for(stand, least, subject->seed), measurable);
  double last = first;
  gsize size = least;

  while (size < most && last < enough) {
    size *= 2;
    last = seconds_for(stand, size, subject->seed);
  }
  look_at_run(stand, NULL, verdict);
  if (last / (double)size > 4 * first / (double)least)
    verdict_fail(verdict,
                 "stage \"%s\" took %.3f s for %" G_GSIZE_FORMAT
                 " KiB, and %.3f s for %" G_GSIZE_FORMAT " KiB",
                 stage->id, first, least >> 10, last, size >> 10);
}

static void
check_large(Subject *subject, Verdict *verdict)
{
  const StandSettings settings = { .by_document = TRUE };
  const Module *module = subject_load(subject, verdict);

  for (guint i = 0; module && i < module->stage_count; i++) {
    g_autoptr(Stand) stand =
        stand_open(subject, module->stages[i], &settings, NULL, verdict);
    if (stand && stand_reads_documents(stand))
      try_large(subject, stand, module->stages[i], verdict);
  }
}

const Check text_checks[] = {
  { "text.samples", LEVEL_WARNING, "finds something in ordinary news",
    "name texts behind the file in which the stage finds something",
    check_samples },
  { "text.empty", LEVEL_ERROR, "bears an empty text, and no text at all",
    "length may be 0, and then text points to a NUL", check_empty },
  { "text.one-char", LEVEL_ERROR, "bears texts of one character",
    "look at the end before each look ahead", check_one_char },
  { "text.unicode", LEVEL_ERROR, "bears odd scripts, signs and controls",
    "any valid UTF-8 without a NUL may come", check_unicode },
  { "text.one-line", LEVEL_ERROR, "bears a text without a line end",
    "a line may be as long as the text", check_one_line },
  { "text.cut", LEVEL_ERROR, "bears a text that ends anywhere",
    "a quote, a number or a sentence may have no end", check_cut },
  { "text.mutations", LEVEL_ERROR, "bears 500 mutations of the samples",
    "run it again with the same --seed; the message names the text",
    check_mutations },
  { "text.prefix-shift", LEVEL_ADVICE, "finds the same behind 17 blanks",
    "let rows depend on what is written, not on where", check_prefix_shift },
  { "text.large", LEVEL_ERROR, "needs time in proportion to the text",
    "no loop over the whole text, or all rows, for each row", check_large },
  { .id = NULL },
};
