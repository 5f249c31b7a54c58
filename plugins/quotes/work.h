/* SPDX-License-Identifier: Apache-2.0
 *
 * work.h - what the steps of the stage hand to each other about one document,
 * and the scratch memory that a worker keeps for it.
 */
#ifndef QUOTES_WORK_H
#define QUOTES_WORK_H

#include <stdbool.h>

#include <stemma/stemma.h>

#include "array.h"
#include "lexicon.h"

#define NONE UINT32_MAX

/* The stage's options, as the host fills them in. */
typedef struct Options {
  uint64_t styles;   /* one bit for each STYLE_... */
  int64_t min_words; /* shorter quotes are left out */
  int64_t distance;  /* paragraphs between a quote and its speaker */
  uint32_t indirect; /* find reported speech too */
  uint32_t nested;   /* quotes within quotes get rows of their own */
  uint32_t scare;    /* keep marked words that nobody is said to say */
  uint32_t reserved;
} Options;

enum { STYLE_DOUBLE = 0, STYLE_SINGLE = 1 };

/* A stretch between quotation marks. */
typedef struct Quoted {
  stemma_span inside;  /* without the marks */
  stemma_span outside; /* with them */
  uint8_t style;
  uint8_t depth;       /* 0: not within another one */
  uint8_t open;        /* no closing mark: it goes on in the next paragraph */
  uint8_t label;       /* the text after "NAME:", without any mark */
  uint8_t dash;        /* a dash leads it in */
  stemma_span speaker; /* with label: the name */
  uint32_t words;      /* words and numbers inside */
  uint32_t paragraph;
  uint32_t item; /* that stands for it, or NONE */
} Quoted;

typedef ARRAY(Quoted) Quotes;

/* A paragraph: its bytes and its tokens. */
typedef struct Paragraph {
  stemma_span text;
  uint32_t token;     /* the first one */
  uint32_t token_end; /* after the last one */
  uint32_t sentence;  /* the first one of the layer "sentence" */
  uint32_t quote;     /* the first quote in it */
  uint32_t quote_end;
  stemma_span label; /* "NAME" of an interview's "NAME:"; {0, 0}: none */
} Paragraph;

typedef ARRAY(Paragraph) Paragraphs;

/* A word, number or mark outside the quotes, or a whole quote: what the search
 * for speakers reads.  Only words have classes, and only marks have a `mark`,
 * so that who asks for one of those need not ask for the kind. */
enum { ITEM_WORD, ITEM_NUMBER, ITEM_MARK, ITEM_QUOTE };
enum {
  ITEM_UPPER = 1u << 0,      /* starts with a capital */
  ITEM_CAPS = 1u << 1,       /* two or more letters, all capitals */
  ITEM_POSSESSIVE = 1u << 2, /* Kim's, officials' */
  ITEM_FIRST = 1u << 3,      /* begins its sentence */
  ITEM_LY = 1u << 4,         /* an unknown word that ends in -ly */
  ITEM_ED = 1u << 5,         /* an unknown word that ends in -ed */
  ITEM_NAME = 1u << 6,       /* may be part of a name */
  ITEM_TIED = 1u << 7        /* may begin with an article: al-Okanti */
};
#define ITEM_LOOK                                                              \
  uint8_t kind;                                                                \
  uint8_t shape; /* ITEM_UPPER, ... */                                         \
  char mark;     /* ASCII; '-' for dashes, '.' also for an ellipsis */         \
  char end       /* a quote: the last character inside, as in mark */
typedef struct Look {
  ITEM_LOOK;
} Look;
typedef struct Item {
  stemma_span span;
  union {
    uint64_t fold;  /* of a word, without 's */
    uint32_t quote; /* of a quote: its index */
  };
  WORD_CLASSES;
  union {
    Look look;
    struct {
      ITEM_LOOK;
    };
  };
} Item;

typedef ARRAY(uint32_t) Indexes;

typedef struct Items {
  Item *items;
  uint32_t count;
  uint32_t room;
  Indexes strange; /* scratch: items whose form may tell more */
  Indexes cues;    /* items that may belong to a cue, in order */
  Indexes uppers;  /* words with a capital, in order */
  uint32_t months; /* bits of lexicon_month: the document calls people so */
} Items;

/* Items `first` to `last` - 1: a sentence with its quotes masked. */
typedef struct Sent {
  uint32_t first;
  uint32_t last;
  uint32_t body;     /* behind "KYIV (Agency) - " or "PHOTO:" */
  uint32_t headline; /* most of its words have capitals, no full stop */
  uint32_t quotes;   /* how many of its items are quotes */
  uint32_t quote;    /* the first one of them */
  uint32_t cue;      /* the first one of `cues` in it */
  uint32_t cue_end;
  uint32_t upper; /* the first one of `uppers` in it */
  uint32_t upper_end;
  uint32_t paragraph;
  uint32_t frame; /* the first one of its frames */
  uint32_t frame_end;
  bool opens;  /* it is the first of its paragraph */
  bool closes; /* ... the last */
  bool spoken; /* one of its quotes has a speaker */
} Sent;

typedef ARRAY(Sent) Sents;

/* Items `first` to `last` - 1 as a noun phrase. */
typedef struct Phrase {
  uint32_t first;
  uint32_t last;
  uint32_t head;
} Phrase;

/* Words that say that somebody says something. */
enum {
  FRAME_INVERTED = 1u << 0,   /* said X */
  FRAME_ACCORDING = 1u << 1,  /* according to X */
  FRAME_PARTICIPLE = 1u << 2, /* saying */
  FRAME_INFINITIVE = 1u << 3, /* to say */
  FRAME_PASSIVE = 1u << 4,    /* was told */
  FRAME_NEGATED = 1u << 5,    /* did not say */
  FRAME_COLON = 1u << 6,      /* X: */
  FRAME_NOUN = 1u << 7        /* X's claim */
};
typedef struct Frame {
  uint32_t first; /* items of the cue */
  uint32_t last;
  uint32_t cue; /* classes and form of its verb */
  uint32_t flags;
  Phrase subject; /* first NONE: not found */
} Frame;

typedef ARRAY(Frame) Frames;

/* What is known of a quote before it becomes a row. */
typedef struct Found {
  stemma_span span;
  uint32_t kind; /* STEMMA_DIRECT, ... */
  uint32_t translated;
  stemma_span speaker; /* {0, 0}: none */
  stemma_span cue;
  uint32_t entity;     /* index of the register, or NONE */
  stemma_span unnamed; /* whom "the diplomat" means; {0, 0}: nobody */
  uint32_t order;      /* for a stable sort */
} Found;

typedef ARRAY(Found) Founds;

typedef struct Text {
  const stemma_doc *doc;
  const stemma_table *tokens;
  const stemma_table *sentences;
  const Options *options;
} Text;

#endif
