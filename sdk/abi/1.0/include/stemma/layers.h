/* SPDX-License-Identifier: 0BSD
 *
 * stemma/layers.h - the rows that the built-in stages read and write, and the
 * layers that describe them.
 *
 * A stage names the layer in its ports: {&stemma_quote_layer, 0, 0, 0}.  Each
 * plugin has its own copy of these constants; the host compares them by value.
 */
#ifndef STEMMA_LAYERS_H
#define STEMMA_LAYERS_H

#include "schema.h"
#include "util.h"

STEMMA_BEGIN

#define STEMMA_LAYER_OF(name, type, fields, flags, summary)                    \
  static const stemma_layer stemma_##name##_layer = {                          \
    (uint32_t)sizeof(stemma_layer), 1,    #name, summary, STEMMA_LIST(fields), \
    (uint32_t)sizeof(type),         flags                                      \
  }

/* token: the words, numbers and marks of a text.  Blanks have no token. */
enum {
  STEMMA_TOKEN_WORD = 0,        /* letters, with inner ' and - */
  STEMMA_TOKEN_NUMBER = 1,      /* starts with a digit: "42.7", "1,000" */
  STEMMA_TOKEN_PUNCTUATION = 2, /* one mark each: , . " ( */
  STEMMA_TOKEN_SYMBOL = 3       /* one sign each: $ % + and the like */
};
typedef struct stemma_token {
  stemma_row row;
  uint32_t kind;     /* STEMMA_TOKEN_... */
  uint32_t sentence; /* its row in "sentence" */
  uint64_t fold;     /* FNV-1a 64 of the case-folded form, so that every
                      * later look-up in a word table is one probe */
} stemma_token;
static const char *const stemma_token_kinds[] = { "word", "number",
                                                  "punctuation", "symbol", 0 };
static const stemma_field stemma_token_fields[] = {
  STEMMA_FIELD_ENUM(stemma_token, kind, stemma_token_kinds, "what it is"),
  STEMMA_FIELD_LINK(stemma_token, sentence, STEMMA_ROW, "sentence",
                    "the sentence that it stands in"),
  STEMMA_FIELD_HIDE(stemma_token, fold, STEMMA_I64,
                    "hash of the case-folded form"),
};
STEMMA_LAYER_OF(token, stemma_token, stemma_token_fields,
                STEMMA_LAYER_SORTED | STEMMA_LAYER_DISJOINT,
                "words, numbers and marks");

/* sentence: only its span.  A sentence never crosses a paragraph's end. */
typedef struct stemma_sentence {
  stemma_row row;
  uint32_t paragraph; /* counted from 0 */
  uint32_t tokens;    /* how many tokens stand in it */
} stemma_sentence;
static const stemma_field stemma_sentence_fields[] = {
  STEMMA_FIELD_HIDE(stemma_sentence, paragraph, STEMMA_U32,
                    "the paragraph's number, from 0"),
  STEMMA_FIELD_HIDE(stemma_sentence, tokens, STEMMA_U32,
                    "how many tokens it has"),
};
STEMMA_LAYER_OF(sentence, stemma_sentence, stemma_sentence_fields,
                STEMMA_LAYER_SORTED | STEMMA_LAYER_DISJOINT, "sentences");

