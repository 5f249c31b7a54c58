/* SPDX-License-Identifier: Apache-2.0
 *
 * reader.h - inputs to documents, one at a time, in input order.
 */
#ifndef CORPUS_READER_H
#define CORPUS_READER_H

#include "../config/pipeline.h"
#include "document.h"
#include "inputs.h"

typedef struct Reader Reader;

/* Expands files, folders and globs; what matches nothing is E601 in `all`. */
Reader *reader_new(const Pipeline *pipeline, InputFormat format,
                   Diagnostics *all);
void reader_free(Reader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reader, reader_free)

/* Of Input: all that it will read, in order; the reader's. */
const GArray *reader_inputs(const Reader *reader);

/* Ends a wait for a silent stream once `*cancelled` is set; before the first
 * document. */
void reader_set_cancelled(Reader *reader, const volatile int *cancelled);

/* The next document, or NULL at the end; cheap: under the engine's lock.  A
 * file of its own is not read yet and a line not parsed; an input that fails
 * is a document with an error.  Numbers (doc.index) count from 0. */
Document *reader_next(Reader *reader);

/* Reads and checks the text, on the thread that works on it; nothing when that
 * was done or the document failed.  The document must come from a reader.  Any
 * thread.  `max_bytes` 0: 256 MiB. */
void document_load(Document *document, guint64 max_bytes);

/* How far: bytes taken and in all (0: not known, a stream). */
void reader_progress(const Reader *reader, guint64 *done, guint64 *total);

#endif
