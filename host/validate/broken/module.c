/* SPDX-License-Identifier: 0BSD
 *
 * module.c - the module, its name card, its options and its chain.
 */
#include "broken.h"

#include <time.h>

#define ID "org.example.broken"
#define VERSION "1.0.0"
#define LICENSE "0BSD"
#ifdef OTHER_ID
#undef ID
#define ID "broken"
#endif
#ifdef OTHER_VERSION
#undef VERSION
#define VERSION "one"
#endif
#ifdef OTHER_LICENSE
#undef LICENSE
#define LICENSE "free for everybody"
#endif

#ifdef TWO_LINES
#define BREAKS_VENDOR "two\nlines"
#endif
#ifndef BREAKS_VENDOR
#define BREAKS_VENDOR "nobody"
#endif

#ifndef NO_NOTE
STEMMA_NOTE(ID, VERSION, LICENSE);
#endif

char broken_vendor[] = BREAKS_VENDOR;

static const char *const kinds[] = {
  "short", BREAKS == OPTION_CHOICES ? "short" : "long", 0
};

const stemma_option broken_options[] = {
  { BREAKS == OPTION_NAME ? "Min Length" : "min-length", "leave shorter out",
    BREAKS == OPTION_DEFAULT ? "few" : "1", 0, "bytes", 1,
    BREAKS == OPTION_RANGE ? -1 : 40, offsetof(Options, min_length),
    STEMMA_OPTION_INT, 0 },
  { "prefix", "only words that begin so", "", 0, "", 0, 0,
    BREAKS == OPTION_INSIDE ? 4096 : offsetof(Options, prefix),
    STEMMA_OPTION_TEXT, 0 },
  { "weight", "what a word counts", "1.5", 0, "", 0, 10,
    offsetof(Options, weight), STEMMA_OPTION_FLOAT, 0 },
  { "kind", "how words are called", "short", kinds, "", 0, 0,
    offsetof(Options, kind), STEMMA_OPTION_CHOICE, 0 },
  { "quiet", "say nothing in the log", "no", 0, "", 0, 0,
    offsetof(Options, quiet), STEMMA_OPTION_BOOL, STEMMA_OPTION_COSMETIC },
};

/* The fold and the group as one stage. */
static const stemma_port chain_reads[] = {
  { BREAKS == STAGE_CHAIN ? &stemma_token_layer : &word_layer, 0, 0, 0 },
};
static const stemma_stage *const inner[] = { &totals_stage, &pairs_stage };
static const stemma_chain both = { sizeof both, 0, STEMMA_LIST(inner) };
static const stemma_stage both_stage = {
  .size = sizeof both_stage,
  .id = "both",
  .version = "1.0.0",
  .summary = "counts and pairs words",
  .reads = STEMMA_LIST(chain_reads),
  .writes = STEMMA_NO_LIST,
  .options = OPTIONS_LIST,
  .options_size = sizeof(Options),
  .chain = &both,
};

static const stemma_stage *const stages[] = { &words_stage, &marks_stage,
                                              &totals_stage, &pairs_stage,
                                              &both_stage };
static const stemma_module module = {
  BREAKS == MODULE_SIZE ? 24 : sizeof module,
  STEMMA_EPOCH,
  STEMMA_MINOR,
  STEMMA_NEEDS_MINOR,
  0,
  0,
  ID,
  BREAKS == FILE_NOTE_AGREES ? "1.0.1" : VERSION,
  LICENSE,
  broken_vendor,
  BREAKS == DOCS_URL ? "" : PAGE,
  STEMMA_LIST(stages)
};

#ifdef EXTRA_EXPORT
STEMMA_EXPORT int broken_extra(void);
int
broken_extra(void)
{
  return 1;
}
#endif

#ifdef CONSTRUCTOR
static volatile int constructed;
__attribute__((constructor)) static void
construct(void)
{
  constructed = 1;
}
#endif

static void
burn(double seconds)
{
  clock_t start = clock();

  while ((double)(clock() - start) < seconds * CLOCKS_PER_SEC)
    continue;
}

const stemma_module *
stemma_module_v1(void)
{
  static stemma_module copy;
  static int calls;

  if (BREAKS == MODULE_LOAD_TIME)
    burn(0.08);
  if (BREAKS == MODULE_SAME_TWICE && calls++) {
    copy = module;
    return &copy;
  }
  return &module;
}
