/* SPDX-License-Identifier: Apache-2.0
 *
 * checks_row.c - every row that a stage writes about the samples and the
 * hostile texts, and how it reads the rows of others.
 */
#include "check.h"
#include "tries.h"

#define ROW(name, id)                                                          \
  static void check_##name(Subject *subject, Verdict *verdict)                 \
  {                                                                            \
    try_everything(subject, NULL, look_for_fault, id, verdict);                \
  }
ROW(span, "row.span")
ROW(boundary, "row.boundary")
ROW(present, "row.present-reserved")
ROW(enum, "row.enum-bool")
ROW(finite, "row.finite")
ROW(string, "row.string")
ROW(ref, "row.ref")
ROW(sorted, "row.sorted-disjoint")
ROW(stride, "row.stride")
ROW(key, "row.key")

const Check row_checks[] = {
  { "row.span", LEVEL_ERROR, "writes spans that lie in the text",
    "begin <= end <= doc->length, in bytes", check_span },
  { "row.boundary", LEVEL_ERROR, "cuts no character in two",
    "step over whole UTF-8 characters: bytes 0x80 to 0xBF go on",
    check_boundary },
  { "row.present-reserved", LEVEL_ERROR, "sets known bits and zeros alone",
    "clear the row first: `hedge row = { 0 }`", check_present },
  { "row.enum-bool", LEVEL_ERROR, "writes choices and bools that exist",
    "an enum is below the number of its choices, a bool 0 or 1", check_enum },
  { "row.finite", LEVEL_ERROR, "writes finite numbers",
    "make a field nullable where there may be no number; look before a "
    "division",
    check_finite },
  { "row.string", LEVEL_ERROR, "writes strings that it interned",
    "take a stemma_str from intern of the same writer, of valid UTF-8",
    check_string },
  { "row.ref", LEVEL_ERROR, "links to rows and documents that exist",
    "STEMMA_NO_ROW is none; next_row is the number that the next row gets",
    check_ref },
  { "row.sorted-disjoint", LEVEL_ERROR, "keeps the order that it promises",
    "append rows as they lie in the text, or take the flag away",
    check_sorted },
  { "row.stride", LEVEL_ERROR, "appends rows of their whole size",
    "stemma_append(out, &row, sizeof row) with the struct of the layer",
    check_stride },
  { "row.key", LEVEL_ERROR, "files rows under keys after it appended them",
    "append to emitter->rows, then call emitter->key", check_key },
  { .id = NULL },
};

static void
check_probe(Subject *subject, Verdict *verdict)
{
  static const guint paddings[] = { 8, 16, 24 };

  for (guint i = 0; i < G_N_ELEMENTS(paddings); i++) {
    StandSettings settings = { .padding = paddings[i] };
    g_autofree char *how =
        g_strdup_printf("with %u bytes after each input row", paddings[i]);
    try_same(subject, &settings, how, verdict);
  }
}

/* A crash is the failure; rows cannot differ but for one. */
static void
check_const(Subject *subject, Verdict *verdict)
{
  StandSettings settings = { .guard = TRUE };

  try_same(subject, &settings, "with guarded, read-only inputs", verdict);
}

const Check read_checks[] = {
  { "read.stride-probe", LEVEL_ERROR, "steps over input rows by their stride",
    "read rows with STEMMA_AT, never with []", check_probe },
  { "read.const", LEVEL_ERROR,
    "reads its input, no byte beyond it, and keeps no pointer to it",
    "copy what is needed after the call; length is without the NUL",
    check_const },
  { .id = NULL },
};
