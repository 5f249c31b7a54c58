/* SPDX-License-Identifier: Apache-2.0
 *
 * report.h - what the engine tells a report, in what order.  One file of this
 * folder for each format.
 */
#ifndef OUTPUT_REPORT_H
#define OUTPUT_REPORT_H

#include "../config/pipeline.h"
#include "../corpus/document.h"
#include "sink/tape.h"
#include <glib.h>

/* One stage, for the first line of a report. */
typedef struct {
  const char *name;
  const char *plugin; /* the module's id */
  const char *stage;  /* the stage's id in the module */
  const char *version;
  GPtrArray *reads;         /* of char *: layer names */
  GPtrArray *writes;        /* of char *: names as renamed */
  const GPtrArray *options; /* of Setting */
  const stemma_stage *declared;
} RunStage;

/* A layer that reports contain. */
typedef struct {
  const char *name; /* as renamed */
  const stemma_layer *layer;
} RunLayer;

typedef struct {
  const Pipeline *pipeline;
  GPtrArray *stages; /* of RunStage */
  gboolean color;    /* for the terminal report */
  /* The id of a document, by number, once its result was told. */
  const char *(*document_id)(const void *engine, guint32 index);
  /* The corpus table of a layer, by its declared name, once it is whole, even
   * where reports do not contain it; NULL: there is none.  May be NULL: then
   * references print ids only of layers that were told before. */
  Table *(*corpus_table)(const void *engine, const char *layer);
  const void *engine;
  const GArray *layers; /* of RunLayer, in the pipeline's order; may be NULL */
} Run;

/* A layer's table as reports name it. */
typedef struct {
  const char *name; /* as renamed */
  Table *table;
} NamedTable;

typedef struct {
  const Document *document; /* document->error: it failed, tables are empty */
  const NamedTable
      *tables; /* the layers that reports contain, sorted by name */
  guint table_count;
  /* Layers that some report asks for beside them (Report.also). */
  const NamedTable *more;
  guint more_count;
} DocumentResult;

typedef struct {
  const char *stage;
  const char *code;
  const char *message;
} CorpusFailure;

typedef struct {
  const char *name; /* "variance.mean" */
  const char *unit;
  double value;
  gboolean is_set; /* FALSE: a mean over nothing; printed as null */
} MetricValue;

typedef struct {
  const Limit *limit;
  const char *metric; /* "numbers.conflict.count" */
  double value;       /* with a baseline, without the known findings */
  gboolean reached;
  guint64 known; /* findings of the baseline */
} LimitResult;

typedef struct {
  guint documents;
  guint failed;
  const GArray *metrics; /* of MetricValue, by stage, as declared */
  const GArray *limits;  /* of LimitResult */
  int status;
  const GPtrArray *findings; /* of Finding (finding.h); may be NULL */
  gboolean has_baseline;     /* so that the others are new */
} RunEnd;

/* One report being written.  Every call but `render` comes from one thread at
 * a time, in the order below; FALSE with E802 ends the run. */
typedef struct Report Report;
struct Report {
  const char *format;
  gboolean (*begin)(Report *report, const Run *run, GError **error);
  /* The bytes of one document, on the thread that analysed it, while its
   * tables are hot; NULL when the format has nothing to prepare.  [any] */
  void (*render)(Report *report, const DocumentResult *result, GString *bytes);
  /* In input order; `bytes` is what render made. */
  gboolean (*document)(Report *report, const DocumentResult *result,
                       const GString *bytes, GError **error);
  gboolean (*failure)(Report *report, const CorpusFailure *failure,
                      GError **error);
  /* Each corpus layer once, whole, in the pipeline's order. */
  gboolean (*corpus)(Report *report, const NamedTable *table, GError **error);
  gboolean (*end)(Report *report, const RunEnd *end, GError **error);
  /* Keeps complete lines in FILE.partial when `end` was not reached. */
  void (*free)(Report *report);
  /* NULL-terminated names of document layers that it needs even where reports
   * leave them out by default; NULL: none.  A list of layers in the pipeline
   * file is the user's word. */
  const char *const *also;
};

/* The report for one `format[:path]`; E-coded errors for unknown formats go
 * to `all` when the pipeline is checked, so here the format is known.  `tape`
 * records what it writes, and outlives it; it may be NULL. */
Report *report_new(const ReportSpec *spec, Tape *tape, GError **error);

/* NULL-terminated names of the formats that this build has. */
const char *const *report_formats(void);

/* "FILE" or "FOLDER" where a format cannot go to standard output; else NULL.
 */
const char *report_place(const char *format);

#endif
