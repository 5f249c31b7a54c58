/* SPDX-License-Identifier: Apache-2.0
 *
 * note.c - finds the notes of a 64-bit ELF file through its program headers,
 * which survive `strip`, unlike section headers.
 */
#include "note.h"
#include "elf.h"
#include <stemma/note.h>
#include <string.h>

#define BUILD_ID_MAX 64u
#define DESC_HEAD 16u /* epoch, minor, needs_minor, reserved */
/* Real files have a handful; a hostile one could name the same bytes in 65,535
 * segments. */
#define NOTES_MAX 1024u

typedef struct {
  guint32 type;
  Bytes name;
  Bytes desc;
} Note;

/* Takes the next note off `notes`; FALSE at the end or where it is cut. */
static gboolean
note_next(Bytes *notes, guint64 align, Note *note)
{
  Elf64_Nhdr head;
  guint64 name_end, end;

  if (!bytes_copy(*notes, 0, &head, sizeof head))
    return FALSE;
  name_end = sizeof head + (guint64)head.n_namesz;
  name_end = (name_end + align - 1) / align * align;
  end = name_end + head.n_descsz;
  note->type = head.n_type;
  if (!bytes_slice(*notes, sizeof head, head.n_namesz, &note->name)
      || !bytes_slice(*notes, name_end, head.n_descsz, &note->desc))
    return FALSE;
  end = MIN((end + align - 1) / align * align, notes->length);
  notes->bytes += end;
  notes->length -= (gsize)end;
  return TRUE;
}

static gboolean
note_is(const Note *note, const char *name, guint32 type)
{
  gsize size = strlen(name) + 1;

  return note->type == type && note->name.length == size
         && memcmp(note->name.bytes, name, size) == 0;
}

static char *
hex_of(Bytes bytes)
{
  GString *hex = g_string_new(NULL);
  gsize i;

  for (i = 0; i < MIN(bytes.length, BUILD_ID_MAX); i++)
    g_string_append_printf(hex, "%02x", bytes.bytes[i]);
  return g_string_free(hex, FALSE);
}

/* Takes the next NUL-terminated string off `text`, or NULL.  It is shown to
 * people, so it has no control characters. */
static const char *
text_next(Bytes *text)
{
  const char *start = (const char *)text->bytes;
  const guint8 *at;
  const guint8 *nul =
      text->length > 0 ? memchr(text->bytes, 0, text->length) : NULL;

  if (!nul || !g_utf8_validate(start, (const char *)nul - start, NULL))
    return NULL;
  for (at = text->bytes; at < nul; at++)
    if (g_ascii_iscntrl(*at))
      return NULL;
  text->length -= (gsize)(nul + 1 - text->bytes);
  text->bytes = nul + 1;
  return start;
}

static gboolean
card_fill(NameCard *card, Bytes desc)
{
  guint32 numbers[4];
  const char *id, *version, *license;
  Bytes text;

  if (!bytes_copy(desc, 0, numbers, sizeof numbers)
      || !bytes_slice(desc, DESC_HEAD, desc.length - DESC_HEAD, &text))
    return FALSE;
  id = text_next(&text);
  version = id ? text_next(&text) : NULL;
  license = version ? text_next(&text) : NULL;
  if (!license || !*id)
    return FALSE;
  card->epoch = numbers[0];
  card->minor = numbers[1];
  card->needs_minor = numbers[2];
  card->id = g_strdup(id);
  card->version = g_strdup(version);
  card->license = g_strdup(license);
  return TRUE;
}

/* A file may carry one card for each epoch that it speaks: ours wins, else the
 * first. */
static void
card_take(const Note *note, NameCard *card, gboolean *damaged)
{
  NameCard found = { 0 };

  if (!card_fill(&found, note->desc)) {
    *damaged = TRUE;
    return;
  }
  if (card->id
      && (card->epoch == STEMMA_EPOCH || found.epoch != STEMMA_EPOCH)) {
    name_card_clear(&found);
    return;
  }
  found.build_id = g_steal_pointer(&card->build_id);
  name_card_clear(card);
  *card = found;
}

static void
note_take(const Note *note, NameCard *card, gboolean *damaged)
{
  if (note_is(note, STEMMA_NOTE_NAME, STEMMA_NOTE_TYPE))
    card_take(note, card, damaged);
  if (note_is(note, "GNU", NT_GNU_BUILD_ID) && !*card->build_id) {
    g_free(card->build_id);
    card->build_id = hex_of(note->desc);
  }
}

/* Takes the notes of one segment; FALSE: it lies outside the file. */
static gboolean
segment_take(Bytes file, const Elf64_Phdr *segment, NameCard *card,
             gboolean *damaged, guint *seen)
{
  Bytes notes;
  Note note;

  if (segment->p_type != PT_NOTE)
    return TRUE;
  if (!bytes_slice(file, segment->p_offset, segment->p_filesz, &notes))
    return FALSE;
  while ((*seen)++ < NOTES_MAX
         && note_next(&notes, segment->p_align == 8 ? 8 : 4, &note))
    note_take(&note, card, damaged);
  return TRUE;
}

/* What a file that is cut short says of itself is not believed. */
static const char *
cut_short(NameCard *card)
{
  name_card_clear(card);
  card->build_id = g_strdup("");
  return "an ELF file that is cut short";
}

const char *
name_card_read(const guint8 *bytes, gsize length, NameCard *card)
{
  Bytes file = { bytes, length };
  Elf64_Ehdr header;
  const char *reason;
  gboolean damaged = FALSE;
  guint i, seen = 0;

  memset(card, 0, sizeof *card);
  card->build_id = g_strdup("");
  reason = elf_header(file, &header);
  if (reason)
    return reason;
  for (i = 0; i < header.e_phnum; i++) {
    Elf64_Phdr segment;

    if (!elf_segment(file, &header, i, &segment)
        || !segment_take(file, &segment, card, &damaged, &seen))
      return cut_short(card);
  }
  if (card->id)
    return NULL;
  return damaged ? "its stemma note is damaged" : "it has no stemma note";
}

void
name_card_clear(NameCard *card)
{
  g_free(card->id);
  g_free(card->version);
  g_free(card->license);
  g_free(card->build_id);
  memset(card, 0, sizeof *card);
}
