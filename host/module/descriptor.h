/* SPDX-License-Identifier: Apache-2.0
 *
 * descriptor.h - from what a plugin's entry function returned to a Module.
 *
 * For this room, and for validate, which asks which rule was broken.
 */
#ifndef MODULE_DESCRIPTOR_H
#define MODULE_DESCRIPTOR_H

#include "adoption.h"
#include "note.h"

/* Checks `theirs` against the ABI and the name card, and copies it.  The
 * result lacks path, builtin and build_id.  NULL with MODULE_ERROR_DESCRIPTOR,
 * and nothing is kept. */
Module *descriptor_adopt(const stemma_module *theirs, const NameCard *card,
                         GError **error);

/* The same; on a fault `rule` is the id of the conformance check that it
 * belongs to (sdk/docs/conformance.md). */
Module *descriptor_judge(const stemma_module *theirs, const NameCard *card,
                         const char **rule, GError **error);

/* The parts, each with its own file.  NULL or FALSE on a fault. */
const stemma_layer *descriptor_layer(Adoption *adoption,
                                     const stemma_layer *theirs);
gboolean descriptor_options(Adoption *adoption, stemma_stage *stage);
gboolean descriptor_metrics(Adoption *adoption, stemma_stage *stage);
gboolean descriptor_functions(Adoption *adoption, stemma_stage *stage);
gboolean descriptor_chain(Adoption *adoption, stemma_stage *stage);

/* A copy of a stage; `chain`: our copy of the chain that it is part of, or
 * NULL. */
const stemma_stage *descriptor_stage(Adoption *adoption,
                                     const stemma_stage *theirs,
                                     const stemma_stage *chain);

#endif
