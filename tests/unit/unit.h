/* SPDX-License-Identifier: Apache-2.0
 *
 * unit.h - cmocka with what it needs before it.
 */
#ifndef UNIT_UNIT_H
#define UNIT_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* after its needs */
#include <cmocka.h>

#endif