/* quantity: a number with its unit, range and comparable value. */
enum {
  STEMMA_CARDINAL = 0,
  STEMMA_ORDINAL = 1,
  STEMMA_PERCENT = 2,
  STEMMA_MONEY = 3,
  STEMMA_AGE = 4,
  STEMMA_DURATION = 5,
  STEMMA_LENGTH = 6,
  STEMMA_AREA = 7,
  STEMMA_VOLUME = 8,
  STEMMA_MASS = 9,
  STEMMA_SPEED = 10,
  STEMMA_TEMPERATURE = 11,
  STEMMA_DATA = 12,
  STEMMA_OTHER = 13
};
enum {
  STEMMA_EXACT = 0,
  STEMMA_APPROX = 1,
  STEMMA_MORE_THAN = 2,
  STEMMA_LESS_THAN = 3,
  STEMMA_AT_LEAST = 4,
  STEMMA_AT_MOST = 5
};
enum {
  STEMMA_QUANTITY_VALUE = 0,
  STEMMA_QUANTITY_HIGH = 1,
  STEMMA_QUANTITY_BASE_VALUE = 2,
  STEMMA_QUANTITY_UNIT = 3,
  STEMMA_QUANTITY_BASE_UNIT = 4
};
typedef struct stemma_quantity {
  stemma_row row;       /* number and unit, without the modifier's words */
  uint32_t kind;        /* STEMMA_CARDINAL, ... */
  uint32_t modifier;    /* STEMMA_EXACT, ... */
  double value;         /* in the unit said; unset when vague */
  double high;          /* the end of a range, in the unit said */
  double base_value;    /* value in base_unit */
  stemma_str unit;      /* canonical name of the unit said */
  stemma_str base_unit; /* SI or the usual base; "month" or "second" */
} stemma_quantity;
static const char *const stemma_quantity_kinds[] = {
  "cardinal", "ordinal",     "percent", "money",  "age",
  "duration", "length",      "area",    "volume", "mass",
  "speed",    "temperature", "data",    "other",  0
};
static const char *const stemma_quantity_modifiers[] = {
  "none", "approx", "more_than", "less_than", "at_least", "at_most", 0
};
static const stemma_field stemma_quantity_fields[] = {
  STEMMA_FIELD_ENUM(stemma_quantity, kind, stemma_quantity_kinds,
                    "what is measured"),
  STEMMA_FIELD_ENUM(stemma_quantity, modifier, stemma_quantity_modifiers,
                    "what the words before it do to the value"),
  STEMMA_FIELD_OR_NULL(stemma_quantity, value, STEMMA_F64, "as unit says", 0,
                       "the number, or the first bound of a range"),
  STEMMA_FIELD_OR_NULL(stemma_quantity, high, STEMMA_F64, "as unit says", 1,
                       "the second bound of a range"),
  STEMMA_FIELD_OR_NULL(stemma_quantity, base_value, STEMMA_F64,
                       "as base_unit says", 2, "value, made comparable"),
  STEMMA_FIELD_OR_NULL(stemma_quantity, unit, STEMMA_STR, "", 3,
                       "canonical name of the unit"),
  STEMMA_FIELD_OR_NULL(stemma_quantity, base_unit, STEMMA_STR, "", 4,
                       "the unit of base_value"),
};
STEMMA_LAYER_OF(quantity, stemma_quantity, stemma_quantity_fields,
                STEMMA_LAYER_SORTED, "numbers with their units");

/* target: somebody or something that sentiment is measured towards. */
typedef struct stemma_target {
  stemma_row row;
  stemma_str name; /* "" when the input gives none */
} stemma_target;
static const stemma_field stemma_target_fields[] = {
  STEMMA_FIELD(stemma_target, name, STEMMA_STR, "", "what it is called"),
};
STEMMA_LAYER_OF(target, stemma_target, stemma_target_fields,
                STEMMA_LAYER_SORTED, "whom or what sentiment is towards");

/* sentiment: how a stretch of text sounds. */
enum {
  STEMMA_SCOPE_DOCUMENT = 0,  /* 0 to length */
  STEMMA_SCOPE_NARRATION = 1, /* 0 to length; what the journalist writes */
  STEMMA_SCOPE_SPEECH = 2,    /* 0 to length; what is quoted */
  STEMMA_SCOPE_SENTENCE = 3,
  STEMMA_SCOPE_QUOTE = 4, /* the quote row's span */
  STEMMA_SCOPE_TARGET = 5 /* the target row's span */
};
enum { STEMMA_NEGATIVE = 0, STEMMA_NEUTRAL = 1, STEMMA_POSITIVE = 2 };
typedef struct stemma_sentiment {
  stemma_row row;
  uint32_t scope; /* STEMMA_SCOPE_... */
  uint32_t label; /* positive from +.125, negative to -.125 */
  double score;   /* -1..1 */
} stemma_sentiment;
static const char *const stemma_sentiment_scopes[] = {
  "document", "narration", "speech", "sentence", "quote", "target", 0
};
static const char *const stemma_sentiment_labels[] = { "negative", "neutral",
                                                       "positive", 0 };
