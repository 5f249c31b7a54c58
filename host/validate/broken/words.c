/* SPDX-License-Identifier: 0BSD
 *
 * words.c - a map stage that finds words, with a worker object and all
 * services.
 */
#include "broken.h"

#include <fcntl.h>
#include <fenv.h>
#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ASK_EVERY = 256, SHOWN = 48 };

typedef struct Self {
  Options options;
  const stemma_host *host;
  const stemma_log *log;
  const stemma_memory *memory;
  const stemma_progress *progress;
} Self;

typedef struct Worker {
  uint32_t number;  /* of the instance's workers */
  uint32_t words;   /* of the document before */
  const char *text; /* of the document before */
} Worker;

/* What a document is searched for. */
typedef struct Search {
  const Self *self;
  Worker *worker;
  const stemma_job *job;
  char *shown; /* SHOWN bytes */
  uint32_t count;
  uint32_t at;
} Search;

/* Globals that only broken plugins write. */
static uint32_t opened, worker_count;
static int64_t last_min_length;
static const char *volatile nothing;

static const char *const kinds[] = { "short", "long", 0 };

static const stemma_field fields[] = {
  { "weight", "what it counts", 0, 0, "",
    BREAKS == LAYER_FIELDS ? 8 : offsetof(Word, weight),
    BREAKS == LAYER_TYPES ? 99 : STEMMA_F64, 0, 0, 0 },
  { "text", BREAKS == DOCS_SUMMARY ? "" : "the word, cut where it is long", 0,
    0, "", offsetof(Word, text), STEMMA_STR, 0, 0, 0 },
  { "kind", "as the option says", kinds, 0, "", offsetof(Word, kind),
    STEMMA_ENUM, 0, 0, 0 },
  { "capital", "begins with a capital", 0, 0, "", offsetof(Word, capital),
    STEMMA_BOOL, 0, 0, 0 },
#ifndef GAP
  { "before", "the word before", 0, "org.example.word", "",
    offsetof(Word, before), STEMMA_ROW, 0, 0, 0 },
#endif
  { "length", "of the whole word", 0, 0, "bytes", offsetof(Word, length),
    STEMMA_U32, 0, 0, 0 },
};

const stemma_layer word_layer = { sizeof word_layer,
                                  1,
                                  BREAKS == LAYER_NAME     ? "word"
                                  : BREAKS == LAYER_PREFIX ? "token"
                                                           : "org.example.word",
                                  "words",
                                  STEMMA_LIST(fields),
                                  sizeof(Word),
                                  STEMMA_LAYER_SORTED | STEMMA_LAYER_DISJOINT };

/* What changes the process. */
static void *
wait_for_ever(void *data)
{
  (void)data;
  for (;;)
    pause();
  return 0;
}

static void
disturb(void)
{
  pthread_t thread;

  if (BREAKS == MODULE_STATIC)
    broken_vendor[0] = 'N';
  if (BREAKS == STATE_LOCALE)
    setlocale(LC_ALL, "C.UTF-8");
  if (BREAKS == STATE_SIGNALS)
    signal(SIGUSR1, SIG_IGN);
  if (BREAKS == STATE_UMASK)
    umask(0777);
  if (BREAKS == STATE_FOLDER && chdir("/proc") < 0)
    abort();
  if (BREAKS == STATE_ENVIRONMENT || BREAKS == FILE_BANNED)
    setenv("STEMMA_BROKEN", "yes", 1);
  if (BREAKS == STATE_FILES && open("/dev/null", O_RDONLY | O_CLOEXEC) < 0)
    abort();
  if (BREAKS == FILE_LOCALE && strtod("0.5", 0) > 1)
    abort();
  if (BREAKS == STATE_THREADS)
    pthread_create(&thread, 0, wait_for_ever, 0);
  if (BREAKS == STATE_NUMBERS)
    fesetround(FE_UPWARD);
  if (BREAKS == LOG_QUIET)
    puts("broken says hello");
}

