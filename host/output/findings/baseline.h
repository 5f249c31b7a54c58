/* SPDX-License-Identifier: Apache-2.0
 *
 * baseline.h - the findings that are known, so that only new ones count
 * towards limits (host/docs/pipeline-file.md, "Limits and baselines").
 *
 * A JSON file with a line for each finding; a person reads its metric, document
 * and text, the program its fingerprint.
 */
#ifndef OUTPUT_BASELINE_H
#define OUTPUT_BASELINE_H

#include "../report.h"

/* The fingerprints, as keys; NULL with what is wrong with the file, without
 * its name. */
GHashTable *baseline_read(const char *path, GError **error);

/* A report that writes the marked findings of a run; counts them in `*count`,
 * which must live as long. */
Report *baseline_new(const char *path, guint *count, GError **error);

#endif
