/* SPDX-License-Identifier: 0BSD
 *
 * stemma/note.h - the module's name card as an ELF note, so that a host can
 * refuse a file with a clear reason before any code of it runs.
 */
#ifndef STEMMA_NOTE_H
#define STEMMA_NOTE_H

#include "abi.h"

/* The note's name and type; its content is epoch, minor, needs_minor, a zero
 * (uint32_t each, in the byte order of the file), then id, version and licence,
 * each with its NUL, padded with zeros to four bytes. */
#define STEMMA_NOTE_NAME "stemma"
#define STEMMA_NOTE_TYPE 1u

/* Once, at file scope, with string literals that equal the module's members.
 * A file without it is not a plugin. */
#if defined(__ELF__)
#define STEMMA_NOTE(id_, version_, license_)                                   \
  static const struct {                                                        \
    uint32_t name_size, desc_size, type;                                       \
    char name[8];                                                              \
    uint32_t epoch, minor, needs_minor, reserved;                              \
    char text[(sizeof(id_ "\0" version_ "\0" license_) + 3) / 4 * 4];          \
  } stemma_note_                                                               \
      __attribute__((section(".note.stemma"), aligned(4), used)) = {           \
        sizeof(STEMMA_NOTE_NAME),                                              \
        16u + (sizeof(id_ "\0" version_ "\0" license_) + 3) / 4 * 4,           \
        STEMMA_NOTE_TYPE,                                                      \
        STEMMA_NOTE_NAME,                                                      \
        STEMMA_EPOCH,                                                          \
        STEMMA_MINOR,                                                          \
        STEMMA_NEEDS_MINOR,                                                    \
        0,                                                                     \
        id_ "\0" version_ "\0" license_                                        \
      }
#else
#define STEMMA_NOTE(id_, version_, license_) typedef int stemma_no_note_
#endif

#endif
