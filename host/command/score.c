/* SPDX-License-Identifier: Apache-2.0
 *
 * score.c - "stemma score": the standard metrics and the similarity of meaning
 * of pairs of texts, from JSON Lines to JSON Lines.
 */
#include "score_metric.h"

#include "../output/rows/append.h"
#include "options.h"

#include "similarity.h"

/* What the lines so far gave, for lines with "members". */
typedef struct {
  BleuStats bleu;
  ChrfStats chrf;
  ChrfStats chrfpp;
  TerStats ter;
  guint references;
} Counts;

typedef struct {
  ScoreScratch scratch;
  Similarity *similarity;
  GHashTable *counts; /* id -> Counts */
  gboolean signatures;
} Score;

typedef struct {
  gboolean signatures;
} Own;

static MtText
text_of(const char *bytes)
{
  MtText text = { bytes, strlen(bytes) };

  return text;
}

static void
begin_line(GString *out, const char *id)
{
  append_literal(out, "{\"id\":");
  append_text(out, id);
}

static void
add_number(GString *out, const char *name, double number)
{
  g_string_append_printf(out, ",\"%s\":", name);
  append_double(out, number);
}

static const BleuOptions *
bleu_options(gboolean sentence)
{
  static const BleuOptions options[2] = {
    { MT_TOKENIZER_13A, BLEU_EXP, -1, 4, false, false },
    { MT_TOKENIZER_13A, BLEU_EXP, -1, 4, true, false },
  };

  return &options[sentence != FALSE];
}

static const MtTerOptions ter_options;

static void
add_signatures(GString *out, gboolean sentence, guint references)
{
  char text[160];

  append_literal(out, ",\"signatures\":{\"bleu\":");
  bleu_signature(bleu_options(sentence), references, text, sizeof text);
  append_text(out, text);
  append_literal(out, ",\"chrf\":");
  chrf_signature(&chrf_defaults, references, text, sizeof text);
  append_text(out, text);
  append_literal(out, ",\"chrfpp\":");
  chrf_signature(&chrfpp_defaults, references, text, sizeof text);
  append_text(out, text);
  append_literal(out, ",\"ter\":");
  ter_signature(&ter_options, references, text, sizeof text);
  append_text(out, text);
  append_literal(out, "}");
}

static void
add_scores(GString *out, const Counts *counts, gboolean sentence)
{
  add_number(out, "bleu", bleu_score(&counts->bleu, bleu_options(sentence)));
  add_number(out, "chrf", chrf_score(&counts->chrf, &chrf_defaults));
  add_number(out, "chrfpp", chrf_score(&counts->chrfpp, &chrfpp_defaults));
  add_number(out, "ter", ter_score(&counts->ter));
}

static gboolean
count(Score *score, MtText hypothesis, GArray *references, Counts *counts,
      GError **error)
{
  const MtText *texts = (const MtText *)(gpointer)references->data;
  ScoreScratch *scratch = &score->scratch;
  guint n = references->len;

  counts->references = n;
  if (bleu_count(&scratch->bleu, bleu_options(TRUE), hypothesis, texts, n,
                 &counts->bleu)
      && chrf_count(&scratch->chrf, &chrf_defaults, hypothesis, texts, n,
                    &counts->chrf)
      && chrf_count(&scratch->chrf, &chrfpp_defaults, hypothesis, texts, n,
                    &counts->chrfpp)
      && ter_count(&scratch->ter, &ter_options, hypothesis, texts, n,
                   &counts->ter))
    return TRUE;
  g_set_error(error, FILTER_ERROR, 0, "not enough memory for these texts");
  return FALSE;
}

static gboolean
answer_references(Score *score, JsonObject *line, const char *id, GString *out,
                  GError **error)
{
  const char *hypothesis = filter_string(line, "hyp", error);
  JsonArray *refs = hypothesis ? filter_strings(line, "refs", error) : NULL;
  g_autoptr(GArray) references = g_array_new(FALSE, FALSE, sizeof(MtText));
  Counts counts;

  if (!refs)
    return FALSE;
  for (guint i = 0; i < json_array_get_length(refs); i++) {
    MtText text = text_of(json_array_get_string_element(refs, i));

    g_array_append_val(references, text);
  }
  if (references->len == 0) {
    g_set_error(error, FILTER_ERROR, 0, "\"refs\" has no reference");
    return FALSE;
  }
  if (!count(score, text_of(hypothesis), references, &counts, error))
    return FALSE;
  begin_line(out, id);
  add_scores(out, &counts, TRUE);
  if (score->signatures)
    add_signatures(out, TRUE, references->len);
  append_literal(out, "}\n");
  g_hash_table_insert(score->counts, g_strdup(id),
                      g_memdup2(&counts, sizeof counts));
  return TRUE;
}