static const stemma_field stemma_sentiment_fields[] = {
  STEMMA_FIELD_ENUM(stemma_sentiment, scope, stemma_sentiment_scopes,
                    "what is scored"),
  STEMMA_FIELD_ENUM(stemma_sentiment, label, stemma_sentiment_labels,
                    "the score in one word"),
  STEMMA_FIELD(stemma_sentiment, score, STEMMA_F64, "-1..1",
               "from negative to positive"),
};
STEMMA_LAYER_OF(sentiment, stemma_sentiment, stemma_sentiment_fields, 0,
                "how the text sounds");

/* sentiment_word: what a sentiment row rests on. */
typedef struct stemma_sentiment_word {
  stemma_row row;
  uint32_t sentiment;  /* STEMMA_ROW of "sentiment" */
  uint32_t reserved;   /* zero */
  double contribution; /* what it added to the raw score */
} stemma_sentiment_word;
static const stemma_field stemma_sentiment_word_fields[] = {
  STEMMA_FIELD_LINK(stemma_sentiment_word, sentiment, STEMMA_ROW, "sentiment",
                    "the row that it counts towards"),
  STEMMA_FIELD_HIDE(stemma_sentiment_word, reserved, STEMMA_U32, "zero"),
  STEMMA_FIELD(stemma_sentiment_word, contribution, STEMMA_F64, "",
               "what it adds to the score"),
};
STEMMA_LAYER_OF(sentiment_word, stemma_sentiment_word,
                stemma_sentiment_word_fields, 0,
                "the words that a sentiment rests on");

/* quote: what somebody is quoted as saying. */
enum { STEMMA_DIRECT = 0, STEMMA_MIXED = 1, STEMMA_INDIRECT = 2 };
enum {
  STEMMA_QUOTE_SPEAKER_SPAN = 0,
  STEMMA_QUOTE_CUE_SPAN = 1,
  STEMMA_QUOTE_SPEAKER = 2,
  STEMMA_QUOTE_ENTITY = 3,
  STEMMA_QUOTE_CUE = 4
};
typedef struct stemma_quote {
  stemma_row row;           /* the content, without the marks */
  uint32_t kind;            /* direct, mixed, indirect */
  uint32_t translated;      /* the text says that it is a translation */
  stemma_span speaker_span; /* nullable, bit 0 */
  stemma_span cue_span;     /* nullable, bit 1 */
  stemma_str speaker;       /* as written; nullable, bit 2 */
  stemma_str entity;        /* the fullest name; nullable, bit 3 */
  stemma_str cue;           /* as written; nullable, bit 4 */
} stemma_quote;
static const char *const stemma_quote_kinds[] = { "direct", "mixed", "indirect",
                                                  0 };
static const stemma_field stemma_quote_fields[] = {
  STEMMA_FIELD_ENUM(stemma_quote, kind, stemma_quote_kinds,
                    "a whole sentence, a part of one, or reported speech"),
  STEMMA_FIELD(stemma_quote, translated, STEMMA_BOOL, "",
               "the text says that it is a translation"),
  STEMMA_FIELD_OR_NULL(stemma_quote, speaker_span, STEMMA_SPAN, "", 0,
                       "where the speaker is named"),
  STEMMA_FIELD_OR_NULL(stemma_quote, cue_span, STEMMA_SPAN, "", 1,
                       "where the cue stands"),
  STEMMA_FIELD_OR_NULL(stemma_quote, speaker, STEMMA_STR, "", 2,
                       "the speaker, as written there"),
  STEMMA_FIELD_OR_NULL(stemma_quote, entity, STEMMA_STR, "", 3,
                       "the speaker's fullest name in the document"),
  STEMMA_FIELD_OR_NULL(stemma_quote, cue, STEMMA_STR, "", 4,
                       "the words that mark the quote: said, according to"),
};
STEMMA_LAYER_OF(quote, stemma_quote, stemma_quote_fields, STEMMA_LAYER_SORTED,
                "quotes with their speakers");

