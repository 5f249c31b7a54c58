/* SPDX-License-Identifier: Apache-2.0
 *
 * heap.c - a library's calls of malloc are counted, and one of them fails when
 * it is told to; our own are left alone.
 */
#include "../unit.h"

#include "validate/heap.h"
#include <dlfcn.h>
#include <stdlib.h>

/* A library that everybody has and that takes memory of its own. */
static void *
open_library(void)
{
  void *handle = dlopen("libstemmer.so.0d", RTLD_NOW | RTLD_LOCAL);

  if (!handle)
    handle = dlopen("libstemmer.so", RTLD_NOW | RTLD_LOCAL);
  return handle;
}

static void
test_count_and_fail(void **state)
{
  void *handle = open_library();
  void *(*make)(const char *, const char *);
  void (*drop)(void *);
  void *stemmer, *own;
  guint before;

  (void)state;
  if (!handle)
    skip();
  assert_true(heap_watch(handle));
  *(void **)&make = dlsym(handle, "sb_stemmer_new");
  *(void **)&drop = dlsym(handle, "sb_stemmer_delete");
  stemmer = make("english", NULL);
  assert_non_null(stemmer);
  assert_true(heap_blocks() > 0);
  before = heap_blocks();
  own = malloc(10);
  assert_int_equal(heap_blocks(), before);
  free(own);
  drop(stemmer);
  assert_int_equal(heap_blocks(), 0);
  assert_int_equal(heap_bytes(), 0);

  heap_fail_at(1);
  assert_non_null(stemmer = make("english", NULL)); /* not armed */
  drop(stemmer);
  assert_false(heap_has_failed());
  heap_arm(TRUE);
  assert_null(make("english", NULL));
  heap_arm(FALSE);
  assert_true(heap_has_failed());
  assert_int_equal(heap_blocks(), 0);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_count_and_fail),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