static void
ask_host(Self *self, const stemma_host *host)
{
  self->host = host;
  self->log = host->extension(host, STEMMA_LOG_ID);
  self->memory = host->extension(host, STEMMA_MEMORY_ID);
  self->progress = host->extension(host, STEMMA_PROGRESS_ID);
  if ((self->log || BREAKS == LIFE_NO_SERVICE) && !self->options.quiet)
    self->log->say(host, STEMMA_DEBUG,
                   BREAKS == LOG_LINE ? "looking for words\nin texts"
                                      : "looking for words");
}

/* A list of words would be nice, and is not needed. */
static stemma_status
read_list(const stemma_host *host, stemma_error *error)
{
  const stemma_resource *resource = host->extension(host, STEMMA_RESOURCE_ID);
  const char *bytes = 0;
  uint64_t length = 0;

  if (resource
      && resource->map(host, "list.txt", &bytes, &length, error) != STEMMA_OK) {
    error->code = 0;
    error->message[0] = '\0';
    if (BREAKS == LIFE_RESOURCE_MISSING)
      return stemma_fail(error, STEMMA_E_INTERNAL, "no list");
  }
  return STEMMA_OK;
}

#ifdef UNDEFINED
int broken_undefined(void);
#endif

static stemma_status
words_open(const stemma_stage *stage, const stemma_host *host,
           const void *options, void **self, stemma_error *error)
{
  const Options *chosen = options;
  Self *made = calloc(1, sizeof *made);

  (void)stage;
#ifdef UNDEFINED
  broken_undefined();
#endif
  if (!made && BREAKS != LIFE_MALLOC_FAILS)
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory to start");
  made->options = *chosen;
  disturb();
  if (BREAKS == LIFE_OPEN_CLOSE)
    nothing = malloc(16);
  if (BREAKS == OPTION_EDGES && strlen(chosen->prefix) > 1000) {
    free(made);
    return stemma_fail(error, STEMMA_E_OPTION, "the text is too long");
  }
  ask_host(made, host);
  worker_count = 0;
  opened++;
  last_min_length = chosen->min_length;
  *self = made;
  if (read_list(host, error) == STEMMA_OK)
    return STEMMA_OK;
  free(made);
  return STEMMA_E_INTERNAL;
}

static void
words_close(void *self)
{
  free(self);
}

static stemma_status
words_worker_open(const void *self, void **worker, stemma_error *error)
{
  Worker *made = calloc(1, sizeof *made);

  (void)self;
  if (!made)
    return stemma_fail(error, STEMMA_E_MEMORY, "no memory for a worker");
  made->number = __atomic_fetch_add(&worker_count, 1, __ATOMIC_RELAXED);
  *worker = made;
  return STEMMA_OK;
}

static int
is_letter(unsigned char byte)
{
  return byte >= 0x80 || (byte >= 'a' && byte <= 'z')
         || (byte >= 'A' && byte <= 'Z');
}

/* The next word from `at`; its end is left there. */
static int
next_word(Search *search, uint32_t *begin)
{
  const stemma_doc *doc = search->job->doc;

  while (search->at < doc->length
         && !is_letter((unsigned char)doc->text[search->at]))
    search->at++;
  *begin = search->at;
  while (search->at < doc->length
         && is_letter((unsigned char)doc->text[search->at]))
    search->at++;
  return search->at > *begin;
}

/* A copy that ends with a whole character. */
static uint32_t
show(Search *search, uint32_t begin)
{
  const char *text = search->job->doc->text + begin;
  uint32_t length = search->at - begin;

  if (length > SHOWN)
    for (length = SHOWN;
         length > 0 && ((unsigned char)text[length] & 0xC0u) == 0x80u;)
      length--;
  memcpy(search->shown, text, length);
  return length;
}

/* What belongs to one row only. */
static void
spoil_row(const Search *search, Word *word)
{
  const stemma_doc *doc = search->job->doc;

  if (BREAKS == ROW_SPAN)
    word->row.end = doc->length + 3;
  if (BREAKS == ROW_BOUNDARY
      && ((unsigned char)doc->text[word->row.begin + 1] & 0xC0u) == 0x80u)
    word->row.begin++;
  if (BREAKS == ROW_PRESENT_RESERVED)
    word->row.reserved = 7;
  if (BREAKS == ROW_ENUM_BOOL)
    word->kind = 9;
  if (BREAKS == ROW_FINITE)
    word->weight = 1 / (double)(word->row.begin - word->row.begin);
  if (BREAKS == ROW_STRING)
    word->text.offset = 1u << 30;
  if (BREAKS == ROW_REF)
    word->before = 1u << 20;
  if (BREAKS == ROW_SORTED_DISJOINT && word->row.begin > 0)
    word->row.begin = 0;
}

