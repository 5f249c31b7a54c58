/* SPDX-License-Identifier: Apache-2.0 */
#include "score_metric.h"

#include "../output/rows/append.h"

/* A metric's settings and its sums over the hypotheses. */
typedef struct {
  BleuOptions bleu;
  ChrfOptions chrf;
  MtTerOptions ter;
  BleuStats bleu_sum;
  ChrfStats chrf_sum;
  TerStats ter_sum;
} Metric;

typedef struct {
  const char *name;
  gboolean (*read)(JsonObject *options, Metric *metric, GError **error);
  gboolean (*count)(ScoreScratch *scratch, Metric *metric, MtText hypothesis,
                    const MtText *references, gsize reference_count);
  double (*score)(const Metric *metric);
  void (*sign)(const Metric *metric, gsize references, char *out, gsize size);
} Kind;

void
score_scratch_clear(ScoreScratch *scratch)
{
  bleu_clear(&scratch->bleu);
  chrf_clear(&scratch->chrf);
  ter_clear(&scratch->ter);
  mt_words_clear(&scratch->words);
}

static gboolean
refuse(GError **error, const char *name, const char *found, const char *allowed)
{
  g_set_error(error, FILTER_ERROR, 0, "\"%s\" cannot be \"%s\": allowed: %s",
              name, found, allowed);
  return FALSE;
}

/* A whole number from `least` to `most` in *value. */
static gboolean
read_order(JsonObject *options, const char *name, guint least, guint most,
           guint32 *value, GError **error)
{
  double given = filter_number(options, name, *value);

  if (given < least || given > most) {
    g_set_error(error, FILTER_ERROR, 0, "\"%s\" must be from %u to %u", name,
                least, most);
    return FALSE;
  }
  *value = (guint32)given;
  return TRUE;
}

static gboolean
read_bleu(JsonObject *options, Metric *metric, GError **error)
{
  const char *tokenizer = filter_word(options, "tokenize", "13a");
  const char *smooth = filter_word(options, "smooth", "exp");
  BleuOptions *bleu = &metric->bleu;

  *bleu = bleu_defaults;
  if (!mt_tokenizer_from_name(tokenizer, &bleu->tokenizer))
    return refuse(error, "tokenize", tokenizer, "13a, char, intl, none");
  if (!bleu_smooth_from_name(smooth, &bleu->smooth))
    return refuse(error, "smooth", smooth, "add-k, exp, floor, none");
  bleu->smooth_value = filter_number(options, "smooth_value", -1);
  bleu->effective_order = filter_flag(options, "effective_order", FALSE);
  bleu->lower = filter_flag(options, "lowercase", FALSE);
  return read_order(options, "max_ngram_order", 1, BLEU_ORDERS, &bleu->orders,
                    error);
}

static gboolean
count_bleu(ScoreScratch *scratch, Metric *metric, MtText hypothesis,
           const MtText *references, gsize reference_count)
{
  BleuStats one;

  if (!bleu_count(&scratch->bleu, &metric->bleu, hypothesis, references,
                  reference_count, &one))
    return FALSE;
  bleu_add(&metric->bleu_sum, &one);
  return TRUE;
}

static double
score_bleu(const Metric *metric)
{
  return bleu_score(&metric->bleu_sum, &metric->bleu);
}

static void
sign_bleu(const Metric *metric, gsize references, char *out, gsize size)
{
  bleu_signature(&metric->bleu, references, out, size);
}

static gboolean
read_chrf(JsonObject *options, Metric *metric, GError **error)
{
  ChrfOptions *chrf = &metric->chrf;

  *chrf = chrf_defaults;
  chrf->beta = filter_number(options, "beta", 2);
  chrf->lower = filter_flag(options, "lowercase", FALSE);
  chrf->whitespace = filter_flag(options, "whitespace", FALSE);
  chrf->eps_smoothing = filter_flag(options, "eps_smoothing", FALSE);
  return read_order(options, "char_order", 1, CHRF_CHAR_ORDERS,
                    &chrf->char_order, error)
         && read_order(options, "word_order", 0, CHRF_WORD_ORDERS,
                       &chrf->word_order, error);
}

static gboolean
count_chrf(ScoreScratch *scratch, Metric *metric, MtText hypothesis,
           const MtText *references, gsize reference_count)
{
  ChrfStats one;

  if (!chrf_count(&scratch->chrf, &metric->chrf, hypothesis, references,
                  reference_count, &one))
    return FALSE;
  chrf_add(&metric->chrf_sum, &one);
  return TRUE;
}

static double
score_chrf(const Metric *metric)
{
  return chrf_score(&metric->chrf_sum, &metric->chrf);
}

static void
sign_chrf(const Metric *metric, gsize references, char *out, gsize size)
{
  chrf_signature(&metric->chrf, references, out, size);
}

static gboolean
read_ter(JsonObject *options, Metric *metric, GError **error)
{
  (void)error;
  metric->ter.normalized = filter_flag(options, "normalized", FALSE);
  metric->ter.no_punct = filter_flag(options, "no_punct", FALSE);
  metric->ter.asian_support = filter_flag(options, "asian_support", FALSE);
  metric->ter.case_sensitive = filter_flag(options, "case_sensitive", FALSE);
  return TRUE;
}

static gboolean
count_ter(ScoreScratch *scratch, Metric *metric, MtText hypothesis,
          const MtText *references, gsize reference_count)
{
  TerStats one;

  if (!ter_count(&scratch->ter, &metric->ter, hypothesis, references,
                 reference_count, &one))
    return FALSE;
  ter_add(&metric->ter_sum, &one);
  return TRUE;
}

