/* SPDX-License-Identifier: Apache-2.0
 *
 * checks_file.c - what can be seen in the file, before any code of it runs.
 */
#include "../module/elf.h"
#include "check.h"
#include "child.h"
#include <string.h>

/* The file in memory; FALSE and skipped when it is no ELF file for us. */
static gboolean
map_elf(const Subject *subject, GMappedFile **file, Bytes *bytes,
        Verdict *verdict)
{
  Elf64_Ehdr header;
  const char *reason;

  *file = g_mapped_file_new(subject->path, FALSE, NULL);
  if (!*file)
    return verdict_skip(verdict, "%s cannot be read", subject->path);
  bytes->bytes = (const guint8 *)g_mapped_file_get_contents(*file);
  bytes->length = g_mapped_file_get_length(*file);
  reason = elf_header(*bytes, &header);
  return !reason || verdict_skip(verdict, "it is %s", reason);
}

static void
check_elf(Subject *subject, Verdict *verdict)
{
  g_autoptr(GMappedFile) file = NULL;
  Verdict reading = { OUTCOME_OK, "" };
  Bytes bytes;

  if (!map_elf(subject, &file, &bytes, &reading))
    verdict_fail(verdict, "%s", reading.message);
}

static void
check_note(Subject *subject, Verdict *verdict)
{
  g_autoptr(GMappedFile) file = NULL;
  g_auto(NameCard) card = { 0 };
  const char *reason;
  Bytes bytes;

  if (!map_elf(subject, &file, &bytes, verdict))
    return;
  reason = name_card_read(bytes.bytes, bytes.length, &card);
  if (reason)
    verdict_fail(verdict, "%s", reason);
}

static void
check_note_agrees(Subject *subject, Verdict *verdict)
{
  g_autoptr(GError) error = NULL;
  const char *rule = NULL;

  if (!subject_read(subject, verdict))
    return;
  if (!subject_judge(subject, &rule, &error))
    verdict_skip(verdict, "%s", error->message);
  else if (g_strcmp0(rule, "file.note-agrees") == 0)
    verdict_fail(verdict, "%s", error->message);
}

static void
check_exports(Subject *subject, Verdict *verdict)
{
  g_autoptr(GMappedFile) file = NULL;
  g_autoptr(GArray) symbols = NULL;
  gboolean entry = FALSE;
  Bytes bytes;

  if (!map_elf(subject, &file, &bytes, verdict))
    return;
  symbols = elf_symbols(bytes);
  for (guint i = 0; i < symbols->len; i++) {
    const ElfSymbol *symbol = &g_array_index(symbols, ElfSymbol, i);
    if (!symbol->defined || symbol->hidden)
      continue;
    if (strcmp(symbol->name, "stemma_module_v1") == 0)
      entry = TRUE;
    else
      verdict_fail(verdict, "it exports \"%s\" too", symbol->name);
  }
  if (!entry)
    verdict_fail(verdict, "it does not export stemma_module_v1");
}

static void
check_undefined(Subject *subject, Verdict *verdict)
{
  g_autoptr(GError) error = NULL;

  if (!subject_read(subject, verdict))
    return;
  child_doing("loading the file");
  if (!candidate_open(&subject->candidate, &error))
    verdict_fail(verdict, "%s", error->message);
}

static void
check_libraries(Subject *subject, Verdict *verdict)
{
  static const char *const common[] = { "libc.so",  "libm.so",  "libpthread.so",
                                        "libdl.so", "librt.so", "libgcc_s.so",
                                        "ld-linux" };
  g_autoptr(GMappedFile) file = NULL;
  g_auto(GStrv) needed = NULL;
  Bytes bytes;

  if (!map_elf(subject, &file, &bytes, verdict))
    return;
  needed = elf_needed(bytes);
  for (guint i = 0; needed[i]; i++) {
    gboolean known = FALSE;
    for (guint k = 0; k < G_N_ELEMENTS(common); k++)
      known |= g_str_has_prefix(needed[i], common[k]);
    if (!known)
      verdict_fail(verdict, "it needs %s", needed[i]);
  }
}

/* What changes or ends the process, writes where people read, or is no good
 * with threads. */
