/* SPDX-License-Identifier: Apache-2.0
 *
 * module.h - a plugin, loaded and checked.
 *
 * A plugin may be older or newer than this host, so its descriptors may be
 * shorter or longer than ours.  `module_load` copies them once into structs of
 * exactly our size and stride; the rest of the host indexes them as arrays.
 */
#ifndef MODULE_MODULE_H
#define MODULE_MODULE_H

#include <glib.h>
#include <stemma/stemma.h>

#define MODULE_ERROR (module_error_quark())
GQuark module_error_quark(void);

/* The codes of pipeline-file.md; the message is the page's text without the
 * code. */
typedef enum {
  MODULE_ERROR_NAME = 203,
  MODULE_ERROR_LOAD = 401,
  MODULE_ERROR_ABI = 402,
  MODULE_ERROR_FILE = 403,
  MODULE_ERROR_DESCRIPTOR = 408
} ModuleError;

typedef struct {
  char *path;
  gboolean builtin;       /* from the install prefix */
  gboolean runs_programs; /* the host's own exec stage: it needs its rights */
  char *build_id;         /* hex; "" when the file has none */
  char *real;             /* NULL: its code is loaded; else where it is */
  const char *id;         /* these five are the plugin's own */
  const char *version;
  const char *license;
  const char *vendor;
  const char *url;
  guint minor;
  guint needs_minor;
  guint stage_count;
  const stemma_stage *const *stages; /* ours: size and strides are the host's;
                                      * life, map, group, fold, chain and layers
                                      * too; lives for ever */
} Module;

/* Reads the name card, opens the file (RTLD_NOW | RTLD_LOCAL; it is never
 * closed), checks the descriptor, copies it.  For a file that is not built in
 * all this is done in a child, so that a constructor that crashes or hangs
 * costs an error, and one that means harm has no rights: the functions of its
 * stages are there and fail when they are called.  The same path gives the same
 * Module; it lives for ever.  [control] */
const Module *module_load(const char *path, gboolean builtin, GError **error);

/* The stage with its code, which is loaded into this process if it is not:
 * what is called are functions of this one.  NULL: the file cannot be loaded,
 * or is another one by now.  [control] */
const stemma_stage *module_stage_code(const Module *module,
                                      const stemma_stage *stage,
                                      GError **error);

/* What is known of a module, for another program that runs its stages; and
 * back, from the same file: the code is loaded when it is asked for.  Lives for
 * ever.  NULL: the file has changed. */
void module_pack(const Module *module, GByteArray *to);
const Module *module_unpack(const guint8 *bytes, gsize length, const char *path,
                            gboolean builtin, GError **error);
/* The same for a layer, of whatever module.  NULL: it is none. */
void layer_pack(const stemma_layer *layer, GByteArray *to);
const stemma_layer *layer_unpack(const guint8 *bytes, gsize length);

/* What to do about an error of this domain, or NULL.  Free with g_free. */
char *module_error_hint(const GError *error);

/* The plugin's own struct for a stage of `stages` or of a chain in it: what
 * stemma_life.open expects as its first argument. */
const stemma_stage *module_stage_origin(const stemma_stage *stage);

#endif
