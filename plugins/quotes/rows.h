/* SPDX-License-Identifier: Apache-2.0
 *
 * rows.h - writes what was found as rows of the layer "quote".
 */
#ifndef QUOTES_ROWS_H
#define QUOTES_ROWS_H

#include "names.h"

/* Sorts `founds`, gives each speaker a name and appends a row for each. */
stemma_status rows_write(const Text *text, Founds *founds,
                         const Register *names, stemma_writer *writer);

#endif