/* Corpus layers: anyone may replace quote-diff by writing these. */

/* utterance: something said once, rendered in one or more documents. */
typedef struct stemma_utterance {
  stemma_row row;      /* no place */
  uint32_t witnesses;  /* documents */
  uint32_t renderings; /* rows of "rendering" */
  stemma_str id;       /* "U1", by first appearance */
  stemma_str label;    /* a few words that all or most renderings share */
  stemma_str speaker;  /* nullable, bit 0 */
} stemma_utterance;
static const stemma_field stemma_utterance_fields[] = {
  STEMMA_FIELD(stemma_utterance, witnesses, STEMMA_U32, "",
               "how many documents render it"),
  STEMMA_FIELD(stemma_utterance, renderings, STEMMA_U32, "",
               "how many renderings it has"),
  STEMMA_FIELD(stemma_utterance, id, STEMMA_STR, "",
               "U1, U2, by first appearance"),
  STEMMA_FIELD(stemma_utterance, label, STEMMA_STR, "",
               "a few words to know it by"),
  STEMMA_FIELD_OR_NULL(stemma_utterance, speaker, STEMMA_STR, "", 0,
                       "who said it"),
};
STEMMA_LAYER_OF(utterance, stemma_utterance, stemma_utterance_fields,
                STEMMA_LAYER_CORPUS, "what was said, once each");

/* rendering: one quote as a rendering of an utterance. */
enum {
  STEMMA_FULL = 0,
  STEMMA_EXCERPT = 1,
  STEMMA_FRAGMENT = 2,
  STEMMA_REPORTED = 3 /* indirect speech: the reporter's words */
};
typedef struct stemma_rendering {
  stemma_row row;     /* in the document's text */
  uint32_t doc;       /* the document's number */
  uint32_t utterance; /* its row in "utterance" */
  uint32_t role;      /* full, excerpt, fragment, indirect */
  uint32_t quote;     /* its row in the document's "quote"; nullable, bit 0 */
  stemma_str text;    /* the words of it */
} stemma_rendering;
static const char *const stemma_rendering_roles[] = { "full", "excerpt",
                                                      "fragment", "indirect",
                                                      0 };
static const stemma_field stemma_rendering_fields[] = {
  STEMMA_FIELD(stemma_rendering, doc, STEMMA_DOC, "", "the document"),
  STEMMA_FIELD_LINK(stemma_rendering, utterance, STEMMA_ROW, "utterance",
                    "what it renders"),
  STEMMA_FIELD_ENUM(stemma_rendering, role, stemma_rendering_roles,
                    "all of it, a stretch of it, a few words, or what it says "
                    "in the reporter's words"),
  STEMMA_FIELD_OR_NULL(stemma_rendering, quote, STEMMA_U32, "", 0,
                       "its row in the document's layer quote; unset for a "
                       "whole text"),
  STEMMA_FIELD(stemma_rendering, text, STEMMA_STR, "", "the words"),
};
STEMMA_LAYER_OF(rendering, stemma_rendering, stemma_rendering_fields,
                STEMMA_LAYER_CORPUS | STEMMA_LAYER_BY_DOC,
                "the quotes that render an utterance");

/* reading: what one rendering has in one column of the collation. */
enum {
  STEMMA_INVARIANT = 0, /* every witness has the same word */
  STEMMA_VARIANT = 1,   /* witnesses differ */
  STEMMA_OMISSION = 2,  /* this witness has nothing; begin == end */
  STEMMA_TRANSPOSED = 3 /* the same word, moved */
};
typedef struct stemma_reading {
  stemma_row row;
  uint32_t utterance; /* its row in "utterance" */
  uint32_t column;    /* of the utterance's table, from 0 */
  uint32_t doc;       /* the document's number */
  uint32_t rendering; /* its row in "rendering" */
  uint32_t kind;      /* invariant, variant, omission, transposed */
  uint32_t content;   /* 1: a word or number; 0: a mark */
  stemma_str text;    /* as written; empty for an omission */
} stemma_reading;
static const char *const stemma_reading_kinds[] = { "invariant", "variant",
                                                    "omission", "transposed",
                                                    0 };
