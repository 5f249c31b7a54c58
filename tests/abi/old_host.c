/* SPDX-License-Identifier: Apache-2.0
 *
 * old_host.c - a host as of ABI 1.0, built from the frozen headers, which runs
 * the map stages of today's plugins.
 *
 * usage: old_host TEXT PLUGIN.so...
 *
 * It proves three promises at once.  New plugin, old host: everything that a
 * plugin is given ends where ABI 1.0 ended it, right before a page that cannot
 * be read, so that an unguarded look at a newer member is a SIGSEGV.  Stride:
 * every stage runs again with 8, 16 and 24 poisoned bytes after each input row
 * and must give the same rows.  Services: none is there, and stages work.
 * This file is frozen with the headers: it is not changed to please a plugin.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <stemma/stemma.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LAYERS = 32, POISON = 0xA5, POOL = 1 << 20, ROWS = 1 << 20 };

/* A layer's rows, and the writer that fills them. */
typedef struct {
  const char *name;
  const stemma_layer *layer;
  size_t row_size; /* the longest that any stage declares */
  size_t stride;   /* with the poison */
  stemma_writer *writer;
  unsigned char *rows;
  char *pool;
  uint32_t pool_length;
  stemma_table *table;
} Slot;

typedef struct {
  Slot slots[LAYERS];
  size_t count;
  size_t padding;
  const char *text;
  uint32_t length;
} Bench;

static Bench bench;

static void
die(const char *what, const char *which)
{
  fprintf(stderr, "old_host: %s: %s\n", what, which);
  exit(1);
}

