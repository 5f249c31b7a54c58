/* SPDX-License-Identifier: Apache-2.0
 *
 * moody.c - a plugin that does what a text tells it: "mood: crash" and the
 * others below.  Each of its stages is one kind, and each takes orders, so that
 * tests can see what a misdeed costs there.
 *
 * Where every document is well-behaved its rows are plain: words are counted.
 * With MOODY_TELLS in the environment a row tells too how much memory documents
 * before it took and how long they did, and what CPU time hanging and that
 * took, until they were stopped: a benchmark takes that out.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <stemma/layers.h>
#include <stemma/stemma.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

typedef struct {
  stemma_row row;
  uint32_t words;
  uint32_t lost;
  uint32_t burnt;
  uint32_t held;
} Count;

typedef struct {
  stemma_row row;
  uint32_t doc;
  uint32_t words;
} Total;

typedef struct {
  stemma_row row;
  uint32_t members;
  uint32_t words;
} Pair;

static const stemma_field count_fields[] = {
  STEMMA_FIELD(Count, words, STEMMA_U32, "", "how many words"),
  STEMMA_FIELD(Count, lost, STEMMA_U32, "us", "time before it without a row"),
  STEMMA_FIELD(Count, burnt, STEMMA_U32, "us", "CPU time of that"),
  STEMMA_FIELD(Count, held, STEMMA_U32, "KiB", "memory that was taken in it"),
};
static const stemma_field total_fields[] = {
  STEMMA_FIELD(Total, doc, STEMMA_U32, "", "how many documents"),
  STEMMA_FIELD(Total, words, STEMMA_U32, "", "how many words they have"),
};
static const stemma_field pair_fields[] = {
  STEMMA_FIELD(Pair, members, STEMMA_U32, "", "how many documents"),
  STEMMA_FIELD(Pair, words, STEMMA_U32, "", "how many words each has"),
};
static const stemma_layer count_layer = {
  sizeof count_layer,        1,
  "org.example.moody.count", "words of a document",
  STEMMA_LIST(count_fields), sizeof(Count),
  STEMMA_LAYER_SORTED,
};
static const stemma_layer total_layer = {
  sizeof total_layer,        1,
  "org.example.moody.total", "words of the corpus",
  STEMMA_LIST(total_fields), sizeof(Total),
  STEMMA_LAYER_CORPUS,
};
static const stemma_layer pair_layer = {
  sizeof pair_layer,        1,
  "org.example.moody.pair", "documents of one length",
  STEMMA_LIST(pair_fields), sizeof(Pair),
  STEMMA_LAYER_CORPUS,
};
static const stemma_layer carried_layer = {
  sizeof carried_layer,
  1,
  "org.example.moody.carried",
  "a document's length",
  STEMMA_LIST(count_fields),
  sizeof(Count),
  0,
};

static const stemma_port tokens_read[] = {
  { &stemma_token_layer, 0, 0, STEMMA_PORT_OPTIONAL },
};
static const stemma_port count_writes[] = { { &count_layer, 0, 0, 0 } };
static const stemma_port counts_read[] = { { &count_layer, 0, 0, 0 } };
static const stemma_port total_writes[] = { { &total_layer, 0, 0, 0 } };
static const stemma_port pair_writes[] = { { &pair_layer, 0, 0, 0 } };

static _Thread_local const char *text_now;

/* Endless, and no compiler may say that it is not. */
static volatile uint32_t never;

/* Since a row told them: microseconds that were lost, of the monotonic clock
 * and of CPU time; KiB that were taken. */
typedef struct {
  _Atomic uint32_t lost;
  _Atomic uint32_t burnt;
  _Atomic uint32_t held;
} Waste;

static Waste *waste; /* shared by all processes that run this; null: not told */
static _Thread_local uint64_t last_time, last_burnt;

