/* SPDX-License-Identifier: Apache-2.0
 *
 * version.h - whether a plugin's version is one that a pipeline requires.
 */
#ifndef PLAN_VERSION_H
#define PLAN_VERSION_H

#include <glib.h>

/* `required`: ">= 2.1", with any of the six signs >= <= == > < and none, which
 * is ==.  Numbers that are not told are 0: 2.1 is 2.1.0. */
gboolean version_suits(const char *version, const char *required);

#endif