static const stemma_field stemma_reading_fields[] = {
  STEMMA_FIELD_LINK(stemma_reading, utterance, STEMMA_ROW, "utterance",
                    "what is collated"),
  STEMMA_FIELD(stemma_reading, column, STEMMA_U32, "",
               "the column of the collation, from 0"),
  STEMMA_FIELD(stemma_reading, doc, STEMMA_DOC, "", "the document"),
  STEMMA_FIELD_LINK(stemma_reading, rendering, STEMMA_ROW, "rendering",
                    "the rendering that it is read in"),
  STEMMA_FIELD_ENUM(stemma_reading, kind, stemma_reading_kinds,
                    "how it stands to the other witnesses"),
  STEMMA_FIELD(stemma_reading, content, STEMMA_BOOL, "",
               "a word or number, not a mark"),
  STEMMA_FIELD(stemma_reading, text, STEMMA_STR, "", "the word, as written"),
};
STEMMA_LAYER_OF(reading, stemma_reading, stemma_reading_fields,
                STEMMA_LAYER_CORPUS, "the collation, cell by cell");

/* diff: one operation of the word diff of two renderings. */
enum {
  STEMMA_EQUAL = 0,
  STEMMA_DELETE = 1,  /* only in `a` */
  STEMMA_INSERT = 2,  /* only in `b` */
  STEMMA_REPLACE = 3, /* other words in `b` */
  STEMMA_MOVE = 4     /* the same words, elsewhere in `b` */
};
typedef struct stemma_diff {
  stemma_row row;     /* no place */
  uint32_t utterance; /* its row in "utterance" */
  uint32_t op;        /* equal, delete, insert, replace, move */
  uint32_t a;         /* row of "rendering" */
  uint32_t b;         /* row of "rendering" */
  uint32_t a_doc;     /* the document's number */
  uint32_t b_doc;     /* the document's number */
  stemma_span a_span; /* in a's document; empty for insert */
  stemma_span b_span; /* in b's document; empty for delete */
} stemma_diff;
static const char *const stemma_diff_ops[] = { "equal",   "delete", "insert",
                                               "replace", "move",   0 };
static const stemma_field stemma_diff_fields[] = {
  STEMMA_FIELD_LINK(stemma_diff, utterance, STEMMA_ROW, "utterance",
                    "what both render"),
  STEMMA_FIELD_ENUM(stemma_diff, op, stemma_diff_ops,
                    "what turns a into b here"),
  STEMMA_FIELD_LINK(stemma_diff, a, STEMMA_ROW, "rendering",
                    "the one rendering"),
  STEMMA_FIELD_LINK(stemma_diff, b, STEMMA_ROW, "rendering",
                    "the other rendering"),
  STEMMA_FIELD(stemma_diff, a_doc, STEMMA_DOC, "", "the document of a"),
  STEMMA_FIELD(stemma_diff, b_doc, STEMMA_DOC, "", "the document of b"),
  STEMMA_FIELD(stemma_diff, a_span, STEMMA_SPAN, "", "where, in a"),
  STEMMA_FIELD(stemma_diff, b_span, STEMMA_SPAN, "", "where, in b"),
};
STEMMA_LAYER_OF(diff, stemma_diff, stemma_diff_fields, STEMMA_LAYER_CORPUS,
                "word diffs of pairs of renderings");