static gboolean
answer_members(Score *score, JsonObject *line, const char *id, GString *out,
               GError **error)
{
  JsonArray *members = filter_strings(line, "members", error);
  Counts sum = { 0 };

  if (!members)
    return FALSE;
  for (guint i = 0; i < json_array_get_length(members); i++) {
    const char *name = json_array_get_string_element(members, i);
    const Counts *counts = g_hash_table_lookup(score->counts, name);

    if (!counts) {
      g_set_error(error, FILTER_ERROR, 0,
                  "member \"%s\" is no line above with \"hyp\" and \"refs\"",
                  name);
      return FALSE;
    }
    bleu_add(&sum.bleu, &counts->bleu);
    chrf_add(&sum.chrf, &counts->chrf);
    chrf_add(&sum.chrfpp, &counts->chrfpp);
    ter_add(&sum.ter, &counts->ter);
    sum.references =
        i == 0 || sum.references == counts->references ? counts->references : 0;
  }
  begin_line(out, id);
  add_scores(out, &sum, FALSE);
  add_signatures(out, FALSE, sum.references);
  append_literal(out, "}\n");
  return TRUE;
}

static gboolean
answer_meaning(Score *score, JsonObject *line, const char *id, GString *out,
               GError **error)
{
  const char *a = filter_string(line, "a", error);
  const char *b = a ? filter_string(line, "b", error) : NULL;
  double value;

  if (!b)
    return FALSE;
  value = similarity_score(score->similarity, text_of(a), text_of(b));
  if (value < 0) {
    g_set_error(error, FILTER_ERROR, 0, "not enough memory for these texts");
    return FALSE;
  }
  begin_line(out, id);
  add_number(out, "score", value);
  append_literal(out, "}\n");
  return TRUE;
}

static gboolean
answer(gpointer data, JsonObject *line, GString *out, GError **error)
{
  Score *score = data;
  const char *id = filter_string(line, "id", error);

  if (!id)
    return FALSE;
  if (json_object_has_member(line, "metric"))
    return score_metric(&score->scratch, line, id, out, error);
  if (json_object_has_member(line, "members"))
    return answer_members(score, line, id, out, error);
  if (json_object_has_member(line, "hyp"))
    return answer_references(score, line, id, out, error);
  if (json_object_has_member(line, "a"))
    return answer_meaning(score, line, id, out, error);
  g_set_error(error, FILTER_ERROR, 0,
              "expected \"hyp\" and \"refs\", or \"a\" and \"b\", or "
              "\"members\", or \"metric\"");
  return FALSE;
}

static int
run_score(int argc, char **argv)
{
  g_autoptr(SharedOptions) shared = shared_options_new();
  Score score = { .similarity = NULL };
  Own own = { FALSE };
  int status;

  if (!command_parse(&command_score, &argc, &argv, &own, shared, &status))
    return status;
  score.signatures = own.signatures;
  score.similarity = similarity_new("en");
  score.counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  status =
      score.similarity ? filter_run(argv + 1, answer, &score) : STATUS_TROUBLE;
  similarity_free(score.similarity);
  g_hash_table_unref(score.counts);
  score_scratch_clear(&score.scratch);
  return status;
}

static const GOptionEntry options[] = {
  { "signatures", 0, 0, G_OPTION_ARG_NONE, OPTION_AT(Own, signatures),
    "print the metrics' signatures on each line", NULL },
  { NULL },
};

const Command command_score = {
  .name = "score",
  .summary = "score pairs of texts, from JSON Lines to JSON Lines",
  .usage = "[OPTION]... [FILE]...",
  .details =
      "Each line of FILE, or of standard input, is an object with \"id\" and\n"
      "  \"hyp\", \"refs\": [...]   gives bleu, chrf, chrfpp, ter\n"
      "  \"members\": [ID...]     gives the corpus scores of lines above\n"
      "  \"a\", \"b\"               gives score, the similarity of meaning\n"
      "  \"metric\", \"options\", \"hyps\": [...], \"refs\": [[...]...]\n"
      "                         gives value; metric: bleu, chrf, ter\n",
  .options = options,
  .run = run_score,
};