static uint64_t
clock_now(clockid_t clock)
{
  struct timespec time;

  clock_gettime(clock, &time);
  return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

static void
tell_before(Count *count)
{
  if (!waste)
    return;
  count->lost = atomic_exchange(&waste->lost, 0);
  count->burnt = atomic_exchange(&waste->burnt, 0);
  count->held = atomic_exchange(&waste->held, 0);
  last_time = clock_now(CLOCK_MONOTONIC);
  last_burnt = clock_now(CLOCK_THREAD_CPUTIME_ID);
}

/* What was lost until now: it may be the last that is heard.  `granted`: the
 * settings say how much time it gets, so that is not told. */
static void
tell_waste(int granted)
{
  uint64_t time, burnt;

  if (!waste)
    return;
  time = clock_now(CLOCK_MONOTONIC);
  burnt = clock_now(CLOCK_THREAD_CPUTIME_ID);
  if (!granted)
    atomic_fetch_add(&waste->lost, (uint32_t)(time - last_time));
  atomic_fetch_add(&waste->burnt, (uint32_t)(burnt - last_burnt));
  last_time = time;
  last_burnt = burnt;
}

static void
open_waste(void)
{
  void *shared = mmap(0, sizeof *waste, PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);

  waste = shared == MAP_FAILED ? 0 : shared;
}

static stemma_status
crash(void)
{
  volatile int *nowhere = (volatile int *)(uintptr_t)(8u + never);

  *nowhere = 1;
  return STEMMA_OK;
}

static stemma_status
give_up(void)
{
  abort();
}

static stemma_status
hang(void)
{
  while (!never)
    tell_waste(1);
  return STEMMA_OK;
}

#define BLOCK (1u << 20)

/* What nobody can look at a compiler need not take. */
static char *volatile taken;

/* Takes memory until there is none, and then says so. */
static stemma_status
hoard(void)
{
  for (;;) {
    taken = malloc(BLOCK);
    if (!taken)
      return STEMMA_E_MEMORY;
    memset(taken, 1, BLOCK);
  }
}

/* The same, and looks at nothing that it gets. */
static stemma_status
hog(void)
{
  while (!never) {
    taken = malloc(BLOCK);
    memset(taken, 1, BLOCK);
    if (waste)
      atomic_fetch_add(&waste->held, BLOCK / 1024);
    tell_waste(0);
  }
  return STEMMA_OK;
}

static stemma_status
leave(void)
{
  exit(3);
}

static stemma_status
split(void)
{
  return fork() >= 0 ? STEMMA_OK : STEMMA_E_INTERNAL;
}

/* With room for one more file. */
static stemma_status
look(void)
{
  close(0);
  return open("/etc/passwd", O_RDONLY) >= 0 ? STEMMA_OK : STEMMA_E_INTERNAL;
}

static stemma_status
phone(void)
{
  return socket(AF_INET, SOCK_STREAM, 0) >= 0 ? STEMMA_OK : STEMMA_E_INTERNAL;
}

static stemma_status
run_shell(void)
{
  char *const words[] = { "sh", 0 };

  return execv("/bin/sh", words);
}

static stemma_status
murder(void)
{
  return kill(getppid(), SIGKILL) == 0 ? STEMMA_OK : STEMMA_E_INTERNAL;
}

static stemma_status
make_code(void)
{
  void *page = mmap(0, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return page != MAP_FAILED ? STEMMA_OK : STEMMA_E_INTERNAL;
}

/* Says something to the host that is none of its words. */
static stemma_status
babble(void)
{
  static const char noise[] = "This is no message of the protocol, at all.";

  return write(3, noise, sizeof noise) > 0 ? STEMMA_OK : STEMMA_E_INTERNAL;
}

/* What the host's protocol says (host/worker/message.h, frame.h), for one who
 * knows it and lies. */
typedef struct {
  uint32_t kind;
  uint32_t sequence;
  int64_t number;
  uint64_t length;
  uint64_t sizes[2];
} Said;
#define SAID_DONE 8
#define SEQUENCE_AT 3

/* Says again that the call before is answered: what was asked now begins the
 * page that the text is on, and was put together before its number was drawn,
 * so that it bears that one's.  The answer that lies there is the last one's.
 */
static stemma_status
repeat(void)
{
  uintptr_t page = (uintptr_t)text_now & ~(uintptr_t)4095;
  Said said = {
    SAID_DONE, ((const uint32_t *)page)[SEQUENCE_AT], 0, 4096, { 0, 0 }
  };

  return write(3, &said, sizeof said) > 0 ? hang() : STEMMA_E_INTERNAL;
}

/* Closes all that it shares with the host. */
static stemma_status
hang_up(void)
{
  for (int file = 3; file < 64; file++)
    close(file);
  return hang();
}

/* The rows that the stage reads, where it reads any. */
static stemma_list tokens;

/* Writes to them, when it has made them writable. */
static stemma_status
scribble(void)
{
  uintptr_t first = (uintptr_t)tokens.items & ~(uintptr_t)4095;

  mprotect((void *)first, 4096, PROT_READ | PROT_WRITE);
  *(volatile uint32_t *)(uintptr_t)tokens.items = 1;
  return STEMMA_OK;
}

static const struct {
  const char *order;
  stemma_status (*mood)(void);
} moods[] = {
  { "crash", crash },    { "abort", give_up }, { "hang", hang },
  { "hoard", hoard },    { "hog", hog },       { "exit", leave },
  { "fork", split },     { "open", look },     { "socket", phone },
  { "exec", run_shell }, { "kill", murder },   { "code", make_code },
  { "babble", babble },  { "close", hang_up }, { "scribble", scribble },
  { "repeat", repeat },
};

/* What the text orders of `who`: "mood: crash" of the stage count, "total:
 * crash" of total, and so on. */
static stemma_status
obey(const char *text, const char *who)
{
  const char *at = strstr(text, who);

  if (!at)
    return STEMMA_OK;
  at += strlen(who);
  for (size_t i = 0; i < sizeof moods / sizeof *moods; i++)
    if (strncmp(at, moods[i].order, strlen(moods[i].order)) == 0)
      return moods[i].mood();
  return STEMMA_OK;
}

static uint32_t
words_of(const char *text)
{
  uint32_t words = 0;

  for (const char *at = text; *at; at++)
    words += *at != ' ' && (at == text || at[-1] == ' ');
  return words;
}

static stemma_status
open_stage(const stemma_stage *stage, const stemma_host *host,
           const void *options, void **self, stemma_error *error)
{
  const char *order = getenv("MOODY_OPEN");

  (void)stage, (void)host, (void)options, (void)error;
  *self = 0;
  if (getenv("MOODY_TELLS"))
    open_waste();
  return order ? obey(order, "") : STEMMA_OK;
}

static void
close_stage(void *self)
{
  (void)self;
}

static const stemma_life life = {
  sizeof life, 0, open_stage, close_stage, 0, 0
};

static stemma_status
process(const void *self, void *worker, const stemma_job *job,
        stemma_error *error)
{
  Count count = { .row.end = job->doc->length };
  stemma_status status;

  tell_before(&count);
  text_now = job->doc->text;
  count.words = words_of(job->doc->text);
  if (job->inputs[0])
    tokens = job->inputs[0]->rows;
  status = obey(job->doc->text, "mood: ");
  (void)self, (void)worker, (void)error;
  if (status != STEMMA_OK)
    return status;
  if (strstr(job->doc->text, "mood: outside"))
    count.row.end++;
  return stemma_append(job->outputs[0], &count.row, sizeof count);
}

static const stemma_map map = { sizeof map, 0, process };

static stemma_status
start(const void *self, void **state, stemma_error *error)
{
  (void)self, (void)error;
  *state = calloc(1, sizeof(Total));
  return *state ? STEMMA_OK : STEMMA_E_MEMORY;
}

static stemma_status
add(const void *self, void *worker, void *state, const stemma_job *job,
    stemma_error *error)
{
  Total *total = state;

  (void)self, (void)worker, (void)error;
  total->doc++;
  total->words += words_of(job->doc->text);
  return obey(job->doc->text, "total: ");
}

static stemma_status
merge(const void *self, void *worker, void *into, void *from,
      stemma_error *error)
{
  Total *one = into, *other = from;

  (void)self, (void)worker, (void)error;
  one->doc += other->doc;
  one->words += other->words;
  return STEMMA_OK;
}

static stemma_status
save(const void *self, const void *state, stemma_output *output,
     stemma_error *error)
{
  (void)self, (void)error;
  return output->write(output, state, sizeof(Total));
}

static stemma_status
load(const void *self, const void *bytes, uint64_t length, void **state,
     stemma_error *error)
{
  if (length != sizeof(Total))
    return STEMMA_E_INPUT;
  if (start(self, state, error) != STEMMA_OK)
    return STEMMA_E_MEMORY;
  memcpy(*state, bytes, sizeof(Total));
  return STEMMA_OK;
}

static stemma_status
finish(const void *self, void *worker, void *state, const stemma_job *job,
       stemma_error *error)
{
  (void)self, (void)worker, (void)error;
  return stemma_append(job->outputs[0], state, sizeof(Total));
}

static void
drop(const void *self, void *state)
{
  (void)self;
  free(state);
}

static const stemma_fold fold = {
  sizeof fold, 0, start, add, merge, 0, save, load, finish, drop,
};

static stemma_status
scatter(const void *self, void *worker, const stemma_job *job,
        stemma_emitter *emitter, stemma_error *error)
{
  Count count = { .words = words_of(job->doc->text) };
  stemma_key key = { 0, count.words };
  stemma_status status = obey(job->doc->text, "scatter: ");

  (void)self, (void)worker, (void)error;
  if (strstr(job->doc->text, "gather: crash"))
    key.high = 1;
  if (status == STEMMA_OK)
    status = stemma_append(emitter->rows, &count.row, sizeof count);
  return status == STEMMA_OK ? emitter->key(emitter, key) : status;
}

static stemma_status
gather(const void *self, void *worker, const stemma_job *job, stemma_key key,
       const stemma_table *members, stemma_list origins, stemma_error *error)
{
  Pair pair = { { 0, 0, 0, 0 }, members->rows.count, (uint32_t)key.low };

  (void)self, (void)worker, (void)origins, (void)error;
  if (key.high)
    crash();
  return stemma_append(job->outputs[0], &pair.row, sizeof pair);
}

static const stemma_group group = { sizeof group, 0, scatter, gather };

#define STAGE(id, reads, writes, carries, map, group, fold)                    \
  {                                                                            \
    sizeof(stemma_stage), 0, id, "1.0.0", "does as it is told", "", reads,     \
        writes, STEMMA_NO_LIST, 0, 0, carries, &life, map, group, fold, 0,     \
        STEMMA_NO_LIST                                                         \
  }
static const stemma_stage counting =
    STAGE("moody", STEMMA_LIST(tokens_read), STEMMA_LIST(count_writes), 0, &map,
          0, 0);
static const stemma_stage totalling =
    STAGE("total", STEMMA_LIST(counts_read), STEMMA_LIST(total_writes), 0, 0, 0,
          &fold);
static const stemma_stage pairing =
    STAGE("pair", STEMMA_LIST(counts_read), STEMMA_LIST(pair_writes),
          &carried_layer, 0, &group, 0);
static const stemma_stage *const stages[] = { &counting, &totalling, &pairing };

static const stemma_module module = {
  sizeof module,
  STEMMA_EPOCH,
  STEMMA_MINOR,
  STEMMA_NEEDS_MINOR,
  0,
  0,
  "org.example.moody",
  "1.0.0",
  "MIT",
  "",
  "",
  STEMMA_LIST(stages),
};

STEMMA_NOTE("org.example.moody", "1.0.0", "MIT");

const stemma_module *
stemma_module_v1(void)
{
  return &module;
}