/* variance: how far the renderings of an utterance lie apart. */
enum {
  STEMMA_VARIANCE_ALL = 0,    /* the utterance; a and b unset */
  STEMMA_VARIANCE_PAIR = 1,   /* two witnesses */
  STEMMA_VARIANCE_WITNESS = 2 /* one witness against the others; b unset */
};
enum { STEMMA_VERBATIM = 0, STEMMA_EDITED = 1, STEMMA_INDEPENDENT = 2 };
typedef struct stemma_variance {
  stemma_row row;       /* no place */
  uint32_t utterance;   /* its row in "utterance" */
  uint32_t scope;       /* all, pair, witness */
  uint32_t a;           /* the document's number; nullable, bit 0 */
  uint32_t b;           /* the document's number; nullable, bit 1 */
  uint32_t translation; /* verbatim, edited, independent; nullable, bit 2 */
  uint32_t witnesses;   /* how many documents are compared */
  double score;         /* combined divergence, 0 identical .. 1 */
  double wording;       /* 0..1 */
  double order;         /* 0..1 */
  double omission;      /* 0..1 */
  double meaning;       /* 0..1, 0: the same meaning */
  double bleu;          /* 0..100, nullable, bit 3 */
  double chrf;          /* 0..100, nullable, bit 4 */
  double ter;           /* 0.. , nullable, bit 5 */
  double low;           /* of score's interval; nullable, bit 6 */
  double high;          /* of score's interval; nullable, bit 7 */
  stemma_str signature; /* of the standard metrics */
  double eddy_euclid;   /* Eddy of a witness, Viv of all; nullable, bit 8 */
  double eddy_cosine;   /* 0..1; nullable, bit 9 */
  double eddy_dice;     /* 0..1; nullable, bit 10 */
  double eddy_rarity;   /* 0..1; nullable, bit 11 */
  double eddy_spread;   /* of eddy_euclid; all alone; nullable, bit 12 */
  double entropy;       /* bits a column; all alone; nullable, bit 13 */
  double entropy_share; /* 0..1 of the most; all alone; nullable, bit 14 */
} stemma_variance;
static const char *const stemma_variance_scopes[] = { "all", "pair", "witness",
                                                      0 };
static const char *const stemma_variance_translations[] = { "verbatim",
                                                            "edited",
                                                            "independent", 0 };
static const stemma_field stemma_variance_fields[] = {
  STEMMA_FIELD_LINK(stemma_variance, utterance, STEMMA_ROW, "utterance",
                    "what is compared"),
  STEMMA_FIELD_ENUM(stemma_variance, scope, stemma_variance_scopes,
                    "the utterance, two witnesses, or one against the rest"),
  STEMMA_FIELD_OR_NULL(stemma_variance, a, STEMMA_DOC, "", 0,
                       "the one document"),
  STEMMA_FIELD_OR_NULL(stemma_variance, b, STEMMA_DOC, "", 1,
                       "the other document"),
  STEMMA_FIELD_ENUM_OR_NULL(stemma_variance, translation,
                            stemma_variance_translations, 2,
                            "how the two renderings are related"),
  STEMMA_FIELD(stemma_variance, witnesses, STEMMA_U32, "",
               "how many documents are compared"),
  STEMMA_FIELD(stemma_variance, score, STEMMA_F64, "0..1",
               "divergence, all in one"),
  STEMMA_FIELD(stemma_variance, wording, STEMMA_F64, "0..1",
               "other words in the same place"),
  STEMMA_FIELD(stemma_variance, order, STEMMA_F64, "0..1",
               "the same words in other places"),
  STEMMA_FIELD(stemma_variance, omission, STEMMA_F64, "0..1",
               "words that a witness leaves out"),
  STEMMA_FIELD(stemma_variance, meaning, STEMMA_F64, "0..1",
               "how far the meanings lie apart"),
  STEMMA_FIELD_OR_NULL(stemma_variance, bleu, STEMMA_F64, "0..100", 3,
                       "BLEU, mean of both directions"),
  STEMMA_FIELD_OR_NULL(stemma_variance, chrf, STEMMA_F64, "0..100", 4,
                       "chrF2, mean of both directions"),
  STEMMA_FIELD_OR_NULL(stemma_variance, ter, STEMMA_F64, "percent", 5,
                       "TER, mean of both directions"),
  STEMMA_FIELD_OR_NULL(stemma_variance, low, STEMMA_F64, "0..1", 6,
                       "lower end of score's interval"),
  STEMMA_FIELD_OR_NULL(stemma_variance, high, STEMMA_F64, "0..1", 7,
                       "upper end of score's interval"),
  STEMMA_FIELD(stemma_variance, signature, STEMMA_STR, "",
               "what the standard metrics were computed with"),
  STEMMA_FIELD_OR_NULL(stemma_variance, eddy_euclid, STEMMA_F64, "", 8,
                       "Eddy of the witness, Viv of all: Euclidean distance"),
  STEMMA_FIELD_OR_NULL(stemma_variance, eddy_cosine, STEMMA_F64, "0..1", 9,
                       "Eddy or Viv: 1 - cosine to the mean witness"),
  STEMMA_FIELD_OR_NULL(stemma_variance, eddy_dice, STEMMA_F64, "0..1", 10,
                       "Eddy or Viv: 1 - Dice of the word types"),
  STEMMA_FIELD_OR_NULL(stemma_variance, eddy_rarity, STEMMA_F64, "0..1", 11,
                       "Eddy or Viv: how few others use the words"),
  STEMMA_FIELD_OR_NULL(stemma_variance, eddy_spread, STEMMA_F64, "", 12,
                       "standard deviation of eddy_euclid"),
  STEMMA_FIELD_OR_NULL(stemma_variance, entropy, STEMMA_F64, "bits", 13,
                       "mean entropy of the readings of a place"),
  STEMMA_FIELD_OR_NULL(stemma_variance, entropy_share, STEMMA_F64, "0..1", 14,
                       "the same, as a share of the most possible"),
};
STEMMA_LAYER_OF(variance, stemma_variance, stemma_variance_fields,
                STEMMA_LAYER_CORPUS, "how far renderings lie apart");

