/* SPDX-License-Identifier: Apache-2.0
 *
 * test.h - what every test of this room includes before the room's headers.
 */
#ifndef TEST_MODULE_TEST_H
#define TEST_MODULE_TEST_H

/* cmocka.h asks for these four. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
