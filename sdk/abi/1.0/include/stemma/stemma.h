/* SPDX-License-Identifier: 0BSD
 *
 * stemma/stemma.h - every stable header at once.
 */
#ifndef STEMMA_STEMMA_H
#define STEMMA_STEMMA_H

#include "abi.h"
#include "ext/log.h"
#include "ext/memory.h"
#include "ext/progress.h"
#include "ext/resource.h"
#include "host.h"
#include "layers.h"
#include "note.h"
#include "option.h"
#include "plugin.h"
#include "schema.h"
#include "util.h"

#endif
