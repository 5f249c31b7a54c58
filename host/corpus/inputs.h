/* SPDX-License-Identifier: Apache-2.0
 *
 * inputs.h - from the names that a user gives to the files that are read.
 */
#ifndef CORPUS_INPUTS_H
#define CORPUS_INPUTS_H

#include "../config/pipeline.h"

typedef enum { INPUT_AUTO, INPUT_TEXT, INPUT_JSONL, INPUT_HTML } InputFormat;

/* One file, pipe or standard input. */
typedef struct {
  char *name;   /* for open(); a GRefString; "-": standard input */
  char *path;   /* for people: valid UTF-8; a GRefString */
  char *id;     /* of a text file; NULL for the others */
  guint64 size; /* 0 when not regular */
  gboolean regular;
  guint64 device, file; /* of a regular file: which one it is, by any name */
  gboolean packed;      /* by its name: x.jsonl.gz, x.txt.zst */
  InputFormat format;   /* INPUT_AUTO: its first byte tells */
} Input;

/* The files that `patterns` (of Setting: a file, a folder, a glob or "-")
 * name, in order, each once.  A folder stands for the *.txt, *.jsonl and *.html
 * files in it, packed ones too, however deep, sorted by name; so are a glob's
 * matches.  Names that start with a dot are passed over unless the pattern's
 * part does too.  What matches nothing is E601 in `all`, a folder that cannot
 * be read E602.  A pattern that has a line in a pipeline file is relative to
 * that file. */
GArray *inputs_expand(const GPtrArray *patterns, InputFormat format,
                      Diagnostics *all);

#endif