/* lineage: the edges of the tree of witnesses. */
typedef struct stemma_lineage {
  stemma_row row;    /* no place */
  uint32_t from;     /* a node: below `nodes` of the tree */
  uint32_t to;       /* a node */
  uint32_t from_doc; /* the document at `from`; nullable, bit 0 */
  uint32_t to_doc;   /* the document at `to`; nullable, bit 1 */
  uint32_t kind;     /* verbatim, edited, independent */
  uint32_t tree;     /* from 0: witnesses that share nothing stand apart */
  double length;     /* 0..1: share of weighted readings that differ */
  double support;    /* 0..1: share of resamples with this edge */
} stemma_lineage;
static const stemma_field stemma_lineage_fields[] = {
  STEMMA_FIELD(stemma_lineage, from, STEMMA_U32, "", "the one node"),
  STEMMA_FIELD(stemma_lineage, to, STEMMA_U32, "", "the other node"),
  STEMMA_FIELD_OR_NULL(stemma_lineage, from_doc, STEMMA_DOC, "", 0,
                       "the document at from"),
  STEMMA_FIELD_OR_NULL(stemma_lineage, to_doc, STEMMA_DOC, "", 1,
                       "the document at to"),
  STEMMA_FIELD_ENUM(stemma_lineage, kind, stemma_variance_translations,
                    "how the two ends are related"),
  STEMMA_FIELD(stemma_lineage, tree, STEMMA_U32, "",
               "the tree of the forest, from 0"),
  STEMMA_FIELD(stemma_lineage, length, STEMMA_F64, "0..1",
               "weighted readings that differ"),
  STEMMA_FIELD(stemma_lineage, support, STEMMA_F64, "0..1",
               "share of resamples that have this edge"),
};
STEMMA_LAYER_OF(lineage, stemma_lineage, stemma_lineage_fields,
                STEMMA_LAYER_CORPUS, "which witnesses share renderings");

/* lineage_tree: each tree of the forest in one line. */
typedef struct stemma_lineage_tree {
  stemma_row row;     /* no place */
  uint32_t tree;      /* as in "lineage" */
  uint32_t witnesses; /* documents in it */
  stemma_str newick;  /* with the documents' numbers as names */
} stemma_lineage_tree;
static const stemma_field stemma_lineage_tree_fields[] = {
  STEMMA_FIELD(stemma_lineage_tree, tree, STEMMA_U32, "",
               "the tree of the forest, from 0"),
  STEMMA_FIELD(stemma_lineage_tree, witnesses, STEMMA_U32, "",
               "how many documents stand in it"),
  STEMMA_FIELD(stemma_lineage_tree, newick, STEMMA_STR, "",
               "the tree in Newick form; names are documents' numbers"),
};
STEMMA_LAYER_OF(lineage_tree, stemma_lineage_tree, stemma_lineage_tree_fields,
                STEMMA_LAYER_CORPUS, "the trees of witnesses, a line each");

