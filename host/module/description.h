/* SPDX-License-Identifier: Apache-2.0
 *
 * description.h - what a plugin says about itself, as bytes: so that a process
 * without rights can load it and ask, and this program need not.
 *
 * Private to this room.
 */
#ifndef MODULE_DESCRIPTION_H
#define MODULE_DESCRIPTION_H

#include "module.h"
#include "note.h"

/* Appends the description of an adopted module. */
void description_pack(const Module *module, GByteArray *to);

/* What stemma_module_v1 would have returned, made of bytes that may be
 * anything: functions are there where the plugin has some, and only fail.
 * Lives for ever, like what it is made of.  NULL: the bytes are no
 * description. */
const stemma_module *description_unpack(const guint8 *bytes, gsize length,
                                        const NameCard *card);

#endif