static const char *const banned[] = {
  "setlocale", "signal",      "sigaction", "exit",     "_exit",  "quick_exit",
  "fork",      "vfork",       "execve",    "execv",    "execvp", "execl",
  "execlp",    "execle",      "system",    "popen",    "chdir",  "fchdir",
  "umask",     "setenv",      "putenv",    "unsetenv", "srand",  "rand",
  "srandom",   "random",      "strtok",    "gets",     "printf", "__printf_chk",
  "vprintf",   "puts",        "putchar",   "stdout",   "stderr", "perror",
  "dlopen",    "sigprocmask", "raise",     "abort",    "setjmp", "longjmp",
};

/* What another locale makes of a byte or a number, none of which knows UTF-8.
 * The first three are what the C library makes of isalpha and its kin. */
static const char *const local[] = {
  "__ctype_b_loc",
  "__ctype_tolower_loc",
  "__ctype_toupper_loc",
  "isalpha",
  "isalnum",
  "isdigit",
  "isspace",
  "ispunct",
  "isupper",
  "islower",
  "toupper",
  "tolower",
  "iswalpha",
  "iswalnum",
  "iswspace",
  "iswpunct",
  "iswupper",
  "iswlower",
  "towupper",
  "towlower",
  "strcoll",
  "strxfrm",
  "wcscoll",
  "wcsxfrm",
  "strtod",
  "strtof",
  "strtold",
  "atof",
  "strcasecmp",
  "strncasecmp",
  "mbstowcs",
  "mbtowc",
  "mbrtowc",
  "wcstombs",
  "wctomb",
  "localeconv",
};

static gboolean
is_among(const char *const *names, gsize count, const char *name)
{
  for (gsize i = 0; i < count; i++)
    if (strcmp(names[i], name) == 0)
      return TRUE;
  return FALSE;
}

/* Fails with the names that it needs from elsewhere. */
static void
look_for_names(Subject *subject, const char *const *names, gsize count,
               Verdict *verdict)
{
  g_autoptr(GMappedFile) file = NULL;
  g_autoptr(GArray) symbols = NULL;
  g_autoptr(GString) found = g_string_new(NULL);
  Bytes bytes;

  if (!map_elf(subject, &file, &bytes, verdict))
    return;
  symbols = elf_symbols(bytes);
  for (guint i = 0; i < symbols->len; i++) {
    const ElfSymbol *symbol = &g_array_index(symbols, ElfSymbol, i);
    if (!symbol->defined && !symbol->weak
        && is_among(names, count, symbol->name))
      g_string_append_printf(found, "%s%s", found->len ? ", " : "",
                             symbol->name);
  }
  if (found->len > 0)
    verdict_fail(verdict, "it refers to %s", found->str);
}

static void
check_banned(Subject *subject, Verdict *verdict)
{
  look_for_names(subject, banned, G_N_ELEMENTS(banned), verdict);
}

static void
check_local(Subject *subject, Verdict *verdict)
{
  look_for_names(subject, local, G_N_ELEMENTS(local), verdict);
}

/* The C library's start files bring one of each. */
static void
check_constructors(Subject *subject, Verdict *verdict)
{
  static const struct {
    gint64 tag;
    const char *what;
  } arrays[] = { { DT_INIT_ARRAYSZ, "constructor" },
                 { DT_FINI_ARRAYSZ, "destructor" } };
  g_autoptr(GMappedFile) file = NULL;
  guint64 size;
  Bytes bytes;

  if (!map_elf(subject, &file, &bytes, verdict))
    return;
  for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
    if (elf_dynamic(bytes, arrays[i].tag, &size) && size > sizeof(void *))
      verdict_fail(verdict, "it has %" G_GUINT64_FORMAT " %s%s",
                   size / sizeof(void *) - 1, arrays[i].what,
                   size > 2 * sizeof(void *) ? "s" : "");
}

static void
check_segments(Subject *subject, Verdict *verdict)
{
  g_autoptr(GMappedFile) file = NULL;
  Elf64_Ehdr header;
  Elf64_Phdr segment;
  guint64 value;
  Bytes bytes;

  if (!map_elf(subject, &file, &bytes, verdict))
    return;
  elf_header(bytes, &header);
  if (elf_dynamic(bytes, DT_TEXTREL, &value)
      || (elf_dynamic(bytes, DT_FLAGS, &value) && value & DF_TEXTREL))
    verdict_fail(verdict, "its code is changed when it is loaded (text "
                          "relocations)");
  if (!elf_find_segment(bytes, &header, PT_GNU_STACK, 0, &segment)
      || segment.p_flags & PF_X)
    verdict_fail(verdict, "it asks for a stack that can be executed");
  if (!elf_find_segment(bytes, &header, PT_GNU_RELRO, 0, &segment))
    verdict_fail(verdict, "it has no read-only relocations (RELRO)");
}

