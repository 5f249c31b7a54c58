/* SPDX-License-Identifier: Apache-2.0
 *
 * probe.h - what is found out before the first check, so that no check tells
 * as a fault of its own rule what has nothing to do with it.
 */
#ifndef VALIDATE_PROBE_H
#define VALIDATE_PROBE_H

#include "subject.h"

/* Runs each stage over the samples, and looks at nothing but whether it comes
 * back.  With `misuse`: a setting of the user's fits no stage or no option. */
void probe_subject(Subject *subject, Verdict *verdict);

#endif
