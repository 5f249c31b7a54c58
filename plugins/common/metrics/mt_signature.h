/* SPDX-License-Identifier: Apache-2.0
 *
 * mt_signature.h - the parts that the signatures of the standard metrics have
 * in common: key:value pairs between bars, as sacreBLEU prints them.
 */
#ifndef COMMON_MT_SIGNATURE_H
#define COMMON_MT_SIGNATURE_H

#include <stddef.h>

/* The release of sacreBLEU whose numbers ours are equal to. */
#define MT_SIGNATURE_VERSION "2.6.0"

/* The number of references, or "var" for 0: not the same for each text. */
void mt_signature_count(size_t references, char *out, size_t size);

/* "[0.10]", with a point in every locale. */
void mt_signature_value(double value, char *out, size_t size);

#endif
