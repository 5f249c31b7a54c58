/* SPDX-License-Identifier: Apache-2.0
 *
 * services.c - what a stage may ask of the host: time, files, turns.
 */
#include "rig.h"
#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>
/* after its needs */
#include <cmocka.h>

static stemma_status
open_host(const stemma_stage *stage, const stemma_host *host,
          const void *options, void **self, stemma_error *error)
{
  (void)stage, (void)options, (void)error;
  *self = (void *)(uintptr_t)host;
  return STEMMA_OK;
}

/* Works until it is told to stop. */
static stemma_status
process_slowly(const void *self, void *worker, const stemma_job *job,
               stemma_error *error)
{
  const stemma_host *host = self;
  const stemma_progress *progress = host->extension(host, STEMMA_PROGRESS_ID);

  (void)worker, (void)error;
  if (strstr(job->doc->text, "quick"))
    return STEMMA_OK;
  while (!progress->cancelled(host))
    g_usleep(200);
  return STEMMA_CANCELLED;
}

static const stemma_life life = { .size = sizeof life, .open = open_host };
static const stemma_map slow_map = { sizeof slow_map, 0, process_slowly };
static const stemma_stage slow_stage = { .size = sizeof slow_stage,
                                         .id = "slow",
                                         .version = "1.0.0",
                                         .life = &life,
                                         .map = &slow_map };

static void
test_timeout(void **state)
{
  g_autoptr(Rig) rig = rig_new();

  (void)state;
  rig_document(rig, "a", "quick");
  rig_document(rig, "b", "slow");
  rig_document(rig, "c", "quick");
  rig_stage(rig, &slow_stage)->timeout = 0.02;
  assert_int_equal(rig_run(rig, 2), 2);
  assert_string_equal(rig->said->str,
                      "b: stage \"slow\" ran longer than timeout = 0.02s "
                      "[E406]\n");
  assert_non_null(strstr(rig->told->str, "end 3 1 2\n"));
}

/* Two calls at once would lose additions, which ThreadSanitizer sees too. */
static guint calls, inside;
static gboolean met;

static stemma_status
process_alone(const void *self, void *worker, const stemma_job *job,
              stemma_error *error)
{
  (void)self, (void)worker, (void)job, (void)error;
  met |= inside++ != 0;
  calls++;
  inside--;
  return STEMMA_OK;
}

static const stemma_map alone_map = { sizeof alone_map, 0, process_alone };
static const stemma_stage alone_stage = { .size = sizeof alone_stage,
                                          .flags = STEMMA_STAGE_SERIAL,
                                          .id = "alone",
                                          .version = "1.0.0",
                                          .life = &life,
                                          .map = &alone_map };

static void
test_serial(void **state)
{
  g_autoptr(Rig) rig = NULL;

  (void)state;
  /* Each worker process would count for itself. */
  if (g_getenv("RIG_ISOLATES"))
    skip();
  rig = rig_new();
  for (guint i = 0; i < 300; i++) {
    g_autofree char *id = g_strdup_printf("d%u", i);
    rig_document(rig, id, "text");
  }
  rig_stage(rig, &alone_stage);
  calls = 0;
  assert_int_equal(rig_run(rig, 4), 0);
  assert_int_equal(calls, 300);
  assert_false(met);
}

/* Reads a data file of the plugin, which is found beside its shared object. */
static stemma_status
open_file(const stemma_stage *stage, const stemma_host *host,
          const void *options, void **self, stemma_error *error)
{
  const stemma_resource *resource = host->extension(host, STEMMA_RESOURCE_ID);
  const char *bytes;
  uint64_t length;
  stemma_status status =
      resource->map(host, "data.bin", &bytes, &length, error);

  (void)stage, (void)options;
  *self = NULL;
  if (status == STEMMA_OK && (length != 8192 || strlen(bytes) != 8192))
    return stemma_fail(error, STEMMA_E_RESOURCE, "the file is not whole");
  return status;
}

static const stemma_life file_life = { .size = sizeof file_life,
                                       .open = open_file };
static const stemma_stage file_stage = { .size = sizeof file_stage,
                                         .id = "file",
                                         .version = "1.0.0",
                                         .life = &file_life,
                                         .map = &alone_map };

