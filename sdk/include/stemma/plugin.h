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
  const stemma_layer *layer;
  const char *role;     /* the INI key that renames it; the layer's
                         * name when NULL */
  uint32_t min_version; /* of the layer, for an input */
  uint32_t flags;
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
 * constant from then on. */
typedef struct stemma_life {
  uint32_t size;
  uint32_t reserved;
  /* Called again only for another instance.  `options` lives until close.
   * [control] */
  stemma_status (*open)(const struct stemma_stage *stage,
                        const stemma_host *host, const void *options,
                        void **self, stemma_error *error);
  /* [control] */
  void (*close)(void *self);
  /* Scratch memory for one thread; both may be NULL.  [worker] */
  stemma_status (*worker_open)(const void *self, void **worker,
                               stemma_error *error);
  /* [worker] */
  void (*worker_close)(void *worker);
} stemma_life;

/* A map stage sees one document at a time. */
typedef struct stemma_map {
  uint32_t size;
  uint32_t reserved;
  /* [worker] */
  stemma_status (*process)(const void *self, void *worker,
                           const stemma_job *job, stemma_error *error);
} stemma_map;

/* A group stage brings together rows of many documents that share a key. */
typedef struct stemma_key {
  uint64_t high;
  uint64_t low;
} stemma_key;

typedef struct stemma_emitter {
  uint32_t size;
  uint32_t reserved;
  void *impl;
  stemma_writer *rows; /* of the stage's `carries` layer */
  /* Files the last row appended to `rows` under `key`; a row may have many
   * keys.  [worker] */
  stemma_status (*key)(struct stemma_emitter *emitter, stemma_key key);
} stemma_emitter;

typedef struct stemma_group {
  uint32_t size;
  uint32_t max_members; /* of one key: the first by document and row,
                         * the rest reported; 0: no cap */
  /* [worker] */
  stemma_status (*scatter)(const void *self, void *worker,
                           const stemma_job *job, stemma_emitter *emitter,
                           stemma_error *error);
  /* `members` has the rows of one key, by document and then by row, each
   * with its origin in `origins` (of stemma_ref).  job->outputs are corpus
   * layers.  [worker] */
  stemma_status (*gather)(const void *self, void *worker, const stemma_job *job,
                          stemma_key key, const stemma_table *members,
                          stemma_list origins, stemma_error *error);
} stemma_group;

/* A fold stage reduces the corpus to one state.  The state's laws, which
 * stemma validate checks: an empty state changes nothing when merged; merge is
 * associative; the order of the documents does not matter; load(save(s)) is
 * as good as s. */
typedef struct stemma_output {
  uint32_t size;
  uint32_t reserved;
  void *impl;
  /* [worker] */
  stemma_status (*write)(struct stemma_output *output, const void *bytes,
                         uint32_t length);
} stemma_output;

typedef struct stemma_fold {
  uint32_t size;
  uint32_t reserved;
  /* An empty state.  [worker] */
  stemma_status (*start)(const void *self, void **state, stemma_error *error);
  /* An add that fails leaves the state as it was.  [worker] */
  stemma_status (*add)(const void *self, void *worker, void *state,
                       const stemma_job *job, stemma_error *error);
  /* Moves what `from` knows into `into`; `from` is dropped after.  [worker] */
  stemma_status (*merge)(const void *self, void *worker, void *into, void *from,
                         stemma_error *error);
  /* Memory that the state holds; over the budget the run ends with
   * STEMMA_E_LIMIT.  May be NULL.  [worker] */
  uint64_t (*bytes)(const void *self, const void *state);
  /* The bytes must not depend on pointers, threads or order.  [worker] */
  stemma_status (*save)(const void *self, const void *state,
                        stemma_output *output, stemma_error *error);
  /* [worker] */
  stemma_status (*load)(const void *self, const void *bytes, uint64_t length,
                        void **state, stemma_error *error);
  /* job->doc is NULL and job->outputs are corpus layers.  [control] */
  stemma_status (*finish)(const void *self, void *worker, void *state,
                          const stemma_job *job, stemma_error *error);
  /* [worker] */
  void (*drop)(const void *self, void *state);
} stemma_fold;

/* Stages of the same module that the host runs in order as one.  A layer
 * written inside and absent from the chain's `writes` is private.  Each inner
 * stage's open gets the chain's options.  No chain within a chain. */
typedef struct stemma_chain {
  uint32_t size;
  uint32_t reserved;
  stemma_list stages; /* of const stemma_stage * */
} stemma_chain;

/* One number about a run, computed by the host from rows, in document and row
 * order, for limits, baselines and reports: "STAGE.conflict.count". */
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
typedef struct stemma_metric {
  const char *name; /* "conflict.count" */
  const char *summary;
  const char *unit;
  const char *layer; /* one that this stage writes */
  const char *field; /* the number; NULL with STEMMA_COUNT */
  const char *where; /* an enum, bool or nullable field; NULL: all */
  uint32_t equals;   /* the choice; for a nullable field 0 unset,
                      * 1 set */
  uint16_t reduce;
  uint16_t flags;
} stemma_metric;

typedef struct stemma_stage {
  uint32_t size;
  uint32_t flags;
  const char *id;      /* kebab-case, unique in the module */
  const char *version; /* semantic; part of a cached row's key */
  const char *summary; /* one line */
  const char *url;     /* documentation, "" when none */
  stemma_list reads;   /* of stemma_port */
  stemma_list writes;  /* of stemma_port */
  stemma_list options; /* of stemma_option */
  uint32_t options_size;
  uint32_t reserved;
  const stemma_layer *carries; /* group stages only */
  const stemma_life *life;
  const stemma_map *map; /* exactly one of these four */
  const stemma_group *group;
  const stemma_fold *fold;
  const stemma_chain *chain;
  stemma_list metrics; /* of stemma_metric */
} stemma_stage;

typedef struct stemma_module {
  uint32_t size;
  uint16_t epoch;
  uint16_t minor;       /* of the headers it was built with */
  uint16_t needs_minor; /* of the host that it can run on */
  uint16_t reserved;
  uint32_t reserved2;
  const char *id; /* reverse domain: "org.example.hedges" */
  const char *version;
  const char *license; /* an SPDX expression */
  const char *vendor;
  const char *url;
  stemma_list stages; /* of const stemma_stage * */
} stemma_module;

/* The one symbol that a plugin exports.  Returns static data; does nothing
 * else.  [any] */
STEMMA_EXPORT const stemma_module *stemma_module_v1(void);

STEMMA_END

#include "note.h"
#endif
