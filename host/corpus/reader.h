/* SPDX-License-Identifier: Apache-2.0
 *
 * reader.h - inputs to documents, one at a time, in input order.
 */
#ifndef CORPUS_READER_H
#define CORPUS_READER_H

#include "../config/pipeline.h"
#include "document.h"

typedef enum { INPUT_AUTO, INPUT_TEXT, INPUT_JSONL } InputFormat;

typedef struct Reader Reader;

/* Expands files, folders and globs; what matches nothing is E601 in `all`.
 * `with_targets`: a stage reads the layer target. */
Reader *reader_new(const Pipeline *pipeline, InputFormat format,
                   Diagnostics *all);
void reader_free(Reader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reader, reader_free)

/* The next document, or NULL at the end; cheap: under the engine's lock.  A
 * file of its own is not read yet; an input that fails is a document with an
 * error.  Numbers (doc.index) count from 0. */
Document *reader_next(Reader *reader);

/* Reads and checks the text where reader_next did not: on the thread that
 * works on it.  Any thread. */
void document_load(Document *document, guint64 max_bytes);

/* How far: bytes taken and in all (0: not known, a stream). */
void reader_progress(const Reader *reader, guint64 *done, guint64 *total);

#endif
