/* SPDX-License-Identifier: Apache-2.0
 *
 * builtin.h - the model of the data files as compile.c writes it: all but the
 * phrases and logarithms, which model_complete makes.
 */
#ifndef SENTIMENT_BUILTIN_H
#define SENTIMENT_BUILTIN_H

#include "model.h"

extern const Model builtin_model;

/* Its table, which comes from the assembler. */
extern const Word builtin_words[];

#endif
