/* SPDX-License-Identifier: Apache-2.0
 *
 * record.h - a document and its tables as bytes that a later pass reads: rows
 * and pools as they are, each part aligned to 8.
 *
 * The bytes never leave this process: no version, the machine's own order.
 */
#ifndef ENGINE_RECORD_H
#define ENGINE_RECORD_H

#include "../flight.h"

/* Packs what later passes need of the flight after pass `pass`: in the first
 * one the document itself, in each the tables that this pass wrote and a later
 * one reads.  Leaves `to` empty when there is nothing. */
void record_pack(const Flight *flight, GByteArray *to);

/* Puts a record's parts into the flight; the document's pointers and its error
 * point into `bytes`, which must outlive the work on it. */
void record_unpack(Flight *flight, const guint8 *bytes, gsize length);

#endif