/* What makes a row depend on what it should not. */
static void
spoil_value(const Search *search, Word *word)
{
  static char here;

  if (BREAKS == TEXT_PREFIX_SHIFT)
    word->kind = word->row.begin & 1;
  if (BREAKS == SAME_TWICE)
    word->weight = opened;
  if (BREAKS == SAME_ORDER)
    word->weight = search->worker->words;
  if (BREAKS == SAME_THREADS)
    word->weight = search->worker->number;
  if (BREAKS == SAME_INSTANCES)
    word->weight = (double)last_min_length;
  if (BREAKS == SAME_PROCESS)
    word->weight = (double)((uintptr_t)&here >> 12);
  if (BREAKS == SAME_LOCALE)
    word->weight = (double)strlen(nl_langinfo(CODESET));
  if (BREAKS == OPTION_COSMETIC)
    word->weight = search->self->options.quiet;
}

static stemma_status
write_word(Search *search, uint32_t begin)
{
  stemma_writer *out = search->job->outputs[BREAKS == PORT_UNDECLARED];
  const Options *options = &search->self->options;
  char first = search->job->doc->text[begin];
  Word word = { { begin, search->at, 0, 0 },
                options->weight,
                { 0, 0 },
                options->kind,
                first >= 'A' && first <= 'Z',
                out->next_row ? out->next_row - 1 : STEMMA_NO_ROW,
                search->at - begin };
  stemma_status status;

  word.text = out->intern(out, search->shown, show(search, begin));
  spoil_row(search, &word);
  spoil_value(search, &word);
  status = stemma_append(
      out, &word, BREAKS == ROW_STRIDE ? sizeof(stemma_row) : sizeof word);
  if (BREAKS == LIFE_OUT_OF_MEMORY || BREAKS == MANNER_LIMIT)
    return STEMMA_OK;
  return status;
}

/* Is this one of the texts that a broken plugin stumbles over? */
static int
stumbles(const stemma_doc *doc)
{
  const char *text = doc->text;
  uint32_t length = doc->length;

  return (BREAKS == TEXT_EMPTY && length == 0)
         || (BREAKS == TEXT_ONE_CHAR && length == 1)
         || (BREAKS == TEXT_UNICODE && strstr(text, "\xF0\x9F"))
         || (BREAKS == TEXT_ONE_LINE && length > 200000 && !strchr(text, '\n'))
         || (BREAKS == TEXT_CUT && length > 2 && text[length - 1] == 'e')
         || (BREAKS == TEXT_MUTATIONS && strchr(text, '\x01')
             && strstr(text, "rsund"));
}

/* Work that nobody needs. */
static void
waste_time(const Search *search)
{
  const stemma_doc *doc = search->job->doc;
  volatile uint32_t sum = 0;

  if (BREAKS == TEXT_LARGE && doc->length > 100000)
    for (uint32_t i = 0; i < doc->length; i += 1024)
      for (uint32_t k = 0; k < doc->length; k++)
        sum += (unsigned char)doc->text[k];
  (void)sum;
  /* 0.3 s, on a fast machine as on a slow one. */
  if (BREAKS == MANNER_CANCEL && doc->length > 100000)
    for (clock_t end = clock() + CLOCKS_PER_SEC * 3 / 10; clock() < end;)
      continue;
  if (BREAKS == SAME_THREADS)
    usleep(2000);
  if (BREAKS == SAME_ISOLATED)
    close(open("/dev/null", O_RDONLY | O_CLOEXEC));
}

static int
is_cancelled(const Search *search)
{
  const Self *self = search->self;

  return BREAKS != MANNER_CANCEL && search->count % ASK_EVERY == 0
         && self->progress && self->progress->cancelled(self->host);
}

