/* SPDX-License-Identifier: 0BSD
 *
 * stemma/plugin.h - what a plugin exports.
 *
 * A plugin is one shared object with one exported function and no global
 * state.  It describes itself with static data, so a host can list, check and
 * document every stage without running any.
 */
#ifndef STEMMA_PLUGIN_H
#define STEMMA_PLUGIN_H

#include "host.h"
#include "option.h"

STEMMA_BEGIN

/* An input or an output of a stage. */
typedef struct stemma_port {
  const stemma_layer *layer; /* as this stage knows it */
  const char *role;          /* what the pipeline file calls it in reads.ROLE
                              * and writes.ROLE; the layer's name when NULL;
                              * unique in its list */
  uint32_t min_version;      /* of the layer, for an input; 0: any */
  uint32_t flags;            /* STEMMA_PORT_... */
} stemma_port;

enum {
  STEMMA_PORT_OPTIONAL = 1u << 0, /* input: the stage also works without */
  STEMMA_PORT_EXTENDS = 1u << 1,  /* output: adds rows to an earlier one's */
  STEMMA_PORT_SPANS = 1u << 2     /* input: any layer; only the row head may
                                   * be read */
};

enum {
  STEMMA_STAGE_SERIAL = 1u << 0, /* one process call at a time, for a library
                                  * that cannot do better */
  STEMMA_STAGE_IMPURE = 1u << 1  /* same input, options and seed may give
                                  * other rows: never cached */
};

struct stemma_stage;

/* Common to the three kinds of stage.  open reads its options (a struct that
 * the host filled in) and loads what it needs; what it stores in *self is
 * constant from then on, for many threads read it.  The order of calls: open;
 * worker_open for each thread; any number of process, scatter, gather or add;
 * worker_close; close. */
typedef struct stemma_life {
  uint32_t size;     /* sizeof(stemma_life) */
  uint32_t reserved; /* zero */
  /* Once for each stage of a pipeline that names this one.  `stage` is the
   * plugin's own; `host` and `options` live until close.  On a failure nothing
   * else is called, and nothing may be left to free.  [control] */
  stemma_status (*open)(const struct stemma_stage *stage,
                        const stemma_host *host, const void *options,
                        void **self, stemma_error *error);
  /* Frees what open made; once for each open that did not fail.  [control] */
  void (*close)(void *self);
  /* Scratch memory for one thread, so that process need not allocate; both may
   * be NULL, and then `worker` is NULL everywhere.  [worker] */
  stemma_status (*worker_open)(const void *self, void **worker,
                               stemma_error *error);
  /* Frees what worker_open made.  [worker] */
  void (*worker_close)(void *worker);
} stemma_life;

/* A map stage sees one document at a time. */
typedef struct stemma_map {
  uint32_t size;     /* sizeof(stemma_map) */
  uint32_t reserved; /* zero */
  /* Reads job->doc and job->inputs, appends rows to job->outputs.  A failure
   * fails the document, and its rows are dropped.  [worker] */
  stemma_status (*process)(const void *self, void *worker,
                           const stemma_job *job, stemma_error *error);
} stemma_map;

/* A group stage brings together rows of many documents that share a key. */
typedef struct stemma_key {
  /* Any 128 bits: a hash, a number, two numbers. */
  uint64_t high;
  uint64_t low;
} stemma_key;

/* Where scatter puts rows and keys.  The host's; valid until the call
 * returns. */
typedef struct stemma_emitter {
  uint32_t size;       /* set by the host */
  uint32_t reserved;   /* zero */
  void *impl;          /* the host's own; never touched by a plugin */
  stemma_writer *rows; /* of the stage's `carries` layer */
  /* Files the last row appended to `rows` under `key`; a row may have many
   * keys.  A failure is to be returned as it is.  [worker] */
  stemma_status (*key)(struct stemma_emitter *emitter, stemma_key key);
} stemma_emitter;

/* The functions of a group stage. */
typedef struct stemma_group {
  uint32_t size;        /* sizeof(stemma_group) */
  uint32_t max_members; /* of one key: the first by document and row,
                         * the rest reported; 0: no cap */
  /* Looks at one document, appends compact rows to emitter->rows and files
   * them under keys.  A stage that reads corpus layers alone gets chunks of
   * those, and job->doc is NULL.  A failure fails the document.  [worker] */
  stemma_status (*scatter)(const void *self, void *worker,
                           const stemma_job *job, stemma_emitter *emitter,
                           stemma_error *error);
  /* Once for each key.  `members` has the rows of the key, by document and then
   * by row, each with its origin in `origins` (of stemma_ref: the document and
   * the number of the row as scatter appended it there).  job->doc is NULL,
   * job->outputs are corpus layers, whose rows count from 0 for this call; the
   * host joins the results in the order of keys.  A failure fails the stage.
   * [worker] */
  stemma_status (*gather)(const void *self, void *worker, const stemma_job *job,
                          stemma_key key, const stemma_table *members,
                          stemma_list origins, stemma_error *error);
} stemma_group;

/* Where save puts its bytes.  The host's; valid until the call returns. */
typedef struct stemma_output {
  uint32_t size;     /* set by the host */
  uint32_t reserved; /* zero */
  void *impl;        /* the host's own; never touched by a plugin */
  /* Takes the next `length` bytes.  A failure is to be returned as it is.
   * [worker] */
  stemma_status (*write)(struct stemma_output *output, const void *bytes,
                         uint32_t length);
} stemma_output;

