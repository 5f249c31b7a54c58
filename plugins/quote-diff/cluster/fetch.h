/* SPDX-License-Identifier: Apache-2.0
 *
 * fetch.h - for functions that ask for memory that is needed soon.
 *
 * gcc takes a function that does nothing but that for one that does nothing,
 * and drops the calls, unless it is inlined before it looks.
 */
#ifndef QUOTE_DIFF_FETCH_H
#define QUOTE_DIFF_FETCH_H

#define ALWAYS_INLINE static inline __attribute__((always_inline))

#endif
