/* SPDX-License-Identifier: Apache-2.0
 *
 * value.h - the text of a value to a number, a choice, yes or no.
 *
 * Numbers are in the C locale.  Every function tells a mistake (E206 to E209)
 * and then returns FALSE, leaving `*to` alone.
 */
#ifndef CONFIG_VALUE_H
#define CONFIG_VALUE_H

#include "diagnostic.h"

typedef struct {
  const char *name;     /* of the option, for messages */
  const char *text;     /* as found */
  const Place *place;   /* of the text */
  const char *fallback; /* the default, told as a hint; NULL: none */
} Value;

/* yes no true false on off 1 0 */
gboolean value_bool(const Value *value, gboolean *to, Diagnostics *all);

/* Bounds are inclusive; none where min == max == 0, and on the side where a
 * bound is infinite or beyond what the type holds. */
gboolean value_int(const Value *value, double min, double max, gint64 *to,
                   Diagnostics *all);
gboolean value_real(const Value *value, double min, double max, double *to,
                    Diagnostics *all);

/* Bytes: "64M"; K, M, G and T are powers of 1024. */
gboolean value_size(const Value *value, double min, double max, guint64 *to,
                    Diagnostics *all);

/* Seconds: "250ms", "5s", "2m", "1h". */
gboolean value_time(const Value *value, double min, double max, double *to,
                    Diagnostics *all);

/* One of >= <= == > < or none, then numbers with points: ">= 2.1". */
gboolean value_version(const Value *value, Diagnostics *all);

/* An index into `choices` (NULL-terminated). */
gboolean value_choice(const Value *value, const char *const *choices, guint *to,
                      Diagnostics *all);

/* A number of the grammar and nothing else: digits, a point, an exponent. */
gboolean value_is_real(const char *text, double *to);

#endif
