/* SPDX-License-Identifier: Apache-2.0
 *
 * pipeline.h - the effective pipeline: the file with its includes, defaults
 * and overrides, each value with the place that set it.
 *
 * Says nothing about plugins: `plan` binds the stages to them.
 */
#ifndef CONFIG_PIPELINE_H
#define CONFIG_PIPELINE_H

#include "setting.h"

/* reads.ROLE = NAME or writes.ROLE = NAME. */
typedef struct {
  char *role;
  char *name;
  Place place; /* of the role */
  Place name_place;
} Wire;

typedef enum {
  ISOLATE_DEFAULT,
  ISOLATE_YES,
  ISOLATE_NO,
  ISOLATE_PARANOID
} Isolate;

typedef struct {
  char *name;
  char *plugin;       /* "quotes", "acme.stance/headline" */
  char *requires;     /* ">= 2.1", NULL when not set */
  Place place;        /* in `stages` */
  Place plugin_place; /* of `plugin =`, else `place` */
  Place requires_place;
  GPtrArray *options; /* of Setting: what the plugin declares */
  GPtrArray *reads;   /* of Wire */
  GPtrArray *writes;  /* of Wire */
  gboolean enabled;
  double timeout;     /* seconds, 0: none */
  guint64 max_memory; /* bytes, 0: none */
  Isolate isolate;
} PipelineStage;

typedef enum {
  LIMIT_GT,
  LIMIT_GE,
  LIMIT_LT,
  LIMIT_LE,
  LIMIT_EQ,
  LIMIT_OPS
} LimitOp;

/* As people write it: ">", ">=" and so on.  [any] */
const char *limit_op_text(LimitOp op);

/* Fails the run when METRIC OP VALUE is true. */
typedef struct {
  char *stage;
  char *metric; /* without the stage: "conflict.count" */
  LimitOp op;
  double value;
  Place place; /* of the key */
  Place value_place;
  char *document; /* the id of the one that is asked about; NULL: all */
} Limit;

typedef struct {
  char *format; /* "jsonl" */
  char *path;   /* NULL: standard output */
  Place place;
} ReportSpec;

typedef enum { OFFSETS_BYTE, OFFSETS_CODEPOINT, OFFSETS_UTF16 } Offsets;

typedef struct {
  char *name;        /* the file's base name; "default" for the built-in */
  char *path;        /* NULL for the built-in */
  GPtrArray *stages; /* of PipelineStage; those that run */
  gboolean stages_unknown; /* some had no good name, which has been told */
  GPtrArray *disabled;     /* of PipelineStage: enabled = no */
  GPtrArray *inputs;       /* of Setting (key unused): globs as written */
  gboolean inputs_unknown; /* some could not be read, which has been told */
  GPtrArray *reports;      /* of ReportSpec */
  GPtrArray *plugin_path;  /* of char *, resolved */
  GPtrArray *layers;       /* of char *; NULL: all but token and sentence */
  GArray *layer_places;    /* of Place, of the same; NULL with it */
  GPtrArray *limits;       /* of Limit */
  char *baseline;          /* resolved; NULL: none */
  Place baseline_place;
  char *cache;     /* resolved; NULL: none */
  Isolate isolate; /* of stages that do not say */
  gboolean stop_on_error;
  gboolean row_text;
  gboolean document_text;
  Offsets offsets;
  guint threads; /* 0: all cores */
  guint64 seed;
  GString *said; /* every setting, as read and expanded, with its place: bytes
                  * that differ wherever two pipelines do */
  guint64 spill_at;     /* bytes */
  guint64 max_document; /* bytes of one text */
} Pipeline;

/* One setting of the command line. */
typedef struct {
  char *text;  /* "SECTION.KEY=VALUE" */
  char *shown; /* as the user wrote it, for messages: "--threads many" */
} Override;

/* What the command line adds, in order. */
typedef struct {
  GPtrArray *settings;    /* of Override */
  GPtrArray *limits;      /* of char *: "METRIC OP NUMBER" */
  GPtrArray *inputs;      /* of char *; not empty: replaces the file's */
  GPtrArray *reports;     /* of char *; not empty: replaces the file's */
  GPtrArray *plugin_path; /* of char *; stands before the file's */
} Overrides;

Overrides *overrides_new(void);
void overrides_free(Overrides *overrides);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Overrides, overrides_free)
/* `shown` NULL: "-o TEXT". */
void overrides_set(Overrides *overrides, const char *text, const char *shown);

/* Reads `path` (NULL: the installed default); `overrides` may be NULL.  NULL
 * when it cannot be read at all; with errors in `all` the result must not be
 * run. */
Pipeline *pipeline_read(const char *path, const Overrides *overrides,
                        Diagnostics *all);
void pipeline_free(Pipeline *pipeline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pipeline, pipeline_free)

/* A key of [pipeline]; `fallback` is its default as a user would write it,
 * NULL where none is one value. */
typedef struct {
  const char *name;
  const char *fallback;
} PipelineKey;

/* By number, sorted by name; NULL beyond the last. */
const PipelineKey *pipeline_key(guint number);

#endif