/* A fold stage reduces the corpus to one state.  The state's laws: an empty
 * state changes nothing when merged; merge is associative; the order of the
 * documents does not matter; load(save(s)) is as good as s.  One thread has a
 * state at a time.  A fold that reads corpus layers alone gets no documents:
 * its add, merge, save and load may be NULL. */
typedef struct stemma_fold {
  uint32_t size;     /* sizeof(stemma_fold) */
  uint32_t reserved; /* zero */
  /* An empty state; the plugin's, until drop.  [worker] */
  stemma_status (*start)(const void *self, void **state, stemma_error *error);
  /* Takes one document in.  A failure fails the document, and must leave the
   * state as it was.  [worker] */
  stemma_status (*add)(const void *self, void *worker, void *state,
                       const stemma_job *job, stemma_error *error);
  /* Moves what `from` knows into `into`; `from` is dropped after.  [worker] */
  stemma_status (*merge)(const void *self, void *worker, void *into, void *from,
                         stemma_error *error);
  /* Memory that the state holds, in bytes; over the budget the run ends with
   * STEMMA_E_LIMIT.  May be NULL.  [worker] */
  uint64_t (*bytes)(const void *self, const void *state);
  /* Writes the state out.  The bytes must not depend on pointers, threads or
   * order.  [worker] */
  stemma_status (*save)(const void *self, const void *state,
                        stemma_output *output, stemma_error *error);
  /* A new state from what save wrote, whole; bytes that are no such thing are
   * refused with STEMMA_E_INPUT.  [worker] */
  stemma_status (*load)(const void *self, const void *bytes, uint64_t length,
                        void **state, stemma_error *error);
  /* Once, when all is merged: writes the result.  job->doc is NULL, and
   * job->outputs are corpus layers.  A failure fails the stage.  [control] */
  stemma_status (*finish)(const void *self, void *worker, void *state,
                          const stemma_job *job, stemma_error *error);
  /* Frees a state of start or load.  [worker] */
  void (*drop)(const void *self, void *state);
} stemma_fold;

/* Stages of the same module that the host runs in order as one.  A layer
 * written inside and absent from the chain's `writes` is private.  Each inner
 * stage's open gets the chain's options, so it declares those or none.  No
 * chain within a chain. */
typedef struct stemma_chain {
  uint32_t size;      /* sizeof(stemma_chain) */
  uint32_t reserved;  /* zero */
  stemma_list stages; /* of const stemma_stage *, in running order; they need
                       * not stand in the module's list too */
} stemma_chain;

/* How a metric makes one number of many rows. */
enum {
  STEMMA_COUNT = 1,
  STEMMA_SUM = 2,
  STEMMA_MEAN = 3,
  STEMMA_MIN = 4,
  STEMMA_MAX = 5
};
enum {
  STEMMA_METRIC_FINDING = 1u << 0 /* each counted row is a finding */
};
/* One number about a run, computed by the host from rows, in document and row
 * order, for limits, baselines and reports: "STAGE.conflict.count". */
typedef struct stemma_metric {
  const char *name;    /* "conflict.count"; unique in its stage */
  const char *summary; /* one line */
  const char *unit;    /* "", or as in "quotes" */
  const char *layer;   /* the name of one that this stage writes */
  const char *field;   /* the number; NULL with STEMMA_COUNT */
  const char *where;   /* an enum, bool or nullable field; NULL: all rows */
  uint32_t equals;     /* the choice; for a nullable field 0 unset,
                        * 1 set */
  uint16_t reduce;     /* STEMMA_COUNT, ... */
  uint16_t flags;      /* STEMMA_METRIC_... */
} stemma_metric;

/* One step that a pipeline can name. */
typedef struct stemma_stage {
  uint32_t size;               /* sizeof(stemma_stage) */
  uint32_t flags;              /* STEMMA_STAGE_... */
  const char *id;              /* kebab-case, unique in the module */
  const char *version;         /* semantic; part of a cached row's key */
  const char *summary;         /* one line */
  const char *url;             /* documentation, "" when none */
  stemma_list reads;           /* of stemma_port */
  stemma_list writes;          /* of stemma_port */
  stemma_list options;         /* of stemma_option */
  uint32_t options_size;       /* sizeof the options struct */
  uint32_t reserved;           /* zero */
  const stemma_layer *carries; /* of a group stage: what its rows look like
                                * between scatter and gather; else NULL */
  const stemma_life *life;     /* NULL for a chain */
  /* Exactly one of these four is set. */
  const stemma_map *map;
  const stemma_group *group;
  const stemma_fold *fold;
  const stemma_chain *chain;
  stemma_list metrics; /* of stemma_metric */
} stemma_stage;

/* Everything that one shared object offers. */
typedef struct stemma_module {
  uint32_t size;        /* sizeof(stemma_module) */
  uint16_t epoch;       /* STEMMA_EPOCH */
  uint16_t minor;       /* STEMMA_MINOR: of the headers it was built with */
  uint16_t needs_minor; /* STEMMA_NEEDS_MINOR: of the host it can run on */
  uint16_t reserved;    /* zero */
  uint32_t reserved2;   /* zero */
  const char *id;       /* reverse domain: "org.example.hedges" */
  const char *version;  /* semantic */
  const char *license;  /* an SPDX expression */
  const char *vendor;   /* who stands for it, "" when nobody */
  const char *url;      /* its page, "" when none */
  stemma_list stages;   /* of const stemma_stage * */
} stemma_module;

/* The one symbol that a plugin exports.  Returns static data, the same at every
 * call; does nothing else.  [any] */
STEMMA_EXPORT const stemma_module *stemma_module_v1(void);

STEMMA_END

#include "note.h"
#endif
