/* SPDX-License-Identifier: Apache-2.0
 *
 * parcel.h - what lies in the frames between the host and a worker process: a
 * document, a table, a call, what came of it.
 *
 * A worker may take its host's parcels as they are; the host unpacks what
 * comes back with care (parcel_load, parcel_log).
 *
 * Private to this room.
 */
#ifndef ENGINE_PARCEL_H
#define ENGINE_PARCEL_H

#include "../../corpus/table.h"
#include "../../worker/frame.h"

/* Ports that are none of the stage's. */
#define PORT_MEMBERS (G_MAXUINT32 - 1u) /* of gather */
#define PORT_CARRIED (G_MAXUINT32 - 2u) /* of scatter */

/* FRAME_PROCESS and the others that say what to do. */
typedef struct {
  guint64 seed;
  guint32 flags; /* CALL_... */
  guint32 doc;   /* has a document: 1 */
} CallPart;

enum {
  CALL_APART = 1u << 0,     /* add: to a state of its own */
  CALL_MERGE = 1u << 1,     /* load: merge it into what is there */
  CALL_TELL_SIZE = 1u << 2, /* add: tell the size of the state */
  CALL_MORE = 1u << 3       /* save: the next part of what is saved already */
};

/* FRAME_STATE: bytes `at` and on of `all`; they follow.  A state goes in parts,
 * so that neither side needs memory for all of it.  Who has lost the parts
 * before tells it by beginning at 0 (save), or by how much it has (load:
 * StatusPart.bytes). */
typedef struct {
  guint64 at;
  guint64 all;
} StateHead;

/* Bytes of a part at most. */
#define STATE_PART (1u << 20)

/* FRAME_STATUS. */
typedef struct {
  gint32 status; /* what the stage's function gave */
  guint32 late;  /* it was beyond its time then */
  guint64 bytes; /* of the state, when asked; of what is to be loaded */
  char message[496];
} StatusPart;

/* FRAME_KEYS of gather; the origins of all members follow the keys. */
typedef struct {
  stemma_key key;
  guint32 first; /* member */
  guint32 count; /* 0: leave it out */
} KeyPart;

/* FRAME_KEYS of scatter. */
typedef struct {
  stemma_key key;
  guint32 row;
  guint32 reserved;
} FiledPart;

gboolean parcel_put_document(FrameWriter *to, guint32 step,
                             const stemma_doc *doc);
gboolean parcel_put_table(FrameWriter *to, guint32 step, guint32 port,
                          const stemma_table *table);
/* The same for rows that lie in the commons: only their place is told. */
gboolean parcel_put_shared(FrameWriter *to, guint32 step, guint32 port,
                           const stemma_table *table);
gboolean parcel_put_log(FrameWriter *to, guint32 step, guint32 level,
                        const char *line);

/* The document's pointers lead into `body` and `pairs` (of const char *). */
void parcel_take_document(const guint8 *body, stemma_doc *doc,
                          GPtrArray *pairs);
/* A view of what lies in `body`; the port is returned. */
guint32 parcel_take_table(const guint8 *body, guint64 length,
                          stemma_table *table);
guint32 parcel_take_shared(const guint8 *body, guint64 length,
                           stemma_table *table);

/* The port that a table frame is for; G_MAXUINT32 when the body is none. */
guint32 parcel_port(const guint8 *body, guint64 length);

/* Appends the rows of a table frame that is not trusted: strings lie inside
 * their pool then; other fields hold anything.  FALSE: full, or a fault. */
gboolean parcel_load(const guint8 *body, guint64 length, Table *into,
                     TableFault *fault);

/* A log frame that is not trusted: a safe line, to be freed; NULL: it is
 * none. */
char *parcel_log(const guint8 *body, guint64 length, guint32 *level);

#endif