static double
score_ter(const Metric *metric)
{
  return ter_score(&metric->ter_sum);
}

static void
sign_ter(const Metric *metric, gsize references, char *out, gsize size)
{
  ter_signature(&metric->ter, references, out, size);
}

static const Kind kinds[] = {
  { "bleu", read_bleu, count_bleu, score_bleu, sign_bleu },
  { "chrf", read_chrf, count_chrf, score_chrf, sign_chrf },
  { "ter", read_ter, count_ter, score_ter, sign_ter },
};

static const Kind *
find_kind(const char *name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (strcmp(kinds[i].name, name) == 0)
      return &kinds[i];
  refuse(error, "metric", name, "bleu, chrf, ter, ter-tokenizer");
  return NULL;
}

/* The streams of references, each as long as the hypotheses. */
static GPtrArray *
read_streams(JsonObject *line, guint hypotheses, GError **error)
{
  g_autoptr(GPtrArray) streams = g_ptr_array_new();
  JsonNode *node = json_object_get_member(line, "refs");
  JsonArray *outer =
      node && JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
  guint count = outer ? json_array_get_length(outer) : 0;

  for (guint i = 0; i < count; i++) {
    JsonNode *item = json_array_get_element(outer, i);
    JsonArray *stream =
        JSON_NODE_HOLDS_ARRAY(item) ? json_node_get_array(item) : NULL;

    if (!stream || json_array_get_length(stream) != hypotheses)
      count = 0;
    else
      g_ptr_array_add(streams, stream);
  }
  if (count > 0)
    return g_steal_pointer(&streams);
  g_set_error(error, FILTER_ERROR, 0,
              "\"refs\" must be lists of references, each as long as \"hyps\"");
  return NULL;
}

static gboolean
text_at(JsonArray *array, guint i, MtText *text)
{
  JsonNode *node = json_array_get_element(array, i);

  if (!JSON_NODE_HOLDS_VALUE(node)
      || json_node_get_value_type(node) != G_TYPE_STRING)
    return FALSE;
  text->bytes = json_node_get_string(node);
  text->length = strlen(text->bytes);
  return TRUE;
}

static gboolean
count_all(ScoreScratch *scratch, const Kind *kind, Metric *metric,
          JsonArray *hyps, GPtrArray *streams, GError **error)
{
  g_autofree MtText *references = g_new(MtText, streams->len);

  for (guint i = 0; i < json_array_get_length(hyps); i++) {
    MtText hypothesis;

    if (!text_at(hyps, i, &hypothesis))
      return FALSE;
    for (guint j = 0; j < streams->len; j++)
      if (!text_at(streams->pdata[j], i, &references[j])) {
        g_set_error(error, FILTER_ERROR, 0, "every reference must be a string");
        return FALSE;
      }
    if (!kind->count(scratch, metric, hypothesis, references, streams->len)) {
      g_set_error(error, FILTER_ERROR, 0, "not enough memory for these texts");
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
answer_tokens(ScoreScratch *scratch, JsonObject *line, JsonObject *options,
              const char *id, GString *out, GError **error)
{
  const char *input = filter_string(line, "input", error);
  g_autoptr(GString) joined = g_string_new(NULL);
  const MtWords *words = &scratch->words;
  Metric metric = { 0 };

  if (!input || !read_ter(options, &metric, error))
    return FALSE;
  if (!mt_words_split_ter(&scratch->words, input, strlen(input), &metric.ter)) {
    g_set_error(error, FILTER_ERROR, 0, "not enough memory for this text");
    return FALSE;
  }
  for (gsize i = 0; i < words->count; i++) {
    if (i > 0)
      g_string_append_c(joined, ' ');
    g_string_append_len(joined, words->text + words->slices[i].begin,
                        words->slices[i].end - words->slices[i].begin);
  }
  append_literal(out, "{\"id\":");
  append_text(out, id);
  append_literal(out, ",\"value\":");
  append_string(out, joined->str, joined->len);
  append_literal(out, "}\n");
  return TRUE;
}

static gboolean
answer_corpus(ScoreScratch *scratch, const Kind *kind, JsonObject *line,
              JsonObject *options, const char *id, GString *out, GError **error)
{
  JsonArray *hyps = filter_strings(line, "hyps", error);
  g_autoptr(GPtrArray) streams =
      hyps ? read_streams(line, json_array_get_length(hyps), error) : NULL;
  Metric metric = { 0 };
  char signature[160];

  if (!streams || !kind->read(options, &metric, error)
      || !count_all(scratch, kind, &metric, hyps, streams, error))
    return FALSE;
  kind->sign(&metric, streams->len, signature, sizeof signature);
  append_literal(out, "{\"id\":");
  append_text(out, id);
  append_literal(out, ",\"value\":");
  append_double(out, kind->score(&metric));
  append_literal(out, ",\"signature\":");
  append_text(out, signature);
  append_literal(out, "}\n");
  return TRUE;
}

gboolean
score_metric(ScoreScratch *scratch, JsonObject *line, const char *id,
             GString *out, GError **error)
{
  const char *name = filter_string(line, "metric", error);
  JsonObject *options = NULL;
  const Kind *kind;

  if (!name)
    return FALSE;
  if (json_object_has_member(line, "options")) {
    options = filter_object(line, "options", error);
    if (!options)
      return FALSE;
  }
  if (strcmp(name, "ter-tokenizer") == 0)
    return answer_tokens(scratch, line, options, id, out, error);
  kind = find_kind(name, error);
  return kind && answer_corpus(scratch, kind, line, options, id, out, error);
}