static void
test_resource(void **state)
{
  g_autoptr(Rig) rig = rig_new();
  g_autofree char *folder = g_dir_make_tmp("stemma-XXXXXX", NULL);
  g_autofree char *bytes = g_strnfill(8192, 'x');

  (void)state;
  assert_int_equal(g_chdir(folder), 0);
  rig_document(rig, "a", "text");
  rig_stage(rig, &file_stage);
  assert_int_equal(rig_run(rig, 1), -2);
  assert_non_null(strstr(rig->said->str,
                         "plugin \"org.test\" (stage file) did not start: "
                         "cannot read "));
  assert_non_null(strstr(rig->said->str, "No such file or directory [E404]\n"));
  assert_int_equal(g_mkdir("org.test", 0700), 0);
  assert_true(g_file_set_contents("org.test/data.bin", bytes, 8192, NULL));
  assert_int_equal(rig_run(rig, 1), 0);
  g_unlink("org.test/data.bin");
  g_rmdir("org.test");
  g_rmdir(folder);
}

enum { SMALL = 100000, LARGE = 3 << 20 };

static gboolean
is_all(const char *bytes, gsize begin, gsize end, char value)
{
  while (begin < end && bytes[begin] == value)
    begin++;
  return begin == end;
}

/* Is a block what it is to be: zeroed, and the same when it has grown or is
 * cut?  Asks more than there is, too. */
static gboolean
is_memory(const stemma_memory *memory, const stemma_host *host)
{
  char *block = memory->on_disk(host, NULL, SMALL);
  gboolean good = block && is_all(block, 0, SMALL, 0);

  if (!good)
    return FALSE;
  memset(block, 'x', SMALL);
  block = memory->on_disk(host, block, LARGE);
  good = block && is_all(block, 0, SMALL, 'x') && is_all(block, SMALL, LARGE, 0)
         && !memory->on_disk(host, block, G_MAXINT64 / 4)
         && !memory->on_disk(host, block, G_MAXUINT64);
  if (!good)
    return FALSE;
  memset(block + SMALL, 'y', LARGE - SMALL);
  block = memory->on_disk(host, block, SMALL);
  good = block && is_all(block, 0, SMALL, 'x');
  return good && !memory->on_disk(host, block, 0);
}

/* A text says whether there is to be memory on disk. */
static stemma_status
process_on_disk(const void *self, void *worker, const stemma_job *job,
                stemma_error *error)
{
  const stemma_memory *memory =
      job->host->extension(job->host, STEMMA_MEMORY_ID);
  gboolean wanted = strcmp(job->doc->text, "room") == 0;

  (void)self, (void)worker;
  return is_memory(memory, job->host) == wanted
             ? STEMMA_OK
             : stemma_fail(error, STEMMA_E_MEMORY, "not so");
}

static const stemma_map disk_map = { sizeof disk_map, 0, process_on_disk };
static const stemma_stage disk_stage = { .size = sizeof disk_stage,
                                         .id = "disk",
                                         .version = "1.0.0",
                                         .life = &life,
                                         .map = &disk_map };

static void
test_disk(void **state)
{
  g_autoptr(Rig) rig = rig_new();

  (void)state;
  rig_document(rig, "a", "room");
  rig_document(rig, "b", "room");
  rig_document(rig, "c", "room");
  rig_stage(rig, &disk_stage)->max_memory = 1 << 20;
  assert_int_equal(rig_run(rig, 2), 0);
  assert_non_null(strstr(rig->said->str, "no memory on disk: a "));
}

/* It is told once why there is none. */
static void
test_full(void **state)
{
  g_autoptr(Rig) rig = rig_new();

  (void)state;
  rig_document(rig, "a", "none");
  rig_document(rig, "b", "none");
  rig_stage(rig, &disk_stage);
  g_setenv("TMPDIR", "/dev/null/nowhere", TRUE);
  assert_int_equal(rig_run(rig, 1), 0);
  g_unsetenv("TMPDIR");
  assert_string_equal(rig->said->str,
                      "2 disk a: no memory on disk: a temporary file of 100000 "
                      "bytes cannot be had: Not a directory (TMPDIR says where "
                      "they lie)\n");
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_timeout),  cmocka_unit_test(test_serial),
    cmocka_unit_test(test_resource), cmocka_unit_test(test_disk),
    cmocka_unit_test(test_full),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