/* Zeroed memory whose last byte lies before a page that cannot be read. */
static void *
guarded(size_t size)
{
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t pages = (size + page - 1) / page * page;
  char *at = mmap(NULL, pages + page, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (at == MAP_FAILED || mprotect(at + pages, page, PROT_NONE) < 0)
    die("no memory", "guarded");
  return at + pages - size;
}

static Slot *
slot_of(const char *name)
{
  for (size_t i = 0; i < bench.count; i++)
    if (strcmp(bench.slots[i].name, name) == 0)
      return &bench.slots[i];
  return NULL;
}

static stemma_status
append(stemma_writer *writer, stemma_list rows)
{
  Slot *slot = writer->impl;

  for (uint32_t i = 0; i < rows.count; i++) {
    unsigned char *to = slot->rows + writer->next_row * slot->stride;
    size_t taken = rows.stride < slot->row_size ? rows.stride : slot->row_size;

    if ((writer->next_row + 1) * slot->stride > ROWS)
      return STEMMA_E_LIMIT;
    memcpy(to, (const char *)rows.items + (size_t)i * rows.stride, taken);
    memset(to + slot->row_size, POISON, slot->stride - slot->row_size);
    writer->next_row++;
  }
  return STEMMA_OK;
}

static stemma_str
intern(stemma_writer *writer, const char *bytes, uint32_t length)
{
  Slot *slot = writer->impl;
  stemma_str str = { 0, 0 };

  if (length == 0 || slot->pool_length + length + 9 > POOL)
    return str;
  for (uint32_t at = 8; at < slot->pool_length; at++)
    if (memcmp(slot->pool + at, bytes, length) == 0
        && slot->pool[at + length] == '\0' && slot->pool[at - 1] == '\0') {
      str.offset = at;
      str.length = length;
      return str;
    }
  str.offset = slot->pool_length;
  str.length = length;
  memcpy(slot->pool + str.offset, bytes, length);
  slot->pool_length = (str.offset + length + 8) / 8 * 8;
  return str;
}

static const void *
extension(const stemma_host *host, const char *id)
{
  (void)host;
  (void)id;
  return NULL;
}

static Slot *
slot_add(const stemma_layer *layer)
{
  Slot *slot = slot_of(layer->name);

  if (!slot) {
    if (bench.count == LAYERS)
      die("too many layers", layer->name);
    slot = &bench.slots[bench.count++];
    memset(slot, 0, sizeof *slot);
    slot->name = layer->name;
    slot->layer = layer;
  }
  if (layer->row_size > slot->row_size)
    slot->row_size = layer->row_size;
  return slot;
}

static void
slot_open(Slot *slot)
{
  slot->stride = slot->row_size + bench.padding;
  slot->rows = calloc(1, ROWS);
  slot->pool = calloc(1, POOL);
  slot->pool_length = 8;
  slot->writer = guarded(sizeof *slot->writer);
  slot->writer->size = sizeof *slot->writer;
  slot->writer->impl = slot;
  slot->writer->append = append;
  slot->writer->intern = intern;
}

/* The table as a reader sees it: its last row ends before a guard page. */
static void
slot_close(Slot *slot)
{
  size_t size = slot->writer->next_row * slot->stride;
  unsigned char *rows = guarded(size);
  char *pool = guarded(slot->pool_length);

  memcpy(rows, slot->rows, size);
  memcpy(pool, slot->pool, slot->pool_length);
  slot->table = guarded(sizeof *slot->table);
  slot->table->size = sizeof *slot->table;
  slot->table->layer = slot->layer;
  slot->table->rows.items = rows;
  slot->table->rows.count = slot->writer->next_row;
  slot->table->rows.stride = (uint32_t)slot->stride;
  slot->table->pool = pool;
  slot->table->pool_length = slot->pool_length;
  free(slot->rows);
  free(slot->pool);
}

static uint32_t
choice_of(const stemma_option *option, const char *text, size_t length)
{
  for (uint32_t i = 0; option->choices[i]; i++)
    if (strlen(option->choices[i]) == length
        && memcmp(option->choices[i], text, length) == 0)
      return i;
  return 0;
}

/* Splits "a, b" into a list of strings, or into bits of choices. */
static void
set_list(const stemma_option *option, char *to)
{
  const char **items = calloc(64, sizeof *items);
  stemma_list list = { items, 0, sizeof *items };
  uint64_t bits = 0;
  const char *at = option->fallback;

  while (*at && list.count < 64) {
    size_t length = strcspn(at, ",");

    items[list.count++] = strndup(at, length);
    if (option->choices)
      bits |= (uint64_t)1 << choice_of(option, at, length);
    at += length;
    at += strspn(at, ", ");
  }
  if (option->type == STEMMA_OPTION_CHOICES)
    memcpy(to, &bits, sizeof bits);
  else
    memcpy(to, &list, sizeof list);
}

static void
set_option(const stemma_option *option, char *to)
{
  const char *text = option->fallback ? option->fallback : "";
  uint32_t yes = strchr("yto1", text[0]) && strcmp(text, "off") != 0;
  uint32_t choice = option->type == STEMMA_OPTION_CHOICE
                        ? choice_of(option, text, strlen(text))
                        : 0;
  double number = strtod(text, NULL);
  int64_t whole = strtoll(text, NULL, 10);

  switch (option->type) {
  case STEMMA_OPTION_BOOL:
    memcpy(to, &yes, sizeof yes);
    break;
  case STEMMA_OPTION_CHOICE:
    memcpy(to, &choice, sizeof choice);
    break;
  case STEMMA_OPTION_INT:
  case STEMMA_OPTION_SIZE:
    memcpy(to, &whole, sizeof whole);
    break;
  case STEMMA_OPTION_FLOAT:
  case STEMMA_OPTION_TIME:
    memcpy(to, &number, sizeof number);
    break;
  case STEMMA_OPTION_LIST:
  case STEMMA_OPTION_CHOICES:
    set_list(option, to);
    break;
  default:
    memcpy(to, &text, sizeof text);
  }
}

static const void *
options_of(const stemma_stage *stage)
{
  char *set = guarded(stage->options_size ? stage->options_size : 8);

  for (uint32_t i = 0; i < stage->options.count; i++) {
    const stemma_option *option = STEMMA_AT(stemma_option, stage->options, i);

    set_option(option, set + option->offset);
  }
  return set;
}

static stemma_host *
host_new(void)
{
  stemma_host *host = guarded(sizeof *host);

  host->size = sizeof *host;
  host->epoch = STEMMA_EPOCH;
  host->minor = STEMMA_MINOR;
  host->name = "old_host";
  host->version = "1.0";
  host->extension = extension;
  return host;
}

static stemma_doc *
doc_new(void)
{
  stemma_doc *doc = guarded(sizeof *doc);

  doc->size = sizeof *doc;
  doc->id = "old.txt";
  doc->text = bench.text;
  doc->length = bench.length;
  doc->language = "en";
  return doc;
}

/* FALSE: an input that it needs is not there. */
static int
job_fill(stemma_job *job, const stemma_stage *stage)
{
  const stemma_table **inputs =
      guarded((stage->reads.count + 1) * sizeof *inputs);
  stemma_writer **outputs =
      guarded((stage->writes.count + 1) * sizeof *outputs);

  for (uint32_t i = 0; i < stage->reads.count; i++) {
    const stemma_port *port = STEMMA_AT(stemma_port, stage->reads, i);
    const Slot *slot = slot_of(port->layer->name);

    inputs[i] = slot ? slot->table : NULL;
    if (!inputs[i] && !(port->flags & STEMMA_PORT_OPTIONAL))
      return 0;
  }
  for (uint32_t i = 0; i < stage->writes.count; i++) {
    Slot *slot = slot_add(STEMMA_AT(stemma_port, stage->writes, i)->layer);

    slot_open(slot);
    outputs[i] = slot->writer;
  }
  job->size = sizeof *job;
  job->input_count = stage->reads.count;
  job->output_count = stage->writes.count;
  job->inputs = inputs;
  job->outputs = outputs;
  job->doc = doc_new();
  job->seed = 1;
  return 1;
}

static void
must(stemma_status status, const stemma_stage *stage, const stemma_error *error)
{
  if (status != STEMMA_OK) {
    fprintf(stderr, "old_host: stage %s: %d: %s\n", stage->id, (int)status,
            error->message);
    exit(1);
  }
}

static void
run_stage(const stemma_stage *stage, const void *options)
{
  stemma_error *error = guarded(sizeof *error);
  stemma_job *job = guarded(sizeof *job);
  void *self = NULL, *worker = NULL;

  if (!stage->map || !job_fill(job, stage))
    return;
  error->size = sizeof *error;
  job->host = host_new();
  must(stage->life->open(stage, job->host, options, &self, error), stage,
       error);
  if (stage->life->worker_open)
    must(stage->life->worker_open(self, &worker, error), stage, error);
  must(stage->map->process(self, worker, job, error), stage, error);
  if (stage->life->worker_close)
    stage->life->worker_close(worker);
  stage->life->close(self);
  for (uint32_t i = 0; i < stage->writes.count; i++)
    slot_close(slot_of(STEMMA_AT(stemma_port, stage->writes, i)->layer->name));
}

static void
each_stage(const stemma_module *module,
           void (*visit)(const stemma_stage *stage, const void *options))
{
  for (uint32_t i = 0; i < module->stages.count; i++) {
    const stemma_stage *stage = *STEMMA_AT(stemma_stage *, module->stages, i);
    const void *options = options_of(stage);

    visit(stage, options);
    for (uint32_t k = 0; stage->chain && k < stage->chain->stages.count; k++)
      visit(*STEMMA_AT(stemma_stage *, stage->chain->stages, k), options);
  }
}

/* Before any row is laid out, the longest declaration must be known. */
static void
note_layers(const stemma_stage *stage, const void *options)
{
  (void)options;
  for (uint32_t i = 0; i < stage->reads.count; i++)
    slot_add(STEMMA_AT(stemma_port, stage->reads, i)->layer);
  for (uint32_t i = 0; i < stage->writes.count; i++)
    slot_add(STEMMA_AT(stemma_port, stage->writes, i)->layer);
}

static const stemma_module *
module_load(const char *path)
{
  const stemma_module *(*entry)(void);
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  void *symbol = handle ? dlsym(handle, "stemma_module_v1") : NULL;

  if (!symbol)
    die("cannot load", dlerror());
  memcpy(&entry, &symbol, sizeof entry);
  if (entry()->epoch != STEMMA_EPOCH || entry()->needs_minor > STEMMA_MINOR)
    die("needs a newer host", path);
  return entry();
}

/* FNV-1a of all rows of a slot, without the poison. */
static uint64_t
digest(const Slot *slot)
{
  uint64_t hash = UINT64_C(0xcbf29ce484222325);

  for (uint32_t i = 0; i < slot->table->rows.count; i++)
    for (size_t k = 0; k < slot->row_size; k++)
      hash = (hash
              ^ ((const unsigned char *)
                     slot->table->rows.items)[i * slot->stride + k])
             * UINT64_C(0x100000001b3);
  for (uint32_t k = 0; k < slot->pool_length; k++)
    hash =
        (hash ^ (unsigned char)slot->table->pool[k]) * UINT64_C(0x100000001b3);
  return hash;
}

static void
read_text(const char *path)
{
  FILE *file = fopen(path, "rb");
  char *text;
  long size = -1;

  if (!file || fseek(file, 0, SEEK_END) < 0 || (size = ftell(file)) < 0)
    die("cannot read", path);
  rewind(file);
  text = guarded((size_t)size + 1);
  if (fread(text, 1, (size_t)size, file) != (size_t)size)
    die("cannot read", path);
  fclose(file);
  bench.text = text;
  bench.length = (uint32_t)size;
}

int
main(int argc, char **argv)
{
  uint64_t first[LAYERS] = { 0 };
  int failed = 0;

  if (argc < 3)
    die("usage", "old_host TEXT PLUGIN.so...");
  read_text(argv[1]);
  for (bench.padding = 0; bench.padding <= 24; bench.padding += 8) {
    bench.count = 0;
    for (int i = 2; i < argc; i++)
      each_stage(module_load(argv[i]), note_layers);
    for (int i = 2; i < argc; i++)
      each_stage(module_load(argv[i]), run_stage);
    for (size_t i = 0; i < bench.count; i++) {
      const Slot *slot = &bench.slots[i];
      uint64_t now = slot->table ? digest(slot) : 0;

      if (bench.padding == 0) {
        first[i] = now;
        printf("%-24s %u rows\n", slot->name,
               slot->table ? slot->table->rows.count : 0);
        if (slot->table && slot->table->rows.count == 0) {
          puts("  a map stage found nothing, so the text proves nothing");
          failed = 1;
        }
      } else if (now != first[i]) {
        printf("%s: other rows with %zu bytes after each input row\n",
               slot->name, bench.padding);
        failed = 1;
      }
    }
  }
  return failed;
}