/* agreement: one quantity that documents give, and whether they agree. */
enum { STEMMA_AGREE = 0, STEMMA_DIFFER = 1, STEMMA_ONE_SOURCE = 2 };
typedef struct stemma_agreement {
  stemma_row row;       /* no place */
  uint32_t verdict;     /* agree, differ, one_source */
  uint32_t vague;       /* 1: some document gives only a vague amount */
  uint32_t documents;   /* how many */
  uint32_t kind;        /* of the quantities, as in "quantity" */
  stemma_range members; /* rows of "agreement_member" */
  stemma_str about;     /* a few words: "talks lasted" */
  stemma_str base_unit; /* nullable, bit 0 */
} stemma_agreement;
static const char *const stemma_agreement_verdicts[] = { "agree", "differ",
                                                         "one_source", 0 };
static const stemma_field stemma_agreement_fields[] = {
  STEMMA_FIELD_ENUM(stemma_agreement, verdict, stemma_agreement_verdicts,
                    "do the documents agree"),
  STEMMA_FIELD(stemma_agreement, vague, STEMMA_BOOL, "",
               "some document gives only a vague amount"),
  STEMMA_FIELD(stemma_agreement, documents, STEMMA_U32, "",
               "how many documents give it"),
  STEMMA_FIELD_ENUM(stemma_agreement, kind, stemma_quantity_kinds,
                    "what is measured"),
  STEMMA_FIELD_LINK(stemma_agreement, members, STEMMA_RANGE, "agreement_member",
                    "the quantities"),
  STEMMA_FIELD(stemma_agreement, about, STEMMA_STR, "",
               "what the number is about"),
  STEMMA_FIELD_OR_NULL(stemma_agreement, base_unit, STEMMA_STR, "", 0,
                       "the unit that values are compared in"),
};
STEMMA_LAYER_OF(agreement, stemma_agreement, stemma_agreement_fields,
                STEMMA_LAYER_CORPUS, "quantities that several documents give");

typedef struct stemma_agreement_member {
  stemma_row row;     /* in the document's text */
  uint32_t doc;       /* the document's number */
  uint32_t quantity;  /* its row in the document's "quantity" */
  uint32_t modifier;  /* as in "quantity" */
  uint32_t agreement; /* its row in "agreement" */
  double base_value;  /* nullable, bit 0 */
  double base_high;   /* nullable, bit 1 */
  stemma_str text;    /* with its modifier, as written */
} stemma_agreement_member;
static const stemma_field stemma_agreement_member_fields[] = {
  STEMMA_FIELD(stemma_agreement_member, doc, STEMMA_DOC, "", "the document"),
  STEMMA_FIELD(stemma_agreement_member, quantity, STEMMA_U32, "",
               "its row in the document's layer quantity"),
  STEMMA_FIELD_ENUM(stemma_agreement_member, modifier,
                    stemma_quantity_modifiers, "more than, about, ..."),
  STEMMA_FIELD_LINK(stemma_agreement_member, agreement, STEMMA_ROW, "agreement",
                    "the quantity that this is one of"),
  STEMMA_FIELD_OR_NULL(stemma_agreement_member, base_value, STEMMA_F64,
                       "as base_unit says", 0, "the value, comparable"),
  STEMMA_FIELD_OR_NULL(stemma_agreement_member, base_high, STEMMA_F64,
                       "as base_unit says", 1, "the end of a range"),
  STEMMA_FIELD(stemma_agreement_member, text, STEMMA_STR, "",
               "the words, with more than or about"),
};
STEMMA_LAYER_OF(agreement_member, stemma_agreement_member,
                stemma_agreement_member_fields, STEMMA_LAYER_CORPUS,
                "one document's quantity in an agreement");

STEMMA_END
#endif