static stemma_status
find_words(Search *search)
{
  const Options *options = &search->self->options;
  size_t prefix = strlen(options->prefix);
  stemma_status status = STEMMA_OK;
  uint32_t begin;

  while (status == STEMMA_OK && next_word(search, &begin)) {
    if (is_cancelled(search))
      return STEMMA_CANCELLED;
    search->count++;
    if (search->at - begin >= options->min_length
        && (prefix == 0
            || (search->at - begin >= prefix
                && memcmp(search->job->doc->text + begin, options->prefix,
                          prefix)
                       == 0)))
      status = write_word(search, begin);
  }
  return status;
}

static stemma_status
refuse_empty(const stemma_doc *doc, stemma_error *error)
{
  if (BREAKS == LIFE_ERROR && doc->length == 0)
    return stemma_fail(error, STEMMA_E_INPUT, "The text is empty.");
  if (BREAKS == LIFE_STATUS && doc->length == 0)
    return stemma_fail(error, -99, "the text is empty");
  return STEMMA_OK;
}

static stemma_status
words_process(const void *self, void *worker, const stemma_job *job,
              stemma_error *error)
{
  const stemma_memory *memory = ((const Self *)self)->memory;
  char stack[SHOWN + 4];
  Search search = { self, worker, job, stack, 0, 0 };
  stemma_status status = refuse_empty(job->doc, error);

  if (status != STEMMA_OK)
    return status;
  if (BREAKS == READ_CONST_KEPT) {
    if (search.worker->text && *search.worker->text == '\x07')
      return STEMMA_OK;
    search.worker->text = job->doc->text;
  }
  if (memory) {
    search.shown = memory->scratch(job, sizeof stack);
    if (!search.shown)
      return stemma_fail(error, STEMMA_E_MEMORY, "no scratch memory");
  }
  if (BREAKS == LIFE_BIG_HOST && job->size != sizeof *job)
    return stemma_fail(error, STEMMA_E_HOST, "a host of another version");
  if (stumbles(job->doc)
      || (BREAKS == LIFE_OLD_HOST && ((const volatile char *)job)[sizeof *job])
      || (BREAKS == READ_CONST
          && ((const volatile char *)job->doc->text)[job->doc->length + 1]))
    *(volatile char *)(uintptr_t)nothing = BREAKS == READ_CONST;
  waste_time(&search);
  if (BREAKS == TEXT_SAMPLES)
    return STEMMA_OK;
  status = find_words(&search);
  if (search.worker)
    search.worker->words = search.count;
  return status;
}

stemma_status
plain_open(const stemma_stage *stage, const stemma_host *host,
           const void *options, void **self, stemma_error *error)
{
  (void)stage, (void)host, (void)error;
  *self = (void *)(uintptr_t)options;
  return STEMMA_OK;
}

void
plain_close(void *self)
{
  (void)self;
}

static const stemma_life life = {
  sizeof life,       0,
  words_open,        BREAKS == STAGE_FUNCTIONS ? 0 : words_close,
  words_worker_open, free
};
static const stemma_map map = { sizeof map, 0, words_process };
static const stemma_fold fold = { .size = sizeof fold };
static const stemma_port writes[] = { { &word_layer, 0, 0, 0 },
                                      { &word_layer, 0, 0, 0 } };
static const stemma_metric metrics[] = {
  { "weight.mean", "mean weight", "", "org.example.word",
    BREAKS == STAGE_METRICS ? "mass" : "weight", 0, 0, STEMMA_MEAN, 0 },
};
const stemma_stage words_stage = {
  .size = sizeof words_stage,
  .id = BREAKS == STAGE_ID ? "Words" : "words",
  .version = "1.0.0",
  .summary = BREAKS == STAGE_TEXT ? "Finds words." : "finds words",
  .reads = STEMMA_NO_LIST,
  .writes = { writes, BREAKS == PORT_FORM ? 2 : 1, sizeof writes[0] },
  .options = OPTIONS_LIST,
  .options_size = sizeof(Options),
  .life = &life,
  .map = &map,
  .fold = BREAKS == STAGE_ONE_KIND ? &fold : 0,
  .metrics = STEMMA_LIST(metrics),
};