static void
check_run_paths(Bytes bytes, Verdict *verdict)
{
  static const gint64 tags[] = { DT_RPATH, DT_RUNPATH };

  for (guint i = 0; i < G_N_ELEMENTS(tags); i++) {
    g_auto(GStrv) texts = elf_dynamic_texts(bytes, tags[i]);
    for (guint k = 0; texts[k]; k++) {
      g_auto(GStrv) parts = g_strsplit(texts[k], ":", -1);
      for (guint p = 0; parts[p]; p++)
        if (*parts[p] && !g_str_has_prefix(parts[p], "$ORIGIN"))
          verdict_fail(verdict, "it looks for libraries in \"%s\"", parts[p]);
    }
  }
}

/* A folder of somebody's home in what is loaded into memory. */
static void
check_strings(Bytes bytes, Verdict *verdict)
{
  static const char *const homes[] = { "/home/", "/root/", "/Users/" };
  Elf64_Ehdr header;
  Elf64_Phdr segment;
  Bytes slice;

  elf_header(bytes, &header);
  for (guint i = 0; i < header.e_phnum; i++) {
    if (!elf_segment(bytes, &header, i, &segment) || segment.p_type != PT_LOAD
        || !bytes_slice(bytes, segment.p_offset, segment.p_filesz, &slice))
      continue;
    for (guint k = 0; k < G_N_ELEMENTS(homes); k++) {
      const char *at =
          memmem(slice.bytes, slice.length, homes[k], strlen(homes[k]));
      gsize left =
          at ? slice.length - (gsize)(at - (const char *)slice.bytes) : 0;
      if (at)
        verdict_fail(verdict, "it contains the path \"%.*s\"",
                     (int)strnlen(at, MIN(left, 120)), at);
    }
  }
}

static void
check_paths(Subject *subject, Verdict *verdict)
{
  g_autoptr(GMappedFile) file = NULL;
  Bytes bytes;

  if (!map_elf(subject, &file, &bytes, verdict))
    return;
  check_run_paths(bytes, verdict);
  check_strings(bytes, verdict);
}

const Check file_checks[] = {
  { "file.elf", LEVEL_ERROR, "is a 64-bit shared object for this machine",
    "build it with -shared -fPIC for the machine that it is to run on",
    check_elf },
  { "file.note", LEVEL_ERROR, "carries a well-formed name card",
    "write STEMMA_NOTE(id, version, license) once, at file scope", check_note },
  { "file.note-agrees", LEVEL_ERROR, "says the same on its card and in it",
    "use the same macros for the card and for the members of the module",
    check_note_agrees },
  { "file.exports", LEVEL_ERROR, "exports one symbol, its entry",
    "compile with -fvisibility=hidden; STEMMA_EXPORT marks the entry",
    check_exports },
  { "file.undefined", LEVEL_ERROR, "loads, and every symbol is found",
    "link what it uses, or take it out; -Wl,--no-undefined tells it early",
    check_undefined },
  { "file.libraries", LEVEL_ADVICE, "needs the C library alone",
    "link others statically, or say on its page what must be installed",
    check_libraries },
  { "file.banned", LEVEL_WARNING, "calls nothing that belongs to the host",
    "process state, output and exit are the host's: use stemma.log/1, return "
    "a status, take chance from job->seed",
    check_banned },
  { "file.locale", LEVEL_WARNING, "calls nothing that follows the locale",
    "compare bytes, or bring tables: isalpha, strtod and strcasecmp change "
    "with the user's locale, and know no UTF-8",
    check_local },
  { "file.constructors", LEVEL_WARNING, "runs nothing when it is loaded",
    "make in open what is made in constructors; C++: no global objects",
    check_constructors },
  { "file.segments", LEVEL_WARNING,
    "has no text relocations, no executable stack, and RELRO",
    "compile with -fPIC; link with -Wl,-z,relro,-z,noexecstack",
    check_segments },
  { "file.paths", LEVEL_WARNING, "contains no path of the builder's",
    "leave RPATH out or use $ORIGIN; -ffile-prefix-map shortens __FILE__",
    check_paths },
  { .id = NULL },
};
