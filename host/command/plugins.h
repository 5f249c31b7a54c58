/* SPDX-License-Identifier: Apache-2.0
 *
 * plugins.h - the longer answers of `stemma plugins`.
 */
#ifndef COMMAND_PLUGINS_H
#define COMMAND_PLUGINS_H

#include "../module/module.h"

/* Everything that a plugin says about itself. */
void plugin_describe(const Module *module, GString *to);

/* Opens each stage, also those of chains, with the defaults of its options, in
 * a child; a stage with an option that has none is passed over. */
gboolean plugin_opens(const Module *module, GError **error);

/* Prints each step of loading `path` up to the one that fails; the exit
 * status. */
int plugin_why(const char *path);

#endif
