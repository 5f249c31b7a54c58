/* SPDX-License-Identifier: Apache-2.0
 *
 * license.h - is a text an SPDX licence expression?
 */
#ifndef VALIDATE_LICENSE_H
#define VALIDATE_LICENSE_H

#include <glib.h>

/* Identifiers joined by AND, OR, WITH and brackets (SPDX 2.3, annex D).  Only
 * the form is looked at, for the list of identifiers grows. */
gboolean license_is_expression(const char *text);

#endif
