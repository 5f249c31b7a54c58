/* SPDX-License-Identifier: Apache-2.0
 *
 * private.h - what the parts of a replay share.  Private to this room.
 */
#ifndef REPLAY_PRIVATE_H
#define REPLAY_PRIVATE_H

#include "../corpus/json.h"
#include "../output/findings/finding.h"
#include "replay.h"

/* What a member of a row's object is. */
typedef enum {
  MEMBER_BEGIN,
  MEMBER_END,
  MEMBER_SLICE, /* the text of a row that has no field of its own for it */
  MEMBER_FIRST, /* a field, or the first of its two values */
  MEMBER_SECOND
} MemberPart;

typedef struct {
  MemberPart part;
  const stemma_field *field;
} Member;

/* A layer as the first line says it. */
typedef struct {
  char *name; /* as renamed */
  stemma_layer layer;
  GArray *fields;      /* of stemma_field; layer.fields */
  GHashTable *members; /* of Member, by the name in a row */
  GStringChunk *texts; /* what the schema points to */
  GPtrArray *choices;  /* of char **: arrays of names */
  Schema *schema;
  Table *table; /* a corpus layer's; a document's, used again */
  gboolean told;
} Layer;

/* Byte offsets of the units (code points, UTF-16) that spans count. */
typedef struct {
  guint32 *bytes; /* of each unit; NULL: units are bytes */
  guint32 count;
  guint32 end;    /* the byte after the last of them */
  guint32 length; /* of the text; beyond `end` a unit is a byte */
} Units;

/* A row's slice of a text that is not there. */
typedef struct {
  guint32 begin; /* units */
  guint32 end;
  const char *bytes; /* the line's */
  gsize length;
} Slice;

/* A reference by id, until the rows that it leads to are there. */
typedef struct {
  Table *table;
  guint32 row;
  guint32 offset; /* of the number in the row */
  char *target;   /* the layer's declared name */
  char *id;
} Fixup;

typedef struct {
  Run run;
  Pipeline pipeline;
  GPtrArray *reports;
  const volatile int *cancelled;
  GPtrArray *layers;   /* of Layer */
  GArray *told_layers; /* of RunLayer */
  GPtrArray *ids;      /* of char *, by document */
  GHashTable *numbers; /* of the document + 1, by id */
  GArray *units;       /* of Units, by document; empty for bytes */
  GPtrArray *kept;     /* of GByteArray: lines of corpus layers */
  GHashTable *hidden;  /* of Table: rows known by their ids alone */
  GArray *slices;      /* of Slice, of the document in hand */
  GArray *fixups;      /* of Fixup */
  GArray *metrics;     /* of MetricValue */
  GPtrArray *metric_names;
  GPtrArray *findings;    /* of Finding */
  GArray *limits;         /* of LimitResult */
  GPtrArray *limits_kept; /* of Limit */
  Layer *rows_only_id;
  gboolean begun;
  gboolean ended;
  const char *fault; /* what is wrong with the line, beside its JSON */
} Replay;

/* member.c: values; each FALSE with the JSON's fault.  null gives NULL, 0 or
 * FALSE. */
gboolean take_string(JsonLine *json, const char **text, gsize *length);
gboolean take_u32(JsonLine *json, guint32 *value);
gboolean take_double(JsonLine *json, double *value);
gboolean take_bool(JsonLine *json, gboolean *value);
gboolean take_null(JsonLine *json); /* TRUE: it was null */

/* layer.c */
Layer *layer_read(JsonLine *json);
void layer_free(void *layer);
Layer *layer_named(const Replay *replay, const char *name);
Layer *layer_declared(const Replay *replay, const char *name);
/* An empty table for the next rows. */
Table *layer_table(Layer *layer);

/* header.c: the first line. */
gboolean header_read(Replay *replay, JsonLine *json);
void header_clear(Replay *replay);

/* rows.c: an array of rows into the layer's table; `document` or NULL. */
gboolean rows_read(Replay *replay, JsonLine *json, Layer *layer);
/* References by id become numbers; of corpus layers where `corpus`. */
void rows_link(Replay *replay, gboolean corpus);
/* Spans in units become spans in bytes; `units` NULL: each row's document's. */
void rows_place(const Replay *replay, const Layer *layer, Table *table,
                const Units *units);

/* units.c */
/* The text that slices make, `length` bytes long (blank elsewhere), and its
 * units.  Free with g_free. */
char *units_gather(Units *units, Offsets offsets, const GArray *slices,
                   guint32 length);
void units_of_text(Units *units, Offsets offsets, const char *text,
                   guint32 length);
void units_clear(Units *units);
guint32 units_byte(const Units *units, guint32 unit);

/* documents.c */
gboolean document_read(Replay *replay, JsonLine *json, GError **error);
gboolean failure_read(Replay *replay, JsonLine *json, GError **error);
/* Keeps a line of a corpus layer, and tells all of them. */
gboolean corpus_keep(Replay *replay, const char *bytes, gsize length);
gboolean corpus_tell(Replay *replay, GError **error);

/* tail.c: the last lines. */
gboolean finding_read(Replay *replay, JsonLine *json);
gboolean metrics_read(Replay *replay, JsonLine *json);
gboolean end_read(Replay *replay, JsonLine *json, GError **error);
void tail_clear(Replay *replay);

#endif
